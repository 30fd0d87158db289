//! Judging what a peer answered: only a signed receipt for exactly what was sent is proof of delivery.

use chrono::{DateTime, Utc};
use xmlsec::{Certificate, TrustStore};

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
pub fn judge_answer(
    answer: &Answer,
    expected: &Expected,
    trust: &TrustStore,
    at: DateTime<Utc>,
) -> Verdict {
    let _ = (answer, expected, trust, at);
    todo!()
}
