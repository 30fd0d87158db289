//! `schemas/rules/ehf-reminder.tsv`: the closed model of the Norwegian reminder, row by row.
//!
//! Its pattern has a rule per element of the invoice, with tests of a few shapes; what a test demands is kept, not its text.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Result, bail};

use super::Generated;
use super::schematron::Schematron;

const INVOICE: &str = "/ubl:Invoice";

/// Variables of the pattern and our names of the lists in them.
const LISTS: [(&str, &str); 12] = [
    ("clICD", "identifier-scheme"),
    ("clISO3166", "country"),
    ("clISO4217", "currency"),
    ("clREMINDER_CHARGE", "REM"),
    ("clSEPA", "SEPA"),
    ("clUNCL4461", "payment-means"),
    ("clUNCL5189", "allowance-reason"),
    ("clUNCL5305", "vat-category"),
    ("clUNCL7161", "charge-reason"),
    ("clUNECERec20", "unit"),
    ("clUNECERec21", "packaging"),
    ("cleas", "address-scheme"),
];

/// The table.
pub fn generate(artefacts: &Path) -> Result<Vec<Generated>> {
    let reminder = Schematron::read(&artefacts.join("ehf-reminder-3.0/EHF-P06-3.0-REMINDER.sch"))?;
    Ok(vec![Generated::new("schemas/rules/ehf-reminder.tsv", table(&reminder)?)])
}

fn table(schematron: &Schematron) -> Result<String> {
    let mut table = String::from("# element of the invoice\trule\tdemand\twhat it demands\n");
    for context in schematron.contexts() {
        let Some(path) = context.strip_prefix(INVOICE) else { continue };
        let path = path.strip_suffix("/*").unwrap_or(path);
        let path = path.strip_prefix('/').unwrap_or(".");
        let mut rows = schematron.assertions().iter().filter(|assertion| assertion.context == *context).peekable();
        if rows.peek().is_none() {
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{path}\t-\tlisted");
        }
        for row in rows {
            let _ = writeln!(table, "{path}\t{}\t{}", row.id, demand(&row.test)?);
        }
    }
    Ok(table)
}

/// Kind and argument of what a test demands.
fn demand(test: &str) -> Result<String> {
    let lists: Vec<&str> = LISTS.iter().filter(|(variable, _)| names(test, variable)).map(|(_, name)| *name).collect();
    let attribute = test.strip_prefix("not(").and_then(|rest| rest.split_once(") or ")).map(|(attribute, _)| attribute);
    Ok(match (test, attribute, lists.as_slice()) {
        ("false()", ..) => "nothing-else".to_owned(),
        ("not(@*:schemaLocation)", ..) => "no-schema-location".to_owned(),
        (_, Some(attribute), [_, ..]) => format!("attribute-in\t{attribute} {}", in_order(test, &lists)),
        (_, None, [_, ..]) => format!("in\t{}", in_order(test, &lists)),
        _ if test.split('\'').count() == 3 => format!("is\t{}", test.split('\'').nth(1).unwrap_or_default()),
        _ if test.starts_with("cbc:") || test.starts_with("cac:") || test.starts_with('@') => format!("has\t{test}"),
        _ => bail!("a test of an unknown shape: {test}"),
    })
}

fn names(test: &str, variable: &str) -> bool {
    position(test, variable).is_some()
}

fn position(test: &str, variable: &str) -> Option<usize> {
    test.find(&format!("${variable} "))
}

/// The lists as the test names them.
fn in_order(test: &str, lists: &[&str]) -> String {
    let mut named: Vec<_> = LISTS.iter().filter(|(_, name)| lists.contains(name)).collect();
    named.sort_by_key(|(variable, _)| position(test, variable));
    named.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
}
