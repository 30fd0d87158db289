//! What every test stands on: a fresh database of each engine, and documents to put into it.

use std::future::Future;
use std::io::Write as _;
use std::process::id;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use lifecycle::AttemptOutcome;
use receivables::{Calendar, gate::FeeRule};
use rust_decimal::Decimal;
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use store::{
    AttemptRecord, Channel, Claim, Created, DocumentId, DocumentKind, GateContext, NewDelivery, NewDocument,
    NewReceivable, ReceiptRecord, ReceivableRow, Recorded, Store,
};

pub const TENANT: &str = "van-dijk";
pub const SELLER: &str = "iso6523-actorid-upis::0106:12345678";
pub const BUYER: &str = "iso6523-actorid-upis::0190:00000001234567890000";
const ALL_REQUIRED: &str = "ACQUIT_REQUIRE_ALL";
const POSTGRES: &str = "ACQUIT_TEST_POSTGRES";

/// A fresh database.
pub struct Ground {
    pub store: Store,
    pub url: String,
}

/// Runs a test on both engines.
pub fn on_both<F: Future<Output = ()>>(test: impl Fn(Ground) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        on_sqlite(&test).await;
        match std::env::var(POSTGRES) {
            Ok(server) if !server.is_empty() => on_postgres(&server, &test).await,
            _ if std::env::var(ALL_REQUIRED).is_ok_and(|value| value == "1") => {
                panic!("{ALL_REQUIRED}=1, but {POSTGRES} names no server")
            }
            _ => writeln!(std::io::stderr(), "skipped: no PostgreSQL").expect("standard error takes a line"),
        }
    });
}

async fn on_sqlite<F: Future<Output = ()>>(test: &impl Fn(Ground) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("acquit.db").display());
    let store = Store::open(&url).await.unwrap();
    test(Ground { store: store.clone(), url }).await;
    store.close().await;
}

async fn on_postgres<F: Future<Output = ()>>(server: &str, test: &impl Fn(Ground) -> F) {
    static SERIAL: AtomicU32 = AtomicU32::new(0);
    let schema = format!("store_test_{}_{}", id(), SERIAL.fetch_add(1, Ordering::Relaxed));
    let mut server_connection = PgConnection::connect(server).await.unwrap();
    administer(&mut server_connection, format!("CREATE SCHEMA {schema}")).await;
    let separator = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{separator}options=-c%20search_path%3D{schema}");
    let store = Store::open(&url).await.unwrap();
    test(Ground { store: store.clone(), url }).await;
    store.close().await;
    administer(&mut server_connection, format!("DROP SCHEMA {schema} CASCADE")).await;
}

async fn administer(connection: &mut PgConnection, sql: String) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(connection).await.unwrap();
}

/// An instant of the story: minutes after nine on the day the invoices go out.
pub fn at(minutes: i64) -> DateTime<Utc> {
    "2026-11-02T09:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minutes)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn money(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn context() -> GateContext {
    GateContext {
        bank_feed: true,
        fee_rule: FeeRule::NoFee,
        calendar: Calendar::Netherlands,
        never_remind: false,
        insolvent: false,
    }
}

pub fn delivery(number: &str, due: DateTime<Utc>) -> NewDelivery {
    NewDelivery {
        channel: Channel::As4,
        address: None,
        bytes: None,
        instance_id: format!("instance-{number}"),
        message_id: format!("message-{number}@c2.example"),
        conversation_id: format!("conversation-{number}"),
        mls_type: None,
        due,
    }
}

/// A document without a receivable.
pub fn document(kind: DocumentKind, number: &str, due: DateTime<Utc>) -> NewDocument {
    NewDocument {
        tenant: TENANT.to_owned(),
        kind,
        number: number.to_owned(),
        sender: SELLER.to_owned(),
        receiver: BUYER.to_owned(),
        document_type: "busdox-docid-qns::type".to_owned(),
        process: "cenbii-procid-ubl::process".to_owned(),
        country_c1: "NL".to_owned(),
        bytes: format!("<{number}/>").into_bytes(),
        issue_date: Some(day("2026-11-02")),
        due_date: Some(day("2026-12-02")),
        currency: Some("EUR".to_owned()),
        payable: Some(money("121.00")),
        sender_name: Some("Van Dijk".to_owned()),
        receiver_name: Some("Voorstad".to_owned()),
        summary: json!({"number": number}),
        delivery: delivery(number, due),
        receivable: None,
    }
}

/// An invoice of 121.00, or a credit note that takes back that much of `preceding`.
pub fn claim_of(kind: DocumentKind, number: &str, preceding: &[&str]) -> NewDocument {
    let receivable = NewReceivable {
        debtor: BUYER.to_owned(),
        debtor_name: Some("Voorstad".to_owned()),
        currency: "EUR".to_owned(),
        issue_date: day("2026-11-02"),
        due_date: day("2026-12-02"),
        payable: money("121.00"),
        references: vec![format!("RF{number}")],
        preceding: preceding.iter().map(|number| (*number).to_owned()).collect(),
    };
    NewDocument { receivable: Some(receivable), ..document(kind, number, at(0)) }
}

pub async fn created(store: &Store, new: &NewDocument) -> DocumentId {
    match store.create_outgoing(new, at(0)).await.unwrap() {
        Created::Created { document_id, .. } => document_id,
        other @ Created::AlreadyThere { .. } => panic!("{other:?}"),
    }
}

pub async fn claimed(store: &Store, now: DateTime<Utc>) -> Claim {
    store.claim_due(now, 60, "worker").await.unwrap().expect("something is due")
}

pub fn attempt(outcome: AttemptOutcome, now: DateTime<Utc>) -> AttemptRecord {
    let receipt = (outcome == AttemptOutcome::Receipted).then(|| ReceiptRecord {
        message_id: "receipt@c3.example".to_owned(),
        at: now,
        signer: "PNL000002".to_owned(),
        raw: b"<receipt/>".to_vec(),
    });
    AttemptRecord {
        started: now,
        ended: now,
        endpoint: Some("https://c3.example/as4".to_owned()),
        outcome,
        failure: None,
        receipt,
    }
}

/// Writes the outcome of a claimed delivery down, as the retry policy says.
pub async fn recorded(store: &Store, claim: &Claim, outcome: AttemptOutcome, now: DateTime<Utc>) -> Recorded {
    let next = lifecycle::after_attempt(&claim.progress, &outcome, now, 0.5);
    store.record_attempt(claim, &attempt(outcome, now), &next, now).await.unwrap()
}

/// An invoice that was sent and receipted.
pub async fn delivered_invoice(store: &Store, number: &str) -> ReceivableRow {
    let id = created(store, &claim_of(DocumentKind::Invoice, number, &[])).await;
    let claim = claimed(store, at(0)).await;
    recorded(store, &claim, AttemptOutcome::Receipted, at(0)).await;
    store.receivable_of(&id).await.unwrap().unwrap()
}
