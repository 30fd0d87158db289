//! What came in over AS4: stored once before the receipt leaves, and the queue of the respond step.
//!
//! The three kinds of repeat are those of `design.md` §9. Two tables keep them apart: `inbound` has one row per
//! (sender, `InstanceIdentifier`), `inbound_messages` one per `MessageId` with the receipt that answers it.

use std::str::FromStr;

use chrono::{DateTime, Duration, Utc};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::codec::{Columns, instant};
use crate::{InboundId, Store, StoreError, blobs};

/// A verified inbound message with the receipt that is about to answer it.
#[derive(Debug, Clone)]
pub struct NewInbound {
    /// `eb:MessageId`.
    pub message_id: String,
    /// The signed digests in a fixed text form: equal for equal bytes.
    pub digests: String,
    /// `eb:From/eb:PartyId`.
    pub from_party: String,
    /// Fingerprint of the signing certificate.
    pub signer: String,
    /// SBDH `InstanceIdentifier`.
    pub instance_id: String,
    /// SBDH sender.
    pub sender: String,
    /// SBDH receiver.
    pub receiver: String,
    /// SBDH document type.
    pub document_type: String,
    /// SBDH process.
    pub process: String,
    /// `eb:MessageInfo/eb:Timestamp`: the M1 of the service levels.
    pub m1: DateTime<Utc>,
    /// The SBDH envelope, inflated.
    pub payload: Vec<u8>,
    /// The signed receipt.
    pub receipt: Vec<u8>,
}

/// What storing a message came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredInbound {
    /// New: stored, its receipt may leave.
    Stored {
        /// Where it is kept.
        inbound_id: InboundId,
    },
    /// Same `MessageId` and digests: answer with this receipt, the one of the first time.
    Duplicate {
        /// Where the first one is kept.
        inbound_id: InboundId,
        /// The stored receipt.
        receipt: Vec<u8>,
    },
    /// Same `MessageId`, other digests: EBMS:0004, nothing stored.
    SameMessageOtherDigests,
    /// Known (sender, `InstanceIdentifier`) under a new `MessageId`: the fresh receipt may leave, the document was
    /// not stored again.
    KnownInstance {
        /// Where the first one is kept.
        inbound_id: InboundId,
    },
}

/// Where a received document stands in the respond step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InboundState {
    /// Waiting to be looked at.
    Pending,
    /// Looked at; the result says what came of it.
    Done,
}

impl InboundState {
    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Done => "done",
        }
    }
}

impl FromStr for InboundState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Pending, Self::Done].into_iter().find(|state| state.as_str() == text).ok_or(())
    }
}

/// A received document.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct InboundRow {
    /// Its identifier.
    pub id: InboundId,
    /// SBDH `InstanceIdentifier`.
    pub instance_id: String,
    /// SBDH sender.
    pub sender: String,
    /// SBDH receiver.
    pub receiver: String,
    /// SBDH document type.
    pub document_type: String,
    /// SBDH process.
    pub process: String,
    /// The party id of the access point that sent it.
    pub from_party: String,
    /// Fingerprint of its signing certificate.
    pub signer: String,
    /// When its message was made.
    pub m1: DateTime<Utc>,
    /// When it was stored.
    pub received_at: DateTime<Utc>,
    /// Name of the envelope's bytes.
    pub sha256: String,
    /// Where it stands.
    pub state: InboundState,
    /// What came of it.
    pub result: Option<String>,
    /// AS4 messages that brought it: more than one when it came under several `MessageId`s.
    pub messages: u64,
    /// Exact repeats answered with the stored receipt.
    pub repeats: u64,
}

/// A received document handed to the respond step.
#[derive(Debug, Clone)]
pub struct InboundClaim {
    /// The document.
    pub inbound: InboundRow,
    /// The SBDH envelope.
    pub payload: Vec<u8>,
    /// Fencing token of the lease.
    pub token: i64,
}

const SELECT: &str = "SELECT i.id, i.instance_id, i.sender, i.receiver, i.document_type, i.process, i.from_party, \
     i.signer, i.m1, i.received_at, i.blob, i.state, i.result, \
     (SELECT COUNT(*) FROM inbound_messages m WHERE m.inbound_id = i.id) AS messages, \
     (SELECT CAST(COALESCE(SUM(m.repeats), 0) AS BIGINT) FROM inbound_messages m WHERE m.inbound_id = i.id) \
     AS repeats FROM inbound i ";

/// The one select with its several ends; all parts are constants of this file.
fn select(end: &'static str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("{SELECT}{end}"))
}

