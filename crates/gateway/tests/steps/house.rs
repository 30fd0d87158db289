//! A gateway in a folder of its own, with throw-away keys and a peer of the same network. No network is needed: the
//! tests hand messages over by call.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use gateway::{Clock, Config, FileClock, Gateway};
use tempfile::TempDir;
use xmlsec::pki::Authority;
use xmlsec::{Certificate, Identity, TrustStore};

/// The instant the house's clock stands at.
pub const NOW: &str = "2026-11-02T08:00:00Z";

/// An open gateway and all around it.
pub struct House {
    pub gateway: Gateway,
    /// The gateway's own certificate.
    pub own: Certificate,
    /// Another access point of the same network.
    pub peer: Identity,
    pub trust: TrustStore,
    _folder: TempDir,
}

impl House {
    /// A buyer's house: it takes invoices and credit notes.
    pub async fn open() -> Self {
        let takes = [peppol::known::invoice(), peppol::known::credit_note()].map(|id| format!("\"{id}\"")).join(", ");
        let receives = format!("receives = [{takes}]");
        Self::open_for("0208:0899965307", "BE", &receives).await
    }

    /// A house with one tenant of that id and country; `more` is further TOML of the tenant.
    pub async fn open_for(participant: &str, country: &str, more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (root, access_points) = authorities("PEPPOL Root TEST CA - G3");
        let own = access_points.access_point("PBE000002", "PEPPOL TEST AP").unwrap();
        let peer = access_points.access_point("PNL000001", "PEPPOL TEST AP").unwrap();
        write_keys(folder.path(), &own, &[root.certificate(), access_points.certificate()]);
        let clock: Arc<dyn Clock> =
            Arc::new(FileClock::open_or_start(&folder.path().join("clock"), NOW.parse().unwrap()).unwrap());
        fs::write(folder.path().join("acquit.toml"), configuration(folder.path(), participant, country, more)).unwrap();
        let config = Config::read(&folder.path().join("acquit.toml")).unwrap();
        let gateway = Gateway::open(config, clock).await.unwrap();
        let trust = TrustStore::new(vec![root.certificate().clone(), access_points.certificate().clone()]);
        Self { gateway, own: own.certificate, peer, trust, _folder: folder }
    }
}

/// An access point of another network.
pub fn stranger() -> Identity {
    authorities("ANOTHER ROOT").1.access_point("PNL000001", "PEPPOL TEST AP").unwrap()
}

fn authorities(root: &str) -> (Authority, Authority) {
    let (from, until) = ("2026-01-01T00:00:00Z".parse().unwrap(), "2028-01-01T00:00:00Z".parse().unwrap());
    let root = Authority::root(root, from, until).unwrap();
    let access_points = root.intermediate("PEPPOL ACCESS POINT TEST CA - G3").unwrap();
    (root, access_points)
}

fn write_keys(folder: &Path, own: &Identity, anchors: &[&Certificate]) {
    fs::create_dir_all(folder.join("trust")).unwrap();
    for (index, anchor) in anchors.iter().enumerate() {
        fs::write(folder.join(format!("trust/{index}.pem")), anchor.to_pem()).unwrap();
    }
    fs::write(folder.join("ap.pem"), own.certificate.to_pem()).unwrap();
    fs::write(folder.join("ap.key"), own.key.to_pem()).unwrap();
}

fn configuration(folder: &Path, participant: &str, country: &str, more: &str) -> String {
    format!(
        r#"
        stage = "sandbox"
        database = "sqlite:{}"
        listen = "127.0.0.1:0"
        public_url = "https://127.0.0.1"
        seat_id = "PBE000002"
        certificate = "ap.pem"
        key = "ap.key"
        trust = "trust"
        tls_roots = "trust/0.pem"
        sml_zone = "sml.example"
        resolver = "127.0.0.1:9"

        [[tenants]]
        id = "house"
        name = "House"
        country = "{country}"
        participants = ["{participant}"]
        {more}
        "#,
        folder.join("acquit.db").display()
    )
}
