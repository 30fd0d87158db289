//! Payment references: RF (ISO 11649), the Belgian structured communication and the Dutch betalingskenmerk.
//!
//! Source: receivables.md sections 2.2 to 2.4. A reference is made and checked here, and found in free text, where
//! payers and banks paste it. A wrong check digit is never repaired.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Which standard a reference follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// ISO 11649 creditor reference.
    Rf,
    /// Belgian structured communication (OGM/VCS).
    Ogm,
    /// Dutch betalingskenmerk.
    Betalingskenmerk,
}

impl Kind {
    /// The name under which it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rf => "rf",
            Self::Ogm => "ogm",
            Self::Betalingskenmerk => "betalingskenmerk",
        }
    }
}

/// Why a text is no reference, or none can be made of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// No known form.
    #[error("{0:?} has the form of no known payment reference")]
    Form(String),
    /// The form fits and the check digits do not.
    #[error("check digits of {0:?} are wrong")]
    CheckDigits(String),
    /// The body cannot carry a reference.
    #[error("{body:?} cannot be made into a reference: {need} are needed")]
    Body {
        /// What was given.
        body: String,
        /// What is needed.
        need: &'static str,
    },
}

/// The signs around a Belgian structured communication.
const BELGIAN_SIGNS: [&str; 2] = ["+++", "***"];

/// A reference with right check digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    kind: Kind,
    compact: String,
}

impl Reference {
    /// Makes an RF reference of 1 to 21 letters and digits; blanks and signs in the body are left out.
    pub fn rf(body: &str) -> Result<Self, ReferenceError> {
        let compact = crate::bank::compact(body);
        if compact.is_empty() || compact.len() > 21 || !body.is_ascii() {
            return Err(ReferenceError::Body { body: body.to_owned(), need: "1 to 21 letters or digits" });
        }
        let check = 98 - mod_97(&format!("{compact}RF00"));
        Ok(Self { kind: Kind::Rf, compact: format!("RF{check:02}{compact}") })
    }

    /// Makes a Belgian structured communication of up to ten digits.
    pub fn ogm(body: &str) -> Result<Self, ReferenceError> {
        let digits = digits(body, 1..=10, "1 to 10 digits")?;
        let padded = format!("{digits:0>10}");
        let check = ogm_check(&padded);
        Ok(Self { kind: Kind::Ogm, compact: format!("{padded}{check:02}") })
    }

    /// Makes a betalingskenmerk of 16 digits from up to 15.
    pub fn betalingskenmerk(body: &str) -> Result<Self, ReferenceError> {
        let digits = digits(body, 1..=15, "1 to 15 digits")?;
        let padded = format!("{digits:0>15}");
        let check = kenmerk_check(&padded);
        Ok(Self { kind: Kind::Betalingskenmerk, compact: format!("{check}{padded}") })
    }

    /// Makes a short betalingskenmerk, which carries its length, from 7 to 12 digits.
    pub fn betalingskenmerk_short(body: &str) -> Result<Self, ReferenceError> {
        let digits = digits(body, 7..=12, "7 to 12 digits")?;
        let with_length = format!("{}{digits}", digits.len() % 10);
        let check = kenmerk_check(&with_length);
        Ok(Self { kind: Kind::Betalingskenmerk, compact: format!("{check}{with_length}") })
    }

