//! Filling the arena: one pass of quick-xml, plus the checks of XML 1.0 and Namespaces in XML that it leaves to us.

mod attributes;
mod fault;
mod names;
mod text;
mod wellformed;

use std::ops::Range;
use std::sync::OnceLock;

use quick_xml::Reader;
use quick_xml::events::Event;

use self::attributes::RawAttribute;
use self::fault::{Fault, FaultKind, malformed};
use self::names::Names;
use self::wellformed::Traits;
use super::decode::decode;
use super::{
    Attribute, Document, Element, KNOWN_NAMES, Limits, NO_ELEMENT, Name, Namespace, NodeId, RESOLVED, ReadError, Span,
    Text,
};

impl Document {
    /// Reads a document; anything that is not well-formed, has a DTD or exceeds a limit is refused.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        if bytes.len() > limits.bytes_max {
            return Err(ReadError::TooLarge { size_bytes: bytes.len(), bytes_max: limits.bytes_max });
        }
        let source = decode(bytes)?;
        let filled = Filler::new(&source, limits).and_then(Filler::fill).map_err(|fault| fault.locate(&source))?;
        let Filled { resolved, elements, attributes, texts, first_of_name, names, namespaces } = filled;
        Ok(Self {
            source,
            resolved,
            elements,
            attributes,
            texts,
            first_of_name,
            names,
            namespaces,
            lines: OnceLock::new(),
        })
    }
}

/// What reading leaves behind.
struct Filled {
    resolved: String,
    elements: Vec<Element>,
    attributes: Vec<Attribute>,
    texts: Vec<Text>,
    first_of_name: Vec<u32>,
    names: Vec<(Namespace, Box<str>)>,
    namespaces: Vec<Box<str>>,
}

struct Filler<'s> {
    source: &'s str,
    limits: &'s Limits,
    traits: Traits,
    resolved: String,
    elements: Vec<Element>,
    attributes: Vec<Attribute>,
    texts: Vec<Text>,
    first_of_name: Vec<u32>,
    last_of_name: Vec<u32>,
    open: Vec<NodeId>,
    names: Names<'s>,
    raw_attributes: Vec<RawAttribute<'s>>,
    /// Whether the next piece of text continues the last text node.
    text_continues: bool,
}

impl<'s> Filler<'s> {
    fn new(source: &'s str, limits: &'s Limits) -> Result<Self, Fault> {
        // A UBL element takes some 45 bytes with its white space; a first guess that seldom grows twice.
        let guess = source.len() / 45 + 8;
        Ok(Self {
            source,
            limits,
            traits: Traits::of(source)?,
            resolved: String::new(),
            elements: Vec::with_capacity(guess),
            attributes: Vec::with_capacity(guess / 4),
            texts: Vec::with_capacity(guess * 2),
            first_of_name: vec![NO_ELEMENT; KNOWN_NAMES],
            last_of_name: vec![NO_ELEMENT; KNOWN_NAMES],
            open: Vec::with_capacity(16),
            names: Names::new(source),
            raw_attributes: Vec::new(),
            text_continues: false,
        })
    }

    fn fill(mut self) -> Result<Filled, Fault> {
        let mut reader = Reader::from_str(self.source);
        reader.config_mut().check_comments = true;
        let mut offset = 0;
        loop {
            // Matched by reference: moving an event out of the result costs more than the rest of the loop.
            let event = reader.read_event();
            let end = offset_of(reader.buffer_position());
            match &event {
                Ok(Event::Start(tag)) => self.start(offset, tag.name().as_ref().len(), tag.attributes_raw().len())?,
                Ok(Event::Empty(tag)) => {
                    self.start(offset, tag.name().as_ref().len(), tag.attributes_raw().len())?;
                    self.end();
                }
                Ok(Event::End(_)) => self.end(),
                Ok(Event::Text(_)) => self.text(offset..end)?,
                Ok(Event::CData(_)) => self.cdata(offset..end)?,
                Ok(Event::GeneralRef(reference)) => self.reference(offset, reference)?,
                Ok(Event::Comment(_)) => self.text_continues = false,
                Ok(Event::PI(instruction)) => self.instruction(offset, instruction.target())?,
                Ok(Event::Decl(_)) if offset == 0 => {}
                Ok(Event::Decl(_)) => return Err(malformed(offset, "an XML declaration stands only at the beginning")),
                Ok(Event::DocType(_)) => return Err(Fault { offset, kind: FaultKind::Dtd }),
                Ok(Event::Eof) => break,
                Err(error) => return Err(malformed(offset_of(reader.error_position()), error.to_string())),
            }
            offset = end;
        }
        self.finish()
    }

