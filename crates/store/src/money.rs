//! Receivables: what is owed on an invoice, or given back by a credit note, and where settlement and follow-up stand.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use lifecycle::{follow_up, settlement};
use rust_decimal::Decimal;
use serde_json::json;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::codec::{Columns, date, from_units, instant, units};
use crate::documents::{DocumentKind, NewDocument};
use crate::events::{self, Event};
use crate::{DocumentId, ReceivableId, Store, StoreError, ledger};

/// The claim that comes with an outgoing invoice or credit note.
#[derive(Debug, Clone)]
pub struct NewReceivable {
    /// Who owes it: the participant the invoice goes to.
    pub debtor: String,
    /// Their name.
    pub debtor_name: Option<String>,
    /// Its currency.
    pub currency: String,
    /// Date of the document.
    pub issue_date: NaiveDate,
    /// When it is to be paid.
    pub due_date: NaiveDate,
    /// The amount as the document states it, positive for a credit note too.
    pub payable: Decimal,
    /// What a payment may quote: payment reference, order reference, the number itself is known anyway.
    pub references: Vec<String>,
    /// For a credit note, the numbers of the invoices it speaks of.
    pub preceding: Vec<String>,
}

/// Money owed.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ReceivableRow {
    /// Its identifier.
    pub id: ReceivableId,
    /// The document it comes from.
    pub document_id: DocumentId,
    /// Whose it is.
    pub tenant: String,
    /// Invoice or credit note.
    pub kind: DocumentKind,
    /// Number of the document.
    pub number: String,
    /// Who owes it.
    pub debtor: String,
    /// Their name.
    pub debtor_name: Option<String>,
    /// Its currency.
    pub currency: String,
    /// Date of the document.
    pub issue_date: NaiveDate,
    /// The legal due date.
    pub due_date: NaiveDate,
    /// The claim; negative for a credit note.
    pub payable: Decimal,
    /// What is allocated to it, credits included.
    pub settled: Decimal,
    /// The part of `settled` that credit notes brought.
    pub credited: Decimal,
    /// What is left.
    pub open: Decimal,
    /// What a payment may quote.
    pub references: Vec<String>,
    /// Goes up with everything the gate before a reminder looks at.
    pub ledger_version: i64,
    /// How far it is settled.
    pub settlement: settlement::State,
    /// What we do about it.
    pub follow_up: follow_up::State,
    /// The highest dunning level that reached the buyer; 0 for none.
    pub level: u8,
    /// When that level reached the buyer.
    pub level_reached_at: Option<DateTime<Utc>>,
    /// The day of the buyer's standing answer.
    pub answered_on: Option<NaiveDate>,
    /// The payment date that answer proposes.
    pub proposed_date: Option<NaiveDate>,
    /// The day before which the buyer has no answer.
    pub not_before: Option<NaiveDate>,
    /// The day the debtor promised to a person.
    pub promised_date: Option<NaiveDate>,
    /// Why a person put it on hold.
    pub hold_reason: Option<String>,
    /// The last day of that hold.
    pub hold_until: Option<NaiveDate>,
    /// Whether a person opened a dispute.
    pub dispute_open: bool,
    /// The day a person decided that the chase goes on in spite of the answer.
    pub resumed_on: Option<NaiveDate>,
}

const SELECT: &str = "SELECT r.id, r.document_id, r.tenant, r.kind, r.number, r.debtor, r.debtor_name, r.currency, \
     r.issue_date, r.due_date, r.payable_units, r.settled_units, r.credited_units, r.ledger_version, \
     r.settlement_state, r.follow_up_state, r.level, r.level_reached_at, r.answered_on, r.proposed_date, \
     r.not_before, r.promised_date, r.hold_reason, r.hold_until, r.dispute_open, r.resumed_on FROM receivables r ";

/// The one select with its several ends; all parts are constants of this crate.
pub(crate) fn select(end: &'static str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("{SELECT}{end}"))
}

