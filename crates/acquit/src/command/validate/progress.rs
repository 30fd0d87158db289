//! How far a long run is, on standard error, and only where a person looks at it.

use std::io::{IsTerminal, Write};

const WIDTH: usize = 30;

/// A bar that is redrawn in place, or nothing at all where standard error is no terminal.
pub struct Progress {
    total: usize,
    done: usize,
    is_shown: bool,
}

impl Progress {
    /// Shown for a batch on a terminal.
    pub fn new(total: usize, is_batch: bool) -> Self {
        Self { total, done: 0, is_shown: is_batch && total > 1 && std::io::stderr().is_terminal() }
    }

    /// Makes room for other output on the same terminal.
    pub fn clear(&self) {
        if self.is_shown {
            // A bar that cannot be drawn is no reason to end a run.
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }

    /// One more document is judged.
    pub fn step(&mut self) {
        self.done += 1;
        if self.is_shown {
            let _ = write!(std::io::stderr(), "\r{}", bar(self.done, self.total));
        }
    }
}

fn bar(done: usize, total: usize) -> String {
    let filled = (WIDTH * done).checked_div(total).unwrap_or(WIDTH).min(WIDTH);
    format!("[{}{}] {done}/{total}", "#".repeat(filled), ".".repeat(WIDTH - filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_from_left_to_right() {
        assert_eq!(bar(0, 4), format!("[{}] 0/4", ".".repeat(30)));
        assert_eq!(bar(2, 4), format!("[{}{}] 2/4", "#".repeat(15), ".".repeat(15)));
        assert_eq!(bar(4, 4), format!("[{}] 4/4", "#".repeat(30)));
    }
}
