//! `schemas/rules/*.tsv`: rules that only say how often a path may occur (not at all, or once).
//!
//! Of the 727 assertions EN 16931 makes about the document as a whole, most have this shape: a table says them all.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;

use super::Generated;
use super::schematron::{Assertion, Schematron};

/// The table of EN 16931.
pub fn generate(artefacts: &Path) -> Result<Vec<Generated>> {
    let en16931 = Schematron::read(&artefacts.join("peppol-billing-3.0.21/CEN-EN16931-UBL.sch"))?;
    Ok(vec![Generated::new("schemas/rules/en16931-paths.tsv", table(&en16931))])
}

fn table(schematron: &Schematron) -> String {
    let mut table =
        String::from("# rule\tseverity\tmost\tpaths from the document element, // from anywhere, ~ except on\n");
    for assertion in schematron.assertions().iter().filter(|assertion| is_about_the_document(assertion)) {
        if let Some((most, paths)) = limit(&assertion.test) {
            let _ = writeln!(table, "{}\t{}\t{most}\t{}", assertion.id, assertion.flag, paths.join(" "));
        }
    }
    table
}

fn is_about_the_document(assertion: &Assertion) -> bool {
    assertion.id.starts_with("UBL-") && assertion.context == "/ubl:Invoice | /cn:CreditNote"
}

/// How often a path may occur, if that is all a test says.
fn limit(test: &str) -> Option<(u32, Vec<String>)> {
    let test = test.replace(' ', "");
    let test = unwrapped(&test);
    if let Some(inner) = test.strip_prefix("not(").and_then(|rest| rest.strip_suffix(')')) {
        return Some((0, paths(inner)?));
    }
    if let Some((all, excepted)) = test.strip_suffix("<=0").and_then(|test| test.split_once('-')) {
        return Some((0, vec![all_but(all, excepted)?]));
    }
    let inner = test.strip_prefix("count(").and_then(|rest| rest.strip_suffix(")<=1"))?;
    Some((1, paths(inner)?))
}

/// `//@a~cbc:B`: the attribute anywhere but on that element.
fn all_but(all: &str, excepted: &str) -> Option<String> {
    let counted = |part: &str| Some(part.strip_prefix("count(//")?.strip_suffix(')')?.to_owned());
    let (attribute, excepted) = (counted(all)?, counted(excepted)?);
    let element = excepted.strip_suffix(&format!("/{attribute}"))?;
    Some(format!("//{attribute}~{element}"))
}

fn unwrapped(test: &str) -> &str {
    test.strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .filter(|inner| inner.starts_with("count("))
        .unwrap_or(test)
}

/// One path, or two where the test speaks of lines of either kind.
fn paths(inner: &str) -> Option<Vec<String>> {
    const LINES: &str = "(cac:InvoiceLine|cac:CreditNoteLine)";
    let paths = match inner.strip_prefix(LINES) {
        Some(rest) => vec![format!("cac:InvoiceLine{rest}"), format!("cac:CreditNoteLine{rest}")],
        None => vec![inner.to_owned()],
    };
    let plain = |path: &String| path.chars().all(|c| c.is_alphanumeric() || matches!(c, ':' | '/' | '@'));
    paths.iter().all(plain).then_some(paths)
}
