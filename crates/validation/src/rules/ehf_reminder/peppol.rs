//! The layer `reminder-peppol`: the network's own rules of about 2022. Left out on purpose are R007 (a reminder has another
//! process) and CL003 (the fee has the reason REM).

use ubl::document::{NodeId, attr, cac, cbc};

use super::codes::peppol as lists;
use crate::codes::{self, CodeList};
use crate::edition::Change::{self, Applies, Before, Behind, Judged, Warns, Without};
use crate::rule::{Context, Fault, Findings, Rule, Term, View};
use crate::rules::need::{self, Checked};
use crate::rules::peppol::identifiers::{is_danish_with_prefix, is_italian_vat};
use crate::rules::peppol::r051_to_r061;
use crate::rules::{fatal, warning};
use crate::xpath::{char_count, normalized, number};

/// What the specification identifier begins with: Billing's, of which the reminder is an extension.
const CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

/// What differs from Billing's layer.
pub const CHANGES: &[Change] = &[
    Without("PEPPOL-EN16931-R007"),
    Behind("PEPPOL-EN16931-R055", &R006),
    Judged("PEPPOL-EN16931-R002", |view, at, findings| {
        let count = view.children_named(at, cbc::Note).count();
        need::that(count <= 1, at, findings, || format!("BT-22 (note) occurs {count} times, once is allowed"))
    }),
    Judged("PEPPOL-EN16931-R004", |view, at, findings| {
        let id = only_own_text(view, view.children_named(at, cbc::CustomizationID))?;
        let fine = normalized(id).starts_with(CUSTOMIZATION);
        need::that(fine, at, findings, || format!("BT-24 is {id:?}, it has to begin with {CUSTOMIZATION}"))
    }),
    Applies(
        "PEPPOL-EN16931-R051",
        Context { names: r051_to_r061::AMOUNTS, matches: |view, at| Ok(is_judged_amount(view, at)), rules: &[] },
    ),
    Before(
        "PEPPOL-COMMON-R040",
        Context { names: &[cbc::EndpointID], matches: |view, at| Ok(view.scheme(at) == Some("9906")), rules: &[&R048] },
    ),
    Judged("PEPPOL-COMMON-R042", |view, at, findings| {
        let fine = view.scheme(at) != Some("0184") || is_danish_with_prefix(view.only_text_node(at)?);
        need::that(fine, at, findings, || {
            format!("{:?} is no CVR number: expected DK and eight digits", view.shown(at))
        })
    }),
    Judged("PEPPOL-COMMON-R049", |view, at, findings| {
        judged(view, at, findings, "0007", is_ten_long_number, "a number of ten characters")
    }),
    Warns("PEPPOL-COMMON-R049"),
    Judged("PEPPOL-COMMON-R050", |view, at, findings| {
        judged(view, at, findings, "0151", reminder_abn, "an Australian business number")
    }),
    Warns("PEPPOL-COMMON-R050"),
    Without("PEPPOL-COMMON-R052"),
    Without("PEPPOL-COMMON-R053"),
    Without("PEPPOL-COMMON-R054"),
    Without("PEPPOL-COMMON-R055"),
    Without("PEPPOL-COMMON-R056-1"),
    Without("PEPPOL-COMMON-R056-2"),
    Without("PEPPOL-COMMON-R057"),
    Without("PEPPOL-EN16931-CL003"),
    Without("PEPPOL-EN16931-P0112"),
    Judged("PEPPOL-EN16931-CL007", |view, at, findings| {
        let code = view.attribute(at, attr::currencyID).unwrap_or_default();
        need::that(lists::CURRENCY.contains(code), at, findings, || {
            format!("currency {code:?} is not a code of the list")
        })
    }),
    Judged("PEPPOL-EN16931-CL008", |view, at, findings| {
        let code = view.scheme(at).unwrap_or_default();
        need::that(lists::ADDRESS_SCHEME.contains(code), at, findings, || {
            format!("scheme of the electronic address {code:?} is not a code of the list")
        })
    }),
    Judged("PEPPOL-EN16931-P0100", |view, at, findings| document_type(view, at, findings, &lists::INVOICE_TYPE)),
    Judged("PEPPOL-EN16931-P0101", |view, at, findings| {
        document_type(view, at, findings, &codes::peppol::CREDIT_NOTE_TYPE)
    }),
];

