//! `/v1/events`: the history of the caller's tenant in the order it happened, so that nobody depends on push alone.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::{Extension, Json};
use gateway::{Error, Gateway};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{DocumentId, DocumentRow, EventId, EventRow};

use crate::auth::Caller;
use crate::problem::{Code, Problem};

/// Most events in one answer.
const LIMIT_MAX: u32 = 200;

/// Where to go on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    after: Option<String>,
    limit: Option<u32>,
}

/// `GET /v1/events?after=&limit=`: each event with the document it belongs to and the other party's name.
pub(crate) async fn list(
    State(gateway): State<Arc<Gateway>>,
    Extension(caller): Extension<Caller>,
    page: Result<Query<Page>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(page) = page.map_err(|error| Problem::new(Code::Malformed, error.body_text()))?;
    let after: Option<EventId> = page.after.as_deref().map(event_id).transpose()?;
    let limit = page.limit.unwrap_or(50).clamp(1, LIMIT_MAX);
    let events = gateway.store().events_since(&caller.tenant, after.as_ref(), limit).await.map_err(Error::from)?;
    let next = events.last().filter(|_| u32::try_from(events.len()).is_ok_and(|count| count == limit));
    let next = next.map(|event| event.id.clone());
    let mut known = HashMap::new();
    let mut data = Vec::with_capacity(events.len());
    for event in &events {
        let document = document_of(&gateway, event, &mut known).await?;
        data.push(told(event, document)?);
    }
    Ok(Json(json!({"data": data, "next_cursor": next})))
}

fn event_id(text: &str) -> Result<EventId, Problem> {
    text.parse().map_err(|error: store::NotAnId| Problem::new(Code::Malformed, error.to_string()))
}

/// The document an event belongs to; a page names the same few again and again.
async fn document_of<'a>(
    gateway: &Gateway,
    event: &EventRow,
    known: &'a mut HashMap<String, Option<DocumentRow>>,
) -> Result<Option<&'a DocumentRow>, Problem> {
    let Some(id) = &event.document_id else { return Ok(None) };
    let id: &DocumentId = id;
    if !known.contains_key(id.as_str()) {
        let row = gateway.store().document(id).await.map_err(Error::from)?;
        known.insert(id.as_str().to_owned(), row);
    }
    Ok(known.get(id.as_str()).and_then(Option::as_ref))
}

/// The event as stored, and whom and what it is about.
fn told(event: &EventRow, document: Option<&DocumentRow>) -> Result<Value, Problem> {
    let mut value = serde_json::to_value(event).map_err(|error| Problem::new(Code::Internal, error.to_string()))?;
    if let (Some(document), Some(fields)) = (document, value.as_object_mut()) {
        fields.insert("kind".into(), json!(document.kind));
        fields.insert("number".into(), json!(document.number));
        fields.insert("counterparty".into(), json!(document.receiver));
        fields.insert("counterparty_name".into(), json!(document.receiver_name));
    }
    Ok(value)
}
