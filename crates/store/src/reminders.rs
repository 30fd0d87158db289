//! Reminders and holds. A reminder gets its number in the transaction that looks once more whether the ledger is as
//! the gate saw it, and that writes document, delivery and outbox row (`reminders.md` §5.5): so two workers make one
//! document and one number, and a payment in between makes none.

use chrono::{DateTime, Utc};
use lifecycle::follow_up;
use receivables::{Channel, ChannelReason, HoldReason};
use serde_json::{Value, json};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::codec::{Columns, instant, json_text};
use crate::documents::{self, Created, NewDocument};
use crate::events::{self, Event};
use crate::{DeliveryId, DocumentId, ReceivableId, ReminderId, Store, StoreError, numbers};

/// A reminder the gate has allowed.
#[derive(Debug, Clone)]
pub struct NewReminder {
    /// Who reminds.
    pub tenant: String,
    /// Who is reminded.
    pub debtor: String,
    /// Dunning level.
    pub level: u8,
    /// The number series, of which this reminder takes the next.
    pub series: String,
    /// The way it leaves.
    pub channel: Channel,
    /// Why that way.
    pub channel_reason: ChannelReason,
    /// Version of the policy it is sent under.
    pub policy_version: String,
    /// What it speaks of, with the ledger version the gate saw.
    pub items: Vec<(ReceivableId, i64)>,
}

/// What opening a reminder came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened<E> {
    /// Document, delivery and outbox row are written under this number.
    Opened {
        /// The reminder.
        reminder_id: ReminderId,
        /// Its document.
        document_id: DocumentId,
        /// Its delivery.
        delivery_id: DeliveryId,
        /// Its number in the series.
        number: u64,
    },
    /// Something the gate looks at changed since: nothing was written, judge again.
    LedgerMoved {
        /// The receivable with another version.
        receivable_id: ReceivableId,
    },
    /// This receivable was reminded at this level before; a new way for it is [`Store::add_delivery`].
    AlreadyReminded {
        /// The receivable.
        receivable_id: ReceivableId,
        /// The earlier reminder's document.
        document_id: DocumentId,
    },
    /// The number is taken by a document outside the series: mend the series.
    NumberTaken {
        /// The document that has it.
        document_id: DocumentId,
    },
    /// The caller's rendering refused; the number was not given.
    Refused(E),
}

