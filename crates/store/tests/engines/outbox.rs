//! Documents on their way out: sent once, claimed by one worker, every repeat with the same ids and bytes.

use lifecycle::{AttemptOutcome, delivery::State};
use store::{Created, DocumentKind, Recorded};

use crate::ground::{at, attempt, claim_of, claimed, created, delivery, document, on_both, recorded};

fn lost() -> AttemptOutcome {
    AttemptOutcome::AnswerLost { reason: "timed out".to_owned() }
}

#[test]
fn pressing_send_twice_makes_one_document() {
    on_both(|ground| async move {
        let new = document(DocumentKind::Invoice, "2026-1", at(0));
        let first = created(&ground.store, &new).await;
        let again = ground.store.create_outgoing(&new, at(1)).await.unwrap();
        assert_eq!(again, Created::AlreadyThere { document_id: first.clone() });
        assert_eq!(ground.store.deliveries(&first).await.unwrap().len(), 1);
        assert_eq!(ground.store.documents_numbered(&new.tenant, "2026-1").await.unwrap().len(), 1);
    });
}

#[test]
fn the_same_number_of_another_kind_is_another_document() {
    on_both(|ground| async move {
        let note = document(DocumentKind::CreditNote, "2026-1", at(0));
        let mut invoice = document(DocumentKind::Invoice, "2026-1", at(0));
        invoice.delivery = delivery("other", at(0));
        created(&ground.store, &invoice).await;
        created(&ground.store, &note).await;
        assert_eq!(ground.store.documents_numbered(&note.tenant, "2026-1").await.unwrap().len(), 2);
    });
}

#[test]
fn a_document_is_read_back_as_it_was_written() {
    on_both(|ground| async move {
        let new = claim_of(DocumentKind::Invoice, "2026-1", &[]);
        let id = created(&ground.store, &new).await;
        let row = ground.store.document(&id).await.unwrap().unwrap();
        assert_eq!((row.number, row.due_date, row.payable), (new.number, new.due_date, new.payable));
        assert_eq!((row.receiver_name, row.summary), (new.receiver_name, new.summary));
        assert_eq!(row.tracks.delivery, Some(State::Queued));
        assert_eq!(row.tracks.settlement, Some(lifecycle::settlement::State::Open));
        assert_eq!(ground.store.document_bytes(&id).await.unwrap(), new.bytes);
        let receivable = ground.store.receivable_of(&id).await.unwrap().unwrap();
        assert_eq!(receivable.references, ["RF2026-1"]);
        assert_eq!(receivable.open, "121.00".parse().unwrap());
    });
}

#[test]
fn nothing_is_claimed_before_it_is_due() {
    on_both(|ground| async move {
        created(&ground.store, &document(DocumentKind::Invoice, "2026-1", at(10))).await;
        assert!(ground.store.claim_due(at(9), 60, "worker").await.unwrap().is_none());
        assert_eq!(ground.store.next_due().await.unwrap(), Some(at(10)));
        assert!(ground.store.claim_due(at(10), 60, "worker").await.unwrap().is_some());
    });
}

