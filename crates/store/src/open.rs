//! Opening a database: one writer connection and readers on SQLite, one pool on PostgreSQL; migrations; and
//! the guard that keeps the history append-only. Why `sqlx::Any`: `docs/decisions/0001-one-sql-text.md`.

use std::borrow::Cow;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;
use sqlx::{Any, AnyPool, AssertSqlSafe, Transaction};

use crate::StoreError;

/// The numbered, forward-only migrations, one set for both engines.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How long a SQLite connection waits for another process's write lock.
const BUSY_TIMEOUT_MS: u32 = 10_000;
/// Connections that only read, on SQLite.
const READERS_MAX: u32 = 4;
/// Connections on PostgreSQL.
const CONNECTIONS_MAX: u32 = 12;
/// How long a caller waits for a free connection: longer than the lock above.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);

/// A transaction that may write.
pub(crate) type Tx = Transaction<'static, Any>;

/// Which of the two engines stands behind the one SQL text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded file.
    Sqlite,
    /// The server.
    Postgres,
}

/// The database of one gateway. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    engine: Engine,
    writer: AnyPool,
    reader: AnyPool,
}

impl Store {
    /// Opens `sqlite:PATH` (created when absent) or `postgres://…` and brings the schema up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let store = match url.split(':').next() {
            Some("sqlite") if url.contains(":memory:") => return Err(StoreError::NotDurable),
            Some("sqlite") => Self::open_sqlite(url).await?,
            Some("postgres" | "postgresql") => Self::open_postgres(url).await?,
            _ => return Err(StoreError::UnknownEngine(without_secrets(url))),
        };
        store.migrate().await?;
        Ok(store)
    }

    /// One writer, because SQLite has one: callers queue for it here instead of meeting `SQLITE_BUSY`.
    async fn open_sqlite(url: &str) -> Result<Self, StoreError> {
        let separator = if url.contains('?') { '&' } else { '?' };
        let url = if url.contains("mode=") { url.to_owned() } else { format!("{url}{separator}mode=rwc") };
        let writer = sqlite_pool(1).connect(&url).await?;
        let reader = sqlite_pool(READERS_MAX).connect_lazy(&url)?;
        Ok(Self { engine: Engine::Sqlite, writer, reader })
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let pool = AnyPoolOptions::new()
            .max_connections(CONNECTIONS_MAX)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect(url)
            .await?;
        Ok(Self { engine: Engine::Postgres, writer: pool.clone(), reader: pool })
    }

    /// All migrations and the guard in one transaction: a crash leaves the old schema or the new one.
    async fn migrate(&self) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        if self.engine == Engine::Postgres {
            // Nodes that start together take turns; the lock ends with the transaction.
            sqlx::raw_sql("SELECT 1 FROM pg_advisory_xact_lock(4242)").execute(&mut *tx).await?;
        }
        // `run` over a borrowed connection gives a future that cannot be spawned; this is what it calls.
        MIGRATIONS.run_direct(None, &mut *tx, false).await?;
        for statement in append_only_guard(self.engine) {
            sqlx::raw_sql(AssertSqlSafe(statement.into_owned())).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// One round trip, for `GET /health/ready`.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").fetch_all(&self.reader).await?;
        Ok(())
    }

    /// Lets running calls finish and closes the files; on SQLite the last one folds the log into the database.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }

    /// A transaction that may write. On SQLite it takes the write lock at once: a read that later turns into
    /// a write could otherwise meet a snapshot that is no longer the newest, and no waiting mends that.
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self.engine {
            Engine::Sqlite => self.writer.begin_with("BEGIN IMMEDIATE").await?,
            Engine::Postgres => self.writer.begin().await?,
        })
    }

    /// Where questions go that change nothing.
    pub(crate) fn reader(&self) -> &AnyPool {
        &self.reader
    }

    /// One of the two places where the text of a statement differs (the other is the triggers): a queue's inner select ends with `/* skip locked */`, a comment
    /// to SQLite (whose writers never meet) and a clause to PostgreSQL (whose claimants must not queue).
    pub(crate) fn claiming(&self, sql: &'static str) -> AssertSqlSafe<Cow<'static, str>> {
        AssertSqlSafe(match self.engine {
            Engine::Sqlite => Cow::Borrowed(sql),
            Engine::Postgres => Cow::Owned(sql.replace("/* skip locked */", "FOR UPDATE SKIP LOCKED")),
        })
    }
}

fn sqlite_pool(connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new().max_connections(connections).acquire_timeout(ACQUIRE_TIMEOUT).after_connect(
        |connection, _| {
            Box::pin(async move {
                let pragmas = format!(
                    "PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}; PRAGMA journal_mode = WAL; \
                     PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                );
                sqlx::raw_sql(AssertSqlSafe(pragmas)).execute(connection).await?;
                Ok(())
            })
        },
    )
}

/// Tables whose rows are facts: nothing is changed or taken away.
const APPEND_ONLY: [&str; 3] = ["events", "attempts", "allocations"];

/// The engines share no syntax for triggers, so they stand here, beside the migrations, and are looked for at
/// every start.
fn append_only_guard(engine: Engine) -> Vec<Cow<'static, str>> {
    let mut statements = Vec::new();
    if engine == Engine::Postgres {
        statements.push(Cow::Borrowed(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        ));
    }
    for table in APPEND_ONLY {
        for verb in ["UPDATE", "DELETE"] {
            let name = format!("{table}_refuse_{}", verb.to_lowercase());
            statements.push(Cow::Owned(match engine {
                Engine::Sqlite => format!(
                    "CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table} \
                     BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                ),
                // Only where it is missing: renewing it would lock a table that other nodes are writing to.
                Engine::Postgres => format!(
                    "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = '{name}' \
                     AND tgrelid = '{table}'::regclass) THEN CREATE TRIGGER {name} BEFORE {verb} ON {table} \
                     FOR EACH ROW EXECUTE FUNCTION refuse_change(); END IF; END $$"
                ),
            }));
        }
    }
    statements
}

/// The part of a URL that may stand in a message.
fn without_secrets(url: &str) -> String {
    url.split('@').next_back().unwrap_or_default().chars().take(80).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::codec::Columns as _;

    #[tokio::test]
    async fn every_sqlite_connection_writes_ahead_flushes_fully_and_checks_references() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("a b.db").display())).await.unwrap();
        for pool in [&store.writer, &store.reader] {
            for (pragma, expected) in [("synchronous", "2"), ("foreign_keys", "1"), ("journal_mode", "wal")] {
                let sql = format!("SELECT CAST({pragma} AS TEXT) AS value FROM pragma_{pragma}");
                let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(pool).await.unwrap();
                assert_eq!(rows[0].text("value").unwrap(), expected, "{pragma}");
            }
        }
        store.close().await;
    }

    #[tokio::test]
    async fn a_url_of_another_engine_is_refused_without_its_password() {
        let refused = Store::open("mysql://user:secret@host/db").await.unwrap_err();
        assert_eq!(refused.to_string(), "database URL \"host/db\" begins with neither sqlite: nor postgres:");
    }
}
