//! Pure matching of bank files against open items, as `acquit bank match` prints it.
//!
//! Source: design.md sections 6 and 10 (shapes), receivables.md section 3.6. Files are taken in the order given; a
//! payment that came before is a duplicate.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    bank::{BalanceCheck, BankFileError, Statement, decode},
    camt::read_camt053,
    coda::read_coda,
    matching::{Candidate, Customer, Decision, DecisionKind, OpenItem, OpenItems, match_transaction},
    mt940::read_mt940,
};

/// Open items as they are given: customers by key, and their documents.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Given {
    /// Customers by key.
    #[serde(default)]
    pub customers: BTreeMap<String, Customer>,
    /// Their open documents.
    #[serde(alias = "open_items_before")]
    pub open_items: Vec<OpenItem>,
}

/// Why nothing was matched.
#[derive(Debug, thiserror::Error)]
pub enum BankMatchError {
    /// The open items are not what design.md section 10 describes.
    #[error("open items are not readable: {0}; see the shape in the manual")]
    OpenItems(#[from] serde_json::Error),
    /// A document occurs twice.
    #[error("open item {0:?} is given twice")]
    Twice(String),
    /// A file was refused.
    #[error("{file}: {source}")]
    File {
        /// Its name.
        file: String,
        /// Why.
        source: BankFileError,
    },
}

/// An allocation as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Allocation {
    /// Number of the document.
    pub number: String,
    /// How much.
    pub amount: Decimal,
}

/// One line of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Name of the file.
    pub file: String,
    /// Key of the transaction.
    pub key: String,
    /// Its amount; below zero for a debit.
    pub amount: Decimal,
    /// Its currency.
    pub currency: String,
    /// When it was booked.
    pub date: Option<NaiveDate>,
    /// What becomes of it.
    pub decision: DecisionKind,
    /// What it was allocated to.
    pub allocations: Vec<Allocation>,
    /// Why.
    pub reason: String,
    /// What a person may choose from.
    pub candidates: Vec<Candidate>,
    /// What no item took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unallocated: Option<Decimal>,
    /// Whose credit that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unallocated_to: Option<String>,
    /// Bank charges that closed a rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_charge_writeoff: Option<Decimal>,
    /// Key of the transaction that was undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reverses: Option<String>,
}

/// The last line of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct After {
    /// What is open of each document, in the order given.
    pub open_items_after: serde_json::Map<String, serde_json::Value>,
    /// Credits of customers.
    pub credit_on_account_after: BTreeMap<String, Decimal>,
}

/// Everything that is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// One line per transaction.
    pub lines: Vec<Line>,
    /// The last line.
    pub after: After,
    /// What does not agree in the files, for a person; nothing was refused for it.
    pub warnings: Vec<String>,
}

/// Reads a bank file of any format we know, by its first characters.
pub fn read_bank_file(bytes: &[u8]) -> Result<Vec<Statement>, BankFileError> {
    let head = decode(bytes.get(..bytes.len().min(1024)).unwrap_or(bytes));
    let head = head.trim_start();
    if head.starts_with('<') {
        read_camt053(bytes)
    } else if head.starts_with("00000") && head.lines().next().is_some_and(|line| line.trim_end().len() > 80) {
        read_coda(bytes)
    } else {
        read_mt940(bytes)
    }
}

/// Matches files against open items; `files` are names and contents in the order in which they are imported.
pub fn bank_match(open_items: &[u8], files: &[(String, Vec<u8>)]) -> Result<Matched, BankMatchError> {
    let given: Given = serde_json::from_slice(open_items)?;
    let mut numbers = std::collections::HashSet::new();
    if let Some(twice) = given.open_items.iter().find(|item| !numbers.insert(&item.number)) {
        return Err(BankMatchError::Twice(twice.number.clone()));
    }
    let mut items = OpenItems::new(given.customers, given.open_items);
    let (mut lines, mut warnings) = (Vec::new(), Vec::new());
    for (file, bytes) in files {
        let read = read_bank_file(bytes);
        let statements = read.map_err(|source| BankMatchError::File { file: file.clone(), source })?;
        for statement in &statements {
            warnings.extend(warning(file, statement));
            for transaction in statement.transactions() {
                let decision = match_transaction(transaction, &items);
                items.apply(transaction, &decision, file);
                lines.push(line(file, transaction, decision));
            }
        }
    }
    Ok(Matched { lines, after: after(&items), warnings })
}

fn warning(file: &str, statement: &Statement) -> Option<String> {
    match statement.balance_check() {
        BalanceCheck::Differs { expected, found } => Some(format!(
            "{file}: statement {} closes with {found}, but its opening balance and entries make {expected}",
            statement.id
        )),
        BalanceCheck::Agrees | BalanceCheck::NotStated => None,
    }
}

fn line(file: &str, transaction: &crate::bank::Transaction, decision: Decision) -> Line {
    let filled = |amount: Decimal| Some(money(amount)).filter(|amount| !amount.is_zero());
    let allocation = |(number, amount): (String, Decimal)| Allocation { number, amount: money(amount) };
    let settled = decision.kind == DecisionKind::Auto;
    Line {
        file: file.to_owned(),
        key: transaction.key.clone(),
        amount: money(transaction.amount),
        currency: transaction.currency.clone(),
        date: transaction.booking_date,
        decision: decision.kind,
        allocations: decision.allocations.into_iter().map(allocation).collect(),
        reason: decision.reason,
        candidates: decision.candidates,
        unallocated: filled(decision.unallocated).filter(|_| settled),
        unallocated_to: decision.credit_to.map(|customer| format!("credit-on-account {customer}")).filter(|_| settled),
        bank_charge_writeoff: filled(decision.charge_writeoff),
        reverses: decision.reverses,
    }
}

fn after(items: &OpenItems) -> After {
    let open = |item: &OpenItem| (item.number.clone(), serde_json::Value::from(money(item.open).to_string()));
    After {
        open_items_after: items.items().iter().map(open).collect(),
        credit_on_account_after: items
            .credit_on_account()
            .into_iter()
            .map(|(to, amount)| (to, money(amount)))
            .collect(),
    }
}

/// At least two decimals, and no zeros beyond them.
fn money(amount: Decimal) -> Decimal {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount
}

#[cfg(test)]
mod tests;
