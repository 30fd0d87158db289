//! What an answer speaks of, and what it moves: the response track, the status beside the delivery, the delivery it
//! proves, and the chase.

use chrono::{DateTime, Utc};
use lifecycle::consequence::{self, Answer, Consequence, Standing, Task};
use lifecycle::{delivery, follow_up, mls, response};
use serde_json::json;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::codec::{Columns as _, date, instant};
use crate::documents::DocumentKind;
use crate::events::{self, Event};
use crate::ledger::{self, TakenBack};
use crate::money::{self, ReceivableRow};
use crate::responses::{Answered, NewInvoiceResponse, NewMessageLevel};
use crate::{DeliveryId, DocumentId, ResponseId, StoreError, arrival, outbox};

/// What a correlated answer speaks of.
pub(crate) struct Found {
    pub tenant: String,
    pub document: DocumentId,
    pub delivery: DeliveryId,
}

fn read_found(row: &AnyRow) -> Result<Found, StoreError> {
    Ok(Found {
        tenant: row.text("tenant")?,
        document: row.parsed("document_id", "a document id")?,
        delivery: row.parsed("delivery_id", "a delivery id")?,
    })
}

/// Inside the tenant, among the documents this seller sent to this buyer; date and kind decide when given. Two that
/// fit equally are none: never guess.
pub(crate) async fn answered_document(
    tx: &mut AnyConnection,
    new: &NewInvoiceResponse,
) -> Result<Option<Found>, StoreError> {
    let rows = sqlx::query(
        "SELECT d.tenant, d.id AS document_id, d.kind, d.issue_date, v.id AS delivery_id FROM documents d \
         JOIN deliveries v ON v.id = (SELECT MAX(id) FROM deliveries WHERE document_id = d.id) \
         WHERE d.tenant = $1 AND d.number = $2 AND LOWER(d.sender) = LOWER($3) AND LOWER(d.receiver) = LOWER($4) \
         AND d.kind IN ('invoice', 'credit_note')",
    )
    .bind(new.answer.tenant.clone())
    .bind(new.invoice_number.clone())
    .bind(new.seller.clone())
    .bind(new.on_behalf_of.clone().unwrap_or_else(|| new.answer.sender.clone()))
    .fetch_all(tx)
    .await?;
    let mut fitting = Vec::new();
    for row in &rows {
        let kind: DocumentKind = row.parsed("kind", "a document kind")?;
        let issued = row.maybe_date("issue_date")?;
        let fits = new.invoice_kind.is_none_or(|wanted| wanted == kind)
            && new.invoice_issue_date.is_none_or(|wanted| issued.is_none_or(|issued| issued == wanted));
        if fits {
            fitting.push(row);
        }
    }
    match fitting[..] {
        [row] => read_found(row).map(Some),
        _ => Ok(None),
    }
}

pub(crate) async fn delivered_by(tx: &mut AnyConnection, instance_id: &str) -> Result<Option<Found>, StoreError> {
    let rows = sqlx::query(
        "SELECT d.tenant, d.id AS document_id, v.id AS delivery_id FROM deliveries v \
         JOIN documents d ON d.id = v.document_id WHERE v.instance_id = $1",
    )
    .bind(instance_id.to_owned())
    .fetch_all(tx)
    .await?;
    rows.first().map(read_found).transpose()
}

/// Takes the receivable of a document first, as everyone does.
pub(crate) async fn hold_receivable(tx: &mut AnyConnection, document: &DocumentId) -> Result<(), StoreError> {
    sqlx::query("UPDATE receivables SET ledger_version = ledger_version WHERE document_id = $1")
        .bind(document.as_str().to_owned())
        .execute(tx)
        .await?;
    Ok(())
}

pub(crate) async fn response_state(
    tx: &mut AnyConnection,
    document: &DocumentId,
) -> Result<response::State, StoreError> {
    let rows = sqlx::query("UPDATE documents SET state = state WHERE id = $1 RETURNING response_state")
        .bind(document.as_str().to_owned())
        .fetch_all(tx)
        .await?;
    rows.first().map_or(Ok(response::State::None), |row| row.parsed("response_state", "a response state"))
}

pub(crate) async fn mls_state(tx: &mut AnyConnection, delivery: &DeliveryId) -> Result<mls::State, StoreError> {
    let rows = sqlx::query("SELECT mls_state FROM deliveries WHERE id = $1")
        .bind(delivery.as_str().to_owned())
        .fetch_all(tx)
        .await?;
    rows.first().map_or(Ok(mls::State::None), |row| row.parsed("mls_state", "a message-level status"))
}

