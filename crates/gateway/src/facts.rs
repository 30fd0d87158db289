//! What the road needs to know of a document that came as XML, whatever its kind: number, addresses, types.
//!
//! Pure. Reads a document that has been judged; does not judge again.

use peppol::{DocumentTypeId, ParticipantId, ProcessId, known};
use store::DocumentKind;
use ubl::document::{Document, Limits};
use ubl::response::{ApplicationResponse, read_application_response};
use ubl::summary::{Kind, Summary, summarize};

/// The facts of one document.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub(crate) kind: DocumentKind,
    /// Its number, or the identifier of a response.
    pub(crate) number: String,
    pub(crate) sender: Option<ParticipantId>,
    pub(crate) receiver: Option<ParticipantId>,
    pub(crate) document_type: DocumentTypeId,
    pub(crate) process: ProcessId,
    /// Of an invoice, credit note or reminder.
    pub(crate) summary: Option<Summary>,
}

/// Reads the facts; the error says what is missing or cannot be read, with its path.
pub(crate) fn facts(bytes: &[u8]) -> Result<Facts, String> {
    let document = Document::read(bytes, &Limits::default()).map_err(|error| error.to_string())?;
    let root = document.name(document.root());
    if document.local_name(root) == "ApplicationResponse" {
        let response = read_application_response(&document).map_err(|error| error.to_string())?;
        return of_response(&response);
    }
    of_summary(&document, summarize(&document).map_err(|error| error.to_string())?)
}

fn of_summary(document: &Document, summary: Summary) -> Result<Facts, String> {
    let (document_type, process) = capability(document, &summary)?;
    let endpoint =
        |party: &ubl::party::Party| party.endpoint.as_ref().and_then(|id| ParticipantId::parse(&id.to_string()).ok());
    Ok(Facts {
        kind: match summary.kind {
            Kind::Invoice => DocumentKind::Invoice,
            Kind::CreditNote => DocumentKind::CreditNote,
            Kind::Reminder => DocumentKind::Reminder,
        },
        number: summary.number.clone(),
        sender: endpoint(&summary.seller),
        receiver: endpoint(&summary.buyer),
        document_type,
        process,
        summary: Some(summary),
    })
}

/// The document type and process a document travels under (Policy for use of Identifiers, section 4).
fn capability(document: &Document, summary: &Summary) -> Result<(DocumentTypeId, ProcessId), String> {
    let customization = summary.customization_id.as_deref().ok_or("cbc:CustomizationID is missing")?;
    match customization {
        known::UBL_REMINDER_CUSTOMIZATION => return Ok((known::bilateral(), known::bilateral_process())),
        known::EHF_REMINDER_CUSTOMIZATION => return Ok((known::ehf_reminder(), known::ehf_reminder_process())),
        _ => {}
    }
    let root = document.name(document.root());
    let syntax = format!("{}::{}", document.namespace_uri(document.namespace(root)), document.local_name(root));
    let document_type = format!("{syntax}##{customization}::2.1").parse().map_err(|error| format!("{error}"))?;
    let profile = summary.profile_id.as_deref().ok_or("cbc:ProfileID is missing")?;
    Ok((document_type, profile.parse().map_err(|error| format!("{error}"))?))
}

fn of_response(response: &ApplicationResponse) -> Result<Facts, String> {
    let (kind, number, sender, receiver, capability) = match response {
        ApplicationResponse::Invoice(response) => (
            DocumentKind::InvoiceResponse,
            &response.id,
            response.sender.endpoint.to_string(),
            response.receiver.endpoint.to_string(),
            (known::invoice_response(), known::invoice_response_process()),
        ),
        ApplicationResponse::Status(status) => (
            DocumentKind::MessageLevelStatus,
            &status.id,
            format!("0242:{}", status.sender),
            format!("0242:{}", status.receiver),
            (known::mls(), known::mls_process()),
        ),
        // Read when it comes, never sent (`status.md` §3).
        ApplicationResponse::Mlr(_) => {
            return Err("a message-level response is not sent; send a message-level status".to_owned());
        }
    };
    let (document_type, process) = capability;
    Ok(Facts {
        kind,
        number: number.clone(),
        sender: ParticipantId::parse(&sender).ok(),
        receiver: ParticipantId::parse(&receiver).ok(),
        document_type,
        process,
        summary: None,
    })
}
