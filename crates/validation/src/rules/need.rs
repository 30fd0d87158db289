//! The shapes of the existence rules: an element, a text or an attribute that must be there.

use ubl::document::{Name, NodeId};

use crate::rule::{Fault, Findings, View};
use crate::xpath::is_blank;

/// What a check returns; `Err` voids the layer.
pub type Checked = Result<(), Fault>;

/// At the end of the path stands more than white space. Two elements there are a fault: the published test takes one.
pub fn text(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, path: &[Name], what: &str) -> Checked {
    match view.only(at, path)? {
        None => findings.report(at, format!("{what} is missing")),
        Some(node) if is_blank(&view.text(node)) => findings.report(at, format!("{what} is there but blank")),
        Some(_) => {}
    }
    Ok(())
}

/// The path leads to an element, whatever is in it.
pub fn element(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, path: &[Name], what: &str) -> Checked {
    that(view.has(at, path), at, findings, || format!("{what} is missing"))
}

/// One of two children is there.
pub fn either(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, names: [Name; 2], what: &str) -> Checked {
    let there = names.into_iter().any(|name| view.has(at, &[name]));
    that(there, at, findings, || format!("{what} is missing"))
}

/// The element itself has the attribute.
pub fn attribute(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, name: Name, what: &str) -> Checked {
    let there = view.attribute(at, name).is_some();
    that(there, at, findings, || format!("{what} is missing on {:?}", view.shown(at)))
}

/// A condition; the message is only written where it does not hold.
pub fn that(holds: bool, at: NodeId, findings: &mut Findings<'_>, message: impl FnOnce() -> String) -> Checked {
    if !holds {
        findings.report(at, message());
    }
    Ok(())
}
