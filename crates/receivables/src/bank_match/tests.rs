//! The samples of `samples/bank` with their expected decisions, where the shared material is present.

use std::io::Write as _;
use std::{collections::HashMap, path::PathBuf};

use serde_json::Value;

use super::*;

/// The folder of the samples, or `None` with a word about it.
fn samples() -> Option<PathBuf> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let specs = std::env::var_os("ACQUIT_SPECS")
        .map_or_else(|| PathBuf::from(root).join("../shared/specs"), |path| PathBuf::from(root).join(path));
    let folder = specs.join("samples/bank");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var("ACQUIT_REQUIRE_ALL").as_deref() != Ok("1"), "no specs at {}", folder.display());
    writeln!(std::io::stderr(), "skipped: no specs").expect("standard error takes a line");
    None
}

fn file(folder: &std::path::Path, name: &str) -> (String, Vec<u8>) {
    (name.to_owned(), std::fs::read(folder.join("own").join(name)).unwrap())
}

fn expected(folder: &std::path::Path) -> (Vec<u8>, Value) {
    let bytes = std::fs::read(folder.join("expected.json")).unwrap();
    let value = serde_json::from_slice(&bytes).unwrap();
    (bytes, value)
}

fn names(expected: &Value) -> Vec<String> {
    expected["files"].as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap().to_owned()).collect()
}

/// A decision reduced to what `expected.json` states, as JSON.
fn shown(line: &Line) -> Value {
    let candidates: Vec<_> = line.candidates.iter().map(|candidate| candidate.number.clone()).collect();
    serde_json::json!({
        "key": line.key, "amount": line.amount, "decision": line.decision, "allocations": line.allocations,
        "reason": line.reason, "candidates": candidates, "unallocated": line.unallocated,
        "unallocated_to": line.unallocated_to, "bank_charge_writeoff": line.bank_charge_writeoff,
        "reverses": line.reverses,
    })
}

/// What is expected, with the parts it leaves out, and files in duplicates by their whole name.
fn stated(transaction: &Value) -> Value {
    let mut stated = transaction.clone();
    for part in ["unallocated", "unallocated_to", "bank_charge_writeoff", "reverses"] {
        if stated.get(part).is_none() {
            stated[part] = Value::Null;
        }
    }
    if stated.get("candidates").is_none() {
        stated["candidates"] = serde_json::json!([]);
    }
    let reason = stated["reason"].as_str().unwrap().replace("from own-1", "from own-1-nl-ing-camt053-v2.xml");
    stated["reason"] = reason.into();
    stated
}

#[test]
fn every_decision_of_the_samples_is_the_expected_one() {
    let Some(folder) = samples() else { return };
    let (open_items, expected) = expected(&folder);
    let files: Vec<_> = names(&expected).iter().map(|name| file(&folder, name)).collect();
    let matched = bank_match(&open_items, &files).unwrap();

    let mut by_file: HashMap<&str, Vec<Value>> = HashMap::new();
    for line in &matched.lines {
        by_file.entry(&line.file).or_default().push(shown(line));
    }
    for file in expected["files"].as_array().unwrap() {
        let name = file["file"].as_str().unwrap();
        let wanted: Vec<Value> = file["transactions"].as_array().unwrap().iter().map(stated).collect();
        let found = by_file.remove(name).unwrap_or_default();
        for (wanted, found) in wanted.iter().zip(&found) {
            assert_eq!(found, wanted, "{name}");
        }
        assert_eq!(found.len(), wanted.len(), "{name}");
    }
    assert_eq!(Value::Object(matched.after.open_items_after), expected["open_items_after"]);
    assert_eq!(
        serde_json::to_value(matched.after.credit_on_account_after).unwrap(),
        expected["credit_on_account_after"]
    );
}

