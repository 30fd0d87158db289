//! Reading the envelope: every check of reception that concerns the header and its document.

use chrono::{DateTime, NaiveDateTime, Utc};
use roxmltree::Node;
use xmlsec::dom;

use super::envelope::{Child, Outline, closed, escape, outline, parse, text};
use super::{CONTENT_NAMESPACE, COUNTRY_UNKNOWN, MlsType, NAMESPACE, Sbdh, SbdhError, SbdhOptions};
use crate::document_type::{PROCESS_SCHEME, QNS_SCHEME};
use crate::{DocumentTypeId, ParticipantError, ParticipantId, ProcessId};

/// A header carries some twenty short values.
const HEADER_BYTES_MAX: usize = 1_000_000;
/// The root's start tag carries a few namespaces, of which each is looked for in the whole document.
const ROOT_TAG_BYTES_MAX: usize = 16_000;
const ROOT_NAMESPACES_MAX: usize = 64;
/// An id is a UUID or little more; it is a key of what was received.
const INSTANCE_CHARS_MAX: usize = 255;

pub(super) fn open(envelope: &[u8], options: SbdhOptions) -> Result<(Sbdh, Vec<u8>), SbdhError> {
    let text = text(envelope)?;
    let outline = outline(text)?;
    let root_tag = &text[outline.root_tag.clone()];
    if root_tag.len() > ROOT_TAG_BYTES_MAX {
        return Err(SbdhError::HeaderTooLarge { bytes_max: ROOT_TAG_BYTES_MAX });
    }
    if root_tag.matches("xmlns").count() > ROOT_NAMESPACES_MAX {
        return Err(SbdhError::RootNamespaces { most: ROOT_NAMESPACES_MAX });
    }
    judge_root(&closed(root_tag, &outline.root_name))?;

    let header = read_header(text, &outline, options)?;
    let payload = the_payload(&outline)?;
    let skeleton = format!("{root_tag}{}</{}>", closed(&text[payload.tag.clone()], &payload.name), outline.root_name);
    let skeleton = parse(&skeleton)?;
    let root = skeleton.root_element();
    let element = root.first_element_child().ok_or(SbdhError::NoPayload)?;
    judge_payload(&header, element)?;
    Ok((header, complete(text, payload, root, element)))
}

fn judge_root(root: &str) -> Result<(), SbdhError> {
    let parsed = parse(root)?;
    let name = parsed.root_element().tag_name();
    if name.namespace() == Some(NAMESPACE) && name.name() == "StandardBusinessDocument" {
        return Ok(());
    }
    Err(SbdhError::NotAnEnvelope { found: format!("{{{}}}{}", name.namespace().unwrap_or_default(), name.name()) })
}

fn the_payload(outline: &Outline) -> Result<&Child, SbdhError> {
    match &outline.children[..] {
        [_] | [_, _] if outline.stray_text => Err(SbdhError::StrayText),
        [_] => Err(SbdhError::NoPayload),
        [_, payload] => Ok(payload),
        more => Err(SbdhError::PayloadCount { count: more.len().saturating_sub(1) }),
    }
}

