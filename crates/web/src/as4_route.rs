//! `POST /as4`: one message of another access point in, one signal out (`as4.md` §2).

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use gateway::Gateway;
use gateway::flow::receive::{self, As4Answer};

/// Largest message taken in. Peers exist that send 100 MB and more; encryption and MIME add little.
const AS4_BODY_BYTES_MAX: usize = 110_000_000;

pub(crate) async fn receive(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let content_type = content_type(&parts.headers);
    let Ok(body) = axum::body::to_bytes(body, AS4_BODY_BYTES_MAX).await else {
        return empty(StatusCode::PAYLOAD_TOO_LARGE);
    };
    answer(receive::receive(&gateway, &content_type, &body).await)
}

/// The header as text. Some senders fold it: what is left of the folding becomes single spaces.
fn content_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let text = String::from_utf8_lossy(value);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
}