/// A row without its references.
pub(crate) fn read(row: &AnyRow) -> Result<ReceivableRow, StoreError> {
    let (payable, settled) = (row.int("payable_units")?, row.int("settled_units")?);
    Ok(ReceivableRow {
        id: row.parsed("id", "a receivable id")?,
        document_id: row.parsed("document_id", "a document id")?,
        tenant: row.text("tenant")?,
        kind: row.parsed("kind", "a document kind")?,
        number: row.text("number")?,
        debtor: row.text("debtor")?,
        debtor_name: row.maybe_text("debtor_name")?,
        currency: row.text("currency")?,
        issue_date: row.date("issue_date")?,
        due_date: row.date("due_date")?,
        payable: from_units(payable),
        settled: from_units(settled),
        credited: from_units(row.int("credited_units")?),
        open: from_units(payable - settled),
        references: Vec::new(),
        ledger_version: row.int("ledger_version")?,
        settlement: row.parsed("settlement_state", "a settlement state")?,
        follow_up: row.parsed("follow_up_state", "a follow-up state")?,
        level: row.small("level")?,
        level_reached_at: row.maybe_instant("level_reached_at")?,
        answered_on: row.maybe_date("answered_on")?,
        proposed_date: row.maybe_date("proposed_date")?,
        not_before: row.maybe_date("not_before")?,
        promised_date: row.maybe_date("promised_date")?,
        hold_reason: row.maybe_text("hold_reason")?,
        hold_until: row.maybe_date("hold_until")?,
        dispute_open: row.int("dispute_open")? != 0,
        resumed_on: row.maybe_date("resumed_on")?,
    })
}

impl Store {
    /// One receivable.
    pub async fn receivable(&self, id: &ReceivableId) -> Result<Option<ReceivableRow>, StoreError> {
        let rows = sqlx::query(select("WHERE r.id = $1")).bind(id.as_str().to_owned()).fetch_all(self.reader()).await?;
        self.one_with_references(&rows).await
    }

    /// The receivable of a document.
    pub async fn receivable_of(&self, document: &DocumentId) -> Result<Option<ReceivableRow>, StoreError> {
        let rows = sqlx::query(select("WHERE r.document_id = $1"))
            .bind(document.as_str().to_owned())
            .fetch_all(self.reader())
            .await?;
        self.one_with_references(&rows).await
    }

    /// Everything a payment may be meant for, closed items included: a second payment of a paid invoice must be
    /// recognised as one.
    pub async fn receivables(&self, tenant: &str) -> Result<Vec<ReceivableRow>, StoreError> {
        let rows = sqlx::query(select("WHERE r.tenant = $1 ORDER BY r.id"))
            .bind(tenant.to_owned())
            .fetch_all(self.reader())
            .await?;
        let mut all = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let mut references = self.references(tenant).await?;
        for receivable in &mut all {
            receivable.references = references.remove(receivable.id.as_str()).unwrap_or_default();
        }
        Ok(all)
    }

    /// What the reminder run has to look at: past due on that day, and not yet judged since it was closed.
    pub async fn receivables_past_due(&self, tenant: &str, on: NaiveDate) -> Result<Vec<ReceivableRow>, StoreError> {
        let rows = sqlx::query(select(
            "WHERE r.tenant = $1 AND r.watched = 1 AND r.kind = 'invoice' AND r.due_date < $2 ORDER BY r.due_date, r.id",
        ))
        .bind(tenant.to_owned())
        .bind(date(on))
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(read).collect()
    }

    /// What credit notes took off a claim, oldest first: the note's document and the amount, positive. A structured
    /// reminder lists them with their VAT.
    pub async fn credits_of(&self, id: &ReceivableId) -> Result<Vec<(DocumentId, Decimal)>, StoreError> {
        let rows = sqlx::query(
            "SELECT c.document_id, a.amount_units FROM allocations a JOIN receivables c ON c.id = a.credit_note_id \
             WHERE a.receivable_id = $1 AND a.undoes IS NULL \
             AND NOT EXISTS (SELECT 1 FROM allocations u WHERE u.undoes = a.id) ORDER BY a.id",
        )
        .bind(id.as_str().to_owned())
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| Ok((row.parsed("document_id", "a document id")?, from_units(row.int("amount_units")?))))
            .collect()
    }

    async fn one_with_references(&self, rows: &[AnyRow]) -> Result<Option<ReceivableRow>, StoreError> {
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let mut receivable = read(row)?;
        let rows =
            sqlx::query("SELECT reference FROM receivable_references WHERE receivable_id = $1 ORDER BY reference")
                .bind(receivable.id.as_str().to_owned())
                .fetch_all(self.reader())
                .await?;
        receivable.references = rows.iter().map(|row| row.text("reference")).collect::<Result<_, _>>()?;
        Ok(Some(receivable))
    }

    async fn references(&self, tenant: &str) -> Result<HashMap<String, Vec<String>>, StoreError> {
        let rows = sqlx::query(
            "SELECT receivable_id, reference FROM receivable_references WHERE tenant = $1 ORDER BY receivable_id, reference",
        )
        .bind(tenant.to_owned())
        .fetch_all(self.reader())
        .await?;
        let mut by_receivable: HashMap<String, Vec<String>> = HashMap::new();
        for row in &rows {
            by_receivable.entry(row.text("receivable_id")?).or_default().push(row.text("reference")?);
        }
        Ok(by_receivable)
    }
}

