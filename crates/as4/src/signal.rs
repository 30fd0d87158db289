//! Writing receipts and error signals.

use chrono::{DateTime, Utc};
use xmlsec::{Identity, wss};

use crate::{EbmsError, Error, Received, envelope};

/// The signed receipt for a received message. Store the message first.
pub fn receipt(
    received: &Received,
    identity: &Identity,
    message_id: &str,
    at: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    let plain = envelope::receipt(at, message_id, &received.message_id, &received.references_xml);
    Ok(wss::sign(&plain, identity)?.envelope.into_bytes())
}

/// An error signal, signed where an identity is given and signing works.
pub fn error_signal(
    errors: &[EbmsError],
    ref_to: Option<&str>,
    identity: Option<&Identity>,
    message_id: &str,
    at: DateTime<Utc>,
) -> Vec<u8> {
    let plain = envelope::errors(at, message_id, ref_to, errors);
    let signed = identity.and_then(|identity| wss::sign(&plain, identity).ok());
    signed.map_or(plain, |secured| secured.envelope).into_bytes()
}
