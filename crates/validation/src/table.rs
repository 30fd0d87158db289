//! Families of rules in table form: how often a path may occur in a document.
//!
//! The rows' paths make a trie. The engine's walk keeps the place of every element in it, so hundreds of rules cost one
//! look-up per element; only rows that are hit are looked at.

use std::sync::OnceLock;

use ubl::document::{Document, KNOWN_NAMES, Name, NodeId};

use crate::rule::{Fired, Rule, Severity};

/// Rows of one family, from a table in `schemas/rules`.
pub struct Table {
    /// Document elements the rows apply to; a finding is at the document element.
    roots: &'static [Name],
    source: &'static str,
    why: &'static str,
    /// Ids of the source that this table does not have.
    left_out: &'static [&'static str],
    rows: OnceLock<Vec<Row>>,
}

/// A rule that limits how often its paths occur, taken together.
pub(crate) struct Row {
    pub(crate) rule: &'static Rule,
    most: usize,
    paths: Vec<Path>,
}

/// A path as the table writes it: `cac:A/cbc:B/@c` from the document element, `//cac:A/cbc:B` from anywhere,
/// `//@c~cbc:B` an attribute anywhere but on that element.
struct Path {
    anywhere: bool,
    steps: Vec<Name>,
    attribute: Option<Name>,
    except: Option<Name>,
}

impl Table {
    /// A table from its text; `why` is said of every row.
    pub const fn new(roots: &'static [Name], source: &'static str, why: &'static str) -> Self {
        Self { roots, source, why, left_out: &[], rows: OnceLock::new() }
    }

    /// The table without the rows of some rules.
    #[must_use]
    pub const fn without(mut self, left_out: &'static [&'static str]) -> Self {
        self.left_out = left_out;
        self
    }

    pub(crate) fn rows(&self) -> &[Row] {
        self.rows.get_or_init(|| {
            self.source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| self.read(line)).collect()
        })
    }

    fn read(&self, line: &'static str) -> Option<Row> {
        let mut fields = line.split('\t');
        let (id, severity, most, written) =
            (fields.next()?, fields.next()?, fields.next()?.parse().ok()?, fields.next()?);
        if self.left_out.contains(&id) {
            return None;
        }
        let severity = if severity == "fatal" { Severity::Fatal } else { Severity::Warning };
        let path = written.split(' ').next().unwrap_or(written);
        let (shown, place) = path.strip_prefix("cac:InvoiceLine/").map_or((path, ""), |rest| (rest, " in a line"));
        let count = if most == 0 { "no" } else { "at most one" };
        let summary = format!("There is {count} {shown}{place}.");
        // Rules live as long as the program, as those written in code do.
        let rule = Rule { id, severity, terms: &[], summary: summary.leak(), why: self.why, check: |_, _, _| Ok(()) };
        let paths = written.split(' ').map(read_path).collect::<Option<_>>()?;
        Some(Row { rule: Box::leak(Box::new(rule)), most, paths })
    }
}

fn read_path(written: &str) -> Option<Path> {
    let (written, except) = match written.split_once('~') {
        Some((written, element)) => (written, Some(Name::parse(element)?)),
        None => (written, None),
    };
    let (anywhere, written) = written.strip_prefix("//").map_or((false, written), |rest| (true, rest));
    let mut steps: Vec<Name> = written.split('/').map(Name::parse).collect::<Option<_>>()?;
    let last_is_attribute = written.rsplit('/').next()?.starts_with('@');
    let attribute = if last_is_attribute { steps.pop() } else { None };
    Some(Path { anywhere, steps, attribute, except })
}

/// Rows of several tables, prepared for one walk.
pub(crate) struct Trie {
    rows: Vec<(usize, &'static [Name], &'static Row)>,
    edges: Edges,
    places: Vec<Place>,
    /// By last name: rows from anywhere, with the names before it.
    anywhere: Vec<Vec<Suffix>>,
    /// By attribute: rows from anywhere, with the names of the elements that carry it.
    anywhere_attributes: Vec<Vec<Suffix>>,
}

/// What ends at a place of the trie; the document element is place 0.
#[derive(Default)]
struct Place {
    rows: Vec<usize>,
    attributes: Vec<(Name, usize)>,
}

#[derive(Clone, Copy)]
struct Suffix {
    path: &'static Path,
    row: usize,
}

/// No place: nothing below is in the trie.
const NOWHERE: u16 = u16::MAX;

