//! Step 3, receive: an AS4 message of another access point becomes a stored document and a receipt.
//!
//! Before it: `dispatch` of the peer. After it: `respond`. The receipt leaves only when the message is durably stored;
//! an exact repeat gets the same receipt again (`design.md` §9). Refused here is only what is wrong with transport or
//! addressing; what is wrong with the document is told by a message-level status later (`status.md` §2).

use as4::{Code, EbmsError, Profile, Received, Rejection};
use chrono::{DateTime, Utc};
use peppol::{Sbdh, known};
use store::{NewInbound, StoreError, StoredInbound};

use crate::fail_point::reach;
use crate::gateway::mint_message_id;
use crate::{Gateway, Tenant};

/// What goes back over HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct As4Answer {
    /// HTTP status.
    pub status: u16,
    /// Content type of the body; empty when there is none.
    pub content_type: String,
    /// A signal: receipt or error.
    pub body: Vec<u8>,
}

/// Why a message that is secured as it should be is refused all the same.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("the payload is no business message: {0}")]
    Envelope(String),
    #[error("{field} is {header} in the AS4 header and {envelope} in the business message")]
    Disagreement { field: &'static str, header: String, envelope: String },
    #[error("{receiver} does not receive {document_type} here")]
    NotServiced { receiver: String, document_type: String },
    #[error("message id {0} came before with other content")]
    OtherContent(String),
    #[error("the receipt could not be signed: {0}")]
    Receipt(#[from] as4::Error),
    #[error("the message could not be stored: {0}")]
    Store(#[from] StoreError),
}

/// Takes in one message of another access point and says what to answer.
pub async fn receive(gateway: &Gateway, content_type: &str, body: &[u8]) -> As4Answer {
    let now = gateway.now();
    match as4::receive(content_type, body, gateway.keys(), gateway.trust(), now, Profile::Peppol) {
        Err(rejection) => reject(gateway, &rejection, now),
        Ok(received) => match take_in(gateway, &received, now).await {
            Ok(receipt) => signal(receipt),
            Err(refusal) => refuse(gateway, &received, &refusal, now),
        },
    }
}

/// From a verified message to the receipt that may leave.
async fn take_in(gateway: &Gateway, received: &Received, now: DateTime<Utc>) -> Result<Vec<u8>, Refusal> {
    let receipt = as4::receipt(received, &gateway.keys().current, &mint_message_id(), now)?;
    if received.is_test {
        return Ok(receipt);
    }
    let (sbdh, _) = Sbdh::open(&received.payload).map_err(|error| Refusal::Envelope(error.to_string()))?;
    agree(received, &sbdh)?;
    let addressee = serviced(gateway, &sbdh)?;
    reach("receive.opened");
    let stored = gateway.store().store_inbound(&new_inbound(received, &sbdh, addressee, &receipt), now).await?;
    reach("receive.stored");
    gateway.work().notify_one();
    answer_to(stored, received, receipt)
}

fn answer_to(stored: StoredInbound, received: &Received, fresh: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let (inbound_id, receipt) = match stored {
        StoredInbound::Stored { inbound_id } | StoredInbound::KnownInstance { inbound_id } => (inbound_id, fresh),
        StoredInbound::Duplicate { inbound_id, receipt } => (inbound_id, receipt),
        StoredInbound::SameMessageOtherDigests => return Err(Refusal::OtherContent(received.message_id.clone())),
    };
    tracing::info!(inbound.id = %inbound_id, as4.message_id = %received.message_id, "message received");
    Ok(receipt)
}

/// Header and envelope must say the same, or a message could be routed by one and booked by the other (`as4.md` §4).
fn agree(received: &Received, sbdh: &Sbdh) -> Result<(), Refusal> {
    let fields = [
        ("originalSender", &received.original_sender, sbdh.sender.value().to_owned(), true),
        ("finalRecipient", &received.final_recipient, sbdh.receiver.value().to_owned(), true),
        ("Action", &received.action, sbdh.document_type.to_string(), false),
        ("Service", &received.service, sbdh.process.value().to_owned(), false),
    ];
    for (field, header, envelope, participant) in fields {
        // Participants compare without regard to case, document types and processes with it.
        let equal = if participant { header.eq_ignore_ascii_case(&envelope) } else { *header == envelope };
        if !equal {
            return Err(Refusal::Disagreement { field, header: header.clone(), envelope });
        }
    }
    Ok(())
}

/// Whether receiver, document type and process are ours; answers the receiver as the configuration spells it.
fn serviced(gateway: &Gateway, sbdh: &Sbdh) -> Result<String, Refusal> {
    let own = gateway.service_provider();
    let to_provider = sbdh.receiver.service_provider().is_some_and(|id| own.service_provider() == Some(id));
    if to_provider && sbdh.document_type == known::mls() && sbdh.process == known::mls_process() {
        return Ok(own.value().to_owned());
    }
    let tenant = gateway.tenant_of(&sbdh.receiver).filter(|(tenant, _)| takes(tenant, sbdh));
    tenant.map(|(_, participant)| participant.value().to_owned()).ok_or_else(|| Refusal::NotServiced {
        receiver: sbdh.receiver.value().to_owned(),
        document_type: sbdh.document_type.to_string(),
    })
}

fn takes(tenant: &Tenant, sbdh: &Sbdh) -> bool {
    let wanted = sbdh.document_type.to_string();
    let listed = tenant.receives.is_empty() || tenant.receives.contains(&wanted);
    let processes: Vec<_> = known::all().into_iter().filter(|(kind, _)| *kind == sbdh.document_type).collect();
    let billing = processes.iter().any(|(_, process)| *process == known::billing_process());
    let promised = billing && sbdh.process == known::billing_with_response_process();
    listed && (promised || processes.iter().any(|(_, process)| *process == sbdh.process))
}

fn new_inbound(received: &Received, sbdh: &Sbdh, addressee: String, receipt: &[u8]) -> NewInbound {
    NewInbound {
        message_id: received.message_id.clone(),
        digests: digests_text(received),
        from_party: received.from_party.clone(),
        signer: received.signer.fingerprint(),
        instance_id: sbdh.instance_id.clone(),
        sender: sbdh.sender.value().to_owned(),
        receiver: addressee,
        document_type: sbdh.document_type.to_string(),
        process: sbdh.process.to_string(),
        m1: received.timestamp,
        payload: received.payload.clone(),
        receipt: receipt.to_vec(),
    }
}

/// The signed digests as text: equal for equal messages.
fn digests_text(received: &Received) -> String {
    let lines: Vec<String> = received
        .digests
        .iter()
        .map(|digest| format!("{} {} {}", digest.uri, digest.algorithm, digest.value_base64))
        .collect();
    lines.join("\n")
}

fn reject(gateway: &Gateway, rejection: &Rejection, now: DateTime<Utc>) -> As4Answer {
    tracing::warn!(code = %rejection.error.code, reason = %rejection.reason, "message refused");
    error_answer(gateway, &rejection.error, rejection.ref_to.as_deref(), now)
}

fn refuse(gateway: &Gateway, received: &Received, refusal: &Refusal, now: DateTime<Utc>) -> As4Answer {
    tracing::warn!(as4.message_id = %received.message_id, %refusal, "message refused");
    if matches!(refusal, Refusal::Store(_) | Refusal::Receipt(_)) {
        // Our trouble, not the sender's: no signal, so that every sender tries again.
        return As4Answer { status: 503, content_type: String::new(), body: Vec::new() };
    }
    let error = match refusal {
        Refusal::NotServiced { .. } => EbmsError::not_serviced(refusal.to_string()),
        _ => EbmsError::new(Code::Other, refusal.to_string()),
    };
    let error = EbmsError { ref_to: Some(received.message_id.clone()), ..error };
    error_answer(gateway, &error, Some(&received.message_id), now)
}

fn error_answer(gateway: &Gateway, error: &EbmsError, ref_to: Option<&str>, now: DateTime<Utc>) -> As4Answer {
    let identity = Some(&gateway.keys().current);
    signal(as4::error_signal(std::slice::from_ref(error), ref_to, identity, &mint_message_id(), now))
}

/// Receipts and errors alike are answered with 200: what counts is the signal.
fn signal(body: Vec<u8>) -> As4Answer {
    As4Answer { status: 200, content_type: as4::SIGNAL_CONTENT_TYPE.to_owned(), body }
}
