//! The ways a document leaves: our own AS4, or the mail server. The set is closed, so a `match` shows it all.
//!
//! Delivering is network and no state: what happened comes back as a value, and `flow::dispatch` writes it down. The
//! one thing stored on the way is the prepared message, before its first byte leaves, so that every try sends the same.

use as4::{Answer, EbmsError, Expected, ReceiptEvidence, UserMessage, Verdict};
use chrono::{DateTime, Utc};
use lifecycle::AttemptOutcome;
use peppol::{DiscoveryError, Endpoint, Sbdh};
use store::{Channel, Claim, ReceiptRecord, StoreError};

use crate::Gateway;
use crate::fail_point::reach;
use crate::mail::{self, Letter, PreparedMail};
use crate::sealed::SealedMessage;

/// A way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessPoint {
    /// Our own access point: discovery and AS4.
    Native,
    /// The mail server of the configuration.
    Mail,
}

/// What one attempt came to.
#[derive(Debug)]
pub(crate) struct Delivered {
    pub(crate) outcome: AttemptOutcome,
    /// Where it went; absent when no destination was found.
    pub(crate) endpoint: Option<String>,
    /// A finer code than the outcome's own name, such as `not_registered` or `EBMS:0004`.
    pub(crate) failure: Option<String>,
    pub(crate) receipt: Option<ReceiptRecord>,
}

/// An attempt, or the reason why there was none.
pub(crate) enum Delivery {
    Tried(Delivered),
    /// The destination is left alone until then; this does not count as a try.
    Wait(DateTime<Utc>),
    /// Another worker has taken over; nothing was sent.
    LeaseLost,
}

/// Why there is nothing to send.
enum NotReady {
    Failed(Delivered),
    LeaseLost,
}

impl From<NotReady> for Delivery {
    fn from(reason: NotReady) -> Self {
        match reason {
            NotReady::Failed(delivered) => Self::Tried(delivered),
            NotReady::LeaseLost => Self::LeaseLost,
        }
    }
}

impl AccessPoint {
    /// The way a delivery takes.
    pub(crate) fn of(channel: Channel) -> Self {
        match channel {
            Channel::As4 => Self::Native,
            Channel::Mail => Self::Mail,
        }
    }

    /// Makes one attempt.
    pub(crate) async fn deliver(self, gateway: &Gateway, claim: &Claim) -> Result<Delivery, StoreError> {
        match self {
            Self::Native => deliver_as4(gateway, claim).await,
            Self::Mail => deliver_mail(gateway, claim).await,
        }
    }
}

impl Delivered {
    fn nowhere(outcome: AttemptOutcome, failure: &str) -> Self {
        Self { outcome, endpoint: None, failure: Some(failure.to_owned()), receipt: None }
    }

    /// Nothing on the network can mend this: a person has to.
    fn unusable(reason: impl Into<String>) -> Self {
        Self::nowhere(AttemptOutcome::NoRoute { reason: reason.into(), transient: false }, "unusable")
    }
}

impl NotReady {
    #[allow(clippy::needless_pass_by_value)] // errors come by value, as `map_err` hands them over
    fn unusable(reason: impl ToString) -> Self {
        Self::Failed(Delivered::unusable(reason.to_string()))
    }
}

// ---- AS4 -----------------------------------------------------------------------------------------------------------

async fn deliver_as4(gateway: &Gateway, claim: &Claim) -> Result<Delivery, StoreError> {
    let sealed = match sealed(gateway, claim).await? {
        Ok(sealed) => sealed,
        Err(reason) => return Ok(reason.into()),
    };
    if let Some(until) = gateway.breakers().permit(&sealed.url, gateway.now()) {
        return Ok(Delivery::Wait(until));
    }
    let (outcome, receipt) = exchange(gateway, &sealed).await;
    gateway.breakers().learn(&sealed.url, &outcome, gateway.now());
    let failure = match &outcome {
        AttemptOutcome::Refused { code, .. } => Some(code.clone()),
        _ => None,
    };
    Ok(Delivery::Tried(Delivered { outcome, endpoint: Some(sealed.url), failure, receipt }))
}

/// The message of this delivery: the stored one, or a new one that is stored before it is used.
async fn sealed(gateway: &Gateway, claim: &Claim) -> Result<Result<SealedMessage, NotReady>, StoreError> {
    if let Some(bytes) = &claim.prepared {
        return Ok(SealedMessage::from_bytes(bytes).map_err(NotReady::unusable));
    }
    let endpoint = match discover(gateway, claim).await {
        Ok(endpoint) => endpoint,
        Err(delivered) => return Ok(Err(NotReady::Failed(delivered))),
    };
    reach("dispatch.discovered");
    let sealed = match seal(gateway, claim, &endpoint) {
        Ok(sealed) => sealed,
        Err(reason) => return Ok(Err(NotReady::unusable(reason))),
    };
    let (bytes, fingerprint) = (sealed.to_bytes(), sealed.receiver.fingerprint());
    let saved = gateway.store().save_prepared(claim, &bytes, &sealed.url, &fingerprint).await?;
    reach("dispatch.prepared");
    Ok(if saved { Ok(sealed) } else { Err(NotReady::LeaseLost) })
}

