//! The choice of the endpoint among those an SMP publishes.
//!
//! In this order: process, transport profile, dates, certificate (role and stage by its issuer), address. Exactly one
//! endpoint should be left; the first is taken.

use chrono::{DateTime, Utc};
use xmlsec::{Certificate, Role, TrustStore};

use super::metadata::{PublishedEndpoint, ServiceInformation, read_instant};
use super::{DiscoveryError, client};
use crate::known::TRANSPORT_AS4;
use crate::{DocumentTypeId, ProcessId};

/// Where a document goes.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// Address of the receiving access point.
    pub url: String,
    /// Its certificate: its common name is the receiving party, its key encrypts.
    pub certificate: Certificate,
    /// The document type as published, with its wildcard if it has one.
    pub document_type: DocumentTypeId,
    /// The process.
    pub process: ProcessId,
    /// The transport profile.
    pub transport_profile: String,
    /// Active from.
    pub activation: Option<DateTime<Utc>>,
    /// Active until.
    pub expiration: Option<DateTime<Utc>>,
    /// Where to complain.
    pub contact: Option<String>,
}

/// What an endpoint is judged by.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// Whose certificates are believed.
    pub trust: &'a TrustStore,
    /// The instant of the dates.
    pub at: DateTime<Utc>,
    /// Whether addresses of this machine are allowed.
    pub allow_loopback: bool,
}

/// The endpoint for this process, or why there is none.
pub fn choose(service: &ServiceInformation, process: &ProcessId, rules: &Rules) -> Result<Endpoint, DiscoveryError> {
    let matching = service.processes.iter().filter(|published| published.id == *process);
    let endpoints: Vec<&PublishedEndpoint> = matching.clone().flat_map(|published| &published.endpoints).collect();
    if matching.count() == 0 {
        return Err(DiscoveryError::ProcessNotSupported {
            participant: service.participant.value().to_owned(),
            document_type: service.document_type.to_string(),
            process: process.to_string(),
            listed: service.processes.iter().map(|published| published.id.to_string()).collect(),
        });
    }
    let mut refused = None;
    let mut good = Vec::new();
    for endpoint in endpoints.iter().filter(|endpoint| endpoint.transport_profile == TRANSPORT_AS4) {
        match judge(endpoint, service, process, rules) {
            Ok(endpoint) => good.push(endpoint),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    if good.len() > 1 {
        tracing::warn!(receiver.id = service.participant.value(), count = good.len(), "more than one usable endpoint");
    }
    let listed = || endpoints.iter().map(|endpoint| endpoint.transport_profile.clone()).collect();
    good.into_iter().next().ok_or_else(|| refused.unwrap_or_else(|| DiscoveryError::NoAs4Endpoint { listed: listed() }))
}

pub(super) fn judge(
    published: &PublishedEndpoint,
    service: &ServiceInformation,
    process: &ProcessId,
    rules: &Rules,
) -> Result<Endpoint, DiscoveryError> {
    let activation = published.activation.as_deref().map(read_instant).transpose()?;
    let expiration = published.expiration.as_deref().map(read_instant).transpose()?;
    if let Some(from) = activation.filter(|from| rules.at < *from) {
        return Err(DiscoveryError::EndpointNotYetActive { from });
    }
    if let Some(until) = expiration.filter(|until| *until <= rules.at) {
        return Err(DiscoveryError::EndpointExpired { until });
    }
    let invalid = |reason: String| DiscoveryError::CertificateInvalid { reason };
    let certificate = Certificate::from_base64(&published.certificate).map_err(|error| invalid(error.to_string()))?;
    rules.trust.verify(&certificate, Role::AccessPoint, rules.at).map_err(|error| invalid(error.to_string()))?;
    client::judge_url(&published.address, rules.allow_loopback)?;
    Ok(Endpoint {
        url: published.address.clone(),
        certificate,
        document_type: service.document_type.clone(),
        process: process.clone(),
        transport_profile: published.transport_profile.clone(),
        activation,
        expiration,
        contact: published.contact.clone(),
    })
}