#[test]
fn many_workers_never_claim_the_same_delivery() {
    on_both(|ground| async move {
        for number in 0..20 {
            created(&ground.store, &document(DocumentKind::Invoice, &format!("2026-{number}"), at(0))).await;
        }
        let workers: Vec<_> = (0..8)
            .map(|worker| {
                let store = ground.store.clone();
                tokio::spawn(async move {
                    let mut mine = Vec::new();
                    while let Some(claim) = store.claim_due(at(0), 60, &format!("worker {worker}")).await.unwrap() {
                        mine.push(claim.delivery_id);
                    }
                    mine
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        assert_eq!(all.len(), 20, "each delivery is claimed");
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 20, "and by one worker only");
    });
}

#[test]
fn a_lease_that_ran_out_is_claimed_again_and_the_outcome_counts_as_open() {
    on_both(|ground| async move {
        created(&ground.store, &document(DocumentKind::Invoice, "2026-1", at(0))).await;
        let dead = claimed(&ground.store, at(0)).await;
        assert!(ground.store.save_prepared(&dead, b"bytes", "https://c3.example", "print").await.unwrap());
        assert!(ground.store.claim_due(at(0), 60, "next").await.unwrap().is_none(), "the lease holds");
        let next = claimed(&ground.store, at(1)).await;
        assert_eq!((&next.message_id, &next.instance_id), (&dead.message_id, &dead.instance_id));
        assert_eq!(next.prepared.as_deref(), Some(&b"bytes"[..]), "the same bytes go out again");
        assert!(next.progress.unanswered, "the dead worker's request may have left");
        assert!(!ground.store.save_prepared(&dead, b"other", "https://c3.example", "print").await.unwrap());
    });
}

#[test]
fn a_receipt_delivers_and_a_doubled_one_is_a_reported_no_op() {
    on_both(|ground| async move {
        let id = created(&ground.store, &document(DocumentKind::Invoice, "2026-1", at(0))).await;
        let claim = claimed(&ground.store, at(0)).await;
        assert_eq!(
            recorded(&ground.store, &claim, AttemptOutcome::Receipted, at(1)).await,
            Recorded::Moved(State::Delivered)
        );
        assert_eq!(
            recorded(&ground.store, &claim, AttemptOutcome::Receipted, at(2)).await,
            Recorded::Kept(State::Delivered)
        );
        let delivery = &ground.store.deliveries(&id).await.unwrap()[0];
        assert_eq!((delivery.receipt_at, delivery.delivered_at, delivery.due), (Some(at(1)), Some(at(1)), None));
        assert_eq!(ground.store.receipt(&delivery.id).await.unwrap().as_deref(), Some(&b"<receipt/>"[..]));
        assert_eq!(ground.store.attempts(&delivery.id).await.unwrap().len(), 2, "both tries are on record");
        let events: Vec<_> = ground.store.timeline(&id).await.unwrap().into_iter().map(|event| event.event).collect();
        assert_eq!(events, ["issued", "queued", "started", "receipted", "receipted"]);
    });
}

#[test]
fn a_stale_worker_cannot_overrule_the_next_but_its_receipt_is_evidence() {
    on_both(|ground| async move {
        created(&ground.store, &document(DocumentKind::Invoice, "2026-1", at(0))).await;
        let stale = claimed(&ground.store, at(0)).await;
        let holder = claimed(&ground.store, at(2)).await;
        let refused = AttemptOutcome::refused("EBMS:0103", "not signed");
        assert_eq!(recorded(&ground.store, &stale, refused, at(3)).await, Recorded::Kept(State::Sending));
        assert_eq!(
            recorded(&ground.store, &stale, AttemptOutcome::Receipted, at(3)).await,
            Recorded::Moved(State::Delivered)
        );
        assert_eq!(recorded(&ground.store, &holder, lost(), at(4)).await, Recorded::Kept(State::Delivered));
        assert!(ground.store.claim_due(at(60), 60, "worker").await.unwrap().is_none());
    });
}

#[test]
fn a_failed_try_waits_for_its_time_and_keeps_its_ids() {
    on_both(|ground| async move {
        created(&ground.store, &document(DocumentKind::Invoice, "2026-1", at(0))).await;
        let first = claimed(&ground.store, at(0)).await;
        let refused = AttemptOutcome::NotReached { reason: "connection refused".to_owned() };
        assert_eq!(recorded(&ground.store, &first, refused, at(0)).await, Recorded::Moved(State::WaitingRetry));
        assert!(ground.store.claim_due(at(0), 60, "worker").await.unwrap().is_none());
        let second = claimed(&ground.store, at(1)).await;
        assert_eq!(second.message_id, first.message_id);
        assert_eq!(second.progress.tries, 1);
    });
}

#[test]
fn the_schedule_ends_in_an_unknown_outcome_that_only_a_person_moves() {
    on_both(|ground| async move {
        let id = created(&ground.store, &document(DocumentKind::Invoice, "2026-1", at(0))).await;
        let mut now = at(0);
        let mut tries = 0;
        while let Some(claim) = ground.store.claim_due(now, 60, "worker").await.unwrap() {
            recorded(&ground.store, &claim, lost(), now).await;
            tries += 1;
            now += chrono::TimeDelta::minutes(6);
        }
        assert!(tries > 1);
        let delivery = ground.store.deliveries(&id).await.unwrap().remove(0);
        assert_eq!((delivery.state, delivery.due), (State::OutcomeUnknown, None));
        assert_eq!(delivery.failure.as_deref(), Some("answer_lost"));
        assert_eq!(ground.store.requeue(&delivery.id, "a person", now).await.unwrap(), Recorded::Moved(State::Queued));
        assert_eq!(ground.store.requeue(&delivery.id, "a person", now).await.unwrap(), Recorded::Kept(State::Queued));
        let claim = claimed(&ground.store, now).await;
        assert_eq!(claim.message_id, delivery.message_id);
        assert!(claim.progress.unanswered, "an earlier request may still have arrived");
    });
}

#[test]
fn a_postponed_claim_is_no_try() {
    on_both(|ground| async move {
        let id = created(&ground.store, &document(DocumentKind::Invoice, "2026-1", at(0))).await;
        let claim = claimed(&ground.store, at(0)).await;
        assert!(ground.store.postpone(&claim, at(2), "breaker open", at(0)).await.unwrap());
        assert!(!ground.store.postpone(&claim, at(9), "breaker open", at(0)).await.unwrap(), "the lease is given back");
        let again = claimed(&ground.store, at(2)).await;
        assert_eq!((again.progress.tries, again.progress.unanswered), (0, false));
        assert!(ground.store.attempts(&again.delivery_id).await.unwrap().is_empty());
        assert_eq!(ground.store.deliveries(&id).await.unwrap().len(), 1);
    });
}

#[test]
fn another_way_opens_only_after_a_definite_failure() {
    on_both(|ground| async move {
        let id = created(&ground.store, &document(DocumentKind::Reminder, "R1", at(0))).await;
        let mail = delivery("R1-mail", at(1));
        assert_eq!(ground.store.add_delivery(&id, &mail, at(1)).await.unwrap(), None, "the first may still arrive");
        let claim = claimed(&ground.store, at(1)).await;
        let no_route = AttemptOutcome::NoRoute { reason: "not registered".to_owned(), transient: false };
        assert_eq!(recorded(&ground.store, &claim, no_route, at(1)).await, Recorded::Moved(State::Failed));
        assert!(ground.store.add_delivery(&id, &mail, at(2)).await.unwrap().is_some());
        assert_eq!(claimed(&ground.store, at(2)).await.number, "R1", "under the same number");
        let counts = ground.store.summary_counts(None).await.unwrap();
        assert_eq!((counts.not_on_network, counts.sent), (1, 0));
    });
}

#[test]
fn an_attempt_with_a_finer_reason_is_counted_by_it() {
    on_both(|ground| async move {
        created(&ground.store, &document(DocumentKind::Invoice, "2026-1", at(0))).await;
        let claim = claimed(&ground.store, at(0)).await;
        let outcome = AttemptOutcome::NoRoute { reason: "type not accepted".to_owned(), transient: false };
        let next = lifecycle::after_attempt(&claim.progress, &outcome, at(0), 0.5);
        let mut record = attempt(outcome, at(0));
        record.failure = Some("document_type_not_supported".to_owned());
        ground.store.record_attempt(&claim, &record, &next, at(0)).await.unwrap();
        assert_eq!(ground.store.summary_counts(None).await.unwrap().not_on_network, 0);
        let row = ground.store.delivery(&claim.delivery_id).await.unwrap().unwrap();
        assert_eq!(row.failure.as_deref(), Some("document_type_not_supported"));
    });
}