async fn discover(gateway: &Gateway, claim: &Claim) -> Result<Endpoint, Delivered> {
    let address = (claim.receiver.parse(), claim.document_type.parse(), claim.process.parse());
    let (Ok(receiver), Ok(document_type), Ok(process)) = address else {
        return Err(Delivered::unusable("the stored address cannot be read"));
    };
    let found = gateway.discovery().endpoint(&receiver, &document_type, &process, gateway.now()).await;
    found.map_err(|error| {
        let outcome = AttemptOutcome::NoRoute { reason: error.to_string(), transient: error.is_transient() };
        Delivered::nowhere(outcome, failure_code(&error))
    })
}

/// Envelope, compression, signature, encryption: once per delivery and receiver certificate.
fn seal(gateway: &Gateway, claim: &Claim, endpoint: &Endpoint) -> Result<SealedMessage, String> {
    let stamped = gateway.now();
    let sbdh = envelope(claim)?;
    let payload = sbdh.wrap(&claim.bytes).map_err(|error| error.to_string())?;
    let to_party = endpoint.certificate.subject_cn().ok_or("the receiver's certificate has no common name")?;
    let message = UserMessage {
        message_id: claim.message_id.clone(),
        conversation_id: claim.conversation_id.clone(),
        timestamp: stamped,
        from_party: gateway.config().seat_id.clone(),
        to_party,
        service: sbdh.process.value().to_owned(),
        service_type: sbdh.process.scheme().to_owned(),
        action: sbdh.document_type.to_string(),
        original_sender: sbdh.sender.value().to_owned(),
        final_recipient: sbdh.receiver.value().to_owned(),
        payload,
    };
    let prepared = as4::prepare(&message, &gateway.keys().current, &endpoint.certificate);
    Ok(SealedMessage::new(prepared.map_err(|error| error.to_string())?, endpoint, stamped))
}

fn envelope(claim: &Claim) -> Result<Sbdh, String> {
    let mut sbdh = Sbdh::for_document(
        claim.sender.parse().map_err(|error| format!("sender: {error}"))?,
        claim.receiver.parse().map_err(|error| format!("receiver: {error}"))?,
        claim.document_type.parse().map_err(|error| format!("document type: {error}"))?,
        claim.process.parse().map_err(|error| format!("process: {error}"))?,
        &claim.instance_id,
        claim.created_at,
        &claim.country_c1,
    );
    let mls_type = claim.mls_type.as_deref().map(str::parse).transpose();
    sbdh.mls_type = mls_type.map_err(|error| format!("{error}"))?;
    Ok(sbdh)
}

async fn exchange(gateway: &Gateway, sealed: &SealedMessage) -> (AttemptOutcome, Option<ReceiptRecord>) {
    match as4::post(gateway.http(), &sealed.url, &sealed.prepared).await {
        Err(error) if error.left_the_house() => (AttemptOutcome::AnswerLost { reason: error.to_string() }, None),
        Err(error) => (AttemptOutcome::NotReached { reason: error.to_string() }, None),
        Ok(answer) => judge(gateway, sealed, &answer),
    }
}

fn judge(gateway: &Gateway, sealed: &SealedMessage, answer: &Answer) -> (AttemptOutcome, Option<ReceiptRecord>) {
    let expected = Expected {
        message_id: sealed.prepared.message_id.clone(),
        digests: sealed.prepared.digests.clone(),
        receiver: sealed.receiver.clone(),
    };
    match as4::judge_answer(answer, &expected, gateway.trust(), gateway.now()) {
        Verdict::Receipt(evidence) => (AttemptOutcome::Receipted, Some(record(&evidence))),
        Verdict::Errors(errors) => (refusal(&errors), None),
        Verdict::InvalidReceipt { reason } => (AttemptOutcome::InvalidReceipt { reason }, None),
        Verdict::Unusable { reason } => (AttemptOutcome::AnswerLost { reason }, None),
    }
}

fn record(evidence: &ReceiptEvidence) -> ReceiptRecord {
    ReceiptRecord {
        message_id: evidence.message_id.clone(),
        at: evidence.timestamp,
        signer: evidence.signer.subject_cn().unwrap_or_else(|| evidence.signer.subject()),
        raw: evidence.raw.clone(),
    }
}

