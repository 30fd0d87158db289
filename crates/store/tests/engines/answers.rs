//! Answers from the network: correlated or kept, applied in order, once.

use lifecycle::{AttemptOutcome, delivery, follow_up, mls, response};
use serde_json::json;
use store::{
    Answered, Decision, DocumentKind, NewAnswer, NewInvoiceResponse, NewMessageLevel, ResponseKind, Store, TakenBack,
};

use crate::ground::{
    BUYER, SELLER, TENANT, at, claim_of, claimed, context, created, day, delivered_invoice, on_both, recorded,
};

fn answer(id: &str, sender: &str) -> NewAnswer {
    NewAnswer {
        tenant: TENANT.to_owned(),
        sender: sender.to_owned(),
        response_id: id.to_owned(),
        payload: format!("<answer>{id}</answer>").into_bytes(),
        inbound_id: None,
        issued_at: Some(at(5)),
        details: json!({}),
    }
}

fn says(id: &str, code: response::Event) -> NewInvoiceResponse {
    NewInvoiceResponse {
        answer: answer(id, BUYER),
        seller: SELLER.to_owned(),
        code,
        invoice_number: "2026-1".to_owned(),
        invoice_issue_date: Some(day("2026-11-02")),
        invoice_kind: Some(DocumentKind::Invoice),
        on_behalf_of: None,
        effective_date: None,
        proposed_date: None,
    }
}

fn status(id: &str, code: mls::Event) -> NewMessageLevel {
    NewMessageLevel {
        answer: NewAnswer { tenant: String::new(), ..answer(id, "iso6523-actorid-upis::0242:000002") },
        kind: ResponseKind::MessageLevelStatus,
        code,
        instance_id: "instance-2026-1".to_owned(),
        from_our_receiver: true,
        description: None,
    }
}

async fn state_after(store: &Store, new: &NewInvoiceResponse) -> String {
    match store.apply_response(new, at(10)).await.unwrap() {
        Answered::Applied { state, .. } => state,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_query_disputes_and_an_approval_resumes() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        assert_eq!(state_after(&ground.store, &says("r1", response::Event::Uq)).await, "UQ");
        let row = ground.store.receivable(&invoice.id).await.unwrap().unwrap();
        assert_eq!(row.follow_up, follow_up::State::Disputed);
        assert!(row.ledger_version > invoice.ledger_version, "a reminder planned before is void");
        assert_eq!(state_after(&ground.store, &says("r2", response::Event::Ap)).await, "AP");
        let row = ground.store.receivable(&invoice.id).await.unwrap().unwrap();
        assert_eq!(row.follow_up, follow_up::State::NotDue);
        let facts = ground.store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap().facts;
        assert_eq!(facts.resumed_on, Some(at(10).date_naive()), "whoever has just approved gets the days anew");
        assert_eq!(facts.response.unwrap().code.as_str(), "AP");
        assert!(facts.delivered);
    });
}

#[test]
fn a_second_query_outweighs_the_decision_about_the_first() {
    on_both(|ground| async move {
        let store = &ground.store;
        let invoice = delivered_invoice(store, "2026-1").await;
        state_after(store, &says("r1", response::Event::Uq)).await;
        let resumed = Decision {
            event: follow_up::Event::Resumed,
            reason: "answered by telephone".to_owned(),
            until: None,
            author: "a person".to_owned(),
        };
        assert!(store.decide_follow_up(&invoice.id, &resumed, at(11)).await.unwrap());
        // On the same day, and with a date before it: the order of arrival decides, not what the buyer dates it.
        let again = NewInvoiceResponse { effective_date: Some(day("2026-11-01")), ..says("r2", response::Event::Uq) };
        state_after(store, &again).await;
        let facts = store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap().facts;
        assert_eq!(facts.resumed_on, None);
    });
}

#[test]
fn a_response_out_of_order_is_kept_and_moves_nothing() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        state_after(&ground.store, &says("r1", response::Event::Re)).await;
        let late = ground.store.apply_response(&says("r2", response::Event::Ap), at(11)).await.unwrap();
        assert!(matches!(late, Answered::OutOfOrder { ref state, .. } if state == "RE"), "{late:?}");
        let kept = ground.store.responses(&invoice.document_id).await.unwrap();
        let effects: Vec<_> = kept.iter().map(|row| (row.code.as_str(), row.effect.as_str())).collect();
        assert_eq!(effects, [("RE", "applied"), ("AP", "out_of_order")]);
        let counts = ground.store.summary_counts(Some(TENANT)).await.unwrap();
        assert_eq!((counts.rejected, counts.responses.get("RE"), counts.responses.get("AP")), (1, Some(&1), None));
    });
}

#[test]
fn a_repeated_response_is_known_by_its_id_and_by_its_bytes() {
    on_both(|ground| async move {
        delivered_invoice(&ground.store, "2026-1").await;
        let first = says("r1", response::Event::Ab);
        state_after(&ground.store, &first).await;
        let again = ground.store.apply_response(&first, at(11)).await.unwrap();
        assert!(matches!(again, Answered::Duplicate { .. }), "{again:?}");
        let mut renamed = says("r1", response::Event::Ab);
        renamed.answer.sender = "iso6523-actorid-upis::0190:00000009999999999999".to_owned();
        let again = ground.store.apply_response(&renamed, at(12)).await.unwrap();
        assert!(matches!(again, Answered::Duplicate { .. }), "{again:?}");
    });
}

