//! Our own documents, rule by rule: `fixtures/rules/<RULE>/NAME.change` says what to change in a good document, and
//! `NAME.findings` what the validator must say to the result. `UPDATE=1` rewrites the findings; review the diff.
//!
//! A change file begins with `base PATH` (from `fixtures/`), then has blocks of lines: `-` lines that occur once in the
//! base, followed by the `+` lines that take their place.

#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use validation::{Options, Outcome, Report, explain, validate};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn with_extension(folder: &Path, extension: &str) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

#[test]
fn every_changed_document_gets_its_findings() {
    let mut wrong = Vec::new();
    let mut changes = 0;
    for folder in entries(&fixtures().join("rules")) {
        for change in with_extension(&folder, "change") {
            changes += 1;
            let rule = folder.file_name().unwrap().to_str().unwrap();
            wrong.extend(check(&change, rule).err());
        }
    }
    assert!(changes > 0, "there are no changes under fixtures/rules");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(change: &Path, rule: &str) -> Result<(), String> {
    let shown = change.display();
    let report = validate(changed(change).as_bytes(), &Options { all_layers: true, ..Options::default() });
    let actual = text(&report);
    let expected_path = change.with_extension("findings");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&expected_path, &actual).unwrap();
    }
    if !matches!(rule, "XSD" | "XML") && explain(rule).is_none() {
        return Err(format!("{shown}: there is no rule {rule}"));
    }
    if !report.findings.iter().any(|finding| finding.rule == rule) {
        return Err(format!("{shown}: {rule} does not fire, but\n{actual}"));
    }
    let expected = fs::read_to_string(&expected_path).unwrap_or_default();
    if actual == expected { Ok(()) } else { Err(format!("{shown}: expected\n{expected}got\n{actual}")) }
}

/// The base with its blocks replaced.
fn changed(change: &Path) -> String {
    let script = fs::read_to_string(change).unwrap();
    let (first, blocks) = script.split_once('\n').unwrap();
    let base = first.strip_prefix("base ").expect("a change begins with its base");
    let mut document = fs::read_to_string(fixtures().join(base)).unwrap();
    let (mut old, mut new) = (String::new(), String::new());
    let apply = |document: &mut String, old: &mut String, new: &mut String| {
        if !old.is_empty() {
            assert_eq!(document.matches(&**old).count(), 1, "{}: {old:?} does not occur once", change.display());
            *document = document.replace(&**old, new);
        }
        old.clear();
        new.clear();
    };
    for line in blocks.lines() {
        match line.split_at_checked(1) {
            Some(("-", text)) => {
                if !new.is_empty() {
                    apply(&mut document, &mut old, &mut new);
                }
                push_line(&mut old, text);
            }
            Some(("+", text)) => push_line(&mut new, text),
            _ => apply(&mut document, &mut old, &mut new),
        }
    }
    apply(&mut document, &mut old, &mut new);
    document
}

fn push_line(block: &mut String, text: &str) {
    if !block.is_empty() {
        block.push('\n');
    }
    block.push_str(text);
}

fn text(report: &Report) -> String {
    let mut text = format!("{:?} {}\n", report.outcome, report.rule_set.as_deref().unwrap_or("no rule set"));
    for error in &report.layer_errors {
        let _ = writeln!(text, "{} {}", error.layer, error.code);
    }
    for finding in &report.findings {
        let severity = format!("{:?}", finding.severity).to_lowercase();
        let _ = writeln!(text, "{} {severity} {} {}", finding.rule, finding.path, finding.message);
    }
    text
}

#[test]
fn every_document_of_ours_is_valid_without_a_finding() {
    let mut judged = 0;
    for folder in ["invoices", "reminders", "responses"] {
        for path in with_extension(&fixtures().join(folder), "xml") {
            let report = validate(&fs::read(&path).unwrap(), &Options::default());
            if report.outcome == Outcome::NotChecked {
                assert!(report.xsd_valid, "{}: {}", path.display(), text(&report));
                continue;
            }
            assert!(
                report.outcome == Outcome::Valid && report.findings.is_empty(),
                "{}: {}",
                path.display(),
                text(&report)
            );
            judged += 1;
        }
    }
    assert!(judged >= 20, "only {judged} documents were judged");
}
