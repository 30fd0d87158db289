//! Spoilt and hostile input: whatever the bytes, there is a report and no panic, and each limit has its own finding.
//!
//! The spoiling is the same in every run; a failure names its round.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

#[path = "tree/chance.rs"]
mod chance;
mod tree;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use chance::Chance;
use tree::{Element, Naming, Piece};
use ubl::Document;
use ubl::document::Limits;
use ubl::model::Invoice;
use ubl::response::read_application_response;
use validation::{Options, Outcome, Report};

const INVOICE: &str = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";

/// The files of a folder of ours with this ending, by name.
fn fixtures(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| kind == ending));
    paths.sort();
    assert!(!paths.is_empty(), "no fixtures");
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn all_documents() -> Vec<Vec<u8>> {
    ["invoices", "reminders", "responses"].iter().flat_map(|folder| fixtures(folder, "xml")).collect()
}

/// Judges by the set the document asks for, with all layers; also everything else that reads a document.
fn judge(bytes: &[u8]) -> Report {
    let report = validation::validate(bytes, &Options { all_layers: true, ..Options::default() });
    let _ = serde_json::to_string(&report).unwrap();
    if let Ok(document) = Document::read(bytes, &Limits::default()) {
        let _ = ubl::summary::summarize(&document);
        let _ = read_application_response(&document);
    }
    report
}

/// A report says something: what is not valid has a finding or a reason, and each place is a place in the bytes.
fn check(bytes: &[u8], round: &str) -> Report {
    let report = catch_unwind(AssertUnwindSafe(|| judge(bytes)));
    let report = report.unwrap_or_else(|_| panic!("{round}: a panic on {}", String::from_utf8_lossy(bytes)));
    let lines = bytes.split(|byte| *byte == b'\n').count().max(1);
    for finding in &report.findings {
        assert!((1..=lines).contains(&finding.line), "{round}: line {} of {lines}: {finding:?}", finding.line);
        assert!(finding.column >= 1, "{round}: {finding:?}");
        assert!(!finding.message.is_empty(), "{round}: {finding:?}");
    }
    let silent = report.findings.is_empty() && report.layer_errors.is_empty();
    assert!(!silent || report.outcome != Outcome::Invalid, "{round}: invalid without a word");
    assert!(report.wellformed || report.outcome != Outcome::Valid, "{round}: valid without being XML");
    report
}

/// The one finding of bytes that are not read.
#[track_caller]
fn refusal(bytes: &[u8], words: &str) -> Report {
    let report = check(bytes, words);
    assert!(!report.wellformed, "{:?} for {}", report.outcome, String::from_utf8_lossy(&bytes[..bytes.len().min(100)]));
    assert_eq!((report.findings.len(), report.findings[0].rule), (1, "XML"));
    assert!(report.findings[0].message.contains(words), "{} does not say: {words}", report.findings[0].message);
    report
}

#[test]
fn a_document_cut_off_anywhere_is_refused() {
    for (number, bytes) in all_documents().iter().enumerate() {
        let text = std::str::from_utf8(bytes).unwrap();
        let whole = text.trim_end().len();
        let step = if number == 0 { 1 } else { 97 };
        for end in (0..whole).step_by(step) {
            let report = check(&bytes[..end], &format!("document {number} to byte {end}"));
            assert!(!report.wellformed && report.outcome == Outcome::Invalid, "document {number} to byte {end}");
        }
    }
}

#[test]
fn flipped_and_moved_bytes_never_cause_a_panic() {
    let documents = all_documents();
    let mut chance = Chance(1);
    for round in 0..2_000 {
        let spoilt = chance.spoil(&documents[round % documents.len()]);
        check(&spoilt, &format!("round {round}"));
    }
}

#[test]
fn doubled_removed_and_moved_elements_never_cause_a_panic() {
    let trees: Vec<Element> = all_documents().iter().map(|bytes| Element::parse(bytes).unwrap()).collect();
    let mut chance = Chance(2);
    let mut invalid = 0;
    for round in 0..1_500 {
        let mut tree = trees[round % trees.len()].clone();
        for _ in 0..=chance.below(3) {
            rearrange(&mut tree, &mut chance);
        }
        let report = check(tree.write(Naming::Prefixes).as_bytes(), &format!("round {round}"));
        assert!(report.wellformed, "round {round} is XML");
        invalid += usize::from(report.outcome == Outcome::Invalid);
    }
    assert!(invalid > 750, "only {invalid} of 1,500 changed documents were found out");
}

