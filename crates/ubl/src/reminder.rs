//! A payment reminder, before it is rendered to EHF Reminder 3.0, to our UBL 2.1 Reminder, or to mail.
//!
//! One model, so that every form states the same claim.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::amount::AMOUNT_DECIMALS;
use crate::party::{Party, Payment};
use crate::vat::{VatCategory, VatGroup};

/// A reminder for one debtor, in one currency, at one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reminder {
    /// Number of the reminder, of its own series.
    pub number: String,
    /// Date of the reminder.
    pub issue_date: NaiveDate,
    /// New date to pay by.
    pub pay_by: NaiveDate,
    /// ISO 4217 code.
    pub currency: String,
    /// Dunning level, 0 to 3.
    pub level: u8,
    /// Reminders sent before plus one.
    pub sequence: u32,
    /// Creditor.
    pub seller: Party,
    /// Debtor.
    pub buyer: Party,
    /// The buyer's own reference; falls back to the order or invoice number in EHF.
    pub buyer_reference: Option<String>,
    /// What is open.
    pub items: Vec<OpenItem>,
    /// Claims on top.
    pub fees: Vec<Fee>,
    /// Where to pay, with the reference of the invoice.
    pub payment: Payment,
    /// Wording.
    pub note: Option<String>,
}

/// One unpaid invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenItem {
    /// Number of the invoice.
    pub invoice_number: String,
    /// Its date.
    pub invoice_date: NaiveDate,
    /// Its legal due date.
    pub due_date: NaiveDate,
    /// What was asked for, with VAT and rounding, before anything was paid.
    pub gross: Decimal,
    /// Credited so far, the sum of `credits`.
    pub credited: Decimal,
    /// Received so far, what the invoice itself had as prepaid included.
    pub paid: Decimal,
    /// Still owed: gross less credited less paid.
    pub open: Decimal,
    /// VAT breakdown of the invoice.
    pub vat_groups: Vec<VatGroup>,
    /// Credit notes with their breakdown.
    pub credits: Vec<CreditedDocument>,
    /// What the payer is to quote.
    pub payment_reference: Option<String>,
}

/// A credit note set against an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CreditedDocument {
    /// Number of the credit note.
    pub number: String,
    /// Its date.
    pub issue_date: Option<NaiveDate>,
    /// Amount with VAT, positive.
    pub gross: Decimal,
    /// Its VAT breakdown, positive amounts.
    pub vat_groups: Vec<VatGroup>,
}

/// What a fee is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeKind {
    /// Fixed compensation for recovery costs.
    Compensation,
    /// Reminder fee.
    ReminderFee,
    /// Late interest.
    Interest,
}

/// A claim on top of the invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fee {
    /// What it is for.
    pub kind: FeeKind,
    /// Amount; no VAT is due on it.
    pub amount: Decimal,
    /// Text for the debtor: for interest the principal, rate and days.
    pub reason: String,
    /// Law or contract it rests on.
    pub legal_basis: Option<String>,
}

/// Why a reminder cannot be written in a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReminderError {
    /// EHF Reminder 3.0 holds one invoice.
    #[error("an EHF reminder holds exactly one invoice, this one has {0}; send one reminder per invoice")]
    ItemCount(usize),
    /// Nothing to remind of.
    #[error("a reminder needs at least one open item")]
    NoItems,
    /// The form does not go at this level.
    #[error("level {level} is not sent as {form}; levels {allowed} are")]
    Level {
        /// The level asked for.
        level: u8,
        /// The form asked for.
        form: &'static str,
        /// The levels it may carry.
        allowed: &'static str,
    },
    /// A party has no electronic address.
    #[error("the {0} has no endpoint")]
    NoEndpoint(&'static str),
    /// Amounts of an item do not add up.
    #[error("invoice {invoice}: {what} is {found}, but {computed} follows from the other amounts")]
    Amounts {
        /// The invoice.
        invoice: String,
        /// Which amount.
        what: &'static str,
        /// What the item says.
        found: Decimal,
        /// What we compute.
        computed: Decimal,
    },
    /// An item without a VAT breakdown cannot be written.
    #[error("invoice {0} has no VAT breakdown")]
    NoVatGroups(String),
    /// VAT categories that may not stand in one document.
    #[error("category O cannot stand beside category {0} in one EHF reminder")]
    MixedCategoryO(VatCategory),
    /// An intra-Community supply cannot be restated without its delivery.
    #[error("category K needs a delivery, for which an EHF reminder has no element; use another channel")]
    CategoryK,
    /// Fees must be positive.
    #[error("fee {reason:?} of {amount} is not positive")]
    Fee {
        /// Its text.
        reason: String,
        /// Its amount.
        amount: Decimal,
    },
    /// A reminder that asks for nothing, or for money back.
    #[error("the reminder asks for {0}, which is nothing to remind of")]
    NothingOwed(Decimal),
    /// The new date lies before the reminder.
    #[error("pay_by {pay_by} lies before the date of the reminder {issue_date}")]
    PayBy {
        /// The date to pay by.
        pay_by: NaiveDate,
        /// The date of the reminder.
        issue_date: NaiveDate,
    },
}