    /// Reads a reference of any kind; twelve digits are a Belgian one if they can be, and only that between its signs.
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        if BELGIAN_SIGNS.iter().any(|signs| text.trim_start().starts_with(signs)) {
            return Self::parse_as(Kind::Ogm, text);
        }
        let mut refused = ReferenceError::Form(text.to_owned());
        for kind in [Kind::Rf, Kind::Ogm, Kind::Betalingskenmerk] {
            match Self::parse_as(kind, text) {
                Ok(reference) => return Ok(reference),
                Err(error @ ReferenceError::CheckDigits(_)) => refused = error,
                Err(_) => {}
            }
        }
        Err(refused)
    }

    /// Reads a reference of a kind that is known from its field.
    pub fn parse_as(kind: Kind, text: &str) -> Result<Self, ReferenceError> {
        let compact = crate::bank::compact(text);
        if !has_form(kind, &compact) {
            return Err(ReferenceError::Form(text.to_owned()));
        }
        if !check_digits_fit(kind, &compact) {
            return Err(ReferenceError::CheckDigits(text.to_owned()));
        }
        Ok(Self { kind, compact })
    }

    /// Which standard it follows.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The form without blanks and signs, as it is stored and compared.
    pub fn compact(&self) -> &str {
        &self.compact
    }
}

/// The printed form: groups of four, or the Belgian signs.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.compact;
        match self.kind {
            Kind::Ogm => write!(f, "+++{}/{}/{}+++", &text[..3], &text[3..7], &text[7..]),
            Kind::Rf | Kind::Betalingskenmerk => {
                for (index, letter) in text.chars().enumerate() {
                    if index > 0 && index % 4 == 0 {
                        f.write_str(" ")?;
                    }
                    write!(f, "{letter}")?;
                }
                Ok(())
            }
        }
    }
}

fn digits<'a>(
    body: &'a str,
    lengths: std::ops::RangeInclusive<usize>,
    need: &'static str,
) -> Result<&'a str, ReferenceError> {
    if lengths.contains(&body.len()) && body.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(body)
    } else {
        Err(ReferenceError::Body { body: body.to_owned(), need })
    }
}

fn has_form(kind: Kind, compact: &str) -> bool {
    let all_digits = compact.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        Kind::Rf => {
            (5..=25).contains(&compact.len())
                && compact.starts_with("RF")
                && compact[2..4].bytes().all(|byte| byte.is_ascii_digit())
        }
        Kind::Ogm => compact.len() == 12 && all_digits,
        Kind::Betalingskenmerk => all_digits && matches!(compact.len(), 7 | 9..=14 | 16),
    }
}

/// Whether the check digits of a text of the right form are right.
fn check_digits_fit(kind: Kind, compact: &str) -> bool {
    match kind {
        Kind::Rf => mod_97(&format!("{}{}", &compact[4..], &compact[..4])) == 1,
        Kind::Ogm => compact[10..].parse() == Ok(ogm_check(&compact[..10])),
        // Seven digits carry no check.
        Kind::Betalingskenmerk if compact.len() == 7 => true,
        Kind::Betalingskenmerk => {
            let (check, rest) = compact.split_at(1);
            let length_fits = rest.len() == 15 || rest[..1].parse() == Ok((rest.len() - 1) % 10);
            length_fits && check.parse() == Ok(kenmerk_check(rest))
        }
    }
}

/// A text of digits and capital letters (A = 10 … Z = 35) as a number, modulo 97.
pub(crate) fn mod_97(text: &str) -> u32 {
    text.chars().filter_map(|letter| letter.to_digit(36)).fold(0, |rest, value| {
        let shift = if value < 10 { 10 } else { 100 };
        (rest * shift + value) % 97
    })
}

fn ogm_check(ten_digits: &str) -> u32 {
    match mod_97(ten_digits) {
        0 => 97,
        rest => rest,
    }
}

/// Weights from the right 2, 4, 8, 5, 10, 9, 7, 3, 6, 1, repeating; 10 becomes 1 and 11 becomes 0.
fn kenmerk_check(text: &str) -> u32 {
    const WEIGHTS: [u32; 10] = [2, 4, 8, 5, 10, 9, 7, 3, 6, 1];
    let digits = text.chars().rev().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS.iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    match 11 - sum % 11 {
        10 => 1,
        11 => 0,
        check => check,
    }
}

