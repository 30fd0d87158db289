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

/// Most attributes of one element: looking for doubles among them takes the square of their number.
pub const ATTRIBUTES_MAX: usize = 256;
/// Most namespace declarations of one document: each element that declares one copies all that are in scope.
pub const DECLARATIONS_MAX: usize = 2_000;
/// Most namespace declarations in scope at one place: what a further declaration copies, and canonical XML looks through.
pub const IN_SCOPE_MAX: usize = 64;

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
    /// More attributes on one element than any document here has.
    #[error("an element with more than {ATTRIBUTES_MAX} attributes")]
    TooManyAttributes,
    /// More namespace declarations than any document here has.
    #[error("more than {DECLARATIONS_MAX} namespace declarations, or more than {IN_SCOPE_MAX} in scope at one place")]
    TooManyDeclarations,
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
    check_shape(bytes)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES_MAX, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|e| match e {
        roxmltree::Error::DtdDetected => XmlError::Dtd,
        other => XmlError::Malformed(other.to_string()),
    })
}

/// Bounds depth, attributes and declarations by the tags alone, before anything is built. On text that is no XML the counts mean
/// nothing, and the parser proper refuses it.
fn check_shape(bytes: &[u8]) -> Result<(), XmlError> {
    let (mut open, mut at) = (0usize, 0usize);
    let mut in_scope = [0usize; DEPTH_MAX + 1];
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
            let (end, attributes) = start_tag(bytes, start);
            if attributes > ATTRIBUTES_MAX {
                return Err(XmlError::TooManyAttributes);
            }
            if open == DEPTH_MAX {
                return Err(XmlError::TooDeep);
            }
            in_scope[open + 1] = in_scope[open] + memmem::find_iter(&bytes[start..end], b"xmlns").count();
            if in_scope[open + 1] > IN_SCOPE_MAX {
                return Err(XmlError::TooManyDeclarations);
            }
            open += usize::from(!bytes[..end].ends_with(b"/>"));
            end
        };
    }
    match memmem::find_iter(bytes, b"xmlns").nth(DECLARATIONS_MAX) {
        Some(_) => Err(XmlError::TooManyDeclarations),
        None => Ok(()),
    }
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    memmem::find(bytes.get(from..)?, what).map(|at| from + at)
}

fn after(bytes: &[u8], from: usize, what: &[u8]) -> usize {
    find(bytes, from, what).map_or(bytes.len(), |at| at + what.len())
}

/// The end of a start tag, which is its first `>` outside quotes, and the number of its quoted values.
fn start_tag(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut at, mut values) = (start, 0);
    while let Some(found) = memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += found;
        match bytes[at] {
            b'>' => return (at + 1, values),
            quote => match memchr(quote, &bytes[at + 1..]) {
                Some(length) => at += length + 2,
                None => break,
            },
        }
        values += 1;
    }
    (bytes.len(), values)
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
    // Read from the text: the parser keeps the length of the name in 16 bits, and a longer name would be cut anywhere.
    let name = &text[attribute.range().start..];
    let end = name.find(|c: char| c.is_ascii_whitespace() || c == '=');
    &name[..end.unwrap_or(name.len())]
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
        let tags = "<x>".repeat(DEPTH_MAX + 1);
        let xml = format!("<a b='{}'><!--{tags}--><![CDATA[{tags}]]><?p {tags}?></a>", ">".repeat(200));
        assert!(parse(xml.as_bytes(), 10_000).is_ok());
        let siblings = format!("<a>{}</a>", "<b/><b x='/>'></b>".repeat(DEPTH_MAX + 1));
        assert!(parse(siblings.as_bytes(), 10_000).is_ok());
    }

    #[test]
    fn attributes_and_declarations_are_bounded() {
        let attributes = |count| (0..count).map(|n| format!(" a{n}='>'")).collect::<Vec<_>>().concat();
        let element = |count| format!("<a{}/>", attributes(count));
        assert!(parse(element(ATTRIBUTES_MAX).as_bytes(), 10_000).is_ok());
        let refused = parse(element(ATTRIBUTES_MAX + 1).as_bytes(), 10_000).err();
        assert_eq!(refused, Some(XmlError::TooManyAttributes));
        let declarations = |count| format!("<a>{}</a>", "<b xmlns='u'/>".repeat(count));
        assert!(parse(declarations(DECLARATIONS_MAX).as_bytes(), 100_000).is_ok());
        let refused = parse(declarations(DECLARATIONS_MAX + 1).as_bytes(), 100_000).err();
        assert_eq!(refused, Some(XmlError::TooManyDeclarations));
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

    #[test]
    fn declarations_in_scope_are_bounded() {
        let declared = |count| (0..count).map(|n| format!(" xmlns:p{n}='u'")).collect::<Vec<_>>().concat();
        let nested = |outer, inner| format!("<a{}><b/><b{}/></a>", declared(outer), declared(inner));
        let refused = Some(XmlError::TooManyDeclarations);
        assert!(parse(nested(64, 0).as_bytes(), 10_000).is_ok());
        assert!(parse(nested(32, 32).as_bytes(), 10_000).is_ok());
        assert_eq!(parse(nested(65, 0).as_bytes(), 10_000).err(), refused);
        assert_eq!(parse(nested(32, 33).as_bytes(), 10_000).err(), refused);
        let chain = |levels| format!("{}{}", "<a xmlns='u'>".repeat(levels), "</a>".repeat(levels));
        assert!(parse(chain(64).as_bytes(), 10_000).is_ok());
        assert_eq!(parse(chain(65).as_bytes(), 10_000).err(), refused);
        // What is closed is out of scope.
        let siblings = format!("<a>{}</a>", format!("<b{}></b>", declared(64)).repeat(10));
        assert!(parse(siblings.as_bytes(), 100_000).is_ok());
    }
}
