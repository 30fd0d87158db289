//! `cargo xtask regenerate`: derives the committed tables and pages from their sources.
//!
//! Tables of facts come from the official artefacts outside this repository (`ACQUIT_CONFORMANCE`, by default
//! `../shared/conformance`); where those are absent their part is skipped with a note. Pages come from the program itself.

mod codes;
mod model_rules;
mod names;
mod pages;
mod path_rules;
mod schema;
mod schematron;
mod structure;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Whether to write what differs or only to tell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write it.
    Write,
    /// Fail if anything would be written.
    Compare,
}

/// A file as it should be.
pub struct Generated {
    /// Relative to the root of the repository.
    pub path: PathBuf,
    /// Its content.
    pub content: String,
}

impl Generated {
    fn new(path: impl Into<PathBuf>, content: String) -> Self {
        Self { path: path.into(), content }
    }
}

/// Generates everything that can be generated here.
pub fn run(mode: Mode) -> Result<()> {
    let mut files = pages::generate();
    let artefacts = conformance().join("artefacts");
    if artefacts.is_dir() {
        let schemas = schema::Schemas::read(&artefacts.join("ubl-2.1"))?;
        files.push(names::generate(&schemas));
        files.extend(structure::generate(&schemas)?);
        files.extend(codes::generate(&artefacts)?);
        files.extend(path_rules::generate(&artefacts)?);
        files.extend(model_rules::generate(&artefacts)?);
    } else {
        eprintln!("skipped: no conformance corpus, so names, structure tables and code lists stay as they are");
    }
    settle(&files, mode)
}

fn settle(files: &[Generated], mode: Mode) -> Result<()> {
    let mut stale = Vec::new();
    for file in files {
        let path = root().join(&file.path);
        if fs::read_to_string(&path).ok().as_deref() == Some(&file.content) {
            continue;
        }
        stale.push(file.path.display().to_string());
        if mode == Mode::Write {
            write(&path, &file.content)?;
        }
    }
    if mode == Mode::Compare && !stale.is_empty() {
        bail!("out of date, run cargo xtask regenerate: {}", stale.join(", "));
    }
    println!(
        "{} generated files, {} {}",
        files.len(),
        stale.len(),
        if mode == Mode::Write { "written" } else { "out of date" }
    );
    Ok(())
}

fn write(path: &Path, content: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn conformance() -> PathBuf {
    match std::env::var_os("ACQUIT_CONFORMANCE") {
        Some(given) => root().join(given),
        None => root().join("../shared/conformance"),
    }
}
