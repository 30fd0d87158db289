//! Each gate and each event of the ladder, one fact at a time: flipping it alone turns a reminder into a hold.

use chrono::{NaiveTime, TimeZone};

use super::*;
use crate::policy::SendingHours;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

/// Friday 16 October: due on Wednesday 7, so the two business days are over.
const TODAY: (u32, u32) = (10, 16);

/// An invoice of 1000.00 that was delivered, is overdue, and about which nothing else is known.
fn overdue() -> Facts {
    Facts {
        gross: Decimal::new(100_000, 2),
        paid: Decimal::ZERO,
        credited: Decimal::ZERO,
        written_off: false,
        credit_in_flight: Decimal::ZERO,
        bank_data: BankData::Through(day(10, 15)),
        unmatched_credit_since: None,
        due_date: Some(day(10, 7)),
        delivered: true,
        mls_rejected: false,
        response: None,
        resumed_on: None,
        dispute_open: false,
        promised_date: None,
        plan_in_force: false,
        pause: None,
        never_remind: false,
        insolvent: false,
        handed_over: false,
        reminders: Vec::new(),
        fee_rule: FeeRule::Missing,
        calendar: Calendar::Netherlands,
    }
}

/// The same after level 1 reached the buyer on Friday 2 October; level 2 claims no fee.
fn reminded_once() -> Facts {
    let reminders = vec![PriorReminder { level: 1, fate: Fate::Reached(day(10, 2)) }];
    Facts { due_date: Some(day(9, 28)), reminders, fee_rule: FeeRule::NoFee, ..overdue() }
}

#[expect(clippy::unnecessary_wraps, reason = "stands where the fact is optional")]
fn response(code: ResponseCode, on: NaiveDate) -> Option<LastResponse> {
    Some(LastResponse { code, on, proposed_date: None, not_before: None })
}

fn judge(facts: &Facts, today: NaiveDate) -> Gate {
    let now = Utc.from_utc_datetime(&today.and_hms_opt(9, 0, 0).unwrap());
    gate(facts, &Policy::default(), today, now)
}

fn sends(level: u8) -> Gate {
    Gate::Send { level, wording: Wording::Plain }
}

/// Flips one fact of a claim that would be reminded.
fn check_flip(what: &str, base: &Facts, level: u8, flip: impl FnOnce(&mut Facts), reason: &str) {
    let today = day(TODAY.0, TODAY.1);
    assert_eq!(judge(base, today), sends(level), "{what}: the claim must be reminded before the flip");
    let mut facts = base.clone();
    flip(&mut facts);
    assert_ne!(facts, *base, "{what}: nothing was flipped");
    let Gate::Hold(reasons) = judge(&facts, today) else { panic!("{what}: still sent") };
    let stored: Vec<_> = reasons.iter().map(|reason| reason.as_str()).collect();
    assert_eq!(stored, [reason], "{what}");
}

type Flip = fn(&mut Facts);

#[test]
fn money_announced_for_a_day_ahead_is_under_way_from_that_day_on() {
    let announced = |code, not_before| {
        let response = LastResponse { code, on: day(10, 5), proposed_date: None, not_before };
        Facts { response: Some(response), ..overdue() }
    };
    let (today, held) = (day(10, 16), |reason| Gate::Hold(vec![reason]));
    assert!(matches!(judge(&announced(ResponseCode::Pd, None), today), Gate::Send { .. }));
    let ahead = Some(day(10, 20));
    assert_eq!(judge(&announced(ResponseCode::Pd, ahead), today), held(HoldReason::PaymentAnnounced));
    assert_eq!(judge(&announced(ResponseCode::Ppd, ahead), today), held(HoldReason::PartPaymentAnnounced));
    // Further off than is honoured without asking a person.
    assert!(matches!(judge(&announced(ResponseCode::Pd, Some(day(12, 24))), today), Gate::Send { .. }));
}

