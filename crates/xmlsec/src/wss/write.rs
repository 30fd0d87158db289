//! Writing the `wsse:Security` header: encryption tokens first, then the signature, as the captured messages have it.
//!
//! Order of work: digest the attachment, sign, then encrypt. The header is put in front of the other SOAP headers, whose bytes
//! stay as they are.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openssl::rand::rand_bytes;

use super::{BASE64, ENCRYPTED_KEY_TOKEN, X509V3};
use crate::algorithm::{self, Digest};
use crate::c14n::{self, Method};
use crate::dom::{self, ns};
use crate::encryption::{self, Oaep};
use crate::signature::{self, SignatureError, needed, shape};
use crate::{Certificate, Error, Identity};

/// The one attachment of a message, compressed already.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    /// Content id without `cid:` and angle brackets.
    pub content_id: &'a str,
    /// Media type of `bytes`.
    pub mime_type: &'a str,
    /// What is digested and encrypted.
    pub bytes: &'a [u8],
}

/// What was signed: URI, digest algorithm, digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedReference {
    /// `#id` or `cid:`.
    pub uri: String,
    /// Digest algorithm URI.
    pub algorithm: String,
    /// The digest in base64.
    pub value_base64: String,
}

/// A secured message.
#[derive(Clone, Debug)]
pub struct Secured {
    /// The envelope with its security header.
    pub envelope: String,
    /// The encrypted attachment.
    pub attachment: Option<Vec<u8>>,
    /// The references of the signature, in order.
    pub references: Vec<SignedReference>,
}

/// Signs every header block that has a `wsu:Id`, and the body.
pub fn sign(envelope: &str, sender: &Identity) -> Result<Secured, SignatureError> {
    let frame = Frame::read(envelope)?;
    let signature = signature(&frame.soap, &frame.references, sender)?;
    let envelope = frame.with_security(envelope, &signature);
    Ok(Secured { envelope, attachment: None, references: frame.references })
}

/// Signs header blocks, body and attachment, and encrypts the attachment for `receiver`.
pub fn sign_and_encrypt(
    envelope: &str,
    attachment: Attachment<'_>,
    sender: &Identity,
    receiver: &Certificate,
) -> Result<Secured, SignatureError> {
    let mut frame = Frame::read(envelope)?;
    frame.references.push(SignedReference {
        uri: format!("cid:{}", attachment.content_id),
        algorithm: algorithm::SHA256.to_owned(),
        value_base64: STANDARD.encode(crate::sha256(attachment.bytes)),
    });
    let signature = signature(&frame.soap, &frame.references, sender)?;
    let key = encryption::new_key()?;
    let sealed = encryption::encrypt(attachment.bytes, &key)?;
    let wrapped = encryption::wrap_key(&key, receiver, Oaep::PEPPOL)?;
    let encryption = encryption_tokens(attachment, receiver, &STANDARD.encode(wrapped))?;
    let envelope = frame.with_security(envelope, &(encryption + &signature));
    Ok(Secured { envelope, attachment: Some(sealed), references: frame.references })
}

/// What must be known of an envelope to secure it.
struct Frame {
    /// Prefix of the SOAP namespace on the envelope element.
    soap: String,
    /// Where the first header block begins.
    first_block: usize,
    /// References to what the envelope itself holds, digested.
    references: Vec<SignedReference>,
}

impl Frame {
    fn read(envelope: &str) -> Result<Self, SignatureError> {
        let document = dom::parse(envelope.as_bytes(), envelope.len())?;
        let root = document.root_element();
        let missing = |what: &str| shape(format!("the envelope has no {what}"));
        let soap = dom::prefix(dom::qualified_name(root)).ok_or_else(|| missing("prefix"))?.to_owned();
        let header = dom::only_child(root, ns::SOAP, "Header").ok_or_else(|| missing("header"))?;
        let first_block = header.first_child().ok_or_else(|| missing("header block"))?.range().start;
        let body = dom::only_child(root, ns::SOAP, "Body").ok_or_else(|| missing("body"))?;
        let parts = header.children().filter(roxmltree::Node::is_element).chain([body]);
        let signed = parts.filter_map(|part| part.attribute((ns::WSU, "Id")).map(|id| (id, part)));
        let digested = signed.map(|(id, part)| SignedReference {
            uri: format!("#{id}"),
            algorithm: algorithm::SHA256.to_owned(),
            value_base64: STANDARD.encode(Digest::Sha256.of(&c14n::element(part, &Method::exclusive("")))),
        });
        Ok(Self { soap, first_block, references: digested.collect() })
    }

    /// Puts the security header in front of the header blocks.
    fn with_security(&self, envelope: &str, content: &str) -> String {
        let (before, after) = envelope.split_at(self.first_block);
        let (wsse, wsu, soap) = (ns::WSSE, ns::WSU, &self.soap);
        let open = format!("<wsse:Security xmlns:wsse=\"{wsse}\" xmlns:wsu=\"{wsu}\" {soap}:mustUnderstand=\"true\">");
        [before, &open, content, "</wsse:Security>", after].concat()
    }
}

