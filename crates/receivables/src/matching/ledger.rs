//! The open items and what is known around them: customers, their accounts, and what was booked before.
//!
//! A working copy for a run of matching: decisions are applied to it one after the other, so that the second payment of
//! an invoice sees what the first left open. The database repeats the checks with its own constraints.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Decision, DecisionKind, numbers::NumberIndex};
use crate::{
    bank::{Transaction, compact},
    reference::Reference,
};

/// Someone who owes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Customer {
    /// Name, for people.
    pub name: String,
    /// The account known for this customer.
    pub iban: Option<String>,
    /// Its bank; informative.
    pub bic: Option<String>,
    /// Further accounts, confirmed by a person.
    pub further_ibans: Vec<String>,
    /// Whether the customer opted in to automatic matching by amount and account alone.
    pub automatic_by_amount: bool,
}

/// Whether an item is owed to us or by us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// An invoice.
    Invoice,
    /// A credit note; its amounts are below zero.
    #[serde(alias = "credit-note")]
    CreditNote,
}

/// One open item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenItem {
    /// Number of the document, unique for the seller.
    pub number: String,
    /// Key of the customer.
    pub customer: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ItemKind,
    /// The whole amount.
    pub amount: Decimal,
    /// What is open of it; 0 for an item kept because a payment may still name it.
    pub open: Decimal,
    /// Currency of both.
    pub currency: String,
    /// References printed on it.
    #[serde(default)]
    pub references: Vec<String>,
    /// When it is due.
    #[serde(default)]
    pub due_date: Option<NaiveDate>,
}

/// A transaction that was imported before, with what it was allocated to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    /// Its readable key.
    pub key: String,
    /// Its storage key: readable keys of some formats repeat from statement to statement.
    pub import_key: String,
    /// Our account.
    pub account: String,
    /// Above zero for money in.
    pub amount: Decimal,
    /// The payer's id.
    pub end_to_end_id: Option<String>,
    /// The payer's account.
    pub counterparty_iban: Option<String>,
    /// When it was booked.
    pub booking_date: Option<NaiveDate>,
    /// What it was allocated to.
    pub allocations: Vec<(String, Decimal)>,
    /// Charges that closed a rest.
    pub charge_writeoff: Decimal,
    /// What became a customer's credit.
    pub credit: Option<(String, Decimal)>,
    /// Whether it was undone.
    pub undone: bool,
}

/// A file a transaction came from, and whether it was booked there.
#[derive(Debug, Clone)]
struct Seen {
    label: String,
    booked: bool,
}

/// Open items with their indexes.
#[derive(Debug, Clone, Default)]
pub struct OpenItems {
    customers: BTreeMap<String, Customer>,
    items: Vec<OpenItem>,
    by_reference: HashMap<String, Vec<usize>>,
    by_number: HashMap<String, usize>,
    by_customer: HashMap<String, Vec<usize>>,
    customers_by_iban: HashMap<String, Vec<String>>,
    pub(super) numbers: NumberIndex,
    pub(super) booked: Vec<Booked>,
    seen: HashMap<String, Seen>,
    credit_on_account: BTreeMap<String, Decimal>,
}

impl OpenItems {
    /// Open items of one seller.
    pub fn new(customers: BTreeMap<String, Customer>, items: Vec<OpenItem>) -> Self {
        let mut ledger = Self { customers, ..Self::default() };
        for (key, customer) in &ledger.customers {
            for iban in customer.iban.iter().chain(&customer.further_ibans) {
                ledger.customers_by_iban.entry(compact(iban)).or_default().push(key.clone());
            }
        }
        for item in items {
            ledger.add(item);
        }
        ledger
    }

    /// Adds an item.
    pub fn add(&mut self, item: OpenItem) {
        let index = self.items.len();
        for reference in &item.references {
            self.by_reference.entry(compact(reference)).or_default().push(index);
        }
        self.numbers.insert(&item.number, index);
        self.by_number.insert(item.number.clone(), index);
        self.by_customer.entry(item.customer.clone()).or_default().push(index);
        self.items.push(item);
    }

    /// Adds what was booked in earlier runs, so that returns find their original.
    #[must_use]
    pub fn with_history(mut self, booked: Vec<Booked>) -> Self {
        self.booked.extend(booked);
        self
    }

    /// Tells which transactions were imported before: storage key and the name of their file.
    #[must_use]
    pub fn with_imported(mut self, imported: impl IntoIterator<Item = (String, String)>) -> Self {
        let seen = imported.into_iter().map(|(key, label)| (key, Seen { label, booked: true }));
        self.seen.extend(seen);
        self
    }

    /// The items in the order in which they were given.
    pub fn items(&self) -> &[OpenItem] {
        &self.items
    }

