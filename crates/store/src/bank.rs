//! Bank files: imported once, transaction by transaction; keys make that idempotent on three levels (`receivables.md`
//! §3.7). What is decided about a transaction stands in `matches.rs`.

use chrono::{DateTime, NaiveDate, Utc};
use receivables::{Statement, Transaction};
use rust_decimal::Decimal;
use serde_json::Value;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::codec::{Columns, date, instant, json_text, sha256_hex, units};
use crate::{FileId, ReceivableId, StatementId, Store, StoreError, TransactionId, blobs};

/// What importing a file came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// The very same file was imported before.
    pub file_known: bool,
    /// Statements (account and id) that are known with other content: flagged, nothing of them was taken.
    pub conflicts: Vec<String>,
    /// Every transaction of the file, in its order.
    pub lines: Vec<ImportedLine>,
}

/// One transaction of an imported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedLine {
    /// Where it is kept.
    pub id: TransactionId,
    /// The bank's key of it.
    pub key: String,
    /// False when it was imported before, from this file or another.
    pub new: bool,
}

/// A stored transaction.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct TransactionRow {
    /// Its identifier.
    pub id: TransactionId,
    /// As the bank gave it.
    pub transaction: Transaction,
    /// What was decided, if anything.
    pub decision: Option<String>,
    /// By which rule.
    pub reason: Option<String>,
    /// Candidates and scores.
    pub detail: Option<Value>,
    /// Whose money it is, as far as known.
    pub debtor: Option<String>,
    /// Whether nothing is left to decide.
    pub is_final: bool,
    /// What of it is allocated and not undone.
    pub allocations: Vec<AllocationRow>,
}

/// A live allocation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AllocationRow {
    /// To which receivable; absent for a credit on account.
    pub receivable_id: Option<ReceivableId>,
    /// Number of its document.
    pub number: Option<String>,
    /// How much, negative for a credit note.
    pub amount: Decimal,
    /// `payment`, `bank_charge` (not of the transaction's amount) or `on_account`.
    pub kind: String,
}

impl Store {
    /// Imports a bank file in one transaction. Repeats change nothing and are reported line by line; matching runs
    /// afterwards over [`Store::undecided_transactions`] and can be repeated.
    pub async fn import_statements(
        &self,
        tenant: &str,
        file: &[u8],
        statements: &[Statement],
        now: DateTime<Utc>,
    ) -> Result<Imported, StoreError> {
        let mut tx = self.begin().await?;
        let mut imported = Imported::default();
        let (file_id, new_file) = put_file(&mut tx, tenant, file, now).await?;
        imported.file_known = !new_file;
        for statement in statements {
            let Some(id) = put_statement(&mut tx, tenant, &file_id, statement, now).await? else {
                imported.conflicts.push(format!("{} {}", statement.account, statement.id));
                continue;
            };
            for transaction in statement.transactions() {
                imported.lines.push(put_transaction(&mut tx, tenant, &id, statement, transaction, now).await?);
            }
        }
        tx.commit().await?;
        Ok(imported)
    }

    /// Imported transactions about which nothing final is decided, oldest first.
    pub async fn undecided_transactions(&self, tenant: &str) -> Result<Vec<TransactionRow>, StoreError> {
        let rows = sqlx::query(select("WHERE t.tenant = $1 AND t.is_final = 0 ORDER BY t.id"))
            .bind(tenant.to_owned())
            .fetch_all(self.reader())
            .await?;
        rows.iter().map(read).collect()
    }

    /// Transactions booked since that day with what is allocated of them, oldest first: where the original of a
    /// returned payment is found.
    pub async fn transactions_since(&self, tenant: &str, since: NaiveDate) -> Result<Vec<TransactionRow>, StoreError> {
        let rows = sqlx::query(select("WHERE t.tenant = $1 AND t.booking_date >= $2 ORDER BY t.id"))
            .bind(tenant.to_owned())
            .bind(date(since))
            .fetch_all(self.reader())
            .await?;
        let mut found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        for row in &mut found {
            row.allocations = self.allocations_of(&row.id).await?;
        }
        Ok(found)
    }

    /// One transaction with what is allocated of it.
    pub async fn transaction(&self, id: &TransactionId) -> Result<Option<TransactionRow>, StoreError> {
        let rows = sqlx::query(select("WHERE t.id = $1")).bind(id.as_str().to_owned()).fetch_all(self.reader()).await?;
        let Some(mut found) = rows.first().map(read).transpose()? else {
            return Ok(None);
        };
        found.allocations = self.allocations_of(id).await?;
        Ok(Some(found))
    }

