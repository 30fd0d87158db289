//! Why no endpoint was found, told apart by what one can do about it.

use chrono::{DateTime, Utc};
use xmlsec::TrustError;

/// Why no endpoint was found.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum DiscoveryError {
    /// DNS knows no such participant.
    #[error(
        "{participant} is not registered in the Peppol network: ask the receiver for the identifier it is registered under ({name} has no NAPTR record)"
    )]
    NotRegistered {
        /// Who was looked for.
        participant: String,
        /// The DNS name that was asked for.
        name: String,
    },
    /// DNS knows the participant, but no SMP of it.
    #[error("{participant} is registered, but names no usable SMP ({detail})")]
    NoSmp {
        /// Who was looked for.
        participant: String,
        /// What was found instead.
        detail: String,
    },
    /// The SMP that DNS named does not know the participant.
    #[error("{participant} points to the SMP {smp}, which does not know it")]
    NotAtSmp {
        /// Who was looked for.
        participant: String,
        /// The SMP's base address.
        smp: String,
    },
    /// The participant does not take this kind of document.
    #[error("{participant} does not accept the document type {document_type}")]
    DocumentTypeNotSupported {
        /// Who was looked for.
        participant: String,
        /// The document type that was asked for.
        document_type: String,
    },
    /// The participant takes the document type only in other processes.
    #[error("{participant} accepts {document_type}, but not in the process {process}; it lists {}", list(listed))]
    ProcessNotSupported {
        /// Who was looked for.
        participant: String,
        /// The document type that was asked for.
        document_type: String,
        /// The process that was asked for.
        process: String,
        /// The processes it lists.
        listed: Vec<String>,
    },
    /// No endpoint speaks AS4.
    #[error("no endpoint speaks peppol-transport-as4-v2_0; listed: {}", list(listed))]
    NoAs4Endpoint {
        /// The transport profiles it lists.
        listed: Vec<String>,
    },
    /// The endpoint is not active yet.
    #[error("the receiver's endpoint is active only from {from}")]
    EndpointNotYetActive {
        /// Its activation date.
        from: DateTime<Utc>,
    },
    /// The endpoint is over.
    #[error("the receiver's endpoint ended on {until}: its provider must renew the registration")]
    EndpointExpired {
        /// Its expiration date.
        until: DateTime<Utc>,
    },
    /// A date of the endpoint cannot be read.
    #[error("the receiver's endpoint has the date `{found}`, which is none")]
    EndpointDate {
        /// What was found.
        found: String,
    },
    /// The access point's certificate cannot be used.
    #[error("the certificate of the receiver's access point is not usable: {reason}")]
    CertificateInvalid {
        /// Why not.
        reason: String,
    },
    /// The service metadata is not signed, or its signature is wrong.
    #[error("the SMP's answer is not believed, its signature is wrong: {reason}")]
    BadSignature {
        /// Why not.
        reason: String,
    },
    /// The signature is good, but not of a service metadata publisher.
    #[error("the SMP's answer is not believed: {0}")]
    UntrustedSigner(#[from] TrustError),
    /// The answer is about something else.
    #[error("the SMP's answer is about the {what} `{found}`, asked was `{asked}`")]
    WrongAnswer {
        /// `participant` or `document type`.
        what: &'static str,
        /// What was asked.
        asked: String,
        /// What the answer is about.
        found: String,
    },
    /// The answer is not service metadata.
    #[error("the SMP's answer is no service metadata: {reason}")]
    Unreadable {
        /// Why not.
        reason: String,
    },
    /// The redirected answer was signed by somebody else.
    #[error("the SMP's redirect names the certificate `{named}`, but `{found}` signed the answer")]
    RedirectSigner {
        /// Named by the redirect.
        named: String,
        /// Signer of the answer.
        found: String,
    },
    /// A redirect to a redirect.
    #[error("the SMP redirects a second time, to {href}")]
    SecondRedirect {
        /// The second target.
        href: String,
    },
    /// An address that must not be asked.
    #[error("the address {url} is not used: {reason}")]
    ForbiddenAddress {
        /// The address.
        url: String,
        /// Why not.
        reason: &'static str,
    },
    /// The answer exceeds the limit.
    #[error("the SMP's answer is larger than {bytes_max} bytes")]
    TooLarge {
        /// The limit.
        bytes_max: usize,
    },
    /// The network or a server failed; the same question may be answered later.
    #[error("discovery failed for now, try again later: {reason}")]
    Technical {
        /// What failed.
        reason: String,
    },
}

impl DiscoveryError {
    /// Whether the same question may be answered later without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Technical { .. })
    }
}

fn list(texts: &[String]) -> String {
    if texts.is_empty() { "none".to_owned() } else { texts.join(", ") }
}
