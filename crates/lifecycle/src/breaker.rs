//! The breaker of one destination: after repeated connect failures it lets nothing through for a while, then one.
//!
//! Source: design.md section 9 (retry schedule). Pure: the caller keeps the value per destination and passes the time.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::AttemptOutcome;

/// When a breaker opens and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakerPolicy {
    /// Connect failures in a row that open it.
    pub failures_max: u32,
    /// How long it stays open.
    pub open_seconds: u32,
}

impl Default for BreakerPolicy {
    fn default() -> Self {
        Self { failures_max: 5, open_seconds: 120 }
    }
}

/// What is remembered of one destination.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breaker {
    /// Connect failures since the last connection.
    pub failures: u32,
    /// Until when nothing goes out.
    pub open_until: Option<DateTime<Utc>>,
    /// When the one trial after an open period was let through; a second waits for its result.
    pub trial_since: Option<DateTime<Utc>>,
}

/// Whether a delivery may go out now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permit {
    /// Yes.
    Go,
    /// Yes, as the one trial; others wait for its result.
    Trial,
    /// Not before this time; the attempt does not count.
    WaitUntil(DateTime<Utc>),
}

impl Breaker {
    /// Asks for a permit. A trial that never reported back is forgotten after another open period.
    pub fn permit(&mut self, policy: BreakerPolicy, now: DateTime<Utc>) -> Permit {
        let Some(open_until) = self.open_until else {
            return Permit::Go;
        };
        if now < open_until {
            return Permit::WaitUntil(open_until);
        }
        let pause = TimeDelta::seconds(i64::from(policy.open_seconds));
        match self.trial_since {
            Some(since) if now < since + pause => Permit::WaitUntil(since + pause),
            Some(_) | None => {
                self.trial_since = Some(now);
                Permit::Trial
            }
        }
    }

    /// Learns from an attempt. Anything that was answered at all, even by an error, closes the breaker.
    pub fn learn(&mut self, policy: BreakerPolicy, outcome: &AttemptOutcome, now: DateTime<Utc>) {
        match outcome {
            AttemptOutcome::NotReached { .. } => {
                self.failures = self.failures.saturating_add(1);
                self.trial_since = None;
                if self.failures >= policy.failures_max {
                    self.open_until = Some(now + TimeDelta::seconds(i64::from(policy.open_seconds)));
                }
            }
            AttemptOutcome::Receipted
            | AttemptOutcome::AnswerLost { .. }
            | AttemptOutcome::Refused { .. }
            | AttemptOutcome::InvalidReceipt { .. } => *self = Self::default(),
            // The destination was not asked, so nothing is learnt about it; a trial is free again.
            AttemptOutcome::NoRoute { .. } => self.trial_since = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: BreakerPolicy = BreakerPolicy { failures_max: 5, open_seconds: 120 };

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn failed_times(count: u32) -> Breaker {
        let mut breaker = Breaker::default();
        for _ in 0..count {
            breaker.learn(POLICY, &AttemptOutcome::NotReached { reason: "refused".to_owned() }, at(0));
        }
        breaker
    }

    #[test]
    fn four_failures_leave_it_closed_and_the_fifth_opens_it() {
        assert_eq!(failed_times(4).permit(POLICY, at(1)), Permit::Go);
        assert_eq!(failed_times(5).permit(POLICY, at(1)), Permit::WaitUntil(at(120)));
    }

    #[test]
    fn after_two_minutes_one_trial_goes_and_the_next_waits() {
        let mut breaker = failed_times(5);
        assert_eq!(breaker.permit(POLICY, at(120)), Permit::Trial);
        assert_eq!(breaker.permit(POLICY, at(121)), Permit::WaitUntil(at(240)));
    }

    #[test]
    fn a_failed_trial_opens_it_again_and_an_answered_one_closes_it() {
        let mut breaker = failed_times(5);
        breaker.permit(POLICY, at(120));
        breaker.learn(POLICY, &AttemptOutcome::NotReached { reason: "refused".to_owned() }, at(125));
        assert_eq!(breaker.permit(POLICY, at(130)), Permit::WaitUntil(at(245)));
        breaker.permit(POLICY, at(245));
        breaker.learn(POLICY, &AttemptOutcome::Receipted, at(246));
        assert_eq!(breaker, Breaker::default());
    }
}
