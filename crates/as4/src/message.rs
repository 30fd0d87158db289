//! What a user message says, apart from how it is secured.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A message as C2 hands it over: header facts and the SBDH envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserMessage {
    /// `left@right`, minted and stored before the first byte leaves.
    pub message_id: String,
    /// Any fresh id; has no meaning in Peppol.
    pub conversation_id: String,
    /// Milestone M1 of the message-level status service level.
    pub timestamp: DateTime<Utc>,
    /// Seat id of the sending access point: the CN of its certificate.
    pub from_party: String,
    /// Seat id of the receiving access point: the CN of the certificate from the SMP.
    pub to_party: String,
    /// Process identifier value.
    pub service: String,
    /// Process identifier scheme, `cenbii-procid-ubl`.
    pub service_type: String,
    /// Document type identifier with scheme, `busdox-docid-qns::…`.
    pub action: String,
    /// Participant value of C1, without scheme.
    pub original_sender: String,
    /// Participant value of C4, without scheme.
    pub final_recipient: String,
    /// The SBDH envelope, UTF-8 XML, not compressed.
    pub payload: Vec<u8>,
}

/// One reference of a signature: what was digested, how, and the digest. Receipts repeat them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceDigest {
    /// `#id` of an element or `cid:` of an attachment.
    pub uri: String,
    /// Digest algorithm URI.
    pub algorithm: String,
    /// The digest in base64.
    pub value_base64: String,
}