    /// The accounts known as a debtor's: (debtor, IBAN).
    pub async fn debtor_accounts(&self, tenant: &str) -> Result<Vec<(String, String)>, StoreError> {
        let rows = sqlx::query("SELECT debtor, iban FROM debtor_accounts WHERE tenant = $1 ORDER BY debtor, iban")
            .bind(tenant.to_owned())
            .fetch_all(self.reader())
            .await?;
        rows.iter().map(|row| Ok((row.text("debtor")?, row.text("iban")?))).collect()
    }

    /// Remembers that an account is a debtor's; `source` says who said so.
    pub async fn add_debtor_account(
        &self,
        tenant: &str,
        debtor: &str,
        iban: &str,
        source: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        learn_account(&mut tx, tenant, debtor, iban, source, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Up to which day bank data are there.
    pub async fn bank_data_through(&self, tenant: &str) -> Result<Option<NaiveDate>, StoreError> {
        let rows = sqlx::query("SELECT MAX(statement_date) AS through FROM bank_statements WHERE tenant = $1")
            .bind(tenant.to_owned())
            .fetch_all(self.reader())
            .await?;
        rows.first().map_or(Ok(None), |row| row.maybe_date("through"))
    }

    /// Whether a transaction was imported and nobody has looked at it yet: then nobody can say who has not paid.
    pub async fn transactions_wait(&self, tenant: &str) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "SELECT id FROM bank_transactions WHERE tenant = $1 AND is_final = 0 AND decision IS NULL LIMIT 1",
        )
        .bind(tenant.to_owned())
        .fetch_all(self.reader())
        .await?;
        Ok(!rows.is_empty())
    }

    async fn allocations_of(&self, id: &TransactionId) -> Result<Vec<AllocationRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT a.receivable_id, r.number, a.amount, a.kind FROM allocations a \
             LEFT JOIN receivables r ON r.id = a.receivable_id WHERE a.transaction_id = $1 AND a.undoes IS NULL \
             AND NOT EXISTS (SELECT 1 FROM allocations u WHERE u.undoes = a.id) ORDER BY a.id",
        )
        .bind(id.as_str().to_owned())
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(AllocationRow {
                    receivable_id: row.maybe_parsed("receivable_id", "a receivable id")?,
                    number: row.maybe_text("number")?,
                    amount: row.money("amount")?,
                    kind: row.text("kind")?,
                })
            })
            .collect()
    }
}

const SELECT: &str = "SELECT t.id, t.content, t.decision, t.reason, t.match_detail, t.debtor, t.is_final \
     FROM bank_transactions t ";

/// The one select with its several ends; all parts are constants of this file.
fn select(end: &'static str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("{SELECT}{end}"))
}

fn read(row: &AnyRow) -> Result<TransactionRow, StoreError> {
    let detail = match row.maybe_text("match_detail")? {
        Some(_) => Some(row.json("match_detail")?),
        None => None,
    };
    Ok(TransactionRow {
        id: row.parsed("id", "a transaction id")?,
        transaction: row.json("content")?,
        decision: row.maybe_text("decision")?,
        reason: row.maybe_text("reason")?,
        detail,
        debtor: row.maybe_text("debtor")?,
        is_final: row.int("is_final")? != 0,
        allocations: Vec::new(),
    })
}

