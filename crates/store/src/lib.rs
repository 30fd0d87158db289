//! Every SQL statement and every migration; the outbox.
//!
//! One SQL text serves SQLite and PostgreSQL (`docs/decisions/0001-one-sql-text.md`). One file per aggregate, one
//! function per question, all of them methods of [`Store`]; no row type leaves the crate. A state is written only by
//! compare-and-set, in the transaction that appends the event (`style.md` §4, §6); a lost race is a result, not an
//! error. Time is always passed in.

mod arrival;
mod attempts;
mod bank;
mod blobs;
mod codec;
mod deliveries;
mod documents;
mod effects;
mod error;
mod events;
mod facts;
mod holds;
mod idempotency;
mod ids;
mod inbound;
mod ledger;
mod matches;
mod money;
mod numbers;
mod open;
mod outbox;
mod reminders;
mod responses;
mod summary;

pub use attempts::{AttemptRecord, ReceiptRecord, Recorded};
pub use bank::{AllocationRow, Imported, ImportedLine, TransactionRow};
pub use deliveries::{AttemptRow, Channel, DeliveryRow, NewDelivery};
pub use documents::{Created, DocumentKind, DocumentRow, NewDocument, Tracks};
pub use error::StoreError;
pub use events::EventRow;
pub use facts::{GateContext, Judgeable};
pub use holds::{HoldRow, NewHold};
pub use idempotency::{Idempotency, IdempotencyKey};
pub use ids::{
    AllocationId, AttemptId, DeliveryId, DocumentId, EventId, FileId, InboundId, NotAnId, ReceivableId, ReminderId,
    ResponseId, StatementId, TransactionId,
};
pub use inbound::{InboundClaim, InboundRow, InboundState, NewInbound, StoredInbound};
pub use ledger::{Decision, TakenBack};
pub use matches::{Matched, NewMatch};
pub use money::{NewReceivable, ReceivableRow};
pub use open::{Engine, Store};
pub use outbox::Claim;
pub use reminders::{NewReminder, Opened, ReminderRow};
pub use responses::{Answered, NewAnswer, NewInvoiceResponse, NewMessageLevel, ResponseKind, ResponseRow};
pub use summary::SummaryCounts;
