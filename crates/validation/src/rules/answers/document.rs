//! The rules on the document element, on the answer in it and on the document answered, under the id of either set.

use ubl::document::{cac, cbc};

use super::codes::DOCUMENT_TYPE;
use super::common::has_schema_location;
use super::shapes::{RESPONSE_CODE, child, own_code};
use crate::rule::{Check, Rule, Term};
use crate::rules::{fatal, need};

const ANSWERED: &[Term] = &[Term::Named("document answered")];

/// The document says to which specification it is written.
pub const fn customization_id(id: &'static str) -> Rule {
    fatal(
        id,
        &[Term::Named("specification identifier")],
        "The document says to which specification it is written.",
        "The receiver chooses its rules by it.",
        |view, at, findings| child(view, at, findings, cbc::CustomizationID),
    )
}

/// The document names its process.
pub const fn profile_id(id: &'static str) -> Rule {
    fatal(
        id,
        &[Term::Named("process identifier")],
        "The document names its business process.",
        "The receiver has registered the processes it takes part in.",
        |view, at, findings| child(view, at, findings, cbc::ProfileID),
    )
}

/// The document has a number.
pub const fn number(id: &'static str) -> Rule {
    fatal(
        id,
        &[Term::Named("response number")],
        "The document has a number.",
        "Sender and receiver speak of it by its number, and a repeat is recognised by it.",
        |view, at, findings| child(view, at, findings, cbc::ID),
    )
}

/// The document has a date.
pub const fn issue_date(id: &'static str) -> Rule {
    fatal(
        id,
        &[Term::Named("issue date")],
        "The document has an issue date.",
        "The day of an answer decides about terms.",
        |view, at, findings| child(view, at, findings, cbc::IssueDate),
    )
}

/// The document names its sender.
pub const fn sender(id: &'static str) -> Rule {
    fatal(
        id,
        &[Term::Named("sender")],
        "The document names who answers.",
        "An answer is only worth something from the party the document went to.",
        |view, at, findings| child(view, at, findings, cac::SenderParty),
    )
}

/// The document names its receiver.
pub const fn receiver(id: &'static str) -> Rule {
    fatal(
        id,
        &[Term::Named("receiver")],
        "The document names who is answered.",
        "The answer belongs to the party that sent the document.",
        |view, at, findings| child(view, at, findings, cac::ReceiverParty),
    )
}

/// The document has an answer in it.
pub const fn document_response(id: &'static str) -> Rule {
    fatal(
        id,
        &[Term::Named("response")],
        "The document holds an answer.",
        "Without it there is only an envelope.",
        |view, at, findings| child(view, at, findings, cac::DocumentResponse),
    )
}

/// The document does not point at a schema.
pub const fn no_schema_location(id: &'static str) -> Rule {
    fatal(
        id,
        &[],
        "The document does not say where its schema lies.",
        "The closed model forbids what PEPPOL-COMMON-R003 only advises against.",
        |view, at, findings| {
            need::that(!has_schema_location(view, at), at, findings, || {
                "the document element has a schemaLocation: leave it out".to_owned()
            })
        },
    )
}

/// The answer says what it is about the document as a whole.
pub const fn response(id: &'static str) -> Rule {
    fatal(
        id,
        &[Term::Named("response")],
        "The answer says what becomes of the document as a whole.",
        "Lines or references alone do not tell whether it was taken.",
        |view, at, findings| child(view, at, findings, cac::Response),
    )
}

/// The answer names the document.
pub const fn document_reference(id: &'static str) -> Rule {
    fatal(
        id,
        ANSWERED,
        "The answer names the document it is about.",
        "Otherwise it cannot be put beside what was sent.",
        |view, at, findings| child(view, at, findings, cac::DocumentReference),
    )
}

/// The answer has a code.
pub const fn response_code(id: &'static str) -> Rule {
    fatal(id, RESPONSE_CODE, "The answer has a code.", "Programs act on the code.", |view, at, findings| {
        child(view, at, findings, cbc::ResponseCode)
    })
}

/// The code of an answer is one of those the set knows; `check` names them.
pub const fn response_code_known(id: &'static str, summary: &'static str, check: Check) -> Rule {
    fatal(
        id,
        RESPONSE_CODE,
        summary,
        "Programs act on the code; one outside the list means nothing to the receiver. A comment inside the value is an error of \
         the official test.",
        check,
    )
}

/// The document answered is named by its number.
pub const fn reference_id(id: &'static str) -> Rule {
    fatal(
        id,
        ANSWERED,
        "The document answered is named by its number.",
        "The sender finds it by this number.",
        |view, at, findings| child(view, at, findings, cbc::ID),
    )
}

/// The kind of the document answered is a known one.
pub const fn reference_type_known(id: &'static str) -> Rule {
    fatal(
        id,
        ANSWERED,
        "The kind of the document answered is a code of UNTDID 1001.",
        "All of that list counts, not only invoices and credit notes. A comment inside the value is an error of the official test.",
        |view, at, findings| {
            let code = own_code(view, at)?;
            if !DOCUMENT_TYPE.contains(&code) {
                findings.report_values(
                    at,
                    format!("document type {code:?} is not a code of UNTDID 1001"),
                    code,
                    "a code of UNTDID 1001",
                );
            }
            Ok(())
        },
    )
}