/// One change to one element of the document.
fn rearrange(root: &mut Element, chance: &mut Chance) {
    const VALUES: &[&str] =
        &["", " ", "-0", "1e9", "NaN", "99999999999999999999999999999999.99", "2026-02-30", "&#xA0;", "true", "0", "é"];
    let mut count = 0;
    root.each(&mut |_| count += 1);
    let (chosen, how) = (chance.below(count), chance.below(6));
    let (one, other, value) = (chance.next(), chance.next(), VALUES[chance.below(VALUES.len())]);
    let pick = |number: u64, length: usize| usize::try_from(number).unwrap_or(usize::MAX) % length.max(1);
    let mut at = 0;
    root.each(&mut |element| {
        at += 1;
        if at != chosen + 1 || element.pieces.is_empty() {
            return;
        }
        let (from, to) = (pick(one, element.pieces.len()), pick(other, element.pieces.len()));
        match how {
            0 => drop(element.pieces.remove(from)),
            1 => element.pieces.insert(to, element.pieces[from].clone()),
            2 => element.pieces.swap(from, to),
            3 => element.pieces = vec![Piece::Text(value.to_owned())],
            4 => element.pieces.insert(to, Piece::Element(element.clone())),
            _ => element.attributes.clear(),
        }
    });
}

#[test]
fn comments_and_instructions_everywhere_never_cause_a_panic() {
    let marks = ["<!---->", "<?x?>", "<!-- < & -->", "<![CDATA[]]>", "<![CDATA[<]]>"];
    for bytes in all_documents() {
        let text = String::from_utf8(bytes).unwrap();
        for mark in marks {
            let body = text.find("?>").map_or(0, |at| at + 2);
            let spoilt = format!("{}{}", &text[..body], text[body..].replace("</", &format!("{mark}</")));
            assert!(check(spoilt.as_bytes(), mark).wellformed, "{mark}");
            let within = format!("{}{}", &text[..body], text[body..].replace('1', &format!("1{mark}")));
            check(within.as_bytes(), mark);
        }
    }
}

fn nested(depth: usize) -> String {
    format!("<Invoice xmlns=\"{INVOICE}\">{}{}</Invoice>", "<a>".repeat(depth - 1), "</a>".repeat(depth - 1))
}

#[test]
fn nesting_is_read_to_the_limit_and_not_beyond() {
    let limit = Limits::default().depth_max;
    assert!(check(nested(limit).as_bytes(), "at the limit").wellformed);
    refusal(nested(limit + 1).as_bytes(), "deeper than 100");
    refusal(nested(200_000).as_bytes(), "deeper than 100");
    refusal("<a>".repeat(200_000).as_bytes(), "deeper than 100");
}

/// Texts made of 0, 1, 2, … one after the other.
fn numbered(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().concat()
}

fn with_attributes(count: usize) -> String {
    let attributes = numbered(count, |number| format!(" a{number}=\"\""));
    format!("<Invoice xmlns=\"{INVOICE}\"><a{attributes}/></Invoice>")
}

#[test]
fn attributes_are_read_to_the_limit_and_not_beyond() {
    let limit = Limits::default().attributes_max;
    assert!(check(with_attributes(limit).as_bytes(), "at the limit").wellformed);
    refusal(with_attributes(limit + 1).as_bytes(), "more than 64 attributes");
    refusal(with_attributes(100_000).as_bytes(), "more than 64 attributes");
    let namespaces = numbered(100_000, |number| format!(" xmlns:a{number}=\"u\""));
    refusal(format!("<a{namespaces}/>").as_bytes(), "more than 64 attributes");
}

#[test]
fn more_names_than_any_document_has_are_refused() {
    let elements = numbered(200_000, |number| format!("<a{number}/>"));
    refusal(format!("<Invoice xmlns=\"{INVOICE}\">{elements}</Invoice>").as_bytes(), "more different element names");
}

#[test]
fn a_document_type_is_refused_before_its_entities_are_read() {
    let laughs = numbered(11, |level| format!("<!ENTITY l{} \"{}\">", level + 1, format!("&l{level};").repeat(10)));
    refusal(
        format!("<!DOCTYPE x [<!ENTITY l0 \"ha\">{laughs}]><x>&l11;</x>").as_bytes(),
        "document type declaration is refused",
    );
    refusal(b"<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>", "document type declaration is refused");
    refusal(b"<x>&unknown;</x>", "");
}

