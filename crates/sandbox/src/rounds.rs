//! Tests: the seller and the buyers on one network, every message over real DNS, https and AS4.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveTime, Utc};
use gateway::Gateway;
use gateway::flow::ingest::{Ingestion, Submission, ingest};
use lifecycle::{delivery, mls, response};
use store::DocumentRow;

use crate::buyers::What;
use crate::https::Https;
use crate::{Act, Buyers, Network, seller};

struct Stage {
    network: Network,
    buyers: Buyers,
    gateway: Arc<Gateway>,
    server: Https,
    folder: tempfile::TempDir,
}

fn start() -> DateTime<Utc> {
    "2026-11-02T08:00:00Z".parse().expect("an instant")
}

impl Stage {
    async fn set() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let network = Network::start(folder.path(), start()).await.expect("the network starts");
        let buyers = Buyers::start(&network, &folder.path().join("buyers")).await.expect("the buyers start");
        let setup = network
            .gateway_config("POP000001", vec![seller::tenant()], &folder.path().join("seller"), None)
            .expect("a configuration");
        network.register_seller(&setup).expect("the seller is registered");
        let clock = Arc::new(network.clock().clone());
        let gateway = Arc::new(Gateway::open(setup.config.clone(), clock).await.expect("the gateway opens"));
        let listener = network.listener(setup.config.listen).expect("the kept port");
        let server = Https::start(web::router(Arc::clone(&gateway)), listener, &setup.config).await.expect("it serves");
        Self { network, buyers, gateway, server, folder }
    }

    async fn send_invoices(&self) {
        for draft in seller::invoices(start().date_naive()) {
            let submission = Submission { tenant: "vandijk".to_owned(), bytes: draft.model, address: None };
            let taken = ingest(&self.gateway, submission).await.expect("the store works");
            assert!(matches!(taken, Ingestion::Accepted(_)), "{}: {taken:?}", draft.number);
        }
        self.gateway.work_until_idle().await.expect("the seller's side works");
    }

    /// One round some days after the start: the buyers act, and what they say is taken up.
    async fn round(&self, days: u64) -> Vec<Act> {
        let morning = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
        let day = start().date_naive().checked_add_days(Days::new(days)).expect("a day");
        self.network.clock().set(day.and_time(morning).and_utc()).expect("the clock moves");
        let acts = self.buyers.act(&self.network).await.expect("the buyers act");
        self.gateway.work_until_idle().await.expect("the seller's side works");
        acts
    }

    async fn invoice_to(&self, key: &str) -> DocumentRow {
        let index = crate::CAST.iter().position(|buyer| buyer.key == key).expect("a buyer of the cast");
        let number = &seller::invoices(start().date_naive())[index].number;
        let found = self.gateway.store().find_document("vandijk", number).await.expect("the store works");
        found.expect("the invoice was taken in")
    }

    async fn stop(self) {
        let addresses = [self.gateway.config().listen, self.buyers.setup().config.listen];
        self.server.stop().await;
        self.gateway.store().close().await;
        self.buyers.stop().await;
        self.network.stop().await;
        for address in addresses {
            std::net::TcpListener::bind(address).expect("the port is free again");
        }
        self.folder.close().expect("nothing holds the folder");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_buyer_gets_its_invoice_and_says_what_its_script_says() {
    let stage = Stage::set().await;
    stage.send_invoices().await;
    let acts = stage.round(0).await;
    let received = acts.iter().filter(|act| matches!(act.what, What::Received { .. })).count();
    assert_eq!(received, crate::CAST.len() - 1, "all but the one that is not on the network: {acts:?}");
    stage.round(5).await;

    for (key, delivered, status, answered) in [
        ("pays-on-time", delivery::State::Delivered, mls::State::Ap, response::State::Ap),
        ("queries-then-accepts", delivery::State::Delivered, mls::State::Ap, response::State::Uq),
        ("rejects", delivery::State::Delivered, mls::State::Ap, response::State::Re),
        ("pays-late", delivery::State::Delivered, mls::State::Ab, response::State::None),
        ("norwegian", delivery::State::Delivered, mls::State::Ap, response::State::Ab),
        ("refused-by-provider", delivery::State::Delivered, mls::State::Re, response::State::None),
    ] {
        let tracks = stage.invoice_to(key).await.tracks;
        assert_eq!(tracks.delivery, Some(delivered), "{key}");
        assert_eq!(tracks.message_level, Some(status), "{key}");
        assert_eq!(tracks.response, answered, "{key}");
    }
    assert_eq!(stage.invoice_to("not-on-network").await.tracks.delivery, Some(delivery::State::Failed));
    stage.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_buyers_pay_stands_in_the_statement_and_settles_their_invoices() {
    let stage = Stage::set().await;
    stage.send_invoices().await;
    stage.round(0).await;
    let acts = stage.round(31).await;
    let paid = acts.iter().filter(|act| matches!(act.what, What::Paid { .. })).count();
    assert_eq!(paid, 2, "one in time by reference, one late by number: {acts:?}");
    let statements = stage.buyers.statements(seller::IBAN, start() + Days::new(31));
    let report = gateway::flow::settle::settle(&stage.gateway, "vandijk", &statements[0]).await.expect("it reads");
    assert!(report.lines.iter().all(|line| line.decision == "auto"), "{:?}", report.lines);
    for key in ["pays-on-time", "pays-late"] {
        let settlement = stage.invoice_to(key).await.tracks.settlement.expect("an invoice has a settlement");
        assert_eq!(settlement.as_str(), "paid", "{key}");
    }
    stage.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tampered_receipt_proves_nothing() {
    let stage = Stage::set().await;
    stage.buyers.tamper().set(true);
    stage.send_invoices().await;
    for key in ["pays-on-time", "rejects"] {
        let delivered = stage.invoice_to(key).await.tracks.delivery;
        assert_ne!(delivered, Some(delivery::State::Delivered), "{key}");
    }
    stage.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buyers_that_pay_after_a_reminder_do_so_whichever_way_it_came() {
    let stage = Stage::set().await;
    stage.send_invoices().await;
    stage.round(0).await;
    let mut acts = Vec::new();
    // From the day before the due date, a Wednesday, to the second Wednesday after it.
    for days in [29, 30, 31, 32, 35, 36, 37, 38, 39, 42, 43, 44] {
        acts.extend(stage.round(days).await);
        let now = gateway::Clock::now(stage.network.clock());
        for statement in stage.buyers.statements(seller::IBAN, now) {
            gateway::flow::settle::settle(&stage.gateway, "vandijk", &statement).await.expect("it reads");
        }
        gateway::flow::remind::remind(&stage.gateway, now.date_naive()).await.expect("reminding works");
        stage.gateway.work_until_idle().await.expect("the seller's side works");
        acts.extend(stage.buyers.act(&stage.network).await.expect("the buyers act"));
    }
    let reminders = |key: &str| {
        let is_reminder = |act: &&Act| match &act.what {
            What::Received { kind, .. } => *kind == ubl::summary::Kind::Reminder,
            What::ReceivedMail { .. } => true,
            _ => false,
        };
        acts.iter().filter(|act| act.buyer == key).filter(is_reminder).count()
    };
    for key in ["norwegian", "bilateral", "mail-only"] {
        assert_eq!(reminders(key), 1, "{key}: {acts:#?}");
        let settlement = stage.invoice_to(key).await.tracks.settlement.expect("an invoice has a settlement");
        assert_eq!(settlement.as_str(), "paid", "{key}");
    }
    for key in ["pays-on-time", "pays-late", "rejects", "refused-by-provider"] {
        assert_eq!(reminders(key), 0, "{key}: {acts:#?}");
    }
    // The query kept reminders away; they may come when the buyer has accepted at last.
    let accepted = start() + Days::new(42);
    let early = |act: &&Act| act.at < accepted && matches!(act.what, What::ReceivedMail { .. });
    assert_eq!(acts.iter().filter(|act| act.buyer == "queries-then-accepts").find(early).map(|act| act.at), None);
    stage.stop().await;
}
