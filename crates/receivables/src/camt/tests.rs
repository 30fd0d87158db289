//! Both versions that differ most, hostile input, and keys that are equal over exports.

use super::*;
use crate::bank::{BalanceCheck, ChainCheck};

/// A statement of the given version around some entries; opening balance 100.00.
fn file(version: &str, closing: &str, entries: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<c:Document xmlns:c="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><c:BkToCstmrStmt><c:Stmt>
<c:Id>S1</c:Id><c:ElctrncSeqNb>7</c:ElctrncSeqNb><c:Acct><c:Id><c:IBAN>NL20INGB0001234567</c:IBAN></c:Id><c:Ccy>EUR</c:Ccy></c:Acct>
<c:Bal><c:Tp><c:CdOrPrtry><c:Cd>PRCD</c:Cd></c:CdOrPrtry></c:Tp><c:Amt Ccy="EUR">100.00</c:Amt><c:CdtDbtInd>CRDT</c:CdtDbtInd><c:Dt><c:Dt>2026-10-02</c:Dt></c:Dt></c:Bal>
<c:Bal><c:Tp><c:CdOrPrtry><c:Cd>CLBD</c:Cd></c:CdOrPrtry></c:Tp><c:Amt Ccy="EUR">{closing}</c:Amt><c:CdtDbtInd>CRDT</c:CdtDbtInd><c:Dt><c:DtTm>2026-10-05T22:00:00+02:00</c:DtTm></c:Dt></c:Bal>
{entries}</c:Stmt></c:BkToCstmrStmt></c:Document>"#
    )
    .replace("<n:", "<c:")
    .replace("</n:", "</c:")
}

/// A credit of 25.50 as version 2 writes it.
fn credit_v2(reference: &str) -> String {
    format!(
        r#"<n:Ntry><n:Amt Ccy="EUR">25.50</n:Amt><n:CdtDbtInd>CRDT</n:CdtDbtInd><n:Sts>BOOK</n:Sts>
<n:BookgDt><n:Dt>2026-10-05</n:Dt></n:BookgDt><n:ValDt><n:Dt>2026-10-04</n:Dt></n:ValDt>{reference}
<n:NtryDtls><n:TxDtls><n:Refs><n:EndToEndId>NOTPROVIDED</n:EndToEndId></n:Refs>
<n:AmtDtls><n:TxAmt><n:Amt Ccy="EUR">25.50</n:Amt></n:TxAmt></n:AmtDtls>
<n:RltdPties><n:Dbtr><n:Nm>Bakker &amp; Zn</n:Nm></n:Dbtr><n:DbtrAcct><n:Id><n:IBAN>NL39RABO0300065264</n:IBAN></n:Id></n:DbtrAcct></n:RltdPties>
<n:RmtInf><n:Ustrd>factuur</n:Ustrd><n:Ustrd>2026-0001</n:Ustrd></n:RmtInf></n:TxDtls></n:NtryDtls></n:Ntry>"#
    )
}

/// The same as version 8 writes it.
fn credit_v8(reference: &str) -> String {
    format!(
        r#"<n:Ntry><n:Amt Ccy="EUR">25.50</n:Amt><n:CdtDbtInd>CRDT</n:CdtDbtInd><n:Sts><n:Cd>BOOK</n:Cd></n:Sts>
<n:BookgDt><n:Dt>2026-10-05</n:Dt></n:BookgDt><n:ValDt><n:DtTm>2026-10-04T10:00:00</n:DtTm></n:ValDt>{reference}
<n:NtryDtls><n:TxDtls><n:Amt Ccy="EUR">25.50</n:Amt><n:CdtDbtInd>CRDT</n:CdtDbtInd>
<n:RltdPties><n:Dbtr><n:Pty><n:Nm>Bakker &amp; Zn</n:Nm></n:Pty></n:Dbtr><n:DbtrAcct><n:Id><n:IBAN>NL39RABO0300065264</n:IBAN></n:Id></n:DbtrAcct></n:RltdPties>
<n:RmtInf><n:Ustrd>factuur</n:Ustrd><n:Ustrd>2026-0001</n:Ustrd></n:RmtInf></n:TxDtls></n:NtryDtls></n:Ntry>"#
    )
}

const REFERENCE: &str = "<n:AcctSvcrRef>REF-1</n:AcctSvcrRef>";

fn only(text: &str) -> Statement {
    let mut statements = read_camt053(text.as_bytes()).unwrap();
    assert_eq!(statements.len(), 1);
    statements.remove(0)
}

fn refused(text: &str) -> BankFileError {
    read_camt053(text.as_bytes()).unwrap_err()
}

