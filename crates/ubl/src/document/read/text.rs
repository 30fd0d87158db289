//! Text while reading: pieces joined to text nodes as XPath sees them, line ends normalised.

use std::ops::Range;

use super::fault::{Fault, malformed};
use super::wellformed::{character, is_space};
use super::{Filler, plain};
use crate::document::{NodeId, RESOLVED, Span, Text};

impl Filler<'_> {
    pub(super) fn text(&mut self, range: Range<usize>) -> Result<(), Fault> {
        if range.is_empty() {
            return Ok(());
        }
        let piece = &self.source[range.clone()];
        let blank = piece.bytes().all(is_space);
        let Some(open) = self.open.last() else {
            return if blank { Ok(()) } else { Err(malformed(range.start, "text outside the root element")) };
        };
        if !blank {
            self.elements[open.index()].has_words = true;
            if self.traits.has_bracket && piece.contains("]]>") {
                return Err(malformed(range.start, "]]> in a text"));
            }
        }
        self.append(range)
    }

    pub(super) fn cdata(&mut self, range: Range<usize>) -> Result<(), Fault> {
        let Some(open) = self.open.last() else {
            return Err(malformed(range.start, "a CDATA section outside the root element"));
        };
        let content = range.start + "<![CDATA[".len()..range.end - "]]>".len();
        if !self.source[content.clone()].bytes().all(is_space) {
            self.elements[open.index()].has_words = true;
        }
        if content.is_empty() { Ok(()) } else { self.append(content) }
    }

    pub(super) fn reference(&mut self, offset: usize, reference: &str) -> Result<(), Fault> {
        let resolved = character(reference, offset)?;
        let Some(open) = self.open.last() else {
            return Err(malformed(offset, "a reference outside the root element"));
        };
        if !matches!(resolved, ' ' | '\t' | '\r' | '\n') {
            self.elements[open.index()].has_words = true;
        }
        let start = self.reopen_text();
        self.resolved.push(resolved);
        self.close_text(start);
        Ok(())
    }

    /// Adds a piece to the text node it continues, or begins one.
    fn append(&mut self, range: Range<usize>) -> Result<(), Fault> {
        self.check_length(&range)?;
        let piece = &self.source[range.clone()];
        let normalise = self.traits.has_carriage_return && piece.contains('\r');
        if !normalise && !self.text_continues {
            self.push_text(plain(&range));
            return Ok(());
        }
        let start = self.reopen_text();
        if normalise {
            // XML 1.0 §2.11.
            self.resolved.push_str(&piece.replace("\r\n", "\n").replace('\r', "\n"));
        } else {
            self.resolved.push_str(piece);
        }
        self.close_text(start);
        Ok(())
    }

    /// Start of the current text node in `resolved`, after moving what it has so far there.
    fn reopen_text(&mut self) -> usize {
        let Some(last) = self.texts.last().filter(|_| self.text_continues) else {
            let start = self.resolved.len();
            self.push_text(Span { start: 0, end: 0 });
            return start;
        };
        let Span { start, end } = last.value;
        if start & RESOLVED != 0 {
            return (start & !RESOLVED) as usize;
        }
        let moved_to = self.resolved.len();
        self.resolved.push_str(&self.source[start as usize..end as usize]);
        moved_to
    }

    fn close_text(&mut self, start: usize) {
        let value = self.resolved_since(start);
        if let Some(last) = self.texts.last_mut() {
            last.value = value;
        }
    }

    fn push_text(&mut self, value: Span) {
        let parent = self.open.last().copied().unwrap_or(NodeId(0));
        self.texts.push(Text { parent, value });
        self.text_continues = true;
    }
}
