//! Stage sandbox only: the clock one can move, and a run of everything that is due.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use gateway::{FileClock, Gateway};
use serde::{Deserialize, Serialize};

use crate::problem::{Code, Problem};

/// The instant on the sandbox's clock.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Instant {
    now: DateTime<Utc>,
}

/// What a run did.
#[derive(Debug, Serialize)]
pub(crate) struct Run {
    dispatched: u32,
    responded: u32,
}

/// `GET /sandbox/clock`.
pub(crate) async fn clock(State(gateway): State<Arc<Gateway>>) -> Json<Instant> {
    Json(Instant { now: gateway.now() })
}

/// `PUT /sandbox/clock`: time goes forward only, as everything stored assumes.
pub(crate) async fn set_clock(
    State(gateway): State<Arc<Gateway>>,
    body: Result<Json<Instant>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<Instant>, Problem> {
    let Json(wanted) = body.map_err(|error| Problem::new(Code::Malformed, error.body_text()))?;
    let Some(path) = &gateway.config().clock else {
        return Err(Problem::new(Code::SandboxOnly, "this gateway runs on the machine's clock"));
    };
    if wanted.now < gateway.now() {
        return Err(Problem::new(
            Code::Conflict,
            format!("the clock stands at {} and does not go back", gateway.now()),
        ));
    }
    let moved = FileClock::open(path).and_then(|clock| clock.set(wanted.now));
    moved.map_err(|error| {
        tracing::error!(%error, "the clock could not be moved");
        Problem::new(Code::Internal, "the clock could not be moved")
    })?;
    Ok(Json(Instant { now: gateway.now() }))
}

/// `POST /sandbox/run`: dispatch and respond until nothing is due at this instant.
pub(crate) async fn run(State(gateway): State<Arc<Gateway>>) -> Result<Json<Run>, Problem> {
    let worked = gateway.work_until_idle().await?;
    Ok(Json(Run { dispatched: worked.dispatched, responded: worked.responded }))
}