/// Response track, follow-up and delivery proof of a correlated Invoice Response.
pub(crate) async fn move_response(
    tx: &mut AnyConnection,
    id: ResponseId,
    found: &Found,
    new: &NewInvoiceResponse,
    now: DateTime<Utc>,
) -> Result<Answered, StoreError> {
    let from = response_state(tx, &found.document).await?;
    let applied = from.apply(new.code);
    let to = applied.unwrap_or(from);
    sqlx::query("UPDATE documents SET response_state = $1 WHERE id = $2 AND response_state = $3")
        .bind(to.as_str())
        .bind(found.document.as_str().to_owned())
        .bind(from.as_str())
        .execute(&mut *tx)
        .await?;
    let event = Event {
        tenant: &found.tenant,
        document: Some(found.document.as_str()),
        delivery: None,
        receivable: None,
        track: "response",
        what: new.code.as_str(),
        moved: Some((from.as_str(), to.as_str())),
        detail: json!({
            "response_id": new.answer.response_id, "sender": new.answer.sender, "applied": applied.is_ok(),
            "effective_date": new.effective_date, "proposed_date": new.proposed_date, "details": new.answer.details,
        }),
    };
    events::append(tx, event, now).await?;
    // Whoever answers has it, also when the answer itself comes out of order.
    prove(tx, found, delivery::Event::Proven, "the buyer answered", now).await?;
    let document_id = found.document.clone();
    if applied.is_err() {
        return Ok(Answered::OutOfOrder { response_id: id, document_id, state: to.to_string() });
    }
    let (taken_back, task) = follow(tx, found, new, now).await?;
    Ok(Answered::Applied { response_id: id, document_id, state: to.to_string(), taken_back, task })
}

/// What an applied response does to the chase.
async fn follow(
    tx: &mut AnyConnection,
    found: &Found,
    new: &NewInvoiceResponse,
    now: DateTime<Utc>,
) -> Result<(TakenBack, Option<Task>), StoreError> {
    let rows = sqlx::query(money::select("WHERE r.document_id = $1"))
        .bind(found.document.as_str().to_owned())
        .fetch_all(&mut *tx)
        .await?;
    let Some(receivable) = rows.first().map(money::read).transpose()? else {
        return Ok((TakenBack::default(), None));
    };
    let answer = Answer { code: new.code, effective_date: new.effective_date, proposed_date: new.proposed_date };
    let standing = Standing {
        follow_up: receivable.follow_up,
        level: receivable.level,
        due_date: Some(receivable.due_date),
        today: now.date_naive(),
    };
    let consequence = consequence::of_response(&answer, &standing);
    remember_answer(tx, &receivable, new, &consequence, now).await?;
    if let Some(event) = consequence.event {
        let detail = json!({"cause": new.code, "wait": consequence.wait, "task": consequence.task});
        ledger::move_follow_up(tx, &receivable, event, detail, now).await?;
    }
    let taken_back = match consequence.wait {
        Some(_) => ledger::changed(tx, &receivable, now).await?,
        None => TakenBack::default(),
    };
    Ok((taken_back, consequence.task))
}

