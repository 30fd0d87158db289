//! Walking a document: children, children by name, and short paths as XPath steps.

use super::{Document, NO_ELEMENT, Name, NodeId, Text};

impl Document {
    /// Element children in document order.
    #[inline]
    pub fn children(&self, node: NodeId) -> Children<'_> {
        Children { document: self, next: node.0 + 1, end: self.elements[node.index()].end }
    }

    /// The first child with this name.
    #[inline]
    pub fn child(&self, node: NodeId, name: Name) -> Option<NodeId> {
        self.children(node).find(|child| self.name(*child) == name)
    }

    /// All children with this name, in document order.
    #[inline]
    pub fn children_named(&self, node: NodeId, name: Name) -> impl Iterator<Item = NodeId> + '_ {
        self.children(node).filter(move |child| self.name(*child) == name)
    }

    /// The elements a relative path leads to, in document order: `select(invoice, &[cac::TaxTotal, cbc::TaxAmount])`.
    #[inline]
    pub fn select<'d, 'p>(&'d self, node: NodeId, path: &'p [Name]) -> Select<'d, 'p> {
        Select::new(self, node, path)
    }

    /// The first element a relative path leads to.
    #[inline]
    pub fn first(&self, node: NodeId, path: &[Name]) -> Option<NodeId> {
        self.select(node, path).next()
    }

    /// All elements, in document order.
    #[inline]
    pub fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
        let count = self.elements.first().map_or(0, |root| root.end);
        (0..count).map(NodeId)
    }

    /// All elements below, in document order.
    #[inline]
    pub fn descendants(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (node.0 + 1..self.elements[node.index()].end).map(NodeId)
    }

    /// All elements with this name, wherever they stand, in document order; found without looking at others.
    #[inline]
    pub fn named(&self, name: Name) -> impl Iterator<Item = NodeId> + '_ {
        let first = self.first_of_name.get(name.index()).copied().unwrap_or(NO_ELEMENT);
        let element = |number: u32| (number != NO_ELEMENT).then_some(NodeId(number));
        std::iter::successors(element(first), move |node| element(self.elements[node.index()].next_of_name))
    }

    /// The element's own text nodes; a comment or processing instruction inside a value makes two of one.
    #[inline]
    pub fn texts(&self, node: NodeId) -> Texts<'_> {
        Texts { document: self, parent: node, inner: self.texts_below(node).iter() }
    }

    /// Whether the element's parent, grandparent and so on have these names, nearest last: `[cac::Party, cbc::ID]`.
    #[inline]
    pub fn ends_with(&self, node: NodeId, path: &[Name]) -> bool {
        let mut at = Some(node);
        path.iter().rev().all(|name| {
            let here = at;
            at = here.and_then(|node| self.parent(node));
            here.is_some_and(|node| self.name(node) == *name)
        })
    }
}

/// See [`Document::children`].
#[derive(Clone)]
pub struct Children<'d> {
    document: &'d Document,
    next: u32,
    end: u32,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    #[inline]
    fn next(&mut self) -> Option<NodeId> {
        if self.next >= self.end {
            return None;
        }
        let child = NodeId(self.next);
        self.next = self.document.elements[child.index()].end;
        Some(child)
    }
}

/// See [`Document::texts`].
pub struct Texts<'d> {
    document: &'d Document,
    parent: NodeId,
    inner: std::slice::Iter<'d, Text>,
}

impl<'d> Iterator for Texts<'d> {
    type Item = &'d str;

    #[inline]
    fn next(&mut self) -> Option<&'d str> {
        let text = self.inner.by_ref().find(|text| text.parent == self.parent)?;
        Some(self.document.resolve(text.value))
    }
}

/// See [`Document::select`].
pub struct Select<'d, 'p> {
    document: &'d Document,
    path: &'p [Name],
    /// How many steps are taken.
    depth: usize,
    /// The element whose children are looked at.
    parent: u32,
    /// The child to look at next, and where the children end.
    next: u32,
    end: u32,
}

