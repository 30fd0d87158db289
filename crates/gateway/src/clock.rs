//! Time, passed in: the road never asks the machine what time it is (`design.md` §4).
//!
//! The sandbox writes its instant into a file, so that several processes and the person at the keyboard share one clock
//! and can move it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::{DateTime, SubsecRound, Utc};

/// Says what time it is for everything the gateway does.
pub trait Clock: Send + Sync {
    /// The instant now, in whole microseconds so that it survives a round trip through text.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::<Utc>::from(std::time::SystemTime::now()).trunc_subsecs(6)
    }
}

/// A clock that stands still in a file until someone moves it: one RFC 3339 instant.
#[derive(Debug)]
pub struct FileClock {
    path: PathBuf,
    /// What a half-written or missing file answers: the last instant read.
    last: Mutex<DateTime<Utc>>,
}

impl FileClock {
    /// Opens the clock in `path`, or starts it there at `start` when there is no file yet.
    pub fn open_or_start(path: &Path, start: DateTime<Utc>) -> io::Result<Self> {
        let clock = Self { path: path.to_owned(), last: Mutex::new(start) };
        if !path.exists() {
            clock.set(start)?;
        }
        Ok(clock)
    }

    /// Opens the clock in `path`; the file must exist and hold an instant.
    pub fn open(path: &Path) -> io::Result<Self> {
        let start = read(path)?;
        Ok(Self { path: path.to_owned(), last: Mutex::new(start) })
    }

    /// Moves the clock. The file is replaced in one step, so a reader never sees half an instant.
    pub fn set(&self, now: DateTime<Utc>) -> io::Result<()> {
        let draft = self.path.with_extension(format!("{}.draft", uuid::Uuid::now_v7().simple()));
        std::fs::write(&draft, now.to_rfc3339_opts(chrono::SecondsFormat::Micros, true))?;
        std::fs::rename(&draft, &self.path)
    }

    /// Moves the clock forward by `step` and answers the new instant.
    pub fn advance(&self, step: chrono::Duration) -> io::Result<DateTime<Utc>> {
        let now = self.now() + step;
        self.set(now)?;
        Ok(now)
    }

    /// The file the instant stands in.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Clone for FileClock {
    fn clone(&self) -> Self {
        Self { path: self.path.clone(), last: Mutex::new(self.now()) }
    }
}

impl Clock for FileClock {
    fn now(&self) -> DateTime<Utc> {
        // A poisoned lock only means that another reader panicked; the instant in it is still whole.
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Ok(now) = read(&self.path) {
            *last = now;
        }
        *last
    }
}

fn read(path: &Path) -> io::Result<DateTime<Utc>> {
    let text = std::fs::read_to_string(path)?;
    DateTime::parse_from_rfc3339(text.trim()).map(|instant| instant.with_timezone(&Utc)).map_err(|error| {
        io::Error::new(io::ErrorKind::InvalidData, format!("{} holds no RFC 3339 instant: {error}", path.display()))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("acquit-clock-{name}-{}", uuid::Uuid::now_v7()))
    }

    #[test]
    fn two_clocks_on_one_file_move_together() {
        let path = scratch("shared");
        let start = "2026-11-02T08:00:00Z".parse().unwrap();
        let one = FileClock::open_or_start(&path, start).unwrap();
        let other = FileClock::open(&path).unwrap();
        one.advance(chrono::Duration::hours(3)).unwrap();
        assert_eq!(other.now(), start + chrono::Duration::hours(3));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(other.now(), start + chrono::Duration::hours(3), "a lost file leaves the last instant");
    }

    #[test]
    fn a_file_without_an_instant_is_refused() {
        let path = scratch("bad");
        std::fs::write(&path, "tomorrow").unwrap();
        assert!(FileClock::open(&path).is_err());
        std::fs::remove_file(&path).unwrap();
    }
}
