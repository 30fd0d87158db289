//! Walking a document: children, children by name, and short paths as XPath steps.

use super::{Document, Name, NodeId, Text};

impl Document {
    /// Element children in document order.
    pub fn children(&self, node: NodeId) -> Children<'_> {
        Children {
            document: self,
            next: node.0 + 1,
            end: self.elements[node.index()].end,
        }
    }

    /// The first child with this name.
    pub fn child(&self, node: NodeId, name: Name) -> Option<NodeId> {
        self.children(node).find(|child| self.name(*child) == name)
    }

    /// All children with this name, in document order.
    pub fn children_named(&self, node: NodeId, name: Name) -> impl Iterator<Item = NodeId> + '_ {
        self.children(node)
            .filter(move |child| self.name(*child) == name)
    }

    /// The elements a relative path leads to, in document order: `select(invoice, &[cac::TaxTotal, cbc::TaxAmount])`.
    pub fn select<'d, 'p>(&'d self, node: NodeId, path: &'p [Name]) -> Select<'d, 'p> {
        Select::new(self, node, path)
    }

    /// The first element a relative path leads to.
    pub fn first(&self, node: NodeId, path: &[Name]) -> Option<NodeId> {
        self.select(node, path).next()
    }

    /// All elements below, in document order.
    pub fn descendants(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (node.0 + 1..self.elements[node.index()].end).map(NodeId)
    }

    /// The element's own text nodes; a comment or processing instruction inside a value makes two of one.
    pub fn texts(&self, node: NodeId) -> Texts<'_> {
        Texts {
            document: self,
            parent: node,
            inner: self.texts_below(node).iter(),
        }
    }

    /// Whether the element's parent, grandparent and so on have these names, nearest last: `[cac::Party, cbc::ID]`.
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

    fn next(&mut self) -> Option<&'d str> {
        let text = self
            .inner
            .by_ref()
            .find(|text| text.parent == self.parent)?;
        Some(self.document.resolve(text.value))
    }
}

/// Longer paths than this do not occur in UBL rules.
const STEPS_MAX: usize = 12;

/// See [`Document::select`].
pub struct Select<'d, 'p> {
    document: &'d Document,
    path: &'p [Name],
    /// Per step: where to look next, and where the parent's subtree ends.
    open: [(u32, u32); STEPS_MAX],
    depth: usize,
    done: bool,
}

impl<'d, 'p> Select<'d, 'p> {
    fn new(document: &'d Document, node: NodeId, path: &'p [Name]) -> Self {
        debug_assert!(
            !path.is_empty() && path.len() <= STEPS_MAX,
            "a path has 1 to {STEPS_MAX} steps"
        );
        let mut open = [(0, 0); STEPS_MAX];
        open[0] = (node.0 + 1, document.elements[node.index()].end);
        let done = path.is_empty() || path.len() > STEPS_MAX;
        Self {
            document,
            path,
            open,
            depth: 0,
            done,
        }
    }
}

impl Iterator for Select<'_, '_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.done {
            return None;
        }
        loop {
            let (next, end) = self.open[self.depth];
            if next >= end {
                if self.depth == 0 {
                    self.done = true;
                    return None;
                }
                self.depth -= 1;
                continue;
            }
            let element = &self.document.elements[next as usize];
            self.open[self.depth].0 = element.end;
            if element.name != self.path[self.depth] {
                continue;
            }
            if self.depth + 1 == self.path.len() {
                return Some(NodeId(next));
            }
            self.depth += 1;
            self.open[self.depth] = (next + 1, element.end);
        }
    }
}
