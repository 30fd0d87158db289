//! Where tests find the shared material that is not ours to keep here.

use std::io::Write;
use std::path::PathBuf;

/// A path below the specifications, or none (said on the way) if they are not on this machine.
pub(crate) fn specs(path: &str) -> Option<PathBuf> {
    find("ACQUIT_SPECS", "../shared/specs", path, "skipped: no specs")
}

/// A path below the conformance material, or none (said on the way) if it is not on this machine.
pub(crate) fn conformance(path: &str) -> Option<PathBuf> {
    find("ACQUIT_CONFORMANCE", "../shared/conformance", path, "skipped: no conformance corpus")
}

fn find(variable: &str, default: &str, path: &str, absent: &str) -> Option<PathBuf> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let base = std::env::var_os(variable).map_or_else(|| root.join(default), PathBuf::from);
    let found = base.join(path);
    if found.exists() {
        return Some(found);
    }
    let required = std::env::var("ACQUIT_REQUIRE_ALL").is_ok_and(|value| value == "1");
    assert!(!required, "{absent}");
    // Written past the test harness, which would keep it to itself.
    writeln!(std::io::stderr(), "{absent}").expect("standard error is open");
    None
}
