//! What follows when a document arrives: a reminder's level is reached, a credit note settles its invoices.

use chrono::{DateTime, Utc};
use lifecycle::{document, follow_up, settlement};
use rust_decimal::Decimal;
use serde_json::json;
use sqlx::AnyConnection;

use crate::codec::{Columns as _, instant, units};
use crate::documents::DocumentKind;
use crate::events::{self, Event};
use crate::ledger::{self, Change};
use crate::money::{self, ReceivableRow};
use crate::{AllocationId, ReceivableId, StoreError};

/// Takes the receivables that [`arrived`] may move, in the order everyone takes them in.
pub(crate) async fn hold_receivables(tx: &mut AnyConnection, document: &str) -> Result<(), StoreError> {
    let rows = sqlx::query(
        "SELECT i.receivable_id AS id FROM reminder_items i JOIN reminders m ON m.id = i.reminder_id \
         WHERE m.document_id = $1 UNION SELECT t.id FROM receivables c \
         JOIN credit_links l ON l.credit_note_id = c.id \
         JOIN receivables t ON (t.tenant = l.tenant AND t.number = l.invoice_number AND t.debtor = c.debtor) OR t.id = c.id \
         WHERE c.document_id = $1 ORDER BY id",
    )
    .bind(document.to_owned())
    .fetch_all(&mut *tx)
    .await?;
    for row in &rows {
        sqlx::query("UPDATE receivables SET ledger_version = ledger_version WHERE id = $1")
            .bind(row.text("id")?)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// Called once, in the transaction that moves the delivery to `delivered`.
pub(crate) async fn arrived(tx: &mut AnyConnection, document: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    reach_levels(tx, document, now).await?;
    settle_by_credit(tx, document, now).await
}

/// Each receivable the reminder speaks of reaches its level.
async fn reach_levels(tx: &mut AnyConnection, document: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let rows = sqlx::query(
        "SELECT i.receivable_id, i.level, m.number, m.channel FROM reminder_items i \
         JOIN reminders m ON m.id = i.reminder_id \
         WHERE m.document_id = $1 AND i.cancelled_at IS NULL ORDER BY i.receivable_id",
    )
    .bind(document.to_owned())
    .fetch_all(&mut *tx)
    .await?;
    for row in &rows {
        let id: ReceivableId = row.parsed("receivable_id", "a receivable id")?;
        let level: u8 = row.small("level")?;
        let receivable = ledger::taken(tx, &id).await?;
        let event = if level == 0 { follow_up::Event::NoticeSent } else { follow_up::Event::ReminderSent };
        let detail = json!({"level": level, "reminder": row.text("number")?, "channel": row.text("channel")?});
        ledger::move_follow_up(tx, &receivable, event, detail, now).await?;
        sqlx::query(
            "UPDATE receivables SET level = CASE WHEN level < $1 THEN $1 ELSE level END, level_reached_at = $2 WHERE id = $3",
        )
        .bind(i64::from(level))
        .bind(instant(now))
        .bind(id.as_str().to_owned())
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// A delivered credit note settles the invoices it names, as far as it reaches; what it names wrongly waits for a
/// person.
async fn settle_by_credit(tx: &mut AnyConnection, document: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let rows =
        sqlx::query(money::select("WHERE r.document_id = $1")).bind(document.to_owned()).fetch_all(&mut *tx).await?;
    let Some(note) = rows.first().map(money::read).transpose()? else {
        return Ok(());
    };
    if note.kind != DocumentKind::CreditNote {
        return Ok(());
    }
    let rows = sqlx::query(money::select(
        "JOIN credit_links l ON l.tenant = r.tenant AND l.invoice_number = r.number \
         WHERE l.credit_note_id = $1 AND r.debtor = $2 AND r.currency = $3 AND r.kind = 'invoice' ORDER BY r.id",
    ))
    .bind(note.id.as_str().to_owned())
    .bind(note.debtor.clone())
    .bind(note.currency.clone())
    .fetch_all(&mut *tx)
    .await?;
    let mut left = -note.open;
    for row in &rows {
        let invoice = money::read(row)?;
        let amount = left.min(invoice.open);
        if amount > Decimal::ZERO {
            credit(tx, &note, &invoice, amount, now).await?;
            left -= amount;
        }
    }
    Ok(())
}

async fn credit(
    tx: &mut AnyConnection,
    note: &ReceivableRow,
    invoice: &ReceivableRow,
    amount: Decimal,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let detail = json!({"credit_note": note.number, "invoice": invoice.number});
    let change = |units| Change { units, credit: true, over: false, detail: detail.clone() };
    ledger::cover(tx, &note.id, &change(-units(amount)?), now).await?;
    ledger::cover(tx, &invoice.id, &change(units(amount)?), now).await?;
    sqlx::query(
        "INSERT INTO allocations (id, tenant, credit_note_id, receivable_id, debtor, kind, amount, amount_units, rule, \
         author, at) VALUES ($1, $2, $3, $4, $5, 'credit', $6, $7, 'credit note names the invoice', 'system', $8)",
    )
    .bind(AllocationId::new().as_str().to_owned())
    .bind(invoice.tenant.clone())
    .bind(note.id.as_str().to_owned())
    .bind(invoice.id.as_str().to_owned())
    .bind(invoice.debtor.clone())
    .bind(amount.to_string())
    .bind(units(amount)?)
    .bind(instant(now))
    .execute(&mut *tx)
    .await?;
    mark_credited(tx, &invoice.id, now).await
}

/// The document track remembers that the whole amount was taken back.
async fn mark_credited(tx: &mut AnyConnection, invoice: &ReceivableId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let receivable = ledger::taken(tx, invoice).await?;
    if receivable.settlement != settlement::State::Credited {
        return Ok(());
    }
    let rows = sqlx::query("SELECT state FROM documents WHERE id = $1")
        .bind(receivable.document_id.as_str().to_owned())
        .fetch_all(&mut *tx)
        .await?;
    let Some(row) = rows.first() else {
        return Ok(());
    };
    let from: document::State = row.parsed("state", "a document state")?;
    let Ok(to) = from.apply(document::Event::CreditedInFull) else {
        return Ok(());
    };
    sqlx::query("UPDATE documents SET state = $1 WHERE id = $2 AND state = $3")
        .bind(to.as_str())
        .bind(receivable.document_id.as_str().to_owned())
        .bind(from.as_str())
        .execute(&mut *tx)
        .await?;
    let event = Event {
        tenant: &receivable.tenant,
        document: Some(receivable.document_id.as_str()),
        delivery: None,
        receivable: Some(invoice.as_str()),
        track: "document",
        what: document::Event::CreditedInFull.as_str(),
        moved: Some((from.as_str(), to.as_str())),
        detail: json!({}),
    };
    events::append(tx, event, now).await
}
