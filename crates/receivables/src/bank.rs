//! What a bank statement says, whatever its format: statements, entries, transactions.
//!
//! Source: receivables.md sections 3.1 and 3.7. A transaction is the smallest payment the file tells apart: the detail
//! of a batch where there are details, the entry itself where there are none. Its key is stable over exports, so that
//! reading a file again, or the same day from another export, changes nothing.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Largest bank file.
pub const FILE_BYTES_MAX: usize = 50 * 1024 * 1024;

/// Why a bank file was refused; nothing of it is booked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BankFileError {
    /// Larger than a statement can sensibly be.
    #[error("file of {size_bytes} bytes is larger than the limit of {size_bytes_max}; split it by day or account")]
    TooLarge {
        /// Its size.
        size_bytes: usize,
        /// The limit.
        size_bytes_max: usize,
    },
    /// A document type definition could pull in other files.
    #[error("file contains a document type definition, which is refused; ask the bank for a plain export")]
    Dtd,
    /// Not readable as what it seems to be.
    #[error("file is not readable near byte {at}: {message}; download it again")]
    Malformed {
        /// Where.
        at: u64,
        /// What was wrong.
        message: String,
    },
    /// Too deep, too many parts or too long a text.
    #[error("file exceeds the limit of {limit} {what}; it does not look like a bank statement")]
    Limit {
        /// The limit.
        limit: usize,
        /// Of what.
        what: &'static str,
    },
    /// Readable, but nothing we know as a bank statement.
    #[error("file is not a bank statement we read ({found}); use camt.053, MT940 or CODA")]
    NotAStatement {
        /// What it is instead.
        found: String,
    },
    /// A statement without something every statement has.
    #[error("{place} has no usable {what} ({found:?}); ask the bank for a new export")]
    Missing {
        /// The statement or entry.
        place: String,
        /// The part that is missing or unreadable.
        what: &'static str,
        /// What stood there.
        found: String,
    },
    /// Sums, counts or lengths that the format itself prescribes are wrong.
    #[error("{place} is inconsistent: {what} should be {expected} and is {found}; nothing was booked")]
    Inconsistent {
        /// The statement or record.
        place: String,
        /// Which figure.
        what: &'static str,
        /// What it should be.
        expected: String,
        /// What it is.
        found: String,
    },
}

/// One statement of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The format as the file names it, such as `camt.053.001.08`.
    pub format: String,
    /// IBAN, or the bank's own account number.
    pub account: String,
    /// The bank's id of the statement; not unique over banks.
    pub id: String,
    /// Its number, where it has one.
    pub number: Option<String>,
    /// The day it was made or closed.
    pub date: Option<NaiveDate>,
    /// Currency of the account.
    pub currency: String,
    /// Opening balance.
    pub opening: Option<Balance>,
    /// Closing balance.
    pub closing: Option<Balance>,
    /// Whether the bank marks it as a copy or duplicate.
    pub marked_duplicate: bool,
    /// The entries in the order of the file.
    pub entries: Vec<Entry>,
}

/// A balance at the end or beginning of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Below zero for an overdrawn account.
    pub amount: Decimal,
    /// The day.
    pub date: Option<NaiveDate>,
}

/// One line of the statement; its amount counts for the balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Above zero for money in.
    pub amount: Decimal,
    /// Whether it is booked; only booked entries are money.
    pub status: Status,
    /// The payments it consists of: at least one.
    pub transactions: Vec<Transaction>,
}

/// The state of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Booked.
    Booked,
    /// Announced only.
    Pending,
    /// Any other.
    Information,
}

/// A structured reference that came in its own field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StructuredReference {
    /// The reference as it stands there.
    pub value: String,
    /// How the field names its kind: `ISO`, `CUR`, `BBA`, or a CODA type such as `101`.
    pub issuer: Option<String>,
}

/// Where a text was cut in the file, which may be in the middle of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Border {
    /// The pieces are texts of their own.
    #[default]
    Separate,
    /// The fold of an MT940 line; a blank at the fold may be lost.
    Fold,
    /// The border between records of a CODA file.
    Record,
}

/// The free text of a payment, in the pieces the file had.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeText {
    /// The pieces in order.
    pub pieces: Vec<String>,
    /// What lies between two pieces.
    pub border: Border,
}

impl FreeText {
    /// The text for people.
    pub fn joined(&self) -> String {
        match self.border {
            Border::Separate => self.pieces.join(" "),
            Border::Fold | Border::Record => self.pieces.concat(),
        }
    }
}

/// What kind of line it is, as far as matching cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// A payment.
    #[default]
    Payment,
    /// Costs of the bank.
    BankCharge,
    /// The detail of a batch.
    BatchDetail,
    /// The detail of a bank's total (CODA globalisation).
    GlobalisationDetail,
    /// A total whose details follow; only for the balance.
    Total,
    /// A total without details: a person, or the bank's notice, must tell what it consists of.
    TotalWithoutDetails,
    /// Details that do not add up to their entry.
    Unexplained,
}

