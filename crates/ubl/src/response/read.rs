//! Reads an `ApplicationResponse` into what it is: Invoice Response, Message Level Status or Message Level Response.
//!
//! Which one it is says its `CustomizationID`. Reading is tolerant where the rules judge: it wants what correlation and state need.

use chrono::{DateTime, NaiveTime};

use super::{
    ApplicationResponse, Clarification, InvoiceResponse, MessageLevelResponse, MessageLevelStatus, MlsIssue, PartyRef,
};
use crate::document::{Document, Name, attr, cac, cbc, root};
use crate::view::{View, ViewError};
use crate::write::{INVOICE_RESPONSE_CUSTOMIZATION_ID, MLR_CUSTOMIZATION_ID, MLS_CUSTOMIZATION_ID};

/// What stands for "no place" in an issue.
const NO_LINE: &str = "NA";

/// Why an `ApplicationResponse` cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResponseError {
    /// Another root.
    #[error("root {0} is no ApplicationResponse")]
    OtherRoot(String),
    /// A response of a kind we do not know.
    #[error("CustomizationID {0:?} is neither Invoice Response, nor MLS, nor MLR")]
    OtherCustomization(String),
    /// A fact is missing or does not read.
    #[error(transparent)]
    Value(#[from] ViewError),
}

/// Reads an Invoice Response, MLS or MLR.
pub fn read_application_response(document: &Document) -> Result<ApplicationResponse, ResponseError> {
    let name = document.name(document.root());
    if name != root::ApplicationResponse {
        return Err(ResponseError::OtherRoot(document.written_name(name)));
    }
    let view = View::root(document);
    let customization = view.text(&[cbc::CustomizationID]).unwrap_or_default();
    if customization == MLS_CUSTOMIZATION_ID {
        return Ok(ApplicationResponse::Status(status(view)?));
    }
    if is_version_of(&customization, MLR_CUSTOMIZATION_ID) {
        return Ok(ApplicationResponse::Mlr(message_level_response(view)?));
    }
    if is_version_of(&customization, INVOICE_RESPONSE_CUSTOMIZATION_ID) {
        return Ok(ApplicationResponse::Invoice(invoice_response(view)?));
    }
    Err(ResponseError::OtherCustomization(customization))
}

/// Rule T111-R003 and its kin test only the beginning, so that minor versions pass.
fn is_version_of(customization: &str, id: &str) -> bool {
    customization.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn invoice_response(view: View<'_>) -> Result<InvoiceResponse, ViewError> {
    let response = view.need(&[cac::DocumentResponse, cac::Response])?;
    let reference = view.need(&[cac::DocumentResponse, cac::DocumentReference])?;
    Ok(InvoiceResponse {
        id: view.required(&[cbc::ID])?,
        issue_date: view.required_date(&[cbc::IssueDate])?,
        issue_time: time(view),
        sender: party(view, cac::SenderParty)?,
        receiver: party(view, cac::ReceiverParty)?,
        code: response.required_parsed(&[cbc::ResponseCode], "invoice status")?,
        effective_date: response.date(&[cbc::EffectiveDate])?,
        statuses: response.all(&[cac::Status]).map(clarification).collect(),
        invoice_number: reference.required(&[cbc::ID])?,
        invoice_issue_date: reference.date(&[cbc::IssueDate])?,
        invoice_type_code: reference.text(&[cbc::DocumentTypeCode]),
        issuer_name: view.text(&[cac::DocumentResponse, cac::IssuerParty, cac::PartyName, cbc::Name]),
        recipient_name: view.text(&[cac::DocumentResponse, cac::RecipientParty, cac::PartyName, cbc::Name]),
        note: view.text(&[cbc::Note]),
    })
}

fn clarification(status: View<'_>) -> Clarification {
    let conditions = status.all(&[cac::Condition]);
    Clarification {
        reason: status.text(&[cbc::StatusReasonCode]),
        list: status.at(&[cbc::StatusReasonCode]).and_then(|code| code.attribute(attr::listID)),
        text: status.text(&[cbc::StatusReason]),
        conditions: conditions
            .map(|condition| {
                (
                    condition.text(&[cbc::AttributeID]).unwrap_or_default(),
                    condition.text(&[cbc::Description]).unwrap_or_default(),
                )
            })
            .collect(),
    }
}

fn status(view: View<'_>) -> Result<MessageLevelStatus, ViewError> {
    let response = view.need(&[cac::DocumentResponse, cac::Response])?;
    let (date, time) = (view.required(&[cbc::IssueDate])?, view.required(&[cbc::IssueTime])?);
    let instant = format!("{date}T{time}");
    let issued = DateTime::parse_from_rfc3339(&instant);
    Ok(MessageLevelStatus {
        id: view.required(&[cbc::ID])?,
        issued: issued.map_err(|_| ViewError::Unreadable {
            path: "/ApplicationResponse/cbc:IssueTime[1]".to_owned(),
            value: instant,
            expected: "instant with time zone",
        })?,
        sender: view.need(&[cac::SenderParty])?.endpoint()?.value,
        receiver: view.need(&[cac::ReceiverParty])?.endpoint()?.value,
        code: response.required_parsed(&[cbc::ResponseCode], "message status")?,
        description: response.text(&[cbc::Description]),
        instance_id: view.required(&[cac::DocumentResponse, cac::DocumentReference, cbc::ID])?,
        lines: issues(view)?,
    })
}

fn message_level_response(view: View<'_>) -> Result<MessageLevelResponse, ViewError> {
    let response = view.need(&[cac::DocumentResponse, cac::Response])?;
    Ok(MessageLevelResponse {
        id: view.required(&[cbc::ID])?,
        issue_date: view.required_date(&[cbc::IssueDate])?,
        issue_time: time(view),
        sender: view.need(&[cac::SenderParty])?.endpoint()?,
        receiver: view.need(&[cac::ReceiverParty])?.endpoint()?,
        code: response.required_parsed(&[cbc::ResponseCode], "message status")?,
        description: response.text(&[cbc::Description]),
        instance_id: view.required(&[cac::DocumentResponse, cac::DocumentReference, cbc::ID])?,
        lines: issues(view)?,
    })
}

/// One issue per response of a line: a line may carry several.
fn issues(view: View<'_>) -> Result<Vec<MlsIssue>, ViewError> {
    let mut issues = Vec::new();
    for line in view.all(&[cac::DocumentResponse, cac::LineResponse]) {
        let line_id = line.text(&[cac::LineReference, cbc::LineID]).unwrap_or_else(|| NO_LINE.to_owned());
        for response in line.all(&[cac::Response]) {
            issues.push(MlsIssue {
                line_id: line_id.clone(),
                description: response.text(&[cbc::Description]).unwrap_or_default(),
                reason: response.required_parsed(&[cac::Status, cbc::StatusReasonCode], "issue reason")?,
            });
        }
    }
    Ok(issues)
}

fn party(view: View<'_>, element: Name) -> Result<PartyRef, ViewError> {
    let party = view.need(&[element])?;
    Ok(PartyRef { endpoint: party.endpoint()?, name: party.text(&[cac::PartyLegalEntity, cbc::RegistrationName]) })
}

/// The time of day where there is one; its zone is left out, an odd form ignored, because only the order of responses needs it.
fn time(view: View<'_>) -> Option<NaiveTime> {
    let text = view.text(&[cbc::IssueTime])?;
    text.get(..8)?.parse().ok()
}

#[cfg(test)]
mod tests;
