//! The structure tables in memory: `schemas/structure/*.tsv`, read once.

use std::sync::OnceLock;

use ubl::document::{KNOWN_NAMES, Name};

use super::datatype::{DATA_TYPES, DataType};

const ELEMENTS: &str = include_str!("../../../../schemas/structure/elements.tsv");
const SEQUENCES: &str = include_str!("../../../../schemas/structure/sequences.tsv");

/// What an element may hold.
#[derive(Clone, Copy)]
pub(super) enum Content {
    /// Elements in this order.
    Sequence(&'static [Member]),
    /// Text of a data type.
    Data(&'static DataType),
    /// One element of any other namespace.
    Foreign,
}

/// A place in a sequence.
pub(super) struct Member {
    pub(super) name: Name,
    pub(super) required: bool,
    pub(super) once: bool,
}

/// Content by element name; in UBL an element holds the same wherever it stands.
pub(super) struct Tables {
    contents: Vec<Option<Content>>,
}

impl Tables {
    pub(super) fn content(&self, name: Name) -> Option<Content> {
        self.contents.get(name.index()).copied().flatten()
    }
}

/// The tables; they live as long as the program.
pub(super) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(read)
}

fn read() -> Tables {
    let sequences = read_sequences();
    let mut contents = vec![None; KNOWN_NAMES];
    for (element, content) in rows(ELEMENTS).filter_map(|row| row.split_once('\t')) {
        let content = match content.strip_prefix('@') {
            Some(data_type) => DATA_TYPES.iter().find(|known| known.name == data_type).map(Content::Data),
            None if content == "*" => Some(Content::Foreign),
            None => sequences.iter().find(|(name, _)| *name == content).map(|(_, members)| Content::Sequence(members)),
        };
        if let Some(name) = Name::parse(element) {
            contents[name.index()] = content;
        }
    }
    Tables { contents }
}

fn read_sequences() -> Vec<(&'static str, &'static [Member])> {
    let mut sequences: Vec<(&'static str, Vec<Member>)> = Vec::new();
    for row in rows(SEQUENCES) {
        let mut fields = row.split('\t');
        let (Some(sequence), Some(element), Some(least), Some(most)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let Some(name) = Name::parse(element) else { continue };
        if sequences.last().is_none_or(|(last, _)| *last != sequence) {
            sequences.push((sequence, Vec::new()));
        }
        if let Some((_, members)) = sequences.last_mut() {
            members.push(Member { name, required: least != "0", once: most == "1" });
        }
    }
    sequences.into_iter().map(|(name, members)| (name, &*members.leak())).collect()
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|row| !row.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_understood() {
        for (element, content) in rows(ELEMENTS).filter_map(|row| row.split_once('\t')) {
            let name = Name::parse(element).expect(element);
            assert!(tables().content(name).is_some(), "{element} holds {content}, which is not known");
        }
        let members: usize = read_sequences().iter().map(|(_, members)| members.len()).sum();
        assert_eq!(members, rows(SEQUENCES).count());
    }

    #[test]
    fn sequences_repeat_at_most_or_once() {
        assert!(rows(SEQUENCES).all(|row| row.ends_with("\t0\t1") || row.ends_with("\t1\t1") || row.ends_with("\t*")));
    }
}
