//! BR-CL: values that must be codes of a list. The pattern of its own that EN 16931 gives them, in official order.
//!
//! The published lists are texts in which a code is searched between blanks, so the value is normalised, must not hold a
//! blank inside, and an empty value fails.

use ubl::document::{Name, NodeId, attr, cac, cbc};

use crate::codes::{CodeList, en16931 as lists};
use crate::rule::{Context, Fault, Findings, Pattern, Rule, Term, View};
use crate::rules::anywhere;
use crate::rules::fatal;
use crate::rules::need::{Checked, that};
use crate::xpath::normalized;

const WHY: &str = "Programs act on codes; one outside the list means nothing to the receiver.";

/// Amounts that state their currency.
pub const AMOUNTS: &[Name] = &[
    cbc::Amount,
    cbc::BaseAmount,
    cbc::PriceAmount,
    cbc::TaxAmount,
    cbc::TaxableAmount,
    cbc::LineExtensionAmount,
    cbc::TaxExclusiveAmount,
    cbc::TaxInclusiveAmount,
    cbc::AllowanceTotalAmount,
    cbc::ChargeTotalAmount,
    cbc::PrepaidAmount,
    cbc::PayableRoundingAmount,
    cbc::PayableAmount,
];

/// The pattern.
pub const CODES: Pattern = &[
    Context { names: &[cbc::InvoiceTypeCode, cbc::CreditNoteTypeCode], matches: anywhere, rules: &[&BR_CL_01] },
    Context { names: AMOUNTS, matches: anywhere, rules: &[&BR_CL_03] },
    Context { names: &[cbc::DocumentCurrencyCode], matches: anywhere, rules: &[&BR_CL_04] },
    Context { names: &[cbc::TaxCurrencyCode], matches: anywhere, rules: &[&BR_CL_05] },
    Context {
        names: &[cbc::DescriptionCode],
        matches: |view, at| Ok(view.is_in(at, cac::InvoicePeriod)),
        rules: &[&BR_CL_06],
    },
    Context { names: &[cbc::ID], matches: |view, at| Ok(is_invoiced_object(view, at)), rules: &[&BR_CL_07] },
    Context {
        names: &[cbc::ID],
        matches: |view, at| Ok(has_scheme_in(view, at, cac::PartyIdentification)),
        rules: &[&BR_CL_10],
    },
    Context {
        names: &[cbc::CompanyID],
        matches: |view, at| Ok(has_scheme_in(view, at, cac::PartyLegalEntity)),
        rules: &[&BR_CL_11],
    },
    Context {
        names: &[cbc::ItemClassificationCode],
        matches: |view, at| {
            Ok(view.is_in(at, cac::CommodityClassification) && view.attribute(at, attr::listID).is_some())
        },
        rules: &[&BR_CL_13],
    },
    Context {
        names: &[cbc::IdentificationCode],
        matches: |view, at| Ok(view.is_in(at, cac::Country)),
        rules: &[&BR_CL_14],
    },
    Context {
        names: &[cbc::IdentificationCode],
        matches: |view, at| Ok(view.is_in(at, cac::OriginCountry)),
        rules: &[&BR_CL_15],
    },
    Context {
        names: &[cbc::PaymentMeansCode],
        matches: |view, at| Ok(view.is_in(at, cac::PaymentMeans)),
        rules: &[&BR_CL_16],
    },
    Context { names: &[cbc::ID], matches: |view, at| Ok(view.is_in(at, cac::TaxCategory)), rules: &[&BR_CL_17] },
    Context {
        names: &[cbc::ID],
        matches: |view, at| Ok(view.is_in(at, cac::ClassifiedTaxCategory)),
        rules: &[&BR_CL_18],
    },
    Context {
        names: &[cbc::AllowanceChargeReasonCode],
        matches: |view, at| is_reason(view, at, false),
        rules: &[&BR_CL_19],
    },
    Context {
        names: &[cbc::AllowanceChargeReasonCode],
        matches: |view, at| is_reason(view, at, true),
        rules: &[&BR_CL_20],
    },
    Context {
        names: &[cbc::ID],
        matches: |view, at| Ok(has_scheme_in(view, at, cac::StandardItemIdentification)),
        rules: &[&BR_CL_21],
    },
    Context { names: &[cbc::TaxExemptionReasonCode], matches: anywhere, rules: &[&BR_CL_22] },
    Context {
        names: &[cbc::InvoicedQuantity, cbc::BaseQuantity, cbc::CreditedQuantity],
        matches: |view, at| Ok(view.attribute(at, attr::unitCode).is_some()),
        rules: &[&BR_CL_23],
    },
    Context {
        names: &[cbc::EmbeddedDocumentBinaryObject],
        matches: |view, at| Ok(view.attribute(at, attr::mimeCode).is_some()),
        rules: &[&BR_CL_24],
    },
    Context { names: &[cbc::EndpointID], matches: |view, at| Ok(view.scheme(at).is_some()), rules: &[&BR_CL_25] },
    Context {
        names: &[cbc::ID],
        matches: |view, at| Ok(has_scheme_in(view, at, cac::DeliveryLocation)),
        rules: &[&BR_CL_26],
    },
];

