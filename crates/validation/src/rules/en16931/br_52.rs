//! BR-52: a supporting document has a reference.

use ubl::document::{NodeId, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};
use crate::xpath::is_blank;

pub static BR_52: Rule = Rule {
    id: "BR-52",
    severity: Severity::Fatal,
    terms: &[Term::Bg(24), Term::Bt(122)],
    summary: "Every supporting document has a reference.",
    why: "The buyer cites the document by its reference when asking about it.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    let mut references = view.children_named(at, cbc::ID);
    let reference = references.next();
    if references.next().is_some() {
        return Err(Fault::ManyValues);
    }
    if reference.is_none_or(|id| is_blank(&view.text(id))) {
        findings.report(at, "BT-122 (supporting document reference) is missing or blank");
    }
    Ok(())
}
