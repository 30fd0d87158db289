//! PEPPOL-EN16931-R080 to R111: references and periods of lines.

use ubl::document::{Name, NodeId, cac, cbc, root};

use crate::rule::{Fault, Rule, Term, View};
use crate::rules::{fatal, need};
use crate::xpath::Date;

/// UNCL 1001: a project.
const PROJECT: &str = "50";
/// UNCL 1001: an invoiced object.
const INVOICED_OBJECT: &str = "130";

pub static R080: Rule = fatal(
    "PEPPOL-EN16931-R080",
    &[Term::Bt(11)],
    "A credit note names at most one project.",
    "UBL has no project reference in credit notes, so it stands among the supporting documents under the code 50.",
    |view, at, findings| {
        let documents = view.children_named(at, cac::AdditionalDocumentReference);
        let count = documents.filter(|document| view.any_text(*document, &[cbc::DocumentTypeCode], PROJECT)).count();
        need::that(count <= 1, at, findings, || {
            format!("BT-11 (project reference, document type 50) occurs {count} times")
        })
    },
);

pub static R100: Rule = fatal(
    "PEPPOL-EN16931-R100",
    &[Term::Bt(128)],
    "A line names at most one invoiced object.",
    "There is one term for it.",
    |view, at, findings| {
        let count = view.children_named(at, cac::DocumentReference).count();
        need::that(count <= 1, at, findings, || format!("BT-128 (invoiced object of the line) occurs {count} times"))
    },
);

pub static R101: Rule = fatal(
    "PEPPOL-EN16931-R101",
    &[Term::Bt(128)],
    "A document reference on a line is an invoiced object (code 130).",
    "It is the only use the standard has for it there.",
    |view, at, findings| {
        let fine = !view.has(at, &[cac::DocumentReference])
            || view.any_text(at, &[cac::DocumentReference, cbc::DocumentTypeCode], INVOICED_OBJECT);
        need::that(fine, at, findings, || {
            "the document reference of the line has not the type code 130 (BT-128)".to_owned()
        })
    },
);

pub static R110: Rule = fatal(
    "PEPPOL-EN16931-R110",
    &[Term::Bt(73), Term::Bt(134)],
    "A line's period does not start before the document's.",
    "The document's period encloses those of its lines. Two document periods are an error of the official test.",
    |view, at, findings| {
        let (own, outer) = dates(view, at)?;
        let fine = matches!((own, outer), (Some(own), Some(outer)) if own >= outer);
        need::that(fine, at, findings, || period_message(view, at, "start", ["BT-134", "BT-73"]))
    },
);

pub static R111: Rule = fatal(
    "PEPPOL-EN16931-R111",
    &[Term::Bt(74), Term::Bt(135)],
    "A line's period does not end after the document's.",
    "The document's period encloses those of its lines. Two document periods are an error of the official test.",
    |view, at, findings| {
        let (own, outer) = dates(view, at)?;
        let fine = matches!((own, outer), (Some(own), Some(outer)) if own <= outer);
        need::that(fine, at, findings, || period_message(view, at, "end", ["BT-135", "BT-74"]))
    },
);

/// The line's date and the document's. Two of either are a fault, and so is one that is no date.
fn dates(view: &View<'_>, at: NodeId) -> Result<(Option<Date>, Option<Date>), Fault> {
    let own = if view.has_text(at) { Some(Date::read(view.only_text_node(at)?)?) } else { None };
    match document_dates(view, at).as_slice() {
        [] => Ok((own, None)),
        [outer] => Ok((own, Some(Date::read(&view.text(*outer))?))),
        _ => Err(Fault::ManyValues),
    }
}

fn period_message(view: &View<'_>, at: NodeId, what: &str, [own_term, outer_term]: [&str; 2]) -> String {
    let outer = document_dates(view, at).first().map(|date| view.shown(*date)).unwrap_or_default();
    format!(
        "{own_term} ({what} of the line's period) is {}, outside the document's period: {outer_term} is {outer}",
        view.shown(at)
    )
}

/// The dates of the same name in the periods of the document around a line's date: three levels up, and down again.
/// Two are enough to know that there are too many.
fn document_dates(view: &View<'_>, date: NodeId) -> Vec<NodeId> {
    let name = view.name(date);
    let line = view.parent(date).and_then(|period| view.parent(period));
    match line.and_then(|line| view.parent(line)) {
        Some(document) if document == view.root() => {
            let periods = view.header_named(cac::InvoicePeriod);
            periods.flat_map(|period| view.children_named(period, name)).take(2).collect()
        }
        Some(document) => view.select(document, &[cac::InvoicePeriod, name]).collect(),
        None => Vec::new(),
    }
}

/// Where R110 and R111 apply: such a date in a line's period, where the document has one too.
pub fn is_line_date(view: &View<'_>, at: NodeId) -> bool {
    let line_of = |around: Name, line: Name| {
        view.parent(at).is_some_and(|parent| view.ends_with(parent, &[around, line, cac::InvoicePeriod]))
    };
    (line_of(root::Invoice, cac::InvoiceLine) || line_of(root::CreditNote, cac::CreditNoteLine))
        && !document_dates(view, at).is_empty()
}
