//! What an answer from the network does to the follow-up.
//!
//! Source: product.md section 3.1, reminders.md section 5.6, invoice-response-cases.md sections 4 and 6,
//! design.md section 9 (conditional acceptance). The gate before a reminder looks at the facts again at the moment
//! of sending; this decides the track, the wait to show, and the task for a person.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::{
    follow_up::{self, resumption},
    names::named,
    response,
};

named! {
    /// What a person is asked to do.
    pub enum Task: "task" {
        /// Mend the document or the delivery and send it again.
        RepairAndResend = "repair_and_resend",
        /// Answer the buyer's question.
        AnswerQuery = "answer_query",
        /// Decide what to do about a rejection.
        DecideRejection = "decide_rejection",
        /// Accept or refuse the condition the buyer set.
        DecideCondition = "decide_condition",
        /// The buyer wants to wait for longer than we accept without asking.
        DecidePostponement = "decide_postponement",
    }
}

/// How long the chase waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// Until a person or another response resolves it.
    UntilResolved,
    /// Until the end of this day.
    Until(NaiveDate),
    /// For this many banking days.
    BankingDays(u8),
    /// For this many calendar days.
    CalendarDays(u8),
}

/// An Invoice Response that was applied to the response track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub code: response::Event,
    /// The date of the status, as the buyer states it.
    pub effective_date: Option<NaiveDate>,
    /// The payment date the buyer proposes (condition BT-9).
    pub proposed_date: Option<NaiveDate>,
}

/// Where the claim stands when the answer arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The follow-up.
    pub follow_up: follow_up::State,
    /// The highest level that reached the buyer; 0 for none.
    pub level: u8,
    /// The legal due date.
    pub due_date: Option<NaiveDate>,
    /// The day the answer is read.
    pub today: NaiveDate,
}

/// What follows from an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Consequence {
    /// The event for the follow-up track, if it moves.
    pub event: Option<follow_up::Event>,
    /// How long the chase waits, if it does.
    pub wait: Option<Wait>,
    /// What a person is asked to do.
    pub task: Option<Task>,
    /// Whether the answer proves that the buyer's own system has the invoice, which is more than a receipt.
    pub received_in_good_order: bool,
    /// Whether the next message is one step milder and cites the approval.
    pub approved: bool,
}

/// Banking days a buyer's payment notice holds the chase.
pub const PAYMENT_NOTICE_BANKING_DAYS: u8 = 5;
/// Calendar days a notice of part payment holds the chase.
pub const PART_PAYMENT_DAYS: u8 = 10;
/// A "not before" of the buyer is honoured without asking if it lies at most this many days past the due date.
pub const POSTPONEMENT_DAYS_MAX: i64 = 30;

/// What an applied Invoice Response does to the follow-up.
pub fn of_response(answer: &Answer, standing: &Standing) -> Consequence {
    use response::Event::{Ab, Ap, Ca, Ip, Pd, Ppd, Re, Uq};
    let known = Consequence { received_in_good_order: true, ..Consequence::default() };
    match answer.code {
        Ab => Consequence { event: query_ended(standing), ..known },
        Ip => postponed(answer, standing, known),
        Uq => held(known, follow_up::Event::DisputeOpened, Wait::UntilResolved, Some(Task::AnswerQuery)),
        Re => held(known, follow_up::Event::DisputeOpened, Wait::UntilResolved, Some(Task::DecideRejection)),
        Ca => {
            let wait = answer.proposed_date.map_or(Wait::UntilResolved, Wait::Until);
            held(known, follow_up::Event::Paused, wait, Some(Task::DecideCondition))
        }
        Ap => Consequence { event: query_ended(standing), approved: true, ..known },
        Pd => held(known, follow_up::Event::Paused, Wait::BankingDays(PAYMENT_NOTICE_BANKING_DAYS), None),
        Ppd => held(known, follow_up::Event::Paused, Wait::CalendarDays(PART_PAYMENT_DAYS), None),
    }
}

/// What a rejection by the receiver's provider, or a failed delivery, does to the follow-up of the invoice.
///
/// Nothing moves: the follow-up does not start without proof of delivery, and the gate sees to that.
pub const fn of_failed_delivery() -> Consequence {
    Consequence {
        event: None,
        wait: Some(Wait::UntilResolved),
        task: Some(Task::RepairAndResend),
        received_in_good_order: false,
        approved: false,
    }
}

fn held(known: Consequence, event: follow_up::Event, wait: Wait, task: Option<Task>) -> Consequence {
    Consequence { event: Some(event), wait: Some(wait), task, ..known }
}

