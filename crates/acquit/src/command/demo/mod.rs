//! `acquit demo`: the whole road, played day by day on a sandbox network, and judged at the end.
//!
//! The play uses what a user has: the HTTP API, bank files and the clock of the sandbox. What the buyers say comes back over
//! AS4, what they pay in bank statements. Every number of the summary is counted by the database.

mod story;
mod summary;
mod timeline;

use crate::cli;
use crate::exit::{Exit, Failure};
use crate::sandboxed::Sandboxed;
use crate::scratch::Scratch;
use crate::signal::Signals;
use timeline::Timeline;

/// Plays, prints, judges; leaves nothing behind however it ends.
pub fn run(arguments: &cli::Demo) -> anyhow::Result<Exit> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut signals = runtime.block_on(async { Signals::watch() })?;
    let scratch = Scratch::new()?;
    let ended = runtime.block_on(perform(&scratch, arguments, &mut signals));
    // Tasks that still hold files of the folder end before the folder goes.
    runtime.shutdown_background();
    drop(scratch);
    ended
}

async fn perform(scratch: &Scratch, arguments: &cli::Demo, signals: &mut Signals) -> anyhow::Result<Exit> {
    let (sandboxed, exit) = tokio::select! {
        played = play(scratch, arguments) => played?,
        () = signals.asked_to_end() => {
            return Err(Failure::new(Exit::Error, "interrupted; nothing is left behind").into());
        }
    };
    if arguments.keep {
        // Standard output stays the play's; where to go on is for the person.
        eprintln!("serving on {}; API key {}; Ctrl-C ends it", sandboxed.api_address(), sandboxed.api_key());
        sandboxed.live_until(signals.asked_to_end()).await?;
    }
    sandboxed.stop().await?;
    Ok(exit)
}

/// The play and its judgement; the sandbox is still running.
async fn play(scratch: &Scratch, arguments: &cli::Demo) -> anyhow::Result<(Sandboxed, Exit)> {
    let port = arguments.port.filter(|_| arguments.keep);
    let sandboxed = Sandboxed::start(scratch.path(), port, arguments.tamper_receipt).await?;
    let mut timeline = Timeline::new(arguments.json);
    story::play(&sandboxed, &mut timeline).await?;
    let counted = summary::count(sandboxed.api()).await?;
    let missed = summary::missed(&counted);
    summary::print(&counted, &missed, arguments.json)?;
    Ok((sandboxed, if missed.is_empty() { Exit::Ok } else { Exit::Error }))
}
