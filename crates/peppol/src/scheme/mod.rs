//! The list of participant identifier schemes, as data.
//!
//! Peppol code list "Participant identifier schemes" 9.7, kept as facts in `schemas/participants.tsv`: state, removal
//! date, form and check digits of each scheme. A new release of the list is a new table, not new code.

mod check_digits;
mod format;

use std::sync::LazyLock;

use chrono::NaiveDate;

pub use check_digits::Check;

const TABLE: &str = include_str!("../../../../schemas/participants.tsv");

static SCHEMES: LazyLock<Vec<Scheme>> = LazyLock::new(|| TABLE.lines().filter_map(read_row).collect());

/// Whether a scheme may still be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeState {
    /// In use.
    Active,
    /// Still allowed, about to go.
    Deprecated,
    /// No longer on the network.
    Removed,
}

/// One row of the scheme list.
#[derive(Debug)]
pub struct Scheme {
    /// The four digits.
    pub icd: &'static str,
    /// The list's short name, such as `NL:KVK`.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2, unless international.
    pub country: Option<&'static str>,
    /// Whether it may still be used.
    pub state: SchemeState,
    /// The day it was or will be removed.
    pub removed: Option<NaiveDate>,
    /// The scheme to use in its place.
    pub instead: Option<&'static str>,
    /// The form of an identifier, in words.
    pub format: &'static str,
    /// The arithmetic of its check digits.
    pub check: Check,
    /// Whether a wrong form or wrong check digits are refused (else they are reported).
    pub insists: bool,
    pattern: &'static str,
}

impl Scheme {
    /// Whether an identifier (without the four digits) has this scheme's form.
    pub fn fits(&self, identifier: &str) -> bool {
        self.pattern == "-" || format::fits(self.pattern, identifier)
    }
}

/// The row of one four-digit code.
pub fn scheme(icd: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.icd == icd)
}

/// The whole list.
pub fn schemes() -> &'static [Scheme] {
    &SCHEMES
}

fn read_row(line: &'static str) -> Option<Scheme> {
    if line.starts_with('#') || line.starts_with("icd\t") {
        return None;
    }
    let mut columns = line.split('\t');
    let mut next = || columns.next().filter(|text| !text.is_empty());
    let given = |text: &'static str| (text != "-").then_some(text);
    let (icd, name, country, state) = (next()?, next()?, next()?, next()?);
    let (removed, instead, pattern, check, insists) = (next()?, next()?, next()?, next()?, next()?);
    Some(Scheme {
        icd,
        name,
        country: given(country),
        state: match state {
            "active" => SchemeState::Active,
            "deprecated" => SchemeState::Deprecated,
            _ => SchemeState::Removed,
        },
        removed: given(removed).and_then(|day| day.parse().ok()),
        instead: given(instead),
        format: format::describe(pattern).leak(),
        check: Check::named(check)?,
        insists: insists == "yes",
        pattern,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows = TABLE.lines().filter(|line| line.as_bytes()[0].is_ascii_digit()).count();
        assert_eq!(schemes().len(), rows);
        assert_eq!(rows, 105);
    }

    #[test]
    fn a_replacement_is_itself_active() {
        for old in schemes() {
            if let Some(icd) = old.instead {
                assert_eq!(scheme(icd).map(|new| new.state), Some(SchemeState::Active), "{} -> {icd}", old.icd);
            }
        }
    }

    #[test]
    fn states_and_removal_dates_equal_the_published_list() {
        let Some(published) = published_list() else {
            return;
        };
        for entry in published["values"].as_array().unwrap() {
            let ours = scheme(entry["iso6523"].as_str().unwrap()).unwrap();
            let state = match ours.state {
                SchemeState::Active => "active",
                SchemeState::Deprecated => "deprecated",
                SchemeState::Removed => "removed",
            };
            assert_eq!(entry["state"], state, "{}", ours.icd);
            assert_eq!(entry["schemeid"], ours.name, "{}", ours.icd);
            let removed = ours.removed.map(|day| day.to_string());
            assert_eq!(entry["removal-date"].as_str(), removed.as_deref(), "{}", ours.icd);
        }
    }

    fn published_list() -> Option<serde_json::Value> {
        let file = "artefacts/peppol-codelists-9.7/Peppol Code Lists - Participant identifier schemes v9.7.json";
        let bytes = std::fs::read(crate::samples::conformance(file)?).unwrap();
        Some(serde_json::from_slice(&bytes).unwrap())
    }
}
