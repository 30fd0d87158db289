//! Receiving a user message: split, verify, decrypt, inflate, and check what Peppol prescribes.
//!
//! Order: the signature over the header is checked before the private key is used, and the attachment's digest before it is
//! expanded. Only nodes that were digested are read for what they say; the message id in a refusal is the one exception.

use chrono::{DateTime, Utc};
use std::borrow::Cow;
use xmlsec::dom;
use xmlsec::wss::{self, KnownCertificates, Profile, Security, Verified, WssError};
use xmlsec::{Certificate, Identity, Role, TrustStore};

use crate::error::{Code, EbmsError};
use crate::gzip::{self, GzipError};
use crate::header::{Frame, PartInfo, UserHeader};
use crate::mime::{self, Part};
use crate::{ReferenceDigest, checks, envelope};

/// What every failed decryption is answered with: the reason is nobody's business.
const DECRYPTION_FAILED: &str = "the payload could not be decrypted";

/// Our keys: the current one, and older ones that peers may still use while their view of our SMP entry ages.
#[derive(Clone, Debug)]
pub struct KeyRing {
    /// Signs, and is published.
    pub current: Identity,
    /// Still decrypt.
    pub older: Vec<Identity>,
}

impl KeyRing {
    /// All keys, the current one first.
    pub fn all(&self) -> impl Iterator<Item = &Identity> {
        std::iter::once(&self.current).chain(&self.older)
    }
}

/// Sizes beyond which a message is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The SOAP envelope.
    pub envelope_bytes_max: usize,
    /// The payload after decompression.
    pub payload_bytes_max: usize,
    /// Decompressed size over compressed size, above one megabyte.
    pub inflate_ratio_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { envelope_bytes_max: 1_000_000, payload_bytes_max: 100_000_000, inflate_ratio_max: 200 }
    }
}

/// A message that passed every check of this layer.
#[derive(Clone, Debug)]
pub struct Received {
    /// The message id.
    pub message_id: String,
    /// The conversation id.
    pub conversation_id: String,
    /// When the sender says the message was made: milestone M1.
    pub timestamp: DateTime<Utc>,
    /// Seat id of the sender.
    pub from_party: String,
    /// Seat id it was sent to: ours.
    pub to_party: String,
    /// Process identifier value.
    pub service: String,
    /// Process identifier scheme; absent on test messages.
    pub service_type: Option<String>,
    /// Document type identifier with scheme.
    pub action: String,
    /// Participant value of C1.
    pub original_sender: String,
    /// Its scheme.
    pub original_sender_type: Option<String>,
    /// Participant value of C4.
    pub final_recipient: String,
    /// Its scheme.
    pub final_recipient_type: Option<String>,
    /// The SBDH envelope, decompressed; empty on a test message without payload.
    pub payload: Vec<u8>,
    /// What was signed.
    pub digests: Vec<ReferenceDigest>,
    /// The references as they came, for the receipt.
    pub references_xml: Vec<String>,
    /// Who signed.
    pub signer: Certificate,
    /// A connectivity test: answer with a receipt, deliver nothing.
    pub is_test: bool,
}

/// A message that was refused, with what the sender is told.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{error} ({reason})")]
pub struct Rejection {
    /// What goes back in the error signal.
    pub error: Box<EbmsError>,
    /// The message id, when it could be read; nothing vouches for it.
    pub ref_to: Option<String>,
    /// What goes to our own log and nowhere else.
    pub reason: String,
}

/// A refusal on its way out, before the message id is known to it.
pub(crate) struct Refusal {
    pub error: EbmsError,
    pub reason: String,
}

impl From<EbmsError> for Refusal {
    fn from(error: EbmsError) -> Self {
        Self { reason: error.to_string(), error }
    }
}

impl From<WssError> for Refusal {
    fn from(cause: WssError) -> Self {
        let reason = cause.to_string();
        let code = match cause {
            WssError::NotSigned(_) | WssError::NotEncrypted(_) | WssError::Policy(_) => Code::PolicyNoncompliance,
            WssError::Signature(_) | WssError::UnknownSigner(_) => Code::FailedAuthentication,
            WssError::NotForUs(_) | WssError::DoesNotOpen => Code::FailedDecryption,
        };
        let told = if code == Code::FailedDecryption { DECRYPTION_FAILED } else { &reason };
        Self { error: EbmsError::new(code, told), reason }
    }
}

/// What every message is judged against. On the road there are always keys and trust; only a diagnosis may lack them.
struct Judge<'j> {
    keys: Option<&'j KeyRing>,
    trust: Option<&'j TrustStore>,
    at: DateTime<Utc>,
    profile: Profile,
    limits: Limits,
}

