//! Step 4, respond: a stored answer of the network is read, correlated and applied; any other document stays in the
//! inbox.
//!
//! Before it: `receive`. Correlated are a message-level status by the `InstanceIdentifier` it names and by who signed it,
//! an Invoice Response by endpoints, number, date and type (`status.md` §2, §4). What fits nothing, comes too late or
//! contradicts what stands is kept and shown, never guessed and never lost.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use lifecycle::{mls, response};
use peppol::{ParticipantId, Sbdh};
use serde_json::json;
use store::{
    Answered, DocumentId, DocumentKind, InboundClaim, InboundId, NewAnswer, NewInvoiceResponse, NewMessageLevel,
    ResponseKind,
};
use ubl::document::{Document, Limits};
use ubl::response::{
    ApplicationResponse, InvoiceResponse, MessageLevelResponse, MessageLevelStatus, MlsCode, ResponseCode,
    read_application_response,
};

use crate::fail_point::reach;
use crate::{Error, Gateway};

/// How long a worker may hold a received document before another takes it over.
pub const LEASE_SECONDS: u32 = 120;
/// How long a document waits that could not be taken up because the database was busy.
const BUSY_PAUSE_SECONDS: i64 = 5;

/// What one pass did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Responded {
    /// Nothing waits.
    NothingDue,
    /// One received document was taken up.
    TakenUp {
        /// The document.
        inbound_id: InboundId,
        /// What came of it: `inbox`, `applied`, `out_of_order`, `uncorrelated`, `duplicate`, `unreadable: …`.
        result: String,
        /// The document that the receiver's provider rejects with it.
        rejected: Option<DocumentId>,
    },
    /// It could not be taken up now and waits.
    Postponed {
        /// The document.
        inbound_id: InboundId,
    },
}

/// A received answer with what its envelope and its signature say.
struct Heard<'a> {
    claim: &'a InboundClaim,
    sbdh: Sbdh,
    payload: Vec<u8>,
}

/// One pass: claim a received document, read it, apply what it says.
pub async fn respond_one(gateway: &Gateway) -> Result<Responded, Error> {
    let now = gateway.now();
    let Some(claim) = gateway.store().claim_inbound(now, LEASE_SECONDS, gateway.owner()).await? else {
        return Ok(Responded::NothingDue);
    };
    reach("respond.claimed");
    match take_up(gateway, &claim, now).await {
        Ok(outcome) => finish(gateway, &claim, outcome).await,
        Err(error) if error.is_transient() => {
            let due = now + Duration::seconds(BUSY_PAUSE_SECONDS);
            gateway.store().postpone_inbound(&claim, due).await?;
            Ok(Responded::Postponed { inbound_id: claim.inbound.id })
        }
        Err(error) => Err(error),
    }
}

/// What came of a received document, in a word that is stored with it.
struct Outcome {
    result: String,
    rejected: Option<DocumentId>,
}

impl From<String> for Outcome {
    fn from(result: String) -> Self {
        Self { result, rejected: None }
    }
}

async fn finish(gateway: &Gateway, claim: &InboundClaim, outcome: Outcome) -> Result<Responded, Error> {
    let Outcome { result, rejected } = outcome;
    reach("respond.applied");
    gateway.store().finish_inbound(claim, &result).await?;
    reach("respond.finished");
    tracing::info!(inbound.id = %claim.inbound.id, result, "received document taken up");
    Ok(Responded::TakenUp { inbound_id: claim.inbound.id.clone(), result, rejected })
}

async fn take_up(gateway: &Gateway, claim: &InboundClaim, now: DateTime<Utc>) -> Result<Outcome, Error> {
    let (sbdh, payload) = match Sbdh::open(&claim.payload) {
        Ok(opened) => opened,
        Err(error) => return Ok(format!("unreadable: {error}").into()),
    };
    if sbdh.type_name != "ApplicationResponse" {
        return Ok("inbox".to_owned().into());
    }
    let response = match read(&payload) {
        Ok(response) => response,
        Err(reason) => return Ok(format!("unreadable: {reason}").into()),
    };
    let heard = Heard { claim, sbdh, payload };
    if let Some(reason) = spoken_for_another(heard.sbdh.sender.value(), &response) {
        return Ok(format!("uncorrelated: {reason}").into());
    }
    let by_provider = !matches!(response, ApplicationResponse::Invoice(_));
    let answered = match response {
        ApplicationResponse::Invoice(response) => apply_invoice_response(gateway, &heard, &response, now).await?,
        ApplicationResponse::Status(status) => apply_status(gateway, &heard, &status, now).await?,
        ApplicationResponse::Mlr(response) => apply_mlr(gateway, &heard, &response, now).await?,
    };
    Ok(Outcome { result: word(&answered).to_owned(), rejected: rejected(&answered, by_provider) })
}

