//! Reminders: one document and one number per level, void when the ledger moved, taken back when money comes.

use std::convert::Infallible;

use lifecycle::{AttemptOutcome, delivery, follow_up};
use receivables::gate::Fate;
use receivables::{Channel, ChannelReason, HoldReason};
use rust_decimal::Decimal;
use serde_json::json;
use store::{
    Decision, DocumentKind, Matched, NewDocument, NewHold, NewMatch, NewReminder, Opened, ReceivableRow, Store,
};

use crate::ground::{
    BUYER, TENANT, at, claimed, context, day, delivered_invoice, delivery as new_delivery, document, money, on_both,
    recorded,
};

pub fn reminder(items: &[&ReceivableRow]) -> NewReminder {
    NewReminder {
        tenant: TENANT.to_owned(),
        debtor: BUYER.to_owned(),
        level: 1,
        series: "reminder".to_owned(),
        channel: Channel::Ehf,
        channel_reason: ChannelReason::EhfListed,
        policy_version: "default-1".to_owned(),
        items: items.iter().map(|row| (row.id.clone(), row.ledger_version)).collect(),
    }
}

#[allow(clippy::unnecessary_wraps)]
fn render(number: u64) -> Result<NewDocument, Infallible> {
    Ok(document(DocumentKind::Reminder, &format!("R{number:05}"), at(200)))
}

pub async fn open(store: &Store, new: &NewReminder) -> Opened<Infallible> {
    store.open_reminder(new, render, at(200)).await.unwrap()
}

async fn pay(store: &Store, invoice: &ReceivableRow, key: &str, amount: &str) -> store::TakenBack {
    let file = format!("{key} {amount}");
    let transaction = receivables::Transaction {
        key: key.to_owned(),
        import_key: key.to_owned(),
        account: "A".to_owned(),
        amount: money(amount),
        currency: "EUR".to_owned(),
        booking_date: Some(day("2026-12-05")),
        booked: true,
        ..receivables::Transaction::default()
    };
    let statement = receivables::Statement {
        format: "camt".to_owned(),
        account: "A".to_owned(),
        id: key.to_owned(),
        number: None,
        date: Some(day("2026-12-05")),
        currency: "EUR".to_owned(),
        opening: None,
        closing: None,
        marked_duplicate: false,
        entries: vec![receivables::bank::Entry {
            amount: money(amount),
            status: receivables::bank::Status::Booked,
            transactions: vec![transaction],
        }],
    };
    let imported = store.import_statements(TENANT, file.as_bytes(), &[statement], at(201)).await.unwrap();
    let new = NewMatch {
        transaction_id: imported.lines[0].id.clone(),
        decision: "auto".to_owned(),
        reason: "reference".to_owned(),
        detail: json!({}),
        debtor: Some(BUYER.to_owned()),
        allocations: vec![(invoice.id.clone(), money(amount))],
        rest_on_account: false,
        charge_writeoff: Decimal::ZERO,
        reverses: None,
        is_final: true,
        learn_account: false,
        author: "matching".to_owned(),
    };
    match store.record_match(&new, at(201)).await.unwrap() {
        Matched::Recorded { taken_back, .. } => taken_back,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_workers_on_the_same_level_make_one_document_and_one_number() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let workers: Vec<_> = (0..6)
            .map(|_| {
                let (store, new) = (ground.store.clone(), reminder(&[&invoice]));
                tokio::spawn(async move { open(&store, &new).await })
            })
            .collect();
        let mut opened = 0;
        for worker in workers {
            match worker.await.unwrap() {
                Opened::Opened { number, .. } => {
                    assert_eq!(number, 1);
                    opened += 1;
                }
                Opened::AlreadyReminded { receivable_id, .. } => assert_eq!(receivable_id, invoice.id),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(opened, 1);
        assert_eq!(ground.store.numbers_given(TENANT, "reminder").await.unwrap(), 1);
        assert_eq!(ground.store.reminders(&invoice.id).await.unwrap().len(), 1);
    });
}

#[test]
fn numbers_have_no_gaps_whatever_is_refused_in_between() {
    on_both(|ground| async move {
        let first = delivered_invoice(&ground.store, "2026-1").await;
        let second = delivered_invoice(&ground.store, "2026-2").await;
        assert!(matches!(open(&ground.store, &reminder(&[&first])).await, Opened::Opened { number: 1, .. }));
        let refused = ground.store.open_reminder(&reminder(&[&second]), |_| Err("no due date"), at(200)).await.unwrap();
        assert_eq!(refused, Opened::Refused("no due date"));
        assert!(matches!(open(&ground.store, &reminder(&[&second])).await, Opened::Opened { number: 2, .. }));
        assert_eq!(ground.store.numbers_given(TENANT, "reminder").await.unwrap(), 2);
    });
}

#[test]
fn a_payment_between_planning_and_opening_makes_no_reminder() {
    on_both(|ground| async move {
        let planned = delivered_invoice(&ground.store, "2026-1").await;
        pay(&ground.store, &planned, "k1", "121.00").await;
        let opened = open(&ground.store, &reminder(&[&planned])).await;
        assert_eq!(opened, Opened::LedgerMoved { receivable_id: planned.id.clone() });
        assert_eq!(ground.store.numbers_given(TENANT, "reminder").await.unwrap(), 0);
    });
}

#[test]
fn a_payment_between_opening_and_sending_cancels() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let Opened::Opened { document_id, .. } = open(&ground.store, &reminder(&[&invoice])).await else { panic!() };
        let taken_back = pay(&ground.store, &invoice, "k1", "121.00").await;
        assert_eq!(taken_back.cancelled, ["R00001"]);
        assert!(ground.store.claim_due(at(300), 60, "worker").await.unwrap().is_none(), "nothing leaves");
        let row = &ground.store.deliveries(&document_id).await.unwrap()[0];
        assert_eq!((row.state, row.due), (delivery::State::Cancelled, None));
        assert!(ground.store.reminders(&invoice.id).await.unwrap()[0].cancelled);
    });
}

