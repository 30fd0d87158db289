//! Attributes while reading: a start tag taken apart, values normalised.

use std::ops::Range;

use super::fault::{Fault, FaultKind, malformed};
use super::wellformed::{character, is_space};
use super::{Filler, plain};
use crate::document::{Attribute, Span};

/// An attribute before its prefix is resolved: declarations may follow it in the same tag.
pub(super) struct RawAttribute<'s> {
    name: &'s str,
    value: Span,
    offset: usize,
}

impl Filler<'_> {
    /// Takes a start tag apart: declarations come into force, other attributes wait for them.
    pub(super) fn scan_tag(&mut self, range: Range<usize>) -> Result<(), Fault> {
        self.raw_attributes.clear();
        let depth = self.open.len() + 1;
        let (source, attributes_max) = (self.source, self.limits.attributes_max);
        let mut at = range.start;
        let mut count = 0;
        while let Some(raw) = next_attribute(source, &mut at, range.end)? {
            count += 1;
            if count > attributes_max {
                return Err(Fault { offset: raw.offset, kind: FaultKind::TooManyAttributes(attributes_max) });
            }
            let value = self.attribute_value(raw.value)?;
            let prefix = if raw.name == "xmlns" { Some("") } else { raw.name.strip_prefix("xmlns:") };
            match prefix {
                Some(prefix) => {
                    let uri = self.written(value).to_owned();
                    self.names.declare(prefix, &uri, depth, raw.offset)?;
                }
                None => self.raw_attributes.push(RawAttribute { name: raw.name, value, offset: raw.offset }),
            }
        }
        Ok(())
    }

    pub(super) fn resolve_attributes(&mut self, first: usize) -> Result<(), Fault> {
        for RawAttribute { name: written, value, offset } in &self.raw_attributes {
            let name = self.names.of_attribute(written, *offset)?;
            if self.attributes[first..].iter().any(|attribute| attribute.name == name) {
                return Err(malformed(*offset, format!("attribute {written} occurs twice")));
            }
            self.attributes.push(Attribute { name, value: *value });
        }
        Ok(())
    }

    fn attribute_value(&mut self, range: Range<usize>) -> Result<Span, Fault> {
        self.check_length(&range)?;
        let raw = &self.source[range.clone()];
        if raw.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'\t' | b'\n' | b'\r')) {
            self.normalised_value(raw, range.end)
        } else {
            Ok(plain(&range))
        }
    }

    /// XML 1.0 §3.3.3 for attributes without a declared type; `end` is the offset after the value.
    fn normalised_value(&mut self, raw: &str, end: usize) -> Result<Span, Fault> {
        let start = self.resolved.len();
        let mut rest = raw;
        while let Some(at) = rest.find(['&', '<', '\t', '\n', '\r']) {
            self.resolved.push_str(&rest[..at]);
            let offset = end - rest.len() + at;
            let taken = match rest.as_bytes()[at] {
                b'<' => return Err(malformed(offset, "a < inside an attribute value")),
                b'&' => {
                    let Some(length) = rest[at..].find(';') else {
                        return Err(malformed(offset, "an ampersand that starts no reference"));
                    };
                    self.resolved.push(character(&rest[at + 1..at + length], offset)?);
                    length + 1
                }
                special => {
                    self.resolved.push(' ');
                    if special == b'\r' && rest[at + 1..].starts_with('\n') { 2 } else { 1 }
                }
            };
            rest = &rest[at + taken..];
        }
        self.resolved.push_str(rest);
        Ok(self.resolved_since(start))
    }
}

/// One attribute of a tag as written.
struct WrittenAttribute<'s> {
    name: &'s str,
    value: Range<usize>,
    offset: usize,
}

/// The next `name="value"` from `at` on, which must follow white space (XML 1.0 §3.1).
fn next_attribute<'s>(source: &'s str, at: &mut usize, end: usize) -> Result<Option<WrittenAttribute<'s>>, Fault> {
    let bytes = source.as_bytes();
    let skip_spaces = |from: usize| (from..end).find(|index| !is_space(bytes[*index])).unwrap_or(end);
    let start = skip_spaces(*at);
    if start == end {
        return Ok(None);
    }
    if start == *at {
        return Err(malformed(start, "attributes are separated by white space"));
    }
    let name_end = (start..end).find(|index| is_space(bytes[*index]) || bytes[*index] == b'=').unwrap_or(end);
    let equals = skip_spaces(name_end);
    let quote_at = skip_spaces((equals + 1).min(end));
    let quote = bytes[..end].get(quote_at).copied().filter(|quote| matches!(quote, b'"' | b'\''));
    let (Some(quote), true) = (quote, equals < end && bytes[equals] == b'=') else {
        return Err(malformed(start, "an attribute is written name=\"value\""));
    };
    let value_start = quote_at + 1;
    let Some(length) = bytes[value_start..end].iter().position(|byte| *byte == quote) else {
        return Err(malformed(start, "an attribute value without its closing quote"));
    };
    *at = value_start + length + 1;
    let value = value_start..value_start + length;
    Ok(Some(WrittenAttribute { name: &source[start..name_end], value, offset: start }))
}
