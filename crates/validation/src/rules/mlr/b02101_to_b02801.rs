//! PEPPOL-T71-B02101 to B02801: the lines, each an issue found in the message.

use ubl::document::{cac, cbc};

use crate::rule::{Rule, Term};
use crate::rules::answers::codes::{MESSAGE_REASON, MESSAGE_STATUS};
use crate::rules::answers::document;
use crate::rules::answers::shapes::{child, code};
use crate::rules::fatal;

const LINE: &[Term] = &[Term::Named("line")];
const LINE_REASON: &[Term] = &[Term::Named("line reason code")];

pub static B02101: Rule = fatal(
    "PEPPOL-T71-B02101",
    LINE,
    "A line refers to a place in the message.",
    "The sender has to find what is wrong.",
    |view, at, findings| child(view, at, findings, cac::LineReference),
);

pub static B02102: Rule = fatal(
    "PEPPOL-T71-B02102",
    LINE,
    "A line says what is the matter there.",
    "A place alone is no issue.",
    |view, at, findings| child(view, at, findings, cac::Response),
);

pub static B02201: Rule = fatal(
    "PEPPOL-T71-B02201",
    LINE,
    "The reference of a line names the place.",
    "The sender has to find what is wrong.",
    |view, at, findings| child(view, at, findings, cbc::LineID),
);

pub static B02401: Rule = fatal(
    "PEPPOL-T71-B02401",
    LINE,
    "The response of a line has a text.",
    "Reason codes only name the kind of issue; the text is what a person mends the message by.",
    |view, at, findings| child(view, at, findings, cbc::Description),
);

pub static B02402: Rule = fatal(
    "PEPPOL-T71-B02402",
    LINE_REASON,
    "The response of a line has a status.",
    "It holds the reason code, which tells a failure from a warning.",
    |view, at, findings| child(view, at, findings, cac::Status),
);

pub static B02501: Rule = document::response_code_known(
    "PEPPOL-T71-B02501",
    "The code of a line, where given, is AB, AP or RE.",
    |view, at, findings| code(view, at, findings, MESSAGE_STATUS),
);

pub static B02701: Rule = fatal(
    "PEPPOL-T71-B02701",
    LINE_REASON,
    "The status of a line has a reason code.",
    "It tells a failure from a warning.",
    |view, at, findings| child(view, at, findings, cbc::StatusReasonCode),
);

pub static B02801: Rule = fatal(
    "PEPPOL-T71-B02801",
    LINE_REASON,
    "The reason code of a line is BV, BW or SV.",
    "Business rule violated, warning, syntax violated: there are no others, FD belongs to the Message Level Status. A comment \
     inside the value is an error of the official test.",
    |view, at, findings| code(view, at, findings, MESSAGE_REASON),
);
