//! Keys and trust, read from the files the configuration names.

use std::path::{Path, PathBuf};

use as4::KeyRing;
use peppol::ClientError;
use peppol::discovery::client::Roots;
use xmlsec::{Certificate, Identity, TrustStore};

use crate::config::{Config, KeyPair, Stage};

/// Why a key or certificate file is of no use.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file could not be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file holds no certificate or key, or the two do not belong together.
    #[error("{}: {source}", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: xmlsec::Error,
    },
    /// The certificate names another seat than the configuration.
    #[error("{} is the certificate of {found}, but seat_id is {expected}", path.display())]
    OtherSeat {
        /// The file.
        path: PathBuf,
        /// Subject CN of the certificate.
        found: String,
        /// `seat_id` of the configuration.
        expected: String,
    },
    /// No trust anchor: nobody's messages could be believed.
    #[error("{} holds no .pem file with a trust anchor", path.display())]
    NoAnchors {
        /// The folder.
        path: PathBuf,
    },
    /// https could not be set up.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// The identity that signs and decrypts, and the older ones that still decrypt.
pub(crate) fn key_ring(config: &Config) -> Result<KeyRing, KeyError> {
    let current = identity(&config.certificate, &config.key)?;
    let found = current.certificate.subject_cn().unwrap_or_default();
    if found != config.seat_id {
        return Err(KeyError::OtherSeat { path: config.certificate.clone(), found, expected: config.seat_id.clone() });
    }
    let older = config
        .older_keys
        .iter()
        .map(|KeyPair { certificate, key }| identity(certificate, key))
        .collect::<Result<_, _>>()?;
    Ok(KeyRing { current, older })
}

/// The trust anchors of the network: every `.pem` file of the folder.
pub(crate) fn trust(folder: &Path) -> Result<TrustStore, KeyError> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|source| KeyError::Unreadable { path: folder.to_owned(), source })?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pem"))
        .collect();
    files.sort();
    let mut anchors = Vec::new();
    for path in files {
        let pem = read(&path)?;
        anchors.extend(Certificate::all_from_pem(&pem).map_err(|source| KeyError::Unusable { path, source })?);
    }
    if anchors.is_empty() {
        return Err(KeyError::NoAnchors { path: folder.to_owned() });
    }
    Ok(TrustStore::new(anchors))
}

/// The client for everything that goes out over https: SMPs and other access points.
pub(crate) fn http_client(config: &Config) -> Result<reqwest::Client, KeyError> {
    install_crypto_provider();
    let roots = match &config.tls_roots {
        Some(path) => Roots::Only(read(path)?),
        None => Roots::System,
    };
    Ok(peppol::http_client(&roots, config.stage == Stage::Sandbox)?)
}

/// Makes aws-lc the process's provider; the program does it first, a library user may not have.
fn install_crypto_provider() {
    // An error means that one is installed already, which is what is wanted.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
}

fn identity(certificate: &Path, key: &Path) -> Result<Identity, KeyError> {
    let (certificate_pem, key_pem) = (read(certificate)?, read(key)?);
    Identity::from_pem(&certificate_pem, &key_pem)
        .map_err(|source| KeyError::Unusable { path: certificate.to_owned(), source })
}

fn read(path: &Path) -> Result<Vec<u8>, KeyError> {
    std::fs::read(path).map_err(|source| KeyError::Unreadable { path: path.to_owned(), source })
}