/// The sender's token and the signature over the references.
fn signature(soap: &str, references: &[SignedReference], sender: &Identity) -> Result<String, SignatureError> {
    let info = signed_info(soap, references);
    // Exclusive canonicalization needs of the surroundings only what is used or listed: this stands for the whole envelope.
    let surroundings =
        format!("<{soap}:Envelope xmlns:{soap}=\"{}\" xmlns:ds=\"{}\">{info}</{soap}:Envelope>", ns::SOAP, ns::DS);
    let document = dom::parse(surroundings.as_bytes(), surroundings.len())?;
    let node = needed(document.root_element(), "SignedInfo")?;
    let value = signature::sign(&c14n::element(node, &Method::exclusive(soap)), &sender.key)?;
    let (id, ds) = (fresh_id()?, ns::DS);
    let token = format!("X509-{id}");
    Ok(format!(
        "{}<ds:Signature xmlns:ds=\"{ds}\" Id=\"SIG-{id}\">{info}<ds:SignatureValue>{value}</ds:SignatureValue>\
         <ds:KeyInfo Id=\"KI-{id}\"><wsse:SecurityTokenReference wsu:Id=\"STR-{id}\">{}</wsse:SecurityTokenReference>\
         </ds:KeyInfo></ds:Signature>",
        security_token(&token, &sender.certificate),
        token_reference(&token),
    ))
}

fn signed_info(soap: &str, references: &[SignedReference]) -> String {
    let (c14n, rsa) = (algorithm::EXC_C14N, algorithm::RSA_SHA256);
    let mut info = format!(
        "<ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"{c14n}\">\
         <ec:InclusiveNamespaces xmlns:ec=\"{c14n}\" PrefixList=\"{soap}\"/></ds:CanonicalizationMethod>\
         <ds:SignatureMethod Algorithm=\"{rsa}\"/>"
    );
    for SignedReference { uri, algorithm, value_base64 } in references {
        let transform = if uri.starts_with('#') { c14n } else { algorithm::ATTACHMENT_CONTENT };
        write!(
            info,
            "<ds:Reference URI=\"{uri}\"><ds:Transforms><ds:Transform Algorithm=\"{transform}\"/></ds:Transforms>\
             <ds:DigestMethod Algorithm=\"{algorithm}\"/><ds:DigestValue>{value_base64}</ds:DigestValue></ds:Reference>"
        )
        .expect("writing to a string cannot fail");
    }
    info + "</ds:SignedInfo>"
}

/// The receiver's token, the encrypted key and the encrypted data.
fn encryption_tokens(
    attachment: Attachment<'_>,
    receiver: &Certificate,
    wrapped_key: &str,
) -> Result<String, SignatureError> {
    let id = fresh_id()?;
    let (token, key, data) = (format!("G-{id}"), format!("EK-{id}"), format!("ED-{id}"));
    let (ds, xenc, xenc11, wsse11) = (ns::DS, ns::XENC, ns::XENC11, ns::WSSE11);
    let (oaep, sha256, mgf) = (algorithm::RSA_OAEP, algorithm::SHA256, algorithm::MGF1_SHA256);
    let encrypted_key = format!(
        "<xenc:EncryptedKey xmlns:xenc=\"{xenc}\" Id=\"{key}\"><xenc:EncryptionMethod Algorithm=\"{oaep}\">\
         <ds:DigestMethod xmlns:ds=\"{ds}\" Algorithm=\"{sha256}\"/>\
         <xenc11:MGF xmlns:xenc11=\"{xenc11}\" Algorithm=\"{mgf}\"/></xenc:EncryptionMethod>\
         <ds:KeyInfo xmlns:ds=\"{ds}\"><wsse:SecurityTokenReference>{}</wsse:SecurityTokenReference></ds:KeyInfo>\
         <xenc:CipherData><xenc:CipherValue>{wrapped_key}</xenc:CipherValue></xenc:CipherData>\
         <xenc:ReferenceList><xenc:DataReference URI=\"#{data}\"/></xenc:ReferenceList></xenc:EncryptedKey>",
        token_reference(&token),
    );
    let (gcm, kind, ciphertext) =
        (algorithm::AES128_GCM, algorithm::ATTACHMENT_CONTENT_ONLY, algorithm::ATTACHMENT_CIPHERTEXT);
    let (mime_type, content_id) = (attachment.mime_type, attachment.content_id);
    let encrypted_data = format!(
        "<xenc:EncryptedData xmlns:xenc=\"{xenc}\" Id=\"{data}\" MimeType=\"{mime_type}\" Type=\"{kind}\">\
         <xenc:EncryptionMethod Algorithm=\"{gcm}\"/><ds:KeyInfo xmlns:ds=\"{ds}\">\
         <wsse:SecurityTokenReference xmlns:wsse11=\"{wsse11}\" wsse11:TokenType=\"{ENCRYPTED_KEY_TOKEN}\">\
         <wsse:Reference URI=\"#{key}\"/></wsse:SecurityTokenReference></ds:KeyInfo><xenc:CipherData>\
         <xenc:CipherReference URI=\"cid:{content_id}\"><xenc:Transforms>\
         <ds:Transform xmlns:ds=\"{ds}\" Algorithm=\"{ciphertext}\"/></xenc:Transforms></xenc:CipherReference>\
         </xenc:CipherData></xenc:EncryptedData>"
    );
    Ok(security_token(&token, receiver) + &encrypted_key + &encrypted_data)
}

fn security_token(id: &str, certificate: &Certificate) -> String {
    format!(
        "<wsse:BinarySecurityToken EncodingType=\"{BASE64}\" ValueType=\"{X509V3}\" wsu:Id=\"{id}\">{}\
         </wsse:BinarySecurityToken>",
        certificate.to_base64()
    )
}

fn token_reference(id: &str) -> String {
    format!("<wsse:Reference URI=\"#{id}\" ValueType=\"{X509V3}\"/>")
}

/// What makes the Ids of one message different from all others; each use puts letters in front, as XML wants them.
fn fresh_id() -> Result<String, Error> {
    let mut random = [0; 16];
    rand_bytes(&mut random)?;
    Ok(format!("{:032x}", u128::from_be_bytes(random)))
}
