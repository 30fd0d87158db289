//! `acquit validate`: verdicts on files, on standard input, or on a whole tree.

mod html;
mod progress;
mod source;
mod text;

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use anyhow::Context;
use serde::Serialize;
use validation::{Finding, Options, Outcome, Report, RuleSet, Severity};

use self::progress::Progress;
use self::source::{Excerpt, Lines};
use super::read_input;
use crate::cli::{self, Format};
use crate::exit::{Exit, Failure};
use crate::terminal::Paint;

/// What one line of `--json` holds: the file and the report.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    #[serde(flatten)]
    report: &'a Report,
}

/// A verdict with what is needed to show it.
struct Judged {
    report: Report,
    /// The source line of each finding; empty where nobody will see them.
    excerpts: Vec<Option<Excerpt>>,
}

impl Judged {
    /// Excerpts are cut while the document is at hand, so that a long run holds no documents.
    fn of(bytes: &[u8], options: &Options, format: Format) -> Self {
        let report = validation::validate(bytes, options);
        if format == Format::Json || report.findings.is_empty() {
            return Self { report, excerpts: Vec::new() };
        }
        let lines = Lines::of(bytes);
        let excerpts = report.findings.iter().map(|finding| lines.excerpt(finding.line, finding.column)).collect();
        Self { report, excerpts }
    }

    /// The findings from the top of the document to its end, whatever layer they are of.
    fn in_document_order(&self) -> Vec<(&Finding, Option<&Excerpt>)> {
        let excerpts = self.excerpts.iter().map(Option::as_ref).chain(std::iter::repeat(None));
        let mut findings: Vec<_> = self.report.findings.iter().zip(excerpts).collect();
        findings.sort_by_key(|(finding, _)| (finding.line, finding.column));
        findings
    }
}

/// How often one rule fired.
struct Fired {
    severity: Severity,
    findings: usize,
    documents: usize,
}

/// What the verdicts so far amount to.
#[derive(Default)]
struct Counts {
    valid: usize,
    invalid: usize,
    not_checked: usize,
    unreadable: usize,
    rules: BTreeMap<&'static str, Fired>,
}

impl Counts {
    fn count(&mut self, report: &Report) {
        match report.outcome {
            Outcome::Valid => self.valid += 1,
            Outcome::Invalid => self.invalid += 1,
            Outcome::NotChecked => self.not_checked += 1,
        }
        let mut seen: Vec<&str> = Vec::new();
        for finding in &report.findings {
            let fresh = Fired { severity: finding.severity, findings: 0, documents: 0 };
            let fired = self.rules.entry(finding.rule).or_insert(fresh);
            fired.findings += 1;
            if !seen.contains(&finding.rule) {
                fired.documents += 1;
                seen.push(finding.rule);
            }
        }
    }

    /// The rules, those that fired most often first.
    fn by_frequency(&self) -> Vec<(&'static str, &Fired)> {
        let mut rules: Vec<_> = self.rules.iter().map(|(rule, fired)| (*rule, fired)).collect();
        rules.sort_by_key(|(rule, fired)| (std::cmp::Reverse(fired.findings), *rule));
        rules
    }

    /// All in one line.
    fn headline(&self) -> String {
        let Self { valid, invalid, not_checked, unreadable, .. } = self;
        let judged = valid + invalid + not_checked;
        let unreadable = if *unreadable > 0 { format!(", {unreadable} could not be read") } else { String::new() };
        format!("{judged} judged: {valid} valid, {invalid} invalid, {not_checked} not checked{unreadable}")
    }

    fn exit(&self) -> Exit {
        if self.invalid > 0 {
            Exit::Invalid
        } else if self.not_checked + self.unreadable > 0 {
            Exit::Error
        } else {
            Exit::Ok
        }
    }
}

