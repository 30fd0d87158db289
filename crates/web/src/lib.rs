//! HTTP: the API, and the AS4 endpoint.
//!
//! Routes translate and nothing else: what happens is decided in `gateway`. Every error of the API is a problem detail
//! that says what to do; the AS4 route answers with ebMS signals.

mod api;
mod as4_route;
mod auth;
mod idempotency;
mod problem;
mod sandbox_routes;
mod server;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{get, post, put};
use gateway::{Gateway, Stage};

pub use problem::{Code, Problem};
pub use server::{Handle, ServeError, serve};

/// Every route of the gateway.
pub fn router(gateway: Arc<Gateway>) -> Router {
    let mut guarded = Router::new()
        .route("/v1/documents", post(api::documents::submit).get(api::documents::list))
        .route("/v1/documents/{id}", get(api::documents::show))
        .route("/v1/events", get(api::events::list))
        .route("/v1/bank-files", post(api::money::bank_file))
        .route("/v1/reminders/preview", get(api::money::preview_reminders))
        .route("/v1/reminders/run", post(api::money::run_reminders))
        .route("/v1/summary", get(api::money::summary));
    if gateway.config().stage == Stage::Sandbox {
        guarded = guarded
            .route("/sandbox/clock", put(sandbox_routes::set_clock).get(sandbox_routes::clock))
            .route("/sandbox/run", post(sandbox_routes::run));
    }
    Router::new()
        .merge(guarded.layer(middleware::from_fn_with_state(Arc::clone(&gateway), auth::require_key)))
        .route("/as4", post(as4_route::receive))
        .route("/health/live", get(live))
        .route("/health/ready", get(ready))
        .route("/problems/{code}", get(problem::page))
        .fallback(no_route)
        .with_state(gateway)
}

/// The process answers.
async fn live() -> &'static str {
    "ok\n"
}

/// The database answers too.
async fn ready(State(gateway): State<Arc<Gateway>>) -> (StatusCode, &'static str) {
    match gateway.store().ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

async fn no_route() -> Problem {
    Problem::new(Code::NotFound, "no route of this program has that path")
}
