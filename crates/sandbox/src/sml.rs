//! The sandbox's SML: a real DNS server on loopback that answers NAPTR queries for the participants published in it.
//!
//! Answers as the Peppol SML does (U-NAPTR of RFC 4848 with service `Meta:SMP`), and fails as DNS does, when told to.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use hickory_server::Server;
use hickory_server::net::runtime::Time;
use hickory_server::proto::op::{Metadata, ResponseCode};
use hickory_server::proto::rr::rdata::NAPTR;
use hickory_server::proto::rr::{Name, RData, Record, RecordType};
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use hickory_server::zone_handler::MessageResponseBuilder;
use tokio::net::{TcpListener, UdpSocket};

/// A TCP connection that asks nothing for this long is closed.
const IDLE: Duration = Duration::from_secs(5);
/// Bytes buffered per TCP connection; a NAPTR answer takes a few hundred.
const TCP_BUFFER_BYTES: usize = 4096;
/// Seconds a resolver may remember an answer. The sandbox changes its mind between two tests, so: not at all.
const TTL_SECONDS: u32 = 0;
/// Ports are chosen freely; the same number must be free on UDP and TCP.
const PORT_TRIES: usize = 32;

/// How the SML answers for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    /// One U-NAPTR record with this regexp and service.
    Naptr { service: String, regexp: String },
    /// The server has trouble: SERVFAIL.
    Failure,
}

/// What is published, shared between the server's tasks and the sandbox.
#[derive(Clone, Debug, Default)]
struct Zone {
    answers: Arc<RwLock<HashMap<String, Answer>>>,
}

impl Zone {
    fn get(&self, name: &str) -> Option<Answer> {
        self.answers.read().expect("no holder of this lock panics").get(&key(name)).cloned()
    }

    fn set(&self, name: &str, answer: Option<Answer>) {
        let mut answers = self.answers.write().expect("no holder of this lock panics");
        match answer {
            Some(answer) => answers.insert(key(name), answer),
            None => answers.remove(&key(name)),
        };
    }
}