#[test]
fn each_gate_of_section_5_2_holds_by_its_single_fact() {
    let first: [(&str, Flip, &str); 13] = [
        ("1 open amount", |facts| facts.paid = facts.gross, "paid"),
        ("1 bank data old", |facts| facts.bank_data = BankData::Through(day(10, 13)), "bank_data_stale"),
        ("1 bank data missing", |facts| facts.bank_data = BankData::Missing, "bank_data_stale"),
        ("2 due date known", |facts| facts.due_date = None, "due_date_unknown"),
        ("3 receipt", |facts| facts.delivered = false, "not_delivered"),
        ("3 no negative MLS", |facts| facts.mls_rejected = true, "mls_rejected"),
        ("4 UQ", |facts| facts.response = response(ResponseCode::Uq, day(10, 9)), "disputed"),
        ("4 RE", |facts| facts.response = response(ResponseCode::Re, day(10, 9)), "rejected"),
        ("4 manual hold", |facts| facts.dispute_open = true, "disputed"),
        ("5 promise", |facts| facts.promised_date = Some(day(10, 15)), "promised"),
        ("5 payment started", |facts| facts.response = response(ResponseCode::Pd, day(10, 12)), "payment_announced"),
        ("6 credit note in flight", |facts| facts.credit_in_flight = facts.gross, "credit_in_flight"),
        (
            "7 already on its way",
            |facts| facts.reminders.push(PriorReminder { level: 1, fate: Fate::Pending }),
            "already_reminded",
        ),
    ];
    for (what, flip, reason) in first {
        check_flip(what, &overdue(), 1, flip, reason);
    }
    let later: [(&str, Flip, &str); 2] = [
        (
            "7 reminded at this level",
            |facts| facts.reminders.push(PriorReminder { level: 2, fate: Fate::Reached(day(10, 8)) }),
            "already_reminded",
        ),
        ("8 fee rule", |facts| facts.fee_rule = FeeRule::Missing, "fee_rule_missing"),
    ];
    for (what, flip, reason) in later {
        check_flip(what, &reminded_once(), 2, flip, reason);
    }
}

#[test]
fn a_conditional_acceptance_holds_until_its_date_and_moves_the_start() {
    let mut facts = overdue();
    let proposed =
        LastResponse { code: ResponseCode::Ca, on: day(10, 9), proposed_date: Some(day(10, 19)), not_before: None };
    facts.response = Some(proposed);
    let held = Gate::Hold(vec![HoldReason::LaterDateProposed, HoldReason::NotDue]);
    assert_eq!(judge(&facts, day(10, 16)), held, "before the date");
    assert_eq!(judge(&facts, day(10, 19)), held, "on the date");
    assert_eq!(ends_on(HoldReason::LaterDateProposed, &facts, &Policy::default()), Some(day(10, 19)));
    facts.bank_data = BankData::Through(day(10, 20));
    assert_eq!(judge(&facts, day(10, 20)), Gate::Hold(vec![HoldReason::NotDue]));
    assert_eq!(judge(&facts, day(10, 21)), sends(1), "two business days after the date");
}

#[test]
fn the_seven_days_since_the_level_before_hold_even_if_the_ladder_is_faster() {
    let mut policy = Policy::default();
    policy.steps[1].after.days = 3;
    let mut facts = reminded_once();
    facts.reminders[0].fate = Fate::Reached(day(10, 12));
    let now = Utc.from_utc_datetime(&day(10, 16).and_hms_opt(9, 0, 0).unwrap());
    assert_eq!(gate(&facts, &policy, day(10, 16), now), Gate::Hold(vec![HoldReason::TooSoon]));
}

#[test]
fn each_event_of_section_5_6_holds_by_its_single_fact() {
    let rows: [(&str, Flip, &str); 14] = [
        ("full payment", |facts| facts.paid = facts.gross, "paid"),
        ("full credit note", |facts| facts.credited = facts.gross, "credited"),
        ("UQ", |facts| facts.response = response(ResponseCode::Uq, day(10, 16)), "disputed"),
        ("RE", |facts| facts.response = response(ResponseCode::Re, day(10, 16)), "rejected"),
        ("CA without a date", |facts| facts.response = response(ResponseCode::Ca, day(10, 9)), "condition_open"),
        ("PD", |facts| facts.response = response(ResponseCode::Pd, day(10, 15)), "payment_announced"),
        ("PD with PPD", |facts| facts.response = response(ResponseCode::Ppd, day(10, 7)), "part_payment_announced"),
        ("MLS rejection of the invoice", |facts| facts.mls_rejected = true, "mls_rejected"),
        ("manual dispute", |facts| facts.dispute_open = true, "disputed"),
        ("promise to pay", |facts| facts.promised_date = Some(day(10, 20)), "promised"),
        ("instalment plan", |facts| facts.plan_in_force = true, "in_plan"),
        ("pause with end date", |facts| facts.pause = Some(Pause { until: Some(day(10, 16)) }), "paused"),
        ("insolvency", |facts| facts.insolvent = true, "insolvent"),
        ("hand-over to collection", |facts| facts.handed_over = true, "handed_over"),
    ];
    for (what, flip, reason) in rows {
        check_flip(what, &overdue(), 1, flip, reason);
    }
}

