//! BR-CO-11: the sum of the document allowances.

use ubl::document::{NodeId, cbc};

use super::br_co_12::check_total;
use crate::rule::{Fault, Findings, Rule, Severity, Term, View};

pub static BR_CO_11: Rule = Rule {
    id: "BR-CO-11",
    severity: Severity::Fatal,
    terms: &[Term::Bt(92), Term::Bt(107)],
    summary: "The allowance total is the sum of the document allowances.",
    why: "An allowance that is in the list but not in the total, or the other way round, changes what is due. \
     Without allowances the total may be absent.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    check_total(
        view,
        at,
        findings,
        false,
        cbc::AllowanceTotalAmount,
        ["BT-107 (allowance total)", "document allowances (BT-92)"],
    )
}
