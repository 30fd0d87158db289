//! `/v1/documents`: hand a document in, and see where it stands with the proof.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use gateway::Gateway;
use gateway::flow::ingest::{self, Ingestion, Refusal, Submission};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{DocumentId, DocumentRow};
use validation::{Outcome, Report};

use super::{DOCUMENT_BYTES_MAX, read_body};
use crate::auth::Caller;
use crate::idempotency;
use crate::problem::{Code, Problem};

/// Most documents in one answer.
const LIMIT_MAX: u32 = 200;

/// `POST /v1/documents`: the JSON model or UBL XML; 201 with the ids, 409 with the earlier one, 422 with what to mend.
pub(crate) async fn submit(
    State(gateway): State<Arc<Gateway>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    known_media_type(&headers)?;
    let body = read_body(body, DOCUMENT_BYTES_MAX).await?;
    let work = async {
        let submission = Submission { tenant: caller.tenant.clone(), bytes: body.to_vec(), address: None };
        let ingestion = ingest::ingest(&gateway, submission).await?;
        answer(ingestion)
    };
    // On the heap: an ingest holds a whole document's state.
    Box::pin(idempotency::once(&gateway, &caller, "/v1/documents", &headers, &body, work)).await
}

fn known_media_type(headers: &HeaderMap) -> Result<(), Problem> {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if ["application/json", "application/xml", "text/xml"].contains(&media_type.as_str()) {
        return Ok(());
    }
    Err(Problem::new(Code::UnsupportedMediaType, format!("the body is `{value}`; JSON or XML is needed")))
}

fn answer(ingestion: Ingestion) -> Result<Response, Problem> {
    match ingestion {
        Ingestion::Accepted(ingested) => {
            let report = ingested.report;
            let body = json!({
                "id": ingested.document_id, "delivery_id": ingested.delivery_id, "number": ingested.number,
                "rule_set": report.rule_set, "warnings": report.findings,
            });
            Ok((StatusCode::CREATED, Json(body)).into_response())
        }
        Ingestion::AlreadyThere(there) => {
            let (id, number) = (there.document_id, there.number);
            let detail =
                format!("number {number} was handed in before; GET /v1/documents/{id} shows it with its proof");
            Err(Problem::new(Code::Conflict, detail).with_errors(vec![json!({"id": id, "number": number})]))
        }
        Ingestion::Refused(refusal) => Err(refused(refusal)),
    }
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Model(errors) => {
            let errors: Vec<Value> =
                errors.into_iter().map(|error| json!({"pointer": error.pointer, "message": error.message})).collect();
            Problem::new(Code::InvalidModel, format!("{} places to mend", errors.len())).with_errors(errors)
        }
        Refusal::Document(report) => breaks_rules(&report),
        Refusal::PartialRules { rule_set } => Problem::new(
            Code::InvalidDocument,
            format!("rule set {rule_set} is not complete, so nothing judged by it is sent"),
        ),
        Refusal::Unreadable(reason) => Problem::new(Code::InvalidDocument, reason),
        Refusal::NoDueDate { number } => Problem::new(
            Code::InvalidDocument,
            format!("invoice {number} has no due date (BT-9); without one nobody can tell when it is late"),
        ),
        Refusal::Address(reason) => Problem::new(Code::InvalidAddress, reason),
    }
}

fn breaks_rules(report: &Report) -> Problem {
    let rule_set = report.rule_set.as_deref().unwrap_or("no rule set");
    let detail = match report.outcome {
        Outcome::NotChecked => format!("the document could not be judged by {rule_set}"),
        _ => format!("{} findings by {rule_set}", report.findings.len()),
    };
    let findings = report.findings.iter().map(|finding| json!(finding));
    let layers = report.layer_errors.iter().map(|error| json!(error));
    Problem::new(Code::InvalidDocument, detail).with_errors(findings.chain(layers).collect())
}

/// How a list is cut.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Selection {
    number: Option<String>,
    limit: Option<u32>,
    cursor: Option<String>,
}

/// `GET /v1/documents?number=`: the documents of that number, or all by pages.
pub(crate) async fn list(
    State(gateway): State<Arc<Gateway>>,
    Extension(caller): Extension<Caller>,
    selection: Result<Query<Selection>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(selection) = selection.map_err(|error| Problem::new(Code::Malformed, error.body_text()))?;
    if let Some(number) = &selection.number {
        let rows = gateway.store().documents_numbered(&caller.tenant, number).await.map_err(gateway::Error::from)?;
        return Ok(Json(json!({"data": rows, "next_cursor": null})));
    }
    let limit = selection.limit.unwrap_or(50).clamp(1, LIMIT_MAX);
    let cursor = selection.cursor.as_deref().map(document_id).transpose()?;
    let rows = gateway.store().documents(&caller.tenant, cursor.as_ref(), limit).await.map_err(gateway::Error::from)?;
    let full = u32::try_from(rows.len()).is_ok_and(|count| count == limit);
    let next = rows.last().filter(|_| full).map(|row| row.id.clone());
    Ok(Json(json!({"data": rows, "next_cursor": next})))
}

/// `GET /v1/documents/{id}`: the tracks, each delivery with its attempts and receipt, and the timeline.
pub(crate) async fn show(
    State(gateway): State<Arc<Gateway>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let row = own(&gateway, &caller, &document_id(&id)?).await?;
    let store = gateway.store();
    let mut deliveries = Vec::new();
    for delivery in store.deliveries(&row.id).await.map_err(gateway::Error::from)? {
        let attempts = store.attempts(&delivery.id).await.map_err(gateway::Error::from)?;
        deliveries.push(json!({"delivery": delivery, "attempts": attempts}));
    }
    let timeline = store.timeline(&row.id).await.map_err(gateway::Error::from)?;
    Ok(Json(json!({"document": row, "deliveries": deliveries, "timeline": timeline})))
}

/// The document, when it is the caller's; another tenant's is answered like none.
async fn own(gateway: &Gateway, caller: &Caller, id: &DocumentId) -> Result<DocumentRow, Problem> {
    let row = gateway.store().document(id).await.map_err(gateway::Error::from)?;
    let row = row.filter(|row| row.tenant == caller.tenant);
    row.ok_or_else(|| Problem::new(Code::NotFound, format!("there is no document {id}")))
}

fn document_id(text: &str) -> Result<DocumentId, Problem> {
    text.parse().map_err(|error: store::NotAnId| Problem::new(Code::NotFound, error.to_string()))
}