#[test]
fn each_further_hold_is_a_fact_of_its_own() {
    let rows: [(&str, Flip, &str); 6] = [
        ("written off", |facts| facts.written_off = true, "written_off"),
        ("never remind", |facts| facts.never_remind = true, "never_remind"),
        ("pause without end", |facts| facts.pause = Some(Pause { until: None }), "paused"),
        ("credit of the customer", |facts| facts.unmatched_credit_since = Some(day(10, 14)), "unmatched_payment"),
        ("due today", |facts| facts.due_date = Some(day(10, 16)), "not_due"),
        (
            "not before",
            |facts| {
                let not_before = Some(day(10, 20));
                let code = ResponseCode::Ip;
                facts.response = Some(LastResponse { code, on: day(10, 9), proposed_date: None, not_before });
            },
            "postponed",
        ),
    ];
    for (what, flip, reason) in rows {
        check_flip(what, &overdue(), 1, flip, reason);
    }
    let ended = |facts: &mut Facts| facts.reminders.push(PriorReminder { level: 3, fate: Fate::Reached(day(10, 5)) });
    check_flip("ladder ended", &reminded_once(), 2, ended, "ladder_ended");
}

/// The claim is held with the fact, and reminded again when it has passed or was answered.
fn check_resumption(what: &str, held: &Facts, reason: HoldReason, resumed: &Facts, on: NaiveDate, expected: &Gate) {
    assert_eq!(judge(held, day(TODAY.0, TODAY.1)), Gate::Hold(vec![reason]), "{what}: held first");
    let resumed = Facts { bank_data: BankData::Through(on), ..resumed.clone() };
    assert_eq!(judge(&resumed, on), *expected, "{what}: then reminded");
}

#[test]
fn a_query_followed_by_an_approval_is_reminded_and_cites_it() {
    let queried = Facts { response: response(ResponseCode::Uq, day(10, 9)), ..overdue() };
    let approved = Facts { response: response(ResponseCode::Ap, day(10, 16)), ..queried.clone() };
    let expected = Gate::Send { level: 1, wording: Wording::Approved(day(10, 16)) };
    check_resumption("UQ then AP", &queried, HoldReason::Disputed, &approved, day(10, 16), &expected);
}

#[test]
fn a_rejection_followed_by_a_decision_is_reminded_after_a_new_start() {
    let rejected = Facts { response: response(ResponseCode::Re, day(10, 9)), ..overdue() };
    let decided = Facts { resumed_on: Some(day(10, 16)), ..rejected.clone() };
    check_resumption("RE then decision", &rejected, HoldReason::Rejected, &decided, day(10, 20), &sends(1));
    assert_eq!(judge(&decided, day(10, 16)), Gate::Hold(vec![HoldReason::NotDue]), "not on the day of the decision");
}

#[test]
fn a_decision_before_the_response_decides_nothing() {
    let facts = Facts { response: response(ResponseCode::Re, day(10, 9)), resumed_on: Some(day(10, 8)), ..overdue() };
    assert_eq!(judge(&facts, day(10, 16)), Gate::Hold(vec![HoldReason::Rejected]));
}

#[test]
fn a_payment_notice_holds_five_banking_days_and_then_asks_for_details() {
    let announced = Facts { response: response(ResponseCode::Pd, day(10, 12)), ..overdue() };
    let expected = Gate::Send { level: 1, wording: Wording::AskForPaymentDetails };
    check_resumption("PD", &announced, HoldReason::PaymentAnnounced, &announced, day(10, 19), &expected);
    assert_eq!(ends_on(HoldReason::PaymentAnnounced, &announced, &Policy::default()), Some(day(10, 19)));
}

#[test]
fn a_notice_of_part_payment_holds_ten_days() {
    let announced = Facts { response: response(ResponseCode::Ppd, day(10, 9)), ..overdue() };
    check_resumption("PPD", &announced, HoldReason::PartPaymentAnnounced, &announced, day(10, 19), &sends(1));
}

#[test]
fn a_promise_holds_two_banking_days_longer() {
    let promised = Facts { promised_date: Some(day(10, 15)), ..overdue() };
    check_resumption("promise", &promised, HoldReason::Promised, &promised, day(10, 20), &sends(1));
}

