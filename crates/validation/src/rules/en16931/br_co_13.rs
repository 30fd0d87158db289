//! BR-CO-13: the total without VAT.

use ubl::document::{NodeId, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};
use crate::xpath::Exact;

pub static BR_CO_13: Rule = Rule {
    id: "BR-CO-13",
    severity: Severity::Fatal,
    terms: &[Term::Bt(106), Term::Bt(107), Term::Bt(108), Term::Bt(109)],
    summary: "The total without VAT is the sum of the lines, less the allowances, plus the charges.",
    why: "Every step from the lines to the amount due can be recomputed. The sum is rounded where there is an allowance or \
          charge total, and must be exact where there is none; a missing amount fails.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    let net = view.amount(at, &[cbc::TaxExclusiveAmount])?;
    let lines = view.amount(at, &[cbc::LineExtensionAmount])?;
    let allowances = view.amount(at, &[cbc::AllowanceTotalAmount])?;
    let charges = view.amount(at, &[cbc::ChargeTotalAmount])?;
    let (Some(net), Some(lines)) = (net, lines) else {
        findings
            .report(at, "BT-109 (total without VAT) and BT-106 (sum of line amounts) are both needed to compare them");
        return Ok(());
    };
    let sum = lines.plus(charges.unwrap_or(Exact::ZERO))?.minus(allowances.unwrap_or(Exact::ZERO))?;
    let expected = if allowances.is_some() || charges.is_some() { sum.round_xpath() } else { sum };
    if net != expected {
        let allowances = allowances.map(|total| format!(" - BT-107 {total}")).unwrap_or_default();
        let charges = charges.map(|total| format!(" + BT-108 {total}")).unwrap_or_default();
        let message = format!("BT-109 is {net}, but BT-106 {lines}{allowances}{charges} = {expected}");
        findings.report_values(at, message, net.to_string(), expected.to_string());
    }
    Ok(())
}
