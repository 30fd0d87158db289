//! Totals of an invoice in the prescribed order, and the check of totals a caller stated.
//!
//! Source: EN 16931-1 arithmetic (BR-CO-10 to BR-CO-17, BR-S-08 and its kin) and PEPPOL-EN16931-R040, -R046, -R120, but exact where
//! those tolerate a difference: a document of ours gives the buyer nothing to round away.

mod breakdown;
mod given;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::amount::{AMOUNT_DECIMALS, format_amount, format_number, round_half_away};
use crate::model::{Adjustment, Invoice, Line, ModelError};
use crate::vat::VatGroup;
use breakdown::Breakdown;

/// No quantity, price, amount or line may reach this, so that every product and sum is exact.
pub const VALUE_LIMIT: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);

/// Everything that is computed of an invoice (BG-22, BG-23 and the line amounts).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// BT-131 of each line.
    pub line_amounts: Vec<Decimal>,
    /// BT-106.
    pub line_extension: Decimal,
    /// BT-107, absent without allowances.
    pub allowance_total: Option<Decimal>,
    /// BT-108, absent without charges.
    pub charge_total: Option<Decimal>,
    /// BT-109.
    pub tax_exclusive: Decimal,
    /// BG-23.
    pub tax: Vec<VatGroup>,
    /// BT-110.
    pub tax_total: Decimal,
    /// BT-112.
    pub tax_inclusive: Decimal,
    /// BT-113.
    pub prepaid: Option<Decimal>,
    /// BT-114.
    pub rounding: Option<Decimal>,
    /// BT-115.
    pub payable: Decimal,
}

/// Computes the totals; faults of amounts, and stated totals that differ, are the errors.
pub(crate) fn compute(invoice: &Invoice) -> Result<Totals, Vec<ModelError>> {
    let mut errors = Vec::new();
    let totals = sum_up(invoice, &mut errors);
    // Without sound inputs a difference from the stated totals would only repeat the fault.
    if errors.is_empty() {
        given::check(invoice, &totals, &mut errors);
    }
    if errors.is_empty() { Ok(totals) } else { Err(errors) }
}

/// The amount of an allowance or charge: as stated, or the percentage of its base (PEPPOL-EN16931-R040 to -R042).
///
/// `None` where it cannot be told; [`compute`] says why.
pub fn adjustment_amount(adjustment: &Adjustment) -> Option<Decimal> {
    match (adjustment.percent, adjustment.base) {
        (Some(percent), Some(base)) => percentage(percent, base),
        _ => adjustment.amount,
    }
}

fn sum_up(invoice: &Invoice, errors: &mut Vec<ModelError>) -> Totals {
    let mut breakdown = Breakdown::default();

    let mut line_amounts = Vec::with_capacity(invoice.lines.len());
    for (index, line) in invoice.lines.iter().enumerate() {
        let pointer = format!("/lines/{index}");
        let amount = line_amount(line, &pointer, errors);
        breakdown.add(&line.vat, amount, &pointer, errors);
        line_amounts.push(amount);
    }

    let allowances = document_level(&invoice.allowances, "allowances", Decimal::NEGATIVE_ONE, &mut breakdown, errors);
    let charges = document_level(&invoice.charges, "charges", Decimal::ONE, &mut breakdown, errors);
    let prepaid = invoice.prepaid.map(|value| checked_amount(value, "/prepaid", errors));
    let rounding = invoice.payable_rounding.map(|value| checked_amount(value, "/payable_rounding", errors));

    let line_extension: Decimal = line_amounts.iter().sum();
    let tax_exclusive = line_extension - allowances.unwrap_or_default() + charges.unwrap_or_default();
    let tax = breakdown.finish();
    let tax_total: Decimal = tax.iter().map(|group| group.amount).sum();
    let tax_inclusive = tax_exclusive + tax_total;
    let payable = tax_inclusive - prepaid.unwrap_or_default() + rounding.unwrap_or_default();

    Totals {
        line_amounts,
        line_extension,
        allowance_total: allowances,
        charge_total: charges,
        tax_exclusive,
        tax,
        tax_total,
        tax_inclusive,
        prepaid,
        rounding,
        payable,
    }
}

