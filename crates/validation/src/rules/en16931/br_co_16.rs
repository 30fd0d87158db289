//! BR-CO-16: the amount due.

use ubl::document::{NodeId, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};
use crate::xpath::Exact;

pub static BR_CO_16: Rule = Rule {
    id: "BR-CO-16",
    severity: Severity::Fatal,
    terms: &[Term::Bt(112), Term::Bt(113), Term::Bt(114), Term::Bt(115)],
    summary: "The amount due is the total with VAT, less what was prepaid, plus the rounding amount.",
    why: "It is the amount that is paid and reminded of. Which side is rounded depends on which of prepaid and rounding \
          amount are present; a missing amount fails.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    let due = view.amount(at, &[cbc::PayableAmount])?;
    let gross = view.amount(at, &[cbc::TaxInclusiveAmount])?;
    let prepaid = view.amount(at, &[cbc::PrepaidAmount])?;
    let rounding = view.amount(at, &[cbc::PayableRoundingAmount])?;
    let (Some(due), Some(gross)) = (due, gross) else {
        findings.report(at, "BT-115 (amount due) and BT-112 (total with VAT) are both needed to compare them");
        return Ok(());
    };
    let before_rounding = match rounding {
        Some(rounding) => due.minus(rounding)?.round_xpath(),
        None => due,
    };
    let expected = match prepaid {
        Some(prepaid) => gross.minus(prepaid)?.round_xpath(),
        None => gross,
    };
    if before_rounding != expected {
        let expected = expected.plus(rounding.unwrap_or(Exact::ZERO))?;
        let prepaid = prepaid.map(|amount| format!(" - BT-113 {amount}")).unwrap_or_default();
        let rounding = rounding.map(|amount| format!(" + BT-114 {amount}")).unwrap_or_default();
        let message = format!("BT-115 is {due}, but BT-112 {gross}{prepaid}{rounding} = {expected}");
        findings.report_values(at, message, due.to_string(), expected.to_string());
    }
    Ok(())
}
