//! `acquit bank match`: statements held against open items, nothing stored.

use std::io::{Write, stdout};

use anyhow::Context;
use receivables::bank_match;
use receivables::bank_match::BankMatchError;

use super::read_input;
use crate::cli;
use crate::exit::{Exit, Failure};

/// Matches the statements in the order given; a file given again yields duplicates.
pub fn run(arguments: &cli::BankMatch) -> anyhow::Result<Exit> {
    let open_items = read_input(&arguments.open_items)?;
    let read = |path: &std::path::PathBuf| read_input(path).map(|bytes| (path.display().to_string(), bytes));
    let files = arguments.statements.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let matched = bank_match(&open_items, &files).map_err(|error| refuse(&error))?;
    for warning in &matched.warnings {
        eprintln!("acquit: {warning}");
    }
    for line in &matched.lines {
        if arguments.json {
            writeln!(stdout(), "{}", serde_json::to_string(line)?)?;
        } else {
            print(line)?;
        }
    }
    let after = serde_json::to_string(&matched.after)?;
    if arguments.json {
        writeln!(stdout(), "{after}")?;
    } else {
        writeln!(stdout(), "afterwards: {after}")?;
    }
    Ok(Exit::Ok)
}

fn refuse(error: &BankMatchError) -> Failure {
    Failure::new(Exit::Invalid, format!("nothing was matched: {error}"))
}

fn print(line: &impl serde::Serialize) -> anyhow::Result<()> {
    let line = serde_json::to_value(line).context("a line of the result")?;
    let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let allocations = line["allocations"].as_array().into_iter().flatten();
    let told: Vec<String> = allocations
        .map(|part| {
            format!("{} {}", part["number"].as_str().unwrap_or_default(), part["amount"].as_str().unwrap_or_default())
        })
        .collect();
    writeln!(
        stdout(),
        "{} {:>12} {} {:<9} {}",
        text("date"),
        text("amount"),
        text("currency"),
        text("decision"),
        told.join(", ")
    )?;
    if !text("reason").is_empty() {
        writeln!(stdout(), "  {}", text("reason"))?;
    }
    Ok(())
}
