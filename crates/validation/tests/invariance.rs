//! What may not matter does not: prefixes, white space between elements, comments between elements, the order of attributes,
//! and whether a document is judged for the first or the second time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

#[path = "corpus/archive.rs"]
mod archive;
mod tree;

use std::io::Write;
use std::path::{Path, PathBuf};

use tree::{CBC, Element, Naming, Piece};
use validation::{Options, Report};

const CAC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
/// Of the mutants of the corpus every so many-th is rewritten.
const MUTANT_STEP: usize = 20;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The XML files in a folder and below, in the order of their names.
fn documents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(documents(&path));
        } else if path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("xml")) {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

/// The corpus folder; `None` means the test is to be skipped.
fn corpus() -> Option<PathBuf> {
    let folder = root().join(std::env::var_os("ACQUIT_CONFORMANCE").unwrap_or_else(|| "../shared/conformance".into()));
    if folder.join("corpus/verdicts.jsonl").is_file() {
        return Some(folder.join("corpus"));
    }
    assert!(std::env::var_os("ACQUIT_REQUIRE_ALL").is_none(), "no conformance corpus at {}", folder.display());
    let _ = writeln!(std::io::stderr(), "skipped: no conformance corpus");
    None
}

/// The report without what legitimately moves: lines and columns, and the order of findings on one node.
fn verdict(bytes: &[u8], rule_set: Option<&str>) -> Report {
    let options = Options { rule_set: rule_set.map(str::to_owned), all_layers: true, on: None };
    let mut report = validation::validate(bytes, &options);
    for finding in &mut report.findings {
        (finding.line, finding.column) = (0, 0);
        finding.message = without_lines(&finding.message);
    }
    report.findings.sort_by_key(|finding| (finding.layer, finding.rule, finding.path.clone(), finding.message.clone()));
    report
}

/// A message without the numbers of lines that it names.
fn without_lines(message: &str) -> String {
    let mut parts = message.split("(line ");
    let mut text = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| text.push_str(part.trim_start_matches(|digit: char| digit.is_ascii_digit())));
    text
}

/// Replaces the white space between elements by this; what stands in a leaf or beside text is left alone.
fn respaced(root: &Element, space: &Piece) -> Element {
    let mut copy = root.clone();
    copy.each(&mut |element| {
        if element.name.namespace != CBC && element.holds_only_elements() {
            let children: Vec<Piece> =
                element.pieces.drain(..).filter(|piece| matches!(piece, Piece::Element(_))).collect();
            element.pieces.push(space.clone());
            element.pieces.extend(children.into_iter().flat_map(|child| [child, space.clone()]));
        }
    });
    copy
}

fn with_attributes_reversed(root: &Element) -> Element {
    let mut copy = root.clone();
    copy.each(&mut |element| element.attributes.reverse());
    copy
}

/// The same document, written in other ways.
fn spellings(root: &Element) -> Vec<(&'static str, String)> {
    let spaced = |text: &str| respaced(root, &Piece::Text(text.into())).write(Naming::Default(&root.name.namespace));
    let marked = respaced(root, &Piece::Other("<!-- a note --><?made by=\"hand\"?>".into()));
    vec![
        ("a prefix for each namespace", root.write(Naming::Prefixes)),
        ("the namespace of the document as default", root.write(Naming::Default(&root.name.namespace))),
        ("the namespace of the leaves as default", root.write(Naming::Default(CBC))),
        ("the namespace of the groups as default", root.write(Naming::Default(CAC))),
        ("no prefixes at all", root.write(Naming::Unprefixed)),
        ("attributes in reverse", with_attributes_reversed(root).write(Naming::Prefixes)),
        ("all on one line", spaced("")),
        ("one element a line", spaced("\r\n\t  ")),
        ("comments and instructions between elements", marked.write(Naming::Prefixes)),
    ]
}

/// Compares the verdicts on all spellings; the number of documents that could be respelled.
fn compare(documents: &[(String, Vec<u8>)], rule_set: Option<&str>) -> usize {
    let mut differences = Vec::new();
    let mut respelled = 0;
    for (file, bytes) in documents {
        let Some(tree) = Element::parse(bytes) else { continue };
        respelled += 1;
        let expected = verdict(bytes, rule_set);
        for (spelling, text) in spellings(&tree) {
            let found = verdict(text.as_bytes(), rule_set);
            if found != expected {
                differences.push(format!("{file}, {spelling}: {}", first_difference(&expected, &found)));
            }
        }
    }
    let shown: Vec<&str> = differences.iter().take(5).map(String::as_str).collect();
    assert!(differences.is_empty(), "{} differences, such as\n{}", differences.len(), shown.join("\n"));
    respelled
}

fn first_difference(expected: &Report, found: &Report) -> String {
    let missing = expected.findings.iter().find(|finding| !found.findings.contains(finding));
    let added = found.findings.iter().find(|finding| !expected.findings.contains(finding));
    format!("{:?} became {:?}; gone {missing:?}; new {added:?}", expected.outcome, found.outcome)
}

#[test]
fn our_fixtures_are_judged_alike_however_they_are_spelled() {
    for folder in ["invoices", "reminders", "responses"] {
        let documents = documents(&root().join("fixtures").join(folder));
        assert!(documents.len() > 5, "{folder} has {} documents", documents.len());
        assert_eq!(compare(&documents, None), documents.len(), "each is XML");
    }
}

#[test]
fn official_examples_are_judged_alike_however_they_are_spelled() {
    let Some(corpus) = corpus() else { return };
    let documents = documents(&corpus.join("examples"));
    assert!(documents.len() >= 42, "{} examples", documents.len());
    assert_eq!(compare(&documents, None), documents.len(), "each is XML");
}

#[test]
fn changed_documents_are_judged_alike_however_they_are_spelled() {
    let Some(corpus) = corpus() else { return };
    let mut mutants = archive::files(&corpus.join("mutants.tar.gz"));
    mutants.sort();
    let chosen: Vec<_> = mutants.into_iter().step_by(MUTANT_STEP).collect();
    let respelled = compare(&chosen, Some("billing"));
    assert!(respelled >= 150, "{respelled} of {} could be respelled", chosen.len());
}

#[test]
fn the_same_bytes_get_the_same_report_twice() {
    let mut documents = documents(&root().join("fixtures/invoices"));
    if let Some(corpus) = corpus() {
        documents.extend(archive::files(&corpus.join("mutants.tar.gz")).into_iter().step_by(MUTANT_STEP));
    }
    for (file, bytes) in documents {
        let options = Options { rule_set: Some("billing".into()), all_layers: true, on: None };
        let reports = [(), ()].map(|()| serde_json::to_string(&validation::validate(&bytes, &options)).unwrap());
        assert_eq!(reports[0], reports[1], "{file}");
    }
}
