//! A throw-away PKI in the shape of the Peppol one, for the sandbox and for tests: root, one authority per role, leaves.
//!
//! Shape of the leaves as captured from the network: RSA 2048, SHA-256, `CN=<seat id>, OU=PEPPOL TEST AP, O, C`, key usage
//! digitalSignature + keyEncipherment + dataEncipherment, extended key usage clientAuth.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use openssl::asn1::Asn1Time;
use openssl::bn::{BigNum, MsbOption};
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::x509::extension::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectAlternativeName, SubjectKeyIdentifier,
};
use openssl::x509::{X509, X509Builder, X509Name};

use crate::{Certificate, Error, Identity, PrivateKey};

const KEY_BITS: u32 = 2048;
const ORGANISATION: &str = "Acquit throw-away PKI";

/// The organisational unit of an access point's certificate on the test network.
pub const TEST_ACCESS_POINT: &str = "PEPPOL TEST AP";
/// The organisational unit of an SMP's certificate on the test network.
pub const TEST_SMP: &str = "PEPPOL TEST SMP";

/// A certification authority with its key; what it issues is valid in the authority's own window.
#[derive(Clone)]
pub struct Authority {
    certificate: Certificate,
    key: PKey<Private>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

/// What a certificate is for, which decides its extensions.
enum Purpose<'a> {
    Authority { path_length: u32 },
    Message,
    Server { host: &'a str },
}

impl Authority {
    /// A new self-signed root.
    pub fn root(common_name: &str, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Self, Error> {
        let key = new_key()?;
        let name = name(&[("C", "BE"), ("O", ORGANISATION), ("OU", "FOR TEST ONLY"), ("CN", common_name)])?;
        let mut builder = begin(&name, &key, from, until)?;
        builder.set_issuer_name(&name)?;
        extend(&mut builder, None, &Purpose::Authority { path_length: 1 })?;
        builder.sign(&key, MessageDigest::sha256())?;
        Ok(Self { certificate: Certificate::of(builder.build()), key, from, until })
    }

    /// A new authority below this one. A name with `ACCESS POINT` or `SERVICE METADATA PUBLISHER` in it gives it that role.
    pub fn intermediate(&self, common_name: &str) -> Result<Self, Error> {
        let subject = [("C", "BE"), ("O", ORGANISATION), ("OU", "FOR TEST ONLY"), ("CN", common_name)];
        let (certificate, key) = self.issue(&subject, &Purpose::Authority { path_length: 0 })?;
        Ok(Self { certificate, key, from: self.from, until: self.until })
    }

    /// The same authority, issuing with another validity, for certificates that have run out or are not valid yet.
    #[must_use]
    pub fn issuing_between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        Self { from, until, ..self.clone() }
    }

    /// The identity of an access point; the country is taken from the seat id (`PNL000001`).
    pub fn access_point(&self, seat_id: &str, organisational_unit: &str) -> Result<Identity, Error> {
        let country = seat_id.get(1..3).unwrap_or("BE");
        let subject = [("C", country), ("O", ORGANISATION), ("OU", organisational_unit), ("CN", seat_id)];
        self.identity(&subject, &Purpose::Message)
    }

    /// The identity of a service metadata publisher.
    pub fn service_metadata_publisher(&self, seat_id: &str) -> Result<Identity, Error> {
        self.access_point(seat_id, TEST_SMP)
    }

    /// The identity of a TLS server; `host` is a DNS name or an IP address.
    pub fn server(&self, host: &str) -> Result<Identity, Error> {
        self.identity(&[("O", ORGANISATION), ("CN", host)], &Purpose::Server { host })
    }

    /// The authority's own certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn identity(&self, subject: &[(&str, &str)], purpose: &Purpose<'_>) -> Result<Identity, Error> {
        let (certificate, key) = self.issue(subject, purpose)?;
        Ok(Identity { certificate, key: PrivateKey::of(key)? })
    }

    fn issue(
        &self,
        subject: &[(&str, &str)],
        purpose: &Purpose<'_>,
    ) -> Result<(Certificate, PKey<Private>), ErrorStack> {
        let key = new_key()?;
        let mut builder = begin(&name(subject)?, &key, self.from, self.until)?;
        builder.set_issuer_name(self.certificate.x509.subject_name())?;
        extend(&mut builder, Some(&self.certificate.x509), purpose)?;
        builder.sign(&self.key, MessageDigest::sha256())?;
        Ok((Certificate::of(builder.build()), key))
    }
}

fn new_key() -> Result<PKey<Private>, ErrorStack> {
    PKey::from_rsa(Rsa::generate(KEY_BITS)?)
}

fn name(parts: &[(&str, &str)]) -> Result<X509Name, ErrorStack> {
    let mut builder = X509Name::builder()?;
    for (field, value) in parts {
        builder.append_entry_by_text(field, value)?;
    }
    Ok(builder.build())
}

/// Everything of a certificate that does not depend on its purpose.
fn begin(
    subject: &X509Name,
    key: &PKey<Private>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<X509Builder, ErrorStack> {
    let mut serial = BigNum::new()?;
    serial.rand(120, MsbOption::ONE, false)?;
    let mut builder = X509::builder()?;
    builder.set_version(2)?;
    builder.set_serial_number(&*serial.to_asn1_integer()?)?;
    builder.set_subject_name(subject)?;
    builder.set_pubkey(key)?;
    builder.set_not_before(&*Asn1Time::from_unix(from.timestamp())?)?;
    builder.set_not_after(&*Asn1Time::from_unix(until.timestamp())?)?;
    Ok(builder)
}

fn extend(builder: &mut X509Builder, issuer: Option<&X509>, purpose: &Purpose<'_>) -> Result<(), ErrorStack> {
    let key_identifier = SubjectKeyIdentifier::new().build(&builder.x509v3_context(None, None))?;
    builder.append_extension(key_identifier)?;
    if let Some(issuer) = issuer {
        let authority = AuthorityKeyIdentifier::new().keyid(true).build(&builder.x509v3_context(Some(issuer), None))?;
        builder.append_extension(authority)?;
    }
    match purpose {
        Purpose::Authority { path_length } => {
            builder.append_extension(BasicConstraints::new().critical().ca().pathlen(*path_length).build()?)?;
            builder.append_extension(KeyUsage::new().critical().key_cert_sign().crl_sign().build()?)
        }
        Purpose::Message => {
            builder.append_extension(BasicConstraints::new().critical().build()?)?;
            let mut usage = KeyUsage::new();
            usage.critical().digital_signature().key_encipherment().data_encipherment();
            builder.append_extension(usage.build()?)?;
            builder.append_extension(ExtendedKeyUsage::new().critical().client_auth().build()?)
        }
        Purpose::Server { host } => {
            builder.append_extension(BasicConstraints::new().critical().build()?)?;
            builder.append_extension(KeyUsage::new().critical().digital_signature().key_encipherment().build()?)?;
            builder.append_extension(ExtendedKeyUsage::new().server_auth().build()?)?;
            let mut names = SubjectAlternativeName::new();
            if host.parse::<IpAddr>().is_ok() {
                names.ip(host)
            } else {
                names.dns(host)
            };
            builder.append_extension(names.build(&builder.x509v3_context(issuer.map(|i| &**i), None))?)
        }
    }
}
