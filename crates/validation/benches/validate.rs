//! `cargo bench -p validation`: judging an invoice against merely looping over its XML events, medians in one process.
//!
//! Budget (`design.md` §7): bytes to report at most four times the bare loop on a 9 KB invoice, and a 10,000-line invoice
//! at most 1.3 times the 100-line one per line.

use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use quick_xml::Reader;
use quick_xml::events::Event;
use ubl::Document;
use ubl::document::Limits;
use validation::{Options, Outcome, validate};

/// Runs per measurement; the budget asks for at least 200.
const RUNS: usize = 400;
/// Runs of documents a thousand times larger.
const LARGE_RUNS: usize = 7;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    compare("own invoice", &root.join("fixtures/invoices/nl-allowances-and-charges.xml"));
    let corpus = root.join(std::env::var_os("ACQUIT_CONFORMANCE").unwrap_or_else(|| "../shared/conformance".into()));
    compare("BIS base example", &corpus.join("corpus/examples/peppol-3.0.21/base-example.xml"));
    lines(&root.join("fixtures/invoices/nl-several-rates.xml"));
}

fn compare(what: &str, path: &PathBuf) {
    let Ok(bytes) = std::fs::read(path) else {
        say(&format!("skipped: {what}, no {}", path.display()));
        return;
    };
    let report = validate(&bytes, &Options::default());
    assert_eq!(report.outcome, Outcome::Valid, "{what}: {:?}", report.findings.first());
    let [bare, reading, judging] = medians(
        RUNS,
        [
            &mut || {
                black_box(bare_loop(black_box(&bytes)));
            },
            &mut || drop(black_box(Document::read(black_box(&bytes), &Limits::default()))),
            &mut || {
                black_box(validate(black_box(&bytes), &Options::default()));
            },
        ],
    );
    let ratio = judging.as_secs_f64() / bare.as_secs_f64();
    say(&format!(
        "{what} ({} bytes, {} rules): quick-xml {bare:.1?}, read {reading:.1?}, validate {judging:.1?}",
        bytes.len(),
        report.rules_run
    ));
    say(&format!("ratio validate/quick-xml: {ratio:.2}"));
}

/// The loop of the budget: no namespaces, no attributes.
fn bare_loop(bytes: &[u8]) -> usize {
    let mut reader = Reader::from_reader(bytes);
    let mut events = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return events,
            Ok(_) => events += 1,
        }
    }
}

/// Time per line of a small and a large invoice.
fn lines(path: &Path) {
    let Ok(text) = std::fs::read_to_string(path) else {
        say(&format!("skipped: lines, no {}", path.display()));
        return;
    };
    let (small, large) = (repeat_lines(&text, 100), repeat_lines(&text, 10_000));
    let [small_time] = medians(
        RUNS,
        [&mut || {
            black_box(validate(small.as_bytes(), &Options::default()));
        }],
    );
    let [large_time] = medians(
        LARGE_RUNS,
        [&mut || {
            black_box(validate(large.as_bytes(), &Options::default()));
        }],
    );
    let per_line = [small_time / 100, large_time / 10_000];
    say(&format!(
        "per line: {:.2?} of 100, {:.2?} of 10,000 ({} bytes), ratio {:.2}",
        per_line[0],
        per_line[1],
        large.len(),
        per_line[1].as_secs_f64() / per_line[0].as_secs_f64()
    ));
}

/// The document with its first line repeated; sums no longer hold, which costs a few findings and nothing per line.
fn repeat_lines(text: &str, count: usize) -> String {
    let start = text.find("<cac:InvoiceLine>").expect("the fixture has lines");
    let end_tag = "</cac:InvoiceLine>";
    let first_end = text.find(end_tag).expect("the fixture has lines") + end_tag.len();
    let last_end = text.rfind(end_tag).expect("the fixture has lines") + end_tag.len();
    let lines: String = (1..=count).map(|number| numbered(&text[start..first_end], number)).collect();
    format!("{}{lines}{}", &text[..start], &text[last_end..])
}

fn numbered(line: &str, number: usize) -> String {
    let (before, rest) = line.split_once("<cbc:ID>").expect("a line has an id");
    let (_, after) = rest.split_once("</cbc:ID>").expect("a line has an id");
    format!("{before}<cbc:ID>{number}</cbc:ID>{after}")
}

/// Medians of functions run in turn, so that a change of the machine's speed meets all of them.
fn medians<const N: usize>(runs: usize, mut functions: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let mut times: [Vec<Duration>; N] = std::array::from_fn(|_| Vec::with_capacity(runs));
    for run in 0..runs + runs / 10 {
        for (function, times) in functions.iter_mut().zip(&mut times) {
            let start = Instant::now();
            function();
            let time = start.elapsed();
            // The first tenth warms caches and tables.
            if run >= runs / 10 {
                times.push(time);
            }
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2]
    })
}

fn say(line: &str) {
    // Nobody reads a bench whose output is closed.
    let _ = writeln!(std::io::stdout(), "{line}");
}
