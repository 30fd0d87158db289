//! The gate before any reminder: every fact must allow it at the moment of sending, or it is held with the reasons.
//!
//! Source: reminders.md sections 5.2 and 5.6, product.md COL-4, receivables.md sections 4.1 to 4.3. The facts are plain
//! data gathered by the store; flipping any single one of them turns a reminder into a hold.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    Policy, calendar,
    calendar::Calendar,
    named,
    policy::{Offset, Step, Unit},
};

named! {
    /// Why a reminder is held; stored and shown for every step not taken. In the order in which they are reported.
    pub enum HoldReason: "hold reason" {
        /// The money is there.
        Paid = "paid",
        /// A credit note took the claim back.
        Credited = "credited",
        /// A named user gave the claim up.
        WrittenOff = "written_off",
        /// Insolvency, estate or court case: stopped for good, a person's matter.
        Insolvent = "insolvent",
        /// With a collector.
        HandedOver = "handed_over",
        /// The customer is never reminded.
        NeverRemind = "never_remind",
        /// The buyer's last answer is a query, or a person opened a dispute.
        Disputed = "disputed",
        /// The buyer rejected the invoice and nobody decided that the debt stands.
        Rejected = "rejected",
        /// No receipt proves that the invoice arrived: a delivery case, not a reminder case.
        NotDelivered = "not_delivered",
        /// The receiver's provider rejected the invoice.
        MlsRejected = "mls_rejected",
        /// No due date is known.
        DueDateUnknown = "due_date_unknown",
        /// The debtor promised a date that has not passed.
        Promised = "promised",
        /// An instalment plan is in force.
        InPlan = "in_plan",
        /// The buyer accepted on condition of a later date that has not passed.
        LaterDateProposed = "later_date_proposed",
        /// The buyer accepted on another condition and nobody decided about it.
        ConditionOpen = "condition_open",
        /// The buyer is working on it and named a day before which there is no answer.
        Postponed = "postponed",
        /// The buyer said that payment started, and the money may still be under way.
        PaymentAnnounced = "payment_announced",
        /// The buyer said that part is paid, and the money may still be under way.
        PartPaymentAnnounced = "part_payment_announced",
        /// A credit note that clears the claim is under way.
        CreditInFlight = "credit_in_flight",
        /// A credit of this customer on the bank account is not explained yet.
        UnmatchedPayment = "unmatched_payment",
        /// Bank data are too old to say that it is unpaid.
        BankDataStale = "bank_data_stale",
        /// Put on hold by a person.
        Paused = "paused",
        /// No valid rule allows the fee of this level for these countries on this day.
        FeeRuleMissing = "fee_rule_missing",
        /// The open amount is below the minimum of the policy.
        BelowMinimum = "below_minimum",
        /// The last level of the ladder was reached; a person decides what comes next.
        LadderEnded = "ladder_ended",
        /// The gate is open, but no way leads to the debtor: a task for a person.
        NoChannel = "no_channel",
        /// Reminded at this level; the next is not due.
        AlreadyReminded = "already_reminded",
        /// The level before reached the buyer only days ago.
        TooSoon = "too_soon",
        /// Not due, or not for long enough.
        NotDue = "not_due",
        /// Nobody works in the debtor's country today.
        ClosedDay = "closed_day",
        /// Outside the hours in which messages go out.
        QuietHours = "quiet_hours",
    }
}

impl HoldReason {
    /// Whether the reason is only that its time has not come, and so not worth a line in a report of holds.
    pub const fn is_timing(self) -> bool {
        matches!(self, Self::AlreadyReminded | Self::TooSoon | Self::NotDue | Self::ClosedDay | Self::QuietHours)
    }

    /// Whether the claim itself is gone, so that nothing will ever be sent again.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Paid | Self::Credited | Self::WrittenOff)
    }
}

named! {
    /// The status of the last Invoice Response that was applied; `PPD` is `PD` with that reason.
    pub enum ResponseCode: "response code" {
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

/// The last Invoice Response that was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastResponse {
    /// Its status.
    pub code: ResponseCode,
    /// The day it says, or came in.
    pub on: NaiveDate,
    /// The payment date it proposes (condition BT-9).
    pub proposed_date: Option<NaiveDate>,
    /// The day ahead that it names: before it there is no answer (`IP`), or no money (`PD`).
    pub not_before: Option<NaiveDate>,
}

/// What the bank told us, and up to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BankData {
    /// A statement up to and with this day is imported.
    Through(NaiveDate),
    /// A feed is expected and nothing was imported yet.
    Missing,
    /// The tenant stated that there is no bank feed; payments are entered by hand.
    NoFeed,
}

