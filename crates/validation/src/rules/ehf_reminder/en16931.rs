//! The layer `reminder-en16931`: EN 16931 for UBL of about 2022, without the rules a reminder cannot keep.
//!
//! Left out on purpose are BR-04 (a reminder has no type code) and BR-CL-20 (the fee has the reason REM). The other
//! differences come from age: required texts may be blank, lists are older, categories L and M have other rule ids.

use ubl::document::{Name, NodeId, attr, cac, cbc, root};

use super::codes::en16931 as lists;
use crate::edition::Change::{self, Applies, Before, Behind, Judged, Named, Without};
use crate::rule::{Context, Findings, Rule, Term, View};
use crate::rules::en16931::br_cl::{listed, not_listed, party_scheme, scheme, value};
use crate::rules::need::{Checked, that};
use crate::rules::{fatal, within};
use crate::table::Table;
use crate::xpath::{char_count, compare_with_zero, normalized};

/// What differs from Billing's layer.
pub const CHANGES: &[Change] = &[
    Before(
        "BR-52",
        Context { names: &[cbc::PayableAmount], matches: |view, at| Ok(is_amount_due(view, at)), rules: &[&BR_CO_25] },
    ),
    Behind("BR-53", &BR_66),
    Behind("BR-53", &BR_67),
    Without("BR-04"),
    Without("BR-CL-20"),
    Without("UBL-SR-51"),
    Without("UBL-SR-52"),
    Without("UBL-SR-53"),
    Judged("BR-01", |view, at, findings| {
        given(view, at, findings, &[cbc::CustomizationID], "BT-24 (specification identifier)")
    }),
    Judged("BR-02", |view, at, findings| given(view, at, findings, &[cbc::ID], "BT-1 (number)")),
    Judged("BR-03", |view, at, findings| given(view, at, findings, &[cbc::IssueDate], "BT-2 (issue date)")),
    Judged("BR-05", |view, at, findings| given(view, at, findings, &[cbc::DocumentCurrencyCode], "BT-5 (currency)")),
    Judged("BR-06", |view, at, findings| {
        given(view, at, findings, &registered(cac::AccountingSupplierParty), "BT-27 (seller name)")
    }),
    Judged("BR-07", |view, at, findings| {
        given(view, at, findings, &registered(cac::AccountingCustomerParty), "BT-44 (buyer name)")
    }),
    Judged("BR-09", |view, at, findings| given(view, at, findings, &COUNTRY, "BT-40 (seller country)")),
    Judged("BR-11", |view, at, findings| given(view, at, findings, &COUNTRY, "BT-55 (buyer country)")),
    Judged("BR-18", |view, at, findings| {
        given(view, at, findings, &[cac::PartyName, cbc::Name], "BT-62 (tax representative name)")
    }),
    Judged("BR-20", |view, at, findings| given(view, at, findings, &COUNTRY, "BT-69 (tax representative country)")),
    Judged("BR-21", |view, at, findings| given(view, at, findings, &[cbc::ID], "BT-126 (line number)")),
    Judged("BR-25", |view, at, findings| given(view, at, findings, &[cac::Item, cbc::Name], "BT-153 (item name)")),
    Judged("BR-50", |view, at, findings| given(view, at, findings, &[cbc::ID], "BT-84 (account)")),
    Judged("BR-52", |view, at, findings| given(view, at, findings, &[cbc::ID], "BT-122 (supporting document)")),
    Applies(
        "BR-51",
        Context { names: &[cac::CardAccount], matches: |view, at| Ok(view.is_in(at, cac::PaymentMeans)), rules: &[] },
    ),
    Judged("BR-51", short_card_number),
    Judged("BR-B-02", no_standard_rate_beside_split_payment),
    Judged("BR-CO-26", identified_seller),
    Judged("UBL-SR-22", |view, at, findings| once(view, at, findings, &[cac::Party, cac::PartyName, cbc::Name])),
    Judged("UBL-SR-23", |view, at, findings| {
        once(view, at, findings, &[cac::Party, cac::PartyTaxScheme, cbc::CompanyID])
    }),
    Judged("UBL-SR-43", invoiced_object),
    Judged("BR-CL-01", |view, at, findings| {
        let credit_note = view.name(at) == cbc::CreditNoteTypeCode;
        value(
            view,
            at,
            findings,
            if credit_note { &lists::CREDIT_NOTE_TYPE } else { &lists::INVOICE_TYPE },
            "BT-3 (type code)",
        )
    }),
    Judged("BR-CL-03", |view, at, findings| {
        listed(&lists::CURRENCY, view.attribute(at, attr::currencyID).unwrap_or_default(), at, findings, "currency")
    }),
    Judged("BR-CL-04", |view, at, findings| value(view, at, findings, &lists::CURRENCY, "BT-5 (invoice currency)")),
    Judged("BR-CL-05", |view, at, findings| {
        value(view, at, findings, &lists::CURRENCY, "BT-6 (VAT accounting currency)")
    }),
    Judged("BR-CL-07", |view, at, findings| {
        scheme(view, at, findings, &lists::REFERENCE_QUALIFIER, "scheme of the invoiced object")
    }),
    Judged("BR-CL-10", |view, at, findings| party_scheme(view, at, findings, &lists::IDENTIFIER_SCHEME)),
    Judged("BR-CL-11", |view, at, findings| {
        scheme(view, at, findings, &lists::IDENTIFIER_SCHEME, "scheme of the legal registration")
    }),
    Judged("BR-CL-13", |view, at, findings| {
        let code = view.attribute(at, attr::listID).unwrap_or_default();
        listed(&lists::ITEM_CLASSIFICATION, code, at, findings, "BT-158-1 (classification scheme)")
    }),
    Judged("BR-CL-16", |view, at, findings| {
        value(view, at, findings, &lists::PAYMENT_MEANS, "BT-81 (means of payment)")
    }),
    Judged("BR-CL-21", |view, at, findings| {
        scheme(view, at, findings, &lists::IDENTIFIER_SCHEME, "BT-157-1 (item identifier)")
    }),
    Judged("BR-CL-22", exemption_reason),
    Judged("BR-CL-25", |view, at, findings| {
        scheme(view, at, findings, &lists::ADDRESS_SCHEME, "scheme of the electronic address")
    }),
    Judged("BR-CL-26", |view, at, findings| {
        scheme(view, at, findings, &lists::IDENTIFIER_SCHEME, "BT-71-1 (delivery location)")
    }),
    Named("BR-AF-01", "BR-IG-01"),
    Named("BR-AF-02", "BR-IG-02"),
    Named("BR-AF-03", "BR-IG-03"),
    Named("BR-AF-04", "BR-IG-04"),
    Named("BR-AF-05", "BR-IG-05"),
    Named("BR-AF-06", "BR-IG-06"),
    Named("BR-AF-07", "BR-IG-07"),
    Named("BR-AF-08", "BR-IG-08"),
    Named("BR-AF-09", "BR-IG-09"),
    Named("BR-AF-10", "BR-IG-10"),
    Named("BR-AG-01", "BR-IP-01"),
    Named("BR-AG-02", "BR-IP-02"),
    Named("BR-AG-03", "BR-IP-03"),
    Named("BR-AG-04", "BR-IP-04"),
    Named("BR-AG-05", "BR-IP-05"),
    Named("BR-AG-06", "BR-IP-06"),
    Named("BR-AG-07", "BR-IP-07"),
    Named("BR-AG-08", "BR-IP-08"),
    Named("BR-AG-09", "BR-IP-09"),
    Named("BR-AG-10", "BR-IP-10"),
];

