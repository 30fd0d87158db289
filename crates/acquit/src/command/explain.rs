//! `acquit explain` and `acquit rule-sets`: what the rules demand, and which sets there are.

use std::io::{Write, stdout};

use serde_json::json;
use validation::Severity;

use crate::cli;
use crate::exit::{Exit, Failure};
use crate::terminal::{Paint, Tone};

/// Prints a rule's page.
pub fn rule(arguments: &cli::Explain) -> anyhow::Result<Exit> {
    let Some(page) = validation::explain(&arguments.rule) else {
        let hint = "rule ids look like BR-CO-10 or PEPPOL-EN16931-R003";
        return Err(Failure::new(Exit::NotFound, format!("no rule {}; {hint}", arguments.rule)).into());
    };
    if arguments.json {
        writeln!(stdout(), "{}", serde_json::to_string(&page)?)?;
        return Ok(Exit::Ok);
    }
    let paint = Paint::for_stdout();
    let severity = match page.severity {
        Severity::Fatal => "fatal",
        Severity::Warning => "warning",
    };
    writeln!(
        stdout(),
        "{}  {}",
        paint.text(Tone::Name, page.id),
        paint.text(Tone::Quiet, format!("{severity} in {}", page.layer))
    )?;
    writeln!(stdout(), "\n{}", page.summary)?;
    if !page.why.is_empty() {
        writeln!(stdout(), "\nWhy: {}", page.why)?;
    }
    if !page.terms.is_empty() {
        writeln!(stdout(), "\nLooks at: {}", page.terms.join(", "))?;
    }
    Ok(Exit::Ok)
}

/// Lists the rule sets, one per line.
pub fn rule_sets(json: bool) -> anyhow::Result<Exit> {
    for set in validation::rule_sets() {
        let layers: Vec<&str> = set.layers().collect();
        if json {
            let line = json!({
                "name": set.name, "release": set.release, "label": set.label(), "since": set.since, "complete": set.complete,
                "customization_id": set.customization_id, "document_types": set.document_types, "layers": layers,
                "rules": set.rule_count(),
            });
            writeln!(stdout(), "{line}")?;
        } else {
            let since = set.since.map_or_else(String::new, |since| format!(", in force from {since}"));
            writeln!(stdout(), "{:<32} {} rules in {}{since}", set.label(), set.rule_count(), layers.join(", "))?;
        }
    }
    Ok(Exit::Ok)
}
