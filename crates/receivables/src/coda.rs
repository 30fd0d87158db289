//! The reader of CODA 2.6, the statement of Belgian banks: lines of 128 characters with fixed places.
//!
//! Source: receivables.md section 3.4 (Febelfin 2.6). Counts, sums and balances of the file are checked before anything
//! is believed; where they disagree nothing is booked.

mod movement;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use self::movement::Movement;
use crate::bank::{Balance, BalanceCheck, BankFileError, Entry, FILE_BYTES_MAX, Statement, Status, decode};

/// Characters of a line.
const LINE_LENGTH: usize = 128;

/// One line, addressed by positions that count from 1.
#[derive(Debug, Clone)]
struct Line(Vec<char>);

impl Line {
    /// Pads a line that lost its trailing blanks; anything else than blanks beyond the length is refused.
    fn read(text: &str, number: usize) -> Result<Self, BankFileError> {
        let mut letters: Vec<char> = text.chars().collect();
        let surplus = letters.get(LINE_LENGTH..).unwrap_or_default();
        if !surplus.iter().all(|letter| *letter == ' ') {
            return Err(BankFileError::Inconsistent {
                place: format!("line {number}"),
                what: "number of characters",
                expected: LINE_LENGTH.to_string(),
                found: letters.len().to_string(),
            });
        }
        letters.resize(LINE_LENGTH, ' ');
        Ok(Self(letters))
    }

    /// The characters from one position to another, both included.
    fn part(&self, from: usize, until: usize) -> String {
        self.0[from - 1..until].iter().collect()
    }

    fn trimmed(&self, from: usize, until: usize) -> String {
        self.part(from, until).trim().to_owned()
    }

    /// Twelve digits and three decimals.
    fn amount(&self, from: usize) -> Option<Decimal> {
        let text = self.part(from, from + 14);
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok().map(|value: i64| Decimal::new(value, 3))).flatten()
    }

    /// An amount with its sign before it: 0 credit, 1 debit.
    fn signed_amount(&self, sign: usize) -> Option<Decimal> {
        let value = self.amount(sign + 1)?;
        match self.0[sign - 1] {
            '0' => Some(value),
            '1' => Some(-value),
            _ => None,
        }
    }

    /// DDMMYY; zeros are no date.
    fn date(&self, from: usize) -> Option<NaiveDate> {
        let number = |from: usize| self.part(from, from + 1).parse::<u32>().ok();
        let year = i32::try_from(2000 + number(from + 4)?).ok()?;
        NaiveDate::from_ymd_opt(year, number(from + 2)?, number(from)?)
    }
}

/// Reads every statement of a CODA file.
pub fn read_coda(bytes: &[u8]) -> Result<Vec<Statement>, BankFileError> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(BankFileError::TooLarge { size_bytes: bytes.len(), size_bytes_max: FILE_BYTES_MAX });
    }
    let text = decode(bytes);
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        lines.push(Line::read(line, index + 1)?);
    }
    if lines.first().is_none_or(|line| line.0[0] != '0') {
        return Err(BankFileError::NotAStatement { found: "a text that does not begin with record 0".to_owned() });
    }
    let groups = lines.split_inclusive(|line| line.0[0] == '9');
    groups.map(statement).filter_map(Result::transpose).collect()
}

/// One file from record 0 to record 9; `None` for one without movements and balances.
fn statement(lines: &[Line]) -> Result<Option<Statement>, BankFileError> {
    let record = |kind: char| lines.iter().find(|line| line.0[0] == kind);
    let Some(old) = record('1') else { return Ok(None) };
    let account = account(&old.part(6, 42));
    let number = old.trimmed(3, 5);
    let new = record('8');
    let date = new.and_then(|line| line.date(58)).or_else(|| old.date(59));
    let id = format!("{}/{number}", date.map_or(0, |date| date.year()));
    let place = format!("statement {id}");
    check_trailer(lines, record('9'), &place)?;
    let opening = balance(old, 43, 59, &place)?;
    let closing = new.map(|line| balance(line, 42, 58, &place)).transpose()?;
    let currency = currency(&old.part(6, 42));
    let movements = movements(lines, &place)?;
    let frame = movement::Frame { account: &account, currency: &currency, statement: &id };
    let statement = Statement {
        format: "CODA".to_owned(),
        account: account.clone(),
        id: id.clone(),
        number: Some(number),
        date,
        currency: currency.clone(),
        opening: Some(opening),
        closing,
        marked_duplicate: record('0').is_some_and(|line| line.part(17, 17) == "D"),
        entries: entries(&movements, &frame),
    };
    let separate = record('0').is_some_and(|line| !matches!(line.part(84, 88).as_str(), "00000" | "     "));
    match statement.balance_check() {
        BalanceCheck::Differs { expected, found } if !separate => {
            Err(inconsistent(&place, "new balance", &expected, &found))
        }
        _ => Ok(Some(statement)),
    }
}

