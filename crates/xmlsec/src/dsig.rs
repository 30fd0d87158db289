//! Enveloped XML signatures over a whole document, as service metadata carries them (Peppol SMP 1.4.0, `ds:Signature` as the
//! last child of the root).
//!
//! One reference with `URI=""` and the enveloped-signature transform; inclusive canonicalization as every SMP writes it,
//! exclusive is read too. What is believed is the whole document: a signature anywhere else, or over anything less, is refused.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Document, Node};

use crate::algorithm::{self, Digest};
use crate::c14n::{self, Method};
use crate::dom::{self, ns};
pub use crate::signature::SignatureError;
use crate::signature::{self, Reference, SignedInfo, Transform, needed, shape};
use crate::{Certificate, Identity};

/// Largest signed document that is read; service metadata is a few kilobytes.
pub const SIGNED_BYTES_MAX: usize = 4_000_000;

/// Whether signatures with SHA-1 are accepted; test networks still had them in 2024.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sha1 {
    /// The rule, and the only choice in production.
    #[default]
    Refused,
    /// For old captures and closed networks.
    Accepted,
}

/// Signs the whole document; the signature becomes the last child of its root.
pub fn sign_enveloped(xml: &[u8], identity: &Identity) -> Result<Vec<u8>, SignatureError> {
    let document = dom::parse(xml, SIGNED_BYTES_MAX)?;
    if signatures(&document).next().is_some() {
        return Err(shape("the document is signed already".into()));
    }
    let digest = crate::sha256(&c14n::document(&document, &Method::Inclusive, None));
    let text = document.input_text();
    let root = document.root_element().range();
    let at = root.start + text[root.clone()].rfind("</").ok_or_else(|| shape("the root is empty".into()))?;
    let (before, after) = text.split_at(at);
    let (head, tail) = signature_around_value(&STANDARD.encode(digest), &identity.certificate);
    let value = {
        let unsigned = format!("{before}{head}{tail}{after}");
        let document = dom::parse(unsigned.as_bytes(), unsigned.len())?;
        let signature = signatures(&document).next().expect("it was just written");
        let info = needed(signature, "SignedInfo")?;
        signature::sign(&c14n::element(info, &Method::Inclusive), &identity.key)?
    };
    Ok([before, &head, &value, &tail, after].concat().into_bytes())
}

/// Verifies the signature that covers the whole document and returns the signer's certificate, whose trust the caller judges.
pub fn verify_enveloped(xml: &[u8], sha1: Sha1) -> Result<Certificate, SignatureError> {
    let document = dom::parse(xml, SIGNED_BYTES_MAX)?;
    let signature = the_signature(&document)?;
    let allowed: &[Digest] = match sha1 {
        Sha1::Refused => &[Digest::Sha256],
        Sha1::Accepted => &[Digest::Sha256, Digest::Sha1],
    };
    let info = SignedInfo::read(signature, allowed)?;
    let [reference] = &info.references[..] else {
        return Err(shape(format!("exactly one reference is read, not {}", info.references.len())));
    };
    let method = method_of_whole_document(reference)?;
    reference.check_digest(&c14n::document(&document, &method, Some(signature.id())))?;
    let signer = certificate_in(signature)?;
    info.check_value(signature, &signer)?;
    Ok(signer)
}

fn signatures<'a, 'i>(document: &'a Document<'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    document.descendants().filter(|node| dom::is(*node, ns::DS, "Signature"))
}

/// The document's only signature, which must be a child of the root.
fn the_signature<'a, 'i>(document: &'a Document<'i>) -> Result<Node<'a, 'i>, SignatureError> {
    let mut all = signatures(document);
    let first = all.next().ok_or_else(|| SignatureError::NotSigned("no ds:Signature".into()))?;
    if all.next().is_some() {
        return Err(shape("more than one ds:Signature".into()));
    }
    if first.parent() != Some(document.root_element()) {
        return Err(shape("ds:Signature is not a child of the root".into()));
    }
    Ok(first)
}

