//! What the writers make of the fixtures and of a few responses and reminders: name and bytes of each document.
//!
//! Shared by the golden test and by the example that hands the documents to the official rules.

pub mod reminders;
pub mod responses;

use std::fs;
use std::path::{Path, PathBuf};

use ubl::Invoice;

/// A document by name.
pub type Written = (String, Vec<u8>);

/// The folder of our own documents.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// Every document there is, by name.
pub fn documents() -> Result<Vec<Written>, String> {
    let mut documents = invoices()?;
    documents.extend(responses::all());
    documents.extend(reminders::all()?);
    Ok(documents)
}

/// Names and bytes of the invoice models, in order of name.
pub fn models() -> Result<Vec<Written>, String> {
    let folder = fixtures().join("invoices");
    let entries = fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
        .iter()
        .map(|path| {
            Ok((name_of(path), fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?))
        })
        .collect()
}

fn invoices() -> Result<Vec<Written>, String> {
    models()?
        .into_iter()
        .map(|(name, bytes)| write(&bytes).map(|xml| (name.clone(), xml)).map_err(|error| format!("{name}: {error}")))
        .collect()
}

fn write(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let joined = |errors: Vec<ubl::ModelError>| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let invoice = Invoice::from_json(bytes).map_err(joined)?;
    let totals = invoice.totals().map_err(joined)?;
    Ok(ubl::write::invoice(&invoice, &totals))
}

fn name_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