fn read_header(text: &str, outline: &Outline, options: SbdhOptions) -> Result<Sbdh, SbdhError> {
    let first = outline.children.first().ok_or(SbdhError::NoHeader)?;
    if !first.name.ends_with("StandardBusinessDocumentHeader") {
        return Err(SbdhError::NoHeader);
    }
    if first.range.len() > HEADER_BYTES_MAX {
        return Err(SbdhError::HeaderTooLarge { bytes_max: HEADER_BYTES_MAX });
    }
    let root_tag = &text[outline.root_tag.clone()];
    let skeleton = format!("{root_tag}{}</{}>", &text[first.range.clone()], outline.root_name);
    let parsed = parse(&skeleton)?;
    let header = child(parsed.root_element(), "StandardBusinessDocumentHeader").ok_or(SbdhError::NoHeader)?;

    let version = text_of(header, "HeaderVersion");
    if version != "1.0" {
        return Err(SbdhError::HeaderVersion { found: version });
    }
    let sender = read_party(header, "Sender")?;
    let receiver = read_party(header, "Receiver")?;
    let scopes = Scopes::read(header, options)?;
    let document_type = scopes.document_type()?;
    let process = scopes.process()?;
    let country_c1 = scopes.country(options)?;
    let identification = child(header, "DocumentIdentification");
    let identified = |name: &str| identification.map(|node| text_of(node, name)).unwrap_or_default();
    let instance_id = identified("InstanceIdentifier");
    if instance_id.is_empty() {
        return Err(SbdhError::InstanceIdentifier);
    }
    let chars = instance_id.chars().count();
    if chars > INSTANCE_CHARS_MAX {
        return Err(SbdhError::InstanceIdentifierTooLong { chars, most: INSTANCE_CHARS_MAX });
    }
    let header = Sbdh {
        sender,
        receiver,
        instance_id,
        country_c1,
        created: read_instant(&identified("CreationDateAndTime"))?,
        standard: identified("Standard"),
        type_version: identified("TypeVersion"),
        type_name: identified("Type"),
        mls_to: scopes.mls_to()?,
        mls_type: scopes.mls_type()?,
        document_type,
        process,
    };
    judge_agreement(&header)?;
    Ok(header)
}

/// The document type and the three facts about the document tell the same, where the type names an XML root at all.
fn judge_agreement(header: &Sbdh) -> Result<(), SbdhError> {
    let Some(namespace) = header.document_type.namespace() else {
        return Ok(());
    };
    if header.standard != namespace {
        return Err(SbdhError::Standard { found: header.standard.clone(), expected: namespace.to_owned() });
    }
    let version = header.document_type.version();
    if header.type_version != version {
        return Err(SbdhError::TypeVersion { found: header.type_version.clone(), expected: version.to_owned() });
    }
    Ok(())
}

fn judge_payload(header: &Sbdh, payload: Node) -> Result<(), SbdhError> {
    let name = payload.tag_name();
    let namespace = name.namespace().unwrap_or_default();
    if namespace == CONTENT_NAMESPACE {
        return Ok(());
    }
    if namespace.is_empty() {
        return Err(SbdhError::NoNamespace { root: name.name().to_owned() });
    }
    if header.standard != namespace {
        return Err(SbdhError::Standard { found: header.standard.clone(), expected: namespace.to_owned() });
    }
    if header.type_name != name.name() {
        return Err(SbdhError::TypeName { found: header.type_name.clone(), expected: name.name().to_owned() });
    }
    Ok(())
}

/// The document's bytes, made to stand alone: declarations of the envelope's root that it relies on are added to its own root.
fn complete(text: &str, payload: &Child, envelope: Node, element: Node) -> Vec<u8> {
    let bytes = &text[payload.range.clone()];
    let own_tag = &text[payload.tag.clone()];
    let mut declarations = String::new();
    for outer in envelope.namespaces() {
        let prefix = outer.name().unwrap_or_default();
        let inherited = element.lookup_namespace_uri(outer.name()) == Some(outer.uri());
        let declared =
            if prefix.is_empty() { declares(own_tag, "xmlns") } else { declares(own_tag, &format!("xmlns:{prefix}")) };
        let used = if prefix.is_empty() { payload.has_unprefixed } else { bytes.contains(&format!("{prefix}:")) };
        if !inherited || declared || !used || prefix == "xml" {
            continue;
        }
        let colon = if prefix.is_empty() { "" } else { ":" };
        declarations.push_str(&[" xmlns", colon, prefix, "=\"", &escape(outer.uri()), "\""].concat());
    }
    let after_name = 1 + payload.name.len();
    [&bytes[..after_name], &declarations, &bytes[after_name..]].concat().into_bytes()
}

