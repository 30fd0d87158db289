//! Holds: why a level was not sent, kept for every step not taken (`product.md` COL-4). A run may hold everything
//! there is, as when bank data are old, so rows go in by the hundred (`design.md` §7).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use lifecycle::follow_up;
use receivables::HoldReason;
use serde_json::{Value, json};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe};

use crate::codec::{Columns, instant, json_text, parameters};
use crate::events::{self, Event};
use crate::{ReceivableId, Store, StoreError};

/// Holds written by one statement; both engines take far more parameters than that needs.
const HOLDS_AT_ONCE: usize = 200;

/// A level that was not sent, and why.
#[derive(Debug, Clone)]
pub struct NewHold {
    /// The receivable.
    pub receivable_id: ReceivableId,
    /// The level that would have been next.
    pub level: u8,
    /// Every reason.
    pub reasons: Vec<HoldReason>,
    /// Facts for a person.
    pub detail: Value,
}

/// One reason why a level was not sent.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct HoldRow {
    /// The receivable.
    pub receivable_id: ReceivableId,
    /// Number of its document.
    pub number: String,
    /// The level that would have been next.
    pub level: u8,
    /// The reason.
    pub reason: HoldReason,
    /// Facts for a person.
    pub detail: Value,
    /// When a run first said so.
    pub first_at: DateTime<Utc>,
    /// When a run last said so.
    pub last_at: DateTime<Utc>,
    /// How many runs said so.
    pub times: u64,
}

impl Store {
    /// Keeps why levels were not sent. A closed receivable has then been looked at for the last time.
    pub async fn record_holds(&self, holds: &[NewHold], now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for some in holds.chunks(HOLDS_AT_ONCE) {
            put(&mut tx, some, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// The holds of a tenant, newest first.
    pub async fn holds(&self, tenant: &str) -> Result<Vec<HoldRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT h.receivable_id, r.number, h.level, h.reason, h.detail, h.first_at, h.last_at, h.times \
             FROM holds h JOIN receivables r ON r.id = h.receivable_id WHERE h.tenant = $1 \
             ORDER BY h.last_at DESC, r.number, h.level, h.reason",
        )
        .bind(tenant.to_owned())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(read_hold).collect()
    }
}

fn read_hold(row: &AnyRow) -> Result<HoldRow, StoreError> {
    Ok(HoldRow {
        receivable_id: row.parsed("receivable_id", "a receivable id")?,
        number: row.text("number")?,
        level: row.small("level")?,
        reason: row.parsed("reason", "a hold reason")?,
        detail: row.json("detail")?,
        first_at: row.instant("first_at")?,
        last_at: row.instant("last_at")?,
        times: row.count("times")?,
    })
}

/// What an entry of the history needs to know of a receivable.
struct Held {
    tenant: String,
    document: String,
}

async fn put(tx: &mut AnyConnection, holds: &[NewHold], now: DateTime<Utc>) -> Result<(), StoreError> {
    let held = held(tx, holds).await?;
    let first_time = put_reasons(tx, holds, &held, now).await?;
    // A run every day says the same every day; the history notes it once.
    let facts: BTreeMap<_, _> =
        holds.iter().map(|hold| ((hold.receivable_id.as_str(), i64::from(hold.level)), &hold.detail)).collect();
    let entries: Vec<_> = first_time
        .iter()
        .filter_map(|((id, level), reasons)| {
            let receivable = held.get(id)?;
            Some(Event {
                tenant: &receivable.tenant,
                document: Some(&receivable.document),
                delivery: None,
                receivable: Some(id),
                track: "reminder",
                what: "held",
                moved: None,
                detail: json!({"level": level, "reasons": reasons, "facts": facts.get(&(id.as_str(), *level))}),
            })
        })
        .collect();
    events::append_all(tx, &entries, now).await?;
    stop_watching_closed(tx, holds).await
}

async fn held(tx: &mut AnyConnection, holds: &[NewHold]) -> Result<BTreeMap<String, Held>, StoreError> {
    let ids = ids(holds);
    let sql = format!("SELECT id, tenant, document_id FROM receivables WHERE id IN {}", parameters(1, ids.len()));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for id in &ids {
        query = query.bind((*id).to_owned());
    }
    let rows = query.fetch_all(tx).await?;
    let mut held = BTreeMap::new();
    for row in &rows {
        held.insert(row.text("id")?, Held { tenant: row.text("tenant")?, document: row.text("document_id")? });
    }
    match ids.into_iter().find(|id| !held.contains_key(*id)) {
        Some(id) => Err(StoreError::Missing { what: "receivable", id: id.to_owned() }),
        None => Ok(held),
    }
}

/// One row per reason; answers the reasons that no run has given before, per receivable and level.
async fn put_reasons(
    tx: &mut AnyConnection,
    holds: &[NewHold],
    held: &BTreeMap<String, Held>,
    now: DateTime<Utc>,
) -> Result<BTreeMap<(String, i64), Vec<String>>, StoreError> {
    let mut rows: BTreeMap<(&str, i64, &str), &Value> = BTreeMap::new();
    for hold in holds {
        for reason in &hold.reasons {
            rows.insert((hold.receivable_id.as_str(), i64::from(hold.level), reason.as_str()), &hold.detail);
        }
    }
    if rows.is_empty() {
        return Ok(BTreeMap::new());
    }
    let values: Vec<_> = (0..rows.len()).map(|row| row_group(row * 7 + 1)).collect();
    let sql = format!(
        "INSERT INTO holds (receivable_id, level, reason, tenant, detail, first_at, last_at, times) VALUES {} \
         ON CONFLICT (receivable_id, level, reason) DO UPDATE SET last_at = excluded.last_at, \
         detail = excluded.detail, times = holds.times + 1 RETURNING receivable_id, level, reason, times",
        values.join(", ")
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for ((id, level, reason), detail) in rows {
        let tenant = held.get(id).map(|receivable| receivable.tenant.clone()).unwrap_or_default();
        query = query.bind(id.to_owned()).bind(level).bind(reason.to_owned()).bind(tenant);
        query = query.bind(json_text(detail)).bind(instant(now)).bind(instant(now));
    }
    let mut first_time: BTreeMap<(String, i64), Vec<String>> = BTreeMap::new();
    for row in &query.fetch_all(tx).await? {
        if row.int("times")? == 1 {
            let key = (row.text("receivable_id")?, row.int("level")?);
            first_time.entry(key).or_default().push(row.text("reason")?);
        }
    }
    Ok(first_time)
}

/// A closed receivable has now been looked at for the last time.
async fn stop_watching_closed(tx: &mut AnyConnection, holds: &[NewHold]) -> Result<(), StoreError> {
    let ids = ids(holds);
    let sql = format!(
        "UPDATE receivables SET watched = 0 WHERE follow_up_state = $1 AND watched = 1 AND id IN {}",
        parameters(2, ids.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(follow_up::State::Closed.as_str());
    for id in ids {
        query = query.bind(id.to_owned());
    }
    query.execute(tx).await?;
    Ok(())
}

fn ids(holds: &[NewHold]) -> BTreeSet<&str> {
    holds.iter().map(|hold| hold.receivable_id.as_str()).collect()
}

/// The seven parameters of one row of `holds`, said for the first time.
fn row_group(first: usize) -> String {
    let all = parameters(first, 7);
    format!("{}, 1)", all.trim_end_matches(')'))
}
