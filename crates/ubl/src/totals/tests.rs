//! The prescribed order of calculation, to the cent.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{VALUE_LIMIT, compute};
use crate::model::{Invoice, ModelError};

/// A model with the given lines and further fields.
#[allow(clippy::needless_pass_by_value)] // called with json! literals
fn model(lines: Value, more: Value) -> Invoice {
    let party = json!({"name": "A", "endpoint": "0106:12345678", "legal_id": "0106:12345678", "vat_id": "NL851306469B01", "address": {"country": "NL"}});
    let mut model = json!({"type": "invoice", "number": "1", "issue_date": "2026-11-02", "due_date": "2026-12-02", "currency": "EUR",
        "buyer_reference": "b", "seller": party, "buyer": party, "lines": lines});
    for (field, value) in more.as_object().unwrap() {
        model[field] = value.clone();
    }
    Invoice::from_json(model.to_string().as_bytes()).unwrap()
}

fn line(quantity: &str, price: &str, rate: &str) -> Value {
    json!({"name": "x", "quantity": quantity, "unit": "C62", "price": price, "vat": {"category": "S", "rate": rate}})
}

fn with(mut line: Value, field: &str, value: Value) -> Value {
    line[field] = value;
    line
}

fn amounts(lines: Value) -> Vec<String> {
    compute(&model(lines, json!({}))).unwrap().line_amounts.iter().map(|amount| format!("{amount:.2}")).collect()
}