/// A stored reminder.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ReminderRow {
    /// Its identifier.
    pub id: ReminderId,
    /// Its document.
    pub document_id: DocumentId,
    /// Its number.
    pub number: String,
    /// Who is reminded.
    pub debtor: String,
    /// Dunning level.
    pub level: u8,
    /// The way it was to leave.
    pub channel: Channel,
    /// Why that way.
    pub channel_reason: ChannelReason,
    /// The policy it was sent under.
    pub policy_version: String,
    /// Whether it was taken back before it left.
    pub cancelled: bool,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
}

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
    /// Opens a reminder. `render` gets the number and answers the document; it must be quick and touch nothing.
    pub async fn open_reminder<E: Send>(
        &self,
        new: &NewReminder,
        render: impl FnOnce(u64) -> Result<NewDocument, E> + Send,
        now: DateTime<Utc>,
    ) -> Result<Opened<E>, StoreError> {
        let mut tx = self.begin().await?;
        let mut items = new.items.clone();
        items.sort();
        for (receivable, version) in &items {
            if !unchanged(&mut tx, receivable, *version).await? {
                return Ok(Opened::LedgerMoved { receivable_id: receivable.clone() });
            }
            if let Some(document_id) = reminded(&mut tx, receivable, new.level).await? {
                return Ok(Opened::AlreadyReminded { receivable_id: receivable.clone(), document_id });
            }
        }
        let number = numbers::take(&mut tx, &new.tenant, &new.series).await?;
        let document = match render(number) {
            Ok(document) => document,
            Err(refusal) => return Ok(Opened::Refused(refusal)),
        };
        let (document_id, delivery_id) = match documents::create(&mut tx, &document, now).await? {
            Created::Created { document_id, delivery_id } => (document_id, delivery_id),
            Created::AlreadyThere { document_id } => return Ok(Opened::NumberTaken { document_id }),
        };
        let reminder_id = insert(&mut tx, new, &document_id, &document.number, now).await?;
        for (receivable, version) in &items {
            insert_item(&mut tx, new, &reminder_id, receivable, *version).await?;
            append_opened(&mut tx, new, &document, receivable, now).await?;
        }
        tx.commit().await?;
        Ok(Opened::Opened { reminder_id, document_id, delivery_id, number })
    }

    /// The reminders that speak of a receivable, oldest first.
    pub async fn reminders(&self, receivable: &ReceivableId) -> Result<Vec<ReminderRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT m.id, m.document_id, m.number, m.debtor, m.level, m.channel, m.channel_reason, m.policy_version, \
             m.created_at, i.cancelled_at FROM reminder_items i JOIN reminders m ON m.id = i.reminder_id \
             WHERE i.receivable_id = $1 ORDER BY m.id",
        )
        .bind(receivable.as_str().to_owned())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(read).collect()
    }

    /// What a reminder speaks of.
    pub async fn reminder_items(&self, document: &DocumentId) -> Result<Vec<ReceivableId>, StoreError> {
        let rows = sqlx::query(
            "SELECT i.receivable_id FROM reminder_items i JOIN reminders m ON m.id = i.reminder_id \
             WHERE m.document_id = $1 ORDER BY i.receivable_id",
        )
        .bind(document.as_str().to_owned())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(|row| row.parsed("receivable_id", "a receivable id")).collect()
    }

    /// Keeps why levels were not sent. A closed receivable has then been looked at for the last time.
    pub async fn record_holds(&self, holds: &[NewHold], now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for hold in holds {
            put_hold(&mut tx, hold, now).await?;
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

fn read(row: &AnyRow) -> Result<ReminderRow, StoreError> {
    Ok(ReminderRow {
        id: row.parsed("id", "a reminder id")?,
        document_id: row.parsed("document_id", "a document id")?,
        number: row.text("number")?,
        debtor: row.text("debtor")?,
        level: row.small("level")?,
        channel: row.parsed("channel", "a reminder channel")?,
        channel_reason: row.parsed("channel_reason", "a channel reason")?,
        policy_version: row.text("policy_version")?,
        cancelled: row.maybe_text("cancelled_at")?.is_some(),
        created_at: row.instant("created_at")?,
    })
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

/// Whether the ledger is as the gate saw it; the update holds the row until the end.
async fn unchanged(tx: &mut AnyConnection, receivable: &ReceivableId, version: i64) -> Result<bool, StoreError> {
    let same =
        sqlx::query("UPDATE receivables SET ledger_version = ledger_version WHERE id = $1 AND ledger_version = $2")
            .bind(receivable.as_str().to_owned())
            .bind(version)
            .execute(tx)
            .await?;
    Ok(same.rows_affected() == 1)
}

async fn reminded(
    tx: &mut AnyConnection,
    receivable: &ReceivableId,
    level: u8,
) -> Result<Option<DocumentId>, StoreError> {
    let rows = sqlx::query(
        "SELECT m.document_id FROM reminder_items i JOIN reminders m ON m.id = i.reminder_id \
         WHERE i.receivable_id = $1 AND i.level = $2 AND i.cancelled_at IS NULL",
    )
    .bind(receivable.as_str().to_owned())
    .bind(i64::from(level))
    .fetch_all(tx)
    .await?;
    rows.first().map(|row| row.parsed("document_id", "a document id")).transpose()
}

async fn insert(
    tx: &mut AnyConnection,
    new: &NewReminder,
    document: &DocumentId,
    number: &str,
    now: DateTime<Utc>,
) -> Result<ReminderId, StoreError> {
    let id = ReminderId::new();
    sqlx::query(
        "INSERT INTO reminders (id, tenant, document_id, number, debtor, level, channel, channel_reason, policy_version, \
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id.as_str().to_owned())
    .bind(new.tenant.clone())
    .bind(document.as_str().to_owned())
    .bind(number.to_owned())
    .bind(new.debtor.clone())
    .bind(i64::from(new.level))
    .bind(new.channel.as_str())
    .bind(new.channel_reason.as_str())
    .bind(new.policy_version.clone())
    .bind(instant(now))
    .execute(tx)
    .await?;
    Ok(id)
}

async fn insert_item(
    tx: &mut AnyConnection,
    new: &NewReminder,
    reminder: &ReminderId,
    receivable: &ReceivableId,
    version: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO reminder_items (reminder_id, receivable_id, tenant, level, ledger_version) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(reminder.as_str().to_owned())
    .bind(receivable.as_str().to_owned())
    .bind(new.tenant.clone())
    .bind(i64::from(new.level))
    .bind(version)
    .execute(tx)
    .await?;
    Ok(())
}

/// The reminder shows in the history of every invoice it speaks of.
async fn append_opened(
    tx: &mut AnyConnection,
    new: &NewReminder,
    document: &NewDocument,
    receivable: &ReceivableId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = sqlx::query("SELECT document_id FROM receivables WHERE id = $1")
        .bind(receivable.as_str().to_owned())
        .fetch_all(&mut *tx)
        .await?;
    let Some(row) = rows.first() else {
        return Err(StoreError::Missing { what: "receivable", id: receivable.to_string() });
    };
    let invoice = row.text("document_id")?;
    let event = Event {
        tenant: &new.tenant,
        document: Some(&invoice),
        delivery: None,
        receivable: Some(receivable.as_str()),
        track: "reminder",
        what: "queued",
        moved: None,
        detail: json!({
            "number": document.number, "level": new.level, "channel": new.channel,
            "channel_reason": new.channel_reason, "policy_version": new.policy_version,
        }),
    };
    events::append(tx, event, now).await
}

async fn put_hold(tx: &mut AnyConnection, hold: &NewHold, now: DateTime<Utc>) -> Result<(), StoreError> {
    let rows = sqlx::query("SELECT tenant, document_id, follow_up_state FROM receivables WHERE id = $1")
        .bind(hold.receivable_id.as_str().to_owned())
        .fetch_all(&mut *tx)
        .await?;
    let Some(row) = rows.first() else {
        return Err(StoreError::Missing { what: "receivable", id: hold.receivable_id.to_string() });
    };
    let tenant = row.text("tenant")?;
    let mut news = Vec::new();
    for reason in &hold.reasons {
        if put_reason(tx, hold, &tenant, *reason, now).await? == 1 {
            news.push(*reason);
        }
    }
    // A run every day says the same every day; the history notes it once.
    if !news.is_empty() {
        let invoice = row.text("document_id")?;
        let event = Event {
            tenant: &tenant,
            document: Some(&invoice),
            delivery: None,
            receivable: Some(hold.receivable_id.as_str()),
            track: "reminder",
            what: "held",
            moved: None,
            detail: json!({"level": hold.level, "reasons": news, "facts": hold.detail}),
        };
        events::append(tx, event, now).await?;
    }
    sqlx::query("UPDATE receivables SET watched = 0 WHERE id = $1 AND follow_up_state = $2")
        .bind(hold.receivable_id.as_str().to_owned())
        .bind(follow_up::State::Closed.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

/// One reason; answers how many runs have said so now.
async fn put_reason(
    tx: &mut AnyConnection,
    hold: &NewHold,
    tenant: &str,
    reason: HoldReason,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let rows = sqlx::query(
        "INSERT INTO holds (receivable_id, level, reason, tenant, detail, first_at, last_at, times) \
         VALUES ($1, $2, $3, $4, $5, $6, $6, 1) ON CONFLICT (receivable_id, level, reason) \
         DO UPDATE SET last_at = excluded.last_at, detail = excluded.detail, times = holds.times + 1 RETURNING times",
    )
    .bind(hold.receivable_id.as_str().to_owned())
    .bind(i64::from(hold.level))
    .bind(reason.as_str())
    .bind(tenant.to_owned())
    .bind(json_text(&hold.detail))
    .bind(instant(now))
    .fetch_all(tx)
    .await?;
    rows.first().map_or(Ok(1), |row| row.count("times"))
}
