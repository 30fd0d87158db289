//! WS-Security 1.1.1 for SOAP messages with attachments (X.509 token profile, `SwA` profile 1.1), as the Peppol AS4 profile uses it.
//!
//! Writing: [`sign`] and [`sign_and_encrypt`]. Reading: [`Security`], which verifies and opens, and tells by node what was signed.

mod key_reference;
mod read;
mod write;

pub use read::{Security, Verified, VerifiedReference};
pub use write::{Attachment, Secured, SignedReference, sign, sign_and_encrypt};

use crate::Certificate;
use crate::algorithm::Digest;
use crate::signature::SignatureError;

/// X.509 token profile: one certificate in DER.
const X509V3: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
/// SOAP message security 1.0: base64 encoding of a token.
const BASE64: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
/// SOAP message security 1.1: the token is an encrypted key.
const ENCRYPTED_KEY_TOKEN: &str = "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#EncryptedKey";

/// How strictly a message is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// What the Peppol AS4 profile names, nothing else.
    #[default]
    Peppol,
    /// Also what other systems were seen to send: for looking at stored messages only.
    Diagnose,
}

impl Profile {
    const fn digests(self) -> &'static [Digest] {
        match self {
            Self::Peppol => &[Digest::Sha256],
            Self::Diagnose => &[Digest::Sha256, Digest::Sha384, Digest::Sha512, Digest::Sha1],
        }
    }
}

/// Certificates that a reader has already.
pub trait KnownCertificates {
    /// The one with exactly these bytes.
    fn by_der(&self, der: &[u8]) -> Option<Certificate>;
    /// One that a message names in another way.
    fn any(&self, is_meant: &dyn Fn(&Certificate) -> bool) -> Option<Certificate>;
}

impl KnownCertificates for Vec<Certificate> {
    fn by_der(&self, der: &[u8]) -> Option<Certificate> {
        self.any(&|certificate| certificate.to_der() == der)
    }

    fn any(&self, is_meant: &dyn Fn(&Certificate) -> bool) -> Option<Certificate> {
        self.iter().find(|certificate| is_meant(certificate)).cloned()
    }
}

/// Why a message is not believed or not opened.
#[derive(Debug, thiserror::Error)]
pub enum WssError {
    /// No signature, or not over this.
    #[error("not signed: {0}")]
    NotSigned(String),
    /// No encryption of this attachment.
    #[error("not encrypted: {0}")]
    NotEncrypted(String),
    /// Secured in a way that the profile does not allow.
    #[error("against the profile: {0}")]
    Policy(String),
    /// The signature is wrong.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// The signer's certificate is not in the message, and not among the known ones.
    #[error("the signer's certificate is not in the message: {0}")]
    UnknownSigner(String),
    /// The content key is for somebody else's certificate.
    #[error("encrypted for a certificate that is not ours: {0}")]
    NotForUs(String),
    /// Key or content did not open. There is no more to know, on purpose.
    #[error("decryption failed")]
    DoesNotOpen,
}

/// The content id inside a `cid:` URI, percent-decoded.
pub fn content_id_in(uri: &str) -> Option<String> {
    uri.strip_prefix("cid:").map(percent_decoded)
}

/// Percent-decoding as content ids need it; what is no escape stays as it is.
pub fn percent_decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = escaped_byte(rest);
        out.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The byte that an escape at the start of `text` stands for.
fn escaped_byte(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else { return None };
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_ids_are_percent_decoded() {
        assert_eq!(content_id_in("cid:a%40b%2Dc").as_deref(), Some("a@b-c"));
        assert_eq!(content_id_in("cid:100%").as_deref(), Some("100%"));
        assert_eq!(content_id_in("cid:%+1x").as_deref(), Some("%+1x"));
        assert_eq!(content_id_in("#a"), None);
    }
}
