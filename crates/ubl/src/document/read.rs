//! Filling the arena: one pass of quick-xml, plus the checks of XML 1.0 and Namespaces in XML that it leaves to us.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::decode::decode;
use super::name::NAMESPACE_URIS;
use super::path::position_in;
use super::{
    Attribute, Document, Element, KNOWN_NAMES, Limits, Name, Namespace, NodeId, RESOLVED,
    ReadError, Span, Text,
};

impl Document {
    /// Reads a document; anything that is not well-formed, has a DTD or exceeds a limit is refused.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        if bytes.len() > limits.bytes_max {
            return Err(ReadError::TooLarge {
                size_bytes: bytes.len(),
                bytes_max: limits.bytes_max,
            });
        }
        let source = decode(bytes)?;
        let filled = Filler::new(&source, limits).fill();
        let Filled {
            resolved,
            elements,
            attributes,
            texts,
            names,
            namespaces,
        } = filled.map_err(|fault| fault.locate(&source))?;
        Ok(Self {
            source,
            resolved,
            elements,
            attributes,
            texts,
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
    names: Vec<(Namespace, Box<str>)>,
    namespaces: Vec<Box<str>>,
}

/// An error with its offset; line and column are counted only when there is one.
struct Fault {
    offset: usize,
    kind: FaultKind,
}

enum FaultKind {
    Dtd,
    Malformed(String),
    TooDeep(usize),
    TooManyAttributes(usize),
    TextTooLong(usize),
    TooManyNames,
}

impl Fault {
    fn locate(self, source: &str) -> ReadError {
        let (line, column) = position_in(source, self.offset);
        match self.kind {
            FaultKind::Dtd => ReadError::Dtd { line, column },
            FaultKind::Malformed(message) => ReadError::Malformed {
                line,
                column,
                message,
            },
            FaultKind::TooDeep(depth_max) => ReadError::TooDeep {
                line,
                column,
                depth_max,
            },
            FaultKind::TooManyAttributes(attributes_max) => ReadError::TooManyAttributes {
                line,
                column,
                attributes_max,
            },
            FaultKind::TextTooLong(text_bytes_max) => ReadError::TextTooLong {
                line,
                column,
                text_bytes_max,
            },
            FaultKind::TooManyNames => ReadError::TooManyNames { line, column },
        }
    }
}

/// A namespace declaration in force.
struct Binding<'s> {
    prefix: &'s str,
    namespace: Namespace,
    depth: usize,
}

/// An attribute before its prefix is resolved: declarations may follow it in the same tag.
struct RawAttribute<'s> {
    name: &'s str,
    value: Span,
    offset: usize,
}

struct Filler<'s> {
    source: &'s str,
    limits: &'s Limits,
    filled: Filled,
    open: Vec<NodeId>,
    bindings: Vec<Binding<'s>>,
    raw_attributes: Vec<RawAttribute<'s>>,
    name_numbers: HashMap<(Namespace, Box<str>), Name>,
    /// Whether the next piece of text continues the last text node.
    text_continues: bool,
    /// Whether the source has any carriage return, so that line ends need normalising.
    has_carriage_return: bool,
    /// Whether the source has any `]`, so that texts need looking at for `]]>`.
    has_bracket: bool,
}

impl<'s> Filler<'s> {
    fn new(source: &'s str, limits: &'s Limits) -> Self {
        // A UBL element takes some 45 bytes with its white space; a first guess that seldom grows twice.
        let guess = source.len() / 45 + 8;
        Self {
            source,
            limits,
            filled: Filled {
                resolved: String::new(),
                elements: Vec::with_capacity(guess),
                attributes: Vec::with_capacity(guess / 4),
                texts: Vec::with_capacity(guess * 2),
                names: Vec::new(),
                namespaces: Vec::new(),
            },
            open: Vec::with_capacity(16),
            bindings: vec![Binding {
                prefix: "xml",
                namespace: Namespace::Xml,
                depth: 0,
            }],
            raw_attributes: Vec::new(),
            name_numbers: HashMap::new(),
            text_continues: false,
            has_carriage_return: source.as_bytes().contains(&b'\r'),
            has_bracket: source.as_bytes().contains(&b']'),
        }
    }

