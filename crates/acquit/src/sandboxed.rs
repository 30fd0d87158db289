//! The program on a sandbox network: the network, its buyers, and the seller's gateway with its API, in one process.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, Utc};
use gateway::Gateway;
use peppol::Roots;
use sandbox::{Act, Buyers, Network, Setup, seller};
use tokio::task::JoinHandle;

use crate::api::Api;

/// Seat id of the seller's access point.
const SEAT: &str = "POP000001";
/// The sandbox's first instant: a Monday morning.
const START: &str = "2026-11-02T08:00:00Z";
/// How often a served sandbox lets its buyers act and its clock go on.
const BEAT: Duration = Duration::from_secs(1);
/// Requests that run when the end comes may take this long.
const GRACE: Duration = Duration::from_secs(2);

/// Everything of a running sandbox. [`Sandboxed::stop`] ends it; dropping it leaves the ports to the end of the process.
pub struct Sandboxed {
    network: Network,
    buyers: Buyers,
    setup: Setup,
    gateway: Arc<Gateway>,
    handle: web::Handle,
    server: JoinHandle<Result<(), web::ServeError>>,
    api: Api,
}

impl Sandboxed {
    /// Starts the network in `folder`, the buyers' access point, and the seller's gateway on `port`.
    pub async fn start(folder: &Path, port: Option<u16>, tamper_receipts: bool) -> anyhow::Result<Self> {
        let start: DateTime<Utc> = START.parse().context("the sandbox's first instant")?;
        let network = Network::start(folder, start).await?;
        let buyers = Buyers::start(&network, &folder.join("buyers")).await?;
        buyers.tamper().set(tamper_receipts);
        let placed = network.gateway_config(SEAT, vec![seller::tenant()], &folder.join("seller"), port);
        let setup = placed.with_context(|| match port {
            Some(port) => format!("the gateway finds no place on port {port}; another --port, or none, may be free"),
            None => "the gateway finds no place on the sandbox network".to_owned(),
        })?;
        network.register_seller(&setup)?;
        let gateway = Arc::new(Gateway::open(setup.config.clone(), Arc::new(network.clock().clone())).await?);
        let handle = web::Handle::new();
        let listener = network.listener(setup.config.listen)?;
        let server = tokio::spawn(web::serve(Arc::clone(&gateway), listener, handle.clone()));
        let roots = Roots::Only(std::fs::read(network.pki().tls_root())?);
        let api = Api::new(setup.config.public_url.clone(), setup.api_key(), peppol::http_client(&roots, true)?);
        Ok(Self { network, buyers, setup, gateway, handle, server, api })
    }

    /// The seller's API, over https like everybody else's.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// Where the API is.
    pub fn api_address(&self) -> String {
        self.setup.config.public_url.clone()
    }

    /// The seller's API key.
    pub fn api_key(&self) -> &str {
        self.setup.api_key()
    }

    /// The buyers read, answer and pay, as their scripts say for this instant.
    pub async fn buyers_act(&self) -> anyhow::Result<Vec<Act>> {
        Ok(self.buyers.act(&self.network).await?)
    }

    /// The bank's statements since the last ones.
    pub fn statements(&self, now: DateTime<Utc>) -> Vec<Vec<u8>> {
        self.buyers.statements(seller::IBAN, now)
    }

    /// Lives on its own until `end`: workers work, buyers act, the clock goes on with the machine's.
    pub async fn live_until(&self, end: impl Future<Output = ()>) -> anyhow::Result<()> {
        tokio::pin!(end);
        let mut beat = tokio::time::interval(BEAT);
        loop {
            tokio::select! {
                () = &mut end => return Ok(()),
                _ = beat.tick() => {}
            }
            self.network.clock().advance(chrono::Duration::from_std(BEAT)?)?;
            self.gateway.work_until_idle().await?;
            self.buyers_act().await?;
        }
    }

    /// Ends everything in order: no port, task or open file is left.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.handle.graceful_shutdown(Some(GRACE));
        self.server.await??;
        self.gateway.store().close().await;
        self.buyers.stop().await;
        self.network.stop().await;
        Ok(())
    }
}
