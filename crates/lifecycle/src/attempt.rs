//! What one attempt to deliver came to.
//!
//! The distinctions are those that change what happens next: whether the request left the house, and whether the
//! other side gave a definite answer.

use serde::{Deserialize, Serialize};

use crate::ebms::{self, Refusal};

/// The result of one attempt, as the sending side saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum AttemptOutcome {
    /// A receipt came and was verified.
    Receipted,
    /// No connection: no byte of the message left the house.
    NotReached {
        /// What the connection failed with.
        reason: String,
    },
    /// The request left and no usable answer came back: time-out, broken connection, a body that says nothing.
    AnswerLost {
        /// What was missing.
        reason: String,
    },
    /// The other side answered with an error.
    Refused {
        /// The code as it travelled, such as `EBMS:0004` or `SMTP:550`.
        code: String,
        /// The text that came with it.
        reason: String,
        /// Whether the same bytes may succeed later.
        retry: bool,
    },
    /// A receipt came that does not match what was sent (EBMS:0302, raised by us).
    InvalidReceipt {
        /// What did not match.
        reason: String,
    },
    /// No endpoint to send to: not registered, document type not accepted, certificate invalid.
    NoRoute {
        /// What the lookup said.
        reason: String,
        /// Whether asking again may help (name server or SMP in trouble).
        transient: bool,
    },
}

impl AttemptOutcome {
    /// A refusal by an ebMS error signal, with its class of as4.md section 9.
    pub fn refused(code: &str, detail: &str) -> Self {
        let retry = match ebms::judge(code, detail) {
            Refusal::RetryLater | Refusal::RetryOnceAfterLookup => true,
            Refusal::NotServiced | Refusal::Final | Refusal::DuplicateReported => false,
        };
        Self::Refused { code: ebms::normalize(code), reason: detail.to_owned(), retry }
    }

    /// Whether the request left and no definite answer came, so that it may have arrived.
    pub const fn is_unanswered(&self) -> bool {
        match self {
            Self::AnswerLost { .. } | Self::InvalidReceipt { .. } => true,
            Self::Receipted | Self::NotReached { .. } | Self::Refused { .. } | Self::NoRoute { .. } => false,
        }
    }

    /// The name under which an attempt's result is stored.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Receipted => "receipted",
            Self::NotReached { .. } => "not_reached",
            Self::AnswerLost { .. } => "answer_lost",
            Self::Refused { .. } => "refused",
            Self::InvalidReceipt { .. } => "invalid_receipt",
            Self::NoRoute { .. } => "no_route",
        }
    }

    /// The reason in words, where there is one.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Receipted => None,
            Self::NotReached { reason }
            | Self::AnswerLost { reason }
            | Self::Refused { reason, .. }
            | Self::InvalidReceipt { reason }
            | Self::NoRoute { reason, .. } => Some(reason),
        }
    }
}
