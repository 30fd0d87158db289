//! Totals a caller stated are compared with ours, exactly; a difference is an error and never a correction.

use rust_decimal::Decimal;

use super::Totals;
use super::breakdown::group_name;
use crate::amount::{format_amount, format_number};
use crate::model::{GivenVatGroup, Invoice, ModelError};
use crate::vat::VatGroup;

/// Compares every stated total with the computed one.
pub fn check(invoice: &Invoice, totals: &Totals, errors: &mut Vec<ModelError>) {
    for (index, (line, computed)) in invoice.lines.iter().zip(&totals.line_amounts).enumerate() {
        compare(
            line.amount,
            *computed,
            &format!("/lines/{index}/amount"),
            "quantity × price / base quantity + charges - allowances",
            errors,
        );
    }
    let Some(given) = &invoice.totals else {
        return;
    };
    let stated = [
        (given.line_extension, totals.line_extension, "line_extension", "the sum of the lines"),
        (
            given.allowance_total,
            totals.allowance_total.unwrap_or_default(),
            "allowance_total",
            "the sum of the allowances",
        ),
        (given.charge_total, totals.charge_total.unwrap_or_default(), "charge_total", "the sum of the charges"),
        (given.tax_exclusive, totals.tax_exclusive, "tax_exclusive", "lines - allowances + charges"),
        (given.tax_total, totals.tax_total, "tax_total", "the sum of the VAT groups, each rounded once"),
        (given.tax_inclusive, totals.tax_inclusive, "tax_inclusive", "the total without VAT plus the VAT"),
        (given.payable, totals.payable, "payable", "the total with VAT - prepaid + rounding"),
    ];
    for (stated, computed, field, source) in stated {
        compare(stated, computed, &format!("/totals/{field}"), source, errors);
    }
    check_groups(&given.tax, &totals.tax, errors);
}

fn check_groups(given: &[GivenVatGroup], computed: &[VatGroup], errors: &mut Vec<ModelError>) {
    if given.is_empty() {
        return;
    }
    let same = |given: &GivenVatGroup, group: &VatGroup| {
        given.category == group.category && given.rate.unwrap_or_default() == group.rate.unwrap_or_default()
    };
    for (index, stated) in given.iter().enumerate() {
        let pointer = format!("/totals/tax/{index}");
        let Some(group) = computed.iter().find(|group| same(stated, group)) else {
            let name = group_name(stated.category, stated.rate);
            errors.push(ModelError::new(
                pointer,
                format!("is a group {name}, but no line, allowance or charge has that VAT"),
            ));
            continue;
        };
        compare(
            stated.taxable,
            group.taxable,
            &format!("{pointer}/taxable"),
            "the lines, allowances and charges of the group",
            errors,
        );
        compare(stated.amount, group.amount, &format!("{pointer}/amount"), &percentage_text(group), errors);
    }
    for group in computed.iter().filter(|group| !given.iter().any(|stated| same(stated, group))) {
        let name = group_name(group.category, group.rate);
        errors.push(ModelError::new(
            "/totals/tax",
            format!("has no group {name}, but the document has {} in it", format_amount(group.taxable)),
        ));
    }
}

fn percentage_text(group: &VatGroup) -> String {
    format!("{} % of {}", format_number(group.rate.unwrap_or_default()), format_amount(group.taxable))
}

fn compare(stated: Option<Decimal>, computed: Decimal, pointer: &str, source: &str, errors: &mut Vec<ModelError>) {
    if let Some(stated) = stated.filter(|stated| *stated != computed) {
        let message = format!(
            "is {}, but {} follows ({source}); correct it or leave it out",
            format_number(stated),
            format_amount(computed)
        );
        errors.push(ModelError::new(pointer, message));
    }
}
