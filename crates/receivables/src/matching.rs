//! Matching of bank transactions with open items: what is allocated without a person, what is proposed, and why.
//!
//! Source: receivables.md section 3.6. The attempts run in a fixed order and the first that succeeds decides; two
//! candidates of equal strength are never decided by age. Each decision carries the rule that fired in words that are
//! stored and shown.

mod decide;
mod ledger;
mod numbers;
mod undo;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use decide::match_transaction;
pub use ledger::{Booked, Customer, ItemKind, OpenItem, OpenItems};

use crate::named;

named! {
    /// What becomes of a transaction.
    pub enum DecisionKind: "matching decision" {
        /// Allocated without a person.
        Auto = "auto",
        /// Shown to a person with the candidates; nothing is allocated.
        Propose = "propose",
        /// Undoes an earlier allocation and reopens the invoice.
        Reverse = "reverse",
        /// Kept as a bank line; no receivable is touched.
        Ignore = "ignore",
        /// A total whose details follow; kept for the balance check only.
        TotalOnly = "total-only",
        /// Imported before; no effect.
        Duplicate = "duplicate",
    }
}

/// An open item a person may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Number of the document.
    pub number: String,
    /// How much speaks for it, up to 100.
    pub score: u8,
    /// What speaks for it.
    pub reason: String,
}

/// What was decided about one transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What becomes of it.
    pub kind: DecisionKind,
    /// Document numbers and amounts; a credit note and an undone allocation have amounts below zero.
    pub allocations: Vec<(String, Decimal)>,
    /// The rule that fired, with its remarks.
    pub reason: String,
    /// For a person to choose from, strongest first.
    pub candidates: Vec<Candidate>,
    /// What is left over and becomes the customer's credit; for a proposal what is in question.
    pub unallocated: Decimal,
    /// The customer whose credit it becomes, or is proposed to become.
    pub credit_to: Option<String>,
    /// Charges of the banks on the way, which close the rest of the item.
    pub charge_writeoff: Decimal,
    /// Readable key of the transaction that is undone.
    pub reverses: Option<String>,
    /// Its storage key; `None` if it lies before the first import.
    pub reverses_import_key: Option<String>,
}

impl Decision {
    fn new(kind: DecisionKind, reason: impl Into<String>) -> Self {
        Self {
            kind,
            allocations: Vec::new(),
            reason: reason.into(),
            candidates: Vec::new(),
            unallocated: Decimal::ZERO,
            credit_to: None,
            charge_writeoff: Decimal::ZERO,
            reverses: None,
            reverses_import_key: None,
        }
    }

    fn propose(reason: impl Into<String>, candidates: Vec<Candidate>) -> Self {
        Self { candidates, ..Self::new(DecisionKind::Propose, reason) }
    }

    /// Whether a person has to look at it: such a credit holds the customer's reminders.
    pub fn needs_a_person(&self) -> bool {
        self.kind == DecisionKind::Propose
    }
}

#[cfg(test)]
mod tests;
