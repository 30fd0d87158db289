//! What an SMP answers: the list of document types, and signed metadata of one of them.
//!
//! Peppol SMP 1.4.0, namespaces of the Busdox service metadata. The OASIS BDXR form is another namespace and refused.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use percent_encoding::percent_decode_str;
use roxmltree::{Document, Node};
use xmlsec::dsig::{self, Sha1};
use xmlsec::{Certificate, Role, TrustStore, dom};

use super::DiscoveryError;
use super::client::ANSWER_BYTES_MAX;
use crate::{DocumentTypeId, ParticipantId, ProcessId};

const SMP: &str = "http://busdox.org/serviceMetadata/publishing/1.0/";
const IDENTIFIERS: &str = "http://busdox.org/transport/identifiers/1.0/";
const ADDRESSING: &str = "http://www.w3.org/2005/08/addressing";
const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";

/// A participant's list of document types (not signed).
#[derive(Debug)]
pub struct ServiceGroup {
    /// Whose list it is.
    pub participant: ParticipantId,
    /// What it lists.
    pub document_types: Vec<DocumentTypeId>,
}

/// Signed metadata: the information itself, or where it is.
#[derive(Debug)]
pub enum Answer {
    /// The information.
    Information(ServiceInformation),
    /// Another SMP has it.
    Redirect(Redirect),
}

/// Where a redirect leads and who must have signed there.
#[derive(Debug)]
pub struct Redirect {
    /// The address of the metadata itself.
    pub href: String,
    /// The certificate of the SMP there.
    pub certificate_uid: String,
}

/// How one document type is received.
#[derive(Debug)]
pub struct ServiceInformation {
    /// By whom.
    pub participant: ParticipantId,
    /// Which document type.
    pub document_type: DocumentTypeId,
    /// In which processes.
    pub processes: Vec<Process>,
}

/// One process and its endpoints.
#[derive(Debug)]
pub struct Process {
    /// The process.
    pub id: ProcessId,
    /// Where its documents go.
    pub endpoints: Vec<PublishedEndpoint>,
}

/// An endpoint as published, nothing of it judged yet.
#[derive(Debug)]
pub struct PublishedEndpoint {
    /// The transport profile.
    pub transport_profile: String,
    /// The address.
    pub address: String,
    /// Text of the activation date.
    pub activation: Option<String>,
    /// Text of the expiration date.
    pub expiration: Option<String>,
    /// Text of the certificate.
    pub certificate: String,
    /// Where to complain.
    pub contact: Option<String>,
    /// The provider's own words.
    pub description: Option<String>,
}

/// Reads a service group.
pub fn read_group(xml: &[u8]) -> Result<ServiceGroup, DiscoveryError> {
    let document = parse(xml)?;
    let root = expect_root(&document, "ServiceGroup")?;
    let references = root.descendants().filter(|node| node.has_tag_name((SMP, "ServiceMetadataReference")));
    // A type that is no identifier is none that we could ask for.
    let document_types = references.filter_map(|node| listed_type(node.attribute("href")?)).collect();
    Ok(ServiceGroup { participant: participant_of(root)?, document_types })
}

/// The last segment of a reference, percent-decoded; the rest of it is informative only.
fn listed_type(href: &str) -> Option<DocumentTypeId> {
    let segment = href.split(['?', '#']).next()?.trim_end_matches('/').rsplit('/').next()?;
    percent_decode_str(segment).decode_utf8().ok()?.parse().ok()
}

/// Verifies signed metadata, whom it is signed by included, and reads it.
pub fn read_signed(
    xml: &[u8],
    trust: &TrustStore,
    at: DateTime<Utc>,
    allow_sha1: bool,
) -> Result<(Answer, Certificate), DiscoveryError> {
    let document = parse(xml)?;
    let root = expect_root(&document, "SignedServiceMetadata")?;
    if child(root, SIGNATURE, "Signature").is_none() {
        return Err(DiscoveryError::BadSignature { reason: "there is none".to_owned() });
    }
    let sha1 = if allow_sha1 { Sha1::Accepted } else { Sha1::Refused };
    let verified = dsig::verify_enveloped(xml, sha1);
    let signer = verified.map_err(|error| DiscoveryError::BadSignature { reason: error.to_string() })?;
    trust.verify(&signer, Role::ServiceMetadataPublisher, at)?;
    Ok((read_answer(root)?, signer))
}

