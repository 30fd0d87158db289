//! Step 5, settle: a bank file is stored once, and each of its transactions moves the invoices it pays.
//!
//! After it: `remind`, which finds what is still open. Import and matching are two commits on purpose: whatever ends
//! the program between them, the next run finds the transactions undecided and decides them. The decision is pure
//! (`receivables::match_transaction`); the database enforces with its own constraints that no money is spent twice.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Months, NaiveDate, Utc};
use receivables::matching::{Booked, Candidate, Customer, ItemKind, OpenItem};
use receivables::{Decision, DecisionKind, OpenItems, Transaction, match_transaction};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::json;
use store::{DocumentKind, Imported, Matched, NewMatch, ReceivableId, ReceivableRow, TransactionId, TransactionRow};

use crate::config::Tenant;
use crate::fail_point::reach;
use crate::{Error, Gateway};

/// How far back a returned payment finds its original (`receivables.md` §3.6).
const RETURN_MONTHS: Months = Months::new(13);
/// Who decided, where no person did.
const AUTHOR: &str = "matching";

/// What a bank file did.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SettleReport {
    /// One line per transaction of the file, in its order.
    pub lines: Vec<SettleLine>,
    /// Statements known with other content: nothing of them was taken, a person has to look.
    pub conflicts: Vec<String>,
    /// Numbers of queued reminders that will not leave, because what they ask for has been paid.
    pub reminders_cancelled: Vec<String>,
    /// Numbers of reminders that had left already when the payment became known.
    pub reminders_already_out: Vec<String>,
}

/// What became of one transaction.
#[derive(Debug, Clone, Serialize)]
pub struct SettleLine {
    /// The bank's key of the transaction.
    pub key: String,
    /// Above zero for money in.
    pub amount: Decimal,
    /// Its currency.
    pub currency: String,
    /// When it was booked.
    pub date: Option<NaiveDate>,
    /// `auto`, `propose`, `reverse`, `ignore`, `total-only` or `duplicate`.
    pub decision: String,
    /// What it pays.
    pub allocations: Vec<Allocated>,
    /// The rule that decided.
    pub reason: String,
    /// For a person to choose from.
    pub candidates: Vec<Candidate>,
}

/// Money on one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Allocated {
    /// Number of the invoice or credit note.
    pub number: String,
    /// How much; below zero for a credit note.
    pub amount: Decimal,
}

/// Reads a bank file of a tenant and moves what it pays.
pub async fn settle(gateway: &Gateway, tenant: &str, file: &[u8]) -> Result<SettleReport, Error> {
    let tenant = gateway.tenant(tenant)?;
    let now = gateway.now();
    let statements = receivables::read_camt053(file)?;
    reach("settle.read");
    remember_accounts(gateway, tenant, now).await?;
    let imported = gateway.store().import_statements(&tenant.id, file, &statements, now).await?;
    reach("settle.stored");
    let run = matched(gateway, tenant, now).await?;
    let transactions = statements.iter().flat_map(receivables::Statement::transactions);
    Ok(run.report(&imported, &transactions.collect::<Vec<_>>()))
}

/// Matches what was imported and not decided, because the program ended in between.
pub async fn settle_waiting(gateway: &Gateway) -> Result<(), Error> {
    for tenant in &gateway.config().tenants {
        if gateway.store().transactions_wait(&tenant.id).await? {
            matched(gateway, tenant, gateway.now()).await?;
        }
    }
    Ok(())
}

async fn matched(gateway: &Gateway, tenant: &Tenant, now: DateTime<Utc>) -> Result<Run, Error> {
    let mut run = Run::open(gateway, tenant, now).await?;
    for row in gateway.store().undecided_transactions(&tenant.id).await? {
        run.decide(gateway, &row, now).await?;
    }
    Ok(run)
}

