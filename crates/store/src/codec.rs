//! How values stand in columns, the same in both engines: instants and dates as text that sorts, money as
//! decimal text beside an integer that the database can compare, everything else as text (`design.md` §5).

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{Decode, Row, Type};

use crate::StoreError;

/// Decimals of the integer form of money: bank files carry up to five.
const MONEY_DECIMALS: u32 = 5;

/// An instant as fixed-width UTC text, so that text order is time order.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// A date as text.
pub(crate) fn date(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// Money as the integer that constraints compare: SQLite would compare decimal text as floating point.
pub(crate) fn units(amount: Decimal) -> Result<i64, StoreError> {
    let scaled = amount.normalize();
    if scaled.scale() > MONEY_DECIMALS {
        return Err(StoreError::Amount(amount.to_string()));
    }
    scaled
        .checked_mul(Decimal::from(10_i64.pow(MONEY_DECIMALS)))
        .and_then(|value| value.to_i64())
        .ok_or_else(|| StoreError::Amount(amount.to_string()))
}

/// The way back from [`units`], with at least two decimals.
pub(crate) fn from_units(units: i64) -> Decimal {
    let mut amount = Decimal::new(units, MONEY_DECIMALS).normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount
}

/// `($first, …)`: that many parameters in brackets, for statements over many rows.
pub(crate) fn parameters(first: usize, count: usize) -> String {
    let parameters: Vec<_> = (first..first + count).map(|number| format!("${number}")).collect();
    format!("({})", parameters.join(", "))
}

/// SHA-256 as lower-case hexadecimal: the name of a blob.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reading a row by column name into our types.
pub(crate) trait Columns {
    fn get_as<T>(&self, column: &str) -> Result<T, StoreError>
    where
        T: for<'r> Decode<'r, sqlx::Any> + Type<sqlx::Any>;
    fn text(&self, column: &str) -> Result<String, StoreError> {
        self.get_as(column)
    }
    fn maybe_text(&self, column: &str) -> Result<Option<String>, StoreError> {
        self.get_as(column)
    }
    fn int(&self, column: &str) -> Result<i64, StoreError> {
        self.get_as(column)
    }
    fn bytes(&self, column: &str) -> Result<Vec<u8>, StoreError> {
        self.get_as(column)
    }
    fn maybe_bytes(&self, column: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.get_as(column)
    }
    /// A count, which no query of ours makes negative or huge.
    fn count(&self, column: &str) -> Result<u64, StoreError> {
        let value = self.int(column)?;
        u64::try_from(value).map_err(|_| unreadable(column, &value.to_string(), "a count"))
    }
    /// A small number such as a level or a count of tries.
    fn small<T: TryFrom<i64>>(&self, column: &str) -> Result<T, StoreError> {
        let value = self.int(column)?;
        T::try_from(value).map_err(|_| unreadable(column, &value.to_string(), "a small number"))
    }
    /// Text that one of our types knows how to read.
    fn parsed<T: FromStr>(&self, column: &str, expected: &'static str) -> Result<T, StoreError> {
        let text = self.text(column)?;
        text.parse().map_err(|_| unreadable(column, &text, expected))
    }
    fn maybe_parsed<T: FromStr>(&self, column: &str, expected: &'static str) -> Result<Option<T>, StoreError> {
        match self.maybe_text(column)? {
            None => Ok(None),
            Some(text) => text.parse().map(Some).map_err(|_| unreadable(column, &text, expected)),
        }
    }
    fn instant(&self, column: &str) -> Result<DateTime<Utc>, StoreError> {
        self.parsed(column, "an instant")
    }
    fn maybe_instant(&self, column: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.maybe_parsed(column, "an instant")
    }
    fn date(&self, column: &str) -> Result<NaiveDate, StoreError> {
        self.parsed(column, "a date")
    }
    fn maybe_date(&self, column: &str) -> Result<Option<NaiveDate>, StoreError> {
        self.maybe_parsed(column, "a date")
    }
    fn money(&self, column: &str) -> Result<Decimal, StoreError> {
        self.parsed(column, "a decimal")
    }
    fn maybe_money(&self, column: &str) -> Result<Option<Decimal>, StoreError> {
        self.maybe_parsed(column, "a decimal")
    }
    /// A structured value kept as JSON text.
    fn json<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        let text = self.text(column)?;
        serde_json::from_str(&text).map_err(|_| unreadable(column, &text, "the expected JSON"))
    }
}

impl Columns for AnyRow {
    fn get_as<T>(&self, column: &str) -> Result<T, StoreError>
    where
        T: for<'r> Decode<'r, sqlx::Any> + Type<sqlx::Any>,
    {
        Ok(self.try_get(column)?)
    }
}

fn unreadable(column: &str, value: &str, expected: &'static str) -> StoreError {
    StoreError::Unreadable { column: column.to_owned(), value: value.chars().take(80).collect(), expected }
}

/// A structured value as JSON text. Our own types always serialise: no maps with keys that are not text.
pub(crate) fn json_text<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn money_goes_to_units_and_back_without_loss() {
        for text in ["0.00", "121.00", "-40.50", "0.00001", "9999999999999.99"] {
            let amount: Decimal = text.parse().unwrap();
            assert_eq!(from_units(units(amount).unwrap()), amount, "{text}");
        }
        assert!(units("0.000001".parse().unwrap()).is_err());
        assert!(units("99999999999999999".parse().unwrap()).is_err());
    }

    #[test]
    fn instants_sort_as_text() {
        let early: DateTime<Utc> = "2026-11-02T09:00:00Z".parse().unwrap();
        let late: DateTime<Utc> = "2026-11-02T09:00:00.5Z".parse().unwrap();
        assert!(instant(early) < instant(late));
        assert_eq!(instant(early).len(), instant(late).len());
    }
}
