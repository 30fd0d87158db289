//! Payment instructions: each means with what it needs, and check digits that hold.
//!
//! Source: BG-16 to BG-19, BR-50, BR-51, BR-61, PEPPOL-EN16931-R061; ISO 13616, ISO 11649.

use super::super::reference::{iban_fault, reference_fault};
use super::super::{DocumentType, Invoice, ModelError};
use crate::party::{Payment, PaymentMeans};

/// Digits of a card number that may be shown.
const CARD_DIGITS: std::ops::RangeInclusive<usize> = 4..=6;

pub fn check(invoice: &Invoice, errors: &mut Vec<ModelError>) {
    match &invoice.payment {
        Some(payment) => check_payment(payment, errors),
        None if invoice.document_type == DocumentType::CreditNote => {
            let message = "is missing; a credit note carries its due date in the payment instructions, for instance {\"means\": \"standing_agreement\"}";
            errors.push(ModelError::new("/payment", message));
        }
        None => {}
    }
}

fn check_payment(payment: &Payment, errors: &mut Vec<ModelError>) {
    let mut fault = |field: &str, message: String| errors.push(ModelError::new(format!("/payment/{field}"), message));
    if let Some(message) = payment.iban.as_deref().and_then(iban_fault) {
        fault("iban", message);
    }
    if payment.iban.is_some() && payment.account.is_some() {
        fault("account", "stands beside iban; give one account".to_owned());
    }
    if let Some(message) = payment.reference.as_deref().and_then(reference_fault) {
        fault("reference", message);
    }
    for (field, needed) in needed_fields(payment) {
        if needed {
            fault(field, format!("is missing; means {} needs it", payment.means.as_str()));
        }
    }
    let shown = payment.card_number.as_deref().map(str::len);
    if shown.is_some_and(|digits| !CARD_DIGITS.contains(&digits)) {
        fault("card_number", "shows too much or too little; only the last 4 to 6 digits are written".to_owned());
    }
}

fn needed_fields(payment: &Payment) -> [(&'static str, bool); 4] {
    let no_account = payment.account_id().is_none();
    let (iban, mandate, card) = match payment.means {
        PaymentMeans::CreditTransfer => (no_account, false, false),
        PaymentMeans::SepaCreditTransfer => (payment.iban.is_none(), false, false),
        PaymentMeans::DirectDebit | PaymentMeans::SepaDirectDebit => (false, true, false),
        PaymentMeans::Card => (false, false, true),
        PaymentMeans::StandingAgreement | PaymentMeans::NotDefined => (false, false, false),
    };
    [
        ("iban", iban),
        ("mandate", mandate && payment.mandate.is_none()),
        ("card_number", card && payment.card_number.is_none()),
        ("card_network", card && payment.card_network.is_none()),
    ]
}
