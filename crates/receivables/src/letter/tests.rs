//! What every letter must say, and what none may say.

use chrono::{TimeZone, Utc};
use rust_decimal::Decimal;

use super::*;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn letter(language: Language, level: u8) -> Letter {
    Letter {
        language,
        level,
        wording: Wording::Plain,
        number: "HER-2026-0001".to_owned(),
        issue_date: day(12, 4),
        pay_by: day(12, 11),
        currency: "EUR".to_owned(),
        seller: "Van Dijk Installatie B.V.".to_owned(),
        contact: Some("debiteuren@vandijk.example".to_owned()),
        buyer: "Gemeente Voorstad".to_owned(),
        items: vec![LetterItem {
            invoice_number: "2026-0042".to_owned(),
            invoice_date: day(11, 2),
            due_date: day(12, 2),
            gross: Decimal::new(121_000, 2),
            paid: Decimal::new(21_000, 2),
            credited: Decimal::ZERO,
            open: Decimal::new(100_000, 2),
            proof: Some(DeliveryProof {
                received_at: Utc.with_ymd_and_hms(2026, 11, 2, 9, 30, 5).unwrap(),
                access_point: "PNO000002".to_owned(),
                message_id: "a1@acquit".to_owned(),
            }),
        }],
        fees: vec![LetterFee { reason: "Vergoeding".to_owned(), amount: Decimal::new(4000, 2) }],
        iban: Some("NL91ABNA0417164300".to_owned()),
        payment_reference: Some("RF18539007547034".to_owned()),
    }
}

fn check_contains(letter: &Letter, parts: &[&str]) {
    let (subject, body) = text(letter);
    for part in parts {
        assert!(subject.contains(part) || body.contains(part), "{part:?} is missing in\n{subject}\n{body}");
    }
}

#[test]
fn subject_names_invoice_and_payment_reference() {
    assert_eq!(text(&letter(Language::En, 1)).0, "Reminder: invoice 2026-0042, reference RF18539007547034");
    assert_eq!(text(&letter(Language::Nl, 2)).0, "Tweede herinnering: factuur 2026-0042, kenmerk RF18539007547034");
}

#[test]
fn every_level_states_amounts_date_account_and_delivery_proof() {
    for language in [Language::En, Language::Nl] {
        for level in 0..=3 {
            let facts = [
                "EUR 1210.00",
                "EUR 210.00",
                "open EUR 1000.00",
                "EUR 1040.00",
                "2026-12-11",
                "NL91ABNA0417164300",
                "HER-2026-0001",
                "PNO000002",
                "2026-11-02 09:30:05",
                "a1@acquit",
            ];
            check_contains(&letter(language, level), &facts);
        }
    }
}

#[test]
fn levels_differ_in_tone_and_only_the_last_names_consequences() {
    for (language, word) in [(Language::En, "collection"), (Language::Nl, "incasso")] {
        let bodies: Vec<_> = (0..=3).map(|level| text(&letter(language, level)).1).collect();
        for (level, body) in bodies.iter().enumerate() {
            assert_eq!(body.contains(word), level == 3, "level {level}");
            assert_eq!(bodies.iter().filter(|other| *other == body).count(), 1);
        }
    }
}

#[test]
fn an_approval_is_cited_and_a_payment_notice_asks_for_details() {
    let approved = Letter { wording: Wording::Approved(day(11, 9)), ..letter(Language::En, 1) };
    check_contains(&approved, &["approved it on 2026-11-09"]);
    let announced = Letter { wording: Wording::AskForPaymentDetails, ..letter(Language::Nl, 1) };
    check_contains(&announced, &["datum, bedrag en rekening"]);
}

#[test]
fn a_line_break_in_a_number_does_not_become_a_header() {
    let mut hostile = letter(Language::En, 1);
    hostile.items[0].invoice_number = "1\r\nBcc: all@example".to_owned();
    assert!(!text(&hostile).0.contains(['\r', '\n']));
}
