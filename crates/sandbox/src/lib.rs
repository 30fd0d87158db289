//! A Peppol network on loopback: test PKI, SML, SMP, buyers behind a second access point, mail catcher, a clock one can move.
//!
//! Everything on it is real but the companies: DNS, https, signatures, encryption, SMTP. Nothing leaves the machine.

mod answers;
pub mod bank;
pub mod buyers;
pub mod cast;
#[cfg(test)]
mod faults;
mod https;
pub mod mail;
pub mod network;
pub mod pki;
#[cfg(test)]
mod rounds;
pub mod script;
pub mod seller;
mod setup;
pub mod sml;
pub mod smp;
mod tamper;

pub use buyers::{Act, Buyers, What};
pub use cast::{Buyer, CAST, buyer};
pub use network::Network;
pub use script::Script;
pub use setup::Setup;
pub use tamper::Tamper;

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
    /// An identifier.
    #[error("sandbox participant: {0}")]
    Participant(#[from] peppol::ParticipantError),
    /// A configuration that cannot be written.
    #[error("sandbox configuration: {0}")]
    Config(#[from] gateway::ConfigError),
    /// The buyers' gateway does not open.
    #[error("the buyers' gateway does not open: {0}")]
    Open(#[from] gateway::OpenError),
    /// The buyers' gateway stopped on a step.
    #[error("the buyers' gateway: {0}")]
    Gateway(#[from] gateway::Error),
    /// The buyers' database.
    #[error("the buyers' database: {0}")]
    Store(#[from] store::StoreError),
    /// A stored message is no envelope.
    #[error("a message in a buyer's inbox: {0}")]
    Envelope(#[from] peppol::SbdhError),
    /// A document in an inbox cannot be read.
    #[error("a document in a buyer's inbox: {0}")]
    Unreadable(String),
    /// A buyer's answer was refused by its own gateway.
    #[error("the answer of buyer {buyer} was refused: {problem}")]
    Buyer {
        /// Short name of the buyer.
        buyer: &'static str,
        /// Why.
        problem: String,
    },
}
