//! The dunning policy: when which step follows, and the limits around it. Every figure is data.
//!
//! Source: design.md section 9 (dunning levels, bank data freshness), product.md COL-1 to COL-3 and COL-20,
//! receivables.md section 4. The first step counts from the due date, every later one from the message before it.

use chrono::NaiveTime;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A number of days and what they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offset {
    /// How many.
    pub days: u16,
    /// Of which kind.
    pub unit: Unit,
}

/// What a day counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Every day.
    Calendar,
    /// Working days of the debtor's country.
    Business,
}

/// One step of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The level of reminders.md section 5.1: 1, 2, and 3 for the final demand.
    pub level: u8,
    /// For the first step after the due date, for a later one after the message before it.
    pub after: Offset,
    /// Days the debtor gets to pay, printed as a date.
    pub pay_within_days: u16,
}

/// Hours of the debtor's wall clock in which messages go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendingHours {
    /// From this time.
    pub from: NaiveTime,
    /// Before this time.
    pub until: NaiveTime,
}

/// The written policy; a sent step records its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Named in every reminder that was sent under it.
    pub version: String,
    /// The ladder, by ascending level.
    pub steps: Vec<Step>,
    /// An open amount up to this counts as settled.
    pub tolerance: Decimal,
    /// Below this open amount no message goes out.
    pub minimum: Decimal,
    /// How many banking days the last bank data may be old.
    pub bank_data_banking_days_max: u32,
    /// Banking days a payment notice (PD) holds.
    pub payment_notice_banking_days: u32,
    /// Calendar days a notice of part payment (PD with PPD) holds.
    pub part_payment_days: u16,
    /// Banking days of grace after a promised date.
    pub promise_grace_banking_days: u16,
    /// Days that must lie between two levels reaching the buyer, whatever the ladder says.
    pub gap_days: u16,
    /// Days an unexplained credit of the customer holds at most.
    pub unmatched_days_max: u16,
    /// Days past the due date up to which a buyer's "not before" is honoured without asking.
    pub postponement_days_max: u16,
    /// Hours in which messages go out; `None` for any hour.
    pub sending_hours: Option<SendingHours>,
}

impl Default for Policy {
    fn default() -> Self {
        let business = |days| Offset { days, unit: Unit::Business };
        let calendar = |days| Offset { days, unit: Unit::Calendar };
        Self {
            version: "default-1".to_owned(),
            steps: vec![
                Step { level: 1, after: business(2), pay_within_days: 7 },
                Step { level: 2, after: calendar(14), pay_within_days: 7 },
                Step { level: 3, after: calendar(14), pay_within_days: 14 },
            ],
            tolerance: Decimal::ZERO,
            minimum: Decimal::ZERO,
            bank_data_banking_days_max: 2,
            payment_notice_banking_days: 5,
            part_payment_days: 10,
            promise_grace_banking_days: 2,
            gap_days: 7,
            unmatched_days_max: 10,
            postponement_days_max: 30,
            sending_hours: None,
        }
    }
}

impl Policy {
    /// The step after the level reached, if the ladder has one.
    pub fn step_after(&self, level: u8) -> Option<Step> {
        self.steps.iter().copied().filter(|step| step.level > level).min_by_key(|step| step.level)
    }

    /// The step of a level.
    pub fn step(&self, level: u8) -> Option<Step> {
        self.steps.iter().copied().find(|step| step.level == level)
    }
}
