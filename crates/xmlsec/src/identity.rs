//! Private keys and identities: a certificate with the key that belongs to it.

use std::fmt;

use openssl::pkcs12::{ParsedPkcs12_2, Pkcs12};
use openssl::pkey::{Id, PKey, Private};
use openssl::provider::Provider;

use crate::{Certificate, Error};

/// A private RSA key, parsed once: parsing costs as much as signing. A copy is cheap.
#[derive(Clone)]
pub struct PrivateKey {
    pub(crate) pkey: PKey<Private>,
}

impl PrivateKey {
    /// Reads an unencrypted PEM key (PKCS#8 or PKCS#1).
    pub fn from_pem(pem: &[u8]) -> Result<Self, Error> {
        Self::from_encrypted_pem(pem, "")
    }

    /// Reads a PEM key; the password is used where the key is encrypted.
    pub fn from_encrypted_pem(pem: &[u8], password: &str) -> Result<Self, Error> {
        let pkey = PKey::private_key_from_pem_passphrase(pem, password.as_bytes())
            .map_err(|e| Error::PrivateKey(e.to_string()))?;
        Self::of(pkey)
    }

    pub(crate) fn of(pkey: PKey<Private>) -> Result<Self, Error> {
        if pkey.id() == Id::RSA { Ok(Self { pkey }) } else { Err(Error::NotRsa) }
    }

    /// The key in PEM (PKCS#8, unencrypted).
    pub fn to_pem(&self) -> String {
        let pem = self.pkey.private_key_to_pem_pkcs8().expect("a parsed key can be written");
        String::from_utf8(pem).expect("PEM is ASCII")
    }

    /// Whether this key is the private half of the certificate's key.
    pub fn belongs_to(&self, certificate: &Certificate) -> bool {
        certificate.x509.public_key().is_ok_and(|public| self.pkey.public_eq(&public))
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(not shown)")
    }
}

/// Who we are towards the network: a certificate and its private key.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The certificate that peers see.
    pub certificate: Certificate,
    /// The key that signs and decrypts.
    pub key: PrivateKey,
}

impl Identity {
    /// Joins a certificate and a key after checking that they belong together.
    pub fn new(certificate: Certificate, key: PrivateKey) -> Result<Self, Error> {
        if key.belongs_to(&certificate) {
            Ok(Self { certificate, key })
        } else {
            Err(Error::KeyMismatch(certificate.subject()))
        }
    }

    /// Reads a certificate and its key from two PEM texts.
    pub fn from_pem(certificate: &[u8], key: &[u8]) -> Result<Self, Error> {
        Self::new(Certificate::from_pem(certificate)?, PrivateKey::from_pem(key)?)
    }

    /// Reads a PKCS#12 file; files with ciphers of the nineties are opened with OpenSSL's legacy provider where it is installed.
    pub fn from_pkcs12(bytes: &[u8], password: &str) -> Result<Self, Error> {
        let parsed = open_pkcs12(bytes, password)?;
        let missing = |what: &str| Error::Pkcs12(format!("it holds no {what}"));
        let certificate = parsed.cert.ok_or_else(|| missing("certificate"))?;
        let key = parsed.pkey.ok_or_else(|| missing("private key"))?;
        Self::new(Certificate::readable(certificate)?, PrivateKey::of(key)?)
    }
}

/// The certificate of a PKCS#12 file, with or without a key beside it.
pub fn certificate_of_pkcs12(bytes: &[u8], password: &str) -> Result<Certificate, Error> {
    let parsed = open_pkcs12(bytes, password)?;
    let other = parsed.ca.and_then(|stack| stack.into_iter().next());
    let certificate = parsed.cert.or(other).ok_or_else(|| Error::Pkcs12("it holds no certificate".into()))?;
    Certificate::readable(certificate)
}

fn open_pkcs12(bytes: &[u8], password: &str) -> Result<ParsedPkcs12_2, Error> {
    let refused = |e: openssl::error::ErrorStack| Error::Pkcs12(e.to_string());
    let file = Pkcs12::from_der(bytes).map_err(refused)?;
    file.parse2(password).or_else(|_| {
        // Lives only while the file is read: nothing else may use these ciphers.
        let _legacy = Provider::try_load(None, "legacy", true).map_err(refused)?;
        file.parse2(password).map_err(refused)
    })
}
