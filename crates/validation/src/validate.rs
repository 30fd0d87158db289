//! Bytes to report: read, structure, rule layers.

use chrono::NaiveDate;
use ubl::Document;
use ubl::document::{Limits, ReadError};

use crate::engine::Run;
use crate::report::{Finding, LayerError, Outcome, Report};
use crate::rule::{Fired, Severity};
use crate::rule_set::{self, RuleSet};
use crate::structure::{self, Flaw};

/// How to judge; the default is what the network's validators do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// A rule set by name, instead of the one the document asks for.
    pub rule_set: Option<String>,
    /// Run the rule layers in spite of structure findings.
    pub all_layers: bool,
    /// The day on which the document is judged: a set that is not in force yet on that day is not chosen.
    pub on: Option<NaiveDate>,
}

/// Judges a document. Never fails: what is wrong with the bytes is in the report.
pub fn validate(bytes: &[u8], options: &Options) -> Report {
    match Document::read(bytes, &Limits::default()) {
        Ok(document) => judge(&document, options),
        Err(error) => unread(&error),
    }
}

/// Judges a document that is already read.
pub fn judge(document: &Document, options: &Options) -> Report {
    let root = document.root();
    let known_root = structure::knows(document.name(root));
    let chosen = match &options.rule_set {
        Some(name) => rule_set::named(name),
        None => rule_set::choose(document).filter(|set| set.is_in_force(options.on)),
    };
    let flaws = structure::judge(document);
    let mut report = Report {
        document_type: Some(document_type(document)),
        rule_set: chosen.map(RuleSet::label),
        outcome: Outcome::NotChecked,
        wellformed: true,
        xsd_valid: flaws.is_empty(),
        layer_errors: Vec::new(),
        findings: flaws.into_iter().map(|flaw| structure_finding(document, flaw)).collect(),
        rules_run: 0,
    };
    if let Some(set) = chosen.filter(|_| report.xsd_valid || options.all_layers) {
        run_layers(document, set, &mut report);
    }
    let foreign = !known_root && options.rule_set.is_none();
    // A partial set without rules of its own still has the structure; its label says what the verdict is worth.
    let unchecked = foreign || (report.xsd_valid && chosen.is_none());
    report.outcome = if unchecked { Outcome::NotChecked } else { outcome(&report) };
    report
}

fn outcome(report: &Report) -> Outcome {
    let fatal = report.findings.iter().any(|finding| finding.severity == Severity::Fatal);
    if fatal || !report.layer_errors.is_empty() { Outcome::Invalid } else { Outcome::Valid }
}

fn document_type(document: &Document) -> String {
    let root = document.root();
    if structure::knows(document.name(root)) {
        document.local_name(document.name(root)).to_owned()
    } else {
        structure::expanded_name(document, root)
    }
}

fn run_layers(document: &Document, set: &'static RuleSet, report: &mut Report) {
    let program = set.program();
    let Run { mut fired, faults } = program.run(document);
    fired.sort_by_key(|finding| finding.layer);
    let layers = set.layer_list();
    report.findings.extend(fired.into_iter().map(|finding| {
        let layer = layers[finding.layer].name;
        rule_finding(document, layer, finding)
    }));
    let voided = layers.iter().zip(faults).filter_map(|(layer, fault)| Some((layer.name, fault?)));
    report.layer_errors = voided.map(|(layer, fault)| LayerError { layer, code: fault.code() }).collect();
    report.rules_run = program.rule_count();
}

fn rule_finding(document: &Document, layer: &'static str, fired: Fired) -> Finding {
    let (line, column) = document.position(fired.at);
    Finding {
        rule: fired.rule,
        layer,
        severity: fired.severity,
        path: document.path(fired.at),
        line,
        column,
        terms: fired.terms.iter().map(ToString::to_string).collect(),
        message: fired.message,
        found: fired.found,
        expected: fired.expected,
    }
}

fn structure_finding(document: &Document, flaw: Flaw) -> Finding {
    let (line, column) = document.position(flaw.at);
    Finding {
        rule: "XSD",
        layer: "xsd",
        severity: Severity::Fatal,
        path: document.path(flaw.at),
        line,
        column,
        terms: Vec::new(),
        message: flaw.message,
        found: flaw.found,
        expected: flaw.expected,
    }
}

/// What could not be read for its size was not checked; what is no XML is invalid.
fn unread(error: &ReadError) -> Report {
    let too_much = matches!(error, ReadError::TooLarge { .. } | ReadError::TextTooLong { .. });
    let (line, column) = error.position().unwrap_or((1, 1));
    let finding = Finding {
        rule: "XML",
        layer: "xml",
        severity: Severity::Fatal,
        path: String::new(),
        line,
        column,
        terms: Vec::new(),
        message: error.to_string(),
        found: None,
        expected: None,
    };
    Report {
        document_type: None,
        rule_set: None,
        outcome: if too_much { Outcome::NotChecked } else { Outcome::Invalid },
        wellformed: false,
        xsd_valid: false,
        layer_errors: Vec::new(),
        findings: vec![finding],
        rules_run: 0,
    }
}
