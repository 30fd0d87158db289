//! The delivery track: one document on its way to the receiver's access point, or to a mail server.
//!
//! Source: product.md section 3, track 2; design.md section 9 (lost answer). `OutcomeUnknown` is a state of its
//! own: a request left the house and no receipt came, so neither "delivered" nor "failed" would be true, and only
//! evidence or a person moves it on. Tries are rows of their own, not states (see [`crate::retry`]).

use crate::{IllegalTransition, Progress, names::named};

named! {
    /// Where a delivery stands.
    pub enum State: "delivery state" {
        /// Nothing was asked for yet.
        NotSent = "not_sent",
        /// Waits for a worker.
        Queued = "queued",
        /// A worker holds it; bytes may be on the wire.
        Sending = "sending",
        /// An attempt failed in a way worth repeating.
        WaitingRetry = "waiting_retry",
        /// A verified receipt is stored.
        Delivered = "delivered",
        /// It definitely did not arrive.
        Failed = "failed",
        /// A request left the house and nobody knows what became of it.
        OutcomeUnknown = "outcome_unknown",
        /// Withdrawn before anything left the house.
        Cancelled = "cancelled",
    }
}

named! {
    /// What can happen to a delivery.
    pub enum Event: "delivery event" {
        /// Handed to the outbox; after a failure this is a user's decision to try again.
        Queued = "queued",
        /// A worker took it. From `sending` this means that the lease of a dead worker ran out.
        Started = "started",
        /// The receipt came and was verified.
        Receipted = "receipted",
        /// The attempt failed and another is due later.
        Deferred = "deferred",
        /// The attempt, or the schedule, ended with a definite failure.
        Failed = "failed",
        /// The schedule ended and at least one request was never answered.
        LostTrack = "lost_track",
        /// Evidence from elsewhere (a message-level status, an Invoice Response, a person) that it arrived.
        Proven = "proven",
        /// Evidence from elsewhere that it did not arrive.
        Disproven = "disproven",
        /// Withdrawn; use [`withdrawal`] to find out whether that is still true to say.
        Cancelled = "cancelled",
    }
}

impl State {
    /// The state after the event. A late or doubled receipt is an `Err`: the store reports it and changes nothing.
    pub fn apply(self, event: Event) -> Result<Self, IllegalTransition> {
        use Event::{Cancelled, Deferred, Disproven, Failed, LostTrack, Proven, Queued, Receipted, Started};
        match (self, event) {
            (Self::NotSent | Self::Failed | Self::OutcomeUnknown, Queued) => Ok(Self::Queued),
            (Self::Queued | Self::WaitingRetry | Self::Sending, Started) => Ok(Self::Sending),
            (Self::Sending, Receipted) | (Self::Sending | Self::WaitingRetry | Self::OutcomeUnknown, Proven) => {
                Ok(Self::Delivered)
            }
            (Self::Sending, Deferred) => Ok(Self::WaitingRetry),
            (Self::Sending, Failed) | (Self::WaitingRetry | Self::OutcomeUnknown, Disproven) => Ok(Self::Failed),
            (Self::Sending | Self::WaitingRetry, LostTrack) => Ok(Self::OutcomeUnknown),
            (Self::NotSent | Self::Queued | Self::WaitingRetry, Cancelled) => Ok(Self::Cancelled),
            (Self::NotSent, Started | Receipted | Deferred | Failed | LostTrack | Proven | Disproven)
            | (Self::Queued, Queued | Receipted | Deferred | Failed | LostTrack | Proven | Disproven)
            | (Self::Sending, Queued | Disproven | Cancelled)
            | (Self::WaitingRetry, Queued | Receipted | Deferred | Failed)
            | (Self::Failed, Started | Receipted | Deferred | Failed | LostTrack | Proven | Disproven | Cancelled)
            | (Self::OutcomeUnknown, Started | Receipted | Deferred | Failed | LostTrack | Cancelled)
            | (Self::Delivered | Self::Cancelled, _) => {
                Err(IllegalTransition { track: "delivery", state: self.as_str(), event: event.as_str() })
            }
        }
    }

    /// Whether no worker will touch it again unless somebody decides so.
    pub const fn is_settled(self) -> bool {
        match self {
            Self::Delivered | Self::Failed | Self::OutcomeUnknown | Self::Cancelled => true,
            Self::NotSent | Self::Queued | Self::Sending | Self::WaitingRetry => false,
        }
    }
}

/// The event that withdraws a delivery truthfully: `Cancelled` only if nothing ever left the house unanswered.
///
/// Source: status.md section 5, "cancelled (before sending only)".
pub fn withdrawal(progress: &Progress) -> Event {
    if progress.unanswered { Event::LostTrack } else { Event::Cancelled }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_receipt_is_a_reported_no_op() {
        let refused = State::Delivered.apply(Event::Receipted).unwrap_err();
        assert_eq!(refused.to_string(), "delivery track: receipted does not apply in state delivered");
    }

    #[test]
    fn an_unknown_outcome_moves_only_by_evidence_or_a_decision() {
        let moves: Vec<_> =
            Event::ALL.iter().filter(|event| State::OutcomeUnknown.apply(**event).is_ok()).copied().collect();
        assert_eq!(moves, [Event::Queued, Event::Proven, Event::Disproven]);
    }

    #[test]
    fn what_left_unanswered_cannot_be_called_cancelled() {
        assert_eq!(withdrawal(&Progress::default()), Event::Cancelled);
        assert_eq!(withdrawal(&Progress { unanswered: true, ..Progress::default() }), Event::LostTrack);
    }
}
