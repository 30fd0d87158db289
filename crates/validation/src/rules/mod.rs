//! The rules, by who publishes them. A file is named after its rule, its family, or the range of ids it holds as a table.

// Checks and contexts have one shape each, whether or not the one at hand can fail.
#![allow(clippy::unnecessary_wraps)]

mod answers;
pub mod ehf_reminder;
pub mod en16931;
pub mod invoice_response;
pub mod mlr;
pub mod mls;
mod need;
pub mod nlcius;
pub mod peppol;
pub mod reminder;
pub mod selfbilling;
pub mod view;

use ubl::document::{Name, NodeId};

use crate::rule::{Check, Fault, Rule, Severity, Term, View};

/// A row of a table: a rule whose failure makes the document invalid.
const fn fatal(
    id: &'static str,
    terms: &'static [Term],
    summary: &'static str,
    why: &'static str,
    check: Check,
) -> Rule {
    Rule { id, severity: Severity::Fatal, terms, summary, why, check }
}

/// A row of a table: a rule whose failure the sender should know of.
const fn warning(
    id: &'static str,
    terms: &'static [Term],
    summary: &'static str,
    why: &'static str,
    check: Check,
) -> Rule {
    Rule { id, severity: Severity::Warning, terms, summary, why, check }
}

/// A context without a condition beyond the element's name.
fn anywhere(_: &View<'_>, _: NodeId) -> Result<bool, Fault> {
    Ok(true)
}

/// Whether the elements around this one are these, nearest last.
fn within(view: &View<'_>, at: NodeId, around: &[Name]) -> bool {
    view.parent(at).is_some_and(|parent| view.ends_with(parent, around))
}
