//! A running access point: configuration, keys, trust, discovery, storage and time, held together.

use std::sync::Arc;

use as4::KeyRing;
use chrono::{DateTime, Utc};
use peppol::{Discovery, DiscoveryConfig, DiscoveryError, ParticipantId};
use store::{Store, StoreError};
use tokio::sync::Notify;
use uuid::Uuid;
use xmlsec::TrustStore;

use crate::breakers::Breakers;
use crate::clock::Clock;
use crate::config::{Config, ConfigError, Stage, Tenant};
use crate::error::Error;
use crate::fail_point;
use crate::keys::{self, KeyError};

/// A running access point. Share it behind an [`Arc`]; it holds no state of its own beyond caches.
pub struct Gateway {
    config: Config,
    clock: Arc<dyn Clock>,
    store: Store,
    keys: KeyRing,
    trust: TrustStore,
    http: reqwest::Client,
    discovery: Discovery,
    service_provider: ParticipantId,
    /// Every participant of every tenant, read once.
    participants: Vec<(ParticipantId, usize)>,
    breakers: Breakers,
    work: Notify,
    /// Who holds a lease: one name per process.
    owner: String,
}

/// Why a gateway does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The configuration is refused.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A key, certificate or trust anchor is of no use.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database does not open.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An id of the configuration is none.
    #[error("{key}: {problem}")]
    Participant {
        /// The key to change.
        key: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Discovery could not be set up.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
}

impl Gateway {
    /// Opens the gateway a configuration describes; `clock` says what time it is.
    pub async fn open(config: Config, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        if config.stage == Stage::Sandbox {
            fail_point::arm();
        }
        let keys = keys::key_ring(&config)?;
        let trust = keys::trust(&config.trust)?;
        let http = keys::http_client(&config)?;
        let discovery = Discovery::new(discovery_config(&config), http.clone(), trust.clone())?;
        let service_provider = ParticipantId::of_seat(&config.seat_id).map_err(|error| refused("seat_id", &error))?;
        let participants = participants(&config)?;
        let store = Store::open(&config.database).await?;
        let owner = format!("{}-{}", config.seat_id, Uuid::now_v7().simple());
        Ok(Self {
            config,
            clock,
            store,
            keys,
            trust,
            http,
            discovery,
            service_provider,
            participants,
            breakers: Breakers::default(),
            work: Notify::new(),
            owner,
        })
    }

    /// Its configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Its clock.
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// The instant now, on its clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Its database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Its view of the network.
    pub fn discovery(&self) -> &Discovery {
        &self.discovery
    }

    /// Its own id among service providers: `0242:` and the digits of the seat.
    pub fn service_provider(&self) -> &ParticipantId {
        &self.service_provider
    }

    /// The tenant of that id.
    pub(crate) fn tenant(&self, id: &str) -> Result<&Tenant, Error> {
        self.config.tenant(id).ok_or_else(|| Error::UnknownTenant(id.to_owned()))
    }

    /// The tenant a participant id belongs to, and the id as the configuration spells it.
    pub fn tenant_of(&self, participant: &ParticipantId) -> Option<(&Tenant, &ParticipantId)> {
        let found = self.participants.iter().find(|(known, _)| known == participant);
        found.map(|(known, tenant)| (&self.config.tenants[*tenant], known))
    }

    pub(crate) fn keys(&self) -> &KeyRing {
        &self.keys
    }

    pub(crate) fn trust(&self) -> &TrustStore {
        &self.trust
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    pub(crate) fn breakers(&self) -> &Breakers {
        &self.breakers
    }

    pub(crate) fn owner(&self) -> &str {
        &self.owner
    }

    /// Rung when something was put in a queue.
    pub(crate) fn work(&self) -> &Notify {
        &self.work
    }
}

/// A fresh message id in the form AS4 and mail share: `left@right` without brackets (`as4.md` §4).
pub(crate) fn mint_message_id() -> String {
    format!("{}@acquit", Uuid::now_v7())
}

fn discovery_config(config: &Config) -> DiscoveryConfig {
    DiscoveryConfig {
        zone: config.sml_zone.clone(),
        resolver: config.resolver,
        allow_loopback: config.stage == Stage::Sandbox,
        ..DiscoveryConfig::default()
    }
}

fn participants(config: &Config) -> Result<Vec<(ParticipantId, usize)>, OpenError> {
    let mut participants = Vec::new();
    for (index, tenant) in config.tenants.iter().enumerate() {
        for text in &tenant.participants {
            let id = ParticipantId::parse(text).map_err(|error| refused("tenants.participants", &error))?;
            participants.push((id, index));
        }
    }
    Ok(participants)
}

fn refused(key: &str, error: &impl ToString) -> OpenError {
    OpenError::Participant { key: key.to_owned(), problem: error.to_string() }
}
