//! The report as one page that can be mailed or printed: no script, no link to anywhere, everything from documents escaped.

use std::io::{self, Write};

use validation::{Finding, Outcome};

use super::source::{Excerpt, harmless};
use super::text::{found_and_expected, severity};
use super::{Counts, Judged};

/// Dark letters on light ground and the other way round, each pair of colours with a contrast of at least 4.5 to 1.
const STYLE: &str = "
:root { color-scheme: light dark; --ground: #fff; --ink: #1c1c1c; --quiet: #595959; --line: #d0d0d0; --bad: #a61b1b; --wait: #7a4d00; --good: #1a6331; --code: #f5f5f5 }
@media (prefers-color-scheme: dark) { :root { --ground: #16181b; --ink: #ececec; --quiet: #b0b0b0; --line: #444; --bad: #ff9c96; --wait: #f0c36a; --good: #85d69b; --code: #22262b } }
body { background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
section { border-top: 1px solid var(--line) }
h2 { font-size: 1.1rem; overflow-wrap: anywhere }
h3 { font-size: 1rem; margin: 1.2rem 0 .2rem }
p { margin: .2rem 0; overflow-wrap: anywhere }
pre { background: var(--code); padding: .6rem; overflow-x: auto; margin: .3rem 0 }
th, td { text-align: left; padding: .2rem 1.2rem .2rem 0; border-bottom: 1px solid var(--line) }
.invalid, .fatal { color: var(--bad) } .not-checked, .warning { color: var(--wait) } .valid { color: var(--good) } .quiet { color: var(--quiet) }
";

/// The beginning of the page.
pub fn write_head(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>Validation report</title>\n<style>{STYLE}</style>\n</head>\n<body>")?;
    writeln!(out, "<h1>Validation report</h1>\n<p><a href=\"#summary\">Summary by rule</a></p>\n<main>")
}

/// One document.
pub fn write(out: &mut impl Write, file: &str, judged: &Judged) -> io::Result<()> {
    let report = &judged.report;
    let (class, verdict) = match report.outcome {
        Outcome::Valid => ("valid", "valid"),
        Outcome::Invalid => ("invalid", "invalid"),
        Outcome::NotChecked => ("not-checked", "not checked"),
    };
    let set = report.rule_set.as_deref().unwrap_or("no rule set for its ids");
    writeln!(out, "<section>\n<h2>{}: <span class=\"{class}\">{verdict}</span></h2>", escaped(file))?;
    writeln!(out, "<p class=\"quiet\">{}, {} rules run</p>", escaped(set), report.rules_run)?;
    for error in &report.layer_errors {
        writeln!(
            out,
            "<p class=\"fatal\">Layer {} could not be evaluated: {}</p>",
            escaped(error.layer),
            escaped(error.code)
        )?;
    }
    for (finding, excerpt) in judged.in_document_order() {
        write_finding(out, finding, excerpt)?;
    }
    writeln!(out, "</section>")
}

fn write_finding(out: &mut impl Write, finding: &Finding, excerpt: Option<&Excerpt>) -> io::Result<()> {
    let word = severity(finding.severity);
    let (rule, message) = (escaped(finding.rule), escaped(&finding.message));
    writeln!(out, "<article>\n<h3><span class=\"{word}\">{word} {rule}</span> {message}</h3>")?;
    let terms = if finding.terms.is_empty() { String::new() } else { format!(" ({})", finding.terms.join(", ")) };
    let place = format!("line {}, column {}: {}{terms}", finding.line, finding.column, finding.path);
    writeln!(out, "<p class=\"quiet\">{}</p>", escaped(&place))?;
    if let Some(Excerpt { text, caret }) = excerpt {
        let (number, gutter) = (finding.line, " ".repeat(finding.line.to_string().len()));
        writeln!(out, "<pre>{number} | {}\n{gutter} | {}^</pre>", escaped(text), " ".repeat(*caret))?;
    }
    if let Some(note) = found_and_expected(finding) {
        writeln!(out, "<p>{}</p>", escaped(&note))?;
    }
    if let Some(page) = validation::explain(finding.rule) {
        writeln!(out, "<p>{} <span class=\"quiet\">{}</span></p>", escaped(page.summary), escaped(page.why))?;
    }
    writeln!(out, "</article>")
}

/// The summary and the end of the page.
pub fn write_foot(out: &mut impl Write, counts: &Counts) -> io::Result<()> {
    writeln!(out, "</main>\n<section id=\"summary\">\n<h2>Summary</h2>\n<p>{}</p>", escaped(&counts.headline()))?;
    writeln!(out, "<table>\n<tr><th>Rule</th><th>Severity</th><th>Findings</th><th>Documents</th></tr>")?;
    for (rule, fired) in counts.by_frequency() {
        let word = severity(fired.severity);
        let cells = format!("<td class=\"{word}\">{word}</td><td>{}</td><td>{}</td>", fired.findings, fired.documents);
        writeln!(out, "<tr><td>{}</td>{cells}</tr>", escaped(rule))?;
    }
    writeln!(out, "</table>\n</section>\n</body>\n</html>")
}

/// Text as HTML content, with nothing left that is markup or a control character.
fn escaped(text: &str) -> String {
    harmless(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_a_document_stays_text() {
        assert_eq!(escaped("<script>'\"&\u{1b}"), "&lt;script&gt;&#39;&quot;&amp;\u{fffd}");
    }
}