fn read_answer(root: Node) -> Result<Answer, DiscoveryError> {
    let metadata = child(root, SMP, "ServiceMetadata").ok_or_else(|| unreadable("ServiceMetadata is missing"))?;
    let information = child(metadata, SMP, "ServiceInformation");
    let redirect = child(metadata, SMP, "Redirect");
    match (information, redirect) {
        (Some(information), None) => read_information(information).map(Answer::Information),
        (None, Some(redirect)) => Ok(Answer::Redirect(Redirect {
            href: redirect.attribute("href").unwrap_or_default().trim().to_owned(),
            certificate_uid: text_of(redirect, SMP, "CertificateUID").unwrap_or_default(),
        })),
        _ => Err(unreadable("it has not exactly one of ServiceInformation and Redirect")),
    }
}

fn read_information(information: Node) -> Result<ServiceInformation, DiscoveryError> {
    let document_type = child(information, IDENTIFIERS, "DocumentIdentifier")
        .and_then(|node| DocumentTypeId::new(node.attribute("scheme")?.trim(), &value_of(node)).ok());
    let processes = child(information, SMP, "ProcessList").into_iter().flat_map(|list| list.children());
    Ok(ServiceInformation {
        participant: participant_of(information)?,
        document_type: document_type.ok_or_else(|| unreadable("DocumentIdentifier is none"))?,
        processes: processes.filter(|node| node.has_tag_name((SMP, "Process"))).filter_map(read_process).collect(),
    })
}

/// A process without a readable identifier is none that we could ask for.
fn read_process(process: Node) -> Option<Process> {
    let id = child(process, IDENTIFIERS, "ProcessIdentifier")?;
    let endpoints = child(process, SMP, "ServiceEndpointList").into_iter().flat_map(|list| list.children());
    Some(Process {
        id: ProcessId::new(id.attribute("scheme")?.trim(), &value_of(id)).ok()?,
        endpoints: endpoints.filter(|node| node.has_tag_name((SMP, "Endpoint"))).map(read_endpoint).collect(),
    })
}

fn read_endpoint(endpoint: Node) -> PublishedEndpoint {
    let reference = child(endpoint, ADDRESSING, "EndpointReference");
    let given = |name: &str| text_of(endpoint, SMP, name).filter(|text| !text.is_empty());
    PublishedEndpoint {
        transport_profile: endpoint.attribute("transportProfile").unwrap_or_default().trim().to_owned(),
        address: reference.and_then(|node| text_of(node, ADDRESSING, "Address")).unwrap_or_default(),
        activation: given("ServiceActivationDate"),
        expiration: given("ServiceExpirationDate"),
        certificate: given("Certificate").unwrap_or_default(),
        contact: given("TechnicalContactUrl"),
        description: given("ServiceDescription"),
    }
}

/// xs:dateTime, without zone meaning UTC; a bare date occurs in old registrations.
pub(super) fn read_instant(text: &str) -> Result<DateTime<Utc>, DiscoveryError> {
    let zoned = DateTime::parse_from_rfc3339(text).map(|instant| instant.to_utc());
    let unzoned = || text.parse::<NaiveDateTime>().map(|instant| instant.and_utc());
    let day =
        || text.trim_end_matches('Z').parse::<NaiveDate>().map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc());
    zoned.or_else(|_| unzoned()).or_else(|_| day()).map_err(|_| DiscoveryError::EndpointDate { found: text.to_owned() })
}

fn participant_of(parent: Node) -> Result<ParticipantId, DiscoveryError> {
    let node = child(parent, IDENTIFIERS, "ParticipantIdentifier")
        .ok_or_else(|| unreadable("ParticipantIdentifier is missing"))?;
    let scheme = node.attribute("scheme").unwrap_or_default().trim();
    ParticipantId::new(scheme, &value_of(node)).map_err(|error| unreadable(error.to_string()))
}

/// Bounded, since what an SMP answers is hostile until its signature is verified.
fn parse(xml: &[u8]) -> Result<Document<'_>, DiscoveryError> {
    dom::parse(xml, ANSWER_BYTES_MAX).map_err(|error| unreadable(error.to_string()))
}

fn expect_root<'a, 'input>(document: &'a Document<'input>, name: &str) -> Result<Node<'a, 'input>, DiscoveryError> {
    let root = document.root_element();
    if root.has_tag_name((SMP, name)) {
        return Ok(root);
    }
    let found = root.tag_name();
    Err(unreadable(format!(
        "its root is {{{}}}{}, expected {name}",
        found.namespace().unwrap_or_default(),
        found.name()
    )))
}

