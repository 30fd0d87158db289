//! Verdicts for people at a terminal or behind a pipe: each finding under the source line it is about.

use std::io::{self, Write};

use validation::{Finding, Outcome, Severity};

use super::source::{Excerpt, harmless};
use super::{Counts, Judged};
use crate::terminal::{Paint, Tone};

/// One document: the verdict, then its findings from top to bottom.
pub fn write(out: &mut impl Write, paint: Paint, file: &str, judged: &Judged) -> io::Result<()> {
    let report = &judged.report;
    let verdict = match report.outcome {
        Outcome::Valid => paint.text(Tone::Good, "valid"),
        Outcome::Invalid => paint.text(Tone::Bad, "invalid"),
        Outcome::NotChecked => paint.text(Tone::Wait, "not checked"),
    };
    let set = report.rule_set.as_deref().unwrap_or("no rule set for its ids");
    let scope = paint.text(Tone::Quiet, format!("({set}, {} rules run)", report.rules_run));
    let file = harmless(file);
    writeln!(out, "{}: {verdict} {scope}", paint.text(Tone::Name, &file))?;
    for error in &report.layer_errors {
        writeln!(
            out,
            "{}: layer {} could not be evaluated: {}",
            paint.text(Tone::Bad, "error"),
            error.layer,
            error.code
        )?;
    }
    for (finding, excerpt) in judged.in_document_order() {
        write_finding(out, paint, &file, finding, excerpt)?;
    }
    Ok(())
}

fn write_finding(
    out: &mut impl Write,
    paint: Paint,
    file: &str,
    finding: &Finding,
    excerpt: Option<&Excerpt>,
) -> io::Result<()> {
    let tone = tone(finding.severity);
    let label = paint.text(tone, format!("{}[{}]", severity(finding.severity), finding.rule));
    writeln!(out, "{label} {}", paint.text(Tone::Name, harmless(&finding.message)))?;
    let number = finding.line.to_string();
    let gutter = " ".repeat(number.len());
    let quiet = |text: String| paint.text(Tone::Quiet, text);
    writeln!(out, "{} {file}:{}:{} {}", quiet(format!("{gutter}-->")), finding.line, finding.column, finding.path)?;
    if let Some(Excerpt { text, caret }) = excerpt {
        writeln!(out, "{}", quiet(format!("{gutter} |")))?;
        writeln!(out, "{} {text}", quiet(format!("{number} |")))?;
        let caret = format!("{}^ {}", " ".repeat(*caret), finding.terms.join(", "));
        writeln!(out, "{} {}", quiet(format!("{gutter} |")), paint.text(tone, caret.trim_end()))?;
    }
    if let Some(note) = found_and_expected(finding) {
        writeln!(out, "{} {}", quiet(format!("{gutter} =")), harmless(&note))?;
    }
    if validation::explain(finding.rule).is_some() {
        writeln!(out, "{} acquit explain {}", quiet(format!("{gutter} = help:")), finding.rule)?;
    }
    writeln!(out)
}

/// What stands there and what should, where the finding knows them as values.
pub fn found_and_expected(finding: &Finding) -> Option<String> {
    match (&finding.found, &finding.expected) {
        (None, None) => None,
        (Some(found), None) => Some(format!("found {found}")),
        (None, Some(expected)) => Some(format!("expected {expected}")),
        (Some(found), Some(expected)) => Some(format!("found {found}, expected {expected}")),
    }
}

/// How often each rule fired, the most frequent first.
pub fn write_summary(out: &mut impl Write, counts: &Counts) -> io::Result<()> {
    writeln!(out, "{}", counts.headline())?;
    for (rule, fired) in counts.by_frequency() {
        let documents = if fired.documents == 1 { "document" } else { "documents" };
        let word = severity(fired.severity);
        writeln!(out, "{:>8} {word:<7} {rule:<24} in {} {documents}", fired.findings, fired.documents)?;
    }
    Ok(())
}

/// The word for a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Fatal => "fatal",
        Severity::Warning => "warning",
    }
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Fatal => Tone::Bad,
        Severity::Warning => Tone::Wait,
    }
}
