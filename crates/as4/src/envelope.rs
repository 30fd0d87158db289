//! Writing SOAP envelopes: the user message, the receipt and the error signal, before they are secured.
//!
//! Element order, attributes and prefixes as in captured messages of the network's most used implementation; facts in ebMS 3.0
//! Core (eb), AS4 profile 5.1.8 (receipts) and Peppol AS4 profile 2.0.3 (values).

use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};
use xmlsec::dom::ns;

use crate::{EbmsError, UserMessage};

/// ebMS 3.0 header.
pub const EB: &str = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/";
/// Business signals: the receipt's content.
pub const EBBP: &str = "http://docs.oasis-open.org/ebxml-bp/ebbp-signals-2.0";
/// Type of a party id: the seat id of an access point.
pub const PARTY_TYPE: &str = "urn:fdc:peppol.eu:2017:identifiers:ap";
/// Role of the sending access point.
pub const INITIATOR: &str = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/initiator";
/// Role of the receiving access point.
pub const RESPONDER: &str = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/responder";
/// The agreement under which access points exchange.
pub const AGREEMENT: &str = "urn:fdc:peppol.eu:2017:agreements:tia:ap_provider";
/// Type of original sender and final recipient.
pub const PARTICIPANT_TYPE: &str = "iso6523-actorid-upis";
/// Value of the property `CompressionType`.
pub const GZIP: &str = "application/gzip";

/// The envelope of a user message with one compressed attachment.
pub(crate) fn user_message(message: &UserMessage, content_id: &str) -> String {
    let content = [
        "<eb:UserMessage>",
        &info(message.timestamp, &message.message_id, None),
        &parties(message),
        &collaboration(message),
        &properties(message),
        &payload(content_id),
        "</eb:UserMessage>",
    ];
    envelope("", &content.concat())
}

fn parties(message: &UserMessage) -> String {
    let party = |tag: &str, id: &str, role: &str| {
        let id = escaped(id);
        format!("<eb:{tag}><eb:PartyId type=\"{PARTY_TYPE}\">{id}</eb:PartyId><eb:Role>{role}</eb:Role></eb:{tag}>")
    };
    let from = party("From", &message.from_party, INITIATOR);
    let to = party("To", &message.to_party, RESPONDER);
    format!("<eb:PartyInfo>{from}{to}</eb:PartyInfo>")
}

fn collaboration(message: &UserMessage) -> String {
    let UserMessage { service, service_type, action, conversation_id, .. } = message;
    format!(
        "<eb:CollaborationInfo><eb:AgreementRef>{AGREEMENT}</eb:AgreementRef><eb:Service type=\"{}\">{}</eb:Service>\
         <eb:Action>{}</eb:Action><eb:ConversationId>{}</eb:ConversationId></eb:CollaborationInfo>",
        escaped(service_type),
        escaped(service),
        escaped(action),
        escaped(conversation_id),
    )
}

fn properties(message: &UserMessage) -> String {
    let property = |name: &str, value: &str| {
        let value = escaped(value);
        format!("<eb:Property name=\"{name}\" type=\"{PARTICIPANT_TYPE}\">{value}</eb:Property>")
    };
    let sender = property("originalSender", &message.original_sender);
    let recipient = property("finalRecipient", &message.final_recipient);
    format!("<eb:MessageProperties>{sender}{recipient}</eb:MessageProperties>")
}

fn payload(content_id: &str) -> String {
    format!(
        "<eb:PayloadInfo><eb:PartInfo href=\"cid:{content_id}\"><eb:PartProperties>\
         <eb:Property name=\"MimeType\">application/xml</eb:Property>\
         <eb:Property name=\"CompressionType\">{GZIP}</eb:Property></eb:PartProperties></eb:PartInfo></eb:PayloadInfo>"
    )
}

/// The envelope of a receipt that repeats these `ds:Reference` elements.
pub(crate) fn receipt(at: DateTime<Utc>, message_id: &str, ref_to: &str, references: &[String]) -> String {
    let wrap =
        |reference: &String| format!("<ebbp:MessagePartNRInformation>{reference}</ebbp:MessagePartNRInformation>");
    let parts: String = references.iter().map(wrap).collect();
    let info = info(at, message_id, Some(ref_to));
    let content = format!(
        "<eb:SignalMessage>{info}<eb:Receipt><ebbp:NonRepudiationInformation>{parts}</ebbp:NonRepudiationInformation>\
         </eb:Receipt></eb:SignalMessage>"
    );
    envelope(&format!(" xmlns:ebbp=\"{EBBP}\""), &content)
}

/// The envelope of an error signal.
pub(crate) fn errors(at: DateTime<Utc>, message_id: &str, ref_to: Option<&str>, errors: &[EbmsError]) -> String {
    let info = info(at, message_id, ref_to);
    let errors: String = errors.iter().map(|error| error_element(error, ref_to)).collect();
    envelope("", &format!("<eb:SignalMessage>{info}{errors}</eb:SignalMessage>"))
}

fn error_element(error: &EbmsError, ref_to: Option<&str>) -> String {
    let mut text = "<eb:Error".to_owned();
    for (name, value) in [
        ("category", error.category.as_deref()),
        ("errorCode", Some(error.code.as_str())),
        ("origin", error.origin.as_deref()),
        ("refToMessageInError", error.ref_to.as_deref().or(ref_to)),
        ("severity", Some(error.severity.as_str())),
        ("shortDescription", Some(error.short_description.as_str())),
    ] {
        if let Some(value) = value {
            write!(text, " {name}=\"{}\"", escaped(value)).expect("writing to a string cannot fail");
        }
    }
    text.push('>');
    for (tag, attribute, content) in
        [("Description", " xml:lang=\"en\"", &error.description), ("ErrorDetail", "", &error.detail)]
    {
        if let Some(content) = content {
            write!(text, "<eb:{tag}{attribute}>{}</eb:{tag}>", escaped(content))
                .expect("writing to a string cannot fail");
        }
    }
    text + "</eb:Error>"
}

fn info(at: DateTime<Utc>, message_id: &str, ref_to: Option<&str>) -> String {
    let time = at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let ref_to = ref_to.map(|id| format!("<eb:RefToMessageId>{}</eb:RefToMessageId>", escaped(id)));
    format!(
        "<eb:MessageInfo><eb:Timestamp>{time}</eb:Timestamp><eb:MessageId>{}</eb:MessageId>{}</eb:MessageInfo>",
        escaped(message_id),
        ref_to.unwrap_or_default()
    )
}

/// The frame around `eb:Messaging`; header block and body carry the Ids that get signed.
fn envelope(namespaces: &str, content: &str) -> String {
    let (soap, wsu) = (ns::SOAP, ns::WSU);
    let (messaging, body) = (uuid::Uuid::new_v4(), uuid::Uuid::new_v4());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><S12:Envelope xmlns:S12=\"{soap}\"><S12:Header>\
         <eb:Messaging xmlns:eb=\"{EB}\"{namespaces} xmlns:wsu=\"{wsu}\" S12:mustUnderstand=\"true\" \
         wsu:Id=\"msg-{messaging}\">{content}</eb:Messaging></S12:Header>\
         <S12:Body xmlns:wsu=\"{wsu}\" wsu:Id=\"id-{body}\"/></S12:Envelope>"
    )
}

/// Text as it stands in an element or a double-quoted attribute. Control characters that XML does not have become a mark.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            control if control < ' ' || matches!(control, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
