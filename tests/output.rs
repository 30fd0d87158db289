//! What `acquit validate` shows to people: source lines with carets, pages, summaries.

use std::path::Path;

use crate::program::{code, fixture, run, text};

/// A good invoice with a wrong total, and a name and a message that would like to be markup or to steer a terminal.
fn bent() -> String {
    let good = std::fs::read_to_string(fixture("invoices/be-services.xml")).expect("the fixture");
    let (before, rest) = good.split_once("<cbc:PayableAmount currencyID=\"EUR\">").expect("an amount due");
    let (_, after) = rest.split_once('<').expect("its end");
    format!("{before}<cbc:PayableAmount currencyID=\"EUR\">1.00<{after}")
}

fn shown(arguments: &[&str], document: &str) -> String {
    let mut all = vec!["validate"];
    all.extend_from_slice(arguments);
    all.push("-");
    let output = run(&all, document.as_bytes());
    assert_eq!(code(&output), 3, "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn a_finding_stands_under_its_source_line() {
    let document = bent();
    let told = shown(&[], &document);
    let lines: Vec<&str> = told.lines().collect();
    let at = lines.iter().position(|line| line.starts_with("fatal[BR-CO-16]")).expect("the finding");
    let (gutter, source) = lines[at + 3].split_once(" | ").expect("a source line");
    let number: usize = gutter.trim().parse().expect("its number");
    assert_eq!(Some(source), document.lines().nth(number - 1), "{told}");
    let (_, caret) = lines[at + 4].split_once(" | ").expect("a caret");
    assert_eq!(caret.find('^'), source.find('<'), "{told}");
    assert!(lines[at + 1].contains(&format!("-:{number}:")), "{told}");
    assert!(told.contains("found 1.00, expected 859.94"), "{told}");
    assert!(told.contains("acquit explain BR-CO-16"), "{told}");
    assert!(!told.contains('\u{1b}'), "a pipe has no colours");
}

#[test]
fn findings_stand_in_document_order() {
    let document = bent().replace("<cbc:ID>B", "<cbc:ID>").replacen("<cbc:DueDate>", "<cbc:DueDate>x", 1);
    let told = shown(&["--all-layers"], &document);
    let places: Vec<usize> = told
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> -:"))
        .map(|place| place.split(':').next().and_then(|line| line.parse().ok()).expect("a line number"))
        .collect();
    assert!(places.len() > 1, "{told}");
    assert!(places.is_sorted(), "{told}");
}

#[test]
fn a_document_in_one_long_line_is_cut_around_the_column() {
    let told = shown(&[], &bent().replace('\n', " "));
    let source = told.lines().find(|line| line.contains("LegalMonetaryTotal>")).expect("the source line");
    assert!(source.contains('…') && source.chars().count() < 120, "{source}");
}

#[test]
fn nothing_in_a_document_steers_the_terminal() {
    let told = shown(&[], "<Invoice>\u{202e}\u{9b}31m\u{1b}[31m");
    assert!(!told.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{told:?}");
}

#[test]
fn the_page_stands_by_itself_and_escapes_what_it_shows() {
    let document = bent().replacen("1.00<", "1.00<!--<script>alert(1)</script>--><", 1);
    let page = shown(&["--format", "html"], &document);
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"), "{page}");
    assert!(page.contains("BR-CO-16") && page.contains("found 1.00, expected 859.94"), "{page}");
    for foreign in ["<script", "http:", "https:", " src=", "<cac:"] {
        assert!(!page.contains(foreign), "{foreign} in {page}");
    }
}

#[test]
fn json_can_be_asked_for_in_two_ways_but_not_beside_another_format() {
    let document = bent();
    assert_eq!(shown(&["--json"], &document), shown(&["--format", "json"], &document));
    assert_eq!(code(&run(&["validate", "--json", "--format", "html", "-"], b"")), 2);
}

fn batch(folder: &Path, format: &str) -> (String, String) {
    let output = run(&["validate", "--batch", &folder.display().to_string(), "--format", format], b"");
    assert_eq!(code(&output), 3);
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_batch_ends_with_a_summary_by_rule() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["one.xml", "two.xml"] {
        std::fs::write(folder.path().join(name), bent()).expect("written");
    }
    let summed = |said: &str| said.contains("2 judged: 0 valid, 2 invalid") && said.contains("BR-CO-16");
    let (out, error) = batch(folder.path(), "text");
    assert!(summed(&out) && out.trim_end().ends_with("in 2 documents"), "{out}");
    assert_eq!(error, "", "no progress bar where nobody looks");
    let (out, error) = batch(folder.path(), "json");
    assert!(summed(&error) && out.lines().count() == 2, "{error}");
    assert!(summed(&batch(folder.path(), "html").0));
}