static R006: Rule = fatal(
    "PEPPOL-EN16931-R006",
    &[Term::Bt(18)],
    "There is at most one invoiced object.",
    "The model has one. Billing leaves this to UBL-SR-04.",
    |view, at, findings| {
        let documents = view.children_named(at, cac::AdditionalDocumentReference);
        let count = documents.filter(|document| view.any_text(*document, &[cbc::DocumentTypeCode], "130")).count();
        need::that(count <= 1, at, findings, || {
            format!("BT-18 (invoiced object) occurs {count} times, once is allowed")
        })
    },
);

static R048: Rule = warning(
    "PEPPOL-COMMON-R048",
    &[Term::Bt(34), Term::Bt(49)],
    "An electronic address of scheme 9906 that begins with IT is an Italian VAT number with its check digit.",
    "The same test as for 0211. Billing no longer has the scheme.",
    |view, at, findings| {
        let text = view.text(at);
        let fine = is_italian_vat(&normalized(&text))?;
        need::that(fine, at, findings, || format!("{:?} is no Italian VAT number", view.shown(at)))
    },
);

/// VAT amounts count only as the total over a breakdown, not inside it.
fn is_judged_amount(view: &View<'_>, at: NodeId) -> bool {
    let total = || view.parent(at).filter(|total| view.name(*total) == cac::TaxTotal);
    view.name(at) != cbc::TaxAmount || total().is_some_and(|total| view.has(total, &[cac::TaxSubtotal]))
}

fn judged(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
    scheme: &str,
    holds: fn(&str) -> bool,
    form: &str,
) -> Checked {
    let text = view.text(at);
    let text = normalized(&text);
    let fine = view.scheme(at) != Some(scheme) || holds(&text);
    need::that(fine, at, findings, || format!("{text:?} is no identifier of scheme {scheme}: expected {form}"))
}

/// No check digit here, and any number will do that is ten characters long.
pub fn is_ten_long_number(text: &str) -> bool {
    char_count(text) == 10 && !number(text).is_nan()
}

/// The sum over eleven characters, whatever they are and whatever follows them.
pub fn reminder_abn(text: &str) -> bool {
    const WEIGHTS: [i64; 11] = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];
    let values = text.chars().map(|char| i64::from(u32::from(char)) - i64::from(b'0'));
    let sum: i64 = values.zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    char_count(text) >= WEIGHTS.len() && (sum - WEIGHTS[0]) % 89 == 0
}

/// The document type is judged under Billing's own process only, which a reminder does not have.
fn document_type(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, list: &CodeList) -> Checked {
    let process = view.only_text(view.root(), &[cbc::ProfileID])?;
    if !is_billing_01(&normalized(&process)) {
        return Ok(());
    }
    let code = normalized(view.only_text_node(at)?);
    need::that(list.contains(&code), at, findings, || format!("BT-3 (type code) {code:?} is not a code of the list"))
}

/// Billing's process with any two digits somewhere in it, of which the seventh part between colons is 01.
fn is_billing_01(process: &str) -> bool {
    const BEFORE: &str = "urn:fdc:peppol.eu:2017:poacc:billing:";
    let has_form = process.match_indices(BEFORE).any(|(at, _)| {
        let rest = &process.as_bytes()[at + BEFORE.len()..];
        matches!(rest, [a, b, b':', b'1', _, b'0', ..] if a.is_ascii_digit() && b.is_ascii_digit())
    });
    has_form && process.split(':').nth(6) == Some("01")
}

/// The only text node of these elements; empty where there is none.
pub fn only_own_text<'v>(view: &'v View<'_>, nodes: impl Iterator<Item = NodeId>) -> Result<&'v str, Fault> {
    let mut texts = nodes.flat_map(|node| view.texts(node));
    let first = texts.next();
    if texts.next().is_some() { Err(Fault::ManyValues) } else { Ok(first.unwrap_or("")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn business_numbers_are_judged_by_their_sum_alone() {
        assert!(reminder_abn("51824753556") && reminder_abn("51824753556 and more"));
        assert!(!reminder_abn("51824753557") && !reminder_abn("5182475355") && !reminder_abn(""));
    }

    #[test]
    fn the_process_of_billing_is_found_by_its_seventh_part() {
        assert!(is_billing_01("urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"));
        assert!(!is_billing_01("urn:fdc:peppol.eu:2017:poacc:billing:02:1.0"));
        assert!(!is_billing_01("urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:06:1.0"));
    }
}
