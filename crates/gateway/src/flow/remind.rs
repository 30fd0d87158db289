//! Step 6, remind: what is past due is judged, and what the gate lets through becomes a reminder under its own number.
//!
//! Before it: `settle`, `respond`. After it: `dispatch`, for a reminder is a document and takes the same road; here it
//! is handed to `ingest`, as C1 would. The number is given in the transaction that looks once more whether the ledger
//! is as the gate saw it. What is not sent is held with its reasons. A reminder whose way failed for good takes the
//! next one under the same number ([`reroute`]).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use receivables::gate::Wording;
use receivables::{Channel, ChannelReason, Gate, HoldReason, Policy, choose};
use serde::Serialize;
use serde_json::json;
use store::{DeliveryRow, DocumentId, Judgeable, NewHold, NewReminder, Opened, ReminderRow};

use super::ingest::{self, Refusal};
use crate::config::Tenant;
use crate::dunning::case::{self, Case};
use crate::dunning::channel::{Ways, ways};
use crate::dunning::gate;
use crate::dunning::render::{self, Frame};
use crate::fail_point::reach;
use crate::{Error, Gateway};

/// What a reminder run did, or would do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RemindReport {
    /// Reminders that were queued; in a preview those that would be.
    pub sent: Vec<Reminded>,
    /// Receivables held, with every reason.
    pub held: Vec<Held>,
    /// Reminders that need a person, because no way leads to the debtor.
    pub tasks: Vec<Reminded>,
    /// Put off to the next run, with the reason: the network did not answer, or the ledger moved meanwhile.
    pub postponed: Vec<Postponed>,
}

/// One reminder.
#[derive(Debug, Clone, Serialize)]
pub struct Reminded {
    /// Who is reminded.
    pub debtor: String,
    /// The invoices it speaks of.
    pub invoices: Vec<String>,
    /// Number of the reminder; absent in a preview and for a task.
    pub number: Option<String>,
    /// Dunning level.
    pub level: u8,
    /// The way it leaves.
    pub channel: Channel,
    /// Why that way.
    pub reason: ChannelReason,
    /// The reminder as a document; absent in a preview and for a task.
    pub document_id: Option<DocumentId>,
}

/// One receivable that is not reminded.
#[derive(Debug, Clone, Serialize)]
pub struct Held {
    /// The invoice.
    pub invoice: String,
    /// Who owes it.
    pub debtor: String,
    /// Every reason.
    pub reasons: Vec<HoldReason>,
}

/// Something the next run will look at again.
#[derive(Debug, Clone, Serialize)]
pub struct Postponed {
    /// Who would be reminded.
    pub debtor: String,
    /// The invoices.
    pub invoices: Vec<String>,
    /// Why not now.
    pub reason: String,
}

/// Reminds for every tenant what is past due on that day, and says of the rest why not.
pub async fn remind(gateway: &Gateway, on: NaiveDate) -> Result<RemindReport, Error> {
    run_all(gateway, on, Mode::Send).await
}

/// As [`remind`], but writes and sends nothing.
pub async fn preview(gateway: &Gateway, on: NaiveDate) -> Result<RemindReport, Error> {
    run_all(gateway, on, Mode::Preview).await
}

/// As [`remind`], for one tenant.
pub async fn remind_tenant(gateway: &Gateway, tenant: &str, on: NaiveDate) -> Result<RemindReport, Error> {
    Run::new(gateway, gateway.tenant(tenant)?, on, Mode::Send).finish().await
}

/// As [`preview`], for one tenant.
pub async fn preview_tenant(gateway: &Gateway, tenant: &str, on: NaiveDate) -> Result<RemindReport, Error> {
    Run::new(gateway, gateway.tenant(tenant)?, on, Mode::Preview).finish().await
}

async fn run_all(gateway: &Gateway, on: NaiveDate, mode: Mode) -> Result<RemindReport, Error> {
    let mut all = RemindReport::default();
    for tenant in &gateway.config().tenants {
        let report = Run::new(gateway, tenant, on, mode).finish().await?;
        all.sent.extend(report.sent);
        all.held.extend(report.held);
        all.tasks.extend(report.tasks);
        all.postponed.extend(report.postponed);
    }
    Ok(all)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Send,
    Preview,
}

/// One run over one tenant.
struct Run<'a> {
    gateway: &'a Gateway,
    tenant: &'a Tenant,
    policy: Policy,
    on: NaiveDate,
    mode: Mode,
    report: RemindReport,
}

/// Claims that go out in one message: of one seller, debtor, currency and level (`design.md` §9).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct GroupKey {
    debtor: String,
    seller: String,
    currency: String,
    level: u8,
}

