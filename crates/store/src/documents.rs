//! Outgoing documents and the one transaction that takes one in: bytes, document, delivery, outbox row, receivable.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use lifecycle::{delivery, document, follow_up, mls, response, settlement};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::codec::{Columns, date, instant, json_text};
use crate::deliveries::{self, NewDelivery};
use crate::events::{self, Event};
use crate::money::{self, NewReceivable};
use crate::{DeliveryId, DocumentId, Store, StoreError, blobs};

/// What kind of document it is; part of what makes it unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// An invoice.
    Invoice,
    /// A credit note.
    CreditNote,
    /// A reminder, whatever its form.
    Reminder,
    /// An Invoice Response.
    InvoiceResponse,
    /// A Message Level Status.
    MessageLevelStatus,
    /// Anything else.
    Other,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Invoice, Self::CreditNote, Self::Reminder, Self::InvoiceResponse, Self::MessageLevelStatus, Self::Other];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
            Self::Reminder => "reminder",
            Self::InvoiceResponse => "invoice_response",
            Self::MessageLevelStatus => "message_level_status",
            Self::Other => "other",
        }
    }
}

impl FromStr for DocumentKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

/// A judged document on its way in.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// Whose document it is.
    pub tenant: String,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    /// C1, wire form.
    pub sender: String,
    /// C4, wire form.
    pub receiver: String,
    /// Document type identifier, wire form; empty for mail.
    pub document_type: String,
    /// Process identifier, wire form; empty for mail.
    pub process: String,
    /// Country of C1.
    pub country_c1: String,
    /// The document as it will be sent.
    pub bytes: Vec<u8>,
    /// Its date.
    pub issue_date: Option<NaiveDate>,
    /// When it is to be paid.
    pub due_date: Option<NaiveDate>,
    /// Its currency.
    pub currency: Option<String>,
    /// What it asks for.
    pub payable: Option<Decimal>,
    /// Name of the sending party.
    pub sender_name: Option<String>,
    /// Name of the receiving party.
    pub receiver_name: Option<String>,
    /// What later steps need of it, in the caller's own shape.
    pub summary: Value,
    /// How it leaves.
    pub delivery: NewDelivery,
    /// The money it claims or gives back, for an outgoing invoice or credit note.
    pub receivable: Option<NewReceivable>,
}

/// What taking a document in came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Created {
    /// It is stored and due for dispatch.
    Created {
        /// The document.
        document_id: DocumentId,
        /// Its delivery.
        delivery_id: DeliveryId,
    },
    /// This sender already has a document of that kind and number.
    AlreadyThere {
        /// The earlier one.
        document_id: DocumentId,
    },
}

/// Where a document stands on each track; absent where it has no such track.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Tracks {
    /// The document itself.
    pub document: document::State,
    /// Its newest delivery.
    pub delivery: Option<delivery::State>,
    /// The message-level status beside that.
    pub message_level: Option<mls::State>,
    /// What the buyer said.
    pub response: response::State,
    /// How far it is settled.
    pub settlement: Option<settlement::State>,
    /// What we do about it.
    pub follow_up: Option<follow_up::State>,
}

/// A stored document.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct DocumentRow {
    /// Its identifier.
    pub id: DocumentId,
    /// Whose it is.
    pub tenant: String,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    /// C1.
    pub sender: String,
    /// C4.
    pub receiver: String,
    /// Document type identifier.
    pub document_type: String,
    /// Process identifier.
    pub process: String,
    /// Country of C1.
    pub country_c1: String,
    /// Name of its bytes.
    pub sha256: String,
    /// Its date.
    pub issue_date: Option<NaiveDate>,
    /// When it is to be paid.
    pub due_date: Option<NaiveDate>,
    /// Its currency.
    pub currency: Option<String>,
    /// What it asks for.
    pub payable: Option<Decimal>,
    /// Name of the sending party.
    pub sender_name: Option<String>,
    /// Name of the receiving party.
    pub receiver_name: Option<String>,
    /// What the caller kept of it.
    pub summary: Value,
    /// Where it stands.
    pub tracks: Tracks,
    /// When it was taken in.
    pub created_at: DateTime<Utc>,
}

