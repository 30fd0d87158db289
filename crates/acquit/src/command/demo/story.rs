//! The plot: invoices on the first morning, then one working day after the other until the ladder has been climbed.

use anyhow::{bail, ensure};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use sandbox::seller;
use serde_json::Value;

use super::timeline::Timeline;
use crate::sandboxed::Sandboxed;

const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 2).expect("a Monday");
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 24).expect("a Thursday");
/// The bank's statement of the day before is in, and offices are open.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
/// An answer can call for another one, but not for ever.
const ROUNDS_MAX: usize = 10;

/// Plays every working day from the first to the last.
pub async fn play(sandboxed: &Sandboxed, timeline: &mut Timeline) -> anyhow::Result<()> {
    send_invoices(sandboxed).await?;
    settle_down(sandboxed, timeline).await?;
    for day in FIRST_DAY.iter_days().skip(1).take_while(|day| *day <= LAST_DAY) {
        if is_working_day(day) {
            play_day(sandboxed, timeline, day.and_time(MORNING).and_utc()).await?;
        }
    }
    settle_last_attempts(sandboxed, timeline).await
}

/// Monday to Friday; the product's own calendar decides about holidays.
fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

async fn send_invoices(sandboxed: &Sandboxed) -> anyhow::Result<()> {
    for invoice in seller::invoices(FIRST_DAY) {
        let answer = sandboxed.api().submit(&invoice.model).await?;
        ensure!(answer.status.is_success(), "the invoice to {} was refused: {}", invoice.buyer.name, answer.body);
    }
    Ok(())
}

/// One morning: buyers act, the bank's file is read, debtors are reminded, and everything in the queues leaves.
async fn play_day(sandboxed: &Sandboxed, timeline: &mut Timeline, now: DateTime<Utc>) -> anyhow::Result<()> {
    sandboxed.api().set_clock(now).await?;
    settle_down(sandboxed, timeline).await?;
    for statement in sandboxed.statements(now) {
        sandboxed.api().bank_file(statement).await?;
    }
    sandboxed.api().post("/v1/reminders/run", &Value::Null).await?;
    settle_down(sandboxed, timeline).await
}

/// Lets both sides work until neither has anything left to do at this instant.
async fn settle_down(sandboxed: &Sandboxed, timeline: &mut Timeline) -> anyhow::Result<()> {
    for _ in 0..ROUNDS_MAX {
        let worked = sandboxed.api().work().await?;
        let acts = sandboxed.buyers_act().await?;
        timeline.catch_up(sandboxed.api()).await?;
        let idle = worked["dispatched"] == 0 && worked["responded"] == 0;
        if idle && acts.is_empty() {
            return Ok(());
        }
    }
    bail!("the two sides keep each other busy for more than {ROUNDS_MAX} rounds")
}

/// The last retries of the last day end within minutes; the play goes on until they have.
async fn settle_last_attempts(sandboxed: &Sandboxed, timeline: &mut Timeline) -> anyhow::Result<()> {
    let evening = LAST_DAY.checked_add_days(Days::new(1)).unwrap_or(LAST_DAY).and_time(MORNING).and_utc();
    sandboxed.api().set_clock(evening).await?;
    settle_down(sandboxed, timeline).await
}