/// DNS names compare without regard to case and to the final dot.
fn key(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

/// The running server. Dropping it closes its sockets.
pub struct Sml {
    server: Server<Zone>,
    zone: Zone,
    address: SocketAddr,
}

impl std::fmt::Debug for Sml {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Sml").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Sml {
    /// Starts on a free loopback port, the same for UDP and TCP.
    pub async fn start() -> std::io::Result<Self> {
        let (udp, tcp) = bind().await?;
        let address = udp.local_addr()?;
        let zone = Zone::default();
        let mut server = Server::new(zone.clone());
        server.register_socket(udp);
        server.register_listener(tcp, IDLE, TCP_BUFFER_BYTES);
        Ok(Self { server, zone, address })
    }

    /// Where to ask.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Publishes the SMP of a participant under its full NAPTR name.
    pub fn publish(&self, name: &str, smp_url: &str) {
        self.publish_service(name, "Meta:SMP", smp_url);
    }

    /// Publishes a record with another service, as a participant without an SMP has.
    pub fn publish_service(&self, name: &str, service: &str, url: &str) {
        let regexp = format!("!.*!{url}!");
        self.zone.set(name, Some(Answer::Naptr { service: service.to_owned(), regexp }));
    }

    /// Forgets a name: it does not exist any more.
    pub fn withdraw(&self, name: &str) {
        self.zone.set(name, None);
    }

    /// Lets every question for this name end in SERVFAIL.
    pub fn fail(&self, name: &str) {
        self.zone.set(name, Some(Answer::Failure));
    }

    /// Closes the sockets and waits for the server's tasks.
    pub async fn stop(mut self) {
        if let Err(error) = self.server.shutdown_gracefully().await {
            tracing::warn!(%error, "the sandbox's DNS server did not stop cleanly");
        }
    }
}

/// A free port, bound for UDP and TCP alike.
async fn bind() -> std::io::Result<(UdpSocket, TcpListener)> {
    let mut last = None;
    for _ in 0..PORT_TRIES {
        let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        match UdpSocket::bind(tcp.local_addr()?).await {
            Ok(udp) => return Ok((udp, tcp)),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| std::io::Error::other("no port tried")))
}

#[async_trait::async_trait]
impl RequestHandler for Zone {
    async fn handle_request<R: ResponseHandler, T: Time>(&self, request: &Request, mut out: R) -> ResponseInfo {
        let builder = MessageResponseBuilder::from_message_request(request);
        let (code, records) = match request.request_info() {
            Ok(info) => self.answer(&info.query.name().to_string(), info.query.query_type()),
            Err(_) => (ResponseCode::FormErr, Vec::new()),
        };
        let mut metadata = Metadata::response_from_request(&request.metadata);
        metadata.authoritative = true;
        metadata.response_code = code;
        let sent = out.send_response(builder.build(metadata, &records, &[], &[], &[])).await;
        sent.unwrap_or_else(|error| {
            tracing::warn!(%error, "the sandbox's DNS answer did not leave");
            metadata.response_code = ResponseCode::ServFail;
            let counts = hickory_server::proto::op::HeaderCounts::default();
            hickory_server::proto::op::Header { metadata, counts }.into()
        })
    }
}

impl Zone {
    /// The response code and records for one question.
    fn answer(&self, name: &str, wanted: RecordType) -> (ResponseCode, Vec<Record>) {
        match self.get(name) {
            None => (ResponseCode::NXDomain, Vec::new()),
            Some(Answer::Failure) => (ResponseCode::ServFail, Vec::new()),
            Some(Answer::Naptr { .. }) if wanted != RecordType::NAPTR => (ResponseCode::NoError, Vec::new()),
            Some(Answer::Naptr { service, regexp }) => match Name::from_utf8(name) {
                Ok(name) => (ResponseCode::NoError, vec![naptr(name, &service, &regexp)]),
                Err(_) => (ResponseCode::FormErr, Vec::new()),
            },
        }
    }
}

fn naptr(name: Name, service: &str, regexp: &str) -> Record {
    let bytes = |text: &str| text.as_bytes().to_vec().into_boxed_slice();
    let data = NAPTR::new(100, 10, bytes("U"), bytes(service), bytes(regexp), Name::root());
    Record::from_rdata(name, TTL_SECONDS, RData::NAPTR(data))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "label.iso6523-actorid-upis.sandbox.example";

    #[test]
    fn a_published_name_answers_in_any_case_and_a_withdrawn_one_is_gone() {
        let zone = Zone::default();
        let naptr = Answer::Naptr { service: "Meta:SMP".into(), regexp: "!.*!https://smp.example!".into() };
        zone.set(NAME, Some(naptr));
        let (code, records) = zone.answer(&format!("{}.", NAME.to_uppercase()), RecordType::NAPTR);
        assert_eq!((code, records.len()), (ResponseCode::NoError, 1));
        assert!(matches!(&records[0].data, RData::NAPTR(data) if &*data.regexp == b"!.*!https://smp.example!"));
        zone.set(NAME, None);
        assert_eq!(zone.answer(NAME, RecordType::NAPTR).0, ResponseCode::NXDomain);
    }

    #[test]
    fn trouble_is_not_the_same_as_absence() {
        let zone = Zone::default();
        assert_eq!(zone.answer(NAME, RecordType::NAPTR).0, ResponseCode::NXDomain);
        zone.set(NAME, Some(Answer::Failure));
        assert_eq!(zone.answer(NAME, RecordType::NAPTR).0, ResponseCode::ServFail);
    }

    #[test]
    fn another_record_type_of_a_known_name_is_empty_not_absent() {
        let zone = Zone::default();
        zone.set(NAME, Some(Answer::Naptr { service: "Meta:SMP".into(), regexp: String::new() }));
        assert_eq!(zone.answer(NAME, RecordType::A), (ResponseCode::NoError, Vec::new()));
    }

    #[tokio::test]
    async fn the_port_is_free_again_after_stopping() {
        let sml = Sml::start().await.expect("a free port");
        let address = sml.address();
        sml.stop().await;
        UdpSocket::bind(address).await.expect("the UDP port is free");
        TcpListener::bind(address).await.expect("the TCP port is free");
    }
}
