//! The AS4 message service handler: user messages, receipts, errors; build, send, receive, verify.
//!
//! Peppol AS4 profile 2.0.3 over CEF eDelivery AS4 1.14: One-Way/Push, one payload per message, compressed, signed, encrypted.

#![cfg_attr(test, allow(clippy::unwrap_used))]
#![allow(clippy::result_large_err, reason = "a refusal is rare, and its error travels as a whole")]

mod checks;
mod envelope;
pub mod error;
mod gzip;
mod header;
pub mod inspect;
mod message;
pub mod mime;
mod post;
mod prepare;
mod receive;
mod signal;
mod verdict;

pub use error::{Code, EbmsCode, EbmsError, Error, NOT_SERVICED};
pub use gzip::LEVEL as GZIP_LEVEL;
pub use message::{ReferenceDigest, UserMessage};
pub use post::{Answer, PostError, post};
pub use prepare::{Prepared, prepare};
pub use receive::{KeyRing, Limits, Received, Rejection, receive, receive_within};
pub use signal::{error_signal, receipt};
pub use verdict::{Expected, ReceiptEvidence, Verdict, judge_answer};
pub use xmlsec::wss::Profile;

/// The content type of receipts and error signals (`as4.md` calls it plain SOAP: no multipart).
pub const SIGNAL_CONTENT_TYPE: &str = "application/soap+xml;charset=UTF-8";
