//! `wsse:SecurityTokenReference`: which certificate a signature or an encrypted key is about.
//!
//! Peppol allows one form, a reference to a `wsse:BinarySecurityToken` in the same header. The others name a certificate that
//! the reader must have.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openssl::hash::MessageDigest;
use roxmltree::Node;

use super::{KnownCertificates, Profile, WssError, X509V3};
use crate::Certificate;
use crate::dom::{self, ns};
use crate::signature::base64_of;

/// How a certificate is named.
pub(super) enum KeyReference {
    /// It is in the message, in DER: parsing costs nearly as much as a signature, so it waits until it must be.
    Token(Vec<u8>),
    /// By the subject key identifier.
    SubjectKeyId(Vec<u8>),
    /// By the SHA-1 over its DER form.
    Thumbprint(Vec<u8>),
    /// By issuer and serial number.
    IssuerSerial { issuer: String, serial: String },
}

impl KeyReference {
    /// Reads the reference in `key_info`; tokens are looked up among the Ids of the message.
    pub fn read<'a, 'i: 'a>(
        key_info: Node<'a, 'i>,
        profile: Profile,
        by_id: impl Fn(&str) -> Option<Node<'a, 'i>>,
    ) -> Result<Self, WssError> {
        let holder = dom::only_child(key_info, ns::WSSE, "SecurityTokenReference").unwrap_or(key_info);
        if let Some(reference) = dom::only_child(holder, ns::WSSE, "Reference") {
            let uri = reference.attribute("URI").unwrap_or_default();
            let token = uri.strip_prefix('#').and_then(by_id);
            return token.ok_or_else(|| WssError::Policy(format!("no token {uri:?}"))).and_then(token_of);
        }
        if profile == Profile::Peppol {
            return Err(WssError::Policy("the certificate is not given as a BinarySecurityToken".into()));
        }
        named(holder).ok_or_else(|| WssError::Policy("the key reference has no known form".into()))?
    }

    /// The certificate itself; `known` answers for certificates that were parsed before or that the message only names.
    pub fn certificate(&self, known: &dyn KnownCertificates) -> Result<Certificate, WssError> {
        match self {
            Self::Token(der) => match known.by_der(der) {
                Some(certificate) => Ok(certificate),
                None => Certificate::from_der(der).map_err(|error| WssError::Signature(error.into())),
            },
            _ => known
                .any(&|certificate| self.names(certificate))
                .ok_or_else(|| WssError::UnknownSigner(self.describe())),
        }
    }

    /// Whether this reference means that certificate.
    pub fn names(&self, certificate: &Certificate) -> bool {
        match self {
            Self::Token(der) => certificate.to_der() == *der,
            Self::SubjectKeyId(id) => certificate.subject_key_id().as_ref() == Some(id),
            Self::Thumbprint(digest) => {
                certificate.x509.digest(MessageDigest::sha1()).is_ok_and(|own| *own == digest[..])
            }
            Self::IssuerSerial { issuer, serial } => {
                certificate.serial() == *serial && name_parts(&certificate.issuer()) == name_parts(issuer)
            }
        }
    }

    /// For messages to people.
    pub fn describe(&self) -> String {
        match self {
            Self::Token(der) => Certificate::from_der(der).map_or_else(|e| e.to_string(), |token| token.subject()),
            Self::SubjectKeyId(id) => format!("subject key identifier {}", STANDARD.encode(id)),
            Self::Thumbprint(digest) => format!("thumbprint {}", STANDARD.encode(digest)),
            Self::IssuerSerial { issuer, serial } => format!("serial {serial} of {issuer}"),
        }
    }
}

fn token_of(token: Node<'_, '_>) -> Result<KeyReference, WssError> {
    if !dom::is(token, ns::WSSE, "BinarySecurityToken") {
        return Err(WssError::Policy("the key reference is not to a BinarySecurityToken".into()));
    }
    if token.attribute("ValueType") != Some(X509V3) {
        return Err(WssError::Policy("the BinarySecurityToken is not of type X509v3".into()));
    }
    Ok(KeyReference::Token(base64_of(token)?))
}

/// The forms that name a certificate without containing it.
fn named(holder: Node<'_, '_>) -> Option<Result<KeyReference, WssError>> {
    if let Some(identifier) = dom::only_child(holder, ns::WSSE, "KeyIdentifier") {
        let by_thumbprint = identifier.attribute("ValueType").unwrap_or_default().ends_with("#ThumbprintSHA1");
        let octets = base64_of(identifier).map_err(WssError::from);
        return Some(octets.map(|octets| {
            if by_thumbprint { KeyReference::Thumbprint(octets) } else { KeyReference::SubjectKeyId(octets) }
        }));
    }
    let data = dom::only_child(holder, ns::DS, "X509Data")?;
    let pair = dom::only_child(data, ns::DS, "X509IssuerSerial")?;
    let issuer = dom::text(dom::only_child(pair, ns::DS, "X509IssuerName")?);
    let serial = dom::text(dom::only_child(pair, ns::DS, "X509SerialNumber")?).trim().to_owned();
    Some(Ok(KeyReference::IssuerSerial { issuer, serial }))
}

/// Parts of a distinguished name, whatever their order and spacing: systems write it forwards and backwards.
fn name_parts(name: &str) -> Vec<String> {
    let mut parts: Vec<_> = name.split(',').map(|part| part.trim().to_owned()).collect();
    parts.sort_unstable();
    parts
}
