//! Certificates, identities and trust, with a PKI made on the spot.
#![allow(clippy::unwrap_used)]

use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use xmlsec::pki::{Authority, TEST_ACCESS_POINT};
use xmlsec::{Certificate, Error, Identity, Role, TrustError, TrustStore};

fn year(year: i32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).unwrap()
}

struct Pki {
    root: Authority,
    access_points: Authority,
    c2: Identity,
}

fn pki() -> &'static Pki {
    static PKI: OnceLock<Pki> = OnceLock::new();
    PKI.get_or_init(|| {
        let root = Authority::root("Root", year(2026), year(2030)).unwrap();
        let access_points = root.intermediate("ACCESS POINT TEST CA").unwrap();
        let c2 = access_points.access_point("PNL000001", TEST_ACCESS_POINT).unwrap();
        Pki { root, access_points, c2 }
    })
}

fn trust(authorities: &[&Authority]) -> TrustStore {
    TrustStore::new(authorities.iter().map(|authority| authority.certificate().clone()).collect())
}

#[test]
fn a_leaf_has_the_shape_of_the_network() {
    let certificate = &pki().c2.certificate;
    assert_eq!(certificate.subject(), "CN=PNL000001,OU=PEPPOL TEST AP,O=Acquit throw-away PKI,C=NL");
    assert_eq!(certificate.subject_cn().as_deref(), Some("PNL000001"));
    assert_eq!(certificate.issuer_cn().as_deref(), Some("ACCESS POINT TEST CA"));
    assert_eq!((certificate.not_before(), certificate.not_after()), (year(2026), year(2030)));
    assert_eq!(certificate.fingerprint().len(), 64);
}

#[test]
fn a_certificate_is_the_same_in_every_form() {
    let certificate = &pki().c2.certificate;
    let base64 = certificate.to_base64();
    let (first, rest) = base64.split_at(64);
    for text in
        [certificate.to_pem(), base64.clone(), format!("  {first}\r\n\t{rest}\r "), format!("{first} {rest}\n\n")]
    {
        assert_eq!(Certificate::from_base64(&text).unwrap(), *certificate);
    }
    assert_eq!(Certificate::from_pem(certificate.to_pem().as_bytes()).unwrap(), *certificate);
    assert!(Certificate::from_base64("not a certificate").is_err());
    assert!(Certificate::from_base64("").is_err());
}

#[test]
fn a_certificate_with_a_date_that_is_none_is_refused_in_every_form() {
    let der = pki().c2.certificate.to_der();
    for date in [b"260101000000Z", b"300101000000Z"] {
        let at = der.windows(date.len()).position(|window| window == date).unwrap();
        let mut changed = der.clone();
        changed[at + 2..at + 4].copy_from_slice(b"99");
        let base64 = STANDARD.encode(&changed);
        let pem = format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n");
        assert!(matches!(Certificate::from_der(&changed), Err(Error::Certificate(_))));
        assert!(matches!(Certificate::from_base64(&base64), Err(Error::Certificate(_))));
        assert!(matches!(Certificate::from_pem(pem.as_bytes()), Err(Error::Certificate(_))));
        assert!(matches!(Certificate::all_from_pem(pem.as_bytes()), Err(Error::Certificate(_))));
    }
}

#[test]
fn a_key_of_another_certificate_is_refused() {
    let other = pki().access_points.access_point("PNL000001", TEST_ACCESS_POINT).unwrap();
    let joined = Identity::from_pem(pki().c2.certificate.to_pem().as_bytes(), other.key.to_pem().as_bytes());
    assert!(matches!(joined, Err(Error::KeyMismatch(_))));
    let own = Identity::from_pem(other.certificate.to_pem().as_bytes(), other.key.to_pem().as_bytes());
    assert!(own.is_ok());
}

