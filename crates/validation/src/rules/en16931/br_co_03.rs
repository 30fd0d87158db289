//! BR-CO-03: a tax point date and a code for it exclude each other.

use ubl::document::{NodeId, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};

pub static BR_CO_03: Rule = Rule {
    id: "BR-CO-03",
    severity: Severity::Fatal,
    terms: &[Term::Bt(7), Term::Bt(8)],
    summary: "The tax point is given as a date or as a code, not as both.",
    why: "Date and code would be two answers to the question when the VAT becomes due.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    let date = view.child(at, cbc::TaxPointDate);
    let code = view.first(at, &[cac::InvoicePeriod, cbc::DescriptionCode]);
    if let (Some(date), Some(code)) = (date, code) {
        let (date, code) = (view.shown(date), view.shown(code));
        findings.report(at, format!("both BT-7 (tax point date, {date}) and BT-8 (tax point code, {code}) are given"));
    }
    Ok(())
}
