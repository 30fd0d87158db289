//! State machines of the five tracks of an invoice, and the retry policy of a delivery.
//!
//! An invoice moves on five tracks at once (document, delivery with the provider's message-level status
//! beside it, business response, settlement, follow-up), and mixing them causes most mistakes in products of
//! this kind. Each track is one small machine: an enum of states, an enum of events and one `apply`.
//! Nothing here knows the clock, the network or the database: times are passed in, decisions come out.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may fail loudly"))]

mod names;

pub mod attempt;
pub mod breaker;
pub mod consequence;
pub mod delivery;
pub mod document;
pub mod ebms;
pub mod follow_up;
pub mod mls;
pub mod response;
pub mod retry;
pub mod settlement;
mod tables;

pub use attempt::AttemptOutcome;
pub use breaker::{Breaker, BreakerPolicy, Permit};
pub use names::UnknownName;
pub use retry::{Next, Progress, RetryPolicy, after_attempt, after_attempt_with};
pub use tables::tracks_markdown;

/// An event that does not apply in the state a track is in; the store reports it and changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{track} track: {event} does not apply in state {state}")]
pub struct IllegalTransition {
    /// The track, as its module is named.
    pub track: &'static str,
    /// The state the track stays in.
    pub state: &'static str,
    /// The event that was refused.
    pub event: &'static str,
}
