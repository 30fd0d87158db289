//! Peppol BIS Billing 3.0.21: the network's own rules and those of its countries.
//!
//! Here stands only where each rule applies, in the official order; what it demands stands in the file named after it.
//! The pattern of code lists and formats (CL, F, P) is a table.

pub mod codes;
pub mod common_r040_to_r057;
mod de_r;
mod de_r_payment;
pub mod dk_r;
pub mod gr_r;
pub mod identifiers;
mod is_r;
mod it_r;
mod national;
mod nl_r;
pub mod no_r;
pub mod parties;
pub mod r001_to_r020;
mod r040_to_r046;
pub mod r051_to_r061;
mod r080_to_r111;
mod r120_to_r130;
mod se_r;

use ubl::document::{Name, NodeId, attr, cac, cbc, root};

use self::common_r040_to_r057 as common;
use crate::rule::{Context, Fault, Pattern, Rule, View};
use crate::rules::anywhere;

/// The patterns in official order.
pub const PATTERNS: &[Pattern] = &[
    EMPTY_ELEMENTS,
    CREDIT_NOTES,
    TRANSACTION,
    national::NORWAY,
    national::DENMARK,
    national::ITALY,
    national::SWEDEN,
    national::GREECE,
    national::GREECE_BOTH,
    national::ICELAND,
    national::NETHERLANDS,
    national::GERMANY,
    codes::CODES,
];

/// Whether an element is in a context.
type Matches = fn(&View<'_>, NodeId) -> Result<bool, Fault>;

pub const EMPTY_ELEMENTS: Pattern = &[Context {
    names: &[],
    matches: |view, at| Ok(!view.has_children(at) && !view.has_words(at)),
    rules: &[&r001_to_r020::R008],
}];

pub const CREDIT_NOTES: Pattern =
    &[Context { names: &[root::CreditNote], matches: anywhere, rules: &[&r080_to_r111::R080] }];

/// Identifiers of parties, wherever they stand.
const IDENTIFIERS: &[Name] = &[cbc::EndpointID, cbc::ID, cbc::CompanyID];

/// Rules on the document as a whole, in official order.
const DOCUMENT_RULES: &[&Rule] = &[
    &r001_to_r020::R001,
    &r001_to_r020::R007,
    &r001_to_r020::R002,
    &r001_to_r020::R003,
    &r001_to_r020::R004,
    &r051_to_r061::R053,
    &r051_to_r061::R054,
    &r051_to_r061::R055,
];
const RULES_R005: &[&Rule] = &[&r001_to_r020::R005];
const RULES_R010: &[&Rule] = &[&r001_to_r020::R010];
const RULES_R020: &[&Rule] = &[&r001_to_r020::R020];
const RULES_R041: &[&Rule] = &[&r040_to_r046::R041];
const RULES_R042: &[&Rule] = &[&r040_to_r046::R042];
const ALLOWANCE_RULES: &[&Rule] = &[&r040_to_r046::R040, &r040_to_r046::R043];
const RULES_R061: &[&Rule] = &[&r051_to_r061::R061];
const RULES_R051: &[&Rule] = &[&r051_to_r061::R051];
const RULES_R110: &[&Rule] = &[&r080_to_r111::R110];
const RULES_R111: &[&Rule] = &[&r080_to_r111::R111];
const LINE_RULES: &[&Rule] = &[&r120_to_r130::R120, &r120_to_r130::R121, &r080_to_r111::R100, &r080_to_r111::R101];
const PRICE_RULES: &[&Rule] = &[&r040_to_r046::R044, &r040_to_r046::R046];
const RULES_R130: &[&Rule] = &[&r120_to_r130::R130];
const IDENTIFIER_RULES: &[&Rule] = &[
    &common::R040,
    &common::R041,
    &common::R042,
    &common::R052,
    &common::R053,
    &common::R043,
    &common::R044,
    &common::R045,
    &common::R046,
    &common::R047,
    &common::R049,
    &common::R050,
    &common::R054,
    &common::R055,
    &common::R056_1,
];
const RULES_R056_2: &[&Rule] = &[&common::R056_2];
const RULES_R057: &[&Rule] = &[&common::R057];

const TRANSACTION: Pattern = &transaction(DOCUMENT_RULES, r051_to_r061::is_in_invoice_currency);

/// The pattern of the transaction, which self-billing shares but for the document's rules and the amounts of R051.
pub const fn transaction(document_rules: &'static [&'static Rule], judged_amount: Matches) -> [Context; 17] {
    [
        Context { names: &[root::CreditNote, root::Invoice], matches: anywhere, rules: document_rules },
        Context { names: &[cbc::TaxCurrencyCode], matches: anywhere, rules: RULES_R005 },
        Context {
            names: &[cac::Party],
            matches: |view, at| Ok(view.is_in(at, cac::AccountingCustomerParty)),
            rules: RULES_R010,
        },
        Context {
            names: &[cac::Party],
            matches: |view, at| Ok(view.is_in(at, cac::AccountingSupplierParty)),
            rules: RULES_R020,
        },
        Context {
            names: &[cac::AllowanceCharge],
            matches: |view, at| Ok(is_judged_with(view, at, true, false)),
            rules: RULES_R041,
        },
        Context {
            names: &[cac::AllowanceCharge],
            matches: |view, at| Ok(is_judged_with(view, at, false, true)),
            rules: RULES_R042,
        },
        Context {
            names: &[cac::AllowanceCharge],
            matches: |view, at| Ok(r040_to_r046::is_judged(view, at)),
            rules: ALLOWANCE_RULES,
        },
        Context { names: &[cac::PaymentMeans], matches: r051_to_r061::is_direct_debit, rules: RULES_R061 },
        Context { names: r051_to_r061::AMOUNTS, matches: judged_amount, rules: RULES_R051 },
        Context {
            names: &[cbc::StartDate],
            matches: |view, at| Ok(r080_to_r111::is_line_date(view, at)),
            rules: RULES_R110,
        },
        Context {
            names: &[cbc::EndDate],
            matches: |view, at| Ok(r080_to_r111::is_line_date(view, at)),
            rules: RULES_R111,
        },
        Context { names: &[cac::InvoiceLine, cac::CreditNoteLine], matches: anywhere, rules: LINE_RULES },
        Context {
            names: &[cac::AllowanceCharge],
            matches: |view, at| Ok(view.is_in(at, cac::Price)),
            rules: PRICE_RULES,
        },
        Context {
            names: &[cbc::BaseQuantity],
            matches: |view, at| Ok(view.is_in(at, cac::Price) && view.attribute(at, attr::unitCode).is_some()),
            rules: RULES_R130,
        },
        Context {
            names: IDENTIFIERS,
            matches: |view, at| Ok(common::has_judged_scheme(view, at)),
            rules: IDENTIFIER_RULES,
        },
        Context { names: &[cbc::CompanyID], matches: common::is_dutch_vat_number, rules: RULES_R056_2 },
        Context {
            names: IDENTIFIERS,
            matches: |view, at| Ok(common::is_chamber_with_branch(view, at)),
            rules: RULES_R057,
        },
    ]
}

fn is_judged_with(view: &View<'_>, at: NodeId, percentage: bool, base: bool) -> bool {
    view.has(at, &[cbc::MultiplierFactorNumeric]) == percentage
        && view.has(at, &[cbc::BaseAmount]) == base
        && r040_to_r046::is_judged(view, at)
}
