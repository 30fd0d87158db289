//! BR-CO-19: an invoicing period says when it starts, when it ends, or how the tax point is found.

use ubl::document::{NodeId, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};
use crate::rules::need;

pub static BR_CO_19: Rule = Rule {
    id: "BR-CO-19",
    severity: Severity::Fatal,
    terms: &[Term::Bg(14), Term::Bt(73), Term::Bt(74), Term::Bt(8)],
    summary: "An invoicing period has a start, an end or a tax point code.",
    why: "An empty period says nothing. In UBL the tax point code lives in the period, so a period with only that \
     code is fine.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    let there = [cbc::StartDate, cbc::EndDate, cbc::DescriptionCode].iter().any(|name| view.child(at, *name).is_some());
    need::that(there, at, findings, || "the period has neither BT-73 (start) nor BT-74 (end)".to_owned())
}
