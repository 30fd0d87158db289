//! NLCIUS (SI-UBL 2.0.3.13) and its G-account extension 1.0.13: EN 16931 as Dutch sellers use it, without the network.
//!
//! All of EN 16931 is in the same layer, so one error voids everything. No rule here asks for electronic addresses or a
//! process: what sending needs is checked elsewhere.

mod br_ga;
mod br_nl;
mod br_nl_advice;

use ubl::document::{Name, NodeId, cac, cbc, root};

use super::en16931::{MODEL, br_cl, syntax};
use super::peppol::parties::Country;
use super::{anywhere, fatal, within};
use crate::rule::{Context, Fault, Pattern, Rule, View};
use crate::table::Table;
use crate::xpath::{is_blank, normalized};

/// The patterns of NLCIUS in official order.
pub const PATTERNS: &[Pattern] = &[VERSION, MODEL, syntax::SYNTAX, br_cl::CODES, NLCIUS];

/// The patterns of the G-account extension in official order.
pub const G_ACCOUNT_PATTERNS: &[Pattern] = &[G_ACCOUNT, NLCIUS, MODEL, syntax::SYNTAX, br_cl::CODES];

/// The G-account extension has fields that EN 16931 leaves out: a second way to pay and what is paid by each.
pub static G_ACCOUNT_PATHS: Table = syntax::paths().without(&["UBL-CR-411", "UBL-CR-453", "UBL-CR-459"]);

/// What the specification identifier begins with.
const CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0";

/// Three assertions that have no id.
const VERSION: Pattern = &[
    Context { names: &[root::Invoice, root::CreditNote], matches: anywhere, rules: &[&HAS_CUSTOMIZATION] },
    Context { names: &[cbc::CustomizationID], matches: anywhere, rules: &[&IS_NLCIUS] },
    Context { names: &[], matches: |view, at| Ok(at == view.root()), rules: &[&IS_INVOICE_OR_CREDIT_NOTE] },
];

static HAS_CUSTOMIZATION: Rule = fatal(
    "",
    &[],
    "The document names the specification it follows.",
    "The receiver chooses its rules by it. This assertion has no id.",
    |view, at, findings| {
        super::need::element(view, at, findings, &[cbc::CustomizationID], "BT-24 (specification identifier)")
    },
);

static IS_NLCIUS: Rule = fatal(
    "",
    &[],
    "The specification identifier begins with that of NLCIUS.",
    "Other documents follow other rules. This assertion has no id.",
    |view, at, findings| {
        let id = view.text(at);
        let fine = normalized(&id).starts_with(CUSTOMIZATION);
        super::need::that(fine, at, findings, || format!("BT-24 is {id:?}, it has to begin with {CUSTOMIZATION}"))
    },
);

static IS_INVOICE_OR_CREDIT_NOTE: Rule = fatal(
    "",
    &[],
    "The document is a UBL invoice or credit note.",
    "The rules know no other. This assertion has no id.",
    |_, at, findings| {
        findings.report(at, "the document is neither a UBL invoice nor a UBL credit note");
        Ok(())
    },
);

const G_ACCOUNT: Pattern = &[
    Context { names: &[cbc::CustomizationID], matches: anywhere, rules: &[&IS_NLCIUS, &br_ga::BR_GA_0] },
    Context {
        names: &[root::Invoice],
        matches: |view, at| Ok(at == view.root()),
        rules: &[&br_ga::BR_GA_1, &br_ga::BR_GA_2, &br_ga::BR_GA_3, &br_ga::BR_GA_7],
    },
    Context { names: &[cac::PaymentTerms], matches: |view, at| Ok(is_of_invoice(view, at)), rules: &[&br_ga::BR_GA_4] },
    Context { names: &[cac::PaymentMeans], matches: |view, at| Ok(is_of_invoice(view, at)), rules: &[&br_ga::BR_GA_5] },
    Context {
        names: &[cbc::PaymentMeansID],
        matches: |view, at| {
            let terms = view.parent(at).filter(|terms| view.name(*terms) == cac::PaymentTerms);
            Ok(terms.is_some_and(|terms| is_of_invoice(view, terms)))
        },
        rules: &[&br_ga::BR_GA_6],
    },
];

