//! The seller's gateway on https, the sandbox's buyers behind an access point of their own, and a client with a key.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Days, NaiveTime, Utc};
use gateway::Gateway;
use sandbox::pki::Pki;
use sandbox::{Buyers, Network, Setup, seller};
use serde_json::{Value, json};

/// The instant at which every play begins.
pub const START: &str = "2026-11-02T08:00:00Z";

/// The network, the buyers, the seller's gateway and a client with its key.
pub struct Stage {
    pub network: Network,
    pub buyers: Buyers,
    pub gateway: Arc<Gateway>,
    pub setup: Setup,
    handle: web::Handle,
    server: tokio::task::JoinHandle<Result<(), web::ServeError>>,
    _folder: tempfile::TempDir,
}

/// The authorities of all networks of these tests: making keys is what a network costs.
static AUTHORITIES: OnceLock<(tempfile::TempDir, Pki)> = OnceLock::new();

/// A network in a folder of its own, its clock at [`START`].
pub async fn start(folder: &Path) -> Network {
    let at = START.parse().unwrap();
    let (_, authorities) = AUTHORITIES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let authorities = Pki::create(folder.path(), at).unwrap();
        (folder, authorities)
    });
    Network::start_with(authorities.published_in(folder).unwrap(), at).await.unwrap()
}

/// Status and body of an answer.
pub struct Answer {
    pub status: u16,
    pub replayed: bool,
    pub content_type: String,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }
}

impl Stage {
    pub async fn set() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let network = start(folder.path()).await;
        let buyers = Buyers::start(&network, &folder.path().join("buyers")).await.unwrap();
        let setup =
            network.gateway_config("POP000001", vec![seller::tenant()], &folder.path().join("seller"), None).unwrap();
        network.register_seller(&setup).unwrap();
        let clock = Arc::new(network.clock().clone());
        let gateway = Arc::new(Gateway::open(setup.config.clone(), clock).await.unwrap());
        let handle = web::Handle::new();
        let listener = network.listener(setup.config.listen).unwrap();
        let server = tokio::spawn(web::serve(Arc::clone(&gateway), listener, handle.clone()));
        Self { network, buyers, gateway, setup, handle, server, _folder: folder }
    }

    /// One request with the seller's key unless another is given.
    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Answer {
        let roots = peppol::Roots::Only(std::fs::read(self.network.pki().tls_root()).unwrap());
        let client = peppol::http_client(&roots, true).unwrap();
        let url = format!("{}{path}", self.setup.config.public_url);
        let mut request = match method {
            "GET" => client.get(url),
            "PUT" => client.put(url),
            _ => client.post(url),
        };
        if !headers.iter().any(|(name, _)| *name == "authorization") {
            request = request.header("authorization", format!("Bearer {}", self.setup.api_key()));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.body(body.into()).send().await.unwrap();
        let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let (replayed, content_type) =
            (header("idempotent-replayed").is_some(), header("content-type").unwrap_or_default());
        Answer { status: response.status().as_u16(), replayed, content_type, text: response.text().await.unwrap() }
    }

    pub async fn submit(&self, model: &[u8]) -> Answer {
        self.ask("POST", "/v1/documents", &[("content-type", "application/json")], model).await
    }

    pub async fn get(&self, path: &str) -> Value {
        let answer = self.ask("GET", path, &[], "").await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.json()
    }

    /// The morning of a day: the clock moves, both sides work until nothing is due.
    pub async fn morning(&self, days: u64) {
        let start: DateTime<Utc> = START.parse().unwrap();
        let day = start.date_naive() + Days::new(days);
        let now = day.and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap()).and_utc();
        let body = json!({"now": now}).to_string();
        let moved = self.ask("PUT", "/sandbox/clock", &[("content-type", "application/json")], body).await;
        assert_eq!(moved.status, 200, "{}", moved.text);
        self.run().await;
        self.buyers.act(&self.network).await.unwrap();
        self.run().await;
    }

    pub async fn run(&self) {
        let ran = self.ask("POST", "/sandbox/run", &[], "").await;
        assert_eq!(ran.status, 200, "{}", ran.text);
    }

    pub async fn bank(&self) -> Vec<Answer> {
        let mut answers = Vec::new();
        for file in self.buyers.statements(seller::IBAN, self.gateway.now()) {
            let answer = self.ask("POST", "/v1/bank-files", &[("content-type", "application/xml")], file).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
            answers.push(answer);
        }
        answers
    }

    /// The tracks of the invoice to a buyer of the cast.
    pub async fn tracks(&self, key: &str) -> Value {
        let drafts = seller::invoices(START.parse::<DateTime<Utc>>().unwrap().date_naive());
        let draft = drafts.iter().find(|draft| draft.buyer.key == key).unwrap();
        let found = self.get(&format!("/v1/documents?number={}", draft.number)).await;
        found["data"][0]["tracks"].clone()
    }

    pub async fn stop(self) {
        self.handle.graceful_shutdown(Some(std::time::Duration::from_secs(2)));
        self.server.await.unwrap().unwrap();
        self.buyers.stop().await;
        self.network.stop().await;
    }
}
