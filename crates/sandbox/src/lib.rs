//! A Peppol network on loopback: test PKI, SML, SMP, buyers behind a second access point, mail catcher, a clock one can move.
//!
//! Everything on it is real but the companies: DNS, https, signatures, encryption, SMTP. Nothing leaves the machine.

pub mod bank;
pub mod mail;
pub mod network;
pub mod pki;
pub mod sml;
pub mod smp;

pub use network::Network;

/// Why the sandbox does not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// A port, a file or a folder.
    #[error("sandbox: {0}")]
    Io(#[from] std::io::Error),
    /// A key or certificate.
    #[error("sandbox certificate: {0}")]
    Certificate(#[from] xmlsec::Error),
    /// The client for https.
    #[error("sandbox https: {0}")]
    Client(#[from] peppol::ClientError),
    /// The look-ups.
    #[error("sandbox discovery: {0}")]
    Discovery(#[from] peppol::DiscoveryError),
}