fn inconsistent(place: &str, what: &'static str, expected: &impl ToString, found: &impl ToString) -> BankFileError {
    BankFileError::Inconsistent {
        place: place.to_owned(),
        what,
        expected: expected.to_string(),
        found: found.to_string(),
    }
}

/// The account is the first word: IBAN or BBAN.
fn account(text: &str) -> String {
    text.split_whitespace().next().map(crate::bank::compact).unwrap_or_default()
}

/// The currency stands behind the account, at a place that depends on the account's structure.
fn currency(text: &str) -> String {
    let word = text.split_whitespace().nth(1).unwrap_or("EUR");
    word.get(..3).unwrap_or("EUR").to_owned()
}

fn balance(line: &Line, sign: usize, date: usize, place: &str) -> Result<Balance, BankFileError> {
    let amount = line.signed_amount(sign).ok_or_else(|| BankFileError::Missing {
        place: place.to_owned(),
        what: "balance",
        found: line.part(sign, sign + 15),
    })?;
    Ok(Balance { amount, date: line.date(date) })
}

/// Record 9 counts the records 1, 2, 3 and 8 and adds up the movements that are no details.
fn check_trailer(lines: &[Line], trailer: Option<&Line>, place: &str) -> Result<(), BankFileError> {
    let trailer = trailer.ok_or_else(|| BankFileError::Missing {
        place: place.to_owned(),
        what: "record 9",
        found: String::new(),
    })?;
    let count = lines.iter().filter(|line| matches!(line.0[0], '1' | '2' | '3' | '8')).count();
    let stated = trailer.part(17, 22);
    if stated.parse() != Ok(count) {
        return Err(inconsistent(place, "number of records", &count, &stated));
    }
    let whole = lines.iter().filter(|line| line.part(1, 2) == "21" && line.part(7, 10) == "0000");
    let (mut debits, mut credits) = (Decimal::ZERO, Decimal::ZERO);
    for amount in whole.filter_map(|line| line.signed_amount(32)) {
        if amount < Decimal::ZERO {
            debits -= amount;
        } else {
            credits += amount;
        }
    }
    for (what, sum, from) in [("sum of debits", debits, 23), ("sum of credits", credits, 38)] {
        if trailer.amount(from) != Some(sum) {
            return Err(inconsistent(place, what, &sum, &trailer.part(from, from + 14)));
        }
    }
    Ok(())
}

/// The movements with their continuations and information records.
fn movements(lines: &[Line], place: &str) -> Result<Vec<Movement>, BankFileError> {
    let mut movements: Vec<Movement> = Vec::new();
    for line in lines {
        match line.part(1, 2).as_str() {
            "21" => movements.push(Movement::read(line, place)?),
            "22" | "23" | "31" | "32" | "33" => {
                let sequence = line.part(3, 6);
                let Some(movement) = movements.last_mut().filter(|movement| movement.sequence == sequence) else {
                    return Err(inconsistent(place, "sequence of a continuation", &"that of its movement", &sequence));
                };
                movement.add(line);
            }
            _ => {}
        }
    }
    Ok(movements)
}

/// One entry per movement with detail 0000; its details go with it.
fn entries(movements: &[Movement], frame: &movement::Frame<'_>) -> Vec<Entry> {
    let whole = movements.iter().filter(|movement| movement.detail == "0000");
    whole
        .map(|movement| {
            let details: Vec<&Movement> = movements
                .iter()
                .filter(|other| other.sequence == movement.sequence && other.detail != "0000")
                .collect();
            Entry {
                amount: movement.amount,
                status: Status::Booked,
                transactions: movement::transactions(movement, &details, frame),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
