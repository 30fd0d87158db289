//! An error with its offset; line and column are counted only when there is one.

use super::super::ReadError;
use super::super::path::position_in;

pub(super) struct Fault {
    pub(super) offset: usize,
    pub(super) kind: FaultKind,
}

pub(super) enum FaultKind {
    Dtd,
    Malformed(String),
    TooDeep(usize),
    TooManyAttributes(usize),
    TextTooLong(usize),
    TooManyNames,
}

impl Fault {
    pub(super) fn locate(self, source: &str) -> ReadError {
        let (line, column) = position_in(source, self.offset);
        match self.kind {
            FaultKind::Dtd => ReadError::Dtd { line, column },
            FaultKind::Malformed(message) => ReadError::Malformed { line, column, message },
            FaultKind::TooDeep(depth_max) => ReadError::TooDeep { line, column, depth_max },
            FaultKind::TooManyAttributes(attributes_max) => {
                ReadError::TooManyAttributes { line, column, attributes_max }
            }
            FaultKind::TextTooLong(text_bytes_max) => ReadError::TextTooLong { line, column, text_bytes_max },
            FaultKind::TooManyNames => ReadError::TooManyNames { line, column },
        }
    }
}

pub(super) fn malformed(offset: usize, message: impl Into<String>) -> Fault {
    Fault { offset, kind: FaultKind::Malformed(message.into()) }
}
