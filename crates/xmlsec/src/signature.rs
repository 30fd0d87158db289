//! `ds:Signature` (XML Signature 1.1): reading `ds:SignedInfo` strictly, digesting what it refers to, checking and making the value.
//!
//! A reference names its target, and the target that is returned is the node that was digested: whoever processes something
//! signed compares nodes, and never looks the Id up a second time.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openssl::pkey::Id;
use openssl::sign::{Signer, Verifier};
use roxmltree::Node;

use crate::algorithm::{self, Digest};
use crate::c14n::{self, Method};
use crate::dom::{self, XmlError, ns};
use crate::{Certificate, Error, PrivateKey};

/// Most references of one signature; a message here has three or four.
const REFERENCES_MAX: usize = 8;
/// Most prefixes of one `PrefixList`: each element is held against all of them.
const PREFIXES_MAX: usize = 32;

/// Why a signature is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum SignatureError {
    /// The text cannot be read.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// There is no signature where it must be.
    #[error("not signed: {0}")]
    NotSigned(String),
    /// The signature is built in a way that is not read here.
    #[error("signature not as prescribed: {0}")]
    Shape(String),
    /// An algorithm outside the allowed set.
    #[error("{what} {uri} is not allowed")]
    Algorithm {
        /// What it is for.
        what: &'static str,
        /// Its identifier.
        uri: String,
    },
    /// What a reference points to is not what was signed.
    #[error("digest of {uri:?} does not match: the content was changed after signing")]
    Digest {
        /// The reference.
        uri: String,
    },
    /// The signature value does not belong to this key and content.
    #[error("signature value does not verify with the key of {signer}")]
    Value {
        /// Subject of the certificate tried.
        signer: String,
    },
    /// Two elements carry one Id: a reference would be ambiguous.
    #[error("the Id {0:?} occurs twice")]
    DuplicateId(String),
    /// A certificate or key inside cannot be used.
    #[error(transparent)]
    Key(#[from] Error),
}

/// `ds:SignedInfo`, read.
pub(crate) struct SignedInfo<'a, 'i> {
    node: Node<'a, 'i>,
    canonicalization: Method,
    digest: Digest,
    pub references: Vec<Reference<'a, 'i>>,
}

/// One `ds:Reference`, read.
pub(crate) struct Reference<'a, 'i> {
    pub node: Node<'a, 'i>,
    pub uri: &'a str,
    pub transforms: Vec<Transform>,
    pub digest_uri: &'a str,
    digest: Digest,
    value: Vec<u8>,
}

/// A step between the target of a reference and its digest. Others (XSLT, `XPath`, base64) are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Transform {
    Canonical(Method),
    Enveloped,
    AttachmentContent,
}

impl<'a, 'i> SignedInfo<'a, 'i> {
    /// Reads the signed info of a signature whose digests, and signature digest, are among `allowed`.
    pub fn read(signature: Node<'a, 'i>, allowed: &[Digest]) -> Result<Self, SignatureError> {
        let node = needed(signature, "SignedInfo")?;
        let canonicalization = method_of(needed(node, "CanonicalizationMethod")?)?;
        let uri = algorithm_of(needed(node, "SignatureMethod")?)?;
        let digest = allowed_digest("signature method", uri, Digest::from_rsa_signature_uri(uri), allowed)?;
        let references: Vec<_> = dom::children(node, ns::DS, "Reference")
            .take(REFERENCES_MAX + 1)
            .map(|reference| Reference::read(reference, allowed))
            .collect::<Result<_, _>>()?;
        if references.is_empty() || references.len() > REFERENCES_MAX {
            return Err(shape(format!("1 to {REFERENCES_MAX} references are read, not {}", references.len())));
        }
        Ok(Self { node, canonicalization, digest, references })
    }

    /// The method that `SignedInfo` itself is canonicalized with.
    pub fn canonicalization(&self) -> &Method {
        &self.canonicalization
    }

    /// Checks the signature value with the key of `signer`.
    pub fn check_value(&self, signature: Node<'_, '_>, signer: &Certificate) -> Result<(), SignatureError> {
        let value = base64_of(needed(signature, "SignatureValue")?)?;
        let octets = c14n::element(self.node, &self.canonicalization);
        let key = signer.x509.public_key().map_err(Error::from)?;
        if key.id() != Id::RSA {
            return Err(Error::NotRsa.into());
        }
        let mut verifier = Verifier::new(self.digest.message_digest(), &key).map_err(Error::from)?;
        if verifier.verify_oneshot(&value, &octets).unwrap_or(false) {
            Ok(())
        } else {
            Err(SignatureError::Value { signer: signer.subject() })
        }
    }
}