fn child<'a, 'input>(parent: Node<'a, 'input>, namespace: &str, name: &str) -> Option<Node<'a, 'input>> {
    parent.children().find(|node| node.tag_name().namespace() == Some(namespace) && node.tag_name().name() == name)
}

fn text_of(parent: Node, namespace: &str, name: &str) -> Option<String> {
    child(parent, namespace, name).map(value_of)
}

/// All of an element's text: a comment, which no signature covers, must not cut it short.
fn value_of(node: Node) -> String {
    dom::text(node).trim().to_owned()
}

fn unreadable(reason: impl Into<String>) -> DiscoveryError {
    DiscoveryError::Unreadable { reason: reason.into() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::PathBuf;

    use xmlsec::pki::Authority;

    use super::super::{choice, redirect};
    use super::*;
    use crate::known;

    fn sample(path: &str) -> Option<Vec<u8>> {
        let file = crate::samples::specs(&format!("samples/smp/{path}"))?;
        Some(std::fs::read(file).unwrap())
    }

    fn anchors(folder: &str) -> Vec<Certificate> {
        let folder = crate::samples::specs(&format!("samples/pki/{folder}")).unwrap();
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let is_anchor = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.ends_with("pem")
                && !name.contains("key")
                && !name.starts_with("c2")
                && !name.starts_with("c3")
                && !name.starts_with("smp.")
        };
        files.filter(is_anchor).map(|path| Certificate::from_pem(&std::fs::read(path).unwrap()).unwrap()).collect()
    }

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn information(answer: Answer) -> ServiceInformation {
        match answer {
            Answer::Information(information) => information,
            Answer::Redirect(redirect) => panic!("a redirect to {}", redirect.href),
        }
    }

    #[test]
    fn a_production_answer_is_believed_and_gives_its_endpoint() {
        let Some(xml) = sample("captured/prod-g3-2026-signed-service-metadata.xml") else { return };
        let trust = TrustStore::new(anchors("peppol"));
        let at = instant("2026-09-20T12:00:00Z");
        let (answer, signer) = read_signed(&xml, &trust, at, false).unwrap();
        let service = information(answer);
        assert_eq!(service.participant.value(), "0088:5790002590993");
        assert_eq!(service.document_type, known::invoice());
        let rules = choice::Rules { trust: &trust, at, allow_loopback: false };
        let endpoint = choice::choose(&service, &known::billing_process(), &rules).unwrap();
        assert_eq!(endpoint.url, "https://peppol2.logiq.no/lpap-inbound/as4");
        assert_eq!(endpoint.certificate.subject_cn().as_deref(), Some("PNO000020"));
        assert!(trust.verify(&signer, Role::AccessPoint, at).is_err(), "an SMP's certificate is for metadata only");
    }

    #[test]
    fn an_answer_is_believed_only_while_its_signer_is_valid_and_by_the_right_anchors() {
        let Some(xml) = sample("captured/prod-g3-2026-signed-service-metadata.xml") else { return };
        let trust = TrustStore::new(anchors("peppol"));
        let late = read_signed(&xml, &trust, instant("2034-01-01T00:00:00Z"), false).unwrap_err();
        assert!(matches!(late, DiscoveryError::UntrustedSigner(_)), "{late}");
        let strangers = TrustStore::new(anchors("example"));
        let other = read_signed(&xml, &strangers, instant("2026-09-20T12:00:00Z"), false).unwrap_err();
        assert!(matches!(other, DiscoveryError::UntrustedSigner(_)), "{other}");
    }

    #[test]
    fn answers_with_a_wrong_signature_are_refused() {
        let trust = TrustStore::new(Vec::new());
        for file in ["signed-service-metadata1.xml", "smp-response-with-as4.xml", "smp-response-for-971033533.xml"] {
            let Some(xml) = sample(&format!("invalid/{file}")) else { return };
            let error = read_signed(&xml, &trust, instant("2026-09-20T12:00:00Z"), true).unwrap_err();
            assert!(matches!(error, DiscoveryError::BadSignature { .. }), "{file}: {error}");
        }
    }

    #[test]
    fn both_canonical_forms_of_a_constructed_answer_are_believed() {
        let at = instant("2026-11-02T09:00:00Z");
        for file in ["example-signed-service-metadata.xml", "example-signed-service-metadata-exc-c14n.xml"] {
            let Some(xml) = sample(&format!("constructed/{file}")) else { return };
            let trust = TrustStore::new(anchors("example"));
            let service = information(read_signed(&xml, &trust, at, false).unwrap().0);
            let rules = choice::Rules { trust: &trust, at, allow_loopback: true };
            let endpoint = choice::choose(&service, &known::billing_process(), &rules).unwrap();
            assert_eq!(endpoint.certificate.subject_cn().as_deref(), Some("PBE000002"));
            let other = choice::choose(&service, &known::mls_process(), &rules).unwrap_err();
            assert!(matches!(other, DiscoveryError::ProcessNotSupported { .. }), "{other}");
            let expired = choice::Rules { at: instant("2036-01-01T00:00:00Z"), ..rules };
            let late = choice::choose(&service, &known::billing_process(), &expired).unwrap_err();
            assert!(matches!(late, DiscoveryError::EndpointExpired { .. }), "{late}");
        }
    }

    #[test]
    fn a_redirect_tells_whose_signature_must_stand_at_its_target() {
        let at = instant("2026-11-02T09:00:00Z");
        for file in ["example-redirect.xml", "example-redirect-exc-c14n.xml"] {
            let Some(xml) = sample(&format!("constructed/{file}")) else { return };
            let (answer, signer) = read_signed(&xml, &TrustStore::new(anchors("example")), at, false).unwrap();
            let Answer::Redirect(mut target) = answer else { panic!("no redirect") };
            assert!(target.href.starts_with("https://smp2.example.org/"));
            redirect::judge_signer(&target, &signer).unwrap();
            target.certificate_uid = "CN=PBE000009".to_owned();
            assert!(matches!(redirect::judge_signer(&target, &signer), Err(DiscoveryError::RedirectSigner { .. })));
        }
    }

    #[test]
    fn old_captures_verify_only_where_sha1_is_allowed() {
        for file in ["busdox-servicemetadata-0192-12345678-1.xml", "busdox-servicemetadata-0192-98765432-3.xml"] {
            let Some(xml) = sample(&format!("captured/{file}")) else { return };
            let trust = TrustStore::new(Vec::new());
            let at = instant("2020-09-01T00:00:00Z");
            // With SHA-1 allowed the signature is good, and the signer's authority is the next hurdle.
            let allowed = read_signed(&xml, &trust, at, true).unwrap_err();
            assert!(matches!(allowed, DiscoveryError::UntrustedSigner(_)), "{file}: {allowed}");
            let refused = read_signed(&xml, &trust, at, false).unwrap_err();
            assert!(matches!(refused, DiscoveryError::BadSignature { .. }), "{file}: {refused}");
        }
    }

    #[test]
    fn every_captured_document_of_the_right_namespace_is_read_and_no_other() {
        let Some(folder) = crate::samples::specs("samples/smp/captured") else { return };
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let xml = std::fs::read(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let document = parse(&xml).unwrap();
            let root = document.root_element();
            let read = if root.tag_name().name() == "ServiceGroup" {
                read_group(&xml).map(|group| assert!(!group.document_types.is_empty(), "{name}"))
            } else {
                expect_root(&document, "SignedServiceMetadata").and_then(read_answer).map(|_| ())
            };
            assert_eq!(read.is_ok(), !name.starts_with("bdxr"), "{name}: {read:?}");
        }
    }

    #[test]
    fn a_service_group_lists_its_document_types_decoded() {
        let Some(xml) = sample("constructed/example-service-group.xml") else { return };
        let group = read_group(&xml).unwrap();
        assert_eq!(group.document_types, [known::invoice()]);
    }

    #[test]
    fn dates_are_read_with_and_without_zone_and_time() {
        for text in ["2013-11-08T01:00:00.000+01:00", "2013-11-08T00:00:00", "2013-11-08Z", "2013-11-08"] {
            assert_eq!(read_instant(text).unwrap(), instant("2013-11-08T00:00:00Z"), "{text}");
        }
        assert!(matches!(read_instant("soon"), Err(DiscoveryError::EndpointDate { .. })));
    }

    /// Signed metadata whose values are given with a mark where something may be inserted.
    const MARKED: &str = "<SignedServiceMetadata xmlns=\"http://busdox.org/serviceMetadata/publishing/1.0/\" \
        xmlns:i=\"http://busdox.org/transport/identifiers/1.0/\"><ServiceMetadata><ServiceInformation>\
        <i:ParticipantIdentifier scheme=\"iso6523-actorid-upis\">0106:1234|5678</i:ParticipantIdentifier>\
        <i:DocumentIdentifier scheme=\"busdox-docid-qns\">urn:x::D##c|d::2.1</i:DocumentIdentifier>\
        <ProcessList><Process><i:ProcessIdentifier scheme=\"cenbii-procid-ubl\">urn:p|:q</i:ProcessIdentifier>\
        <ServiceEndpointList><Endpoint transportProfile=\"t\">\
        <EndpointReference xmlns=\"http://www.w3.org/2005/08/addressing\">\
        <Address>https://ap.example|.org/as4</Address></EndpointReference>\
        <ServiceActivationDate>2026-01-01|T00:00:00Z</ServiceActivationDate>\
        <ServiceExpirationDate>2029-01-01|T00:00:00Z</ServiceExpirationDate><Certificate>TUlJ|Qw==</Certificate>\
        </Endpoint></ServiceEndpointList></Process></ProcessList></ServiceInformation></ServiceMetadata>\
        </SignedServiceMetadata>";

    #[test]
    fn a_comment_inside_signed_values_changes_nothing_that_is_read() {
        let root = Authority::root("Root", instant("2026-01-01T00:00:00Z"), instant("2030-01-01T00:00:00Z")).unwrap();
        let issuer = root.intermediate("SERVICE METADATA PUBLISHER CA").unwrap();
        let publisher = issuer.service_metadata_publisher("PBE000003").unwrap();
        let trust = TrustStore::new(vec![root.certificate().clone(), issuer.certificate().clone()]);
        let plain = MARKED.replace('|', "");
        let mut signed = dsig::sign_enveloped(plain.as_bytes(), &publisher).unwrap();
        // Comments come in after signing, as on the way they can.
        let content = plain.rfind("</SignedServiceMetadata>").unwrap();
        let marked = MARKED.rfind("</SignedServiceMetadata>").unwrap();
        signed.splice(..content, MARKED[..marked].replace('|', "<!-- cut -->").into_bytes());
        let (answer, _) = read_signed(&signed, &trust, instant("2026-09-20T12:00:00Z"), false).unwrap();
        let service = information(answer);
        assert_eq!(service.participant.value(), "0106:12345678");
        assert_eq!(service.document_type.value(), "urn:x::D##cd::2.1");
        assert_eq!(service.processes[0].id.value(), "urn:p:q");
        let endpoint = &service.processes[0].endpoints[0];
        assert_eq!(endpoint.address, "https://ap.example.org/as4");
        assert_eq!(endpoint.activation.as_deref(), Some("2026-01-01T00:00:00Z"));
        assert_eq!(endpoint.expiration.as_deref(), Some("2029-01-01T00:00:00Z"));
        assert_eq!(endpoint.certificate, "TUlJQw==");
    }

    #[test]
    fn a_document_type_declaration_is_refused() {
        let error = read_group(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>").unwrap_err();
        assert!(matches!(error, DiscoveryError::Unreadable { .. }), "{error}");
    }

    #[test]
    fn what_costs_more_than_its_size_to_parse_is_refused() {
        let group = |content: &str| {
            let xml = format!(
                "<ServiceGroup xmlns=\"{SMP}\" xmlns:i=\"{IDENTIFIERS}\"><i:ParticipantIdentifier \
                 scheme=\"iso6523-actorid-upis\">0106:12345678</i:ParticipantIdentifier>{content}</ServiceGroup>"
            );
            let trust = TrustStore::new(Vec::new());
            let signed = read_signed(xml.as_bytes(), &trust, instant("2026-09-20T12:00:00Z"), false).map(|_| ());
            [read_group(xml.as_bytes()).map(|_| ()), signed]
        };
        let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
        let attributes = (0..257).map(|n| format!(" a{n}=''")).collect::<Vec<_>>().concat();
        for (content, words) in [
            ("<a xmlns:n='u'/>".repeat(2_000), "namespace declarations"),
            (deep, "nested deeper"),
            (format!("<a{attributes}/>"), "attributes"),
        ] {
            for read in group(&content) {
                match read {
                    Err(DiscoveryError::Unreadable { reason }) if reason.contains(words) => {}
                    found => panic!("{words}: {found:?}"),
                }
            }
        }
    }
}
