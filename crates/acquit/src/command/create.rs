//! `acquit create`: a JSON invoice becomes a BIS Billing 3.0 document.

use std::io::Write;

use ubl::model::{Invoice, ModelError};
use validation::{Options, Outcome};

use super::read_input;
use crate::cli;
use crate::exit::{Exit, Failure};

/// Computes the totals, writes the document, judges it, and prints it only when it is valid.
pub fn run(arguments: &cli::Create) -> anyhow::Result<Exit> {
    let bytes = read_input(&arguments.invoice)?;
    let invoice = Invoice::from_json(&bytes).map_err(|errors| refuse(&errors))?;
    let totals = invoice.totals().map_err(|errors| refuse(&errors))?;
    let document = ubl::write::invoice(&invoice, &totals);
    let report = validation::validate(&document, &Options::default());
    if report.outcome != Outcome::Valid {
        let findings: Vec<String> =
            report.findings.iter().map(|finding| format!("  {}: {}", finding.rule, finding.message)).collect();
        return Err(Failure::new(Exit::Invalid, format!("the invoice is not valid:\n{}", findings.join("\n"))).into());
    }
    let mut out = std::io::stdout().lock();
    if arguments.json {
        let document = String::from_utf8_lossy(&document);
        serde_json::to_writer(&mut out, &serde_json::json!({ "document": document, "report": report }))?;
        writeln!(out)?;
    } else {
        out.write_all(&document)?;
    }
    Ok(Exit::Ok)
}

fn refuse(errors: &[ModelError]) -> Failure {
    let lines: Vec<String> = errors.iter().map(|error| format!("  {}: {}", error.pointer, error.message)).collect();
    Failure::new(Exit::Invalid, format!("the invoice cannot be written:\n{}", lines.join("\n")))
}
