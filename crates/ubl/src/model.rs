//! The JSON model of an invoice or credit note: what a caller writes, before totals and XML.
//!
//! Shape: decimals are strings, dates `YYYY-MM-DD`, identifiers `scheme:value`; omitted totals are computed, given ones are checked.
//! Terms are those of EN 16931-1; `schemas/invoice.schema.json` says the same in JSON Schema.

mod fields;
mod preflight;
mod read;
mod reference;
mod tree;

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::party::{Address, Identifier, Party, Payment};
use crate::totals::{self, Totals};
use crate::vat::VatCategory;

/// One thing wrong with a model: where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelError {
    /// JSON Pointer (RFC 6901) of the value, or of where it should be.
    pub pointer: String,
    /// What is wrong, with the values.
    pub message: String,
}

/// What the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentType {
    /// A UBL `Invoice`, type code 380 unless another is given.
    Invoice,
    /// A UBL `CreditNote`, type code 381 unless another is given; amounts are positive.
    CreditNote,
}

/// The business process the document runs under (BT-23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Billing 01, the ordinary one.
    #[default]
    Billing,
    /// Billing with response: the buyer must answer.
    BillingWithResponse,
}

/// An invoice or credit note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invoice {
    /// Invoice or credit note.
    #[serde(rename = "type")]
    pub document_type: DocumentType,
    /// BT-23.
    #[serde(skip_serializing_if = "Profile::is_billing")]
    pub profile: Profile,
    /// BT-3, where it is not the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub type_code: Option<String>,
    /// BT-1.
    pub number: String,
    /// BT-2.
    pub issue_date: NaiveDate,
    /// BT-9; every document of ours has one.
    pub due_date: NaiveDate,
    /// BT-7.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_point_date: Option<NaiveDate>,
    /// BT-5.
    pub currency: String,
    /// BT-6 and BT-111.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_currency: Option<TaxCurrency>,
    /// BT-10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_reference: Option<String>,
    /// BT-13.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_reference: Option<String>,
    /// BT-14; the order reference must be given beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sales_order_reference: Option<String>,
    /// BT-12.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_reference: Option<String>,
    /// BT-11.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_reference: Option<String>,
    /// BT-15.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_reference: Option<String>,
    /// BT-16.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub despatch_reference: Option<String>,
    /// BT-17.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tender_reference: Option<String>,
    /// BT-18.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoiced_object: Option<Identifier>,
    /// BT-19.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accounting_cost: Option<String>,
    /// BT-22.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// BG-14.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// BG-3.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub preceding_invoices: Vec<PrecedingInvoice>,
    /// BG-4.
    pub seller: Party,
    /// BG-7.
    pub buyer: Party,
    /// BG-10: who is paid, if not the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payee: Option<Payee>,
    /// BG-11.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_representative: Option<TaxRepresentative>,
    /// BG-13.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// BG-16 and BT-20.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<Payment>,
    /// BG-20.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowances: Vec<Adjustment>,
    /// BG-21.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<Adjustment>,
    /// BT-113.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prepaid: Option<Decimal>,
    /// BT-114.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payable_rounding: Option<Decimal>,
    /// BG-24.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// BG-25.
    pub lines: Vec<Line>,
    /// Totals the caller computed himself; checked, never used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub totals: Option<GivenTotals>,
}

/// VAT total in the currency the seller accounts in (BT-6, BT-111).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaxCurrency {
    /// ISO 4217 code, another than the document's.
    pub currency: String,
    /// The VAT total in it.
    pub tax_total: Decimal,
}

/// A span of days, open at one end at most (BG-14, BG-26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Period {
    /// First day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveDate>,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveDate>,
}

/// A document this one corrects, credits or follows (BG-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrecedingInvoice {
    /// BT-25.
    pub number: String,
    /// BT-26.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_date: Option<NaiveDate>,
}

/// Who is paid (BG-10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payee {
    /// BT-59.
    pub name: String,
    /// BT-60.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<Identifier>,
    /// BT-61.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_id: Option<Identifier>,
}

/// Who accounts for the seller's VAT (BG-11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaxRepresentative {
    /// BT-62.
    pub name: String,
    /// BT-63.
    pub vat_id: String,
    /// BG-12.
    pub address: Address,
}

/// Where and when it was delivered (BG-13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// BT-70.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// BT-71.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Identifier>,
    /// BT-72.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// BG-15.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

/// VAT of a line or of a document-level allowance or charge (BG-30, BT-95, BT-102).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Vat {
    /// The category.
    pub category: VatCategory,
    /// The percentage; absent in category O, 0 where omitted in Z, E, AE, K and G.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Decimal>,
    /// BT-121, which ends up in the breakdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption_code: Option<String>,
    /// BT-120, which ends up in the breakdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption_reason: Option<String>,
}