    fn fill(mut self) -> Result<Filled, Fault> {
        check_characters(self.source)?;
        let mut reader = Reader::from_str(self.source);
        reader.config_mut().check_comments = true;
        loop {
            let offset = position(&reader);
            let event = reader.read_event().map_err(|error| {
                malformed(offset_of(reader.error_position()), error.to_string())
            })?;
            match event {
                Event::Start(tag) => {
                    self.start(offset, tag.name().as_ref(), tag.attributes_raw().len())?
                }
                Event::Empty(tag) => {
                    self.start(offset, tag.name().as_ref(), tag.attributes_raw().len())?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(_) => self.text(offset..position(&reader))?,
                Event::CData(_) => self.cdata(offset..position(&reader))?,
                Event::GeneralRef(reference) => self.reference(offset, &reference)?,
                Event::Comment(_) => self.text_continues = false,
                Event::PI(instruction) => self.instruction(offset, instruction.target())?,
                Event::Decl(_) if offset == 0 => {}
                Event::Decl(_) => {
                    return Err(malformed(
                        offset,
                        "an XML declaration stands only at the beginning",
                    ));
                }
                Event::DocType(_) => {
                    return Err(Fault {
                        offset,
                        kind: FaultKind::Dtd,
                    });
                }
                Event::Eof => break,
            }
        }
        self.finish()
    }

    fn finish(self) -> Result<Filled, Fault> {
        let end = self.source.len();
        if let Some(open) = self.open.last() {
            let name = self.filled.elements[open.index()].offset as usize;
            return Err(malformed(name, "this element is never closed"));
        }
        if self.filled.elements.is_empty() {
            return Err(malformed(end, "there is no element"));
        }
        Ok(self.filled)
    }

    fn start(&mut self, offset: usize, name: &str, attributes_len: usize) -> Result<(), Fault> {
        self.text_continues = false;
        if self.open.is_empty() && !self.filled.elements.is_empty() {
            return Err(malformed(
                offset,
                "a document has one root element, this is a second",
            ));
        }
        if self.open.len() >= self.limits.depth_max {
            return Err(Fault {
                offset,
                kind: FaultKind::TooDeep(self.limits.depth_max),
            });
        }
        let name_range = offset + 1..offset + 1 + name.len();
        let first_attribute = short(self.filled.attributes.len());
        let id = NodeId(short(self.filled.elements.len()));
        if attributes_len > 0 {
            self.scan_tag(name_range.end..name_range.end + attributes_len)?;
        }
        let name = self.element_name(name_range)?;
        self.filled.elements.push(Element {
            name,
            parent: self.open.last().copied().unwrap_or(id),
            end: id.0 + 1,
            offset: short(offset),
            first_attribute,
            first_text: short(self.filled.texts.len()),
            end_text: short(self.filled.texts.len()),
        });
        self.open.push(id);
        if attributes_len > 0 {
            self.resolve_attributes(first_attribute as usize)?;
        }
        Ok(())
    }

    fn end(&mut self) {
        self.text_continues = false;
        let depth = self.open.len();
        while self
            .bindings
            .last()
            .is_some_and(|binding| binding.depth >= depth)
        {
            self.bindings.pop();
        }
        if let Some(id) = self.open.pop() {
            let end = short(self.filled.elements.len());
            let end_text = short(self.filled.texts.len());
            let element = &mut self.filled.elements[id.index()];
            element.end = end;
            element.end_text = end_text;
        }
    }

    // Names

    fn element_name(&mut self, range: Range<usize>) -> Result<Name, Fault> {
        let offset = range.start;
        let source = self.source;
        let (prefix, local) = split_name(&source[range], offset)?;
        let Some(namespace) = self.namespace_of(prefix) else {
            return Err(malformed(
                offset,
                format!("prefix {prefix} is not declared"),
            ));
        };
        self.number(namespace, local, offset)
    }

    fn namespace_of(&self, prefix: &str) -> Option<Namespace> {
        let found = self
            .bindings
            .iter()
            .rev()
            .find(|binding| binding.prefix == prefix);
        match found {
            Some(binding) => Some(binding.namespace),
            None => prefix.is_empty().then_some(Namespace::None),
        }
    }

    fn number(&mut self, namespace: Namespace, local: &str, offset: usize) -> Result<Name, Fault> {
        if let Some(known) = Name::find(namespace, local) {
            return Ok(known);
        }
        if let Some(seen) = self.name_numbers.get(&(namespace, Box::from(local))) {
            return Ok(*seen);
        }
        let number = KNOWN_NAMES + self.filled.names.len();
        let Some(number) = u16::try_from(number)
            .ok()
            .filter(|number| *number < u16::MAX)
        else {
            return Err(Fault {
                offset,
                kind: FaultKind::TooManyNames,
            });
        };
        self.filled.names.push((namespace, local.into()));
        self.name_numbers
            .insert((namespace, local.into()), Name(number));
        Ok(Name(number))
    }

    fn namespace_number(&mut self, uri: &str, offset: usize) -> Result<Namespace, Fault> {
        if let Some(known) = Namespace::find(uri) {
            return Ok(known);
        }
        let seen = self
            .filled
            .namespaces
            .iter()
            .position(|known| **known == *uri);
        let index = NAMESPACE_URIS.len() + seen.unwrap_or(self.filled.namespaces.len());
        // A thousand namespaces is an attack, not an invoice, and keeps the search above short.
        let Some(number) = u16::try_from(index).ok().filter(|number| *number < 1000) else {
            return Err(Fault {
                offset,
                kind: FaultKind::TooManyNames,
            });
        };
        if seen.is_none() {
            self.filled.namespaces.push(uri.into());
        }
        Ok(Namespace(number))
    }

    // Attributes

    /// Takes a start tag apart: declarations come into force, other attributes wait for them.
    fn scan_tag(&mut self, range: Range<usize>) -> Result<(), Fault> {
        self.raw_attributes.clear();
        let depth = self.open.len() + 1;
        let source = self.source;
        let mut at = range.start;
        let mut count = 0;
        while let Some(raw) = next_attribute(source, &mut at, range.end)? {
            count += 1;
            if count > self.limits.attributes_max {
                return Err(Fault {
                    offset: raw.offset,
                    kind: FaultKind::TooManyAttributes(self.limits.attributes_max),
                });
            }
            let value = self.attribute_value(raw.value)?;
            let prefix = if raw.name == "xmlns" {
                Some("")
            } else {
                raw.name.strip_prefix("xmlns:")
            };
            match prefix {
                Some(prefix) => self.declare(prefix, value, depth, raw.offset)?,
                None => self.raw_attributes.push(RawAttribute {
                    name: raw.name,
                    value,
                    offset: raw.offset,
                }),
            }
        }
        Ok(())
    }

    fn declare(
        &mut self,
        prefix: &'s str,
        value: Span,
        depth: usize,
        offset: usize,
    ) -> Result<(), Fault> {
        let uri = self.resolve(value).to_owned();
        let reserved = prefix == "xmlns"
            || (prefix == "xml") != (Namespace::find(&uri) == Some(Namespace::Xml));
        if reserved || (uri.is_empty() && !prefix.is_empty()) {
            return Err(malformed(
                offset,
                format!("prefix {prefix} cannot be declared as \"{uri}\""),
            ));
        }
        let twice = self
            .bindings
            .iter()
            .any(|binding| binding.depth == depth && binding.prefix == prefix);
        if twice {
            return Err(malformed(
                offset,
                format!("prefix {prefix} is declared twice in one tag"),
            ));
        }
        let namespace = self.namespace_number(&uri, offset)?;
        self.bindings.push(Binding {
            prefix,
            namespace,
            depth,
        });
        Ok(())
    }

    fn resolve_attributes(&mut self, first: usize) -> Result<(), Fault> {
        for index in 0..self.raw_attributes.len() {
            let RawAttribute {
                name,
                value,
                offset,
            } = self.raw_attributes[index];
            let (prefix, local) = split_name(name, offset)?;
            let namespace = if prefix.is_empty() {
                Some(Namespace::None)
            } else {
                self.namespace_of(prefix)
            };
            let Some(namespace) = namespace else {
                return Err(malformed(
                    offset,
                    format!("prefix {prefix} is not declared"),
                ));
            };
            let name = self.number(namespace, local, offset)?;
            if self.filled.attributes[first..]
                .iter()
                .any(|attribute| attribute.name == name)
            {
                return Err(malformed(offset, format!("attribute {local} occurs twice")));
            }
            self.filled.attributes.push(Attribute { name, value });
        }
        Ok(())
    }

    /// Normalises a value as XML 1.0 §3.3.3 says for CDATA attributes.
    fn attribute_value(&mut self, range: Range<usize>) -> Result<Span, Fault> {
        self.check_length(&range)?;
        let source = self.source;
        let raw = &source[range.clone()];
        if !raw
            .bytes()
            .any(|byte| matches!(byte, b'&' | b'<' | b'\t' | b'\n' | b'\r'))
        {
            return Ok(plain(range));
        }
        let start = self.filled.resolved.len();
        let mut rest = raw;
        while let Some(at) = rest.find(['&', '<', '\t', '\n', '\r']) {
            self.filled.resolved.push_str(&rest[..at]);
            let offset = range.end - rest.len() + at;
            let special = rest.as_bytes()[at];
            let mut taken = at + 1;
            match special {
                b'&' => {
                    let Some(length) = rest[at..].find(';') else {
                        return Err(malformed(offset, "an ampersand that starts no reference"));
                    };
                    self.filled
                        .resolved
                        .push(character(&rest[at + 1..at + length], offset)?);
                    taken = at + length + 1;
                }
                b'<' => return Err(malformed(offset, "a < inside an attribute value")),
                b'\r' if rest[at + 1..].starts_with('\n') => {
                    self.filled.resolved.push(' ');
                    taken = at + 2;
                }
                _ => self.filled.resolved.push(' '),
            }
            rest = &rest[taken..];
        }
        self.filled.resolved.push_str(rest);
        Ok(self.resolved_since(start))
    }

    // Text

    fn text(&mut self, range: Range<usize>) -> Result<(), Fault> {
        if range.is_empty() {
            return Ok(());
        }
        let source = self.source;
        let piece = &source[range.clone()];
        if self.open.is_empty() {
            let blank = piece
                .bytes()
                .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
            return if blank {
                Ok(())
            } else {
                Err(malformed(range.start, "text outside the root element"))
            };
        }
        if self.has_bracket && piece.contains("]]>") {
            return Err(malformed(range.start, "]]> in a text"));
        }
        self.append(range)
    }

    fn cdata(&mut self, range: Range<usize>) -> Result<(), Fault> {
        if self.open.is_empty() {
            return Err(malformed(
                range.start,
                "a CDATA section outside the root element",
            ));
        }
        let content = range.start + "<![CDATA[".len()..range.end - "]]>".len();
        if content.is_empty() {
            Ok(())
        } else {
            self.append(content)
        }
    }

    fn reference(&mut self, offset: usize, reference: &BytesRef<'_>) -> Result<(), Fault> {
        let resolved = character(reference, offset)?;
        if self.open.is_empty() {
            return Err(malformed(offset, "a reference outside the root element"));
        }
        let start = self.reopen_text();
        self.filled.resolved.push(resolved);
        self.close_text(start);
        Ok(())
    }

    fn instruction(&mut self, offset: usize, target: &str) -> Result<(), Fault> {
        self.text_continues = false;
        if target.is_empty() || target.eq_ignore_ascii_case("xml") {
            return Err(malformed(
                offset,
                "a processing instruction needs a target other than xml",
            ));
        }
        Ok(())
    }

    fn append(&mut self, range: Range<usize>) -> Result<(), Fault> {
        self.check_length(&range)?;
        let source = self.source;
        let normalise =
            self.has_carriage_return && source.as_bytes()[range.clone()].contains(&b'\r');
        if !normalise && !self.text_continues {
            self.push_text(plain(range));
            return Ok(());
        }
        let start = self.reopen_text();
        let piece = &source[range];
        if normalise {
            let piece = piece.replace("\r\n", "\n").replace('\r', "\n");
            self.filled.resolved.push_str(&piece);
        } else {
            self.filled.resolved.push_str(piece);
        }
        self.close_text(start);
        Ok(())
    }

    /// Start of the current text node in `resolved`, after moving what it has so far there.
    fn reopen_text(&mut self) -> usize {
        let Some(last) = self.filled.texts.last().filter(|_| self.text_continues) else {
            let start = self.filled.resolved.len();
            self.push_text(Span { start: 0, end: 0 });
            return start;
        };
        let Span { start, end } = last.value;
        if start & RESOLVED != 0 {
            return (start & !RESOLVED) as usize;
        }
        let moved_to = self.filled.resolved.len();
        self.filled
            .resolved
            .push_str(&self.source[start as usize..end as usize]);
        moved_to
    }

    fn close_text(&mut self, start: usize) {
        let value = self.resolved_since(start);
        if let Some(last) = self.filled.texts.last_mut() {
            last.value = value;
        }
    }

    fn push_text(&mut self, value: Span) {
        let parent = self.open.last().copied().unwrap_or(NodeId(0));
        self.filled.texts.push(Text { parent, value });
        self.text_continues = true;
    }

    fn check_length(&self, range: &Range<usize>) -> Result<(), Fault> {
        let text_bytes_max = self.limits.text_bytes_max;
        if range.len() > text_bytes_max {
            return Err(Fault {
                offset: range.start,
                kind: FaultKind::TextTooLong(text_bytes_max),
            });
        }
        Ok(())
    }

    fn resolved_since(&self, start: usize) -> Span {
        Span {
            start: short(start) | RESOLVED,
            end: short(self.filled.resolved.len()),
        }
    }

    fn resolve(&self, span: Span) -> &str {
        if span.start & RESOLVED == 0 {
            &self.source[span.start as usize..span.end as usize]
        } else {
            &self.filled.resolved[(span.start & !RESOLVED) as usize..span.end as usize]
        }
    }
}

/// One attribute of a tag as written.
struct WrittenAttribute<'s> {
    name: &'s str,
    value: Range<usize>,
    offset: usize,
}

