//! The message-level status beside the delivery: what the receiver's provider says about handing the document on.
//!
//! Source: status.md sections 2 and 5; product.md section 3. At most one status is expected per document, but a
//! provider that said `AB` (handed over, unconfirmed) may learn better later.

use crate::{IllegalTransition, names::named};

named! {
    /// The last message-level status that was applied.
    pub enum State: "message-level status" {
        /// None came; with `FAILURE_ONLY` that means nothing.
        None = "none",
        /// Handed over without confirmation.
        Ab = "AB",
        /// The receiver's system has it.
        Ap = "AP",
        /// Rejected; wins over "received by the provider".
        Re = "RE",
    }
}

named! {
    /// A message-level status (or a message-level response, which is read the same way) that came in.
    pub enum Event: "message-level status code" {
        /// Handed over without confirmation.
        Ab = "AB",
        /// Accepted.
        Ap = "AP",
        /// Rejected.
        Re = "RE",
    }
}

impl State {
    /// The state after the event. A repetition or a contradiction is an `Err`: stored and shown, not applied.
    pub fn apply(self, event: Event) -> Result<Self, IllegalTransition> {
        match (self, event) {
            (Self::None, Event::Ab) => Ok(Self::Ab),
            (Self::None | Self::Ab, Event::Ap) => Ok(Self::Ap),
            (Self::None | Self::Ab, Event::Re) => Ok(Self::Re),
            (Self::Ab, Event::Ab) | (Self::Ap | Self::Re, Event::Ab | Event::Ap | Event::Re) => {
                Err(IllegalTransition { track: "message-level status", state: self.as_str(), event: event.as_str() })
            }
        }
    }
}
