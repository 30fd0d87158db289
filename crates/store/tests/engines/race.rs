//! Workers that want the same rows from different sides: the sender's receipt, a payment, an answer, a new reminder.
//! Nobody waits in a circle, and what comes out is one of the orders in which they could have come.

use lifecycle::{AttemptOutcome, response, settlement};
use serde_json::json;
use store::{NewAnswer, NewInvoiceResponse};

use crate::bank::{paid_in, pays};
use crate::ground::{BUYER, SELLER, TENANT, at, attempt, claimed, delivered_invoice, on_both};
use crate::reminders::{open, reminder};

#[test]
fn a_receipt_a_payment_and_an_answer_at_once_all_count() {
    on_both(|ground| async move {
        for round in 0..12 {
            let number = format!("2026-{round}");
            let invoice = delivered_invoice(&ground.store, &number).await;
            open(&ground.store, &reminder(&[&invoice])).await;
            let claim = claimed(&ground.store, at(300)).await;
            let payment = pays(&paid_in(&ground.store, &number, "121.00").await, &[(&invoice.id, "121.00")]);
            let answer = NewInvoiceResponse {
                answer: NewAnswer {
                    tenant: TENANT.to_owned(),
                    sender: BUYER.to_owned(),
                    response_id: number.clone(),
                    payload: number.clone().into_bytes(),
                    inbound_id: None,
                    issued_at: None,
                    details: json!({}),
                },
                seller: SELLER.to_owned(),
                code: response::Event::Uq,
                invoice_number: number,
                invoice_issue_date: None,
                invoice_kind: None,
                on_behalf_of: None,
                effective_date: None,
                proposed_date: None,
            };
            let store = ground.store.clone();
            let receipt = tokio::spawn(async move {
                let next = lifecycle::after_attempt(&claim.progress, &AttemptOutcome::Receipted, at(301), 0.5);
                store.record_attempt(&claim, &attempt(AttemptOutcome::Receipted, at(301)), &next, at(301)).await
            });
            let store = ground.store.clone();
            let paid = tokio::spawn(async move { store.record_match(&payment, at(301)).await });
            let store = ground.store.clone();
            let answered = tokio::spawn(async move { store.apply_response(&answer, at(301)).await });
            receipt.await.unwrap().unwrap();
            paid.await.unwrap().unwrap();
            answered.await.unwrap().unwrap();
            let row = ground.store.receivable(&invoice.id).await.unwrap().unwrap();
            assert_eq!((row.settlement, row.level), (settlement::State::Paid, 1));
            let document = ground.store.document(&invoice.document_id).await.unwrap().unwrap();
            assert_eq!(document.tracks.response, response::State::Uq);
        }
    });
}
