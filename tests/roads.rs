//! The roads that lead nowhere: each ends in a state and a sentence of its own, and the document is kept.

use gateway::Clock;
use peppol::known;
use sandbox::smp::{Fault, Registration};
use sandbox::{Buyer, buyer, seller};
use serde_json::Value;

use crate::api::Api;
use crate::program::{code, run, text};
use crate::stage::{Seller, Stage};

/// A stage with the seller's gateway running.
struct Scene {
    stage: Stage,
    api: Api,
    _seller: Seller,
}

async fn scene() -> Scene {
    let stage = Stage::set().await;
    let seller = Seller::start(&stage, None);
    Scene { api: stage.api(), _seller: seller, stage }
}

impl Scene {
    /// Sends the invoice to this buyer and answers the document as the API shows it after the first attempt.
    async fn send(&self, key: &str) -> Value {
        let day = self.stage.clock().now().date_naive();
        let draft = seller::invoices(day).into_iter().find(|draft| draft.buyer.key == key).expect("one of the cast");
        let answer = self.api.submit(&draft.model).await.expect("the API answers");
        assert!(answer.status.is_success(), "{}", answer.body);
        self.api.work().await.expect("the workers run");
        let id = answer.body["id"].as_str().expect("an id");
        self.api.get(&format!("/v1/documents/{id}")).await.expect("the document is kept")
    }

    /// The buyer's invoice entry in the SMP, to be bent.
    fn entry(&self, buyer: &Buyer) -> Registration {
        let setup = self.stage.buyers.setup();
        let (document_type, process) = buyer.takes().remove(0);
        Registration {
            document_type,
            process,
            url: setup.endpoint(),
            certificate: setup.certificate.clone(),
            activation: None,
            expiration: None,
        }
    }

    /// `acquit lookup` of a buyer on this network: exit code and what it said.
    async fn lookup(&self, participant: &str, more: &[&str]) -> (i32, String) {
        let config = &self.stage.setup.config;
        let (sml, resolver) = (config.sml_zone.clone(), config.resolver.expect("the sandbox has one").to_string());
        let root = config.tls_roots.as_ref().expect("the sandbox has one").display().to_string();
        let trust = config.trust.display().to_string();
        let mut arguments = vec!["lookup".to_owned(), participant.to_owned()];
        for (name, value) in [("--sml", sml), ("--resolver", resolver), ("--tls-root", root), ("--trust", trust)] {
            arguments.extend([name.to_owned(), value]);
        }
        arguments.extend(more.iter().map(|word| (*word).to_owned()));
        // The answer comes from servers of this test's runtime: the wait must not hold their thread.
        let ask = move || run(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), b"");
        let output = tokio::task::spawn_blocking(ask).await.expect("the program ran");
        (code(&output), text(&output.stdout) + &text(&output.stderr))
    }
}

