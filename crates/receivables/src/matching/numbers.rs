//! Document numbers in free text, with a boundary on both sides of the number as it was issued.
//!
//! Source: receivables.md section 3.6 step 5. Blanks, `-`, `/` and `.` do not count when characters are compared, and
//! do count as a boundary. A text may be cut in the middle of a number where the file folds its lines.

use std::collections::HashMap;

use crate::bank::{Border, FreeText};

/// Stands for the border between two pieces of a text that belong together.
const CUT: char = '\u{1f}';
/// Numbers shorter than this are found in any text, so they are not looked for.
const LENGTH_MIN: usize = 3;
/// Words that are often tied to a number by a hyphen without being part of it.
const PREFIX_WORDS: &[&str] = &[
    "F",
    "FA",
    "FACT",
    "FACTUUR",
    "FACTUREN",
    "FACTUURNR",
    "FACTURE",
    "INV",
    "INVOICE",
    "NR",
    "NO",
    "REF",
    "RECHNUNG",
];

/// All numbers, to be found in a text of any length without trying each of them.
#[derive(Debug, Clone, Default)]
pub(super) struct NumberIndex {
    by_compact: HashMap<Box<[u8]>, Vec<usize>>,
    /// The distinct lengths, longest first.
    lengths: Vec<usize>,
}

/// How well a number in the text is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bounds {
    /// On both sides.
    Exact,
    /// On one side only: the text holds something longer.
    Longer,
}

/// A number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// Index of the item.
    pub item: usize,
    /// How well it is bounded.
    pub bounds: Bounds,
    /// Whether it crosses the border between two pieces.
    pub crosses_border: bool,
    from: usize,
    until: usize,
}

/// The form in which numbers are compared: letters and digits in upper case, anything else that is a letter as 0.
fn comparable(letter: char) -> Option<u8> {
    match letter {
        ' ' | '-' | '/' | '.' | CUT => None,
        _ => Some(u8::try_from(letter.to_ascii_uppercase()).unwrap_or(0)),
    }
}

impl NumberIndex {
    pub fn insert(&mut self, number: &str, item: usize) {
        let compact: Vec<u8> = number.chars().filter_map(comparable).collect();
        if compact.len() < LENGTH_MIN || compact.contains(&0) {
            return;
        }
        if let Err(place) = self.lengths.binary_search_by(|length| compact.len().cmp(length)) {
            self.lengths.insert(place, compact.len());
        }
        self.by_compact.entry(compact.into()).or_default().push(item);
    }

    /// The numbers in a text; a number inside a longer one that is bounded too does not count.
    pub fn find(&self, text: &FreeText) -> Vec<Hit> {
        let between = match text.border {
            Border::Separate => ' ',
            Border::Fold | Border::Record => CUT,
        };
        let raw: Vec<char> = text.pieces.join(&between.to_string()).chars().collect();
        let places: Vec<usize> = (0..raw.len()).filter(|place| comparable(raw[*place]).is_some()).collect();
        let letters: Vec<u8> = places.iter().filter_map(|place| comparable(raw[*place])).collect();
        let mut hits = Vec::new();
        for start in 0..letters.len() {
            for length in &self.lengths {
                let Some(items) = letters.get(start..start + length).and_then(|part| self.by_compact.get(part)) else {
                    continue;
                };
                let (from, until) = (places[start], places[start + length - 1] + 1);
                if let Some(bounds) = bounds(&raw, from, until) {
                    let crosses_border = raw[from..until].contains(&CUT);
                    hits.extend(items.iter().map(|item| Hit { item: *item, bounds, crosses_border, from, until }));
                }
            }
        }
        strongest(&hits)
    }
}

/// Drops hits inside longer exact ones, and keeps the best hit of each item.
fn strongest(hits: &[Hit]) -> Vec<Hit> {
    let inside = |hit: &Hit, other: &Hit| {
        other.bounds == Bounds::Exact
            && other.from <= hit.from
            && hit.until <= other.until
            && (other.until - other.from) > (hit.until - hit.from)
    };
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits.iter().filter(|hit| !hits.iter().any(|other| inside(hit, other))) {
        match kept.iter_mut().find(|known| known.item == hit.item) {
            Some(known) if known.bounds == Bounds::Longer && hit.bounds == Bounds::Exact => *known = hit.clone(),
            Some(_) => {}
            None => kept.push(hit.clone()),
        }
    }
    kept
}

