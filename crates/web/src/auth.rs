//! Who calls: a bearer key, of which the configuration holds the SHA-256 only, and the tenant it belongs to.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use gateway::{ApiKey, Gateway};

use crate::problem::{Code, Problem};

/// The caller of a request: everything it sees and does belongs to one tenant.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) tenant: String,
}

/// Lets a request through only with a key, and says whose it is.
pub(crate) async fn require_key(
    State(gateway): State<Arc<Gateway>>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let caller = caller(&gateway.config().api_keys, request.headers())?;
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}

fn caller(keys: &[ApiKey], headers: &header::HeaderMap) -> Result<Caller, Problem> {
    let refused = |detail: &str| Problem::new(Code::Unauthorized, detail);
    let value = headers.get(header::AUTHORIZATION).ok_or_else(|| refused("the Authorization header is missing"))?;
    let key = value
        .to_str()
        .ok()
        .and_then(bearer)
        .ok_or_else(|| refused("the Authorization header is not `Bearer <key>`"))?;
    let hash = gateway::api_key_hash(key);
    // Hashes are compared, so the time this takes tells nothing about the key.
    let known = keys.iter().find(|known| known.sha256.eq_ignore_ascii_case(&hash));
    known.map(|known| Caller { tenant: known.tenant.clone() }).ok_or_else(|| refused("the key is not known here"))
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, key) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderMap, HeaderValue};

    fn keys() -> Vec<ApiKey> {
        let sha256 = gateway::api_key_hash("sk_test_one");
        vec![ApiKey { name: "one".to_owned(), sha256, tenant: "vandijk".to_owned() }]
    }

    fn check(authorization: Option<&'static str>, expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        if let Some(value) = authorization {
            headers.insert(header::AUTHORIZATION, HeaderValue::from_static(value));
        }
        let tenant = caller(&keys(), &headers).ok().map(|caller| caller.tenant);
        assert_eq!(tenant.as_deref(), expected, "{authorization:?}");
    }

    #[test]
    fn only_a_known_key_opens_and_names_its_tenant() {
        check(Some("Bearer sk_test_one"), Some("vandijk"));
        check(Some("bearer sk_test_one"), Some("vandijk"));
        check(Some("Bearer sk_test_two"), None);
        check(Some("Basic sk_test_one"), None);
        check(Some("Bearer"), None);
        check(None, None);
    }
}
