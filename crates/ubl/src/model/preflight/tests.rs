//! What the pre-flight assertions refuse, one by one.

use serde_json::{Value, json};

use crate::model::{Invoice, ModelError};

/// The shape of the design, complete and correct.
fn good() -> Value {
    json!({"type": "invoice", "number": "2026-0042", "issue_date": "2026-11-02", "due_date": "2026-12-02", "currency": "EUR",
        "buyer_reference": "PO-77812",
        "payment": {"means": "credit_transfer", "iban": "NL91ABNA0417164300", "reference": "RF18539007547034", "terms": "30 days net"},
        "seller": {"name": "S", "endpoint": "0106:12345678", "legal_id": "0106:12345678", "vat_id": "NL851306469B01",
            "address": {"street": "Kade 1", "city": "Utrecht", "postal_code": "3511AB", "country": "NL"}},
        "buyer": {"name": "B", "endpoint": "0208:0123456749", "legal_id": "0208:0123456749", "vat_id": "BE0123456749", "address": {"country": "BE"}},
        "allowances": [], "charges": [], "attachments": [],
        "lines": [{"name": "x", "quantity": "2", "unit": "HUR", "price": "75.00", "vat": {"category": "S", "rate": "21"}, "allowances": []}]})
}

/// What is wrong after setting the value at a pointer (`null` removes it).
fn after(pointer: &str, value: Value) -> Vec<ModelError> {
    judge(&set(good(), pointer, value))
}

fn judge(model: &Value) -> Vec<ModelError> {
    let read = Invoice::from_json(model.to_string().as_bytes());
    read.and_then(|invoice| invoice.totals()).err().unwrap_or_default()
}

fn set(mut model: Value, pointer: &str, value: Value) -> Value {
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let object = model.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        object.remove(field)
    } else {
        object.insert(field.to_owned(), value)
    };
    model
}

/// The change is refused once, there, with these words.
fn refused(pointer: &str, value: Value, place: &str, words: &str) {
    expect(&after(pointer, value), place, words);
}

fn expect(errors: &[ModelError], place: &str, words: &str) {
    let said = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    assert_eq!(errors.len(), 1, "{place}: {said}");
    assert_eq!(errors[0].pointer, place, "{said}");
    assert!(errors[0].message.contains(words), "{said}");
}

#[test]
fn the_good_model_passes() {
    assert_eq!(judge(&good()), []);
}

#[test]
fn a_due_date_is_always_there_and_never_before_the_issue_date() {
    refused("/due_date", Value::Null, "/due_date", "missing");
    refused("/due_date", json!("2026-11-01"), "/due_date", "before the issue date 2026-11-02");
    assert_eq!(after("/due_date", json!("2026-11-02")), []);
    let credit_note = set(good(), "/type", json!("credit_note"));
    expect(&judge(&set(credit_note.clone(), "/due_date", Value::Null)), "/due_date", "missing");
    expect(&judge(&set(credit_note, "/payment", Value::Null)), "/payment", "due date");
}

#[test]
fn unknown_and_wrong_fields_are_named_with_their_place() {
    refused("/dueDate", json!("2026-12-02"), "/dueDate", "did you mean \"due_date\"?");
    refused("/lines/0/qty", json!("2"), "/lines/0/qty", "is unknown here");
    refused("/seller/address/city", json!(1), "/seller/address/city", "a string is needed");
}

#[test]
fn values_of_another_kind_are_named_with_what_is_needed() {
    refused("/lines/0/price", json!(75.0), "/lines/0/price", "is a number; a decimal in a string");
    refused("/lines/0/price", json!("75,00"), "/lines/0/price", "one decimal point");
    refused("/lines/0/price", json!("1e3"), "/lines/0/price", "one decimal point");
    refused("/lines/0/price", json!("0.123456789"), "/lines/0/price", "8 after the point");
    refused("/issue_date", json!("2-11-2026"), "/issue_date", "YYYY-MM-DD");
    refused("/issue_date", json!("2026-02-30"), "/issue_date", "YYYY-MM-DD");
    refused("/note", json!(" "), "/note", "empty");
    refused("/note", json!("bell\u{7}"), "/note", "control character");
    refused("/number", json!(" 42"), "/number", "blanks");
    refused("/type", json!("bill"), "/type", "invoice, credit_note");
    refused("/seller/endpoint", json!("12345678"), "/seller/endpoint", "scheme:value");
    refused("/lines/0/vat/category", json!("X"), "/lines/0/vat/category", "no VAT category");
    refused("/lines", json!([]), "/lines", "at least one line");
}

