//! The retry policy: what follows an attempt, and when.
//!
//! Source: design.md section 9 (retry schedule, lost answer at C2), as4.md section 9. A retry sends the same bytes
//! under the same ids. The schedule counts from the first attempt; the jitter is passed in, so that the same input
//! gives the same answer.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    AttemptOutcome,
    delivery::{Event, State},
    ebms::{self, Refusal},
};

/// When attempts are due, counted from the first; every figure is a setting.
#[derive(Debug, Clone, PartialEq)]
pub struct RetryPolicy {
    /// Offsets of the attempts in seconds; the first is 0.
    pub offsets_seconds: Vec<u32>,
    /// How far a time may lie beside its offset: 0.2 is 20 per cent either way.
    pub jitter_share: f64,
    /// No attempt begins later than this after the first.
    pub ends_after_seconds: u32,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { offsets_seconds: vec![0, 30, 120, 300, 540, 840], jitter_share: 0.2, ends_after_seconds: 18 * 60 }
    }
}

/// What is known of the attempts before the one that is judged; stored beside the delivery.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// Attempts finished so far.
    pub tries: u32,
    /// When the first attempt ended; the schedule counts from it.
    pub first_try: Option<DateTime<Utc>>,
    /// Whether a request ever left the house without a definite answer.
    pub unanswered: bool,
    /// Whether the endpoint was already looked up afresh because of a failed decryption.
    pub looked_up_again: bool,
}

impl Progress {
    /// The progress of a delivery whose worker died while sending: its request may have left.
    ///
    /// The store uses it when it claims a delivery that is already in state `sending`.
    #[must_use]
    pub fn after_lost_worker(self) -> Self {
        Self { unanswered: true, ..self }
    }
}

/// What follows an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The event for the delivery track.
    pub event: Event,
    /// The state it leads to from `sending`.
    pub state: State,
    /// When the next attempt is due; only in `waiting_retry`.
    pub due: Option<DateTime<Utc>>,
    /// What to remember for the attempt after this one.
    pub progress: Progress,
    /// Whether cached SMP data and prepared bytes must be dropped before the next attempt.
    pub look_up_again: bool,
    /// One sentence for the history, where the state alone does not say enough.
    pub note: Option<&'static str>,
}

/// What follows an attempt under the default policy. `jitter` lies between 0 and 1; 0.5 is exactly on time.
pub fn after_attempt(progress: &Progress, outcome: &AttemptOutcome, now: DateTime<Utc>, jitter: f64) -> Next {
    after_attempt_with(&RetryPolicy::default(), progress, outcome, now, jitter)
}

/// What follows an attempt under the given policy.
pub fn after_attempt_with(
    policy: &RetryPolicy,
    progress: &Progress,
    outcome: &AttemptOutcome,
    now: DateTime<Utc>,
    jitter: f64,
) -> Next {
    let seen = Progress {
        tries: progress.tries.saturating_add(1),
        first_try: progress.first_try.or(Some(now)),
        unanswered: progress.unanswered || outcome.is_unanswered(),
        looked_up_again: progress.looked_up_again,
    };
    match outcome {
        AttemptOutcome::Receipted => Next::ended(Event::Receipted, seen, None),
        AttemptOutcome::NotReached { .. }
        | AttemptOutcome::AnswerLost { .. }
        | AttemptOutcome::InvalidReceipt { .. }
        | AttemptOutcome::NoRoute { transient: true, .. } => policy.later(seen, now, jitter),
        AttemptOutcome::NoRoute { transient: false, .. } => Next::given_up(seen, None),
        AttemptOutcome::Refused { code, reason, retry } => {
            after_refusal(policy, seen, ebms::judge(code, reason), *retry, now, jitter)
        }
    }
}

fn after_refusal(
    policy: &RetryPolicy,
    seen: Progress,
    refusal: Refusal,
    retry: bool,
    now: DateTime<Utc>,
    jitter: f64,
) -> Next {
    match refusal {
        Refusal::RetryOnceAfterLookup if seen.looked_up_again => {
            Next::given_up(seen, Some("refused again after a fresh lookup"))
        }
        Refusal::RetryOnceAfterLookup => {
            let next = policy.later(Progress { looked_up_again: true, ..seen }, now, jitter);
            Next { look_up_again: true, ..next }
        }
        Refusal::NotServiced => {
            let next = Next::given_up(seen, Some("the receiver's access point does not serve this address"));
            Next { look_up_again: true, ..next }
        }
        // Without the receipt there is no evidence, so this is not "delivered"; nor is it a failure.
        Refusal::DuplicateReported => Next::ended(Event::LostTrack, seen, Some("probably delivered")),
        Refusal::RetryLater | Refusal::Final if retry => policy.later(seen, now, jitter),
        Refusal::RetryLater | Refusal::Final => Next::given_up(seen, None),
    }
}

impl Next {
    fn ended(event: Event, progress: Progress, note: Option<&'static str>) -> Self {
        let state = match event {
            Event::Receipted => State::Delivered,
            Event::LostTrack => State::OutcomeUnknown,
            Event::Deferred => State::WaitingRetry,
            _ => State::Failed,
        };
        Self { event, state, due: None, progress, look_up_again: false, note }
    }

    /// The end without a receipt: a definite failure only if no request is unanswered.
    fn given_up(progress: Progress, note: Option<&'static str>) -> Self {
        if progress.unanswered {
            Self::ended(Event::LostTrack, progress, note.or(Some("an earlier request was never answered")))
        } else {
            Self::ended(Event::Failed, progress, note)
        }
    }
}

