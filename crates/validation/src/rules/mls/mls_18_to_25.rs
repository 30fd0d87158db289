//! SCH-MLS-18 to SCH-MLS-25: the answer, and what a refusal needs and others must not have.

use std::borrow::Cow;

use ubl::document::{NodeId, cac, cbc};

use crate::rule::{Fault, Rule, Term, View};
use crate::rules::answers::codes::MESSAGE_STATUS;
use crate::rules::answers::shapes::{RESPONSE_CODE, not_one_of};
use crate::rules::{fatal, need};
use crate::xpath::{equals_trimmed, normalized};

/// Reason codes of issues that are failures; BW is a warning.
const FAILURES: [&str; 3] = ["BV", "FD", "SV"];

const REFUSAL_TEXT: &[Term] = &[Term::Named("response code"), Term::Named("response text")];
const REFUSAL_ISSUES: &[Term] = &[Term::Named("response code"), Term::Named("issue"), Term::Named("issue reason code")];

pub static MLS_18: Rule = fatal(
    "SCH-MLS-18",
    RESPONSE_CODE,
    "The answer has a code.",
    "The sending provider acts on the code.",
    |view, at, findings| {
        need::element(
            view,
            at,
            findings,
            &[cac::Response, cbc::ResponseCode],
            "the code of the answer (cbc:ResponseCode)",
        )
    },
);

pub static MLS_19: Rule = fatal(
    "SCH-MLS-19",
    RESPONSE_CODE,
    "The code of the answer is AP, AB or RE.",
    "Delivered to the buyer, handed over without news of it, refused: there is nothing else. An absent code fires too.",
    |view, at, findings| {
        let text = response_code(view, at)?;
        let code = normalized(&text);
        if !MESSAGE_STATUS.contains(&&*code) {
            not_one_of(at, findings, &code, MESSAGE_STATUS);
        }
        Ok(())
    },
);

pub static MLS_20: Rule = fatal(
    "SCH-MLS-20",
    REFUSAL_TEXT,
    "A refusal (RE) has a text.",
    "The sender has to learn why.",
    |view, at, findings| {
        let fine = !is_refusal(view, at)? || view.has(at, &[cac::Response, cbc::Description]);
        need::that(fine, at, findings, || "the answer is RE, but has no cbc:Description".to_owned())
    },
);

pub static MLS_21: Rule = fatal(
    "SCH-MLS-21",
    REFUSAL_TEXT,
    "The text of a refusal (RE) is not blank.",
    "The sender has to learn why. An absent text fires too; two texts are an error of the official test.",
    |view, at, findings| {
        if is_refusal(view, at)? {
            need::text(
                view,
                at,
                findings,
                &[cac::Response, cbc::Description],
                "the text (cbc:Description) of a refusal",
            )?;
        }
        Ok(())
    },
);

pub static MLS_22: Rule = fatal(
    "SCH-MLS-22",
    &[Term::Named("document answered")],
    "The answer is about exactly one document.",
    "It is put beside the delivery by this reference.",
    |view, at, findings| {
        let count = view.children_named(at, cac::DocumentReference).count();
        need::that(count == 1, at, findings, || {
            format!("cac:DocumentReference occurs {count} times, exactly once is needed")
        })
    },
);

pub static MLS_23: Rule = fatal(
    "SCH-MLS-23",
    REFUSAL_ISSUES,
    "A refusal (RE) names at least one issue.",
    "The sender has to learn what to mend.",
    |view, at, findings| {
        let fine = !is_refusal(view, at)? || view.has(at, &[cac::LineResponse]);
        need::that(fine, at, findings, || "the answer is RE, but names no issue (cac:LineResponse)".to_owned())
    },
);

pub static MLS_24: Rule = fatal(
    "SCH-MLS-24",
    REFUSAL_ISSUES,
    "At least one issue of a refusal (RE) is a failure: BV, FD or SV.",
    "A warning (BW) alone is no ground for refusing. Two statuses in one issue are an error of the official test.",
    |view, at, findings| {
        let fine = !is_refusal(view, at)? || failure(view, at)?.is_some();
        need::that(fine, at, findings, || "the answer is RE, but no issue has the reason BV, FD or SV".to_owned())
    },
);

pub static MLS_25: Rule = fatal(
    "SCH-MLS-25",
    REFUSAL_ISSUES,
    "An answer other than RE has no issue that is a failure.",
    "Taken and failed at once is a contradiction; warnings (BW) may stand. Two statuses in one issue are an error of the official test.",
    |view, at, findings| {
        if !is_refusal(view, at)?
            && let Some(reason) = failure(view, at)?
        {
            let text = response_code(view, at)?;
            findings.report(at, format!("the answer is {:?}, but an issue has the reason {reason}", normalized(&text)));
        }
        Ok(())
    },
);

fn response_code<'v>(view: &'v View<'_>, at: NodeId) -> Result<Cow<'v, str>, Fault> {
    view.only_text(at, &[cac::Response, cbc::ResponseCode])
}

fn is_refusal(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(equals_trimmed(&response_code(view, at)?, "RE"))
}

/// The reason of the first issue that is a failure. Two statuses only count as a fault where no failure was met before:
/// XPath leaves that order open, and the reference engine asks issue by issue.
fn failure(view: &View<'_>, at: NodeId) -> Result<Option<&'static str>, Fault> {
    for issue in view.select(at, &[cac::LineResponse, cac::Response]) {
        let reason = view.only_text(issue, &[cac::Status, cbc::StatusReasonCode])?;
        if let Some(failure) = FAILURES.into_iter().find(|failure| equals_trimmed(&reason, failure)) {
            return Ok(Some(failure));
        }
    }
    Ok(None)
}