fn errors(lines: Value, more: Value) -> Vec<(String, String)> {
    let errors = compute(&model(lines, more)).unwrap_err();
    errors.into_iter().map(|ModelError { pointer, message }| (pointer, message)).collect()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn half_cents_of_a_line_go_away_from_zero_on_both_sides() {
    assert_eq!(
        amounts(json!([line("1", "0.005", "21"), line("-1", "0.005", "21"), line("3", "33.335", "21")])),
        ["0.01", "-0.01", "100.01"]
    );
}

#[test]
fn the_product_is_rounded_before_allowances_and_charges_are_added() {
    let adjusted = with(
        with(line("1", "10.005", "21"), "allowances", json!([{"percent": "10", "base": "10.05", "reason": "a"}])),
        "charges",
        json!([{"amount": "0.10", "reason": "c"}]),
    );
    // 10.01 - 1.01 (1.005 rounded) + 0.10
    assert_eq!(amounts(json!([adjusted])), ["9.10"]);
    // -0.01 + 1.00; rounding the sum 0.995 would give 1.00.
    let crossing_zero = with(line("-1", "0.005", "21"), "charges", json!([{"amount": "1.00", "reason": "c"}]));
    assert_eq!(amounts(json!([crossing_zero])), ["0.99"]);
}

#[test]
fn the_price_is_for_the_base_quantity() {
    assert_eq!(amounts(json!([with(line("2500", "3.95", "21"), "base_quantity", json!("100"))])), ["98.75"]);
    assert_eq!(amounts(json!([with(line("1", "10", "21"), "base_quantity", json!("3"))])), ["3.33"]);
}

#[test]
fn vat_is_rounded_per_group_and_never_per_line() {
    let lines: Vec<Value> = (0..3).map(|_| line("1", "0.02", "21")).collect();
    let totals = compute(&model(json!(lines), json!({}))).unwrap();
    // Per line it would be 0.00 three times; 21 % of 0.06 is 0.0126.
    assert_eq!((totals.tax_total, totals.tax.len()), (decimal("0.01"), 1));
}

#[test]
fn the_same_rate_written_differently_is_one_group() {
    let totals =
        compute(&model(json!([line("1", "10", "21"), line("1", "10", "21.00"), line("1", "10", "9")]), json!({})))
            .unwrap();
    assert_eq!(totals.tax.iter().map(|group| group.taxable).collect::<Vec<_>>(), [decimal("20"), decimal("10")]);
}

#[test]
fn document_allowances_and_charges_move_their_group() {
    let vat = json!({"category": "S", "rate": "21"});
    let more = json!({"allowances": [{"percent": "2.5", "base": "1000", "reason": "a", "vat": vat}], "charges": [{"amount": "5", "reason": "c", "vat": vat}],
        "prepaid": "100", "payable_rounding": "-0.02"});
    let totals = compute(&model(json!([line("1", "1000", "21")]), more)).unwrap();
    assert_eq!((totals.allowance_total, totals.charge_total), (Some(decimal("25.00")), Some(decimal("5"))));
    assert_eq!(
        (totals.tax_exclusive, totals.tax_total, totals.tax_inclusive),
        (decimal("980"), decimal("205.80"), decimal("1185.80"))
    );
    assert_eq!(totals.payable, decimal("1085.78"));
}

#[test]
fn totals_that_have_nothing_to_sum_are_absent() {
    let totals = compute(&model(json!([line("1", "10", "21")]), json!({}))).unwrap();
    assert_eq!(
        (totals.allowance_total, totals.charge_total, totals.prepaid, totals.rounding),
        (None, None, None, None)
    );
}

#[test]
fn a_negative_invoice_has_negative_vat_rounded_away_from_zero() {
    let totals = compute(&model(json!([line("-1", "0.50", "21")]), json!({}))).unwrap();
    assert_eq!((totals.tax_total, totals.payable), (decimal("-0.11"), decimal("-0.61")));
}

#[test]
fn ten_thousand_lines_sum_exactly() {
    let lines: Vec<Value> = (0..10_000).map(|_| line("0.1", "0.35", "21")).collect();
    let totals = compute(&model(json!(lines), json!({}))).unwrap();
    // 0.035 is 0.04 per line.
    assert_eq!((totals.line_extension, totals.tax_total), (decimal("400.00"), decimal("84.00")));
}

#[test]
fn stated_totals_are_checked_exactly_and_named_with_both_values() {
    let more = json!({"totals": {"tax_total": "2.11", "payable": "12.10", "tax": [{"category": "S", "rate": "21", "taxable": "10", "amount": "2.11"}, {"category": "Z"}]}});
    let found = errors(json!([with(line("1", "10", "21"), "amount", json!("10.01"))]), more);
    let pointers: Vec<&str> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/lines/0/amount", "/totals/tax_total", "/totals/tax/0/amount", "/totals/tax/1"]);
    assert!(found[1].1.contains("2.11") && found[1].1.contains("2.10"), "{}", found[1].1);
}

#[test]
fn a_stated_breakdown_must_name_every_group() {
    let found = errors(
        json!([line("1", "10", "21"), line("1", "5", "9")]),
        json!({"totals": {"tax": [{"category": "S", "rate": "21"}]}}),
    );
    assert_eq!(found[0].0, "/totals/tax");
    assert!(found[0].1.contains("S 9 %") && found[0].1.contains("5.00"), "{}", found[0].1);
}

#[test]
fn percent_and_base_belong_together_and_must_give_the_stated_amount() {
    let adjusted =
        |adjustment: Value| errors(json!([with(line("1", "100", "21"), "allowances", json!([adjustment]))]), json!({}));
    assert!(adjusted(json!({"percent": "10", "reason": "a"}))[0].1.contains("belong together"));
    assert!(adjusted(json!({"reason": "a"}))[0].1.contains("no amount"));
    assert_eq!(
        adjusted(json!({"percent": "12.5", "base": "80", "amount": "10.01", "reason": "a"}))[0].1,
        "is 10.01, but 12.5 % of 80.00 is 10.00"
    );
    assert!(adjusted(json!({"amount": "-1", "reason": "a"}))[0].1.contains("positive"));
    assert!(adjusted(json!({"amount": "1.005", "reason": "a"}))[0].1.contains("two decimals"));
}

#[test]
fn one_group_has_one_exemption_reason() {
    let exempt = |reason: &str| json!({"name": "x", "quantity": "1", "unit": "C62", "price": "1", "vat": {"category": "E", "exemption_reason": reason}});
    let found = errors(json!([exempt("this"), exempt("that")]), json!({}));
    assert_eq!(found[0].0, "/lines/1/vat/exemption_reason");
    let totals = compute(&model(json!([exempt("this"), exempt("this")]), json!({}))).unwrap();
    assert_eq!(totals.tax[0].exemption_reason.as_deref(), Some("this"));
}

#[test]
fn values_at_the_limit_are_refused_and_nothing_overflows() {
    assert_eq!(VALUE_LIMIT, decimal("1000000000000"));
    let nines = "999999999999.99999999";
    assert_eq!(errors(json!([line(nines, nines, "21")]), json!({}))[0].0, "/lines/0");
    assert_eq!(
        errors(json!([with(line(nines, nines, "21"), "base_quantity", json!("0.00000001"))]), json!({}))[0].0,
        "/lines/0"
    );
    assert_eq!(errors(json!([with(line("1", "1", "21"), "base_quantity", json!("0"))]), json!({}))[0].0, "/lines/0");
    // A model built in code is not bounded by the reader.
    let mut built = model(json!([line("1", "1", "21")]), json!({}));
    built.lines[0].quantity = Decimal::MAX;
    built.prepaid = Some(Decimal::MIN);
    assert_eq!(compute(&built).unwrap_err().len(), 2);
}
