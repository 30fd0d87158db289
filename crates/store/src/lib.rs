//! Every SQL statement and every migration; the outbox.
//!
//! One SQL text serves SQLite and PostgreSQL (`docs/decisions/0001-one-sql-text.md`). One file per aggregate, one
//! function per question, all of them methods of [`Store`]; no row type leaves the crate. A state is written only by
//! compare-and-set, in the transaction that appends the event (`style.md` §4, §6); a lost race is a result, not an
//! error. Time is always passed in.

mod blobs;
mod codec;
mod error;
mod events;
mod idempotency;
mod ids;
mod inbound;
mod numbers;
mod open;

pub use error::StoreError;
pub use events::EventRow;
pub use idempotency::{Idempotency, IdempotencyKey};
pub use ids::{
    AllocationId, AttemptId, DeliveryId, DocumentId, EventId, FileId, InboundId, NotAnId,
    ReceivableId, ReminderId, ResponseId, StatementId, TransactionId,
};
pub use inbound::{InboundClaim, InboundRow, InboundState, NewInbound, StoredInbound};
pub use open::{Engine, Store};