#[test]
fn a_part_payment_gives_the_level_back_with_a_new_number() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        open(&ground.store, &reminder(&[&invoice])).await;
        assert_eq!(pay(&ground.store, &invoice, "k1", "21.00").await.cancelled, ["R00001"]);
        let now = ground.store.receivable(&invoice.id).await.unwrap().unwrap();
        assert!(matches!(open(&ground.store, &reminder(&[&now])).await, Opened::Opened { number: 2, .. }));
    });
}

#[test]
fn a_reminder_that_a_worker_holds_cannot_be_taken_back() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        open(&ground.store, &reminder(&[&invoice])).await;
        let claim = claimed(&ground.store, at(300)).await;
        let taken_back = pay(&ground.store, &invoice, "k1", "121.00").await;
        assert_eq!((taken_back.cancelled.len(), taken_back.already_out), (0, vec!["R00001".to_owned()]));
        recorded(&ground.store, &claim, AttemptOutcome::Receipted, at(301)).await;
        let row = ground.store.receivable(&invoice.id).await.unwrap().unwrap();
        assert_eq!((row.level, row.follow_up), (1, follow_up::State::Closed));
    });
}

#[test]
fn a_level_is_reached_when_the_reminder_arrives() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        open(&ground.store, &reminder(&[&invoice])).await;
        let pending = ground.store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap();
        assert_eq!(pending.facts.reminders[0].fate, Fate::Pending);
        assert_eq!((pending.receivable.level, pending.receivable.follow_up), (0, follow_up::State::NotDue));
        let claim = claimed(&ground.store, at(300)).await;
        recorded(&ground.store, &claim, AttemptOutcome::Receipted, at(300)).await;
        let reached = ground.store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap();
        assert_eq!(reached.facts.reminders[0].fate, Fate::Reached(at(300).date_naive()));
        assert_eq!((reached.receivable.level, reached.receivable.follow_up), (1, follow_up::State::Level));
        assert_eq!(ground.store.summary_counts(Some(TENANT)).await.unwrap().reminders.get("ehf"), Some(&1));
    });
}

#[test]
fn a_reminder_that_failed_counts_as_none_and_takes_another_way_under_its_number() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let Opened::Opened { document_id, .. } = open(&ground.store, &reminder(&[&invoice])).await else { panic!() };
        let claim = claimed(&ground.store, at(300)).await;
        let no_route = AttemptOutcome::NoRoute { reason: "not listed".to_owned(), transient: false };
        recorded(&ground.store, &claim, no_route, at(300)).await;
        let failed = ground.store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap();
        assert_eq!(failed.facts.reminders[0].fate, Fate::Failed);
        let again = open(&ground.store, &reminder(&[&failed.receivable])).await;
        assert_eq!(
            again,
            Opened::AlreadyReminded { receivable_id: invoice.id.clone(), document_id: document_id.clone() }
        );
        let mut mail = new_delivery("mail", at(301));
        mail.bytes = Some(b"Dear debtor".to_vec());
        ground.store.add_delivery(&document_id, &mail, at(301)).await.unwrap().unwrap();
        let claim = claimed(&ground.store, at(301)).await;
        assert_eq!((claim.number.as_str(), claim.bytes.as_slice()), ("R00001", &b"Dear debtor"[..]));
        recorded(&ground.store, &claim, AttemptOutcome::Receipted, at(301)).await;
        assert_eq!(ground.store.receivable(&invoice.id).await.unwrap().unwrap().level, 1);
    });
}

#[test]
fn one_reminder_may_speak_of_several_invoices() {
    on_both(|ground| async move {
        let first = delivered_invoice(&ground.store, "2026-1").await;
        let second = delivered_invoice(&ground.store, "2026-2").await;
        open(&ground.store, &reminder(&[&second, &first])).await;
        assert_eq!(pay(&ground.store, &first, "k1", "121.00").await.cancelled, ["R00001"]);
        let second = ground.store.receivable(&second.id).await.unwrap().unwrap();
        assert!(matches!(open(&ground.store, &reminder(&[&second])).await, Opened::Opened { number: 2, .. }));
    });
}

