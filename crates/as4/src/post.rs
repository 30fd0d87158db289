//! One HTTP POST of a prepared message.
//!
//! Its errors answer one question: can the peer have the message? Time limits, redirects (none) and roots are the client's
//! settings; the size of the answer is bounded here.

use reqwest::header::CONTENT_TYPE;

use crate::Prepared;

/// Largest answer that is read; a receipt has six kilobytes.
const ANSWER_BYTES_MAX: usize = 2_000_000;

/// What the peer's server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status code.
    pub status: u16,
    /// Content-Type header, empty when absent.
    pub content_type: String,
    /// The body, whatever the status.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// No connection was made: nothing left the house.
    #[error("{url} was not reached: {reason}")]
    Connect {
        /// Where to.
        url: String,
        /// What the client says.
        reason: String,
    },
    /// The request left, entirely or in part, and no answer came: the peer may have the message.
    #[error("no answer from {url}: {reason}")]
    AnswerLost {
        /// Where to.
        url: String,
        /// What the client says.
        reason: String,
    },
}

impl PostError {
    /// Whether the peer may have got the message.
    pub fn left_the_house(&self) -> bool {
        matches!(self, Self::AnswerLost { .. })
    }
}

/// Posts the message.
pub async fn post(client: &reqwest::Client, url: &str, prepared: &Prepared) -> Result<Answer, PostError> {
    let request = client
        .post(url)
        .header(CONTENT_TYPE, &prepared.content_type)
        .header("MIME-Version", "1.0")
        .body(prepared.body.clone());
    let mut response = request.send().await.map_err(|error| not_sent_or_lost(url, &error))?;
    let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let mut answer = Answer {
        status: response.status().as_u16(),
        content_type: content_type.unwrap_or_default().to_owned(),
        body: Vec::new(),
    };
    while let Some(chunk) = response.chunk().await.map_err(|error| lost(url, root_cause(&error)))? {
        if answer.body.len() + chunk.len() > ANSWER_BYTES_MAX {
            return Err(lost(url, format!("the answer has more than {ANSWER_BYTES_MAX} bytes")));
        }
        answer.body.extend_from_slice(&chunk);
    }
    Ok(answer)
}

fn not_sent_or_lost(url: &str, error: &reqwest::Error) -> PostError {
    let reason = root_cause(error);
    if error.is_connect() || error.is_builder() {
        PostError::Connect { url: url.to_owned(), reason }
    } else {
        lost(url, reason)
    }
}

fn lost(url: &str, reason: String) -> PostError {
    PostError::AnswerLost { url: url.to_owned(), reason }
}

/// The innermost cause: the outer ones only say that sending failed.
fn root_cause(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "time is up".to_owned();
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
