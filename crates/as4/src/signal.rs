//! Writing receipts and error signals.

use chrono::{DateTime, Utc};
use xmlsec::Identity;

use crate::{EbmsError, Error, Received};

/// The signed receipt for a received message. Store the message first.
pub fn receipt(
    received: &Received,
    identity: &Identity,
    message_id: &str,
    at: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    let _ = (received, identity, message_id, at);
    todo!()
}

/// An error signal, signed where an identity is given.
pub fn error_signal(
    errors: &[EbmsError],
    ref_to: Option<&str>,
    identity: Option<&Identity>,
    message_id: &str,
    at: DateTime<Utc>,
) -> Vec<u8> {
    let _ = (errors, ref_to, identity, message_id, at);
    todo!()
}