/// The next `name="value"` from `at` on, which must follow white space (XML 1.0 §3.1).
fn next_attribute<'s>(
    source: &'s str,
    at: &mut usize,
    end: usize,
) -> Result<Option<WrittenAttribute<'s>>, Fault> {
    let bytes = source.as_bytes();
    let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let skip_spaces = |from: usize| {
        (from..end)
            .find(|index| !is_space(bytes[*index]))
            .unwrap_or(end)
    };
    let start = skip_spaces(*at);
    if start == end {
        return Ok(None);
    }
    if start == *at {
        return Err(malformed(start, "attributes are separated by white space"));
    }
    let name_end = (start..end)
        .find(|index| is_space(bytes[*index]) || bytes[*index] == b'=')
        .unwrap_or(end);
    let equals = skip_spaces(name_end);
    let quote_at = skip_spaces((equals + 1).min(end));
    let quote = bytes
        .get(quote_at)
        .copied()
        .filter(|quote| quote_at < end && matches!(quote, b'"' | b'\''));
    let (Some(quote), true) = (quote, equals < end && bytes[equals] == b'=') else {
        return Err(malformed(start, "an attribute is written name=\"value\""));
    };
    let value_start = quote_at + 1;
    let Some(length) = bytes[value_start..end]
        .iter()
        .position(|byte| *byte == quote)
    else {
        return Err(malformed(
            start,
            "an attribute value without its closing quote",
        ));
    };
    *at = value_start + length + 1;
    Ok(Some(WrittenAttribute {
        name: &source[start..name_end],
        value: value_start..value_start + length,
        offset: start,
    }))
}

