//! The outbox: claim what is due under a lease, keep the prepared bytes, give a claim back or queue it anew.
//!
//! The count of claims is the fencing token of a lease: a worker that was believed dead and comes back can add its
//! attempt to the record, and a receipt it brings is evidence, but it cannot overrule the worker that followed.

use chrono::{DateTime, Duration, Utc};
use lifecycle::{Progress, delivery};
use serde_json::json;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::attempts::Recorded;
use crate::codec::{Columns, instant, json_text};
use crate::deliveries::Channel;
use crate::documents::DocumentKind;
use crate::events::{self, Event};
use crate::{DeliveryId, DocumentId, Store, StoreError, blobs};

/// A due delivery, held by one worker until its lease ends. No lock and no connection is held meanwhile.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The delivery.
    pub delivery_id: DeliveryId,
    /// The document.
    pub document_id: DocumentId,
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
    /// When the document was taken in: the creation time of its envelope, the same in every repeat.
    pub created_at: DateTime<Utc>,
    /// What the caller kept of the document.
    pub summary: serde_json::Value,
    /// The bytes to deliver.
    pub bytes: Vec<u8>,
    /// The way it leaves.
    pub channel: Channel,
    /// The mail address.
    pub address: Option<String>,
    /// SBDH `InstanceIdentifier`.
    pub instance_id: String,
    /// AS4 `MessageId`.
    pub message_id: String,
    /// AS4 `ConversationId`.
    pub conversation_id: String,
    /// SBDH `MLS_TYPE`.
    pub mls_type: Option<String>,
    /// The message as prepared for the first attempt: sent again byte for byte.
    pub prepared: Option<Vec<u8>>,
    /// Where that one was to go.
    pub endpoint_url: Option<String>,
    /// Whose certificate it was sealed for.
    pub receiver_fingerprint: Option<String>,
    /// What the retry policy needs to know.
    pub progress: Progress,
    /// Fencing token of the lease.
    pub token: i64,
}

impl Store {
    /// Takes the delivery that is due longest, for `lease_seconds`, and marks it as being sent.
    pub async fn claim_due(
        &self,
        now: DateTime<Utc>,
        lease_seconds: u32,
        owner: &str,
    ) -> Result<Option<Claim>, StoreError> {
        let mut tx = self.begin().await?;
        // A row whose delivery was settled by other evidence is dropped on the way; the loop ends with the queue.
        loop {
            let rows = sqlx::query(self.claiming(
                "UPDATE outbox SET lease_owner = $1, lease_until = $2, claims = claims + 1 WHERE delivery_id = ( \
                 SELECT delivery_id FROM outbox WHERE due_at <= $3 AND (lease_until IS NULL OR lease_until <= $3) \
                 ORDER BY due_at, delivery_id LIMIT 1 /* skip locked */) RETURNING delivery_id, claims",
            ))
            .bind(owner.to_owned())
            .bind(instant(now + Duration::seconds(i64::from(lease_seconds))))
            .bind(instant(now))
            .fetch_all(&mut *tx)
            .await?;
            let Some(row) = rows.first() else {
                tx.commit().await?;
                return Ok(None);
            };
            let (id, token) = (row.text("delivery_id")?, row.int("claims")?);
            if let Some(claim) = start(&mut tx, &id, token, owner, now).await? {
                tx.commit().await?;
                return Ok(Some(claim));
            }
            remove(&mut tx, &id).await?;
        }
    }

