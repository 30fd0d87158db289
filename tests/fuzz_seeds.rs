//! Replays the seeds of the fuzz targets (`fuzz/corpus/<target>/`) on stable Rust: each target takes its seeds without a panic,
//! accepts those that are named `good-…` and refuses those that are named `bad-…`.

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::path::Path;

/// A name and what the fuzzer calls.
type Target = (&'static str, fn(&[u8]) -> bool);

/// The targets and the folders of their seeds; every `[[bin]]` of `fuzz/Cargo.toml` stands here.
const TARGETS: &[Target] = &[
    ("ubl_reader", targets::ubl_reader),
    ("validate", targets::validate),
    ("invoice_json", targets::invoice_json),
    ("bank_file", targets::bank_file),
    ("mime", targets::mime),
    ("envelope", targets::envelope),
    ("c14n", targets::c14n),
    ("sbdh", targets::sbdh),
];

#[test]
fn every_fuzz_target_takes_its_seeds() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    for (name, target) in TARGETS {
        let folder = fuzz.join("corpus").join(name);
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let (mut good, mut bad) = (0, 0);
        for path in entries.map(|entry| entry.unwrap().path()) {
            let accepted = target(&std::fs::read(&path).unwrap());
            let file = path.file_name().unwrap().to_string_lossy();
            // A fuzzer adds seeds of other names; for them it is enough that nothing panics.
            if file.starts_with("good-") || file.starts_with("bad-") {
                assert_eq!(accepted, file.starts_with("good-"), "{}", path.display());
                *(if accepted { &mut good } else { &mut bad }) += 1;
            }
        }
        assert!(good > 0 && bad > 0, "{name} has {good} good seeds and {bad} bad ones");
    }
}

#[test]
fn every_fuzz_target_is_replayed() {
    let manifest =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/Cargo.toml")).unwrap();
    let lines = manifest.lines().filter_map(|line| line.strip_prefix("path = \"fuzz_targets/")?.strip_suffix(".rs\""));
    assert_eq!(lines.collect::<Vec<_>>(), TARGETS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}
