//! Marks, dates without a year, folded text and the dialects, on small files of our own.

use super::*;
use crate::bank::StructuredReference;

/// One statement with the given lines between its balances.
fn file(lines: &str) -> String {
    format!(
        "{{1:F01TESTNL2AXXX}}\r\n{{4:\r\n:20:X\r\n:25:NL91ABNA0417164300EUR\r\n:28C:12/1\r\n:60F:C261231EUR100,\r\n{}\r\n:62F:C261231EUR100,\r\n:86:text of the statement\r\n-}}\r\n",
        lines.replace('\n', "\r\n")
    )
}

fn payments(lines: &str) -> Vec<Transaction> {
    let statements = read_mt940(file(lines).as_bytes()).unwrap();
    assert_eq!(statements.len(), 1);
    assert_eq!(statements[0].account, "NL91ABNA0417164300");
    statements[0].transactions().cloned().collect()
}

fn only(lines: &str) -> Transaction {
    let mut payments = payments(lines);
    assert_eq!(payments.len(), 1);
    payments.remove(0)
}

fn check_mark(mark: &str, amount: &str, reversal: bool) {
    let payment = only(&format!(":61:2612311231{mark}12,5NTRFNONREF"));
    assert_eq!((payment.amount.to_string().as_str(), payment.reversal), (amount, reversal), "{mark}");
}

#[test]
fn a_reversal_of_a_credit_is_money_out() {
    check_mark("C", "12.5", false);
    check_mark("D", "-12.5", false);
    check_mark("RC", "-12.5", true);
    check_mark("RD", "12.5", true);
    check_mark("CR", "12.5", false);
    check_mark("DR", "-12.5", false);
}

#[test]
fn an_entry_date_takes_the_year_nearest_to_the_value_date() {
    let payment = only(":61:2612310102C1,NTRFNONREF");
    assert_eq!(payment.booking_date, NaiveDate::from_ymd_opt(2027, 1, 2));
    let payment = only(":61:2701021231C1,NTRFNONREF");
    assert_eq!(payment.booking_date, NaiveDate::from_ymd_opt(2026, 12, 31));
}

#[test]
fn code_words_are_read_across_the_fold_and_text_keeps_its_cuts() {
    let payment = only(
        ":61:261231C1,NTRFNONREF\n:86:/TRTP/SEPA/IBAN/NL39RABO0300065264/BIC/RABONL2U/N\nAME/Bakker/REMI/factuur 12/34 van 2026\n-0106/EREF/E-1",
    );
    assert_eq!(payment.counterparty.as_deref(), Some("Bakker"));
    assert_eq!(payment.counterparty_iban.as_deref(), Some("NL39RABO0300065264"));
    assert_eq!(payment.text.pieces, ["factuur 12/34 van 2026", "-0106"]);
    assert_eq!(payment.end_to_end_id.as_deref(), Some("E-1"));
}

#[test]
fn structured_remittance_and_return_reasons_are_read() {
    let payment = only(
        ":61:261231D1,NRTIEREF//B1\n/TRCD/01016/\n:86:/RTRN/MS03//EREF/SDD-1//CNTP/NL39RABO0300065264/RABONL2U/Bakker///REMI/STRD/CUR/5000056789012345/",
    );
    assert_eq!((payment.key.as_str(), payment.return_reason.as_deref()), ("B1", Some("MS03")));
    assert_eq!(payment.end_to_end_id.as_deref(), Some("SDD-1"));
    let reference = StructuredReference { value: "5000056789012345".to_owned(), issuer: Some("CUR".to_owned()) };
    assert_eq!(payment.references, [reference]);
}

#[test]
fn german_sub_fields_are_read() {
    let payment = only(
        ":61:261231C1,NTRFNONREF\n:86:166?00GUTSCHRIFT?20EREF+K-77?21SVWZ+Rechnung 2026?22-0107?31DE89370400440532013000?32Muster?33 GmbH",
    );
    assert_eq!(payment.end_to_end_id.as_deref(), Some("K-77"));
    assert_eq!(payment.text.joined(), "Rechnung 2026-0107");
    assert_eq!(payment.counterparty.as_deref(), Some("Muster GmbH"));
    assert_eq!(payment.counterparty_iban.as_deref(), Some("DE89370400440532013000"));
}

#[test]
fn text_after_the_closing_balance_belongs_to_no_payment() {
    assert_eq!(only(":61:261231C1,NTRFNONREF").text.joined(), "");
}

#[test]
fn unreadable_lines_and_other_files_are_refused() {
    let error = read_mt940(file(":61:2612x1C1,NTRF").as_bytes()).unwrap_err();
    assert!(error.to_string().contains(":61:"), "{error}");
    assert!(matches!(read_mt940(b"hello"), Err(BankFileError::NotAStatement { .. })));
    assert!(matches!(read_mt940(b":20:X\n:28C:1\n"), Err(BankFileError::Missing { what: "account", .. })));
}
