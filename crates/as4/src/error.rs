//! ebMS errors as values (ebMS 3.0 Core 6.7, AS4 profile 3.2.3 and 5.1.8), and what can go wrong on our own side.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The error codes that we answer ourselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Header and parts contradict each other.
    ValueInconsistent,
    /// Everything that has no code of its own.
    Other,
    /// A MIME part is missing, or is one too many.
    MimeInconsistency,
    /// The ebMS header is not as the schema has it.
    InvalidHeader,
    /// Roles or agreement are not those of the network.
    ProcessingModeMismatch,
    /// A payload that is not in the message.
    ExternalPayloadError,
    /// Signature or certificate.
    FailedAuthentication,
    /// The attachment does not open.
    FailedDecryption,
    /// Not secured as the profile wants it.
    PolicyNoncompliance,
    /// A receipt that proves nothing; raised locally by the sender.
    InvalidReceipt,
    /// Declared as gzip, and is not.
    DecompressionFailure,
}

impl Code {
    /// Code, short description, category, origin.
    const fn facts(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::ValueInconsistent => ("EBMS:0003", "ValueInconsistent", "Content", "ebMS"),
            Self::Other => ("EBMS:0004", "Other", "Content", "ebMS"),
            Self::MimeInconsistency => ("EBMS:0007", "MimeInconsistency", "Unpackaging", "ebMS"),
            Self::InvalidHeader => ("EBMS:0009", "InvalidHeader", "Unpackaging", "ebMS"),
            Self::ProcessingModeMismatch => ("EBMS:0010", "ProcessingModeMismatch", "Processing", "ebMS"),
            Self::ExternalPayloadError => ("EBMS:0011", "ExternalPayloadError", "Content", "ebMS"),
            Self::FailedAuthentication => ("EBMS:0101", "FailedAuthentication", "Processing", "security"),
            Self::FailedDecryption => ("EBMS:0102", "FailedDecryption", "Processing", "security"),
            Self::PolicyNoncompliance => ("EBMS:0103", "PolicyNoncompliance", "Processing", "security"),
            Self::InvalidReceipt => ("EBMS:0302", "InvalidReceipt", "Communication", "ebMS"),
            Self::DecompressionFailure => ("EBMS:0303", "DecompressionFailure", "Communication", "ebMS"),
        }
    }
}

/// An error code as it travels, `EBMS:0101`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EbmsCode(String);

impl EbmsCode {
    /// Takes a code as it came; letters become upper case.
    pub fn new(code: &str) -> Self {
        Self(code.trim().to_ascii_uppercase())
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EbmsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One `eb:Error` of an error signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EbmsError {
    /// `EBMS:nnnn`.
    pub code: EbmsCode,
    /// The standard's name for the code.
    pub short_description: String,
    /// `failure` or `warning`.
    pub severity: String,
    /// Kind of the error, as the standard groups them.
    pub category: Option<String>,
    /// `ebMS`, `security` or `reliability`.
    pub origin: Option<String>,
    /// Free text of the peer, or ours.
    pub description: Option<String>,
    /// `ErrorDetail`, for example `PEPPOL:NOT_SERVICED`.
    pub detail: Option<String>,
    /// The message the error is about.
    pub ref_to: Option<String>,
}

/// The detail of EBMS:0004 when receiver, document type or process is not served here (Peppol AS4 profile).
pub const NOT_SERVICED: &str = "PEPPOL:NOT_SERVICED";

impl EbmsError {
    /// A failure with our own explanation.
    pub fn new(code: Code, description: impl Into<String>) -> Self {
        let (number, short, category, origin) = code.facts();
        Self {
            code: EbmsCode::new(number),
            short_description: short.to_owned(),
            severity: "failure".to_owned(),
            category: Some(category.to_owned()),
            origin: Some(origin.to_owned()),
            description: Some(description.into()),
            detail: None,
            ref_to: None,
        }
    }

    /// The receiver, its document type or its process is not served here.
    pub fn not_serviced(description: impl Into<String>) -> Self {
        Self { detail: Some(NOT_SERVICED.to_owned()), ..Self::new(Code::Other, description) }
    }

    /// Whether the peer says that it does not serve the receiver.
    pub fn is_not_serviced(&self) -> bool {
        let says = |text: &Option<String>| text.as_deref().is_some_and(|text| text.contains(NOT_SERVICED));
        says(&self.detail) || says(&self.description)
    }

    /// A warning does not stop the message.
    pub fn is_failure(&self) -> bool {
        !self.severity.eq_ignore_ascii_case("warning")
    }
}

impl fmt::Display for EbmsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.short_description)?;
        for text in [&self.description, &self.detail].into_iter().flatten() {
            write!(f, ": {text}")?;
        }
        Ok(())
    }
}

/// What stops a message on our own side, before anything is sent.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Receivers refuse other forms with EBMS:0009.
    #[error("message id {0:?} is not of the form left@right, or longer than 255 characters")]
    MessageId(String),
    /// The party in the header and the certificate must be the same.
    #[error("party {party} is not the common name of the certificate {certificate}")]
    Party {
        /// What the header would say.
        party: String,
        /// Subject of the certificate.
        certificate: String,
    },
    /// Signing or encrypting failed.
    #[error(transparent)]
    Security(#[from] xmlsec::SignatureError),
}
