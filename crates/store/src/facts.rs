//! The facts the gate before a reminder looks at, gathered for one receivable or for all that are past due: a handful
//! of questions whatever the number of open items (`design.md` §7).

use std::collections::HashMap;

use chrono::NaiveDate;
use lifecycle::{delivery, follow_up, mls, response, settlement};
use receivables::Calendar;
use receivables::gate::{BankData, Facts, Fate, FeeRule, LastResponse, Pause, PriorReminder, ResponseCode};
use rust_decimal::Decimal;
use sqlx::any::AnyRow;

use crate::codec::{Columns, from_units};
use crate::money::ReceivableRow;
use crate::{ReceivableId, Store, StoreError};

/// What the configuration knows and the database does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GateContext {
    /// Whether bank data are imported at all.
    pub bank_feed: bool,
    /// Whether the fee of the next level has its rule.
    pub fee_rule: FeeRule,
    /// Working days of the debtor's country.
    pub calendar: Calendar,
    /// Whether this customer is never reminded.
    pub never_remind: bool,
    /// Insolvency, estate or court case.
    pub insolvent: bool,
}

/// A receivable with everything the gate looks at. `receivable.ledger_version` goes into [`crate::NewReminder`].
#[derive(Debug, Clone, PartialEq)]
pub struct Judgeable {
    /// The receivable, without its payment references.
    pub receivable: ReceivableRow,
    /// The facts.
    pub facts: Facts,
}

impl Store {
    /// The facts of everything past due on that day; `context` is asked once per debtor.
    pub async fn facts_past_due(
        &self,
        tenant: &str,
        on: NaiveDate,
        context: impl Fn(&str) -> GateContext,
    ) -> Result<Vec<Judgeable>, StoreError> {
        let receivables = self.receivables_past_due(tenant, on).await?;
        self.facts(tenant, receivables, "", context).await
    }

    /// The facts of one receivable, as they stand now.
    pub async fn facts_for_gate(
        &self,
        id: &ReceivableId,
        context: GateContext,
    ) -> Result<Option<Judgeable>, StoreError> {
        let Some(receivable) = self.receivable(id).await? else {
            return Ok(None);
        };
        let tenant = receivable.tenant.clone();
        let found = self.facts(&tenant, vec![receivable], id.as_str(), |_| context).await?;
        Ok(found.into_iter().next())
    }

    /// `only` is a receivable's id, or empty for the whole tenant.
    async fn facts(
        &self,
        tenant: &str,
        receivables: Vec<ReceivableRow>,
        only: &str,
        context: impl Fn(&str) -> GateContext,
    ) -> Result<Vec<Judgeable>, StoreError> {
        let through = self.bank_data_through(tenant).await?;
        let waits = self.transactions_wait(tenant).await?;
        let arrivals = self.arrivals(tenant, only).await?;
        let mut reminders = self.prior_reminders(tenant, only).await?;
        let credits = self.credits_in_flight(tenant).await?;
        let unmatched = self.unmatched_credits(tenant).await?;
        let mut contexts: HashMap<String, GateContext> = HashMap::new();
        Ok(receivables
            .into_iter()
            .map(|receivable| {
                let context = *contexts.entry(receivable.debtor.clone()).or_insert_with(|| context(&receivable.debtor));
                let arrival = arrivals.get(receivable.id.as_str()).copied().unwrap_or_default();
                let in_flight = credits.get(receivable.id.as_str()).copied().unwrap_or_default();
                let reminders = reminders.remove(receivable.id.as_str()).unwrap_or_default();
                let facts = Facts {
                    gross: receivable.payable,
                    paid: receivable.settled - receivable.credited,
                    credited: receivable.credited,
                    written_off: receivable.settlement == settlement::State::WrittenOff,
                    credit_in_flight: in_flight,
                    bank_data: if waits { BankData::Missing } else { bank_data(context.bank_feed, through) },
                    unmatched_credit_since: unmatched.get(&receivable.debtor).copied(),
                    due_date: Some(receivable.due_date),
                    delivered: arrival.delivered,
                    mls_rejected: arrival.rejected,
                    response: last_response(&receivable, arrival.response),
                    resumed_on: receivable.resumed_on,
                    dispute_open: receivable.dispute_open,
                    promised_date: receivable.promised_date,
                    plan_in_force: receivable.follow_up == follow_up::State::InPlan,
                    pause: receivable.hold_reason.is_some().then_some(Pause { until: receivable.hold_until }),
                    never_remind: context.never_remind,
                    insolvent: context.insolvent,
                    handed_over: receivable.follow_up == follow_up::State::HandedOver,
                    reminders,
                    fee_rule: context.fee_rule,
                    calendar: context.calendar,
                };
                Judgeable { receivable, facts }
            })
            .collect())
    }

    /// Per receivable: whether its document arrived, whether a provider rejected it, what the buyer said.
    async fn arrivals(&self, tenant: &str, only: &str) -> Result<HashMap<String, Arrival>, StoreError> {
        let rows = sqlx::query(
            "SELECT r.id, d.response_state, v.state, v.mls_state FROM receivables r \
             JOIN documents d ON d.id = r.document_id JOIN deliveries v ON v.document_id = d.id \
             WHERE r.tenant = $1 AND (r.id = $2 OR ($2 = '' AND r.watched = 1)) ORDER BY v.id",
        )
        .bind(tenant.to_owned())
        .bind(only.to_owned())
        .fetch_all(self.reader())
        .await?;
        let mut arrivals: HashMap<String, Arrival> = HashMap::new();
        for row in &rows {
            let arrival = arrivals.entry(row.text("id")?).or_default();
            arrival.add(row)?;
        }
        Ok(arrivals)
    }