/// Whether the element is a child of the document element of an invoice.
fn is_of_invoice(view: &View<'_>, at: NodeId) -> bool {
    view.is_invoice() && view.parent(at) == Some(view.root())
}

const SELLER: &[Name] = &[cac::AccountingSupplierParty, cac::Party];
const BUYER: &[Name] = &[cac::AccountingCustomerParty, cac::Party];

const NLCIUS: Pattern = &[
    Context {
        names: &[cac::Party],
        matches: |view, at| Ok(view.is_in(at, cac::AccountingSupplierParty) && is_dutch(view)?),
        rules: &[&br_nl::BR_NL_1],
    },
    Context { names: &[], matches: |view, at| Ok(at == view.root() && is_dutch(view)?), rules: &[&br_nl::BR_NL_2] },
    Context { names: &[cac::PostalAddress], matches: |view, at| of_dutch(view, at, SELLER), rules: &[&br_nl::BR_NL_3] },
    Context { names: &[cac::PostalAddress], matches: |view, at| of_dutch(view, at, BUYER), rules: &[&br_nl::BR_NL_4] },
    Context {
        names: &[cac::PostalAddress],
        matches: |view, at| of_dutch(view, at, &[cac::TaxRepresentativeParty]),
        rules: &[&br_nl::BR_NL_5],
    },
    Context {
        names: &[cbc::InvoiceTypeCode, cbc::CreditNoteTypeCode],
        matches: |view, _| is_dutch(view),
        rules: &[&br_nl::BR_NL_7, &br_nl::BR_NL_8_INVOICE, &br_nl::BR_NL_8_CREDIT_NOTE, &br_nl::BR_NL_9],
    },
    Context {
        names: &[cac::PartyLegalEntity],
        matches: |view, at| of_dutch(view, at, BUYER),
        rules: &[&br_nl::BR_NL_10],
    },
    Context {
        names: &[cac::LegalMonetaryTotal],
        matches: |view, at| Ok(is_of_invoice(view, at) && is_dutch(view)?),
        rules: &[&br_nl::BR_NL_11],
    },
    Context {
        names: &[cac::PaymentMeans],
        matches: |view, _| is_dutch(view),
        rules: &[&br_nl::BR_NL_12, &br_nl::BR_NL_31],
    },
    Context {
        names: &[cbc::LineID],
        matches: |view, at| Ok(view.is_in(at, cac::OrderLineReference) && is_nlcius(view)?),
        rules: &[&br_nl::BR_NL_13],
    },
    Context { names: &[cbc::TaxCurrencyCode], matches: |view, _| is_dutch(view), rules: &[&br_nl_advice::BR_NL_19] },
    Context { names: &[cbc::TaxPointDate], matches: |view, _| is_dutch(view), rules: &[&br_nl_advice::BR_NL_20] },
    Context {
        names: &[cbc::DescriptionCode],
        matches: |view, at| of_dutch(view, at, &[cac::InvoicePeriod]),
        rules: &[&br_nl_advice::BR_NL_21],
    },
    Context {
        names: &[cbc::IssueDate],
        matches: |view, at| of_dutch(view, at, &[cac::BillingReference, cac::InvoiceDocumentReference]),
        rules: &[&br_nl_advice::BR_NL_24],
    },
    Context {
        names: &[cac::PartyTaxScheme],
        matches: |view, at| of_dutch(view, at, SELLER),
        rules: &[&br_nl_advice::BR_NL_25],
    },
    Context {
        names: &[cbc::CompanyLegalForm],
        matches: |view, at| of_dutch(view, at, &[cac::AccountingSupplierParty, cac::Party, cac::PartyLegalEntity]),
        rules: &[&br_nl_advice::BR_NL_26],
    },
    Context {
        names: &[cbc::Line],
        matches: |view, at| {
            of_dutch(view, at, &[cac::AccountingSupplierParty, cac::Party, cac::PostalAddress, cac::AddressLine])
        },
        rules: &[&br_nl_advice::BR_NL_27_1],
    },
    Context {
        names: &[cbc::Line],
        matches: |view, at| {
            of_dutch(view, at, &[cac::AccountingCustomerParty, cac::Party, cac::PostalAddress, cac::AddressLine])
        },
        rules: &[&br_nl_advice::BR_NL_27_2],
    },
    Context {
        names: &[cbc::Line],
        matches: |view, at| of_dutch(view, at, &[cac::TaxRepresentativeParty, cac::PostalAddress, cac::AddressLine]),
        rules: &[&br_nl_advice::BR_NL_27_3],
    },
    Context {
        names: &[cbc::Line],
        matches: |view, at| of_dutch(view, at, &[cac::Delivery, cac::DeliveryLocation, cac::Address, cac::AddressLine]),
        rules: &[&br_nl_advice::BR_NL_27_4],
    },
    Context {
        names: &[cbc::CountrySubentity],
        matches: |view, at| of_dutch(view, at, &[cac::AccountingSupplierParty, cac::Party, cac::PostalAddress]),
        rules: &[&br_nl_advice::BR_NL_28_1],
    },
    Context {
        names: &[cbc::CountrySubentity],
        matches: |view, at| of_dutch(view, at, &[cac::AccountingCustomerParty, cac::Party, cac::PostalAddress]),
        rules: &[&br_nl_advice::BR_NL_28_2],
    },
    Context {
        names: &[cbc::CountrySubentity],
        matches: |view, at| of_dutch(view, at, &[cac::TaxRepresentativeParty, cac::PostalAddress]),
        rules: &[&br_nl_advice::BR_NL_28_3],
    },
    Context {
        names: &[cbc::CountrySubentity],
        matches: |view, at| of_dutch(view, at, &[cac::Delivery, cac::DeliveryLocation, cac::Address]),
        rules: &[&br_nl_advice::BR_NL_28_4],
    },
    Context {
        names: &[cbc::PaymentMeansCode],
        matches: |view, at| of_dutch(view, at, &[cac::PaymentMeans]),
        rules: &[&br_nl_advice::BR_NL_29],
    },
    Context {
        names: &[cbc::Name],
        matches: |view, at| of_dutch(view, at, &[cac::PaymentMeans, cac::PayeeFinancialAccount]),
        rules: &[&br_nl_advice::BR_NL_30],
    },
    Context {
        names: &[cbc::AllowanceChargeReasonCode],
        matches: |view, at| of_dutch(view, at, &[cac::AllowanceCharge]),
        rules: &[&br_nl_advice::BR_NL_32_1],
    },
    Context {
        names: &[cbc::AllowanceChargeReasonCode],
        matches: |view, at| of_dutch(view, at, &[cac::InvoiceLine, cac::AllowanceCharge]),
        rules: &[&br_nl_advice::BR_NL_32_2],
    },
    Context {
        names: &[cbc::AllowanceChargeReasonCode],
        matches: |view, at| of_dutch(view, at, &[cac::CreditNoteLine, cac::AllowanceCharge]),
        rules: &[&br_nl_advice::BR_NL_32_3],
    },
    Context {
        names: &[cbc::TaxAmount],
        matches: |view, at| of_dutch(view, at, &[cac::TaxTotal]),
        rules: &[&br_nl_advice::BR_NL_33],
    },
    Context {
        names: &[cbc::TaxExemptionReasonCode],
        matches: |view, at| of_dutch(view, at, &[cac::TaxTotal, cac::TaxSubtotal, cac::TaxCategory]),
        rules: &[&br_nl_advice::BR_NL_35],
    },
    Context {
        names: &[],
        matches: |view, at| Ok(!view.has_children(at) && view.texts(at).all(is_blank)),
        rules: &[&br_nl_advice::SI_UBL_2],
    },
];

/// Whether the document says that it follows NLCIUS, the extension included.
fn is_nlcius(view: &View<'_>) -> Result<bool, Fault> {
    let id = view.header_text(cbc::CustomizationID)?;
    let id = normalized(&id);
    Ok(id.contains("#compliant#urn:fdc:nen.nl:nlcius:v1.0") || id.contains("#conformant#urn:fdc:nen.nl:gaccount:v1.0"))
}

/// Whether it does, and the seller is Dutch by its address.
fn is_dutch(view: &View<'_>) -> Result<bool, Fault> {
    Ok(view.parties().seller_address? == Country::Netherlands && is_nlcius(view)?)
}

/// Whether the element stands in this place of a Dutch seller's document.
fn of_dutch(view: &View<'_>, at: NodeId, around: &[Name]) -> Result<bool, Fault> {
    Ok(within(view, at, around) && is_dutch(view)?)
}
