//! The two polite ways of asking a program to end: Ctrl-C and SIGTERM.

use tokio::signal::unix::{SignalKind, signal};

/// Resolves when SIGINT or SIGTERM arrives. Where a signal cannot be watched, the other one still ends the program.
pub async fn asked_to_end() {
    tokio::select! {
        () = arrives(SignalKind::interrupt()) => {}
        () = arrives(SignalKind::terminate()) => {}
    }
}

async fn arrives(kind: SignalKind) {
    match signal(kind) {
        Ok(mut stream) => {
            stream.recv().await;
        }
        Err(error) => {
            tracing::warn!(%error, "a signal cannot be watched");
            std::future::pending::<()>().await;
        }
    }
}
