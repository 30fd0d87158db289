//! Families of rules in table form: how often a path may occur in a document.
//!
//! The rows' paths make a trie. The engine's walk keeps the place of every element in it, so hundreds of rules cost one
//! look-up per element; only rows that are hit are looked at.

use std::collections::HashMap;
use std::sync::OnceLock;

use ubl::document::{Document, KNOWN_NAMES, Name, NodeId};

use crate::rule::{Fired, Rule, Severity};

/// Rows of one family, from a table in `schemas/rules`.
pub struct Table {
    /// Document elements the rows apply to; a finding is at the document element.
    roots: &'static [Name],
    source: &'static str,
    why: &'static str,
    rows: OnceLock<Vec<Row>>,
}

/// A rule that limits how often its paths occur, taken together.
pub(crate) struct Row {
    pub(crate) rule: &'static Rule,
    most: u32,
    paths: Vec<Path>,
}

/// A path as the table writes it: `cac:A/cbc:B/@c` from the document element, `//cac:A/cbc:B` from anywhere.
struct Path {
    anywhere: bool,
    steps: Vec<Name>,
    attribute: Option<Name>,
}

impl Table {
    /// A table from its text; `why` is said of every row.
    pub const fn new(roots: &'static [Name], source: &'static str, why: &'static str) -> Self {
        Self { roots, source, why, rows: OnceLock::new() }
    }

    pub(crate) fn rows(&self) -> &[Row] {
        self.rows.get_or_init(|| self.source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| self.read(line)).collect())
    }

    fn read(&self, line: &'static str) -> Option<Row> {
        let mut fields = line.split('\t');
        let (id, severity, most, written) = (fields.next()?, fields.next()?, fields.next()?.parse().ok()?, fields.next()?);
        let severity = if severity == "fatal" { Severity::Fatal } else { Severity::Warning };
        let shown = written.split(' ').next().unwrap_or(written).replace("cac:InvoiceLine/", "a line's ");
        let summary = if most == 0 { format!("There is no {shown}.") } else { format!("There is at most one {shown}.") };
        // Rules live as long as the program, as those written in code do.
        let rule = Rule { id, severity, terms: &[], summary: summary.leak(), why: self.why, check: |_, _, _| Ok(()) };
        let paths = written.split(' ').map(read_path).collect::<Option<_>>()?;
        Some(Row { rule: Box::leak(Box::new(rule)), most, paths })
    }
}

fn read_path(written: &str) -> Option<Path> {
    let (anywhere, written) = written.strip_prefix("//").map_or((false, written), |rest| (true, rest));
    let mut steps: Vec<Name> = written.split('/').map(Name::parse).collect::<Option<_>>()?;
    let last_is_attribute = written.rsplit('/').next()?.starts_with('@');
    let attribute = if last_is_attribute { steps.pop() } else { None };
    Some(Path { anywhere, steps, attribute })
}

