//! The settlement track: how much of the claim is settled, seen from our own books.
//!
//! Source: product.md section 3, track 4. Only bank data, a payment provider, a credit or a named user changes it;
//! a buyer's `PD` never does. The amounts decide which event it is; they live with the receivable.

use crate::{IllegalTransition, names::named};

named! {
    /// How far a claim is settled.
    pub enum State: "settlement state" {
        /// Nothing received, nothing credited.
        Open = "open",
        /// Part of it is received or credited.
        PartPaid = "part_paid",
        /// Received in full.
        Paid = "paid",
        /// More received than claimed.
        Overpaid = "overpaid",
        /// A credit note closed it.
        Credited = "credited",
        /// Given up by a named user.
        WrittenOff = "written_off",
    }
}

named! {
    /// What the books say after an allocation, a credit or its undoing. Named after the result, because an undone
    /// allocation can lead anywhere.
    pub enum Event: "settlement event" {
        /// Nothing is allocated any more.
        Reopened = "reopened",
        /// Part of the claim is covered.
        PartCovered = "part_covered",
        /// The claim is covered, by money at least in part.
        CoveredByPayment = "covered_by_payment",
        /// The claim is covered by credit notes alone.
        CoveredByCredit = "covered_by_credit",
        /// More than the claim is covered.
        OverCovered = "over_covered",
        /// A named user gave up the rest.
        WrittenOff = "written_off",
    }
}

impl State {
    /// The state after the event.
    pub fn apply(self, event: Event) -> Result<Self, IllegalTransition> {
        use Event::{CoveredByCredit, CoveredByPayment, OverCovered, PartCovered, Reopened, WrittenOff};
        match (self, event) {
            // A further part payment leaves it part paid; that is news for the balance, not for the state.
            (
                Self::Open | Self::PartPaid | Self::Paid | Self::Overpaid | Self::Credited | Self::WrittenOff,
                PartCovered,
            ) => Ok(Self::PartPaid),
            (Self::PartPaid | Self::Paid | Self::Overpaid | Self::Credited | Self::WrittenOff, Reopened) => {
                Ok(Self::Open)
            }
            (Self::Open | Self::PartPaid | Self::Overpaid | Self::Credited | Self::WrittenOff, CoveredByPayment) => {
                Ok(Self::Paid)
            }
            (Self::Open | Self::PartPaid | Self::Paid | Self::Overpaid, CoveredByCredit) => Ok(Self::Credited),
            (
                Self::Open | Self::PartPaid | Self::Paid | Self::Overpaid | Self::Credited | Self::WrittenOff,
                OverCovered,
            ) => Ok(Self::Overpaid),
            (Self::Open | Self::PartPaid, WrittenOff) => Ok(Self::WrittenOff),
            (Self::Open, Reopened)
            | (Self::Paid, CoveredByPayment | WrittenOff)
            | (Self::Overpaid, WrittenOff)
            | (Self::Credited | Self::WrittenOff, CoveredByCredit | WrittenOff) => {
                Err(IllegalTransition { track: "settlement", state: self.as_str(), event: event.as_str() })
            }
        }
    }

    /// Whether there is nothing left to chase.
    pub const fn is_closed(self) -> bool {
        match self {
            Self::Paid | Self::Overpaid | Self::Credited | Self::WrittenOff => true,
            Self::Open | Self::PartPaid => false,
        }
    }
}
