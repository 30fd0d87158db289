//! How near building and receiving messages come to what the cryptography itself allows: rates on one core as ratios, all measured in one run.
//!
//! The limits are those of the budgets table: one RSA private operation for a message sent, two for one received and receipted;
//! at one megabyte the measured sum of RSA, gzip, SHA-256 and AES-GCM for that payload.
#![allow(clippy::unwrap_used)]

use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use as4::{KeyRing, Prepared, Profile, UserMessage};
use chrono::{DateTime, TimeDelta, Utc};
use xmlsec::pki::{Authority, TEST_ACCESS_POINT};
use xmlsec::{Identity, TrustStore};

/// Each figure is the best of several rounds: whatever disturbs only ever makes it slower.
const ROUNDS: u32 = 6;
const ROUND: Duration = Duration::from_millis(300);

struct Network {
    c2: Identity,
    c3: Identity,
    keys: KeyRing,
    trust: TrustStore,
}

fn main() {
    let network = network();
    let rsa = seconds(|| xmlsec::probe::sign(&network.c2.key));
    println!("one RSA-2048 private operation: {:.0} per second", 1.0 / rsa);
    for (name, size) in [("10 KB", 10_000), ("1 MB", 1_000_000)] {
        let message = message(payload(size));
        let prepared = as4::prepare(&message, &network.c2, &network.c3.certificate).unwrap();
        let prepare = seconds(|| as4::prepare(&message, &network.c2, &network.c3.certificate).unwrap());
        let receive = seconds(|| receive_and_answer(&network, &prepared));
        let parts = Parts::measure(&message.payload);
        println!(
            "{name}: prepare {:.0}/s, receive and receipt {:.0}/s; gzip {:.2} ms, gunzip {:.2} ms, SHA-256 {:.3} ms, AES-GCM {:.3} ms",
            1.0 / prepare,
            1.0 / receive,
            parts.deflate * 1e3,
            parts.inflate * 1e3,
            parts.digest * 1e3,
            parts.cipher * 1e3,
        );
        println!("ratio as4-send-{}/rsa: {:.2}", name.replace(' ', ""), rsa / prepare);
        println!("ratio as4-receive-{}/rsa: {:.2}", name.replace(' ', ""), 2.0 * rsa / receive);
        let sum = rsa + parts.deflate + parts.digest + parts.cipher;
        println!("ratio as4-send-{}/sum: {:.2}", name.replace(' ', ""), sum / prepare);
        let sum = 2.0 * rsa + parts.inflate + parts.digest + parts.cipher;
        println!("ratio as4-receive-{}/sum: {:.2}", name.replace(' ', ""), sum / receive);
    }
}

/// The work on a payload that no implementation can avoid, in seconds; digest and cipher run over the compressed bytes.
struct Parts {
    deflate: f64,
    inflate: f64,
    digest: f64,
    cipher: f64,
}

impl Parts {
    fn measure(payload: &[u8]) -> Self {
        let compressed = deflate(payload);
        Self {
            deflate: seconds(|| deflate(payload)),
            inflate: seconds(|| {
                let mut out = Vec::with_capacity(payload.len());
                flate2::read::GzDecoder::new(&compressed[..]).read_to_end(&mut out).unwrap();
                out
            }),
            digest: seconds(|| xmlsec::sha256(&compressed)),
            cipher: seconds(|| xmlsec::probe::encrypt(&compressed)),
        }
    }
}

fn deflate(payload: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(as4::GZIP_LEVEL));
    encoder.write_all(payload).unwrap();
    encoder.finish().unwrap()
}

fn receive_and_answer(network: &Network, prepared: &Prepared) -> Vec<u8> {
    let Prepared { content_type, body, .. } = prepared;
    let received = as4::receive(content_type, body, &network.keys, &network.trust, now(), Profile::Peppol).unwrap();
    as4::receipt(&received, &network.c3, "r@bench", now()).unwrap()
}

/// Any instant will do: certificates are made around it.
fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

/// Seconds of processor time per call, so that other work on the machine does not count.
fn seconds<T>(mut call: impl FnMut() -> T) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let (start, clock, mut calls) = (Instant::now(), processor_time(), 0u32);
        while start.elapsed() < ROUND {
            black_box(call());
            calls += 1;
        }
        let spent = processor_time().zip(clock).map(|(end, begin)| end.saturating_sub(begin));
        best = best.min(spent.unwrap_or_else(|| start.elapsed()).as_secs_f64() / f64::from(calls));
    }
    best
}

/// What this thread has used of a processor; only Linux tells.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn network() -> Network {
    let (from, until) = (now() - TimeDelta::days(1), now() + TimeDelta::days(1));
    let root = Authority::root("Bench Root", from, until).unwrap();
    let issuer = root.intermediate("Bench ACCESS POINT CA").unwrap();
    let c3 = issuer.access_point("PBE000002", TEST_ACCESS_POINT).unwrap();
    Network {
        c2: issuer.access_point("PNL000001", TEST_ACCESS_POINT).unwrap(),
        keys: KeyRing { current: c3.clone(), older: Vec::new() },
        c3,
        trust: TrustStore::new(vec![root.certificate().clone(), issuer.certificate().clone()]),
    }
}

/// Invoice-like text that compresses as invoices do: repeated tags around values that differ.
fn payload(size: usize) -> Vec<u8> {
    let mut text = b"<Invoice>".to_vec();
    let mut value: u64 = 42;
    while text.len() < size {
        value = value.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        write!(
            text,
            "<cac:InvoiceLine><cbc:ID>{}</cbc:ID><cbc:InvoicedQuantity unitCode=\"C62\">{}</cbc:InvoicedQuantity>\
             <cbc:LineExtensionAmount currencyID=\"EUR\">{}</cbc:LineExtensionAmount><cbc:Name>item {:x}</cbc:Name></cac:InvoiceLine>",
            text.len(),
            value >> 56,
            value >> 44,
            value,
        )
        .unwrap();
    }
    text
}

fn message(payload: Vec<u8>) -> UserMessage {
    UserMessage {
        message_id: "0198f2c0@bench".into(),
        conversation_id: "c".into(),
        timestamp: now(),
        from_party: "PNL000001".into(),
        to_party: "PBE000002".into(),
        service: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0".into(),
        service_type: "cenbii-procid-ubl".into(),
        action: "busdox-docid-qns::urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##x::2.1".into(),
        original_sender: "0106:54441587".into(),
        final_recipient: "0208:0899965307".into(),
        payload,
    }
}
