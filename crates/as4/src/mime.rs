//! MIME multipart/related (RFC 2045, 2046, 2387): the exact bytes of each part, no more and no less.
//!
//! A lost byte breaks the encryption of the payload, so nothing is trimmed and no line end is translated.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use memchr::memmem;
use std::borrow::Cow;

/// Most parts of one message; Peppol has two.
const PARTS_MAX: usize = 16;
/// Most bytes of the headers of one part.
const PART_HEADER_BYTES_MAX: usize = 16 * 1024;

/// Why a body is not taken apart.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MimeError {
    /// The Content-Type header is no media type, or lacks what it needs.
    #[error("content type {0:?} is not multipart/related with a boundary")]
    ContentType(String),
    /// No line with the boundary.
    #[error("the boundary {0:?} does not occur in the body")]
    NoParts(String),
    /// The closing boundary is missing: the message was cut off.
    #[error("the closing boundary is missing")]
    Unfinished,
    /// A part whose headers do not end.
    #[error("the headers of a part do not end")]
    PartHeader,
    /// Too many parts.
    #[error("more than {PARTS_MAX} parts")]
    TooManyParts,
    /// A transfer encoding that is not read here, or base64 that is none.
    #[error("content transfer encoding {0:?} cannot be read")]
    TransferEncoding(String),
}

/// A media type with its parameters; names are lower case, values as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaType {
    /// `type/subtype`, lower case.
    pub essence: String,
    parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Reads a Content-Type value: parameters in any order and case, quoted or not, with any white space between.
    pub fn parse(value: &str) -> Option<Self> {
        let end = value.find(';').unwrap_or(value.len());
        let essence = value[..end].trim().to_ascii_lowercase();
        if !essence.contains('/') {
            return None;
        }
        let mut parameters = Vec::new();
        let mut rest = value[end..].trim_start();
        while let Some(after) = rest.strip_prefix(';') {
            let Some((name, after)) = after.split_once('=') else { break };
            let (value, after) = parameter_value(after.trim_start())?;
            parameters.push((name.trim().to_ascii_lowercase(), value));
            rest = after.trim_start();
        }
        Some(Self { essence, parameters })
    }

    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A parameter's value and what follows it.
fn parameter_value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(';').unwrap_or(text.len());
        return Some((text[..end].trim_end().to_owned(), &text[end..]));
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, &quoted[at + 1..])),
            '\\' => value.push(characters.next()?.1),
            _ => value.push(character),
        }
    }
    None
}

/// One part, its body untouched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    headers: Vec<(String, String)>,
    /// The bytes between the blank line and the line end before the next boundary.
    pub body: &'a [u8],
}

impl<'a> Part<'a> {
    /// A header of the part; the name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The Content-ID without angle brackets.
    pub fn content_id(&self) -> Option<&str> {
        let value = self.header("content-id")?.trim();
        let bare = value.strip_prefix('<').and_then(|value| value.strip_suffix('>'));
        Some(bare.unwrap_or(value))
    }

    /// The content, decoded where the part is sent as base64.
    pub fn content(&self) -> Result<Cow<'a, [u8]>, MimeError> {
        let encoding = self.header("content-transfer-encoding").unwrap_or("binary").trim().to_ascii_lowercase();
        match encoding.as_str() {
            "binary" | "8bit" | "7bit" => Ok(Cow::Borrowed(self.body)),
            "base64" => {
                let bare: Vec<u8> = self.body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
                STANDARD.decode(bare).map(Cow::Owned).map_err(|_| MimeError::TransferEncoding(encoding))
            }
            _ => Err(MimeError::TransferEncoding(encoding)),
        }
    }
}

/// Takes a multipart/related body apart. The part named by `start`, or else the first, comes first.
pub fn related_parts<'a>(content_type: &str, body: &'a [u8]) -> Result<Vec<Part<'a>>, MimeError> {
    let refused = || MimeError::ContentType(content_type.to_owned());
    let media = MediaType::parse(content_type).ok_or_else(refused)?;
    if media.essence != "multipart/related" {
        return Err(refused());
    }
    let boundary = media.parameter("boundary").filter(|boundary| !boundary.is_empty()).ok_or_else(refused)?;
    let mut parts = split(body, boundary)?;
    if let Some(start) = media.parameter("start") {
        let start = start.trim().trim_start_matches('<').trim_end_matches('>');
        if let Some(at) = parts.iter().position(|part| part.content_id() == Some(start)) {
            parts[..=at].rotate_right(1);
        }
    }
    Ok(parts)
}

/// Splits at the boundary lines (RFC 2046 5.1.1).
fn split<'a>(body: &'a [u8], boundary: &str) -> Result<Vec<Part<'a>>, MimeError> {
    let delimiter = format!("--{boundary}");
    let finder = memmem::Finder::new(delimiter.as_bytes());
    let missing = || MimeError::NoParts(boundary.to_owned());
    let first = finder.find_iter(body).find_map(|at| Boundary::at(body, at, delimiter.len()));
    let mut open = first.ok_or_else(missing)?;
    let mut parts = Vec::new();
    while !open.closes {
        let rest = &body[open.after..];
        // The search begins at the line end of the boundary line: a part may be empty.
        let next = finder.find_iter(rest).find_map(|at| Boundary::at(body, open.after + at, delimiter.len()));
        let next = next.ok_or(MimeError::Unfinished)?;
        if parts.len() == PARTS_MAX {
            return Err(MimeError::TooManyParts);
        }
        parts.push(part(&body[open.after..next.before.max(open.after)])?);
        open = next;
    }
    if parts.is_empty() { Err(missing()) } else { Ok(parts) }
}

