//! The figures of the demo's last line (`design.md` §6), each counted in the database.

use std::collections::BTreeMap;

use lifecycle::{response, settlement};

use crate::codec::Columns as _;
use crate::{Store, StoreError};

/// What happened so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct SummaryCounts {
    /// Documents of which a message left over the network.
    pub sent: u64,
    /// Verified receipts held for them.
    pub receipts: u64,
    /// Invoice Responses that were applied, per status (`PPD` counts apart from `PD`).
    pub responses: BTreeMap<String, u64>,
    /// Message Level Statuses that were applied, per status.
    pub message_levels: BTreeMap<String, u64>,
    /// Reminders that arrived, per channel: `ehf`, `ubl`, `mail`.
    pub reminders: BTreeMap<String, u64>,
    /// Receivables held, per reason; one may count under several.
    pub held: BTreeMap<String, u64>,
    /// Invoices paid in full, also where more came.
    pub paid: u64,
    /// Invoices the buyer rejected.
    pub rejected: u64,
    /// Documents that could not leave because the network does not know the receiver.
    pub not_on_network: u64,
    /// Deliveries per state.
    pub deliveries: BTreeMap<String, u64>,
    /// Documents received from the network.
    pub received: u64,
}

impl Store {
    /// Counts for one tenant, or for all of them.
    pub async fn summary_counts(&self, tenant: Option<&str>) -> Result<SummaryCounts, StoreError> {
        let held = "SELECT reason AS name, COUNT(DISTINCT receivable_id) AS n FROM holds \
             WHERE ($1 = '' OR tenant = $1) GROUP BY reason";
        let deliveries = "SELECT v.state AS name, COUNT(*) AS n FROM deliveries v JOIN documents d ON d.id = v.document_id \
             WHERE ($1 = '' OR d.tenant = $1) GROUP BY v.state";
        let responses = "SELECT code AS name, COUNT(*) AS n FROM responses \
             WHERE ($1 = '' OR tenant = $1) AND kind = 'invoice_response' AND effect = 'applied' GROUP BY code";
        let message_levels = "SELECT s.code AS name, COUNT(*) AS n FROM responses s \
             JOIN documents d ON d.id = s.document_id \
             WHERE ($1 = '' OR d.tenant = $1) AND s.kind <> 'invoice_response' AND s.effect = 'applied' GROUP BY s.code";
        let reminders = "SELECT m.channel AS name, COUNT(*) AS n FROM reminders m \
             WHERE ($1 = '' OR m.tenant = $1) AND EXISTS (SELECT 1 FROM deliveries v \
             WHERE v.document_id = m.document_id AND v.state = 'delivered') GROUP BY m.channel";
        // What a try that never reached the house door of the peer left behind is not "sent".
        let sent = "SELECT COUNT(DISTINCT v.document_id) AS n FROM attempts a JOIN deliveries v ON v.id = a.delivery_id \
             JOIN documents d ON d.id = v.document_id WHERE ($1 = '' OR d.tenant = $1) AND v.channel = 'as4' \
             AND a.outcome NOT IN ('not_reached', 'no_route')";
        let receipts = "SELECT COUNT(*) AS n FROM deliveries v JOIN documents d ON d.id = v.document_id \
             WHERE ($1 = '' OR d.tenant = $1) AND v.channel = 'as4' AND v.receipt IS NOT NULL";
        let not_on_network = "SELECT COUNT(DISTINCT v.document_id) AS n FROM deliveries v \
             JOIN documents d ON d.id = v.document_id WHERE ($1 = '' OR d.tenant = $1) AND v.state = 'failed' \
             AND v.failure IN ('not_registered', 'no_route')";
        let settled = "SELECT settlement_state AS name, COUNT(*) AS n FROM receivables \
             WHERE ($1 = '' OR tenant = $1) AND kind = 'invoice' GROUP BY settlement_state";
        let answered = "SELECT response_state AS name, COUNT(*) AS n FROM documents \
             WHERE ($1 = '' OR tenant = $1) AND kind = 'invoice' GROUP BY response_state";
        let of = |map: &BTreeMap<String, u64>, name: &str| map.get(name).copied().unwrap_or(0);
        let settled = self.counts(settled, tenant).await?;
        let answered = self.counts(answered, tenant).await?;
        Ok(SummaryCounts {
            sent: self.figure(sent, tenant).await?,
            receipts: self.figure(receipts, tenant).await?,
            responses: self.counts(responses, tenant).await?,
            message_levels: self.counts(message_levels, tenant).await?,
            reminders: self.counts(reminders, tenant).await?,
            held: self.counts(held, tenant).await?,
            paid: of(&settled, settlement::State::Paid.as_str()) + of(&settled, settlement::State::Overpaid.as_str()),
            rejected: of(&answered, response::State::Re.as_str()),
            not_on_network: self.figure(not_on_network, tenant).await?,
            deliveries: self.counts(deliveries, tenant).await?,
            received: self.figure("SELECT COUNT(*) AS n FROM inbound WHERE $1 = $1", tenant).await?,
        })
    }

    async fn counts(&self, sql: &'static str, tenant: Option<&str>) -> Result<BTreeMap<String, u64>, StoreError> {
        let rows = sqlx::query(sql).bind(tenant.unwrap_or_default().to_owned()).fetch_all(self.reader()).await?;
        rows.iter().map(|row| Ok((row.text("name")?, row.count("n")?))).collect()
    }

    async fn figure(&self, sql: &'static str, tenant: Option<&str>) -> Result<u64, StoreError> {
        let rows = sqlx::query(sql).bind(tenant.unwrap_or_default().to_owned()).fetch_all(self.reader()).await?;
        rows.first().map_or(Ok(0), |row| row.count("n"))
    }
}