static BR_CL_01: Rule = fatal(
    "BR-CL-01",
    &[Term::Bt(3)],
    "The document type is a code of UNTDID 1001 for that kind of document.",
    WHY,
    |view, at, findings| {
        let credit_note = view.name(at) == cbc::CreditNoteTypeCode;
        value(
            view,
            at,
            findings,
            if credit_note { &lists::CREDIT_NOTE_TYPE } else { &lists::INVOICE_TYPE },
            "BT-3 (type code)",
        )
    },
);

static BR_CL_03: Rule =
    fatal("BR-CL-03", &[], "The currency of every amount is a code of ISO 4217.", WHY, |view, at, findings| {
        let code = view.attribute(at, attr::currencyID).unwrap_or_default();
        listed(&lists::CURRENCY, code, at, findings, "currency")
    });

static BR_CL_04: Rule =
    fatal("BR-CL-04", &[Term::Bt(5)], "The invoice currency is a code of ISO 4217.", WHY, |view, at, findings| {
        value(view, at, findings, &lists::CURRENCY, "BT-5 (invoice currency)")
    });

static BR_CL_05: Rule = fatal(
    "BR-CL-05",
    &[Term::Bt(6)],
    "The VAT accounting currency is a code of ISO 4217.",
    WHY,
    |view, at, findings| value(view, at, findings, &lists::CURRENCY, "BT-6 (VAT accounting currency)"),
);

static BR_CL_06: Rule =
    fatal("BR-CL-06", &[Term::Bt(8)], "The VAT date code is 3, 35 or 432.", WHY, |view, at, findings| {
        value(view, at, findings, &lists::PERIOD, "BT-8 (VAT date code)")
    });

static BR_CL_07: Rule = fatal(
    "BR-CL-07",
    &[Term::BtPart(18, 1), Term::BtPart(128, 1)],
    "The scheme of an invoiced object's identifier is a code of UNTDID 1153.",
    WHY,
    |view, at, findings| scheme(view, at, findings, &lists::REFERENCE_QUALIFIER, "scheme of the invoiced object"),
);

pub static BR_CL_08: Rule = fatal(
    "BR-CL-08",
    &[Term::Bt(21)],
    "A note that begins with a subject code between two # uses a code of UNTDID 4451.",
    "The subject code tells the receiver what a note is about. Only three characters between the first two # count as a code; \
     the official test looks for them anywhere in the list's text.",
    check_note,
);

static BR_CL_10: Rule = fatal(
    "BR-CL-10",
    &[Term::BtPart(29, 1), Term::BtPart(46, 1), Term::BtPart(60, 1)],
    "The scheme of a party's identifier is an ISO 6523 code; SEPA is allowed for seller and payee.",
    WHY,
    |view, at, findings| party_scheme(view, at, findings, &lists::IDENTIFIER_SCHEME),
);

static BR_CL_11: Rule = fatal(
    "BR-CL-11",
    &[Term::BtPart(30, 1), Term::BtPart(47, 1), Term::BtPart(61, 1)],
    "The scheme of a legal registration is an ISO 6523 code.",
    WHY,
    |view, at, findings| scheme(view, at, findings, &lists::IDENTIFIER_SCHEME, "scheme of the legal registration"),
);

