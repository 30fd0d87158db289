//! Peppol Invoice Response (transaction T111), release 2026.5: what the buyer says about an invoice.
//!
//! Here stands the model and which rules apply where, in the official order of patterns; what a rule demands stands in
//! the files named after the rules.

mod b00101_to_b02602;
mod b02801_to_b05301;
mod closed;
mod r001_to_r008;

use ubl::document::{NodeId, attr, cac, cbc, root};

use self::b00101_to_b02602::{
    B00101, B00102, B00103, B00104, B00105, B00106, B00107, B00108, B00801, B00802, B00901, B00902, B01101, B01201,
    B01401, B02001, B02002, B02101, B02102, B02301, B02401, B02601,
};
use self::b02801_to_b05301::{
    B02801, B02802, B02901, B03001, B03301, B03302, B03303, B03601, B03901, B03902, B04201, B04301, B04401, B04501,
    B04701, B04901, B05001, B05101, B05301,
};
use self::closed::{
    B00109, B00803, B01402, B01601, B02003, B02602, B02803, B02902, B03201, B03602, B03903, B04302, B04902,
};
use self::r001_to_r008::{R001, R002, R003, R004, R005, R006, R007, R008};
use super::answers::codes::{ACTION_LIST, REASON_LIST};
use super::answers::common::{EMPTY_ELEMENTS, FORMATS};
use super::answers::{is_document, is_in};
use crate::rule::{Context, Fault, Pattern, View};
use crate::rules::anywhere;

/// The patterns in official order.
pub const PATTERNS: &[Pattern] = &[EMPTY_ELEMENTS, FORMATS, MODEL, CONDITIONS, LISTS];

/// The closed model, group by group: what may stand there, then what may not.
const MODEL: Pattern = &[
    Context {
        names: &[root::ApplicationResponse],
        matches: is_document,
        rules: &[&B00101, &B00102, &B00103, &B00104, &B00105, &B00106, &B00107, &B00108],
    },
    Context {
        names: &[cbc::CustomizationID, cbc::ProfileID, cbc::ID, cbc::IssueDate, cbc::IssueTime, cbc::Note],
        matches: in_document,
        rules: &[],
    },
    Context { names: &[cac::SenderParty], matches: in_document, rules: &[&B00801, &B00802] },
    Context { names: &[cac::ReceiverParty], matches: in_document, rules: &[&B02001, &B02002] },
    Context { names: &[cac::DocumentResponse], matches: in_document, rules: &[&B02801, &B02802] },
    Context { names: &[], matches: in_document, rules: &[&B00109] },
    // Sender
    Context { names: &[cbc::EndpointID], matches: in_sender, rules: &[&B00901, &B00902] },
    Context { names: &[cac::PartyIdentification], matches: in_sender, rules: &[&B01101] },
    Context { names: &[cac::PartyLegalEntity], matches: in_sender, rules: &[&B01401] },
    Context { names: &[cac::Contact], matches: in_sender, rules: &[] },
    Context { names: &[], matches: in_sender, rules: &[&B00803] },
    Context {
        names: &[cbc::ID],
        matches: |view, at| is_in(view, at, &[cac::SenderParty, cac::PartyIdentification]),
        rules: &[&B01201],
    },
    Context { names: &[cbc::RegistrationName], matches: in_sender_entity, rules: &[] },
    Context { names: &[], matches: in_sender_entity, rules: &[&B01402] },
    Context { names: &[cbc::Name, cbc::Telephone, cbc::ElectronicMail], matches: in_sender_contact, rules: &[] },
    Context { names: &[], matches: in_sender_contact, rules: &[&B01601] },
    // Receiver
    Context { names: &[cbc::EndpointID], matches: in_receiver, rules: &[&B02101, &B02102] },
    Context { names: &[cac::PartyIdentification], matches: in_receiver, rules: &[&B02301] },
    Context { names: &[cac::PartyLegalEntity], matches: in_receiver, rules: &[&B02601] },
    Context { names: &[], matches: in_receiver, rules: &[&B02003] },
    Context {
        names: &[cbc::ID],
        matches: |view, at| is_in(view, at, &[cac::ReceiverParty, cac::PartyIdentification]),
        rules: &[&B02401],
    },
    Context { names: &[cbc::RegistrationName], matches: in_receiver_entity, rules: &[] },
    Context { names: &[], matches: in_receiver_entity, rules: &[&B02602] },
    // Answer
    Context { names: &[cac::Response], matches: in_document_response, rules: &[&B02901] },
    Context { names: &[cac::DocumentReference], matches: in_document_response, rules: &[&B03901, &B03902] },
    Context { names: &[cac::IssuerParty], matches: in_document_response, rules: &[&B04301] },
    Context { names: &[cac::RecipientParty], matches: in_document_response, rules: &[&B04901] },
    Context { names: &[], matches: in_document_response, rules: &[&B02803] },
    Context { names: &[cbc::ResponseCode], matches: in_response, rules: &[&B03001] },
    Context { names: &[cbc::EffectiveDate, cac::Status], matches: in_response, rules: &[] },
    Context { names: &[], matches: in_response, rules: &[&B02902] },
    Context { names: &[cbc::StatusReasonCode], matches: in_status, rules: &[&B03301, &B03302, &B03303] },
    Context { names: &[cbc::StatusReason], matches: in_status, rules: &[] },
    Context { names: &[cac::Condition], matches: in_status, rules: &[&B03601] },
    Context { names: &[], matches: in_status, rules: &[&B03201] },
    Context { names: &[cbc::AttributeID, cbc::Description], matches: in_condition, rules: &[] },
    Context { names: &[], matches: in_condition, rules: &[&B03602] },
    // The invoice answered, and its parties
    Context { names: &[cbc::ID, cbc::IssueDate], matches: in_reference, rules: &[] },
    Context { names: &[cbc::DocumentTypeCode], matches: in_reference, rules: &[&B04201] },
    Context { names: &[], matches: in_reference, rules: &[&B03903] },
    Context { names: &[cac::PartyIdentification], matches: in_issuer, rules: &[&B04401] },
    Context { names: &[cac::PartyName], matches: in_issuer, rules: &[&B04701] },
    Context { names: &[], matches: in_issuer, rules: &[&B04302] },
    Context {
        names: &[cbc::ID],
        matches: |view, at| is_in(view, at, &[cac::DocumentResponse, cac::IssuerParty, cac::PartyIdentification]),
        rules: &[&B04501],
    },
    Context { names: &[cac::PartyIdentification], matches: in_recipient, rules: &[&B05001] },
    Context { names: &[cac::PartyName], matches: in_recipient, rules: &[&B05301] },
    Context { names: &[], matches: in_recipient, rules: &[&B04902] },
    Context {
        names: &[cbc::ID],
        matches: |view, at| is_in(view, at, &[cac::DocumentResponse, cac::RecipientParty, cac::PartyIdentification]),
        rules: &[&B05101],
    },
];