/// Whether a start tag carries this attribute.
fn declares(tag: &str, attribute: &str) -> bool {
    tag.match_indices(attribute).any(|(at, _)| {
        let before = tag[..at].chars().next_back().is_some_and(char::is_whitespace);
        before && tag[at + attribute.len()..].trim_start().starts_with('=')
    })
}

fn child<'a, 'input>(parent: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    parent.children().find(|node| node.has_tag_name((NAMESPACE, name)))
}

/// All text of a child; a comment inside does not cut it short.
fn text_of(parent: Node, name: &str) -> String {
    child(parent, name).map(dom::text).unwrap_or_default().trim().to_owned()
}

fn read_party(header: Node, party: &'static str) -> Result<ParticipantId, SbdhError> {
    let parties: Vec<Node> = header.children().filter(|node| node.has_tag_name((NAMESPACE, party))).collect();
    let [only] = parties[..] else {
        return Err(SbdhError::PartyCount { party, count: parties.len() });
    };
    let authority = child(only, "Identifier").and_then(|node| node.attribute("Authority")).unwrap_or_default();
    ParticipantId::new(authority, &text_of(only, "Identifier")).map_err(|source| match source {
        ParticipantError::Scheme { found } => SbdhError::PartyAuthority { party, found },
        source => SbdhError::PartyIdentifier { party, source },
    })
}

/// xs:dateTime; a zone is demanded by the specification, its absence is read as UTC.
fn read_instant(text: &str) -> Result<DateTime<Utc>, SbdhError> {
    let zoned = DateTime::parse_from_rfc3339(text).map(|instant| instant.to_utc());
    let unzoned = || text.parse::<NaiveDateTime>().map(|instant| instant.and_utc());
    zoned.or_else(|_| unzoned()).map_err(|_| SbdhError::CreationTime { found: text.to_owned() })
}

struct Scope {
    kind: String,
    value: String,
    scheme: Option<String>,
}

struct Scopes(Vec<Scope>);

impl Scopes {
    fn read(header: Node, options: SbdhOptions) -> Result<Self, SbdhError> {
        let all = child(header, "BusinessScope").ok_or(SbdhError::NoBusinessScope)?;
        let read = |node: Node| Scope {
            kind: text_of(node, "Type"),
            value: text_of(node, "InstanceIdentifier"),
            scheme: child(node, "Identifier").map(|_| text_of(node, "Identifier")),
        };
        let scopes: Vec<Scope> =
            all.children().filter(|node| node.has_tag_name((NAMESPACE, "Scope"))).map(read).collect();
        let least = if options.country_required { 3 } else { 2 };
        if scopes.len() < least {
            return Err(SbdhError::TooFewScopes { count: scopes.len(), least });
        }
        Ok(Self(scopes))
    }

    fn at_most_one(&self, kind: &'static str) -> Result<Option<&Scope>, SbdhError> {
        let found: Vec<&Scope> = self.0.iter().filter(|scope| scope.kind == kind).collect();
        match found[..] {
            [] => Ok(None),
            [only] => Ok(Some(only)),
            _ => Err(SbdhError::RepeatedScope { kind, count: found.len() }),
        }
    }

    fn one(&self, kind: &'static str) -> Result<&Scope, SbdhError> {
        self.at_most_one(kind)?.ok_or(SbdhError::MissingScope { kind })
    }

    fn document_type(&self) -> Result<DocumentTypeId, SbdhError> {
        let scope = self.one("DOCUMENTID")?;
        // Version 1 envelopes had no scheme here.
        let scheme = scope.scheme.as_deref().unwrap_or(QNS_SCHEME);
        DocumentTypeId::new(scheme, &scope.value).map_err(SbdhError::DocumentType)
    }

