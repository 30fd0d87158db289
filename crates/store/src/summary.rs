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
    /// Documents for which a verified receipt is held.
    pub receipts: u64,
    /// Invoice Responses that were applied, per status (`PPD` counts apart from `PD`).
    pub responses: BTreeMap<String, u64>,
    /// Message Level Statuses that were applied, per status.
    pub message_levels: BTreeMap<String, u64>,
    /// Reminders that arrived, per channel they arrived by: `ehf`, `ubl`, `mail`.
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
    /// Documents received from the network, whoever they are for.
    pub received: u64,
}

// Each asks for one tenant, or with an empty text for all of them. A try that ended before any byte left is not "sent"; what
// arrived was, also when the process that sent it did not live to write that down.
const SENT: &str = "SELECT COUNT(DISTINCT v.document_id) AS n FROM deliveries v \
     JOIN documents d ON d.id = v.document_id LEFT JOIN attempts a ON a.delivery_id = v.id \
     WHERE ($1 = '' OR d.tenant = $1) AND v.channel = 'as4' \
     AND (v.state = 'delivered' OR a.outcome NOT IN ('not_reached', 'no_route'))";
const RECEIPTS: &str = "SELECT COUNT(DISTINCT v.document_id) AS n FROM deliveries v \
     JOIN documents d ON d.id = v.document_id \
     WHERE ($1 = '' OR d.tenant = $1) AND v.channel = 'as4' AND v.receipt IS NOT NULL";
const NOT_ON_NETWORK: &str = "SELECT COUNT(DISTINCT v.document_id) AS n FROM deliveries v \
     JOIN documents d ON d.id = v.document_id WHERE ($1 = '' OR d.tenant = $1) AND v.state = 'failed' \
     AND v.failure IN ('not_registered', 'no_route')";
const RECEIVED: &str = "SELECT COUNT(*) AS n FROM inbound WHERE $1 = $1";
const RESPONSES: &str = "SELECT code AS name, COUNT(*) AS n FROM responses WHERE ($1 = '' OR tenant = $1) \
     AND kind = 'invoice_response' AND effect = 'applied' GROUP BY code";
const MESSAGE_LEVELS: &str = "SELECT s.code AS name, COUNT(*) AS n FROM responses s \
     JOIN documents d ON d.id = s.document_id WHERE ($1 = '' OR d.tenant = $1) \
     AND s.kind <> 'invoice_response' AND s.effect = 'applied' GROUP BY s.code";
// A structured reminder whose way failed may have arrived by mail.
const REMINDERS: &str = "SELECT CASE WHEN v.channel = 'mail' THEN 'mail' ELSE m.channel END AS name, \
     COUNT(DISTINCT m.id) AS n FROM reminders m JOIN deliveries v ON v.document_id = m.document_id \
     WHERE ($1 = '' OR m.tenant = $1) AND v.state = 'delivered' AND v.mls_state <> 'RE' \
     GROUP BY CASE WHEN v.channel = 'mail' THEN 'mail' ELSE m.channel END";
const HELD: &str = "SELECT reason AS name, COUNT(DISTINCT receivable_id) AS n FROM holds \
     WHERE ($1 = '' OR tenant = $1) GROUP BY reason";
const DELIVERIES: &str = "SELECT v.state AS name, COUNT(*) AS n FROM deliveries v \
     JOIN documents d ON d.id = v.document_id WHERE ($1 = '' OR d.tenant = $1) GROUP BY v.state";
const SETTLED: &str = "SELECT settlement_state AS name, COUNT(*) AS n FROM receivables \
     WHERE ($1 = '' OR tenant = $1) AND kind = 'invoice' GROUP BY settlement_state";
const ANSWERED: &str = "SELECT response_state AS name, COUNT(*) AS n FROM documents \
     WHERE ($1 = '' OR tenant = $1) AND kind = 'invoice' GROUP BY response_state";

impl Store {
    /// Counts for one tenant, or for all of them.
    pub async fn summary_counts(&self, tenant: Option<&str>) -> Result<SummaryCounts, StoreError> {
        let settled = self.counts(SETTLED, tenant).await?;
        let answered = self.counts(ANSWERED, tenant).await?;
        let of = |map: &BTreeMap<String, u64>, name: &str| map.get(name).copied().unwrap_or(0);
        Ok(SummaryCounts {
            sent: self.figure(SENT, tenant).await?,
            receipts: self.figure(RECEIPTS, tenant).await?,
            responses: self.counts(RESPONSES, tenant).await?,
            message_levels: self.counts(MESSAGE_LEVELS, tenant).await?,
            reminders: self.counts(REMINDERS, tenant).await?,
            held: self.counts(HELD, tenant).await?,
            paid: of(&settled, settlement::State::Paid.as_str()) + of(&settled, settlement::State::Overpaid.as_str()),
            rejected: of(&answered, response::State::Re.as_str()),
            not_on_network: self.figure(NOT_ON_NETWORK, tenant).await?,
            deliveries: self.counts(DELIVERIES, tenant).await?,
            received: self.figure(RECEIVED, tenant).await?,
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
