//! A document as a rule sees it: the arena, plus what several rules need to know and nobody should find out twice.
//!
//! The accessors here have the manners of the published expressions: where those take one value, two are a [`Fault`]
//! that voids the layer; where they take none, the text is empty and the number is absent.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::cmp::Ordering;
use std::ops::Deref;

use ubl::document::{Document, Name, NodeId, attr, cac, cbc, root};

use crate::rules::en16931::vat::{VatFacts, category};
use crate::rules::peppol::parties::Parties;
use crate::xpath::{self, Exact, Fault};

/// See the module. Facts are gathered when the first rule asks for them.
pub struct View<'d> {
    document: &'d Document,
    vat: OnceCell<VatFacts>,
    parties: OnceCell<Parties>,
    /// The children of the document element that are no lines: few, where the lines may be thousands.
    header: OnceCell<Vec<(Name, NodeId)>>,
    /// The category asked for last: the contexts of nine categories ask for the same one in turn.
    category: Cell<Option<(NodeId, Option<u8>)>>,
}

impl Deref for View<'_> {
    type Target = Document;

    fn deref(&self) -> &Document {
        self.document
    }
}

impl<'d> View<'d> {
    /// A view on a document that has just been read.
    pub fn new(document: &'d Document) -> Self {
        View {
            document,
            vat: OnceCell::new(),
            parties: OnceCell::new(),
            header: OnceCell::new(),
            category: Cell::new(None),
        }
    }

    /// Where which VAT category is used, and what it sums to.
    pub fn vat(&self) -> &VatFacts {
        self.vat.get_or_init(|| VatFacts::gather(self))
    }

    /// The category that a `TaxCategory` or `ClassifiedTaxCategory` under VAT states; `None` under another scheme or where it cannot be told.
    pub fn category(&self, at: NodeId) -> Option<u8> {
        if let Some((node, category)) = self.category.get()
            && node == at
        {
            return category;
        }
        let stated = category::stated(self, at).ok();
        let category = stated.filter(|stated| stated.is_vat).map(|stated| stated.category);
        self.category.set(Some((at, category)));
        category
    }

    /// Countries of seller and buyer, as the national rules determine them.
    pub fn parties(&self) -> &Parties {
        self.parties.get_or_init(|| Parties::gather(self))
    }