impl Trie {
    /// Tables with the number of their layer.
    pub(crate) fn new(tables: impl Iterator<Item = (usize, &'static Table)>) -> Self {
        let rows: Vec<_> =
            tables.flat_map(|(layer, table)| table.rows().iter().map(move |row| (layer, table.roots, row))).collect();
        let steps = rows.iter().flat_map(|(.., row)| &row.paths).map(|path| path.steps.len()).sum();
        let mut trie = Self {
            rows,
            edges: Edges::for_count(steps),
            places: vec![Place::default()],
            anywhere: vec![Vec::new(); KNOWN_NAMES],
            anywhere_attributes: vec![Vec::new(); KNOWN_NAMES],
        };
        for row in 0..trie.rows.len() {
            for path in &trie.rows[row].2.paths {
                trie.insert(path, row);
            }
        }
        trie
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    fn insert(&mut self, path: &'static Path, row: usize) {
        match (path.anywhere, path.attribute, path.steps.last()) {
            (true, Some(attribute), _) => self.anywhere_attributes[attribute.index()].push(Suffix { path, row }),
            (true, None, Some(last)) => self.anywhere[last.index()].push(Suffix { path, row }),
            (true, None, None) => {}
            (false, attribute, _) => {
                let place = path.steps.iter().fold(0, |place, name| self.place(place, *name));
                let place = &mut self.places[usize::from(place)];
                match attribute {
                    Some(attribute) => place.attributes.push((attribute, row)),
                    None => place.rows.push(row),
                }
            }
        }
    }

    fn place(&mut self, from: u16, name: Name) -> u16 {
        if let Some(place) = self.edges.find(from, name) {
            return place;
        }
        let place = u16::try_from(self.places.len()).unwrap_or(NOWHERE);
        self.edges.insert(from, name, place);
        self.places.push(Place::default());
        place
    }
}

/// (place, name) to place, by open addressing: one probe is nearly always enough.
struct Edges {
    slots: Vec<Edge>,
}

#[derive(Clone, Copy)]
struct Edge {
    from: u16,
    name: u16,
    to: u16,
}

impl Edges {
    fn for_count(count: usize) -> Self {
        let empty = Edge { from: NOWHERE, name: 0, to: NOWHERE };
        Self { slots: vec![empty; (count * 2).next_power_of_two().max(16)] }
    }

    fn find(&self, from: u16, name: Name) -> Option<u16> {
        let name = u16::try_from(name.index()).ok()?;
        let mut slot = self.slot(from, name);
        loop {
            let edge = self.slots[slot];
            if edge.from == NOWHERE {
                return None;
            }
            if edge.from == from && edge.name == name {
                return Some(edge.to);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    fn insert(&mut self, from: u16, name: Name, to: u16) {
        let Ok(name) = u16::try_from(name.index()) else { return };
        let mut slot = self.slot(from, name);
        while self.slots[slot].from != NOWHERE {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = Edge { from, name, to };
    }

    fn slot(&self, from: u16, name: u16) -> usize {
        let key = (u32::from(from) << 16 | u32::from(name)).wrapping_mul(0x9E37_79B1);
        (key >> 12) as usize & (self.slots.len() - 1)
    }
}

/// Counting hits during a walk; elements must come in document order.
pub(crate) struct Tally<'t> {
    trie: &'t Trie,
    document: &'t Document,
    /// Place of every element met so far.
    places: Vec<u16>,
    /// Rows hit, with the node, as they come: few, because documents mostly keep to the model.
    hits: Vec<(usize, NodeId)>,
}

impl<'t> Tally<'t> {
    pub(crate) fn new(trie: &'t Trie, document: &'t Document) -> Self {
        Self { trie, document, places: Vec::with_capacity(document.len()), hits: Vec::new() }
    }

    pub(crate) fn element(&mut self, node: NodeId, name: Name) {
        let trie = self.trie;
        let place = match self.document.parent(node) {
            None => 0,
            Some(parent) => match self.places[parent.index()] {
                NOWHERE => NOWHERE,
                from => trie.edges.find(from, name).unwrap_or(NOWHERE),
            },
        };
        self.places.push(place);
        let place = trie.places.get(usize::from(place));
        if let Some(place) = place {
            self.hits.extend(place.rows.iter().map(|row| (*row, node)));
        }
        if let Some(suffixes) = trie.anywhere.get(name.index()) {
            self.hit_where(suffixes, node, name);
        }
        for (attribute, _) in self.document.attributes(node) {
            let here = place.into_iter().flat_map(|place| &place.attributes).filter(|(name, _)| *name == attribute);
            self.hits.extend(here.map(|(_, row)| (*row, node)));
            if let Some(suffixes) = trie.anywhere_attributes.get(attribute.index()) {
                self.hit_where(suffixes, node, name);
            }
        }
    }

    fn hit_where(&mut self, suffixes: &[Suffix], node: NodeId, name: Name) {
        for Suffix { path, row } in suffixes {
            if path.except != Some(name) && self.document.ends_with(node, &path.steps) {
                self.hits.push((*row, node));
            }
        }
    }

    /// Findings of the rows that were hit too often, in the order of the tables.
    pub(crate) fn finish(mut self, fired: &mut Vec<Fired>) {
        let root = self.document.name(self.document.root());
        self.hits.sort_by_key(|(row, _)| *row);
        for hits in self.hits.chunk_by(|one, other| one.0 == other.0) {
            let (layer, roots, Row { rule, most, .. }) = self.trie.rows[hits[0].0];
            if hits.len() > *most && roots.contains(&root) {
                fired.push(self.finding(layer, rule, *most, hits));
            }
        }
    }

    fn finding(&self, layer: usize, rule: &'static Rule, most: usize, hits: &[(usize, NodeId)]) -> Fired {
        let (_, first) = hits[0];
        let path = self.document.path(first);
        let (line, _) = self.document.position(first);
        let limit = if most == 0 { "not allowed".to_owned() } else { format!("more than {most}") };
        Fired {
            layer,
            rule: rule.id,
            severity: rule.severity,
            terms: rule.terms,
            at: self.document.root(),
            message: format!("{limit}: {} in all, the first is {path} (line {line})", hits.len()),
            found: Some(path),
            expected: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::en16931::syntax::PATHS;

    #[test]
    fn every_row_of_the_table_is_understood() {
        let lines =
            include_str!("../../../schemas/rules/en16931-paths.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(PATHS.rows().len(), lines.count());
    }
}
