//! ebMS error codes as values (ebMS 3.0 Core, section 6.7), and what can go wrong on our own side.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An ebMS error code as it travels, `EBMS:0101`.
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
    /// Free text of the peer, or ours.
    pub description: Option<String>,
    /// `ErrorDetail`, for example `PEPPOL:NOT_SERVICED`.
    pub detail: Option<String>,
    /// The message the error is about.
    pub ref_to: Option<String>,
}

/// What stops a message on our own side, before anything is sent.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Signing or encrypting failed.
    #[error(transparent)]
    Security(#[from] xmlsec::Error),
}