/// The receivable of a new document, inside its transaction.
pub(crate) async fn create(
    tx: &mut AnyConnection,
    document: &DocumentId,
    new: &NewDocument,
    receivable: &NewReceivable,
    now: DateTime<Utc>,
) -> Result<ReceivableId, StoreError> {
    let id = ReceivableId::new();
    let payable = if new.kind == DocumentKind::CreditNote { -receivable.payable } else { receivable.payable };
    sqlx::query(
        "INSERT INTO receivables (id, document_id, tenant, kind, number, debtor, debtor_name, currency, issue_date, \
         due_date, payable, payable_units, settled_units, credited_units, ledger_version, settlement_state, \
         follow_up_state, level, dispute_open, watched, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0, 1, $13, $14, 0, 0, 1, $15)",
    )
    .bind(id.as_str().to_owned())
    .bind(document.as_str().to_owned())
    .bind(new.tenant.clone())
    .bind(new.kind.as_str())
    .bind(new.number.clone())
    .bind(receivable.debtor.clone())
    .bind(receivable.debtor_name.clone())
    .bind(receivable.currency.clone())
    .bind(date(receivable.issue_date))
    .bind(date(receivable.due_date))
    .bind(payable.to_string())
    .bind(units(payable)?)
    .bind(settlement::State::Open.as_str())
    .bind(follow_up::State::NotDue.as_str())
    .bind(instant(now))
    .execute(&mut *tx)
    .await?;
    link(tx, &id, &new.tenant, receivable, now).await?;
    let event = Event {
        tenant: &new.tenant,
        document: Some(document.as_str()),
        delivery: None,
        receivable: Some(id.as_str()),
        track: "settlement",
        what: "opened",
        moved: Some((settlement::State::Open.as_str(), settlement::State::Open.as_str())),
        detail: json!({"payable": payable, "currency": receivable.currency, "due_date": receivable.due_date}),
    };
    events::append(tx, event, now).await?;
    Ok(id)
}

/// What payments may quote, and which invoices a credit note speaks of.
async fn link(
    tx: &mut AnyConnection,
    id: &ReceivableId,
    tenant: &str,
    receivable: &NewReceivable,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for reference in &receivable.references {
        sqlx::query(
            "INSERT INTO receivable_references (receivable_id, tenant, reference) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING",
        )
        .bind(id.as_str().to_owned())
        .bind(tenant.to_owned())
        .bind(reference.clone())
        .execute(&mut *tx)
        .await?;
    }
    for number in &receivable.preceding {
        sqlx::query(
            "INSERT INTO credit_links (credit_note_id, tenant, invoice_number) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING",
        )
        .bind(id.as_str().to_owned())
        .bind(tenant.to_owned())
        .bind(number.clone())
        .execute(&mut *tx)
        .await?;
    }
    credits_under_way(tx, id, now).await
}

/// A credit note under way is a fact the gate looks at: the invoices it names get a new version.
async fn credits_under_way(tx: &mut AnyConnection, note: &ReceivableId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let rows = sqlx::query(select(
        "JOIN credit_links l ON l.tenant = r.tenant AND l.invoice_number = r.number \
         WHERE l.credit_note_id = $1 AND r.kind = 'invoice' ORDER BY r.id",
    ))
    .bind(note.as_str().to_owned())
    .fetch_all(&mut *tx)
    .await?;
    for row in &rows {
        ledger::changed(tx, &read(row)?, now).await?;
    }
    Ok(())
}
