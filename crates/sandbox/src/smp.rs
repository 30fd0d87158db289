//! The sandbox's SMP: service groups and signed service metadata over https, for whoever is registered.
//!
//! Resources and XML of Peppol SMP 1.4.0 (`discovery.md` §4). It can be told to fail in the ways real ones do.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, RwLock};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_server::tls_rustls::RustlsConfig;
use chrono::{DateTime, SecondsFormat, Utc};
use peppol::{DocumentTypeId, ParticipantId, ProcessId};
use tokio::task::JoinHandle;
use xmlsec::{Certificate, Identity};

use crate::SandboxError;
use crate::pki::ServerFiles;

/// Where a participant takes one document type under one process.
#[derive(Clone, Debug)]
pub struct Registration {
    /// What it takes.
    pub document_type: DocumentTypeId,
    /// Under which process.
    pub process: ProcessId,
    /// Address of the AS4 endpoint.
    pub url: String,
    /// Certificate of the access point.
    pub certificate: Certificate,
    /// From when the endpoint may be used.
    pub activation: Option<DateTime<Utc>>,
    /// Until when.
    pub expiration: Option<DateTime<Utc>>,
}

/// How the SMP misbehaves, or merely differs.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Every answer is `503 Service Unavailable`.
    Down,
    /// Every answer is a HTTP redirect.
    HttpRedirect,
    /// Every answer goes on and on.
    Endless,
    /// The endpoint's address is changed after signing.
    BadSignature,
    /// The metadata is not signed at all.
    Unsigned,
    /// Somebody else signs, such as an access point.
    ForeignSigner(Box<Identity>),
    /// The metadata speaks of another participant than was asked for.
    OtherParticipant,
    /// The metadata speaks of another document type than was asked for.
    OtherDocumentType,
    /// The metadata is elsewhere, as it may be.
    Redirect,
    /// The redirect names another certificate than the one that signs there.
    RedirectOtherSigner,
    /// Elsewhere it is elsewhere again.
    RedirectTwice,
}

#[derive(Default)]
struct Book {
    participants: BTreeMap<String, (ParticipantId, Vec<Registration>)>,
    fault: Option<Fault>,
}

#[derive(Clone)]
struct Shelf {
    book: Arc<RwLock<Book>>,
    publisher: Identity,
    base: String,
}

/// The running SMP.
pub struct Smp {
    shelf: Shelf,
    handle: axum_server::Handle<SocketAddr>,
    task: JoinHandle<()>,
}

impl std::fmt::Debug for Smp {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Smp").field("base", &self.shelf.base).finish_non_exhaustive()
    }
}

impl Smp {
    /// Starts on a free loopback port.
    pub async fn start(publisher: Identity, server: &ServerFiles) -> Result<Self, SandboxError> {
        let tls = RustlsConfig::from_pem_file(&server.certificate, &server.key).await?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let base = format!("https://127.0.0.1:{}/smp", listener.local_addr()?.port());
        let shelf = Shelf { book: Arc::default(), publisher, base };
        let routes = Router::new()
            .route("/smp/{participant}", get(service_group))
            .route("/smp/{participant}/services/{document_type}", get(service_metadata))
            .route("/moved/{participant}/services/{document_type}", get(moved_metadata))
            .with_state(shelf.clone());
        let handle = axum_server::Handle::new();
        let server = axum_server::from_tcp_rustls(listener, tls)?.handle(handle.clone());
        let task = tokio::spawn(async move {
            if let Err(error) = server.serve(routes.into_make_service()).await {
                tracing::error!(%error, "the sandbox's SMP ended");
            }
        });
        Ok(Self { shelf, handle, task })
    }

    /// The base address that the SML publishes.
    pub fn base(&self) -> &str {
        &self.shelf.base
    }

    /// Adds what a participant takes; the same document type and process again replaces the earlier entry.
    pub fn register(&self, participant: &ParticipantId, registration: Registration) {
        let mut book = self.shelf.book.write().expect("no holder of this lock panics");
        let entry = book.participants.entry(key(participant)).or_insert_with(|| (participant.clone(), Vec::new()));
        entry.1.retain(|known| {
            (&known.document_type, &known.process) != (&registration.document_type, &registration.process)
        });
        entry.1.push(registration);
    }

    /// Forgets a participant.
    pub fn withdraw(&self, participant: &ParticipantId) {
        self.shelf.book.write().expect("no holder of this lock panics").participants.remove(&key(participant));
    }

