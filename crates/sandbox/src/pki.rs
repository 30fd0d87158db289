//! The sandbox's throw-away PKI: a Peppol-shaped tree for messages and metadata, and a root of its own for https.
//!
//! Shape of `discovery.md` §7: one root, an issuer per role; a leaf is accepted for the role of its issuer only. Nothing of it
//! outlives the sandbox's folder.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, TimeZone, Utc};
use xmlsec::pki::{Authority, TEST_ACCESS_POINT};
use xmlsec::{Identity, TrustStore};

use crate::SandboxError;

/// Message certificates are good for this long before and after the sandbox's first instant.
const DAYS_BEFORE: i64 = 30;
const DAYS_AFTER: i64 = 700;

/// The authorities, and the folder their certificates are published in.
#[derive(Clone)]
pub struct Pki {
    root: Authority,
    access_points: Authority,
    publishers: Authority,
    tls: Authority,
    folder: PathBuf,
}

/// Certificate and key files of an https listener.
#[derive(Clone, Debug)]
pub struct ServerFiles {
    /// PEM file of the certificate.
    pub certificate: PathBuf,
    /// PEM file of the key.
    pub key: PathBuf,
}

impl Pki {
    /// Makes the authorities and writes the trust anchors below `folder`.
    pub fn create(folder: &Path, start: DateTime<Utc>) -> Result<Self, SandboxError> {
        let (from, until) = (start - Duration::days(DAYS_BEFORE), start + Duration::days(DAYS_AFTER));
        let root = Authority::root("ACQUIT SANDBOX ROOT CA", from, until)?;
        let access_points = root.intermediate("ACQUIT SANDBOX ACCESS POINT CA")?;
        let publishers = root.intermediate("ACQUIT SANDBOX SERVICE METADATA PUBLISHER CA")?;
        // https is judged by the machine's clock, not the sandbox's: these must outlast every test.
        let year = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().expect("the first of January exists");
        let tls = Authority::root("ACQUIT SANDBOX TLS CA", year(2020), year(2050))?;
        let pki = Self { root, access_points, publishers, tls, folder: folder.to_owned() };
        pki.publish()?;
        Ok(pki)
    }

    /// The same authorities, published in another folder: making keys is what starting a network costs.
    pub fn published_in(&self, folder: &Path) -> Result<Self, SandboxError> {
        let pki = Self { folder: folder.to_owned(), ..self.clone() };
        pki.publish()?;
        Ok(pki)
    }

    /// The folder of all its files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn publish(&self) -> Result<(), SandboxError> {
        std::fs::create_dir_all(self.trust_folder())?;
        for (name, authority) in
            [("root", &self.root), ("access-points", &self.access_points), ("publishers", &self.publishers)]
        {
            std::fs::write(self.trust_folder().join(format!("{name}.pem")), authority.certificate().to_pem())?;
        }
        std::fs::write(self.tls_root(), self.tls.certificate().to_pem())?;
        Ok(())
    }

    /// Folder with the anchors for message and metadata certificates.
    pub fn trust_folder(&self) -> PathBuf {
        self.folder.join("trust")
    }

    /// PEM file of the root for https.
    pub fn tls_root(&self) -> PathBuf {
        self.folder.join("tls-root.pem")
    }

    /// The anchors, as a participant of the network holds them.
    pub fn trust(&self) -> TrustStore {
        TrustStore::new(
            [&self.root, &self.access_points, &self.publishers]
                .map(|authority| authority.certificate().clone())
                .to_vec(),
        )
    }

    /// A new identity for an access point, such as `POP000001`.
    pub fn access_point(&self, seat_id: &str) -> Result<Identity, SandboxError> {
        Ok(self.access_points.access_point(seat_id, TEST_ACCESS_POINT)?)
    }

    /// A new identity for an SMP.
    pub fn publisher(&self, seat_id: &str) -> Result<Identity, SandboxError> {
        Ok(self.publishers.service_metadata_publisher(seat_id)?)
    }

    /// Certificate and key files for an https listener on loopback.
    pub fn server(&self, name: &str) -> Result<ServerFiles, SandboxError> {
        self.write(name, &self.tls.server("127.0.0.1")?)
    }

    /// Writes an identity's certificate and key as PEM files.
    pub fn write(&self, name: &str, identity: &Identity) -> Result<ServerFiles, SandboxError> {
        let files = ServerFiles {
            certificate: self.folder.join(format!("{name}.certificate.pem")),
            key: self.folder.join(format!("{name}.key.pem")),
        };
        std::fs::write(&files.certificate, identity.certificate.to_pem())?;
        std::fs::write(&files.key, identity.key.to_pem())?;
        Ok(files)
    }
}