    /// Keeps the message as it is about to be sent, before the first byte leaves; false when the lease has passed
    /// on. A repeat finds it in [`Claim::prepared`].
    pub async fn save_prepared(
        &self,
        claim: &Claim,
        prepared: &[u8],
        endpoint_url: &str,
        receiver_fingerprint: &str,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        if !holds_lease(&mut tx, claim).await? {
            return Ok(false);
        }
        sqlx::query("UPDATE deliveries SET prepared = $1, endpoint_url = $2, receiver_fingerprint = $3 WHERE id = $4")
            .bind(prepared.to_vec())
            .bind(endpoint_url.to_owned())
            .bind(receiver_fingerprint.to_owned())
            .bind(claim.delivery_id.as_str().to_owned())
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Gives a claim back without an attempt, as when the breaker of its destination is open; false when the
    /// lease has passed on.
    pub async fn postpone(
        &self,
        claim: &Claim,
        until: DateTime<Utc>,
        note: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        if !holds_lease(&mut tx, claim).await? {
            return Ok(false);
        }
        let state = current(&mut tx, &claim.delivery_id).await?;
        let Ok(to) = state.apply(delivery::Event::Deferred) else {
            return Ok(false);
        };
        set_state(&mut tx, claim.delivery_id.as_str(), state, to).await?;
        release(&mut tx, &claim.delivery_id, until).await?;
        let event = Event {
            tenant: &claim.tenant,
            document: Some(claim.document_id.as_str()),
            delivery: Some(claim.delivery_id.as_str()),
            receivable: None,
            track: "delivery",
            what: delivery::Event::Deferred.as_str(),
            moved: Some((state.as_str(), to.as_str())),
            detail: json!({"due": instant(until), "note": note, "attempted": false}),
        };
        events::append(&mut tx, event, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Puts a failed or unknown delivery back into the queue with its ids and bytes: a person's decision. The
    /// answer is the state it then has, unchanged where the decision does not apply.
    pub async fn requeue(&self, id: &DeliveryId, author: &str, now: DateTime<Utc>) -> Result<Recorded, StoreError> {
        let mut tx = self.begin().await?;
        let state = current(&mut tx, id).await?;
        let Ok(to) = state.apply(delivery::Event::Queued) else {
            return Ok(Recorded::Kept(state));
        };
        set_state(&mut tx, id.as_str(), state, to).await?;
        // A new schedule; what may have arrived before stays in mind.
        let progress = progress(&mut tx, id).await?;
        let progress = Progress { unanswered: progress.unanswered, ..Progress::default() };
        sqlx::query("UPDATE deliveries SET progress = $1, failure = NULL, note = NULL WHERE id = $2")
            .bind(json_text(&progress))
            .bind(id.as_str().to_owned())
            .execute(&mut *tx)
            .await?;
        sqlx::query("INSERT INTO outbox (delivery_id, due_at, claims) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING")
            .bind(id.as_str().to_owned())
            .bind(instant(now))
            .execute(&mut *tx)
            .await?;
        let (tenant, document) = owner(&mut tx, id).await?;
        let event = Event {
            tenant: &tenant,
            document: Some(&document),
            delivery: Some(id.as_str()),
            receivable: None,
            track: "delivery",
            what: delivery::Event::Queued.as_str(),
            moved: Some((state.as_str(), to.as_str())),
            detail: json!({"author": author}),
        };
        events::append(&mut tx, event, now).await?;
        tx.commit().await?;
        Ok(Recorded::Moved(to))
    }

    /// When the next delivery or received document is due, leases counted: how long a worker may rest.
    pub async fn next_due(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let rows = sqlx::query(
            "SELECT MIN(at) AS at FROM ( \
             SELECT CASE WHEN lease_until IS NOT NULL AND lease_until > due_at THEN lease_until ELSE due_at END AS at \
             FROM outbox UNION ALL \
             SELECT CASE WHEN lease_until IS NOT NULL AND lease_until > due_at THEN lease_until ELSE due_at END AS at \
             FROM inbound WHERE state = 'pending') waiting",
        )
        .fetch_all(self.reader())
        .await?;
        rows.first().map_or(Ok(None), |row| row.maybe_instant("at"))
    }
}

/// Marks a claimed delivery as being sent and reads all a worker needs; `None` when it is settled already.
async fn start(
    tx: &mut AnyConnection,
    id: &str,
    token: i64,
    owner: &str,
    now: DateTime<Utc>,
) -> Result<Option<Claim>, StoreError> {
    let rows = sqlx::query(
        "SELECT v.id, v.document_id, v.state, v.channel, v.address, v.instance_id, v.message_id, v.conversation_id, \
         v.mls_type, v.progress, v.prepared, v.endpoint_url, v.receiver_fingerprint, COALESCE(v.blob, d.blob) AS blob, \
         d.tenant, d.kind, d.number, d.sender, d.receiver, d.document_type, d.process, d.country_c1, d.summary, \
         d.created_at FROM deliveries v JOIN documents d ON d.id = v.document_id WHERE v.id = $1",
    )
    .bind(id.to_owned())
    .fetch_all(&mut *tx)
    .await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let state: delivery::State = row.parsed("state", "a delivery state")?;
    let Ok(to) = state.apply(delivery::Event::Started) else {
        return Ok(None);
    };
    let mut claim = read_claim(tx, row, token).await?;
    if state == delivery::State::Sending {
        claim.progress = claim.progress.after_lost_worker();
    }
    let started = sqlx::query("UPDATE deliveries SET state = $1, progress = $2 WHERE id = $3 AND state = $4")
        .bind(to.as_str())
        .bind(json_text(&claim.progress))
        .bind(id.to_owned())
        .bind(state.as_str())
        .execute(&mut *tx)
        .await?;
    if started.rows_affected() == 0 {
        return Ok(None);
    }
    let event = Event {
        tenant: &claim.tenant,
        document: Some(claim.document_id.as_str()),
        delivery: Some(id),
        receivable: None,
        track: "delivery",
        what: delivery::Event::Started.as_str(),
        moved: Some((state.as_str(), to.as_str())),
        detail: json!({"worker": owner, "try": claim.progress.tries + 1, "after_lost_worker": state == to}),
    };
    events::append(tx, event, now).await?;
    Ok(Some(claim))
}

async fn read_claim(tx: &mut AnyConnection, row: &AnyRow, token: i64) -> Result<Claim, StoreError> {
    Ok(Claim {
        delivery_id: row.parsed("id", "a delivery id")?,
        document_id: row.parsed("document_id", "a document id")?,
        tenant: row.text("tenant")?,
        kind: row.parsed("kind", "a document kind")?,
        number: row.text("number")?,
        sender: row.text("sender")?,
        receiver: row.text("receiver")?,
        document_type: row.text("document_type")?,
        process: row.text("process")?,
        country_c1: row.text("country_c1")?,
        created_at: row.instant("created_at")?,
        summary: row.json("summary")?,
        bytes: blobs::get(tx, &row.text("blob")?).await?,
        channel: row.parsed("channel", "a channel")?,
        address: row.maybe_text("address")?,
        instance_id: row.text("instance_id")?,
        message_id: row.text("message_id")?,
        conversation_id: row.text("conversation_id")?,
        mls_type: row.maybe_text("mls_type")?,
        prepared: row.maybe_bytes("prepared")?,
        endpoint_url: row.maybe_text("endpoint_url")?,
        receiver_fingerprint: row.maybe_text("receiver_fingerprint")?,
        progress: row.json("progress")?,
        token,
    })
}

/// Whether this claim is still the newest. The update takes the row, so that no one can claim it meanwhile.
pub(crate) async fn holds_lease(tx: &mut AnyConnection, claim: &Claim) -> Result<bool, StoreError> {
    let held = sqlx::query("UPDATE outbox SET claims = claims WHERE delivery_id = $1 AND claims = $2")
        .bind(claim.delivery_id.as_str().to_owned())
        .bind(claim.token)
        .execute(tx)
        .await?;
    Ok(held.rows_affected() == 1)
}

/// The state of a delivery, taken for writing: updates that change nothing hold the rows until the end. Everyone
/// takes them in this order (receivables by id, outbox row, delivery), so that nobody waits in a circle.
pub(crate) async fn current(tx: &mut AnyConnection, id: &DeliveryId) -> Result<delivery::State, StoreError> {
    sqlx::query("UPDATE outbox SET claims = claims WHERE delivery_id = $1")
        .bind(id.as_str().to_owned())
        .execute(&mut *tx)
        .await?;
    let rows = sqlx::query("UPDATE deliveries SET state = state WHERE id = $1 RETURNING state")
        .bind(id.as_str().to_owned())
        .fetch_all(tx)
        .await?;
    match rows.first() {
        Some(row) => row.parsed("state", "a delivery state"),
        None => Err(StoreError::Missing { what: "delivery", id: id.to_string() }),
    }
}

/// Compare-and-set of the state alone; false when it is no longer `from`.
pub(crate) async fn set_state(
    tx: &mut AnyConnection,
    id: &str,
    from: delivery::State,
    to: delivery::State,
) -> Result<bool, StoreError> {
    let set = sqlx::query("UPDATE deliveries SET state = $1 WHERE id = $2 AND state = $3")
        .bind(to.as_str())
        .bind(id.to_owned())
        .bind(from.as_str())
        .execute(tx)
        .await?;
    Ok(set.rows_affected() == 1)
}

async fn progress(tx: &mut AnyConnection, id: &DeliveryId) -> Result<Progress, StoreError> {
    let rows =
        sqlx::query("SELECT progress FROM deliveries WHERE id = $1").bind(id.as_str().to_owned()).fetch_all(tx).await?;
    rows.first().map_or_else(|| Ok(Progress::default()), |row| row.json("progress"))
}

/// Tenant and document of a delivery.
pub(crate) async fn owner(tx: &mut AnyConnection, id: &DeliveryId) -> Result<(String, String), StoreError> {
    let rows =
        sqlx::query("SELECT d.tenant, d.id FROM deliveries v JOIN documents d ON d.id = v.document_id WHERE v.id = $1")
            .bind(id.as_str().to_owned())
            .fetch_all(tx)
            .await?;
    match rows.first() {
        Some(row) => Ok((row.text("tenant")?, row.text("id")?)),
        None => Err(StoreError::Missing { what: "delivery", id: id.to_string() }),
    }
}

pub(crate) async fn remove(tx: &mut AnyConnection, delivery: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM outbox WHERE delivery_id = $1").bind(delivery.to_owned()).execute(tx).await?;
    Ok(())
}

/// Gives the lease back until `due`. The count goes up, so that the giver's token is worth nothing any more.
pub(crate) async fn release(tx: &mut AnyConnection, id: &DeliveryId, due: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE outbox SET due_at = $1, lease_owner = NULL, lease_until = NULL, claims = claims + 1 \
         WHERE delivery_id = $2",
    )
    .bind(instant(due))
    .bind(id.as_str().to_owned())
    .execute(tx)
    .await?;
    Ok(())
}
