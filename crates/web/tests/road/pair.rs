//! Two gateways and nothing between them but the network: a seller, and an access point of a buyer whose answers can
//! be spoilt.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum_server::tls_rustls::RustlsConfig;
use chrono::{DateTime, TimeDelta, Utc};
use gateway::flow::ingest::{Ingested, Ingestion, Submission, ingest};
use gateway::{BankFeed, Gateway, Tenant};
use lifecycle::delivery::State as DeliveryState;
use peppol::known::{self, Capability};
use sandbox::{Buyer, Network, Setup, seller};
use serde_json::Value;
use store::{AttemptRow, DeliveryRow, DocumentId};

use crate::stage::{START, start};

/// Seat of the seller's access point.
pub const SELLER_SEAT: &str = "PNL000071";
/// Seat of the buyer's access point.
pub const BUYER_SEAT: &str = "PBE000072";

/// What happens to the buyer's next answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// The peer works on the message, and the answer is lost on its way.
    LoseAnswer,
    /// The peer says that it has had the message before, as some implementations do.
    SayDuplicate,
}

/// What is still to happen, in order; afterwards everything works.
type Moods = Arc<(Vec<Mood>, AtomicUsize)>;

/// How a pair is set up.
pub struct Script {
    /// Key of the buyer in the sandbox's cast.
    pub buyer: &'static str,
    /// What the buyer's SMP lists.
    pub listed: Vec<Capability>,
    /// What the buyer's gateway really takes; empty for everything.
    pub taken: Vec<String>,
    pub moods: Vec<Mood>,
    /// Whether the buyer's access point listens at all.
    pub listens: bool,
    /// Whether the seller hands in bank files.
    pub bank_feed: BankFeed,
}

impl Default for Script {
    fn default() -> Self {
        let listed = vec![(known::invoice(), known::billing_process())];
        Self {
            buyer: "mail-only",
            listed,
            taken: Vec::new(),
            moods: Vec::new(),
            listens: true,
            bank_feed: BankFeed::None,
        }
    }
}

pub struct Pair {
    pub network: Network,
    pub seller: Arc<Gateway>,
    pub buyer: Arc<Gateway>,
    pub buyer_setup: Setup,
    pub buyer_is: &'static Buyer,
    listed: Vec<Capability>,
    handles: Vec<web::Handle>,
    _folder: tempfile::TempDir,
}

impl Pair {
    pub async fn meet(script: Script) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let network = start(folder.path()).await;
        let buyer_is = sandbox::buyer(script.buyer).unwrap();
        let mut handles = Vec::new();

        let tenant = Tenant { bank_feed: script.bank_feed, ..seller::tenant() };
        let seller_setup = network.gateway_config(SELLER_SEAT, vec![tenant], &folder.path().join("c2"), None).unwrap();
        network.register_seller(&seller_setup).unwrap();
        let seller = open(&network, &seller_setup).await;
        handles.push(serve(&network, &seller_setup, web::router(Arc::clone(&seller))).await);

