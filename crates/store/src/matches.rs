//! The decision about a bank transaction with its allocations: settlement, follow-up and queued reminders move with it.
//! An allocation is a record of its own, undone by a counter-record; limits hold in the database (`receivables.md` §3.6).

use chrono::{DateTime, Utc};
use lifecycle::settlement;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sqlx::AnyConnection;

use crate::bank::learn_account;
use crate::codec::{Columns as _, from_units, instant, json_text, units};
use crate::ledger::{self, Change, TakenBack};
use crate::money;
use crate::{AllocationId, ReceivableId, Store, StoreError, TransactionId};

/// A decision about one transaction.
#[derive(Debug, Clone)]
pub struct NewMatch {
    /// The transaction.
    pub transaction_id: TransactionId,
    /// The decision's stable word: `auto`, `propose`, `reverse`, `ignore`, …
    pub decision: String,
    /// The rule that decided, with its facts.
    pub reason: String,
    /// Candidates and scores.
    pub detail: Value,
    /// Whose money it is, as far as known.
    pub debtor: Option<String>,
    /// What it pays, credit notes negative.
    pub allocations: Vec<(ReceivableId, Decimal)>,
    /// Whether what is left becomes the debtor's credit on account.
    pub rest_on_account: bool,
    /// Charges of the banks on the way, which close the rest of the first item; zero for none.
    pub charge_writeoff: Decimal,
    /// For a returned payment: the transaction whose allocations are undone.
    pub reverses: Option<TransactionId>,
    /// Whether nothing is left to decide; a proposal leaves it open.
    pub is_final: bool,
    /// Whether the payer's account is from now on known as the debtor's.
    pub learn_account: bool,
    /// Who decided.
    pub author: String,
}

/// What recording a decision came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matched {
    /// Written.
    Recorded {
        /// The receivables it moved, with the settlement they have now.
        settled: Vec<(ReceivableId, settlement::State)>,
        /// Queued reminders that will not leave because of it.
        taken_back: TakenBack,
    },
    /// Decided already: nothing was written.
    AlreadyDecided,
    /// The allocations exceed the transaction, or what is open on this receivable: nothing was written.
    TooMuch {
        /// The receivable that would be settled beyond its total; none when it is the transaction.
        receivable_id: Option<ReceivableId>,
    },
}

impl Store {
    /// Writes a decision down with its allocations: settlement, follow-up and queued reminders move with it.
    pub async fn record_match(&self, new: &NewMatch, now: DateTime<Utc>) -> Result<Matched, StoreError> {
        let mut tx = self.begin().await?;
        let mut allocations = new.allocations.clone();
        allocations.sort();
        let Some(taken) = decide(&mut tx, new, &allocations, now).await? else {
            return Ok(Matched::AlreadyDecided);
        };
        let Some(rest) = taken.rest else {
            return Ok(Matched::TooMuch { receivable_id: None });
        };
        let mut settled = Vec::new();
        let mut taken_back = TakenBack::default();
        for part in parts(new, &allocations, rest) {
            let Some((state, back)) = allocate(&mut tx, new, &taken, &part, now).await? else {
                return Ok(Matched::TooMuch { receivable_id: part.receivable });
            };
            taken_back.join(back);
            if let Some(moved) = part.receivable.zip(state) {
                settled.retain(|(known, _)| *known != moved.0);
                settled.push(moved);
            }
        }
        if let Some(original) = &new.reverses {
            let (reopened, back) = undo_allocations(&mut tx, original, &new.author, &new.reason, now).await?;
            settled.extend(reopened);
            taken_back.join(back);
        }
        taken_back.join(hold_debtor(&mut tx, new, &taken, now).await?);
        if let (true, Some(debtor), Some(iban)) = (new.learn_account, &new.debtor, &taken.payer_iban) {
            learn_account(&mut tx, &taken.tenant, debtor, iban, &new.author, now).await?;
        }
        tx.commit().await?;
        Ok(Matched::Recorded { settled, taken_back })
    }

