//! Receiving a user message: split, verify, decrypt, inflate, and check what Peppol prescribes.

use chrono::{DateTime, Utc};
use xmlsec::wss::Profile;
use xmlsec::{Certificate, Identity, TrustStore};

use crate::{EbmsError, ReferenceDigest};

/// Our keys: the current one, and older ones that peers may still use while their view of our SMP entry ages.
#[derive(Clone, Debug)]
pub struct KeyRing {
    /// Signs, and is published.
    pub current: Identity,
    /// Still decrypt.
    pub older: Vec<Identity>,
}

/// Sizes beyond which a message is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The SOAP envelope.
    pub envelope_bytes_max: usize,
    /// The payload after decompression.
    pub payload_bytes_max: usize,
    /// Decompressed size over compressed size.
    pub inflate_ratio_max: usize,
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
    /// The SBDH envelope, decompressed.
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
#[error("{error:?}")]
pub struct Rejection {
    /// What goes back in the error signal.
    pub error: EbmsError,
    /// The message id, when it could be read.
    pub ref_to: Option<String>,
    /// What goes to our own log and nowhere else.
    pub reason: String,
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
    let _ = (content_type, body, keys, trust, at, profile);
    todo!()
}
