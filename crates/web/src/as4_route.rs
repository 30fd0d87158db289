//! `POST /as4`: one message of another access point in, one signal out (`as4.md` §2).

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use gateway::Gateway;
use gateway::flow::receive::{self, As4Answer};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Largest message taken in. Peers exist that send 100 MB and more; encryption and MIME add little.
const AS4_BODY_BYTES_MAX: usize = 110_000_000;

/// Messages held in memory at once: anybody may send one, so their number is bounded before anything is known of them.
const MESSAGES_AT_ONCE_MAX: usize = 16;
/// A message that takes longer than this to arrive is given up.
const ARRIVAL_MAX: Duration = Duration::from_mins(2);

static RECEIVING: Semaphore = Semaphore::const_new(MESSAGES_AT_ONCE_MAX);

pub(crate) async fn receive(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let content_type = content_type(&parts.headers);
    if !is_message(&content_type) {
        return empty(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let Ok(_place) = RECEIVING.try_acquire() else {
        return empty(StatusCode::SERVICE_UNAVAILABLE);
    };
    let body = match timeout(ARRIVAL_MAX, axum::body::to_bytes(body, AS4_BODY_BYTES_MAX)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return empty(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => return empty(StatusCode::REQUEST_TIMEOUT),
    };
    answer(receive::receive(&gateway, &content_type, &body).await)
}

/// The header as text. Some senders fold it: what is left of the folding becomes single spaces.
fn content_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let text = String::from_utf8_lossy(value);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a body of this type can be a message at all; nothing else is read.
fn is_message(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    ["multipart/related", "application/soap+xml"].contains(&essence.as_str())
}

fn answer(answer: As4Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Ok(value) = HeaderValue::from_str(&answer.content_type)
        && !value.is_empty()
    {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_content_type_is_read_as_one_line() {
        let mut headers = HeaderMap::new();
        let folded =
            HeaderValue::from_static("multipart/related;    boundary=\"a=b\";\t  type=\"application/soap+xml\"");
        headers.insert(header::CONTENT_TYPE, folded);
        assert_eq!(content_type(&headers), "multipart/related; boundary=\"a=b\"; type=\"application/soap+xml\"");
        assert_eq!(content_type(&HeaderMap::new()), "");
    }

    #[test]
    fn only_what_can_be_a_message_is_read() {
        for (value, expected) in [
            ("Multipart/Related; boundary=a", true),
            ("application/soap+xml;charset=UTF-8", true),
            ("", false),
            ("application/json", false),
        ] {
            assert_eq!(is_message(value), expected, "{value}");
        }
    }
}
