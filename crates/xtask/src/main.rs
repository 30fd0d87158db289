//! The project's own chores: `cargo xtask regenerate [--check]`, `cargo xtask check` and `cargo xtask differential [COUNT]`.

mod check;
mod differential;
mod regenerate;

use std::process::ExitCode;

use anyhow::{Result, bail};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["regenerate"] => regenerate::run(regenerate::Mode::Write),
        ["regenerate", "--check"] => regenerate::run(regenerate::Mode::Compare),
        ["check"] => check::run(),
        ["differential"] => differential::run(differential::COUNT),
        ["differential", count] => differential::run(count.parse()?),
        _ => bail!("usage: cargo xtask regenerate [--check] | check | differential [COUNT]"),
    }
}