    fn process(&self) -> Result<ProcessId, SbdhError> {
        let scope = self.one("PROCESSID")?;
        let scheme = scope.scheme.as_deref().unwrap_or(PROCESS_SCHEME);
        ProcessId::new(scheme, &scope.value).map_err(SbdhError::Process)
    }

    fn country(&self, options: SbdhOptions) -> Result<String, SbdhError> {
        let scope = match self.at_most_one("COUNTRY_C1")? {
            Some(scope) => scope,
            None if options.country_required => {
                return Err(SbdhError::MissingScope { kind: "COUNTRY_C1" });
            }
            None => return Ok(COUNTRY_UNKNOWN.to_owned()),
        };
        let is_code = scope.value.len() == 2 && scope.value.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_code { Ok(scope.value.clone()) } else { Err(SbdhError::Country { found: scope.value.clone() }) }
    }

    fn mls_to(&self) -> Result<Option<ParticipantId>, SbdhError> {
        let Some(scope) = self.at_most_one("MLS_TO")? else {
            return Ok(None);
        };
        match (&scope.scheme, scope.value.as_str()) {
            (None, "") => Err(SbdhError::MlsToEmpty),
            (Some(_), "") => Err(SbdhError::MlsToValueMissing),
            (None, _) => Err(SbdhError::MlsToSchemeMissing),
            (Some(scheme), value) => ParticipantId::new(scheme, value).map(Some).map_err(SbdhError::MlsTo),
        }
    }

