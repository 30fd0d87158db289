//! The validator reaches nothing outside itself: its whole dependency tree holds no crate that does I/O, keeps time or runs tasks.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// All that may be in the tree: data, numbers, dates, parsing, and what derives code at build time.
const ALLOWED: &[&str] = &[
    "arrayvec",
    "autocfg",
    "base64",
    "chrono",
    "equivalent",
    "foldhash",
    "hashbrown",
    "indexmap",
    "itoa",
    "memchr",
    "num-traits",
    "proc-macro2",
    "quick-xml",
    "quote",
    "rust_decimal",
    "ryu",
    "serde",
    "serde_core",
    "serde_derive",
    "serde_json",
    "syn",
    "thiserror",
    "thiserror-impl",
    "ubl",
    "unicode-ident",
    "validation",
    "zmij",
];

#[test]
fn the_dependency_tree_holds_no_crate_that_does_io() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--package",
            "validation",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--offline",
        ])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout);
    let found: BTreeSet<&str> =
        tree.lines().filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty()).collect();
    assert!(found.contains("ubl"), "{tree}");
    let strangers: Vec<_> = found.iter().filter(|name| !ALLOWED.contains(name)).collect();
    assert!(strangers.is_empty(), "{strangers:?} came into the tree; if they only compute, let them in here");
}
