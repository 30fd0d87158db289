//! Documents with what the EN 16931 model leaves out of UBL, one element each, at a place where the schema allows it.
//!
//! The rows are those of `schemas/rules/en16931-paths.tsv`; place and value are found by trying.

use std::ops::Range;

use roxmltree::{Document, Node};
use validation::{Options, validate};

use super::changes::Changed;

const ROWS: &str = include_str!("../../../../schemas/rules/en16931-paths.tsv");
/// Something for each type of leaf.
const VALUES: &[&str] = &["1", "2026-11-02", "true", "08:00:00"];

/// A document for each row that can be reached from this one without breaking its structure.
pub fn inserted(text: &str) -> Vec<Changed> {
    let Ok(document) = Document::parse(text) else { return Vec::new() };
    let rows = ROWS.lines().filter_map(|line| line.split('\t').nth(3));
    let paths = rows.flat_map(|row| row.split(' ')).filter(|path| path.contains(':') && !path.contains("//"));
    paths.filter_map(|path| insert(document.root_element(), path, text)).collect()
}

fn insert(root: Node<'_, '_>, path: &str, text: &str) -> Option<Changed> {
    let steps: Vec<&str> = path.split('/').collect();
    let mut parent = root;
    let mut known = 0;
    while let Some(child) = steps.get(known).and_then(|step| child(parent, step)) {
        parent = child;
        known += 1;
    }
    let missing =
        steps.get(known..).filter(|missing| !missing.is_empty() && !missing.iter().any(|step| step.contains('@')))?;
    let places: Vec<Range<usize>> = parent.children().filter(Node::is_element).map(|node| node.range()).collect();
    let places = places.first().map(|first| first.start).into_iter().chain(places.iter().map(|place| place.end));
    places.flat_map(|place| VALUES.iter().map(move |value| (place, *value))).find_map(|(place, value)| {
        let currency = if missing.last()?.ends_with("Amount") { " currencyID=\"EUR\"" } else { "" };
        let mut element = value.to_owned();
        for (depth, step) in missing.iter().rev().enumerate() {
            element = format!("<{step}{}>{element}</{step}>", if depth == 0 { currency } else { "" });
        }
        let mut changed = text.to_owned();
        changed.insert_str(place, &element);
        let valid = validate(changed.as_bytes(), &Options::default()).xsd_valid;
        valid.then(|| Changed { what: format!("with {path}"), text: changed })
    })
}

fn child<'a, 'i>(parent: Node<'a, 'i>, step: &str) -> Option<Node<'a, 'i>> {
    let local = step.split(':').nth(1)?;
    parent.children().find(|node| node.is_element() && node.tag_name().name() == local)
}