const COUNTRY: [Name; 2] = [cac::Country, cbc::IdentificationCode];

const fn registered(party: Name) -> [Name; 4] {
    [party, cac::Party, cac::PartyLegalEntity, cbc::RegistrationName]
}

/// Any element at the end of the path has a text, which here may be blank: PEPPOL-EN16931-R008 reports that.
fn given(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, path: &[Name], what: &str) -> Checked {
    let there = view.select(at, path).any(|node| view.has_text(node));
    that(there, at, findings, || format!("{what} is missing or empty"))
}

fn is_amount_due(view: &View<'_>, at: NodeId) -> bool {
    let total = view.parent(at).filter(|_| within(view, at, &[root::Invoice, cac::LegalMonetaryTotal]));
    total.and_then(|total| view.parent(total)) == Some(view.root())
}

static BR_CO_25: Rule = fatal(
    "BR-CO-25",
    &[Term::Bt(9), Term::Bt(20), Term::Bt(115)],
    "If something is due, there is a due date or there are payment terms.",
    "A reminder without a date tells the debtor nothing. Billing no longer has this rule.",
    |view, at, findings| {
        let due = view.text(at);
        let fine = compare_with_zero(&due)?.is_le()
            || view.named(cbc::DueDate).next().is_some()
            || view.named(cac::PaymentTerms).any(|terms| view.has(terms, &[cbc::Note]));
        that(fine, at, findings, || {
            format!("BT-115 (amount due) is {due}, but there is neither BT-9 (due date) nor BT-20 (terms)")
        })
    },
);

static BR_66: Rule = fatal(
    "BR-66",
    &[Term::Bg(18)],
    "There is at most one card.",
    "The model has one such group. Billing has the rule as UBL-SR-54.",
    |view, at, findings| once(view, at, findings, &[cac::PaymentMeans, cac::CardAccount]),
);

static BR_67: Rule = fatal(
    "BR-67",
    &[Term::Bg(19)],
    "There is at most one direct debit mandate.",
    "The model has one such group. Billing has the rule as UBL-SR-55.",
    |view, at, findings| once(view, at, findings, &[cac::PaymentMeans, cac::PaymentMandate]),
);

