//! Reminders made from the invoice fixtures: EHF for one invoice, our UBL form for one or several.

use chrono::{Duration, NaiveDate};
use rust_decimal::Decimal;
use ubl::document::{Document, Limits};
use ubl::party::{Payment, PaymentMeans};
use ubl::reminder::{CreditedDocument, Fee, FeeKind, OpenItem, Reminder};
use ubl::summary::{Summary, summarize};
use ubl::write;

use super::{Written, models};

/// All of them.
pub fn all() -> Result<Vec<Written>, String> {
    let mut documents = Vec::new();
    for name in ["nl-export-to-no", "nl-several-rates", "nl-outside-scope", "nl-exempt", "nl-prepaid-and-rounding"] {
        let mut reminder = reminder(&[&summary(name)?]);
        documents.push((format!("reminder-ehf-{name}"), ehf(&reminder)?));
        reminder.fees.clear();
        documents.push((format!("reminder-ehf-{name}-free"), ehf(&reminder)?));
    }
    documents.push(("reminder-ehf-credited".to_owned(), ehf(&credited()?)?));
    documents.push(("reminder-ubl-credited".to_owned(), ubl(&credited()?)?));
    let both = [summary("be-services")?, summary("be-early-payment-discount")?];
    documents.push(("reminder-ubl-two-invoices".to_owned(), ubl(&reminder(&[&both[0], &both[1]]))?));
    Ok(documents)
}

/// A second reminder with a fee and interest for invoices of one debtor.
pub fn reminder(invoices: &[&Summary]) -> Reminder {
    let first = invoices[0];
    let issue_date = first.due_date.unwrap_or_default() + Duration::days(21);
    Reminder {
        number: format!("HER-{}-2", first.number),
        issue_date,
        pay_by: issue_date + Duration::days(14),
        currency: first.currency.clone(),
        level: 2,
        sequence: 2,
        seller: first.seller.clone(),
        buyer: first.buyer.clone(),
        buyer_reference: first.buyer_reference.clone().or_else(|| first.order_reference.clone()),
        items: invoices.iter().map(|invoice| open_item(invoice)).collect(),
        fees: vec![
            fee(FeeKind::Compensation, 4000, "Fixed compensation"),
            fee(FeeKind::Interest, 417, "Late payment interest"),
        ],
        payment: Payment {
            means: PaymentMeans::CreditTransfer,
            iban: Some("NL91ABNA0417164300".to_owned()),
            ..Payment::default()
        },
        note: None,
    }
}

/// The facts of a fixture as its reader sees them.
pub fn summary(name: &str) -> Result<Summary, String> {
    let (_, bytes) =
        models()?.into_iter().find(|(found, _)| found == name).ok_or_else(|| format!("no fixture {name}"))?;
    let xml = super::write(&bytes)?;
    let document = Document::read(&xml, &Limits::default()).map_err(|error| error.to_string())?;
    summarize(&document).map_err(|error| error.to_string())
}

/// The first invoice, partly credited by the credit note and partly paid.
fn credited() -> Result<Reminder, String> {
    let credit = summary("nl-credit-note")?;
    let mut reminder = reminder(&[&summary("nl-services")?]);
    let item = &mut reminder.items[0];
    item.credited = credit.gross;
    item.paid = Decimal::new(2500, 2);
    item.open = item.gross - item.credited - item.paid;
    item.credits = vec![CreditedDocument {
        number: credit.number,
        issue_date: Some(credit.issue_date),
        gross: credit.gross,
        vat_groups: credit.vat_groups,
    }];
    Ok(reminder)
}

fn open_item(invoice: &Summary) -> OpenItem {
    OpenItem {
        invoice_number: invoice.number.clone(),
        invoice_date: invoice.issue_date,
        due_date: invoice.due_date.unwrap_or(NaiveDate::MAX),
        gross: invoice.payable + invoice.prepaid,
        credited: Decimal::ZERO,
        paid: invoice.prepaid,
        open: invoice.payable,
        vat_groups: invoice.vat_groups.clone(),
        credits: Vec::new(),
        payment_reference: invoice.payment_reference.clone(),
    }
}

fn fee(kind: FeeKind, cents: i64, reason: &str) -> Fee {
    Fee {
        kind,
        amount: Decimal::new(cents, 2),
        reason: reason.to_owned(),
        legal_basis: Some("Directive 2011/7/EU".to_owned()),
    }
}

fn ehf(reminder: &Reminder) -> Result<Vec<u8>, String> {
    write::ehf_reminder(reminder).map_err(|error| error.to_string())
}

fn ubl(reminder: &Reminder) -> Result<Vec<u8>, String> {
    write::ubl_reminder(reminder).map_err(|error| error.to_string())
}
