//! Money in: imported once, allocated within its limits, undone by counter-records.

use lifecycle::{AttemptOutcome, document, follow_up, settlement};
use receivables::bank::{Balance, Entry, Statement, Status, Transaction};
use rust_decimal::Decimal;
use serde_json::json;
use store::{DocumentKind, Imported, Matched, NewMatch, ReceivableId, Store, TransactionId};

use crate::ground::{
    BUYER, TENANT, at, claim_of, claimed, context, created, day, delivered_invoice, money, on_both, recorded,
};

const ACCOUNT: &str = "NL91ABNA0417164300";
const PAYER: &str = "NL14BNGH0285001234";

fn payment(key: &str, amount: &str) -> Transaction {
    Transaction {
        key: key.to_owned(),
        import_key: format!("{ACCOUNT}|{key}"),
        account: ACCOUNT.to_owned(),
        amount: money(amount),
        currency: "EUR".to_owned(),
        booking_date: Some(day("2026-12-01")),
        booked: true,
        counterparty_iban: Some(PAYER.to_owned()),
        ..Transaction::default()
    }
}

fn statement(id: &str, transactions: Vec<Transaction>) -> Statement {
    let amount = transactions.iter().map(|transaction| transaction.amount).sum();
    Statement {
        format: "camt.053.001.08".to_owned(),
        account: ACCOUNT.to_owned(),
        id: id.to_owned(),
        number: None,
        date: Some(day("2026-12-01")),
        currency: "EUR".to_owned(),
        opening: None,
        closing: Some(Balance { amount: Decimal::ZERO, date: Some(day("2026-12-01")) }),
        marked_duplicate: false,
        entries: vec![Entry { amount, status: Status::Booked, transactions }],
    }
}

async fn imported(store: &Store, file: &str, statements: &[Statement]) -> Imported {
    store.import_statements(TENANT, file.as_bytes(), statements, at(100)).await.unwrap()
}

/// One payment that is there and undecided.
pub async fn paid_in(store: &Store, key: &str, amount: &str) -> TransactionId {
    imported(store, key, &[statement(key, vec![payment(key, amount)])]).await.lines.remove(0).id
}

pub fn pays(transaction: &TransactionId, allocations: &[(&ReceivableId, &str)]) -> NewMatch {
    NewMatch {
        transaction_id: transaction.clone(),
        decision: "auto".to_owned(),
        reason: "structured reference".to_owned(),
        detail: json!({}),
        debtor: Some(BUYER.to_owned()),
        allocations: allocations.iter().map(|(id, amount)| ((*id).clone(), money(amount))).collect(),
        rest_on_account: false,
        charge_writeoff: Decimal::ZERO,
        reverses: None,
        is_final: true,
        learn_account: false,
        author: "matching".to_owned(),
    }
}

async fn settled(store: &Store, new: &NewMatch) -> Vec<settlement::State> {
    match store.record_match(new, at(101)).await.unwrap() {
        Matched::Recorded { settled, .. } => settled.into_iter().map(|(_, state)| state).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_given_again_and_an_overlapping_file_change_nothing() {
    on_both(|ground| async move {
        let store = &ground.store;
        let first =
            imported(store, "file 1", &[statement("s1", vec![payment("k1", "10.00"), payment("k2", "20.00")])]).await;
        assert!(!first.file_known && first.lines.iter().all(|line| line.new));
        let again =
            imported(store, "file 1", &[statement("s1", vec![payment("k1", "10.00"), payment("k2", "20.00")])]).await;
        assert!(again.file_known && again.lines.iter().all(|line| !line.new));
        let overlap =
            imported(store, "file 2", &[statement("s2", vec![payment("k2", "20.00"), payment("k3", "30.00")])]).await;
        let new: Vec<_> = overlap.lines.iter().map(|line| (line.key.as_str(), line.new)).collect();
        assert_eq!(new, [("k2", false), ("k3", true)]);
        assert_eq!(store.undecided_transactions(TENANT).await.unwrap().len(), 3);
        assert_eq!(store.bank_data_through(TENANT).await.unwrap(), Some(day("2026-12-01")));
    });
}

#[test]
fn a_statement_known_with_other_content_is_flagged_and_not_taken() {
    on_both(|ground| async move {
        imported(&ground.store, "file 1", &[statement("s1", vec![payment("k1", "10.00")])]).await;
        let other = imported(&ground.store, "file 2", &[statement("s1", vec![payment("k9", "10.00")])]).await;
        assert_eq!(other.conflicts, [format!("{ACCOUNT} s1")]);
        assert!(other.lines.is_empty());
        assert_eq!(ground.store.undecided_transactions(TENANT).await.unwrap().len(), 1);
    });
}

#[test]
fn a_part_payment_and_the_rest_close_the_invoice() {
    on_both(|ground| async move {
        let store = &ground.store;
        let invoice = delivered_invoice(store, "2026-1").await;
        let first = paid_in(store, "k1", "100.00").await;
        assert_eq!(settled(store, &pays(&first, &[(&invoice.id, "100.00")])).await, [settlement::State::PartPaid]);
        assert_eq!(store.receivable(&invoice.id).await.unwrap().unwrap().open, money("21.00"));
        let second = paid_in(store, "k2", "21.00").await;
        assert_eq!(settled(store, &pays(&second, &[(&invoice.id, "21.00")])).await, [settlement::State::Paid]);
        let row = store.receivable(&invoice.id).await.unwrap().unwrap();
        assert_eq!((row.follow_up, row.open), (follow_up::State::Closed, money("0.00")));
        assert_eq!(store.summary_counts(Some(TENANT)).await.unwrap().paid, 1);
    });
}

#[test]
fn a_decision_is_final_once() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let transaction = paid_in(&ground.store, "k1", "50.00").await;
        let new = pays(&transaction, &[(&invoice.id, "50.00")]);
        settled(&ground.store, &new).await;
        assert_eq!(ground.store.record_match(&new, at(102)).await.unwrap(), Matched::AlreadyDecided);
        assert_eq!(ground.store.receivable(&invoice.id).await.unwrap().unwrap().open, money("71.00"));
    });
}

