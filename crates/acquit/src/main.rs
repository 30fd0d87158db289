//! The program: one binary that validates, creates, looks up, serves and plays the whole road on a sandbox network.
//!
//! The command line is a stable contract (exit codes 0 ok, 1 error, 2 usage, 3 invalid document or model, 4 not found,
//! 5 temporary); each command lives in its own file under `command`.

mod api;
mod cli;
mod command;
mod exit;
mod log;
mod sandboxed;
mod scratch;
mod signal;
mod terminal;

use clap::Parser;

fn main() -> std::process::ExitCode {
    let arguments = cli::Arguments::parse();
    log::start();
    if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
        // Only possible if something installed one before us; then that one serves as well.
        tracing::debug!("a TLS crypto provider was already installed");
    }
    exit::report(arguments.run())
}
