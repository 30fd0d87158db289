//! Answers from the network: Invoice Responses, Message Level Statuses and Responses. Each is kept once, whether it
//! can be correlated or not; it moves a track only forward, and what is out of order is kept and shown, not applied
//! (`invoice-response-cases.md` §5, `status.md` §2–5).

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use lifecycle::consequence::Task;
use lifecycle::{mls, response};
use serde_json::Value;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::codec::{Columns, instant, json_text, sha256_hex};
use crate::documents::DocumentKind;
use crate::ledger::TakenBack;
use crate::{DeliveryId, DocumentId, InboundId, ResponseId, Store, StoreError, arrival, effects, outbox};

/// Which of the three kinds an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseKind {
    /// What the buyer says.
    InvoiceResponse,
    /// What the receiver's provider says.
    MessageLevelStatus,
    /// Its older form, between trading parties.
    MessageLevelResponse,
}

impl ResponseKind {
    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvoiceResponse => "invoice_response",
            Self::MessageLevelStatus => "message_level_status",
            Self::MessageLevelResponse => "message_level_response",
        }
    }
}

impl FromStr for ResponseKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::InvoiceResponse, Self::MessageLevelStatus, Self::MessageLevelResponse]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or(())
    }
}

/// What every answer has.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    /// Whose document it answers; for an answer between providers the tenant is found by correlation, give "".
    pub tenant: String,
    /// Endpoint of the answering party, wire form.
    pub sender: String,
    /// Its own `cbc:ID`.
    pub response_id: String,
    /// The answer's bytes; their hash is the second guard against repeats.
    pub payload: Vec<u8>,
    /// The received document that brought it.
    pub inbound_id: Option<InboundId>,
    /// When it says it was issued.
    pub issued_at: Option<DateTime<Utc>>,
    /// Reasons, actions, conditions, lines: whatever a person will want to see.
    pub details: Value,
}

/// An Invoice Response.
#[derive(Debug, Clone)]
pub struct NewInvoiceResponse {
    /// The common part; its tenant is the seller's, its sender the buyer.
    pub answer: NewAnswer,
    /// The seller's endpoint: the receiver of the answer.
    pub seller: String,
    /// The status, `PD` already split by the reason `PPD`.
    pub code: response::Event,
    /// Number of the invoice.
    pub invoice_number: String,
    /// Its date, when given.
    pub invoice_issue_date: Option<NaiveDate>,
    /// Its kind by type code, when given.
    pub invoice_kind: Option<DocumentKind>,
    /// The buyer a service provider answers for, when it names one.
    pub on_behalf_of: Option<String>,
    /// Date of the status.
    pub effective_date: Option<NaiveDate>,
    /// The payment date a condition proposes (`BT-9`).
    pub proposed_date: Option<NaiveDate>,
}

/// A Message Level Status or Response.
#[derive(Debug, Clone)]
pub struct NewMessageLevel {
    /// The common part.
    pub answer: NewAnswer,
    /// Status or response.
    pub kind: ResponseKind,
    /// What it says.
    pub code: mls::Event,
    /// `InstanceIdentifier` of the envelope it speaks of.
    pub instance_id: String,
    /// False when the signer of the message is not the provider that was sent to: kept, not applied.
    pub from_our_receiver: bool,
    /// The one sentence it gives.
    pub description: Option<String>,
}

/// What an answer came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// It moved its track.
    Applied {
        /// Where it is kept.
        response_id: ResponseId,
        /// The document it answers.
        document_id: DocumentId,
        /// The state reached.
        state: String,
        /// Queued reminders that will not leave because of it.
        taken_back: TakenBack,
        /// What a person should do.
        task: Option<Task>,
    },
    /// Kept and shown; it comes too late or contradicts what stands.
    OutOfOrder {
        /// Where it is kept.
        response_id: ResponseId,
        /// The document it answers.
        document_id: DocumentId,
        /// The state that stays.
        state: String,
    },
    /// Kept; nothing here is what it speaks of, or it comes from someone who may not say so.
    Uncorrelated {
        /// Where it is kept.
        response_id: ResponseId,
    },
    /// Known already, by its id or by its bytes: nothing was done.
    Duplicate {
        /// Where the first one is kept.
        response_id: ResponseId,
    },
}