/// Whether the check digits of an IBAN are right and it has a possible length; no list of banks is consulted.
pub fn is_iban(text: &str) -> bool {
    let compact = crate::bank::compact(text);
    (15..=34).contains(&compact.len())
        && compact[..2].bytes().all(|byte| byte.is_ascii_uppercase())
        && compact[2..4].bytes().all(|byte| byte.is_ascii_digit())
        && mod_97(&format!("{}{}", &compact[4..], &compact[..4])) == 1
}

/// What a free text holds in the way of references.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Candidates with right check digits. Short numbers pass by chance: keep only those that were issued.
    pub valid: Vec<Reference>,
    /// Texts that are clearly meant as a reference and whose check digits are wrong.
    pub broken: Vec<String>,
}

/// Finds references in free text: `RF…`, `+++…+++`, `***…***`, 12 and 16 digits, and 9 to 14 digits.
pub fn find_in_text(text: &str) -> Found {
    let mut found = Found::default();
    let bytes = text.as_bytes();
    for start in 0..bytes.len() {
        let begins = bytes[start].is_ascii_alphanumeric() && (start == 0 || !bytes[start - 1].is_ascii_alphanumeric());
        if begins {
            let prefixes = prefixes(&text[start..]);
            let belgian = BELGIAN_SIGNS.iter().any(|signs| text[..start].ends_with(signs));
            let first = found.valid.len();
            found.valid.extend(prefixes.iter().filter_map(|prefix| valid_in_text(prefix, belgian)));
            if found.valid.len() == first {
                found.broken.extend(broken(&prefixes, belgian));
            }
        }
    }
    found
}

/// The compact texts that begin here and end where a group of letters or digits ends, up to 25 characters.
fn prefixes(text: &str) -> Vec<String> {
    let mut compact = String::new();
    let mut prefixes = Vec::new();
    let mut letters = text.chars().peekable();
    let mut separators = 0;
    while let Some(letter) = letters.next() {
        if letter.is_ascii_alphanumeric() {
            separators = 0;
            compact.push(letter.to_ascii_uppercase());
            if compact.len() > 25 {
                break;
            }
            if !letters.peek().is_some_and(char::is_ascii_alphanumeric) {
                prefixes.push(compact.clone());
            }
        } else {
            separators += 1;
            if separators > 1 || !matches!(letter, ' ' | '/' | '.' | '-') {
                break;
            }
        }
    }
    prefixes
}

/// Seven digits carry no check, so in free text they are no reference.
fn valid_in_text(compact: &str, belgian: bool) -> Option<Reference> {
    match (belgian, compact.len()) {
        (true, _) => Reference::parse_as(Kind::Ogm, compact).ok(),
        (false, 7) => None,
        (false, _) => Reference::parse(compact).ok(),
    }
}

