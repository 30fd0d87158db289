//! Reading the ebMS header (ebMS 3.0 Core 5.2) by namespace and local name, whatever the prefixes.
//!
//! Reading is tolerant, so that a refused message can still be named in the answer; `checks.rs` says what Peppol wants of it.

use chrono::{DateTime, NaiveDateTime, Utc};
use roxmltree::{Document, Node};
use xmlsec::dom::{self, ns};

use crate::ReferenceDigest;
use crate::envelope::{EB, EBBP};
use crate::error::{Code, EbmsCode, EbmsError};

/// The parts of a SOAP envelope that matter: the very nodes that must have been signed.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a, 'i> {
    pub messaging: Node<'a, 'i>,
    pub body: Node<'a, 'i>,
}

impl<'a, 'i> Frame<'a, 'i> {
    /// Finds header block and body at their only places.
    pub fn find(document: &'a Document<'i>) -> Result<Self, EbmsError> {
        let root = document.root_element();
        if !dom::is(root, ns::SOAP, "Envelope") {
            return Err(EbmsError::new(Code::InvalidHeader, "not a SOAP 1.2 envelope"));
        }
        let header = dom::only_child(root, ns::SOAP, "Header");
        let messaging = header.and_then(|header| dom::only_child(header, EB, "Messaging"));
        let messaging = messaging.ok_or_else(|| missing("exactly one eb:Messaging"))?;
        let body = dom::only_child(root, ns::SOAP, "Body").ok_or_else(|| missing("exactly one SOAP body"))?;
        Ok(Self { messaging, body })
    }

    /// The message id, of a user message or of a signal.
    pub fn message_id(&self) -> Option<String> {
        let unit = self.messaging.children().find(Node::is_element)?;
        text_of(dom::only_child(unit, EB, "MessageInfo")?, "MessageId")
    }
}

/// A party id with its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    pub id: String,
    pub id_type: Option<String>,
    pub role: Option<String>,
}

/// A message property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Property {
    pub name: String,
    pub value: String,
    pub scheme: Option<String>,
}

/// One `eb:PartInfo`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartInfo {
    pub href: Option<String>,
    pub properties: Vec<Property>,
}

impl PartInfo {
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|property| property.name == name).map(|property| property.value.as_str())
    }
}

/// `eb:UserMessage`, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UserHeader {
    pub message_id: String,
    pub timestamp: DateTime<Utc>,
    pub from: Vec<Party>,
    pub to: Vec<Party>,
    pub agreement: Option<String>,
    pub service: String,
    pub service_type: Option<String>,
    pub action: String,
    pub conversation_id: String,
    pub properties: Vec<Property>,
    pub parts: Vec<PartInfo>,
}

impl UserHeader {
    /// Reads the only user message.
    pub fn read(messaging: Node<'_, '_>) -> Result<Self, EbmsError> {
        let unit = dom::only_child(messaging, EB, "UserMessage").ok_or_else(|| missing("exactly one UserMessage"))?;
        let (message_id, timestamp) = info(unit)?;
        let parties = dom::only_child(unit, EB, "PartyInfo").ok_or_else(|| missing("PartyInfo"))?;
        let collaboration =
            dom::only_child(unit, EB, "CollaborationInfo").ok_or_else(|| missing("CollaborationInfo"))?;
        let service = dom::only_child(collaboration, EB, "Service").ok_or_else(|| missing("Service"))?;
        let payload = dom::only_child(unit, EB, "PayloadInfo");
        Ok(Self {
            message_id,
            timestamp,
            from: party(parties, "From"),
            to: party(parties, "To"),
            agreement: text_of(collaboration, "AgreementRef"),
            service: dom::text(service).trim().to_owned(),
            service_type: service.attribute("type").map(str::to_owned),
            action: text_of(collaboration, "Action").ok_or_else(|| missing("Action"))?,
            conversation_id: text_of(collaboration, "ConversationId").unwrap_or_default(),
            properties: properties(dom::only_child(unit, EB, "MessageProperties")),
            parts: payload.into_iter().flat_map(|list| dom::children(list, EB, "PartInfo")).map(part_info).collect(),
        })
    }

    /// A message property; names are case-sensitive.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// A connectivity test: answered, never delivered.
    pub fn is_test(&self) -> bool {
        self.service == format!("{EB}service") && self.action == format!("{EB}test")
    }
}

/// `eb:SignalMessage`, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignalHeader {
    pub message_id: String,
    pub timestamp: DateTime<Utc>,
    pub ref_to: Option<String>,
    /// What the receipt acknowledges; nothing where its content is not as AS4 has it.
    pub receipt: Option<Vec<ReferenceDigest>>,
    pub errors: Vec<EbmsError>,
}

