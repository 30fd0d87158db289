//! Discovery: from a participant to the access point that takes its documents.
//!
//! SML (DNS) tells the SMP's address, the SMP tells the endpoint, both are cached by the time passed in. Policy for
//! Transport Security and SMP 1.4.0; the order of the checks is that of the SMP specification, section 4.

mod cache;
pub mod choice;
pub mod client;
mod error;
mod lookup;
pub mod metadata;
mod naptr;
mod redirect;
mod sml;
mod wildcard;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use xmlsec::TrustStore;

pub use choice::Endpoint;
pub use error::DiscoveryError;
pub use lookup::{EndpointState, ListedType, Lookup};
pub use sml::sml_name;

use crate::document_type::WILDCARD_SCHEME;
use crate::{DocumentTypeId, ParticipantId, ProcessId};
use cache::{Cache, Fresh};
use metadata::{Answer, ServiceInformation};

/// Current zone of the production network.
pub const ZONE_PRODUCTION: &str = "participant.sml.prod.tech.peppol.org";
/// Current zone of the test network.
pub const ZONE_TEST: &str = "participant.sml.test.tech.peppol.org";

/// How long an answer holds (design: SMP cache).
const POSITIVE_MINUTES: i64 = 15;
/// How long a refusal holds.
const NEGATIVE_MINUTES: i64 = 1;

/// Where and how to look.
#[derive(Debug, Clone)]
pub struct DiscoveryConfig {
    /// DNS zone of the SML.
    pub zone: String,
    /// A name server in place of the system's.
    pub resolver: Option<SocketAddr>,
    /// An SMP to ask without asking the SML.
    pub smp_override: Option<String>,
    /// Whether addresses of this machine are allowed (stage `sandbox` only).
    pub allow_loopback: bool,
    /// Whether service metadata signed with SHA-1 is believed (old test networks; never in production).
    pub allow_sha1: bool,
    /// How long one DNS query may take.
    pub dns_timeout: Duration,
}

impl Default for DiscoveryConfig {
    fn default() -> Self {
        Self {
            zone: ZONE_PRODUCTION.to_owned(),
            resolver: None,
            smp_override: None,
            allow_loopback: false,
            allow_sha1: false,
            dns_timeout: Duration::from_secs(5),
        }
    }
}

/// Finds endpoints. One per process: it holds the caches.
pub struct Discovery {
    config: DiscoveryConfig,
    http: reqwest::Client,
    trust: TrustStore,
    resolver: Option<sml::Resolver>,
    addresses: Cache<ParticipantId, String>,
    groups: Cache<ParticipantId, Arc<Vec<DocumentTypeId>>>,
    services: Cache<(ParticipantId, DocumentTypeId), Arc<ServiceInformation>>,
}

impl Discovery {
    /// Uses this HTTP client (see [`client::http_client`]) and these trust anchors of SMPs and access points.
    pub fn new(config: DiscoveryConfig, http: reqwest::Client, trust: TrustStore) -> Result<Self, DiscoveryError> {
        let resolver = match config.smp_override {
            Some(_) => None,
            None => Some(sml::resolver(config.resolver, config.dns_timeout)?),
        };
        let (addresses, groups, services) = (Cache::default(), Cache::default(), Cache::default());
        Ok(Self { config, http, trust, resolver, addresses, groups, services })
    }

    /// The endpoint that takes this document type in this process for this participant, as of `at`.
    pub async fn endpoint(
        &self,
        receiver: &ParticipantId,
        document_type: &DocumentTypeId,
        process: &ProcessId,
        at: DateTime<Utc>,
    ) -> Result<Endpoint, DiscoveryError> {
        let published = self.published_type(receiver, document_type, at).await?;
        let service = self.service(receiver, &published, at).await?;
        choice::choose(&service, process, &self.choice_rules(at))
    }

    /// The document types a participant is registered for.
    pub async fn document_types(
        &self,
        participant: &ParticipantId,
        at: DateTime<Utc>,
    ) -> Result<Vec<DocumentTypeId>, DiscoveryError> {
        Ok(self.group(participant, at).await?.as_ref().clone())
    }

    /// Forgets all answers about a participant, after its access point refused what its SMP promised.
    pub fn forget(&self, participant: &ParticipantId) {
        self.addresses.forget(|key| key == participant);
        self.groups.forget(|key| key == participant);
        self.services.forget(|(key, _)| key == participant);
    }