/// Accounts the configuration names count as known: by them the number on a payment is believed.
async fn remember_accounts(gateway: &Gateway, tenant: &Tenant, now: DateTime<Utc>) -> Result<(), Error> {
    for debtor in &tenant.debtors {
        for iban in &debtor.ibans {
            gateway.store().add_debtor_account(&tenant.id, &debtor.participant, iban, "configuration", now).await?;
        }
    }
    Ok(())
}

/// A run of matching: the open items as they become fewer, and what was decided.
struct Run {
    items: OpenItems,
    receivables: HashMap<String, (ReceivableId, String)>,
    /// Transactions by their storage key, for returns.
    originals: HashMap<String, TransactionId>,
    decided: HashMap<TransactionId, SettleLine>,
    report: SettleReport,
}

impl Run {
    async fn open(gateway: &Gateway, tenant: &Tenant, now: DateTime<Utc>) -> Result<Self, Error> {
        let store = gateway.store();
        let receivables = store.receivables(&tenant.id).await?;
        let accounts = store.debtor_accounts(&tenant.id).await?;
        let since = now.date_naive().checked_sub_months(RETURN_MONTHS).unwrap_or(NaiveDate::MIN);
        let history = store.transactions_since(&tenant.id, since).await?;
        let items = OpenItems::new(customers(&receivables, &accounts), receivables.iter().map(open_item).collect());
        let originals = history.iter().map(|row| (row.transaction.import_key.clone(), row.id.clone())).collect();
        let booked = history.iter().filter(|row| row.decision.is_some()).map(booked).collect();
        Ok(Self {
            items: items.with_history(booked),
            receivables: receivables.into_iter().map(|row| (row.number, (row.id, row.debtor))).collect(),
            originals,
            decided: HashMap::new(),
            report: SettleReport::default(),
        })
    }

    async fn decide(&mut self, gateway: &Gateway, row: &TransactionRow, now: DateTime<Utc>) -> Result<(), Error> {
        let decision = match_transaction(&row.transaction, &self.items);
        let matched = gateway.store().record_match(&self.new_match(row, &decision), now).await?;
        reach("settle.matched");
        match matched {
            Matched::Recorded { taken_back, .. } => {
                self.report.reminders_cancelled.extend(taken_back.cancelled);
                self.report.reminders_already_out.extend(taken_back.already_out);
                self.items.apply(&row.transaction, &decision, "bank");
                // Decided before and still a proposal: that is no news of this file.
                if row.decision.is_none() {
                    self.decided.insert(row.id.clone(), line(&row.transaction, &decision));
                }
            }
            // Another run was quicker; its decision stands and the constraints kept the money right.
            Matched::AlreadyDecided | Matched::TooMuch { .. } => {
                tracing::warn!(transaction.id = %row.id, "transaction was decided or spent by another run");
            }
        }
        Ok(())
    }

    fn new_match(&self, row: &TransactionRow, decision: &Decision) -> NewMatch {
        let known = |number: &String| self.receivables.get(number);
        // A proposal is whose it most likely is: whoever may have paid is not chased before a person has looked.
        let allocated = decision.allocations.iter().map(|(number, _)| number);
        let named = allocated.chain(decision.candidates.iter().map(|candidate| &candidate.number));
        let debtor = named.filter_map(known).map(|(_, debtor)| debtor.clone()).next();
        let moves = decision.kind == DecisionKind::Auto;
        let allocations = decision.allocations.iter().filter(|_| moves);
        NewMatch {
            transaction_id: row.id.clone(),
            decision: decision.kind.as_str().to_owned(),
            reason: decision.reason.clone(),
            detail: json!(decision),
            debtor: decision.credit_to.clone().or(debtor),
            allocations: allocations.filter_map(|(number, amount)| Some((known(number)?.0.clone(), *amount))).collect(),
            rest_on_account: moves && !decision.unallocated.is_zero(),
            charge_writeoff: if moves { decision.charge_writeoff } else { Decimal::ZERO },
            reverses: decision.reverses_import_key.as_ref().and_then(|key| self.originals.get(key)).cloned(),
            is_final: decision.kind != DecisionKind::Propose,
            learn_account: false,
            author: AUTHOR.to_owned(),
        }
    }

