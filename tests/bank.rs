//! `acquit bank match` on the sample statements, against the decisions written down beside them.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::program::{code, json_lines, run, text};

/// The folder of bank samples, or a word that they are not here.
fn samples() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs");
    let specs = std::env::var_os("ACQUIT_SPECS").map_or(beside, PathBuf::from);
    let folder = specs.join("samples/bank");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("ACQUIT_REQUIRE_ALL").is_none(), "no samples at {}", folder.display());
    writeln!(std::io::stderr(), "skipped: no specs").expect("standard error takes a line");
    None
}

#[test]
fn the_sample_statements_are_matched_as_written_down() {
    let Some(folder) = samples() else { return };
    let bytes = std::fs::read(folder.join("expected.json")).expect("the expectation");
    let expected: Value = serde_json::from_slice(&bytes).expect("JSON");
    let scratch = tempfile::tempdir().expect("a folder");
    let open = scratch.path().join("open.json");
    let given = json!({"customers": expected["customers"], "open_items": expected["open_items_before"]});
    std::fs::write(&open, given.to_string()).expect("the open items are written");
    let mut statements: Vec<String> = std::fs::read_dir(folder.join("own"))
        .expect("the samples")
        .map(|entry| entry.expect("an entry").path().display().to_string())
        .collect();
    statements.sort();
    let open = open.display().to_string();
    let mut arguments = vec!["bank", "match", "--json", "--open-items", &open];
    arguments.extend(statements.iter().map(String::as_str));
    let output = run(&arguments, b"");
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let lines = json_lines(&output);
    let (after, transactions) = lines.split_last().expect("a last line");
    assert!(transactions.iter().any(|line| line["decision"] == "auto"), "{transactions:?}");
    assert_eq!(after["open_items_after"], expected["open_items_after"]);
    assert_eq!(after["credit_on_account_after"], expected["credit_on_account_after"]);
}

#[test]
fn a_file_that_is_no_statement_is_refused_and_named() {
    let scratch = tempfile::tempdir().expect("a folder");
    let (open, file) = (scratch.path().join("open.json"), scratch.path().join("odd.xml"));
    std::fs::write(&open, json!({"customers": {}, "open_items": []}).to_string()).expect("written");
    std::fs::write(&file, "<Document><Nothing/></Document>").expect("written");
    let output = run(&["bank", "match", "--open-items", &open.display().to_string(), &file.display().to_string()], b"");
    assert_eq!(code(&output), 3);
    assert!(text(&output.stderr).contains("odd.xml"), "{}", text(&output.stderr));
}