impl SignalHeader {
    /// Reads the only signal.
    pub fn read(messaging: Node<'_, '_>) -> Result<Self, EbmsError> {
        let unit =
            dom::only_child(messaging, EB, "SignalMessage").ok_or_else(|| missing("exactly one SignalMessage"))?;
        let (message_id, timestamp) = info(unit)?;
        Ok(Self {
            message_id,
            timestamp,
            ref_to: dom::only_child(unit, EB, "MessageInfo").and_then(|info| text_of(info, "RefToMessageId")),
            receipt: dom::only_child(unit, EB, "Receipt").map(acknowledged),
            errors: dom::children(unit, EB, "Error").map(error).collect(),
        })
    }
}

/// The references of `ebbp:NonRepudiationInformation`.
fn acknowledged(receipt: Node<'_, '_>) -> Vec<ReferenceDigest> {
    let information = dom::only_child(receipt, EBBP, "NonRepudiationInformation");
    let parts = information.into_iter().flat_map(|list| dom::children(list, EBBP, "MessagePartNRInformation"));
    parts.filter_map(|part| reference(dom::only_child(part, ns::DS, "Reference")?)).collect()
}

fn reference(node: Node<'_, '_>) -> Option<ReferenceDigest> {
    let method = dom::only_child(node, ns::DS, "DigestMethod")?;
    let mut value_base64 = dom::text(dom::only_child(node, ns::DS, "DigestValue")?);
    value_base64.retain(|c| !c.is_whitespace());
    let algorithm = method.attribute("Algorithm")?.to_owned();
    Some(ReferenceDigest { uri: node.attribute("URI")?.to_owned(), algorithm, value_base64 })
}

fn error(node: Node<'_, '_>) -> EbmsError {
    let attribute = |name| node.attribute(name).map(str::to_owned);
    EbmsError {
        code: EbmsCode::new(node.attribute("errorCode").unwrap_or_default()),
        short_description: attribute("shortDescription").unwrap_or_default(),
        severity: attribute("severity").unwrap_or_else(|| "failure".to_owned()),
        category: attribute("category"),
        origin: attribute("origin"),
        description: text_of(node, "Description"),
        detail: text_of(node, "ErrorDetail"),
        ref_to: attribute("refToMessageInError"),
    }
}

fn info(unit: Node<'_, '_>) -> Result<(String, DateTime<Utc>), EbmsError> {
    let info = dom::only_child(unit, EB, "MessageInfo").ok_or_else(|| missing("MessageInfo"))?;
    let message_id = text_of(info, "MessageId").ok_or_else(|| missing("MessageId"))?;
    let written = text_of(info, "Timestamp").ok_or_else(|| missing("Timestamp"))?;
    let timestamp = instant(&written)
        .ok_or_else(|| EbmsError::new(Code::InvalidHeader, format!("timestamp {written:?} is no xs:dateTime")))?;
    Ok((message_id, timestamp))
}

/// xs:dateTime; without a zone it is taken as UTC.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    let zoned = DateTime::parse_from_rfc3339(text).map(|time| time.with_timezone(&Utc));
    zoned.ok().or_else(|| Some(text.parse::<NaiveDateTime>().ok()?.and_utc()))
}

fn party(parties: Node<'_, '_>, side: &'static str) -> Vec<Party> {
    let holder = dom::only_child(parties, EB, side);
    let role = holder.and_then(|holder| text_of(holder, "Role"));
    let ids = holder.into_iter().flat_map(|holder| dom::children(holder, EB, "PartyId"));
    let read = |node: Node<'_, '_>| Party {
        id: dom::text(node).trim().to_owned(),
        id_type: node.attribute("type").map(str::to_owned),
        role: role.clone(),
    };
    ids.map(read).collect()
}

fn properties(list: Option<Node<'_, '_>>) -> Vec<Property> {
    let nodes = list.into_iter().flat_map(|list| dom::children(list, EB, "Property"));
    let read = |node: Node<'_, '_>| Property {
        name: node.attribute("name").unwrap_or_default().to_owned(),
        value: dom::text(node).trim().to_owned(),
        scheme: node.attribute("type").map(str::to_owned),
    };
    nodes.map(read).collect()
}

fn part_info(node: Node<'_, '_>) -> PartInfo {
    PartInfo {
        href: node.attribute("href").map(str::to_owned),
        properties: properties(dom::only_child(node, EB, "PartProperties")),
    }
}

fn text_of(parent: Node<'_, '_>, name: &'static str) -> Option<String> {
    dom::only_child(parent, EB, name).map(|node| dom::text(node).trim().to_owned())
}

fn missing(what: &str) -> EbmsError {
    EbmsError::new(Code::InvalidHeader, format!("the message has no {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_may_have_an_offset_or_none() {
        let expected = "2026-11-22T09:00:01.500Z".parse::<DateTime<Utc>>().ok();
        for text in ["2026-11-22T09:00:01.500Z", "2026-11-22T10:00:01.5+01:00", "2026-11-22T09:00:01.5"] {
            assert_eq!(instant(text), expected, "{text}");
        }
        assert_eq!(instant("22-11-2026"), None);
    }
}
