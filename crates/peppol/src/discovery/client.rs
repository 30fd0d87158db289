//! HTTP towards SMPs: https only, bounded in size and time, no redirects, no addresses of our own network.
//!
//! An SMP's address and an access point's address are input from outside; without a guard they could point anywhere.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Certificate, Client, StatusCode, Url};

use super::DiscoveryError;

/// Service metadata is a few kilobytes.
pub const ANSWER_BYTES_MAX: usize = 1_000_000;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const ANSWER_TIMEOUT: Duration = Duration::from_mins(1);

/// RFC 3986: everything but the unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Which certification authorities a TLS server may come from.
#[derive(Debug, Clone)]
pub enum Roots {
    /// Those of the operating system.
    System,
    /// Those of the operating system and these (PEM).
    SystemAnd(Vec<u8>),
    /// Only these (PEM): the sandbox and closed networks.
    Only(Vec<u8>),
}

/// Why there is no HTTP client.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The extra root certificates cannot be read.
    #[error("the TLS root certificates cannot be read: {0}")]
    Roots(reqwest::Error),
    /// TLS cannot be set up, for example because the system has no root certificates.
    #[error("no HTTP client: {0}")]
    Setup(reqwest::Error),
}

/// The client for everything that leaves the house by https: SMPs and other access points.
pub fn http_client(roots: &Roots, allow_loopback: bool) -> Result<Client, ClientError> {
    let builder = Client::builder()
        .https_only(true)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .tls_version_min(reqwest::tls::Version::TLS_1_2)
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(ANSWER_TIMEOUT)
        .user_agent(concat!("acquit/", env!("CARGO_PKG_VERSION")))
        .dns_resolver(Guarded { allow_loopback });
    let read = |pem: &[u8]| Certificate::from_pem_bundle(pem).map_err(ClientError::Roots);
    let builder = match roots {
        Roots::System => builder,
        Roots::SystemAnd(pem) => builder.tls_certs_merge(read(pem)?),
        Roots::Only(pem) => builder.tls_certs_only(read(pem)?),
    };
    builder.build().map_err(ClientError::Setup)
}