#[test]
fn texts_and_documents_are_read_to_the_limit_and_not_beyond() {
    let limits = Limits { text_bytes_max: 100, bytes_max: 1_000, ..Limits::default() };
    let read = |length: usize| Document::read(format!("<a>{}</a>", "x".repeat(length)).as_bytes(), &limits).map(drop);
    assert_eq!(read(100), Ok(()));
    assert!(read(101).unwrap_err().to_string().contains("a text is longer than 100 bytes"));
    assert!(read(1_000).unwrap_err().to_string().contains("more than the 1000 accepted"));
    let attribute = format!("<a b=\"{}\"/>", "x".repeat(101));
    assert!(Document::read(attribute.as_bytes(), &limits).unwrap_err().to_string().contains("longer than 100 bytes"));
}

#[test]
fn a_long_text_is_judged_and_not_repeated_whole() {
    let text = String::from_utf8(fixtures("invoices", "xml").remove(0)).unwrap();
    let long = text.replacen("<cbc:ID>", &format!("<cbc:ID>{}", "x".repeat(5_000_000)), 1);
    let report = check(long.as_bytes(), "a long number");
    assert!(report.wellformed);
    let told = serde_json::to_string(&report).unwrap().len();
    assert!(told < 100_000, "the report has {told} bytes");
    let spaces = text.replacen("<cbc:ID>", &format!("<cbc:ID>{}", " ".repeat(5_000_000)), 1);
    assert!(check(spaces.as_bytes(), "a long blank").wellformed);
}

#[test]
fn what_is_no_text_is_refused() {
    for bytes in [
        &b""[..],
        b"\0",
        b"\xef\xbb\xbf",
        b"<a>\xff</a>",
        b"<a>\xc0\xaf</a>",
        b"<a>\xed\xa0\x80</a>",
        b"<a>\0</a>",
        b"<a b='\0'/>",
    ] {
        refusal(bytes, "");
    }
    for reference in
        ["&#0;", "&#x0;", "&#xD800;", "&#x110000;", "&#99999999999999999999;", "&#;", "&;", "&", "&#xFFFF;"]
    {
        refusal(format!("<a>{reference}</a>").as_bytes(), "");
        refusal(format!("<a b=\"{reference}\"/>").as_bytes(), "");
    }
    let wide: Vec<u8> = "\u{feff}<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(check(&wide, "UTF-16").wellformed, "UTF-16 is XML too");
    refusal(&wide[..wide.len() - 1], "");
}

#[test]
fn a_spoilt_json_invoice_has_its_errors_or_its_totals() {
    let models = fixtures("invoices", "json");
    let mut chance = Chance(3);
    let mut refused = 0;
    for round in 0..4_000 {
        let spoilt = chance.spoil(&models[round % models.len()]);
        let errors = catch_unwind(|| from_json(&spoilt));
        let errors =
            errors.unwrap_or_else(|_| panic!("round {round}: a panic on {}", String::from_utf8_lossy(&spoilt)));
        refused += usize::from(errors.is_err());
    }
    assert!(refused > 2_000, "only {refused} of 4,000 were refused");
}

/// Reads, sums and writes; what is written is XML.
fn from_json(bytes: &[u8]) -> Result<(), String> {
    let told = |errors: Vec<ubl::model::ModelError>| {
        assert!(!errors.is_empty() && errors.iter().all(|error| !error.message.is_empty()), "{errors:?}");
        errors[0].message.clone()
    };
    let invoice = Invoice::from_json(bytes).map_err(told)?;
    let totals = invoice.totals().map_err(told)?;
    let written = ubl::write::invoice(&invoice, &totals);
    assert!(judge(&written).wellformed, "{}", String::from_utf8_lossy(&written));
    Ok(())
}

#[test]
fn numbers_and_nesting_in_json_have_limits() {
    let model = String::from_utf8(fixtures("invoices", "json").remove(0)).unwrap();
    let digits = "9".repeat(1_000);
    for value in
        [digits.as_str(), "1e400", "1e-400", "-1e28", "79228162514264337593543950335", "0.0000000000000000000000000001"]
    {
        for pointer in ["quantity", "price"] {
            let Some(at) = model.find(&format!("\"{pointer}\"")) else { continue };
            let value_at = at + model[at..].find(':').unwrap() + 1;
            let end = value_at + model[value_at..].find([',', '}']).unwrap();
            for quoted in [format!("\"{value}\""), value.to_owned()] {
                let _ = from_json(format!("{}{quoted}{}", &model[..value_at], &model[end..]).as_bytes());
            }
        }
    }
    assert!(from_json("[".repeat(100_000).as_bytes()).is_err());
    assert!(from_json("{\"a\":".repeat(100_000).as_bytes()).is_err());
}
