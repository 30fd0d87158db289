//! The sandbox's seller: a Dutch installer with one invoice for every buyer of the cast.
//!
//! Made up like the buyers. The invoices are JSON models as a user hands them in, so that the road begins where his does.

use chrono::{Days, NaiveDate};
use gateway::{BankFeed, Tenant};
use receivables::reference::Reference;
use serde_json::{Value, json};

use crate::cast::{Buyer, CAST};

/// The seller's participant id, without its scheme.
pub const PARTICIPANT: &str = "0106:12345678";
/// The seller's registered name.
pub const NAME: &str = "Van Dijk Installatie B.V.";
/// The account the seller is paid on.
pub const IBAN: &str = "NL91ABNA0417164300";
/// Days from the invoice to its due date.
pub const TERM_DAYS: u64 = 30;

/// An invoice that waits to be handed in.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Whom it is for.
    pub buyer: &'static Buyer,
    /// Its number.
    pub number: String,
    /// The JSON model.
    pub model: Vec<u8>,
}

/// The seller as a tenant of its gateway.
pub fn tenant() -> Tenant {
    Tenant {
        id: "vandijk".to_owned(),
        name: NAME.to_owned(),
        participants: vec![PARTICIPANT.to_owned()],
        country: "NL".to_owned(),
        mail_from: Some("debiteuren@vandijk.example".to_owned()),
        debtors: CAST.iter().map(Buyer::debtor).collect(),
        bank_feed: BankFeed::Camt053,
        receives: Vec::new(),
    }
}

/// One invoice for each buyer, issued on `day`.
pub fn invoices(day: NaiveDate) -> Vec<Draft> {
    CAST.iter().enumerate().map(|(index, buyer)| draft(index, buyer, day)).collect()
}

fn draft(index: usize, buyer: &'static Buyer, day: NaiveDate) -> Draft {
    let number = format!("{}-{:04}", day.format("%Y"), 101 + index);
    let due = day.checked_add_days(Days::new(TERM_DAYS)).unwrap_or(day);
    // A round price per hour and other hours for each: no two invoices ask for the same amount.
    let hours = 8 + 3 * index;
    let model = json!({
        "type": "invoice",
        "number": number,
        "issue_date": day,
        "due_date": due,
        "currency": "EUR",
        "buyer_reference": format!("{}-{}", buyer.key, 7_700 + index),
        "seller": {
            "name": NAME,
            "endpoint": PARTICIPANT,
            "legal_id": PARTICIPANT,
            "vat_id": "NL851306469B01",
            "address": {"street": "Kade 1", "city": "Utrecht", "postal_code": "3511AB", "country": "NL"},
            "contact": {"name": "Debiteurenbeheer", "phone": "+31 30 000 00 00", "email": "factuur@vandijk.example"},
        },
        "buyer": party(buyer),
        "payment": {
            "means": "credit_transfer",
            "iban": IBAN,
            "reference": reference(&number),
            "terms": format!("{TERM_DAYS} days net"),
        },
        "lines": [{
            "name": "Onderhoud installatie",
            "quantity": hours.to_string(),
            "unit": "HUR",
            "price": "85.00",
            "vat": vat(buyer),
        }],
    });
    Draft { buyer, number, model: model.to_string().into_bytes() }
}

fn party(buyer: &Buyer) -> Value {
    let (street, city, postal_code) = buyer.address;
    let mut party = json!({
        "name": buyer.name,
        "endpoint": buyer.participant,
        "legal_id": buyer.participant,
        "address": {"street": street, "city": city, "postal_code": postal_code, "country": buyer.country},
    });
    if let Some(vat_id) = buyer.vat_id {
        party["vat_id"] = json!(vat_id);
    }
    party
}

/// Taxed at home, reverse charge within the Union, free of tax beyond it.
fn vat(buyer: &Buyer) -> Value {
    match buyer.country {
        "NL" => json!({"category": "S", "rate": "21"}),
        "NO" => json!({"category": "G"}),
        _ => json!({"category": "AE", "exemption_reason": "Reverse charge"}),
    }
}

/// Creditor reference (ISO 11649) of an invoice number: its digits, with check digits in front.
fn reference(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    Reference::rf(&digits).map_or(digits, |reference| reference.compact().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use receivables::reference::Kind;
    use ubl::model::Invoice;

    fn day() -> NaiveDate {
        "2026-11-02".parse().expect("a date")
    }

    #[test]
    fn every_invoice_is_a_model_whose_document_is_valid() {
        for draft in invoices(day()) {
            let invoice =
                Invoice::from_json(&draft.model).unwrap_or_else(|errors| panic!("{}: {errors:?}", draft.number));
            let totals = invoice.totals().unwrap_or_else(|errors| panic!("{}: {errors:?}", draft.number));
            let report = validation::validate(&ubl::write::invoice(&invoice, &totals), &validation::Options::default());
            assert_eq!(report.outcome, validation::Outcome::Valid, "{}: {:?}", draft.buyer.key, report.findings);
        }
    }

    #[test]
    fn numbers_and_references_are_each_their_own() {
        let drafts = invoices(day());
        for (index, draft) in drafts.iter().enumerate() {
            assert!(drafts[..index].iter().all(|other| other.number != draft.number));
            let reference = reference(&draft.number);
            assert_eq!(Reference::parse(&reference).map(|read| read.kind()), Ok(Kind::Rf), "{reference}");
        }
    }
}