/// What became of an earlier reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// On its way, or nobody knows: no second one goes out beside it.
    Pending,
    /// It reached the buyer on this day.
    Reached(NaiveDate),
    /// It definitely did not arrive, or the receiver's provider rejected it: the level does not count.
    Failed,
}

/// A reminder of this claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriorReminder {
    /// Its level.
    pub level: u8,
    /// What became of it.
    pub fate: Fate,
}

/// Whether a fee may be claimed at level 2 and above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeRule {
    /// The policy claims no fee, so no rule is needed.
    #[default]
    NoFee,
    /// A dated rule covers seller country, buyer country and today.
    Valid,
    /// A fee is claimed and no rule covers it.
    Missing,
}

/// A hold set by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The last day of the hold; `None` until it is lifted.
    pub until: Option<NaiveDate>,
}

/// Everything the gate looks at, as it stands at the moment of sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and each is one gate")]
pub struct Facts {
    /// What was invoiced.
    pub gross: Decimal,
    /// What was received and allocated.
    pub paid: Decimal,
    /// What was credited and allocated.
    pub credited: Decimal,
    /// Whether a named user gave the rest up.
    pub written_off: bool,
    /// Credit notes that were issued and not applied yet.
    pub credit_in_flight: Decimal,
    /// How far the bank data reach.
    pub bank_data: BankData,
    /// Since when a credit of this customer is unexplained or only proposed.
    pub unmatched_credit_since: Option<NaiveDate>,
    /// The legal due date.
    pub due_date: Option<NaiveDate>,
    /// Whether a verified receipt (or stronger evidence) proves that the invoice arrived.
    pub delivered: bool,
    /// Whether the receiver's provider rejected the invoice (MLS or MLR `RE`).
    pub mls_rejected: bool,
    /// The last Invoice Response that was applied.
    pub response: Option<LastResponse>,
    /// The day a person decided that the chase goes on in spite of the last response (query answered, debt stands,
    /// condition settled).
    pub resumed_on: Option<NaiveDate>,
    /// Whether a person opened a dispute.
    pub dispute_open: bool,
    /// The day the debtor promised.
    pub promised_date: Option<NaiveDate>,
    /// Whether an instalment plan is in force.
    pub plan_in_force: bool,
    /// A hold set by a person.
    pub pause: Option<Pause>,
    /// Whether this customer is never reminded.
    pub never_remind: bool,
    /// Insolvency, estate or court case.
    pub insolvent: bool,
    /// Handed over to collection.
    pub handed_over: bool,
    /// Earlier reminders of this claim.
    pub reminders: Vec<PriorReminder>,
    /// Whether the fee of the next level has its rule.
    pub fee_rule: FeeRule,
    /// Working days of the debtor's country.
    pub calendar: Calendar,
}

impl Facts {
    /// The amount still open.
    pub fn open(&self) -> Decimal {
        self.gross - self.paid - self.credited
    }

    /// The highest level that reached the buyer and when; level 0 if none did.
    pub fn reached(&self) -> (u8, Option<NaiveDate>) {
        let reached = self.reminders.iter().filter_map(|reminder| match reminder.fate {
            Fate::Reached(on) => Some((reminder.level, Some(on))),
            Fate::Pending | Fate::Failed => None,
        });
        reached.max().unwrap_or((0, None))
    }

    /// The response, unless a person decided after it that the chase goes on.
    fn standing_response(&self) -> Option<LastResponse> {
        self.response.filter(|response| self.resumed_on.is_none_or(|resumed| resumed < response.on))
    }
}

/// How the message is worded beyond its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// Nothing special.
    Plain,
    /// The buyer approved the invoice on this day, and the message says so.
    Approved(NaiveDate),
    /// The buyer said that payment started and no money came: ask for the payment details.
    AskForPaymentDetails,
}

/// What the gate says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Every fact allows a reminder of this level.
    Send {
        /// The next level of the ladder.
        level: u8,
        /// How it is worded.
        wording: Wording,
    },
    /// At least one fact forbids it.
    Hold(Vec<HoldReason>),
}

/// Judges one claim. `today` is the day in the seller's zone, `now` the instant.
pub fn gate(facts: &Facts, policy: &Policy, today: NaiveDate, now: DateTime<Utc>) -> Gate {
    if let Some(closed) = closed(facts, policy) {
        return Gate::Hold(vec![closed]);
    }
    let (reached, _) = facts.reached();
    let step = policy.step_after(reached);
    let mut holds: Vec<HoldReason> = [
        claim_holds(facts, policy, step),
        answer_holds(facts, policy, today),
        money_holds(facts, policy, today),
        time_holds(facts, policy, step, today, now),
    ]
    .concat();
    holds.sort_unstable();
    match step {
        Some(step) if holds.is_empty() => Gate::Send { level: step.level, wording: wording(facts) },
        Some(_) | None => Gate::Hold(holds),
    }
}