    /// Children of the document element by name, except lines. What is asked once per line must not walk over all lines,
    /// nor over all allowances or attachments, so they are sorted by name.
    pub fn header_named(&self, name: Name) -> impl Iterator<Item = NodeId> + '_ {
        let is_line = |node: &NodeId| matches!(self.name(*node), cac::InvoiceLine | cac::CreditNoteLine);
        let header = self.header.get_or_init(|| {
            let children = self.children(self.root()).filter(|node| !is_line(node));
            let mut header: Vec<_> = children.map(|node| (self.name(node), node)).collect();
            header.sort_unstable();
            header
        });
        let start = header.partition_point(|(other, _)| *other < name);
        header[start..].iter().take_while(move |(other, _)| *other == name).map(|(_, node)| *node)
    }

    /// The text of the only child of the document element with this name, which is no line; empty where there is none.
    pub fn header_text(&self, name: Name) -> Result<Cow<'_, str>, Fault> {
        let mut found = self.header_named(name);
        let first = found.next();
        if found.next().is_some() {
            return Err(Fault::ManyValues);
        }
        Ok(first.map_or(Cow::Borrowed(""), |node| self.document.text(node)))
    }

    /// Whether the document element is a UBL invoice.
    pub fn is_invoice(&self) -> bool {
        self.name(self.root()) == root::Invoice
    }

    /// Whether the document element is a UBL credit note.
    pub fn is_credit_note(&self) -> bool {
        self.name(self.root()) == root::CreditNote
    }

    /// Whether a path leads anywhere.
    pub fn has(&self, at: NodeId, path: &[Name]) -> bool {
        match path {
            [name] => self.child(at, *name).is_some(),
            _ => self.first(at, path).is_some(),
        }
    }

    /// Whether the element around this one has this name.
    pub fn is_in(&self, at: NodeId, name: Name) -> bool {
        self.parent(at).is_some_and(|parent| self.name(parent) == name)
    }

    /// Whether the element is a child of the document element of an invoice or credit note.
    pub fn is_at_document_level(&self, at: NodeId) -> bool {
        self.parent(at) == Some(self.root()) && (self.is_invoice() || self.is_credit_note())
    }

    /// The only element a path leads to; two are a fault.
    pub fn only(&self, at: NodeId, path: &[Name]) -> Result<Option<NodeId>, Fault> {
        let mut found = self.select(at, path);
        let first = found.next();
        if first.is_some() && found.next().is_some() { Err(Fault::ManyValues) } else { Ok(first) }
    }

    /// The text of the only element a path leads to; empty where there is none.
    pub fn only_text(&self, at: NodeId, path: &[Name]) -> Result<Cow<'_, str>, Fault> {
        Ok(self.only(at, path)?.map_or(Cow::Borrowed(""), |node| self.document.text(node)))
    }

    /// The only text node of the element itself; a comment inside the value makes two, which is a fault.
    pub fn only_text_node(&self, at: NodeId) -> Result<&str, Fault> {
        let mut texts = self.texts(at);
        let first = texts.next();
        if texts.next().is_some() { Err(Fault::ManyValues) } else { Ok(first.unwrap_or("")) }
    }

    /// The exact number in the only element a path leads to; `None` where there is none.
    pub fn amount(&self, at: NodeId, path: &[Name]) -> Result<Option<Exact>, Fault> {
        self.only(at, path)?.map(|node| self.decimal(node)).transpose()
    }

    /// The element's text as an exact number.
    pub fn decimal(&self, at: NodeId) -> Result<Exact, Fault> {
        xpath::decimal(&self.text(at))
    }

    /// The sum of the exact numbers a path leads to; nothing sums to zero.
    pub fn sum(&self, at: NodeId, path: &[Name]) -> Result<Exact, Fault> {
        self.select(at, path).try_fold(Exact::ZERO, |sum, node| sum.plus(self.decimal(node)?))
    }

    /// Whether any element the path leads to compares with zero as the test wants; what is no number is a fault.
    pub fn any_compared(&self, at: NodeId, path: &[Name], test: fn(Ordering) -> bool) -> Result<bool, Fault> {
        for node in self.select(at, path) {
            if test(xpath::compare_with_zero(&self.text(node))?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether any element the path leads to has exactly this text.
    pub fn any_text(&self, at: NodeId, path: &[Name], wanted: &str) -> bool {
        self.select(at, path).any(|node| self.text(node) == wanted)
    }

    /// Whether the charge indicator, read as a boolean, says so. Anything that is no boolean is a fault.
    pub fn indicates(&self, at: NodeId, charge: bool) -> Result<bool, Fault> {
        for indicator in self.children_named(at, cbc::ChargeIndicator) {
            if xpath::boolean(&self.text(indicator))? == charge {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the tax scheme in this category or registration is VAT, in any case and with white space around it.
    pub fn is_vat(&self, at: NodeId) -> Result<bool, Fault> {
        for scheme in self.children_named(at, cac::TaxScheme) {
            let id = self.only_text(scheme, &[cbc::ID])?;
            if xpath::normalized_upper(&id) == "VAT" {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The first child of this name under a child group whose tax scheme is VAT: `[TaxCategory with VAT]/ID`.
    pub fn in_vat(&self, at: NodeId, group: Name, name: Name) -> Result<Option<NodeId>, Fault> {
        for group in self.children_named(at, group) {
            if self.is_vat(group)?
                && let Some(found) = self.child(group, name)
            {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The element's identification scheme, or nothing.
    pub fn scheme(&self, at: NodeId) -> Option<&str> {
        self.attribute(at, attr::schemeID)
    }

    /// Text for a message: trimmed and cut to a length that fits a line.
    pub fn shown(&self, at: NodeId) -> String {
        shorten(&xpath::normalized(&self.text(at)))
    }
}

/// Longest value that a message repeats.
const SHOWN_CHARS_MAX: usize = 60;

fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS_MAX) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}