#[test]
fn no_invoice_is_settled_beyond_its_total_and_no_payment_spent_beyond_its_amount() {
    on_both(|ground| async move {
        let store = &ground.store;
        let invoice = delivered_invoice(store, "2026-1").await;
        let large = paid_in(store, "k1", "200.00").await;
        let beyond = store.record_match(&pays(&large, &[(&invoice.id, "121.01")]), at(101)).await.unwrap();
        assert_eq!(beyond, Matched::TooMuch { receivable_id: Some(invoice.id.clone()) });
        let small = paid_in(store, "k2", "20.00").await;
        let beyond = store.record_match(&pays(&small, &[(&invoice.id, "20.01")]), at(101)).await.unwrap();
        assert_eq!(beyond, Matched::TooMuch { receivable_id: None });
        assert_eq!(store.receivable(&invoice.id).await.unwrap().unwrap(), invoice, "nothing was written");
        assert_eq!(store.undecided_transactions(TENANT).await.unwrap().len(), 2);
    });
}

#[test]
fn two_payments_racing_for_one_invoice_settle_it_once() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let mut racers = Vec::new();
        for key in ["k1", "k2", "k3", "k4"] {
            let new = pays(&paid_in(&ground.store, key, "121.00").await, &[(&invoice.id, "121.00")]);
            let store = ground.store.clone();
            racers.push(tokio::spawn(async move { store.record_match(&new, at(101)).await.unwrap() }));
        }
        let mut recorded = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Matched::Recorded { .. } => recorded += 1,
                Matched::TooMuch { receivable_id } => assert_eq!(receivable_id.as_ref(), Some(&invoice.id)),
                Matched::AlreadyDecided => panic!("each is another payment"),
            }
        }
        assert_eq!(recorded, 1);
    });
}

#[test]
fn an_overpayment_leaves_a_credit_on_account() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let transaction = paid_in(&ground.store, "k1", "130.00").await;
        let new = NewMatch { rest_on_account: true, ..pays(&transaction, &[(&invoice.id, "121.00")]) };
        assert_eq!(settled(&ground.store, &new).await, [settlement::State::Overpaid]);
        let row = ground.store.transaction(&transaction).await.unwrap().unwrap();
        let parts: Vec<_> = row.allocations.iter().map(|part| (part.kind.as_str(), part.amount)).collect();
        assert_eq!(parts, [("payment", money("121.00")), ("on_account", money("9.00"))]);
    });
}

#[test]
fn charges_on_the_way_close_the_rest() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let transaction = paid_in(&ground.store, "k1", "116.00").await;
        let new = NewMatch { charge_writeoff: money("5.00"), ..pays(&transaction, &[(&invoice.id, "116.00")]) };
        assert_eq!(settled(&ground.store, &new).await, [settlement::State::Paid]);
        let row = ground.store.transaction(&transaction).await.unwrap().unwrap();
        let parts: Vec<_> = row.allocations.iter().map(|part| (part.kind.as_str(), part.amount)).collect();
        assert_eq!(parts, [("payment", money("116.00")), ("bank_charge", money("5.00"))]);
    });
}