/// Judges every document asked for; one document that cannot be read does not hide the verdict on the next.
pub fn run(arguments: &cli::Validate) -> anyhow::Result<Exit> {
    let options = Options { rule_set: arguments.rule_set.clone(), all_layers: arguments.all_layers, on: arguments.on };
    known_rule_set(arguments.rule_set.as_deref())?;
    let format = arguments.format();
    let (inputs, root) = match &arguments.batch {
        Some(folder) => (files_below(folder)?, folder.as_path()),
        None => (arguments.files.clone(), Path::new("")),
    };
    let mut page = Page::begin(format)?;
    let mut counts = Counts::default();
    let mut progress = Progress::new(inputs.len(), arguments.batch.is_some());
    judge_all(&inputs, &options, format, |path, judged| {
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        progress.clear();
        match judged {
            Err(failure) => {
                counts.unreadable += 1;
                eprintln!("acquit: {failure}");
            }
            Ok(judged) => {
                counts.count(&judged.report);
                page.write(&name, &judged)?;
            }
        }
        progress.step();
        Ok(())
    })?;
    progress.clear();
    page.end(&counts, arguments.batch.is_some())?;
    Ok(counts.exit())
}

/// Standard output in one of the three formats.
struct Page {
    format: Format,
    paint: Paint,
    out: std::io::BufWriter<std::io::StdoutLock<'static>>,
    is_watched: bool,
}

impl Page {
    fn begin(format: Format) -> std::io::Result<Self> {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        if format == Format::Html {
            html::write_head(&mut out)?;
        }
        Ok(Self { format, paint: Paint::for_stdout(), out, is_watched: std::io::stdout().is_terminal() })
    }

    fn write(&mut self, name: &str, judged: &Judged) -> anyhow::Result<()> {
        match self.format {
            Format::Text => text::write(&mut self.out, self.paint, name, judged)?,
            Format::Html => html::write(&mut self.out, name, judged)?,
            Format::Json => {
                serde_json::to_writer(&mut self.out, &Line { file: name, report: &judged.report })?;
                writeln!(self.out)?;
            }
        }
        if self.is_watched {
            self.out.flush()?;
        }
        Ok(())
    }

    /// A batch ends with its summary: in the text or on the page, and beside the lines of JSON on standard error.
    fn end(mut self, counts: &Counts, is_batch: bool) -> std::io::Result<()> {
        match self.format {
            Format::Html => html::write_foot(&mut self.out, counts)?,
            Format::Text if is_batch => text::write_summary(&mut self.out, counts)?,
            Format::Json if is_batch => text::write_summary(&mut std::io::stderr().lock(), counts)?,
            Format::Text | Format::Json => {}
        }
        self.out.flush()
    }
}

/// A forced rule set must be one there is; the validator itself would call the documents "not checked".
fn known_rule_set(name: Option<&str>) -> Result<(), Failure> {
    let Some(wanted) = name else { return Ok(()) };
    let (name, release) = wanted.split_once('@').map_or((wanted, None), |(name, release)| (name, Some(release)));
    let name = name.trim_end_matches("-partial");
    let fits = |set: &RuleSet| set.name == name && release.is_none_or(|release| set.release == release);
    if validation::rule_sets().iter().any(fits) {
        return Ok(());
    }
    let known: Vec<String> = validation::rule_sets().iter().map(RuleSet::label).collect();
    Err(Failure::new(Exit::Usage, format!("no rule set {wanted}; there are: {}", known.join(", "))))
}

/// Every regular file of a tree, whatever its name, in the order of the paths.
fn files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot read folder {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Judges on all cores and hands the verdicts on in the order of the inputs.
fn judge_all(
    inputs: &[PathBuf],
    options: &Options,
    format: Format,
    mut each: impl FnMut(&Path, Result<Judged, Failure>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(inputs.len().max(1));
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel(64);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some((index, path)) = claim(inputs, next) {
                    let judged = read_input(path).map(|bytes| Judged::of(&bytes, options, format));
                    if sender.send((index, judged)).is_err() {
                        return; // the reader has gone: nobody waits for more verdicts
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (index, judged) in receiver {
            early.insert(index, judged);
            while let Some(judged) = early.remove(&due) {
                each(&inputs[due], judged)?;
                due += 1;
            }
        }
        Ok(())
    })
}

fn claim<'a>(inputs: &'a [PathBuf], next: &AtomicUsize) -> Option<(usize, &'a PathBuf)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    inputs.get(index).map(|path| (index, path))
}
