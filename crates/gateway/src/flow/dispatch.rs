//! Step 2, dispatch: a due delivery is claimed, tried once, and what happened is written down.
//!
//! Before it: `ingest`. After it: the peer's `receive`, and `respond` when it answers. The decision is pure
//! (`lifecycle::after_attempt`), the effects are at the ends. Identifiers and bytes were stored before the first byte
//! leaves, so a repeat is a repeat and never a second invoice.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use store::{AttemptRecord, Claim, NewHold, Recorded};

use crate::access_point::{AccessPoint, Delivered, Delivery};
use crate::dunning::gate;
use crate::fail_point::reach;
use crate::{Error, Gateway};

/// How long a worker may hold a delivery before another takes it over: longer than any exchange may last.
const LEASE_SECONDS: u32 = 300;

/// What one pass did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dispatched {
    /// No delivery is due.
    NothingDue,
    /// One attempt was made and written down.
    Attempted {
        /// The delivery.
        delivery_id: store::DeliveryId,
        /// What it delivers.
        document_id: store::DocumentId,
        /// The kind of that.
        kind: store::DocumentKind,
        /// Where the delivery stands now.
        state: lifecycle::delivery::State,
    },
    /// A reminder that must not leave any more; the reasons are stored as holds.
    Withheld {
        /// The delivery.
        delivery_id: store::DeliveryId,
    },
    /// The destination is left alone for now; nothing was tried.
    Postponed {
        /// The delivery.
        delivery_id: store::DeliveryId,
        /// Not before this instant.
        until: DateTime<Utc>,
    },
    /// Another worker took the delivery over before anything was sent.
    LeaseLost {
        /// The delivery.
        delivery_id: store::DeliveryId,
    },
}

/// One pass: claim what is due, deliver it, write down what happened.
pub async fn dispatch_one(gateway: &Gateway) -> Result<Dispatched, Error> {
    let started = gateway.now();
    let Some(claim) = gateway.store().claim_due(started, LEASE_SECONDS, gateway.owner()).await? else {
        return Ok(Dispatched::NothingDue);
    };
    reach("dispatch.claimed");
    let holds = gate::last_look(gateway, &claim).await?;
    if !holds.is_empty() {
        return withhold(gateway, claim, &holds).await;
    }
    match AccessPoint::of(claim.channel).deliver(gateway, &claim).await? {
        Delivery::LeaseLost => Ok(Dispatched::LeaseLost { delivery_id: claim.delivery_id }),
        Delivery::Wait(until) => postpone(gateway, claim, until).await,
        Delivery::Tried(delivered) => record(gateway, claim, delivered, started).await,
    }
}

/// Facts moved between the queue and the door: the reminder is taken back, and the reasons are kept.
async fn withhold(gateway: &Gateway, claim: Claim, holds: &[NewHold]) -> Result<Dispatched, Error> {
    let (store, now) = (gateway.store(), gateway.now());
    store.record_holds(holds, now).await?;
    // Out of the worker's hands first: what is being sent cannot be taken back.
    store.postpone(&claim, now, "withheld by the gate before it left", now).await?;
    for hold in holds {
        store.cancel_queued_reminders(&hold.receivable_id, now).await?;
    }
    Ok(Dispatched::Withheld { delivery_id: claim.delivery_id })
}

async fn postpone(gateway: &Gateway, claim: Claim, until: DateTime<Utc>) -> Result<Dispatched, Error> {
    let note = "the destination did not answer several times and is left alone";
    gateway.store().postpone(&claim, until, note, gateway.now()).await?;
    Ok(Dispatched::Postponed { delivery_id: claim.delivery_id, until })
}

async fn record(
    gateway: &Gateway,
    claim: Claim,
    delivered: Delivered,
    started: DateTime<Utc>,
) -> Result<Dispatched, Error> {
    reach("dispatch.answered");
    let now = gateway.now();
    let next = lifecycle::after_attempt(&claim.progress, &delivered.outcome, now, jitter());
    if next.look_up_again {
        forget(gateway, &claim);
    }
    let outcome = delivered.outcome.as_str();
    tracing::info!(delivery.id = %claim.delivery_id, as4.message_id = %claim.message_id, outcome, "attempt");
    let attempt = AttemptRecord {
        started,
        ended: now,
        endpoint: delivered.endpoint,
        outcome: delivered.outcome,
        failure: delivered.failure,
        receipt: delivered.receipt,
    };
    let (Recorded::Moved(state) | Recorded::Kept(state)) =
        gateway.store().record_attempt(&claim, &attempt, &next, now).await?;
    reach("dispatch.recorded");
    Ok(Dispatched::Attempted {
        delivery_id: claim.delivery_id,
        document_id: claim.document_id,
        kind: claim.kind,
        state,
    })
}

/// What the SMP said of this receiver is no longer believed.
fn forget(gateway: &Gateway, claim: &Claim) {
    if let Ok(receiver) = claim.receiver.parse() {
        gateway.discovery().forget(&receiver);
    }
}

/// Spreads retries of many deliveries: any number between 0 and 1 will do, it needs no secrecy.
fn jitter() -> f64 {
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
    f64::from(nanos % 1000) / 999.0
}
