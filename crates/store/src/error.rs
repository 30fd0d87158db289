//! What can go wrong between a question and its answer. A lost race is not here: it is a result of its own.

/// A failure of the database or of what was found in it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL names neither of the two engines.
    #[error("database URL {0:?} begins with neither sqlite: nor postgres:")]
    UnknownEngine(String),
    /// A database in memory: what is acknowledged must survive.
    #[error("a database in memory keeps nothing; give a file: sqlite:PATH")]
    NotDurable,
    /// The database refused or was not reachable.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored value does not read as what it should be: written by a newer program, or damaged.
    #[error("column {column} holds {value:?}, which is not {expected}")]
    Unreadable {
        /// Column name.
        column: String,
        /// What it holds.
        value: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The state machine refuses an event that only the store itself can have chosen.
    #[error("{0}")]
    Illegal(String),
    /// Something named by its identifier is not there.
    #[error("no {what} {id}")]
    Missing {
        /// Kind of thing.
        what: &'static str,
        /// Its identifier.
        id: String,
    },
    /// An amount with more decimals or digits than money has.
    #[error("amount {0} does not fit: at most 5 decimals and 13 digits before the point")]
    Amount(String),
}

impl StoreError {
    /// True when the same call may succeed later: a lock, a connection, a serialisation failure.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed) => true,
            // SQLITE_BUSY and SQLITE_BUSY_SNAPSHOT; serialization_failure, deadlock_detected, admin_shutdown.
            Self::Database(sqlx::Error::Database(error)) => {
                error.code().is_some_and(|code| ["5", "517", "40001", "40P01", "57P01"].contains(&code.as_ref()))
            }
            _ => false,
        }
    }
}