#[test]
fn every_fault_is_reported_at_once() {
    let model = set(set(good(), "/due_date", Value::Null), "/lines/0/price", json!(1));
    assert_eq!(judge(&model).len(), 2);
}

#[test]
fn doubled_fields_and_broken_json_are_refused() {
    let text = good().to_string().replacen("{\"type\"", "{\"number\":\"1\",\"type\"", 1);
    expect(&Invoice::from_json(text.as_bytes()).unwrap_err(), "/number", "twice");
    expect(&Invoice::from_json(b"{\"type\": ").unwrap_err(), "", "no JSON");
    expect(&Invoice::from_json(b"\xEF\xBB\xBF[]").unwrap_err(), "", "is a list; an object is needed");
    expect(&Invoice::from_json(b"[]").unwrap_err(), "", "is a list; an object is needed");
}

#[test]
fn a_wrong_sum_is_refused_with_both_values() {
    refused("/totals", json!({"payable": "181.49"}), "/totals/payable", "is 181.49, but 181.50 follows");
}

#[test]
fn check_digits_must_hold() {
    refused("/payment/iban", json!("NL91ABNA0417164301"), "/payment/iban", "check digits");
    refused("/payment/reference", json!("RF19539007547034"), "/payment/reference", "check digits");
    refused("/payment/reference", json!("+++202/6091/70131+++"), "/payment/reference", "30");
}

#[test]
fn payment_means_have_what_they_need() {
    let payment = |payment: Value| after("/payment", payment);
    expect(&payment(json!({"means": "sepa_credit_transfer", "account": "123"})), "/payment/iban", "needs it");
    expect(&payment(json!({"means": "direct_debit"})), "/payment/mandate", "needs it");
    expect(
        &payment(json!({"means": "card", "card_number": "4242424242424242", "card_network": "VISA"})),
        "/payment/card_number",
        "4 to 6",
    );
    assert_eq!(payment(json!({"means": "standing_agreement"})), []);
}

#[test]
fn references_and_type_codes_are_those_the_network_takes() {
    refused("/buyer_reference", Value::Null, "/buyer_reference", "order_reference");
    refused("/sales_order_reference", json!("7"), "/order_reference", "beside it");
    refused("/type_code", json!("71"), "/type_code", "second invoice");
    refused("/type_code", json!("384"), "/type_code", "German");
    refused("/type_code", json!("381"), "/type_code", "no type code");
    assert_eq!(after("/type_code", json!("386")), []);
}

#[test]
fn prices_discounts_and_periods_are_consistent() {
    refused("/lines/0/price", json!("-1"), "/lines/0/price", "negative");
    refused("/lines/0/gross_price", json!("80.00"), "/lines/0/price", "gross price 80");
    refused("/lines/0/price_discount", json!("5.00"), "/lines/0/gross_price", "missing");
    refused("/period", json!({"start": "2026-11-30", "end": "2026-11-01"}), "/period/end", "before the start");
    refused("/period", json!({}), "/period", "neither");
    refused("/lines/0/allowances", json!([{"amount": "1"}]), "/lines/0/allowances/0/reason", "reason_code");
    refused("/allowances", json!([{"amount": "1", "reason": "a"}]), "/allowances/0/vat", "its own VAT");
    refused(
        "/lines/0/allowances",
        json!([{"amount": "1", "reason": "a", "vat": {"category": "S", "rate": "21"}}]),
        "/lines/0/allowances/0/vat",
        "not for a line",
    );
}

#[test]
fn two_lines_do_not_share_an_identifier() {
    let line = good()["lines"][0].clone();
    let lines = json!([set_field(line.clone(), "id", json!("2")), line]);
    refused("/lines", lines, "/lines/1/id", "another line has");
}

fn set_field(mut line: Value, field: &str, value: Value) -> Value {
    line[field] = value;
    line
}

