//! Reading the `wsse:Security` header: verify the signature, open attachments.
//!
//! The answer to "what is signed" is a set of nodes, the ones that were digested; duplicate Ids are refused before anything is
//! looked up. Attachment digests can only be checked once they are decrypted, and until then count for nothing.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId};

use super::key_reference::KeyReference;
use super::{KnownCertificates, Profile, WssError, content_id_in};
use crate::algorithm::{self, Digest};
use crate::c14n::{self, Method};
use crate::dom::{self, ns};
use crate::encryption::{self, Oaep};
use crate::signature::{Reference, SignatureError, SignedInfo, Transform, algorithm_of, base64_of, shape};
use crate::{Certificate, Identity};

/// The security header of one message.
pub struct Security<'a, 'i> {
    header: Node<'a, 'i>,
    profile: Profile,
    ids: HashMap<&'a str, Node<'a, 'i>>,
}

/// A signature that verified, with what it covers.
pub struct Verified<'a, 'i> {
    /// The signer's certificate; whether it is trusted is the caller's question.
    pub signer: Certificate,
    references: Vec<Reference<'a, 'i>>,
    nodes: Vec<NodeId>,
}

/// A reference of a verified signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedReference {
    /// `#id` or `cid:`.
    pub uri: String,
    /// Digest algorithm URI.
    pub algorithm: String,
    /// The digest in base64.
    pub value_base64: String,
    /// The `ds:Reference` element with the namespaces it needs, for a receipt to repeat.
    pub xml: String,
}

impl<'a, 'i> Security<'a, 'i> {
    /// The security header for us (no role); none when the message has no such header.
    pub fn find(document: &'a Document<'i>, profile: Profile) -> Result<Option<Self>, WssError> {
        let header = dom::only_child(document.root_element(), ns::SOAP, "Header");
        let all = header.into_iter().flat_map(|header| dom::children(header, ns::WSSE, "Security"));
        let mut ours = all.filter(|security| security.attribute((ns::SOAP, "role")).is_none());
        let Some(header) = ours.next() else {
            return Ok(None);
        };
        if ours.next().is_some() {
            return Err(shape("more than one wsse:Security header".into()).into());
        }
        Ok(Some(Self { header, profile, ids: unique_ids(document)? }))
    }

    /// Whether there is a signature at all.
    pub fn is_signed(&self) -> bool {
        dom::children(self.header, ns::DS, "Signature").next().is_some()
    }

    /// Whether anything is encrypted.
    pub fn is_encrypted(&self) -> bool {
        dom::children(self.header, ns::XENC, "EncryptedData").next().is_some()
    }

    /// Verifies the signature. `known` are certificates that need no parsing, or that a message may name without containing them.
    pub fn verify(&self, known: &dyn KnownCertificates) -> Result<Verified<'a, 'i>, WssError> {
        let mut signatures = dom::children(self.header, ns::DS, "Signature");
        let signature = signatures.next();
        let signature = signature.ok_or_else(|| WssError::NotSigned("no ds:Signature in the header".into()))?;
        if signatures.next().is_some() {
            return Err(shape("more than one ds:Signature".into()).into());
        }
        let info = SignedInfo::read(signature, self.profile.digests()).map_err(policy)?;
        self.allowed(info.canonicalization())?;
        let mut nodes = Vec::with_capacity(info.references.len());
        for reference in &info.references {
            nodes.extend(self.check_reference(reference, &nodes)?.map(|node| node.id()));
        }
        let key_info = dom::only_child(signature, ns::DS, "KeyInfo");
        let key_info = key_info.ok_or_else(|| WssError::Policy("the signature has no KeyInfo".into()))?;
        let named = KeyReference::read(key_info, self.profile, |id| self.token(id))?;
        let signer = named.certificate(known)?;
        info.check_value(signature, &signer)?;
        Ok(Verified { signer, references: info.references, nodes })
    }

    /// Checks the digest of a reference into the message and returns the node digested, which must be none of those before;
    /// references to attachments wait.
    fn check_reference(
        &self,
        reference: &Reference<'a, 'i>,
        before: &[NodeId],
    ) -> Result<Option<Node<'a, 'i>>, WssError> {
        if content_id_in(reference.uri).is_some() {
            return match reference.transforms[..] {
                [Transform::AttachmentContent] => Ok(None),
                _ => Err(WssError::Policy(format!("transforms of {:?}", reference.uri))),
            };
        }
        let target = reference.uri.strip_prefix('#').and_then(|id| self.ids.get(id));
        let target = target.ok_or_else(|| shape(format!("no element {:?}", reference.uri)))?;
        if before.contains(&target.id()) {
            return Err(shape(format!("{:?} is referenced twice", reference.uri)).into());
        }
        let [Transform::Canonical(method)] = &reference.transforms[..] else {
            return Err(WssError::Policy(format!("transforms of {:?}", reference.uri)));
        };
        self.allowed(method)?;
        reference.check_digest(&c14n::element(*target, method))?;
        Ok(Some(*target))
    }

