//! What an attempt came to, written down: its row, the state by compare-and-set, the event, the receipt, the next due
//! time and what follows from an arrival, in one transaction.

use chrono::{DateTime, Utc};
use lifecycle::{AttemptOutcome, Next, delivery};
use serde_json::json;
use sqlx::AnyConnection;

use crate::codec::{instant, json_text};
use crate::events::{self, Event};
use crate::outbox::{self, Claim};
use crate::{AttemptId, Store, StoreError, arrival};

/// A verified receipt.
#[derive(Debug, Clone)]
pub struct ReceiptRecord {
    /// Its own `eb:MessageId`.
    pub message_id: String,
    /// Its `eb:Timestamp`.
    pub at: DateTime<Utc>,
    /// Who signed it.
    pub signer: String,
    /// As it came.
    pub raw: Vec<u8>,
}

/// One finished attempt.
#[derive(Debug, Clone)]
pub struct AttemptRecord {
    /// When it began.
    pub started: DateTime<Utc>,
    /// When it ended.
    pub ended: DateTime<Utc>,
    /// Where to.
    pub endpoint: Option<String>,
    /// What it came to.
    pub outcome: AttemptOutcome,
    /// A finer code than the outcome's own name, where there is one: `not_registered`,
    /// `document_type_not_supported`, `EBMS:0004`. [`Store::summary_counts`] counts by it.
    pub failure: Option<String>,
    /// The receipt, when one came and was verified.
    pub receipt: Option<ReceiptRecord>,
}

/// What writing an attempt down came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// The delivery moved to this state.
    Moved(delivery::State),
    /// The attempt is on record; the delivery had moved on already and stays where it is.
    Kept(delivery::State),
}

impl Store {
    /// Writes an attempt down: its row, the state, the event, the next due time and what follows from an arrival,
    /// in one transaction.
    pub async fn record_attempt(
        &self,
        claim: &Claim,
        record: &AttemptRecord,
        next: &Next,
        now: DateTime<Utc>,
    ) -> Result<Recorded, StoreError> {
        let mut tx = self.begin().await?;
        arrival::hold_receivables(&mut tx, claim.document_id.as_str()).await?;
        let holds = outbox::holds_lease(&mut tx, claim).await?;
        insert_attempt(&mut tx, claim, record).await?;
        let state = outbox::current(&mut tx, &claim.delivery_id).await?;
        // The holder moves as the policy says. Anyone may bring a receipt: it is evidence whoever waited for it.
        let event = match (&record.outcome, holds) {
            (AttemptOutcome::Receipted, true) => Some(delivery::Event::Receipted),
            (AttemptOutcome::Receipted, false) => Some(delivery::Event::Proven),
            (_, true) => Some(next.event),
            (_, false) => None,
        };
        let moved = event.and_then(|event| state.apply(event).ok().map(|to| (event, to)));
        let recorded = if let Some((event, to)) = moved {
            move_delivery(&mut tx, claim, record, next, (state, to)).await?;
            append(&mut tx, claim, record, next, event.as_str(), (state, to), now).await?;
            if to == delivery::State::Delivered {
                arrival::arrived(&mut tx, claim.document_id.as_str(), now).await?;
            }
            Recorded::Moved(to)
        } else {
            keep_receipt(&mut tx, claim, record).await?;
            append(&mut tx, claim, record, next, record.outcome.as_str(), (state, state), now).await?;
            Recorded::Kept(state)
        };
        settle_outbox(&mut tx, claim, holds, next, recorded).await?;
        tx.commit().await?;
        Ok(recorded)
    }
}

async fn insert_attempt(tx: &mut AnyConnection, claim: &Claim, record: &AttemptRecord) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO attempts (id, delivery_id, started_at, ended_at, endpoint, outcome, detail) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(AttemptId::new().as_str().to_owned())
    .bind(claim.delivery_id.as_str().to_owned())
    .bind(instant(record.started))
    .bind(instant(record.ended))
    .bind(record.endpoint.clone())
    .bind(record.outcome.as_str())
    .bind(json_text(&record.outcome))
    .execute(tx)
    .await?;
    Ok(())
}

