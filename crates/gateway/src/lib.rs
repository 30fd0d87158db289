//! The road of an invoice: ingest, dispatch, receive, respond, settle, remind.
//!
//! Each step is one file under [`flow`]; it commits what it knows, and the next step picks it up from the database.
//! This crate joins what does not know each other: documents, rules, discovery, AS4, storage and mail.

mod access_point;
mod api_key;
mod breakers;
pub mod clock;
pub mod config;
mod dunning;
mod error;
mod facts;
pub mod fail_point;
pub mod flow;
mod gateway;
mod keys;
mod mail;
mod sealed;
mod work;

pub use access_point::AccessPoint;
pub use api_key::{api_key_hash, mint_test_key};
pub use clock::{Clock, FileClock, SystemClock};
pub use config::{ApiKey, BankFeed, Config, ConfigError, Debtor, KeyPair, Smtp, Stage, Tenant};
pub use error::Error;
pub use gateway::{Gateway, OpenError};
pub use keys::KeyError;
pub use mail::{Letter, LetterError};
pub use work::Worked;
