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

/// How the SMP misbehaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Every answer is `503 Service Unavailable`.
    Down,
    /// The endpoint's address is changed after signing.
    BadSignature,
    /// The metadata speaks of another participant than was asked for.
    OtherParticipant,
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
        entry.1.retain(|known| (&known.document_type, &known.process) != (&registration.document_type, &registration.process));
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
    fn find(&self, participant: &str) -> Result<(ParticipantId, Vec<Registration>, Option<Fault>), Response> {
        let book = self.book.read().expect("no holder of this lock panics");
        if book.fault == Some(Fault::Down) {
            return Err(StatusCode::SERVICE_UNAVAILABLE.into_response());
        }
        let (id, registrations) = book
            .participants
            .get(&participant.to_ascii_lowercase())
            .ok_or_else(|| (StatusCode::NOT_FOUND, "no such participant").into_response())?;
        Ok((id.clone(), registrations.clone(), book.fault))
    }
}

async fn service_group(State(shelf): State<Shelf>, Path(participant): Path<String>) -> Response {
    let (id, registrations, _) = match shelf.find(&participant) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let mut types: Vec<&DocumentTypeId> = registrations.iter().map(|registration| &registration.document_type).collect();
    types.dedup();
    let references: String = types
        .into_iter()
        .map(|document_type| {
            let path = format!("{}/services/{}", segment(&id.to_string()), segment(&document_type.to_string()));
            format!("<smp:ServiceMetadataReference href=\"{}/{path}\"/>", shelf.base)
        })
        .collect();
    xml(format!(
        "<smp:ServiceGroup {NAMESPACES}>{}<smp:ServiceMetadataReferenceCollection>{references}\
         </smp:ServiceMetadataReferenceCollection></smp:ServiceGroup>",
        participant_identifier(&id),
    )
    .into_bytes())
}

async fn service_metadata(State(shelf): State<Shelf>, Path((participant, document_type)): Path<(String, String)>) -> Response {
    let (id, registrations, fault) = match shelf.find(&participant) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let mut processes = registrations.iter().filter(|registration| registration.document_type.to_string() == document_type).peekable();
    let Some(first) = processes.peek() else {
        return (StatusCode::NOT_FOUND, "no such document type").into_response();
    };
    let type_id = document_identifier(&first.document_type);
    let list: String = processes.map(process).collect();
    let owner = match fault {
        Some(Fault::OtherParticipant) => participant_identifier(&id).replace(id.value(), "0106:00000000"),
        _ => participant_identifier(&id),
    };
    let unsigned = format!(
        "<smp:SignedServiceMetadata {NAMESPACES}><smp:ServiceMetadata><smp:ServiceInformation>{owner}{type_id}\
         <smp:ProcessList>{list}</smp:ProcessList></smp:ServiceInformation></smp:ServiceMetadata></smp:SignedServiceMetadata>"
    );
    match xmlsec::dsig::sign_enveloped(unsigned.as_bytes(), &shelf.publisher) {
        Ok(signed) if fault == Some(Fault::BadSignature) => xml(forge(&signed)),
        Ok(signed) => xml(signed),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

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
        at.map_or_else(String::new, |at| format!("<smp:{name}>{}</smp:{name}>", at.to_rfc3339_opts(SecondsFormat::Secs, true)))
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