/// An answer that ends a query lets the chase go on; in any other state there is nothing to resume.
fn query_ended(standing: &Standing) -> Option<follow_up::Event> {
    match standing.follow_up {
        follow_up::State::Disputed => Some(resumption(standing.level)),
        follow_up::State::NotDue
        | follow_up::State::PreDue
        | follow_up::State::Level
        | follow_up::State::Promised
        | follow_up::State::InPlan
        | follow_up::State::Paused
        | follow_up::State::PreCollection
        | follow_up::State::HandedOver
        | follow_up::State::Closed => None,
    }
}

/// `IP` with a date in the future means "not before"; a date too far off is a person's decision.
fn postponed(answer: &Answer, standing: &Standing, known: Consequence) -> Consequence {
    let Some(date) = answer.effective_date.filter(|date| *date > standing.today) else {
        return known;
    };
    let latest = standing.due_date.and_then(|due| due.checked_add_signed(TimeDelta::days(POSTPONEMENT_DAYS_MAX)));
    if latest.is_some_and(|latest| date <= latest) {
        held(known, follow_up::Event::Paused, Wait::Until(date), None)
    } else {
        Consequence { task: Some(Task::DecidePostponement), ..known }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use follow_up::Event as FollowUp;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn standing(follow_up: follow_up::State, level: u8) -> Standing {
        Standing { follow_up, level, due_date: Some(day(2)), today: day(5) }
    }

    fn answer(code: response::Event) -> Answer {
        Answer { code, effective_date: None, proposed_date: None }
    }

    fn check(answer: Answer, standing: Standing, event: Option<FollowUp>, wait: Option<Wait>, task: Option<Task>) {
        let consequence = of_response(&answer, &standing);
        assert_eq!((consequence.event, consequence.wait, consequence.task), (event, wait, task), "{answer:?}");
        assert!(consequence.received_in_good_order, "every answer proves that the buyer has the invoice");
        if let Some(event) = event {
            assert!(standing.follow_up.apply(event).is_ok(), "{event} must apply in {}", standing.follow_up);
        }
    }

    #[test]
    fn acknowledgements_prove_arrival_and_change_nothing() {
        let open = standing(follow_up::State::Level, 1);
        check(answer(response::Event::Ab), open, None, None, None);
        check(answer(response::Event::Ip), open, None, None, None);
    }

    #[test]
    fn a_query_and_a_rejection_open_a_dispute_with_a_task() {
        let open = standing(follow_up::State::NotDue, 0);
        let until = Some(Wait::UntilResolved);
        check(answer(response::Event::Uq), open, Some(FollowUp::DisputeOpened), until, Some(Task::AnswerQuery));
        check(answer(response::Event::Re), open, Some(FollowUp::DisputeOpened), until, Some(Task::DecideRejection));
    }

    #[test]
    fn an_approval_after_a_query_resumes_where_the_ladder_stood() {
        let before = standing(follow_up::State::Disputed, 0);
        let after = standing(follow_up::State::Disputed, 2);
        check(answer(response::Event::Ap), before, Some(FollowUp::Resumed), None, None);
        check(answer(response::Event::Ap), after, Some(FollowUp::ResumedAtLevel), None, None);
        assert!(of_response(&answer(response::Event::Ap), &before).approved);
    }

    #[test]
    fn a_conditional_acceptance_holds_until_the_proposed_date() {
        let conditional = Answer { proposed_date: Some(day(20)), ..answer(response::Event::Ca) };
        let task = Some(Task::DecideCondition);
        let open = standing(follow_up::State::NotDue, 0);
        check(conditional, open, Some(FollowUp::Paused), Some(Wait::Until(day(20))), task);
        check(answer(response::Event::Ca), open, Some(FollowUp::Paused), Some(Wait::UntilResolved), task);
    }

    #[test]
    fn payment_notices_hold_for_their_days_and_settle_nothing() {
        let open = standing(follow_up::State::Level, 1);
        check(answer(response::Event::Pd), open, Some(FollowUp::Paused), Some(Wait::BankingDays(5)), None);
        check(answer(response::Event::Ppd), open, Some(FollowUp::Paused), Some(Wait::CalendarDays(10)), None);
    }

    #[test]
    fn in_process_with_a_date_ahead_means_not_before_up_to_a_month_past_due() {
        let open = standing(follow_up::State::NotDue, 0);
        let soon = Answer { effective_date: Some(day(12)), ..answer(response::Event::Ip) };
        check(soon, open, Some(FollowUp::Paused), Some(Wait::Until(day(12))), None);
        let far = Answer { effective_date: NaiveDate::from_ymd_opt(2027, 1, 5), ..soon };
        check(far, open, None, None, Some(Task::DecidePostponement));
    }
}
