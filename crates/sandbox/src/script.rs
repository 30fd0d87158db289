//! How buyers behave, as plain data: from what happened so far to the days on which they act. Pure.

use chrono::{Days, NaiveDate};
use serde::Serialize;
use ubl::response::{MlsCode, ResponseCode};

/// A buyer's behaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// Acknowledges, accepts, and pays the day before the due date with the structured reference.
    PaysOnTime,
    /// Acknowledges, asks for the order number, accepts well after the due date, then pays.
    QueriesThenAccepts,
    /// Acknowledges, then rejects: the order is missing, a new invoice is wanted.
    Rejects,
    /// Says nothing, and pays the day after the due date with the invoice number in free text.
    NeverAnswersPaysLate,
    /// Takes EHF Reminder 3.0 and pays after it.
    NorwegianEhf,
    /// Takes the bilateral UBL Reminder and pays after it.
    BilateralReminder,
    /// Takes invoices only; is reminded by mail and pays after it.
    MailOnly,
    /// Its provider cannot deliver: a negative Message Level Status, and nothing ever after.
    RefusedByProvider,
    /// Cannot be found at all.
    NotOnTheNetwork,
}

/// What a buyer knows about one invoice.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// The day the invoice came.
    pub received: NaiveDate,
    /// The day it falls due.
    pub due: NaiveDate,
    /// The day the first reminder came.
    pub reminded: Option<NaiveDate>,
}

/// Something a buyer does once per invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Sends an Invoice Response.
    Answer(ResponseCode),
    /// Pays.
    Pay(Reference),
}

/// What a buyer writes on its transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reference {
    /// The creditor reference of the invoice.
    Structured,
    /// The invoice number, in words of its own.
    InvoiceNumber,
}

impl Script {
    /// Every script.
    pub const ALL: [Self; 9] = [
        Self::PaysOnTime,
        Self::QueriesThenAccepts,
        Self::Rejects,
        Self::NeverAnswersPaysLate,
        Self::NorwegianEhf,
        Self::BilateralReminder,
        Self::MailOnly,
        Self::RefusedByProvider,
        Self::NotOnTheNetwork,
    ];

    /// What the buyer's provider says about a message for it.
    pub fn verdict(self) -> MlsCode {
        match self {
            Self::RefusedByProvider => MlsCode::RE,
            // Handed over to somebody who never confirms anything.
            Self::NeverAnswersPaysLate | Self::MailOnly => MlsCode::AB,
            Self::PaysOnTime
            | Self::QueriesThenAccepts
            | Self::Rejects
            | Self::NorwegianEhf
            | Self::BilateralReminder
            | Self::NotOnTheNetwork => MlsCode::AP,
        }
    }

    /// What the buyer does with one invoice, and on which day, in that order.
    pub fn plan(self, facts: &Facts) -> Vec<(NaiveDate, Step)> {
        use ResponseCode::{AB, AP, RE, UQ};
        let &Facts { received, due, reminded } = facts;
        let last = received.max(due);
        let answer = |days, code| (after(received, days), Step::Answer(code));
        let once_reminded = |days| reminded.map(|day| after(day, days));
        match self {
            Self::PaysOnTime => {
                let in_time = due.pred_opt().unwrap_or(due).max(received);
                vec![answer(0, AB), answer(3, AP), (in_time, Step::Pay(Reference::Structured))]
            }
            Self::QueriesThenAccepts => vec![
                answer(0, AB),
                answer(2, UQ),
                (after(last, 12), Step::Answer(AP)),
                (after(last, 15), Step::Pay(Reference::Structured)),
            ],
            Self::Rejects => vec![answer(0, AB), answer(4, RE)],
            Self::NeverAnswersPaysLate => vec![(after(last, 1), Step::Pay(Reference::InvoiceNumber))],
            Self::NorwegianEhf => with_payment(vec![answer(0, AB)], once_reminded(3), Reference::Structured),
            Self::BilateralReminder => {
                with_payment(vec![answer(0, AB), answer(5, AP)], once_reminded(2), Reference::InvoiceNumber)
            }
            Self::MailOnly => with_payment(Vec::new(), once_reminded(4), Reference::Structured),
            Self::RefusedByProvider | Self::NotOnTheNetwork => Vec::new(),
        }
    }
}

fn with_payment(
    mut steps: Vec<(NaiveDate, Step)>,
    on: Option<NaiveDate>,
    reference: Reference,
) -> Vec<(NaiveDate, Step)> {
    steps.extend(on.map(|day| (day, Step::Pay(reference))));
    steps
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn plan(script: Script, reminded: Option<&str>) -> Vec<(NaiveDate, Step)> {
        let (received, due) = (day("2026-11-02"), day("2026-12-02"));
        script.plan(&Facts { received, due, reminded: reminded.map(day) })
    }

    #[test]
    fn a_plan_is_in_the_order_of_its_days() {
        for script in Script::ALL {
            assert!(plan(script, Some("2026-12-10")).is_sorted_by_key(|(on, _)| *on), "{script:?}");
        }
    }

    #[test]
    fn who_waits_for_a_reminder_does_not_pay_without_one() {
        for script in [Script::NorwegianEhf, Script::BilateralReminder, Script::MailOnly] {
            let pays = |plan: Vec<(NaiveDate, Step)>| plan.iter().any(|(_, step)| matches!(step, Step::Pay(_)));
            assert!(!pays(plan(script, None)), "{script:?}");
            assert!(pays(plan(script, Some("2026-12-04"))), "{script:?}");
        }
    }

    #[test]
    fn the_query_is_open_on_the_due_date_and_closed_later() {
        let plan = plan(Script::QueriesThenAccepts, None);
        let on = |code| plan.iter().find(|(_, step)| *step == Step::Answer(code)).map(|(on, _)| *on);
        assert!(on(ResponseCode::UQ) < Some(day("2026-12-02")));
        assert!(on(ResponseCode::AP) > Some(day("2026-12-09")));
    }

    #[test]
    fn an_invoice_that_comes_after_its_due_date_is_not_paid_before_it_came() {
        let facts = Facts { received: day("2026-12-20"), due: day("2026-12-02"), reminded: None };
        for script in Script::ALL {
            assert!(script.plan(&facts).iter().all(|(on, _)| *on >= facts.received), "{script:?}");
        }
    }
}