fn bounds(raw: &[char], from: usize, until: usize) -> Option<Bounds> {
    match (bounded_before(raw, from), bounded_after(raw, until)) {
        (true, true) => Some(Bounds::Exact),
        (true, false) | (false, true) => Some(Bounds::Longer),
        (false, false) => None,
    }
}

fn bounded_before(raw: &[char], from: usize) -> bool {
    let Some(before) = from.checked_sub(1).map(|place| raw[place]) else { return true };
    let earlier = &raw[..from - 1];
    match before {
        // A blank may be lost at the cut, or the number may go on: only a digit makes the second likely.
        CUT => !earlier.last().is_some_and(char::is_ascii_digit),
        '-' => {
            let word: Vec<char> = earlier.iter().rev().take_while(|letter| letter.is_alphanumeric()).copied().collect();
            let word: String = word.into_iter().rev().map(|letter| letter.to_ascii_uppercase()).collect();
            word.is_empty() || PREFIX_WORDS.contains(&word.as_str())
        }
        other => !other.is_alphanumeric(),
    }
}

fn bounded_after(raw: &[char], until: usize) -> bool {
    let Some(after) = raw.get(until).copied() else { return true };
    let next = raw.get(until + 1);
    match after {
        CUT | '-' => !next.is_some_and(char::is_ascii_digit),
        other => !other.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(numbers: &[&str], pieces: &[&str], border: Border, expected: &[(&str, Bounds, bool)]) {
        let mut index = NumberIndex::default();
        for (item, number) in numbers.iter().enumerate() {
            index.insert(number, item);
        }
        let text = FreeText { pieces: pieces.iter().map(|piece| (*piece).to_owned()).collect(), border };
        let found: Vec<_> =
            index.find(&text).iter().map(|hit| (numbers[hit.item], hit.bounds, hit.crosses_border)).collect();
        assert_eq!(found, expected, "{pieces:?}");
    }

    #[test]
    fn separators_do_not_count_when_numbers_are_compared() {
        for text in ["factuur 2026-0110", "rest 2026 0110", "nr.20260110", "2026/0110, dank", "F-2026-0110"] {
            check(&["2026-0110"], &[text], Border::Separate, &[("2026-0110", Bounds::Exact, false)]);
        }
    }

    #[test]
    fn a_list_of_numbers_is_found_whole() {
        let both = [("2026-0103", Bounds::Exact, false), ("2026-0104", Bounds::Exact, false)];
        check(&["2026-0103", "2026-0104"], &["2026-0103/2026-0104"], Border::Separate, &both);
    }

    #[test]
    fn a_longer_number_is_told_apart() {
        for text in ["order 2026-01051", "RF4720260105", "2026-0105-7", "X-2026-0105"] {
            check(&["2026-0105"], &[text], Border::Separate, &[("2026-0105", Bounds::Longer, false)]);
        }
        check(&["2026-0105"], &["12026-01051"], Border::Separate, &[]);
    }

    #[test]
    fn the_number_of_a_credit_note_hides_the_invoice_number_inside_it() {
        let numbers = ["2026-0003", "CN-2026-0003"];
        check(&numbers, &["minus CN-2026-0003"], Border::Separate, &[("CN-2026-0003", Bounds::Exact, false)]);
    }

    #[test]
    fn a_number_may_cross_a_fold_and_a_digit_after_the_fold_makes_it_longer() {
        check(&["2026-0106"], &["factuur 2026", "-0106"], Border::Fold, &[("2026-0106", Bounds::Exact, true)]);
        check(&["2026-0106"], &["factuur 2026-0106", "en"], Border::Fold, &[("2026-0106", Bounds::Exact, false)]);
        check(&["2026-0106"], &["factuur 2026-0106", "7"], Border::Fold, &[("2026-0106", Bounds::Longer, false)]);
    }
}