#[test]
fn a_response_to_an_unknown_invoice_or_from_another_buyer_is_kept_uncorrelated() {
    on_both(|ground| async move {
        delivered_invoice(&ground.store, "2026-1").await;
        let unknown = NewInvoiceResponse { invoice_number: "2026-9".to_owned(), ..says("r1", response::Event::Ap) };
        let mut stranger = says("r2", response::Event::Ap);
        stranger.answer.sender = "iso6523-actorid-upis::0190:00000009999999999999".to_owned();
        let other_day =
            NewInvoiceResponse { invoice_issue_date: Some(day("2025-11-02")), ..says("r3", response::Event::Ap) };
        for new in [unknown, stranger.clone(), other_day] {
            let kept = ground.store.apply_response(&new, at(10)).await.unwrap();
            assert!(matches!(kept, Answered::Uncorrelated { .. }), "{kept:?}");
        }
        assert_eq!(ground.store.uncorrelated_responses().await.unwrap().len(), 3);
        let mut provider = stranger;
        provider.answer.response_id = "r4".to_owned();
        provider.answer.payload = b"another".to_vec();
        provider.on_behalf_of = Some(BUYER.to_owned());
        assert_eq!(state_after(&ground.store, &provider).await, "AP");
    });
}

#[test]
fn a_conditional_acceptance_leaves_its_date_for_the_gate() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let mut conditional = says("r1", response::Event::Ca);
        conditional.proposed_date = Some(day("2026-12-20"));
        state_after(&ground.store, &conditional).await;
        let facts = ground.store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap().facts;
        assert_eq!(facts.response.unwrap().proposed_date, Some(day("2026-12-20")));
        assert_eq!(facts.due_date, Some(day("2026-12-02")), "the legal due date stays");
    });
}

#[test]
fn a_message_level_status_moves_beside_the_delivery_and_rejection_stops_the_chase() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        ground.store.apply_mls(&status("s1", mls::Event::Ab), at(10)).await.unwrap();
        let rejected = ground.store.apply_mls(&status("s2", mls::Event::Re), at(11)).await.unwrap();
        assert!(matches!(rejected, Answered::Applied { ref state, .. } if state == "RE"), "{rejected:?}");
        let late = ground.store.apply_mls(&status("s3", mls::Event::Ap), at(12)).await.unwrap();
        assert!(matches!(late, Answered::OutOfOrder { .. }), "{late:?}");
        let row = &ground.store.deliveries(&invoice.document_id).await.unwrap()[0];
        assert_eq!((row.state, row.message_level), (delivery::State::Delivered, mls::State::Re));
        let facts = ground.store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap().facts;
        assert!(facts.mls_rejected);
        let counts = ground.store.summary_counts(Some(TENANT)).await.unwrap();
        assert_eq!((counts.message_levels.get("AB"), counts.message_levels.get("RE")), (Some(&1), Some(&1)));
    });
}

#[test]
fn a_status_signed_by_someone_else_or_about_nothing_is_kept_uncorrelated() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let foreign = NewMessageLevel { from_our_receiver: false, ..status("s1", mls::Event::Re) };
        let nothing = NewMessageLevel { instance_id: "unknown".to_owned(), ..status("s2", mls::Event::Re) };
        for new in [foreign, nothing] {
            let kept = ground.store.apply_mls(&new, at(10)).await.unwrap();
            assert!(matches!(kept, Answered::Uncorrelated { .. }), "{kept:?}");
        }
        let row = &ground.store.deliveries(&invoice.document_id).await.unwrap()[0];
        assert_eq!(row.message_level, mls::State::None);
    });
}

#[test]
fn an_answer_proves_a_delivery_whose_receipt_was_lost() {
    on_both(|ground| async move {
        let id = created(&ground.store, &claim_of(DocumentKind::Invoice, "2026-1", &[])).await;
        let claim = claimed(&ground.store, at(0)).await;
        recorded(&ground.store, &claim, AttemptOutcome::AnswerLost { reason: "timed out".to_owned() }, at(0)).await;
        let applied = ground.store.apply_mls(&status("s1", mls::Event::Ap), at(10)).await.unwrap();
        assert!(matches!(applied, Answered::Applied { taken_back: TakenBack { .. }, .. }));
        let row = &ground.store.deliveries(&id).await.unwrap()[0];
        assert_eq!((row.state, row.due), (delivery::State::Delivered, None));
        assert!(ground.store.claim_due(at(60), 60, "worker").await.unwrap().is_none(), "nothing is sent again");
    });
}

#[test]
fn a_dispute_opened_by_a_person_outlasts_the_answers_of_the_buyer() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let decision = Decision {
            event: follow_up::Event::DisputeOpened,
            reason: "wrong quantity, by phone".to_owned(),
            until: None,
            author: "a person".to_owned(),
        };
        assert!(ground.store.decide_follow_up(&invoice.id, &decision, at(9)).await.unwrap());
        state_after(&ground.store, &says("r1", response::Event::Ab)).await;
        let facts = ground.store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap().facts;
        assert!(facts.dispute_open);
    });
}
