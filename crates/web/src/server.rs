//! The listener: https with the configured certificate, plain http without one, and an orderly end.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use axum_server::tls_rustls::RustlsConfig;
use gateway::Gateway;

/// Ends the listener: `graceful_shutdown` lets running requests finish.
pub type Handle = axum_server::Handle<SocketAddr>;

/// Why the listener does not start or ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Certificate or key of the listener are of no use.
    #[error("cannot serve https with {}: {source}", path.display())]
    Certificate {
        /// The certificate file.
        path: PathBuf,
        /// What is wrong with it.
        source: io::Error,
    },
    /// The listener failed.
    #[error("http listener: {0}")]
    Listener(#[from] io::Error),
}

/// Serves every route on `listener` until `handle` is told to end it.
pub async fn serve(gateway: Arc<Gateway>, listener: TcpListener, handle: Handle) -> Result<(), ServeError> {
    listener.set_nonblocking(true)?;
    let tls = tls(&gateway).await?;
    let service = crate::router(gateway).into_make_service();
    match tls {
        Some(tls) => axum_server::from_tcp_rustls(listener, tls)?.handle(handle).serve(service).await?,
        None => axum_server::from_tcp(listener)?.handle(handle).serve(service).await?,
    }
    Ok(())
}

async fn tls(gateway: &Gateway) -> Result<Option<RustlsConfig>, ServeError> {
    let config = gateway.config();
    let (Some(certificate), Some(key)) = (&config.server_certificate, &config.server_key) else {
        return Ok(None);
    };
    let loaded = RustlsConfig::from_pem_chain_file(certificate, key).await;
    loaded.map(Some).map_err(|source| ServeError::Certificate { path: certificate.clone(), source })
}
