//! Building a message: compress, sign, encrypt, once; what is stored is what is sent, at every try.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use xmlsec::wss::{self, Attachment};
use xmlsec::{Certificate, Identity};

use crate::{Error, ReferenceDigest, UserMessage, envelope, gzip, mime};

/// A message ready to leave, byte for byte. A retry sends the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// Value of the Content-Type header, boundary included.
    pub content_type: String,
    /// The MIME body; base64 where it is stored as text.
    #[serde(serialize_with = "to_base64", deserialize_with = "from_base64")]
    pub body: Vec<u8>,
    /// The message id inside.
    pub message_id: String,
    /// What was signed: the receipt must repeat these.
    pub digests: Vec<ReferenceDigest>,
}

/// Compresses, signs and encrypts `message` for the owner of the `receiver` certificate.
pub fn prepare(message: &UserMessage, sender: &Identity, receiver: &Certificate) -> Result<Prepared, Error> {
    check_message_id(&message.message_id)?;
    check_party(&message.from_party, &sender.certificate)?;
    check_party(&message.to_party, receiver)?;
    let content_id = format!("att-{}@cid", uuid::Uuid::new_v4());
    let compressed = gzip::compress(&message.payload);
    let attachment = Attachment { content_id: &content_id, mime_type: envelope::GZIP, bytes: &compressed };
    let plain = envelope::user_message(message, &content_id);
    let secured = wss::sign_and_encrypt(&plain, attachment, sender, receiver)?;
    let boundary = format!("----=_Part_0_{}", uuid::Uuid::new_v4().simple());
    let sealed = secured.attachment.unwrap_or_default();
    Ok(Prepared {
        content_type: format!("multipart/related; boundary=\"{boundary}\"; type=\"application/soap+xml\""),
        body: mime::write(&boundary, &secured.envelope, &content_id, &sealed),
        message_id: message.message_id.clone(),
        digests: secured.references.into_iter().map(ReferenceDigest::from).collect(),
    })
}

/// Longest message id in characters; it is kept, looked up, and named in every answer.
const MESSAGE_ID_CHARS_MAX: usize = 255;

/// `left@right` without brackets and blanks (RFC 2822); some receivers refuse anything else.
pub(crate) fn check_message_id(id: &str) -> Result<(), Error> {
    let well_formed = id.split_once('@').is_some_and(|(left, right)| {
        let clean = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "<>@".contains(c));
        clean(left) && clean(right)
    });
    let is_long = id.chars().nth(MESSAGE_ID_CHARS_MAX).is_some();
    if well_formed && !is_long {
        return Ok(());
    }
    Err(Error::MessageId(id.chars().take(MESSAGE_ID_CHARS_MAX).collect()))
}

fn check_party(party: &str, certificate: &Certificate) -> Result<(), Error> {
    if certificate.subject_cn().as_deref() == Some(party) {
        return Ok(());
    }
    Err(Error::Party { party: party.to_owned(), certificate: certificate.subject() })
}

impl From<wss::SignedReference> for ReferenceDigest {
    fn from(reference: wss::SignedReference) -> Self {
        let wss::SignedReference { uri, algorithm, value_base64 } = reference;
        Self { uri, algorithm, value_base64 }
    }
}

fn to_base64<S: Serializer>(body: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(body))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_ids_have_one_at_sign_no_blanks_and_an_end() {
        assert!(check_message_id("0198f2c0-1@acquit").is_ok());
        assert!(check_message_id(&format!("{}@acquit", "é".repeat(248))).is_ok());
        assert!(check_message_id(&format!("{}@acquit", "é".repeat(249))).is_err());
        for id in ["", "a", "@b", "a@", "a@b@c", "a b@c", "<a@b>"] {
            assert!(check_message_id(id).is_err(), "{id:?}");
        }
    }
}
