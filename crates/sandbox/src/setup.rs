//! Everything a gateway needs to stand on the sandbox's network: certificate, configuration file, API keys, registration.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use gateway::{ApiKey, Config, Smtp, Stage, Tenant, api_key_hash, mint_test_key};
use peppol::ParticipantId;
use peppol::known::{self, Capability};
use xmlsec::Certificate;

use crate::SandboxError;
use crate::network::{Network, ZONE};

/// A gateway's place on the network.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Its configuration, paths absolute.
    pub config: Config,
    /// The same as a file, for a gateway in a process of its own.
    pub file: PathBuf,
    /// Its access point certificate.
    pub certificate: Certificate,
    /// One API key per tenant, in the tenants' order.
    pub api_keys: Vec<String>,
}

impl Setup {
    /// Where other access points reach it.
    pub fn endpoint(&self) -> String {
        format!("{}/as4", self.config.public_url)
    }

    /// The API key of its first tenant.
    pub fn api_key(&self) -> &str {
        self.api_keys.first().map_or("", String::as_str)
    }
}

impl Network {
    /// Makes a certificate for the seat and writes a configuration into `folder`; the port is a free one unless given.
    /// The port is kept for the gateway until it asks for it with [`Network::listener`].
    pub fn gateway_config(
        &self,
        seat_id: &str,
        tenants: Vec<Tenant>,
        folder: &Path,
        port: Option<u16>,
    ) -> Result<Setup, SandboxError> {
        std::fs::create_dir_all(folder)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0)))?;
        let listen = listener.local_addr()?;
        self.keep(listen, listener);

        let identity = self.pki().access_point(seat_id)?;
        let message = self.pki().write(seat_id, &identity)?;
        let server = self.pki().server(&format!("{seat_id}-https"))?;
        let api_keys: Vec<String> = tenants.iter().map(|_| mint_test_key()).collect();
        let config = Config {
            stage: Stage::Sandbox,
            database: format!("sqlite:{}", folder.join("acquit.db").display()),
            listen,
            public_url: format!("https://{listen}"),
            seat_id: seat_id.to_owned(),
            certificate: message.certificate,
            key: message.key,
            older_keys: Vec::new(),
            trust: self.pki().trust_folder(),
            tls_roots: Some(self.pki().tls_root()),
            server_certificate: Some(server.certificate),
            server_key: Some(server.key),
            sml_zone: ZONE.to_owned(),
            resolver: Some(self.sml().address()),
            smtp: Some(self.smtp()),
            clock: Some(self.clock().path().to_owned()),
            api_keys: hashed(&tenants, &api_keys),
            bank_data_days_max: 2,
            tenants,
        };
        let file = folder.join("acquit.toml");
        std::fs::write(&file, config.to_toml()?)?;
        Ok(Setup { config, file, certificate: identity.certificate, api_keys })
    }

    /// The listener of a gateway's address: the one kept since its configuration was made, or a new one after a restart.
    /// For a gateway in a process of its own, take it and drop it.
    pub fn listener(&self, listen: SocketAddr) -> std::io::Result<TcpListener> {
        match self.release(listen) {
            Some(listener) => Ok(listener),
            None => TcpListener::bind(listen),
        }
    }

    /// Registers a provider for Message Level Status, as every provider must be.
    pub fn register_provider(&self, setup: &Setup) -> Result<(), SandboxError> {
        let provider = ParticipantId::of_seat(&setup.config.seat_id)?;
        let takes = [(known::mls(), known::mls_process())];
        self.register(&provider, &takes, &setup.endpoint(), &setup.certificate);
        Ok(())
    }

    /// Registers a seller's gateway: its provider, and every participant for the answers to its invoices.
    pub fn register_seller(&self, setup: &Setup) -> Result<(), SandboxError> {
        self.register_provider(setup)?;
        let answers: [Capability; 2] =
            [(known::invoice_response(), known::invoice_response_process()), (known::mlr(), known::mlr_process())];
        for participant in setup.config.tenants.iter().flat_map(|tenant| &tenant.participants) {
            let participant = ParticipantId::parse(participant)?;
            self.register(&participant, &answers, &setup.endpoint(), &setup.certificate);
        }
        Ok(())
    }

    fn smtp(&self) -> Smtp {
        let address = self.mail().address();
        Smtp { host: address.ip().to_string(), port: address.port(), user: None, password_file: None }
    }
}

fn hashed(tenants: &[Tenant], keys: &[String]) -> Vec<ApiKey> {
    let hash = |(tenant, key): (&Tenant, &String)| ApiKey {
        name: format!("sandbox-{}", tenant.id),
        sha256: api_key_hash(key),
        tenant: tenant.id.clone(),
    };
    tenants.iter().zip(keys).map(hash).collect()
}