const SELECT: &str = "SELECT d.id, d.tenant, d.kind, d.number, d.sender, d.receiver, d.document_type, d.process, \
     d.country_c1, d.blob, d.issue_date, d.due_date, d.currency, d.payable, d.sender_name, d.receiver_name, d.summary, \
     d.state, d.response_state, d.created_at, v.state AS delivery_state, v.mls_state, r.settlement_state, \
     r.follow_up_state FROM documents d \
     LEFT JOIN deliveries v ON v.id = (SELECT MAX(id) FROM deliveries WHERE document_id = d.id) \
     LEFT JOIN receivables r ON r.document_id = d.id ";

/// The one select with its several ends; all parts are constants of this file.
fn select(end: &'static str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("{SELECT}{end}"))
}

fn read(row: &AnyRow) -> Result<DocumentRow, StoreError> {
    Ok(DocumentRow {
        id: row.parsed("id", "a document id")?,
        tenant: row.text("tenant")?,
        kind: row.parsed("kind", "a document kind")?,
        number: row.text("number")?,
        sender: row.text("sender")?,
        receiver: row.text("receiver")?,
        document_type: row.text("document_type")?,
        process: row.text("process")?,
        country_c1: row.text("country_c1")?,
        sha256: row.text("blob")?,
        issue_date: row.maybe_date("issue_date")?,
        due_date: row.maybe_date("due_date")?,
        currency: row.maybe_text("currency")?,
        payable: row.maybe_money("payable")?,
        sender_name: row.maybe_text("sender_name")?,
        receiver_name: row.maybe_text("receiver_name")?,
        summary: row.json("summary")?,
        tracks: Tracks {
            document: row.parsed("state", "a document state")?,
            delivery: row.maybe_parsed("delivery_state", "a delivery state")?,
            message_level: row.maybe_parsed("mls_state", "a message-level status")?,
            response: row.parsed("response_state", "a response state")?,
            settlement: row.maybe_parsed("settlement_state", "a settlement state")?,
            follow_up: row.maybe_parsed("follow_up_state", "a follow-up state")?,
        },
        created_at: row.instant("created_at")?,
    })
}

impl Store {
    /// Takes a document in: all its rows in one transaction, or none.
    pub async fn create_outgoing(&self, new: &NewDocument, now: DateTime<Utc>) -> Result<Created, StoreError> {
        let mut tx = self.begin().await?;
        let created = create(&mut tx, new, now).await?;
        if matches!(created, Created::Created { .. }) {
            tx.commit().await?;
        }
        Ok(created)
    }

    /// One document.
    pub async fn document(&self, id: &DocumentId) -> Result<Option<DocumentRow>, StoreError> {
        let rows = sqlx::query(select("WHERE d.id = $1")).bind(id.as_str().to_owned()).fetch_all(self.reader()).await?;
        rows.first().map(read).transpose()
    }

    /// The documents of a tenant with that number, newest first: a number is unique only per sender and kind.
    pub async fn documents_numbered(&self, tenant: &str, number: &str) -> Result<Vec<DocumentRow>, StoreError> {
        let rows = sqlx::query(select("WHERE d.tenant = $1 AND d.number = $2 ORDER BY d.id DESC"))
            .bind(tenant.to_owned())
            .bind(number.to_owned())
            .fetch_all(self.reader())
            .await?;
        rows.iter().map(read).collect()
    }

    /// The newest document of a tenant with that number.
    pub async fn find_document(&self, tenant: &str, number: &str) -> Result<Option<DocumentRow>, StoreError> {
        Ok(self.documents_numbered(tenant, number).await?.into_iter().next())
    }

