//! EHF Reminder 3.0: a UBL `Invoice` without a type code that restates one invoice and adds fees.
//!
//! Source: EHF Reminder 3.0.3 (the model closes everything it does not list, attachments and order references included).
//! One line per VAT group of the invoice, one negative line per group of each credit note, payments as prepaid amount: the VAT
//! breakdown repeats the invoice's, and no goods line looks like a new delivery.

use rust_decimal::Decimal;

use super::pen::Pen;
use super::{party, payment, tax};
use crate::amount::format_amount;
use crate::party::{Payment, PaymentMeans};
use crate::reminder::{Fee, OpenItem, Reminder, ReminderError, check_item};
use crate::vat::{VatCategory, VatGroup};

/// `CustomizationID` of an EHF Reminder 3.0.
pub const EHF_CUSTOMIZATION_ID: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0";
/// `ProfileID` of an EHF Reminder 3.0.
pub const EHF_PROFILE_ID: &str = "urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:06:1.0";
/// Levels a Norwegian receiver takes as EHF: a notice before the due date is none, a final demand needs a channel with proof.
const LEVELS: std::ops::RangeInclusive<u8> = 1..=2;
/// Reason code of every fee (list "Reminder charge reason code").
const FEE_CODE: &str = "REM";
/// Exemption reason of the group that holds the fees.
const FEE_REASON: &str = "Claim for late payment, outside the price of the supply";

/// One line of the reminder: a VAT group of the invoice or, negative, of a credit note.
struct Entry<'a> {
    name: String,
    note: String,
    group: &'a VatGroup,
    sign: Decimal,
}

/// Writes an EHF Reminder 3.0: one invoice, levels 1 and 2.
pub fn ehf_reminder(reminder: &Reminder) -> Result<Vec<u8>, ReminderError> {
    reminder.check()?;
    let [item] = reminder.items.as_slice() else {
        return Err(ReminderError::ItemCount(reminder.items.len()));
    };
    if !LEVELS.contains(&reminder.level) {
        return Err(ReminderError::Level { level: reminder.level, form: "EHF Reminder", allowed: "1 and 2" });
    }
    let entries = entries(item)?;
    let groups = breakdown(&entries, &reminder.fees)?;
    let namespace = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
    Ok(Pen::document("Invoice", namespace, &reminder.currency, |pen| {
        header(pen, reminder, item);
        pen.group("AccountingSupplierParty", |pen| party::party(pen, &reminder.seller, None));
        pen.group("AccountingCustomerParty", |pen| party::party(pen, &reminder.buyer, None));
        instructions(pen, reminder, item);
        for fee in &reminder.fees {
            write_fee(pen, fee, fee_category(&entries));
        }
        tax::total(pen, groups.iter().map(|group| group.amount).sum(), &groups);
        monetary_total(pen, reminder, item, &groups);
        for (index, entry) in entries.iter().enumerate() {
            write_entry(pen, index, entry);
        }
    }))
}

/// Writes one fee as a charge: code `REM`, without VAT; its exemption reason stands in the breakdown only.
pub fn write_fee(pen: &mut Pen, fee: &Fee, category: VatCategory) {
    pen.group("AllowanceCharge", |pen| {
        pen.text("ChargeIndicator", "true");
        pen.text("AllowanceChargeReasonCode", FEE_CODE);
        pen.text("AllowanceChargeReason", &fee.text());
        pen.amount("Amount", fee.amount);
        tax::category(pen, "TaxCategory", category, untaxed_rate(category));
    });
}

fn header(pen: &mut Pen, reminder: &Reminder, item: &OpenItem) {
    pen.text("CustomizationID", EHF_CUSTOMIZATION_ID);
    pen.text("ProfileID", EHF_PROFILE_ID);
    pen.text("ID", &reminder.number);
    pen.shown("IssueDate", Some(reminder.issue_date));
    pen.shown("DueDate", Some(reminder.pay_by));
    pen.text("Note", &reminder.note_text());
    pen.text("DocumentCurrencyCode", &reminder.currency);
    // The order reference has no place here, so whoever had only that finds it as buyer reference; else the invoice number.
    pen.text("BuyerReference", reminder.buyer_reference.as_deref().unwrap_or(&item.invoice_number));
    pen.group("BillingReference", |pen| {
        pen.group("InvoiceDocumentReference", |pen| {
            pen.text("ID", &item.invoice_number);
            pen.shown("IssueDate", Some(item.invoice_date));
        });
    });
}

