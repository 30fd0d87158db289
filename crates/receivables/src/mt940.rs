//! The reader of MT940, the SWIFT statement, in the dialects of Dutch and German banks.
//!
//! Source: receivables.md section 3.3. Marks: C and RD are money in, D and RC money out. The fold of a `:86:` line cuts
//! anywhere, so its pieces are kept apart and numbers are looked for across the cut.

mod narrative;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use self::narrative::Narrative;
use crate::{
    bank::{
        Balance, BankFileError, Entry, FILE_BYTES_MAX, Nature, Statement, Status, Transaction, assign_import_keys,
        compact, decode,
    },
    reference::is_iban,
};

/// One tag with its lines.
struct Field {
    tag: String,
    lines: Vec<String>,
}

/// Reads every statement of an MT940 file.
pub fn read_mt940(bytes: &[u8]) -> Result<Vec<Statement>, BankFileError> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(BankFileError::TooLarge { size_bytes: bytes.len(), size_bytes_max: FILE_BYTES_MAX });
    }
    let text = decode(bytes);
    let messages = messages(&text);
    if messages.is_empty() {
        return Err(BankFileError::NotAStatement { found: "a text without :20: and :61:".to_owned() });
    }
    messages.iter().map(|fields| statement(fields)).collect()
}

/// The fields of each message; a message begins with `:20:`.
fn messages(text: &str) -> Vec<Vec<Field>> {
    let mut messages: Vec<Vec<Field>> = Vec::new();
    let mut inside = false;
    for line in text.lines().map(str::trim_end) {
        match tag(line) {
            Some((tag, rest)) => {
                if tag == "20" {
                    messages.push(Vec::new());
                }
                inside = !messages.is_empty();
                if let Some(message) = messages.last_mut() {
                    message.push(Field { tag: tag.to_owned(), lines: vec![rest.to_owned()] });
                }
            }
            None if line == "-" || line.starts_with("-}") => inside = false,
            None => {
                let last = messages.last_mut().and_then(|fields| fields.last_mut());
                if let Some(field) = last.filter(|_| inside) {
                    field.lines.push(line.to_owned());
                }
            }
        }
    }
    messages
}

/// `:86:` at the beginning of a line: two digits, perhaps a letter.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.strip_prefix(':')?.split_once(':')?;
    let digits = tag.get(..2)?.bytes().all(|byte| byte.is_ascii_digit());
    let letter = tag.get(2..)?;
    let fits = letter.is_empty() || (letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_uppercase()));
    (digits && fits).then_some((tag, rest))
}

fn statement(fields: &[Field]) -> Result<Statement, BankFileError> {
    let first = |tags: &[&str]| {
        fields.iter().find(|field| tags.contains(&field.tag.as_str())).and_then(|field| field.lines.first())
    };
    let number = first(&["28C", "28"]).map(|text| text.trim().to_owned()).unwrap_or_default();
    let reference = first(&["20"]).cloned().unwrap_or_default();
    let place = format!("statement {number:?} ({reference})");
    let account = first(&["25"]).map(|text| account(text)).unwrap_or_default();
    if account.is_empty() {
        return Err(BankFileError::Missing { place, what: "account", found: String::new() });
    }
    let (opening, currency) = balance(first(&["60F", "60M"]), &place)?;
    let (closing, _) = balance(first(&["62F", "62M"]), &place)?;
    let mut entries =
        entries(fields, &Frame { place: &place, account: &account, currency: &currency, number: &number })?;
    assign_import_keys(&mut entries);
    Ok(Statement {
        format: "MT940".to_owned(),
        account,
        id: if number.is_empty() { reference } else { number.clone() },
        number: Some(number).filter(|number| !number.is_empty()),
        date: closing.and_then(|closing| closing.date),
        currency,
        opening,
        closing,
        marked_duplicate: false,
        entries,
    })
}

/// IBAN, IBAN with its currency, or `bank/number`.
fn account(text: &str) -> String {
    let plain = compact(text);
    let without_currency = plain.len().checked_sub(3).and_then(|end| plain.get(..end));
    match without_currency {
        Some(iban) if !is_iban(&plain) && is_iban(iban) => iban.to_owned(),
        _ => plain,
    }
}

fn unreadable(place: &str, what: &'static str, found: &str) -> BankFileError {
    BankFileError::Missing { place: place.to_owned(), what, found: found.to_owned() }
}

/// Mark, YYMMDD, currency, amount with comma.
fn balance(text: Option<&String>, place: &str) -> Result<(Option<Balance>, String), BankFileError> {
    let Some(text) = text else { return Ok((None, String::new())) };
    let read = || {
        let (mark, rest) = text.split_at_checked(1)?;
        let (day, rest) = rest.split_at_checked(6)?;
        let (currency, amount) = rest.split_at_checked(3)?;
        let value = comma_amount(amount)?;
        let amount = match mark {
            "C" => value,
            "D" => -value,
            _ => return None,
        };
        Some((Balance { amount, date: date(day) }, currency.to_owned()))
    };
    let (balance, currency) = read().ok_or_else(|| unreadable(place, "balance", text))?;
    Ok((Some(balance), currency))
}