    fn choice_rules(&self, at: DateTime<Utc>) -> choice::Rules<'_> {
        choice::Rules { trust: &self.trust, at, allow_loopback: self.config.allow_loopback }
    }

    /// Exact for `busdox-docid-qns`; for the wildcard scheme what the receiver published in its place.
    async fn published_type(
        &self,
        receiver: &ParticipantId,
        document_type: &DocumentTypeId,
        at: DateTime<Utc>,
    ) -> Result<DocumentTypeId, DiscoveryError> {
        if document_type.scheme() != WILDCARD_SCHEME {
            return Ok(document_type.clone());
        }
        let listed = self.group(receiver, at).await?;
        wildcard::published_for(document_type, &listed).ok_or_else(|| DiscoveryError::DocumentTypeNotSupported {
            participant: receiver.value().to_owned(),
            document_type: document_type.to_string(),
        })
    }

    /// Base address of the participant's SMP.
    async fn smp(&self, participant: &ParticipantId, at: DateTime<Utc>) -> Result<String, DiscoveryError> {
        let (Some(resolver), None) = (&self.resolver, &self.config.smp_override) else {
            let base = self.config.smp_override.as_deref().unwrap_or_default();
            return Ok(base.trim_end_matches('/').to_owned());
        };
        let ask = async || {
            let (base, ttl) = sml::smp_address(resolver, participant, &self.config.zone).await?;
            let ttl = TimeDelta::seconds(i64::from(ttl)).min(TimeDelta::minutes(POSITIVE_MINUTES));
            Ok(Fresh { value: base, until: at + ttl })
        };
        self.addresses.get(participant.clone(), at, ask).await
    }

    async fn group(
        &self,
        participant: &ParticipantId,
        at: DateTime<Utc>,
    ) -> Result<Arc<Vec<DocumentTypeId>>, DiscoveryError> {
        let ask = async || {
            let smp = self.smp(participant, at).await?;
            let url = format!("{smp}/{}", client::segment(&participant.to_string()));
            let absent = || DiscoveryError::NotAtSmp { participant: participant.value().to_owned(), smp: smp.clone() };
            let body = client::get(&self.http, &url, self.config.allow_loopback).await?.ok_or_else(absent)?;
            let group = metadata::read_group(&body)?;
            if group.participant != *participant {
                return Err(wrong_answer("participant", participant, &group.participant));
            }
            Ok(Fresh { value: Arc::new(group.document_types), until: at + TimeDelta::minutes(POSITIVE_MINUTES) })
        };
        self.groups.get(participant.clone(), at, ask).await
    }

    /// The verified answer for one document type, with at most one redirect followed.
    async fn service(
        &self,
        participant: &ParticipantId,
        document_type: &DocumentTypeId,
        at: DateTime<Utc>,
    ) -> Result<Arc<ServiceInformation>, DiscoveryError> {
        let key = (participant.clone(), document_type.clone());
        let ask = async || {
            let smp = self.smp(participant, at).await?;
            let path = [participant.to_string(), document_type.to_string()].map(|id| client::segment(&id));
            let url = format!("{smp}/{}/services/{}", path[0], path[1]);
            let service = self.read_service(&url, participant, document_type, at).await?;
            if service.participant != *participant {
                return Err(wrong_answer("participant", participant, &service.participant));
            }
            if service.document_type != *document_type {
                return Err(wrong_answer("document type", document_type, &service.document_type));
            }
            Ok(Fresh { value: Arc::new(service), until: at + TimeDelta::minutes(POSITIVE_MINUTES) })
        };
        self.services.get(key, at, ask).await
    }

    async fn read_service(
        &self,
        url: &str,
        participant: &ParticipantId,
        document_type: &DocumentTypeId,
        at: DateTime<Utc>,
    ) -> Result<ServiceInformation, DiscoveryError> {
        let unsupported = || DiscoveryError::DocumentTypeNotSupported {
            participant: participant.value().to_owned(),
            document_type: document_type.to_string(),
        };
        let body = client::get(&self.http, url, self.config.allow_loopback).await?.ok_or_else(unsupported)?;
        let (answer, _) = metadata::read_signed(&body, &self.trust, at, self.config.allow_sha1)?;
        let target = match answer {
            Answer::Information(information) => return Ok(information),
            Answer::Redirect(target) => target,
        };
        let body = client::get(&self.http, &target.href, self.config.allow_loopback).await?.ok_or_else(unsupported)?;
        let (answer, signer) = metadata::read_signed(&body, &self.trust, at, self.config.allow_sha1)?;
        redirect::judge_signer(&target, &signer)?;
        match answer {
            Answer::Information(information) => Ok(information),
            Answer::Redirect(again) => Err(DiscoveryError::SecondRedirect { href: again.href }),
        }
    }
}

fn wrong_answer(what: &'static str, asked: &impl ToString, found: &impl ToString) -> DiscoveryError {
    DiscoveryError::WrongAnswer { what, asked: asked.to_string(), found: found.to_string() }
}