/// Reads a message with the default limits.
pub fn receive(
    content_type: &str,
    body: &[u8],
    keys: &KeyRing,
    trust: &TrustStore,
    at: DateTime<Utc>,
    profile: Profile,
) -> Result<Received, Rejection> {
    receive_within(Limits::default(), content_type, body, keys, trust, at, profile)
}

/// Reads a message within these limits.
pub fn receive_within(
    limits: Limits,
    content_type: &str,
    body: &[u8],
    keys: &KeyRing,
    trust: &TrustStore,
    at: DateTime<Utc>,
    profile: Profile,
) -> Result<Received, Rejection> {
    Judge { keys: Some(keys), trust: Some(trust), at, profile, limits }.judge(content_type, body)
}

/// Judges a stored message by the strict profile, leaving out what needs keys or anchors that are not at hand.
pub(crate) fn judge_stored(
    content_type: &str,
    body: &[u8],
    keys: Option<&KeyRing>,
    trust: Option<&TrustStore>,
    at: DateTime<Utc>,
) -> Result<Received, Rejection> {
    Judge { keys, trust, at, profile: Profile::Peppol, limits: Limits::default() }.judge(content_type, body)
}

impl Judge<'_> {
    fn judge(&self, content_type: &str, body: &[u8]) -> Result<Received, Rejection> {
        let mut ref_to = None;
        self.receive(content_type, body, &mut ref_to).map_err(|Refusal { mut error, reason }| {
            error.ref_to.clone_from(&ref_to);
            Rejection { error: Box::new(error), ref_to, reason }
        })
    }

    fn receive(&self, content_type: &str, body: &[u8], ref_to: &mut Option<String>) -> Result<Received, Refusal> {
        let (root, attachments) = split(content_type, body)?;
        let document = dom::parse(&root, self.limits.envelope_bytes_max)
            .map_err(|error| EbmsError::new(Code::InvalidHeader, error.to_string()))?;
        let frame = Frame::find(&document)?;
        *ref_to = frame.message_id();
        let security = Security::find(&document, self.profile)?;
        let security = security.ok_or_else(|| WssError::NotSigned("no wsse:Security header".into()))?;
        let verified = self.verify(&security, frame)?;
        let header = UserHeader::read(frame.messaging)?;
        if self.profile == Profile::Peppol {
            checks::user_header(&header, &verified.signer, self.keys)?;
        }
        let payload = self.payload(&header, &attachments, &security, &verified)?;
        Ok(received(header, payload, &verified))
    }

    /// The signature, what it covers, and who made it.
    fn verify<'a, 'i>(&self, security: &Security<'a, 'i>, frame: Frame<'a, 'i>) -> Result<Verified<'a, 'i>, Refusal> {
        if !security.is_signed() {
            return Err(WssError::NotSigned("no signature".into()).into());
        }
        let unknown = Vec::new();
        let verified = security.verify(self.trust.map_or(&unknown as &dyn KnownCertificates, |trust| trust))?;
        for (name, node) in [("eb:Messaging", frame.messaging), ("the SOAP body", frame.body)] {
            if !verified.covers(node) {
                return Err(WssError::NotSigned(format!("{name} is not covered by the signature")).into());
            }
        }
        if frame.body.children().any(|child| child.is_element()) {
            return Err(EbmsError::new(Code::ValueInconsistent, "the SOAP body is not empty").into());
        }
        if let Some(trust) = self.trust {
            let trusted = trust.verify(&verified.signer, Role::AccessPoint, self.at);
            trusted.map_err(|error| EbmsError::new(Code::FailedAuthentication, error.to_string()))?;
        }
        Ok(verified)
    }

    fn payload(
        &self,
        header: &UserHeader,
        attachments: &[Part<'_>],
        security: &Security<'_, '_>,
        verified: &Verified<'_, '_>,
    ) -> Result<Vec<u8>, Refusal> {
        let parts = matched(&header.parts, attachments)?;
        let listed = |content_id: &String| parts.iter().any(|(_, id, _)| id == content_id);
        if let Some(stranger) = verified.attachments().find(|content_id| !listed(content_id)) {
            let text = format!("the signature covers attachment {stranger}, which the header does not list");
            return Err(EbmsError::new(Code::FailedAuthentication, text).into());
        }
        // A test may come without payload; `checks` lets nothing else through here.
        let Some((info, content_id, part)) = parts.first() else { return Ok(Vec::new()) };
        let sealed = part.content().map_err(|error| EbmsError::new(Code::MimeInconsistency, error.to_string()))?;
        let Some(keys) = self.keys else { return Ok(Vec::new()) };
        let keys: Vec<&Identity> = keys.all().collect();
        let opened = security.open(content_id, &sealed, &keys)?;
        verified.check_attachment(content_id, &opened)?;
        self.expanded(info, opened)
    }

    fn expanded(&self, info: &PartInfo, bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        let Limits { payload_bytes_max, inflate_ratio_max, .. } = self.limits;
        match info.property("CompressionType") {
            None if bytes.len() > payload_bytes_max => Err(too_large(GzipError::TooLarge(payload_bytes_max))),
            None => Ok(bytes),
            Some(envelope::GZIP) => gzip::expand(&bytes, payload_bytes_max, inflate_ratio_max).map_err(too_large),
            Some(other) => {
                Err(EbmsError::new(Code::DecompressionFailure, format!("compression {other:?} is unknown")).into())
            }
        }
    }
}

