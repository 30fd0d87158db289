//! `/v1/bank-files`, `/v1/reminders` and `/v1/summary`: what was paid, who is reminded and why not, and the figures.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use chrono::NaiveDate;
use gateway::flow::{remind, settle};
use gateway::{Error, Gateway};
use serde::Deserialize;
use serde_json::Value;

use super::{BANK_FILE_BYTES_MAX, read_body};
use crate::auth::Caller;
use crate::idempotency;
use crate::problem::{Code, Problem};

/// `POST /v1/bank-files`: a camt.053 file; one line per transaction, `duplicate` for what was there before.
pub(crate) async fn bank_file(
    State(gateway): State<Arc<Gateway>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let body = read_body(body, BANK_FILE_BYTES_MAX).await?;
    let work = async {
        match settle::settle(&gateway, &caller.tenant, &body).await {
            Ok(report) => Ok(Json(report).into_response()),
            Err(Error::BankFile(error)) => Err(Problem::new(Code::InvalidBankFile, error.to_string())),
            Err(error) => Err(error.into()),
        }
    };
    idempotency::once(&gateway, &caller, "/v1/bank-files", &headers, &body, work).await
}

/// The day to look at; today on the gateway's clock when absent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Day {
    on: Option<NaiveDate>,
}

/// `GET /v1/reminders/preview?on=`: who would be reminded, how and why; who not, and why not.
pub(crate) async fn preview_reminders(
    State(gateway): State<Arc<Gateway>>,
    Extension(caller): Extension<Caller>,
    day: Result<Query<Day>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<remind::RemindReport>, Problem> {
    let Query(day) = day.map_err(|error| Problem::new(Code::Malformed, error.body_text()))?;
    let on = day.on.unwrap_or_else(|| gateway.now().date_naive());
    Ok(Json(remind::preview_tenant(&gateway, &caller.tenant, on).await?))
}

/// `POST /v1/reminders/run`: reminds the caller's debtors today.
pub(crate) async fn run_reminders(
    State(gateway): State<Arc<Gateway>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<remind::RemindReport>, Problem> {
    let today = gateway.now().date_naive();
    Ok(Json(remind::remind_tenant(&gateway, &caller.tenant, today).await?))
}

/// `GET /v1/summary`: what the database counts.
pub(crate) async fn summary(
    State(gateway): State<Arc<Gateway>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Value>, Problem> {
    let counts = gateway.store().summary_counts(Some(&caller.tenant)).await.map_err(Error::from)?;
    let value = serde_json::to_value(counts);
    value.map(Json).map_err(|error| Problem::new(Code::Internal, error.to_string()))
}
