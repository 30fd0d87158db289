//! Writers: exact UBL 2.1 bytes, the same for the same input.

use crate::model::Invoice;
use crate::reminder::{Reminder, ReminderError};
use crate::response::{InvoiceResponse, MessageLevelStatus};
use crate::totals::Totals;

/// Writes an invoice or credit note as BIS Billing 3.0.
pub fn invoice(invoice: &Invoice, totals: &Totals) -> Vec<u8> {
    let _ = (invoice, totals);
    todo!()
}

/// Writes an Invoice Response (T111).
pub fn invoice_response(response: &InvoiceResponse) -> Vec<u8> {
    let _ = response;
    todo!()
}

/// Writes a Message Level Status.
pub fn message_level_status(status: &MessageLevelStatus) -> Vec<u8> {
    let _ = status;
    todo!()
}

/// Writes an EHF Reminder 3.0: one invoice, levels 1 and 2.
pub fn ehf_reminder(reminder: &Reminder) -> Result<Vec<u8>, ReminderError> {
    let _ = reminder;
    todo!()
}

/// Writes a UBL 2.1 `Reminder` of our bilateral profile: one or more invoices, levels 1 to 3.
pub fn ubl_reminder(reminder: &Reminder) -> Result<Vec<u8>, ReminderError> {
    let _ = reminder;
    todo!()
}