    /// Misbehaves from now on; `None` ends it.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.shelf.book.write().expect("no holder of this lock panics").fault = fault;
    }

    /// Closes the port.
    pub async fn stop(self) {
        self.handle.shutdown();
        if self.task.await.is_err() {
            tracing::warn!("the sandbox's SMP did not stop cleanly");
        }
    }
}

fn key(participant: &ParticipantId) -> String {
    participant.to_string().to_ascii_lowercase()
}

impl Shelf {
    /// What is on the shelf for a participant, or the answer that stands in its place.
    fn find(&self, participant: &str) -> Result<(ParticipantId, Vec<Registration>, Option<Fault>), Box<Response>> {
        let book = self.book.read().expect("no holder of this lock panics");
        match book.fault {
            Some(Fault::Down) => return Err(Box::new(StatusCode::SERVICE_UNAVAILABLE.into_response())),
            Some(Fault::HttpRedirect) => {
                let elsewhere = [(header::LOCATION, self.base.clone())];
                return Err(Box::new((StatusCode::FOUND, elsewhere).into_response()));
            }
            Some(Fault::Endless) => return Err(Box::new(xml(vec![b' '; ENDLESS_BYTES]))),
            _ => {}
        }
        let (id, registrations) = book
            .participants
            .get(&participant.to_ascii_lowercase())
            .ok_or_else(|| Box::new((StatusCode::NOT_FOUND, "no such participant").into_response()))?;
        Ok((id.clone(), registrations.clone(), book.fault.clone()))
    }
}

async fn service_group(State(shelf): State<Shelf>, Path(participant): Path<String>) -> Response {
    let (id, registrations, _) = match shelf.find(&participant) {
        Ok(found) => found,
        Err(answer) => return *answer,
    };
    let mut types: Vec<&DocumentTypeId> =
        registrations.iter().map(|registration| &registration.document_type).collect();
    types.sort_unstable();
    types.dedup();
    let reference = |document_type: &DocumentTypeId| {
        let path = format!("{}/services/{}", segment(&id.to_string()), segment(&document_type.to_string()));
        format!("<smp:ServiceMetadataReference href=\"{}/{path}\"/>", shelf.base)
    };
    let references = types.into_iter().map(reference).collect::<Vec<_>>().concat();
    xml(format!(
        "<smp:ServiceGroup {NAMESPACES}>{}<smp:ServiceMetadataReferenceCollection>{references}\
         </smp:ServiceMetadataReferenceCollection></smp:ServiceGroup>",
        participant_identifier(&id),
    )
    .into_bytes())
}

async fn service_metadata(State(shelf): State<Shelf>, Path(asked): Path<(String, String)>) -> Response {
    shelf.metadata(&asked, false)
}

/// Where redirects lead.
async fn moved_metadata(State(shelf): State<Shelf>, Path(asked): Path<(String, String)>) -> Response {
    shelf.metadata(&asked, true)
}

impl Shelf {
    fn metadata(&self, (participant, document_type): &(String, String), is_moved: bool) -> Response {
        let (id, registrations, fault) = match self.find(participant) {
            Ok(found) => found,
            Err(answer) => return *answer,
        };
        let of_type = |registration: &&Registration| registration.document_type.to_string() == *document_type;
        let processes: Vec<&Registration> = registrations.iter().filter(of_type).collect();
        let Some(first) = processes.first() else {
            return (StatusCode::NOT_FOUND, "no such document type").into_response();
        };
        let body = match (&fault, is_moved) {
            (Some(Fault::Redirect | Fault::RedirectOtherSigner), false) | (Some(Fault::RedirectTwice), _) => {
                self.redirect(&id, &first.document_type, fault.as_ref())
            }
            _ => information(&id, &first.document_type, &processes, fault.as_ref()),
        };
        let unsigned = format!(
            "<smp:SignedServiceMetadata {NAMESPACES}><smp:ServiceMetadata>{body}</smp:ServiceMetadata></smp:SignedServiceMetadata>"
        );
        self.signed(unsigned, fault.as_ref())
    }

