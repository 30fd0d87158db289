//! BR-CO-10: the sum of the line amounts.

use ubl::document::{NodeId, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};

pub static BR_CO_10: Rule = Rule {
    id: "BR-CO-10",
    severity: Severity::Fatal,
    terms: &[Term::Bt(106), Term::Bt(131)],
    summary: "The sum of line amounts in the totals is the sum of the net amounts of all lines.",
    why: "The buyer approves lines and pays totals; the two must be the same money. A missing total fails as well.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    let Some(total) = view.amount(at, &[cbc::LineExtensionAmount])? else {
        findings.report(at, "BT-106 (sum of line amounts) is missing, so it cannot be the sum of the lines (BT-131)");
        return Ok(());
    };
    let vat = view.vat();
    let sum = vat.lines_sum()?.round_xpath();
    if total != sum {
        let message =
            format!("BT-106 is {total}, but the net amounts (BT-131) of {} lines sum to {sum}", vat.line_count());
        findings.report_values(at, message, total.to_string(), sum.to_string());
    }
    Ok(())
}
