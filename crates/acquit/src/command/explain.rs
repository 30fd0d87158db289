//! `acquit explain` and `acquit rule-sets`: what the rules demand, and which sets there are.

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
        println!("{}", serde_json::to_string(&page)?);
        return Ok(Exit::Ok);
    }
    let paint = Paint::for_stdout();
    let severity = match page.severity {
        Severity::Fatal => "fatal",
        Severity::Warning => "warning",
    };
    println!(
        "{}  {}",
        paint.text(Tone::Name, page.id),
        paint.text(Tone::Quiet, format!("{severity} in {}", page.layer))
    );
    println!("\n{}", page.summary);
    if !page.why.is_empty() {
        println!("\nWhy: {}", page.why);
    }
    if !page.terms.is_empty() {
        println!("\nLooks at: {}", page.terms.join(", "));
    }
    Ok(Exit::Ok)
}

/// Lists the rule sets, one per line.
pub fn rule_sets(json: bool) -> Exit {
    for set in validation::rule_sets() {
        let layers: Vec<&str> = set.layers().collect();
        if json {
            let line = json!({
                "name": set.name, "release": set.release, "label": set.label(), "since": set.since, "complete": set.complete,
                "customization_id": set.customization_id, "document_types": set.document_types, "layers": layers,
                "rules": set.rule_count(),
            });
            println!("{line}");
        } else {
            let since = set.since.map_or_else(String::new, |since| format!(", in force from {since}"));
            println!("{:<32} {} rules in {}{since}", set.label(), set.rule_count(), layers.join(", "));
        }
    }
    Exit::Ok
}