/// An allowance or a charge, on the document (BG-20, BG-21) or on a line (BG-27, BG-28).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Adjustment {
    /// The amount; computed from percent and base where omitted, checked where given beside them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// Percentage of the base; only together with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<Decimal>,
    /// Amount the percentage is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Decimal>,
    /// Text; this or the code is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Code: UNCL5189 for an allowance, UNCL7161 for a charge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// On the document: the VAT. On a line: absent, it follows the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat: Option<Vat>,
}

/// A supporting document (BG-24), embedded or behind a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// BT-122.
    pub id: String,
    /// BT-123.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// File name of what is embedded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Media type of what is embedded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// BT-125, base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// BT-124.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One line (BG-25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// BT-126; the position where omitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// BT-153.
    pub name: String,
    /// BT-154.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// BT-127.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// BT-129.
    pub quantity: Decimal,
    /// BT-130, UN/ECE Recommendation 20 or 21.
    pub unit: String,
    /// BT-146, the net price.
    pub price: Decimal,
    /// BT-148.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gross_price: Option<Decimal>,
    /// BT-147; gross price less this is the price, exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_discount: Option<Decimal>,
    /// BT-149: the quantity the price is for, 1 where omitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_quantity: Option<Decimal>,
    /// BG-30.
    pub vat: Vat,
    /// BG-27.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowances: Vec<Adjustment>,
    /// BG-28.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<Adjustment>,
    /// BG-26.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// BT-132.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_line: Option<String>,
    /// BT-133.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accounting_cost: Option<String>,
    /// BT-128.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoiced_object: Option<Identifier>,
    /// BT-155.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller_item_id: Option<String>,
    /// BT-156.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_item_id: Option<String>,
    /// BT-157.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_item_id: Option<Identifier>,
    /// BT-158.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classifications: Vec<Classification>,
    /// BT-159.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_country: Option<String>,
    /// BG-32.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<ItemAttribute>,
    /// The line amount the caller computed himself (BT-131); checked, never used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
}

/// A classification code of an item (BT-158).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Classification {
    /// The code.
    pub code: String,
    /// Its list, UNCL7143.
    pub list: String,
    /// Version of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// A property of an item (BG-32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemAttribute {
    /// BT-160.
    pub name: String,
    /// BT-161.
    pub value: String,
}

/// Totals as a caller may state them; each one given must equal ours (BG-22).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct GivenTotals {
    /// BT-106.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_extension: Option<Decimal>,
    /// BT-107.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowance_total: Option<Decimal>,
    /// BT-108.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charge_total: Option<Decimal>,
    /// BT-109.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_exclusive: Option<Decimal>,
    /// BT-110.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_total: Option<Decimal>,
    /// BT-112.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_inclusive: Option<Decimal>,
    /// BT-115.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payable: Option<Decimal>,
    /// BG-23.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tax: Vec<GivenVatGroup>,
}

/// A group of the VAT breakdown as a caller may state it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GivenVatGroup {
    /// BT-118.
    pub category: VatCategory,
    /// BT-119.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Decimal>,
    /// BT-116.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxable: Option<Decimal>,
    /// BT-117.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
}

impl Invoice {
    /// Reads a model; every fault is reported, each with the pointer of the value.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Vec<ModelError>> {
        read::invoice(bytes)
    }

    /// Computes the totals in the prescribed order and checks whatever the caller stated against them.
    ///
    /// Also runs the assertions of our own that the published rules leave out, so that what is written needs no second look.
    pub fn totals(&self) -> Result<Totals, Vec<ModelError>> {
        let mut errors = preflight::check(self);
        match totals::compute(self) {
            Ok(totals) if errors.is_empty() => Ok(totals),
            Ok(_) => Err(errors),
            Err(found) => {
                errors.extend(found);
                Err(errors)
            }
        }
    }

    /// The type code that is written (BT-3).
    pub fn type_code(&self) -> &str {
        self.type_code.as_deref().unwrap_or(match self.document_type {
            DocumentType::Invoice => "380",
            DocumentType::CreditNote => "381",
        })
    }
}

impl Profile {
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde asks by reference
    fn is_billing(&self) -> bool {
        *self == Self::Billing
    }
}

impl ModelError {
    /// An error at a pointer.
    pub fn new(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), message: message.into() }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "/" } else { &self.pointer };
        write!(formatter, "{place}: {}", self.message)
    }
}

impl std::error::Error for ModelError {}
