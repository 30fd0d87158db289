//! UBL 2.1 `Reminder` in our bilateral profile: gross open items, no VAT restated, fees without VAT.
//!
//! The profile is our own (`docs/reminder-profile.md`) and goes only to debtors who agreed to it. A line is a gross amount that refers to
//! its document; the line's period runs from the legal due date to the date of the reminder; payments stand in `PrepaidPayment`
//! under the number of the invoice they were for. Payable = lines + charges - prepaid.

use rust_decimal::Decimal;

use super::ehf::write_fee;
use super::pen::Pen;
use super::{party, payment};
use crate::party::PaymentMeans;
use crate::reminder::{OpenItem, Reminder, ReminderError};
use crate::vat::VatCategory;

/// `CustomizationID` of our bilateral reminder.
pub const REMINDER_CUSTOMIZATION_ID: &str = "urn:acquit:spec:reminder:1.0";
/// `ProfileID` of our bilateral reminder.
pub const REMINDER_PROFILE_ID: &str = "urn:acquit:profile:reminder:1.0";
/// Namespace of the root.
const NAMESPACE: &str = "urn:oasis:names:specification:ubl:schema:xsd:Reminder-2";
/// Levels that go out as a document; a notice before the due date is mail only.
const LEVELS: std::ops::RangeInclusive<u8> = 1..=3;
/// The only type of the profile.
const TYPE_CODE: &str = "Reminder";

/// Writes a UBL 2.1 `Reminder` of our bilateral profile: one or more invoices, levels 1 to 3.
pub fn ubl_reminder(reminder: &Reminder) -> Result<Vec<u8>, ReminderError> {
    reminder.check()?;
    if !LEVELS.contains(&reminder.level) {
        return Err(ReminderError::Level { level: reminder.level, form: "UBL Reminder", allowed: "1, 2 and 3" });
    }
    Ok(Pen::document("Reminder", NAMESPACE, &reminder.currency, |pen| {
        header(pen, reminder);
        pen.group("AccountingSupplierParty", |pen| party::party(pen, &reminder.seller, None));
        pen.group("AccountingCustomerParty", |pen| {
            // The buyer's own reference: UBL has no such element in a reminder, but one for what the customer calls his account.
            pen.optional("CustomerAssignedAccountID", reminder.buyer_reference.as_deref());
            party::party(pen, &reminder.buyer, None);
        });
        means(pen, reminder);
        payment::terms(pen, Some(&reminder.terms_text()));
        for item in reminder.items.iter().filter(|item| !item.paid.is_zero()) {
            pen.group("PrepaidPayment", |pen| {
                pen.text("ID", &item.invoice_number);
                pen.amount("PaidAmount", item.paid);
            });
        }
        for fee in &reminder.fees {
            write_fee(pen, fee, VatCategory::E);
        }
        monetary_total(pen, reminder);
        lines(pen, reminder);
    }))
}

fn header(pen: &mut Pen, reminder: &Reminder) {
    pen.text("UBLVersionID", "2.1");
    pen.text("CustomizationID", REMINDER_CUSTOMIZATION_ID);
    pen.text("ProfileID", REMINDER_PROFILE_ID);
    pen.text("ID", &reminder.number);
    pen.shown("IssueDate", Some(reminder.issue_date));
    pen.text("ReminderTypeCode", TYPE_CODE);
    pen.text("ReminderSequenceNumeric", &reminder.sequence.to_string());
    pen.text("Note", &reminder.note_text());
    pen.text("DocumentCurrencyCode", &reminder.currency);
}

fn means(pen: &mut Pen, reminder: &Reminder) {
    let given = &reminder.payment;
    let means =
        if given.means == PaymentMeans::SepaCreditTransfer { given.means } else { PaymentMeans::CreditTransfer };
    let mut references: Vec<&str> = Vec::new();
    for reference in
        reminder.items.iter().filter_map(|item| item.payment_reference.as_deref()).chain(given.reference.as_deref())
    {
        if !references.contains(&reference) {
            references.push(reference);
        }
    }
    pen.group("PaymentMeans", |pen| {
        pen.text("PaymentMeansCode", means.code());
        pen.shown("PaymentDueDate", Some(reminder.pay_by));
        for reference in references {
            pen.text("PaymentID", reference);
        }
        payment::payee_account(pen, given);
    });
}

fn monetary_total(pen: &mut Pen, reminder: &Reminder) {
    let lines: Decimal = reminder.items.iter().map(|item| item.gross - item.credited).sum();
    let paid: Decimal = reminder.items.iter().map(|item| item.paid).sum();
    pen.group("LegalMonetaryTotal", |pen| {
        pen.amount("LineExtensionAmount", lines);
        pen.optional_amount("ChargeTotalAmount", (!reminder.fees.is_empty()).then(|| reminder.total_fees()));
        pen.optional_amount("PrepaidAmount", (!paid.is_zero()).then_some(paid));
        pen.amount("PayableAmount", reminder.total_claim());
    });
}

fn lines(pen: &mut Pen, reminder: &Reminder) {
    let mut id = 0;
    let mut next_id = || {
        id += 1;
        id.to_string()
    };
    for item in &reminder.items {
        pen.group("ReminderLine", |pen| debit_line(pen, &next_id(), reminder, item));
        for credit in &item.credits {
            pen.group("ReminderLine", |pen| {
                pen.text("ID", &next_id());
                pen.text("Note", &format!("Credits invoice {}", item.invoice_number));
                pen.amount("CreditLineAmount", credit.gross);
                pen.group("BillingReference", |pen| {
                    pen.group("CreditNoteDocumentReference", |pen| {
                        pen.text("ID", &credit.number);
                        pen.shown("IssueDate", credit.issue_date);
                    });
                });
            });
        }
    }
}

fn debit_line(pen: &mut Pen, id: &str, reminder: &Reminder, item: &OpenItem) {
    pen.text("ID", id);
    pen.text("Note", &format!("Invoice {}, due {}", item.invoice_number, item.due_date));
    pen.amount("DebitLineAmount", item.gross);
    pen.group("ReminderPeriod", |pen| {
        pen.shown("StartDate", Some(item.due_date));
        pen.shown("EndDate", Some(reminder.issue_date.max(item.due_date)));
    });
    pen.group("BillingReference", |pen| {
        pen.group("InvoiceDocumentReference", |pen| {
            pen.text("ID", &item.invoice_number);
            pen.shown("IssueDate", Some(item.invoice_date));
        });
    });
}
