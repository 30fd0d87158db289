//! SCH-MLS-26 to SCH-MLS-31: the document answered, and the issues.

use ubl::document::{cac, cbc};

use crate::rule::{Rule, Term};
use crate::rules::answers::shapes::not_one_of;
use crate::rules::{fatal, need};
use crate::xpath::normalized;

/// Business rule violated, warning, delivery failed, syntax violated.
const REASONS: &[&str] = &["BV", "BW", "FD", "SV"];

const ISSUE: &[Term] = &[Term::Named("issue")];
const ISSUE_REASON: &[Term] = &[Term::Named("issue reason code")];

pub static MLS_26: Rule = fatal(
    "SCH-MLS-26",
    &[Term::Named("document answered")],
    "The document answered is named by the instance identifier of its envelope.",
    "The sending provider finds the delivery by it.",
    |view, at, findings| {
        need::text(view, at, findings, &[cbc::ID], "the instance identifier (cbc:ID) of the document answered")
    },
);

pub static MLS_27: Rule = fatal(
    "SCH-MLS-27",
    ISSUE,
    "An issue says where in the document it is; NA where there is no place.",
    "The sender has to find what is wrong.",
    |view, at, findings| {
        need::text(view, at, findings, &[cac::LineReference, cbc::LineID], "the place (cbc:LineID) of the issue")
    },
);

pub static MLS_28: Rule = fatal(
    "SCH-MLS-28",
    ISSUE,
    "An issue has a text.",
    "Reason codes only name the kind; the text is what a person mends the document by.",
    |view, at, findings| {
        need::element(view, at, findings, &[cbc::Description], "the text (cbc:Description) of the issue")
    },
);

pub static MLS_29: Rule = fatal(
    "SCH-MLS-29",
    ISSUE,
    "The text of an issue is not blank.",
    "An absent text fires too; two texts are an error of the official test.",
    |view, at, findings| need::text(view, at, findings, &[cbc::Description], "the text (cbc:Description) of the issue"),
);

pub static MLS_30: Rule = fatal(
    "SCH-MLS-30",
    ISSUE_REASON,
    "An issue has a status.",
    "It holds the reason code, which tells a failure from a warning.",
    |view, at, findings| need::element(view, at, findings, &[cac::Status], "the status (cac:Status) of the issue"),
);

pub static MLS_31: Rule = fatal(
    "SCH-MLS-31",
    ISSUE_REASON,
    "The reason code of an issue is BV, BW, FD or SV.",
    "It tells a failure from a warning. An absent code fires too.",
    |view, at, findings| {
        let text = view.only_text(at, &[cbc::StatusReasonCode])?;
        let code = normalized(&text);
        if !REASONS.contains(&&*code) {
            not_one_of(at, findings, &code, REASONS);
        }
        Ok(())
    },
);