/// Digits with a comma: `0,`, `500,` and `12,5` are legal, and one bank leaves the comma out of whole amounts.
fn comma_amount(text: &str) -> Option<Decimal> {
    let (whole, decimals) = text.trim().split_once(',').unwrap_or((text.trim(), ""));
    let decimals = if decimals.is_empty() { "0" } else { decimals };
    crate::bank::amount(&format!("{whole}.{decimals}"))
}

/// YYMMDD of this century.
fn date(text: &str) -> Option<NaiveDate> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(i32::try_from(2000 + number(0..2)?).ok()?, number(2..4)?, number(4..6)?)
}

/// MMDD without a year: around New Year the year that puts it closest to the value date.
fn entry_date(text: &str, value_date: NaiveDate) -> Option<NaiveDate> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let (month, day) = (number(0..2)?, number(2..4)?);
    let year = value_date.year();
    let dates = [year - 1, year, year + 1].into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    dates.min_by_key(|date| date.signed_duration_since(value_date).num_days().abs())
}

/// What all lines of a statement share.
struct Frame<'a> {
    place: &'a str,
    account: &'a str,
    currency: &'a str,
    number: &'a str,
}

fn entries(fields: &[Field], frame: &Frame<'_>) -> Result<Vec<Entry>, BankFileError> {
    let mut entries: Vec<Entry> = Vec::new();
    // A `:86:` belongs to the `:61:` before it; one after the closing balance is text of the statement.
    let mut current: Option<Transaction> = None;
    let push = |entries: &mut Vec<Entry>, current: &mut Option<Transaction>| {
        if let Some(transaction) = current.take() {
            let amount = transaction.amount;
            entries.push(Entry { amount, status: Status::Booked, transactions: vec![transaction] });
        }
    };
    let mut ordinal = 0;
    for field in fields {
        match field.tag.as_str() {
            "61" => {
                push(&mut entries, &mut current);
                ordinal += 1;
                current = Some(line(field, ordinal, frame)?);
            }
            "86" => {
                if let Some(transaction) = current.as_mut() {
                    Narrative::read(&field.lines).fill(transaction);
                }
                push(&mut entries, &mut current);
            }
            _ => push(&mut entries, &mut current),
        }
    }
    push(&mut entries, &mut current);
    Ok(entries)
}

/// The parts of a `:61:` line.
struct StatementLine<'a> {
    value_date: NaiveDate,
    entry_date: Option<NaiveDate>,
    incoming: bool,
    reversal: Option<&'static str>,
    amount: Decimal,
    kind: &'a str,
    bank_reference: Option<&'a str>,
}

fn line(field: &Field, ordinal: usize, frame: &Frame<'_>) -> Result<Transaction, BankFileError> {
    let text = field.lines.first().map(String::as_str).unwrap_or_default();
    let read = parse_line(text).ok_or_else(|| unreadable(frame.place, "statement line (:61:)", text))?;
    let key = match read.bank_reference {
        Some(reference) => reference.to_owned(),
        None => format!("{}#{ordinal}", frame.number),
    };
    // At one bank the second line of `:61:` is the other account.
    let further = field.lines.get(1).map(|text| compact(text)).filter(|text| is_iban(text));
    Ok(Transaction {
        key,
        key_basis: read.bank_reference.map(|_| "same account and bank reference".to_owned()).unwrap_or_default(),
        account: frame.account.to_owned(),
        amount: if read.incoming { read.amount } else { -read.amount },
        currency: frame.currency.to_owned(),
        booking_date: read.entry_date.or(Some(read.value_date)),
        value_date: Some(read.value_date),
        booked: true,
        reversal: read.reversal.is_some(),
        reversal_mark: read.reversal.map(|mark| format!("mark {mark}")),
        nature: if read.kind == "NCHG" { Nature::BankCharge } else { Nature::Payment },
        counterparty_iban: further,
        ..Transaction::default()
    })
}

fn parse_line(text: &str) -> Option<StatementLine<'_>> {
    let (day, rest) = text.split_at_checked(6)?;
    let value_date = date(day)?;
    let dated = rest.get(..4).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let rest = if dated.is_some() { &rest[4..] } else { rest };
    let (incoming, reversal, rest) = mark(rest)?;
    // The third letter of the currency may follow; `CR` is such a case, not a reversal.
    let rest = rest.strip_prefix(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(rest);
    let amount_length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b',').count();
    let (amount, rest) = rest.split_at_checked(amount_length)?;
    let (kind, references) = rest.split_at_checked(4)?;
    let bank_reference = references.split_once("//").map(|(_, bank)| bank.trim()).filter(|bank| !bank.is_empty());
    Some(StatementLine {
        value_date,
        entry_date: dated.and_then(|text| entry_date(text, value_date)),
        incoming,
        reversal,
        amount: comma_amount(amount)?,
        kind,
        bank_reference,
    })
}

fn mark(text: &str) -> Option<(bool, Option<&'static str>, &str)> {
    let marks = [("RC", false, Some("RC")), ("RD", true, Some("RD")), ("C", true, None), ("D", false, None)];
    marks
        .into_iter()
        .find_map(|(mark, incoming, reversal)| text.strip_prefix(mark).map(|rest| (incoming, reversal, rest)))
}

#[cfg(test)]
mod tests;
