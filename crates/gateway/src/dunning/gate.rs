//! The gate before a reminder, asked with the facts of the database and what only the configuration knows
//! (`reminders.md` §5.2, §5.6).

use chrono::{DateTime, NaiveDate, Utc};
use receivables::gate::{Fate, FeeRule};
use receivables::{Calendar, Facts, Gate, HoldReason, Policy, gate};
use serde_json::{Value, json};
use store::{Claim, DocumentKind, GateContext, Judgeable, NewHold, ReceivableRow};

use crate::config::{BankFeed, Config, Tenant};
use crate::{Error, Gateway};

/// The policy reminders are sent under.
pub(crate) fn policy(config: &Config) -> Policy {
    Policy { bank_data_banking_days_max: config.bank_data_days_max.into(), ..Policy::default() }
}

/// What the configuration knows of a debtor.
pub(crate) fn context(tenant: &Tenant, debtor: &str) -> GateContext {
    let known = tenant.debtor(debtor);
    GateContext {
        bank_feed: tenant.bank_feed == BankFeed::Camt053,
        // No fee is claimed yet, so no rule for one is needed.
        fee_rule: FeeRule::NoFee,
        calendar: Calendar::of_country(country(debtor)),
        never_remind: known.is_some_and(|debtor| debtor.never_remind),
        insolvent: known.is_some_and(|debtor| debtor.insolvent),
    }
}

/// The country whose holidays count, by the scheme of the participant id; empty where the scheme tells none.
fn country(debtor: &str) -> &'static str {
    match debtor.split(':').next().unwrap_or_default() {
        "0106" | "0190" | "9944" => "NL",
        "0208" | "9925" => "BE",
        "0192" => "NO",
        "0204" | "0246" | "9930" => "DE",
        _ => "",
    }
}

/// Asks the gate about one receivable.
pub(crate) fn judge(judgeable: &Judgeable, policy: &Policy, today: NaiveDate, now: DateTime<Utc>) -> Gate {
    gate(&judgeable.facts, policy, today, now)
}

/// Asks again just before a reminder of that level leaves: the reminder itself, still under way, is no reason, and
/// nor is the hour. Empty when it may leave.
fn judge_again(facts: &Facts, level: u8, policy: &Policy, now: DateTime<Utc>) -> Vec<HoldReason> {
    let mut facts = facts.clone();
    facts.reminders.retain(|reminder| reminder.level != level || reminder.fate != Fate::Pending);
    match gate(&facts, policy, now.date_naive(), now) {
        Gate::Send { .. } => Vec::new(),
        Gate::Hold(reasons) => reasons.into_iter().filter(|reason| !reason.is_timing()).collect(),
    }
}

/// Why a claimed reminder must not leave now; empty for everything that may. A reminder whose request left before
/// without an answer goes on: it may be there already, and only its receipt can tell.
pub(crate) async fn last_look(gateway: &Gateway, claim: &Claim) -> Result<Vec<NewHold>, Error> {
    if claim.kind != DocumentKind::Reminder || claim.progress.unanswered {
        return Ok(Vec::new());
    }
    let tenant = gateway.tenant(&claim.tenant)?;
    let (policy, store) = (policy(gateway.config()), gateway.store());
    let mut holds = Vec::new();
    for id in store.reminder_items(&claim.document_id).await? {
        let context = context(tenant, &claim.receiver);
        let (Some(judgeable), reminders) = (store.facts_for_gate(&id, context).await?, store.reminders(&id).await?)
        else {
            continue;
        };
        let own = reminders.iter().find(|reminder| reminder.document_id == claim.document_id);
        let level = own.map_or(0, |reminder| reminder.level);
        let reasons = judge_again(&judgeable.facts, level, &policy, gateway.now());
        if !reasons.is_empty() {
            holds.push(NewHold { level, ..new_hold(&judgeable, &policy, reasons) });
        }
    }
    Ok(holds)
}

/// A hold worth keeping: that a claim's day has not come is none.
pub(crate) fn hold(judgeable: &Judgeable, policy: &Policy, reasons: Vec<HoldReason>) -> Option<NewHold> {
    let waits =
        |reason: &HoldReason| matches!(reason, HoldReason::NotDue | HoldReason::ClosedDay | HoldReason::QuietHours);
    if reasons.iter().all(waits) {
        return None;
    }
    Some(new_hold(judgeable, policy, reasons))
}

fn new_hold(judgeable: &Judgeable, policy: &Policy, reasons: Vec<HoldReason>) -> NewHold {
    let (reached, _) = judgeable.facts.reached();
    NewHold {
        receivable_id: judgeable.receivable.id.clone(),
        level: policy.step_after(reached).map_or(reached, |step| step.level),
        detail: detail(&judgeable.receivable, &judgeable.facts),
        reasons,
    }
}

/// What a person wants to see beside the reasons.
fn detail(receivable: &ReceivableRow, facts: &Facts) -> Value {
    json!({
        "open": facts.open(), "currency": receivable.currency, "due_date": receivable.due_date,
        "response": facts.response, "bank_data": facts.bank_data, "delivered": facts.delivered,
        "promised_date": facts.promised_date,
    })
}
