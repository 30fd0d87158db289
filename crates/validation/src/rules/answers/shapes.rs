//! The shapes that the rules of the closed models repeat.

use ubl::document::{Name, NodeId, attr};

use crate::codes::CodeList;
use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::need::Checked;
use crate::rules::{fatal, need};
use crate::xpath::normalized;

/// Says why a model is closed.
const CLOSED: &str =
    "Programs read the elements of the model; what stands beside them would be lost without anyone noticing.";

/// The last rule of a group: whatever element reaches it is none of the group.
pub const fn closed(id: &'static str, summary: &'static str) -> Rule {
    fatal(id, &[], summary, CLOSED, |view, at, findings| {
        let parent = view.parent(at).map_or_else(String::new, |parent| view.written_name(view.name(parent)));
        findings.report(
            at,
            format!("{} in {parent} is not part of the model: leave it out", view.written_name(view.name(at))),
        );
        Ok(())
    })
}

/// The element has this child; the message names both.
pub fn child(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, name: Name) -> Checked {
    need::that(view.has(at, &[name]), at, findings, || missing(view, at, &view.written_name(name)))
}

/// The element has this attribute.
pub fn attribute(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, name: Name) -> Checked {
    let there = view.attribute(at, name).is_some();
    need::that(there, at, findings, || {
        format!("attribute {} is missing on {:?}", view.local_name(name), view.shown(at))
    })
}

/// The scheme of the identifier, if there is one, is a code of the list, letter for letter.
pub fn scheme_in(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, list: &CodeList, of: &str) -> Checked {
    if let Some(scheme) = view.attribute(at, attr::schemeID).filter(|scheme| !list.contains(scheme)) {
        findings.report_values(at, format!("scheme {scheme:?} is not {of}"), scheme, of);
    }
    Ok(())
}

/// The element's only text node, trimmed, is one of the codes. A comment inside the value is a fault.
pub fn code(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, codes: &[&str]) -> Checked {
    let code = own_code(view, at)?;
    if !codes.contains(&code.as_str()) {
        not_one_of(at, findings, &code, codes);
    }
    Ok(())
}

/// Reports a code that is none of these.
pub fn not_one_of(at: NodeId, findings: &mut Findings<'_>, code: &str, codes: &[&str]) {
    let expected = codes.join(" ");
    findings.report_values(at, format!("code {code:?} is none of {expected}"), code, expected);
}

/// The code an element states, as these rules read it: its only text node, trimmed.
pub fn own_code(view: &View<'_>, at: NodeId) -> Result<String, Fault> {
    Ok(normalized(view.only_text_node(at)?).into_owned())
}

/// The text of the element begins with this identifier, so that later minor versions pass.
pub fn begins_with(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, identifier: &str) -> Checked {
    let text = view.text(at);
    let text = normalized(&text);
    if !text.starts_with(identifier) {
        findings.report_values(
            at,
            format!("specification identifier {text:?} does not begin with {identifier}"),
            &*text,
            identifier,
        );
    }
    Ok(())
}

fn missing(view: &View<'_>, at: NodeId, what: &str) -> String {
    format!("{what} is missing in {}", view.written_name(view.name(at)))
}

/// The business term of the code of the whole answer.
pub const RESPONSE_CODE: &[Term] = &[Term::Named("response code")];
