//! What buyers and their provider write: Invoice Responses and Message Level Status.

use chrono::{DateTime, NaiveDate, Utc};
use peppol::{MlsType, ParticipantId, Sbdh};
use ubl::party::EndpointRef;
use ubl::response::{
    Clarification, InvoiceResponse, IssueReason, MessageLevelStatus, MlsCode, MlsIssue, PartyRef, ResponseCode,
};
use ubl::summary::Summary;

use crate::cast::Buyer;

/// The Invoice Response of a buyer. Its number follows from invoice and code: said twice it is the same answer.
pub(crate) fn invoice_response(
    buyer: &Buyer,
    invoice: &Summary,
    code: ResponseCode,
    on: NaiveDate,
    now: DateTime<Utc>,
) -> Option<Vec<u8>> {
    let (scheme, value) = buyer.participant.split_once(':')?;
    let endpoint = EndpointRef { scheme: scheme.to_owned(), value: value.to_owned() };
    let response = InvoiceResponse {
        id: format!("IR-{}-{code}", invoice.number),
        issue_date: now.date_naive(),
        issue_time: Some(now.time()),
        sender: PartyRef { endpoint, name: Some(buyer.name.to_owned()) },
        receiver: PartyRef { endpoint: invoice.seller.endpoint.clone()?, name: Some(invoice.seller.name.clone()) },
        code,
        effective_date: Some(on),
        statuses: clarifications(code),
        invoice_number: invoice.number.clone(),
        invoice_issue_date: Some(invoice.issue_date),
        invoice_type_code: Some(invoice.type_code.clone().unwrap_or_else(|| "380".to_owned())),
        issuer_name: None,
        recipient_name: None,
        note: None,
    };
    Some(ubl::write::invoice_response(&response))
}

/// BIS Invoice Response 3: a query, a condition and a rejection need a reason.
fn clarifications(code: ResponseCode) -> Vec<Clarification> {
    match code {
        ResponseCode::UQ => vec![
            Clarification::reason("REF", Some("The order number is missing")),
            Clarification::action("PIN", Some("Please tell the order number")).with_condition("BT-13", "unknown"),
        ],
        ResponseCode::RE => vec![
            Clarification::reason("UNR", Some("We know of no such order")),
            Clarification::action("NIN", Some("Please send a new invoice that names the order")),
        ],
        ResponseCode::CA => vec![Clarification::reason("PAY", Some("Payment on another date"))],
        ResponseCode::AB | ResponseCode::IP | ResponseCode::AP | ResponseCode::PD => Vec::new(),
    }
}

/// The provider's word on a message, or none where it owes none (Peppol MLS 1.1, rules MLS-3 and §2 of its guideline).
pub(crate) fn message_level_status(
    received: &Sbdh,
    from_party: &str,
    provider: &ParticipantId,
    code: MlsCode,
    now: DateTime<Utc>,
) -> Option<Vec<u8>> {
    let wanted = received.mls_type == Some(MlsType::AlwaysSend) || code == MlsCode::RE;
    let addressee = status_address(received, from_party)?;
    if !wanted {
        return None;
    }
    let refused = "The document could not be handed over to the receiver";
    let issue = MlsIssue { line_id: "NA".to_owned(), description: refused.to_owned(), reason: IssueReason::FD };
    let is_refusal = code == MlsCode::RE;
    let status = MessageLevelStatus {
        id: format!("MLS-{}", received.instance_id),
        issued: now.fixed_offset(),
        sender: provider.identifier().to_owned(),
        receiver: addressee.identifier().to_owned(),
        code,
        description: is_refusal.then(|| refused.to_owned()),
        instance_id: received.instance_id.clone(),
        lines: if is_refusal { vec![issue] } else { Vec::new() },
    };
    Some(ubl::write::message_level_status(&status))
}

/// `MLS_TO` where it belongs to the provider that signed the message, else that provider's main id.
fn status_address(received: &Sbdh, from_party: &str) -> Option<ParticipantId> {
    let main = ParticipantId::of_seat(from_party).ok()?;
    let named = received.mls_to.clone().filter(|named| named.service_provider() == main.service_provider());
    Some(named.unwrap_or(main))
}

#[cfg(test)]
mod tests {
    use super::*;
    use peppol::known;

    fn envelope() -> Sbdh {
        let id = |text| ParticipantId::parse(text).expect("an id");
        let now = DateTime::UNIX_EPOCH;
        let (sender, receiver) = (id("0106:12345678"), id("0208:0456789133"));
        Sbdh::for_document(sender, receiver, known::invoice(), known::billing_process(), "env-1", now, "NL")
    }

    fn status(envelope: &Sbdh, code: MlsCode) -> Option<String> {
        let provider = ParticipantId::of_seat("POP000002").expect("a seat");
        let bytes = message_level_status(envelope, "POP000001", &provider, code, DateTime::UNIX_EPOCH)?;
        Some(String::from_utf8(bytes).expect("UTF-8"))
    }

    #[test]
    fn a_good_status_is_sent_only_to_who_asked_and_a_bad_one_always() {
        let mut envelope = envelope();
        assert_eq!(status(&envelope, MlsCode::AP), None);
        assert!(status(&envelope, MlsCode::RE).is_some_and(|xml| xml.contains(">FD<") && xml.contains("env-1")));
        envelope.mls_type = Some(MlsType::AlwaysSend);
        assert!(status(&envelope, MlsCode::AP).is_some_and(|xml| xml.contains(">000001<") && !xml.contains(">FD<")));
    }

    #[test]
    fn a_status_goes_where_the_sender_wants_it_only_within_its_own_provider() {
        let mut envelope = envelope();
        let check = |envelope: &Sbdh| status_address(envelope, "POP000001").map(|id| id.value().to_owned());
        envelope.mls_to = ParticipantId::parse("0242:000001-MLS").ok();
        assert_eq!(check(&envelope).as_deref(), Some("0242:000001-MLS"));
        envelope.mls_to = ParticipantId::parse("0242:999999").ok();
        assert_eq!(check(&envelope).as_deref(), Some("0242:000001"));
    }
}
