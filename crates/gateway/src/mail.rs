//! Reminders by mail: a letter becomes an RFC 5322 message once, is stored, and leaves in the same bytes at every try.
//!
//! The Message-ID is minted with the delivery, so a debtor who gets a second copy can tell that it is one.

use chrono::{DateTime, Utc};
use lettre::address::Envelope;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use lifecycle::AttemptOutcome;
use serde::{Deserialize, Serialize};

use crate::config::Smtp;

/// A reminder in words, as it is stored as a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Mail address of the creditor.
    pub from: String,
    /// Mail address of the debtor's accounts-payable desk.
    pub to: String,
    /// Subject, with invoice number and payment reference.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// A letter ready to leave: what is stored before the first try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PreparedMail {
    from: String,
    to: String,
    message: String,
}

/// Why a letter cannot be made into a message.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// Not a letter as this program stores them.
    #[error("stored letter: {0}")]
    Malformed(#[from] serde_json::Error),
    /// Not a mail address.
    #[error("{address} is no mail address: {source}")]
    Address {
        /// What was given.
        address: String,
        /// What is wrong with it.
        source: lettre::address::AddressError,
    },
    /// The message could not be built.
    #[error("mail: {0}")]
    Build(#[from] lettre::error::Error),
}

impl Letter {
    /// The bytes that are stored as the document.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("four strings always serialise")
    }

    /// Reads a stored letter.
    pub fn read(bytes: &[u8]) -> Result<Self, LetterError> {
        Ok(serde_json::from_slice(bytes)?)
    }

    /// Makes the message. Same letter, id and date: same bytes.
    pub(crate) fn prepare(&self, message_id: &str, date: DateTime<Utc>) -> Result<PreparedMail, LetterError> {
        let message = Message::builder()
            .from(address(&self.from)?.into())
            .to(address(&self.to)?.into())
            .subject(&self.subject)
            .date(date.into())
            .message_id(Some(format!("<{message_id}>")))
            .header(ContentType::TEXT_PLAIN)
            .body(self.body.clone())?;
        let message = String::from_utf8_lossy(&message.formatted()).into_owned();
        Ok(PreparedMail { from: self.from.clone(), to: self.to.clone(), message })
    }
}

/// Hands a prepared message to the mail server.
pub(crate) async fn send(smtp: &Smtp, prepared: &PreparedMail) -> (AttemptOutcome, Option<String>) {
    let (transport, envelope) = match transport(smtp).and_then(|transport| Ok((transport, envelope(prepared)?))) {
        Ok(ready) => ready,
        Err(reason) => return (refused("CONFIG", reason, false), None),
    };
    // The greeting apart from the hand-over, so that a server that is down is told from an answer that was lost.
    if let Err(error) = transport.test_connection().await {
        return (AttemptOutcome::NotReached { reason: error.to_string() }, None);
    }
    match transport.send_raw(&envelope, prepared.message.as_bytes()).await {
        Ok(response) => (AttemptOutcome::Receipted, Some(evidence(&response))),
        Err(error) => (outcome_of(&error), None),
    }
}

fn outcome_of(error: &lettre::transport::smtp::Error) -> AttemptOutcome {
    match error.status() {
        Some(code) => refused(&code.to_string(), error.to_string(), error.is_transient()),
        None => AttemptOutcome::AnswerLost { reason: error.to_string() },
    }
}

fn refused(code: &str, reason: String, retry: bool) -> AttemptOutcome {
    AttemptOutcome::Refused { code: code.to_owned(), reason, retry }
}

/// The server's own words on taking the message over.
fn evidence(response: &lettre::transport::smtp::response::Response) -> String {
    let words: Vec<&str> = response.message().collect();
    format!("{} {}", response.code(), words.join(" "))
}

fn transport(smtp: &Smtp) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(smtp.host.as_str())
        .port(smtp.port)
        .timeout(Some(SMTP_TIMEOUT));
    if let (Some(user), Some(path)) = (&smtp.user, &smtp.password_file) {
        let password =
            std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        builder = builder.credentials(Credentials::new(user.clone(), password.trim_end().to_owned()));
    }
    Ok(builder.build())
}

/// Longest wait for one answer of the mail server.
const SMTP_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(30);

fn envelope(prepared: &PreparedMail) -> Result<Envelope, String> {
    let from = address(&prepared.from).map_err(|error| error.to_string())?;
    let to = address(&prepared.to).map_err(|error| error.to_string())?;
    Envelope::new(Some(from), vec![to]).map_err(|error| error.to_string())
}

fn address(text: &str) -> Result<Address, LetterError> {
    text.parse().map_err(|source| LetterError::Address { address: text.to_owned(), source })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            from: "invoices@vandijk.example".to_owned(),
            to: "payables@voorstad.example".to_owned(),
            subject: "Invoice 2026-0042".to_owned(),
            body: "Dear Sir or Madam,\n\nOpen: 181.50 EUR (é).\n".to_owned(),
        }
    }

    #[test]
    fn the_same_letter_is_the_same_bytes_at_every_try() {
        let date = "2026-12-04T09:00:00Z".parse().unwrap();
        let once = letter().prepare("a@acquit", date).unwrap();
        assert_eq!(once, letter().prepare("a@acquit", date).unwrap());
        assert!(once.message.contains("Message-ID: <a@acquit>"), "{}", once.message);
    }

    #[test]
    fn a_bad_address_is_named() {
        let wrong = Letter { to: "nobody".to_owned(), ..letter() };
        let error = wrong.prepare("a@acquit", DateTime::UNIX_EPOCH).unwrap_err();
        assert!(error.to_string().contains("nobody"), "{error}");
    }

    #[tokio::test]
    async fn a_mail_server_that_is_down_was_not_reached() {
        // Bound and dropped: nothing listens on the port.
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let smtp = Smtp { host: "127.0.0.1".to_owned(), port, user: None, password_file: None };
        let prepared = letter().prepare("a@acquit", DateTime::UNIX_EPOCH).unwrap();
        let (outcome, evidence) = send(&smtp, &prepared).await;
        assert!(matches!(outcome, AttemptOutcome::NotReached { .. }), "{outcome:?}");
        assert_eq!(evidence, None);
    }
}