/// The reasons whose fact holds.
fn reasons<const N: usize>(candidates: [(bool, HoldReason); N]) -> Vec<HoldReason> {
    candidates.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect()
}

fn closed(facts: &Facts, policy: &Policy) -> Option<HoldReason> {
    if facts.written_off {
        return Some(HoldReason::WrittenOff);
    }
    if facts.open() > policy.tolerance {
        return None;
    }
    Some(if facts.paid > Decimal::ZERO { HoldReason::Paid } else { HoldReason::Credited })
}

/// Gates on the claim and the customer as such.
fn claim_holds(facts: &Facts, policy: &Policy, step: Option<Step>) -> Vec<HoldReason> {
    let fee_needed = step.is_some_and(|step| step.level >= 2);
    reasons([
        (facts.insolvent, HoldReason::Insolvent),
        (facts.handed_over, HoldReason::HandedOver),
        (facts.never_remind, HoldReason::NeverRemind),
        (facts.dispute_open, HoldReason::Disputed),
        (!facts.delivered, HoldReason::NotDelivered),
        (facts.mls_rejected, HoldReason::MlsRejected),
        (facts.due_date.is_none(), HoldReason::DueDateUnknown),
        (facts.plan_in_force, HoldReason::InPlan),
        (fee_needed && facts.fee_rule == FeeRule::Missing, HoldReason::FeeRuleMissing),
        (facts.open() < policy.minimum, HoldReason::BelowMinimum),
        (step.is_none(), HoldReason::LadderEnded),
    ])
}

/// Gates on what the buyer or a person answered.
fn answer_holds(facts: &Facts, policy: &Policy, today: NaiveDate) -> Vec<HoldReason> {
    let grace = |date| Calendar::Target.add_business_days(date, policy.promise_grace_banking_days);
    let mut holds = reasons([
        (facts.promised_date.is_some_and(|date| today <= grace(date)), HoldReason::Promised),
        (facts.pause.is_some_and(|pause| pause.until.is_none_or(|until| today <= until)), HoldReason::Paused),
    ]);
    holds.extend(facts.standing_response().and_then(|response| response_hold(facts, &response, policy, today)));
    holds.dedup();
    holds
}

fn response_hold(facts: &Facts, response: &LastResponse, policy: &Policy, today: NaiveDate) -> Option<HoldReason> {
    match response.code {
        ResponseCode::Ab | ResponseCode::Ap => None,
        ResponseCode::Ip => {
            honoured_day(facts, response, policy).filter(|date| today < *date).map(|_| HoldReason::Postponed)
        }
        ResponseCode::Uq => (!facts.dispute_open).then_some(HoldReason::Disputed),
        ResponseCode::Re => Some(HoldReason::Rejected),
        ResponseCode::Ca => match response.proposed_date {
            Some(date) => (today <= date).then_some(HoldReason::LaterDateProposed),
            None => Some(HoldReason::ConditionOpen),
        },
        ResponseCode::Pd => {
            (today < payment_notice_ends(facts, response, policy)).then_some(HoldReason::PaymentAnnounced)
        }
        ResponseCode::Ppd => {
            (today < part_payment_ends(facts, response, policy)).then_some(HoldReason::PartPaymentAnnounced)
        }
    }
}

/// The day ahead that the buyer names. One too far off is not honoured without asking; the person's answer is a pause
/// or a promise.
fn honoured_day(facts: &Facts, response: &LastResponse, policy: &Policy) -> Option<NaiveDate> {
    let latest = facts.due_date.map(|due| calendar::add_days(due, policy.postponement_days_max));
    response.not_before.filter(|date| latest.is_some_and(|latest| *date <= latest))
}

/// Money that is announced for a day ahead is under way from that day on.
fn payment_day(facts: &Facts, response: &LastResponse, policy: &Policy) -> NaiveDate {
    honoured_day(facts, response, policy).map_or(response.on, |date| date.max(response.on))
}

fn payment_notice_ends(facts: &Facts, response: &LastResponse, policy: &Policy) -> NaiveDate {
    let from = payment_day(facts, response, policy);
    Calendar::Target.add_business_days(from, days(policy.payment_notice_banking_days))
}

fn part_payment_ends(facts: &Facts, response: &LastResponse, policy: &Policy) -> NaiveDate {
    calendar::add_days(payment_day(facts, response, policy), policy.part_payment_days)
}

/// A setting as a number of days to walk; nobody waits longer than that.
fn days(setting: u32) -> u16 {
    u16::try_from(setting).unwrap_or(u16::MAX)
}

