//! Answers kept for a while, by the time passed in; one question at a time per key.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::{DiscoveryError, NEGATIVE_MINUTES};

/// More keys than this, and the stale ones go.
const ENTRIES_MAX: usize = 10_000;

/// An answer and how long it holds.
pub(super) struct Fresh<V> {
    pub value: V,
    pub until: DateTime<Utc>,
}

struct Entry<V> {
    answer: Result<V, DiscoveryError>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

/// The lock of a slot is held while its question is under way, so that the same question is asked once.
type Slot<V> = Arc<tokio::sync::Mutex<Option<Entry<V>>>>;

pub(super) struct Cache<K, V> {
    slots: Mutex<HashMap<K, Slot<V>>>,
}

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self { slots: Mutex::default() }
    }
}

impl<K: Eq + Hash, V: Clone> Cache<K, V> {
    /// The answer that holds at `at`, or what `ask` says; a transient failure is not kept.
    pub async fn get(
        &self,
        key: K,
        at: DateTime<Utc>,
        ask: impl AsyncFnOnce() -> Result<Fresh<V>, DiscoveryError>,
    ) -> Result<V, DiscoveryError> {
        let slot = self.slot(key, at);
        let mut entry = slot.lock().await;
        if let Some(kept) = entry.as_ref().filter(|kept| kept.from <= at && at < kept.until) {
            return kept.answer.clone();
        }
        let (answer, until) = match ask().await {
            Ok(Fresh { value, until }) => (Ok(value), until),
            Err(error) if error.is_transient() => {
                *entry = None;
                return Err(error);
            }
            Err(error) => (Err(error), at + TimeDelta::minutes(NEGATIVE_MINUTES)),
        };
        *entry = Some(Entry { answer: answer.clone(), from: at, until });
        answer
    }

    pub fn forget(&self, concerns: impl Fn(&K) -> bool) {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).retain(|key, _| !concerns(key));
    }

    fn slot(&self, key: K, at: DateTime<Utc>) -> Slot<V> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= ENTRIES_MAX {
            slots.retain(|_, slot| match slot.try_lock() {
                Ok(entry) => entry.as_ref().is_some_and(|kept| at < kept.until),
                Err(_) => true,
            });
        }
        slots.entry(key).or_default().clone()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    async fn asked(
        cache: &Cache<u8, u32>,
        minute: i64,
        outcome: Result<u32, DiscoveryError>,
    ) -> (bool, Result<u32, DiscoveryError>) {
        let count = AtomicU32::new(0);
        let ask = async || {
            count.fetch_add(1, Ordering::Relaxed);
            outcome.map(|value| Fresh { value, until: at(minute + 15) })
        };
        let answer = cache.get(1, at(minute), ask).await;
        (count.into_inner() == 1, answer)
    }

    #[tokio::test]
    async fn an_answer_holds_until_its_time_and_not_before_it() {
        let cache = Cache::default();
        assert!(matches!(asked(&cache, 0, Ok(7)).await, (true, Ok(7))));
        assert!(matches!(asked(&cache, 14, Ok(8)).await, (false, Ok(7))));
        assert!(matches!(asked(&cache, 15, Ok(9)).await, (true, Ok(9))));
        assert!(matches!(asked(&cache, 3, Ok(10)).await, (true, Ok(10))));
    }

    #[tokio::test]
    async fn a_refusal_holds_one_minute_and_a_failure_not_at_all() {
        let cache = Cache::default();
        let refusal = || Err(DiscoveryError::SecondRedirect { href: String::new() });
        let failure = || Err(DiscoveryError::Technical { reason: String::new() });
        assert!(matches!(asked(&cache, 0, failure()).await, (true, Err(_))));
        assert!(matches!(asked(&cache, 0, refusal()).await, (true, Err(_))));
        assert!(matches!(asked(&cache, 0, Ok(1)).await, (false, Err(_))));
        assert!(matches!(asked(&cache, 1, Ok(1)).await, (true, Ok(1))));
    }

    #[tokio::test]
    async fn what_is_forgotten_is_asked_again() {
        let cache = Cache::default();
        asked(&cache, 0, Ok(7)).await.1.unwrap();
        cache.forget(|key| *key == 1);
        assert!(matches!(asked(&cache, 0, Ok(8)).await, (true, Ok(8))));
    }
}
