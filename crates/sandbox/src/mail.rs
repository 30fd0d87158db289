//! The sandbox's mail server: takes every message by SMTP (RFC 5321, without extensions) and keeps it for reading.
//!
//! Nothing it takes goes any further: a sandbox cannot mail a real customer.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A command line is at most this long (RFC 5321 §4.5.3.1.4 says 512; some more does no harm).
const LINE_BYTES_MAX: u64 = 2_048;
/// A message is at most this long.
const MESSAGE_BYTES_MAX: usize = 10_000_000;

/// One message as it was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// Header and body, dots unstuffed, lines ended by CRLF.
    pub data: String,
}

impl Mail {
    /// The first value of a header field, folding undone; encoded words stay encoded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
        head.lines().find_map(|line| {
            let (field, value) = line.split_once(':')?;
            field.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}

/// The running server. Dropping it closes its port.
#[derive(Debug)]
pub struct MailCatcher {
    address: SocketAddr,
    mails: Arc<Mutex<Vec<Mail>>>,
    task: JoinHandle<()>,
}

impl MailCatcher {
    /// Starts on a free loopback port.
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let mails = Arc::new(Mutex::new(Vec::new()));
        let task = tokio::spawn(serve(listener, Arc::clone(&mails)));
        Ok(Self { address, mails, task })
    }

    /// Where to hand mail in.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// All messages so far, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().expect("no holder of this lock panics").clone()
    }

    /// Closes the port and every conversation.
    pub async fn stop(mut self) {
        self.task.abort();
        // The task ends by the abort; there is nothing else to learn from it.
        let _ = (&mut self.task).await;
    }
}

impl Drop for MailCatcher {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, mails: Arc<Mutex<Vec<Mail>>>) {
    let mut conversations = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let mails = Arc::clone(&mails);
        conversations.spawn(async move {
            if let Err(error) = converse(stream, &mails).await {
                tracing::debug!(%error, "a mail conversation broke off");
            }
        });
    }
}

/// One SMTP conversation, to QUIT or the end of the connection.
async fn converse(stream: TcpStream, mails: &Mutex<Vec<Mail>>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    say(&mut write, "220 sandbox mail").await?;
    let mut from = String::new();
    let mut to = Vec::new();
    while let Some(line) = read_line(&mut read).await? {
        let verb = line.get(..4).unwrap_or(&line).to_ascii_uppercase();
        match verb.as_str() {
            "HELO" | "EHLO" => say(&mut write, "250 sandbox").await?,
            "MAIL" => {
                from = address(&line);
                to.clear();
                say(&mut write, "250 ok").await?;
            }
            "RCPT" => {
                to.push(address(&line));
                say(&mut write, "250 ok").await?;
            }
            "DATA" if to.is_empty() => say(&mut write, "503 recipient first").await?,
            "DATA" => {
                say(&mut write, "354 go ahead").await?;
                let Some(data) = read_message(&mut read).await? else {
                    return say(&mut write, "552 message too large").await;
                };
                let mail = Mail { from: std::mem::take(&mut from), to: std::mem::take(&mut to), data };
                mails.lock().expect("no holder of this lock panics").push(mail);
                say(&mut write, "250 kept").await?;
            }
            "RSET" => {
                from.clear();
                to.clear();
                say(&mut write, "250 ok").await?;
            }
            "NOOP" => say(&mut write, "250 ok").await?,
            "QUIT" => return say(&mut write, "221 bye").await,
            _ => say(&mut write, "502 not here").await?,
        }
    }
    Ok(())
}

async fn say(out: &mut (impl AsyncWrite + Unpin), line: &str) -> std::io::Result<()> {
    out.write_all(format!("{line}\r\n").as_bytes()).await
}

/// One line without its end; `None` at the end of the connection.
async fn read_line(read: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    let count = read.take(LINE_BYTES_MAX).read_until(b'\n', &mut line).await?;
    Ok((count > 0).then(|| String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
}

/// The message up to the line that holds a single dot; `None` when it is too long.
async fn read_message(read: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<Option<String>> {
    let mut data = String::new();
    while let Some(line) = read_line(read).await? {
        if line == "." {
            return Ok(Some(data));
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
        data.push_str("\r\n");
        if data.len() > MESSAGE_BYTES_MAX {
            return Ok(None);
        }
    }
    Err(std::io::ErrorKind::UnexpectedEof.into())
}

/// The address between the angle brackets of `MAIL FROM:<…>` or `RCPT TO:<…>`.
fn address(line: &str) -> String {
    let inner = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map(|(address, _)| address.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn talk(catcher: &MailCatcher, script: &str) -> String {
        let mut stream = TcpStream::connect(catcher.address()).await.expect("the catcher listens");
        stream.write_all(script.as_bytes()).await.expect("the catcher reads");
        let mut said = String::new();
        stream.read_to_string(&mut said).await.expect("the catcher answers");
        said
    }

    #[tokio::test]
    async fn a_message_is_kept_with_its_envelope_and_its_dots() {
        let catcher = MailCatcher::start().await.expect("a free port");
        let script = "EHLO a\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n\
                      Subject: one\r\n two\r\n\r\n..dot\r\n.\r\nQUIT\r\n";
        let said = talk(&catcher, script).await;
        assert!(said.contains("250 kept") && said.ends_with("221 bye\r\n"), "{said}");
        let mails = catcher.mails();
        assert_eq!(
            (mails[0].from.as_str(), mails[0].to.as_slice()),
            ("a@b.example", ["c@d.example".to_owned()].as_slice())
        );
        assert_eq!(mails[0].header("subject").as_deref(), Some("one two"));
        assert!(mails[0].data.ends_with("\r\n.dot\r\n"));
    }

    #[tokio::test]
    async fn a_message_without_recipient_is_refused_and_nothing_is_kept() {
        let catcher = MailCatcher::start().await.expect("a free port");
        let said = talk(&catcher, "HELO a\r\nMAIL FROM:<a@b.example>\r\nDATA\r\nQUIT\r\n").await;
        assert!(said.contains("503"), "{said}");
        assert_eq!(catcher.mails(), []);
    }

    #[tokio::test]
    async fn the_port_is_free_again_after_stopping() {
        let catcher = MailCatcher::start().await.expect("a free port");
        let address = catcher.address();
        catcher.stop().await;
        TcpListener::bind(address).await.expect("the port is free");
    }
}