impl<'a> Run<'a> {
    fn new(gateway: &'a Gateway, tenant: &'a Tenant, on: NaiveDate, mode: Mode) -> Self {
        Self { gateway, tenant, policy: gate::policy(gateway.config()), on, mode, report: RemindReport::default() }
    }

    async fn finish(mut self) -> Result<RemindReport, Error> {
        let context = |debtor: &str| gate::context(self.tenant, debtor);
        let judgeables = self.gateway.store().facts_past_due(&self.tenant.id, self.on, context).await?;
        let (due, holds) = self.judge(&judgeables);
        if self.mode == Mode::Send {
            reach("remind.judged");
            self.gateway.store().record_holds(&holds, self.gateway.now()).await?;
            reach("remind.held");
        }
        for (key, cases) in self.group(due).await? {
            self.take(&key, cases).await?;
        }
        Ok(self.report)
    }

    /// Splits what is past due into what goes out and what is held. The gate is pure; this only sorts.
    fn judge<'j>(&mut self, judgeables: &'j [Judgeable]) -> (Vec<(&'j Judgeable, u8, Wording)>, Vec<NewHold>) {
        let (mut due, mut holds) = (Vec::new(), Vec::new());
        for judgeable in judgeables {
            match gate::judge(judgeable, &self.policy, self.on, self.gateway.now()) {
                Gate::Send { level, wording } => due.push((judgeable, level, wording)),
                Gate::Hold(reasons) => holds.extend(gate::hold(judgeable, &self.policy, reasons).inspect(|hold| {
                    self.report.held.push(Held {
                        invoice: judgeable.receivable.number.clone(),
                        debtor: judgeable.receivable.debtor.clone(),
                        reasons: hold.reasons.clone(),
                    });
                })),
            }
        }
        (due, holds)
    }

    /// Loads what goes out; a claim whose reminder of this level failed takes its next way instead.
    async fn group(&mut self, due: Vec<(&Judgeable, u8, Wording)>) -> Result<BTreeMap<GroupKey, Vec<Case>>, Error> {
        let mut groups: BTreeMap<GroupKey, Vec<Case>> = BTreeMap::new();
        for (judgeable, level, wording) in due {
            let case = case::load(self.gateway, judgeable, wording).await?;
            let key = GroupKey {
                debtor: case.receivable.debtor.clone(),
                seller: case.document.sender.clone(),
                currency: case.receivable.currency.clone(),
                level,
            };
            groups.entry(key).or_default().push(case);
        }
        Ok(groups)
    }

    /// Chooses the way of a group and sends it; a form that refuses these claims is no way for them.
    async fn take(&mut self, key: &GroupKey, cases: Vec<Case>) -> Result<(), Error> {
        let mut capabilities = match ways(self.gateway, self.tenant, &key.debtor, Vec::new()).await? {
            Ways::Known(capabilities) => capabilities,
            Ways::NotNow(reason) => {
                self.postpone(key, &cases, reason);
                return Ok(());
            }
        };
        let mut waiting = vec![cases];
        while let Some(cases) = waiting.pop() {
            let (channel, reason) = choose(&capabilities, key.level);
            if channel == Channel::Ehf && cases.len() > 1 {
                // EHF holds one invoice per document.
                waiting.extend(cases.into_iter().map(|case| vec![case]));
                continue;
            }
            if let Some(refusal) = self.send(key, &cases, channel, reason).await? {
                tracing::warn!(channel = channel.as_str(), ?refusal, "this form does not take the reminder");
                capabilities.failed.push(channel);
                waiting.push(cases);
            }
        }
        Ok(())
    }

    /// Queues one reminder, or notes what is done instead; answers a refusal of the form.
    async fn send(
        &mut self,
        key: &GroupKey,
        cases: &[Case],
        channel: Channel,
        reason: ChannelReason,
    ) -> Result<Option<Refusal>, Error> {
        let mut reminded = reminded(key, cases, channel, reason);
        if channel == Channel::Task {
            self.ask_a_person(key, cases, reason).await?;
            self.report.tasks.push(reminded);
            return Ok(None);
        }
        if self.mode == Mode::Preview {
            self.report.sent.push(reminded);
            return Ok(None);
        }
        match self.open(key, cases, channel, reason).await? {
            Opened::Opened { document_id, number, .. } => {
                reminded.number = Some(spelled(self.on, number));
                reminded.document_id = Some(document_id);
                self.report.sent.push(reminded);
            }
            Opened::AlreadyReminded { document_id, .. } => {
                return self.part(key, cases, &document_id, channel, reason).await;
            }
            Opened::LedgerMoved { .. } => self.postpone(key, cases, "the ledger moved meanwhile".to_owned()),
            Opened::NumberTaken { document_id } => {
                tracing::error!(document.id = %document_id, "a number of the reminder series is taken");
                self.postpone(key, cases, format!("its number is taken by {document_id}"));
            }
            Opened::Refused(refusal) => return Ok(Some(refusal)),
        }
        Ok(None)
    }

    /// No way leads to the debtor: kept as a hold, so that the reason is there for whoever takes it on.
    async fn ask_a_person(&self, key: &GroupKey, cases: &[Case], reason: ChannelReason) -> Result<(), Error> {
        if self.mode == Mode::Preview {
            return Ok(());
        }
        let hold = |case: &Case| NewHold {
            receivable_id: case.receivable.id.clone(),
            level: key.level,
            reasons: vec![HoldReason::NoChannel],
            detail: json!({"channel": Channel::Task, "channel_reason": reason, "open": case.receivable.open}),
        };
        let holds: Vec<NewHold> = cases.iter().map(hold).collect();
        Ok(self.gateway.store().record_holds(&holds, self.gateway.now()).await?)
    }

    async fn open(
        &self,
        key: &GroupKey,
        cases: &[Case],
        channel: Channel,
        channel_reason: ChannelReason,
    ) -> Result<Opened<Refusal>, Error> {
        let new = NewReminder {
            tenant: self.tenant.id.clone(),
            debtor: key.debtor.clone(),
            level: key.level,
            series: series(self.on),
            channel,
            channel_reason,
            policy_version: self.policy.version.clone(),
            items: cases.iter().map(|case| (case.receivable.id.clone(), case.receivable.ledger_version)).collect(),
        };
        let (frame, on) = (self.frame(key.level), self.on);
        let write = |number| render::document(&frame, channel, cases, &spelled(on, number));
        let opened = self.gateway.store().open_reminder(&new, write, self.gateway.now()).await?;
        reach("remind.opened");
        self.gateway.work().notify_one();
        Ok(opened)
    }

    /// Some of these were in a reminder that did not arrive: it takes its next way, and the others go on without them,
    /// so that one claim never silences another.
    async fn part(
        &mut self,
        key: &GroupKey,
        cases: &[Case],
        document: &DocumentId,
        channel: Channel,
        reason: ChannelReason,
    ) -> Result<Option<Refusal>, Error> {
        let items = self.gateway.store().reminder_items(document).await?;
        let (again, others): (Vec<Case>, Vec<Case>) =
            cases.iter().cloned().partition(|case| items.contains(&case.receivable.id));
        self.next_way(key, &again, document).await?;
        if others.is_empty() || again.is_empty() {
            return Ok(None);
        }
        Box::pin(self.send(key, &others, channel, reason)).await
    }

    /// The level was sent and did not arrive: the same reminder, another way.
    async fn next_way(&mut self, key: &GroupKey, cases: &[Case], document: &DocumentId) -> Result<(), Error> {
        match reroute(self.gateway, document).await? {
            Some(reminded) if reminded.channel == Channel::Task => self.report.tasks.push(reminded),
            Some(reminded) => self.report.sent.push(reminded),
            None => self.postpone(key, cases, "reminded at this level before".to_owned()),
        }
        Ok(())
    }

    fn frame(&self, level: u8) -> Frame<'_> {
        frame(self.gateway, self.tenant, &self.policy, level, self.on)
    }

    fn postpone(&mut self, key: &GroupKey, cases: &[Case], reason: String) {
        self.report.postponed.push(Postponed { debtor: key.debtor.clone(), invoices: invoices(cases), reason });
    }
}

