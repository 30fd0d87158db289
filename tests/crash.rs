//! The process is ended at every step boundary of the road, as by a power cut; the one started after it must finish the road.
//!
//! The network and the buyers' access point (C3) live in this test; the seller's gateway is a process of its own. Every request
//! of the play may be repeated, so the play simply goes on where it was cut off. What must hold at the end: the same figures as
//! without a crash, and every InstanceIdentifier once in C3's store.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::Context;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use gateway::fail_point::{ABORT_VARIABLE, LOG_VARIABLE, REGISTRY};
use gateway::{Clock, FileClock};
use sandbox::{Buyers, Network, Setup, seller};
use serde_json::{Value, json};

use crate::api::Api;
use crate::program::acquit;

/// The buyers of the play: an EHF reminder, a mail, a payment just in time, a dispute, a rejected delivery.
const PLAYERS: &[&str] = &["norwegian", "mail-only", "pays-late", "queries-then-accepts", "refused-by-provider"];
const START: &str = "2026-11-02T08:00:00Z";
/// Days on which something happens: the answers, the due date and what follows from it.
const DAYS: &[&str] = &["2026-11-04", "2026-11-06", "2026-12-03", "2026-12-04", "2026-12-10", "2026-12-16", "2026-12-18"];
/// A lease and a retry are over after this many rounds of one minute each.
const ROUNDS: usize = 12;
/// `abort` ends a process with this signal.
const SIGABRT: i32 = 6;

/// The network, the buyers, and the seller's place on it.
struct Stage {
    network: Network,
    buyers: Buyers,
    setup: Setup,
    log: PathBuf,
    _folder: tempfile::TempDir,
}

/// The seller's gateway as a process.
struct Seller {
    child: Child,
}

impl Seller {
    fn start(stage: &Stage, fail_point: Option<&str>) -> Self {
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
    fn has_aborted(&mut self) -> bool {
        match self.child.try_wait().expect("the process can be asked") {
            Some(status) => {
                assert_eq!(status.signal(), Some(SIGABRT), "the seller's gateway ended in another way: {status}");
                true
            }
            None => false,
        }
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
    async fn set() -> Self {
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

    fn api(&self) -> Api {
        let root = std::fs::read(self.network.pki().tls_root()).expect("the root is there");
        let http = peppol::http_client(&peppol::Roots::Only(root), true).expect("a client");
        Api::new(self.setup.config.public_url.clone(), self.setup.api_key(), http)
    }

    fn clock(&self) -> &FileClock {
        self.network.clock()
    }

    async fn strike(self) {
        self.buyers.stop().await;
        self.network.stop().await;
    }
}

/// One act of the play. Each may be repeated: what was done before is recognised.
enum Act {
    Submit(Vec<u8>),
    Morning(NaiveDate),
    Bank,
    Remind,
    Settle,
}

fn play() -> Vec<Act> {
    let first: NaiveDate = START[..10].parse().expect("a date");
    let invoices = seller::invoices(first).into_iter().filter(|invoice| PLAYERS.contains(&invoice.buyer.key));
    let mut acts: Vec<Act> = invoices.map(|invoice| Act::Submit(invoice.model)).collect();
    acts.push(Act::Settle);
    for day in DAYS {
        let day = day.parse().expect("a date");
        acts.extend([Act::Morning(day), Act::Settle, Act::Bank, Act::Remind, Act::Settle]);
    }
    acts
}

/// Plays to the end; where the seller's gateway is cut off, a new one is started and the act repeated. Answers how often.
async fn perform(stage: &Stage, fail_point: Option<&str>) -> (Value, usize) {
    let mut seller = Seller::start(stage, fail_point);
    let api = stage.api();
    let mut crashes = 0;
    let mut statements = Vec::new();
    for act in play() {
        if matches!(act, Act::Bank) {
            statements = stage.buyers.statements(seller::IBAN, stage.clock().now());
        }
        while let Err(error) = perform_act(stage, &api, &act, &statements, &mut seller).await {
            assert!(seller.has_aborted() || seller.child.wait().is_ok_and(|end| end.signal() == Some(SIGABRT)), "{error:#}");
            crashes += 1;
            assert!(crashes <= 1, "the restarted process was cut off as well: {error:#}");
            seller = Seller::start(stage, None);
        }
    }
    (api.get("/v1/summary").await.expect("the figures"), crashes)
}

async fn perform_act(stage: &Stage, api: &Api, act: &Act, statements: &[Vec<u8>], seller: &mut Seller) -> anyhow::Result<()> {
    match act {
        Act::Submit(model) => {
            let answer = api.submit(model).await?;
            let known = answer.status == reqwest::StatusCode::CONFLICT;
            assert!(answer.status.is_success() || known, "{}", answer.body);
        }
        Act::Morning(day) => {
            let nine = day.and_hms_opt(9, 0, 0).context("nine o'clock")?.and_utc();
            if stage.clock().now() < nine {
                stage.clock().set(nine)?;
            }
        }
        Act::Bank => {
            for statement in statements {
                api.bank_file(statement.clone()).await?;
            }
        }
        Act::Remind => {
            api.post("/v1/reminders/run", &json!(null)).await?;
        }
        Act::Settle => settle(stage, api, seller).await?,
    }
    Ok(())
}

/// Both sides work; the clock goes on by minutes, so that leases run out and lost attempts are repeated.
async fn settle(stage: &Stage, api: &Api, seller: &mut Seller) -> anyhow::Result<()> {
    for _ in 0..ROUNDS {
        api.work().await?;
        stage.buyers.act(&stage.network).await.expect("the buyers act");
        anyhow::ensure!(!seller.has_aborted(), "cut off while it received");
        stage.clock().advance(Duration::minutes(1))?;
    }
    Ok(())
}

fn reached(log: &Path) -> BTreeSet<String> {
    std::fs::read_to_string(log).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Each envelope once at C3, and each mail in one wording.
async fn nothing_arrived_twice(stage: &Stage) {
    let instances = stage.buyers.gateway().store().inbound_instances().await.expect("C3's store answers");
    let distinct: BTreeSet<_> = instances.iter().collect();
    assert!(!instances.is_empty());
    assert_eq!(distinct.len(), instances.len(), "an InstanceIdentifier is stored twice at C3: {instances:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_boundary_can_be_the_last_one_of_a_process() {
    let stage = Stage::set().await;
    let (promised, crashes) = perform(&stage, None).await;
    assert_eq!(crashes, 0);
    let names: BTreeSet<String> = REGISTRY.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(reached(&stage.log), names, "the play meets every boundary of the registry, and no other");
    assert!(promised["sent"].as_u64() > Some(0) && promised["sent"] == promised["receipts"], "{promised}");
    nothing_arrived_twice(&stage).await;
    stage.strike().await;

    for name in REGISTRY {
        let stage = Stage::set().await;
        let (counted, crashes) = perform(&stage, Some(name)).await;
        assert_eq!(crashes, 1, "the process was not ended at {name}");
        assert_eq!(counted, promised, "after the end at {name}");
        nothing_arrived_twice(&stage).await;
        stage.strike().await;
    }
}
