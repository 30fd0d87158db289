//! Trouble on the way: peers that are down, answers that get lost, certificates that change, receivers that are not
//! served, reminders that no longer may leave, answers from those who may not give them.

use chrono::{Days, TimeDelta};
use gateway::flow::ingest::{Ingestion, Submission, ingest};
use gateway::flow::remind::remind;
use gateway::flow::settle::settle;
use gateway::{BankFeed, Clock};
use lifecycle::{delivery, mls, response};
use peppol::known;
use receivables::Channel;
use sandbox::bank::Account;
use sandbox::seller;
use serde_json::json;
use store::DocumentId;
use ubl::response::{
    Clarification, InvoiceResponse, IssueReason, MessageLevelStatus, MlsCode, MlsIssue, PartyRef, ResponseCode,
};

use crate::pair::{BUYER_SEAT, Mood, Pair, SELLER_SEAT, Script, open};

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_made_good_by_the_same_bytes_and_c3_keeps_one() {
    let pair = Pair::meet(Script { moods: vec![Mood::LoseAnswer], ..Script::default() }).await;
    let document = pair.invoice().await.document_id;
    pair.work().await;
    pair.check(&document, delivery::State::WaitingRetry, &["answer_lost"]).await;
    pair.work_out(&document).await;
    pair.check(&document, delivery::State::Delivered, &["answer_lost", "receipted"]).await;
    let inbox = pair.buyer.store().inbox(pair.buyer_is.participant, None, 10).await.unwrap();
    assert_eq!(inbox.iter().map(|row| (row.messages, row.repeats)).collect::<Vec<_>>(), [(1, 1)]);
    pair.part().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_is_down_is_tried_by_the_schedule_and_then_failed_for_good() {
    let pair = Pair::meet(Script { listens: false, ..Script::default() }).await;
    let document = pair.invoice().await.document_id;
    let delivery = pair.work_out(&document).await;
    pair.check(&document, delivery::State::Failed, &["not_reached"; 6]).await;
    assert_eq!(delivery.receipt_id, None);
    pair.part().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duplicate_reported_after_a_lost_answer_leaves_the_outcome_unknown() {
    let moods = vec![Mood::LoseAnswer, Mood::SayDuplicate];
    let pair = Pair::meet(Script { moods, ..Script::default() }).await;
    let document = pair.invoice().await.document_id;
    let delivery = pair.work_out(&document).await;
    pair.check(&document, delivery::State::OutcomeUnknown, &["answer_lost", "refused"]).await;
    assert_eq!(delivery.note.as_deref(), Some("probably delivered"));
    pair.part().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_certificate_is_looked_up_again_and_the_ids_stay() {
    let pair = Pair::meet(Script::default()).await;
    // The SMP still shows a certificate whose key the buyer's access point no longer has.
    pair.publish(&pair.network.pki().access_point(BUYER_SEAT).unwrap().certificate);
    let ingested = pair.invoice().await;
    pair.work().await;
    let before = pair.delivery(&ingested.document_id).await;
    assert_eq!((before.state, before.failure.as_deref()), (delivery::State::WaitingRetry, Some("EBMS:0102")));
    pair.publish(&pair.buyer_setup.certificate);
    let after = pair.work_out(&ingested.document_id).await;
    pair.check(&ingested.document_id, delivery::State::Delivered, &["refused", "receipted"]).await;
    assert_eq!((after.message_id, after.instance_id), (before.message_id, before.instance_id));
    assert_ne!(after.receiver_fingerprint, before.receiver_fingerprint);
    pair.part().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_is_not_served_fails_at_once() {
    let pair = Pair::meet(Script { taken: vec![known::credit_note().to_string()], ..Script::default() }).await;
    let document = pair.invoice().await.document_id;
    let delivery = pair.work_out(&document).await;
    pair.check(&document, delivery::State::Failed, &["refused"]).await;
    assert_eq!(delivery.failure.as_deref(), Some("EBMS:0004"));
    pair.part().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_whose_form_is_not_served_goes_by_mail_in_the_same_run_under_the_same_number() {
    let listed =
        vec![(known::invoice(), known::billing_process()), (known::ehf_reminder(), known::ehf_reminder_process())];
    let taken = vec![known::invoice().to_string()];
    let pair = Pair::meet(Script { buyer: "norwegian", listed, taken, ..Script::default() }).await;
    pair.invoice().await;
    pair.work().await;
    pair.advance(TimeDelta::days(32));
    let run = remind(&pair.seller, pair.seller.now().date_naive()).await.unwrap();
    let [reminded] = run.sent.as_slice() else { panic!("{run:?}") };
    assert_eq!(reminded.channel, Channel::Ehf);
    pair.work().await;
    let mails = pair.network.mails();
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    let document = reminded.document_id.clone().unwrap();
    let deliveries = pair.seller.store().deliveries(&document).await.unwrap();
    let states: Vec<_> = deliveries.iter().map(|one| (one.channel, one.state)).collect();
    assert_eq!(
        states,
        [(store::Channel::As4, delivery::State::Failed), (store::Channel::Mail, delivery::State::Delivered),]
    );
    assert_eq!(mail.header("message-id"), Some(format!("<{}>", deliveries[1].message_id)));
    assert_eq!(mail.to, [pair.buyer_is.mail.unwrap()]);
    let number = pair.seller.store().document(&document).await.unwrap().unwrap().number;
    assert_eq!(Some(&number), reminded.number.as_ref(), "the number stays");
    pair.part().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_is_withheld_when_the_bank_data_grew_old_in_the_queue() {
    let pair = Pair::meet(Script { bank_feed: BankFeed::Camt053, ..Script::default() }).await;
    pair.invoice().await;
    pair.work().await;
    pair.advance(TimeDelta::days(32));
    let file = Account::new(seller::IBAN, "EUR").statement(pair.seller.now(), &[]);
    settle(&pair.seller, "vandijk", &file).await.unwrap();
    let run = remind(&pair.seller, pair.seller.now().date_naive()).await.unwrap();
    let document = run.sent[0].document_id.clone().unwrap();
    pair.advance(TimeDelta::days(7));
    pair.work().await;
    assert_eq!(pair.delivery(&document).await.state, delivery::State::Cancelled);
    assert!(pair.network.mails().is_empty());
    let holds = pair.seller.store().holds("vandijk").await.unwrap();
    assert_eq!(holds.iter().map(|hold| hold.reason.as_str()).collect::<Vec<_>>(), ["bank_data_stale"]);
    // The level was given back: with fresh data it goes out.
    let file = Account::new(seller::IBAN, "EUR").statement(pair.seller.now(), &[]);
    settle(&pair.seller, "vandijk", &file).await.unwrap();
    let run = remind(&pair.seller, pair.seller.now().date_naive()).await.unwrap();
    assert_eq!(run.sent.len(), 1, "{run:?}");
    pair.part().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partly_credited_invoice_is_reminded_of_its_rest_with_the_credit_note_in_the_document() {
    let listed = vec![
        (known::invoice(), known::billing_process()),
        (known::credit_note(), known::billing_process()),
        (known::ehf_reminder(), known::ehf_reminder_process()),
    ];
    let pair = Pair::meet(Script { buyer: "norwegian", listed, ..Script::default() }).await;
    let ingested = pair.invoice().await;
    let mut note = pair.model();
    note["type"] = json!("credit_note");
    note["number"] = json!("CN-1");
    note["preceding_invoices"] = json!([{"number": ingested.number, "issue_date": note["issue_date"]}]);
    note["lines"][0]["quantity"] = json!("1");
    send(&pair.seller, "vandijk", note.to_string().into_bytes()).await;
    let receivable = pair.seller.store().receivable_of(&ingested.document_id).await.unwrap().unwrap();
    assert_eq!(receivable.credited.to_string(), "85.00", "a delivered credit note settles its part");

    pair.advance(TimeDelta::days(32));
    let run = remind(&pair.seller, pair.seller.now().date_naive()).await.unwrap();
    let [reminded] = run.sent.as_slice() else { panic!("{run:?}") };
    assert_eq!(reminded.channel, Channel::Ehf);
    let document = reminded.document_id.clone().unwrap();
    let xml = String::from_utf8(pair.seller.store().document_bytes(&document).await.unwrap()).unwrap();
    assert!(xml.contains("CN-1"), "{xml}");
    let payable = format!(">{:.2}</cbc:PayableAmount>", receivable.open);
    assert!(xml.contains(&payable), "{payable} in {xml}");
    pair.work().await;
    assert_eq!(pair.delivery(&document).await.state, delivery::State::Delivered);
    pair.part().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_debtor_no_way_leads_to_is_a_task_with_its_reason_kept() {
    let pair = Pair::meet(Script { buyer: "pays-on-time", ..Script::default() }).await;
    pair.invoice().await;
    pair.work().await;
    pair.advance(TimeDelta::days(32));
    let run = remind(&pair.seller, pair.seller.now().date_naive()).await.unwrap();
    assert_eq!((run.sent.len(), run.tasks.len()), (0, 1), "{run:?}");
    let holds = pair.seller.store().holds("vandijk").await.unwrap();
    assert_eq!(holds.iter().map(|hold| hold.reason.as_str()).collect::<Vec<_>>(), ["no_channel"]);
    pair.part().await;
}

// ---- answers -------------------------------------------------------------------------------------------------------

fn status(from_seat: &str, id: &str, instance_id: &str, code: MlsCode) -> Vec<u8> {
    let digits = |seat: &str| seat[3..].to_owned();
    let refused = code == MlsCode::RE;
    let issue =
        MlsIssue { line_id: "NA".to_owned(), description: "mailbox closed".to_owned(), reason: IssueReason::FD };
    ubl::write::message_level_status(&MessageLevelStatus {
        id: id.to_owned(),
        issued: "2026-11-02T08:05:00+00:00".parse().unwrap(),
        sender: digits(from_seat),
        receiver: digits(SELLER_SEAT),
        code,
        description: refused.then(|| "not delivered".to_owned()),
        instance_id: instance_id.to_owned(),
        lines: if refused { vec![issue] } else { Vec::new() },
    })
}

async fn send(gateway: &gateway::Gateway, tenant: &str, bytes: Vec<u8>) {
    let taken = ingest(gateway, Submission { tenant: tenant.to_owned(), bytes, address: None }).await.unwrap();
    assert!(matches!(taken, Ingestion::Accepted(_)), "{taken:?}");
    gateway.work_until_idle().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_provider_that_was_sent_to_may_give_a_status() {
    let pair = Pair::meet(Script::default()).await;
    let document = pair.invoice().await.document_id;
    pair.work().await;
    let instance = pair.delivery(&document).await.instance_id;

    let tenant = gateway::Tenant { id: "x".to_owned(), participants: Vec::new(), ..seller::tenant() };
    let folder = tempfile::tempdir().unwrap();
    let setup = pair.network.gateway_config("PBE000099", vec![tenant], folder.path(), None).unwrap();
    let impostor = open(&pair.network, &setup).await;
    send(&impostor, "x", status("PBE000099", "s-1", &instance, MlsCode::RE)).await;
    pair.work().await;
    assert_eq!(pair.delivery(&document).await.message_level, mls::State::None);
    assert_eq!(pair.seller.store().uncorrelated_responses().await.unwrap().len(), 1, "kept and shown");

    send(&pair.buyer, "buyer", status(BUYER_SEAT, "s-2", &instance, MlsCode::AP)).await;
    pair.work().await;
    assert_eq!(pair.delivery(&document).await.message_level, mls::State::Ap);
    pair.part().await;
}

fn answer(pair: &Pair, id: &str, number: &str, code: ResponseCode) -> Vec<u8> {
    let party =
        |endpoint: &str, name: &str| PartyRef { endpoint: endpoint.parse().unwrap(), name: Some(name.to_owned()) };
    let needs_reason = matches!(code, ResponseCode::UQ | ResponseCode::RE | ResponseCode::CA);
    ubl::write::invoice_response(&InvoiceResponse {
        id: id.to_owned(),
        issue_date: pair.network.clock().now().date_naive(),
        issue_time: None,
        sender: party(pair.buyer_is.participant, pair.buyer_is.name),
        receiver: party(seller::PARTICIPANT, seller::NAME),
        code,
        effective_date: None,
        statuses: if needs_reason { vec![Clarification::reason("REF", Some("order missing"))] } else { Vec::new() },
        invoice_number: number.to_owned(),
        invoice_issue_date: None,
        invoice_type_code: Some("380".to_owned()),
        issuer_name: None,
        recipient_name: None,
        note: None,
    })
}

async fn responses(pair: &Pair, document: &DocumentId) -> Vec<(String, String)> {
    let rows = pair.seller.store().responses(document).await.unwrap();
    rows.into_iter().map(|row| (row.code, row.effect)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_out_of_order_is_kept_and_one_about_nothing_is_shown() {
    let pair = Pair::meet(Script::default()).await;
    let ingested = pair.invoice().await;
    pair.work().await;
    send(&pair.buyer, "buyer", answer(&pair, "r-1", &ingested.number, ResponseCode::AP)).await;
    pair.work().await;
    send(&pair.buyer, "buyer", answer(&pair, "r-2", &ingested.number, ResponseCode::UQ)).await;
    send(&pair.buyer, "buyer", answer(&pair, "r-3", "no-such-number", ResponseCode::AP)).await;
    pair.work().await;
    let found = responses(&pair, &ingested.document_id).await;
    let expected =
        [("AP", "applied"), ("UQ", "out_of_order")].map(|(code, effect)| (code.to_owned(), effect.to_owned()));
    assert_eq!(found, expected);
    let row = pair.seller.store().document(&ingested.document_id).await.unwrap().unwrap();
    assert_eq!(row.tracks.response, response::State::Ap);
    assert_eq!(pair.seller.store().uncorrelated_responses().await.unwrap().len(), 1);
    pair.part().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_stops_a_reminder_that_is_queued_already() {
    let pair = Pair::meet(Script::default()).await;
    let ingested = pair.invoice().await;
    pair.work().await;
    pair.advance(TimeDelta::days(32));
    let today = pair.seller.now().date_naive();
    let run = remind(&pair.seller, today).await.unwrap();
    let document = run.sent[0].document_id.clone().unwrap();
    send(&pair.buyer, "buyer", answer(&pair, "r-1", &ingested.number, ResponseCode::UQ)).await;
    // The answer is taken up before the queue is looked at: one respond, then the rest.
    gateway::flow::respond::respond_one(&pair.seller).await.unwrap();
    pair.work().await;
    assert_eq!(pair.delivery(&document).await.state, delivery::State::Cancelled);
    let run = remind(&pair.seller, today + Days::new(3)).await.unwrap();
    assert!(run.sent.is_empty(), "{run:?}");
    assert_eq!(run.held[0].reasons[0].as_str(), "disputed");
    pair.part().await;
}
