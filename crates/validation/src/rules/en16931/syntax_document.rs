//! UBL-SR and UBL-CR rules on the document as a whole that are more than a limit on one path.

use std::collections::HashSet;

use ubl::document::{Name, NodeId, cac, cbc};

use crate::rule::{Fault, Findings, Rule, View};
use crate::rules::need::{Checked, that};
use crate::rules::{fatal, warning};

/// In official order.
pub const DOCUMENT: &[&Rule] = &[
    &UBL_CR_002,
    &UBL_CR_412,
    &UBL_CR_665,
    &UBL_CR_666,
    &UBL_CR_673,
    &UBL_SR_04,
    &UBL_SR_12,
    &UBL_SR_13,
    &UBL_SR_18,
    &UBL_SR_29,
    &UBL_SR_44,
    &UBL_SR_47,
];

const SELLER: [Name; 2] = [cac::AccountingSupplierParty, cac::Party];
const BUYER: [Name; 2] = [cac::AccountingCustomerParty, cac::Party];

static UBL_CR_002: Rule = warning(
    "UBL-CR-002",
    &[],
    "A UBL version, where stated, is 2.1.",
    "The rules are written for UBL 2.1.",
    |view, at, findings| {
        let stated = view.has(at, &[cbc::UBLVersionID]);
        that(!stated || view.any_text(at, &[cbc::UBLVersionID], "2.1"), at, findings, || {
            "cbc:UBLVersionID is not 2.1".to_owned()
        })
    },
);

static UBL_CR_412: Rule = warning(
    "UBL-CR-412",
    &[],
    "An invoice states its due date on its own, not with a means of payment.",
    "A credit note has no other place for it, an invoice has.",
    |view, at, findings| {
        let fine = view.is_credit_note() || !view.has(at, &[cac::PaymentMeans, cbc::PaymentDueDate]);
        that(fine, at, findings, || "cac:PaymentMeans/cbc:PaymentDueDate should be cbc:DueDate".to_owned())
    },
);

const OBJECT: &str =
    "Document type 130 marks the invoiced object, which has an identifier with a scheme and nothing else.";

static UBL_CR_665: Rule =
    warning("UBL-CR-665", &[], "Only the invoiced object's identifier has a scheme.", OBJECT, |view, at, findings| {
        let has_scheme = |reference| view.children_named(reference, cbc::ID).any(|id| view.scheme(id).is_some());
        let other = |reference| {
            let mut types = view.children_named(reference, cbc::DocumentTypeCode).peekable();
            types.peek().is_none() || types.any(|code| view.text(code) != "130")
        };
        let found = references(view).any(|reference| other(reference) && has_scheme(reference));
        that(!found, at, findings, || "a supporting document's identifier (BT-122) has a scheme".to_owned())
    });

static UBL_CR_666: Rule =
    fatal("UBL-CR-666", &[], "The invoiced object has no attachment.", OBJECT, |view, at, findings| {
        let found = objects(view).any(|reference| view.has(reference, &[cac::Attachment]));
        that(!found, at, findings, || "the invoiced object (BT-18) has an attachment".to_owned())
    });

static UBL_CR_673: Rule =
    fatal("UBL-CR-673", &[], "The invoiced object has no description.", OBJECT, |view, at, findings| {
        let found = objects(view).any(|reference| view.has(reference, &[cbc::DocumentDescription]));
        that(!found, at, findings, || "the invoiced object (BT-18) has a description".to_owned())
    });

static UBL_SR_04: Rule = fatal(
    "UBL-SR-04",
    &[],
    "There is at most one invoiced object.",
    "The model has one (BT-18).",
    |view, at, findings| {
        let objects =
            view.children_named(at, cac::AdditionalDocumentReference).filter(|reference| is_object(view, *reference));
        let count = objects.flat_map(|object| view.children_named(object, cbc::ID)).count();
        that(count <= 1, at, findings, || format!("there are {count} invoiced objects (BT-18)"))
    },
);

