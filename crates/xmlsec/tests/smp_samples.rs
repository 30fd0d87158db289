//! Captured and constructed service metadata: what xmlsec1 says of their signatures, we say too (facts: `samples/smp/SOURCE.txt`).
#![allow(clippy::unwrap_used)]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeZone as _, Utc};
use xmlsec::dsig::{SignatureError, verify_enveloped};
use xmlsec::{Certificate, Role, Sha1, TrustError, TrustStore};

fn samples() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let specs = std::env::var_os("ACQUIT_SPECS").map_or_else(|| root.join("../shared/specs"), PathBuf::from);
    if specs.is_dir() {
        return Some(specs.join("samples"));
    }
    assert!(std::env::var("ACQUIT_REQUIRE_ALL").as_deref() != Ok("1"), "no specs at {}", specs.display());
    writeln!(std::io::stderr(), "skipped: no specs").expect("standard error takes a line");
    None
}

fn pem(path: &Path) -> Certificate {
    Certificate::from_pem(&std::fs::read(path).unwrap()).unwrap()
}

fn anchors(folder: &Path) -> TrustStore {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let certificates = files.filter(|file| !file.to_string_lossy().contains("key"));
    TrustStore::new(certificates.filter(|file| file.is_file()).map(|file| pem(&file)).collect())
}

fn november_2026() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap()
}

#[test]
fn valid_signatures_verify() {
    let Some(samples) = samples() else { return };
    for name in [
        "captured/prod-g3-2026-signed-service-metadata.xml",
        "captured/busdox-servicemetadata-0192-12345678-1.xml",
        "captured/busdox-servicemetadata-0192-98765432-3.xml",
        "captured/busdox-servicemetadata-0192-991825827.xml",
        "captured/busdox-servicemetadata-redirect-0192-991825827.xml",
        "captured/busdox-servicemetadata-redirected-0192-991825827.xml",
        "captured/peppol-doctype-wildcard-servicemetadata-9901-pint_c4_jp_sb.xml",
        "captured/sig-c14n-inclusive.xml",
        "captured/sig-c14n-variant2.xml",
        "constructed/example-signed-service-metadata.xml",
        "constructed/example-signed-service-metadata-exc-c14n.xml",
        "constructed/example-redirect.xml",
        "constructed/example-redirect-exc-c14n.xml",
    ] {
        let xml = std::fs::read(samples.join("smp").join(name)).unwrap();
        let verified = verify_enveloped(&xml, Sha1::Accepted);
        assert!(verified.is_ok(), "{name}: {}", verified.unwrap_err());
    }
}

#[test]
fn edited_documents_do_not_verify() {
    let Some(samples) = samples() else { return };
    for name in ["signed-service-metadata1.xml", "smp-response-with-as4.xml", "smp-response-for-971033533.xml"] {
        let xml = std::fs::read(samples.join("smp/invalid").join(name)).unwrap();
        assert!(verify_enveloped(&xml, Sha1::Accepted).is_err(), "{name}");
    }
}

#[test]
fn sha1_is_refused_unless_it_is_asked_for() {
    let Some(samples) = samples() else { return };
    let xml = std::fs::read(samples.join("smp/captured/busdox-servicemetadata-0192-12345678-1.xml")).unwrap();
    let refused = verify_enveloped(&xml, Sha1::Refused).unwrap_err();
    assert!(matches!(refused, SignatureError::Algorithm { .. }), "{refused}");
}

#[test]
fn the_production_answer_is_trusted_in_its_role_and_stage_only() {
    let Some(samples) = samples() else { return };
    let xml = std::fs::read(samples.join("smp/captured/prod-g3-2026-signed-service-metadata.xml")).unwrap();
    let signer = verify_enveloped(&xml, Sha1::Refused).unwrap();
    let peppol = anchors(&samples.join("pki/peppol"));
    assert_eq!(peppol.verify(&signer, Role::ServiceMetadataPublisher, november_2026()), Ok(()));
    let as_access_point = peppol.verify(&signer, Role::AccessPoint, november_2026());
    assert!(matches!(as_access_point, Err(TrustError::WrongRole { .. })), "{as_access_point:?}");
    let other = anchors(&samples.join("pki/example"));
    let untrusted = other.verify(&signer, Role::ServiceMetadataPublisher, november_2026());
    assert!(matches!(untrusted, Err(TrustError::NoChain { .. })), "{untrusted:?}");
    let later = signer.not_after() + chrono::TimeDelta::seconds(1);
    let ended = peppol.verify(&signer, Role::ServiceMetadataPublisher, later);
    assert!(matches!(ended, Err(TrustError::Expired { .. })), "{ended:?}");
}
