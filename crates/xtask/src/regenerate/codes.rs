//! `schemas/codes/*.tsv`: code lists as plain codes, as the rules of each layer use them.
//!
//! The layers do not agree on every list (currencies, address schemes, document types), so a list belongs to a layer. Codes
//! keep the order of the source: one rule searches its list as one text.

use std::path::Path;

use anyhow::{Result, anyhow};

use super::Generated;
use super::schematron::Schematron;

/// Our name of a list, the rule whose test holds it, and which list of that test it is.
const EN16931: [(&str, &str, usize); 16] = [
    ("invoice-type", "BR-CL-01", 0),
    ("credit-note-type", "BR-CL-01", 1),
    ("currency", "BR-CL-04", 0),
    ("period", "BR-CL-06", 0),
    ("reference-qualifier", "BR-CL-07", 0),
    ("note-subject", "BR-CL-08", 0),
    ("identifier-scheme", "BR-CL-11", 0),
    ("item-classification", "BR-CL-13", 0),
    ("country", "BR-CL-14", 0),
    ("payment-means", "BR-CL-16", 0),
    ("vat-category", "BR-CL-17", 0),
    ("allowance-reason", "BR-CL-19", 0),
    ("charge-reason", "BR-CL-20", 0),
    ("exemption-reason", "BR-CL-22", 0),
    ("unit", "BR-CL-23", 0),
    ("address-scheme", "BR-CL-25", 0),
];

/// Our name of a list and the variable that holds it.
const PEPPOL_VARIABLES: [(&str, &str); 6] = [
    ("currency", "ISO4217"),
    ("media-type", "MIMECODE"),
    ("period", "UNCL2005"),
    ("allowance-reason", "UNCL5189"),
    ("charge-reason", "UNCL7161"),
    ("address-scheme", "eaid"),
];

/// Our name of a list and the rule whose test holds it.
const PEPPOL_RULES: [(&str, &str); 2] =
    [("invoice-type", "PEPPOL-EN16931-P0100"), ("credit-note-type", "PEPPOL-EN16931-P0101")];

/// The list that only the answers (Invoice Response, Message Level Response) have; their others are those of Billing.
const ANSWERS: (&str, &str) = ("document-type", "clUNCL1001");

/// Lists of EN 16931 as the Norwegian reminder has them, where they are not today's.
const REMINDER_EN16931: [&str; 9] = [
    "invoice-type",
    "credit-note-type",
    "currency",
    "reference-qualifier",
    "identifier-scheme",
    "item-classification",
    "payment-means",
    "exemption-reason",
    "address-scheme",
];

/// Our name of a list of the reminder's Peppol layer and the variable that holds it.
const REMINDER_PEPPOL: [(&str, &str); 2] = [("currency", "ISO4217"), ("address-scheme", "eaid")];

/// Our name of a list of the reminder's own layer and the variable that holds it.
const REMINDER_EHF: [(&str, &str); 7] = [
    ("address-scheme", "cleas"),
    ("charge-reason", "clUNCL7161"),
    ("currency", "clISO4217"),
    ("packaging", "clUNECERec21"),
    ("payment-means", "clUNCL4461"),
    ("unit", "clUNECERec20"),
    ("vat-category", "clUNCL5305"),
];

/// One file per list and layer.
pub fn generate(artefacts: &Path) -> Result<Vec<Generated>> {
    let folder = artefacts.join("peppol-billing-3.0.21");
    let en16931 = Schematron::read(&folder.join("CEN-EN16931-UBL.sch"))?;
    let peppol = Schematron::read(&folder.join("PEPPOL-EN16931-UBL.sch"))?;
    let mut files = Vec::new();
    for (name, rule, position) in EN16931 {
        files.push(list("en16931", name, &quoted_list(en16931.test(rule)?, position)?));
    }
    for (name, variable) in PEPPOL_VARIABLES {
        files.push(list("peppol", name, &quoted_list(peppol.variable(variable)?, 0)?));
    }
    for (name, rule) in PEPPOL_RULES {
        files.push(list("peppol", name, &quoted_list(peppol.test(rule)?, 0)?));
    }
    let answers = Schematron::read(&artefacts.join("peppol-poacc-2026.5/PEPPOLBIS-T111.sch"))?;
    let (name, variable) = ANSWERS;
    files.push(list("peppol-answers", name, &quoted_list(answers.variable(variable)?, 0)?));
    files.extend(reminder(&artefacts.join("ehf-reminder-3.0"))?);
    Ok(files)
}

fn reminder(folder: &Path) -> Result<Vec<Generated>> {
    let en16931 = Schematron::read(&folder.join("REMINDER-CEN-EN16931-UBL.sch"))?;
    let peppol = Schematron::read(&folder.join("REMINDER-PEPPOL-EN16931-UBL.sch"))?;
    let mut files = Vec::new();
    for (name, rule, position) in EN16931.iter().filter(|(name, ..)| REMINDER_EN16931.contains(name)) {
        files.push(list("reminder-en16931", name, &quoted_list(en16931.test(rule)?, *position)?));
    }
    for (name, variable) in REMINDER_PEPPOL {
        files.push(list("reminder-peppol", name, &quoted_list(peppol.variable(variable)?, 0)?));
    }
    let own = Schematron::read(&folder.join("EHF-P06-3.0-REMINDER.sch"))?;
    for (name, variable) in REMINDER_EHF {
        files.push(list("reminder-ehf", name, &quoted_list(own.variable(variable)?, 0)?));
    }
    let (name, rule) = PEPPOL_RULES[0];
    files.push(list("reminder-peppol", name, &quoted_list(peppol.test(rule)?, 0)?));
    Ok(files)
}

fn list(layer: &str, name: &str, codes: &[String]) -> Generated {
    Generated::new(format!("schemas/codes/{layer}/{name}.tsv"), codes.join("\n") + "\n")
}

/// Literals that hold several codes are lists; the others are single values or separators.
fn quoted_list(expression: &str, position: usize) -> Result<Vec<String>> {
    let literals = expression.split('\'').skip(1).step_by(2);
    let mut lists = literals.map(|literal| literal.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let list = lists.by_ref().filter(|codes| codes.len() > 1).nth(position);
    list.ok_or_else(|| anyhow!("no list {position} in an expression of {} characters", expression.len()))
}
