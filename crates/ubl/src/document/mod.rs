//! A document as it came: every element, attribute and text node in an arena, nothing interpreted, nothing required.
//!
//! Judging needs documents in which anything may be missing, and the published rules see XML as XPath does; so this
//! keeps text nodes apart (a comment inside a value makes two of them) and names as integers. One pass of quick-xml
//! fills it ([`Document::read`]); elements lie in document order, so a subtree is a range and skipping it is one step.
//!
//! ```
//! use ubl::document::{Document, Limits, cac, cbc, root};
//! let xml = b"<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2' \
//!   xmlns:cbc='urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'><cbc:ID>F-1</cbc:ID></Invoice>";
//! let document = Document::read(xml, &Limits::default()).unwrap();
//! let invoice = document.root();
//! assert_eq!(document.name(invoice), root::Invoice);
//! assert_eq!(document.child(invoice, cbc::ID).map(|id| document.text(id)).as_deref(), Some("F-1"));
//! assert_eq!(document.select(invoice, &[cac::TaxTotal, cbc::TaxAmount]).next(), None);
//! ```

mod decode;
mod limits;
mod name;
#[rustfmt::skip]
mod names;
mod path;
mod read;
mod select;

use std::borrow::Cow;
use std::sync::OnceLock;

pub use limits::{ATTRIBUTES_MAX, BYTES_MAX, DEPTH_MAX, Limits, ReadError, TEXT_BYTES_MAX};
pub use name::{KNOWN_NAMES, Name, Namespace};
pub use names::{attr, cac, cbc, ext, root, xsi};
pub use select::{Children, Select, Texts};

/// An element of a [`Document`]; ids grow in document order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The position in document order, for use as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The arena. Reading is the only way in; it does not change afterwards.
#[derive(Debug)]
pub struct Document {
    /// The document in UTF-8; most texts and values are ranges of it.
    source: String,
    /// Texts and values that differ from their spelling: references resolved, line ends normalised.
    resolved: String,
    elements: Vec<Element>,
    attributes: Vec<Attribute>,
    texts: Vec<Text>,
    /// Per name the first element that has it, or [`NO_ELEMENT`].
    first_of_name: Vec<u32>,
    /// Names without a fixed number, in order of appearance.
    names: Vec<(Namespace, Box<str>)>,
    /// Namespaces without a fixed number, in order of appearance.
    namespaces: Vec<Box<str>>,
    /// Offsets of line starts, found when the first position is asked for.
    lines: OnceLock<Vec<u32>>,
}

#[derive(Debug)]
struct Element {
    name: Name,
    /// Whether one of its own text nodes holds more than white space.
    has_words: bool,
    /// The root has itself as parent.
    parent: NodeId,
    /// First element after the subtree.
    end: u32,
    /// Offset of `<` in the source.
    offset: u32,
    first_attribute: u32,
    /// Text nodes of the whole subtree are `first_text..end_text`.
    first_text: u32,
    end_text: u32,
    /// The next element of the same name in document order, or [`NO_ELEMENT`].
    next_of_name: u32,
}

const NO_ELEMENT: u32 = u32::MAX;

#[derive(Debug)]
struct Attribute {
    name: Name,
    value: Span,
}

#[derive(Debug)]
struct Text {
    parent: NodeId,
    value: Span,
}

/// A range of `source`, or of `resolved` when the top bit of `start` is set.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: u32,
    end: u32,
}

const RESOLVED: u32 = 1 << 31;

impl Document {
    /// The document element.
    #[inline]
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// How many elements there are; ids run from 0 to this.
    #[inline]
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Never true: a document has an element.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// The element's name, to be compared with `cbc::ID` and the like.
    #[inline]
    pub fn name(&self, node: NodeId) -> Name {
        self.elements[node.index()].name
    }

    /// Namespace of a name of this document.
    pub fn namespace(&self, name: Name) -> Namespace {
        match name.known_parts() {
            Some((namespace, _)) => namespace,
            None => self.names[name.index() - KNOWN_NAMES].0,
        }
    }

    /// URI of a namespace of this document; empty for none.
    pub fn namespace_uri(&self, namespace: Namespace) -> &str {
        match namespace.known_uri() {
            Some(uri) => uri,
            None => &self.namespaces[namespace.0 as usize - name::NAMESPACE_URIS.len()],
        }
    }

    /// Local part of a name of this document.
    pub fn local_name(&self, name: Name) -> &str {
        match name.known_parts() {
            Some((_, local)) => local,
            None => &self.names[name.index() - KNOWN_NAMES].1,
        }
    }

    /// The element around this one; `None` for the root.
    #[inline]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        (node.0 != 0).then(|| self.elements[node.index()].parent)
    }

    /// The first element after this one's subtree, as an index: `node.index() + 1 == end_index` means no children.
    #[inline]
    pub fn end_index(&self, node: NodeId) -> usize {
        self.elements[node.index()].end as usize
    }

    /// Whether the element has element children.
    #[inline]
    pub fn has_children(&self, node: NodeId) -> bool {
        self.end_index(node) > node.index() + 1
    }

    /// The string value: all text below, joined. Borrowed unless it is in pieces; empty for an empty element.
    #[inline]
    pub fn text(&self, node: NodeId) -> Cow<'_, str> {
        match self.texts_below(node) {
            [] => Cow::Borrowed(""),
            [one] => Cow::Borrowed(self.resolve(one.value)),
            many => Cow::Owned(many.iter().map(|text| self.resolve(text.value)).collect()),
        }
    }

    /// Whether any text node lies below, white space included.
    pub fn has_text(&self, node: NodeId) -> bool {
        !self.texts_below(node).is_empty()
    }

    /// Whether one of the element's own text nodes holds more than white space.
    #[inline]
    pub fn has_words(&self, node: NodeId) -> bool {
        self.elements[node.index()].has_words
    }

    #[inline]
    fn texts_below(&self, node: NodeId) -> &[Text] {
        let element = &self.elements[node.index()];
        &self.texts[element.first_text as usize..element.end_text as usize]
    }

    /// The value of an attribute, or `None`.
    #[inline]
    pub fn attribute(&self, node: NodeId, name: Name) -> Option<&str> {
        let attribute = self.attributes_of(node).iter().find(|attribute| attribute.name == name)?;
        Some(self.resolve(attribute.value))
    }

    /// All attributes but namespace declarations, in the order written.
    #[inline]
    pub fn attributes(&self, node: NodeId) -> impl ExactSizeIterator<Item = (Name, &str)> {
        self.attributes_of(node).iter().map(|attribute| (attribute.name, self.resolve(attribute.value)))
    }

    #[inline]
    fn attributes_of(&self, node: NodeId) -> &[Attribute] {
        let first = self.elements[node.index()].first_attribute as usize;
        let end =
            self.elements.get(node.index() + 1).map_or(self.attributes.len(), |next| next.first_attribute as usize);
        &self.attributes[first..end]
    }

    #[inline]
    fn resolve(&self, span: Span) -> &str {
        if span.start & RESOLVED == 0 {
            &self.source[span.start as usize..span.end as usize]
        } else {
            &self.resolved[(span.start & !RESOLVED) as usize..span.end as usize]
        }
    }
}