#[test]
fn a_file_given_again_changes_nothing() {
    let Some(folder) = samples() else { return };
    let (open_items, expected) = expected(&folder);
    let once: Vec<_> = names(&expected).iter().map(|name| file(&folder, name)).collect();
    let after_once = bank_match(&open_items, &once).unwrap();
    for (name, bytes) in &once {
        let again: Vec<_> = once.iter().cloned().chain([(name.clone(), bytes.clone())]).collect();
        let matched = bank_match(&open_items, &again).unwrap();
        let repeated = &matched.lines[after_once.lines.len()..];
        assert!(!repeated.is_empty());
        for line in repeated {
            assert_eq!(line.decision, DecisionKind::Duplicate, "{name} {}", line.key);
        }
        assert_eq!(matched.after, after_once.after, "{name}");
    }
}

#[test]
fn any_order_that_keeps_returns_after_their_originals_ends_the_same() {
    let Some(folder) = samples() else { return };
    let (open_items, expected) = expected(&folder);
    let forward: Vec<_> = names(&expected).iter().map(|name| file(&folder, name)).collect();
    let wanted = bank_match(&open_items, &forward).unwrap().after;
    // The rest payment of 2026-0110 in own-2 would come before its first part; the sum is the same.
    for order in [[4, 3, 2, 1, 0, 5], [2, 0, 5, 4, 1, 3], [1, 0, 5, 2, 3, 4], [3, 4, 0, 2, 5, 1]] {
        let files: Vec<_> = order.iter().map(|index| forward[*index].clone()).collect();
        assert_eq!(bank_match(&open_items, &files).unwrap().after, wanted, "{order:?}");
    }
}

#[test]
fn each_statement_has_the_expected_account_and_balances() {
    let Some(folder) = samples() else { return };
    let (_, expected) = expected(&folder);
    for wanted in expected["files"].as_array().unwrap() {
        let name = wanted["file"].as_str().unwrap();
        let statements = read_bank_file(&file(&folder, name).1).unwrap();
        let (first, last) = (statements.first().unwrap(), statements.last().unwrap());
        assert_eq!(first.account, wanted["account"].as_str().unwrap(), "{name}");
        assert_eq!(money(first.opening.unwrap().amount).to_string(), wanted["opening"].as_str().unwrap(), "{name}");
        assert_eq!(money(last.closing.unwrap().amount).to_string(), wanted["closing"].as_str().unwrap(), "{name}");
        for statement in &statements {
            assert_eq!(statement.balance_check(), BalanceCheck::Agrees, "{name}");
        }
    }
}

#[test]
fn foreign_samples_are_read_and_inconsistent_ones_are_reported() {
    let Some(folder) = samples() else { return };
    let read = |name: &str| read_bank_file(&std::fs::read(folder.join("third-party").join(name)).unwrap());
    for name in [
        "genkgo-camt053-v2-minimal.xml",
        "genkgo-camt053-v2-multi-statement.xml",
        "genkgo-camt053-v8.xml",
        "jejik-mt940-abnamro.txt",
        "jejik-mt940-knab.txt",
        "jejik-mt940-rabobank-iban.txt",
        "betterplace-mt940-sepa-snippet.sta",
        "php-coda-parser-sample1.cod",
        "php-coda-parser-sample10.cod",
    ] {
        let statements = read(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(statements.iter().any(|statement| statement.transactions().count() > 0), "{name}");
    }
    for name in ["php-coda-parser-sample2.cod", "php-coda-parser-sample7.cod"] {
        assert!(matches!(read(name), Err(BankFileError::Inconsistent { .. })), "{name}: {:?}", read(name));
    }
}

#[test]
fn open_items_given_twice_or_unreadable_are_refused() {
    let item = r#"{"number":"1-1","customer":"C","type":"invoice","amount":"1.00","open":"1.00","currency":"EUR"}"#;
    let twice = format!(r#"{{"customers":{{}},"open_items":[{item},{item}]}}"#);
    assert!(matches!(bank_match(twice.as_bytes(), &[]), Err(BankMatchError::Twice(number)) if number == "1-1"));
    assert!(matches!(bank_match(b"{}", &[]), Err(BankMatchError::OpenItems(_))));
}
