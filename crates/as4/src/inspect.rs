//! Looking at a stored message as far as it can be read: for `acquit as4 open` and for tests, never for the road.
//!
//! Trust is judged by `strict` alone, where anchors are given. Signature, decryption and content are reported side by side, so
//! that one failure does not hide the rest.

use chrono::{DateTime, Utc};
use xmlsec::wss::{Profile, Security, Verified, WssError};
use xmlsec::{Certificate, Identity, TrustStore, dom};

use crate::header::{Frame, PartInfo, SignalHeader, UserHeader};
use crate::mime::Part;
use crate::receive::{KeyRing, Limits, Rejection, judge_stored, matched, split};
use crate::{EbmsError, ReferenceDigest, envelope, gzip};

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A document on its way.
    UserMessage,
    /// A signal with a receipt.
    Receipt,
    /// A signal with errors.
    Error,
}

impl Kind {
    /// `user-message`, `receipt` or `error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UserMessage => "user-message",
            Self::Receipt => "receipt",
            Self::Error => "error",
        }
    }
}

/// The outcome of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// There was nothing to check.
    Absent,
    /// As it should be.
    Passed,
    /// Not as it should be, and why.
    Failed(String),
    /// A certificate or key is missing that the message only names.
    NoKey(String),
}

impl Check {
    /// `absent`, `ok`, `fail` or `no-key`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Passed => "ok",
            Self::Failed(_) => "fail",
            Self::NoKey(_) => "no-key",
        }
    }
}

/// One attachment as the header lists it.
#[derive(Clone, Debug)]
pub struct Payload {
    /// The part's URI.
    pub href: String,
    /// Expanded content, where it could be opened.
    pub content: Option<Vec<u8>>,
}

/// Everything that could be read.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// What the message is.
    pub kind: Kind,
    /// Its id.
    pub message_id: Option<String>,
    /// The message it is about.
    pub ref_to: Option<String>,
    /// From, to, service, action and the like, in the order of the header.
    pub facts: Vec<(String, String)>,
    /// Whether there is a signature.
    pub is_signed: bool,
    /// Whether something is encrypted.
    pub is_encrypted: bool,
    /// The signature; digests of attachments that could not be opened are left out.
    pub verify: Check,
    /// Who signed, when the signature is good.
    pub signer: Option<Certificate>,
    /// The attachments.
    pub decrypt: Check,
    /// What went wrong with a payload that was opened.
    pub payload_error: Option<String>,
    /// The payloads.
    pub payloads: Vec<Payload>,
    /// What a receipt acknowledges.
    pub acknowledged: Vec<ReferenceDigest>,
    /// What a signature covers.
    pub references: Vec<ReferenceDigest>,
    /// What an error signal says.
    pub errors: Vec<EbmsError>,
}

/// Content-Type and body of a stored message: with an HTTP header, or the bare body.
pub fn split_stored(bytes: &[u8]) -> (String, Vec<u8>) {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if let Some(rest) = text.strip_prefix(b"--") {
        let line = rest.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
        let boundary = String::from_utf8_lossy(line);
        return (format!("multipart/related; boundary=\"{}\"", boundary.trim_end()), bytes.to_vec());
    }
    if text.starts_with(b"<") {
        return (crate::SIGNAL_CONTENT_TYPE.to_owned(), bytes.to_vec());
    }
    let mut content_type = String::new();
    let mut in_content_type = false;
    let mut rest = text;
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let line = String::from_utf8_lossy(&rest[..end]).trim_end_matches('\r').to_owned();
        rest = &rest[end + 1..];
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            if in_content_type {
                content_type.push_str(&line);
            }
            continue;
        }
        let (name, value) = line.split_once(':').unwrap_or_default();
        in_content_type = name.trim().eq_ignore_ascii_case("content-type");
        if in_content_type {
            value.trim().clone_into(&mut content_type);
        }
    }
    (content_type, rest.to_vec())
}

/// Reads a message with these keys; `known` are certificates that it may name without containing them.
pub fn inspect(
    content_type: &str,
    body: &[u8],
    keys: &[Identity],
    known: &[Certificate],
) -> Result<Inspection, EbmsError> {
    let (root, attachments) = split(content_type, body)?;
    let document = dom::parse(&root, Limits::default().envelope_bytes_max)
        .map_err(|error| EbmsError::new(crate::Code::InvalidHeader, error.to_string()))?;
    let frame = Frame::find(&document)?;
    let mut report = report(frame)?;
    let security = match Security::find(&document, Profile::Diagnose) {
        Ok(Some(security)) => security,
        Ok(None) => return Ok(report),
        Err(error) => {
            report.verify = Check::Failed(error.to_string());
            return Ok(report);
        }
    };
    report.is_signed = security.is_signed();
    report.is_encrypted = security.is_encrypted();
    let verified = report.judge_signature(&security, frame, known);
    if report.kind == Kind::UserMessage {
        let header = UserHeader::read(frame.messaging)?;
        report.judge_payloads(&header.parts, &attachments, &security, verified.as_ref(), keys);
    }
    Ok(report)
}