    fn redirect(&self, id: &ParticipantId, document_type: &DocumentTypeId, fault: Option<&Fault>) -> String {
        let host = self.base.trim_end_matches("/smp");
        let path = format!("{}/services/{}", segment(&id.to_string()), segment(&document_type.to_string()));
        let signer = match fault {
            Some(Fault::RedirectOtherSigner) => "CN=PBE000999,O=Somebody else,C=BE".to_owned(),
            _ => self.publisher.certificate.subject(),
        };
        let uid = escaped(&signer);
        format!(
            "<smp:Redirect href=\"{host}/moved/{path}\"><smp:CertificateUID>{uid}</smp:CertificateUID></smp:Redirect>"
        )
    }

    fn signed(&self, unsigned: String, fault: Option<&Fault>) -> Response {
        let signer = match fault {
            Some(Fault::Unsigned) => return xml(unsigned.into_bytes()),
            Some(Fault::ForeignSigner(identity)) => identity,
            _ => &self.publisher,
        };
        match xmlsec::dsig::sign_enveloped(unsigned.as_bytes(), signer) {
            Ok(metadata) if matches!(fault, Some(Fault::BadSignature)) => xml(forge(&metadata)),
            Ok(metadata) => xml(metadata),
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        }
    }
}

fn information(
    id: &ParticipantId,
    document_type: &DocumentTypeId,
    processes: &[&Registration],
    fault: Option<&Fault>,
) -> String {
    let list: String = processes.iter().map(|registration| process(registration)).collect();
    let (mut owner, mut type_id) = (participant_identifier(id), document_identifier(document_type));
    match fault {
        Some(Fault::OtherParticipant) => owner = owner.replace(id.value(), "0106:00000000"),
        Some(Fault::OtherDocumentType) => type_id = type_id.replace("##", "##urn:other:"),
        _ => {}
    }
    format!(
        "<smp:ServiceInformation>{owner}{type_id}<smp:ProcessList>{list}</smp:ProcessList></smp:ServiceInformation>"
    )
}

/// More than any client should take.
const ENDLESS_BYTES: usize = 4_000_000;

const NAMESPACES: &str = "xmlns:smp=\"http://busdox.org/serviceMetadata/publishing/1.0/\" \
    xmlns:id=\"http://busdox.org/transport/identifiers/1.0/\" xmlns:wsa=\"http://www.w3.org/2005/08/addressing\"";

fn xml(body: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/xml")], body).into_response()
}

/// Another address under the old signature: what a man in the middle would do.
fn forge(signed: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(signed).replacen("<wsa:Address>https://", "<wsa:Address>https://elsewhere.", 1).into_bytes()
}

fn participant_identifier(id: &ParticipantId) -> String {
    format!("<id:ParticipantIdentifier scheme=\"{}\">{}</id:ParticipantIdentifier>", id.scheme(), escaped(id.value()))
}

fn document_identifier(id: &DocumentTypeId) -> String {
    format!("<id:DocumentIdentifier scheme=\"{}\">{}</id:DocumentIdentifier>", id.scheme(), escaped(id.value()))
}

fn process(registration: &Registration) -> String {
    let instant = |name: &str, at: Option<DateTime<Utc>>| {
        at.map_or_else(String::new, |at| {
            format!("<smp:{name}>{}</smp:{name}>", at.to_rfc3339_opts(SecondsFormat::Secs, true))
        })
    };
    let id = &registration.process;
    format!(
        "<smp:Process><id:ProcessIdentifier scheme=\"{scheme}\">{value}</id:ProcessIdentifier><smp:ServiceEndpointList>\
         <smp:Endpoint transportProfile=\"{transport}\"><wsa:EndpointReference><wsa:Address>{url}</wsa:Address></wsa:EndpointReference>\
         <smp:RequireBusinessLevelSignature>false</smp:RequireBusinessLevelSignature>{activation}{expiration}\
         <smp:Certificate>{certificate}</smp:Certificate><smp:ServiceDescription>sandbox</smp:ServiceDescription>\
         <smp:TechnicalContactUrl>https://sandbox.example/</smp:TechnicalContactUrl></smp:Endpoint>\
         </smp:ServiceEndpointList></smp:Process>",
        scheme = id.scheme(),
        value = escaped(id.value()),
        transport = peppol::known::TRANSPORT_AS4,
        url = escaped(&registration.url),
        activation = instant("ServiceActivationDate", registration.activation),
        expiration = instant("ServiceExpirationDate", registration.expiration),
        certificate = registration.certificate.to_base64(),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// One path segment: everything but the unreserved characters of RFC 3986 as `%XX`.
fn segment(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
