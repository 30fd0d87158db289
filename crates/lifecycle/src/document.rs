//! The document track: from draft to a numbered, immutable document, and what may replace it later.
//!
//! Source: product.md section 3, track 1. An issued document never changes; a correction or a credit note is a
//! document of its own, and this track only remembers that there is one.

use crate::{IllegalTransition, names::named};

named! {
    /// Where a document stands.
    pub enum State: "document state" {
        /// Not numbered yet; may still change or be thrown away.
        Draft = "draft",
        /// Numbered and immutable.
        Issued = "issued",
        /// Another invoice replaces this one.
        Corrected = "corrected",
        /// A credit note takes the whole amount back.
        Credited = "credited",
    }
}

named! {
    /// What can happen to a document.
    pub enum Event: "document event" {
        /// The number is assigned and the bytes are fixed.
        Issued = "issued",
        /// A corrected invoice was issued that refers to this one.
        Corrected = "corrected",
        /// A credit note over the whole amount was issued.
        CreditedInFull = "credited_in_full",
    }
}

impl State {
    /// The state after the event.
    pub fn apply(self, event: Event) -> Result<Self, IllegalTransition> {
        use Event::{Corrected, CreditedInFull, Issued};
        match (self, event) {
            (Self::Draft, Issued) => Ok(Self::Issued),
            (Self::Issued, Corrected) => Ok(Self::Corrected),
            // A corrected invoice is still credited for the seller's own books.
            (Self::Issued | Self::Corrected, CreditedInFull) => Ok(Self::Credited),
            (Self::Draft, Corrected | CreditedInFull)
            | (Self::Issued, Issued)
            | (Self::Corrected, Issued | Corrected)
            | (Self::Credited, Issued | Corrected | CreditedInFull) => {
                Err(IllegalTransition { track: "document", state: self.as_str(), event: event.as_str() })
            }
        }
    }
}
