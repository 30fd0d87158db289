//! ACQ-REM-11 to 15: the lines, each one open document.

use std::collections::HashSet;

use ubl::document::{Name, NodeId, cac, cbc};

use crate::rule::{Findings, Rule, View};
use crate::rules::fatal;
use crate::rules::need::{Checked, that};
use crate::xpath::{Date, Exact, decimal, normalized};

pub static R11: Rule = fatal(
    "ACQ-REM-11",
    &[],
    "A line has exactly one amount: debit or credit, above zero.",
    "A line is an invoice or a credit note, never both and never nothing.",
    |view, at, findings| {
        let amounts: Vec<NodeId> = view.children(at).filter(|node| is_line_amount(view.name(*node))).collect();
        let positive = |node: &NodeId| decimal(&view.text(*node)).is_ok_and(|amount| amount > Exact::ZERO);
        that(amounts.len() == 1 && amounts.iter().all(positive), at, findings, || {
            "the line needs a DebitLineAmount or a CreditLineAmount above zero, and not both".to_owned()
        })
    },
);

pub static R12: Rule = fatal(
    "ACQ-REM-12",
    &[],
    "A debit line refers to one invoice and a credit line to one credit note, by number and date.",
    "The debtor has to find the document the money is owed for.",
    check_reference,
);

pub static R13: Rule = fatal(
    "ACQ-REM-13",
    &[],
    "An invoice stands in a reminder once.",
    "Twice would claim the money twice.",
    |view, at, findings| {
        let mut seen = HashSet::new();
        let path = [cac::ReminderLine, cac::BillingReference, cac::InvoiceDocumentReference, cbc::ID];
        let repeated = view.select(at, &path).find(|id| !seen.insert(normalized(&view.text(*id)).into_owned()));
        that(repeated.is_none(), at, findings, || {
            format!("invoice {} stands in the reminder twice", repeated.map_or_else(String::new, |id| view.shown(id)))
        })
    },
);

pub static R14: Rule = fatal(
    "ACQ-REM-14",
    &[],
    "A debit line says when the invoice fell due, and that is not after the reminder.",
    "Nobody is reminded of what is not due yet.",
    check_due,
);

pub static R15: Rule = fatal(
    "ACQ-REM-15",
    &[],
    "A payment received names an invoice of this reminder and is above zero.",
    "The debtor sees on which invoice a payment was counted.",
    |view, at, findings| {
        let number = view.only_text(at, &[cbc::ID])?;
        let path = [cac::ReminderLine, cac::BillingReference, cac::InvoiceDocumentReference, cbc::ID];
        let known = view.any_text(view.root(), &path, &number);
        let amount = decimal(&view.only_text(at, &[cbc::PaidAmount])?);
        that(known && amount.is_ok_and(|amount| amount > Exact::ZERO), at, findings, || {
            format!("a payment on {number:?}, which is no invoice of this reminder, or of nothing")
        })
    },
);

fn is_line_amount(name: Name) -> bool {
    name == cbc::DebitLineAmount || name == cbc::CreditLineAmount
}

fn check_reference(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let debit = view.has(at, &[cbc::DebitLineAmount]);
    let wanted = if debit { cac::InvoiceDocumentReference } else { cac::CreditNoteDocumentReference };
    let references: Vec<NodeId> =
        view.children_named(at, cac::BillingReference).flat_map(|group| view.children(group)).collect();
    let complete = |reference: &NodeId| {
        let number = view.child(*reference, cbc::ID).is_some_and(|id| !normalized(&view.text(id)).is_empty());
        view.name(*reference) == wanted && number && view.has(*reference, &[cbc::IssueDate])
    };
    that(references.len() == 1 && references.iter().all(complete), at, findings, || {
        format!("the line needs one BillingReference with {} (ID, IssueDate)", view.written_name(wanted))
    })
}

fn check_due(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    if !view.has(at, &[cbc::DebitLineAmount]) {
        return Ok(());
    }
    let due = view.only_text(at, &[cac::ReminderPeriod, cbc::StartDate])?;
    let issued = view.only_text(view.root(), &[cbc::IssueDate])?;
    let fine = matches!((Date::read(&due), Date::read(&issued)), (Ok(due), Ok(issued)) if due <= issued);
    that(fine, at, findings, || {
        format!("the invoice is due {due:?}, which has to be on or before the reminder of {issued}")
    })
}
