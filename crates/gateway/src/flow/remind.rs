//! Step 6, remind.
use crate::{Error, Gateway};
use chrono::NaiveDate;

/// What a reminder run did, or would do.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct RemindReport {
    /// Reminders handed to ingest.
    pub sent: Vec<Reminded>,
    /// Receivables held, with the reasons.
    pub held: Vec<Held>,
}

/// One reminder.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Reminded {
    /// The invoice.
    pub invoice: String,
    /// Number of the reminder; empty in a preview.
    pub number: String,
    /// Dunning level.
    pub level: u8,
    /// `ehf`, `ubl`, `mail` or `task`.
    pub channel: String,
    /// Why that channel.
    pub reason: String,
    /// The reminder as a document; absent for a task and in a preview.
    pub document_id: Option<String>,
}

/// One receivable that is not reminded.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Held {
    /// The invoice.
    pub invoice: String,
    /// Stable codes of the reasons.
    pub reasons: Vec<String>,
}

/// Reminds what is past due on that day, and says of the rest why not.
pub async fn remind(gateway: &Gateway, on: NaiveDate) -> Result<RemindReport, Error> {
    let _ = (gateway, on);
    todo!()
}

/// As [`remind`], but writes and sends nothing.
pub async fn preview(gateway: &Gateway, on: NaiveDate) -> Result<RemindReport, Error> {
    let _ = (gateway, on);
    todo!()
}

/// As [`remind`], for one tenant.
pub async fn remind_tenant(gateway: &Gateway, tenant: &str, on: NaiveDate) -> Result<RemindReport, Error> {
    let _ = (gateway, tenant, on);
    todo!()
}

/// As [`preview`], for one tenant.
pub async fn preview_tenant(gateway: &Gateway, tenant: &str, on: NaiveDate) -> Result<RemindReport, Error> {
    let _ = (gateway, tenant, on);
    todo!()
}