/// Rows of several tables, prepared for one walk.
pub(crate) struct Trie {
    rows: Vec<(usize, &'static [Name], &'static Row)>,
    /// (place, name) to place; 0 is the document element.
    edges: HashMap<(u16, Name), u16>,
    /// Rows that end at a place.
    ends: Vec<Vec<usize>>,
    /// Rows that end at an attribute of a place.
    attribute_ends: Vec<Vec<(Name, usize)>>,
    /// By last name: rows from anywhere, with the names before it.
    anywhere: Vec<Vec<(&'static [Name], usize)>>,
    /// By attribute: rows from anywhere, with the names of the elements that carry it.
    anywhere_attributes: Vec<Vec<(&'static [Name], usize)>>,
}

/// No place: nothing below is in the trie.
const NOWHERE: u16 = u16::MAX;

impl Trie {
    /// Tables with the number of their layer.
    pub(crate) fn new(tables: impl Iterator<Item = (usize, &'static Table)>) -> Self {
        let mut trie = Self {
            rows: Vec::new(),
            edges: HashMap::new(),
            ends: vec![Vec::new()],
            attribute_ends: vec![Vec::new()],
            anywhere: vec![Vec::new(); KNOWN_NAMES],
            anywhere_attributes: vec![Vec::new(); KNOWN_NAMES],
        };
        for (layer, table) in tables {
            for row in table.rows() {
                trie.rows.push((layer, table.roots, row));
                for path in &row.paths {
                    trie.insert(path, trie.rows.len() - 1);
                }
            }
        }
        trie
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    fn insert(&mut self, path: &'static Path, row: usize) {
        match (path.anywhere, path.attribute, path.steps.split_last()) {
            (true, Some(attribute), _) => self.anywhere_attributes[attribute.index()].push((&path.steps, row)),
            (true, None, Some((last, _))) => self.anywhere[last.index()].push((&path.steps, row)),
            (true, None, None) => {}
            (false, attribute, _) => {
                let place = path.steps.iter().fold(0, |place, name| self.place(place, *name));
                match attribute {
                    Some(attribute) => self.attribute_ends[usize::from(place)].push((attribute, row)),
                    None => self.ends[usize::from(place)].push(row),
                }
            }
        }
    }

    fn place(&mut self, from: u16, name: Name) -> u16 {
        let next = u16::try_from(self.ends.len()).unwrap_or(NOWHERE);
        let place = *self.edges.entry((from, name)).or_insert(next);
        if place == next {
            self.ends.push(Vec::new());
            self.attribute_ends.push(Vec::new());
        }
        place
    }
}

/// Counting hits during a walk; elements must come in document order.
pub(crate) struct Tally<'t> {
    trie: &'t Trie,
    document: &'t Document,
    /// Place of every element met so far.
    places: Vec<u16>,
    /// Hits by row, with the first node hit.
    hits: HashMap<usize, (u32, NodeId)>,
}

impl<'t> Tally<'t> {
    pub(crate) fn new(trie: &'t Trie, document: &'t Document) -> Self {
        Self { trie, document, places: Vec::with_capacity(document.len()), hits: HashMap::new() }
    }

    pub(crate) fn element(&mut self, node: NodeId) {
        let name = self.document.name(node);
        let place = match self.document.parent(node) {
            None => 0,
            Some(parent) => match self.places[parent.index()] {
                NOWHERE => NOWHERE,
                from => self.trie.edges.get(&(from, name)).copied().unwrap_or(NOWHERE),
            },
        };
        self.places.push(place);
        let trie = self.trie;
        if place != NOWHERE {
            trie.ends[usize::from(place)].iter().for_each(|row| self.hit(*row, node));
        }
        if let Some(rows) = trie.anywhere.get(name.index()) {
            self.hit_where(rows, node);
        }
        self.attributes(node, place);
    }

    fn attributes(&mut self, node: NodeId, place: u16) {
        let (trie, document) = (self.trie, self.document);
        for (attribute, _) in document.attributes(node) {
            if place != NOWHERE {
                let here = trie.attribute_ends[usize::from(place)].iter().filter(|(name, _)| *name == attribute);
                here.for_each(|(_, row)| self.hit(*row, node));
            }
            if let Some(rows) = trie.anywhere_attributes.get(attribute.index()) {
                self.hit_where(rows, node);
            }
        }
    }

    fn hit_where(&mut self, rows: &[(&'static [Name], usize)], node: NodeId) {
        for (steps, row) in rows {
            if self.document.ends_with(node, steps) {
                self.hit(*row, node);
            }
        }
    }

    fn hit(&mut self, row: usize, node: NodeId) {
        self.hits.entry(row).or_insert((0, node)).0 += 1;
    }

    /// Findings of the rows that were hit too often, in the order of the tables.
    pub(crate) fn finish(self, fired: &mut Vec<Fired>) {
        let root = self.document.root();
        let mut hits: Vec<_> = self.hits.into_iter().collect();
        hits.sort_unstable_by_key(|(row, _)| *row);
        for (row, (count, first)) in hits {
            let (layer, roots, Row { rule, most, .. }) = self.trie.rows[row];
            if count > *most && roots.contains(&self.document.name(root)) {
                let path = self.document.path(first);
                let (line, _) = self.document.position(first);
                let message = format!("{count} times {path} (line {line}); at most {most} allowed");
                fired.push(Fired {
                    layer,
                    rule: rule.id,
                    severity: rule.severity,
                    terms: rule.terms,
                    at: root,
                    message,
                    found: Some(path),
                    expected: None,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::en16931::syntax::PATHS;

    #[test]
    fn every_row_of_the_table_is_understood() {
        let lines = include_str!("../../../schemas/rules/en16931-paths.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(PATHS.rows().len(), lines.count());
    }
}
