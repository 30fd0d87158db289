//! BR-CO-14: the VAT total is the sum of its breakdown.

use ubl::document::{NodeId, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};

pub static BR_CO_14: Rule = Rule {
    id: "BR-CO-14",
    severity: Severity::Fatal,
    terms: &[Term::Bt(110), Term::Bt(117)],
    summary: "The VAT total is the sum of the VAT amounts of its breakdown.",
    why: "The breakdown is what is declared, the total is what is paid. A VAT total without a breakdown is not \
     judged.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    if !view.has(at, &[cac::TaxSubtotal]) {
        return Ok(());
    }
    let Some(total) = view.amount(at, &[cbc::TaxAmount])? else {
        findings.report(at, "BT-110 (VAT total) is missing beside a VAT breakdown");
        return Ok(());
    };
    let mut sum = crate::xpath::Exact::ZERO;
    for row in view.children_named(at, cac::TaxSubtotal) {
        if let Some(amount) = view.amount(row, &[cbc::TaxAmount])? {
            sum = sum.plus(amount)?;
        }
    }
    let sum = sum.round_xpath();
    if total != sum {
        let message = format!("BT-110 is {total}, but the VAT amounts of the breakdown (BT-117) sum to {sum}");
        findings.report_values(at, message, total.to_string(), sum.to_string());
    }
    Ok(())
}
