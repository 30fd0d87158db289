//! `schemas/codes/*.tsv`: code lists as plain codes.

use std::path::Path;

use anyhow::Result;

use super::Generated;

/// One file per list.
pub fn generate(_artefacts: &Path) -> Result<Vec<Generated>> {
    Ok(Vec::new())
}
