//! The process is ended at every step boundary of the road, as by a power cut; the one started after it must finish the road.
//!
//! The network and the buyers' access point (C3) live in this test; the seller's gateway is a process of its own. Every request
//! of the play may be repeated, so the play simply goes on where it was cut off. What must hold at the end: the same figures as
//! without a crash, and every `InstanceIdentifier` once in C3's store.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context;
use chrono::{Duration, NaiveDate};
use gateway::Clock;
use gateway::fail_point::REGISTRY;
use peppol::known;
use sandbox::{buyer, seller};
use serde_json::{Value, json};

use crate::api::Api;
use crate::stage::{START, Seller, Stage};

/// The buyers of the play: an EHF reminder, a mail, a payment just in time, a dispute, a rejected delivery.
const PLAYERS: &[&str] = &["norwegian", "mail-only", "pays-late", "queries-then-accepts", "refused-by-provider"];
/// Days on which something happens: the answers, the due date and what follows from it.
const DAYS: &[&str] =
    &["2026-11-04", "2026-11-06", "2026-12-03", "2026-12-04", "2026-12-10", "2026-12-16", "2026-12-18"];
/// A lease and a retry are over after this many rounds of one minute each.
const ROUNDS: usize = 12;
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
    list_what_is_refused(stage);
    let mut seller = Seller::start(stage, fail_point);
    let api = stage.api();
    let mut crashes = 0;
    let mut statements = Vec::new();
    for act in play() {
        if matches!(act, Act::Bank) {
            statements = stage.buyers.statements(seller::IBAN, stage.clock().now());
        }
        while let Err(error) = perform_act(stage, &api, &act, &statements, &mut seller).await {
            assert!(seller.ends_by_abort(), "{error:#}");
            crashes += 1;
            assert!(crashes <= 1, "the restarted process was cut off as well: {error:#}");
            seller = Seller::start(stage, None);
        }
    }
    (api.get("/v1/summary").await.expect("the figures"), crashes)
}

/// One buyer's SMP lists the EHF Reminder, which its access point does not take: that reminder must find another way.
fn list_what_is_refused(stage: &Stage) {
    let (id, setup) = (buyer("mail-only").expect("one of the cast").id().expect("an id"), stage.buyers.setup());
    let takes = [(known::ehf_reminder(), known::ehf_reminder_process())];
    stage.network.register(&id, &takes, &setup.endpoint(), &setup.certificate);
}

async fn perform_act(
    stage: &Stage,
    api: &Api,
    act: &Act,
    statements: &[Vec<u8>],
    seller: &mut Seller,
) -> anyhow::Result<()> {
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

/// Each envelope once at C3.
async fn nothing_arrived_twice(stage: &Stage) {
    let instances = stage.buyers.gateway().store().inbound_instances().await.expect("C3's store answers");
    let distinct: BTreeSet<_> = instances.iter().collect();
    assert!(!instances.is_empty());
    assert_eq!(distinct.len(), instances.len(), "an InstanceIdentifier is stored twice at C3: {instances:?}");
}

/// The same figures, but for two: a receipt may be missing where the receiver's own answer proved the arrival before the bytes
/// went again, and a reminder run that is repeated finds the debtor already reminded.
fn same_end(counted: &Value, promised: &Value, name: &str) {
    let receipts = |figures: &Value| figures["receipts"].as_u64().expect("a figure");
    assert!(receipts(counted) + 1 >= receipts(promised), "after the end at {name}: {counted}");
    let firm = |figures: &Value| {
        let mut figures = figures.clone();
        figures["receipts"] = Value::Null;
        figures["held"].as_object_mut().expect("reasons").remove("already_reminded");
        figures
    };
    assert_eq!(firm(counted), firm(promised), "after the end at {name}");
}

/// The play without a crash: what every other one must come to.
async fn promised_end() -> Value {
    let stage = Stage::set().await;
    let (promised, crashes) = perform(&stage, None).await;
    assert_eq!(crashes, 0);
    let names: BTreeSet<String> = REGISTRY.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(reached(&stage.log), names, "the play meets every boundary of the registry, and no other");
    let count = |what: &str| promised[what].as_u64().expect("a figure");
    assert_eq!(
        count("sent"),
        count("receipts") + 1,
        "every document but the refused reminder has its receipt: {promised}"
    );
    assert_eq!(promised["reminders"], json!({"ehf": 1, "mail": 1}), "the refused reminder went by mail");
    nothing_arrived_twice(&stage).await;
    stage.strike().await;
    promised
}

/// Ends the process at every second boundary, beginning with the first or the second one.
async fn end_at_every_second(first: usize) {
    let promised = promised_end().await;
    for name in REGISTRY.iter().skip(first).step_by(2) {
        let stage = Stage::set().await;
        let (counted, crashes) = perform(&stage, Some(name)).await;
        assert_eq!(crashes, 1, "the process was not ended at {name}");
        same_end(&counted, &promised, name);
        nothing_arrived_twice(&stage).await;
        stage.strike().await;
    }
}

// Two tests, so that two cores have something to do.

#[tokio::test(flavor = "multi_thread")]
async fn every_step_boundary_can_be_the_last_one_of_a_process() {
    end_at_every_second(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn and_so_can_every_boundary_between_those() {
    end_at_every_second(1).await;
}