    /// Per receivable: what became of its reminders. One taken back before it left never was.
    async fn prior_reminders(
        &self,
        tenant: &str,
        only: &str,
    ) -> Result<HashMap<String, Vec<PriorReminder>>, StoreError> {
        let rows = sqlx::query(
            "SELECT i.receivable_id, i.level, v.state, v.mls_state, v.delivered_at FROM reminder_items i \
             JOIN reminders m ON m.id = i.reminder_id \
             JOIN deliveries v ON v.id = (SELECT MAX(id) FROM deliveries WHERE document_id = m.document_id) \
             WHERE i.tenant = $1 AND ($2 = '' OR i.receivable_id = $2) AND i.cancelled_at IS NULL ORDER BY i.level",
        )
        .bind(tenant.to_owned())
        .bind(only.to_owned())
        .fetch_all(self.reader())
        .await?;
        let mut reminders: HashMap<String, Vec<PriorReminder>> = HashMap::new();
        for row in &rows {
            let prior = PriorReminder { level: row.small("level")?, fate: fate(row)? };
            reminders.entry(row.text("receivable_id")?).or_default().push(prior);
        }
        Ok(reminders)
    }

    /// Per receivable: what credit notes that name it have not settled yet.
    async fn credits_in_flight(&self, tenant: &str) -> Result<HashMap<String, Decimal>, StoreError> {
        let rows = sqlx::query(
            "SELECT t.id, CAST(SUM(c.settled_units - c.payable_units) AS BIGINT) AS units FROM credit_links l \
             JOIN receivables c ON c.id = l.credit_note_id AND c.settled_units > c.payable_units \
             JOIN receivables t ON t.tenant = l.tenant AND t.number = l.invoice_number AND t.debtor = c.debtor \
             AND t.kind = 'invoice' WHERE l.tenant = $1 GROUP BY t.id",
        )
        .bind(tenant.to_owned())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(|row| Ok((row.text("id")?, from_units(row.int("units")?)))).collect()
    }

    /// Per debtor: since when money of theirs waits for an explanation.
    async fn unmatched_credits(&self, tenant: &str) -> Result<HashMap<String, NaiveDate>, StoreError> {
        let rows = sqlx::query(
            "SELECT debtor, MIN(booking_date) AS since FROM ( \
             SELECT t.debtor, t.booking_date FROM bank_transactions t \
             WHERE t.tenant = $1 AND t.is_final = 0 AND t.amount_units > 0 AND t.debtor IS NOT NULL UNION ALL \
             SELECT a.debtor, t.booking_date FROM bank_transactions t \
             JOIN debtor_accounts a ON a.tenant = t.tenant AND a.iban = t.payer_iban \
             WHERE t.tenant = $1 AND t.is_final = 0 AND t.amount_units > 0) waiting GROUP BY debtor",
        )
        .bind(tenant.to_owned())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(|row| Ok((row.text("debtor")?, row.date("since")?))).collect()
    }
}

/// What the network says of an invoice.
#[derive(Clone, Copy, Default)]
struct Arrival {
    delivered: bool,
    rejected: bool,
    response: Option<ResponseCode>,
}

impl Arrival {
    /// Deliveries come oldest first: a later one that arrived mends an earlier rejection.
    fn add(&mut self, row: &AnyRow) -> Result<(), StoreError> {
        let state: delivery::State = row.parsed("state", "a delivery state")?;
        let message_level: mls::State = row.parsed("mls_state", "a message-level status")?;
        let answered: response::State = row.parsed("response_state", "a response state")?;
        self.rejected = message_level == mls::State::Re;
        self.delivered |= state == delivery::State::Delivered || answered != response::State::None;
        self.response = answered.as_str().parse().ok();
        Ok(())
    }
}

fn bank_data(feed: bool, through: Option<NaiveDate>) -> BankData {
    match (feed, through) {
        (_, Some(through)) => BankData::Through(through),
        (true, None) => BankData::Missing,
        (false, None) => BankData::NoFeed,
    }
}

fn last_response(receivable: &ReceivableRow, code: Option<ResponseCode>) -> Option<LastResponse> {
    Some(LastResponse {
        code: code?,
        on: receivable.answered_on.unwrap_or(receivable.issue_date),
        proposed_date: receivable.proposed_date,
        not_before: receivable.not_before,
    })
}

fn fate(row: &AnyRow) -> Result<Fate, StoreError> {
    let state: delivery::State = row.parsed("state", "a delivery state")?;
    let message_level: mls::State = row.parsed("mls_state", "a message-level status")?;
    let delivered = row.maybe_instant("delivered_at")?.map(|at| at.date_naive());
    Ok(match (state, message_level, delivered) {
        (_, mls::State::Re, _) | (delivery::State::Failed, _, _) => Fate::Failed,
        (delivery::State::Delivered, _, Some(day)) => Fate::Reached(day),
        _ => Fate::Pending,
    })
}
