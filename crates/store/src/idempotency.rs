//! `Idempotency-Key` of the API (`product.md` §6): the first answer again for the same body, a refusal for another.

use chrono::{DateTime, Duration, Utc};
use sqlx::AnyConnection;

use crate::codec::{Columns as _, instant, sha256_hex};
use crate::{Store, StoreError};

/// After this long without an answer the first worker counts as dead, and a repeat may take the key over: what the
/// request does is unique by itself, so nothing is done twice.
const ABANDONED_AFTER_SECONDS: i64 = 120;

/// What a caller promised not to use twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// Key owner and tenant.
    pub owner: String,
    /// Path of the request.
    pub path: String,
    /// The header's value.
    pub key: String,
}

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Idempotency {
    /// Never seen: the caller works and then calls [`Store::finish_request`].
    New,
    /// Same key, same body, answered before.
    Replay {
        /// HTTP status of the first answer.
        status: u16,
        /// Its body.
        body: Vec<u8>,
    },
    /// Same key, same body, still being worked on.
    Running,
    /// Same key, another body.
    OtherBody,
}

impl Store {
    /// Takes a key for a request, or says what became of the earlier one.
    pub async fn begin_request(
        &self,
        key: &IdempotencyKey,
        body: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Idempotency, StoreError> {
        let body_hash = sha256_hex(body);
        let mut tx = self.begin().await?;
        let taken = sqlx::query(
            "INSERT INTO idempotency_keys (owner, path, key, body_hash, created_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT DO NOTHING",
        )
        .bind(key.owner.clone())
        .bind(key.path.clone())
        .bind(key.key.clone())
        .bind(body_hash.clone())
        .bind(instant(now))
        .execute(&mut *tx)
        .await?;
        if taken.rows_affected() == 1 {
            tx.commit().await?;
            return Ok(Idempotency::New);
        }
        let rows = sqlx::query(
            "SELECT body_hash, status, answer FROM idempotency_keys WHERE owner = $1 AND path = $2 AND key = $3",
        )
        .bind(key.owner.clone())
        .bind(key.path.clone())
        .bind(key.key.clone())
        .fetch_all(&mut *tx)
        .await?;
        let Some(row) = rows.first() else {
            return Ok(Idempotency::Running);
        };
        if row.text("body_hash")? != body_hash {
            return Ok(Idempotency::OtherBody);
        }
        if let Some(body) = row.maybe_bytes("answer")? {
            return Ok(Idempotency::Replay { status: row.small("status")?, body });
        }
        if !take_over(&mut tx, key, now).await? {
            return Ok(Idempotency::Running);
        }
        tx.commit().await?;
        Ok(Idempotency::New)
    }

    /// Keeps the answer of a request begun with [`Store::begin_request`].
    pub async fn finish_request(&self, key: &IdempotencyKey, status: u16, body: &[u8]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query(
            "UPDATE idempotency_keys SET status = $1, answer = $2 \
             WHERE owner = $3 AND path = $4 AND key = $5 AND answer IS NULL",
        )
        .bind(i64::from(status))
        .bind(body.to_vec())
        .bind(key.owner.clone())
        .bind(key.path.clone())
        .bind(key.key.clone())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Gives a key back: the request failed before it had any effect, so it may be repeated.
    pub async fn abandon_request(&self, key: &IdempotencyKey) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM idempotency_keys WHERE owner = $1 AND path = $2 AND key = $3 AND answer IS NULL")
            .bind(key.owner.clone())
            .bind(key.path.clone())
            .bind(key.key.clone())
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Takes a key whose worker died; false while that one may still be at work.
async fn take_over(tx: &mut AnyConnection, key: &IdempotencyKey, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let taken = sqlx::query(
        "UPDATE idempotency_keys SET created_at = $1 \
         WHERE owner = $2 AND path = $3 AND key = $4 AND answer IS NULL AND created_at <= $5",
    )
    .bind(instant(now))
    .bind(key.owner.clone())
    .bind(key.path.clone())
    .bind(key.key.clone())
    .bind(instant(now - Duration::seconds(ABANDONED_AFTER_SECONDS)))
    .execute(tx)
    .await?;
    Ok(taken.rows_affected() == 1)
}
