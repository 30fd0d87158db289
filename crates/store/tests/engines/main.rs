//! The same tests on SQLite (a file of its own each) and on PostgreSQL (a schema of its own each).
//!
//! PostgreSQL runs when `ACQUIT_TEST_POSTGRES` holds the URL of a server (`.ci/postgres start DIR` makes one).
#![allow(clippy::unwrap_used)]

mod answers;
mod bank;
mod crash;
mod ground;
mod history;
mod inbound;
mod outbox;
mod race;
mod reminders;
