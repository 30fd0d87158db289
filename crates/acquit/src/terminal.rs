//! Colour where the terminal has it, plain text everywhere else.

use std::fmt::Display;
use std::io::IsTerminal;

/// Whether standard output may carry colour: a terminal, and `NO_COLOR` not set.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    colour: bool,
}

/// What a piece of text means to the reader; the colour follows from it.
#[derive(Clone, Copy, Debug)]
pub enum Tone {
    /// Done, delivered, paid.
    Good,
    /// Refused, failed, lost.
    Bad,
    /// Held, waiting, a warning.
    Wait,
    /// Who or what: a name to find again.
    Name,
    /// Evidence and asides.
    Quiet,
}

impl Paint {
    /// Decides once for standard output.
    pub fn for_stdout() -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { colour: wanted && std::io::stdout().is_terminal() }
    }

    /// The text in its tone.
    pub fn text(self, tone: Tone, text: impl Display) -> String {
        let code = match tone {
            Tone::Good => "32",
            Tone::Bad => "31",
            Tone::Wait => "33",
            Tone::Name => "1",
            Tone::Quiet => "2",
        };
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_string() }
    }
}
