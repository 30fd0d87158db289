//! One movement of a CODA file: records 21 to 23 with the information of records 31 to 33.
//!
//! Source: receivables.md section 3.4. The first digit of the transaction code tells totals and details apart; family 02
//! is an instant transfer; transaction 37 is the bank's costs.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Line;
use crate::bank::{BankFileError, Border, FreeText, Nature, StructuredReference, Transaction, compact};

/// What all movements of a statement share.
pub(super) struct Frame<'a> {
    pub account: &'a str,
    pub currency: &'a str,
    pub statement: &'a str,
}

/// A movement with what its further records added.
#[derive(Debug, Clone)]
pub(super) struct Movement {
    pub sequence: String,
    pub detail: String,
    pub amount: Decimal,
    code: String,
    structured: bool,
    communication: Vec<String>,
    value_date: Option<NaiveDate>,
    entry_date: Option<NaiveDate>,
    customer_reference: String,
    return_kind: String,
    return_reason: String,
    counterparty_account: String,
    counterparty: String,
    ultimate_debtor: Option<String>,
}

impl Movement {
    pub fn read(line: &Line, place: &str) -> Result<Self, BankFileError> {
        let amount = line.signed_amount(32).ok_or_else(|| BankFileError::Missing {
            place: format!("{place}, movement {}", line.part(3, 10)),
            what: "amount",
            found: line.part(32, 47),
        })?;
        Ok(Self {
            sequence: line.part(3, 6),
            detail: line.part(7, 10),
            amount,
            code: line.part(54, 61),
            structured: line.part(62, 62) == "1",
            communication: vec![line.part(63, 115)],
            value_date: line.date(48),
            entry_date: line.date(116),
            customer_reference: String::new(),
            return_kind: String::new(),
            return_reason: String::new(),
            counterparty_account: String::new(),
            counterparty: String::new(),
            ultimate_debtor: None,
        })
    }

    /// Adds a record 22, 23 or 31 to 33.
    pub fn add(&mut self, line: &Line) {
        match line.part(1, 2).as_str() {
            "22" => {
                self.communication.push(line.part(11, 63));
                self.customer_reference = line.trimmed(64, 98);
                self.return_kind = line.trimmed(113, 113);
                self.return_reason = line.trimmed(114, 117);
            }
            "23" => {
                let account = line.part(11, 44);
                self.counterparty_account = account.split_whitespace().next().map(compact).unwrap_or_default();
                self.counterparty = line.trimmed(48, 82);
                self.communication.push(line.part(83, 125));
            }
            // Type 009 names the ultimate debtor: the customer, when a third party paid.
            "31" if line.part(40, 40) == "1" && line.part(41, 43) == "009" => {
                self.ultimate_debtor = Some(line.trimmed(44, 113));
            }
            _ => {}
        }
    }

    /// The first digit of the code: 0 simple, 1 and 2 totals, 3 with details, 5 to 9 details.
    fn level(&self) -> char {
        self.code.chars().next().unwrap_or('0')
    }

    fn family(&self) -> &str {
        self.code.get(1..3).unwrap_or_default()
    }

    fn operation(&self) -> &str {
        self.code.get(3..5).unwrap_or_default()
    }

    /// Type and content of a structured communication.
    fn reference(&self) -> Option<StructuredReference> {
        let content = self.communication.concat();
        let (kind, value) = self.structured.then(|| content.split_at_checked(3)).flatten()?;
        let value = match kind {
            "100" => value.get(..25)?,
            "101" | "102" => value.get(..12)?,
            _ => return None,
        };
        Some(StructuredReference { value: value.trim().to_owned(), issuer: Some(kind.to_owned()) })
    }

    /// Free communication over its records, without the blanks at the end.
    fn text(&self) -> FreeText {
        let mut pieces = if self.structured { Vec::new() } else { self.communication.clone() };
        while let Some(last) = pieces.pop() {
            let kept = last.trim_end();
            if !kept.is_empty() {
                pieces.push(kept.to_owned());
                break;
            }
        }
        FreeText { pieces, border: Border::Record }
    }

    fn transaction(&self, nature: Nature, frame: &Frame<'_>) -> Transaction {
        let key = format!("{}/{}", self.sequence, self.detail);
        let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Transaction {
            import_key: format!("{}|{}|{key}", frame.account, frame.statement),
            key,
            key_basis: "same account, statement and sequence".to_owned(),
            account: frame.account.to_owned(),
            amount: self.amount,
            currency: frame.currency.to_owned(),
            booking_date: self.entry_date,
            value_date: self.value_date,
            booked: true,
            return_reason: filled(&self.return_kind).map(|_| self.return_reason.clone()),
            nature,
            instant: self.family() == "02",
            end_to_end_id: filled(&self.customer_reference).filter(|id| id != "NOTPROVIDED"),
            references: self.reference().into_iter().collect(),
            text: self.text(),
            counterparty: filled(&self.counterparty),
            counterparty_iban: filled(&self.counterparty_account),
            ultimate_debtor: self.ultimate_debtor.clone(),
            ..Transaction::default()
        }
    }
}

/// The payments of a movement: itself, or the total and the details it consists of.
pub(super) fn transactions(movement: &Movement, details: &[&Movement], frame: &Frame<'_>) -> Vec<Transaction> {
    let is_total = matches!(movement.level(), '1' | '2');
    let costs = movement.amount < Decimal::ZERO && movement.operation() == "37";
    match (is_total, details.is_empty()) {
        (true, false) => {
            let whole = movement.transaction(Nature::Total, frame);
            let parts = details.iter().map(|detail| {
                // A detail of level 7 is a total again, of details of level 9.
                let inner = detail.level() == '7' && details.iter().any(|other| other.level() == '9');
                detail.transaction(if inner { Nature::Total } else { Nature::GlobalisationDetail }, frame)
            });
            std::iter::once(whole).chain(parts).collect()
        }
        (true, true) => vec![movement.transaction(Nature::TotalWithoutDetails, frame)],
        // Details of a simple movement itemise it, as charges do; the payment is the movement.
        (false, _) if costs => vec![movement.transaction(Nature::BankCharge, frame)],
        (false, _) => vec![movement.transaction(Nature::Payment, frame)],
    }
}
