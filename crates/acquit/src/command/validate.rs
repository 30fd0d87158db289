//! `acquit validate`: verdicts on files, on standard input, or on a whole tree.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use anyhow::Context;
use serde::Serialize;
use validation::{Finding, Options, Outcome, Report, Severity};

use super::read_input;
use crate::cli;
use crate::exit::{Exit, Failure};
use crate::terminal::{Paint, Tone};

/// What one line of `--json` holds: the file and the report.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    #[serde(flatten)]
    report: &'a Report,
}

/// What the verdicts so far amount to.
#[derive(Default)]
struct Tally {
    invalid: usize,
    not_checked: usize,
    unreadable: usize,
}

impl Tally {
    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Valid => {}
            Outcome::Invalid => self.invalid += 1,
            Outcome::NotChecked => self.not_checked += 1,
        }
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
    let options = Options {
        rule_set: arguments.rule_set.clone(),
        all_layers: arguments.all_layers,
        on: arguments.on,
    };
    known_rule_set(arguments.rule_set.as_deref())?;
    let (inputs, root) = match &arguments.batch {
        Some(folder) => (files_below(folder)?, folder.as_path()),
        None => (arguments.files.clone(), Path::new("")),
    };
    let mut tally = Tally::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let paint = Paint::for_stdout();
    judge_all(&inputs, &options, |path, judged| {
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        match judged {
            Err(failure) => {
                tally.unreadable += 1;
                eprintln!("acquit: {failure}");
            }
            Ok(report) => {
                tally.count(report.outcome);
                if arguments.json {
                    serde_json::to_writer(&mut out, &Line { file: &name, report: &report })?;
                    writeln!(out)?;
                } else {
                    write_for_people(&mut out, paint, &name, &report)?;
                }
            }
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(tally.exit())
}

/// A forced rule set must be one there is; the validator itself would call the documents "not checked".
fn known_rule_set(name: Option<&str>) -> Result<(), Failure> {
    let Some(name) = name else { return Ok(()) };
    let bare = name.split('@').next().unwrap_or(name).trim_end_matches("-partial");
    if validation::rule_sets().iter().any(|set| set.name == bare) {
        return Ok(());
    }
    let known: Vec<&str> = validation::rule_sets().iter().map(|set| set.name).collect();
    Err(Failure::new(Exit::Usage, format!("no rule set {name}; there are: {}", known.join(", "))))
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
    mut each: impl FnMut(&Path, Result<Report, Failure>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(inputs.len().max(1));
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel(64);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some((index, path)) = claim(inputs, next) {
                    let judged = read_input(path).map(|bytes| validation::validate(&bytes, options));
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

fn write_for_people(out: &mut impl Write, paint: Paint, file: &str, report: &Report) -> std::io::Result<()> {
    let verdict = match report.outcome {
        Outcome::Valid => paint.text(Tone::Good, "valid"),
        Outcome::Invalid => paint.text(Tone::Bad, "invalid"),
        Outcome::NotChecked => paint.text(Tone::Wait, "not checked"),
    };
    let set = report.rule_set.as_deref().unwrap_or("no rule set for its ids");
    let scope = paint.text(Tone::Quiet, format!("({set}, {} rules run)", report.rules_run));
    writeln!(out, "{}: {verdict} {scope}", paint.text(Tone::Name, file))?;
    for error in &report.layer_errors {
        writeln!(out, "  {} layer {} could not be evaluated: {}", paint.text(Tone::Bad, "error"), error.layer, error.code)?;
    }
    for finding in &report.findings {
        write_finding(out, paint, file, finding)?;
    }
    Ok(())
}

fn write_finding(out: &mut impl Write, paint: Paint, file: &str, finding: &Finding) -> std::io::Result<()> {
    let severity = match finding.severity {
        Severity::Fatal => paint.text(Tone::Bad, "fatal"),
        Severity::Warning => paint.text(Tone::Wait, "warning"),
    };
    writeln!(out, "  {severity} {}: {}", paint.text(Tone::Name, &finding.rule), finding.message)?;
    let place = format!("{file}:{}:{} {}", finding.line, finding.column, finding.path);
    writeln!(out, "    {}", paint.text(Tone::Quiet, place))
}
