//! Invoice Response and Message Level Status, both UBL 2.1 `ApplicationResponse`.
//!
//! Source: BIS Invoice Response 3 (T111), Peppol MLS 1.0 (rules SCH-MLS-01 to -31).

use chrono::SecondsFormat;

use super::pen::Pen;
use crate::response::{Clarification, InvoiceResponse, MessageLevelStatus, MlsIssue, PartyRef};

/// Namespace of the root.
const NAMESPACE: &str = "urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2";
/// `CustomizationID` of an Invoice Response.
pub const INVOICE_RESPONSE_CUSTOMIZATION_ID: &str = "urn:fdc:peppol.eu:poacc:trns:invoice_response:3";
/// `ProfileID` of an Invoice Response.
pub const INVOICE_RESPONSE_PROFILE_ID: &str = "urn:fdc:peppol.eu:poacc:bis:invoice_response:3";
/// `CustomizationID` of a Message Level Status.
pub const MLS_CUSTOMIZATION_ID: &str = "urn:peppol:edec:mls:1.0";
/// `ProfileID` of a Message Level Status.
pub const MLS_PROFILE_ID: &str = "urn:peppol:edec:mls";
/// `CustomizationID` of the older Message Level Response, which is read only.
pub const MLR_CUSTOMIZATION_ID: &str = "urn:fdc:peppol.eu:poacc:trns:mlr:3";
/// Identifier scheme of service providers.
pub const SPIS_SCHEME: &str = "0242";
/// Type code of the invoice answered, where the response does not know it: a commercial invoice.
const DEFAULT_TYPE_CODE: &str = "380";

/// Writes an Invoice Response (T111).
pub fn invoice_response(response: &InvoiceResponse) -> Vec<u8> {
    Pen::document("ApplicationResponse", NAMESPACE, "", |pen| {
        pen.text("CustomizationID", INVOICE_RESPONSE_CUSTOMIZATION_ID);
        pen.text("ProfileID", INVOICE_RESPONSE_PROFILE_ID);
        pen.text("ID", &response.id);
        pen.shown("IssueDate", Some(response.issue_date));
        pen.shown("IssueTime", response.issue_time.map(|time| time.format("%H:%M:%S")));
        pen.optional("Note", response.note.as_deref());
        trading_party(pen, "SenderParty", &response.sender);
        trading_party(pen, "ReceiverParty", &response.receiver);
        pen.group("DocumentResponse", |pen| document_response(pen, response));
    })
}

fn document_response(pen: &mut Pen, response: &InvoiceResponse) {
    pen.group("Response", |pen| {
        pen.text("ResponseCode", response.code.as_str());
        pen.shown("EffectiveDate", response.effective_date);
        for status in &response.statuses {
            clarification(pen, status);
        }
    });
    pen.group("DocumentReference", |pen| {
        pen.text("ID", &response.invoice_number);
        pen.shown("IssueDate", response.invoice_issue_date);
        pen.text("DocumentTypeCode", response.invoice_type_code.as_deref().unwrap_or(DEFAULT_TYPE_CODE));
    });
    named_party(pen, "IssuerParty", response.issuer_name.as_deref());
    named_party(pen, "RecipientParty", response.recipient_name.as_deref());
}

fn clarification(pen: &mut Pen, status: &Clarification) {
    pen.group("Status", |pen| {
        if let Some(reason) = &status.reason {
            let list = status.list.as_deref().map(|list| ("listID", list));
            pen.attributed("StatusReasonCode", list.as_slice(), reason);
        }
        pen.optional("StatusReason", status.text.as_deref());
        for (term, value) in &status.conditions {
            pen.group("Condition", |pen| {
                pen.text("AttributeID", term);
                pen.text("Description", value);
            });
        }
    });
}

/// The name is compulsory; without one the address stands in for it.
fn trading_party(pen: &mut Pen, element: &str, party: &PartyRef) {
    pen.group(element, |pen| {
        pen.attributed("EndpointID", &[("schemeID", &party.endpoint.scheme)], &party.endpoint.value);
        let name = party.name.clone().unwrap_or_else(|| party.endpoint.to_string());
        pen.group("PartyLegalEntity", |pen| pen.text("RegistrationName", &name));
    });
}

fn named_party(pen: &mut Pen, element: &str, name: Option<&str>) {
    pen.group(element, |pen| pen.group("PartyName", |pen| pen.optional("Name", name)));
}

/// Writes a Message Level Status.
pub fn message_level_status(status: &MessageLevelStatus) -> Vec<u8> {
    Pen::document("ApplicationResponse", NAMESPACE, "", |pen| {
        let instant = status.issued.to_rfc3339_opts(SecondsFormat::Secs, true);
        let (date, time) = instant.split_once('T').unwrap_or((instant.as_str(), ""));
        pen.text("CustomizationID", MLS_CUSTOMIZATION_ID);
        pen.text("ProfileID", MLS_PROFILE_ID);
        pen.text("ID", &status.id);
        pen.text("IssueDate", date);
        pen.text("IssueTime", time);
        provider(pen, "SenderParty", &status.sender);
        provider(pen, "ReceiverParty", &status.receiver);
        pen.group("DocumentResponse", |pen| {
            pen.group("Response", |pen| {
                pen.text("ResponseCode", status.code.as_str());
                pen.optional("Description", status.description.as_deref());
            });
            pen.group("DocumentReference", |pen| pen.text("ID", &status.instance_id));
            for line in &status.lines {
                issue(pen, line);
            }
        });
    })
}

fn provider(pen: &mut Pen, element: &str, spis: &str) {
    pen.group(element, |pen| pen.attributed("EndpointID", &[("schemeID", SPIS_SCHEME)], spis));
}

fn issue(pen: &mut Pen, issue: &MlsIssue) {
    pen.group("LineResponse", |pen| {
        pen.group("LineReference", |pen| pen.text("LineID", &issue.line_id));
        pen.group("Response", |pen| {
            pen.text("Description", &issue.description);
            pen.group("Status", |pen| pen.text("StatusReasonCode", issue.reason.as_str()));
        });
    });
}