    fn mls_type(&self) -> Result<Option<MlsType>, SbdhError> {
        match self.at_most_one("MLS_TYPE")? {
            None => Ok(None),
            Some(scope) if scope.value.is_empty() => Err(SbdhError::MlsTypeEmpty),
            Some(scope) => scope.value.parse().map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    use super::*;

    fn samples(kind: &str) -> Option<Vec<PathBuf>> {
        let folder = crate::samples::specs(&format!("samples/sbdh/{kind}"))?;
        let files = std::fs::read_dir(folder).unwrap();
        Some(files.map(|file| file.unwrap().path()).collect())
    }

    fn name(path: &Path) -> String {
        path.file_stem().unwrap().to_string_lossy().into_owned()
    }

    #[test]
    fn every_good_sample_is_accepted_and_its_document_stands_alone() {
        for path in samples("good").unwrap_or_default() {
            let bytes = std::fs::read(&path).unwrap();
            let (header, payload) = Sbdh::open_with(&bytes, SbdhOptions { country_required: false })
                .unwrap_or_else(|error| panic!("{}: {error}", name(&path)));
            let payload = String::from_utf8(payload).unwrap();
            let document = roxmltree::Document::parse(&payload).unwrap();
            let root = document.root_element().tag_name();
            if root.namespace() != Some(CONTENT_NAMESPACE) {
                assert_eq!(root.namespace(), Some(header.standard.as_str()), "{}", name(&path));
            }
            // The root may have gained declarations; from its end on every byte is the envelope's.
            let (_, content) = payload.split_once('>').unwrap();
            assert!(String::from_utf8_lossy(&bytes).contains(content), "{}: not verbatim", name(&path));
        }
    }

    #[test]
    fn every_bad_sample_is_refused_with_an_error_of_its_own() {
        let Some(paths) = samples("bad") else { return };
        let mut errors: BTreeMap<String, String> = BTreeMap::new();
        for path in paths {
            let error = Sbdh::open(&std::fs::read(&path).unwrap()).unwrap_err();
            let also = errors.insert(error.to_string(), name(&path));
            assert!(also.is_none(), "{} and {also:?} share `{error}`", name(&path));
        }
        let told: BTreeMap<&str, &str> = errors.iter().map(|(error, file)| (file.as_str(), error.as_str())).collect();
        for (file, words) in [
            ("bad-invalid-header-version", "HeaderVersion is `1.5`"),
            ("bad-too-many-senders", "2 Sender elements"),
            ("bad-invalid-receiver-authority", "Receiver/Identifier/@Authority is `foobar2000`"),
            ("bad-no-country-c1", "no Scope of Type COUNTRY_C1"),
            ("bad-too-few-scopes", "2 scopes"),
            ("bad-mls-type-invalid-value", "MLS_TYPE is `always_SEND`"),
            ("bad-no-sbdh", "no StandardBusinessDocumentHeader"),
        ] {
            assert!(told[file].contains(words), "{file}: {}", told[file]);
        }
    }

    #[test]
    fn a_missing_country_is_refused_unless_allowed() {
        let Some(paths) = samples("bad") else {
            return;
        };
        let path = paths.iter().find(|path| name(path) == "bad-no-country-c1").unwrap();
        let bytes = std::fs::read(path).unwrap();
        assert!(matches!(Sbdh::open(&bytes), Err(SbdhError::MissingScope { kind: "COUNTRY_C1" })));
        let lenient = SbdhOptions { country_required: false };
        let (header, _) = Sbdh::open_with(&bytes, lenient).unwrap();
        assert_eq!(header.country_c1, "ZZ");
    }

    fn envelope(root_attributes: &str, payload: &str) -> String {
        format!(
            "<e:StandardBusinessDocument xmlns:e=\"{NAMESPACE}\" {root_attributes}><e:StandardBusinessDocumentHeader>\
             <e:HeaderVersion>1.0</e:HeaderVersion>\
             <e:Sender><e:Identifier Authority=\"iso6523-actorid-upis\">0106:12345678</e:Identifier></e:Sender>\
             <e:Receiver><e:Identifier Authority=\"iso6523-actorid-upis\">0208:0899965307</e:Identifier></e:Receiver>\
             <e:DocumentIdentification><e:Standard>urn:x</e:Standard><e:TypeVersion>2.1</e:TypeVersion>\
             <e:InstanceIdentifier>1</e:InstanceIdentifier><e:Type>D</e:Type>\
             <e:CreationDateAndTime>2026-11-02T10:00:00+01:00</e:CreationDateAndTime></e:DocumentIdentification>\
             <e:BusinessScope>\
             <e:Scope><e:Type>DOCUMENTID</e:Type><e:InstanceIdentifier>urn:x::D##c::2.1</e:InstanceIdentifier></e:Scope>\
             <e:Scope><e:Type>PROCESSID</e:Type><e:InstanceIdentifier>p</e:InstanceIdentifier></e:Scope>\
             <e:Scope><e:Type>COUNTRY_C1</e:Type><e:InstanceIdentifier>NL</e:InstanceIdentifier></e:Scope>\
             </e:BusinessScope></e:StandardBusinessDocumentHeader>{payload}</e:StandardBusinessDocument>"
        )
    }

    fn check(root_attributes: &str, payload: &str, expected: &str) {
        let (_, document) = Sbdh::open(envelope(root_attributes, payload).as_bytes()).unwrap();
        assert_eq!(String::from_utf8(document).unwrap(), expected);
    }

    #[test]
    fn namespaces_left_to_the_envelope_are_brought_along() {
        check(
            "xmlns:d=\"urn:x\" xmlns:unused=\"urn:u\"",
            "<d:D a=\"1\"><d:E/></d:D>",
            "<d:D xmlns:d=\"urn:x\" a=\"1\"><d:E/></d:D>",
        );
        check("xmlns=\"urn:x\"", "<D><E/></D>", "<D xmlns=\"urn:x\"><E/></D>");
        check("xmlns=\"urn:y\"", "<D xmlns=\"urn:x\"/>", "<D xmlns=\"urn:x\"/>");
    }

    #[test]
    fn a_time_with_zone_is_told_in_utc() {
        let (header, _) = Sbdh::open(envelope("", "<D xmlns=\"urn:x\"/>").as_bytes()).unwrap();
        assert_eq!(header.created.to_rfc3339(), "2026-11-02T09:00:00+00:00");
    }

    #[test]
    fn a_comment_inside_a_value_does_not_cut_it_short() {
        let plain = envelope("", "<D xmlns=\"urn:x\"/>");
        let (expected, _) = Sbdh::open(plain.as_bytes()).unwrap();
        let mut commented = plain.clone();
        for (value, cut) in [
            ("0106:12345678", "0106:1234<!-- cut -->5678"),
            ("0208:0899965307", "0208:<!-- cut -->0899965307"),
            ("urn:x::D##c::2.1", "urn:x::D##c<!-- cut -->::2.1"),
            (">p<", "><!-- cut -->p<"),
            (">1<", "><!-- cut -->1<"),
        ] {
            assert!(commented.contains(value), "{value}");
            commented = commented.replace(value, cut);
        }
        assert_eq!(Sbdh::open(commented.as_bytes()).unwrap().0, expected);
    }

    #[test]
    fn a_root_that_costs_more_than_its_size_is_refused() {
        let opened = |attributes: &str| Sbdh::open(envelope(attributes, "<D xmlns=\"urn:x\"/>").as_bytes());
        let namespaces = |count| (0..count).map(|n| format!(" xmlns:n{n}=\"u\"")).collect::<Vec<_>>().concat();
        assert!(opened(&namespaces(ROOT_NAMESPACES_MAX / 2)).is_ok());
        // One more is the envelope's own.
        let refused = opened(&namespaces(ROOT_NAMESPACES_MAX)).unwrap_err();
        assert_eq!(refused, SbdhError::RootNamespaces { most: ROOT_NAMESPACES_MAX });
        let refused = opened(&format!("a=\"{}\"", "x".repeat(ROOT_TAG_BYTES_MAX))).unwrap_err();
        assert_eq!(refused, SbdhError::HeaderTooLarge { bytes_max: ROOT_TAG_BYTES_MAX });
    }

    #[test]
    fn a_header_or_start_tag_that_costs_more_than_its_size_is_refused() {
        let not_xml = |xml: &str, words: &str| match Sbdh::open(xml.as_bytes()) {
            Err(SbdhError::NotXml { message }) if message.contains(words) => {}
            found => panic!("{words}: {found:?}"),
        };
        let plain = envelope("", "<D xmlns=\"urn:x\"/>");
        let declarations = "<e:x xmlns:n=\"u\"/>".repeat(2_001);
        let header = plain.replace("<e:HeaderVersion>", &format!("{declarations}<e:HeaderVersion>"));
        not_xml(&header, "namespace declarations");
        let attributes = (0..257).map(|n| format!(" a{n}=\"\"")).collect::<Vec<_>>().concat();
        not_xml(&envelope("", &format!("<D xmlns=\"urn:x\"{attributes}/>")), "attributes");
    }

    #[test]
    fn an_id_longer_than_a_key_is_refused() {
        let opened = |chars: usize| {
            let id = format!(">{}<", "é".repeat(chars));
            Sbdh::open(envelope("", "<D xmlns=\"urn:x\"/>").replace(">1<", &id).as_bytes()).map(|_| ())
        };
        assert_eq!(opened(255), Ok(()));
        assert_eq!(opened(256), Err(SbdhError::InstanceIdentifierTooLong { chars: 256, most: 255 }));
    }

    #[test]
    fn two_documents_or_loose_text_are_refused() {
        let refused = |payload: &str| Sbdh::open(envelope("", payload).as_bytes()).unwrap_err();
        assert!(matches!(refused("<D xmlns=\"urn:x\"/><D xmlns=\"urn:x\"/>"), SbdhError::PayloadCount { count: 2 }));
        assert!(matches!(refused("<D xmlns=\"urn:x\"/>loose"), SbdhError::StrayText));
        assert!(matches!(refused(""), SbdhError::NoPayload));
    }
}
