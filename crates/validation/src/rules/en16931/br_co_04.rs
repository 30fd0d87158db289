//! BR-CO-04: every line has a VAT category.

use ubl::document::{NodeId, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};

pub static BR_CO_04: Rule = Rule {
    id: "BR-CO-04",
    severity: Severity::Fatal,
    terms: &[Term::Bt(151)],
    summary: "Every line has a VAT category.",
    why: "The line's amount goes into the VAT breakdown under it. The category counts only where its tax scheme is \
     VAT.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    for item in view.children_named(at, cac::Item) {
        if view.in_vat(item, cac::ClassifiedTaxCategory, cbc::ID)?.is_some() {
            return Ok(());
        }
    }
    findings.report(at, "BT-151 (VAT category of the line) is missing, or its tax scheme is not VAT");
    Ok(())
}
