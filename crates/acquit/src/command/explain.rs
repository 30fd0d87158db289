//! `acquit explain` and `acquit rule-sets`: what the rules demand, and which sets there are.

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
    println!("{}  {}", paint.text(Tone::Name, &page.id), paint.text(Tone::Quiet, format!("{} in {}", page.severity, page.layer)));
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
pub fn rule_sets(json: bool) -> anyhow::Result<Exit> {
    for set in validation::rule_sets() {
        if json {
            println!("{}", serde_json::to_string(set)?);
        } else {
            println!("{}@{}  layers {}  {} rules  in force from {}", set.name, set.release, set.layers.join(", "), set.rules, set.since);
        }
    }
    Ok(Exit::Ok)
}