/// Gates on what we know of the money.
fn money_holds(facts: &Facts, policy: &Policy, today: NaiveDate) -> Vec<HoldReason> {
    // More business days than allowed have begun since the last data.
    let limit = days(policy.bank_data_banking_days_max.saturating_add(1));
    let stale = match facts.bank_data {
        BankData::NoFeed => false,
        BankData::Missing => true,
        BankData::Through(day) => Calendar::Target.add_business_days(day, limit) <= today,
    };
    let clears = facts.credit_in_flight > Decimal::ZERO && facts.open() - facts.credit_in_flight <= policy.tolerance;
    let looked_at = |since| today >= calendar::add_days(since, policy.unmatched_days_max);
    reasons([
        (clears, HoldReason::CreditInFlight),
        (facts.unmatched_credit_since.is_some_and(|since| !looked_at(since)), HoldReason::UnmatchedPayment),
        (stale, HoldReason::BankDataStale),
    ])
}

/// Gates on the ladder and the calendar.
fn time_holds(
    facts: &Facts,
    policy: &Policy,
    step: Option<Step>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Vec<HoldReason> {
    let (_, previous) = facts.reached();
    let pending = |step: Step| {
        facts.reminders.iter().any(|reminder| reminder.level == step.level && reminder.fate == Fate::Pending)
    };
    let early = step.zip(earliest(facts, policy)).is_some_and(|(_, earliest)| today < earliest);
    let quiet = policy.sending_hours.is_some_and(|hours| {
        let time = calendar::central_european_time(now).time();
        time < hours.from || time >= hours.until
    });
    reasons([
        (step.is_some_and(pending) || (early && previous.is_some()), HoldReason::AlreadyReminded),
        (previous.is_some_and(|reached| today < calendar::add_days(reached, policy.gap_days)), HoldReason::TooSoon),
        (early && previous.is_none(), HoldReason::NotDue),
        (!facts.calendar.is_business_day(today), HoldReason::ClosedDay),
        (quiet, HoldReason::QuietHours),
    ])
}

/// The first day on which the next level may go out, as far as the ladder is concerned.
pub fn earliest(facts: &Facts, policy: &Policy) -> Option<NaiveDate> {
    let (reached, previous) = facts.reached();
    let step = policy.step_after(reached)?;
    let start = match previous {
        Some(previous) => previous,
        None => chase_from(facts)?,
    };
    // After a query or a rejection the clock starts again with the decision to go on.
    let start = facts.resumed_on.map_or(start, |resumed| start.max(resumed));
    Some(after(facts.calendar, start, step.after))
}

/// The due date for the purpose of reminding: a conditional acceptance moves it, the legal due date stays.
fn chase_from(facts: &Facts) -> Option<NaiveDate> {
    let due = facts.due_date?;
    let proposed = facts
        .standing_response()
        .filter(|response| response.code == ResponseCode::Ca)
        .and_then(|response| response.proposed_date);
    Some(proposed.map_or(due, |date| due.max(date)))
}

fn after(calendar: Calendar, date: NaiveDate, offset: Offset) -> NaiveDate {
    match offset.unit {
        Unit::Business => calendar.add_business_days(date, offset.days),
        Unit::Calendar => calendar::add_days(date, offset.days),
    }
}

fn wording(facts: &Facts) -> Wording {
    match facts.response {
        Some(LastResponse { code: ResponseCode::Ap, on, .. }) => Wording::Approved(on),
        Some(LastResponse { code: ResponseCode::Pd, .. }) => Wording::AskForPaymentDetails,
        Some(_) | None => Wording::Plain,
    }
}

/// The day after which the reason no longer holds by itself, where it has one; shown beside the hold.
pub fn ends_on(reason: HoldReason, facts: &Facts, policy: &Policy) -> Option<NaiveDate> {
    let response = facts.response.as_ref();
    match reason {
        HoldReason::Promised => {
            facts.promised_date.map(|date| Calendar::Target.add_business_days(date, policy.promise_grace_banking_days))
        }
        HoldReason::LaterDateProposed => response.and_then(|response| response.proposed_date),
        HoldReason::Postponed => response.and_then(|response| response.not_before),
        HoldReason::PaymentAnnounced => response.map(|response| payment_notice_ends(facts, response, policy)),
        HoldReason::PartPaymentAnnounced => response.map(|response| part_payment_ends(facts, response, policy)),
        HoldReason::UnmatchedPayment => {
            facts.unmatched_credit_since.map(|since| calendar::add_days(since, policy.unmatched_days_max))
        }
        HoldReason::Paused => facts.pause.and_then(|pause| pause.until),
        HoldReason::TooSoon => facts.reached().1.map(|reached| calendar::add_days(reached, policy.gap_days)),
        HoldReason::AlreadyReminded | HoldReason::NotDue => earliest(facts, policy),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