fn frame<'a>(gateway: &Gateway, tenant: &'a Tenant, policy: &Policy, level: u8, on: NaiveDate) -> Frame<'a> {
    let pay_within_days = policy.step(level).map_or(0, |step| step.pay_within_days);
    Frame { tenant, stage: gateway.config().stage, level, on, pay_within_days, now: gateway.now() }
}

fn reminded(key: &GroupKey, cases: &[Case], channel: Channel, reason: ChannelReason) -> Reminded {
    Reminded {
        debtor: key.debtor.clone(),
        invoices: invoices(cases),
        number: None,
        level: key.level,
        channel,
        reason,
        document_id: None,
    }
}

fn invoices(cases: &[Case]) -> Vec<String> {
    cases.iter().map(|case| case.receivable.number.clone()).collect()
}

/// Reminders are numbered per year, apart from invoices.
fn series(on: NaiveDate) -> String {
    format!("reminder-{}", on.format("%Y"))
}

fn spelled(on: NaiveDate, number: u64) -> String {
    format!("REM-{}-{number:05}", on.format("%Y"))
}

// ---- the next way --------------------------------------------------------------------------------------------------

/// A reminder whose delivery failed for good, or that the receiver's provider rejected, takes the next way under the
/// same number (`reminders.md` §5.3, §5.6). `None` when it is on its way, arrived, or is not to be sent any more.
pub async fn reroute(gateway: &Gateway, document: &DocumentId) -> Result<Option<Reminded>, Error> {
    let Some(failed) = FailedReminder::load(gateway, document).await? else {
        return Ok(None);
    };
    let tenant = gateway.tenant(&failed.tenant)?;
    let policy = gate::policy(gateway.config());
    let Some(cases) = failed.cases(gateway, tenant, &policy).await? else {
        return Ok(None);
    };
    // Another AS4 form would need another document type, and this document has its own: what is left is mail.
    let passed = vec![Channel::Ehf, Channel::Ubl];
    let Ways::Known(capabilities) = ways(gateway, tenant, &failed.row.debtor, failed.channels(passed)).await? else {
        return Ok(None);
    };
    let (channel, reason) = choose(&capabilities, failed.row.level);
    let reminded = failed.reminded(&cases, channel, reason);
    if channel != Channel::Mail {
        return Ok(Some(reminded));
    }
    let frame = frame(gateway, tenant, &policy, failed.row.level, gateway.now().date_naive());
    let letter = match render::mail(&frame, &cases, &failed.row.number) {
        Ok(letter) => letter,
        Err(refusal) => {
            tracing::warn!(document.id = %document, ?refusal, "the letter could not be written");
            return Ok(None);
        }
    };
    let delivery = ingest::mail_delivery(&letter, Some(letter.to_bytes()), gateway.now());
    let added = gateway.store().add_delivery(document, &delivery, gateway.now()).await?;
    reach("remind.rerouted");
    gateway.work().notify_one();
    Ok(added.map(|_| reminded))
}