/// The prefix that is clearly meant as a reference, if none of them is valid: rather one without a word after it.
fn broken(prefixes: &[String], belgian: bool) -> Option<String> {
    let longest_first = || prefixes.iter().rev();
    let digits_only = |prefix: &&String| prefix[4..].bytes().all(|byte| byte.is_ascii_digit());
    let rf = |prefix: &&String| has_form(Kind::Rf, prefix);
    longest_first()
        .filter(rf)
        .find(digits_only)
        .or_else(|| longest_first().find(rf))
        .or_else(|| longest_first().find(|prefix| belgian && has_form(Kind::Ogm, prefix)))
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_made(made: Result<Reference, ReferenceError>, compact: &str) {
        let made = made.unwrap();
        assert_eq!(made.compact(), compact);
        assert_eq!(Reference::parse(&made.to_string()).unwrap(), made, "the printed form reads back");
    }

    #[test]
    fn rf_references_are_made_and_read() {
        check_made(Reference::rf("20260101"), "RF4720260101");
        check_made(Reference::rf("F2026-00123"), "RF40F202600123");
        assert_eq!(Reference::parse("rf18 5390 0754 7034").unwrap().compact(), "RF18539007547034");
        assert_eq!(Reference::rf("20260101").unwrap().to_string(), "RF47 2026 0101");
    }

    #[test]
    fn belgian_references_are_made_and_read() {
        check_made(Reference::ogm("2026001001"), "202600100125");
        check_made(Reference::ogm("97"), "000000009797");
        assert_eq!(Reference::ogm("2026001001").unwrap().to_string(), "+++202/6001/00125+++");
        assert_eq!(Reference::parse("+++010/8068/17183+++").unwrap().kind(), Kind::Ogm);
    }

    #[test]
    fn dutch_references_are_made_and_read() {
        check_made(Reference::betalingskenmerk("56789012345"), "5000056789012345");
        check_made(Reference::betalingskenmerk("20260102"), "3000000020260102");
        check_made(Reference::betalingskenmerk("20260104"), "1000000020260104");
        check_made(Reference::betalingskenmerk("20260109"), "0000000020260109");
        check_made(Reference::betalingskenmerk_short("234534622567"), "12234534622567");
        check_made(Reference::betalingskenmerk_short("20260102"), "1820260102");
        check_made(Reference::betalingskenmerk_short("2026010"), "172026010");
        assert_eq!(Reference::parse("32002026000119").unwrap().kind(), Kind::Betalingskenmerk);
    }

    #[test]
    fn one_changed_digit_fails() {
        for text in ["RF4720260101", "+++202600100125", "5000056789012345", "32002026000119"] {
            let last = text.len() - 1;
            let digit = text[last..].parse::<u32>().unwrap();
            let changed = format!("{}{}", &text[..last], (digit + 1) % 10);
            assert_eq!(Reference::parse(&changed), Err(ReferenceError::CheckDigits(changed.clone())));
        }
    }

    #[test]
    fn the_belgian_signs_exclude_a_dutch_reading() {
        assert_eq!(Reference::parse("202600100126").unwrap().kind(), Kind::Betalingskenmerk);
        assert!(Reference::parse("+++202/6001/00126+++").is_err());
        check_found("+++202/6001/00126+++", &[], &["202600100126"]);
    }

    #[test]
    fn what_has_no_known_form_says_so() {
        assert_eq!(Reference::parse("hello"), Err(ReferenceError::Form("hello".to_owned())));
        assert!(Reference::rf("").is_err() && Reference::ogm("12345678901").is_err());
        assert_eq!(Reference::parse("12345678").unwrap_err(), ReferenceError::Form("12345678".to_owned()));
    }

    fn check_found(text: &str, valid: &[&str], broken: &[&str]) {
        let found = find_in_text(text);
        let compact: Vec<_> = found.valid.iter().map(Reference::compact).collect();
        assert_eq!(
            (compact.as_slice(), found.broken.iter().map(String::as_str).collect::<Vec<_>>().as_slice()),
            (valid, broken),
            "{text:?}"
        );
    }

    #[test]
    fn references_are_found_in_free_text() {
        check_found("betaling rf47 2026 0101 dank", &["RF4720260101"], &[]);
        check_found("mededeling +++202/6001/00125+++", &["202600100125"], &[]);
        check_found("kenmerk 5000056789012345.", &["5000056789012345"], &[]);
        check_found("niets bijzonders 2026-0101", &[], &[]);
    }

    #[test]
    fn a_broken_reference_is_told_apart_from_none() {
        check_found("RF00 2026 0116", &[], &["RF0020260116"]);
        check_found("+++202/6001/00699+++", &[], &["202600100699"]);
        check_found("RF47X2026é", &[], &["RF47X2026"]);
    }

    #[test]
    fn an_iban_is_judged_by_its_check_digits_alone() {
        for text in ["NL91ABNA0417164300", "BE68 5390 0754 7034", "DE89370400440532013000", "GB29NWBK60161331926819"] {
            assert!(is_iban(text), "{text}");
        }
        assert!(!is_iban("NL91ABNA0417164301") && !is_iban("") && !is_iban("é"));
    }
}
