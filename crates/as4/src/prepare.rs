//! Building a message: compress, sign, encrypt, once; what is stored is what is sent, at every try.

use serde::{Deserialize, Serialize};
use xmlsec::{Certificate, Identity};

use crate::{Error, ReferenceDigest, UserMessage};

/// A message ready to leave, byte for byte. A retry sends the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// Value of the Content-Type header, boundary included.
    pub content_type: String,
    /// The MIME body.
    pub body: Vec<u8>,
    /// The message id inside.
    pub message_id: String,
    /// What was signed: the receipt must repeat these.
    pub digests: Vec<ReferenceDigest>,
}

/// Compresses, signs and encrypts `message` for the owner of the `receiver` certificate.
pub fn prepare(
    message: &UserMessage,
    sender: &Identity,
    receiver: &Certificate,
) -> Result<Prepared, Error> {
    let _ = (message, sender, receiver);
    todo!()
}
