//! An X.509 certificate: read in every form the network sends it, compared by its bytes.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use openssl::asn1::{Asn1Time, Asn1TimeRef};
use openssl::nid::Nid;
use openssl::x509::{X509, X509NameRef};

use crate::Error;

/// An X.509 certificate. A copy is cheap: it shares the parsed form.
#[derive(Clone)]
pub struct Certificate {
    pub(crate) x509: X509,
}

impl Certificate {
    /// Reads the first certificate of a PEM text.
    pub fn from_pem(pem: &[u8]) -> Result<Self, Error> {
        X509::from_pem(pem).map_err(|e| refused(&e)).and_then(Self::readable)
    }

    /// Reads every certificate of a PEM text, as trust folders hold them.
    pub fn all_from_pem(pem: &[u8]) -> Result<Vec<Self>, Error> {
        let stack = X509::stack_from_pem(pem).map_err(|e| refused(&e))?;
        stack.into_iter().map(Self::readable).collect()
    }

    /// Reads a certificate in DER.
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        X509::from_der(der).map_err(|e| refused(&e)).and_then(Self::readable)
    }

    /// Reads base64 DER as SMP answers and security tokens carry it: line breaks, blanks and PEM armour are tolerated.
    pub fn from_base64(text: &str) -> Result<Self, Error> {
        let bare: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("-----"))
            .flat_map(str::chars)
            .filter(|c| !c.is_whitespace())
            .collect();
        let der = STANDARD.decode(bare).map_err(|e| Error::Certificate(e.to_string()))?;
        Self::from_der(&der)
    }

    /// A certificate from outside. OpenSSL parses dates that are none (a month 99) and fails only when one is read: refused here.
    pub(crate) fn readable(x509: X509) -> Result<Self, Error> {
        let epoch = Asn1Time::from_unix(0)?;
        let is_date = |time: &Asn1TimeRef| epoch.diff(time).is_ok();
        if is_date(x509.not_before()) && is_date(x509.not_after()) {
            Ok(Self::of(x509))
        } else {
            Err(Error::Certificate("a date of its validity is none".into()))
        }
    }

    /// A certificate that we made, or that was read before.
    pub(crate) fn of(x509: X509) -> Self {
        Self { x509 }
    }

    /// The certificate in DER.
    pub fn to_der(&self) -> Vec<u8> {
        self.x509.to_der().expect("a parsed certificate can be written")
    }

    /// The certificate in PEM.
    pub fn to_pem(&self) -> String {
        let pem = self.x509.to_pem().expect("a parsed certificate can be written");
        String::from_utf8(pem).expect("PEM is ASCII")
    }

    /// The certificate as base64 DER on one line.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.to_der())
    }

    /// The common name of the subject; for an access point its seat id.
    pub fn subject_cn(&self) -> Option<String> {
        common_name(self.x509.subject_name())
    }

    /// The common name of the issuer, which tells the role in the Peppol PKI.
    pub fn issuer_cn(&self) -> Option<String> {
        common_name(self.x509.issuer_name())
    }

    /// The subject, most specific part first, as `CN=…,OU=…,O=…,C=…`.
    pub fn subject(&self) -> String {
        distinguished_name(self.x509.subject_name())
    }

    /// The issuer, in the form of [`Certificate::subject`].
    pub fn issuer(&self) -> String {
        distinguished_name(self.x509.issuer_name())
    }

    /// The serial number in decimal, as `ds:X509SerialNumber` carries it.
    pub fn serial(&self) -> String {
        let number = self.x509.serial_number().to_bn().and_then(|bn| bn.to_dec_str().map(|s| s.to_string()));
        number.unwrap_or_default()
    }

    /// The subject key identifier extension.
    pub fn subject_key_id(&self) -> Option<Vec<u8>> {
        self.x509.subject_key_id().map(|id| id.as_slice().to_vec())
    }

    /// SHA-256 over the DER form, in lower-case hex.
    pub fn fingerprint(&self) -> String {
        hex(&crate::sha256(&self.to_der()))
    }

    /// The first instant at which the certificate is valid.
    pub fn not_before(&self) -> DateTime<Utc> {
        instant(self.x509.not_before())
    }

    /// The last instant at which the certificate is valid.
    pub fn not_after(&self) -> DateTime<Utc> {
        instant(self.x509.not_after())
    }

    /// Whether the subject signed itself, as a root does.
    pub fn is_self_issued(&self) -> bool {
        self.x509.subject_name().to_der().ok() == self.x509.issuer_name().to_der().ok()
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.to_der() == other.to_der()
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({}, sha256 {})", self.subject(), self.fingerprint())
    }
}

fn refused(error: &openssl::error::ErrorStack) -> Error {
    Error::Certificate(error.to_string())
}

fn common_name(name: &X509NameRef) -> Option<String> {
    let entry = name.entries_by_nid(Nid::COMMONNAME).last()?;
    entry.data().to_string().ok()
}

fn distinguished_name(name: &X509NameRef) -> String {
    let mut parts: Vec<String> = name
        .entries()
        .map(|entry| {
            let key = entry.object().nid().short_name().unwrap_or("?");
            let value = entry.data().to_string().unwrap_or_default();
            format!("{key}={value}")
        })
        .collect();
    parts.reverse();
    parts.join(",")
}

fn instant(time: &Asn1TimeRef) -> DateTime<Utc> {
    let epoch = Asn1Time::from_unix(0).expect("the epoch is a time");
    let since = epoch.diff(time).expect("dates are checked when a certificate is read");
    DateTime::UNIX_EPOCH + TimeDelta::days(since.days.into()) + TimeDelta::seconds(since.secs.into())
}

fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}
