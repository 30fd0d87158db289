//! The history and the constraints, tried from outside the crate's own functions.

use lifecycle::AttemptOutcome;
use sqlx::{AnyConnection, Connection as _};
use store::{DocumentKind, Engine};

use crate::ground::{TENANT, at, claim_of, claimed, created, delivered_invoice, on_both, recorded};

/// What a stray program with the database's password would be told.
async fn refused(url: &str, sql: &'static str) -> String {
    let mut connection = AnyConnection::connect(url).await.unwrap();
    let error = sqlx::query(sql).execute(&mut connection).await.unwrap_err().to_string();
    connection.close().await.unwrap();
    error
}

#[test]
fn nobody_changes_or_removes_an_entry_of_the_history() {
    on_both(|ground| async move {
        let invoice = delivered_invoice(&ground.store, "2026-1").await;
        let before = ground.store.timeline(&invoice.document_id).await.unwrap();
        for sql in [
            "UPDATE events SET event = 'something else'",
            "DELETE FROM events",
            "UPDATE attempts SET outcome = 'receipted'",
            "DELETE FROM attempts",
        ] {
            let told = refused(&ground.url, sql).await;
            assert!(told.contains("is append-only"), "{told}");
        }
        assert_eq!(ground.store.timeline(&invoice.document_id).await.unwrap(), before);
    });
}

#[test]
fn the_database_itself_refuses_a_settlement_beyond_the_total() {
    on_both(|ground| async move {
        delivered_invoice(&ground.store, "2026-1").await;
        for sql in
            ["UPDATE receivables SET settled_units = payable_units + 1", "UPDATE receivables SET settled_units = -1"]
        {
            let told = refused(&ground.url, sql).await.to_lowercase();
            assert!(told.contains("check"), "{told}");
        }
    });
}

#[test]
fn references_between_tables_hold() {
    on_both(|ground| async move {
        let sql = "INSERT INTO outbox (delivery_id, due_at, claims) VALUES ('dlv_none', 'x', 0)";
        let told = refused(&ground.url, sql).await.to_lowercase();
        assert!(told.contains("foreign key"), "{told}");
    });
}

#[test]
fn every_move_of_a_state_has_its_entry() {
    on_both(|ground| async move {
        let id = created(&ground.store, &claim_of(DocumentKind::Invoice, "2026-1", &[])).await;
        let claim = claimed(&ground.store, at(1)).await;
        recorded(&ground.store, &claim, AttemptOutcome::Receipted, at(2)).await;
        let timeline = ground.store.timeline(&id).await.unwrap();
        let moves: Vec<_> = timeline
            .iter()
            .filter(|event| event.track == "delivery")
            .map(|event| (event.from_state.as_deref().unwrap(), event.to_state.as_deref().unwrap(), event.at))
            .collect();
        assert_eq!(
            moves,
            [("not_sent", "queued", at(0)), ("queued", "sending", at(1)), ("sending", "delivered", at(2))]
        );
        let receipt = &timeline.last().unwrap().detail["receipt"];
        assert_eq!(
            (receipt["signer"].as_str(), receipt["message_id"].as_str()),
            (Some("PNL000002"), Some("receipt@c3.example"))
        );
        let all = ground.store.events_since(TENANT, None, 100).await.unwrap();
        assert_eq!(all.len(), timeline.len());
        assert!(ground.store.events_since(TENANT, Some(&all.last().unwrap().id), 100).await.unwrap().is_empty());
        assert!(ground.store.events_since("another tenant", None, 100).await.unwrap().is_empty());
    });
}

#[test]
fn the_engine_is_the_one_of_the_url() {
    on_both(|ground| async move {
        let expected = if ground.url.starts_with("sqlite") { Engine::Sqlite } else { Engine::Postgres };
        assert_eq!(ground.store.engine(), expected);
    });
}
