//! `schemas/invoice.schema.json` says the same as the reader: the same fields, the same required ones, and it covers every fixture.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use ubl::Invoice;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema() -> Value {
    serde_json::from_slice(&fs::read(repository().join("schemas/invoice.schema.json")).unwrap()).unwrap()
}

/// The schema of a value, with its reference followed; `description` beside a reference is only for people.
fn resolve<'a>(schema: &'a Value, at: &'a Value) -> &'a Value {
    match at.get("$ref").and_then(Value::as_str) {
        Some(reference) => resolve(
            schema,
            schema.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("no {reference}")),
        ),
        None => at,
    }
}

/// The schema of the object a field path leads to; lists are entered.
fn object_at<'a>(schema: &'a Value, path: &[&str]) -> &'a Value {
    let mut at = schema;
    for field in path {
        at = resolve(schema, &at["properties"][field]);
        if let Some(items) = at.get("items") {
            at = resolve(schema, items);
        }
    }
    at
}

/// Every object of the model, by the fields that lead to it.
const OBJECTS: [&[&str]; 22] = [
    &[],
    &["tax_currency"],
    &["period"],
    &["preceding_invoices"],
    &["seller"],
    &["seller", "address"],
    &["seller", "contact"],
    &["buyer"],
    &["payee"],
    &["tax_representative"],
    &["delivery"],
    &["payment"],
    &["allowances"],
    &["charges"],
    &["allowances", "vat"],
    &["attachments"],
    &["lines"],
    &["lines", "vat"],
    &["lines", "classifications"],
    &["lines", "attributes"],
    &["totals"],
    &["totals", "tax"],
];

/// What the reader says of a model that holds nothing but `inner` at a field path.
fn errors_with(schema: &Value, path: &[&str], inner: Value) -> Vec<ubl::ModelError> {
    let model = (0..path.len()).rev().fold(inner, |value, depth| {
        let value = if is_list(schema, &path[..=depth]) { json!([value]) } else { value };
        json!({ path[depth]: value })
    });
    Invoice::from_json(model.to_string().as_bytes()).unwrap_err()
}

/// The JSON Pointer of a field path in such a model.
fn pointer(schema: &Value, path: &[&str]) -> String {
    let step = |depth: usize| format!("/{}{}", path[depth], if is_list(schema, &path[..=depth]) { "/0" } else { "" });
    (0..path.len()).map(step).collect()
}

fn is_list(schema: &Value, path: &[&str]) -> bool {
    let (field, parents) = path.split_last().unwrap();
    resolve(schema, &object_at(schema, parents)["properties"][field]).get("items").is_some()
}

fn keys(object: &Value) -> Vec<String> {
    let mut keys: Vec<String> = object.as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default();
    keys.sort();
    keys
}

#[test]
fn the_reader_knows_the_fields_of_the_schema_and_no_others() {
    let schema = schema();
    for path in OBJECTS {
        let place = format!("{}/nosuchfieldatall", pointer(&schema, path));
        let errors = errors_with(&schema, path, json!({ "nosuchfieldatall": 1 }));
        let error = errors.iter().find(|error| error.pointer == place).unwrap_or_else(|| panic!("{place} passed"));
        let mut known: Vec<String> =
            error.message.split_once("the fields are ").unwrap().1.split(", ").map(str::to_owned).collect();
        known.sort();
        let expected = keys(&object_at(&schema, path)["properties"]);
        assert_eq!(known, expected, "{place}");
    }
}

#[test]
fn the_reader_demands_what_the_schema_requires() {
    let schema = schema();
    for path in OBJECTS {
        let prefix = pointer(&schema, path);
        let errors = errors_with(&schema, path, json!({}));
        let mut missing: Vec<String> = errors
            .iter()
            .filter(|error| error.message == "is missing")
            .filter_map(|error| error.pointer.strip_prefix(&format!("{prefix}/")).map(str::to_owned))
            .filter(|field| !field.contains('/'))
            .collect();
        missing.sort();
        let required = &object_at(&schema, path)["required"];
        let mut required: Vec<String> =
            required.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect();
        // VAT of an allowance is demanded later, with the totals, because a line's has none.
        required.retain(|field| !(field == "vat" && matches!(path, ["allowances" | "charges"])));
        required.sort();
        assert_eq!(missing, required, "{prefix}");
    }
}

#[test]
fn every_field_of_the_schema_occurs_in_a_fixture_and_every_field_of_a_fixture_in_the_schema() {
    let schema = schema();
    let mut seen = Vec::new();
    for entry in fs::read_dir(repository().join("fixtures/invoices")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let model: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            walk(&schema, &schema, &model, "", &mut seen);
        }
    }
    let mut unused = Vec::new();
    for path in OBJECTS {
        for field in keys(&object_at(&schema, path)["properties"]) {
            let place = format!("/{}", path.iter().copied().chain([field.as_str()]).collect::<Vec<_>>().join("/"));
            if !seen.contains(&place) {
                unused.push(place);
            }
        }
    }
    // A seller's registrations make no sense on a buyer, and the two allowances of the document read alike.
    let excused =
        ["/buyer/tax_id", "/buyer/legal_form", "/allowances/vat/exemption_code", "/allowances/vat/exemption_reason"];
    unused.retain(|place| !excused.contains(&place.as_str()));
    assert!(unused.is_empty(), "no fixture uses {unused:?}");
}

fn walk(schema: &Value, at: &Value, value: &Value, place: &str, seen: &mut Vec<String>) {
    let at = resolve(schema, at);
    match value {
        Value::Object(fields) => walk_fields(schema, at, fields, place, seen),
        Value::Array(items) => items.iter().for_each(|item| walk(schema, &at["items"], item, place, seen)),
        Value::String(_) => {
            assert!(at["type"] == "string" || at.get("enum").is_some(), "{place} is a string and should be {at}");
        }
        other => panic!("{place} is {other}"),
    }
}

fn walk_fields(schema: &Value, at: &Value, fields: &Map<String, Value>, place: &str, seen: &mut Vec<String>) {
    for (field, value) in fields {
        let place = format!("{place}/{field}");
        let inner = at["properties"].get(field).unwrap_or_else(|| panic!("{place} is not in the schema"));
        walk(schema, inner, value, &place, seen);
        seen.push(place);
    }
}