/// One payment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// The key within the bank's files, short and readable.
    pub key: String,
    /// The key for storage: unique per account, equal over exports of the same payment.
    pub import_key: String,
    /// What the storage key rests on, for the reason of a duplicate.
    pub key_basis: String,
    /// Our account.
    pub account: String,
    /// Above zero for money in.
    pub amount: Decimal,
    /// Currency of the amount.
    pub currency: String,
    /// The day it is in the books.
    pub booking_date: Option<NaiveDate>,
    /// The day it counts; this pays the invoice.
    pub value_date: Option<NaiveDate>,
    /// Whether it is booked.
    pub booked: bool,
    /// Whether the bank marks it as undoing an earlier payment.
    pub reversal: bool,
    /// How the format marks a reversal, where that is worth saying (`mark RC`).
    pub reversal_mark: Option<String>,
    /// Reason of a return, such as `MS03`.
    pub return_reason: Option<String>,
    /// What kind of line it is.
    pub nature: Nature,
    /// Whether it is an instant payment.
    pub instant: bool,
    /// The payer's own id of the payment; for our direct debits our id. Never `NOTPROVIDED`.
    pub end_to_end_id: Option<String>,
    /// Structured references.
    pub references: Vec<StructuredReference>,
    /// Numbers of documents the payer names in fields of their own.
    pub document_numbers: Vec<String>,
    /// Free text.
    pub text: FreeText,
    /// Who paid, or was paid.
    pub counterparty: Option<String>,
    /// The other account.
    pub counterparty_iban: Option<String>,
    /// For whom it was paid, where that is another.
    pub ultimate_debtor: Option<String>,
    /// What the payer ordered, before charges.
    pub instructed_amount: Option<Decimal>,
    /// Charges taken on the way.
    pub charges: Decimal,
}

/// What the balances of a statement say about its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BalanceCheck {
    /// Opening balance plus booked entries is the closing balance.
    Agrees,
    /// It is not.
    Differs {
        /// Opening balance plus booked entries.
        expected: Decimal,
        /// The closing balance stated.
        found: Decimal,
    },
    /// A balance is missing.
    NotStated,
}

/// What the statement before says about this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChainCheck {
    /// The opening balance is the closing balance of the one before.
    Follows,
    /// It is not: a statement is missing, or one overlaps.
    Breaks {
        /// Closing balance of the one before.
        previous_closing: Decimal,
        /// Opening balance of this one.
        opening: Decimal,
    },
    /// Nothing to compare with.
    NotComparable,
}

impl Statement {
    /// All payments, in the order of the file.
    pub fn transactions(&self) -> impl Iterator<Item = &Transaction> {
        self.entries.iter().flat_map(|entry| &entry.transactions)
    }

    /// Compares the balances with the booked entries.
    pub fn balance_check(&self) -> BalanceCheck {
        let (Some(opening), Some(closing)) = (self.opening, self.closing) else { return BalanceCheck::NotStated };
        let booked = self.entries.iter().filter(|entry| entry.status == Status::Booked).map(|entry| entry.amount);
        let expected = booked.fold(opening.amount, Decimal::saturating_add);
        if expected == closing.amount {
            BalanceCheck::Agrees
        } else {
            BalanceCheck::Differs { expected, found: closing.amount }
        }
    }

    /// Compares the opening balance with the closing balance of the statement before, of the same account.
    pub fn chain_check(&self, previous: &Self) -> ChainCheck {
        let (Some(before), Some(opening)) = (previous.closing, self.opening) else {
            return ChainCheck::NotComparable;
        };
        if previous.account != self.account {
            return ChainCheck::NotComparable;
        }
        if before.amount == opening.amount {
            ChainCheck::Follows
        } else {
            ChainCheck::Breaks { previous_closing: before.amount, opening: opening.amount }
        }
    }
}

/// Reads an amount: digits with a point, at most five decimals, never a sign.
pub(crate) fn amount(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.len() <= 19;
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if plain && decimals <= 5 { text.parse().ok() } else { None }
}

/// Reads the date of an ISO date or date and time; years have four digits, so that later arithmetic cannot run out.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let day = text.trim().get(..10)?;
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
}

/// Text of a format that names no character set: UTF-8 if it is, else Latin-1, in which every byte is a letter.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

/// A short, stable fingerprint of a text (FNV-1a, 64 bits), for keys of payments that carry no reference.
pub(crate) fn fingerprint(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

/// Letters and digits only, in upper case: the form in which references and accounts are compared.
pub(crate) fn compact(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect()
}

/// Gives the payments of a statement their storage keys.
///
/// With a bank reference the key is account, reference, direction and the ordinal among equal ones; without one it is
/// a fingerprint of everything that tells two payments apart, and the ordinal among equal ones of that day: two equal
/// payments on a day are two payments, and the same day in two exports is the same two. (receivables.md section 3.7)
pub(crate) fn assign_import_keys(entries: &mut [Entry]) {
    let mut seen = std::collections::HashMap::<String, u32>::new();
    for transaction in entries.iter_mut().flat_map(|entry| &mut entry.transactions) {
        let direction = if transaction.amount.is_sign_negative() { "D" } else { "C" };
        let base = if transaction.key_basis.is_empty() {
            fingerprint_key(transaction, direction)
        } else {
            format!("{}|{}|{direction}", transaction.account, transaction.key)
        };
        let count = seen.entry(base.clone()).or_default();
        *count += 1;
        transaction.import_key = if *count == 1 { base } else { format!("{base}|{count}") };
        if transaction.key.is_empty() {
            transaction.key.clone_from(&transaction.import_key);
        }
    }
}

fn fingerprint_key(transaction: &Transaction, direction: &str) -> String {
    let day = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let parts = [
        transaction.account.clone(),
        day(transaction.booking_date),
        day(transaction.value_date),
        direction.to_owned(),
        transaction.amount.normalize().to_string(),
        transaction.end_to_end_id.clone().unwrap_or_default(),
        transaction.counterparty_iban.clone().unwrap_or_default(),
        compact(&transaction.text.joined()),
    ];
    let account = &transaction.account;
    format!("{account}|{}|{direction}|{}", day(transaction.booking_date), fingerprint(&parts.join("\u{1f}")))
}
