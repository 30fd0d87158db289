//! The business response track: what the buyer said about the invoice, in Invoice Responses.
//!
//! Source: BIS Invoice Response 3 (process rules), read in invoice-response-cases.md sections 3 and 5. The status
//! only moves forward, may start anywhere and skip; a query may repeat; after a rejection or a full payment notice
//! nothing is valid any more, and after an approval only a payment notice. A message that breaks the order is
//! stored and flagged, never applied.

use crate::{IllegalTransition, names::named};

named! {
    /// The last response that was applied.
    pub enum State: "business response state" {
        /// No response yet.
        None = "none",
        /// Received and readable.
        Ab = "AB",
        /// In process.
        Ip = "IP",
        /// Under query: on hold until the seller answers.
        Uq = "UQ",
        /// Accepted under a stated condition.
        Ca = "CA",
        /// Rejected; final.
        Re = "RE",
        /// Approved.
        Ap = "AP",
        /// Partly paid: `PD` with reason `PPD`. A state of its own, because unlike `PD` it is not final.
        Ppd = "PPD",
        /// Payment started; final.
        Pd = "PD",
    }
}

named! {
    /// An Invoice Response that came in, by its status code (and `PPD` for `PD` with that reason).
    pub enum Event: "business response code" {
        /// Received and readable.
        Ab = "AB",
        /// In process.
        Ip = "IP",
        /// Under query.
        Uq = "UQ",
        /// Conditionally accepted.
        Ca = "CA",
        /// Rejected.
        Re = "RE",
        /// Approved.
        Ap = "AP",
        /// Partly paid.
        Ppd = "PPD",
        /// Payment started.
        Pd = "PD",
    }
}

impl Event {
    /// The event of a status code, with the reason that splits `PD` in two.
    pub const fn of(code: Self, partly_paid: bool) -> Self {
        match (code, partly_paid) {
            (Self::Pd, true) => Self::Ppd,
            (code, _) => code,
        }
    }

    const fn state(self) -> State {
        match self {
            Self::Ab => State::Ab,
            Self::Ip => State::Ip,
            Self::Uq => State::Uq,
            Self::Ca => State::Ca,
            Self::Re => State::Re,
            Self::Ap => State::Ap,
            Self::Ppd => State::Ppd,
            Self::Pd => State::Pd,
        }
    }
}

impl State {
    /// The order of progress. `RE` ranks before `AP` in the official order, but is final, so `RE` then `AP` is refused.
    pub const fn rank(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Ab => 1,
            Self::Ip => 2,
            Self::Uq => 3,
            Self::Ca => 4,
            Self::Re => 5,
            Self::Ap => 6,
            Self::Ppd => 7,
            Self::Pd => 8,
        }
    }

    /// Whether no further response is valid.
    pub const fn is_final(self) -> bool {
        match self {
            Self::Re | Self::Pd => true,
            Self::None | Self::Ab | Self::Ip | Self::Uq | Self::Ca | Self::Ap | Self::Ppd => false,
        }
    }

    /// The state after the response; `Err` means out of order: keep it, flag it, change nothing.
    pub fn apply(self, event: Event) -> Result<Self, IllegalTransition> {
        let next = event.state();
        let in_order = match self {
            Self::None => true,
            Self::Ab | Self::Ip | Self::Uq | Self::Ca => next.rank() >= self.rank(),
            // After an approval only a payment notice; a second approval says nothing new.
            Self::Ap | Self::Ppd => next.rank() >= Self::Ppd.rank(),
            Self::Re | Self::Pd => false,
        };
        if in_order {
            Ok(next)
        } else {
            Err(IllegalTransition { track: "response", state: self.as_str(), event: event.as_str() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(answers: &[Event], state: State) {
        let mut reached = State::None;
        for answer in answers {
            reached = reached.apply(*answer).unwrap_or(reached);
        }
        assert_eq!(reached, state, "{answers:?}");
    }

    #[test]
    fn a_query_may_repeat_and_be_followed_by_an_approval() {
        check(&[Event::Ab, Event::Uq, Event::Uq, Event::Ap], State::Ap);
    }

    #[test]
    fn after_a_rejection_nothing_is_applied() {
        check(&[Event::Re, Event::Ap, Event::Pd], State::Re);
    }

    #[test]
    fn after_a_full_payment_notice_nothing_is_applied() {
        check(&[Event::Pd, Event::Pd, Event::Re], State::Pd);
    }

    #[test]
    fn after_an_approval_only_a_payment_notice_is_applied() {
        check(&[Event::Ap, Event::Uq, Event::Re, Event::Ap], State::Ap);
        check(&[Event::Ap, Event::Ppd, Event::Ppd, Event::Pd], State::Pd);
    }

    #[test]
    fn a_late_acknowledgement_is_kept_and_not_applied() {
        check(&[Event::Ip, Event::Ab], State::Ip);
    }

    #[test]
    fn the_reason_ppd_splits_the_payment_notice() {
        assert_eq!(Event::of(Event::Pd, true), Event::Ppd);
        assert_eq!(Event::of(Event::Pd, false), Event::Pd);
        assert_eq!(Event::of(Event::Ap, true), Event::Ap);
    }
}
