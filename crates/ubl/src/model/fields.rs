//! Reads the fields of one JSON object and notes every fault with its JSON Pointer, instead of stopping at the first.
//!
//! A field that was asked for is known; what is left over at the end is unknown and refused.

use std::cell::RefCell;
use std::fmt::Display;
use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::ModelError;
use super::tree::Node;

/// Digits before the point of any decimal.
pub const INTEGER_DIGITS_MAX: usize = 12;
/// Digits after the point of any decimal: a product of two then still fits exactly.
pub const FRACTION_DIGITS_MAX: usize = 8;
/// Faults reported for one model; the rest would only repeat.
pub const ERRORS_MAX: usize = 100;

/// The faults found so far.
#[derive(Default)]
pub struct Faults(RefCell<Vec<ModelError>>);

/// The fields of one object.
pub struct Fields<'a> {
    entries: &'a [(String, Node)],
    pointer: String,
    known: RefCell<Vec<&'static str>>,
    faults: &'a Faults,
}

impl Faults {
    /// Notes a fault.
    pub fn note(&self, pointer: impl Into<String>, message: impl Into<String>) {
        let mut faults = self.0.borrow_mut();
        if faults.len() < ERRORS_MAX {
            faults.push(ModelError::new(pointer, message));
        }
    }

    /// All of them.
    pub fn into_inner(self) -> Vec<ModelError> {
        self.0.into_inner()
    }
}

impl<'a> Fields<'a> {
    /// The fields of an object; anything else is a fault.
    pub fn of(node: &'a Node, pointer: String, faults: &'a Faults) -> Option<Self> {
        if let Node::Object(entries) = node {
            return Some(Self { entries, pointer, known: RefCell::default(), faults });
        }
        faults.note(pointer, format!("is {}; an object is needed", node.kind()));
        None
    }

    /// A text that may be absent.
    pub fn text(&self, name: &'static str) -> Option<String> {
        let text = self.raw_text(name, "a string")?;
        match text_fault(text) {
            Some(fault) => self.fault(name, fault),
            None => Some(text.replace("\r\n", "\n")),
        }
    }

    /// A text that must be there.
    pub fn required_text(&self, name: &'static str) -> String {
        self.demand(name);
        self.text(name).unwrap_or_default()
    }

    /// A one-line code or identifier without blanks around it.
    pub fn code(&self, name: &'static str) -> Option<String> {
        let text = self.text(name)?;
        if text.trim() != text || text.contains(['\n', '\t']) {
            return self.fault(name, format!("is {text:?}; remove the blanks and line breaks around or within it"));
        }
        Some(text)
    }

    /// A code that must be there.
    pub fn required_code(&self, name: &'static str) -> String {
        self.demand(name);
        self.code(name).unwrap_or_default()
    }

    /// A value with a parser of its own.
    pub fn parsed<T: FromStr<Err: Display>>(&self, name: &'static str) -> Option<T> {
        let text = self.code(name)?;
        text.parse().map_or_else(|error: T::Err| self.fault(name, error.to_string()), Some)
    }

    /// One of a closed set of words.
    pub fn one_of<T: Copy>(&self, name: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.code(name)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let list: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        self.fault(name, format!("is {text:?}; one of {} is needed", list.join(", ")))
    }

    /// A decimal that may be absent.
    pub fn decimal(&self, name: &'static str) -> Option<Decimal> {
        let text = self.raw_text(name, "a decimal in a string, for instance \"75.00\",")?;
        read_decimal(text).map_or_else(|fault| self.fault(name, fault), Some)
    }

    /// A decimal that must be there.
    pub fn required_decimal(&self, name: &'static str) -> Decimal {
        self.demand(name);
        self.decimal(name).unwrap_or_default()
    }

    /// A date that may be absent.
    pub fn date(&self, name: &'static str) -> Option<NaiveDate> {
        let text = self.raw_text(name, "a date YYYY-MM-DD")?;
        read_date(text).map_or_else(|| self.fault(name, format!("is {text:?}; a date YYYY-MM-DD is needed")), Some)
    }

    /// A date that must be there.
    pub fn required_date(&self, name: &'static str) -> NaiveDate {
        self.demand(name);
        self.date(name).unwrap_or_default()
    }