#[test]
fn a_returned_payment_reopens_what_it_paid() {
    on_both(|ground| async move {
        let store = &ground.store;
        let invoice = delivered_invoice(store, "2026-1").await;
        let original = paid_in(store, "k1", "121.00").await;
        settled(store, &pays(&original, &[(&invoice.id, "121.00")])).await;
        let returned = paid_in(store, "k2", "-121.00").await;
        let reversal =
            NewMatch { reverses: Some(original.clone()), decision: "reverse".to_owned(), ..pays(&returned, &[]) };
        assert_eq!(settled(store, &reversal).await, [settlement::State::Open]);
        let row = store.receivable(&invoice.id).await.unwrap().unwrap();
        assert_eq!((row.open, row.follow_up), (money("121.00"), follow_up::State::NotDue));
        assert!(store.transaction(&original).await.unwrap().unwrap().allocations.is_empty());
        let spent = store.record_match(&pays(&original, &[(&invoice.id, "121.00")]), at(103)).await.unwrap();
        assert_eq!(spent, Matched::AlreadyDecided, "that money went back");
    });
}

#[test]
fn a_match_is_undone_once_and_can_be_decided_again() {
    on_both(|ground| async move {
        let store = &ground.store;
        let invoice = delivered_invoice(store, "2026-1").await;
        let transaction = paid_in(store, "k1", "121.00").await;
        settled(store, &pays(&transaction, &[(&invoice.id, "121.00")])).await;
        assert!(store.undo_match(&transaction, "a person", at(102)).await.unwrap());
        assert!(!store.undo_match(&transaction, "a person", at(103)).await.unwrap());
        assert_eq!(store.receivable(&invoice.id).await.unwrap().unwrap().settlement, settlement::State::Open);
        assert_eq!(settled(store, &pays(&transaction, &[(&invoice.id, "121.00")])).await, [settlement::State::Paid]);
    });
}

#[test]
fn a_delivered_credit_note_settles_the_invoice_it_names() {
    on_both(|ground| async move {
        let store = &ground.store;
        let invoice = delivered_invoice(store, "2026-1").await;
        let note = created(store, &claim_of(DocumentKind::CreditNote, "C-1", &["2026-1"])).await;
        let facts = store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap().facts;
        assert_eq!(facts.credit_in_flight, money("121.00"), "it holds from the moment it is issued");
        let claim = claimed(store, at(1)).await;
        recorded(store, &claim, AttemptOutcome::Receipted, at(1)).await;
        let row = store.receivable(&invoice.id).await.unwrap().unwrap();
        assert_eq!((row.settlement, row.follow_up), (settlement::State::Credited, follow_up::State::Closed));
        let facts = store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap().facts;
        assert_eq!(
            (facts.credited, facts.paid, facts.credit_in_flight),
            (money("121.00"), money("0.00"), Decimal::ZERO)
        );
        let document = store.document(&invoice.document_id).await.unwrap().unwrap();
        assert_eq!(document.tracks.document, document::State::Credited);
        assert_eq!(store.receivable_of(&note).await.unwrap().unwrap().open, money("0.00"));
    });
}

#[test]
fn a_payment_may_net_an_invoice_with_a_credit_note() {
    on_both(|ground| async move {
        let store = &ground.store;
        let invoice = delivered_invoice(store, "2026-1").await;
        let mut note = claim_of(DocumentKind::CreditNote, "C-1", &[]);
        note.receivable.as_mut().unwrap().payable = money("21.00");
        let id = created(store, &note).await;
        let note = store.receivable_of(&id).await.unwrap().unwrap();
        assert_eq!(note.open, money("-21.00"));
        let transaction = paid_in(store, "k1", "100.00").await;
        let new = pays(&transaction, &[(&invoice.id, "121.00"), (&note.id, "-21.00")]);
        assert!(settled(store, &new).await.iter().all(|state| *state == settlement::State::Paid));
    });
}

#[test]
fn unexplained_money_of_a_debtor_is_a_fact_for_the_gate() {
    on_both(|ground| async move {
        let store = &ground.store;
        let invoice = delivered_invoice(store, "2026-1").await;
        store.add_debtor_account(TENANT, BUYER, PAYER, "configuration", at(0)).await.unwrap();
        let before = store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap().facts;
        assert_eq!(before.unmatched_credit_since, None);
        let transaction = paid_in(store, "k1", "60.00").await;
        let proposal =
            NewMatch { decision: "propose".to_owned(), is_final: false, debtor: None, ..pays(&transaction, &[]) };
        assert!(settled(store, &proposal).await.is_empty());
        let after = store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap();
        assert_eq!(after.facts.unmatched_credit_since, Some(day("2026-12-01")));
        assert!(after.receivable.ledger_version > invoice.ledger_version, "a reminder planned before is void");
        assert_eq!(settled(store, &pays(&transaction, &[(&invoice.id, "60.00")])).await, [settlement::State::PartPaid]);
        let explained = store.facts_for_gate(&invoice.id, context()).await.unwrap().unwrap().facts;
        assert_eq!(explained.unmatched_credit_since, None);
    });
}
