//! What a summary finds in documents of every kind.

use super::{Kind, Summary, SummaryError, summarize};
use crate::document::{Document, Limits};

const INVOICE: &str = include_str!("../../../../fixtures/invoices/nl-every-field.xml");
const CREDIT_NOTE: &str = include_str!("../../../../fixtures/invoices/nl-credit-note.xml");
const REMINDER: &str = include_str!("../../../../fixtures/reminders/reminder-ubl-two-invoices.xml");

fn read(xml: &str) -> Result<Summary, SummaryError> {
    summarize(&Document::read(xml.as_bytes(), &Limits::default()).unwrap())
}

#[test]
fn an_invoice_is_summarized_with_everything_the_road_needs() {
    let summary = read(INVOICE).unwrap();
    assert_eq!((summary.kind, summary.number.as_str(), summary.currency.as_str()), (Kind::Invoice, "2026-0060", "EUR"));
    assert_eq!(summary.due_date.map(|date| date.to_string()).as_deref(), Some("2026-12-02"));
    assert_eq!(
        [summary.gross, summary.prepaid, summary.payable].map(|amount| amount.to_string()),
        ["919.68", "100.00", "819.69"]
    );
    assert_eq!(
        (summary.buyer_reference.as_deref(), summary.order_reference.as_deref()),
        (Some("afd. techniek"), Some("4500012399"))
    );
    assert_eq!(summary.iban.as_deref(), Some("NL91ABNA0417164300"));
    assert_eq!(summary.preceding, ["2026-0031"]);
    assert_eq!(summary.profile_id.as_deref(), Some("urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"));
    let seller = summary.seller;
    assert_eq!((seller.name.as_str(), seller.trading_name.as_deref()), ("Van Dijk Installatie B.V.", Some("Van Dijk")));
    assert_eq!((seller.vat_id.as_deref(), seller.tax_id.as_deref()), (Some("NL851306469B01"), Some("851306469")));
    assert_eq!(seller.endpoint.map(|endpoint| endpoint.to_string()).as_deref(), Some("0106:12345678"));
    assert_eq!(seller.contact.and_then(|contact| contact.email).as_deref(), Some("factuur@vandijk.example"));
}

#[test]
fn a_credit_note_has_its_due_date_in_the_payment_means() {
    let summary = read(CREDIT_NOTE).unwrap();
    assert_eq!(
        (summary.kind, summary.due_date.map(|date| date.to_string()).as_deref()),
        (Kind::CreditNote, Some("2026-12-09"))
    );
    assert_eq!(summary.preceding, ["2026-0042"]);
}

#[test]
fn a_reminder_names_every_invoice_it_is_about() {
    let summary = read(REMINDER).unwrap();
    assert_eq!((summary.kind, summary.gross), (Kind::Reminder, summary.payable + summary.prepaid));
    assert_eq!(summary.preceding, ["F2026/118", "F2026/119"]);
}

#[test]
fn a_second_total_in_another_currency_adds_no_group() {
    let summary = read(include_str!("../../../../fixtures/invoices/nl-tax-currency.xml")).unwrap();
    assert_eq!((summary.vat_groups.len(), summary.currency.as_str()), (1, "USD"));
}

#[test]
fn a_missing_or_unreadable_fact_is_named() {
    let error = |from: &str, to: &str| {
        assert!(INVOICE.contains(from), "{from}");
        read(&INVOICE.replace(from, to)).unwrap_err().to_string()
    };
    assert_eq!(error("<cbc:ID>2026-0060</cbc:ID>", ""), "/Invoice/cbc:ID is missing");
    assert!(error(">819.69<", ">a lot<").contains("cbc:PayableAmount[1] is \"a lot\", which is no amount"));
    assert!(error("<cbc:IssueDate>2026-11-02<", "<cbc:IssueDate>2026-13-02<").contains("no date"));
    assert!(matches!(read("<Order/>"), Err(SummaryError::OtherRoot(_))));
}

#[test]
fn optional_facts_may_be_absent() {
    let xml = INVOICE.replace("<cbc:DueDate>2026-12-02</cbc:DueDate>", "");
    assert_eq!(read(&xml).unwrap().due_date, None);
}