static BR_CL_13: Rule = fatal(
    "BR-CL-13",
    &[Term::BtPart(158, 1)],
    "The scheme of an item classification is a code of UNTDID 7143.",
    WHY,
    |view, at, findings| {
        let code = view.attribute(at, attr::listID).unwrap_or_default();
        listed(&lists::ITEM_CLASSIFICATION, code, at, findings, "BT-158-1 (classification scheme)")
    },
);

static BR_CL_14: Rule = fatal(
    "BR-CL-14",
    &[Term::Bt(40), Term::Bt(55), Term::Bt(69), Term::Bt(80)],
    "A country is a code of ISO 3166-1.",
    WHY,
    |view, at, findings| value(view, at, findings, &lists::COUNTRY, "country"),
);

static BR_CL_15: Rule =
    fatal("BR-CL-15", &[Term::Bt(159)], "The country of origin is a code of ISO 3166-1.", WHY, |view, at, findings| {
        value(view, at, findings, &lists::COUNTRY, "BT-159 (country of origin)")
    });

static BR_CL_16: Rule =
    fatal("BR-CL-16", &[Term::Bt(81)], "The means of payment is a code of UNTDID 4461.", WHY, |view, at, findings| {
        value(view, at, findings, &lists::PAYMENT_MEANS, "BT-81 (means of payment)")
    });

static BR_CL_17: Rule = fatal(
    "BR-CL-17",
    &[Term::Bt(95), Term::Bt(102), Term::Bt(118)],
    "A VAT category is one of the ten codes in use.",
    WHY,
    |view, at, findings| value(view, at, findings, &lists::VAT_CATEGORY, "VAT category"),
);

static BR_CL_18: Rule = fatal(
    "BR-CL-18",
    &[Term::Bt(151)],
    "The VAT category of an item is one of the ten codes in use.",
    WHY,
    |view, at, findings| value(view, at, findings, &lists::VAT_CATEGORY, "BT-151 (VAT category)"),
);

static BR_CL_19: Rule = fatal(
    "BR-CL-19",
    &[Term::Bt(98), Term::Bt(140)],
    "The reason of an allowance is a code of UNTDID 5189.",
    WHY,
    |view, at, findings| value(view, at, findings, &lists::ALLOWANCE_REASON, "reason of the allowance"),
);

static BR_CL_20: Rule = fatal(
    "BR-CL-20",
    &[Term::Bt(105), Term::Bt(145)],
    "The reason of a charge is a code of UNTDID 7161.",
    WHY,
    |view, at, findings| value(view, at, findings, &lists::CHARGE_REASON, "reason of the charge"),
);

static BR_CL_21: Rule = fatal(
    "BR-CL-21",
    &[Term::BtPart(157, 1)],
    "The scheme of an item's standard identifier is an ISO 6523 code.",
    WHY,
    |view, at, findings| {
        scheme(view, at, findings, &lists::IDENTIFIER_SCHEME, "BT-157-1 (scheme of the item identifier)")
    },
);

static BR_CL_22: Rule = fatal(
    "BR-CL-22",
    &[Term::Bt(121)],
    "The reason for a VAT exemption is a VATEX code.",
    "Programs act on codes; one outside the list means nothing to the receiver. The value is put in upper case before it is looked up.",
    |view, at, findings| {
        let text = view.text(at);
        let code = normalized(&text);
        let found = !code.contains(' ') && lists::EXEMPTION_REASON.contains(&code.to_uppercase());
        that(found, at, findings, || not_listed("BT-121 (exemption reason)", &code))
    },
);

static BR_CL_23: Rule = fatal(
    "BR-CL-23",
    &[Term::Bt(130), Term::Bt(150)],
    "A unit is a code of UN/ECE recommendation 20 or 21.",
    WHY,
    |view, at, findings| {
        let code = view.attribute(at, attr::unitCode).unwrap_or_default();
        listed(&lists::UNIT, code, at, findings, "unit")
    },
);

