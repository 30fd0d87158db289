//! One breaker per destination: a peer that is down is left alone for a while instead of being asked by every delivery.
//!
//! Kept in memory on purpose: after a restart the peer gets a fresh chance.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use lifecycle::{AttemptOutcome, Breaker, BreakerPolicy, Permit};

/// The breakers of all destinations asked so far.
#[derive(Debug, Default)]
pub(crate) struct Breakers {
    policy: BreakerPolicy,
    by_destination: Mutex<HashMap<String, Breaker>>,
}

impl Breakers {
    /// Whether something may go to this address now; the instant to wait for if not.
    pub(crate) fn permit(&self, url: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self.with(url, |breaker, policy| breaker.permit(policy, now)) {
            Permit::Go | Permit::Trial => None,
            Permit::WaitUntil(until) => Some(until),
        }
    }

    /// Takes note of how an attempt ended.
    pub(crate) fn learn(&self, url: &str, outcome: &AttemptOutcome, now: DateTime<Utc>) {
        self.with(url, |breaker, policy| breaker.learn(policy, outcome, now));
    }

    fn with<T>(&self, url: &str, ask: impl FnOnce(&mut Breaker, BreakerPolicy) -> T) -> T {
        // A panic while holding the lock cannot leave a breaker half changed in a way that matters.
        let mut breakers = self.by_destination.lock().unwrap_or_else(PoisonError::into_inner);
        ask(breakers.entry(destination(url)).or_default(), self.policy)
    }
}

/// Scheme, host and port of an address: what is up or down together.
fn destination(url: &str) -> String {
    reqwest::Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.origin().ascii_serialization())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn five_failures_close_one_destination_and_leave_the_other_open() {
        let breakers = Breakers::default();
        let now: DateTime<Utc> = "2026-11-02T08:00:00Z".parse().unwrap();
        let down = AttemptOutcome::NotReached { reason: "connection refused".to_owned() };
        for _ in 0..5 {
            breakers.learn("https://c3.example/as4", &down, now);
        }
        assert_eq!(breakers.permit("https://c3.example/other", now), Some(now + TimeDelta::minutes(2)));
        assert_eq!(breakers.permit("https://c3.example:444/as4", now), None);
    }
}