/// State, progress, receipt and reasons of an attempt, by compare-and-set.
async fn move_delivery(
    tx: &mut AnyConnection,
    claim: &Claim,
    record: &AttemptRecord,
    next: &Next,
    (from, to): (delivery::State, delivery::State),
) -> Result<(), StoreError> {
    let failure = match record.outcome {
        AttemptOutcome::Receipted => None,
        _ => Some(record.failure.clone().unwrap_or_else(|| record.outcome.as_str().to_owned())),
    };
    let receipt = record.receipt.as_ref();
    let delivered_at = (to == delivery::State::Delivered).then(|| instant(record.ended));
    // Bytes sealed for a certificate that is no longer the receiver's are dropped; the ids stay.
    sqlx::query(
        "UPDATE deliveries SET state = $1, progress = $2, note = $3, failure = $4, receipt_id = COALESCE(receipt_id, $5), \
         receipt = COALESCE(receipt, $6), receipt_at = COALESCE(receipt_at, $7), \
         receipt_signer = COALESCE(receipt_signer, $8), delivered_at = COALESCE(delivered_at, $9), \
         prepared = CASE WHEN $10 = 1 THEN NULL ELSE prepared END WHERE id = $11 AND state = $12",
    )
    .bind(to.as_str())
    .bind(json_text(&next.progress))
    .bind(next.note.map(str::to_owned))
    .bind(failure)
    .bind(receipt.map(|receipt| receipt.message_id.clone()))
    .bind(receipt.map(|receipt| receipt.raw.clone()))
    .bind(receipt.map(|receipt| instant(receipt.at)))
    .bind(receipt.map(|receipt| receipt.signer.clone()))
    .bind(delivered_at)
    .bind(i64::from(next.look_up_again))
    .bind(claim.delivery_id.as_str().to_owned())
    .bind(from.as_str())
    .execute(tx)
    .await?;
    Ok(())
}

/// A receipt that moved nothing, because other evidence was faster, is still the better proof.
async fn keep_receipt(tx: &mut AnyConnection, claim: &Claim, record: &AttemptRecord) -> Result<(), StoreError> {
    let Some(receipt) = &record.receipt else {
        return Ok(());
    };
    sqlx::query(
        "UPDATE deliveries SET receipt_id = $1, receipt = $2, receipt_at = $3, receipt_signer = $4 \
         WHERE id = $5 AND receipt IS NULL",
    )
    .bind(receipt.message_id.clone())
    .bind(receipt.raw.clone())
    .bind(instant(receipt.at))
    .bind(receipt.signer.clone())
    .bind(claim.delivery_id.as_str().to_owned())
    .execute(tx)
    .await?;
    Ok(())
}

async fn append(
    tx: &mut AnyConnection,
    claim: &Claim,
    record: &AttemptRecord,
    next: &Next,
    event: &str,
    (from, to): (delivery::State, delivery::State),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let receipt = record
        .receipt
        .as_ref()
        .map(|receipt| json!({"message_id": receipt.message_id, "at": instant(receipt.at), "signer": receipt.signer}));
    let event = Event {
        tenant: &claim.tenant,
        document: Some(claim.document_id.as_str()),
        delivery: Some(claim.delivery_id.as_str()),
        receivable: None,
        track: "delivery",
        what: event,
        moved: Some((from.as_str(), to.as_str())),
        detail: json!({
            "message_id": claim.message_id, "endpoint": record.endpoint, "attempt": record.outcome,
            "failure": record.failure, "receipt": receipt, "note": next.note, "due": next.due.map(instant),
            "applied": from != to,
        }),
    };
    events::append(tx, event, now).await
}

/// Leaves the outbox as the new state wants it: a later due time, or no row.
async fn settle_outbox(
    tx: &mut AnyConnection,
    claim: &Claim,
    holds: bool,
    next: &Next,
    recorded: Recorded,
) -> Result<(), StoreError> {
    let (Recorded::Moved(state) | Recorded::Kept(state)) = recorded;
    if state.is_settled() {
        return outbox::remove(tx, claim.delivery_id.as_str()).await;
    }
    match next.due {
        Some(due) if holds => outbox::release(tx, &claim.delivery_id, due).await,
        _ => Ok(()),
    }
}
