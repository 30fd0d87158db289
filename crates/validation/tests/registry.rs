//! The registry against the published lists of rules: the same ids with the same severities, each explained.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use validation::{Severity, explanations};

/// A file of the conformance material; `None` means the test is to be skipped.
fn published(file: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = root.join(std::env::var_os("ACQUIT_CONFORMANCE").unwrap_or_else(|| "../shared/conformance".into()));
    let text = std::fs::read_to_string(folder.join(file)).ok();
    if text.is_none() {
        assert!(std::env::var_os("ACQUIT_REQUIRE_ALL").is_none(), "no conformance corpus at {}", folder.display());
        let _ = writeln!(std::io::stderr(), "skipped: no conformance corpus");
    }
    text
}

/// Severity by layer and id.
type Rules = BTreeMap<(String, String), String>;

fn ours(rule_set: &str) -> Rules {
    let pages = explanations().filter(|page| page.rule_set.split(['-', '@']).next() == Some(rule_set));
    pages.map(|page| ((page.layer.to_owned(), page.id.to_owned()), severity(page.severity).to_owned())).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Fatal => "fatal",
        Severity::Warning => "warning",
    }
}

#[test]
fn the_billing_set_holds_the_published_rules_and_no_others() {
    let Some(table) = published("RULES.tsv") else { return };
    let mut theirs = Rules::new();
    for row in table.lines().skip(1) {
        let [id, layer, flag, ..] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("a short row: {row}") };
        theirs.insert((layer.to_owned(), id.to_owned()), flag.to_owned());
    }
    let ours = ours("billing");
    let missing: Vec<_> = theirs.keys().filter(|rule| !ours.contains_key(*rule)).collect();
    let invented: Vec<_> = ours.keys().filter(|rule| !theirs.contains_key(*rule)).collect();
    let graver: Vec<_> =
        ours.iter().filter(|(rule, severity)| theirs.get(*rule).is_some_and(|flag| flag != *severity)).collect();
    assert!(
        missing.is_empty() && invented.is_empty() && graver.is_empty(),
        "missing {missing:?}, invented {invented:?}, severity {graver:?}"
    );
    assert_eq!(ours.len(), 1_144);
}

#[test]
fn every_rule_says_what_and_why_in_sentences() {
    for page in explanations() {
        for text in [page.summary, page.why] {
            assert!(text.ends_with('.') && text.len() > 10, "{} explains itself badly: {text:?}", page.id);
        }
    }
}