        let tenant = buyer_tenant(buyer_is, script.taken);
        let buyer_setup = network.gateway_config(BUYER_SEAT, vec![tenant], &folder.path().join("c3"), None).unwrap();
        let buyer = open(&network, &buyer_setup).await;
        if script.listens {
            let moods: Moods = Arc::new((script.moods, AtomicUsize::new(0)));
            let routes = web::router(Arc::clone(&buyer)).layer(from_fn_with_state(moods, spoil));
            handles.push(serve(&network, &buyer_setup, routes).await);
        } else {
            drop(network.listener(buyer_setup.config.listen).unwrap());
        }
        let pair =
            Self { network, seller, buyer, buyer_setup, buyer_is, listed: script.listed, handles, _folder: folder };
        pair.publish(&pair.buyer_setup.certificate);
        pair.network.register_provider(&pair.buyer_setup).unwrap();
        pair
    }

    /// Publishes the buyer with this certificate.
    pub fn publish(&self, certificate: &xmlsec::Certificate) {
        self.network.register(&self.buyer_is.id().unwrap(), &self.listed, &self.buyer_setup.endpoint(), certificate);
    }

    /// The model of the seller's invoice to the buyer.
    pub fn model(&self) -> Value {
        let drafts = seller::invoices(START.parse::<DateTime<Utc>>().unwrap().date_naive());
        let draft = drafts.into_iter().find(|draft| draft.buyer.key == self.buyer_is.key).unwrap();
        serde_json::from_slice(&draft.model).unwrap()
    }

    /// Takes in the seller's invoice to the buyer.
    pub async fn invoice(&self) -> Ingested {
        let bytes = self.model().to_string().into_bytes();
        let submission = Submission { tenant: "vandijk".to_owned(), bytes, address: None };
        match ingest(&self.seller, submission).await.unwrap() {
            Ingestion::Accepted(ingested) => ingested,
            other => panic!("{other:?}"),
        }
    }

    pub async fn work(&self) {
        self.seller.work_until_idle().await.unwrap();
        self.buyer.work_until_idle().await.unwrap();
        self.seller.work_until_idle().await.unwrap();
    }

    pub fn advance(&self, step: TimeDelta) {
        self.network.clock().advance(step).unwrap();
    }

    /// Works, and goes on to the next due time until nothing is due any more.
    pub async fn work_out(&self, document: &DocumentId) -> DeliveryRow {
        loop {
            self.work().await;
            let delivery = self.delivery(document).await;
            match delivery.due {
                Some(due) if !delivery.state.is_settled() => self.network.clock().set(due).unwrap(),
                _ => return delivery,
            }
        }
    }

    /// The newest delivery of a document of the seller.
    pub async fn delivery(&self, document: &DocumentId) -> DeliveryRow {
        self.seller.store().deliveries(document).await.unwrap().pop().unwrap()
    }

    pub async fn attempts(&self, document: &DocumentId) -> Vec<AttemptRow> {
        let delivery = self.delivery(document).await;
        self.seller.store().attempts(&delivery.id).await.unwrap()
    }

    /// State of the delivery and outcomes of its attempts.
    pub async fn check(&self, document: &DocumentId, state: DeliveryState, outcomes: &[&str]) {
        let delivery = self.delivery(document).await;
        let attempts = self.attempts(document).await;
        let found: Vec<&str> = attempts.iter().map(|attempt| attempt.outcome.as_str()).collect();
        assert_eq!((delivery.state, found.as_slice()), (state, outcomes), "{delivery:?} {attempts:?}");
    }

    pub async fn part(self) {
        for handle in self.handles {
            handle.shutdown();
        }
        self.network.stop().await;
    }
}

fn buyer_tenant(buyer: &Buyer, taken: Vec<String>) -> Tenant {
    Tenant {
        id: "buyer".to_owned(),
        name: buyer.name.to_owned(),
        participants: vec![buyer.participant.to_owned()],
        country: buyer.country.to_owned(),
        mail_from: None,
        debtors: Vec::new(),
        bank_feed: BankFeed::None,
        receives: taken,
    }
}

/// A gateway on the network's clock.
pub async fn open(network: &Network, setup: &Setup) -> Arc<Gateway> {
    let clock = Arc::new(network.clock().clone());
    Arc::new(Gateway::open(setup.config.clone(), clock).await.unwrap())
}

async fn serve(network: &Network, setup: &Setup, routes: axum::Router) -> web::Handle {
    let listener: TcpListener = network.listener(setup.config.listen).unwrap();
    listener.set_nonblocking(true).unwrap();
    let files = (setup.config.server_certificate.clone().unwrap(), setup.config.server_key.clone().unwrap());
    let tls = RustlsConfig::from_pem_file(files.0, files.1).await.unwrap();
    let handle = web::Handle::new();
    let server = axum_server::from_tcp_rustls(listener, tls).unwrap().handle(handle.clone());
    tokio::spawn(server.serve(routes.into_make_service()));
    handle
}

async fn spoil(State(moods): State<Moods>, request: Request, next: Next) -> Response {
    let mood = moods.0.get(moods.1.fetch_add(1, Ordering::SeqCst)).copied();
    let answer = next.run(request).await;
    match mood {
        None => answer,
        Some(Mood::LoseAnswer) => {
            let mut lost = Response::new(Body::empty());
            *lost.status_mut() = StatusCode::BAD_GATEWAY;
            lost
        }
        Some(Mood::SayDuplicate) => {
            let error = as4::EbmsError {
                code: as4::EbmsCode::new("EBMS:4001"),
                ..as4::EbmsError::new(as4::Code::Other, "message id handled before")
            };
            let signal = as4::error_signal(&[error], None, None, "e@c3", START.parse().unwrap());
            let mut response = Response::new(Body::from(signal));
            response.headers_mut().insert("content-type", as4::SIGNAL_CONTENT_TYPE.parse().unwrap());
            response
        }
    }
}
