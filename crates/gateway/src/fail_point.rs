//! Every step boundary of the road by name, so that a test can end the process at each and see that nothing is lost.
//!
//! Armed only in stage `sandbox`: `ACQUIT_FAIL_POINT=name` aborts the process at that boundary,
//! `ACQUIT_FAIL_POINT_LOG=file` appends each name that is reached. Anywhere else `reach` does nothing.

use std::io::Write;
use std::sync::OnceLock;

/// The boundaries of the road, in the order an invoice meets them. A test holds this list against the places that are hit.
pub const REGISTRY: &[&str] = &[
    "ingest.judged",
    "ingest.stored",
    "dispatch.claimed",
    "dispatch.discovered",
    "dispatch.prepared",
    "dispatch.answered",
    "dispatch.recorded",
    "receive.opened",
    "receive.stored",
    "respond.claimed",
    "respond.applied",
    "respond.finished",
    "settle.read",
    "settle.stored",
    "settle.matched",
    "remind.judged",
    "remind.held",
    "remind.opened",
    "remind.rerouted",
];

/// Environment variable naming the boundary at which the process ends.
pub const ABORT_VARIABLE: &str = "ACQUIT_FAIL_POINT";
/// Environment variable naming the file that collects the boundaries reached.
pub const LOG_VARIABLE: &str = "ACQUIT_FAIL_POINT_LOG";

struct Armed {
    abort_at: Option<String>,
    log: Option<std::path::PathBuf>,
}

static ARMED: OnceLock<Armed> = OnceLock::new();

/// Reads the two variables; called once when a gateway in stage `sandbox` opens.
pub(crate) fn arm() {
    ARMED.get_or_init(|| Armed {
        abort_at: std::env::var(ABORT_VARIABLE).ok(),
        log: std::env::var_os(LOG_VARIABLE).map(Into::into),
    });
}

/// Marks a boundary; ends the process here when the test asks for it.
pub fn reach(name: &'static str) {
    debug_assert!(REGISTRY.contains(&name), "{name} is not in the registry of fail points");
    let Some(armed) = ARMED.get() else {
        return;
    };
    if let Some(path) = &armed.log {
        note(path, name);
    }
    if armed.abort_at.as_deref() == Some(name) {
        // No destructor, no flush, no unwinding: as a power cut would.
        std::process::abort();
    }
}

fn note(path: &std::path::Path, name: &str) {
    let opened = std::fs::OpenOptions::new().create(true).append(true).open(path);
    let written = opened.and_then(|mut file| file.write_all(format!("{name}\n").as_bytes()));
    if let Err(error) = written {
        tracing::warn!(%error, "the fail point log could not be written");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_begin_with_their_step() {
        let steps = ["ingest", "dispatch", "receive", "respond", "settle", "remind"];
        for (index, name) in REGISTRY.iter().enumerate() {
            assert!(!REGISTRY[..index].contains(name), "{name} stands twice");
            assert!(name.split_once('.').is_some_and(|(step, _)| steps.contains(&step)), "{name}");
        }
    }

    #[test]
    fn an_unarmed_point_does_nothing() {
        reach("ingest.judged");
    }
}
