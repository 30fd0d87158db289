//! Exit codes, and how an error reaches the person at the terminal.

use std::fmt;
use std::process::ExitCode;

/// How a command ended. The numbers are the contract of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All asked was done.
    Ok = 0,
    /// Something failed that is neither the document's fault nor temporary.
    Error = 1,
    /// The arguments are not of the form they must have.
    Usage = 2,
    /// A document or model is invalid.
    Invalid = 3,
    /// What was asked for does not exist, or does not take what was offered.
    NotFound = 4,
    /// The network is in the way; the same command may work later.
    Temporary = 5,
}

/// An error that carries its exit code.
#[derive(Debug)]
pub struct Failure {
    /// The code the process ends with.
    pub exit: Exit,
    /// What a person reads: what happened, and what to do.
    pub message: String,
}

impl Failure {
    /// A failure with an exit code of its own.
    pub fn new(exit: Exit, message: impl fmt::Display) -> Self {
        Self { exit, message: message.to_string() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Whoever reads our output has closed it, as `| head` does: it has what it wanted.
fn reader_has_gone(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<std::io::Error>();
    cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The error and its causes in one line; a cause that the sentence before it ends with is not told again.
fn told(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.ends_with(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

/// Prints the error, if any, and turns the outcome into the process's exit code.
pub fn report(outcome: anyhow::Result<Exit>) -> ExitCode {
    let exit = match outcome {
        Ok(exit) => exit,
        Err(error) if reader_has_gone(&error) => Exit::Ok,
        Err(error) => {
            eprintln!("acquit: {}", told(&error));
            error.downcast_ref::<Failure>().map_or(Exit::Error, |failure| failure.exit)
        }
    };
    ExitCode::from(exit as u8)
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, anyhow};

    use super::*;

    #[test]
    fn a_cause_is_told_once() {
        let error: anyhow::Result<()> =
            Err(anyhow!("no such file")).context("cannot read it: no such file").context("no start");
        assert_eq!(told(&error.expect_err("it was made as one")), "no start: cannot read it: no such file");
    }
}