    fn finish(self) -> Result<Filled, Fault> {
        if let Some(open) = self.open.last() {
            let offset = self.elements[open.index()].offset as usize;
            return Err(malformed(offset, "this element is never closed"));
        }
        if self.elements.is_empty() {
            return Err(malformed(self.source.len(), "there is no element"));
        }
        let Names { numbered: names, namespaces, .. } = self.names;
        let Self { resolved, elements, attributes, texts, first_of_name, .. } = self;
        Ok(Filled { resolved, elements, attributes, texts, first_of_name, names, namespaces })
    }

    fn start(&mut self, offset: usize, name_len: usize, attributes_len: usize) -> Result<(), Fault> {
        self.text_continues = false;
        if self.open.is_empty() && !self.elements.is_empty() {
            return Err(malformed(offset, "a document has one root element, this is a second"));
        }
        if self.open.len() >= self.limits.depth_max {
            return Err(Fault { offset, kind: FaultKind::TooDeep(self.limits.depth_max) });
        }
        let name_end = offset + 1 + name_len;
        let first_attribute = self.attributes.len();
        if attributes_len > 0 {
            self.scan_tag(name_end..name_end + attributes_len)?;
        }
        let name = self.names.of_element(offset + 1..name_end)?;
        self.push_element(name, offset, first_attribute);
        if attributes_len > 0 {
            self.resolve_attributes(first_attribute)?;
        }
        Ok(())
    }

    fn push_element(&mut self, name: Name, offset: usize, first_attribute: usize) {
        let id = NodeId(short(self.elements.len()));
        let texts = short(self.texts.len());
        self.elements.push(Element {
            name,
            has_words: false,
            parent: self.open.last().copied().unwrap_or(id),
            end: id.0 + 1,
            offset: short(offset),
            first_attribute: short(first_attribute),
            first_text: texts,
            end_text: texts,
            next_of_name: NO_ELEMENT,
        });
        self.open.push(id);
        self.link(name, id);
    }

    fn link(&mut self, name: Name, id: NodeId) {
        if self.last_of_name.len() <= name.index() {
            self.last_of_name.resize(name.index() + 1, NO_ELEMENT);
            self.first_of_name.resize(name.index() + 1, NO_ELEMENT);
        }
        let before = std::mem::replace(&mut self.last_of_name[name.index()], id.0);
        if before == NO_ELEMENT {
            self.first_of_name[name.index()] = id.0;
        } else {
            self.elements[before as usize].next_of_name = id.0;
        }
    }

    fn end(&mut self) {
        self.text_continues = false;
        self.names.leave(self.open.len());
        if let Some(id) = self.open.pop() {
            let (end, end_text) = (short(self.elements.len()), short(self.texts.len()));
            let element = &mut self.elements[id.index()];
            element.end = end;
            element.end_text = end_text;
        }
    }

    fn instruction(&mut self, offset: usize, target: &str) -> Result<(), Fault> {
        self.text_continues = false;
        if target.is_empty() || target.eq_ignore_ascii_case("xml") {
            return Err(malformed(offset, "a processing instruction needs a target other than xml"));
        }
        Ok(())
    }

    fn check_length(&self, range: &Range<usize>) -> Result<(), Fault> {
        let text_bytes_max = self.limits.text_bytes_max;
        if range.len() > text_bytes_max {
            return Err(Fault { offset: range.start, kind: FaultKind::TextTooLong(text_bytes_max) });
        }
        Ok(())
    }

    fn resolved_since(&self, start: usize) -> Span {
        Span { start: short(start) | RESOLVED, end: short(self.resolved.len()) }
    }

    fn written(&self, span: Span) -> &str {
        if span.start & RESOLVED == 0 {
            &self.source[span.start as usize..span.end as usize]
        } else {
            &self.resolved[(span.start & !RESOLVED) as usize..span.end as usize]
        }
    }
}

fn plain(range: &Range<usize>) -> Span {
    Span { start: short(range.start), end: short(range.end) }
}

fn offset_of(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// Offsets and counts fit 31 bits because a document is limited to far less.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