fn too_large(error: GzipError) -> Refusal {
    let code = match error {
        GzipError::NotGzip | GzipError::Ratio(_) => Code::DecompressionFailure,
        GzipError::TooLarge(_) => Code::Other,
    };
    EbmsError::new(code, error.to_string()).into()
}

/// The SOAP part and the attachments. A message without attachments is plain SOAP.
pub(crate) fn split<'b>(content_type: &str, body: &'b [u8]) -> Result<(Cow<'b, [u8]>, Vec<Part<'b>>), EbmsError> {
    let failed = |error: mime::MimeError| EbmsError::new(Code::MimeInconsistency, error.to_string());
    let media = mime::MediaType::parse(content_type);
    if media.is_some_and(|media| media.essence == "application/soap+xml") {
        return Ok((Cow::Borrowed(body), Vec::new()));
    }
    let mut parts = mime::related_parts(content_type, body).map_err(failed)?;
    let root = parts.remove(0);
    Ok((root.content().map_err(failed)?, parts))
}

/// A part of the header with its content id and the attachment it means.
type Matched<'m, 'b> = (&'m PartInfo, String, &'m Part<'b>);

/// Joins what the header lists with what came: one to one, nothing missing, nothing left over.
pub(crate) fn matched<'m, 'b>(
    infos: &'m [PartInfo],
    attachments: &'m [Part<'b>],
) -> Result<Vec<Matched<'m, 'b>>, EbmsError> {
    let mut matched: Vec<Matched<'m, 'b>> = Vec::with_capacity(infos.len());
    for info in infos {
        let href = info.href.as_deref().unwrap_or_default();
        let content_id = wss::content_id_in(href)
            .ok_or_else(|| EbmsError::new(Code::ExternalPayloadError, format!("payload {href:?} is no cid: URI")))?;
        let is_meant = |part: &&Part<'_>| part.content_id().map(wss::percent_decoded).as_deref() == Some(&content_id);
        let mut meant = attachments.iter().filter(is_meant);
        let (Some(part), None) = (meant.next(), meant.next()) else {
            let text = format!("there is not exactly one part with content id {content_id}");
            return Err(EbmsError::new(Code::MimeInconsistency, text));
        };
        if matched.iter().any(|(_, known, _)| *known == content_id) {
            return Err(EbmsError::new(Code::ValueInconsistent, format!("payload {content_id} is listed twice")));
        }
        matched.push((info, content_id, part));
    }
    if matched.len() < attachments.len() {
        return Err(EbmsError::new(Code::MimeInconsistency, "there are parts that the header does not list"));
    }
    Ok(matched)
}

fn received(header: UserHeader, payload: Vec<u8>, verified: &Verified<'_, '_>) -> Received {
    let is_test = header.is_test();
    let participant = |name: &str| {
        let property = header.property(name).cloned();
        property.map_or((String::new(), None), |property| (property.value, property.scheme))
    };
    let (original_sender, original_sender_type) = participant("originalSender");
    let (final_recipient, final_recipient_type) = participant("finalRecipient");
    let references = verified.references();
    let party = |parties: &[crate::header::Party]| parties.first().map(|party| party.id.clone()).unwrap_or_default();
    Received {
        from_party: party(&header.from),
        to_party: party(&header.to),
        message_id: header.message_id,
        conversation_id: header.conversation_id,
        timestamp: header.timestamp,
        service: header.service,
        service_type: header.service_type,
        action: header.action,
        original_sender,
        original_sender_type,
        final_recipient,
        final_recipient_type,
        payload,
        digests: references.iter().map(ReferenceDigest::from).collect(),
        references_xml: references.into_iter().map(|reference| reference.xml).collect(),
        signer: verified.signer.clone(),
        is_test,
    }
}

impl From<&wss::VerifiedReference> for ReferenceDigest {
    fn from(reference: &wss::VerifiedReference) -> Self {
        Self {
            uri: reference.uri.clone(),
            algorithm: reference.algorithm.clone(),
            value_base64: reference.value_base64.clone(),
        }
    }
}
