//! Errors of the API as RFC 9457 problem details: a stable code, what happened, and what to do about it.

use axum::Json;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

/// The kinds of problem, each with its status and a page at `/problems/{code}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// The request cannot be read.
    Malformed,
    /// No key, or a wrong one.
    Unauthorized,
    /// Nothing of that id belongs to the caller.
    NotFound,
    /// The request contradicts what is stored.
    Conflict,
    /// An `Idempotency-Key` came with another body.
    KeyReused,
    /// The first request with this `Idempotency-Key` is still being worked on.
    StillRunning,
    /// The body is larger than allowed.
    TooLarge,
    /// The body is of another kind than the route takes.
    UnsupportedMediaType,
    /// The document breaks its rules.
    InvalidDocument,
    /// The JSON model of the document does not hold together.
    InvalidModel,
    /// The address is not usable.
    InvalidAddress,
    /// The bank file cannot be read.
    InvalidBankFile,
    /// Exists in stage sandbox only.
    SandboxOnly,
    /// The database is busy; the same request may succeed later.
    Busy,
    /// Our fault.
    Internal,
}

impl Code {
    /// Every kind.
    pub const ALL: [Self; 15] = [
        Self::Malformed,
        Self::Unauthorized,
        Self::NotFound,
        Self::Conflict,
        Self::KeyReused,
        Self::StillRunning,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::InvalidDocument,
        Self::InvalidModel,
        Self::InvalidAddress,
        Self::InvalidBankFile,
        Self::SandboxOnly,
        Self::Busy,
        Self::Internal,
    ];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Unauthorized => "unauthorized",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::KeyReused => "idempotency-key-reused",
            Self::StillRunning => "still-running",
            Self::TooLarge => "too-large",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::InvalidDocument => "invalid-document",
            Self::InvalidModel => "invalid-model",
            Self::InvalidAddress => "invalid-address",
            Self::InvalidBankFile => "invalid-bank-file",
            Self::SandboxOnly => "sandbox-only",
            Self::Busy => "busy",
            Self::Internal => "internal",
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::NotFound | Self::SandboxOnly => StatusCode::NOT_FOUND,
            Self::Conflict | Self::StillRunning => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::KeyReused
            | Self::InvalidDocument
            | Self::InvalidModel
            | Self::InvalidAddress
            | Self::InvalidBankFile => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Malformed => "the request cannot be read",
            Self::Unauthorized => "a valid API key is needed",
            Self::NotFound => "there is nothing here",
            Self::Conflict => "the request contradicts what is stored",
            Self::KeyReused => "the Idempotency-Key was used for something else",
            Self::StillRunning => "the first request with this Idempotency-Key is still running",
            Self::TooLarge => "the body is too large",
            Self::UnsupportedMediaType => "the body is of a kind this route does not take",
            Self::InvalidDocument => "the document breaks its rules",
            Self::InvalidModel => "the invoice does not hold together",
            Self::InvalidAddress => "the document cannot be addressed",
            Self::InvalidBankFile => "the bank file cannot be read",
            Self::SandboxOnly => "this exists in stage sandbox only",
            Self::Busy => "the database is busy",
            Self::Internal => "something went wrong here",
        }
    }

    fn is_retryable(self) -> bool {
        matches!(self, Self::Busy | Self::StillRunning)
    }

    /// What the caller does about it.
    fn remedy(self) -> &'static str {
        match self {
            Self::Malformed => {
                "Compare the request with the description of the route; `detail` names the part that cannot be read."
            }
            Self::Unauthorized => {
                "Send `Authorization: Bearer <key>` with a key whose SHA-256 stands under `api_keys` of the configuration."
            }
            Self::NotFound => "Check the id. What belongs to another tenant is answered the same way.",
            Self::Conflict => "Read the stored document that the answer names; give a new document a new number.",
            Self::KeyReused => "Choose a new Idempotency-Key for a new request; keep it only for the same body.",
            Self::TooLarge => "Send less at once: 20 MB for a document, 100 MB for a bank file.",
            Self::UnsupportedMediaType => "Send JSON as `application/json`, UBL or camt.053 as `application/xml`.",
            Self::InvalidDocument => {
                "Mend each finding under `errors`; `acquit explain RULE` tells what a rule wants and why."
            }
            Self::InvalidModel => "Mend each place under `errors`; `pointer` is a JSON pointer into what was sent.",
            Self::InvalidAddress => {
                "The seller's endpoint must be a participant of the tenant, the buyer's a valid participant id such as 0106:12345678."
            }
            Self::InvalidBankFile => "Export the statement as camt.053 and hand in the file as the bank made it.",
            Self::SandboxOnly => "Start the program with `serve --sandbox` to move its clock.",
            Self::Busy | Self::StillRunning => "Repeat the request after the seconds of `Retry-After`.",
            Self::Internal => "Repeat the request; if it fails again, look into the log of the program.",
        }
    }
}

/// A problem, ready to be an answer.
#[derive(Debug)]
pub struct Problem {
    code: Code,
    detail: String,
    errors: Vec<Value>,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    code: &'a str,
    retryable: bool,
    #[serde(skip_serializing_if = "<[Value]>::is_empty")]
    errors: &'a [Value],
}

impl Problem {
    /// A problem of that kind; `detail` carries the values at hand.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), errors: Vec::new() }
    }

    /// The same with single errors.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<Value>) -> Self {
        self.errors = errors;
        self
    }
}

impl From<gateway::Error> for Problem {
    fn from(error: gateway::Error) -> Self {
        if error.is_transient() {
            return Self::new(Code::Busy, "nothing was changed");
        }
        // What the database or a file said is for the log, not for the caller.
        tracing::error!(%error, "a request failed");
        Self::new(Code::Internal, "nothing was changed")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.code.status();
        let body = Body {
            r#type: format!("/problems/{}", self.code.as_str()),
            title: self.code.title(),
            status: status.as_u16(),
            detail: &self.detail,
            code: self.code.as_str(),
            retryable: self.code.is_retryable(),
            errors: &self.errors,
        };
        let mut response = (status, Json(&body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/problem+json"));
        if self.code.is_retryable() {
            headers.insert(header::RETRY_AFTER, header::HeaderValue::from_static("2"));
        }
        response
    }
}

/// `GET /problems/{code}`: the page a problem's `type` points at.
pub(crate) async fn page(Path(code): Path<String>) -> Result<String, Problem> {
    let known = Code::ALL.into_iter().find(|known| known.as_str() == code);
    let known = known.ok_or_else(|| Problem::new(Code::NotFound, format!("no problem is called {code}")))?;
    Ok(format!("{} ({})\n\n{}\n", known.title(), known.status().as_u16(), known.remedy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_problem_has_its_page() {
        for code in Code::ALL {
            let page = page(Path(code.as_str().to_owned())).await.ok();
            assert!(page.is_some_and(|text| text.contains(code.title())), "{code:?}");
        }
    }

    #[test]
    fn codes_are_unique() {
        let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
