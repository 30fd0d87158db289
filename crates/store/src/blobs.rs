//! Content-addressed bytes: the same bytes are kept once, whoever brings them.

use chrono::{DateTime, Utc};
use sqlx::AnyConnection;

use crate::codec::{Columns as _, instant, sha256_hex};
use crate::{Store, StoreError};

/// Keeps the bytes and answers their name.
pub(crate) async fn put(tx: &mut AnyConnection, bytes: &[u8], now: DateTime<Utc>) -> Result<String, StoreError> {
    let name = sha256_hex(bytes);
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    sqlx::query(
        "INSERT INTO blobs (sha256, size_bytes, bytes, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(&name)
    .bind(size)
    .bind(bytes)
    .bind(instant(now))
    .execute(tx)
    .await?;
    Ok(name)
}

/// The bytes of that name.
pub(crate) async fn get(connection: &mut AnyConnection, name: &str) -> Result<Vec<u8>, StoreError> {
    let rows = sqlx::query("SELECT bytes FROM blobs WHERE sha256 = $1").bind(name).fetch_all(connection).await?;
    match rows.first() {
        Some(row) => row.bytes("bytes"),
        None => Err(StoreError::Missing { what: "blob", id: name.to_owned() }),
    }
}

impl Store {
    /// The bytes of a blob by its SHA-256.
    pub async fn blob(&self, sha256: &str) -> Result<Vec<u8>, StoreError> {
        let mut connection = self.reader().acquire().await?;
        get(&mut connection, sha256).await
    }
}
