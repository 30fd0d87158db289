//! What Invoice Response (T111) and Message Level Response (T71) have in common: Peppol post-award, BIS release 3.0.17.
//!
//! Both are UBL application responses, and their rules come in the same parts: no empty element, formats of identifiers
//! and dates, a closed model, business rules. The closed model is a pattern read as a table: per group of the model the
//! elements that may stand in it, with their rules, and last a context for whatever else stands there.

pub mod codes;
pub mod common;
pub mod document;
pub mod parties;
pub mod shapes;

use ubl::document::{Name, NodeId, root};

use crate::rule::{Fault, View};

/// Whether the element is the document element of an application response.
pub fn is_document(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(stands_at(view, at, &[]))
}

/// Whether the element is a child of the group at this path, counted from the document element.
pub fn is_in(view: &View<'_>, at: NodeId, group: &[Name]) -> Result<bool, Fault> {
    Ok(view.parent(at).is_some_and(|parent| stands_at(view, parent, group)))
}

/// Whether the path from the document element to this one is exactly that: the same group elsewhere is none of the model.
fn stands_at(view: &View<'_>, at: NodeId, path: &[Name]) -> bool {
    let mut here = at;
    for name in path.iter().rev() {
        let Some(parent) = view.parent(here).filter(|_| view.name(here) == *name) else {
            return false;
        };
        here = parent;
    }
    here == view.root() && view.name(here) == root::ApplicationResponse
}