#[test]
fn a_chain_needs_its_root_and_its_intermediate() {
    let Pki { root, access_points, c2 } = pki();
    let at = year(2027);
    let verify = |anchors: &[&Authority]| trust(anchors).verify(&c2.certificate, Role::AccessPoint, at);
    assert_eq!(verify(&[root, access_points]), Ok(()));
    assert!(matches!(verify(&[root]), Err(TrustError::NoChain { .. })));
    assert!(matches!(verify(&[access_points]), Err(TrustError::NoChain { .. })), "an intermediate is no root");
    assert!(matches!(verify(&[]), Err(TrustError::NoChain { .. })));
    let namesake = Authority::root("Root", year(2026), year(2030)).unwrap();
    let impostor = namesake.intermediate("ACCESS POINT TEST CA").unwrap();
    assert!(matches!(verify(&[&namesake, &impostor]), Err(TrustError::NoChain { .. })));
}

#[test]
fn validity_is_judged_at_the_given_instant() {
    let Pki { root, access_points, c2 } = pki();
    let store = trust(&[root, access_points]);
    let verify = |at| store.verify(&c2.certificate, Role::AccessPoint, at);
    assert_eq!(verify(year(2026)), Ok(()));
    assert_eq!(verify(year(2030) - TimeDelta::seconds(1)), Ok(()));
    assert!(matches!(verify(year(2026) - TimeDelta::seconds(1)), Err(TrustError::NotYetValid { .. })));
    assert!(matches!(verify(year(2030)), Err(TrustError::Expired { .. })));
    let outliving = access_points.issuing_between(year(2026), year(2040));
    let leaf = outliving.access_point("PNL000002", TEST_ACCESS_POINT).unwrap();
    let after_the_root = store.verify(&leaf.certificate, Role::AccessPoint, year(2035));
    assert!(matches!(after_the_root, Err(TrustError::NoChain { .. })), "{after_the_root:?}");
}

#[test]
fn the_role_is_that_of_the_issuer() {
    let Pki { root, access_points, c2 } = pki();
    let publishers = root.intermediate("SERVICE METADATA PUBLISHER TEST CA").unwrap();
    let nameless = root.intermediate("Private CA").unwrap();
    let store = trust(&[root, access_points, &publishers, &nameless]);
    let smp = publishers.service_metadata_publisher("PBE000003").unwrap();
    let at = year(2027);
    assert_eq!(store.verify(&smp.certificate, Role::ServiceMetadataPublisher, at), Ok(()));
    for (identity, role) in [(&smp, Role::AccessPoint), (c2, Role::ServiceMetadataPublisher)] {
        let refused = store.verify(&identity.certificate, role, at);
        assert!(matches!(refused, Err(TrustError::WrongRole { .. })), "{refused:?}");
    }
    let private = nameless.access_point("PNL000007", TEST_ACCESS_POINT).unwrap();
    assert!(store.verify(&private.certificate, Role::AccessPoint, at).is_err());
    let named = store.with_issuer(Role::AccessPoint, "Private CA");
    assert_eq!(named.verify(&private.certificate, Role::AccessPoint, at), Ok(()));
}

#[test]
fn authorities_and_servers_do_not_sign_messages() {
    let Pki { root, access_points, .. } = pki();
    let store = trust(&[root, access_points]);
    let at = year(2027);
    assert!(store.verify(root.certificate(), Role::AccessPoint, at).is_err());
    assert!(store.verify(access_points.certificate(), Role::AccessPoint, at).is_err());
    let server = root.server("127.0.0.1").unwrap();
    assert!(store.verify(&server.certificate, Role::AccessPoint, at).is_err());
    // An access point cannot issue.
    let below = root.intermediate("ACCESS POINT TEST CA").unwrap();
    assert!(below.intermediate("ACCESS POINT sub CA").is_ok_and(|sub| {
        let leaf = sub.access_point("PNL000008", TEST_ACCESS_POINT).unwrap();
        trust(&[root, &below, &sub]).verify(&leaf.certificate, Role::AccessPoint, at).is_err()
    }));
}