/// A buyer's answer comes under the buyer's own address, or its provider's: nobody else speaks for it.
fn spoken_for_another(envelope: &str, response: &ApplicationResponse) -> Option<String> {
    let ApplicationResponse::Invoice(response) = response else {
        return None;
    };
    let document = response.sender.endpoint.to_string();
    let same = envelope.eq_ignore_ascii_case(&document);
    (!same).then(|| format!("{envelope} sent an answer of {document}"))
}

fn read(payload: &[u8]) -> Result<ApplicationResponse, String> {
    let document = Document::read(payload, &Limits::default()).map_err(|error| error.to_string())?;
    read_application_response(&document).map_err(|error| error.to_string())
}

fn word(answered: &Answered) -> &'static str {
    match answered {
        Answered::Applied { .. } => "applied",
        Answered::OutOfOrder { .. } => "out_of_order",
        Answered::Uncorrelated { .. } => "uncorrelated",
        Answered::Duplicate { .. } => "duplicate",
    }
}

/// The document whose delivery now stands at "rejected by the receiver's provider". What the buyer rejects is another
/// matter: a message-level state is spelled `RE` too, but only a person goes on from a buyer's.
fn rejected(answered: &Answered, by_provider: bool) -> Option<DocumentId> {
    match answered {
        Answered::Applied { document_id, state, .. } if by_provider && state == mls::State::Re.as_str() => {
            Some(document_id.clone())
        }
        _ => None,
    }
}

impl Heard<'_> {
    fn answer(&self, tenant: String, sender: String, response_id: &str) -> NewAnswer {
        NewAnswer {
            tenant,
            sender,
            response_id: response_id.to_owned(),
            payload: self.payload.clone(),
            inbound_id: Some(self.claim.inbound.id.clone()),
            issued_at: None,
            details: serde_json::Value::Null,
        }
    }
}

// ---- Invoice Response ----------------------------------------------------------------------------------------------

async fn apply_invoice_response(
    gateway: &Gateway,
    heard: &Heard<'_>,
    response: &InvoiceResponse,
    now: DateTime<Utc>,
) -> Result<Answered, Error> {
    let tenant = gateway.tenant_of(&heard.sbdh.receiver).map(|(tenant, _)| tenant.id.clone()).unwrap_or_default();
    let seller = response.receiver.endpoint.to_string();
    let buyer = response.sender.endpoint.to_string();
    let on_behalf_of = on_behalf_of(gateway, &tenant, &seller, &buyer, response).await?;
    let code = event(response);
    let answer = NewAnswer {
        issued_at: Some(response.issue_date.and_time(response.issue_time.unwrap_or(NaiveTime::MIN)).and_utc()),
        details: json!({"response": response, "on_behalf_of": on_behalf_of, "signer": heard.claim.inbound.from_party}),
        ..heard.answer(tenant, buyer, &response.id)
    };
    let new = NewInvoiceResponse {
        answer,
        seller,
        code,
        invoice_number: response.invoice_number.clone(),
        invoice_issue_date: response.invoice_issue_date,
        invoice_kind: response.invoice_type_code.as_deref().and_then(kind_of_type_code),
        on_behalf_of,
        effective_date: response.effective_date,
        proposed_date: response.proposed_payment_date(),
    };
    Ok(gateway.store().apply_response(&new, now).await?)
}

/// A provider may answer for the buyer: believed only if it names the buyer of that very invoice
/// (`invoice-response-cases.md` §4, case 8), and marked in the details.
async fn on_behalf_of(
    gateway: &Gateway,
    tenant: &str,
    seller: &str,
    sender: &str,
    response: &InvoiceResponse,
) -> Result<Option<String>, Error> {
    let Some(name) = response.recipient_name.as_deref().map(str::trim) else {
        return Ok(None);
    };
    let rows = gateway.store().documents_numbered(tenant, &response.invoice_number).await?;
    let named = rows.iter().find(|row| {
        row.sender.eq_ignore_ascii_case(seller)
            && !row.receiver.eq_ignore_ascii_case(sender)
            && row.receiver_name.as_deref().is_some_and(|known| known.trim().eq_ignore_ascii_case(name))
    });
    Ok(named.map(|row| row.receiver.clone()))
}

fn event(response: &InvoiceResponse) -> response::Event {
    let code = match response.code {
        ResponseCode::AB => response::Event::Ab,
        ResponseCode::IP => response::Event::Ip,
        ResponseCode::UQ => response::Event::Uq,
        ResponseCode::CA => response::Event::Ca,
        ResponseCode::RE => response::Event::Re,
        ResponseCode::AP => response::Event::Ap,
        ResponseCode::PD => response::Event::Pd,
    };
    response::Event::of(code, response.is_partly_paid())
}

