//! What survives an abort: everything up to the last commit, nothing of what was under way.

use std::process::Command;

use lifecycle::delivery::State;
use receivables::{Channel, ChannelReason};
use store::{DocumentKind, NewReminder, Store};

use crate::ground::{BUYER, TENANT, at, claim_of, claimed, created, delivered_invoice, document, on_both};

/// Set for a child process of this test binary: the database in which it is to die.
const CHILD: &str = "ACQUIT_STORE_TEST_CHILD";

/// Runs one of the tests below again as a process that aborts.
fn die_in(test: &str, url: &str) {
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("crash::{test}"), "--nocapture", "--test-threads=1"])
        .env(CHILD, url)
        .output()
        .unwrap()
        .status;
    assert!(!status.success(), "the child was to abort");
}

fn as_child<F: Future<Output = ()>>(work: impl FnOnce(Store) -> F) -> bool {
    let Ok(url) = std::env::var(CHILD) else {
        return false;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async { work(Store::open(&url).await.unwrap()).await });
    true
}

#[test]
fn an_abort_inside_a_transaction_leaves_nothing_of_it_and_no_number_is_lost() {
    let child = as_child(|store| async move {
        let invoice = delivered_invoice(&store, "2026-1").await;
        let new = NewReminder {
            tenant: TENANT.to_owned(),
            debtor: BUYER.to_owned(),
            level: 1,
            series: "reminder".to_owned(),
            channel: Channel::Ehf,
            channel_reason: ChannelReason::EhfListed,
            policy_version: "default-1".to_owned(),
            items: vec![(invoice.id, invoice.ledger_version)],
        };
        let abort = |_| -> Result<_, std::convert::Infallible> { std::process::abort() };
        store.open_reminder(&new, abort, at(200)).await.unwrap();
    });
    if child {
        return;
    }
    on_both(|ground| async move {
        die_in("an_abort_inside_a_transaction_leaves_nothing_of_it_and_no_number_is_lost", &ground.url);
        let store = Store::open(&ground.url).await.unwrap();
        let invoice = store.find_document(TENANT, "2026-1").await.unwrap().expect("committed before the abort");
        assert_eq!(invoice.tracks.delivery, Some(State::Delivered));
        assert_eq!(store.numbers_given(TENANT, "reminder").await.unwrap(), 0);
        let receivable = store.receivable_of(&invoice.id).await.unwrap().unwrap();
        assert!(store.reminders(&receivable.id).await.unwrap().is_empty());
        store.close().await;
    });
}

#[test]
fn a_worker_that_dies_while_sending_leaves_a_lease_that_runs_out() {
    let child = as_child(|store| async move {
        created(&store, &document(DocumentKind::Invoice, "2026-1", at(0))).await;
        let claim = claimed(&store, at(0)).await;
        store.save_prepared(&claim, b"prepared", "https://c3.example", "print").await.unwrap();
        std::process::abort();
    });
    if child {
        return;
    }
    on_both(|ground| async move {
        die_in("a_worker_that_dies_while_sending_leaves_a_lease_that_runs_out", &ground.url);
        let store = Store::open(&ground.url).await.unwrap();
        assert!(store.claim_due(at(0), 60, "next").await.unwrap().is_none());
        let claim = claimed(&store, at(1)).await;
        assert_eq!(claim.prepared.as_deref(), Some(&b"prepared"[..]));
        assert!(claim.progress.unanswered);
        store.close().await;
    });
}

#[test]
fn opening_again_keeps_everything_and_migrates_nothing_twice() {
    on_both(|ground| async move {
        let id = created(&ground.store, &claim_of(DocumentKind::Invoice, "2026-1", &[])).await;
        for _ in 0..2 {
            let store = Store::open(&ground.url).await.unwrap();
            assert_eq!(store.document(&id).await.unwrap().unwrap().number, "2026-1");
            store.ping().await.unwrap();
            store.close().await;
        }
    });
}

#[test]
fn two_processes_may_open_a_new_database_at_once() {
    on_both(|ground| async move {
        let opened: Vec<_> = (0..3)
            .map(|_| {
                let url = ground.url.clone();
                tokio::spawn(async move { Store::open(&url).await.map(|_| ()) })
            })
            .collect();
        for store in opened {
            store.await.unwrap().unwrap();
        }
    });
}