/// Why the strict profile refuses a user message; what needs keys or anchors that are not given is left out.
pub fn strict(
    content_type: &str,
    body: &[u8],
    keys: &[Identity],
    trust: Option<&TrustStore>,
    at: DateTime<Utc>,
) -> Result<(), Rejection> {
    let ring = keys.split_first().map(|(current, older)| KeyRing { current: current.clone(), older: older.to_vec() });
    judge_stored(content_type, body, ring.as_ref(), trust, at).map(|_| ())
}

/// What the header says, nothing checked yet.
fn report(frame: Frame<'_, '_>) -> Result<Inspection, EbmsError> {
    let mut report = Inspection {
        kind: Kind::UserMessage,
        message_id: frame.message_id(),
        ref_to: None,
        facts: Vec::new(),
        is_signed: false,
        is_encrypted: false,
        verify: Check::Absent,
        signer: None,
        decrypt: Check::Absent,
        payload_error: None,
        payloads: Vec::new(),
        acknowledged: Vec::new(),
        references: Vec::new(),
        errors: Vec::new(),
    };
    if let Ok(signal) = SignalHeader::read(frame.messaging) {
        report.kind = if signal.receipt.is_some() { Kind::Receipt } else { Kind::Error };
        report.ref_to = signal.ref_to;
        report.acknowledged = signal.receipt.unwrap_or_default();
        report.errors = signal.errors;
        report.facts.push(("timestamp".into(), signal.timestamp.to_rfc3339()));
        return Ok(report);
    }
    let header = UserHeader::read(frame.messaging)?;
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    report.facts.push(fact("timestamp", &header.timestamp.to_rfc3339()));
    report.facts.extend(header.from.iter().map(|party| fact("from", &party.id)));
    report.facts.extend(header.to.iter().map(|party| fact("to", &party.id)));
    report.facts.push(fact("service", &header.service));
    report.facts.push(fact("action", &header.action));
    report.facts.push(fact("conversation", &header.conversation_id));
    report.facts.extend(header.properties.iter().map(|property| fact(&property.name, &property.value)));
    Ok(report)
}

impl Inspection {
    fn judge_signature<'a, 'i>(
        &mut self,
        security: &Security<'a, 'i>,
        frame: Frame<'a, 'i>,
        known: &[Certificate],
    ) -> Option<Verified<'a, 'i>> {
        if !self.is_signed {
            return None;
        }
        match security.verify(&known.to_vec()) {
            Ok(verified) => {
                let covers = verified.covers(frame.messaging);
                let uncovered = || Check::Failed("the signature does not cover eb:Messaging".into());
                self.verify = if covers { Check::Passed } else { uncovered() };
                self.signer = Some(verified.signer.clone());
                self.references = verified.references().iter().map(ReferenceDigest::from).collect();
                Some(verified)
            }
            Err(WssError::UnknownSigner(named)) => {
                self.verify = Check::NoKey(named);
                None
            }
            Err(error) => {
                self.verify = Check::Failed(error.to_string());
                None
            }
        }
    }

    fn judge_payloads(
        &mut self,
        infos: &[PartInfo],
        attachments: &[Part<'_>],
        security: &Security<'_, '_>,
        verified: Option<&Verified<'_, '_>>,
        keys: &[Identity],
    ) {
        if attachments.is_empty() && self.is_encrypted {
            self.decrypt = Check::NoKey("the attachments are not in the file".into());
            return;
        }
        let parts = match matched(infos, attachments) {
            Ok(parts) => parts,
            Err(error) => {
                self.payload_error = Some(error.to_string());
                return;
            }
        };
        let keys: Vec<&Identity> = keys.iter().collect();
        for (info, content_id, part) in parts {
            let href = info.href.clone().unwrap_or_default();
            let content = self.open(&content_id, info, part, security, verified, &keys);
            self.payloads.push(Payload { href, content });
        }
    }

    fn open(
        &mut self,
        content_id: &str,
        info: &PartInfo,
        part: &Part<'_>,
        security: &Security<'_, '_>,
        verified: Option<&Verified<'_, '_>>,
        keys: &[&Identity],
    ) -> Option<Vec<u8>> {
        let content = part.content().map_err(|error| self.payload_error = Some(error.to_string())).ok()?;
        let plain = match security.open(content_id, &content, keys) {
            Ok(plain) => {
                if self.decrypt == Check::Absent {
                    self.decrypt = Check::Passed;
                }
                plain
            }
            Err(WssError::NotEncrypted(_)) => content.into_owned(),
            Err(WssError::NotForUs(named)) if keys.is_empty() => {
                self.decrypt = Check::NoKey(named);
                return None;
            }
            Err(error) => {
                self.decrypt = Check::Failed(error.to_string());
                return None;
            }
        };
        if let Some(Err(error)) = verified.map(|verified| verified.check_attachment(content_id, &plain)) {
            self.verify = Check::Failed(error.to_string());
        }
        let Limits { payload_bytes_max, inflate_ratio_max, .. } = Limits::default();
        if info.property("CompressionType") != Some(envelope::GZIP) {
            return Some(plain);
        }
        gzip::expand(&plain, payload_bytes_max, inflate_ratio_max)
            .map_err(|error| self.payload_error = Some(error.to_string()))
            .ok()
    }
}
