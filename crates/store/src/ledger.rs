//! The ledger: every change to what is settled on a receivable goes through [`cover`], which moves the settlement
//! and the follow-up, raises the version that reminders are checked against, and takes back queued reminders.

use chrono::{DateTime, Utc};
use lifecycle::{Progress, delivery, follow_up, settlement};
use serde_json::{Value, json};
use sqlx::AnyConnection;

use crate::codec::{Columns as _, date, from_units, instant};
use crate::events::{self, Event};
use crate::money::{self, ReceivableRow};
use crate::{DeliveryId, ReceivableId, Store, StoreError, outbox};

/// A change to what is settled.
pub(crate) struct Change {
    /// By how much, signed as the receivable is.
    pub units: i64,
    /// Whether a credit note brings it.
    pub credit: bool,
    /// Whether the payer sent more than the claim.
    pub over: bool,
    /// Proof for the history.
    pub detail: Value,
}

/// Reminders taken back, and those it was too late for.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct TakenBack {
    /// Numbers of reminders that were still queued and will not leave.
    pub cancelled: Vec<String>,
    /// Numbers of reminders that had left, or may have: they are followed by a word, not recalled.
    pub already_out: Vec<String>,
}

impl TakenBack {
    /// Adds what another change took back.
    pub(crate) fn join(&mut self, other: Self) {
        self.cancelled.extend(other.cancelled);
        self.already_out.extend(other.already_out);
    }
}

/// Moves the settlement by a change; `None` when it would settle more than there is, or less than nothing.
pub(crate) async fn cover(
    tx: &mut AnyConnection,
    id: &ReceivableId,
    change: &Change,
    now: DateTime<Utc>,
) -> Result<Option<TakenBack>, StoreError> {
    let updated = sqlx::query(
        "UPDATE receivables SET settled_units = settled_units + $1, credited_units = credited_units + $2 WHERE id = $3 \
         AND ((payable_units >= 0 AND settled_units + $1 BETWEEN 0 AND payable_units) \
         OR (payable_units < 0 AND settled_units + $1 BETWEEN payable_units AND 0))",
    )
    .bind(change.units)
    .bind(if change.credit { change.units } else { 0 })
    .bind(id.as_str().to_owned())
    .execute(&mut *tx)
    .await?;
    if updated.rows_affected() == 0 {
        return Ok(None);
    }
    let receivable = taken(tx, id).await?;
    let closed = move_settlement(tx, &receivable, change, now).await?;
    let event = match (closed, receivable.follow_up) {
        (true, _) => Some(follow_up::Event::Settled),
        (false, follow_up::State::Closed) => Some(follow_up::resumption(receivable.level)),
        (false, _) => None,
    };
    if let Some(event) = event {
        move_follow_up(tx, &receivable, event, json!({"cause": "settlement"}), now).await?;
    }
    changed(tx, &receivable, now).await.map(Some)
}

/// A receivable read and held for writing until the transaction ends.
pub(crate) async fn taken(tx: &mut AnyConnection, id: &ReceivableId) -> Result<ReceivableRow, StoreError> {
    sqlx::query("UPDATE receivables SET ledger_version = ledger_version WHERE id = $1")
        .bind(id.as_str().to_owned())
        .execute(&mut *tx)
        .await?;
    let rows = sqlx::query(money::select("WHERE r.id = $1")).bind(id.as_str().to_owned()).fetch_all(tx).await?;
    match rows.first() {
        Some(row) => money::read(row),
        None => Err(StoreError::Missing { what: "receivable", id: id.to_string() }),
    }
}

/// Something the gate looks at has changed: a new version, another look by the next run, queued reminders back.
pub(crate) async fn changed(
    tx: &mut AnyConnection,
    receivable: &ReceivableRow,
    now: DateTime<Utc>,
) -> Result<TakenBack, StoreError> {
    sqlx::query("UPDATE receivables SET ledger_version = ledger_version + 1, watched = 1 WHERE id = $1")
        .bind(receivable.id.as_str().to_owned())
        .execute(&mut *tx)
        .await?;
    take_back_reminders(tx, &receivable.tenant, &receivable.id, now).await
}

