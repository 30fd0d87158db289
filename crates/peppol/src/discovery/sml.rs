//! The SML: a participant's entry in DNS.
//!
//! Policy for use of the SML, NAPTR look-ups (the only kind since November 2025). The name is the base32 of the
//! SHA-256 of the participant's value; the answer is a U-NAPTR record of service `Meta:SMP`.

use std::net::SocketAddr;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{RData, RecordType};

use super::{DiscoveryError, naptr};
use crate::ParticipantId;

pub(super) type Resolver = TokioResolver;

/// RFC 4648.
const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The DNS name of a participant in a zone, without the closing dot.
pub fn sml_name(participant: &ParticipantId, zone: &str) -> String {
    let label = base32(&xmlsec::sha256(participant.lower_value().as_bytes()));
    format!("{label}.{}.{}", participant.scheme(), zone.trim_matches('.'))
}

/// Lower case, no padding: 52 characters for the 32 bytes of a digest.
fn base32(bytes: &[u8]) -> String {
    let bit = |index: usize| bytes.get(index / 8).map_or(0, |byte| (byte >> (7 - index % 8)) & 1);
    let digit = |group: usize| (0..5).fold(0, |value, offset| value << 1 | bit(group * 5 + offset));
    (0..(bytes.len() * 8).div_ceil(5)).map(|group| char::from(BASE32[usize::from(digit(group))])).collect()
}

/// A resolver asking the given name server, or the system's. It keeps no answers: [`super::Discovery`] does, by its own time.
pub(super) fn resolver(server: Option<SocketAddr>, timeout: Duration) -> Result<Resolver, DiscoveryError> {
    let technical = |error: NetError| DiscoveryError::Technical { reason: format!("no usable name server: {error}") };
    let mut builder = match server {
        Some(address) => TokioResolver::builder_with_config(asking(address), TokioRuntimeProvider::default()),
        None => TokioResolver::builder_tokio().map_err(technical)?,
    };
    let options = builder.options_mut();
    options.cache_size = 0;
    options.timeout = timeout;
    options.use_hosts_file = ResolveHosts::Never;
    builder.build().map_err(technical)
}

fn asking(server: SocketAddr) -> ResolverConfig {
    let at_port = |mut connection: ConnectionConfig| {
        connection.port = server.port();
        connection
    };
    let connections = vec![at_port(ConnectionConfig::udp()), at_port(ConnectionConfig::tcp())];
    ResolverConfig::from_parts(None, vec![], vec![NameServerConfig::new(server.ip(), true, connections)])
}

/// The base address of the participant's SMP, and for how many seconds it holds.
pub(super) async fn smp_address(
    resolver: &Resolver,
    participant: &ParticipantId,
    zone: &str,
) -> Result<(String, u32), DiscoveryError> {
    let name = sml_name(participant, zone);
    let found = resolver.lookup(format!("{name}."), RecordType::NAPTR).await;
    let found = found.map_err(|error| judge(&error, participant, &name))?;
    let mut records: Vec<(naptr::Record, u32)> = Vec::new();
    for record in found.answers() {
        if let RData::NAPTR(data) = &record.data {
            records.push((naptr::Record::of(data), record.ttl));
        }
    }
    if records.is_empty() {
        return Err(not_registered(participant, &name));
    }
    let ttl = records.iter().map(|(_, ttl)| *ttl).min().unwrap_or_default();
    let records: Vec<naptr::Record> = records.into_iter().map(|(record, _)| record).collect();
    match naptr::smp_url(&records, &name) {
        Ok(url) => Ok((url, ttl)),
        Err(detail) => Err(DiscoveryError::NoSmp { participant: participant.value().to_owned(), detail }),
    }
}

/// No such name and no such record are final; everything else may pass.
fn judge(error: &NetError, participant: &ParticipantId, name: &str) -> DiscoveryError {
    let definite = |code: ResponseCode| matches!(code, ResponseCode::NXDomain | ResponseCode::NoError);
    match error {
        NetError::Dns(DnsError::NoRecordsFound(none)) if definite(none.response_code) => {
            not_registered(participant, name)
        }
        other => DiscoveryError::Technical { reason: format!("DNS look-up of {name}: {other}") },
    }
}

fn not_registered(participant: &ParticipantId, name: &str) -> DiscoveryError {
    DiscoveryError::NotRegistered { participant: participant.value().to_owned(), name: name.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(participant: &str, expected: &str) {
        let id = ParticipantId::parse(participant).unwrap();
        let name = sml_name(&id, super::super::ZONE_PRODUCTION);
        assert_eq!(name, format!("{expected}.iso6523-actorid-upis.participant.sml.prod.tech.peppol.org"));
    }

    #[test]
    fn names_equal_the_worked_examples() {
        check("9915:test", "eh5boavaktmbgzyh2a63dz4qov33fvp5nsdvqklucfraayoodw6a");
        check("0208:0899965307", "jtihp2rrvynfqphc3biyphopv4srqu4musivipyj3w2rodthtzua");
        check("0106:54441587", "hvlnbuulu2al4pixuopljsavpdz4hox7mpik5nei5dzgy7glycsa");
        check("9944:NL851306469B01", "nansiz4vzbasczqyoovh2w3wrzinmbbxcmvxiro5b2u5jv4dq4bq");
        check("9944:nl851306469b01", "nansiz4vzbasczqyoovh2w3wrzinmbbxcmvxiro5b2u5jv4dq4bq");
        check("0242:987654", "rjqoifaml53qswwniaewq34rmgi6d3lprdm6frfaug6rcipnuqma");
    }

    #[tokio::test]
    async fn a_name_server_that_keeps_silent_is_trouble_and_no_answer() {
        let silent = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let resolver = resolver(Some(silent.local_addr().unwrap()), Duration::from_millis(50)).unwrap();
        let id = ParticipantId::parse("0208:0899965307").unwrap();
        let error = smp_address(&resolver, &id, "sandbox.example").await.unwrap_err();
        assert!(matches!(error, DiscoveryError::Technical { .. }) && error.is_transient(), "{error}");
    }
}