    /// Undoes the decision about a transaction by counter-records; it waits for a decision again. False when there
    /// was nothing to undo.
    pub async fn undo_match(&self, id: &TransactionId, author: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        hold_allocated(&mut tx, id).await?;
        let reset = sqlx::query(
            "UPDATE bank_transactions SET allocated_units = 0, is_final = 0, decision = 'undone', reason = $1, \
             decided_at = $2 WHERE id = $3 AND is_final = 1",
        )
        .bind(format!("undone by {author}"))
        .bind(instant(now))
        .bind(id.as_str().to_owned())
        .execute(&mut *tx)
        .await?;
        if reset.rows_affected() == 0 {
            return Ok(false);
        }
        undo_allocations(&mut tx, id, author, "undone", now).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// A transaction taken for a decision.
struct Taken {
    tenant: String,
    key: String,
    payer_iban: Option<String>,
    /// What its allocations leave of it; `None` when they exceed it.
    rest: Option<i64>,
    incoming: bool,
}

/// Writes the decision on the transaction, unless one was final before.
async fn decide(
    tx: &mut AnyConnection,
    new: &NewMatch,
    allocations: &[(ReceivableId, Decimal)],
    now: DateTime<Utc>,
) -> Result<Option<Taken>, StoreError> {
    // Receivables first, as everyone does.
    for (receivable, _) in allocations {
        ledger::taken(tx, receivable).await?;
    }
    let rows = sqlx::query(
        "UPDATE bank_transactions SET decision = $1, reason = $2, match_detail = $3, debtor = $4, is_final = $5, \
         decided_at = $6 WHERE id = $7 AND is_final = 0 RETURNING tenant, entry_key, payer_iban, amount_units",
    )
    .bind(new.decision.clone())
    .bind(new.reason.clone())
    .bind(json_text(&new.detail))
    .bind(new.debtor.clone())
    .bind(i64::from(new.is_final || !allocations.is_empty()))
    .bind(instant(now))
    .bind(new.transaction_id.as_str().to_owned())
    .fetch_all(&mut *tx)
    .await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let amount = row.int("amount_units")?;
    let mut sum = 0_i64;
    for (_, part) in allocations {
        sum = sum.saturating_add(units(*part)?);
    }
    let within = if amount >= 0 { (0..=amount).contains(&sum) } else { (amount..=0).contains(&sum) };
    let spent = if new.rest_on_account { amount } else { sum };
    if within {
        sqlx::query("UPDATE bank_transactions SET allocated_units = $1 WHERE id = $2")
            .bind(spent)
            .bind(new.transaction_id.as_str().to_owned())
            .execute(&mut *tx)
            .await?;
    }
    Ok(Some(Taken {
        tenant: row.text("tenant")?,
        key: row.text("entry_key")?,
        payer_iban: row.maybe_text("payer_iban")?,
        rest: within.then_some(amount - sum),
        incoming: amount > 0,
    }))
}

/// One allocation about to be made.
struct Part {
    receivable: Option<ReceivableId>,
    amount: Decimal,
    kind: &'static str,
    over: bool,
}

/// The allocations of a decision: what it pays, charges on the way, what is left for the debtor's account.
fn parts(new: &NewMatch, allocations: &[(ReceivableId, Decimal)], rest: i64) -> Vec<Part> {
    let left = new.rest_on_account && rest > 0;
    let over = left && allocations.len() == 1;
    let paid = allocations.iter().map(|(receivable, amount)| Part {
        receivable: Some(receivable.clone()),
        amount: *amount,
        kind: "payment",
        over,
    });
    let mut parts: Vec<Part> = paid.collect();
    if let Some((receivable, _)) = new.allocations.first().filter(|_| !new.charge_writeoff.is_zero()) {
        let receivable = Some(receivable.clone());
        parts.push(Part { receivable, amount: new.charge_writeoff, kind: "bank_charge", over: false });
    }
    if left {
        parts.push(Part { receivable: None, amount: from_units(rest), kind: "on_account", over: false });
    }
    parts
}

/// Makes one allocation; `None` when the receivable has not that much open.
async fn allocate(
    tx: &mut AnyConnection,
    new: &NewMatch,
    taken: &Taken,
    part: &Part,
    now: DateTime<Utc>,
) -> Result<Option<(Option<settlement::State>, TakenBack)>, StoreError> {
    let mut outcome = (None, TakenBack::default());
    if let Some(receivable) = &part.receivable {
        let change = Change {
            units: units(part.amount)?,
            credit: false,
            over: part.over,
            detail: json!({
                "transaction": new.transaction_id, "key": taken.key, "kind": part.kind, "rule": new.reason,
            }),
        };
        let Some(back) = ledger::cover(tx, receivable, &change, now).await? else {
            return Ok(None);
        };
        outcome = (Some(ledger::taken(tx, receivable).await?.settlement), back);
    }
    sqlx::query(
        "INSERT INTO allocations (id, tenant, transaction_id, receivable_id, debtor, kind, amount, amount_units, rule, \
         author, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(AllocationId::new().as_str().to_owned())
    .bind(taken.tenant.clone())
    .bind(new.transaction_id.as_str().to_owned())
    .bind(part.receivable.as_ref().map(|id| id.as_str().to_owned()))
    .bind(new.debtor.clone())
    .bind(part.kind)
    .bind(part.amount.to_string())
    .bind(units(part.amount)?)
    .bind(new.reason.clone())
    .bind(new.author.clone())
    .bind(instant(now))
    .execute(tx)
    .await?;
    Ok(Some(outcome))
}

/// Takes the receivables a transaction pays before the transaction itself, as everyone does.
async fn hold_allocated(tx: &mut AnyConnection, transaction: &TransactionId) -> Result<(), StoreError> {
    let rows = sqlx::query(
        "SELECT DISTINCT receivable_id FROM allocations WHERE transaction_id = $1 AND receivable_id IS NOT NULL \
         ORDER BY receivable_id",
    )
    .bind(transaction.as_str().to_owned())
    .fetch_all(&mut *tx)
    .await?;
    for row in &rows {
        ledger::taken(tx, &row.parsed("receivable_id", "a receivable id")?).await?;
    }
    Ok(())
}

/// Counter-records for what is allocated of a transaction; what it paid is open again.
async fn undo_allocations(
    tx: &mut AnyConnection,
    transaction: &TransactionId,
    author: &str,
    cause: &str,
    now: DateTime<Utc>,
) -> Result<(Vec<(ReceivableId, settlement::State)>, TakenBack), StoreError> {
    let rows = sqlx::query(
        "SELECT a.id, a.tenant, a.receivable_id, a.debtor, a.kind, a.amount_units FROM allocations a \
         WHERE a.transaction_id = $1 AND a.undoes IS NULL \
         AND NOT EXISTS (SELECT 1 FROM allocations u WHERE u.undoes = a.id) ORDER BY a.receivable_id",
    )
    .bind(transaction.as_str().to_owned())
    .fetch_all(&mut *tx)
    .await?;
    let mut reopened = Vec::new();
    let mut taken_back = TakenBack::default();
    for row in &rows {
        let amount = -row.int("amount_units")?;
        let receivable: Option<ReceivableId> = row.maybe_parsed("receivable_id", "a receivable id")?;
        sqlx::query(
            "INSERT INTO allocations (id, tenant, transaction_id, receivable_id, debtor, kind, amount, amount_units, \
             rule, author, at, undoes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(AllocationId::new().as_str().to_owned())
        .bind(row.text("tenant")?)
        .bind(transaction.as_str().to_owned())
        .bind(receivable.as_ref().map(|id| id.as_str().to_owned()))
        .bind(row.maybe_text("debtor")?)
        .bind(row.text("kind")?)
        .bind(from_units(amount).to_string())
        .bind(amount)
        .bind(cause.to_owned())
        .bind(author.to_owned())
        .bind(instant(now))
        .bind(row.text("id")?)
        .execute(&mut *tx)
        .await?;
        if let Some(receivable) = receivable {
            let detail = json!({"transaction": transaction, "undone": cause});
            let change = Change { units: amount, credit: false, over: false, detail };
            taken_back.join(ledger::cover(tx, &receivable, &change, now).await?.unwrap_or_default());
            let state = ledger::taken(tx, &receivable).await?.settlement;
            reopened.push((receivable, state));
        }
    }
    Ok((reopened, taken_back))
}

/// Money of a debtor that nobody has explained yet holds what is queued for that debtor.
async fn hold_debtor(
    tx: &mut AnyConnection,
    new: &NewMatch,
    taken: &Taken,
    now: DateTime<Utc>,
) -> Result<TakenBack, StoreError> {
    let mut taken_back = TakenBack::default();
    if new.is_final || !new.allocations.is_empty() || !taken.incoming {
        return Ok(taken_back);
    }
    let rows = sqlx::query(money::select(
        "WHERE r.tenant = $1 AND r.watched = 1 AND r.kind = 'invoice' AND (r.debtor = $2 OR r.debtor IN \
         (SELECT debtor FROM debtor_accounts WHERE tenant = $1 AND iban = $3)) ORDER BY r.id",
    ))
    .bind(taken.tenant.clone())
    .bind(new.debtor.clone())
    .bind(taken.payer_iban.clone())
    .fetch_all(&mut *tx)
    .await?;
    for row in &rows {
        taken_back.join(ledger::changed(tx, &money::read(row)?, now).await?);
    }
    Ok(taken_back)
}