/// Settlement state from the amounts; answers whether nothing is left to chase.
async fn move_settlement(
    tx: &mut AnyConnection,
    receivable: &ReceivableRow,
    change: &Change,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let event = if receivable.settled.is_zero() && !receivable.payable.is_zero() {
        settlement::Event::Reopened
    } else if !receivable.open.is_zero() {
        settlement::Event::PartCovered
    } else if change.over {
        settlement::Event::OverCovered
    } else if receivable.credited == receivable.payable {
        settlement::Event::CoveredByCredit
    } else {
        settlement::Event::CoveredByPayment
    };
    let from = receivable.settlement;
    let to = from.apply(event).unwrap_or(from);
    sqlx::query("UPDATE receivables SET settlement_state = $1 WHERE id = $2 AND settlement_state = $3")
        .bind(to.as_str())
        .bind(receivable.id.as_str().to_owned())
        .bind(from.as_str())
        .execute(&mut *tx)
        .await?;
    let entry = Event {
        tenant: &receivable.tenant,
        document: Some(receivable.document_id.as_str()),
        delivery: None,
        receivable: Some(receivable.id.as_str()),
        track: "settlement",
        what: event.as_str(),
        moved: Some((from.as_str(), to.as_str())),
        detail: json!({
            "amount": from_units(change.units), "open": receivable.open, "currency": receivable.currency,
            "proof": change.detail,
        }),
    };
    events::append(tx, entry, now).await?;
    Ok(to.is_closed())
}

/// Moves the follow-up by an event; false where it does not apply, which is then not written either.
pub(crate) async fn move_follow_up(
    tx: &mut AnyConnection,
    receivable: &ReceivableRow,
    event: follow_up::Event,
    detail: Value,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let from = receivable.follow_up;
    let Ok(to) = from.apply(event) else {
        return Ok(false);
    };
    let moved = sqlx::query("UPDATE receivables SET follow_up_state = $1 WHERE id = $2 AND follow_up_state = $3")
        .bind(to.as_str())
        .bind(receivable.id.as_str().to_owned())
        .bind(from.as_str())
        .execute(&mut *tx)
        .await?;
    if moved.rows_affected() == 0 {
        return Ok(false);
    }
    let entry = Event {
        tenant: &receivable.tenant,
        document: Some(receivable.document_id.as_str()),
        delivery: None,
        receivable: Some(receivable.id.as_str()),
        track: "follow_up",
        what: event.as_str(),
        moved: Some((from.as_str(), to.as_str())),
        detail,
    };
    events::append(tx, entry, now).await?;
    Ok(true)
}

/// Late payment wins (`reminders.md` §5.5): what is still queued will not leave, and gives its level back.
async fn take_back_reminders(
    tx: &mut AnyConnection,
    tenant: &str,
    receivable: &ReceivableId,
    now: DateTime<Utc>,
) -> Result<TakenBack, StoreError> {
    let rows = sqlx::query(
        "SELECT m.id AS reminder_id, m.number, m.document_id, v.id AS delivery_id, v.progress FROM reminder_items i \
         JOIN reminders m ON m.id = i.reminder_id JOIN deliveries v ON v.document_id = m.document_id \
         WHERE i.receivable_id = $1 AND i.cancelled_at IS NULL AND v.state IN ('queued', 'waiting_retry', 'sending') \
         ORDER BY v.id",
    )
    .bind(receivable.as_str().to_owned())
    .fetch_all(&mut *tx)
    .await?;
    let mut taken_back = TakenBack::default();
    for row in &rows {
        let id: DeliveryId = row.parsed("delivery_id", "a delivery id")?;
        let state = outbox::current(tx, &id).await?;
        let event = delivery::withdrawal(&row.json::<Progress>("progress")?);
        let Ok(to) = state.apply(event).map_err(|_| ()).and_then(|to| withdrawable(state, to)) else {
            taken_back.already_out.push(row.text("number")?);
            continue;
        };
        outbox::set_state(tx, id.as_str(), state, to).await?;
        outbox::remove(tx, id.as_str()).await?;
        let document = row.text("document_id")?;
        let entry = Event {
            tenant,
            document: Some(&document),
            delivery: Some(id.as_str()),
            receivable: Some(receivable.as_str()),
            track: "delivery",
            what: event.as_str(),
            moved: Some((state.as_str(), to.as_str())),
            detail: json!({"cause": "the receivable changed after the reminder was planned"}),
        };
        events::append(tx, entry, now).await?;
        if to == delivery::State::Cancelled {
            give_levels_back(tx, &row.text("reminder_id")?, now).await?;
            taken_back.cancelled.push(row.text("number")?);
        } else {
            taken_back.already_out.push(row.text("number")?);
        }
    }
    Ok(taken_back)
}

