//! From cases to the document that leaves: EHF Reminder, UBL Reminder or letter. Pure: same cases, same bytes.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use peppol::ParticipantId;
use receivables::gate::Wording;
use receivables::letter::{Language, LetterItem};
use receivables::{Channel, letter};
use store::NewDocument;
use ubl::party::Payment;
use ubl::reminder::Reminder;

use super::case::Case;
use crate::config::{Stage, Tenant};
use crate::flow::ingest::{self, Address, Refusal};
use crate::mail::Letter;

/// What all reminders of a group share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) tenant: &'a Tenant,
    pub(crate) stage: Stage,
    pub(crate) level: u8,
    pub(crate) on: NaiveDate,
    pub(crate) pay_within_days: u16,
    pub(crate) now: DateTime<Utc>,
}

impl Frame<'_> {
    fn pay_by(&self) -> NaiveDate {
        self.on + Duration::days(i64::from(self.pay_within_days))
    }
}

/// The document of a reminder under its number. `cases` is never empty: it is what the number is taken for.
pub(crate) fn document(
    frame: &Frame<'_>,
    channel: Channel,
    cases: &[Case],
    number: &str,
) -> Result<NewDocument, Refusal> {
    let first = cases.first().ok_or_else(|| Refusal::Unreadable("a reminder of nothing".to_owned()))?;
    let sender = participant(&first.document.sender)?;
    let receiver = participant(&first.document.receiver)?;
    let address = Address { sender, receiver, document_type: None, process: None };
    let reminder = || reminder(frame, first, cases, number);
    let written = match channel {
        Channel::Ehf => ubl::write::ehf_reminder(&reminder()),
        Channel::Ubl => ubl::write::ubl_reminder(&reminder()),
        Channel::Mail | Channel::Task => {
            let letter = mail(frame, cases, number)?;
            return Ok(ingest::prepare_letter(frame.tenant, number, &letter, &address, frame.now));
        }
    };
    let bytes = written.map_err(|error| Refusal::Unreadable(error.to_string()))?;
    ingest::prepare(frame.tenant, frame.stage, bytes, address, frame.now)
}

fn participant(text: &str) -> Result<ParticipantId, Refusal> {
    ParticipantId::parse(text).map_err(|error| Refusal::Address(error.to_string()))
}

fn reminder(frame: &Frame<'_>, first: &Case, cases: &[Case], number: &str) -> Reminder {
    let summary = &first.summary;
    Reminder {
        number: number.to_owned(),
        issue_date: frame.on,
        pay_by: frame.pay_by(),
        currency: summary.currency.clone(),
        level: frame.level,
        sequence: cases.iter().map(|case| case.sequence).max().unwrap_or(1),
        seller: summary.seller.clone(),
        buyer: summary.buyer.clone(),
        buyer_reference: summary.buyer_reference.clone().or_else(|| summary.order_reference.clone()),
        items: cases.iter().map(Case::open_item).collect(),
        fees: Vec::new(),
        payment: Payment {
            iban: summary.iban.clone(),
            reference: summary.payment_reference.clone(),
            ..Payment::default()
        },
        note: None,
    }
}

/// The reminder in words.
pub(crate) fn mail(frame: &Frame<'_>, cases: &[Case], number: &str) -> Result<Letter, Refusal> {
    let first = cases.first().ok_or_else(|| Refusal::Unreadable("a reminder of nothing".to_owned()))?;
    let tenant = frame.tenant;
    let contact = tenant.debtor(&first.receivable.debtor).and_then(|debtor| debtor.receivables_mail.clone());
    let (Some(from), Some(to)) = (tenant.mail_from.clone(), contact) else {
        return Err(Refusal::Address(format!("no mail address of {} or of its receivables contact", tenant.id)));
    };
    let (subject, body) = letter::text(&words(frame, first, cases, number));
    Ok(Letter { from, to, subject, body })
}

fn words(frame: &Frame<'_>, first: &Case, cases: &[Case], number: &str) -> letter::Letter {
    let summary = &first.summary;
    // Every sentence must be true of every invoice: where they differ, the plain words are.
    let same = cases.iter().all(|case| case.wording == first.wording);
    let seller_contact = summary.seller.contact.as_ref();
    letter::Letter {
        language: Language::of_country(&summary.buyer.address.country),
        level: frame.level,
        wording: if same { first.wording } else { Wording::Plain },
        number: number.to_owned(),
        issue_date: frame.on,
        pay_by: frame.pay_by(),
        currency: summary.currency.clone(),
        seller: summary.seller.name.clone(),
        contact: seller_contact.and_then(|contact| contact.email.clone().or_else(|| contact.phone.clone())),
        buyer: summary.buyer.name.clone(),
        items: cases.iter().map(item).collect(),
        fees: Vec::new(),
        iban: summary.iban.clone(),
        payment_reference: summary.payment_reference.clone().filter(|_| cases.len() == 1),
    }
}

fn item(case: &Case) -> LetterItem {
    let open = case.open_item();
    LetterItem {
        invoice_number: open.invoice_number,
        invoice_date: open.invoice_date,
        due_date: open.due_date,
        gross: open.gross,
        paid: open.paid,
        credited: open.credited,
        open: open.open,
        proof: case.proof.clone(),
    }
}