impl<'a, 'i> Reference<'a, 'i> {
    fn read(node: Node<'a, 'i>, allowed: &[Digest]) -> Result<Self, SignatureError> {
        let uri = node.attribute("URI").ok_or_else(|| shape("a reference without URI".into()))?;
        let digest_uri = algorithm_of(needed(node, "DigestMethod")?)?;
        let digest = allowed_digest("digest method", digest_uri, Digest::from_uri(digest_uri), allowed)?;
        let value = base64_of(needed(node, "DigestValue")?)?;
        let list = dom::only_child(node, ns::DS, "Transforms");
        let transforms = list.into_iter().flat_map(|list| dom::children(list, ns::DS, "Transform"));
        let transforms = transforms.map(transform_of).collect::<Result<_, _>>()?;
        Ok(Self { node, uri, transforms, digest_uri, digest, value })
    }

    /// Compares the digest of `octets` with the one that was signed.
    pub fn check_digest(&self, octets: &[u8]) -> Result<(), SignatureError> {
        if self.digest.of(octets) == self.value {
            Ok(())
        } else {
            Err(SignatureError::Digest { uri: self.uri.to_owned() })
        }
    }

    /// The digest in base64 on one line.
    pub fn value_base64(&self) -> String {
        STANDARD.encode(&self.value)
    }
}

/// RSA PKCS#1 1.5 with SHA-256 over `octets`, in base64.
pub(crate) fn sign(octets: &[u8], key: &PrivateKey) -> Result<String, Error> {
    let mut signer = Signer::new(Digest::Sha256.message_digest(), &key.pkey)?;
    Ok(STANDARD.encode(signer.sign_oneshot_to_vec(octets)?))
}

/// The only child of this name in the signature namespace.
pub(crate) fn needed<'a, 'i>(parent: Node<'a, 'i>, name: &'static str) -> Result<Node<'a, 'i>, SignatureError> {
    let missing = || shape(format!("{} has not exactly one {name}", parent.tag_name().name()));
    dom::only_child(parent, ns::DS, name).ok_or_else(missing)
}

/// The octets of base64 text; the blanks and line ends in it, CR references included, do not count.
pub(crate) fn base64_of(element: Node<'_, '_>) -> Result<Vec<u8>, SignatureError> {
    let mut text = dom::text(element);
    text.retain(|c| !c.is_whitespace());
    let name = element.tag_name().name();
    STANDARD.decode(text).map_err(|e| shape(format!("{name} is not base64: {e}")))
}

pub(crate) fn shape(what: String) -> SignatureError {
    SignatureError::Shape(what)
}

/// The mandatory `Algorithm` attribute.
pub(crate) fn algorithm_of<'a>(element: Node<'a, '_>) -> Result<&'a str, SignatureError> {
    let name = element.tag_name().name();
    element.attribute("Algorithm").ok_or_else(|| shape(format!("{name} names no algorithm")))
}

fn allowed_digest(
    what: &'static str,
    uri: &str,
    digest: Option<Digest>,
    allowed: &[Digest],
) -> Result<Digest, SignatureError> {
    let refused = || SignatureError::Algorithm { what, uri: uri.to_owned() };
    digest.filter(|digest| allowed.contains(digest)).ok_or_else(refused)
}

fn method_of(element: Node<'_, '_>) -> Result<Method, SignatureError> {
    let mut lists = dom::children(element, ns::EC, "InclusiveNamespaces");
    let prefixes = lists.next().and_then(|list| list.attribute("PrefixList")).unwrap_or_default();
    if lists.next().is_some() {
        return Err(shape("more than one InclusiveNamespaces".into()));
    }
    if prefixes.split_ascii_whitespace().nth(PREFIXES_MAX).is_some() {
        return Err(shape(format!("more than {PREFIXES_MAX} prefixes in a PrefixList")));
    }
    match algorithm_of(element)? {
        algorithm::EXC_C14N => Ok(Method::exclusive(prefixes)),
        algorithm::C14N => Ok(Method::Inclusive),
        uri => Err(SignatureError::Algorithm { what: "canonicalization", uri: uri.to_owned() }),
    }
}

fn transform_of(element: Node<'_, '_>) -> Result<Transform, SignatureError> {
    match algorithm_of(element)? {
        algorithm::ENVELOPED => Ok(Transform::Enveloped),
        algorithm::ATTACHMENT_CONTENT => Ok(Transform::AttachmentContent),
        algorithm::EXC_C14N | algorithm::C14N => method_of(element).map(Transform::Canonical),
        uri => Err(SignatureError::Algorithm { what: "transform", uri: uri.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method(lists: &str) -> Result<Method, SignatureError> {
        let xml = format!("<m xmlns:ec='{0}' Algorithm='{0}'>{lists}</m>", algorithm::EXC_C14N);
        method_of(dom::parse(xml.as_bytes(), 100_000).unwrap().root_element())
    }

    #[test]
    fn a_prefix_list_is_short_and_alone() {
        let list = |count| format!("<ec:InclusiveNamespaces PrefixList='{}'/>", "p ".repeat(count));
        assert!(method("").is_ok());
        assert!(method(&list(32)).is_ok());
        assert!(matches!(method(&list(33)), Err(SignatureError::Shape(_))));
        assert!(matches!(method(&list(1).repeat(2)), Err(SignatureError::Shape(_))));
    }
}