static BR_CL_24: Rule = fatal(
    "BR-CL-24",
    &[Term::BtPart(125, 1)],
    "An attachment has one of six media types: PDF, PNG, JPEG, CSV, Excel or OpenDocument spreadsheet.",
    "Receivers open attachments without asking; these six are safe to show. The type is compared letter for letter.",
    |view, at, findings| {
        let code = view.attribute(at, attr::mimeCode).unwrap_or_default();
        that(crate::codes::peppol::MEDIA_TYPE.contains(code), at, findings, || {
            not_listed("BT-125-1 (media type)", code)
        })
    },
);

static BR_CL_25: Rule = fatal(
    "BR-CL-25",
    &[Term::BtPart(34, 1), Term::BtPart(49, 1)],
    "The scheme of an electronic address is a code of the EAS list.",
    WHY,
    |view, at, findings| scheme(view, at, findings, &lists::ADDRESS_SCHEME, "scheme of the electronic address"),
);

static BR_CL_26: Rule = fatal(
    "BR-CL-26",
    &[Term::BtPart(71, 1)],
    "The scheme of a delivery location's identifier is an ISO 6523 code.",
    WHY,
    |view, at, findings| {
        scheme(view, at, findings, &lists::IDENTIFIER_SCHEME, "BT-71-1 (scheme of the delivery location)")
    },
);

/// The element's text is a code of the list.
pub fn value(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, list: &CodeList, what: &str) -> Checked {
    listed(list, &view.text(at), at, findings, what)
}

/// The element's scheme identifier is a code of the list.
pub fn scheme(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, list: &CodeList, what: &str) -> Checked {
    listed(list, view.scheme(at).unwrap_or_default(), at, findings, what)
}

/// The code, trimmed, is in the list.
pub fn listed(list: &CodeList, code: &str, at: NodeId, findings: &mut Findings<'_>, what: &str) -> Checked {
    that(list.contains(&normalized(code)), at, findings, || not_listed(what, code))
}

/// Says that it is not.
pub fn not_listed(what: &str, code: &str) -> String {
    format!("{what} {code:?} is not a code of the list")
}

fn has_scheme_in(view: &View<'_>, at: NodeId, parent: Name) -> bool {
    view.is_in(at, parent) && view.scheme(at).is_some()
}

/// A reference whose document type is 130 identifies what is invoiced.
fn is_invoiced_object(view: &View<'_>, at: NodeId) -> bool {
    let is_reference = view.is_in(at, cac::AdditionalDocumentReference) || view.is_in(at, cac::DocumentReference);
    is_reference
        && view.scheme(at).is_some()
        && view.parent(at).is_some_and(|reference| view.any_text(reference, &[cbc::DocumentTypeCode], "130"))
}

fn is_reason(view: &View<'_>, at: NodeId, charge: bool) -> Result<bool, Fault> {
    match view.parent(at) {
        Some(parent) if view.name(parent) == cac::AllowanceCharge => view.indicates(parent, charge),
        _ => Ok(false),
    }
}

/// The scheme of a party's identifier is in the list, or SEPA for seller and payee.
pub fn party_scheme(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, list: &CodeList) -> Checked {
    let code = view.scheme(at).unwrap_or_default();
    let sepa_allowed = || {
        let mut around = std::iter::successors(Some(at), |node| view.parent(*node));
        around.any(|node| matches!(view.name(node), cac::AccountingSupplierParty | cac::PayeeParty))
    };
    let code = normalized(code);
    let fine = list.contains(&code) || (code == "SEPA" && sepa_allowed());
    that(fine, at, findings, || not_listed("scheme of the party identifier", &code))
}

fn check_note(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let text = view.text(at);
    let subject = text.split_once('#').and_then(|(_, rest)| rest.split_once('#')).map(|(subject, _)| subject);
    let Some(subject) = subject.filter(|subject| subject.chars().count() == 3) else { return Ok(()) };
    let found = lists::NOTE_SUBJECT.contains(subject) || spans_two_codes(subject);
    that(found, at, findings, || not_listed("BT-21 (note subject)", subject))
}

/// The published list is one text with blanks around every code, and is searched as such.
fn spans_two_codes(subject: &str) -> bool {
    let text: String = lists::NOTE_SUBJECT.in_order().flat_map(|code| [" ", code]).chain([" "]).collect();
    subject.contains(' ') && text.contains(subject)
}