#[test]
fn a_claim_that_leaves_a_failed_reminder_does_not_silence_the_others() {
    on_both(|ground| async move {
        let store = &ground.store;
        let first = delivered_invoice(store, "2026-1").await;
        let second = delivered_invoice(store, "2026-2").await;
        let Opened::Opened { document_id, .. } = open(store, &reminder(&[&first, &second])).await else { panic!() };
        assert!(!store.abandon_reminder(&document_id, at(299)).await.unwrap(), "it may still arrive");
        let claim = claimed(store, at(300)).await;
        let no_route = AttemptOutcome::NoRoute { reason: "not listed".to_owned(), transient: false };
        recorded(store, &claim, no_route, at(300)).await;
        pay(store, &first, "k1", "121.00").await;
        let left = store.receivable(&second.id).await.unwrap().unwrap();
        assert!(matches!(open(store, &reminder(&[&left])).await, Opened::AlreadyReminded { .. }));
        assert!(store.abandon_reminder(&document_id, at(301)).await.unwrap());
        assert!(matches!(open(store, &reminder(&[&left])).await, Opened::Opened { number: 2, .. }));
    });
}

#[test]
fn holds_are_kept_once_per_reason_and_a_closed_claim_is_judged_once_more() {
    on_both(|ground| async move {
        let store = &ground.store;
        let queried = delivered_invoice(store, "2026-1").await;
        let paid = delivered_invoice(store, "2026-2").await;
        pay(store, &paid, "k1", "121.00").await;
        let hold = |row: &ReceivableRow, reasons: &[HoldReason]| NewHold {
            receivable_id: row.id.clone(),
            level: 1,
            reasons: reasons.to_vec(),
            detail: json!({}),
        };
        let on = day("2026-12-10");
        assert_eq!(store.facts_past_due(TENANT, on, |_| context()).await.unwrap().len(), 2);
        for minutes in [300, 400] {
            let holds =
                [hold(&queried, &[HoldReason::Disputed, HoldReason::BankDataStale]), hold(&paid, &[HoldReason::Paid])];
            store.record_holds(&holds, at(minutes)).await.unwrap();
        }
        let left = store.facts_past_due(TENANT, on, |_| context()).await.unwrap();
        assert_eq!(left.len(), 1, "the paid one is not looked at again");
        assert_eq!(left[0].receivable.id, queried.id);
        let rows = store.holds(TENANT).await.unwrap();
        assert!(rows.iter().all(|row| row.times == 2 && row.first_at == at(300) && row.last_at == at(400)));
        let counts = store.summary_counts(Some(TENANT)).await.unwrap();
        let reasons: Vec<_> = counts.held.iter().map(|(reason, n)| (reason.as_str(), *n)).collect();
        assert_eq!(reasons, [("bank_data_stale", 1), ("disputed", 1), ("paid", 1)]);
        let timeline = store.timeline(&queried.document_id).await.unwrap();
        assert_eq!(timeline.iter().filter(|event| event.event == "held").count(), 1, "the history notes it once");
    });
}

#[test]
fn nothing_is_past_due_on_its_due_date() {
    on_both(|ground| async move {
        delivered_invoice(&ground.store, "2026-1").await;
        assert!(ground.store.receivables_past_due(TENANT, day("2026-12-02")).await.unwrap().is_empty());
        assert_eq!(ground.store.receivables_past_due(TENANT, day("2026-12-03")).await.unwrap().len(), 1);
        assert!(ground.store.receivables_past_due("another tenant", day("2026-12-03")).await.unwrap().is_empty());
    });
}

#[test]
fn a_person_holds_a_claim_and_lets_it_go_on() {
    on_both(|ground| async move {
        let store = &ground.store;
        let invoice = delivered_invoice(store, "2026-1").await;
        open(store, &reminder(&[&invoice])).await;
        let decision = |event, until: Option<&str>| Decision {
            event,
            reason: "works on site".to_owned(),
            until: until.map(day),
            author: "a person".to_owned(),
        };
        assert!(
            store
                .decide_follow_up(&invoice.id, &decision(follow_up::Event::Paused, Some("2027-01-05")), at(201))
                .await
                .unwrap()
        );
        let held = store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap();
        assert_eq!(held.facts.pause.unwrap().until, Some(day("2027-01-05")));
        assert!(held.facts.reminders.is_empty(), "what was queued is taken back");
        assert!(
            store.decide_follow_up(&invoice.id, &decision(follow_up::Event::Resumed, None), at(202)).await.unwrap()
        );
        assert!(
            !store.decide_follow_up(&invoice.id, &decision(follow_up::Event::Resumed, None), at(203)).await.unwrap()
        );
        let free = store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap();
        assert_eq!((free.facts.pause, free.facts.resumed_on), (None, Some(at(202).date_naive())));
    });
}