/// The canonical form that the reference digests, after making sure that it takes in everything but the signature.
fn method_of_whole_document(reference: &Reference<'_, '_>) -> Result<Method, SignatureError> {
    if !reference.uri.is_empty() {
        return Err(shape(format!("the reference {:?} is not the whole document", reference.uri)));
    }
    match &reference.transforms[..] {
        [Transform::Enveloped] => Ok(Method::Inclusive),
        [Transform::Enveloped, Transform::Canonical(method)] => Ok(method.clone()),
        _ => Err(shape("the transforms are not enveloped-signature, with or without one canonicalization".into())),
    }
}

fn certificate_in(signature: Node<'_, '_>) -> Result<Certificate, SignatureError> {
    let data = needed(needed(signature, "KeyInfo")?, "X509Data")?;
    let text = dom::children(data, ns::DS, "X509Certificate").next().map(dom::text);
    let text = text.ok_or_else(|| shape("KeyInfo holds no X509Certificate".into()))?;
    Ok(Certificate::from_base64(&text)?)
}

/// The signature's text before and after its value.
fn signature_around_value(digest: &str, certificate: &Certificate) -> (String, String) {
    let (ds, c14n, enveloped) = (ns::DS, algorithm::C14N, algorithm::ENVELOPED);
    let (rsa, sha) = (algorithm::RSA_SHA256, algorithm::SHA256);
    let head = format!(
        "<ds:Signature xmlns:ds=\"{ds}\"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"{c14n}\"/>\
         <ds:SignatureMethod Algorithm=\"{rsa}\"/><ds:Reference URI=\"\"><ds:Transforms>\
         <ds:Transform Algorithm=\"{enveloped}\"/></ds:Transforms><ds:DigestMethod Algorithm=\"{sha}\"/>\
         <ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>"
    );
    let subject = escaped(&certificate.subject());
    let tail = format!(
        "</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509SubjectName>{subject}</ds:X509SubjectName>\
         <ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>",
        certificate.to_base64()
    );
    (head, tail)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::Authority;
    use chrono::{TimeZone as _, Utc};

    const METADATA: &[u8] = b"<?xml version='1.0'?>\n<s:R xmlns:s='urn:s' xmlns='urn:d' xml:lang='en'>\r\n <b c=\"1\">x &amp; y</b></s:R>\n";

    fn publisher() -> Identity {
        let (from, until) = (Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0), Utc.with_ymd_and_hms(2030, 1, 1, 0, 0, 0));
        let root = Authority::root("Root", from.unwrap(), until.unwrap()).unwrap();
        root.service_metadata_publisher("PBE000003").unwrap()
    }

    #[test]
    fn what_is_signed_verifies_and_names_its_signer() {
        let publisher = publisher();
        let signed = sign_enveloped(METADATA, &publisher).unwrap();
        assert_eq!(verify_enveloped(&signed, Sha1::Refused).unwrap(), publisher.certificate);
    }

    #[test]
    fn a_change_anywhere_is_noticed() {
        let signed = String::from_utf8(sign_enveloped(METADATA, &publisher()).unwrap()).unwrap();
        for (from, to) in [
            ("x &amp; y", "x &amp; z"),
            ("c=\"1\"", "c=\"2\""),
            ("xml:lang='en'", "xml:lang='nl'"),
            ("xmlns='urn:d'", "xmlns='urn:e'"),
            ("<b ", "<extra/><b "),
            ("rsa-sha256", "rsa-sha512"),
        ] {
            let changed = signed.replacen(from, to, 1);
            assert_ne!(changed, signed, "{from} is in the document");
            assert!(verify_enveloped(changed.as_bytes(), Sha1::Refused).is_err(), "{from} -> {to}");
        }
    }

    #[test]
    fn a_signature_that_was_moved_or_wrapped_is_refused() {
        let signed = String::from_utf8(sign_enveloped(METADATA, &publisher()).unwrap()).unwrap();
        let (_, body) = signed.split_once("?>").unwrap();
        let wrapped = format!("<outer>{body}</outer>");
        let refused = verify_enveloped(wrapped.as_bytes(), Sha1::Refused).unwrap_err();
        assert!(matches!(refused, SignatureError::Shape(_)), "{refused}");
    }

    #[test]
    fn a_document_without_signature_says_so() {
        let refused = verify_enveloped(METADATA, Sha1::Refused).unwrap_err();
        assert!(matches!(refused, SignatureError::NotSigned(_)), "{refused}");
    }
}
