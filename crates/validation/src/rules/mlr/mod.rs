//! Peppol Message Level Response (transaction T71), release 2026.5: whether a message was in order, said by its receiver.
//!
//! Here stands the model and which rules apply where, in the official order of patterns; what a rule demands stands in
//! the files named after the rules.

mod b00101_to_b01901;
mod b02101_to_b02801;
mod closed;

use ubl::document::{NodeId, cac, cbc, root};

use self::b00101_to_b01901::{
    B00101, B00102, B00103, B00104, B00105, B00106, B00107, B00108, B00301, B00701, B00801, B00802, B01001, B01101,
    B01102, B01301, B01302, B01401, B01501, B01701, B01901, R001,
};
use self::b02101_to_b02801::{B02101, B02102, B02201, B02401, B02402, B02501, B02701, B02801};
use self::closed::{B00109, B00702, B01002, B01303, B01402, B01702, B02202, B02403, B02702};
use super::answers::common::{EMPTY_ELEMENTS, FORMATS};
use super::answers::{is_document, is_in};
use crate::rule::{Context, Fault, Pattern, View};
use crate::rules::anywhere;

/// The patterns in official order.
pub const PATTERNS: &[Pattern] = &[EMPTY_ELEMENTS, FORMATS, MODEL, SPECIFICATION];

const SPECIFICATION: Pattern = &[Context { names: &[cbc::CustomizationID], matches: anywhere, rules: &[&R001] }];

/// The closed model, group by group: what may stand there, then what may not.
const MODEL: Pattern = &[
    Context {
        names: &[root::ApplicationResponse],
        matches: is_document,
        rules: &[&B00101, &B00102, &B00103, &B00104, &B00105, &B00106, &B00107, &B00108],
    },
    Context {
        names: &[cbc::CustomizationID, cbc::ID, cbc::IssueDate, cbc::IssueTime],
        matches: in_document,
        rules: &[],
    },
    Context { names: &[cbc::ProfileID], matches: in_document, rules: &[&B00301] },
    Context { names: &[cac::SenderParty], matches: in_document, rules: &[&B00701] },
    Context { names: &[cac::ReceiverParty], matches: in_document, rules: &[&B01001] },
    Context { names: &[cac::DocumentResponse], matches: in_document, rules: &[&B01301, &B01302] },
    Context { names: &[], matches: in_document, rules: &[&B00109] },
    // Parties
    Context { names: &[cbc::EndpointID], matches: in_sender, rules: &[&B00801, &B00802] },
    Context { names: &[], matches: in_sender, rules: &[&B00702] },
    Context { names: &[cbc::EndpointID], matches: in_receiver, rules: &[&B01101, &B01102] },
    Context { names: &[], matches: in_receiver, rules: &[&B01002] },
    // Answer
    Context { names: &[cac::Response], matches: in_document_response, rules: &[&B01401] },
    Context { names: &[cac::DocumentReference], matches: in_document_response, rules: &[&B01701] },
    Context { names: &[cac::LineResponse], matches: in_document_response, rules: &[&B02101, &B02102] },
    Context { names: &[], matches: in_document_response, rules: &[&B01303] },
    Context { names: &[cbc::ResponseCode], matches: in_response, rules: &[&B01501] },
    Context { names: &[cbc::Description], matches: in_response, rules: &[] },
    Context { names: &[], matches: in_response, rules: &[&B01402] },
    Context { names: &[cbc::ID, cbc::VersionID], matches: in_reference, rules: &[] },
    Context { names: &[cbc::DocumentTypeCode], matches: in_reference, rules: &[&B01901] },
    Context { names: &[], matches: in_reference, rules: &[&B01702] },
    // Lines
    Context { names: &[cac::LineReference], matches: in_line, rules: &[&B02201] },
    Context { names: &[cac::Response], matches: in_line, rules: &[&B02401, &B02402] },
    Context { names: &[cbc::LineID], matches: in_line_reference, rules: &[] },
    Context { names: &[], matches: in_line_reference, rules: &[&B02202] },
    Context { names: &[cbc::ResponseCode], matches: in_line_response, rules: &[&B02501] },
    Context { names: &[cbc::Description], matches: in_line_response, rules: &[] },
    Context { names: &[cac::Status], matches: in_line_response, rules: &[&B02701] },
    Context { names: &[], matches: in_line_response, rules: &[&B02403] },
    Context { names: &[cbc::StatusReasonCode], matches: in_status, rules: &[&B02801] },
    Context { names: &[], matches: in_status, rules: &[&B02702] },
];

type Matches = Result<bool, Fault>;

fn in_document(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[])
}

fn in_sender(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::SenderParty])
}

fn in_receiver(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::ReceiverParty])
}

fn in_document_response(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse])
}

fn in_response(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::Response])
}

fn in_reference(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::DocumentReference])
}

fn in_line(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::LineResponse])
}

fn in_line_reference(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::LineResponse, cac::LineReference])
}

fn in_line_response(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::LineResponse, cac::Response])
}

fn in_status(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::LineResponse, cac::Response, cac::Status])
}
