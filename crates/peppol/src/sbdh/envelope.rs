//! Where things stand in the bytes of an XML document, without building a tree of it.
//!
//! A business document may be large; the envelope needs only its root's start tag and its extent. One pass of
//! quick-xml finds both and refuses what must not be there at all (DTD, endless nesting).

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use roxmltree::Document;
use xmlsec::dom::{self, XmlError};

use super::SbdhError;

/// Deepest nesting accepted (design: safety limits).
const DEPTH_MAX: usize = 100;

/// Largest text a tree is built of: a header of its greatest size, and start tags around it.
const PARSED_BYTES_MAX: usize = 1_100_000;

/// The root of a document and its children, as byte ranges.
pub(super) struct Outline {
    /// The root's start tag.
    pub root_tag: Range<usize>,
    /// The root element from `<` to `>`.
    pub root: Range<usize>,
    /// The root's name as written.
    pub root_name: String,
    /// The root's child elements.
    pub children: Vec<Child>,
    /// Whether text other than blanks stands directly under the root.
    pub stray_text: bool,
}

/// A child of the root.
pub(super) struct Child {
    /// From `<` to `>` of the end tag.
    pub range: Range<usize>,
    /// The start tag alone.
    pub tag: Range<usize>,
    /// The name as written.
    pub name: String,
    /// Whether some element inside, itself included, is written without prefix.
    pub has_unprefixed: bool,
}

/// The text of a message: UTF-8, a byte order mark set aside.
pub(super) fn text(bytes: &[u8]) -> Result<&str, SbdhError> {
    let text = std::str::from_utf8(bytes).map_err(|error| SbdhError::NotXml { message: error.to_string() })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads the outline of a whole document.
pub(super) fn outline(text: &str) -> Result<Outline, SbdhError> {
    let mut reader = Reader::from_str(text);
    let mut found: Option<Outline> = None;
    let mut depth = 0_usize;
    loop {
        let start = offset(&reader);
        let event = reader.read_event().map_err(|error| SbdhError::NotXml { message: error.to_string() })?;
        let end = offset(&reader);
        match event {
            Event::DocType(_) => return Err(SbdhError::Dtd),
            Event::Start(tag) => {
                open_element(&mut found, &tag, depth, start..end)?;
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(SbdhError::TooDeep { depth_max: DEPTH_MAX });
                }
            }
            Event::Empty(tag) => open_element(&mut found, &tag, depth, start..end)?,
            Event::End(_) => {
                depth -= 1;
                close_element(found.as_mut(), depth, end);
            }
            Event::Text(text) => note_text(found.as_mut(), depth, text.trim_ascii().is_empty()),
            Event::CData(_) | Event::GeneralRef(_) => note_text(found.as_mut(), depth, false),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    let found = found.filter(|_| depth == 0);
    found.ok_or_else(|| SbdhError::NotXml { message: "there is no complete root element".to_owned() })
}

/// Builds the tree of a header or of start tags, bounded: namespaces and attributes cost more than their size.
pub(super) fn parse(text: &str) -> Result<Document<'_>, SbdhError> {
    dom::parse(text.as_bytes(), PARSED_BYTES_MAX).map_err(|error| match error {
        XmlError::Dtd => SbdhError::Dtd,
        XmlError::TooDeep => SbdhError::TooDeep { depth_max: dom::DEPTH_MAX },
        other => SbdhError::NotXml { message: other.to_string() },
    })
}

fn offset(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn open_element(
    found: &mut Option<Outline>,
    tag: &BytesStart<'_>,
    depth: usize,
    range: Range<usize>,
) -> Result<(), SbdhError> {
    let name = tag.name().into_inner().to_owned();
    let unprefixed = !name.contains(':');
    match (found.as_mut(), depth) {
        (None, _) => {
            let (root_tag, root) = (range.clone(), range);
            *found = Some(Outline { root_tag, root, root_name: name, children: Vec::new(), stray_text: false });
        }
        (Some(_), 0) => {
            return Err(SbdhError::NotXml { message: "there is a second root element".to_owned() });
        }
        (Some(outline), 1) => {
            let tag = range.clone();
            outline.children.push(Child { range, tag, name, has_unprefixed: unprefixed });
        }
        (Some(outline), _) => {
            if let Some(child) = outline.children.last_mut() {
                child.has_unprefixed |= unprefixed;
            }
        }
    }
    Ok(())
}

fn close_element(found: Option<&mut Outline>, depth: usize, end: usize) {
    let Some(outline) = found else { return };
    match (depth, outline.children.last_mut()) {
        (0, _) => outline.root.end = end,
        (1, Some(child)) => child.range.end = end,
        _ => {}
    }
}

fn note_text(found: Option<&mut Outline>, depth: usize, blank: bool) {
    if let Some(outline) = found {
        outline.stray_text |= depth == 1 && !blank;
    }
}

/// Turns a start tag into a whole (empty) element.
pub(super) fn closed(tag: &str, name: &str) -> String {
    if tag.ends_with("/>") { tag.to_owned() } else { format!("{tag}</{name}>") }
}

/// Escapes text for an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
