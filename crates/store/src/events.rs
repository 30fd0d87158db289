//! The history: what happened, when, on which track. Rows are only ever added; triggers refuse the rest.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe};

use crate::codec::{Columns as _, instant, json_text, parameters};
use crate::{DeliveryId, DocumentId, EventId, ReceivableId, Store, StoreError};

/// One entry of the history.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct EventRow {
    /// Its identifier.
    pub id: EventId,
    /// When, on the clock that was passed in.
    pub at: DateTime<Utc>,
    /// `document`, `delivery`, `message_level`, `response`, `settlement`, `follow_up`, `reminder`.
    pub track: String,
    /// What happened, as a stable word.
    pub event: String,
    /// State before, where a state moved.
    pub from_state: Option<String>,
    /// State after; equal to the one before where the event was kept but moved nothing.
    pub to_state: Option<String>,
    /// The document it belongs to.
    pub document_id: Option<DocumentId>,
    /// The delivery it belongs to.
    pub delivery_id: Option<DeliveryId>,
    /// The receivable it belongs to.
    pub receivable_id: Option<ReceivableId>,
    /// Facts and proof: ids, times, reasons.
    pub detail: Value,
}

/// An entry about to be written.
pub(crate) struct Event<'a> {
    pub tenant: &'a str,
    pub document: Option<&'a str>,
    pub delivery: Option<&'a str>,
    pub receivable: Option<&'a str>,
    pub track: &'static str,
    pub what: &'a str,
    /// State before and after.
    pub moved: Option<(&'a str, &'a str)>,
    pub detail: Value,
}

/// Appends one entry; always inside the transaction that changes the state.
pub(crate) async fn append(tx: &mut AnyConnection, event: Event<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
    append_all(tx, &[event], now).await
}

/// Appends some entries by one statement; a few hundred at most.
pub(crate) async fn append_all(
    tx: &mut AnyConnection,
    events: &[Event<'_>],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = (0..events.len()).map(|row| parameters(row * COLUMNS + 1, COLUMNS)).collect();
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO events (id, tenant, document_id, delivery_id, receivable_id, track, event, from_state, to_state, \
         at, detail) VALUES {}",
        rows.join(", ")
    )));
    for event in events {
        query = query
            .bind(EventId::new().as_str().to_owned())
            .bind(event.tenant.to_owned())
            .bind(event.document.map(str::to_owned))
            .bind(event.delivery.map(str::to_owned))
            .bind(event.receivable.map(str::to_owned))
            .bind(event.track)
            .bind(event.what.to_owned())
            .bind(event.moved.map(|(from, _)| from.to_owned()))
            .bind(event.moved.map(|(_, to)| to.to_owned()))
            .bind(instant(now))
            .bind(json_text(&event.detail));
    }
    query.execute(tx).await?;
    Ok(())
}

/// Columns of one entry.
const COLUMNS: usize = 11;

fn read(row: &AnyRow) -> Result<EventRow, StoreError> {
    Ok(EventRow {
        id: row.parsed("id", "an event id")?,
        at: row.instant("at")?,
        track: row.text("track")?,
        event: row.text("event")?,
        from_state: row.maybe_text("from_state")?,
        to_state: row.maybe_text("to_state")?,
        document_id: row.maybe_parsed("document_id", "a document id")?,
        delivery_id: row.maybe_parsed("delivery_id", "a delivery id")?,
        receivable_id: row.maybe_parsed("receivable_id", "a receivable id")?,
        detail: row.json("detail")?,
    })
}

impl Store {
    /// All that happened to a document, on every track, oldest first.
    pub async fn timeline(&self, document: &DocumentId) -> Result<Vec<EventRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, at, track, event, from_state, to_state, document_id, delivery_id, receivable_id, detail \
             FROM events WHERE document_id = $1 ORDER BY at, id",
        )
        .bind(document.as_str().to_owned())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(read).collect()
    }

    /// The newest history of a tenant after `cursor` (the last id seen), oldest first: nobody depends on push alone.
    pub async fn events_since(
        &self,
        tenant: &str,
        cursor: Option<&EventId>,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, at, track, event, from_state, to_state, document_id, delivery_id, receivable_id, detail \
             FROM events WHERE tenant = $1 AND id > $2 ORDER BY id LIMIT $3",
        )
        .bind(tenant.to_owned())
        .bind(cursor.map_or_else(String::new, |id| id.as_str().to_owned()))
        .bind(i64::from(limit))
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(read).collect()
    }
}