fn read(row: &AnyRow) -> Result<InboundRow, StoreError> {
    Ok(InboundRow {
        id: row.parsed("id", "an inbound id")?,
        instance_id: row.text("instance_id")?,
        sender: row.text("sender")?,
        receiver: row.text("receiver")?,
        document_type: row.text("document_type")?,
        process: row.text("process")?,
        from_party: row.text("from_party")?,
        signer: row.text("signer")?,
        m1: row.instant("m1")?,
        received_at: row.instant("received_at")?,
        sha256: row.text("blob")?,
        state: row.parsed("state", "an inbound state")?,
        result: row.maybe_text("result")?,
        messages: row.count("messages")?,
        repeats: row.count("repeats")?,
    })
}

impl Store {
    /// Stores a message before its receipt leaves; decides which of the three kinds of repeat it is, if any.
    pub async fn store_inbound(&self, new: &NewInbound, now: DateTime<Utc>) -> Result<StoredInbound, StoreError> {
        let mut tx = self.begin().await?;
        if let Some(known) = answer_known_message(&mut tx, new).await? {
            tx.commit().await?;
            return Ok(known);
        }
        let blob = blobs::put(&mut tx, &new.payload, now).await?;
        let fresh = insert_document(&mut tx, new, &blob, now).await?;
        let inbound_id = match &fresh {
            Some(id) => id.clone(),
            None => known_instance(&mut tx, new).await?,
        };
        if !insert_message(&mut tx, new, &inbound_id, now).await? {
            // Another connection stored this MessageId between the look and the write: it is the first, we repeat.
            tx.rollback().await?;
            let mut tx = self.begin().await?;
            let known = answer_known_message(&mut tx, new).await?;
            tx.commit().await?;
            return known.ok_or_else(|| StoreError::Missing { what: "message", id: new.message_id.clone() });
        }
        tx.commit().await?;
        Ok(if fresh.is_some() {
            StoredInbound::Stored { inbound_id }
        } else {
            StoredInbound::KnownInstance { inbound_id }
        })
    }

    /// Takes the oldest received document that nobody works on, for `lease_seconds`.
    pub async fn claim_inbound(
        &self,
        now: DateTime<Utc>,
        lease_seconds: u32,
        owner: &str,
    ) -> Result<Option<InboundClaim>, StoreError> {
        let mut tx = self.begin().await?;
        let rows = sqlx::query(self.claiming(
            "UPDATE inbound SET lease_owner = $1, lease_until = $2, claims = claims + 1 WHERE id = ( \
             SELECT id FROM inbound WHERE state = 'pending' AND due_at <= $3 \
             AND (lease_until IS NULL OR lease_until <= $3) ORDER BY due_at, id LIMIT 1 /* skip locked */) \
             RETURNING id, claims",
        ))
        .bind(owner.to_owned())
        .bind(instant(now + Duration::seconds(i64::from(lease_seconds))))
        .bind(instant(now))
        .fetch_all(&mut *tx)
        .await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let (id, token) = (row.text("id")?, row.int("claims")?);
        let inbound = one(&mut tx, &id).await?;
        let payload = blobs::get(&mut tx, &inbound.sha256).await?;
        tx.commit().await?;
        Ok(Some(InboundClaim { inbound, payload, token }))
    }

    /// Writes down what came of a claimed document; false when the lease had passed to someone else.
    pub async fn finish_inbound(&self, claim: &InboundClaim, result: &str) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let done = sqlx::query(
            "UPDATE inbound SET state = 'done', result = $1, lease_owner = NULL, lease_until = NULL \
             WHERE id = $2 AND claims = $3 AND state = 'pending'",
        )
        .bind(result.to_owned())
        .bind(claim.inbound.id.as_str().to_owned())
        .bind(claim.token)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    /// Lets a claimed document wait until `due`: it could not be finished now and is not lost.
    pub async fn postpone_inbound(&self, claim: &InboundClaim, due: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let postponed = sqlx::query(
            "UPDATE inbound SET due_at = $1, lease_owner = NULL, lease_until = NULL \
             WHERE id = $2 AND claims = $3 AND state = 'pending'",
        )
        .bind(instant(due))
        .bind(claim.inbound.id.as_str().to_owned())
        .bind(claim.token)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(postponed.rows_affected() == 1)
    }

    /// One received document.
    pub async fn inbound(&self, id: &InboundId) -> Result<Option<InboundRow>, StoreError> {
        let rows = sqlx::query(select("WHERE i.id = $1")).bind(id.as_str().to_owned()).fetch_all(self.reader()).await?;
        rows.first().map(read).transpose()
    }

    /// The envelope of a received document.
    pub async fn inbound_payload(&self, id: &InboundId) -> Result<Vec<u8>, StoreError> {
        match self.inbound(id).await? {
            Some(row) => self.blob(&row.sha256).await,
            None => Err(StoreError::Missing { what: "received document", id: id.to_string() }),
        }
    }

