//! Gapless number series. A number is taken in the transaction that uses it: if that fails, the number was
//! never given; while it runs, the row keeps the next taker waiting.

use sqlx::AnyConnection;

use crate::codec::Columns as _;
use crate::{Store, StoreError};

/// The next number of a series, from 1.
pub(crate) async fn take(tx: &mut AnyConnection, tenant: &str, series: &str) -> Result<u64, StoreError> {
    let rows = sqlx::query(
        "INSERT INTO number_series (tenant, series, next) VALUES ($1, $2, 2) \
         ON CONFLICT (tenant, series) DO UPDATE SET next = number_series.next + 1 RETURNING next - 1 AS taken",
    )
    .bind(tenant.to_owned())
    .bind(series.to_owned())
    .fetch_all(tx)
    .await?;
    match rows.first() {
        Some(row) => row.count("taken"),
        None => Err(StoreError::Missing { what: "number series", id: series.to_owned() }),
    }
}

impl Store {
    /// How many numbers of a series are given.
    pub async fn numbers_given(&self, tenant: &str, series: &str) -> Result<u64, StoreError> {
        let rows = sqlx::query("SELECT next - 1 AS given FROM number_series WHERE tenant = $1 AND series = $2")
            .bind(tenant.to_owned())
            .bind(series.to_owned())
            .fetch_all(self.reader())
            .await?;
        rows.first().map_or(Ok(0), |row| row.count("given"))
    }
}
