//! The layer `reminder-ehf`: what a reminder may hold, and the formats of its identifiers and dates.
//!
//! All rules with a path begin at Invoice, so a credit note with the reminder's identifiers passes here.

use ubl::document::{Namespace, NodeId};

use super::{model, peppol};
use crate::edition::Change::{self, Named, Without};
use crate::edition::edition;
use crate::rule::{Context, Pattern, Rule, View};
use crate::rules::answers::common::FORMATS;
use crate::rules::{fatal, need};

/// The patterns in official order, built when the set is first used.
pub fn patterns() -> &'static [Pattern] {
    let formats = edition(edition(&[FORMATS], peppol::CHANGES), FORMAT_CHANGES);
    let patterns = [&[EMPTY_ELEMENTS, model::pattern()], formats].concat();
    patterns.leak()
}

/// The formats are those of the other layer, with the Norwegian rule under another id and without the Danish one.
const FORMAT_CHANGES: &[Change] = &[Named("PEPPOL-COMMON-R041", "EHF-COMMON-R003"), Without("PEPPOL-COMMON-R042")];

const EMPTY_ELEMENTS: Pattern = &[
    Context { names: &[], matches: |view, at| Ok(is_in(view, at, Namespace::Cbc)), rules: &[&R001] },
    Context { names: &[], matches: |view, at| Ok(is_in(view, at, Namespace::Cac)), rules: &[&R002] },
];

fn is_in(view: &View<'_>, at: NodeId, namespace: Namespace) -> bool {
    view.namespace(view.name(at)) == namespace
}

static R001: Rule = fatal(
    "EHF-COMMON-R001",
    &[],
    "No element with a value is empty.",
    "An empty element says nothing. A blank passes here; the layer before does not let it pass.",
    |view, at, findings| {
        need::that(!view.text(at).is_empty(), at, findings, || format!("{} is empty", view.written_name(view.name(at))))
    },
);

static R002: Rule = fatal(
    "EHF-COMMON-R002",
    &[],
    "No group is without elements.",
    "An empty group says nothing, and programs disagree whether it is there.",
    |view, at, findings| {
        need::that(view.has_children(at), at, findings, || format!("{} is empty", view.written_name(view.name(at))))
    },
);
