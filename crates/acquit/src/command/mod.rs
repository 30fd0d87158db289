//! One file per command.

pub mod as4;
pub mod bank;
pub mod create;
pub mod demo;
pub mod explain;
mod key_files;
pub mod lookup;
pub mod serve;
pub mod validate;

use std::io::Read;
use std::path::Path;

use crate::exit::{Exit, Failure};

/// The bytes of a file, or of standard input for `-`.
fn read_input(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    bytes.map_err(|error| Failure::new(Exit::Error, format!("cannot read {}: {error}", path.display())))
}

/// A current-thread runtime for the commands that talk to the network once.
fn block_on<F: Future>(future: F) -> anyhow::Result<F::Output> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(future))
}
