//! `cargo xtask differential [COUNT]`: our verdicts beside those of the official artefacts, on changes to our own fixtures
//! that nobody has judged before.
//!
//! The official side is `tests/oracle/judge.py` (interpreter `ACQUIT_PYTHON`, artefacts below `ACQUIT_CONFORMANCE`). Compared
//! are the structure, the layers in error, and how often each rule fires. The same COUNT makes the same documents.

mod changes;
mod forbidden;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::File;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use validation::{Options, Report};

use crate::regenerate::root;
use changes::Changed;

/// Folders of fixtures whose sets the oracle knows, and how the names of their files begin.
const SOURCES: [(&str, &str); 4] =
    [("invoices", ""), ("responses", "response-"), ("responses", "mls-"), ("reminders", "reminder-ehf-")];
/// How many documents are judged when nobody says.
pub const COUNT: usize = 2_000;

/// How often each rule of a layer fired, layers in error, and whether the structure held.
#[derive(Debug, Default, PartialEq)]
struct Verdict {
    structure: bool,
    errors: BTreeSet<String>,
    fired: BTreeMap<(String, String, String), usize>,
}

/// Judges the documents by both and prints every disagreement; fails if there is one.
pub fn run(count: usize) -> Result<()> {
    let folder = root().join("target/differential");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    let documents = documents(count)?;
    for (number, document) in documents.iter().enumerate() {
        std::fs::write(folder.join(name(number)), &document.text)?;
    }
    let theirs = official(&folder, documents.len())?;
    let (mut judged, mut wrong, mut reached) = (0, 0, BTreeSet::new());
    for (number, document) in documents.iter().enumerate() {
        let Some(official) = theirs.get(&name(number)) else { continue };
        judged += 1;
        reached.extend(official.fired.keys().map(|(layer, rule, _)| (layer.clone(), rule.clone())));
        let ours = verdict(&validation::validate(document.text.as_bytes(), &Options::default()));
        let differences = differences(official, &ours);
        if !differences.is_empty() {
            wrong += 1;
            println!("{}: {}\n    {}", name(number), document.what, differences.join("\n    "));
        }
    }
    println!(
        "{judged} of {} documents judged by both, {} different rules fired, {wrong} disagreements",
        documents.len(),
        reached.len()
    );
    if judged == 0 || wrong > 0 {
        bail!("{wrong} of {judged} documents are judged otherwise; they are in {}", folder.display());
    }
    Ok(())
}

fn name(number: usize) -> String {
    format!("{number:05}.xml")
}

/// Half of them one change each, spread evenly over all that there are; half of them several changes at once.
fn documents(count: usize) -> Result<Vec<Changed>> {
    let (mut single, mut bases) = (Vec::new(), Vec::new());
    for (folder, beginning) in SOURCES {
        let mut seen = HashSet::new();
        for text in fixtures(&root().join("fixtures").join(folder), beginning)? {
            single.extend(changes::systematic(&text, &mut seen)?);
            bases.push(text);
        }
    }
    single.extend(bases.first().map(|text| forbidden::inserted(text)).unwrap_or_default());
    single.extend(bases.iter().take(8).flat_map(|text| changes::exchanged(text)));
    let all = single.len();
    let mut state = count as u64;
    let mut chance = move |limit: usize| next(&mut state) % limit.max(1);
    let mut documents: Vec<Changed> = Vec::new();
    let step = all.div_ceil(count.div_ceil(2).max(1)).max(1);
    documents.extend(single.into_iter().step_by(step));
    while documents.len() < count {
        let base = &bases[chance(bases.len())];
        documents.push(changes::mixed(base, &mut chance)?);
    }
    println!("{} documents, of {all} single changes every {step}", documents.len());
    Ok(documents)
}

/// The next number of a linear congruential generator: enough to spread choices.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap_or(0)
}

fn fixtures(folder: &Path, beginning: &str) -> Result<Vec<String>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(beginning) && path.extension().is_some_and(|kind| kind == "xml")
    });
    paths.sort();
    paths.iter().map(|path| Ok(std::fs::read_to_string(path)?)).collect()
}

/// What the official artefacts say, by file; without those for which they have no rules.
fn official(folder: &Path, count: usize) -> Result<BTreeMap<String, Verdict>> {
    let python = std::env::var_os("ACQUIT_PYTHON").unwrap_or_else(|| "python3".into());
    let conformance =
        root().join(std::env::var_os("ACQUIT_CONFORMANCE").unwrap_or_else(|| "../shared/conformance".into()));
    let output = Command::new(python)
        .arg(root().join("tests/oracle/judge.py"))
        .args([folder, &conformance.join("artefacts")])
        .arg("--require")
        .stderr(File::create(folder.join("oracle.log"))?)
        .output()
        .context("the oracle does not start; ACQUIT_PYTHON names its interpreter")?;
    if !matches!(output.status.code(), Some(0 | 1)) {
        bail!("the oracle ended with {}; see oracle.log in {}", output.status, folder.display());
    }
    let lines = String::from_utf8(output.stdout)?;
    if lines.lines().count() != count {
        bail!(
            "the oracle judged {} of {count} documents; see oracle.log in {}",
            lines.lines().count(),
            folder.display()
        );
    }
    let mut verdicts = BTreeMap::new();
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line)?;
        if line["outcome"] != "not_checked" {
            verdicts.insert(text(&line["file"]), read(&line));
        }
    }
    Ok(verdicts)
}

fn read(line: &Value) -> Verdict {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut verdict = Verdict { structure: list(&line["xsd"]).is_empty(), ..Verdict::default() };
    for finding in list(&line["findings"]) {
        let (layer, rule, flag) = (text(&finding["layer"]), text(&finding["rule"]), text(&finding["flag"]));
        if flag == "error" && rule.is_empty() {
            verdict.errors.insert(layer);
        } else {
            *verdict.fired.entry((layer, rule, flag)).or_default() += 1;
        }
    }
    verdict
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn verdict(report: &Report) -> Verdict {
    let errors: BTreeSet<String> = report.layer_errors.iter().map(|error| error.layer.to_owned()).collect();
    let mut verdict = Verdict { structure: report.wellformed && report.xsd_valid, errors, ..Verdict::default() };
    for finding in report.findings.iter().filter(|finding| !matches!(finding.layer, "xml" | "xsd")) {
        let flag = format!("{:?}", finding.severity).to_lowercase();
        if !verdict.errors.contains(finding.layer) {
            *verdict.fired.entry((finding.layer.to_owned(), finding.rule.to_owned(), flag)).or_default() += 1;
        }
    }
    verdict
}

fn differences(official: &Verdict, ours: &Verdict) -> Vec<String> {
    if official.structure != ours.structure {
        let said = |valid: bool| if valid { "valid" } else { "invalid" };
        return vec![format!("structure: official {}, ours {}", said(official.structure), said(ours.structure))];
    }
    let mut found = Vec::new();
    if official.errors != ours.errors {
        found.push(format!("layers in error: official {:?}, ours {:?}", official.errors, ours.errors));
    }
    let rules: BTreeSet<_> = official.fired.keys().chain(ours.fired.keys()).collect();
    for rule in rules {
        let count = |verdict: &Verdict| verdict.fired.get(rule).copied().unwrap_or(0);
        let voided = official.errors.contains(&rule.0) || ours.errors.contains(&rule.0);
        if !voided && count(official) != count(ours) {
            found.push(format!("{} {} {}: official {}, ours {}", rule.0, rule.1, rule.2, count(official), count(ours)));
        }
    }
    found
}
