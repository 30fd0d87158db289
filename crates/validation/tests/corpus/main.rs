//! Golden verdicts: every document of the conformance corpus, judged by us and compared with what the official
//! artefacts say. The corpus lies outside the repository; where it is absent these tests say so.

#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod archive;
mod golden;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;

use golden::{Input, Verdict};
use validation::{Options, Outcome, Report, explanations};

/// The corpus folder; `None` means the test is to be skipped.
fn conformance() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = root.join(std::env::var_os("ACQUIT_CONFORMANCE").unwrap_or_else(|| "../shared/conformance".into()));
    if folder.join("corpus/verdicts.jsonl").is_file() {
        return Some(folder);
    }
    assert!(std::env::var_os("ACQUIT_REQUIRE_ALL").is_none(), "no conformance corpus at {}", folder.display());
    let _ = writeln!(std::io::stderr(), "skipped: no conformance corpus");
    None
}

fn judge(bytes: &[u8], rule_set: &str) -> Report {
    validation::validate(bytes, &Options { rule_set: Some(rule_set.to_owned()), all_layers: true, on: None })
}

/// What differed, by subject, with the first example of each.
#[derive(Default)]
struct Differences {
    by_subject: BTreeMap<String, (usize, String)>,
}

impl Differences {
    fn add(&mut self, subject: &str, example: impl FnOnce() -> String) {
        self.by_subject.entry(subject.to_owned()).or_insert_with(|| (0, example())).0 += 1;
    }

    #[track_caller]
    fn assert_none(&self, summary: &str) {
        let _ = writeln!(std::io::stderr(), "{summary}");
        for (subject, (count, example)) in &self.by_subject {
            let _ = writeln!(std::io::stderr(), "  {subject}: {count} documents, e.g. {example}");
        }
        assert!(self.by_subject.is_empty(), "{} subjects differ from the golden verdicts", self.by_subject.len());
    }
}

#[test]
fn every_billing_document_gets_its_golden_verdict() {
    let Some(conformance) = conformance() else { return };
    let inputs = golden::billing(&conformance);
    assert!(inputs.len() >= 4_405, "the corpus has {} documents", inputs.len());
    let mut differences = Differences::default();
    let (locations_same, locations) = compare_all(&inputs.iter().collect::<Vec<_>>(), "billing", &mut differences);
    let share = percent(locations_same, locations);
    differences.assert_none(&format!("billing: {} documents, locations {share:.2} % of {locations}", inputs.len()));
    assert!(share >= 99.0, "only {share:.2} % of the locations agree");
}

/// The complete sets besides Billing, with how many documents the corpus has for each.
const OTHER_SETS: [(&str, usize); 7] = [
    ("mls", 332),
    ("invoice-response", 360),
    ("mlr", 252),
    ("selfbilling", 494),
    ("nlcius", 533),
    ("nlcius-gaccount", 394),
    ("ehf-reminder", 684),
];

#[test]
fn every_document_of_the_other_sets_gets_its_golden_verdict() {
    let Some(conformance) = conformance() else { return };
    let inputs = golden::others(&conformance);
    for (rule_set, least) in OTHER_SETS {
        let of_set = |input: &&Input| input.rule_set == rule_set && input.verdict.wellformed;
        let inputs: Vec<&Input> = inputs.iter().filter(of_set).collect();
        assert!(inputs.len() >= least, "the corpus has {} documents for {rule_set}", inputs.len());
        let mut differences = Differences::default();
        let (locations_same, locations) = compare_all(&inputs, rule_set, &mut differences);
        for input in &inputs {
            compare_outcome(input, &mut differences);
        }
        let share = percent(locations_same, locations);
        differences
            .assert_none(&format!("{rule_set}: {} documents, locations {share:.2} % of {locations}", inputs.len()));
        assert!(share >= 99.0, "only {share:.2} % of the locations agree");
    }
}

#[test]
fn the_rules_of_the_other_sets_are_the_published_ones() {
    let Some(conformance) = conformance() else { return };
    let published = std::fs::read_to_string(conformance.join("RULES-others.tsv")).unwrap();
    for (rule_set, _) in OTHER_SETS {
        let rows = published.lines().map(|line| line.split('\t').take(4).collect::<Vec<_>>());
        // A few assertions are published without an id.
        let id = |row: &[&str]| row[0].replace("(none)", "");
        let theirs: BTreeSet<String> =
            rows.filter(|row| row[1] == rule_set).map(|row| [&id(&row), row[2], row[3]].join(" ")).collect();
        let pages = explanations().filter(|page| name_of(&page.rule_set) == rule_set);
        let ours: Vec<_> = pages.map(|page| format!("{} {} {:?}", page.id, page.layer, page.severity)).collect();
        let distinct: BTreeSet<String> =
            ours.iter().map(|rule| rule.replace("Fatal", "fatal").replace("Warning", "warning")).collect();
        assert_eq!(distinct, theirs, "{rule_set}");
        // One id is published for two assertions.
        let is_alone = |rule: &&String| !rule.starts_with(' ') && !rule.starts_with("BR-NL-8 ");
        let counts = (ours.iter().filter(is_alone).count(), distinct.iter().filter(is_alone).count());
        assert_eq!(counts.0, counts.1, "{rule_set} has a rule twice");
    }
}