/// What one part of the answer asks of another, wherever in the document it stands.
const CONDITIONS: Pattern = &[
    Context { names: &[cac::Response], matches: r001_to_r008::needs_clarification, rules: &[&R001] },
    Context {
        names: &[cac::Status],
        matches: |view, at| Ok(view.any_text(at, &[cbc::StatusReasonCode], "OTH")),
        rules: &[&R002],
    },
    Context { names: &[cbc::CustomizationID], matches: anywhere, rules: &[&R003] },
    Context {
        names: &[cac::Status],
        matches: |view, at| Ok(view.any_text(at, &[cbc::StatusReasonCode], "PPD")),
        rules: &[&R004, &R005],
    },
    Context { names: &[cbc::ProfileID], matches: anywhere, rules: &[&R008] },
];

/// Clarification codes against the list that `listID` names.
const LISTS: Pattern = &[
    Context { names: &[cac::Status], matches: |view, at| Ok(names_list(view, at, ACTION_LIST)), rules: &[&R006] },
    Context { names: &[cac::Status], matches: |view, at| Ok(names_list(view, at, REASON_LIST)), rules: &[&R007] },
];

fn names_list(view: &View<'_>, at: NodeId, list: &str) -> bool {
    view.children_named(at, cbc::StatusReasonCode).any(|code| view.attribute(code, attr::listID) == Some(list))
}

type Matches = Result<bool, Fault>;

fn in_document(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[])
}

fn in_sender(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::SenderParty])
}

fn in_sender_entity(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::SenderParty, cac::PartyLegalEntity])
}

fn in_sender_contact(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::SenderParty, cac::Contact])
}

fn in_receiver(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::ReceiverParty])
}

fn in_receiver_entity(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::ReceiverParty, cac::PartyLegalEntity])
}

fn in_document_response(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse])
}

fn in_response(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::Response])
}

fn in_status(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::Response, cac::Status])
}

fn in_condition(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::Response, cac::Status, cac::Condition])
}

fn in_reference(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::DocumentReference])
}

fn in_issuer(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::IssuerParty])
}

fn in_recipient(view: &View<'_>, at: NodeId) -> Matches {
    is_in(view, at, &[cac::DocumentResponse, cac::RecipientParty])
}
