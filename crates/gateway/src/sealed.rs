//! A message as it is kept between its first and its last try: the bytes, where they go, and for whom they are sealed.
//!
//! One JSON line, then the body as it is, so that the body is neither copied into text nor touched.

use as4::{Prepared, ReferenceDigest};
use chrono::{DateTime, Utc};
use peppol::Endpoint;
use serde::{Deserialize, Serialize};
use xmlsec::Certificate;

/// A prepared message with its destination.
#[derive(Debug, Clone)]
pub(crate) struct SealedMessage {
    pub(crate) prepared: Prepared,
    pub(crate) url: String,
    pub(crate) receiver: Certificate,
    /// `eb:Timestamp` of the message: milestone M1 of the message-level status.
    pub(crate) stamped: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    content_type: String,
    message_id: String,
    digests: Vec<ReferenceDigest>,
    url: String,
    receiver: String,
    stamped: DateTime<Utc>,
}

/// A stored message that does not read: written by a newer program, or damaged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SealedError {
    #[error("stored message has no head")]
    NoHead,
    #[error("head of the stored message: {0}")]
    Head(#[from] serde_json::Error),
    #[error("receiver of the stored message: {0}")]
    Receiver(#[from] xmlsec::Error),
}

impl SealedMessage {
    /// Joins a prepared message and the endpoint it was prepared for.
    pub(crate) fn new(prepared: Prepared, endpoint: &Endpoint, stamped: DateTime<Utc>) -> Self {
        Self { prepared, url: endpoint.url.clone(), receiver: endpoint.certificate.clone(), stamped }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let head = Head {
            content_type: self.prepared.content_type.clone(),
            message_id: self.prepared.message_id.clone(),
            digests: self.prepared.digests.clone(),
            url: self.url.clone(),
            receiver: self.receiver.to_base64(),
            stamped: self.stamped,
        };
        let mut bytes = serde_json::to_vec(&head).expect("strings and an instant always serialise");
        bytes.push(b'\n');
        bytes.extend_from_slice(&self.prepared.body);
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, SealedError> {
        // JSON text written compactly holds no line feed: the first one ends the head.
        let end = bytes.iter().position(|byte| *byte == b'\n').ok_or(SealedError::NoHead)?;
        let head: Head = serde_json::from_slice(&bytes[..end])?;
        let prepared = Prepared {
            content_type: head.content_type,
            body: bytes[end + 1..].to_vec(),
            message_id: head.message_id,
            digests: head.digests,
        };
        let receiver = Certificate::from_base64(&head.receiver)?;
        Ok(Self { prepared, url: head.url, receiver, stamped: head.stamped })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use xmlsec::pki::Authority;

    #[test]
    fn a_body_with_line_feeds_and_any_bytes_comes_back_as_it_was() {
        let (from, until) = ("2026-01-01T00:00:00Z".parse().unwrap(), "2028-01-01T00:00:00Z".parse().unwrap());
        let identity =
            Authority::root("ROOT", from, until).unwrap().access_point("PNL000001", "PEPPOL TEST AP").unwrap();
        let body: Vec<u8> = (0..=255).chain([b'\n', b'\r', 0]).collect();
        let prepared = Prepared {
            content_type: "multipart/related; boundary=\"x\"".to_owned(),
            body: body.clone(),
            message_id: "a@b".to_owned(),
            digests: vec![],
        };
        let sealed = SealedMessage {
            prepared,
            url: "https://c3.example/as4".to_owned(),
            receiver: identity.certificate,
            stamped: from,
        };
        let back = SealedMessage::from_bytes(&sealed.to_bytes()).unwrap();
        assert_eq!(back.prepared.body, body);
        assert_eq!(back.receiver.fingerprint(), sealed.receiver.fingerprint());
        assert!(SealedMessage::from_bytes(b"{}").is_err());
    }
}
