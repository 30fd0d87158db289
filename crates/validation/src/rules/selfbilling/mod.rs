//! Peppol Self-Billing 3.0.2: Billing without the national rules, with its own identifiers and document types.
//!
//! The buyer writes the invoice here, but seller and buyer keep their places in the document. The code lists are Billing's.

use ubl::document::cbc;

use super::peppol::codes::{codes, value};
use super::peppol::r001_to_r020::{FRENCH_PROCESSES, RESPONSE_PROCESS, begins_with};
use super::peppol::{CREDIT_NOTES, EMPTY_ELEMENTS, r001_to_r020, r051_to_r061, transaction};
use super::{fatal, need};
use crate::codes::CodeList;
use crate::rule::{Fault, Pattern, Rule, Term, View};
use crate::xpath::normalized;

/// The patterns in official order.
pub const PATTERNS: &[Pattern] = &[EMPTY_ELEMENTS, CREDIT_NOTES, TRANSACTION, CODES];

const TRANSACTION: Pattern = &transaction(DOCUMENT_RULES, r051_to_r061::is_in_self_billing_currency);
const CODES: Pattern = &codes(INVOICE_TYPE_RULES, CREDIT_NOTE_TYPE_RULES);
const INVOICE_TYPE_RULES: &[&Rule] = &[&P0100];
const CREDIT_NOTE_TYPE_RULES: &[&Rule] = &[&P0101];

/// Rules on the document as a whole, in official order.
const DOCUMENT_RULES: &[&Rule] = &[
    &r001_to_r020::R001,
    &R007,
    &r001_to_r020::R002,
    &r001_to_r020::R003,
    &R004,
    &r051_to_r061::R053,
    &r051_to_r061::R054,
    &r051_to_r061::R055,
];

/// What the specification identifier begins with.
const CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0";
/// The process of self-billing alone.
const PROCESS: &str = "urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0";

pub static R004: Rule = fatal(
    "PEPPOL-EN16931-R004",
    &[Term::Bt(24)],
    "The specification identifier begins with that of Peppol BIS Self-Billing 3 and holds no double colon.",
    "Extensions may add to the identifier but not replace it; the double colon separates parts of a document type. \
     A comment inside the value is an error of the official test.",
    |view, at, findings| begins_with(view, at, findings, CUSTOMIZATION),
);

pub static R007: Rule = fatal(
    "PEPPOL-EN16931-R007",
    &[Term::Bt(23)],
    "The business process is one of the four of Peppol Self-Billing.",
    "Another process means other rules and another agreement with the receiver. Two processes are an error of the \
     official test.",
    |view, at, findings| {
        let process = view.only_text(view.root(), &[cbc::ProfileID])?;
        let process = normalized(&process);
        let known = process == PROCESS || FRENCH_PROCESSES.contains(&&*process) || process == RESPONSE_PROCESS;
        need::that(known, at, findings, || format!("BT-23 is {process:?}, expected for example {PROCESS}"))
    },
);

/// Whether the process is one under which the document types are judged; with a response they are not.
fn is_judged_process(view: &View<'_>) -> Result<bool, Fault> {
    let process = view.only_text(view.root(), &[cbc::ProfileID])?;
    let process = normalized(&process);
    Ok(process == PROCESS || FRENCH_PROCESSES.contains(&&*process))
}

/// UNCL 1001: a self-billed invoice, and a self-billed debit note.
static INVOICE_TYPES: CodeList = CodeList::new("389\n527");
/// UNCL 1001: a self-billed credit note.
static CREDIT_NOTE_TYPES: CodeList = CodeList::new("261");

const TYPE_WHY: &str = "The seller's books must show that the buyer wrote the document. Under the process with a \
     response the type is not tested.";

pub static P0100: Rule = fatal(
    "PEPPOL-EN16931-P0100",
    &[Term::Bt(3)],
    "A self-billed invoice has the document type 389 or 527.",
    TYPE_WHY,
    |view, at, findings| {
        if is_judged_process(view)? { value(view, at, findings, &INVOICE_TYPES, "BT-3 (type code)") } else { Ok(()) }
    },
);

pub static P0101: Rule = fatal(
    "PEPPOL-EN16931-P0101",
    &[Term::Bt(3)],
    "A self-billed credit note has the document type 261.",
    TYPE_WHY,
    |view, at, findings| {
        if is_judged_process(view)? {
            value(view, at, findings, &CREDIT_NOTE_TYPES, "BT-3 (type code)")
        } else {
            Ok(())
        }
    },
);
