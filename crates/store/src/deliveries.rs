//! Deliveries: one document on its way over one channel, with the ids that every repeat keeps, and its attempts.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use lifecycle::{Progress, delivery, mls};
use serde_json::{Value, json};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::codec::{Columns, instant, json_text};
use crate::events::{self, Event};
use crate::{AttemptId, DeliveryId, DocumentId, Store, StoreError, blobs};

/// The way a document leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Over the network.
    As4,
    /// By mail, to the delivery's address.
    Mail,
}

impl Channel {
    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::As4 => "as4",
            Self::Mail => "mail",
        }
    }
}

impl FromStr for Channel {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::As4, Self::Mail].into_iter().find(|channel| channel.as_str() == text).ok_or(())
    }
}

/// A delivery about to be queued. All ids are minted before the first byte leaves.
#[derive(Debug, Clone)]
pub struct NewDelivery {
    /// The way it leaves.
    pub channel: Channel,
    /// The mail address, for [`Channel::Mail`].
    pub address: Option<String>,
    /// The bytes of this transmission where they are not the document's own.
    pub bytes: Option<Vec<u8>>,
    /// SBDH `InstanceIdentifier`; for mail any unique text.
    pub instance_id: String,
    /// AS4 `MessageId`, or the `Message-ID` of a mail.
    pub message_id: String,
    /// AS4 `ConversationId`.
    pub conversation_id: String,
    /// SBDH `MLS_TYPE`.
    pub mls_type: Option<String>,
    /// When the first attempt is due.
    pub due: DateTime<Utc>,
}

/// A stored delivery.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct DeliveryRow {
    /// Its identifier.
    pub id: DeliveryId,
    /// What it delivers.
    pub document_id: DocumentId,
    /// The way it leaves.
    pub channel: Channel,
    /// The mail address.
    pub address: Option<String>,
    /// Where it stands.
    pub state: delivery::State,
    /// What the receiver's provider said.
    pub message_level: mls::State,
    /// SBDH `InstanceIdentifier`.
    pub instance_id: String,
    /// AS4 `MessageId`.
    pub message_id: String,
    /// AS4 `ConversationId`.
    pub conversation_id: String,
    /// SBDH `MLS_TYPE`.
    pub mls_type: Option<String>,
    /// What the retry policy remembers.
    pub progress: Progress,
    /// Where it was sent.
    pub endpoint_url: Option<String>,
    /// Whose certificate it was sealed for.
    pub receiver_fingerprint: Option<String>,
    /// `eb:MessageId` of the receipt.
    pub receipt_id: Option<String>,
    /// `eb:Timestamp` of the receipt.
    pub receipt_at: Option<DateTime<Utc>>,
    /// Who signed the receipt.
    pub receipt_signer: Option<String>,
    /// One sentence on why it stands where it stands.
    pub note: Option<String>,
    /// Stable code of the last failure.
    pub failure: Option<String>,
    /// When it was delivered.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When the next attempt is due.
    pub due: Option<DateTime<Utc>>,
    /// When it was queued first.
    pub created_at: DateTime<Utc>,
}

/// One try to deliver.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct AttemptRow {
    /// Its identifier.
    pub id: AttemptId,
    /// The delivery.
    pub delivery_id: DeliveryId,
    /// When it began.
    pub started: DateTime<Utc>,
    /// When it ended.
    pub ended: DateTime<Utc>,
    /// Where to.
    pub endpoint: Option<String>,
    /// `receipted`, `not_reached`, … as `lifecycle::AttemptOutcome` names them.
    pub outcome: String,
    /// The whole outcome with its reason.
    pub detail: Value,
}

const SELECT: &str = "SELECT v.id, v.document_id, v.channel, v.address, v.state, v.mls_state, v.instance_id, \
     v.message_id, v.conversation_id, v.mls_type, v.progress, v.endpoint_url, v.receiver_fingerprint, v.receipt_id, \
     v.receipt_at, v.receipt_signer, v.note, v.failure, v.delivered_at, v.created_at, o.due_at \
     FROM deliveries v LEFT JOIN outbox o ON o.delivery_id = v.id ";

/// The one select with its several ends; all parts are constants of this file.
fn select(end: &'static str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("{SELECT}{end}"))
}

fn read(row: &AnyRow) -> Result<DeliveryRow, StoreError> {
    Ok(DeliveryRow {
        id: row.parsed("id", "a delivery id")?,
        document_id: row.parsed("document_id", "a document id")?,
        channel: row.parsed("channel", "a channel")?,
        address: row.maybe_text("address")?,
        state: row.parsed("state", "a delivery state")?,
        message_level: row.parsed("mls_state", "a message-level status")?,
        instance_id: row.text("instance_id")?,
        message_id: row.text("message_id")?,
        conversation_id: row.text("conversation_id")?,
        mls_type: row.maybe_text("mls_type")?,
        progress: row.json("progress")?,
        endpoint_url: row.maybe_text("endpoint_url")?,
        receiver_fingerprint: row.maybe_text("receiver_fingerprint")?,
        receipt_id: row.maybe_text("receipt_id")?,
        receipt_at: row.maybe_instant("receipt_at")?,
        receipt_signer: row.maybe_text("receipt_signer")?,
        note: row.maybe_text("note")?,
        failure: row.maybe_text("failure")?,
        delivered_at: row.maybe_instant("delivered_at")?,
        due: row.maybe_instant("due_at")?,
        created_at: row.instant("created_at")?,
    })
}

impl Store {
    /// One delivery.
    pub async fn delivery(&self, id: &DeliveryId) -> Result<Option<DeliveryRow>, StoreError> {
        let rows = sqlx::query(select("WHERE v.id = $1")).bind(id.as_str().to_owned()).fetch_all(self.reader()).await?;
        rows.first().map(read).transpose()
    }