/// While a worker holds it, nobody can say that it did not leave.
fn withdrawable(from: delivery::State, to: delivery::State) -> Result<delivery::State, ()> {
    if from == delivery::State::Sending { Err(()) } else { Ok(to) }
}

async fn give_levels_back(tx: &mut AnyConnection, reminder: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query("UPDATE reminder_items SET cancelled_at = $1 WHERE reminder_id = $2 AND cancelled_at IS NULL")
        .bind(instant(now))
        .bind(reminder.to_owned())
        .execute(tx)
        .await?;
    Ok(())
}

impl Store {
    /// Takes back the reminders of a receivable that are still queued.
    pub async fn cancel_queued_reminders(
        &self,
        receivable: &ReceivableId,
        now: DateTime<Utc>,
    ) -> Result<TakenBack, StoreError> {
        let mut tx = self.begin().await?;
        let row = taken(&mut tx, receivable).await?;
        let taken_back = take_back_reminders(&mut tx, &row.tenant, receivable, now).await?;
        tx.commit().await?;
        Ok(taken_back)
    }

    /// A person's decision about the chase of one receivable: a hold, a promise, a dispute, or the end of one.
    /// False where the event does not apply to the state it is in.
    pub async fn decide_follow_up(
        &self,
        receivable: &ReceivableId,
        decision: &Decision,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let row = taken(&mut tx, receivable).await?;
        let detail = json!({"author": decision.author, "reason": decision.reason, "until": decision.until});
        if !move_follow_up(&mut tx, &row, decision.event, detail, now).await? {
            return Ok(false);
        }
        remember_decision(&mut tx, &row, decision, now).await?;
        changed(&mut tx, &row, now).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// The facts a decision leaves for the gate. A later decision replaces the earlier one.
async fn remember_decision(
    tx: &mut AnyConnection,
    receivable: &ReceivableRow,
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use follow_up::Event::{DisputeOpened, Paused, Promised, Resumed, ResumedAtLevel};
    let until = decision.until.map(date);
    let (promised, held) = match decision.event {
        Promised => (until, None),
        Paused => (None, Some((decision.reason.clone(), until))),
        _ => (None, None),
    };
    let resumed = matches!(decision.event, Resumed | ResumedAtLevel).then(|| date(now.date_naive()));
    let (hold_reason, hold_until) = held.map_or((None, None), |(reason, until)| (Some(reason), until));
    sqlx::query(
        "UPDATE receivables SET promised_date = $1, hold_reason = $2, hold_until = $3, dispute_open = $4, \
         resumed_on = COALESCE($5, resumed_on) WHERE id = $6",
    )
    .bind(promised)
    .bind(hold_reason)
    .bind(hold_until)
    .bind(i64::from(decision.event == DisputeOpened))
    .bind(resumed)
    .bind(receivable.id.as_str().to_owned())
    .execute(tx)
    .await?;
    Ok(())
}

/// A person's decision about the chase.
#[derive(Debug, Clone)]
pub struct Decision {
    /// What it does to the follow-up.
    pub event: follow_up::Event,
    /// Why.
    pub reason: String,
    /// Until when, for a hold or a promise.
    pub until: Option<chrono::NaiveDate>,
    /// Who decided.
    pub author: String,
}
