//! What a reader accepts at most (`design.md` §8) and how it says no.

use thiserror::Error;

/// Caps on a document; each is checked while reading, before memory is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the whole document.
    pub bytes_max: usize,
    /// Nesting of elements.
    pub depth_max: usize,
    /// Attributes and namespace declarations of one element.
    pub attributes_max: usize,
    /// Length of one text node or attribute value.
    pub text_bytes_max: usize,
}

/// 100 MB, the most an operator can allow.
pub const BYTES_MAX: usize = 100 * 1024 * 1024;
/// Deep enough for any UBL document, shallow enough for any stack.
pub const DEPTH_MAX: usize = 100;
/// An element of UBL has at most eleven attributes; the rest is room for namespace declarations.
pub const ATTRIBUTES_MAX: usize = 64;
/// One attachment in base64 may fill most of a document.
pub const TEXT_BYTES_MAX: usize = BYTES_MAX;

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes_max: BYTES_MAX,
            depth_max: DEPTH_MAX,
            attributes_max: ATTRIBUTES_MAX,
            text_bytes_max: TEXT_BYTES_MAX,
        }
    }
}

/// Why bytes are not a document we read.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the fields say what their names say
pub enum ReadError {
    #[error(
        "line {line}, column {column}: a document type declaration is refused; remove the DOCTYPE and its entities"
    )]
    Dtd { line: usize, column: usize },
    #[error("line {line}, column {column}: not well-formed XML: {message}")]
    Malformed { line: usize, column: usize, message: String },
    #[error("the document has {size_bytes} bytes, more than the {bytes_max} accepted; send attachments by reference")]
    TooLarge { size_bytes: usize, bytes_max: usize },
    #[error("line {line}, column {column}: elements are nested deeper than {depth_max}")]
    TooDeep { line: usize, column: usize, depth_max: usize },
    #[error("line {line}, column {column}: an element has more than {attributes_max} attributes")]
    TooManyAttributes { line: usize, column: usize, attributes_max: usize },
    #[error("line {line}, column {column}: a text is longer than {text_bytes_max} bytes")]
    TextTooLong { line: usize, column: usize, text_bytes_max: usize },
    #[error("line {line}, column {column}: more different element names than any UBL document has")]
    TooManyNames { line: usize, column: usize },
    #[error("the document is not {encoding}; write it in UTF-8")]
    Encoding { encoding: String },
}

impl ReadError {
    /// Line and column, where the error has a place.
    pub fn position(&self) -> Option<(usize, usize)> {
        match self {
            Self::Dtd { line, column }
            | Self::Malformed { line, column, .. }
            | Self::TooDeep { line, column, .. }
            | Self::TooManyAttributes { line, column, .. }
            | Self::TextTooLong { line, column, .. }
            | Self::TooManyNames { line, column } => Some((*line, *column)),
            Self::TooLarge { .. } | Self::Encoding { .. } => None,
        }
    }
}
