//! A small file of our own: fixed places, checks of the trailer, totals with details.

use super::*;
use crate::bank::{Nature, Transaction};

/// A line with texts at positions that count from 1.
fn line(parts: &[(usize, &str)]) -> String {
    let mut letters = vec![' '; LINE_LENGTH];
    for (from, text) in parts {
        for (offset, letter) in text.chars().enumerate() {
            letters[from - 1 + offset] = letter;
        }
    }
    letters.into_iter().collect()
}

fn movement(sequence: &str, detail: &str, cents: i64, code: &str, communication: (&str, &str)) -> String {
    let amount = format!("{:015}", cents.abs() * 10);
    let sign = if cents < 0 { "1" } else { "0" };
    let (kind, text) = communication;
    line(&[
        (1, "21"),
        (3, sequence),
        (7, detail),
        (32, sign),
        (33, &amount),
        (48, "071026"),
        (54, code),
        (62, kind),
        (63, text),
        (116, "081026"),
    ])
}

/// A file around movements, with right counts and sums.
fn file(movements: &[String], credits: i64, debits: i64) -> String {
    let opening = 100_000;
    let balance = |cents: i64| format!("0{:015}", cents * 10);
    let head = line(&[(1, "0"), (84, "00000"), (128, "2")]);
    let old =
        line(&[(1, "12"), (3, "280"), (6, "BE68539007547034"), (40, "EUR"), (43, &balance(opening)), (59, "061026")]);
    let new = line(&[(1, "8"), (2, "280"), (42, &balance(opening + credits - debits)), (58, "071026")]);
    let count = format!("{:06}", movements.len() + 2);
    let (debits, credits) = (format!("{:015}", debits * 10), format!("{:015}", credits * 10));
    let end = line(&[(1, "9"), (17, &count), (23, &debits), (38, &credits), (128, "2")]);
    [vec![head, old], movements.to_vec(), vec![new, end]].concat().join("\r\n")
}

fn payments(text: &str) -> Vec<Transaction> {
    let statements = read_coda(text.as_bytes()).unwrap();
    assert_eq!((statements.len(), statements[0].id.as_str()), (1, "2026/280"));
    statements[0].transactions().cloned().collect()
}

#[test]
fn a_structured_communication_is_a_reference_of_its_type() {
    let text = file(&[movement("0001", "0000", 12_345, "00150000", ("1", "101202600100125"))], 12_345, 0);
    let payment = &payments(&text)[0];
    assert_eq!(payment.amount, Decimal::new(12_345, 2));
    assert_eq!(payment.references[0].value, "202600100125");
    assert_eq!(payment.booking_date, NaiveDate::from_ymd_opt(2026, 10, 8));
    assert_eq!(payment.import_key, "BE68539007547034|2026/280|0001/0000");
}

#[test]
fn free_text_goes_on_in_the_next_records() {
    let first = "Paiement de votre facture pour les travaux du mois 20";
    let second = line(&[(1, "22"), (3, "0001"), (7, "0000"), (11, "26-B003 merci"), (64, "E2E-1")]);
    let third = line(&[(1, "23"), (3, "0001"), (7, "0000"), (11, "BE48001123456727"), (48, "Atelier")]);
    let text = file(&[movement("0001", "0000", 500, "00150000", ("0", first)), second, third], 500, 0);
    let payment = &payments(&text)[0];
    assert_eq!(payment.text.pieces, [first, "26-B003 merci"]);
    assert_eq!(payment.end_to_end_id.as_deref(), Some("E2E-1"));
    assert_eq!(payment.counterparty_iban.as_deref(), Some("BE48001123456727"));
}

#[test]
fn a_total_is_kept_apart_from_its_details_and_costs_from_payments() {
    let movements = [
        movement("0001", "0000", 300, "20150000", ("0", "TOTAL")),
        movement("0001", "0001", 100, "60150000", ("0", "a")),
        movement("0001", "0002", 200, "60150000", ("0", "b")),
        movement("0002", "0000", -95, "00137000", ("0", "KOSTEN")),
        movement("0003", "0000", 700, "20150000", ("0", "TOTAL")),
    ];
    let natures: Vec<_> = payments(&file(&movements, 1000, 95)).iter().map(|payment| payment.nature).collect();
    let expected = [
        Nature::Total,
        Nature::GlobalisationDetail,
        Nature::GlobalisationDetail,
        Nature::BankCharge,
        Nature::TotalWithoutDetails,
    ];
    assert_eq!(natures, expected);
}

fn check_refused(text: &str, part: &str) {
    let error = read_coda(text.as_bytes()).unwrap_err().to_string();
    assert!(error.contains(part), "{error}");
}

#[test]
fn wrong_counts_sums_balances_and_lengths_are_refused() {
    let movements = [movement("0001", "0000", 500, "00150000", ("0", "a"))];
    let right = file(&movements, 500, 0);
    check_refused(&file(&movements, 400, 0), "sum of credits");
    check_refused(&file(&movements, 500, 1), "sum of debits");
    check_refused(&right.replace("9               000003", "9               000004"), "number of records");
    check_refused(&right.replacen("0000000001005000", "0000000001006000", 1), "new balance");
    check_refused(&right.replacen("\r\n", "x\r\n", 1), "number of characters");
    check_refused("hello", "record 0");
}
