//! The follow-up track: what we do about a claim until it is settled.
//!
//! Source: product.md section 3, track 5, and reminders.md section 5.6. The number of the dunning level, the reason
//! and the end of a pause are facts beside the state. The gate before a reminder reads the facts, never this state
//! alone.

use crate::{IllegalTransition, names::named};

named! {
    /// Where the follow-up of a claim stands.
    pub enum State: "follow-up state" {
        /// Nothing was sent; the claim is not due, or not for long.
        NotDue = "not_due",
        /// The friendly notice before the due date went out.
        PreDue = "pre_due",
        /// A reminder went out; the level is a number beside the state.
        Level = "level_n",
        /// The debtor named a day.
        Promised = "promised",
        /// An arrangement in instalments is in force.
        InPlan = "in_plan",
        /// The buyer queried or rejected the invoice, or a user opened a dispute.
        Disputed = "disputed",
        /// On hold with a reason and, where there is one, an end date.
        Paused = "paused",
        /// The final term passed; a person decides what comes next.
        PreCollection = "pre_collection",
        /// With a collector or a court; our own chase has ended.
        HandedOver = "handed_over",
        /// Settled, credited or written off.
        Closed = "closed",
    }
}

named! {
    /// What can happen to the follow-up.
    pub enum Event: "follow-up event" {
        /// The notice before the due date reached the buyer (level 0).
        NoticeSent = "notice_sent",
        /// A reminder reached the buyer.
        ReminderSent = "reminder_sent",
        /// The debtor promised a day, or we accepted the one proposed.
        Promised = "promised",
        /// An arrangement was agreed.
        PlanAgreed = "plan_agreed",
        /// A query, a rejection, or a dispute opened by a person.
        DisputeOpened = "dispute_opened",
        /// Put on hold.
        Paused = "paused",
        /// The hold, dispute, promise or plan ended and no reminder had been sent before.
        Resumed = "resumed",
        /// The same after at least one reminder.
        ResumedAtLevel = "resumed_at_level",
        /// The last date of the final demand passed.
        FinalTermPassed = "final_term_passed",
        /// A person handed it over.
        HandedOver = "handed_over",
        /// The settlement closed.
        Settled = "settled",
    }
}

/// The event that ends a hold, by the level reached before it.
pub const fn resumption(level: u8) -> Event {
    if level == 0 { Event::Resumed } else { Event::ResumedAtLevel }
}

impl State {
    /// The state after the event.
    #[expect(clippy::too_many_lines, clippy::match_same_arms, reason = "a table of states and events, kept whole")]
    pub fn apply(self, event: Event) -> Result<Self, IllegalTransition> {
        use Event::{
            DisputeOpened, FinalTermPassed, HandedOver, NoticeSent, Paused, PlanAgreed, Promised, ReminderSent,
            Resumed, ResumedAtLevel, Settled,
        };
        match (self, event) {
            (Self::NotDue, NoticeSent) => Ok(Self::PreDue),
            (Self::NotDue | Self::PreDue | Self::Level, ReminderSent) => Ok(Self::Level),
            (
                Self::NotDue
                | Self::PreDue
                | Self::Level
                | Self::Promised
                | Self::Disputed
                | Self::Paused
                | Self::PreCollection,
                Promised,
            ) => Ok(Self::Promised),
            (
                Self::NotDue
                | Self::PreDue
                | Self::Level
                | Self::Promised
                | Self::Disputed
                | Self::Paused
                | Self::PreCollection,
                PlanAgreed,
            ) => Ok(Self::InPlan),
            (
                Self::NotDue
                | Self::PreDue
                | Self::Level
                | Self::Promised
                | Self::InPlan
                | Self::Disputed
                | Self::Paused
                | Self::PreCollection,
                DisputeOpened,
            ) => Ok(Self::Disputed),
            (
                Self::NotDue
                | Self::PreDue
                | Self::Level
                | Self::Promised
                | Self::Disputed
                | Self::Paused
                | Self::PreCollection,
                Paused,
            ) => Ok(Self::Paused),
            (
                Self::Promised
                | Self::InPlan
                | Self::Disputed
                | Self::Paused
                | Self::PreCollection
                | Self::HandedOver
                | Self::Closed,
                Resumed,
            ) => Ok(Self::NotDue),
            (
                Self::Promised
                | Self::InPlan
                | Self::Disputed
                | Self::Paused
                | Self::PreCollection
                | Self::HandedOver
                | Self::Closed,
                ResumedAtLevel,
            ) => Ok(Self::Level),
            (Self::Level, FinalTermPassed) => Ok(Self::PreCollection),
            (Self::Level | Self::PreCollection, HandedOver) => Ok(Self::HandedOver),
            (
                Self::NotDue
                | Self::PreDue
                | Self::Level
                | Self::Promised
                | Self::InPlan
                | Self::Disputed
                | Self::Paused
                | Self::PreCollection
                | Self::HandedOver,
                Settled,
            ) => Ok(Self::Closed),
            (Self::NotDue | Self::PreDue, Resumed | ResumedAtLevel | FinalTermPassed | HandedOver)
            | (Self::PreDue | Self::Level, NoticeSent)
            | (Self::Level, Resumed | ResumedAtLevel)
            | (
                Self::Promised | Self::Disputed | Self::Paused,
                NoticeSent | ReminderSent | FinalTermPassed | HandedOver,
            )
            | (
                Self::InPlan,
                NoticeSent | ReminderSent | Promised | PlanAgreed | Paused | FinalTermPassed | HandedOver,
            )
            | (Self::PreCollection, NoticeSent | ReminderSent | FinalTermPassed)
            | (
                Self::HandedOver,
                NoticeSent | ReminderSent | Promised | PlanAgreed | DisputeOpened | Paused | FinalTermPassed
                | HandedOver,
            )
            | (
                Self::Closed,
                NoticeSent | ReminderSent | Promised | PlanAgreed | DisputeOpened | Paused | FinalTermPassed
                | HandedOver | Settled,
            ) => Err(IllegalTransition { track: "follow-up", state: self.as_str(), event: event.as_str() }),
        }
    }
}
