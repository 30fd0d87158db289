//! Canonical XML, signatures, encryption, certificates and WS-Security; OpenSSL lives here only.
//!
//! A narrow profile on purpose: what the Peppol AS4 profile and the SMP specification name is read, and the little more that
//! captured messages of other systems need is behind [`wss::Profile::Diagnose`]. Everything else is refused.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod algorithm;
pub mod c14n;
mod certificate;
pub mod dom;
pub mod dsig;
mod encryption;
mod identity;
pub mod pki;
pub mod probe;
mod signature;
mod trust;
pub mod wss;

pub use certificate::Certificate;
pub use dsig::Sha1;
pub use identity::{Identity, PrivateKey, certificate_of_pkcs12};
pub use signature::SignatureError;
pub use trust::{Role, TrustError, TrustStore};

/// What went wrong with a key or a certificate, or inside OpenSSL.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The bytes are no certificate.
    #[error("not an X.509 certificate: {0}")]
    Certificate(String),
    /// The bytes are no private key, or the password does not open it.
    #[error("not a private key: {0}")]
    PrivateKey(String),
    /// The bytes are no PKCS#12 file, or the password does not open it.
    #[error("not a PKCS#12 file that this password opens: {0}")]
    Pkcs12(String),
    /// A key was given that does not belong to the certificate beside it.
    #[error("the private key does not belong to certificate {0}")]
    KeyMismatch(String),
    /// Only RSA keys sign and decrypt in the Peppol AS4 profile.
    #[error("not an RSA key")]
    NotRsa,
    /// OpenSSL itself refused.
    #[error("openssl: {0}")]
    OpenSsl(#[from] openssl::error::ErrorStack),
}

/// The SHA-256 digest of `bytes`.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    openssl::sha::sha256(bytes)
}