impl RetryPolicy {
    /// The next attempt, or the end when the schedule has none left.
    fn later(&self, seen: Progress, now: DateTime<Utc>, jitter: f64) -> Next {
        let first = seen.first_try.unwrap_or(now);
        let end = first + TimeDelta::seconds(i64::from(self.ends_after_seconds));
        let offset = usize::try_from(seen.tries).ok().and_then(|tries| self.offsets_seconds.get(tries));
        let due = offset.map(|seconds| (first + self.spread(*seconds, jitter)).max(now));
        match due {
            Some(due) if due <= end => Next { due: Some(due), ..Next::ended(Event::Deferred, seen, None) },
            Some(_) | None => Next::given_up(seen, Some("the schedule of attempts ended")),
        }
    }

    fn spread(&self, seconds: u32, jitter: f64) -> TimeDelta {
        let share = (jitter.clamp(0.0, 1.0) * 2.0 - 1.0) * self.jitter_share;
        let milliseconds = f64::from(seconds) * 1000.0 * (1.0 + share);
        #[expect(clippy::cast_possible_truncation, reason = "a few minutes in milliseconds")]
        TimeDelta::milliseconds(milliseconds.round() as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn not_reached() -> AttemptOutcome {
        AttemptOutcome::NotReached { reason: "connection refused".to_owned() }
    }

    fn lost() -> AttemptOutcome {
        AttemptOutcome::AnswerLost { reason: "timed out".to_owned() }
    }

    /// Plays the schedule with the same outcome every time; the times of the attempts and the end.
    fn play(outcome: &AttemptOutcome, jitter: f64) -> (Vec<i64>, Next) {
        let mut progress = Progress::default();
        let mut now = at(0);
        let mut times = Vec::new();
        loop {
            times.push((now - at(0)).num_seconds());
            let next = after_attempt(&progress, outcome, now, jitter);
            let Some(due) = next.due else {
                return (times, next);
            };
            assert_eq!(next.state, State::WaitingRetry);
            assert_eq!(State::Sending.apply(next.event), Ok(next.state));
            progress = next.progress;
            now = due;
        }
    }

    #[test]
    fn attempts_follow_the_schedule_and_end_in_failure_when_nothing_left_the_house() {
        let (times, end) = play(&not_reached(), 0.5);
        assert_eq!(times, [0, 30, 120, 300, 540, 840]);
        assert_eq!(end.state, State::Failed);
    }

    #[test]
    fn the_jitter_moves_each_time_by_a_fifth_at_most() {
        assert_eq!(play(&not_reached(), 0.0).0, [0, 24, 96, 240, 432, 672]);
        assert_eq!(play(&not_reached(), 1.0).0, [0, 36, 144, 360, 648, 1008]);
    }

    #[test]
    fn one_lost_answer_makes_the_end_unknown() {
        let first = after_attempt(&Progress::default(), &lost(), at(0), 0.5);
        let mut progress = first.progress;
        for time in [30, 120, 300, 540] {
            progress = after_attempt(&progress, &not_reached(), at(time), 0.5).progress;
        }
        let end = after_attempt(&progress, &not_reached(), at(840), 0.5);
        assert_eq!((end.state, end.event), (State::OutcomeUnknown, Event::LostTrack));
    }

    #[test]
    fn nothing_is_tried_after_eighteen_minutes() {
        let progress = Progress { tries: 1, first_try: Some(at(0)), ..Progress::default() };
        let end = after_attempt(&progress, &not_reached(), at(18 * 60 + 1), 0.5);
        assert_eq!(end.state, State::Failed);
    }

    #[test]
    fn a_duplicate_report_is_no_evidence() {
        let outcome = AttemptOutcome::refused("EBMS:4001", "already handled");
        let progress = Progress { tries: 1, first_try: Some(at(0)), unanswered: true, ..Progress::default() };
        let next = after_attempt(&progress, &outcome, at(30), 0.5);
        assert_eq!((next.state, next.note), (State::OutcomeUnknown, Some("probably delivered")));
    }

    #[test]
    fn a_failed_decryption_is_tried_once_more_after_a_fresh_lookup() {
        let outcome = AttemptOutcome::refused("EBMS:0102", "cannot decrypt");
        let first = after_attempt(&Progress::default(), &outcome, at(0), 0.5);
        assert_eq!((first.state, first.look_up_again), (State::WaitingRetry, true));
        let second = after_attempt(&first.progress, &outcome, at(30), 0.5);
        assert_eq!(second.state, State::Failed);
    }

    #[test]
    fn a_final_refusal_fails_at_once_and_not_serviced_forgets_the_lookup() {
        let refused = AttemptOutcome::refused("EBMS:0103", "not signed");
        assert_eq!(after_attempt(&Progress::default(), &refused, at(0), 0.5).state, State::Failed);
        let not_serviced = AttemptOutcome::refused("EBMS:0004", ebms::NOT_SERVICED);
        let next = after_attempt(&Progress::default(), &not_serviced, at(0), 0.5);
        assert_eq!((next.state, next.look_up_again), (State::Failed, true));
    }

    #[test]
    fn a_worker_that_died_while_sending_leaves_the_outcome_open() {
        let progress = Progress::default().after_lost_worker();
        let refused = AttemptOutcome::NoRoute { reason: "not registered".to_owned(), transient: false };
        assert_eq!(after_attempt(&progress, &refused, at(0), 0.5).state, State::OutcomeUnknown);
    }
}
