//! Spoilt and hostile bank files: statements or a refusal in words, never a panic, whatever the format.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use std::panic::catch_unwind;
use std::path::Path;

#[path = "../../validation/tests/tree/chance.rs"]
mod chance;

use chance::Chance;
use receivables::bank_match::read_bank_file;

const CAMT: &str = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>";

/// The good seeds of the fuzz target, one per format.
fn files() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/bank_file");
    ["good-camt.xml", "good-coda.cod", "good-mt940.sta"].map(|name| std::fs::read(folder.join(name)).unwrap()).into()
}

/// Reads a file and all that is asked of its statements; whether it was accepted.
fn read(bytes: &[u8]) -> bool {
    match read_bank_file(bytes) {
        Ok(statements) => {
            for statement in &statements {
                let _ = (statement.balance_check(), statement.transactions().count());
            }
            true
        }
        Err(refusal) => {
            assert!(!refusal.to_string().is_empty());
            false
        }
    }
}

fn check(bytes: &[u8], round: &str) -> bool {
    let result = catch_unwind(|| read(bytes));
    result.unwrap_or_else(|_| panic!("{round}: a panic on {}", String::from_utf8_lossy(bytes)))
}

#[test]
fn files_cut_off_anywhere_never_cause_a_panic() {
    for (number, bytes) in files().iter().enumerate() {
        assert!(check(bytes, "whole"), "file {number} is good");
        for end in 0..bytes.len() {
            check(&bytes[..end], &format!("file {number} to byte {end}"));
        }
    }
}

#[test]
fn flipped_and_moved_bytes_never_cause_a_panic() {
    let files = files();
    let mut chance = Chance(4);
    let mut refused = 0;
    for round in 0..6_000 {
        let mut spoilt = chance.spoil(&files[round % files.len()]);
        if round % 5 == 0 {
            spoilt = chance.spoil(&spoilt);
        }
        refused += usize::from(!check(&spoilt, &format!("round {round}")));
    }
    assert!(refused > 600, "only {refused} of 6,000 were refused");
}

#[test]
fn lines_dropped_doubled_and_exchanged_never_cause_a_panic() {
    let mut chance = Chance(5);
    for (number, bytes) in files().iter().enumerate() {
        let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        for round in 0..1_000 {
            let mut mixed = lines.clone();
            for _ in 0..=chance.below(3) {
                let (from, to) = (chance.below(mixed.len()), chance.below(mixed.len()));
                match chance.below(3) {
                    0 if mixed.len() > 1 => drop(mixed.remove(from)),
                    1 => mixed.insert(to, mixed[from]),
                    _ => mixed.swap(from, to),
                }
            }
            check(&mixed.concat(), &format!("file {number}, round {round}"));
        }
    }
}

#[test]
fn hostile_files_are_refused() {
    let deep = format!("{CAMT}{}", "<Ntry>".repeat(200_000));
    let closed = format!("{CAMT}{}{}</Stmt></BkToCstmrStmt></Document>", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;\">]><Document>&c;</Document>";
    for (bytes, what) in
        [(deep.as_str(), "deep and cut off"), (&closed, "deep"), (laughs, "entities"), ("", "nothing"), ("<", "a mark")]
    {
        assert!(!check(bytes.as_bytes(), what), "{what} was accepted");
    }
    for bytes in [&b"\0\0\0\0"[..], b"\xff\xfe\xff", b"<Document>\0</Document>", b"00000\xff\xff"] {
        assert!(!check(bytes, "no text"), "{bytes:?} was accepted");
    }
}

#[test]
fn amounts_and_dates_out_of_range_never_cause_a_panic() {
    let mt940 = String::from_utf8(files().remove(2)).unwrap();
    for amount in ["99999999999999999999999999999,99", "79228162514264337593543950335,", ",", "1,2,3", "-1,", "0,"] {
        check(mt940.replace("12,5", amount).as_bytes(), amount);
        check(mt940.replace("100,", amount).as_bytes(), amount);
    }
    for date in ["000000", "999999", "260230", "0x1231", ""] {
        check(mt940.replace("261231", date).as_bytes(), date);
    }
    let camt = String::from_utf8(files().remove(0)).unwrap();
    for amount in [
        "79228162514264337593543950335",
        "1e28",
        "-79228162514264337593543950335",
        "NaN",
        "",
        "0.00000000000000000000000000001",
    ] {
        check(camt.replace("25.50", amount).as_bytes(), amount);
        check(camt.replace("125.50", amount).replace("100.00", amount).as_bytes(), amount);
    }
    let coda = String::from_utf8(files().remove(1)).unwrap();
    check(coda.replace("0000000000123450", "9999999999999999").as_bytes(), "a full field");
    check(coda.replace("071026", "999999").as_bytes(), "no date");
    check(coda.replace("BE", "é").as_bytes(), "two bytes for a letter");
}
