//! Holds the tree against its own rules: which crate may use which, and who may touch the outside world.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What each crate may use of ours (`ARCHITECTURE.md`, "The crates"). Tests and benches may use more.
const ALLOWED: &[(&str, &[&str])] = &[
    ("ubl", &[]),
    ("validation", &["ubl"]),
    ("xmlsec", &[]),
    ("peppol", &["xmlsec"]),
    ("as4", &["xmlsec"]),
    ("lifecycle", &[]),
    ("receivables", &[]),
    ("store", &["lifecycle", "receivables"]),
    ("gateway", &["ubl", "validation", "xmlsec", "peppol", "as4", "lifecycle", "receivables", "store"]),
    ("web", &["ubl", "validation", "xmlsec", "peppol", "as4", "lifecycle", "receivables", "store", "gateway"]),
    (
        "sandbox",
        &["ubl", "validation", "xmlsec", "peppol", "as4", "lifecycle", "receivables", "store", "gateway", "web"],
    ),
    (
        "acquit",
        &[
            "ubl",
            "validation",
            "xmlsec",
            "peppol",
            "as4",
            "lifecycle",
            "receivables",
            "store",
            "gateway",
            "web",
            "sandbox",
        ],
    ),
    ("xtask", &["ubl", "validation", "lifecycle"]),
];

/// Libraries that reach the outside world or keep a secret, and the crates that may name them.
const GUARDED: &[(&str, &[&str])] = &[
    ("openssl", &["xmlsec"]),
    ("sqlx", &["store"]),
    ("axum", &["web", "sandbox"]),
    ("lettre", &["gateway"]),
    ("hickory-resolver", &["peppol"]),
    ("hickory-server", &["sandbox"]),
];

/// Pure crates hold none of these.
const IMPURE: &[&str] =
    &["tokio", "reqwest", "sqlx", "axum", "openssl", "hickory-resolver", "lettre", "tempfile", "rustls"];
const PURE: &[&str] = &["ubl", "validation", "lifecycle", "receivables"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace root exists")
}

/// Crate name → names of its normal dependencies.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .map(|package| {
            let normal = package["dependencies"].as_array().expect("dependencies").iter();
            (name(package), normal.filter(|dependency| dependency["kind"].is_null()).map(name).collect())
        })
        .collect()
}

#[test]
fn crates_use_only_what_the_map_allows() {
    let found = dependencies();
    let ours: BTreeSet<&str> = ALLOWED.iter().map(|(name, _)| *name).collect();
    assert_eq!(found.keys().map(String::as_str).collect::<BTreeSet<_>>(), ours, "the crates of the workspace");
    for (name, allowed) in ALLOWED {
        let used: Vec<&String> = found[*name].iter().filter(|used| ours.contains(used.as_str())).collect();
        for used in used {
            assert!(allowed.contains(&used.as_str()), "{name} uses {used}, which ARCHITECTURE.md does not allow");
        }
    }
}

#[test]
fn guarded_libraries_stay_in_their_room() {
    let found = dependencies();
    for (library, rooms) in GUARDED {
        for (name, used) in &found {
            assert!(
                !used.contains(*library) || rooms.contains(&name.as_str()),
                "{name} uses {library}, which lives in {rooms:?}"
            );
        }
    }
}

#[test]
fn pure_crates_hold_no_outside_world() {
    let found = dependencies();
    for name in PURE {
        for library in IMPURE {
            assert!(!found[*name].contains(*library), "{name} is pure, but uses {library}");
        }
    }
}

/// Every text file of the tree that is ours to word.
fn sources() -> Vec<PathBuf> {
    let output = Command::new("git").args(["ls-files"]).current_dir(root()).output().expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files: Vec<PathBuf> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| root().join(line))
        .filter(|path| path.is_file())
        .collect();
    assert!(!files.is_empty(), "git lists no files");
    files
}

#[test]
fn rust_files_open_with_what_they_are_for() {
    for path in sources().into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "rs")) {
        let text = std::fs::read_to_string(&path).expect("a source file is text");
        assert!(text.starts_with("//!"), "{} does not open with //!", path.display());
    }
}

#[test]
fn nothing_unfinished_is_committed() {
    // Spelled in two halves so that this file does not find itself.
    let marks = [concat!("todo", "!("), concat!("unimpl", "emented!("), concat!("#[ig", "nore]"), concat!("FIX", "ME")];
    for path in sources().into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "rs")) {
        let text = std::fs::read_to_string(&path).expect("a source file is text");
        for mark in marks {
            assert!(!text.contains(mark), "{} holds {mark}", path.display());
        }
    }
}

#[test]
fn no_second_crypto_provider_is_built() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--workspace", "--offline", "--prefix", "none", "--edges", "normal,build", "--format", "{p}"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout);
    for line in tree.lines() {
        let name = line.split(' ').next().unwrap_or_default();
        assert!(
            !["ring", "native-tls", "rsa"].contains(&name),
            "{line} is in the build; TLS is aws-lc-rs, RSA is OpenSSL's"
        );
    }
}

#[test]
fn the_sample_configuration_is_read_and_names_every_key_it_sets() {
    let text = std::fs::read_to_string(root().join("deploy/acquit.toml")).expect("the sample is there");
    let config = gateway::Config::parse(&text).expect("the sample is a good configuration");
    let written = config.to_toml().expect("a configuration can be written");
    for key in written.lines().filter_map(|line| line.split_once(" = ").map(|(key, _)| key)) {
        assert!(text.contains(&format!("{key} =")), "{key} is not in the sample");
    }
}
