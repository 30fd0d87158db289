//! The network itself: certificates, SML, SMP, mail and the clock, on free loopback ports, in one folder.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::{DateTime, Utc};
use gateway::FileClock;
use peppol::discovery::sml_name;
use peppol::known::Capability;
use peppol::{Discovery, DiscoveryConfig, ParticipantId, Roots};
use xmlsec::Certificate;

use crate::SandboxError;
use crate::mail::{Mail, MailCatcher};
use crate::pki::Pki;
use crate::sml::Sml;
use crate::smp::{Registration, Smp};

/// The DNS zone of the sandbox's SML.
pub const ZONE: &str = "participant.sml.sandbox.example";
/// Seat id of the sandbox's SMP.
const SMP_SEAT: &str = "PBE000900";

/// A running network. [`Network::stop`] ends it; its folder belongs to the caller.
pub struct Network {
    folder: PathBuf,
    clock: FileClock,
    pki: Pki,
    sml: Sml,
    smp: Smp,
    mail: MailCatcher,
    /// Ports kept for gateways that have a configuration and do not run yet.
    kept: Mutex<HashMap<SocketAddr, TcpListener>>,
}

impl Network {
    /// Starts everything; the clock stands at `start` until it is moved.
    pub async fn start(folder: &Path, start: DateTime<Utc>) -> Result<Self, SandboxError> {
        std::fs::create_dir_all(folder)?;
        Self::start_with(Pki::create(folder, start)?, start).await
    }

    /// Starts everything in the folder of a PKI that is there already.
    pub async fn start_with(pki: Pki, start: DateTime<Utc>) -> Result<Self, SandboxError> {
        let folder = pki.folder().to_owned();
        let clock = FileClock::open_or_start(&folder.join("clock"), start)?;
        let smp = Smp::start(pki.publisher(SMP_SEAT)?, &pki.server("smp")?).await?;
        let sml = Sml::start().await?;
        let mail = MailCatcher::start().await?;
        Ok(Self { folder, clock, pki, sml, smp, mail, kept: Mutex::default() })
    }

    /// The folder everything of the network lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The clock all of the network goes by.
    pub fn clock(&self) -> &FileClock {
        &self.clock
    }

    /// The certificates.
    pub fn pki(&self) -> &Pki {
        &self.pki
    }

    /// The DNS server.
    pub fn sml(&self) -> &Sml {
        &self.sml
    }

    /// The metadata publisher.
    pub fn smp(&self) -> &Smp {
        &self.smp
    }

    /// The mail server.
    pub fn mail(&self) -> &MailCatcher {
        &self.mail
    }

    /// All mail so far, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.mail.mails()
    }

    /// Puts a participant on the network: found by DNS, taking these documents at this address.
    pub fn register(&self, participant: &ParticipantId, takes: &[Capability], url: &str, certificate: &Certificate) {
        for (document_type, process) in takes {
            let registration = Registration {
                document_type: document_type.clone(),
                process: process.clone(),
                url: url.to_owned(),
                certificate: certificate.clone(),
                activation: None,
                expiration: None,
            };
            self.smp.register(participant, registration);
        }
        self.sml.publish(&sml_name(participant, ZONE), self.smp.base());
    }

    /// Takes a participant off the network.
    pub fn withdraw(&self, participant: &ParticipantId) {
        self.sml.withdraw(&sml_name(participant, ZONE));
        self.smp.withdraw(participant);
    }

    /// How a program finds its way on this network.
    pub fn discovery_config(&self) -> DiscoveryConfig {
        DiscoveryConfig {
            zone: ZONE.to_owned(),
            resolver: Some(self.sml.address()),
            allow_loopback: true,
            ..DiscoveryConfig::default()
        }
    }

    /// A fresh discovery with empty caches.
    pub fn discovery(&self) -> Result<Discovery, SandboxError> {
        let client = peppol::http_client(&Roots::Only(std::fs::read(self.pki.tls_root())?), true)?;
        Ok(Discovery::new(self.discovery_config(), client, self.pki.trust())?)
    }

    pub(crate) fn keep(&self, address: SocketAddr, listener: TcpListener) {
        self.kept.lock().expect("no holder of this lock panics").insert(address, listener);
    }

    pub(crate) fn release(&self, address: SocketAddr) -> Option<TcpListener> {
        self.kept.lock().expect("no holder of this lock panics").remove(&address)
    }

    /// Closes every port and waits for every task.
    pub async fn stop(self) {
        self.sml.stop().await;
        self.smp.stop().await;
        self.mail.stop().await;
    }
}
