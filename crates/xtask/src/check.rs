//! `cargo xtask check`: format, lints, tests and generated files, as CI runs them.

use std::process::Command;

use anyhow::{Result, bail};

use crate::regenerate::{self, Mode};

const STEPS: [&[&str]; 3] = [
    &["fmt", "--all", "--check"],
    &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
    &["test", "--workspace"],
];

/// Stops at the first step that fails.
pub fn run() -> Result<()> {
    for step in STEPS {
        let status = Command::new(env!("CARGO")).args(step).current_dir(regenerate::root()).status()?;
        if !status.success() {
            bail!("cargo {} failed", step.join(" "));
        }
    }
    regenerate::run(Mode::Compare)
}