/// Cards and mandates have no place in a reminder: it asks for a transfer.
fn instructions(pen: &mut Pen, reminder: &Reminder, item: &OpenItem) {
    let given = &reminder.payment;
    if given.account_id().is_some() {
        let transfer = Payment {
            means: if given.means == PaymentMeans::SepaCreditTransfer {
                given.means
            } else {
                PaymentMeans::CreditTransfer
            },
            iban: given.iban.clone(),
            account: given.account.clone(),
            account_name: given.account_name.clone(),
            bic: given.bic.clone(),
            reference: item.payment_reference.clone().or_else(|| given.reference.clone()),
            ..Payment::default()
        };
        payment::means(pen, &transfer, None);
    }
    payment::terms(pen, Some(&reminder.terms_text()));
}

fn monetary_total(pen: &mut Pen, reminder: &Reminder, item: &OpenItem, groups: &[VatGroup]) {
    let fees = reminder.total_fees();
    let exclusive: Decimal = groups.iter().map(|group| group.taxable).sum();
    let inclusive = exclusive + groups.iter().map(|group| group.amount).sum::<Decimal>();
    let claim = reminder.total_claim();
    let rounding = claim - (inclusive - item.paid);
    pen.group("LegalMonetaryTotal", |pen| {
        pen.amount("LineExtensionAmount", exclusive - fees);
        pen.amount("TaxExclusiveAmount", exclusive);
        pen.amount("TaxInclusiveAmount", inclusive);
        pen.optional_amount("ChargeTotalAmount", (!reminder.fees.is_empty()).then_some(fees));
        pen.optional_amount("PrepaidAmount", (!item.paid.is_zero()).then_some(item.paid));
        pen.optional_amount("PayableRoundingAmount", (!rounding.is_zero()).then_some(rounding));
        pen.amount("PayableAmount", claim);
    });
}

fn write_entry(pen: &mut Pen, index: usize, entry: &Entry<'_>) {
    let amount = entry.sign * entry.group.taxable;
    // A price is never negative: the sign goes to the quantity.
    let quantity = if amount.is_sign_negative() && !amount.is_zero() { "-1" } else { "1" };
    pen.group("InvoiceLine", |pen| {
        pen.text("ID", &(index + 1).to_string());
        pen.text("Note", &entry.note);
        pen.attributed("InvoicedQuantity", &[("unitCode", "C62")], quantity);
        pen.amount("LineExtensionAmount", amount);
        pen.group("Item", |pen| {
            pen.text("Name", &entry.name);
            tax::category(pen, "ClassifiedTaxCategory", entry.group.category, entry.group.rate);
        });
        pen.group("Price", |pen| pen.amount("PriceAmount", amount.abs()));
    });
}

fn entries(item: &OpenItem) -> Result<Vec<Entry<'_>>, ReminderError> {
    check_item(item)?;
    let invoice = item.vat_groups.iter().map(|group| Entry {
        name: format!("Invoice {}", item.invoice_number),
        note: format!(
            "All lines of invoice {} of {} in this VAT category, due {}",
            item.invoice_number, item.invoice_date, item.due_date
        ),
        group,
        sign: Decimal::ONE,
    });
    let credits = item.credits.iter().flat_map(|credit| {
        credit.vat_groups.iter().map(|group| Entry {
            name: format!("Credit note {}", credit.number),
            note: format!("Credited with credit note {} in this VAT category", credit.number),
            group,
            sign: Decimal::NEGATIVE_ONE,
        })
    });
    Ok(invoice.chain(credits).collect())
}