    /// Where a document was first kept, by sender and `InstanceIdentifier`.
    pub async fn find_by_sbdh_instance(
        &self,
        sender: &str,
        instance_id: &str,
    ) -> Result<Option<InboundRow>, StoreError> {
        let rows = sqlx::query(select("WHERE i.sender = $1 AND i.instance_id = $2"))
            .bind(sender.to_owned())
            .bind(instance_id.to_owned())
            .fetch_all(self.reader())
            .await?;
        rows.first().map(read).transpose()
    }

    /// What was received for a participant, oldest first, after `cursor` (the last id seen).
    pub async fn inbox(
        &self,
        receiver: &str,
        cursor: Option<&InboundId>,
        limit: u32,
    ) -> Result<Vec<InboundRow>, StoreError> {
        let rows = sqlx::query(select("WHERE i.receiver = $1 AND i.id > $2 ORDER BY i.id LIMIT $3"))
            .bind(receiver.to_owned())
            .bind(cursor.map_or_else(String::new, |id| id.as_str().to_owned()))
            .bind(i64::from(limit))
            .fetch_all(self.reader())
            .await?;
        rows.iter().map(read).collect()
    }

    /// Every (sender, `InstanceIdentifier`) held, oldest first: what a peer can count.
    pub async fn inbound_instances(&self) -> Result<Vec<(String, String)>, StoreError> {
        let rows = sqlx::query("SELECT sender, instance_id FROM inbound ORDER BY id").fetch_all(self.reader()).await?;
        rows.iter().map(|row| Ok((row.text("sender")?, row.text("instance_id")?))).collect()
    }
}

/// The answer to a `MessageId` that is already known.
async fn answer_known_message(tx: &mut AnyConnection, new: &NewInbound) -> Result<Option<StoredInbound>, StoreError> {
    let rows = sqlx::query("SELECT inbound_id, digests, receipt FROM inbound_messages WHERE message_id = $1")
        .bind(new.message_id.clone())
        .fetch_all(&mut *tx)
        .await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    if row.text("digests")? != new.digests {
        return Ok(Some(StoredInbound::SameMessageOtherDigests));
    }
    sqlx::query("UPDATE inbound_messages SET repeats = repeats + 1 WHERE message_id = $1")
        .bind(new.message_id.clone())
        .execute(tx)
        .await?;
    Ok(Some(StoredInbound::Duplicate {
        inbound_id: row.parsed("inbound_id", "an inbound id")?,
        receipt: row.bytes("receipt")?,
    }))
}

/// The document row, unless this (sender, `InstanceIdentifier`) is there already.
async fn insert_document(
    tx: &mut AnyConnection,
    new: &NewInbound,
    blob: &str,
    now: DateTime<Utc>,
) -> Result<Option<InboundId>, StoreError> {
    let id = InboundId::new();
    let inserted = sqlx::query(
        "INSERT INTO inbound (id, sender, instance_id, receiver, document_type, process, from_party, signer, m1, blob, \
         received_at, state, due_at, claims) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'pending', $11, 0) \
         ON CONFLICT DO NOTHING",
    )
    .bind(id.as_str().to_owned())
    .bind(new.sender.clone())
    .bind(new.instance_id.clone())
    .bind(new.receiver.clone())
    .bind(new.document_type.clone())
    .bind(new.process.clone())
    .bind(new.from_party.clone())
    .bind(new.signer.clone())
    .bind(instant(new.m1))
    .bind(blob.to_owned())
    .bind(instant(now))
    .execute(tx)
    .await?;
    Ok((inserted.rows_affected() == 1).then_some(id))
}

async fn known_instance(tx: &mut AnyConnection, new: &NewInbound) -> Result<InboundId, StoreError> {
    let rows = sqlx::query("SELECT id FROM inbound WHERE sender = $1 AND instance_id = $2")
        .bind(new.sender.clone())
        .bind(new.instance_id.clone())
        .fetch_all(tx)
        .await?;
    match rows.first() {
        Some(row) => row.parsed("id", "an inbound id"),
        None => Err(StoreError::Missing { what: "instance", id: new.instance_id.clone() }),
    }
}

/// The message row with its receipt; false when the `MessageId` is there already.
async fn insert_message(
    tx: &mut AnyConnection,
    new: &NewInbound,
    inbound: &InboundId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO inbound_messages (message_id, inbound_id, digests, receipt, received_at, repeats) \
         VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT DO NOTHING",
    )
    .bind(new.message_id.clone())
    .bind(inbound.as_str().to_owned())
    .bind(new.digests.clone())
    .bind(new.receipt.clone())
    .bind(instant(now))
    .execute(tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

async fn one(tx: &mut AnyConnection, id: &str) -> Result<InboundRow, StoreError> {
    let rows = sqlx::query(select("WHERE i.id = $1")).bind(id.to_owned()).fetch_all(tx).await?;
    match rows.first() {
        Some(row) => read(row),
        None => Err(StoreError::Missing { what: "received document", id: id.to_owned() }),
    }
}
