//! `acquit as4 open` on messages of other systems, against what is known of each (`samples/as4/expected.json`).

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{code, run, text};

/// The folder of AS4 samples, or a word that they are not here.
fn samples() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs");
    let specs = std::env::var_os("ACQUIT_SPECS").map_or(beside, PathBuf::from);
    let folder = specs.join("samples/as4");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("ACQUIT_REQUIRE_ALL").is_none(), "no samples at {}", folder.display());
    writeln!(std::io::stderr(), "skipped: no specs").expect("standard error takes a line");
    None
}

/// Opens a sample; the exit code says whether a receiver would refuse it.
fn open(folder: &Path, file: &str, options: &[String]) -> Value {
    let path = folder.join(file).display().to_string();
    let mut arguments = vec!["as4", "open", "--json", &path];
    arguments.extend(options.iter().map(String::as_str));
    let output = run(&arguments, b"");
    let told: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{file}: {error}: {}{}", text(&output.stdout), text(&output.stderr)));
    assert_eq!(code(&output), if told["error"].is_null() { 0 } else { 3 }, "{file}: {told}");
    told
}

/// The options that name the files of a row, with their passwords.
fn options(folder: &Path, row: &Value) -> Vec<String> {
    let mut options = Vec::new();
    for (field, option) in [("key", "--key"), ("verify-with", "--verify-with")] {
        let given = &row[field];
        if let Some(file) = given["p12"].as_str().or(given["pem"].as_str()) {
            options.extend([option.to_owned(), folder.join(file).display().to_string()]);
        }
        if let Some(password) = given["password"].as_str() {
            options.extend([format!("{option}-password"), password.to_owned()]);
        }
    }
    options
}

fn key_of_c3(folder: &Path) -> Vec<String> {
    vec!["--key".to_owned(), folder.join("../pki/example/c3-receiver.key.pem").display().to_string()]
}

#[test]
fn every_sample_is_told_as_expected() {
    let Some(folder) = samples() else { return };
    let table = std::fs::read(folder.join("expected.json")).expect("the expectation");
    let table: Value = serde_json::from_slice(&table).expect("JSON");
    let rows = table["samples"].as_array().expect("rows");
    assert!(rows.len() > 20, "only {} rows", rows.len());
    let wrong: Vec<String> = rows.iter().flat_map(|row| differences(&folder, row)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What of a row is told otherwise.
fn differences(folder: &Path, row: &Value) -> Vec<String> {
    let file = row["file"].as_str().expect("a file");
    let told = open(folder, file, &options(folder, row));
    let compared = ["kind", "signed", "verify", "decrypt", "error", "peppol-strict", "nri"];
    let mut wrong: Vec<String> = compared
        .iter()
        .filter(|field| row.get(**field).is_some_and(|expected| told[**field] != *expected))
        .map(|field| format!("{file}: {field} is {}, not {}: {told}", told[field], row[field]))
        .collect();
    if let Some(payload) = row["payload"].as_str() {
        let content = std::fs::read(folder.join(payload)).expect("the payload");
        let digest = xmlsec::sha256(&content).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        if told["payloads"][0]["sha256"] != digest {
            wrong.push(format!("{file}: the payload is not {payload}: {told}"));
        }
    }
    if let Some(message) = row["acknowledges"].as_str() {
        let sent = open(folder, message, &key_of_c3(folder));
        if told["acknowledged"] != sent["references"] || told["ids"]["ref_to"] != sent["ids"]["message"] {
            wrong.push(format!("{file}: is no receipt for {message}: {told}"));
        }
    }
    wrong
}

#[test]
fn a_receipt_with_another_digest_acknowledges_another_message() {
    let Some(folder) = samples() else { return };
    let sent = open(&folder, "constructed/p4shape-usermessage.mime", &key_of_c3(&folder));
    let receipt = open(&folder, "constructed/neg-receipt-wrong-digest.xml", &[]);
    assert_eq!(receipt["verify"], "ok");
    assert_ne!(receipt["acknowledged"], sent["references"]);
}

#[test]
fn trust_is_judged_where_anchors_are_given() {
    let Some(folder) = samples() else { return };
    let with = |anchors: &str| {
        let mut options = key_of_c3(&folder);
        options.extend(["--trust".to_owned(), folder.join(anchors).display().to_string()]);
        open(&folder, "constructed/p4shape-usermessage.mime", &options)
    };
    let known = with("../pki/example");
    assert_eq!((&known["trust"], &known["error"], &known["peppol-strict"]), (&"ok".into(), &Value::Null, &Value::Null));
    assert_eq!(known["explanation"], Value::Null, "{known}");
    let foreign = with("../pki/peppol");
    assert_eq!((&foreign["trust"], &foreign["error"]), (&"fail".into(), &"EBMS:0101".into()));
    assert_eq!(foreign["peppol-strict"], "EBMS:0101");
    let without = open(&folder, "constructed/p4shape-usermessage.mime", &key_of_c3(&folder));
    assert!(without.get("trust").is_none(), "{without}");
}

#[test]
fn headers_kept_apart_and_passwords_in_files_are_read() {
    let Some(folder) = samples() else { return };
    let scratch = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = scratch.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path.display().to_string()
    };
    let stored = std::fs::read(folder.join("constructed/p4shape-usermessage.mime")).expect("the message");
    let (content_type, body) = as4::inspect::split_stored(&stored);
    let headers =
        write("headers", format!("POST /as4 HTTP/1.1\r\nHost: x\r\nContent-Type: {content_type}\r\n").as_bytes());
    let mut options = key_of_c3(&folder);
    options.extend(["--headers".to_owned(), headers]);
    let told = open(Path::new(""), &write("body", &body), &options);
    assert_eq!((&told["verify"], &told["decrypt"]), (&"ok".into(), &"ok".into()), "{told}");
    let key = folder.join("captured/as4net/partyC.p12").display().to_string();
    let password = format!("@{}", write("password", b"ExampleC\n"));
    let options = ["--key".to_owned(), key, "--key-password".to_owned(), password];
    assert_eq!(open(&folder, "captured/as4net/encrypted-only-oaep-sha256-no-mgf.as4", &options)["decrypt"], "ok");
}

#[test]
fn people_read_first_what_is_wrong() {
    let Some(folder) = samples() else { return };
    let told = |name: &str| {
        let output = run(&["as4", "open", &folder.join(name).display().to_string()], b"");
        text(&output.stdout)
    };
    let changed = told("constructed/neg-tampered-header.mime");
    assert!(changed.starts_with("user-message: the signature is not good"), "{changed}");
    let closed = told("constructed/p4shape-usermessage.mime");
    assert!(closed.contains("--key") && closed.contains("PNL000001"), "{closed}");
}

#[test]
fn what_is_no_message_is_refused_in_words() {
    let output = run(&["as4", "open", "-", "--json"], b"<html>busy</html>");
    assert_eq!(code(&output), 3, "{}", text(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(told["explanation"].as_str().is_some_and(|text| text.starts_with("this cannot be read")), "{told}");
    let output = run(&["as4", "open", "-", "--key-password", "x"], b"");
    assert_eq!(code(&output), 2, "a password without a key is a mistake of usage");
}
