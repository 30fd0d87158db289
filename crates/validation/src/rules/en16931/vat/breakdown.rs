//! Shapes on a breakdown row: its taxable amount, its VAT, its reason. The context node is the row's tax category.

use std::cmp::Ordering;

use ubl::document::{NodeId, cbc};

use super::category::{S, code};
use crate::rule::{Fault, Findings, View};
use crate::rules::en16931::br_co_17::report_unless_near;
use crate::rules::need::{self, Checked};
use crate::xpath::{self, Exact};

/// -08 of the categories without rates: the taxable amount is exactly what lines, charges and allowances sum to.
pub fn taxable_is_exact<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let row = row(view, at);
    let facts = view.vat();
    let sums = facts.sums(C, None);
    let taxable = view.amount(row, &[cbc::TaxableAmount])?;
    let mut nearest = None;
    for (there, lines) in
        [(facts.has_invoice_line, sums.invoice_lines), (facts.has_credit_note_line, sums.credit_note_lines)]
    {
        if there {
            let base = sums.base(lines)?;
            if taxable == Some(base) {
                return Ok(());
            }
            nearest = nearest.or(Some(base));
        }
    }
    report_taxable(at, findings, C, None, taxable, nearest);
    Ok(())
}

/// -08 of S, L, M: per rate, and less than one apart, where one is subtracted and added in binary floating point.
pub fn taxable_is_near<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let Some(rate) = view.amount(at, &[cbc::Percent])? else {
        return Ok(());
    };
    let row = row(view, at);
    let facts = view.vat();
    let sums = facts.sums(C, Some(rate));
    let (invoice, credit_note) = if C == S {
        (sums.on_invoice_line || sums.on_allowance_or_charge, sums.on_credit_note_line || sums.on_allowance_or_charge)
    } else {
        (facts.has_invoice_line, facts.has_credit_note_line)
    };
    let mut nearest = None;
    for (there, lines) in [(invoice, sums.invoice_lines), (credit_note, sums.credit_note_lines)] {
        if there {
            let base = sums.base(lines)?;
            if is_within_one(view, row, base)? {
                return Ok(());
            }
            nearest = nearest.filter(|nearest: &Exact| !nearest.is_zero()).or(Some(base));
        }
    }
    let taxable = view.amount(row, &[cbc::TaxableAmount])?;
    report_taxable(at, findings, C, Some(rate), taxable, nearest);
    Ok(())
}

fn is_within_one(view: &View<'_>, row: NodeId, base: Exact) -> Result<bool, Fault> {
    let Some(taxable) = view.only(row, &[cbc::TaxableAmount])? else {
        return Ok(false);
    };
    let taxable = xpath::double(&view.text(taxable))?;
    Ok(base.compare_with_double(taxable - 1.0)? == Ordering::Greater
        && base.compare_with_double(taxable + 1.0)? == Ordering::Less)
}

fn report_taxable(
    at: NodeId,
    findings: &mut Findings<'_>,
    category: u8,
    rate: Option<Exact>,
    taxable: Option<Exact>,
    base: Option<Exact>,
) {
    let rate = rate.map(|rate| format!(" at {rate} %")).unwrap_or_default();
    let category = format!("VAT category {}{rate}", code(category));
    let shown = taxable.map_or("missing".to_owned(), |taxable| taxable.to_string());
    match base {
        Some(base) => {
            let message = format!("BT-116 is {shown}, but lines, charges and allowances with {category} sum to {base}");
            findings.report_values(at, message, shown, base.to_string());
        }
        None => findings.report(at, format!("BT-116 is {shown}, but no line, allowance or charge has {category}")),
    }
}

/// -09 of the categories without VAT.
pub fn vat_is_zero<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let vat = view.amount(row(view, at), &[cbc::TaxAmount])?;
    if vat.is_none_or(|vat| !vat.is_zero()) {
        let vat = vat.map_or("missing".to_owned(), |vat| vat.to_string());
        findings.report_values(at, format!("BT-117 is {vat}, but VAT category {} has no VAT", code(C)), vat, "0.00");
    }
    Ok(())
}

/// -09 of S, L, M: the VAT is the taxable amount times the rate, less than one apart.
pub fn vat_is_near<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let row = row(view, at);
    let vat = view.amount(row, &[cbc::TaxAmount])?;
    let taxable = view.amount(row, &[cbc::TaxableAmount])?;
    let rate = view.amount(at, &[cbc::Percent])?;
    if let (Some(vat), Some(taxable), Some(rate)) = (vat, taxable, rate) {
        return report_unless_near(at, findings, vat, taxable, rate);
    }
    let code = code(C);
    findings.report(
        at,
        format!("a row with VAT category {code} needs BT-116 (taxable amount), BT-117 (VAT) and BT-119 (rate)"),
    );
    Ok(())
}

/// -10 of the categories that need a reason.
pub fn reason_needed<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    need::that(has_reason(view, at), at, findings, || {
        format!("VAT category {} needs BT-120 (exemption reason) or BT-121 (its code)", code(C))
    })
}

/// -10 of the categories that have nothing to excuse.
pub fn no_reason<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    need::that(!has_reason(view, at), at, findings, || {
        format!("VAT category {} must not have BT-120 or BT-121 (exemption reason)", code(C))
    })
}

fn has_reason(view: &View<'_>, at: NodeId) -> bool {
    view.has(at, &[cbc::TaxExemptionReason]) || view.has(at, &[cbc::TaxExemptionReasonCode])
}

/// The breakdown row around a category; the contexts guarantee that there is one.
fn row(view: &View<'_>, at: NodeId) -> NodeId {
    view.parent(at).unwrap_or(at)
}
