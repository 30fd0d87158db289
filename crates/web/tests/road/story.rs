//! The API and the whole story behind it, asked over HTTP as a user's program would.

use chrono::{DateTime, Utc};
use sandbox::seller;
use serde_json::{Value, json};

use crate::stage::{START, Stage};

fn draft() -> seller::Draft {
    seller::invoices(START.parse::<DateTime<Utc>>().unwrap().date_naive()).remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_says_what_to_do_about_every_fault() {
    let stage = Stage::set().await;
    let json_type = ("content-type", "application/json");

    let no_key = stage.ask("GET", "/v1/summary", &[("authorization", "Bearer nothing")], "").await;
    assert_eq!((no_key.status, no_key.content_type.as_str()), (401, "application/problem+json"));
    let page = stage.ask("GET", no_key.json()["type"].as_str().unwrap(), &[], "").await;
    assert!(page.text.contains("Authorization: Bearer"), "{}", page.text);

    let mut model: Value = serde_json::from_slice(&draft().model).unwrap();
    model["lines"][0]["colour"] = json!("red");
    let unknown = stage.submit(model.to_string().as_bytes()).await;
    assert_eq!(unknown.status, 422);
    assert_eq!(unknown.json()["errors"][0]["pointer"], "/lines/0/colour", "{}", unknown.text);

    let broken = stage.ask("POST", "/v1/documents", &[("content-type", "text/xml")], "<Invoice").await;
    assert_eq!((broken.status, broken.json()["code"].as_str()), (422, Some("invalid-document")));
    let text = stage.ask("POST", "/v1/documents", &[("content-type", "text/plain")], "hello").await;
    assert_eq!(text.status, 415);
    let statement = stage.ask("POST", "/v1/bank-files", &[("content-type", "text/xml")], "<x/>").await;
    assert_eq!((statement.status, statement.json()["code"].as_str()), (422, Some("invalid-bank-file")));
    let back = json!({"now": "2026-11-01T00:00:00Z"}).to_string();
    assert_eq!(stage.ask("PUT", "/sandbox/clock", &[json_type], back).await.status, 409);
    assert_eq!(stage.ask("GET", "/v1/documents/doc_0", &[], "").await.status, 404);
    assert_eq!(stage.ask("GET", "/nowhere", &[], "").await.status, 404);
    assert_eq!(stage.ask("GET", "/health/ready", &[], "").await.status, 200);
    stage.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_taken_once_and_a_repeated_request_gets_the_first_answer() {
    let stage = Stage::set().await;
    let headers = [("content-type", "application/json"), ("idempotency-key", "k-1")];
    let model = draft().model;
    let first = stage.ask("POST", "/v1/documents", &headers, model.clone()).await;
    assert_eq!(first.status, 201, "{}", first.text);
    let again = stage.ask("POST", "/v1/documents", &headers, model.clone()).await;
    assert_eq!((again.status, again.replayed, &again.text), (201, true, &first.text));
    let reused = stage.ask("POST", "/v1/documents", &headers, "{}").await;
    assert_eq!((reused.status, reused.json()["code"].as_str()), (422, Some("idempotency-key-reused")));
    let without_key = stage.submit(&model).await;
    assert_eq!(without_key.status, 409);
    assert_eq!(without_key.json()["errors"][0]["id"], first.json()["id"]);

    stage.run().await;
    let shown = stage.get(&format!("/v1/documents/{}", first.json()["id"].as_str().unwrap())).await;
    let delivery = &shown["deliveries"][0]["delivery"];
    assert_eq!(delivery["state"], "delivered", "{shown}");
    assert_eq!(delivery["receipt_signer"], sandbox::buyers::SEAT);
    assert_eq!(shown["deliveries"][0]["attempts"].as_array().unwrap().len(), 1);
    assert!(shown["timeline"].as_array().unwrap().len() >= 4, "{shown}");
    stage.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_road_from_invoice_to_reminder_to_paid() {
    let stage = Stage::set().await;
    for draft in seller::invoices(START.parse::<DateTime<Utc>>().unwrap().date_naive()) {
        let answer = stage.submit(&draft.model).await;
        assert_eq!(answer.status, 201, "{}: {}", draft.number, answer.text);
    }
    for day in [0, 2, 4] {
        stage.morning(day).await;
    }
    assert_eq!(stage.tracks("rejects").await["response"], "RE");
    assert_eq!(stage.tracks("refused-by-provider").await["message_level"], "RE");
    assert_eq!(stage.tracks("not-on-network").await["delivery"], "failed");

    // Due on 2 December; the first level goes out two business days later.
    stage.morning(31).await;
    stage.bank().await;
    assert_eq!(stage.tracks("pays-on-time").await["settlement"], "paid");
    stage.morning(32).await;
    stage.bank().await;
    let preview = stage.get("/v1/reminders/preview").await;
    let run = stage.ask("POST", "/v1/reminders/run", &[], "").await.json();
    assert_eq!(preview["held"], run["held"], "a preview says what a run does");
    let channels: Vec<&str> =
        run["sent"].as_array().unwrap().iter().map(|one| one["channel"].as_str().unwrap()).collect();
    for channel in ["ehf", "ubl", "mail"] {
        assert!(channels.contains(&channel), "{channel}: {run}");
    }
    stage.run().await;
    let again = stage.ask("POST", "/v1/reminders/run", &[], "").await.json();
    assert!(again["sent"].as_array().unwrap().is_empty(), "no level goes out twice: {again}");
    let mails = stage.network.mails();
    assert!(!mails.is_empty() && mails.iter().all(|mail| mail.header("message-id").is_some()));

    for day in [38, 44, 46] {
        stage.morning(day).await;
        stage.bank().await;
    }
    let summary = stage.get("/v1/summary").await;
    assert_eq!(summary["sent"], summary["receipts"], "{summary}");
    assert_eq!(summary["not_on_network"], 1, "{summary}");
    assert_eq!(summary["rejected"], 1, "{summary}");
    for channel in ["ehf", "ubl", "mail"] {
        assert!(summary["reminders"][channel].as_u64() >= Some(1), "{channel}: {summary}");
    }
    for reason in ["disputed", "paid", "rejected", "mls_rejected", "not_delivered"] {
        assert!(summary["held"][reason].as_u64() >= Some(1), "{reason}: {summary}");
    }
    assert!(summary["paid"].as_u64() >= Some(5), "{summary}");
    stage.stop().await;
}