/// A stored answer.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ResponseRow {
    /// Its identifier here.
    pub id: ResponseId,
    /// Which kind it is.
    pub kind: ResponseKind,
    /// Who answers.
    pub sender: String,
    /// The answer's own id.
    pub response_id: String,
    /// What it says.
    pub code: String,
    /// What it speaks of: invoice number or `InstanceIdentifier`.
    pub reference: String,
    /// The document, when correlated.
    pub document_id: Option<DocumentId>,
    /// `applied`, `out_of_order` or `uncorrelated`.
    pub effect: String,
    /// Why, where that needs saying.
    pub note: Option<String>,
    /// When it says it was issued.
    pub issued_at: Option<DateTime<Utc>>,
    /// Reasons, actions, conditions, lines.
    pub details: Value,
    /// When it was taken up.
    pub received_at: DateTime<Utc>,
}

impl Store {
    /// Takes up an Invoice Response: its row, the response track, the follow-up and what it stops.
    pub async fn apply_response(&self, new: &NewInvoiceResponse, now: DateTime<Utc>) -> Result<Answered, StoreError> {
        let mut tx = self.begin().await?;
        let code = new.code.as_str();
        let id = ResponseId::new();
        let found = effects::answered_document(&mut tx, new).await?;
        if let Some(found) = &found {
            arrival::hold_receivables(&mut tx, found.document.as_str()).await?;
            effects::hold_receivable(&mut tx, &found.document).await?;
        }
        let kind = ResponseKind::InvoiceResponse;
        let effect = match &found {
            None => Effect::Uncorrelated("no document of that number went to this buyer"),
            Some(found) => Effect::of(effects::response_state(&mut tx, &found.document).await?.apply(new.code).is_ok()),
        };
        let document = found.as_ref().map(|found| found.document.clone());
        let row =
            Row { kind, code, reference: &new.invoice_number, document: document.as_ref(), delivery: None, effect };
        if !insert(&mut tx, &id, &new.answer, &row, now).await? {
            return duplicate(&mut tx, kind, &new.answer).await;
        }
        let Some(found) = found else {
            tx.commit().await?;
            return Ok(Answered::Uncorrelated { response_id: id });
        };
        let answered = effects::move_response(&mut tx, id, &found, new, now).await?;
        tx.commit().await?;
        Ok(answered)
    }

    /// Takes up a Message Level Status or Response: its row, the status beside the delivery, and what it proves.
    pub async fn apply_mls(&self, new: &NewMessageLevel, now: DateTime<Utc>) -> Result<Answered, StoreError> {
        let mut tx = self.begin().await?;
        let id = ResponseId::new();
        let found = effects::delivered_by(&mut tx, &new.instance_id).await?.filter(|_| new.from_our_receiver);
        let effect = match &found {
            None if new.from_our_receiver => Effect::Uncorrelated("no delivery carried that instance identifier"),
            None => Effect::Uncorrelated("its signer is not the provider that was sent to"),
            Some(found) => {
                arrival::hold_receivables(&mut tx, found.document.as_str()).await?;
                effects::hold_receivable(&mut tx, &found.document).await?;
                outbox::current(&mut tx, &found.delivery).await?;
                Effect::of(effects::mls_state(&mut tx, &found.delivery).await?.apply(new.code).is_ok())
            }
        };
        let row = Row {
            kind: new.kind,
            code: new.code.as_str(),
            reference: &new.instance_id,
            document: found.as_ref().map(|found| &found.document),
            delivery: found.as_ref().map(|found| &found.delivery),
            effect,
        };
        if !insert(&mut tx, &id, &new.answer, &row, now).await? {
            return duplicate(&mut tx, new.kind, &new.answer).await;
        }
        let Some(found) = found else {
            tx.commit().await?;
            return Ok(Answered::Uncorrelated { response_id: id });
        };
        let answered = effects::move_message_level(&mut tx, id, &found, new, now).await?;
        tx.commit().await?;
        Ok(answered)
    }

