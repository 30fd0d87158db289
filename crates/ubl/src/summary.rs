//! What the road needs to know of an invoice, credit note or reminder that came as XML.
//!
//! Reads a document that has already been judged; it does not judge again.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::document::{Document, cac, cbc, root};
use crate::party::Party;
use crate::vat::VatGroup;
use crate::view::{View, ViewError};
use crate::write::EHF_CUSTOMIZATION_ID;

/// What kind of document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// UBL `Invoice`.
    Invoice,
    /// UBL `CreditNote`.
    CreditNote,
    /// EHF Reminder 3.0 (a UBL `Invoice` by root) or UBL `Reminder`.
    Reminder,
}

/// The facts of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// What it is.
    pub kind: Kind,
    /// BT-1.
    pub number: String,
    /// BT-2.
    pub issue_date: NaiveDate,
    /// BT-9, on a credit note from the payment means.
    pub due_date: Option<NaiveDate>,
    /// BT-3; absent on a reminder.
    pub type_code: Option<String>,
    /// BT-5.
    pub currency: String,
    /// BT-112.
    pub gross: Decimal,
    /// BT-113, zero where absent.
    pub prepaid: Decimal,
    /// BT-115.
    pub payable: Decimal,
    /// BT-83.
    pub payment_reference: Option<String>,
    /// BT-84.
    pub iban: Option<String>,
    /// BT-10.
    pub buyer_reference: Option<String>,
    /// BT-13.
    pub order_reference: Option<String>,
    /// BG-4.
    pub seller: Party,
    /// BG-7.
    pub buyer: Party,
    /// BG-23.
    pub vat_groups: Vec<VatGroup>,
    /// BT-25: numbers of the documents this one refers to.
    pub preceding: Vec<String>,
    /// BT-24.
    pub customization_id: Option<String>,
    /// BT-23.
    pub profile_id: Option<String>,
}

/// Why a document has no summary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SummaryError {
    /// Another root.
    #[error("root {0} is no invoice, credit note or reminder")]
    OtherRoot(String),
    /// A fact is missing or does not read.
    #[error(transparent)]
    Value(#[from] ViewError),
}

/// Reads the facts of an invoice, credit note or reminder.
pub fn summarize(document: &Document) -> Result<Summary, SummaryError> {
    let view = View::root(document);
    let customization_id = view.text(&[cbc::CustomizationID]);
    let kind = match document.name(document.root()) {
        root::Invoice if customization_id.as_deref() == Some(EHF_CUSTOMIZATION_ID) => Kind::Reminder,
        root::Invoice => Kind::Invoice,
        root::CreditNote => Kind::CreditNote,
        root::Reminder => Kind::Reminder,
        other => return Err(SummaryError::OtherRoot(document.written_name(other))),
    };
    let payable = view.required_parsed(&[cac::LegalMonetaryTotal, cbc::PayableAmount], "amount")?;
    let prepaid = view.amount(&[cac::LegalMonetaryTotal, cbc::PrepaidAmount])?.unwrap_or_default();
    Ok(Summary {
        kind,
        number: view.required(&[cbc::ID])?,
        issue_date: view.required_date(&[cbc::IssueDate])?,
        due_date: due_date(view)?,
        type_code: view.text(&[cbc::InvoiceTypeCode]).or_else(|| view.text(&[cbc::CreditNoteTypeCode])),
        currency: view.required(&[cbc::DocumentCurrencyCode])?,
        // The bilateral reminder restates no VAT and so has no total with VAT.
        gross: view.amount(&[cac::LegalMonetaryTotal, cbc::TaxInclusiveAmount])?.unwrap_or(payable + prepaid),
        prepaid,
        payable,
        payment_reference: view.text(&[cac::PaymentMeans, cbc::PaymentID]),
        iban: view.text(&[cac::PaymentMeans, cac::PayeeFinancialAccount, cbc::ID]),
        buyer_reference: view
            .text(&[cbc::BuyerReference])
            .or_else(|| view.text(&[cac::AccountingCustomerParty, cbc::CustomerAssignedAccountID])),
        order_reference: view.text(&[cac::OrderReference, cbc::ID]),
        seller: view.need(&[cac::AccountingSupplierParty, cac::Party])?.party(),
        buyer: view.need(&[cac::AccountingCustomerParty, cac::Party])?.party(),
        vat_groups: view.vat_groups()?,
        preceding: preceding(view),
        customization_id,
        profile_id: view.text(&[cbc::ProfileID]),
    })
}

/// A credit note and a reminder have theirs in the payment means.
fn due_date(view: View<'_>) -> Result<Option<NaiveDate>, ViewError> {
    match view.date(&[cbc::DueDate])? {
        Some(date) => Ok(Some(date)),
        None => view.date(&[cac::PaymentMeans, cbc::PaymentDueDate]),
    }
}

/// Documents referred to, on the document or, in a reminder, on its lines; each once.
fn preceding(view: View<'_>) -> Vec<String> {
    let mut numbers = Vec::new();
    for reference in view.all(&[cac::BillingReference]).chain(view.all(&[cac::ReminderLine, cac::BillingReference])) {
        let number = reference
            .text(&[cac::InvoiceDocumentReference, cbc::ID])
            .or_else(|| reference.text(&[cac::CreditNoteDocumentReference, cbc::ID]));
        if let Some(number) = number.filter(|number| !numbers.contains(number)) {
            numbers.push(number);
        }
    }
    numbers
}

#[cfg(test)]
mod tests;