/// UNCL1001 in what BIS Billing allows: 81, 83, 381, 396 and 532 belong to credit notes; all other codes to invoices.
fn kind_of_type_code(code: &str) -> Option<DocumentKind> {
    match code.trim() {
        "" => None,
        "81" | "83" | "381" | "396" | "532" => Some(DocumentKind::CreditNote),
        _ => Some(DocumentKind::Invoice),
    }
}

// ---- Message Level Status and Response -----------------------------------------------------------------------------

async fn apply_status(
    gateway: &Gateway,
    heard: &Heard<'_>,
    status: &MessageLevelStatus,
    now: DateTime<Utc>,
) -> Result<Answered, Error> {
    let spoken_by = ParticipantId::of_seat(&heard.claim.inbound.from_party).ok();
    // The provider that speaks is the one that signed, not merely one that is named in the text.
    let own_word = spoken_by.is_some_and(|id| id.service_provider() == heard.sbdh.sender.service_provider());
    let new = NewMessageLevel {
        answer: NewAnswer {
            issued_at: Some(status.issued.with_timezone(&Utc)),
            details: json!({"status": status, "signer": heard.claim.inbound.from_party}),
            ..heard.answer(String::new(), format!("0242:{}", status.sender), &status.id)
        },
        kind: ResponseKind::MessageLevelStatus,
        code: message_level_event(status.code),
        instance_id: status.instance_id.clone(),
        from_our_receiver: own_word && signed_by_receiver(gateway, heard, &status.instance_id).await?,
        description: status.description.clone(),
    };
    Ok(gateway.store().apply_mls(&new, now).await?)
}

async fn apply_mlr(
    gateway: &Gateway,
    heard: &Heard<'_>,
    response: &MessageLevelResponse,
    now: DateTime<Utc>,
) -> Result<Answered, Error> {
    let new = NewMessageLevel {
        answer: NewAnswer {
            issued_at: Some(response.issue_date.and_time(response.issue_time.unwrap_or(NaiveTime::MIN)).and_utc()),
            details: json!({"status": response, "signer": heard.claim.inbound.from_party}),
            ..heard.answer(String::new(), response.sender.to_string(), &response.id)
        },
        kind: ResponseKind::MessageLevelResponse,
        code: message_level_event(response.code),
        instance_id: response.instance_id.clone(),
        from_our_receiver: signed_by_receiver(gateway, heard, &response.instance_id).await?,
        description: response.description.clone(),
    };
    Ok(gateway.store().apply_mls(&new, now).await?)
}

/// Whether the signer of this answer is the access point the document went to: the same certificate, or after a
/// renewal the same seat as on the receipt. A document we do not know is judged by the store.
async fn signed_by_receiver(gateway: &Gateway, heard: &Heard<'_>, instance_id: &str) -> Result<bool, Error> {
    let Some(delivery) = gateway.store().find_delivery_by_instance(instance_id).await? else {
        return Ok(true);
    };
    let inbound = &heard.claim.inbound;
    let same_certificate = delivery.receiver_fingerprint.as_ref() == Some(&inbound.signer);
    Ok(same_certificate || delivery.receipt_signer.as_ref() == Some(&inbound.from_party))
}

fn message_level_event(code: MlsCode) -> mls::Event {
    match code {
        MlsCode::AB => mls::Event::Ab,
        MlsCode::AP => mls::Event::Ap,
        MlsCode::RE => mls::Event::Re,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn nobody_answers_for_a_buyer_from_another_address() {
        let party = |endpoint: &str| ubl::response::PartyRef { endpoint: endpoint.parse().unwrap(), name: None };
        let response = ApplicationResponse::Invoice(InvoiceResponse {
            id: "r-1".to_owned(),
            issue_date: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
            issue_time: None,
            sender: party("0106:45678123"),
            receiver: party("0106:12345678"),
            code: ResponseCode::AP,
            effective_date: None,
            statuses: Vec::new(),
            invoice_number: "2026-0042".to_owned(),
            invoice_issue_date: None,
            invoice_type_code: None,
            issuer_name: None,
            recipient_name: None,
            note: None,
        });
        assert_eq!(spoken_for_another("0106:45678123", &response), None);
        let reason = spoken_for_another("0106:56781234", &response);
        assert_eq!(reason.as_deref(), Some("0106:56781234 sent an answer of 0106:45678123"));
    }

    #[test]
    fn type_codes_tell_credit_notes_from_invoices() {
        assert_eq!(kind_of_type_code("381"), Some(DocumentKind::CreditNote));
        assert_eq!(kind_of_type_code("380"), Some(DocumentKind::Invoice));
        assert_eq!(kind_of_type_code(" "), None);
    }
}