/// State and last note of the document's delivery.
fn delivery(document: &Value) -> (String, String) {
    let delivery = &document["deliveries"][0];
    let state = delivery["delivery"]["state"].as_str().expect("a state").to_owned();
    (state, delivery.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_that_is_not_on_the_network_is_a_failed_delivery_that_says_so() {
    let scene = scene().await;
    let (state, told) = delivery(&scene.send("not-on-network").await);
    assert_eq!(state, "failed");
    assert!(told.contains("not registered"), "{told}");
    let participant = buyer("not-on-network").expect("one of the cast").participant;
    let (code, said) = scene.lookup(participant, &[]).await;
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("not registered"), "{said}");
    scene.stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_that_does_not_take_the_document_is_told_apart_from_one_that_is_unknown() {
    let scene = scene().await;
    let buyer = buyer("pays-late").expect("one of the cast");
    let id = buyer.id().expect("an id");
    scene.stage.network.withdraw(&id);
    let other = [(known::mlr(), known::mlr_process())];
    let setup = scene.stage.buyers.setup();
    scene.stage.network.register(&id, &other, &setup.endpoint(), &setup.certificate);
    let (state, told) = delivery(&scene.send(buyer.key).await);
    assert_eq!(state, "failed");
    assert!(told.contains("does not accept") && !told.contains("not registered"), "{told}");
    let wanted = known::invoice().to_string();
    let (code, said) = scene.lookup(buyer.participant, &["--document-type", &wanted]).await;
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("does not accept"), "{said}");
    scene.stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_smp_answer_with_a_bad_signature_is_not_believed_and_nothing_is_sent() {
    let scene = scene().await;
    scene.stage.network.smp().set_fault(Some(Fault::BadSignature));
    let (state, told) = delivery(&scene.send("pays-on-time").await);
    assert_eq!(state, "failed");
    assert!(told.contains("signature"), "{told}");
    let stored = scene.stage.buyers.gateway().store().inbound_instances().await.expect("C3 answers");
    assert_eq!(stored, [], "nothing reached C3");
    scene.stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_smp_in_trouble_is_waited_for() {
    let scene = scene().await;
    scene.stage.network.smp().set_fault(Some(Fault::Down));
    let document = scene.send("pays-on-time").await;
    assert_eq!(delivery(&document).0, "waiting_retry");
    let participant = buyer("pays-on-time").expect("one of the cast").participant;
    assert_eq!(scene.lookup(participant, &[]).await.0, 5);
    scene.stage.network.smp().set_fault(None);
    // Past the negative cache and the first pause of the schedule.
    scene.stage.clock().advance(chrono::Duration::minutes(2)).expect("the clock moves");
    scene.api.work().await.expect("the workers run");
    let id = document["document"]["id"].as_str().expect("an id").to_owned();
    let later = scene.api.get(&format!("/v1/documents/{id}")).await.expect("the document");
    assert_eq!(delivery(&later).0, "delivered");
    scene.stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_expired_is_not_used() {
    let scene = scene().await;
    let buyer = buyer("pays-on-time").expect("one of the cast");
    let yesterday = scene.stage.clock().now() - chrono::Duration::days(1);
    let expired = Registration { expiration: Some(yesterday), ..scene.entry(buyer) };
    scene.stage.network.smp().register(&buyer.id().expect("an id"), expired);
    let (state, told) = delivery(&scene.send(buyer.key).await);
    assert_eq!(state, "failed");
    assert!(told.contains("ended on"), "{told}");
    scene.stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_does_not_match_proves_nothing_and_loses_nothing() {
    let scene = scene().await;
    scene.stage.buyers.tamper().set(true);
    let document = scene.send("pays-on-time").await;
    let (state, told) = delivery(&document);
    assert_ne!(state, "delivered", "{told}");
    assert!(told.to_lowercase().contains("receipt"), "{told}");
    let stored = scene.stage.buyers.gateway().store().inbound_instances().await.expect("C3 answers");
    assert_eq!(stored.len(), 1, "C3 has it once, whatever its receipt says");
    scene.stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pressing_send_twice_sends_once_and_names_the_first() {
    let scene = scene().await;
    let first = scene.send("pays-on-time").await;
    let day = scene.stage.clock().now().date_naive();
    let draft = seller::invoices(day).into_iter().find(|draft| draft.buyer.key == "pays-on-time").expect("a draft");
    let again = scene.api.submit(&draft.model).await.expect("the API answers");
    assert_eq!(again.status, reqwest::StatusCode::CONFLICT);
    let id = first["document"]["id"].as_str().expect("an id");
    assert!(again.body.to_string().contains(id), "{}", again.body);
    scene.api.work().await.expect("the workers run");
    let stored = scene.stage.buyers.gateway().store().inbound_instances().await.expect("C3 answers");
    assert_eq!(stored.len(), 1);
    scene.stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lookup_shows_what_a_buyer_takes_and_where() {
    let scene = scene().await;
    let participant = buyer("norwegian").expect("one of the cast").participant;
    let (code, said) = scene.lookup(participant, &["--json"]).await;
    assert_eq!(code, 0, "{said}");
    let found: Value = serde_json::from_str(said.trim()).expect("one JSON object");
    let types = found["document_types"].as_array().expect("a list");
    assert!(types.iter().any(|listed| listed["document_type"] == known::ehf_reminder().to_string().as_str()));
    assert!(types.iter().all(|listed| listed["endpoints"][0]["problem"].is_null()), "{found}");
    scene.stage.strike().await;
}