    /// Credits of customers that no item took, without those that are back at zero.
    pub fn credit_on_account(&self) -> BTreeMap<String, Decimal> {
        self.credit_on_account.iter().filter(|(_, amount)| !amount.is_zero()).map(|(k, v)| (k.clone(), *v)).collect()
    }

    pub(super) fn item(&self, index: usize) -> &OpenItem {
        &self.items[index]
    }

    /// The file a transaction was imported from before. A pending entry that is booked now is new.
    pub(super) fn imported_from(&self, transaction: &Transaction) -> Option<&str> {
        let seen = self.seen.get(&transaction.import_key)?;
        (seen.booked || !transaction.booked).then_some(seen.label.as_str())
    }

    /// The items a reference was printed on.
    pub(super) fn with_reference(&self, reference: &Reference) -> &[usize] {
        self.by_reference.get(reference.compact()).map_or(&[], Vec::as_slice)
    }

    /// Items with an RF reference of this body, for the proposal after wrong check digits.
    pub(super) fn with_reference_body(&self, broken: &str) -> Vec<usize> {
        let body = |text: &str| if text.starts_with("RF") { text.get(4..).map(str::to_owned) } else { None };
        let Some(wanted) = body(broken) else { return Vec::new() };
        // Only reached for the rare broken reference, so a walk is cheaper than another index.
        let fits = |item: &OpenItem| item.references.iter().any(|own| body(&compact(own)).as_ref() == Some(&wanted));
        (0..self.items.len()).filter(|index| fits(&self.items[*index])).collect()
    }

    /// The customers an account is known for.
    pub(super) fn customers_of(&self, iban: Option<&str>) -> &[String] {
        iban.and_then(|iban| self.customers_by_iban.get(&compact(iban))).map_or(&[], Vec::as_slice)
    }

    pub(super) fn customer(&self, key: &str) -> Option<&Customer> {
        self.customers.get(key)
    }

    /// Items of these customers in this currency that are not settled.
    pub(super) fn open_of(&self, customers: &[String], currency: &str) -> Vec<usize> {
        let all = customers.iter().filter_map(|customer| self.by_customer.get(customer)).flatten().copied();
        let open = |index: &usize| {
            let item = &self.items[*index];
            !item.open.is_zero() && item.currency == currency
        };
        all.filter(open).collect()
    }

    /// Applies a decision, so that the next transaction sees what it left open.
    pub fn apply(&mut self, transaction: &Transaction, decision: &Decision, label: &str) {
        if decision.kind == DecisionKind::Duplicate {
            return;
        }
        let seen = Seen { label: label.to_owned(), booked: transaction.booked };
        self.seen.insert(transaction.import_key.clone(), seen);
        if !transaction.booked {
            return;
        }
        if matches!(decision.kind, DecisionKind::Auto | DecisionKind::Reverse) {
            self.allocate(decision);
        }
        if let Some(reverses) = &decision.reverses_import_key {
            self.undo(reverses);
        }
        let takes_credit = decision.kind == DecisionKind::Auto && !decision.unallocated.is_zero();
        let credit = decision.credit_to.clone().filter(|_| takes_credit).map(|to| (to, decision.unallocated));
        if let Some((customer, amount)) = &credit {
            *self.credit_on_account.entry(customer.clone()).or_default() += *amount;
        }
        self.booked.push(Booked {
            key: transaction.key.clone(),
            import_key: transaction.import_key.clone(),
            account: transaction.account.clone(),
            amount: transaction.amount,
            end_to_end_id: transaction.end_to_end_id.clone(),
            counterparty_iban: transaction.counterparty_iban.clone(),
            booking_date: transaction.booking_date,
            allocations: decision.allocations.clone(),
            charge_writeoff: decision.charge_writeoff,
            credit,
            undone: false,
        });
    }

    fn allocate(&mut self, decision: &Decision) {
        for (index, (number, amount)) in decision.allocations.iter().enumerate() {
            // Charges on the way concern a payment of one item.
            let writeoff = if index == 0 { decision.charge_writeoff } else { Decimal::ZERO };
            if let Some(item) = self.by_number.get(number).and_then(|index| self.items.get_mut(*index)) {
                item.open -= *amount + writeoff;
            }
        }
    }

    /// Marks the original as undone and takes back what it gave beside its allocations.
    fn undo(&mut self, import_key: &str) {
        let Some(original) =
            self.booked.iter_mut().rev().find(|booked| booked.import_key == import_key && !booked.undone)
        else {
            return;
        };
        original.undone = true;
        let (writeoff, credit) = (original.charge_writeoff, original.credit.clone());
        let number = original.allocations.first().map(|(number, _)| number.clone());
        if let Some(item) =
            number.and_then(|number| self.by_number.get(&number)).and_then(|index| self.items.get_mut(*index))
        {
            item.open += writeoff;
        }
        if let Some((customer, amount)) = credit {
            *self.credit_on_account.entry(customer).or_default() -= amount;
        }
    }
}
