//! Writing the envelope.

use chrono::SecondsFormat;

use super::envelope::{closed, escape, outline, parse, text};
use super::{CONTENT_NAMESPACE, NAMESPACE, Sbdh, SbdhError};

pub(super) fn wrap(header: &Sbdh, document: &[u8]) -> Result<Vec<u8>, SbdhError> {
    let document = text(document)?;
    let outline = outline(document)?;
    judge_root(header, &closed(&document[outline.root_tag], &outline.root_name))?;
    let envelope = format!("{}{}</sh:StandardBusinessDocument>", write_header(header), &document[outline.root]);
    Ok(envelope.into_bytes())
}

/// A header that tells something else than the document says would be refused by the receiver.
fn judge_root(header: &Sbdh, root: &str) -> Result<(), SbdhError> {
    let parsed = parse(root)?;
    let name = parsed.root_element().tag_name();
    let Some(namespace) = name.namespace() else {
        return Err(SbdhError::NoNamespace { root: name.name().to_owned() });
    };
    if namespace == CONTENT_NAMESPACE {
        return Ok(());
    }
    if namespace != header.standard {
        return Err(SbdhError::Standard { found: header.standard.clone(), expected: namespace.to_owned() });
    }
    if name.name() != header.type_name {
        return Err(SbdhError::TypeName { found: header.type_name.clone(), expected: name.name().to_owned() });
    }
    Ok(())
}

/// Everything up to the document. The prefix keeps the envelope's namespace out of the document.
fn write_header(header: &Sbdh) -> String {
    let Sbdh { sender, receiver, document_type, process, .. } = header;
    let mut scopes = scope("DOCUMENTID", document_type.value(), Some(document_type.scheme()));
    scopes += &scope("PROCESSID", process.value(), Some(process.scheme()));
    scopes += &scope("COUNTRY_C1", &header.country_c1, None);
    if let Some(mls_to) = &header.mls_to {
        scopes += &scope("MLS_TO", mls_to.value(), Some(mls_to.scheme()));
    }
    if let Some(mls_type) = header.mls_type {
        scopes += &scope("MLS_TYPE", &mls_type.to_string(), None);
    }
    format!(
        "<sh:StandardBusinessDocument xmlns:sh=\"{NAMESPACE}\"><sh:StandardBusinessDocumentHeader>\
         <sh:HeaderVersion>1.0</sh:HeaderVersion>\
         <sh:Sender><sh:Identifier Authority=\"{}\">{}</sh:Identifier></sh:Sender>\
         <sh:Receiver><sh:Identifier Authority=\"{}\">{}</sh:Identifier></sh:Receiver>\
         <sh:DocumentIdentification><sh:Standard>{}</sh:Standard><sh:TypeVersion>{}</sh:TypeVersion>\
         <sh:InstanceIdentifier>{}</sh:InstanceIdentifier><sh:Type>{}</sh:Type>\
         <sh:CreationDateAndTime>{}</sh:CreationDateAndTime></sh:DocumentIdentification>\
         <sh:BusinessScope>{scopes}</sh:BusinessScope></sh:StandardBusinessDocumentHeader>",
        sender.scheme(),
        escape(sender.value()),
        receiver.scheme(),
        escape(receiver.value()),
        escape(&header.standard),
        escape(&header.type_version),
        escape(&header.instance_id),
        escape(&header.type_name),
        header.created.to_rfc3339_opts(SecondsFormat::AutoSi, true),
    )
}

fn scope(kind: &str, value: &str, scheme: Option<&str>) -> String {
    let scheme = scheme.map(|text| format!("<sh:Identifier>{}</sh:Identifier>", escape(text))).unwrap_or_default();
    let value = escape(value);
    format!(
        "<sh:Scope><sh:Type>{kind}</sh:Type><sh:InstanceIdentifier>{value}</sh:InstanceIdentifier>{scheme}</sh:Scope>"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use chrono::{TimeZone, Utc};

    use crate::{MlsType, ParticipantId, Sbdh, SbdhError, known};

    const INVOICE: &str = "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\" \
        xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">\r\n  <cbc:ID>a &amp; b</cbc:ID><x/>\n</Invoice>";

    fn header() -> Sbdh {
        Sbdh::for_document(
            ParticipantId::parse("0106:12345678").unwrap(),
            ParticipantId::parse("0208:0899965307").unwrap(),
            known::invoice(),
            known::billing_process(),
            "6f9b&1",
            Utc.with_ymd_and_hms(2026, 11, 2, 9, 0, 0).unwrap(),
            "NL",
        )
    }

    #[test]
    fn what_was_wrapped_comes_out_byte_for_byte() {
        let mut sent = header();
        sent.mls_to = Some(ParticipantId::parse("0242:000001").unwrap());
        sent.mls_type = Some(MlsType::AlwaysSend);
        let document =
            format!("\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by hand -->\n{INVOICE}\n");
        let (received, payload) = Sbdh::open(&sent.wrap(document.as_bytes()).unwrap()).unwrap();
        assert_eq!(received, sent);
        assert_eq!(String::from_utf8(payload).unwrap(), INVOICE);
    }

    #[test]
    fn no_xml_declaration_gets_inside() {
        let envelope = header().wrap(format!("<?xml version=\"1.0\"?>{INVOICE}").as_bytes()).unwrap();
        assert!(!String::from_utf8(envelope).unwrap().contains("<?xml"));
    }

    #[test]
    fn a_header_for_another_document_is_not_written() {
        let mut wrong = header();
        wrong.type_name = "CreditNote".to_owned();
        assert!(matches!(wrong.wrap(INVOICE.as_bytes()), Err(SbdhError::TypeName { .. })));
        let mut wrong = header();
        wrong.standard = "urn:x".to_owned();
        assert!(matches!(wrong.wrap(INVOICE.as_bytes()), Err(SbdhError::Standard { .. })));
    }

    #[test]
    fn a_document_that_cannot_travel_is_refused() {
        assert!(matches!(header().wrap(b"<Invoice/>"), Err(SbdhError::NoNamespace { .. })));
        assert!(matches!(header().wrap(b"<!DOCTYPE a><a xmlns='b'/>"), Err(SbdhError::Dtd)));
        assert!(matches!(header().wrap(b"<a xmlns='b'>"), Err(SbdhError::NotXml { .. })));
        assert!(matches!(header().wrap(&[0xff, 0xfe, b'<']), Err(SbdhError::NotXml { .. })));
        let deep = format!("{}{}", "<a>".repeat(101), "</a>".repeat(101));
        assert!(matches!(header().wrap(deep.as_bytes()), Err(SbdhError::TooDeep { .. })));
    }

    #[test]
    fn a_bilateral_reminder_tells_its_own_namespace_and_version_zero() {
        let mut header = header();
        header.document_type = known::bilateral();
        let header = Sbdh::for_document(
            header.sender,
            header.receiver,
            known::bilateral(),
            known::bilateral_process(),
            "1",
            header.created,
            "NL",
        );
        let reminder = b"<Reminder xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Reminder-2\"/>";
        let (opened, payload) = Sbdh::open(&header.wrap(reminder).unwrap()).unwrap();
        assert_eq!((opened.type_version.as_str(), opened.type_name.as_str()), ("0", "Reminder"));
        assert_eq!(payload, reminder);
    }
}