/// The first error names the code; all of them make up the reason, so that no detail is lost to the policy.
fn refusal(errors: &[EbmsError]) -> AttemptOutcome {
    let code =
        errors.iter().find(|error| error.is_failure()).or(errors.first()).map_or("", |error| error.code.as_str());
    let words: Vec<&str> = errors
        .iter()
        .flat_map(|error| {
            [Some(error.short_description.as_str()), error.description.as_deref(), error.detail.as_deref()]
        })
        .flatten()
        .filter(|text| !text.trim().is_empty())
        .collect();
    AttemptOutcome::refused(code, &words.join("; "))
}

/// The stable code of a failed look-up, by which failures are counted.
fn failure_code(error: &DiscoveryError) -> &'static str {
    match error {
        DiscoveryError::NotRegistered { .. } => "not_registered",
        DiscoveryError::NoSmp { .. } | DiscoveryError::NotAtSmp { .. } => "no_smp",
        DiscoveryError::DocumentTypeNotSupported { .. } => "document_type_not_supported",
        DiscoveryError::ProcessNotSupported { .. } => "process_not_supported",
        DiscoveryError::NoAs4Endpoint { .. } => "no_as4_endpoint",
        DiscoveryError::EndpointExpired { .. }
        | DiscoveryError::EndpointNotYetActive { .. }
        | DiscoveryError::EndpointDate { .. } => "endpoint_not_active",
        DiscoveryError::CertificateInvalid { .. } => "certificate_invalid",
        DiscoveryError::BadSignature { .. }
        | DiscoveryError::UntrustedSigner(_)
        | DiscoveryError::RedirectSigner { .. } => "smp_not_believed",
        DiscoveryError::Technical { .. } => "discovery_failed",
        _ => "smp_answer_unusable",
    }
}

// ---- mail ----------------------------------------------------------------------------------------------------------

async fn deliver_mail(gateway: &Gateway, claim: &Claim) -> Result<Delivery, StoreError> {
    let Some(smtp) = &gateway.config().smtp else {
        return Ok(Delivery::Tried(Delivered::unusable("no mail server is configured")));
    };
    let prepared = match prepared_mail(gateway, claim).await? {
        Ok(prepared) => prepared,
        Err(reason) => return Ok(reason.into()),
    };
    let (outcome, words) = mail::send(smtp, &prepared).await;
    let failure = match &outcome {
        AttemptOutcome::Refused { code, .. } => Some(code.clone()),
        _ => None,
    };
    let receipt = words.map(|words| ReceiptRecord {
        message_id: claim.message_id.clone(),
        at: gateway.now(),
        signer: smtp.host.clone(),
        raw: words.into_bytes(),
    });
    let endpoint = Some(format!("smtp://{}:{}", smtp.host, smtp.port));
    Ok(Delivery::Tried(Delivered { outcome, endpoint, failure, receipt }))
}

async fn prepared_mail(gateway: &Gateway, claim: &Claim) -> Result<Result<PreparedMail, NotReady>, StoreError> {
    if let Some(bytes) = &claim.prepared {
        return Ok(serde_json::from_slice(bytes).map_err(NotReady::unusable));
    }
    let letter = Letter::read(&claim.bytes);
    let prepared = match letter.and_then(|letter| letter.prepare(&claim.message_id, gateway.now())) {
        Ok(prepared) => prepared,
        Err(error) => return Ok(Err(NotReady::unusable(error))),
    };
    let bytes = serde_json::to_vec(&prepared).expect("three strings always serialise");
    let saved = gateway.store().save_prepared(claim, &bytes, "smtp", "").await?;
    reach("dispatch.prepared");
    Ok(if saved { Ok(prepared) } else { Err(NotReady::LeaseLost) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use as4::EbmsCode;

    fn error(code: &str, severity: &str, detail: Option<&str>) -> EbmsError {
        EbmsError {
            code: EbmsCode::new(code),
            severity: severity.to_owned(),
            description: None,
            detail: detail.map(str::to_owned),
            ..EbmsError::new(as4::Code::Other, "")
        }
    }

    #[test]
    fn a_failure_names_the_code_and_the_detail_reaches_the_policy() {
        let errors = [error("EBMS:0002", "warning", None), error("ebms:0004", "failure", Some("PEPPOL:NOT_SERVICED"))];
        let AttemptOutcome::Refused { code, reason, retry } = refusal(&errors) else {
            unreachable!("an error signal is a refusal");
        };
        assert_eq!((code.as_str(), retry), ("EBMS:0004", false));
        assert!(reason.contains("PEPPOL:NOT_SERVICED"), "{reason}");
    }
}