/// A boundary line: where what precedes it ends, where what follows begins.
struct Boundary {
    before: usize,
    after: usize,
    closes: bool,
}

impl Boundary {
    /// The boundary line whose dashes are at `at`, if it is one: at the start of a line, and nothing else on the line.
    fn at(body: &[u8], at: usize, length: usize) -> Option<Self> {
        let before = match &body[..at] {
            [] => 0,
            [.., b'\r', b'\n'] => at - 2,
            // Some stored messages lost the carriage returns of their MIME lines.
            [.., b'\n'] => at - 1,
            _ => return None,
        };
        let line = &body[at + length..];
        let closes = line.starts_with(b"--");
        let padding = if closes { &line[2..] } else { line };
        let blank = padding.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let end = match &padding[blank..] {
            [b'\r', b'\n', ..] => 2,
            [b'\n', ..] => 1,
            [] if closes => 0,
            _ => return None,
        };
        let after = body.len() - padding.len() + blank + end;
        Some(Self { before, after, closes })
    }
}

fn part(bytes: &[u8]) -> Result<Part<'_>, MimeError> {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    loop {
        let length = memchr::memchr(b'\n', &bytes[at..]).ok_or(MimeError::PartHeader)?;
        if at + length > PART_HEADER_BYTES_MAX {
            return Err(MimeError::PartHeader);
        }
        let line = String::from_utf8_lossy(&bytes[at..at + length]);
        let line = line.trim_end_matches('\r');
        at += length + 1;
        if line.is_empty() {
            return Ok(Part { headers, body: &bytes[at..] });
        }
        match (line.starts_with([' ', '\t']), headers.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (false, _, Some((name, value))) => {
                headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => return Err(MimeError::PartHeader),
        }
    }
}

/// Writes the two parts of a user message, in the layout of captured messages.
pub(crate) fn write(boundary: &str, envelope: &str, content_id: &str, attachment: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{boundary}\r\nContent-Type: application/soap+xml;charset=UTF-8\r\nContent-Transfer-Encoding: binary\r\n\r\n\
         {envelope}\r\n--{boundary}\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\
         Content-Description: Attachment\r\nContent-ID: <{content_id}>\r\n\r\n"
    );
    let tail = format!("\r\n--{boundary}--\r\n");
    [head.as_bytes(), attachment, tail.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(content_type: &str, body: &[u8]) -> Result<Vec<Vec<u8>>, MimeError> {
        Ok(related_parts(content_type, body)?.iter().map(|part| part.body.to_vec()).collect())
    }

    #[test]
    fn parameters_come_in_any_form() {
        let value =
            "Multipart/Related;    BOUNDARY=\"----=_Part_0_\\\"1.2\" ;\t type=application/soap+xml;start-info=\"a;b\"";
        let media = MediaType::parse(value).unwrap();
        assert_eq!(media.essence, "multipart/related");
        assert_eq!(media.parameter("boundary"), Some("----=_Part_0_\"1.2"));
        assert_eq!(media.parameter("type"), Some("application/soap+xml"));
        assert_eq!(media.parameter("start-info"), Some("a;b"));
    }

    #[test]
    fn every_byte_of_a_part_is_kept() {
        let body = b"preamble\r\n--b\r\nA: 1\r\n\r\n\r\n x \n\r\n\r\n--b  \r\n\r\n--bee\r\n\r\n--b--\r\nepilogue";
        let expected = vec![b"\r\n x \n\r\n".to_vec(), b"--bee\r\n".to_vec()];
        assert_eq!(bodies("multipart/related; boundary=b", body), Ok(expected));
    }

    #[test]
    fn a_boundary_inside_a_line_is_content() {
        let body = b"--b\r\n\r\nx--b\r\ny\r\n--b--";
        assert_eq!(bodies("multipart/related; boundary=b", body), Ok(vec![b"x--b\r\ny".to_vec()]));
    }

    #[test]
    fn the_start_parameter_names_the_first_part() {
        let body = b"--b\r\nContent-ID: <1@x>\r\n\r\none\r\n--b\r\nContent-ID:\r\n <2@x>\r\n\r\ntwo\r\n--b--";
        let parts = bodies("multipart/related; boundary=b; start=\"<2@x>\"", body);
        assert_eq!(parts, Ok(vec![b"two".to_vec(), b"one".to_vec()]));
    }

    #[test]
    fn a_message_cut_off_is_noticed() {
        let body = b"--b\r\n\r\none\r\n--b\r\n\r\ntw";
        assert_eq!(bodies("multipart/related; boundary=b", body), Err(MimeError::Unfinished));
        assert_eq!(bodies("multipart/related; boundary=c", body), Err(MimeError::NoParts("c".into())));
    }

    #[test]
    fn base64_parts_are_decoded() {
        let body = b"--b\r\nContent-Transfer-Encoding: BASE64\r\n\r\naGVs\r\nbG8=\r\n--b--";
        let parts = related_parts("multipart/related; boundary=b", body).unwrap();
        assert_eq!(parts[0].content().unwrap().as_ref(), b"hello");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let body = write("----=_x", "<e/>", "a@cid", b"\r\n--\x00\r\n");
        let parts = related_parts("multipart/related; boundary=\"----=_x\"", &body).unwrap();
        assert_eq!(parts[0].body, b"<e/>");
        assert_eq!((parts[1].content_id(), parts[1].body), (Some("a@cid"), &b"\r\n--\x00\r\n"[..]));
    }
}
