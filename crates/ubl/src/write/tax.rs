//! VAT categories, the breakdown, and allowances and charges that carry a category (BG-20, BG-21, BG-23).

use rust_decimal::Decimal;

use super::pen::Pen;
use crate::amount::format_number;
use crate::model::Adjustment;
use crate::totals::adjustment_amount;
use crate::vat::{VatCategory, VatGroup};

/// Writes a tax category of a line, allowance or charge: code, rate and scheme only.
pub fn category(pen: &mut Pen, element: &str, category: VatCategory, rate: Option<Decimal>) {
    write_category(pen, element, category, rate, None, None);
}

/// Writes `cac:TaxTotal` with its breakdown.
pub fn total(pen: &mut Pen, amount: Decimal, groups: &[VatGroup]) {
    pen.group("TaxTotal", |pen| {
        pen.amount("TaxAmount", amount);
        for group in groups {
            pen.group("TaxSubtotal", |pen| {
                pen.amount("TaxableAmount", group.taxable);
                pen.amount("TaxAmount", group.amount);
                let (code, reason) = (group.exemption_code.as_deref(), group.exemption_reason.as_deref());
                write_category(pen, "TaxCategory", group.category, group.rate, code, reason);
            });
        }
    });
}

/// Writes `cac:AllowanceCharge` of the document or of a line.
pub fn adjustment(pen: &mut Pen, adjustment: &Adjustment, is_charge: bool) {
    pen.group("AllowanceCharge", |pen| {
        pen.text("ChargeIndicator", if is_charge { "true" } else { "false" });
        pen.optional("AllowanceChargeReasonCode", adjustment.reason_code.as_deref());
        pen.optional("AllowanceChargeReason", adjustment.reason.as_deref());
        pen.shown("MultiplierFactorNumeric", adjustment.percent.map(format_number));
        pen.amount("Amount", adjustment_amount(adjustment).unwrap_or_default());
        pen.optional_amount("BaseAmount", adjustment.base);
        if let Some(vat) = &adjustment.vat {
            category(pen, "TaxCategory", vat.category, vat.applied_rate());
        }
    });
}

fn write_category(
    pen: &mut Pen,
    element: &str,
    category: VatCategory,
    rate: Option<Decimal>,
    code: Option<&str>,
    reason: Option<&str>,
) {
    pen.group(element, |pen| {
        pen.text("ID", category.as_str());
        pen.shown("Percent", rate.map(format_number));
        pen.optional("TaxExemptionReasonCode", code);
        pen.optional("TaxExemptionReason", reason);
        pen.group("TaxScheme", |pen| pen.text("ID", "VAT"));
    });
}