    /// The answers to a document, oldest first.
    pub async fn responses(&self, document: &DocumentId) -> Result<Vec<ResponseRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, kind, sender, response_id, code, reference, document_id, effect, note, issued_at, details, \
             received_at FROM responses WHERE document_id = $1 ORDER BY received_at, id",
        )
        .bind(document.as_str().to_owned())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(read).collect()
    }

    /// Answers that belong to nothing here: for the operator.
    pub async fn uncorrelated_responses(&self) -> Result<Vec<ResponseRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, kind, sender, response_id, code, reference, document_id, effect, note, issued_at, details, \
             received_at FROM responses WHERE effect = 'uncorrelated' ORDER BY received_at, id",
        )
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &AnyRow) -> Result<ResponseRow, StoreError> {
    Ok(ResponseRow {
        id: row.parsed("id", "a response id")?,
        kind: row.parsed("kind", "a response kind")?,
        sender: row.text("sender")?,
        response_id: row.text("response_id")?,
        code: row.text("code")?,
        reference: row.text("reference")?,
        document_id: row.maybe_parsed("document_id", "a document id")?,
        effect: row.text("effect")?,
        note: row.maybe_text("note")?,
        issued_at: row.maybe_instant("issued_at")?,
        details: row.json("details")?,
        received_at: row.instant("received_at")?,
    })
}

/// What an answer will do, decided before its row is written.
#[derive(Clone, Copy)]
enum Effect {
    Applied,
    OutOfOrder,
    Uncorrelated(&'static str),
}

impl Effect {
    fn of(in_order: bool) -> Self {
        if in_order { Self::Applied } else { Self::OutOfOrder }
    }

    fn words(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Applied => ("applied", None),
            Self::OutOfOrder => ("out_of_order", None),
            Self::Uncorrelated(note) => ("uncorrelated", Some(note)),
        }
    }
}

struct Row<'a> {
    kind: ResponseKind,
    code: &'a str,
    reference: &'a str,
    document: Option<&'a DocumentId>,
    delivery: Option<&'a DeliveryId>,
    effect: Effect,
}

/// The row of an answer; false when its id or its bytes are known.
async fn insert(
    tx: &mut AnyConnection,
    id: &ResponseId,
    answer: &NewAnswer,
    row: &Row<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (effect, note) = row.effect.words();
    let inserted = sqlx::query(
        "INSERT INTO responses (id, tenant, kind, sender, response_id, payload_hash, code, reference, inbound_id, \
         document_id, delivery_id, effect, note, issued_at, details, received_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING",
    )
    .bind(id.as_str().to_owned())
    .bind(answer.tenant.clone())
    .bind(row.kind.as_str())
    .bind(answer.sender.clone())
    .bind(answer.response_id.clone())
    .bind(sha256_hex(&answer.payload))
    .bind(row.code.to_owned())
    .bind(row.reference.to_owned())
    .bind(answer.inbound_id.as_ref().map(|id| id.as_str().to_owned()))
    .bind(row.document.map(|id| id.as_str().to_owned()))
    .bind(row.delivery.map(|id| id.as_str().to_owned()))
    .bind(effect)
    .bind(note)
    .bind(answer.issued_at.map(instant))
    .bind(json_text(&answer.details))
    .bind(instant(now))
    .execute(tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

async fn duplicate(tx: &mut AnyConnection, kind: ResponseKind, answer: &NewAnswer) -> Result<Answered, StoreError> {
    let rows = sqlx::query(
        "SELECT id FROM responses WHERE kind = $1 AND ((sender = $2 AND response_id = $3) OR payload_hash = $4) \
         ORDER BY id",
    )
    .bind(kind.as_str())
    .bind(answer.sender.clone())
    .bind(answer.response_id.clone())
    .bind(sha256_hex(&answer.payload))
    .fetch_all(tx)
    .await?;
    match rows.first() {
        Some(row) => Ok(Answered::Duplicate { response_id: row.parsed("id", "a response id")? }),
        None => Err(StoreError::Missing { what: "response", id: answer.response_id.clone() }),
    }
}
