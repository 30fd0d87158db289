//! The text of a reminder that goes by mail, in English and Dutch.
//!
//! Source: reminders.md section 5.4 (subject with invoice number and payment reference, delivery proof), product.md
//! COL-21 and COL-32 (friendly and businesslike, never threatening), receivables.md section 4.5. The letter repeats no
//! invoice line and carries no invoice: it cannot be booked.

mod dutch;
mod english;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use crate::gate::Wording;

/// The language of the debtor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Dutch.
    Nl,
}

impl Language {
    /// The language for a debtor's country; Belgium is Dutch until the contact says otherwise.
    pub fn of_country(code: &str) -> Self {
        match code {
            "NL" | "BE" => Self::Nl,
            _ => Self::En,
        }
    }
}

/// What the network proves about the delivery of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryProof {
    /// When the receiver's access point acknowledged it.
    pub received_at: DateTime<Utc>,
    /// The access point, as its certificate names it.
    pub access_point: String,
    /// The AS4 message id.
    pub message_id: String,
}

/// One open invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterItem {
    /// Its number.
    pub invoice_number: String,
    /// Its date.
    pub invoice_date: NaiveDate,
    /// The legal due date.
    pub due_date: NaiveDate,
    /// What was invoiced.
    pub gross: Decimal,
    /// What was received.
    pub paid: Decimal,
    /// What was credited.
    pub credited: Decimal,
    /// What is open.
    pub open: Decimal,
    /// What proves that it arrived.
    pub proof: Option<DeliveryProof>,
}

/// A fee or interest that is claimed beside the invoices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterFee {
    /// What it is, in the language of the letter, with the rule it rests on.
    pub reason: String,
    /// How much.
    pub amount: Decimal,
}

/// Everything a letter says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Language of the text.
    pub language: Language,
    /// Level of the reminder: 0 to 3.
    pub level: u8,
    /// What the gate said about the wording.
    pub wording: Wording,
    /// The reminder's own number.
    pub number: String,
    /// Its date.
    pub issue_date: NaiveDate,
    /// The day by which payment is asked.
    pub pay_by: NaiveDate,
    /// Currency of all amounts.
    pub currency: String,
    /// Who asks.
    pub seller: String,
    /// Whom to write or call about it.
    pub contact: Option<String>,
    /// Who owes.
    pub buyer: String,
    /// The open invoices.
    pub items: Vec<LetterItem>,
    /// Fees and interest.
    pub fees: Vec<LetterFee>,
    /// Account to pay to.
    pub iban: Option<String>,
    /// Reference to quote.
    pub payment_reference: Option<String>,
}

impl Letter {
    /// What is open on the invoices.
    pub fn open(&self) -> Decimal {
        self.items.iter().map(|item| item.open).sum()
    }

    /// What is asked for: open amounts and fees.
    pub fn total(&self) -> Decimal {
        self.open() + self.fees.iter().map(|fee| fee.amount).sum::<Decimal>()
    }

    fn numbers(&self) -> String {
        let numbers: Vec<_> = self.items.iter().map(|item| item.invoice_number.as_str()).collect();
        numbers.join(", ")
    }
}

/// Subject and body of the mail.
pub fn text(letter: &Letter) -> (String, String) {
    match letter.language {
        Language::En => english::text(letter),
        Language::Nl => dutch::text(letter),
    }
}

/// An amount with two decimals and its currency.
fn money(amount: Decimal, currency: &str) -> String {
    format!("{currency} {:.2}", amount.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
}

/// The parts of a subject: what it is, the invoices, the reference.
fn subject(title: &str, letter: &Letter, reference_word: &str) -> String {
    let reference = letter.payment_reference.as_ref().map(|text| format!(", {reference_word} {text}"));
    // A line break in a number from outside must not become a mail header.
    format!("{title} {}{}", letter.numbers(), reference.unwrap_or_default()).replace(['\r', '\n'], " ")
}

/// Joins paragraphs with one empty line between them.
fn paragraphs(parts: Vec<Option<String>>) -> String {
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    parts.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests;
