//! Reminders. A reminder gets its number in the transaction that looks once more whether the ledger is as
//! the gate saw it, and that writes document, delivery and outbox row (`reminders.md` §5.5): so two workers make one
//! document and one number, and a payment in between makes none.

use chrono::{DateTime, Utc};
use receivables::{Channel, ChannelReason};
use serde_json::json;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::codec::{Columns, instant};
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

    /// Gives the level of a reminder that definitely did not arrive back to every claim in it, so that those that may
    /// still be reminded get a new one. False when it is on its way, arrived, or nobody knows.
    pub async fn abandon_reminder(&self, document: &DocumentId, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let given_back = sqlx::query(
            "UPDATE reminder_items SET cancelled_at = $1 WHERE cancelled_at IS NULL \
             AND reminder_id IN (SELECT id FROM reminders WHERE document_id = $2) \
             AND NOT EXISTS (SELECT 1 FROM deliveries v WHERE v.document_id = $2 AND v.state <> 'failed' \
             AND v.state <> 'cancelled' AND v.mls_state <> 'RE')",
        )
        .bind(instant(now))
        .bind(document.as_str().to_owned())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(given_back.rows_affected() > 0)
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