/// BT-131: the product rounded first, then the line's own charges and allowances, each rounded already.
fn line_amount(line: &Line, pointer: &str, errors: &mut Vec<ModelError>) -> Decimal {
    let quantity = bounded(line.quantity, &format!("{pointer}/quantity"), errors);
    let price = bounded(line.price, &format!("{pointer}/price"), errors);
    let base = bounded(line.base_quantity.unwrap_or(Decimal::ONE), &format!("{pointer}/base_quantity"), errors);
    let product = quantity.checked_mul(price).and_then(|product| product.checked_div(base));
    let Some(product) = product.filter(|product| product.abs() < VALUE_LIMIT) else {
        let message = format!(
            "{} × {} for {} has no usable product",
            format_number(quantity),
            format_number(price),
            format_number(base)
        );
        errors.push(ModelError::new(pointer, message));
        return Decimal::ZERO;
    };
    let charges = sum_adjustments(&line.charges, &format!("{pointer}/charges"), errors);
    let allowances = sum_adjustments(&line.allowances, &format!("{pointer}/allowances"), errors);
    round_half_away(product) + charges - allowances
}

fn sum_adjustments(adjustments: &[Adjustment], pointer: &str, errors: &mut Vec<ModelError>) -> Decimal {
    let amounts = adjustments
        .iter()
        .enumerate()
        .map(|(index, adjustment)| checked_adjustment(adjustment, &format!("{pointer}/{index}"), errors));
    amounts.sum()
}

/// Sums the allowances or charges of the document and carries each into its VAT group; `None` when there are none.
fn document_level(
    adjustments: &[Adjustment],
    field: &str,
    sign: Decimal,
    breakdown: &mut Breakdown,
    errors: &mut Vec<ModelError>,
) -> Option<Decimal> {
    let mut total = None;
    for (index, adjustment) in adjustments.iter().enumerate() {
        let pointer = format!("/{field}/{index}");
        let amount = checked_adjustment(adjustment, &pointer, errors);
        *total.get_or_insert(Decimal::ZERO) += amount;
        match &adjustment.vat {
            Some(vat) => breakdown.add(vat, sign * amount, &pointer, errors),
            None => errors.push(ModelError::new(
                format!("{pointer}/vat"),
                "is missing; an allowance or charge of the document has its own VAT",
            )),
        }
    }
    total
}

fn checked_adjustment(adjustment: &Adjustment, pointer: &str, errors: &mut Vec<ModelError>) -> Decimal {
    let before = errors.len();
    let stated = adjustment.amount.map(|amount| checked_amount(amount, &format!("{pointer}/amount"), errors));
    let percent = adjustment.percent.map(|percent| bounded(percent, &format!("{pointer}/percent"), errors));
    let base = adjustment.base.map(|base| checked_amount(base, &format!("{pointer}/base"), errors));
    let amount = match (percent, base) {
        (Some(percent), Some(base)) => computed_adjustment(stated, percent, base, pointer, errors),
        (None, None) => stated,
        _ => {
            errors.push(ModelError::new(pointer, "has only one of percent and base; they belong together"));
            None
        }
    };
    if amount.is_none() && errors.len() == before {
        errors.push(ModelError::new(pointer, "has no amount; give amount, or percent and base"));
    }
    let amount = amount.unwrap_or_default();
    if amount.is_sign_negative() && !amount.is_zero() {
        errors.push(ModelError::new(
            pointer,
            format!("comes to {}; an allowance or charge is positive, so use the other kind", format_amount(amount)),
        ));
    }
    amount
}

fn computed_adjustment(
    stated: Option<Decimal>,
    percent: Decimal,
    base: Decimal,
    pointer: &str,
    errors: &mut Vec<ModelError>,
) -> Option<Decimal> {
    let computed = percentage(percent, base)?;
    if let Some(stated) = stated.filter(|stated| *stated != computed) {
        let message = format!(
            "is {}, but {} % of {} is {}",
            format_number(stated),
            format_number(percent),
            format_amount(base),
            format_amount(computed)
        );
        errors.push(ModelError::new(format!("{pointer}/amount"), message));
    }
    Some(computed)
}

fn percentage(percent: Decimal, base: Decimal) -> Option<Decimal> {
    base.checked_mul(percent).map(|product| round_half_away(product / Decimal::ONE_HUNDRED))
}

/// An amount with at most two decimals (BR-DEC rules) and within the limit.
fn checked_amount(value: Decimal, pointer: &str, errors: &mut Vec<ModelError>) -> Decimal {
    if value.normalize().scale() > AMOUNT_DECIMALS {
        errors
            .push(ModelError::new(pointer, format!("is {}; an amount has at most two decimals", format_number(value))));
    }
    bounded(value, pointer, errors)
}

fn bounded(value: Decimal, pointer: &str, errors: &mut Vec<ModelError>) -> Decimal {
    if value.abs() < VALUE_LIMIT {
        return value;
    }
    errors.push(ModelError::new(pointer, format!("is {value}; values of {VALUE_LIMIT} and more are not accepted")));
    Decimal::ZERO
}

#[cfg(test)]
mod tests;