#[test]
fn official_examples_have_their_golden_outcome() {
    let Some(conformance) = conformance() else { return };
    let mut differences = Differences::default();
    for Input { file, bytes, verdict, rule_set } in
        golden::billing(&conformance).iter().filter(|input| input.file.starts_with("examples/"))
    {
        let report = judge(bytes, rule_set);
        let valid = report.outcome == Outcome::Valid;
        if valid != (verdict.outcome == "valid") {
            differences.add("outcome", || format!("{file}: golden {}, ours {:?}", verdict.outcome, report.outcome));
        }
    }
    differences.assert_none("official examples");
}

#[test]
fn the_structure_of_other_document_types_is_judged_as_the_xsd_does() {
    let Some(conformance) = conformance() else { return };
    let inputs = golden::others(&conformance);
    assert!(inputs.len() >= 3_032, "the corpus has {} other documents", inputs.len());
    let mut differences = Differences::default();
    for input in &inputs {
        compare_structure(input, &judge(&input.bytes, &input.rule_set), &mut differences);
    }
    differences.assert_none(&format!("structure of other document types: {} documents", inputs.len()));
}

fn compare_all(inputs: &[&Input], rule_set: &str, differences: &mut Differences) -> (usize, usize) {
    let known = rules_of(rule_set);
    let mut locations = (0, 0);
    for input in inputs {
        let report = judge(&input.bytes, &input.rule_set);
        compare_structure(input, &report, differences);
        let (same, all) = compare_rules(input, &report, &known, differences);
        locations = (locations.0 + same, locations.1 + all);
    }
    locations
}

fn rules_of(rule_set: &str) -> BTreeSet<&'static str> {
    explanations().filter(|page| name_of(&page.rule_set) == rule_set).map(|page| page.id).collect()
}

/// `billing` of `billing-partial@3.0.21`.
fn name_of(label: &str) -> &str {
    label.split('@').next().unwrap_or(label).trim_end_matches("-partial")
}

fn compare_structure(input: &Input, report: &Report, differences: &mut Differences) {
    let Input { file, verdict, .. } = input;
    if report.wellformed != verdict.wellformed {
        differences.add("well-formedness", || format!("{file}: golden {}", verdict.wellformed));
    } else if verdict.wellformed && report.xsd_valid != verdict.xsd_valid {
        differences
            .add("structure", || format!("{file}: golden {}, ours {:?}", verdict.xsd_valid, report.findings.first()));
    }
}

/// For complete sets: the outcome as the network's validators find it, which stop where the structure is wrong.
fn compare_outcome(Input { file, bytes, rule_set, verdict }: &Input, differences: &mut Differences) {
    let report = validation::validate(bytes, &Options { rule_set: Some(rule_set.clone()), ..Options::default() });
    if (report.outcome == Outcome::Valid) != (verdict.outcome == "valid") {
        differences.add("outcome", || format!("{file}: golden {}, ours {:?}", verdict.outcome, report.outcome));
    }
}

fn compare_rules(
    input: &Input,
    report: &Report,
    known: &BTreeSet<&str>,
    differences: &mut Differences,
) -> (usize, usize) {
    let Input { file, verdict, .. } = input;
    if !verdict.wellformed || !report.wellformed {
        return (0, 0);
    }
    // On documents the XSD refuses, errors may depend on the order of evaluation; they are not graded there.
    let judged = verdict.xsd_valid || verdict.layer_errors.is_empty();
    if !judged {
        return (0, 0);
    }
    let ours: BTreeSet<(String, String)> =
        report.layer_errors.iter().map(|error| (error.layer.to_owned(), error.code.to_owned())).collect();
    // While a set is partial, the rule that raises an error may not be here yet; none of ours may raise another one.
    let agree = if is_partial(report) { ours.is_subset(&verdict.layer_errors) } else { ours == verdict.layer_errors };
    if verdict.xsd_valid && !agree {
        differences.add("layer errors", || format!("{file}: golden {:?}, ours {ours:?}", verdict.layer_errors));
    }
    compare_counts(file, verdict, report, known, differences)
}

fn is_partial(report: &Report) -> bool {
    report.rule_set.as_ref().is_none_or(|label| label.contains("-partial"))
}

fn compare_counts(
    file: &str,
    verdict: &Verdict,
    report: &Report,
    known: &BTreeSet<&str>,
    differences: &mut Differences,
) -> (usize, usize) {
    let mut mine: BTreeMap<(&str, &str, String), (usize, &str)> = BTreeMap::new();
    for finding in report.findings.iter().filter(|finding| !matches!(finding.layer, "xml" | "xsd")) {
        let severity = format!("{:?}", finding.severity).to_lowercase();
        mine.entry((finding.layer, finding.rule, severity)).or_insert((0, &finding.path)).0 += 1;
    }
    mine.retain(|(layer, ..), _| !verdict.layer_errors.iter().any(|(voided, _)| voided == layer));
    let mut locations = (0, 0);
    for fired in verdict.fired.iter().filter(|fired| known.contains(fired.rule.as_str())) {
        let key = (fired.layer.as_str(), fired.rule.as_str(), fired.severity.clone());
        let (count, path) = mine.remove(&key).unwrap_or((0, ""));
        if count != fired.count {
            differences.add(&fired.rule, || format!("{file}: golden {}, ours {count}", fired.count));
        }
        if count > 0 {
            locations.1 += 1;
            locations.0 += usize::from(fired.locations.iter().any(|location| location == path));
        }
    }
    for ((layer, rule, severity), (count, path)) in mine {
        differences.add(rule, || format!("{file}: golden 0, ours {count} ({layer} {severity}) at {path}"));
    }
    locations
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