#[test]
fn attachments_are_complete() {
    refused("/attachments", json!([{"id": "a"}]), "/attachments/0", "neither content nor url");
    refused(
        "/attachments",
        json!([{"id": "a", "content": "?", "filename": "a.pdf", "mime": "application/pdf"}]),
        "/attachments/0/content",
        "base64",
    );
    refused(
        "/attachments",
        json!([{"id": "a", "content": "AAAA", "filename": "a.zip", "mime": "application/zip"}]),
        "/attachments/0/mime",
        "application/pdf",
    );
    refused(
        "/attachments",
        json!([{"id": "a", "content": "AAAA", "mime": "text/csv"}]),
        "/attachments/0/filename",
        "missing",
    );
}

#[test]
fn rates_suit_their_category() {
    let vat = |vat: Value| after("/lines/0/vat", vat);
    expect(&vat(json!({"category": "S"})), "/lines/0/vat/rate", "missing");
    expect(&vat(json!({"category": "S", "rate": "0"})), "/lines/0/vat/rate", "above zero");
    expect(&vat(json!({"category": "Z", "rate": "21"})), "/lines/0/vat/rate", "rate 0");
    expect(&vat(json!({"category": "S", "rate": "2100"})), "/lines/0/vat/rate", "below 100");
    expect(&vat(json!({"category": "S", "rate": "21", "exemption_reason": "x"})), "/lines/0/vat", "has none");
    expect(&vat(json!({"category": "E"})), "/lines/0/vat/exemption_reason", "once per document");
    expect(
        &vat(json!({"category": "E", "exemption_code": "VATEX-EU-G"})),
        "/lines/0/vat/exemption_code",
        "does not go with",
    );
}

#[test]
fn categories_agree_with_the_parties() {
    let vat = |category: &str| set(good(), "/lines/0/vat", json!({"category": category}));
    expect(&judge(&set(vat("AE"), "/seller/vat_id", Value::Null)), "/seller/vat_id", "category AE");
    assert_eq!(judge(&set(vat("AE"), "/buyer/vat_id", Value::Null)), []);
    let domestic = set(set(vat("AE"), "/buyer/address", json!({"country": "NL"})), "/buyer/vat_id", Value::Null);
    expect(&judge(&domestic), "/lines/0/vat/exemption_reason", "domestic");
    expect(
        &judge(&set(set(good(), "/seller/vat_id", Value::Null), "/buyer/vat_id", Value::Null)),
        "/seller/vat_id",
        "category S",
    );
    expect(&judge(&set(good(), "/seller/vat_id", json!("851306469B01"))), "/seller/vat_id", "two capitals");
}

#[test]
fn an_intra_community_supply_names_both_numbers_and_the_delivery() {
    let delivery = json!({"date": "2026-11-01", "address": {"country": "BE"}});
    let model = set(set(good(), "/lines/0/vat", json!({"category": "K"})), "/delivery", delivery);
    assert_eq!(judge(&model), []);
    expect(&judge(&set(model.clone(), "/buyer/vat_id", Value::Null)), "/buyer/vat_id", "intra-Community");
    expect(&judge(&set(model.clone(), "/buyer/vat_id", json!("NL123456789B01"))), "/buyer/vat_id", "own country NL");
    expect(&judge(&set(model.clone(), "/delivery/date", Value::Null)), "/delivery/date", "period");
    expect(&judge(&set(model, "/delivery/address", Value::Null)), "/delivery/address", "country");
}

#[test]
fn outside_the_scope_of_vat_there_are_no_vat_numbers_and_no_other_category() {
    let outside = set(
        set(set(good(), "/lines/0/vat", json!({"category": "O"})), "/seller/vat_id", Value::Null),
        "/buyer/vat_id",
        Value::Null,
    );
    assert_eq!(judge(&outside), []);
    expect(&judge(&set(outside.clone(), "/buyer/vat_id", json!("BE0123456749"))), "/buyer/vat_id", "left out");
    expect(
        &judge(&set(outside.clone(), "/lines/0/vat", json!({"category": "O", "rate": "0"}))),
        "/lines/0/vat/rate",
        "no rate",
    );
    let mixed = json!([{"amount": "1", "reason": "c", "vat": {"category": "Z"}}]);
    expect(&judge(&set(outside, "/charges", mixed)), "/charges/0/vat/category", "cannot stand beside");
}