impl<'d, 'p> Select<'d, 'p> {
    #[inline]
    fn new(document: &'d Document, node: NodeId, path: &'p [Name]) -> Self {
        debug_assert!(!path.is_empty(), "a path has steps");
        let end = document.elements[node.index()].end;
        let next = if path.is_empty() { end } else { node.0 + 1 };
        Self { document, path, depth: 0, parent: node.0, next, end }
    }

    /// Back to the children of the parent's parent; false where the walk began.
    #[inline]
    fn leave(&mut self) -> bool {
        if self.depth == 0 {
            return false;
        }
        self.depth -= 1;
        let elements = &self.document.elements;
        self.parent = elements[self.parent as usize].parent.0;
        self.end = elements[self.parent as usize].end;
        true
    }
}

impl Iterator for Select<'_, '_> {
    type Item = NodeId;

    #[inline]
    fn next(&mut self) -> Option<NodeId> {
        loop {
            if self.next >= self.end {
                if !self.leave() {
                    return None;
                }
                continue;
            }
            let at = self.next;
            let element = &self.document.elements[at as usize];
            if element.name != self.path[self.depth] {
                self.next = element.end;
            } else if self.depth + 1 == self.path.len() {
                self.next = element.end;
                return Some(NodeId(at));
            } else {
                self.depth += 1;
                self.parent = at;
                self.next = at + 1;
                self.end = element.end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Limits, Name, NodeId, cac, cbc};

    fn read(inner: &str) -> Document {
        let xml = format!(
            "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2' \
             xmlns:cac='urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2' \
             xmlns:cbc='urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'>{inner}</Invoice>"
        );
        Document::read(xml.as_bytes(), &Limits::default()).unwrap()
    }

    #[track_caller]
    fn check(inner: &str, path: &[Name], expected: &[&str]) {
        let document = read(inner);
        let texts: Vec<_> = document.select(document.root(), path).map(|node| document.text(node)).collect();
        assert_eq!(texts, expected);
    }

    const LINES: &str = "<cbc:ID>0</cbc:ID><cac:InvoiceLine><cbc:ID>1</cbc:ID><cac:Item><cbc:ID>x</cbc:ID></cac:Item><cbc:ID>2</cbc:ID></cac:InvoiceLine>\
                         <cac:InvoiceLine/><cac:InvoiceLine><cac:Item/><cbc:ID>3</cbc:ID></cac:InvoiceLine><cbc:ID>4</cbc:ID>";

    #[test]
    fn a_path_leads_to_elements_of_that_depth_only_in_document_order() {
        check(LINES, &[cbc::ID], &["0", "4"]);
        check(LINES, &[cac::InvoiceLine, cbc::ID], &["1", "2", "3"]);
        check(LINES, &[cac::InvoiceLine, cac::Item, cbc::ID], &["x"]);
        check(LINES, &[cac::Item, cbc::ID], &[]);
    }

    #[test]
    fn a_path_from_a_line_stays_within_it() {
        let document = read(LINES);
        let line = document.first(document.root(), &[cac::InvoiceLine]).unwrap();
        let found: Vec<NodeId> = document.select(line, &[cac::Item, cbc::ID]).collect();
        assert_eq!(found.len(), 1);
        assert!(document.ends_with(found[0], &[cac::InvoiceLine, cac::Item, cbc::ID]));
        assert!(!document.ends_with(found[0], &[cac::Price, cbc::ID]));
    }

    #[test]
    fn elements_of_one_name_are_found_wherever_they_stand() {
        let document = read(LINES);
        let ids: Vec<_> = document.named(cbc::ID).map(|node| document.text(node)).collect();
        assert_eq!(ids, ["0", "1", "x", "2", "3", "4"]);
        assert_eq!(document.named(cbc::Note).count(), 0);
    }
}
