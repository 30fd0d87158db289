//! PEPPOL-T111-R001 to R008: identifiers of the specification, and what one part of the answer asks of another.

use ubl::document::{NodeId, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::answers::codes::{ACTION, REASON};
use crate::rules::answers::shapes::{begins_with, not_one_of};
use crate::rules::need::{self, Checked};
use crate::rules::{fatal, warning};
use crate::xpath::normalized;

/// What the specification identifier begins with: major version 3.
const SPECIFICATION: &str = "urn:fdc:peppol.eu:poacc:trns:invoice_response:3";
/// The processes in which an Invoice Response is sent.
const PROCESSES: [&str; 2] = ["urn:fdc:peppol.eu:poacc:bis:invoice_response:3", "urn:peppol:bis:billing_with_response"];

const CLARIFICATION: &[Term] = &[Term::Named("response code"), Term::Named("clarification code")];
const CLARIFICATION_TEXT: &[Term] = &[Term::Named("clarification code"), Term::Named("clarification")];

/// Whether the answer says something that leaves the seller with a question.
pub fn needs_clarification(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    // Searched as one text: two of the codes in a row count too, no code at all does not.
    let text = view.only_text(at, &[cbc::ResponseCode])?;
    Ok(" CA UQ RE ".contains(&format!(" {} ", normalized(&text))))
}

pub static R001: Rule = fatal(
    "PEPPOL-T111-R001",
    CLARIFICATION,
    "An answer with code CA, UQ or RE has at least one clarification code.",
    "The seller has to know what is accepted under which condition, what is asked, or what was wrong.",
    |view, at, findings| {
        let there = view.has(at, &[cac::Status, cbc::StatusReasonCode]);
        let code = || view.child(at, cbc::ResponseCode).map_or_else(String::new, |code| view.shown(code));
        need::that(there, at, findings, || {
            format!("code {} without a clarification code: add a Status with one", code())
        })
    },
);

pub static R002: Rule = warning(
    "PEPPOL-T111-R002",
    CLARIFICATION_TEXT,
    "A clarification with code OTH should have a text.",
    "The code says that no code fits. It is compared as written.",
    |view, at, findings| text_with(view, at, findings, "OTH"),
);

pub static R003: Rule = fatal(
    "PEPPOL-T111-R003",
    &[Term::Named("specification identifier")],
    "The specification identifier begins with that of the Invoice Response, version 3.",
    "Only the beginning is tested, so minor versions pass.",
    |view, at, findings| begins_with(view, at, findings, SPECIFICATION),
);

pub static R004: Rule = fatal(
    "PEPPOL-T111-R004",
    CLARIFICATION_TEXT,
    "A clarification with code PPD (partly paid) has a text.",
    "How much was paid stands nowhere else.",
    |view, at, findings| text_with(view, at, findings, "PPD"),
);

pub static R005: Rule = fatal(
    "PEPPOL-T111-R005",
    CLARIFICATION,
    "Code PPD (partly paid) goes with an answer PD (paid).",
    "This is what the rule means. The official test asks whether a comparison has a result, which it always has: nothing fires, \
     and so nothing does here.",
    |_, _, _| Ok(()),
);

pub static R006: Rule = fatal(
    "PEPPOL-T111-R006",
    CLARIFICATION,
    "A clarification code of list OPStatusAction is an action.",
    "REF, for example, is a reason, and no action follows from it.",
    |view, at, findings| in_list(view, at, findings, ACTION),
);

pub static R007: Rule = fatal(
    "PEPPOL-T111-R007",
    CLARIFICATION,
    "A clarification code of list OPStatusReason is a reason.",
    "NIN, for example, is an action: it does not say what was wrong.",
    |view, at, findings| in_list(view, at, findings, REASON),
);

pub static R008: Rule = fatal(
    "PEPPOL-T111-R008",
    &[Term::Named("process identifier")],
    "The process is that of the Invoice Response, or billing with a response.",
    "The document type list also allows the French processes, but this rule refuses them.",
    |view, at, findings| {
        let process = view.text(at);
        let process = normalized(&process);
        if !PROCESSES.contains(&&*process) {
            let message = format!("process {process:?} is neither {} nor {}", PROCESSES[0], PROCESSES[1]);
            findings.report_values(at, message, &*process, PROCESSES[0]);
        }
        Ok(())
    },
);

fn text_with(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, code: &str) -> Checked {
    need::that(view.has(at, &[cbc::StatusReason]), at, findings, || format!("clarification {code} has no StatusReason"))
}

fn in_list(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, codes: &[&str]) -> Checked {
    let text = view.only_text(at, &[cbc::StatusReasonCode])?;
    let code = normalized(&text);
    if !codes.contains(&&*code) {
        not_one_of(at, findings, &code, codes);
    }
    Ok(())
}
