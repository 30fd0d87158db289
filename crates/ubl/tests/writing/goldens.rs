//! Every fixture is written, byte for byte as recorded; `UPDATE=1` records anew and the difference is reviewed.

use std::fs;
use std::path::PathBuf;

use crate::written;
use ubl::document::{Document, Limits};
use ubl::model::{DocumentType, Invoice};
use ubl::summary::{Kind, summarize};

/// Where the recorded bytes of a document lie.
fn golden(name: &str) -> PathBuf {
    let folder = match name.split('-').next() {
        Some("response" | "mls") => "responses",
        Some("reminder") => "reminders",
        _ => "invoices",
    };
    written::fixtures().join(folder).join(format!("{name}.xml"))
}

#[test]
fn writers_write_what_is_recorded() {
    for (name, bytes) in written::documents().unwrap() {
        let path = golden(&name);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &bytes).unwrap();
        }
        let recorded =
            fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; UPDATE=1 records it", path.display()));
        assert!(recorded == bytes, "{} is not what the writer writes now; UPDATE=1 records it anew", path.display());
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert!(written::documents() == written::documents());
}

#[test]
fn what_was_written_reads_back_as_the_same_facts() {
    for (name, bytes) in written::models().unwrap() {
        let invoice = Invoice::from_json(&bytes).unwrap();
        let totals = invoice.totals().unwrap();
        let xml = ubl::write::invoice(&invoice, &totals);
        let summary = summarize(&Document::read(&xml, &Limits::default()).unwrap()).unwrap();
        let kind = match invoice.document_type {
            DocumentType::Invoice => Kind::Invoice,
            DocumentType::CreditNote => Kind::CreditNote,
        };
        assert_eq!(
            (summary.kind, summary.number, summary.due_date),
            (kind, invoice.number, Some(invoice.due_date)),
            "{name}"
        );
        assert_eq!(
            (summary.gross, summary.payable, summary.vat_groups),
            (totals.tax_inclusive, totals.payable, totals.tax),
            "{name}"
        );
        assert_eq!(summary.seller.endpoint, invoice.seller.endpoint, "{name}");
        assert_eq!(summary.buyer.name, invoice.buyer.name, "{name}");
        assert_eq!(summary.type_code.as_deref(), Some(if kind == Kind::Invoice { "380" } else { "381" }), "{name}");
        let payment = invoice.payment.unwrap();
        assert_eq!(summary.payment_reference, payment.reference, "{name}");
        assert_eq!(summary.iban, payment.iban.or(payment.account), "{name}");
        assert_eq!(
            summary.preceding,
            invoice.preceding_invoices.into_iter().map(|preceding| preceding.number).collect::<Vec<_>>(),
            "{name}"
        );
    }
}

#[test]
fn a_model_written_as_json_reads_back_the_same() {
    for (name, bytes) in written::models().unwrap() {
        let invoice = Invoice::from_json(&bytes).unwrap();
        let again = serde_json::to_vec(&invoice).unwrap();
        assert_eq!(Invoice::from_json(&again), Ok(invoice), "{name}");
    }
}

#[test]
fn a_reminder_is_never_taken_for_an_invoice() {
    for (name, bytes) in written::documents().unwrap().into_iter().filter(|(name, _)| name.starts_with("reminder-")) {
        let document = Document::read(&bytes, &Limits::default()).unwrap();
        let summary = summarize(&document).unwrap();
        assert_eq!((summary.kind, summary.type_code), (Kind::Reminder, None), "{name}");
        assert!(!summary.preceding.is_empty(), "{name}");
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("InvoiceTypeCode"), "{name}");
    }
}
