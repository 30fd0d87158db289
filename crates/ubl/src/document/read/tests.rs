//! Reading: what is accepted, how it is seen, what is refused and why.

use crate::document::{Document, Limits, NodeId, ReadError, attr, cac, cbc, root};

const HEAD: &str = "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2' \
                    xmlns:cac='urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2' \
                    xmlns:cbc='urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'>";

fn read(inner: &str) -> Document {
    Document::read(format!("{HEAD}{inner}</Invoice>").as_bytes(), &Limits::default()).unwrap()
}

fn refusal(xml: &str) -> ReadError {
    Document::read(xml.as_bytes(), &Limits::default()).unwrap_err()
}

/// The only element with text, its pieces and whether they hold words.
#[track_caller]
fn check_texts(inner: &str, expected: &[&str], words: bool) {
    let document = read(&format!("<cbc:Note>{inner}</cbc:Note>"));
    let note = document.child(document.root(), cbc::Note).unwrap();
    assert_eq!(document.texts(note).collect::<Vec<_>>(), expected);
    assert_eq!(document.text(note), expected.concat());
    assert_eq!(document.has_words(note), words);
}

#[test]
fn references_and_cdata_join_their_neighbours_and_comments_part_them() {
    check_texts("a &amp; b", &["a & b"], true);
    check_texts("a<![CDATA[<&]]>b", &["a<&b"], true);
    check_texts("a<!-- c -->b", &["a", "b"], true);
    check_texts("a<?p?>b", &["a", "b"], true);
    check_texts("<!-- c -->b", &["b"], true);
    check_texts("&#x20AC;&#49;", &["€1"], true);
    check_texts("", &[], false);
    check_texts(" <!-- c -->\t", &[" ", "\t"], false);
    check_texts("<![CDATA[]]>", &[], false);
    check_texts("&#32;", &[" "], false);
}

#[test]
fn line_ends_become_line_feeds_but_a_written_carriage_return_stays() {
    check_texts("a\r\nb\rc", &["a\nb\nc"], true);
    check_texts("a&#13;b\r\n", &["a\rb\n"], true);
}

#[test]
fn attributes_are_normalised_and_found_by_name() {
    let document = read("<cbc:ID schemeID = \"a\nb&lt;&#10;\" schemeName='x'/>");
    let id = document.child(document.root(), cbc::ID).unwrap();
    assert_eq!(document.attribute(id, attr::schemeID), Some("a b<\n"));
    assert_eq!(document.attributes(id).len(), 2);
    assert_eq!(document.attribute(document.root(), attr::schemeID), None);
}

#[test]
fn prefixes_do_not_matter_and_declarations_end_with_their_element() {
    let ubl = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    let document = read(&format!(
        "<x:ID xmlns:x='{ubl}'>1</x:ID><ID xmlns='{ubl}'>2</ID><ID>3</ID><cac:Party xmlns:cbc='urn:other'><cbc:ID>4</cbc:ID></cac:Party><cbc:ID>5</cbc:ID>"
    ));
    let ids: Vec<_> = document.children_named(document.root(), cbc::ID).map(|id| document.text(id)).collect();
    assert_eq!(ids, ["1", "2", "5"]);
    let party = document.child(document.root(), cac::Party).unwrap();
    let foreign = document.children(party).next().unwrap();
    assert_eq!(document.namespace_uri(document.namespace(document.name(foreign))), "urn:other");
}

#[test]
fn paths_and_positions_lead_to_the_element() {
    let document = read("\n <cac:TaxTotal/>\n é<cac:TaxTotal><cbc:TaxAmount/></cac:TaxTotal>");
    let amount = document.first(document.root(), &[cac::TaxTotal, cbc::TaxAmount]).unwrap();
    assert_eq!(document.path(amount), "/Invoice/cac:TaxTotal[2]/cbc:TaxAmount[1]");
    assert_eq!(document.position(amount), (3, 17));
    assert_eq!(document.position(document.root()), (1, 1));
    assert_eq!((document.name(document.root()), document.parent(document.root())), (root::Invoice, None));
    assert_eq!(document.parent(amount), Some(NodeId(2)));
}

#[test]
fn what_is_not_well_formed_is_refused_with_its_place() {
    for (xml, line, part) in [
        ("", 1, "no element"),
        ("text", 1, "outside the root"),
        ("<a/><b/>", 1, "one root"),
        ("<a>\n<b></a>", 2, "ill-formed"),
        ("<a>", 1, "never closed"),
        ("<a b='1' b='2'/>", 1, "twice"),
        ("<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>", 1, "twice"),
        ("<a b='1'c='2'/>", 1, "white space"),
        ("<a b=1/>", 1, "name=\"value\""),
        ("<a b='<'/>", 1, "attribute value"),
        ("<a b='&x;'/>", 1, "no character"),
        ("<a>&nbsp;</a>", 1, "no character"),
        ("<a>&#0;</a>", 1, "no character"),
        ("<a>\u{1}</a>", 1, "U+0001"),
        ("<a>\u{FFFE}</a>", 1, "U+FFFE"),
        ("<a>]]></a>", 1, "]]>"),
        ("<a><!-- -- --></a>", 1, "ill-formed"),
        ("<x:a/>", 1, "not declared"),
        ("<a x:b='1'/>", 1, "not declared"),
        ("<a xmlns:x=''/>", 1, "cannot be declared"),
        ("<a:b:c xmlns:a='u'/>", 1, "not a name"),
        ("<1a/>", 1, "not a name"),
        ("<a/>\n<?xml version='1.0'?>", 2, "only at the beginning"),
        ("<a><?xml?></a>", 1, "only at the beginning"),
    ] {
        match refusal(xml) {
            ReadError::Malformed { line: found, message, .. } => {
                assert_eq!(found, line, "{xml}: {message}");
                assert!(message.contains(part), "{xml}: {message}");
            }
            other => panic!("{xml}: {other}"),
        }
    }
}

#[test]
fn document_types_are_refused() {
    assert!(matches!(refusal("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), ReadError::Dtd { line: 1, .. }));
}

#[test]
fn every_limit_holds_and_its_edge_is_accepted() {
    let limits = Limits { bytes_max: 60, depth_max: 3, attributes_max: 2, text_bytes_max: 5 };
    let read = |xml: &str| Document::read(xml.as_bytes(), &limits).map(|document| document.len());
    assert_eq!(read("<a><b><c/></b></a>"), Ok(3));
    assert!(matches!(read("<a><b><c><d/></c></b></a>"), Err(ReadError::TooDeep { depth_max: 3, .. })));
    assert_eq!(read("<a b='1' c='2'/>"), Ok(1));
    assert!(matches!(read("<a b='1' c='2' d='3'/>"), Err(ReadError::TooManyAttributes { .. })));
    assert_eq!(read("<a>12345</a>"), Ok(1));
    assert!(matches!(read("<a>123456</a>"), Err(ReadError::TextTooLong { .. })));
    assert!(matches!(read(&format!("<a>{}</a>", " ".repeat(60))), Err(ReadError::TooLarge { size_bytes: 67, .. })));
}

#[test]
fn more_names_than_a_number_can_count_are_refused() {
    use std::fmt::Write;
    let mut xml = String::from("<a>");
    for number in 0..66_000 {
        write!(xml, "<n{number}/>").unwrap();
    }
    xml.push_str("</a>");
    assert!(matches!(refusal(&xml), ReadError::TooManyNames { .. }));
}