/// A difference between an amount and its VAT breakdown that counts as rounding of the payable amount.
const ROUNDING_LIMIT: Decimal = Decimal::ONE;

impl Reminder {
    /// Still owed on all items.
    pub fn total_open(&self) -> Decimal {
        self.items.iter().map(|item| item.open).sum()
    }

    /// Sum of the fees.
    pub fn total_fees(&self) -> Decimal {
        self.fees.iter().map(|fee| fee.amount).sum()
    }

    /// What the reminder asks for.
    pub fn total_claim(&self) -> Decimal {
        self.total_open() + self.total_fees()
    }

    /// What every structured form demands of a reminder.
    pub(crate) fn check(&self) -> Result<(), ReminderError> {
        if self.items.is_empty() {
            return Err(ReminderError::NoItems);
        }
        for (party, name) in [(&self.seller, "seller"), (&self.buyer, "buyer")] {
            if party.endpoint.is_none() {
                return Err(ReminderError::NoEndpoint(name));
            }
        }
        if self.pay_by < self.issue_date {
            return Err(ReminderError::PayBy { pay_by: self.pay_by, issue_date: self.issue_date });
        }
        if let Some(fee) = self.fees.iter().find(|fee| fee.amount <= Decimal::ZERO || !is_amount(fee.amount)) {
            return Err(ReminderError::Fee { reason: fee.reason.clone(), amount: fee.amount });
        }
        self.items.iter().try_for_each(check_sums)?;
        let claim = self.total_claim();
        if claim <= Decimal::ZERO { Err(ReminderError::NothingOwed(claim)) } else { Ok(()) }
    }
}

impl Fee {
    /// What the debtor reads: the reason, and what it rests on.
    pub fn text(&self) -> String {
        match &self.legal_basis {
            Some(basis) => format!("{} ({basis})", self.reason),
            None => self.reason.clone(),
        }
    }
}

/// The breakdowns of an item and its credits, needed where VAT is restated.
pub(crate) fn check_item(item: &OpenItem) -> Result<(), ReminderError> {
    check_breakdown(&item.invoice_number, "gross", item.gross, &item.vat_groups)?;
    item.credits.iter().try_for_each(|credit| {
        check_breakdown(&credit.number, "gross of the credit note", credit.gross, &credit.vat_groups)
    })
}

fn check_sums(item: &OpenItem) -> Result<(), ReminderError> {
    let credited: Decimal = item.credits.iter().map(|credit| credit.gross).sum();
    let open = item.gross - item.credited - item.paid;
    for (what, found, computed) in [("credited", item.credited, credited), ("open", item.open, open)] {
        if found != computed || !is_amount(found) {
            return Err(ReminderError::Amounts { invoice: item.invoice_number.clone(), what, found, computed });
        }
    }
    Ok(())
}

fn check_breakdown(number: &str, what: &'static str, gross: Decimal, groups: &[VatGroup]) -> Result<(), ReminderError> {
    if groups.is_empty() {
        return Err(ReminderError::NoVatGroups(number.to_owned()));
    }
    let computed: Decimal = groups.iter().map(|group| group.taxable + group.amount).sum();
    if (gross - computed).abs() < ROUNDING_LIMIT {
        return Ok(());
    }
    Err(ReminderError::Amounts { invoice: number.to_owned(), what, found: gross, computed })
}

fn is_amount(value: Decimal) -> bool {
    value.normalize().scale() <= AMOUNT_DECIMALS
}