    /// The documents of a tenant after `cursor` (the last id seen), oldest first.
    pub async fn documents(
        &self,
        tenant: &str,
        cursor: Option<&DocumentId>,
        limit: u32,
    ) -> Result<Vec<DocumentRow>, StoreError> {
        let rows = sqlx::query(select("WHERE d.tenant = $1 AND d.id > $2 ORDER BY d.id LIMIT $3"))
            .bind(tenant.to_owned())
            .bind(cursor.map_or_else(String::new, |id| id.as_str().to_owned()))
            .bind(i64::from(limit))
            .fetch_all(self.reader())
            .await?;
        rows.iter().map(read).collect()
    }

    /// The bytes of a document.
    pub async fn document_bytes(&self, id: &DocumentId) -> Result<Vec<u8>, StoreError> {
        match self.document(id).await? {
            Some(row) => self.blob(&row.sha256).await,
            None => Err(StoreError::Missing { what: "document", id: id.to_string() }),
        }
    }
}

/// The rows of a new document, inside the caller's transaction; nothing is written when it is there already.
pub(crate) async fn create(
    tx: &mut AnyConnection,
    new: &NewDocument,
    now: DateTime<Utc>,
) -> Result<Created, StoreError> {
    let id = DocumentId::new();
    let blob = blobs::put(tx, &new.bytes, now).await?;
    if !insert(tx, &id, new, &blob, now).await? {
        return Ok(Created::AlreadyThere { document_id: existing(tx, new).await? });
    }
    let event = Event {
        tenant: &new.tenant,
        document: Some(id.as_str()),
        delivery: None,
        receivable: None,
        track: "document",
        what: document::Event::Issued.as_str(),
        moved: Some((document::State::Draft.as_str(), document::State::Issued.as_str())),
        detail: json!({"kind": new.kind, "number": new.number, "sha256": blob}),
    };
    events::append(tx, event, now).await?;
    let delivery_id = deliveries::create(tx, &new.tenant, &id, &new.delivery, now).await?;
    if let Some(receivable) = &new.receivable {
        money::create(tx, &id, new, receivable, now).await?;
    }
    Ok(Created::Created { document_id: id, delivery_id })
}

async fn insert(
    tx: &mut AnyConnection,
    id: &DocumentId,
    new: &NewDocument,
    blob: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO documents (id, tenant, kind, number, sender, receiver, document_type, process, country_c1, blob, \
         issue_date, due_date, currency, payable, sender_name, receiver_name, summary, state, response_state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) \
         ON CONFLICT (tenant, sender, kind, number) DO NOTHING",
    )
    .bind(id.as_str().to_owned())
    .bind(new.tenant.clone())
    .bind(new.kind.as_str())
    .bind(new.number.clone())
    .bind(new.sender.clone())
    .bind(new.receiver.clone())
    .bind(new.document_type.clone())
    .bind(new.process.clone())
    .bind(new.country_c1.clone())
    .bind(blob.to_owned())
    .bind(new.issue_date.map(date))
    .bind(new.due_date.map(date))
    .bind(new.currency.clone())
    .bind(new.payable.map(|amount| amount.to_string()))
    .bind(new.sender_name.clone())
    .bind(new.receiver_name.clone())
    .bind(json_text(&new.summary))
    .bind(document::State::Issued.as_str())
    .bind(response::State::None.as_str())
    .bind(instant(now))
    .execute(tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

async fn existing(tx: &mut AnyConnection, new: &NewDocument) -> Result<DocumentId, StoreError> {
    let rows = sqlx::query("SELECT id FROM documents WHERE tenant = $1 AND sender = $2 AND kind = $3 AND number = $4")
        .bind(new.tenant.clone())
        .bind(new.sender.clone())
        .bind(new.kind.as_str())
        .bind(new.number.clone())
        .fetch_all(tx)
        .await?;
    match rows.first() {
        Some(row) => row.parsed("id", "a document id"),
        None => Err(StoreError::Missing { what: "document", id: new.number.clone() }),
    }
}