#[test]
fn both_versions_read_to_the_same_payment() {
    let old = only(&file("02", "125.50", &credit_v2(REFERENCE)));
    let new = only(&file("08", "125.50", &credit_v8(REFERENCE)));
    assert_eq!((old.format.as_str(), new.format.as_str()), ("camt.053.001.02", "camt.053.001.08"));
    assert_eq!(old.entries, new.entries);
    let payment = old.transactions().next().unwrap();
    assert_eq!(payment.amount, Decimal::new(2550, 2));
    assert_eq!(payment.counterparty.as_deref(), Some("Bakker & Zn"));
    assert_eq!(payment.text.joined(), "factuur 2026-0001");
    assert_eq!(payment.end_to_end_id, None, "NOTPROVIDED is none");
    assert_eq!(payment.value_date, NaiveDate::from_ymd_opt(2026, 10, 4));
}

#[test]
fn the_balances_are_compared_with_the_booked_entries() {
    let right = only(&file("02", "125.50", &credit_v2(REFERENCE)));
    assert_eq!(right.balance_check(), BalanceCheck::Agrees);
    let wrong = only(&file("02", "130.00", &credit_v2(REFERENCE)));
    let differs = BalanceCheck::Differs { expected: Decimal::new(12_550, 2), found: Decimal::new(13_000, 2) };
    assert_eq!(wrong.balance_check(), differs);
    assert!(matches!(wrong.chain_check(&right), ChainCheck::Breaks { .. }));
    let pending = credit_v2(REFERENCE).replace("BOOK", "PDNG");
    assert_eq!(only(&file("02", "100.00", &pending)).balance_check(), BalanceCheck::Agrees);
}

#[test]
fn equal_payments_of_a_day_get_keys_of_their_own_and_the_same_ones_again() {
    let twice = format!("{0}{0}", credit_v2(""));
    let keys = |version: &str| -> Vec<String> {
        let statement = only(&file(version, "151.00", &twice));
        statement.transactions().map(|payment| payment.import_key.clone()).collect()
    };
    let first = keys("02");
    assert_ne!(first[0], first[1]);
    assert_eq!(first, keys("08"), "another export of the same day");
}

#[test]
fn a_reversal_never_shares_the_key_of_its_original() {
    let debit = credit_v2(REFERENCE).replace("CRDT", "DBIT");
    let statement = only(&file("02", "100.00", &format!("{}{debit}", credit_v2(REFERENCE))));
    let keys: Vec<_> = statement.transactions().map(|payment| &payment.import_key).collect();
    assert_ne!(keys[0], keys[1]);
}

#[test]
fn details_that_do_not_add_up_go_to_a_person_as_one() {
    let text = credit_v8(REFERENCE).replacen("25.50", "99.00", 1);
    let statement = only(&file("08", "199.00", &text));
    let payment = statement.transactions().next().unwrap();
    assert_eq!((payment.nature, payment.amount), (Nature::Unexplained, Decimal::new(9900, 2)));
    assert_eq!(statement.balance_check(), BalanceCheck::Agrees);
}

#[test]
fn a_batch_without_details_is_kept_as_a_total() {
    let text = credit_v8(REFERENCE);
    let (head, _) = text.split_once("<n:TxDtls>").unwrap();
    let text = format!("{head}<n:Btch><n:NbOfTxs>3</n:NbOfTxs></n:Btch></n:NtryDtls></n:Ntry>");
    let statement = only(&file("08", "125.50", &text));
    assert_eq!(statement.transactions().next().unwrap().nature, Nature::TotalWithoutDetails);
}

#[test]
fn a_document_type_definition_is_refused() {
    let text = format!("<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}", "<Document>&x;</Document>");
    assert_eq!(refused(&text), BankFileError::Dtd);
}

#[test]
fn hostile_and_broken_files_are_refused_with_a_reason() {
    let deep = "<a>".repeat(xml::DEPTH_MAX + 1);
    assert!(matches!(refused(&deep), BankFileError::Limit { what: "levels of nesting", .. }));
    let long = format!("<a>{}</a>", "x".repeat(xml::TEXT_BYTES_MAX + 1));
    assert!(matches!(refused(&long), BankFileError::Limit { .. }));
    for text in ["", "hello", "<a", "<a><b></a>", "<a>", "<a>&unknown;</a>"] {
        assert!(matches!(refused(text), BankFileError::Malformed { .. }), "{text:?}: {:?}", refused(text));
    }
    assert!(matches!(refused("<Document><Other/></Document>"), BankFileError::NotAStatement { .. }));
}

#[test]
fn an_amount_that_is_none_is_refused_and_named() {
    for wrong in ["-25.50", "25,50", "1e9", "0.123456", "", "99999999999999999999999999"] {
        let text = credit_v2(REFERENCE).replacen("25.50", wrong, 1);
        let error = refused(&file("02", "125.50", &text));
        assert!(matches!(error, BankFileError::Missing { what: "amount", .. }), "{wrong:?}: {error}");
    }
}
