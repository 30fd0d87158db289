//! `Idempotency-Key`: the same request again gets the first answer again, and works once (`product.md` §6).

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gateway::Gateway;
use store::{Idempotency, IdempotencyKey};

use crate::auth::Caller;
use crate::problem::{Code, Problem};

/// Longest key.
const KEY_CHARS_MAX: usize = 255;
/// Largest answer kept; the answers of this API are far smaller.
const ANSWER_BYTES_MAX: usize = 10_000_000;

/// Runs `work` once per key; without the header it just runs.
pub(crate) async fn once<F>(
    gateway: &Gateway,
    caller: &Caller,
    path: &str,
    headers: &HeaderMap,
    body: &[u8],
    work: F,
) -> Result<Response, Problem>
where
    F: Future<Output = Result<Response, Problem>>,
{
    let Some(key) = key(caller, path, headers)? else {
        return work.await;
    };
    match gateway.store().begin_request(&key, body, gateway.now()).await.map_err(gateway::Error::from)? {
        Idempotency::New => keep(gateway, &key, work.await).await,
        Idempotency::Replay { status, body } => Ok(replay(status, body)),
        Idempotency::Running => Err(Problem::new(Code::StillRunning, "its answer is not there yet")),
        Idempotency::OtherBody => Err(Problem::new(Code::KeyReused, "this Idempotency-Key was used with another body")),
    }
}

fn key(caller: &Caller, path: &str, headers: &HeaderMap) -> Result<Option<IdempotencyKey>, Problem> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let text = value.to_str().ok().filter(|text| !text.is_empty() && text.len() <= KEY_CHARS_MAX);
    let text =
        text.ok_or_else(|| Problem::new(Code::Malformed, "Idempotency-Key is not 1 to 255 printable characters"))?;
    Ok(Some(IdempotencyKey { owner: caller.tenant.clone(), path: path.to_owned(), key: text.to_owned() }))
}

/// Keeps what had an effect, and the refusals that will not change; gives the key back where nothing happened.
async fn keep(gateway: &Gateway, key: &IdempotencyKey, worked: Result<Response, Problem>) -> Result<Response, Problem> {
    let response = match worked {
        Ok(response) => response,
        Err(problem) => {
            gateway.store().abandon_request(key).await.map_err(gateway::Error::from)?;
            return Err(problem);
        }
    };
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, ANSWER_BYTES_MAX).await.unwrap_or_default();
    gateway.store().finish_request(key, parts.status.as_u16(), &body).await.map_err(gateway::Error::from)?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn replay(status: u16, body: Vec<u8>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert("idempotent-replayed", HeaderValue::from_static("true"));
    response
}