    /// An object that may be absent.
    pub fn object<T>(&self, name: &'static str, read: impl Fn(&Fields<'_>) -> T) -> Option<T> {
        let node = self.find(name)?;
        let fields = Fields::of(node, self.place(name), self.faults)?;
        Some(fields.read(read))
    }

    /// A list of objects; absent is empty.
    pub fn list<T>(&self, name: &'static str, read: impl Fn(&Fields<'_>) -> T) -> Vec<T> {
        self.items(name, |node, pointer| Fields::of(node, pointer, self.faults).map(|fields| fields.read(&read)))
    }

    /// A list of texts with a parser of their own; absent is empty.
    pub fn parsed_list<T: FromStr<Err: Display>>(&self, name: &'static str) -> Vec<T> {
        self.items(name, |node, pointer| {
            let Node::Text(text) = node else {
                self.faults.note(pointer, format!("is {}; a string is needed", node.kind()));
                return None;
            };
            let fault = text_fault(text).map(str::to_owned);
            let parsed = fault.map_or_else(|| text.parse::<T>().map_err(|error| error.to_string()), Err);
            parsed.map_err(|fault| self.faults.note(pointer, fault)).ok()
        })
    }

    /// Notes that a field must be there when it is not.
    pub fn demand(&self, name: &'static str) {
        if self.find(name).is_none() {
            self.faults.note(self.place(name), "is missing");
        }
    }

    /// Reads the object and refuses what was not asked for.
    pub fn read<T>(self, read: impl Fn(&Fields<'_>) -> T) -> T {
        let value = read(&self);
        self.finish();
        value
    }

    fn items<T>(&self, name: &'static str, read: impl Fn(&'a Node, String) -> Option<T>) -> Vec<T> {
        let Some(node) = self.find(name) else {
            return Vec::new();
        };
        let Node::List(items) = node else {
            self.faults.note(self.place(name), format!("is {}; a list is needed", node.kind()));
            return Vec::new();
        };
        items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| read(item, format!("{}/{index}", self.place(name))))
            .collect()
    }

    fn finish(self) {
        let known = self.known.borrow();
        let mut seen: Vec<&str> = Vec::with_capacity(self.entries.len());
        for (name, _) in self.entries {
            if !known.contains(&name.as_str()) {
                self.faults.note(self.place(name), unknown_field(name, &known));
            } else if seen.contains(&name.as_str()) {
                self.faults.note(self.place(name), "stands here twice; keep one");
            }
            seen.push(name);
        }
    }

    fn find(&self, name: &'static str) -> Option<&'a Node> {
        let mut known = self.known.borrow_mut();
        if !known.contains(&name) {
            known.push(name);
        }
        self.entries.iter().find(|(entry, _)| entry == name).map(|(_, node)| node)
    }

    fn raw_text(&self, name: &'static str, needed: &str) -> Option<&'a str> {
        match self.find(name)? {
            Node::Text(text) => Some(text),
            Node::Null => self.fault(name, "is null; leave the field out instead"),
            other => self.fault(name, format!("is {}; {needed} is needed", other.kind())),
        }
    }

    fn fault<T>(&self, name: &str, message: impl Into<String>) -> Option<T> {
        self.faults.note(self.place(name), message);
        None
    }

    fn place(&self, name: &str) -> String {
        format!("{}/{}", self.pointer, name.replace('~', "~0").replace('/', "~1"))
    }
}

/// What is wrong with a text whatever it means: nothing in it, or something XML cannot carry.
fn text_fault(text: &str) -> Option<&'static str> {
    if text.trim().is_empty() {
        return Some("is empty; leave the field out instead");
    }
    let forbidden = |char: char| {
        char.is_control() && char != '\n' && char != '\t' || matches!(char, '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}')
    };
    text.replace("\r\n", "\n").contains(forbidden).then_some("holds a control character; remove it")
}

fn read_decimal(text: &str) -> Result<Decimal, String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number =
        [integer, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_number {
        return Err(format!("is {text:?}; digits with at most one decimal point are needed, for instance \"1234.50\""));
    }
    if integer.len() > INTEGER_DIGITS_MAX || fraction.len() > FRACTION_DIGITS_MAX {
        return Err(format!(
            "is {text}; at most {INTEGER_DIGITS_MAX} digits before and {FRACTION_DIGITS_MAX} after the point are accepted"
        ));
    }
    text.parse().map_err(|_| format!("is {text:?}, which is no decimal"))
}

fn read_date(text: &str) -> Option<NaiveDate> {
    let shape_holds = text.len() == 10
        && text.bytes().enumerate().all(
            |(at, byte)| {
                if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
            },
        );
    if shape_holds { text.parse().ok() } else { None }
}

fn unknown_field(name: &str, known: &[&'static str]) -> String {
    let nearest = known.iter().map(|candidate| (distance(&plain(name), &plain(candidate)), candidate)).min();
    match nearest {
        Some((steps, candidate)) if steps <= 2 => {
            format!("is unknown here; did you mean {candidate:?}?")
        }
        _ => format!("is unknown here; the fields are {}", known.join(", ")),
    }
}

/// A name without case and separators, so that `dueDate` is near `due_date`.
fn plain(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).take(40).flat_map(char::to_lowercase).collect()
}

/// Levenshtein distance.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, char) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, other) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(char != *other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}
