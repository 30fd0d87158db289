//! Everything the network says about a participant, for people (`acquit lookup`).

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use xmlsec::Certificate;

use super::metadata::{Process, PublishedEndpoint, ServiceInformation};
use super::{Discovery, DiscoveryError, choice, sml_name};
use crate::{DocumentTypeId, ParticipantId, ProcessId, known};

/// More types than this are listed by name only.
const TYPES_ASKED_MAX: usize = 200;

/// What SML and SMP say about a participant.
#[derive(Debug, Clone, Serialize)]
pub struct Lookup {
    /// Who was asked for.
    pub participant: ParticipantId,
    /// What is odd about the identifier itself.
    pub warnings: Vec<String>,
    /// Its name in DNS; none if an SMP was given.
    pub sml_name: Option<String>,
    /// Base address of its SMP.
    pub smp: String,
    /// What it accepts.
    pub document_types: Vec<ListedType>,
}

/// A document type the participant lists.
#[derive(Debug, Clone, Serialize)]
pub struct ListedType {
    /// The document type.
    pub document_type: DocumentTypeId,
    /// Its short name, if it is one of ours.
    pub name: Option<&'static str>,
    /// Its endpoints.
    pub endpoints: Vec<EndpointState>,
    /// Why there are none to show.
    pub error: Option<String>,
}

/// An endpoint and whether a document could be sent to it now.
#[derive(Debug, Clone, Serialize)]
pub struct EndpointState {
    /// The process.
    pub process: ProcessId,
    /// The transport profile.
    pub transport_profile: String,
    /// The address.
    pub url: String,
    /// Text of the activation date.
    pub activation: Option<String>,
    /// Text of the expiration date.
    pub expiration: Option<String>,
    /// Whose certificate.
    pub certificate_subject: Option<String>,
    /// Its SHA-256 fingerprint.
    pub certificate_fingerprint: Option<String>,
    /// Its last instant.
    pub certificate_until: Option<DateTime<Utc>>,
    /// Where to complain.
    pub contact: Option<String>,
    /// Why no document can be sent to it now; none if one can.
    pub problem: Option<String>,
}

impl Discovery {
    /// Everything about a participant. The identifier's own defects are reported, not refused: the network has the last word.
    pub async fn lookup(&self, participant: &ParticipantId, at: DateTime<Utc>) -> Result<Lookup, DiscoveryError> {
        let warnings = match participant.check() {
            Ok(warnings) => warnings.iter().map(ToString::to_string).collect(),
            Err(error) => vec![error.to_string()],
        };
        let smp = self.smp(participant, at).await?;
        let listed = self.group(participant, at).await?;
        let mut document_types = Vec::with_capacity(listed.len());
        for document_type in listed.iter().take(TYPES_ASKED_MAX) {
            let service = self.service(participant, document_type, at).await;
            document_types.push(self.listed_type(document_type, service, at));
        }
        let asked_dns = self.config.smp_override.is_none();
        let sml_name = asked_dns.then(|| sml_name(participant, &self.config.zone));
        Ok(Lookup { participant: participant.clone(), warnings, sml_name, smp, document_types })
    }

    /// Which other identifiers of the same organisation are registered, for a hint after a fruitless look-up.
    pub async fn registered_variants(&self, participant: &ParticipantId, at: DateTime<Utc>) -> Vec<ParticipantId> {
        let mut registered = Vec::new();
        for variant in participant.variants() {
            if self.group(&variant, at).await.is_ok() {
                registered.push(variant);
            }
        }
        registered
    }

    fn listed_type(
        &self,
        document_type: &DocumentTypeId,
        service: Result<Arc<ServiceInformation>, DiscoveryError>,
        at: DateTime<Utc>,
    ) -> ListedType {
        let name = known::name(document_type);
        let listed = |endpoints, error| ListedType { document_type: document_type.clone(), name, endpoints, error };
        match service {
            Err(error) => listed(Vec::new(), Some(error.to_string())),
            Ok(service) => {
                let of_process = |process: &Process| -> Vec<EndpointState> {
                    process.endpoints.iter().map(|endpoint| self.state(endpoint, &service, &process.id, at)).collect()
                };
                listed(service.processes.iter().flat_map(of_process).collect(), None)
            }
        }
    }

    fn state(
        &self,
        endpoint: &PublishedEndpoint,
        service: &ServiceInformation,
        process: &ProcessId,
        at: DateTime<Utc>,
    ) -> EndpointState {
        let certificate = Certificate::from_base64(&endpoint.certificate).ok();
        let unspoken = || DiscoveryError::NoAs4Endpoint { listed: vec![endpoint.transport_profile.clone()] };
        let problem = if endpoint.transport_profile == known::TRANSPORT_AS4 {
            choice::judge(endpoint, service, process, &self.choice_rules(at)).err()
        } else {
            Some(unspoken())
        };
        EndpointState {
            process: process.clone(),
            transport_profile: endpoint.transport_profile.clone(),
            url: endpoint.address.clone(),
            activation: endpoint.activation.clone(),
            expiration: endpoint.expiration.clone(),
            certificate_subject: certificate.as_ref().map(Certificate::subject),
            certificate_fingerprint: certificate.as_ref().map(Certificate::fingerprint),
            certificate_until: certificate.as_ref().map(Certificate::not_after),
            contact: endpoint.contact.clone(),
            problem: problem.map(|error| error.to_string()),
        }
    }
}