/// A reminder that did not arrive.
struct FailedReminder {
    tenant: String,
    row: ReminderRow,
    deliveries: Vec<DeliveryRow>,
    items: Vec<store::ReceivableId>,
}

impl FailedReminder {
    async fn load(gateway: &Gateway, document: &DocumentId) -> Result<Option<Self>, Error> {
        let store = gateway.store();
        let items = store.reminder_items(document).await?;
        let (Some(first), Some(stored)) = (items.first(), store.document(document).await?) else {
            return Ok(None);
        };
        let rows = store.reminders(first).await?;
        let row = rows.into_iter().find(|row| row.document_id == *document && !row.cancelled);
        let deliveries = store.deliveries(document).await?;
        let failed = deliveries.last().is_some_and(did_not_arrive);
        Ok(row.filter(|_| failed).map(|row| Self { tenant: stored.tenant, row, deliveries, items }))
    }

    /// The claims, when the gate still lets every one of them through at this level.
    async fn cases(&self, gateway: &Gateway, tenant: &Tenant, policy: &Policy) -> Result<Option<Vec<Case>>, Error> {
        let (mut cases, mut all_go) = (Vec::new(), true);
        for id in &self.items {
            let context = gate::context(tenant, &self.row.debtor);
            let Some(judgeable) = gateway.store().facts_for_gate(id, context).await? else {
                return Ok(None);
            };
            let now = gateway.now();
            match gate::judge(&judgeable, policy, now.date_naive(), now) {
                Gate::Send { level, wording } if level == self.row.level => {
                    cases.push(case::load(gateway, &judgeable, wording).await?);
                }
                Gate::Send { .. } => all_go = false,
                Gate::Hold(reasons) => {
                    let hold = gate::hold(&judgeable, policy, reasons);
                    gateway.store().record_holds(hold.as_slice(), now).await?;
                    all_go = false;
                }
            }
        }
        if all_go {
            return Ok(Some(cases));
        }
        // Those that may still be reminded must not wait for those that may not: the next run reminds them anew.
        if !cases.is_empty() {
            gateway.store().abandon_reminder(&self.row.document_id, gateway.now()).await?;
        }
        Ok(None)
    }

    fn channels(&self, mut passed: Vec<Channel>) -> Vec<Channel> {
        if self.deliveries.iter().any(|delivery| delivery.channel == store::Channel::Mail) {
            passed.push(Channel::Mail);
        }
        passed
    }

    fn reminded(&self, cases: &[Case], channel: Channel, reason: ChannelReason) -> Reminded {
        Reminded {
            debtor: self.row.debtor.clone(),
            invoices: invoices(cases),
            number: Some(self.row.number.clone()),
            level: self.row.level,
            channel,
            reason,
            document_id: Some(self.row.document_id.clone()),
        }
    }
}

fn did_not_arrive(delivery: &DeliveryRow) -> bool {
    delivery.state == lifecycle::delivery::State::Failed || delivery.message_level == lifecycle::mls::State::Re
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn reminders_have_a_series_of_their_own_per_year() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 4).unwrap();
        assert_eq!((series(day), spelled(day, 7)), ("reminder-2026".to_owned(), "REM-2026-00007".to_owned()));
    }
}