/// Resolves names as usual and drops the addresses that must not be asked.
struct Guarded {
    allow_loopback: bool,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_loopback = self.allow_loopback;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> =
                found.filter(|address| judge_ip(address.ip(), allow_loopback).is_ok()).collect();
            if allowed.is_empty() {
                return Err(format!("{} has no public address", name.as_str()).into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// Whether an address from outside may be asked at all: https, and no literal address of a network of our own.
pub fn judge_url(url: &str, allow_loopback: bool) -> Result<Url, DiscoveryError> {
    let forbidden = |reason| DiscoveryError::ForbiddenAddress { url: url.to_owned(), reason };
    let parsed = Url::parse(url).map_err(|_| forbidden("it is no URL"))?;
    if parsed.scheme() != "https" {
        return Err(forbidden("only https is allowed"));
    }
    if !parsed.username().is_empty() || parsed.password().is_some() {
        return Err(forbidden("it carries a user name"));
    }
    let host = parsed.host_str().ok_or_else(|| forbidden("it has no host"))?;
    if let Ok(ip) = host.trim_matches(['[', ']']).parse::<IpAddr>() {
        judge_ip(ip, allow_loopback).map_err(forbidden)?;
    }
    Ok(parsed)
}

fn judge_ip(ip: IpAddr, allow_loopback: bool) -> Result<(), &'static str> {
    let ip = ip.to_canonical();
    if ip.is_loopback() {
        return if allow_loopback { Ok(()) } else { Err("it is this machine, which only the sandbox allows") };
    }
    let local = match ip {
        IpAddr::V4(v4) => is_local_v4(v4),
        IpAddr::V6(v6) => is_local_v6(v6),
    };
    if local || ip.is_multicast() { Err("it is an address of a private network") } else { Ok(()) }
}

fn is_local_v4(v4: Ipv4Addr) -> bool {
    let reserved = match v4.octets() {
        // This network, protocol assignments, benchmarking, carrier-grade NAT, and the reserved end with broadcast.
        [0 | 240..=255, ..] | [192, 0, 0, _] | [198, 18..=19, ..] | [100, 64..=127, ..] => true,
        _ => false,
    };
    reserved || v4.is_private() || v4.is_link_local()
}

/// All but global unicast (`2000::/3`), and of that 6to4 (`2002::/16`), which may lead to any IPv4 address. NAT64
/// (`64:ff9b::/96`), which may too, is outside anyway.
fn is_local_v6(v6: Ipv6Addr) -> bool {
    let first = v6.segments()[0];
    first & 0xe000 != 0x2000 || first == 0x2002
}

/// An identifier as one path segment.
pub fn segment(identifier: &str) -> String {
    utf8_percent_encode(identifier, SEGMENT).to_string()
}

/// The body of a good answer; none if the server does not know the resource.
pub(super) async fn get(http: &Client, url: &str, allow_loopback: bool) -> Result<Option<Vec<u8>>, DiscoveryError> {
    let parsed = judge_url(url, allow_loopback)?;
    let host = parsed.host_str().unwrap_or_default().to_owned();
    let technical =
        |error: reqwest::Error| DiscoveryError::Technical { reason: format!("SMP {host}: {}", chain(&error)) };
    let mut response = http.get(parsed).send().await.map_err(technical)?;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_FOUND => return Ok(None),
        status if status.is_redirection() => {
            return Err(DiscoveryError::Unreadable {
                reason: format!("HTTP status {status}, redirects are not followed"),
            });
        }
        status => {
            return Err(DiscoveryError::Technical { reason: format!("SMP {host}: HTTP status {status}") });
        }
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(technical)? {
        if body.len() + chunk.len() > ANSWER_BYTES_MAX {
            return Err(DiscoveryError::TooLarge { bytes_max: ANSWER_BYTES_MAX });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

/// An error with its causes: the outermost of a HTTP client says little.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_becomes_one_segment() {
        assert_eq!(segment("busdox-docid-qns::a:b##c/d*@e"), "busdox-docid-qns%3A%3Aa%3Ab%23%23c%2Fd%2A%40e");
    }

    fn check(url: &str, allow_loopback: bool, expected: Result<(), &str>) {
        match (judge_url(url, allow_loopback), expected) {
            (Ok(_), Ok(())) => {}
            (Err(error), Err(words)) if error.to_string().contains(words) => {}
            (found, _) => panic!("{url}: {found:?}"),
        }
    }

    #[test]
    fn addresses_of_our_own_network_are_not_asked() {
        check("https://smp.example.org/base", false, Ok(()));
        check("https://127.0.0.1:8443/", true, Ok(()));
        check("https://127.0.0.1:8443/", false, Err("this machine"));
        check("https://[::1]/", false, Err("this machine"));
        check("https://[::ffff:127.0.0.1]/", false, Err("this machine"));
        check("https://10.0.0.8/", true, Err("private network"));
        check("https://169.254.169.254/latest", true, Err("private network"));
        check("https://[fd00::1]/", false, Err("private network"));
        check("http://smp.example.org/", false, Err("only https"));
        check("https://user:secret@smp.example.org/", false, Err("user name"));
        check("smp.example.org", false, Err("no URL"));
    }

    #[test]
    fn reserved_addresses_and_tunnels_are_not_asked_even_by_the_sandbox() {
        for host in [
            "240.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "198.19.255.255",
            "192.0.0.8",
            "[::]",
            "[::10.0.0.8]",
            "[100::1]",
            "[64:ff9b::a00:8]",
            "[64:ff9b:1::1]",
            "[2002:a00:8::1]",
            "[4000::1]",
            "[fe80::1]",
            "[fec0::1]",
            "[ff02::1]",
            "[::ffff:198.18.0.1]",
        ] {
            check(&format!("https://{host}/"), true, Err("private network"));
        }
        for host in ["198.17.255.255", "198.20.0.1", "192.0.1.1", "223.255.255.1", "[2001:4860::1]", "[2a00:1450::1]"] {
            check(&format!("https://{host}/"), false, Ok(()));
        }
        check("https://[::1]/", true, Ok(()));
    }
}
