//! An https listener of the sandbox: routes in, an orderly end.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use axum::Router;
use axum_server::tls_rustls::RustlsConfig;
use gateway::Config;
use tokio::task::JoinHandle;

use crate::SandboxError;

/// Requests that run when the end is asked for may take this long to finish.
const GRACE: Duration = Duration::from_secs(2);

/// A running listener.
pub(crate) struct Https {
    handle: axum_server::Handle<SocketAddr>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Https {
    /// Serves the routes on a bound listener with the configuration's certificate.
    pub async fn start(routes: Router, listener: TcpListener, config: &Config) -> Result<Self, SandboxError> {
        let (Some(certificate), Some(key)) = (&config.server_certificate, &config.server_key) else {
            return Err(std::io::Error::other("a sandbox gateway needs a certificate for https").into());
        };
        let tls = RustlsConfig::from_pem_file(certificate, key).await?;
        listener.set_nonblocking(true)?;
        let handle = axum_server::Handle::new();
        let server = axum_server::from_tcp_rustls(listener, tls)?.handle(handle.clone());
        let task = tokio::spawn(server.serve(routes.into_make_service()));
        Ok(Self { handle, task })
    }

    /// Lets running requests finish and closes the port.
    pub async fn stop(self) {
        self.handle.graceful_shutdown(Some(GRACE));
        match self.task.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "a listener of the sandbox ended badly"),
            Err(error) => tracing::warn!(%error, "a listener of the sandbox was cut off"),
        }
    }
}
