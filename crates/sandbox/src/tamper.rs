//! Hidden: lets the buyers' access point answer with a receipt that somebody changed on its way.
//!
//! A sender that believed such a receipt would hold a proof that proves nothing; tests switch this on to see that it does not.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{Response, StatusCode};
use axum::middleware::Next;

/// A receipt is a few kilobytes.
const RECEIPT_BYTES_MAX: usize = 1_000_000;

/// The switch; a copy switches the same thing.
#[derive(Debug, Clone, Default)]
pub struct Tamper {
    on: Arc<AtomicBool>,
}

impl Tamper {
    /// Tampers from now on, or no longer.
    pub fn set(&self, on: bool) {
        self.on.store(on, Ordering::Relaxed);
    }

    fn is_on(&self) -> bool {
        self.on.load(Ordering::Relaxed)
    }
}

/// Passes every answer on, receipts changed while the switch is on.
pub(crate) async fn pass(State(tamper): State<Tamper>, request: Request, next: Next) -> Response<Body> {
    let answer = next.run(request).await;
    if !tamper.is_on() {
        return answer;
    }
    let (mut head, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, RECEIPT_BYTES_MAX).await else {
        let mut broken = Response::new(Body::empty());
        *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return broken;
    };
    head.headers.remove(CONTENT_LENGTH);
    Response::from_parts(head, Body::from(changed(&bytes)))
}

/// Another digest in the evidence: the receipt now speaks of another message.
fn changed(answer: &[u8]) -> Vec<u8> {
    let mut bytes = answer.to_vec();
    let evidence = find(answer, b"NonRepudiationInformation").unwrap_or(answer.len());
    let digest = find(&answer[evidence..], b"DigestValue>").map(|at| evidence + at + b"DigestValue>".len());
    if let Some(byte) = digest.and_then(|at| bytes.get_mut(at)) {
        *byte = if *byte == b'A' { b'B' } else { b'A' };
    }
    bytes
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_evidence_of_a_receipt_is_changed() {
        let receipt = b"<s><DigestValue>aa=</DigestValue><NonRepudiationInformation><DigestValue>bb=</DigestValue>";
        assert_eq!(
            changed(receipt),
            b"<s><DigestValue>aa=</DigestValue><NonRepudiationInformation><DigestValue>Ab=</DigestValue>"
        );
        assert_eq!(changed(b"<Error/>"), b"<Error/>");
    }
}
