//! Bounded reading of XML from a peer into a `roxmltree` document, and the few questions that are asked of it.
//!
//! `roxmltree` drops prefixes, which canonical XML needs: they are read from the source text. Document type declarations are
//! refused, so no text is ever behind an entity and the source text is what the tree shows.

use memchr::{memchr, memchr3, memmem};
use roxmltree::{Attribute, Document, Node, ParsingOptions};

/// Namespaces of the documents that this crate reads and writes.
pub mod ns {
    /// SOAP 1.2 (prefix S12).
    pub const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";
    /// WS-Security extensions 1.0 (wsse).
    pub const WSSE: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    /// WS-Security extensions 1.1 (wsse11).
    pub const WSSE11: &str = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
    /// WS-Security utility (wsu).
    pub const WSU: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    /// XML Signature (ds).
    pub const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
    /// XML Encryption 1.0 (xenc).
    pub const XENC: &str = "http://www.w3.org/2001/04/xmlenc#";
    /// XML Encryption 1.1 (xenc11).
    pub const XENC11: &str = "http://www.w3.org/2009/xmlenc11#";
    /// Exclusive canonicalization (ec).
    pub const EC: &str = super::super::algorithm::EXC_C14N;
    /// The namespace of `xml:` attributes.
    pub const XML: &str = "http://www.w3.org/XML/1998/namespace";
}

/// Deepest nesting of elements that is read.
pub const DEPTH_MAX: usize = 100;
/// Most nodes (elements, texts, comments) of one document.
pub const NODES_MAX: u32 = 200_000;

/// Why a text is not read as XML.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// Not UTF-8.
    #[error("not UTF-8 from byte {0} on")]
    NotUtf8(usize),
    /// Larger than the caller allows.
    #[error("{size} bytes of XML, at most {max} are read")]
    TooLarge {
        /// Its size.
        size: usize,
        /// The limit.
        max: usize,
    },
    /// Elements nested too deep.
    #[error("elements nested deeper than {DEPTH_MAX}")]
    TooDeep,
    /// A document type declaration.
    #[error("a document type declaration (DTD) is not allowed")]
    Dtd,
    /// Not well-formed.
    #[error("not well-formed XML: {0}")]
    Malformed(String),
}

/// Reads a document of at most `size_bytes_max` bytes, without a DTD and with bounded depth.
pub fn parse(bytes: &[u8], size_bytes_max: usize) -> Result<Document<'_>, XmlError> {
    if bytes.len() > size_bytes_max {
        return Err(XmlError::TooLarge { size: bytes.len(), max: size_bytes_max });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| XmlError::NotUtf8(e.valid_up_to()))?;
    if depth(bytes) > DEPTH_MAX {
        return Err(XmlError::TooDeep);
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES_MAX, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|e| match e {
        roxmltree::Error::DtdDetected => XmlError::Dtd,
        other => XmlError::Malformed(other.to_string()),
    })
}

/// The deepest nesting of tags, counted without building anything. On text that is no XML the number means nothing, and the
/// parser proper refuses it.
fn depth(bytes: &[u8]) -> usize {
    let (mut open, mut deepest, mut at) = (0usize, 0usize, 0usize);
    while let Some(start) = memchr(b'<', bytes.get(at..).unwrap_or_default()).map(|found| at + found) {
        let rest = &bytes[start..];
        at = if rest.starts_with(b"<!--") {
            after(bytes, start + 4, b"-->")
        } else if rest.starts_with(b"<![CDATA[") {
            after(bytes, start + 9, b"]]>")
        } else if rest.starts_with(b"<?") {
            after(bytes, start + 2, b"?>")
        } else if rest.starts_with(b"</") {
            open = open.saturating_sub(1);
            after(bytes, start, b">")
        } else {
            open += 1;
            deepest = deepest.max(open);
            let end = end_of_tag(bytes, start);
            if bytes[..end].ends_with(b"/>") {
                open -= 1;
            }
            end
        };
    }
    deepest
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    memmem::find(bytes.get(from..)?, what).map(|at| from + at)
}

fn after(bytes: &[u8], from: usize, what: &[u8]) -> usize {
    find(bytes, from, what).map_or(bytes.len(), |at| at + what.len())
}

/// The end of a start tag: its first `>` outside quotes.
fn end_of_tag(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(found) = memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += found;
        match bytes[at] {
            b'>' => return at + 1,
            quote => match memchr(quote, &bytes[at + 1..]) {
                Some(length) => at += length + 2,
                None => break,
            },
        }
    }
    bytes.len()
}

/// The qualified name of an element as it is written, prefix included.
pub fn qualified_name<'i>(element: Node<'_, 'i>) -> &'i str {
    let text: &'i str = element.document().input_text();
    let name = &text[element.range().start + 1..];
    let end = name.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
    &name[..end.unwrap_or(name.len())]
}

/// The qualified name of an attribute as it is written, prefix included.
pub fn qualified_attribute<'i>(element: Node<'_, 'i>, attribute: &Attribute<'_, 'i>) -> &'i str {
    let text: &'i str = element.document().input_text();
    &text[attribute.range_qname()]
}

/// The prefix of a qualified name.
pub fn prefix(qualified: &str) -> Option<&str> {
    qualified.split_once(':').map(|(prefix, _)| prefix)
}

/// The child elements of this name, in document order.
pub fn children<'a, 'i>(
    parent: Node<'a, 'i>,
    namespace: &'static str,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    parent.children().filter(move |node| is(*node, namespace, name))
}

/// The only child element of this name; none when it is absent or occurs twice.
pub fn only_child<'a, 'i>(parent: Node<'a, 'i>, namespace: &'static str, name: &'static str) -> Option<Node<'a, 'i>> {
    let mut found = children(parent, namespace, name);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether the node is an element of this name.
pub fn is(node: Node<'_, '_>, namespace: &str, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == Some(namespace)
}

/// All text directly inside the element; comments between it do not cut it short.
pub fn text(element: Node<'_, '_>) -> String {
    element.children().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(levels: usize) -> String {
        format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels))
    }

    #[test]
    fn depth_is_bounded_before_parsing() {
        assert!(parse(nested(DEPTH_MAX).as_bytes(), 10_000).is_ok());
        assert_eq!(parse(nested(DEPTH_MAX + 1).as_bytes(), 10_000).err(), Some(XmlError::TooDeep));
    }

    #[test]
    fn what_looks_like_a_tag_in_a_comment_or_value_does_not_count() {
        let xml = format!("<a b='{0}'><!--{0}--><![CDATA[{0}]]><?p {0}?></a>", ">".repeat(200));
        assert_eq!(depth(xml.as_bytes()), 1);
        let siblings = format!("<a>{}</a>", "<b/><b x='/>'></b>".repeat(200));
        assert_eq!(depth(siblings.as_bytes()), 2);
    }

    #[test]
    fn a_document_type_declaration_is_refused() {
        assert_eq!(parse(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 100).err(), Some(XmlError::Dtd));
    }

    #[test]
    fn size_is_bounded() {
        assert_eq!(parse(b"<a/>", 3).err(), Some(XmlError::TooLarge { size: 4, max: 3 }));
    }

    #[test]
    fn prefixes_are_those_of_the_source() {
        let document = parse(b"<x:a xmlns:x='u' xmlns:y='u'><y:b y:c='1'/></x:a>", 100).unwrap();
        let inner = document.root_element().first_element_child().unwrap();
        assert_eq!(qualified_name(document.root_element()), "x:a");
        assert_eq!(qualified_name(inner), "y:b");
        assert_eq!(qualified_attribute(inner, &inner.attributes().next().unwrap()), "y:c");
    }
}
