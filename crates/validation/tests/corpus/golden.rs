//! The golden verdicts and the documents they are about.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::archive;

/// A document with its verdict.
pub struct Input {
    pub file: String,
    pub bytes: Vec<u8>,
    pub rule_set: String,
    pub verdict: Verdict,
}

/// One line of `verdicts.jsonl`.
pub struct Verdict {
    pub wellformed: bool,
    pub xsd_valid: bool,
    pub layer_errors: BTreeSet<(String, String)>,
    pub fired: Vec<FiredRule>,
    pub outcome: String,
}

/// How often a rule fired, and where.
pub struct FiredRule {
    pub layer: String,
    pub rule: String,
    pub severity: String,
    pub count: usize,
    pub locations: Vec<String>,
}

/// The 4,405 documents of Billing.
pub fn billing(conformance: &Path) -> Vec<Input> {
    let corpus = conformance.join("corpus");
    let mut documents = BTreeMap::new();
    for folder in ["units", "mutants"] {
        for (name, bytes) in archive::files(&corpus.join(format!("{folder}.tar.gz"))) {
            documents.insert(format!("{folder}/{name}"), bytes);
        }
    }
    let lines = fs::read_to_string(corpus.join("verdicts.jsonl")).unwrap();
    lines.lines().map(|line| input(&corpus, line, &documents)).collect()
}

/// The documents of the other rule sets: the official response examples and the changed documents.
pub fn others(conformance: &Path) -> Vec<Input> {
    let corpus = conformance.join("corpus");
    let documents: BTreeMap<_, _> = archive::files(&corpus.join("others.tar.gz")).into_iter().collect();
    let lines = ["verdicts-others.jsonl", "verdicts-responses.jsonl"]
        .map(|name| fs::read_to_string(corpus.join(name)).unwrap());
    lines.iter().flat_map(|lines| lines.lines()).map(|line| input(&corpus, line, &documents)).collect()
}

fn input(corpus: &Path, line: &str, documents: &BTreeMap<String, Vec<u8>>) -> Input {
    let line: Value = serde_json::from_str(line).unwrap();
    let file = text(&line["file"]);
    let bytes = match documents.get(&file) {
        Some(bytes) => bytes.clone(),
        None => fs::read(corpus.join(&file)).unwrap_or_else(|error| panic!("{file}: {error}")),
    };
    // The official response examples are judged by the set their folder is named after.
    let folder = file.strip_prefix("responses/").and_then(|rest| rest.split('/').next());
    let rule_set = line["rule_set"].as_str().or(folder).unwrap_or("billing").to_owned();
    Input { bytes, rule_set, verdict: verdict(&line), file }
}

fn verdict(line: &Value) -> Verdict {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    Verdict {
        wellformed: line["wellformed"] == true,
        xsd_valid: line["xsd"]["valid"] == true,
        layer_errors: list(&line["layer_errors"])
            .iter()
            .map(|error| (text(&error["layer"]), text(&error["code"])))
            .collect(),
        fired: list(&line["fired"]).iter().map(fired).collect(),
        outcome: text(&line["outcome"]),
    }
}

fn fired(entry: &Value) -> FiredRule {
    let first = text(&entry["location"]);
    let locations = entry["locations"].as_array().map(|all| all.iter().map(text).collect());
    FiredRule {
        layer: text(&entry["layer"]),
        rule: text(&entry["rule"]),
        severity: text(&entry["flag"]),
        count: entry["count"].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0),
        locations: locations.unwrap_or_else(|| vec![first]),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
