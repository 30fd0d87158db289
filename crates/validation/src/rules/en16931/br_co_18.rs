//! BR-CO-18: there is a VAT breakdown.

use ubl::document::{NodeId, cac};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};
use crate::rules::need;

pub static BR_CO_18: Rule = Rule {
    id: "BR-CO-18",
    severity: Severity::Fatal,
    terms: &[Term::Bg(23)],
    summary: "There is a VAT breakdown with at least one row.",
    why: "An invoice without VAT also says so there, with a category and a reason.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    need::element(view, at, findings, &[cac::TaxTotal, cac::TaxSubtotal], "BG-23 (VAT breakdown)")
}