    fn allowed(&self, method: &Method) -> Result<(), WssError> {
        match (self.profile, method) {
            (Profile::Peppol, Method::Inclusive) => Err(WssError::Policy("inclusive canonicalization".into())),
            _ => Ok(()),
        }
    }

    /// Decrypts the attachment `content_id` with the key that the message says it is for.
    pub fn open(&self, content_id: &str, sealed: &[u8], keys: &[&Identity]) -> Result<Vec<u8>, WssError> {
        let data = self.encrypted_data(content_id)?;
        Self::check_encrypted_data(data)?;
        let encrypted_key = self.encrypted_key_of(data)?;
        let oaep = self.oaep_of(encrypted_key)?;
        let key_info = dom::only_child(encrypted_key, ns::DS, "KeyInfo");
        let key_info = key_info.ok_or_else(|| WssError::Policy("the encrypted key names no certificate".into()))?;
        let receiver = KeyReference::read(key_info, self.profile, |id| self.token(id))?;
        let ours = keys.iter().find(|identity| receiver.names(&identity.certificate));
        let ours = ours.ok_or_else(|| WssError::NotForUs(receiver.describe()))?;
        let wrapped = xenc_child(encrypted_key, "CipherData").and_then(|data| xenc_child(data, "CipherValue"));
        // A value that is none is tried like one that is wrong, so that the answer tells nothing about the key.
        let wrapped = wrapped.and_then(|value| base64_of(value).ok()).unwrap_or_default();
        let key = encryption::unwrap_key(&wrapped, &ours.key, oaep);
        encryption::decrypt(sealed, &key).map_err(|_| WssError::DoesNotOpen)
    }

    fn encrypted_data(&self, content_id: &str) -> Result<Node<'a, 'i>, WssError> {
        let mut found = dom::children(self.header, ns::XENC, "EncryptedData")
            .filter(|data| cipher_reference(*data).as_deref() == Some(content_id));
        let first = found.next().ok_or_else(|| WssError::NotEncrypted(format!("attachment {content_id}")))?;
        if found.next().is_some() {
            return Err(WssError::Policy(format!("attachment {content_id} is encrypted twice")));
        }
        Ok(first)
    }

    fn check_encrypted_data(data: Node<'_, '_>) -> Result<(), WssError> {
        if data.attribute("Type") != Some(algorithm::ATTACHMENT_CONTENT_ONLY) {
            return Err(WssError::Policy("EncryptedData is not of type Attachment-Content-Only".into()));
        }
        let method = xenc_child(data, "EncryptionMethod").and_then(|method| method.attribute("Algorithm"));
        if method != Some(algorithm::AES128_GCM) {
            return Err(WssError::Policy(format!("cipher {}", method.unwrap_or("not named"))));
        }
        let transforms = xenc_child(data, "CipherData")
            .and_then(|cipher| xenc_child(cipher, "CipherReference"))
            .and_then(|reference| xenc_child(reference, "Transforms"));
        let transforms: Vec<_> = transforms
            .into_iter()
            .flat_map(|list| dom::children(list, ns::DS, "Transform"))
            .map(|transform| transform.attribute("Algorithm"))
            .collect();
        if transforms != [Some(algorithm::ATTACHMENT_CIPHERTEXT)] {
            return Err(WssError::Policy("transforms of the cipher reference".into()));
        }
        Ok(())
    }

    /// The encrypted key that the data names, or the one that names the data in its reference list.
    fn encrypted_key_of(&self, data: Node<'a, 'i>) -> Result<Node<'a, 'i>, WssError> {
        let missing = || WssError::Policy("no EncryptedKey for the attachment".into());
        if let Some(key_info) = dom::only_child(data, ns::DS, "KeyInfo") {
            if let Some(inside) = xenc_child(key_info, "EncryptedKey") {
                return Ok(inside);
            }
            let uri = dom::only_child(key_info, ns::WSSE, "SecurityTokenReference")
                .and_then(|holder| dom::only_child(holder, ns::WSSE, "Reference"))
                .and_then(|reference| reference.attribute("URI"));
            let key = uri.and_then(|uri| uri.strip_prefix('#')).and_then(|id| self.token(id));
            return key.filter(|key| dom::is(*key, ns::XENC, "EncryptedKey")).ok_or_else(missing);
        }
        let id = data.attribute("Id").ok_or_else(missing)?;
        dom::children(self.header, ns::XENC, "EncryptedKey").find(|key| lists(*key, id)).ok_or_else(missing)
    }

