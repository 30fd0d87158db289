//! BR-CO-12: the sum of the document charges.

use ubl::document::{Name, NodeId, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};
use crate::xpath::Exact;

pub static BR_CO_12: Rule = Rule {
    id: "BR-CO-12",
    severity: Severity::Fatal,
    terms: &[Term::Bt(99), Term::Bt(108)],
    summary: "The charge total is the sum of the document charges.",
    why: "A charge that is in the list but not in the total, or the other way round, changes what is due. Without \
     charges the total may be absent.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    check_total(view, at, findings, true, cbc::ChargeTotalAmount, ["BT-108 (charge total)", "document charges (BT-99)"])
}

/// Allowances and charges are summed alike: those beside the totals, whatever element that is.
pub fn check_total(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
    charge: bool,
    total: Name,
    [total_term, parts_term]: [&str; 2],
) -> Result<(), Fault> {
    let total = view.amount(at, &[total])?;
    let (count, sum) = sum_beside(view, at, charge)?;
    let sum = sum.round_xpath();
    match total {
        Some(total) if total != sum => {
            let message = format!("{total_term} is {total}, but {count} {parts_term} sum to {sum}");
            findings.report_values(at, message, total.to_string(), sum.to_string());
        }
        None if count > 0 => {
            findings.report(at, format!("{total_term} is missing, but {count} {parts_term} sum to {sum}"));
        }
        _ => {}
    }
    Ok(())
}

fn sum_beside(view: &View<'_>, totals: NodeId, charge: bool) -> Result<(usize, Exact), Fault> {
    let around = view.parent(totals).into_iter();
    let (mut count, mut sum) = (0, Exact::ZERO);
    for item in around.flat_map(|around| view.children_named(around, cac::AllowanceCharge)) {
        if view.indicates(item, charge)? {
            count += 1;
            sum = sum.plus(view.amount(item, &[cbc::Amount])?.unwrap_or(Exact::ZERO))?;
        }
    }
    Ok((count, sum))
}