    fn report(mut self, imported: &Imported, transactions: &[&Transaction]) -> SettleReport {
        let by_key: HashMap<&str, &&Transaction> = transactions.iter().map(|one| (one.key.as_str(), one)).collect();
        for known in &imported.lines {
            let decided = self.decided.remove(&known.id);
            let repeat = || by_key.get(known.key.as_str()).map(|transaction| duplicate(transaction));
            self.report.lines.extend(decided.or_else(repeat));
        }
        self.report.conflicts.clone_from(&imported.conflicts);
        self.report
    }
}

// ---- shapes: pure --------------------------------------------------------------------------------------------------

fn customers(receivables: &[ReceivableRow], accounts: &[(String, String)]) -> BTreeMap<String, Customer> {
    let mut customers: BTreeMap<String, Customer> = BTreeMap::new();
    for row in receivables {
        let name = row.debtor_name.clone().unwrap_or_default();
        customers.entry(row.debtor.clone()).or_insert_with(|| Customer { name, ..Customer::default() });
    }
    for (debtor, iban) in accounts {
        let customer = customers.entry(debtor.clone()).or_default();
        match customer.iban {
            None => customer.iban = Some(iban.clone()),
            Some(_) => customer.further_ibans.push(iban.clone()),
        }
    }
    customers
}

fn open_item(row: &ReceivableRow) -> OpenItem {
    OpenItem {
        number: row.number.clone(),
        customer: row.debtor.clone(),
        kind: if row.kind == DocumentKind::CreditNote { ItemKind::CreditNote } else { ItemKind::Invoice },
        amount: row.payable,
        open: row.open,
        currency: row.currency.clone(),
        references: row.references.clone(),
        due_date: Some(row.due_date),
    }
}

fn booked(row: &TransactionRow) -> Booked {
    let on_account = row.allocations.iter().find(|allocation| allocation.receivable_id.is_none());
    let allocations = row.allocations.iter().filter_map(|one| Some((one.number.clone()?, one.amount)));
    Booked {
        key: row.transaction.key.clone(),
        import_key: row.transaction.import_key.clone(),
        account: row.transaction.account.clone(),
        amount: row.transaction.amount,
        end_to_end_id: row.transaction.end_to_end_id.clone(),
        counterparty_iban: row.transaction.counterparty_iban.clone(),
        booking_date: row.transaction.booking_date,
        allocations: allocations.collect(),
        charge_writeoff: Decimal::ZERO,
        credit: on_account.and_then(|one| Some((row.debtor.clone()?, one.amount))),
        undone: row.decision.as_deref() == Some(DecisionKind::Auto.as_str()) && row.allocations.is_empty(),
    }
}

fn line(transaction: &Transaction, decision: &Decision) -> SettleLine {
    let allocations = decision.allocations.iter();
    SettleLine {
        key: transaction.key.clone(),
        amount: transaction.amount,
        currency: transaction.currency.clone(),
        date: transaction.booking_date,
        decision: decision.kind.as_str().to_owned(),
        allocations: allocations
            .map(|(number, amount)| Allocated { number: number.clone(), amount: *amount })
            .collect(),
        reason: decision.reason.clone(),
        candidates: decision.candidates.clone(),
    }
}

fn duplicate(transaction: &Transaction) -> SettleLine {
    SettleLine {
        key: transaction.key.clone(),
        amount: transaction.amount,
        currency: transaction.currency.clone(),
        date: transaction.booking_date,
        decision: DecisionKind::Duplicate.as_str().to_owned(),
        allocations: Vec::new(),
        reason: "imported before".to_owned(),
        candidates: Vec::new(),
    }
}
