//! PEPPOL-T71-B00101 to B01901 and R001: document, parties, answer and the message answered.

use crate::rule::{Rule, Term};
use crate::rules::answers::codes::MESSAGE_STATUS;
use crate::rules::answers::shapes::{begins_with, code, own_code};
use crate::rules::answers::{document, parties};
use crate::rules::fatal;

/// What the specification identifier begins with: major version 3.
const SPECIFICATION: &str = "urn:fdc:peppol.eu:poacc:trns:mlr:3";
/// The process in which a Message Level Response is sent.
const PROCESS: &str = "urn:fdc:peppol.eu:poacc:bis:mlr:3";

pub static B00101: Rule = document::customization_id("PEPPOL-T71-B00101");
pub static B00102: Rule = document::profile_id("PEPPOL-T71-B00102");
pub static B00103: Rule = document::number("PEPPOL-T71-B00103");
pub static B00104: Rule = document::issue_date("PEPPOL-T71-B00104");
pub static B00105: Rule = document::sender("PEPPOL-T71-B00105");
pub static B00106: Rule = document::receiver("PEPPOL-T71-B00106");
pub static B00107: Rule = document::document_response("PEPPOL-T71-B00107");
pub static B00108: Rule = document::no_schema_location("PEPPOL-T71-B00108");

pub static B00301: Rule = fatal(
    "PEPPOL-T71-B00301",
    &[Term::Named("process identifier")],
    "The process is that of the Message Level Response.",
    "It is sent in no other. A comment inside the value is an error of the official test.",
    |view, at, findings| {
        let process = own_code(view, at)?;
        if process != PROCESS {
            findings.report_values(at, format!("process {process:?} is not {PROCESS}"), process, PROCESS);
        }
        Ok(())
    },
);

pub static B00701: Rule = parties::endpoint("PEPPOL-T71-B00701", "The sender has an electronic address.");
pub static B00801: Rule =
    parties::endpoint_scheme("PEPPOL-T71-B00801", "The sender's electronic address has a scheme.");
pub static B00802: Rule = parties::endpoint_scheme_known(
    "PEPPOL-T71-B00802",
    "The scheme of the sender's electronic address is one that Peppol routes.",
);
pub static B01001: Rule = parties::endpoint("PEPPOL-T71-B01001", "The receiver has an electronic address.");
pub static B01101: Rule =
    parties::endpoint_scheme("PEPPOL-T71-B01101", "The receiver's electronic address has a scheme.");
pub static B01102: Rule = parties::endpoint_scheme_known(
    "PEPPOL-T71-B01102",
    "The scheme of the receiver's electronic address is one that Peppol routes.",
);

pub static B01301: Rule = document::response("PEPPOL-T71-B01301");
pub static B01302: Rule = document::document_reference("PEPPOL-T71-B01302");
pub static B01401: Rule = document::response_code("PEPPOL-T71-B01401");
pub static B01501: Rule = document::response_code_known(
    "PEPPOL-T71-B01501",
    "The code of the answer is AB, AP or RE.",
    |view, at, findings| code(view, at, findings, MESSAGE_STATUS),
);
pub static B01701: Rule = document::reference_id("PEPPOL-T71-B01701");
pub static B01901: Rule = document::reference_type_known("PEPPOL-T71-B01901");

pub static R001: Rule = fatal(
    "PEPPOL-T71-R001",
    &[Term::Named("specification identifier")],
    "The specification identifier begins with that of the Message Level Response, version 3.",
    "Only the beginning is tested, so minor versions pass.",
    |view, at, findings| begins_with(view, at, findings, SPECIFICATION),
);
