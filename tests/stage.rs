//! The stage of the tests that cross the network: network and buyers in this process, the seller's gateway in one of its own.

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Stdio};

use chrono::{DateTime, Utc};
use gateway::FileClock;
use gateway::fail_point::{ABORT_VARIABLE, LOG_VARIABLE};
use sandbox::{Buyers, Network, Setup, seller};

use crate::api::Api;
use crate::program::acquit;

/// The first instant: a Monday morning.
pub const START: &str = "2026-11-02T08:00:00Z";
/// `abort` ends a process with this signal.
const SIGABRT: i32 = 6;

/// The network, the buyers, and the seller's place on it.
pub struct Stage {
    pub network: Network,
    pub buyers: Buyers,
    pub setup: Setup,
    /// Where the seller's process writes down the step boundaries it reaches.
    pub log: PathBuf,
    _folder: tempfile::TempDir,
}

/// The seller's gateway as a process.
pub struct Seller {
    child: Child,
}

impl Seller {
    /// Starts it, and waits until it says where it serves.
    pub fn start(stage: &Stage, fail_point: Option<&str>) -> Self {
        // The port is free once the listener that kept it is gone.
        drop(stage.network.listener(stage.setup.config.listen));
        let mut command = acquit();
        command.args(["serve", "--by-hand", "--json", "--config"]).arg(&stage.setup.file);
        command.env(LOG_VARIABLE, &stage.log).stdout(Stdio::piped());
        if let Some(name) = fail_point {
            command.env(ABORT_VARIABLE, name);
        }
        let mut child = command.spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        assert!(line.contains("serving"), "the seller's gateway did not start: {line:?}");
        Self { child }
    }

    /// Whether it was ended by `abort`; a process that still runs was not.
    pub fn has_aborted(&mut self) -> bool {
        match self.child.try_wait().expect("the process can be asked") {
            Some(status) => {
                assert_eq!(status.signal(), Some(SIGABRT), "the seller's gateway ended in another way: {status}");
                true
            }
            None => false,
        }
    }
}

impl Seller {
    /// Waits for its end and says whether that was an `abort`.
    pub fn ends_by_abort(&mut self) -> bool {
        self.child.wait().is_ok_and(|status| status.signal() == Some(SIGABRT))
    }
}

impl Drop for Seller {
    fn drop(&mut self) {
        // It may have ended by itself, which is what most of these tests are about.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Stage {
    /// Everything but the seller's process.
    pub async fn set() -> Self {
        // Another test of this process may have installed it before; it is the same one.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let folder = tempfile::tempdir().expect("a folder");
        let start: DateTime<Utc> = START.parse().expect("an instant");
        let network = Network::start(folder.path(), start).await.expect("the network starts");
        let buyers = Buyers::start(&network, &folder.path().join("buyers")).await.expect("the buyers start");
        let setup = network
            .gateway_config("POP000001", vec![seller::tenant()], &folder.path().join("seller"), None)
            .expect("a place on the network");
        network.register_seller(&setup).expect("the seller is registered");
        Self { network, buyers, setup, log: folder.path().join("fail-points"), _folder: folder }
    }

    /// The seller's API.
    pub fn api(&self) -> Api {
        let root = std::fs::read(self.network.pki().tls_root()).expect("the root is there");
        let http = peppol::http_client(&peppol::Roots::Only(root), true).expect("a client");
        Api::new(self.setup.config.public_url.clone(), self.setup.api_key(), http)
    }

    /// The clock of all.
    pub fn clock(&self) -> &FileClock {
        self.network.clock()
    }

    /// Closes every port.
    pub async fn strike(self) {
        self.buyers.stop().await;
        self.network.stop().await;
    }
}
