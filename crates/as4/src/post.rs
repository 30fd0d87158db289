//! One HTTP POST of a prepared message.

use crate::Prepared;

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

/// Posts the message; redirects and time limits are the client's settings.
pub async fn post(
    client: &reqwest::Client,
    url: &str,
    prepared: &Prepared,
) -> Result<Answer, PostError> {
    let _ = (client, url, prepared);
    todo!()
}
