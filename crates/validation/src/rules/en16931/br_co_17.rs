//! BR-CO-17: the VAT of a breakdown row is its taxable amount times its rate.

use ubl::document::{NodeId, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};
use crate::xpath::Exact;

pub static BR_CO_17: Rule = Rule {
    id: "BR-CO-17",
    severity: Severity::Fatal,
    terms: &[Term::Bt(116), Term::Bt(117), Term::Bt(119)],
    summary: "The VAT amount of a breakdown row is its taxable amount times its rate, give or take less than one.",
    why: "Some sellers round per line, so the published test allows a difference of less than 1.00 and compares without \
          signs. A rate that rounds to zero wants a VAT amount that rounds to zero.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    let rate = vat_rate(view, at)?;
    let vat = view.amount(at, &[cbc::TaxAmount])?;
    let Some(vat) = vat else {
        findings.report(
            at,
            "BT-117 (VAT amount of the category) is missing, so it cannot be the taxable amount times the rate",
        );
        return Ok(());
    };
    match rate {
        Some(rate) if !rate.round_whole().is_zero() => {
            let Some(taxable) = view.amount(at, &[cbc::TaxableAmount])? else {
                findings.report(at, "BT-116 (taxable amount) is missing, so the VAT cannot be recomputed");
                return Ok(());
            };
            report_unless_near(at, findings, vat, taxable, rate)
        }
        _ if vat.round_whole().is_zero() => Ok(()),
        _ => {
            let rate = rate.map_or("absent".to_owned(), |rate| rate.to_string());
            findings.report_values(
                at,
                format!("BT-117 is {vat}, but the rate (BT-119) is {rate}"),
                vat.to_string(),
                "0.00",
            );
            Ok(())
        }
    }
}

/// The comparison that this rule shares with BR-S-09, BR-AF-09 and BR-AG-09.
pub fn report_unless_near(
    at: NodeId,
    findings: &mut Findings<'_>,
    vat: Exact,
    taxable: Exact,
    rate: Exact,
) -> Result<(), Fault> {
    let expected = taxable.abs().times(rate.percent())?.round_xpath();
    let near = vat.abs().minus(Exact::ONE)? < expected && vat.abs().plus(Exact::ONE)? > expected;
    if !near {
        let message = format!("BT-117 is {vat}, but BT-116 {taxable} x BT-119 {rate} % = {expected}");
        findings.report_values(at, message, vat.to_string(), expected.to_string());
    }
    Ok(())
}

/// The rate of the row's VAT category; two VAT categories with a rate are a fault.
fn vat_rate(view: &View<'_>, at: NodeId) -> Result<Option<Exact>, Fault> {
    let mut found = None;
    for category in view.children_named(at, cac::TaxCategory) {
        if view.is_vat(category)?
            && let Some(rate) = view.amount(category, &[cbc::Percent])?
            && found.replace(rate).is_some()
        {
            return Err(Fault::ManyValues);
        }
    }
    Ok(found)
}
