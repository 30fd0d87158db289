//! What comes in is stored once, and the three kinds of repeat of `design.md` §9 are told apart.

use store::{Idempotency, IdempotencyKey, InboundState, NewInbound, StoredInbound};

use crate::ground::{BUYER, SELLER, at, on_both};

fn message(message_id: &str, digests: &str, instance_id: &str) -> NewInbound {
    NewInbound {
        message_id: message_id.to_owned(),
        digests: digests.to_owned(),
        from_party: "PNL000001".to_owned(),
        signer: "print".to_owned(),
        instance_id: instance_id.to_owned(),
        sender: SELLER.to_owned(),
        receiver: BUYER.to_owned(),
        document_type: "type".to_owned(),
        process: "process".to_owned(),
        m1: at(0),
        payload: format!("<envelope>{instance_id}</envelope>").into_bytes(),
        receipt: format!("receipt of {message_id}").into_bytes(),
    }
}

#[test]
fn the_same_message_gets_the_stored_receipt_again() {
    on_both(|ground| async move {
        let first = message("m1", "d1", "i1");
        let StoredInbound::Stored { inbound_id } = ground.store.store_inbound(&first, at(0)).await.unwrap() else {
            panic!("new");
        };
        let repeat = NewInbound { receipt: b"a fresh one".to_vec(), ..first };
        let again = ground.store.store_inbound(&repeat, at(1)).await.unwrap();
        assert_eq!(
            again,
            StoredInbound::Duplicate { inbound_id: inbound_id.clone(), receipt: b"receipt of m1".to_vec() }
        );
        let row = ground.store.inbound(&inbound_id).await.unwrap().unwrap();
        assert_eq!((row.messages, row.repeats, row.received_at), (1, 1, at(0)));
    });
}

#[test]
fn the_same_message_id_with_other_digests_stores_nothing() {
    on_both(|ground| async move {
        ground.store.store_inbound(&message("m1", "d1", "i1"), at(0)).await.unwrap();
        let other = ground.store.store_inbound(&message("m1", "d2", "i2"), at(1)).await.unwrap();
        assert_eq!(other, StoredInbound::SameMessageOtherDigests);
        assert_eq!(ground.store.inbound_instances().await.unwrap().len(), 1);
    });
}

#[test]
fn a_known_instance_under_a_new_message_id_is_kept_once_and_flagged() {
    on_both(|ground| async move {
        ground.store.store_inbound(&message("m1", "d1", "i1"), at(0)).await.unwrap();
        let second = message("m2", "d2", "i1");
        let stored = ground.store.store_inbound(&second, at(1)).await.unwrap();
        let StoredInbound::KnownInstance { inbound_id } = stored else { panic!("{stored:?}") };
        assert_eq!(ground.store.inbound(&inbound_id).await.unwrap().unwrap().messages, 2);
        assert_eq!(ground.store.inbound_instances().await.unwrap(), [(SELLER.to_owned(), "i1".to_owned())]);
        let again = ground.store.store_inbound(&second, at(2)).await.unwrap();
        assert_eq!(again, StoredInbound::Duplicate { inbound_id, receipt: b"receipt of m2".to_vec() });
    });
}

#[test]
fn the_same_instance_id_of_another_sender_is_another_document() {
    on_both(|ground| async move {
        ground.store.store_inbound(&message("m1", "d1", "i1"), at(0)).await.unwrap();
        let other =
            NewInbound { sender: "iso6523-actorid-upis::0106:87654321".to_owned(), ..message("m2", "d2", "i1") };
        assert!(matches!(ground.store.store_inbound(&other, at(0)).await.unwrap(), StoredInbound::Stored { .. }));
    });
}

#[test]
fn the_same_message_on_many_connections_at_once_is_stored_once() {
    on_both(|ground| async move {
        let arrivals: Vec<_> = (0..8)
            .map(|_| {
                let store = ground.store.clone();
                tokio::spawn(async move { store.store_inbound(&message("m1", "d1", "i1"), at(0)).await.unwrap() })
            })
            .collect();
        let mut stored = 0;
        for arrival in arrivals {
            match arrival.await.unwrap() {
                StoredInbound::Stored { .. } => stored += 1,
                StoredInbound::Duplicate { receipt, .. } => assert_eq!(receipt, b"receipt of m1"),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(stored, 1);
    });
}

#[test]
fn a_received_document_is_taken_up_by_one_worker_and_finished_once() {
    on_both(|ground| async move {
        ground.store.store_inbound(&message("m1", "d1", "i1"), at(0)).await.unwrap();
        let claim = ground.store.claim_inbound(at(0), 60, "one").await.unwrap().unwrap();
        assert_eq!(claim.payload, b"<envelope>i1</envelope>");
        assert!(ground.store.claim_inbound(at(0), 60, "two").await.unwrap().is_none());
        let later = ground.store.claim_inbound(at(1), 60, "two").await.unwrap().unwrap();
        assert!(!ground.store.finish_inbound(&claim, "applied").await.unwrap(), "the lease has passed on");
        assert!(ground.store.finish_inbound(&later, "applied").await.unwrap());
        assert!(ground.store.claim_inbound(at(9), 60, "one").await.unwrap().is_none());
        let inbox = ground.store.inbox(BUYER, None, 10).await.unwrap();
        assert_eq!((inbox.len(), inbox[0].state, inbox[0].result.as_deref()), (1, InboundState::Done, Some("applied")));
    });
}

#[test]
fn a_postponed_document_comes_back_when_due() {
    on_both(|ground| async move {
        ground.store.store_inbound(&message("m1", "d1", "i1"), at(0)).await.unwrap();
        let claim = ground.store.claim_inbound(at(0), 60, "one").await.unwrap().unwrap();
        assert!(ground.store.postpone_inbound(&claim, at(5)).await.unwrap());
        assert!(ground.store.claim_inbound(at(4), 60, "one").await.unwrap().is_none());
        assert!(ground.store.claim_inbound(at(5), 60, "one").await.unwrap().is_some());
    });
}

#[test]
fn an_idempotency_key_answers_the_same_body_and_refuses_another() {
    on_both(|ground| async move {
        let key = IdempotencyKey { owner: "key 1".to_owned(), path: "/v1/documents".to_owned(), key: "k".to_owned() };
        let store = &ground.store;
        assert_eq!(store.begin_request(&key, b"body", at(0)).await.unwrap(), Idempotency::New);
        assert_eq!(store.begin_request(&key, b"body", at(0)).await.unwrap(), Idempotency::Running);
        store.finish_request(&key, 201, b"answer").await.unwrap();
        let replay = Idempotency::Replay { status: 201, body: b"answer".to_vec() };
        assert_eq!(store.begin_request(&key, b"body", at(1)).await.unwrap(), replay);
        assert_eq!(store.begin_request(&key, b"other", at(1)).await.unwrap(), Idempotency::OtherBody);
        let abandoned = IdempotencyKey { key: "k2".to_owned(), ..key };
        assert_eq!(store.begin_request(&abandoned, b"body", at(0)).await.unwrap(), Idempotency::New);
        store.abandon_request(&abandoned).await.unwrap();
        assert_eq!(store.begin_request(&abandoned, b"body", at(0)).await.unwrap(), Idempotency::New);
        assert_eq!(store.begin_request(&abandoned, b"body", at(1)).await.unwrap(), Idempotency::Running);
        assert_eq!(store.begin_request(&abandoned, b"body", at(2)).await.unwrap(), Idempotency::New, "its worker died");
        assert_eq!(store.begin_request(&abandoned, b"body", at(3)).await.unwrap(), Idempotency::Running);
    });
}
