//! Judging what a peer answered: only a signed receipt for exactly what was sent is proof of delivery.
//!
//! The body is read whatever the HTTP status, because peers send errors with 200 and with 500. An error signal may be unsigned:
//! it is information, and stops nothing that a receipt would have proved.

use chrono::{DateTime, Utc};
use xmlsec::wss::{Profile, Security};
use xmlsec::{Certificate, Role, TrustStore, dom};

use crate::header::{Frame, SignalHeader};
use crate::receive::{Limits, split};
use crate::{Answer, EbmsError, ReferenceDigest};

/// What the answer is compared with.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The id of the message that was sent.
    pub message_id: String,
    /// What was signed.
    pub digests: Vec<ReferenceDigest>,
    /// The certificate that the message was encrypted for.
    pub receiver: Certificate,
}

/// The proof that C3 has the message.
#[derive(Clone, Debug)]
pub struct ReceiptEvidence {
    /// The receipt's own id.
    pub message_id: String,
    /// The id of our message.
    pub ref_to: String,
    /// When the receipt was made.
    pub timestamp: DateTime<Utc>,
    /// Who signed it.
    pub signer: Certificate,
    /// Whether the signer's certificate is the very one we encrypted for (else: a valid one of the same seat id).
    pub signer_is_addressee: bool,
    /// The bytes as they came, to keep as evidence.
    pub raw: Vec<u8>,
}

/// What an answer means.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Delivered, with proof.
    Receipt(ReceiptEvidence),
    /// Refused by the peer, with its errors.
    Errors(Vec<EbmsError>),
    /// A receipt came, and it proves nothing (EBMS:0302 on our side).
    InvalidReceipt {
        /// What is wrong with it.
        reason: String,
    },
    /// No AS4 answer in it.
    Unusable {
        /// What came instead.
        reason: String,
    },
}

/// Judges the answer to a message of ours.
pub fn judge_answer(answer: &Answer, expected: &Expected, trust: &TrustStore, at: DateTime<Utc>) -> Verdict {
    match judge(answer, expected, trust, at) {
        Ok(verdict) => verdict,
        Err(reason) => Verdict::Unusable { reason: format!("HTTP {}: {reason}", answer.status) },
    }
}

/// The verdict, or why there is nothing to judge.
fn judge(answer: &Answer, expected: &Expected, trust: &TrustStore, at: DateTime<Utc>) -> Result<Verdict, String> {
    if answer.body.is_empty() {
        return Err("the body is empty".into());
    }
    // Whatever is not multipart is tried as SOAP: some peers send signals with a wrong content type.
    let is_multipart = answer.content_type.trim_start().to_ascii_lowercase().starts_with("multipart/");
    let content_type = if is_multipart { &answer.content_type } else { crate::SIGNAL_CONTENT_TYPE };
    let (root, _) = split(content_type, &answer.body).map_err(|error| error.to_string())?;
    let document = dom::parse(&root, Limits::default().envelope_bytes_max).map_err(|error| error.to_string())?;
    let frame = Frame::find(&document).map_err(|error| error.to_string())?;
    let signal = SignalHeader::read(frame.messaging).map_err(|error| error.to_string())?;
    let is_ours = signal.ref_to.as_deref() == Some(expected.message_id.as_str());
    if signal.errors.iter().any(EbmsError::is_failure) {
        return match &signal.ref_to {
            Some(other) if !is_ours => Err(format!("an error signal about another message, {other}")),
            _ => Ok(Verdict::Errors(signal.errors)),
        };
    }
    let Some(acknowledged) = &signal.receipt else {
        return Err("a signal that is neither receipt nor failure".into());
    };
    if !is_ours {
        let about = signal.ref_to.as_deref().unwrap_or("no message");
        return Ok(invalid(format!("the receipt is for {about}, not for {}", expected.message_id)));
    }
    if let Some(reason) = not_acknowledged(acknowledged, &expected.digests) {
        return Ok(invalid(reason));
    }
    let security = match Security::find(&document, Profile::Peppol) {
        Ok(Some(security)) => security,
        Ok(None) => return Ok(invalid("the receipt is not signed".into())),
        Err(error) => return Ok(invalid(error.to_string())),
    };
    let signer = match signer(&security, frame, expected, trust, at) {
        Ok(signer) => signer,
        Err(reason) => return Ok(invalid(reason)),
    };
    Ok(Verdict::Receipt(ReceiptEvidence {
        message_id: signal.message_id,
        ref_to: expected.message_id.clone(),
        timestamp: signal.timestamp,
        signer_is_addressee: signer == expected.receiver,
        signer,
        raw: answer.body.clone(),
    }))
}

/// What of ours the receipt does not repeat. Digests are compared, not XML: receivers rewrite transforms.
fn not_acknowledged(acknowledged: &[ReferenceDigest], sent: &[ReferenceDigest]) -> Option<String> {
    if sent.is_empty() {
        return Some("nothing is known of what was sent".into());
    }
    let missing = sent.iter().find(|reference| !acknowledged.contains(reference))?;
    let same_uri = acknowledged.iter().any(|reference| reference.uri == missing.uri);
    let what = if same_uri { "has another digest for" } else { "does not mention" };
    Some(format!("the receipt {what} {}", missing.uri))
}

/// Who signed the receipt: the owner of the certificate we encrypted for, or of a newer one of the same access point.
fn signer(
    security: &Security<'_, '_>,
    frame: Frame<'_, '_>,
    expected: &Expected,
    trust: &TrustStore,
    at: DateTime<Utc>,
) -> Result<Certificate, String> {
    let verified = security.verify(&vec![expected.receiver.clone()]).map_err(|error| error.to_string())?;
    let body_matters = frame.body.children().any(|child| child.is_element());
    if !verified.covers(frame.messaging) || (body_matters && !verified.covers(frame.body)) {
        return Err("the signature does not cover the receipt".into());
    }
    let signer = verified.signer;
    if signer == expected.receiver {
        return Ok(signer);
    }
    trust.verify(&signer, Role::AccessPoint, at).map_err(|error| error.to_string())?;
    if signer.subject_cn() != expected.receiver.subject_cn() {
        return Err(format!("signed by {}, sent to {}", signer.subject(), expected.receiver.subject()));
    }
    Ok(signer)
}

fn invalid(reason: String) -> Verdict {
    Verdict::InvalidReceipt { reason }
}