const ONE_REGISTRATION: &str = "The model has one VAT identifier and one other tax registration per party.";

static UBL_SR_12: Rule =
    fatal("UBL-SR-12", &[], "The seller has at most one VAT identifier.", ONE_REGISTRATION, |view, at, findings| {
        registrations(view, at, findings, SELLER, true)
    });

static UBL_SR_13: Rule = fatal(
    "UBL-SR-13",
    &[],
    "The seller has at most one tax registration other than for VAT.",
    ONE_REGISTRATION,
    |view, at, findings| registrations(view, at, findings, SELLER, false),
);

static UBL_SR_18: Rule =
    fatal("UBL-SR-18", &[], "The buyer has at most one VAT identifier.", ONE_REGISTRATION, |view, at, findings| {
        registrations(view, at, findings, BUYER, true)
    });

static UBL_SR_29: Rule = fatal(
    "UBL-SR-29",
    &[],
    "There is at most one SEPA creditor identifier.",
    "The model has one (BT-90).",
    |view, at, findings| {
        let is_sepa = |id: &NodeId| view.scheme(*id).is_some_and(|scheme| scheme.to_uppercase() == "SEPA");
        let count = view
            .named(cac::PartyIdentification)
            .flat_map(|group| view.children_named(group, cbc::ID))
            .filter(is_sepa)
            .count();
        that(count <= 1, at, findings, || format!("there are {count} SEPA creditor identifiers (BT-90)"))
    },
);

static UBL_SR_44: Rule = fatal(
    "UBL-SR-44",
    &[],
    "All means of payment have the same payment reference.",
    "The model has one (BT-83).",
    |view, at, findings| one_value(view, at, findings, cbc::PaymentID, "payment references (BT-83)"),
);

static UBL_SR_47: Rule = fatal(
    "UBL-SR-47",
    &[],
    "All means of payment have the same code.",
    "The model has one (BT-81).",
    |view, at, findings| one_value(view, at, findings, cbc::PaymentMeansCode, "means of payment codes (BT-81)"),
);

fn references<'v>(view: &'v View<'_>) -> impl Iterator<Item = NodeId> + 'v {
    view.named(cac::AdditionalDocumentReference)
}

fn objects<'v>(view: &'v View<'_>) -> impl Iterator<Item = NodeId> + 'v {
    references(view).filter(|reference| is_object(view, *reference))
}

fn is_object(view: &View<'_>, reference: NodeId) -> bool {
    view.any_text(reference, &[cbc::DocumentTypeCode], "130")
}

fn one_value(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, name: Name, what: &str) -> Checked {
    let mut nodes = view.named(name);
    let Some(first) = nodes.next().map(|node| view.text(node)) else { return Ok(()) };
    let same = nodes.all(|node| view.text(node) == first);
    that(same, at, findings, || {
        let values: HashSet<_> = view.named(name).map(|node| view.text(node)).collect();
        format!("there are {} different {what}", values.len())
    })
}

fn registrations(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, party: [Name; 2], vat: bool) -> Checked {
    let path = [party[0], party[1], cac::PartyTaxScheme];
    let mut count = 0;
    for registration in view.select(at, &path) {
        if is_under(view, registration, vat)? {
            count += view.children_named(registration, cbc::CompanyID).count();
        }
    }
    let what = if vat { "VAT identifiers" } else { "tax registrations other than for VAT" };
    that(count <= 1, at, findings, || format!("the party has {count} {what}"))
}

/// Whether any tax scheme of the registration is VAT, or any is not: both can hold.
fn is_under(view: &View<'_>, registration: NodeId, vat: bool) -> Result<bool, Fault> {
    for scheme in view.children_named(registration, cac::TaxScheme) {
        let id = view.only_text(scheme, &[cbc::ID])?;
        if (id.to_uppercase() == "VAT") == vat {
            return Ok(true);
        }
    }
    Ok(false)
}