/// What the gate will want to know of the answer that now stands.
async fn remember_answer(
    tx: &mut AnyConnection,
    receivable: &ReceivableRow,
    new: &NewInvoiceResponse,
    consequence: &Consequence,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    use follow_up::Event::{Resumed, ResumedAtLevel};
    let today = now.date_naive();
    // A date ahead is a "not before" of an IP or of the money a PD announces, not the day of the status.
    let ahead = new.effective_date.filter(|date| *date > today);
    let answered_on = new.effective_date.filter(|date| *date <= today).unwrap_or(today);
    // An answer that ends a query starts the clock again; one that holds outweighs every earlier decision to go on.
    let resumed = consequence.event.filter(|event| matches!(event, Resumed | ResumedAtLevel)).map(|_| date(today));
    let decides = resumed.is_some() || consequence.wait.is_some();
    sqlx::query(
        "UPDATE receivables SET answered_on = $1, proposed_date = $2, not_before = $3, \
         resumed_on = CASE WHEN $5 = 1 THEN $6 ELSE resumed_on END WHERE id = $4",
    )
    .bind(date(answered_on))
    .bind(new.proposed_date.map(date))
    .bind(ahead.filter(|_| names_a_day(new.code)).map(date))
    .bind(receivable.id.as_str().to_owned())
    .bind(i64::from(decides))
    .bind(resumed)
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether a date ahead says from when on there is something to expect.
const fn names_a_day(code: response::Event) -> bool {
    matches!(code, response::Event::Ip | response::Event::Pd | response::Event::Ppd)
}

/// The status beside the delivery, and the delivery itself where the status is evidence about it.
pub(crate) async fn move_message_level(
    tx: &mut AnyConnection,
    id: ResponseId,
    found: &Found,
    new: &NewMessageLevel,
    now: DateTime<Utc>,
) -> Result<Answered, StoreError> {
    let from = mls_state(tx, &found.delivery).await?;
    let applied = from.apply(new.code);
    let to = applied.unwrap_or(from);
    sqlx::query("UPDATE deliveries SET mls_state = $1 WHERE id = $2 AND mls_state = $3")
        .bind(to.as_str())
        .bind(found.delivery.as_str().to_owned())
        .bind(from.as_str())
        .execute(&mut *tx)
        .await?;
    let event = Event {
        tenant: &found.tenant,
        document: Some(found.document.as_str()),
        delivery: Some(found.delivery.as_str()),
        receivable: None,
        track: "message_level",
        what: new.code.as_str(),
        moved: Some((from.as_str(), to.as_str())),
        detail: json!({
            "kind": new.kind, "response_id": new.answer.response_id, "sender": new.answer.sender,
            "description": new.description, "applied": applied.is_ok(), "details": new.answer.details,
        }),
    };
    events::append(tx, event, now).await?;
    let document_id = found.document.clone();
    if applied.is_err() {
        return Ok(Answered::OutOfOrder { response_id: id, document_id, state: to.to_string() });
    }
    // A status of any kind proves that the provider had the message.
    prove(tx, found, delivery::Event::Proven, "the receiver's provider answered", now).await?;
    let (taken_back, task) = stop_on_rejection(tx, found, new.code, now).await?;
    Ok(Answered::Applied { response_id: id, document_id, state: to.to_string(), taken_back, task })
}

/// A rejected invoice is a delivery case: its queued reminders do not leave. A rejected reminder did not reach its
/// level.
async fn stop_on_rejection(
    tx: &mut AnyConnection,
    found: &Found,
    code: mls::Event,
    now: DateTime<Utc>,
) -> Result<(TakenBack, Option<Task>), StoreError> {
    if code != mls::Event::Re {
        return Ok((TakenBack::default(), None));
    }
    let task = consequence::of_failed_delivery().task;
    let rows = sqlx::query(money::select("WHERE r.document_id = $1"))
        .bind(found.document.as_str().to_owned())
        .fetch_all(&mut *tx)
        .await?;
    match rows.first().map(money::read).transpose()? {
        Some(receivable) => Ok((ledger::changed(tx, &receivable, now).await?, task)),
        None => Ok((TakenBack::default(), task)),
    }
}

/// Moves a delivery by evidence from elsewhere, where that says something new.
async fn prove(
    tx: &mut AnyConnection,
    found: &Found,
    event: delivery::Event,
    cause: &'static str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let from = outbox::current(tx, &found.delivery).await?;
    let Ok(to) = from.apply(event) else {
        return Ok(());
    };
    outbox::set_state(tx, found.delivery.as_str(), from, to).await?;
    sqlx::query("UPDATE deliveries SET delivered_at = COALESCE(delivered_at, $1), note = $2 WHERE id = $3")
        .bind(instant(now))
        .bind(cause)
        .bind(found.delivery.as_str().to_owned())
        .execute(&mut *tx)
        .await?;
    outbox::remove(tx, found.delivery.as_str()).await?;
    let entry = Event {
        tenant: &found.tenant,
        document: Some(found.document.as_str()),
        delivery: Some(found.delivery.as_str()),
        receivable: None,
        track: "delivery",
        what: event.as_str(),
        moved: Some((from.as_str(), to.as_str())),
        detail: json!({"cause": cause}),
    };
    events::append(tx, entry, now).await?;
    if to == delivery::State::Delivered {
        arrival::arrived(tx, found.document.as_str(), now).await?;
    }
    Ok(())
}
