//! Bad input gets its own clear message, the right exit code, and loses nothing.

use serde_json::{Value, json};

use crate::program::{acquit, code, fixture, json_lines, run, text};

/// A plain Dutch invoice, to be bent by each test.
fn invoice() -> Value {
    let bytes = std::fs::read(fixture("invoices/nl-services.json")).expect("the fixture is there");
    serde_json::from_slice(&bytes).expect("the fixture is JSON")
}

/// `acquit create` on a bent invoice must end with 3 and say all of these words.
fn refuses(bend: impl FnOnce(&mut Value), words: &[&str]) {
    let mut model = invoice();
    bend(&mut model);
    let output = run(&["create", "-"], model.to_string().as_bytes());
    let said = text(&output.stderr);
    assert_eq!(code(&output), 3, "{said}");
    assert!(output.stdout.is_empty(), "a refused invoice writes no document");
    for word in words {
        assert!(said.contains(word), "{word:?} is missing in: {said}");
    }
}

#[test]
fn a_good_invoice_becomes_a_valid_document() {
    let made = run(&["create", "-"], invoice().to_string().as_bytes());
    assert_eq!(code(&made), 0, "{}", text(&made.stderr));
    let judged = run(&["validate", "--json", "-"], &made.stdout);
    assert_eq!(code(&judged), 0, "{}", text(&judged.stdout));
    assert_eq!(json_lines(&judged)[0]["findings"], json!([]));
}

#[test]
fn an_unknown_field_is_refused_with_its_path() {
    refuses(|model| model["lines"][0]["colour"] = json!("red"), &["/lines/0", "colour"]);
}

#[test]
fn a_wrong_sum_is_refused_with_both_values() {
    refuses(|model| model["totals"] = json!({"payable": "180.25"}), &["/totals/payable", "180.25", "181.50"]);
}

#[test]
fn a_missing_due_date_is_refused() {
    refuses(
        |model| {
            model.as_object_mut().expect("an object").remove("due_date");
        },
        &["due_date"],
    );
}

#[test]
fn what_is_no_json_at_all_is_refused_with_its_place() {
    let output = run(&["create", "-"], b"{\"type\": \"invoice\",");
    assert_eq!(code(&output), 3);
    assert!(text(&output.stderr).contains("line 1"), "{}", text(&output.stderr));
}

/// `acquit validate --json` on these bytes: exit code and the one line.
fn judged(bytes: &[u8]) -> (i32, Value) {
    let output = run(&["validate", "--json", "-"], bytes);
    let lines = json_lines(&output);
    assert_eq!(lines.len(), 1, "one line per document: {}", text(&output.stderr));
    (code(&output), lines[0].clone())
}

#[test]
fn a_document_type_declaration_is_refused() {
    let (code, line) = judged(b"<!DOCTYPE Invoice [<!ENTITY a \"b\">]><Invoice>&a;</Invoice>");
    assert_eq!((code, &line["outcome"]), (3, &json!("invalid")));
    let message = line["findings"][0]["message"].as_str().expect("a message").to_lowercase();
    assert!(message.contains("dtd") || message.contains("doctype"), "{message}");
}

#[test]
fn broken_xml_is_refused_with_line_and_column() {
    let (code, line) = judged(b"<Invoice>\n  <cbc:ID>1</cbc:IDD>\n</Invoice>");
    assert_eq!((code, &line["outcome"], &line["wellformed"]), (3, &json!("invalid"), &json!(false)));
    assert_eq!(line["findings"][0]["line"], json!(2));
}

#[test]
fn another_root_is_not_checked_and_never_valid() {
    let (code, line) = judged(b"<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"/>");
    assert_eq!((code, &line["outcome"]), (1, &json!("not_checked")));
}

#[test]
fn a_missing_file_is_an_error_and_the_next_file_is_still_judged() {
    let good = fixture("invoices/nl-services.xml");
    let output = run(&["validate", "--json", "/nowhere/at-all.xml", good.to_str().expect("a path")], b"");
    assert_eq!(code(&output), 1);
    assert!(text(&output.stderr).contains("/nowhere/at-all.xml"));
    assert_eq!(json_lines(&output).len(), 1);
}

#[test]
fn wrong_usage_ends_with_2_and_an_unknown_rule_with_4() {
    assert_eq!(code(&run(&["validate"], b"")), 2);
    assert_eq!(code(&run(&["invent"], b"")), 2);
    let unknown = run(&["explain", "BR-9999"], b"");
    assert_eq!(code(&unknown), 4);
    assert!(text(&unknown.stderr).contains("BR-9999"));
}

#[test]
fn an_unknown_release_of_a_rule_set_is_refused_with_those_there_are() {
    let output = run(&["validate", "--rule-set", "billing@1.0", "-"], b"<Invoice/>");
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("billing@3.0.21"), "{}", text(&output.stderr));
}

#[test]
fn a_missing_configuration_is_named_once_and_told_why() {
    let output = run(&["serve", "--config", "/nowhere/acquit.toml"], b"");
    assert_eq!(code(&output), 1);
    assert_eq!(text(&output.stderr).matches("No such file").count(), 1, "{}", text(&output.stderr));
}

#[test]
fn a_port_that_is_taken_is_named_and_nothing_is_left_behind() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let served = acquit().args(["serve", "--sandbox", "--port", &port]).env("TMPDIR", folder.path()).output();
    let output = served.expect("the program runs");
    let said = text(&output.stderr);
    assert_eq!(code(&output), 1, "{said}");
    assert!(said.contains(&port) && said.matches("Address already in use").count() == 1, "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
}

#[test]
fn before_the_first_day_of_a_rule_set_a_document_is_not_checked() {
    let good = fixture("invoices/nl-services.xml");
    let output = run(&["validate", "--json", "--on", "2020-01-01", good.to_str().expect("a path")], b"");
    assert_eq!((code(&output), &json_lines(&output)[0]["outcome"]), (1, &json!("not_checked")));
}

#[test]
fn a_known_rule_is_explained() {
    let output = run(&["explain", "BR-CO-15", "--json"], b"");
    assert_eq!(code(&output), 0);
    let page = &json_lines(&output)[0];
    assert_eq!(
        (&page["id"], &page["layer"]),
        (&json!("BR-CO-15"), &json!("en16931")),
        "Billing's rule, not another set's"
    );
}

#[test]
fn a_participant_of_the_wrong_form_is_told_apart_from_network_trouble() {
    let wrong = run(&["lookup", "0106:12"], b"");
    assert_eq!(code(&wrong), 2, "{}", text(&wrong.stderr));
    assert!(text(&wrong.stderr).contains("0106"));
}