    /// The deliveries of a document, oldest first.
    pub async fn deliveries(&self, document: &DocumentId) -> Result<Vec<DeliveryRow>, StoreError> {
        let rows = sqlx::query(select("WHERE v.document_id = $1 ORDER BY v.id"))
            .bind(document.as_str().to_owned())
            .fetch_all(self.reader())
            .await?;
        rows.iter().map(read).collect()
    }

    /// The delivery that carried an `InstanceIdentifier`: what a message-level status refers to.
    pub async fn find_delivery_by_instance(&self, instance_id: &str) -> Result<Option<DeliveryRow>, StoreError> {
        let rows = sqlx::query(select("WHERE v.instance_id = $1"))
            .bind(instance_id.to_owned())
            .fetch_all(self.reader())
            .await?;
        rows.first().map(read).transpose()
    }

    /// The tries of a delivery, oldest first.
    pub async fn attempts(&self, delivery: &DeliveryId) -> Result<Vec<AttemptRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, delivery_id, started_at, ended_at, endpoint, outcome, detail FROM attempts \
             WHERE delivery_id = $1 ORDER BY started_at, id",
        )
        .bind(delivery.as_str().to_owned())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(read_attempt).collect()
    }

    /// The receipt as it came, byte for byte.
    pub async fn receipt(&self, delivery: &DeliveryId) -> Result<Option<Vec<u8>>, StoreError> {
        let rows = sqlx::query("SELECT receipt FROM deliveries WHERE id = $1")
            .bind(delivery.as_str().to_owned())
            .fetch_all(self.reader())
            .await?;
        rows.first().map_or(Ok(None), |row| row.maybe_bytes("receipt"))
    }

    /// Queues the same document once more over another channel or to another address, with ids of its own. Only
    /// after a definite failure (`reminders.md` §5.5): `None` while an earlier delivery may still arrive.
    pub async fn add_delivery(
        &self,
        document: &DocumentId,
        new: &NewDelivery,
        now: DateTime<Utc>,
    ) -> Result<Option<DeliveryId>, StoreError> {
        let mut tx = self.begin().await?;
        let rows = sqlx::query("SELECT tenant FROM documents WHERE id = $1")
            .bind(document.as_str().to_owned())
            .fetch_all(&mut *tx)
            .await?;
        let Some(row) = rows.first() else {
            return Err(StoreError::Missing { what: "document", id: document.to_string() });
        };
        let tenant = row.text("tenant")?;
        let open = sqlx::query("SELECT id FROM deliveries WHERE document_id = $1 AND state <> $2 AND mls_state <> $3")
            .bind(document.as_str().to_owned())
            .bind(delivery::State::Failed.as_str())
            .bind(mls::State::Re.as_str())
            .fetch_all(&mut *tx)
            .await?;
        if !open.is_empty() {
            return Ok(None);
        }
        let id = create(&mut tx, &tenant, document, new, now).await?;
        tx.commit().await?;
        Ok(Some(id))
    }
}

fn read_attempt(row: &AnyRow) -> Result<AttemptRow, StoreError> {
    Ok(AttemptRow {
        id: row.parsed("id", "an attempt id")?,
        delivery_id: row.parsed("delivery_id", "a delivery id")?,
        started: row.instant("started_at")?,
        ended: row.instant("ended_at")?,
        endpoint: row.maybe_text("endpoint")?,
        outcome: row.text("outcome")?,
        detail: row.json("detail")?,
    })
}

/// A queued delivery with its outbox row.
pub(crate) async fn create(
    tx: &mut AnyConnection,
    tenant: &str,
    document: &DocumentId,
    new: &NewDelivery,
    now: DateTime<Utc>,
) -> Result<DeliveryId, StoreError> {
    let id = DeliveryId::new();
    let blob = match &new.bytes {
        Some(bytes) => Some(blobs::put(tx, bytes, now).await?),
        None => None,
    };
    insert(tx, &id, document, new, blob, now).await?;
    sqlx::query("INSERT INTO outbox (delivery_id, due_at, claims) VALUES ($1, $2, 0)")
        .bind(id.as_str().to_owned())
        .bind(instant(new.due))
        .execute(&mut *tx)
        .await?;
    let event = Event {
        tenant,
        document: Some(document.as_str()),
        delivery: Some(id.as_str()),
        receivable: None,
        track: "delivery",
        what: delivery::Event::Queued.as_str(),
        moved: Some((delivery::State::NotSent.as_str(), delivery::State::Queued.as_str())),
        detail: json!({"channel": new.channel, "instance_id": new.instance_id, "message_id": new.message_id}),
    };
    events::append(tx, event, now).await?;
    Ok(id)
}

async fn insert(
    tx: &mut AnyConnection,
    id: &DeliveryId,
    document: &DocumentId,
    new: &NewDelivery,
    blob: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO deliveries (id, document_id, channel, address, state, mls_state, instance_id, message_id, \
         conversation_id, mls_type, progress, blob, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(id.as_str().to_owned())
    .bind(document.as_str().to_owned())
    .bind(new.channel.as_str())
    .bind(new.address.clone())
    .bind(delivery::State::Queued.as_str())
    .bind(mls::State::None.as_str())
    .bind(new.instance_id.clone())
    .bind(new.message_id.clone())
    .bind(new.conversation_id.clone())
    .bind(new.mls_type.clone())
    .bind(json_text(&Progress::default()))
    .bind(blob)
    .bind(instant(now))
    .execute(tx)
    .await?;
    Ok(())
}