fn once(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, path: &[Name]) -> Checked {
    let count = view.select(at, path).count();
    that(count <= 1, at, findings, || {
        let path: Vec<String> = path.iter().map(|name| view.written_name(*name)).collect();
        format!("{} occurs {count} times, once is allowed", path.join("/"))
    })
}

/// The number is counted untrimmed here.
fn short_card_number(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let length = char_count(&view.only_text(at, &[cbc::PrimaryAccountNumberID])?);
    that(length <= 10, at, findings, || format!("BT-87 (card number) has {length} characters, at most 10 may be shown"))
}

/// Categories count wherever they stand, also in the price of a line.
fn no_standard_rate_beside_split_payment(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let used = |category: &str| {
        let mut groups = view.named(cac::TaxCategory).chain(view.named(cac::ClassifiedTaxCategory));
        groups.any(|group| view.any_text(group, &[cbc::ID], category))
    };
    that(!(used("B") && used("S")), at, findings, || {
        "VAT categories B (split payment) and S (standard rate) are both used".to_owned()
    })
}

/// A creditor identifier (scheme SEPA) counts as an identifier of the seller here.
fn identified_seller(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    for party in view.children_named(at, cac::Party) {
        if view.in_vat(party, cac::PartyTaxScheme, cbc::CompanyID)?.is_some() {
            return Ok(());
        }
    }
    let identified = view.has(at, &[cac::Party, cac::PartyIdentification, cbc::ID])
        || view.has(at, &[cac::Party, cac::PartyLegalEntity, cbc::CompanyID]);
    that(identified, at, findings, || {
        "one of BT-29 (seller identifier), BT-30 (registration) and BT-31 (VAT identifier) is needed".to_owned()
    })
}

/// The official test looks for an attribute that UBL does not have, so only the document type counts.
fn invoiced_object(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let is = |code| view.any_text(at, &[cbc::DocumentTypeCode], code);
    let in_credit_note = || view.local_name(view.name(view.root())) == "CreditNote";
    let bare = || {
        let scheme = view.children_named(at, cbc::ID).any(|id| view.attribute(id, attr::scheme).is_some());
        !scheme && !view.has(at, &[cbc::DocumentTypeCode])
    };
    let fine = is("130") || (in_credit_note() && is("50")) || bare();
    that(fine, at, findings, || "a supporting document has a document type other than 130".to_owned())
}

fn exemption_reason(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let text = view.text(at);
    let code = normalized(&text);
    let found = !code.contains(' ') && lists::EXEMPTION_REASON.contains(&code.to_uppercase());
    that(found, at, findings, || not_listed("BT-121 (exemption reason)", &code))
}

/// Limits on paths that are not in this layer, or name something else.
const OTHER_PATHS: [&str; 8] =
    ["UBL-CR-487", "UBL-CR-572", "UBL-CR-577", "UBL-CR-583", "UBL-CR-674", "UBL-SR-54", "UBL-SR-55", "UBL-SR-56"];

/// Names are written as the official tests misspell them, so that these never apply to a document the XSD takes.
const OWN_PATHS: &str = "\
UBL-CR-487\twarning\t0\tcac:AllowanceCharge/cac:TaxCategory/cac:TaxScheme/cac:JurisdiccionRegionAddress
UBL-CR-572\twarning\t0\tcac:InvoiceLine/cac:Item/cac:BuyersItemIdentification/cbc:BarecodeSymbologyID cac:CreditNoteLine/cac:Item/cac:BuyersItemIdentification/cbc:BarecodeSymbologyID
UBL-CR-577\twarning\t0\tcac:InvoiceLine/cac:Item/cac:SellersItemIdentification/cbc:BarecodeSymbologyID cac:CreditNoteLine/cac:Item/cac:SellersItemIdentification/cbc:BarecodeSymbologyID
UBL-CR-583\twarning\t0\tcac:InvoiceLine/cac:Item/cac:StandardItemIdentification/cbc:BarecodeSymbologyID cac:CreditNoteLine/cac:Item/cac:StandardItemIdentification/cbc:BarecodeSymbologyID
UBL-CR-631\twarning\t0\tcac:InvoiceLine/cac:Price/cbc:OrderableUnitFactorRate cac:CreditNoteLine/cac:Price/cbc:OrderableUnitFactorRate
UBL-CR-674\twarning\t0\t//cbc:PrimaryAccountNumber/@schemeID
";

/// Billing's limits on paths, with the rows that differ.
pub fn paths() -> &'static Table {
    let is_here = |line: &&str| !OTHER_PATHS.iter().any(|id| line.split('\t').next() == Some(id));
    let billing = include_str!("../../../../../schemas/rules/en16931-paths.tsv").lines().filter(is_here);
    let lines: Vec<&str> = billing.chain(OWN_PATHS.lines()).collect();
    let table = Table::new(
        &[root::Invoice, root::CreditNote],
        lines.join("\n").leak(),
        "The semantic model has no term for it, or only one: a receiver that follows the model would not see it.",
    );
    Box::leak(Box::new(table))
}
