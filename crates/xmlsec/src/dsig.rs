//! Enveloped XML signatures, as service metadata carries them (Peppol SMP 1.4.0).

use crate::{Certificate, Identity};

/// Why a signed document is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum SignatureError {
    /// The document has no signature at the place where it must be.
    #[error("the document is not signed: the root has no ds:Signature child")]
    NotSigned,
}

/// Whether signatures with SHA-1 are accepted; test networks still had them in 2024.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sha1 {
    /// The rule, and the only choice in production.
    #[default]
    Refused,
    /// For old captures and closed networks.
    Accepted,
}

/// Signs the whole document; the signature becomes the last child of its root.
pub fn sign_enveloped(xml: &[u8], identity: &Identity) -> Result<Vec<u8>, SignatureError> {
    let _ = (xml, identity);
    todo!()
}

/// Verifies the signature that covers the whole document and returns the signer's certificate, whose trust the caller judges.
pub fn verify_enveloped(xml: &[u8], sha1: Sha1) -> Result<Certificate, SignatureError> {
    let _ = (xml, sha1);
    todo!()
}