/// The invoice's breakdown less the credits', and the fees in a group of their own or in the exempt one.
fn breakdown(entries: &[Entry<'_>], fees: &[Fee]) -> Result<Vec<VatGroup>, ReminderError> {
    let mut groups: Vec<VatGroup> = Vec::new();
    for entry in entries {
        let group = open_group(&mut groups, entry.group);
        group.taxable += entry.sign * entry.group.taxable;
        group.amount += entry.sign * entry.group.amount;
    }
    let is_o = |group: &&VatGroup| group.category == VatCategory::O;
    if let Some(other) = groups.iter().find(|group| !is_o(group)).filter(|_| groups.iter().any(|group| is_o(&group))) {
        return Err(ReminderError::MixedCategoryO(other.category));
    }
    // An intra-Community supply states its delivery (BR-IC-11, BR-IC-12), for which the reminder has no element.
    if groups.iter().any(|group| group.category == VatCategory::K) {
        return Err(ReminderError::CategoryK);
    }
    if !fees.is_empty() {
        let fee_group = fee_group(fee_category(entries));
        open_group(&mut groups, &fee_group).taxable += fees.iter().map(|fee| fee.amount).sum::<Decimal>();
    }
    Ok(groups)
}

/// The group of the same category and rate, opened empty where there is none yet.
fn open_group<'a>(groups: &'a mut Vec<VatGroup>, like: &VatGroup) -> &'a mut VatGroup {
    let known = groups.iter().position(|group| group.category == like.category && group.rate == like.rate);
    let index = known.unwrap_or_else(|| {
        groups.push(VatGroup { taxable: Decimal::ZERO, amount: Decimal::ZERO, ..like.clone() });
        groups.len() - 1
    });
    &mut groups[index]
}

/// Fees are exempt; beside category O nothing else may stand (BR-O-11 to -14), so there they are O too.
fn fee_category(entries: &[Entry<'_>]) -> VatCategory {
    let outside = entries.iter().any(|entry| entry.group.category == VatCategory::O);
    if outside { VatCategory::O } else { VatCategory::E }
}

fn fee_group(category: VatCategory) -> VatGroup {
    VatGroup {
        category,
        rate: untaxed_rate(category),
        taxable: Decimal::ZERO,
        amount: Decimal::ZERO,
        exemption_code: category.default_exemption_code().map(str::to_owned),
        exemption_reason: Some(FEE_REASON.to_owned()),
    }
}

fn untaxed_rate(category: VatCategory) -> Option<Decimal> {
    (category != VatCategory::O).then_some(Decimal::ZERO)
}

impl Reminder {
    /// The note of a structured reminder: the given wording, or the figures of each item.
    pub fn note_text(&self) -> String {
        self.note.clone().unwrap_or_else(|| {
            let items: Vec<String> = self.items.iter().map(|item| self.item_text(item)).collect();
            format!(
                "Reminder {}. {} This is a reminder of money already owed, not a new invoice.",
                self.sequence,
                items.join(" ")
            )
        })
    }

    fn item_text(&self, item: &OpenItem) -> String {
        let currency = &self.currency;
        let moved =
            [(item.credited, "credited"), (item.paid, "received")].into_iter().filter(|(amount, _)| !amount.is_zero());
        let moved: Vec<String> =
            moved.map(|(amount, what)| format!(", {currency} {} {what}", format_amount(amount))).collect();
        format!(
            "Invoice {} of {}, due {}: {currency} {} invoiced{}, {currency} {} open.",
            item.invoice_number,
            item.invoice_date,
            item.due_date,
            format_amount(item.gross),
            moved.concat(),
            format_amount(item.open)
        )
    }

    /// The terms of a structured reminder: what to pay, by when, quoting what.
    pub fn terms_text(&self) -> String {
        let mut references: Vec<&str> = Vec::new();
        for item in &self.items {
            let reference =
                item.payment_reference.as_deref().or(self.payment.reference.as_deref()).unwrap_or(&item.invoice_number);
            if !references.contains(&reference) {
                references.push(reference);
            }
        }
        format!(
            "Please pay {} {} by {}, quoting {}.",
            self.currency,
            format_amount(self.total_claim()),
            self.pay_by,
            references.join(", ")
        )
    }
}