/// Prefix and local part of a name, checked against Namespaces in XML §4.
fn split_name(name: &str, offset: usize) -> Result<(&str, &str), Fault> {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let prefix_right =
        prefix.is_empty() != name.contains(':') && (prefix.is_empty() || is_ncname(prefix));
    if prefix_right && is_ncname(local) {
        Ok((prefix, local))
    } else {
        Err(malformed(offset, format!("{name} is not a name")))
    }
}

fn is_ncname(name: &str) -> bool {
    let mut characters = name.chars();
    let first = characters.next();
    first.is_some_and(is_name_start) && characters.all(|c| is_name_start(c) || is_name_rest(c))
}

/// XML 1.0 (fifth edition) §2.3 `NameStartChar` without the colon.
fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic()
        || c == '_'
        || (!c.is_ascii()
            && matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
                | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
                | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}'))
}

fn is_name_rest(c: char) -> bool {
    matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// The character a reference stands for; without a DTD there are only the five named ones (XML 1.0 §4.1, §4.6).
fn character(reference: &str, offset: usize) -> Result<char, Fault> {
    let resolved = match reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => numbered(reference),
    };
    resolved.ok_or_else(|| malformed(offset, format!("&{reference}; stands for no character")))
}

fn numbered(reference: &str) -> Option<char> {
    let digits = reference.strip_prefix('#')?;
    let (digits, radix) = digits
        .strip_prefix('x')
        .map_or((digits, 10), |hexadecimal| (hexadecimal, 16));
    let only_digits = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    let number = only_digits.then(|| u32::from_str_radix(digits, radix).ok())??;
    char::from_u32(number).filter(|c| is_xml_character(*c))
}

/// XML 1.0 §2.2 `Char`.
fn is_xml_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

fn check_characters(source: &str) -> Result<(), Fault> {
    let control = |byte: u8| byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r';
    let suspicious = source
        .bytes()
        .fold(false, |found, byte| found | control(byte) | (byte == 0xEF));
    if !suspicious {
        return Ok(());
    }
    match source.char_indices().find(|(_, c)| !is_xml_character(*c)) {
        Some((offset, c)) => Err(malformed(
            offset,
            format!("character U+{:04X} is not allowed in XML", u32::from(c)),
        )),
        None => Ok(()),
    }
}

fn malformed(offset: usize, message: impl Into<String>) -> Fault {
    Fault {
        offset,
        kind: FaultKind::Malformed(message.into()),
    }
}

fn plain(range: Range<usize>) -> Span {
    Span {
        start: short(range.start),
        end: short(range.end),
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    offset_of(reader.buffer_position())
}

fn offset_of(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// Offsets and counts fit 31 bits because a document is limited to far less.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
