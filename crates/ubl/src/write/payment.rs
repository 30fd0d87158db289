//! Payment means and terms (BG-16 to BG-19, BT-20).

use chrono::NaiveDate;

use super::pen::Pen;
use crate::party::Payment;

/// Writes `cac:PaymentMeans`; `due_date` only where the document has no due date of its own, as a credit note.
pub fn means(pen: &mut Pen, payment: &Payment, due_date: Option<NaiveDate>) {
    pen.group("PaymentMeans", |pen| {
        pen.text("PaymentMeansCode", payment.means.code());
        pen.shown("PaymentDueDate", due_date);
        pen.optional("PaymentID", payment.reference.as_deref());
        pen.group("CardAccount", |pen| {
            pen.optional("PrimaryAccountNumberID", payment.card_number.as_deref());
            pen.optional("NetworkID", payment.card_network.as_deref());
            pen.optional("HolderName", payment.card_holder.as_deref());
        });
        payee_account(pen, payment);
        pen.group("PaymentMandate", |pen| {
            pen.optional("ID", payment.mandate.as_deref());
            pen.group("PayerFinancialAccount", |pen| pen.optional("ID", payment.debtor_account.as_deref()));
        });
    });
}

/// Writes the account to pay to (BT-84 to BT-86).
pub fn payee_account(pen: &mut Pen, payment: &Payment) {
    let Some(account) = payment.account_id() else {
        return;
    };
    pen.group("PayeeFinancialAccount", |pen| {
        pen.text("ID", account);
        pen.optional("Name", payment.account_name.as_deref());
        pen.group("FinancialInstitutionBranch", |pen| pen.optional("ID", payment.bic.as_deref()));
    });
}

/// Writes `cac:PaymentTerms`.
pub fn terms(pen: &mut Pen, terms: Option<&str>) {
    pen.group("PaymentTerms", |pen| pen.optional("Note", terms));
}
