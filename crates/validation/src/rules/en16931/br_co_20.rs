//! BR-CO-20: a line's period says when it starts or when it ends.

use ubl::document::{NodeId, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};
use crate::rules::need;

pub static BR_CO_20: Rule = Rule {
    id: "BR-CO-20",
    severity: Severity::Fatal,
    terms: &[Term::Bg(26), Term::Bt(134), Term::Bt(135)],
    summary: "A line's period has a start or an end.",
    why: "An empty period says nothing.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    need::either(
        view,
        at,
        findings,
        [cbc::StartDate, cbc::EndDate],
        "BT-134 (start) or BT-135 (end of the line's period)",
    )
}