async fn put_file(
    tx: &mut AnyConnection,
    tenant: &str,
    file: &[u8],
    now: DateTime<Utc>,
) -> Result<(FileId, bool), StoreError> {
    let blob = blobs::put(tx, file, now).await?;
    let id = FileId::new();
    let inserted = sqlx::query(
        "INSERT INTO bank_files (id, tenant, blob, imported_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(id.as_str().to_owned())
    .bind(tenant.to_owned())
    .bind(blob.clone())
    .bind(instant(now))
    .execute(&mut *tx)
    .await?;
    if inserted.rows_affected() == 1 {
        return Ok((id, true));
    }
    let rows = sqlx::query("SELECT id FROM bank_files WHERE tenant = $1 AND blob = $2")
        .bind(tenant.to_owned())
        .bind(blob.clone())
        .fetch_all(tx)
        .await?;
    match rows.first() {
        Some(row) => Ok((row.parsed("id", "a file id")?, false)),
        None => Err(StoreError::Missing { what: "bank file", id: blob }),
    }
}

/// The statement's row, new or known with the same content; `None` when it is known with other content.
async fn put_statement(
    tx: &mut AnyConnection,
    tenant: &str,
    file: &FileId,
    statement: &Statement,
    now: DateTime<Utc>,
) -> Result<Option<StatementId>, StoreError> {
    let (key, content) = identity(statement);
    let id = StatementId::new();
    let balance = |balance: Option<receivables::bank::Balance>| balance.map(|balance| balance.amount.to_string());
    let inserted = sqlx::query(
        "INSERT INTO bank_statements (id, tenant, file_id, account, statement_key, content_hash, statement_date, \
         opening, closing, currency, imported_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT DO NOTHING",
    )
    .bind(id.as_str().to_owned())
    .bind(tenant.to_owned())
    .bind(file.as_str().to_owned())
    .bind(statement.account.clone())
    .bind(key.clone())
    .bind(content.clone())
    .bind(date(through(statement).unwrap_or_else(|| now.date_naive())))
    .bind(balance(statement.opening))
    .bind(balance(statement.closing))
    .bind(statement.currency.clone())
    .bind(instant(now))
    .execute(&mut *tx)
    .await?;
    if inserted.rows_affected() == 1 {
        return Ok(Some(id));
    }
    let rows = sqlx::query(
        "SELECT id FROM bank_statements WHERE tenant = $1 AND account = $2 AND statement_key = $3 AND content_hash = $4",
    )
    .bind(tenant.to_owned())
    .bind(statement.account.clone())
    .bind(key)
    .bind(content)
    .fetch_all(tx)
    .await?;
    rows.first().map(|row| row.parsed("id", "a statement id")).transpose()
}

/// What names a statement, and a hash of the money in it: the same in another export format.
fn identity(statement: &Statement) -> (String, String) {
    let day = statement.date.map(date).unwrap_or_default();
    let key = format!("{}|{}|{day}", statement.id, statement.number.as_deref().unwrap_or_default());
    let money: Vec<_> = statement
        .transactions()
        .map(|transaction| format!("{} {}", transaction.import_key, transaction.amount.normalize()))
        .collect();
    (key, sha256_hex(money.join("\n").as_bytes()))
}

/// The day up to which a statement tells what was booked.
fn through(statement: &Statement) -> Option<NaiveDate> {
    let closing = statement.closing.and_then(|balance| balance.date);
    let last = statement.transactions().filter_map(|transaction| transaction.booking_date).max();
    closing.or(last).or(statement.date)
}

async fn put_transaction(
    tx: &mut AnyConnection,
    tenant: &str,
    statement_id: &StatementId,
    statement: &Statement,
    transaction: &Transaction,
    now: DateTime<Utc>,
) -> Result<ImportedLine, StoreError> {
    let id = TransactionId::new();
    let booked = transaction.booking_date.or_else(|| through(statement)).unwrap_or_else(|| now.date_naive());
    let inserted = sqlx::query(
        "INSERT INTO bank_transactions (id, tenant, statement_id, account, entry_key, booking_date, value_date, \
         currency, amount, amount_units, allocated_units, payer_iban, payer_name, content, is_final, imported_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12, $13, 0, $14) ON CONFLICT DO NOTHING",
    )
    .bind(id.as_str().to_owned())
    .bind(tenant.to_owned())
    .bind(statement_id.as_str().to_owned())
    .bind(statement.account.clone())
    .bind(transaction.import_key.clone())
    .bind(date(booked))
    .bind(transaction.value_date.map(date))
    .bind(transaction.currency.clone())
    .bind(transaction.amount.to_string())
    .bind(units(transaction.amount)?)
    .bind(transaction.counterparty_iban.clone())
    .bind(transaction.counterparty.clone())
    .bind(json_text(transaction))
    .bind(instant(now))
    .execute(&mut *tx)
    .await?;
    let key = transaction.key.clone();
    if inserted.rows_affected() == 1 {
        return Ok(ImportedLine { id, key, new: true });
    }
    let rows = sqlx::query("SELECT id FROM bank_transactions WHERE tenant = $1 AND account = $2 AND entry_key = $3")
        .bind(tenant.to_owned())
        .bind(statement.account.clone())
        .bind(transaction.import_key.clone())
        .fetch_all(tx)
        .await?;
    match rows.first() {
        Some(row) => Ok(ImportedLine { id: row.parsed("id", "a transaction id")?, key, new: false }),
        None => Err(StoreError::Missing { what: "bank transaction", id: transaction.import_key.clone() }),
    }
}

pub(crate) async fn learn_account(
    tx: &mut AnyConnection,
    tenant: &str,
    debtor: &str,
    iban: &str,
    source: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO debtor_accounts (tenant, debtor, iban, since, source) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
    )
    .bind(tenant.to_owned())
    .bind(debtor.to_owned())
    .bind(iban.to_owned())
    .bind(instant(now))
    .bind(source.to_owned())
    .execute(tx)
    .await?;
    Ok(())
}