#[test]
fn after_a_part_payment_the_next_level_goes_out_over_the_new_balance() {
    let facts = Facts { paid: Decimal::new(40_000, 2), ..reminded_once() };
    assert_eq!(judge(&facts, day(10, 16)), sends(2));
    assert_eq!(facts.open(), Decimal::new(60_000, 2));
}

#[test]
fn a_credit_note_over_part_of_the_claim_does_not_hold() {
    let facts = Facts { credit_in_flight: Decimal::new(10_000, 2), ..overdue() };
    assert_eq!(judge(&facts, day(10, 16)), sends(1));
}

#[test]
fn a_reminder_that_failed_does_not_count_as_its_level() {
    let facts = Facts { reminders: vec![PriorReminder { level: 1, fate: Fate::Failed }], ..overdue() };
    assert_eq!(judge(&facts, day(10, 16)), sends(1));
}

#[test]
fn level_one_goes_out_two_business_days_after_the_due_date_and_not_earlier() {
    let facts = Facts { due_date: Some(day(10, 15)), bank_data: BankData::NoFeed, ..overdue() };
    assert_eq!(judge(&facts, day(10, 16)), Gate::Hold(vec![HoldReason::NotDue]));
    assert_eq!(judge(&facts, day(10, 19)), sends(1));
    assert_eq!(earliest(&facts, &Policy::default()), Some(day(10, 19)));
}

#[test]
fn later_levels_count_from_the_message_before_and_a_late_run_skips_nothing() {
    let facts = Facts { bank_data: BankData::NoFeed, ..reminded_once() };
    assert_eq!(judge(&facts, day(10, 15)), Gate::Hold(vec![HoldReason::AlreadyReminded]));
    assert_eq!(judge(&facts, day(10, 16)), sends(2));
    assert_eq!(judge(&facts, day(12, 17)), sends(2), "one level at a time");
}

#[test]
fn nothing_goes_out_on_a_weekend_a_holiday_or_at_night() {
    let facts = Facts { bank_data: BankData::NoFeed, ..overdue() };
    assert_eq!(judge(&facts, day(10, 17)), Gate::Hold(vec![HoldReason::ClosedDay]), "a Saturday");
    let belgian = Facts { calendar: Calendar::Belgium, ..facts.clone() };
    assert_eq!(judge(&belgian, day(11, 11)), Gate::Hold(vec![HoldReason::ClosedDay]));
    assert_eq!(judge(&facts, day(11, 11)), sends(1), "a working day in the Netherlands");

    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let hours = Some(SendingHours { from: time(8), until: time(18) });
    let policy = Policy { sending_hours: hours, ..Policy::default() };
    let at = |hour| gate(&facts, &policy, day(10, 16), Utc.with_ymd_and_hms(2026, 10, 16, hour, 0, 0).unwrap());
    assert_eq!(at(6), sends(1), "08:00 summer time");
    assert_eq!(at(16), Gate::Hold(vec![HoldReason::QuietHours]), "18:00 summer time");
}

#[test]
fn an_amount_below_the_minimum_waits() {
    let policy = Policy { minimum: Decimal::new(150_000, 2), ..Policy::default() };
    let now = Utc.with_ymd_and_hms(2026, 10, 16, 9, 0, 0).unwrap();
    assert_eq!(gate(&overdue(), &policy, day(10, 16), now), Gate::Hold(vec![HoldReason::BelowMinimum]));
}

#[test]
fn a_settled_claim_is_held_as_settled_whatever_else_is_true() {
    let facts = Facts { paid: Decimal::new(100_000, 2), delivered: false, dispute_open: true, ..overdue() };
    assert_eq!(judge(&facts, day(10, 16)), Gate::Hold(vec![HoldReason::Paid]));
}

#[test]
fn all_reasons_that_hold_are_named_and_the_gravest_comes_first() {
    let facts = Facts { delivered: false, dispute_open: true, bank_data: BankData::Missing, ..overdue() };
    let expected = vec![HoldReason::Disputed, HoldReason::NotDelivered, HoldReason::BankDataStale];
    assert_eq!(judge(&facts, day(10, 16)), Gate::Hold(expected));
}

#[test]
fn hold_reasons_keep_their_stored_names() {
    for reason in HoldReason::ALL {
        assert_eq!(reason.as_str().parse(), Ok(*reason));
    }
    assert!("sleepy".parse::<HoldReason>().is_err());
}