    /// Padding parameters; what is not written has the default of the specification, SHA-1.
    fn oaep_of(&self, encrypted_key: Node<'_, '_>) -> Result<Oaep, WssError> {
        let method = xenc_child(encrypted_key, "EncryptionMethod");
        let method = method.ok_or_else(|| WssError::Policy("the encrypted key names no algorithm".into()))?;
        let digest = dom::only_child(method, ns::DS, "DigestMethod").map(|node| node.attribute("Algorithm"));
        let mgf = dom::only_child(method, ns::XENC11, "MGF").map(|node| node.attribute("Algorithm"));
        let digest = digest.map_or(Some(Digest::Sha1), |uri| Digest::from_uri(uri?));
        let mgf = match algorithm_of(method)? {
            algorithm::RSA_OAEP => mgf.map_or(Some(Digest::Sha1), |uri| Digest::from_mgf_uri(uri?)),
            algorithm::RSA_OAEP_MGF1P if self.profile == Profile::Diagnose => Some(Digest::Sha1),
            uri => return Err(WssError::Policy(format!("key transport {uri}"))),
        };
        let (Some(digest), Some(mgf)) = (digest, mgf) else {
            return Err(WssError::Policy("digest or mask function of the key transport".into()));
        };
        let oaep = Oaep { digest, mgf };
        if self.profile == Profile::Peppol && oaep != Oaep::PEPPOL {
            return Err(WssError::Policy(format!("key transport with {digest:?} and MGF1 with {mgf:?}")));
        }
        Ok(oaep)
    }

    /// A direct child of the security header by its Id: tokens and keys are nowhere else.
    fn token(&self, id: &str) -> Option<Node<'a, 'i>> {
        self.ids.get(id).copied().filter(|node| node.parent() == Some(self.header))
    }
}

impl<'a> Verified<'a, '_> {
    /// Whether exactly this node was digested.
    pub fn covers(&self, node: Node<'_, '_>) -> bool {
        self.nodes.contains(&node.id())
    }

    /// Content ids of the attachments that were signed, percent-decoded.
    pub fn attachments(&self) -> impl Iterator<Item = String> {
        self.references.iter().filter_map(|reference| content_id_in(reference.uri))
    }

    /// Checks that `bytes` is the attachment that was signed under this content id.
    pub fn check_attachment(&self, content_id: &str, bytes: &[u8]) -> Result<(), WssError> {
        let named = |reference: &&Reference<'a, '_>| content_id_in(reference.uri).as_deref() == Some(content_id);
        let mut found = self.references.iter().filter(named);
        let first = found.next().ok_or_else(|| WssError::NotSigned(format!("attachment {content_id}")))?;
        if found.next().is_some() {
            return Err(shape(format!("attachment {content_id} is referenced twice")).into());
        }
        Ok(first.check_digest(bytes)?)
    }

    /// The references as they were signed, in order.
    pub fn references(&self) -> Vec<VerifiedReference> {
        let copy = |reference: &Reference<'_, '_>| VerifiedReference {
            uri: reference.uri.to_owned(),
            algorithm: reference.digest_uri.to_owned(),
            value_base64: reference.value_base64(),
            xml: String::from_utf8(c14n::element(reference.node, &Method::exclusive("")))
                .expect("canonical XML is UTF-8"),
        };
        self.references.iter().map(copy).collect()
    }
}

/// Every Id of the document: `wsu:Id`, `xml:id`, and the plain `Id` of signatures and encryption.
fn unique_ids<'a, 'i>(document: &'a Document<'i>) -> Result<HashMap<&'a str, Node<'a, 'i>>, SignatureError> {
    let mut ids = HashMap::new();
    for node in document.descendants().filter(Node::is_element) {
        let given = node.attributes().filter(|attribute| {
            matches!((attribute.namespace(), attribute.name()), (Some(ns::WSU) | None, "Id") | (Some(ns::XML), "id"))
        });
        for attribute in given {
            if ids.insert(attribute.value(), node).is_some_and(|other: Node<'_, '_>| other != node) {
                return Err(SignatureError::DuplicateId(attribute.value().to_owned()));
            }
        }
    }
    Ok(ids)
}

/// An algorithm that is not in the set is a matter of policy, not of authenticity.
fn policy(error: SignatureError) -> WssError {
    match error {
        SignatureError::Algorithm { .. } => WssError::Policy(error.to_string()),
        other => WssError::Signature(other),
    }
}

fn xenc_child<'a, 'i>(parent: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    dom::only_child(parent, ns::XENC, name)
}

fn cipher_reference(data: Node<'_, '_>) -> Option<String> {
    let reference = xenc_child(xenc_child(data, "CipherData")?, "CipherReference")?;
    content_id_in(reference.attribute("URI")?)
}

fn lists(encrypted_key: Node<'_, '_>, data_id: &str) -> bool {
    let list = xenc_child(encrypted_key, "ReferenceList");
    let mut references = list.into_iter().flat_map(|list| dom::children(list, ns::XENC, "DataReference"));
    references.any(|reference| reference.attribute("URI").and_then(|uri| uri.strip_prefix('#')) == Some(data_id))
}
