//! Changes to good documents that reach the families of rules: elements gone or twice, values of each kind replaced,
//! attributes gone or wrong, countries and VAT categories exchanged, identifiers of every checked scheme.

use std::collections::HashSet;
use std::ops::Range;

use anyhow::Result;
use roxmltree::{Document, Node};

/// A changed document and what was changed.
pub struct Changed {
    pub what: String,
    pub text: String,
}

/// One replacement of a piece of the text.
struct Edit {
    what: String,
    range: Range<usize>,
    with: String,
}

const COUNTRIES: &[&str] = &["NL", "BE", "DE", "DK", "GR", "IS", "IT", "NO", "SE", "FR", "GB", "XI", "1A", "nl", ""];
const CATEGORIES: &[&str] = &["S", "Z", "E", "AE", "K", "G", "O", "L", "M", "B", "X"];
const TEXTS: &[&str] = &["", " ", "x", "NL"];
const AMOUNTS: &[&str] = &["0", "0.00", "-1.00", "1.005", "1.00 ", "+1.00", ".5", "1000000000000.01", "380"];
const DATES: &[&str] = &["2026-01-01", "2027-12-31", "2026-11-02Z", "2026-11-02+01:00", "2026-02-30"];
const CODES: &[&str] =
    &["ZZZ", "1", "30", "58", "59", "49", "97", "326", "381", "384", "389", "EUR", "SEK", "NOK", "DKK", "RON"];
/// Scheme and value: good and bad check digits, lengths and shapes (ISO 6523 lists and the EAS list name the schemes).
const IDENTIFIERS: &[(&str, &str)] = &[
    ("0007", "5560360793"),
    ("0007", "5560360794"),
    ("0088", "7300010000001"),
    ("0088", "7300010000002"),
    ("0088", "0"),
    ("0096", "1234567890"),
    ("0096", "DK12345678"),
    ("0106", "12345678"),
    ("0106", "1234567"),
    ("0151", "51824753556"),
    ("0151", "51824753557"),
    ("0184", "DK13585628"),
    ("0184", "13585628"),
    ("0184", "dk13585628"),
    ("0190", "00000001820029336000"),
    ("0190", "1"),
    ("0192", "987654325"),
    ("0192", "987654321"),
    ("0196", "1234567890"),
    ("0198", "DK13585628"),
    ("0198", "13585628"),
    ("0201", "UFABCD"),
    ("0201", "UF-BCD"),
    ("0208", "0899965307"),
    ("0208", "0899965308"),
    ("0210", "ABCDEF12A34B567C"),
    ("0210", "12345678901"),
    ("0211", "IT12345678903"),
    ("0211", "IT12345678901"),
    ("0217", "123456789012"),
    ("9907", "12345678901"),
    ("9944", "NL123456782B01"),
    ("9944", "NL123"),
    ("SEPA", "x"),
    ("9999", "x"),
    ("", "x"),
];

/// Every change of one place, each shape of change once over all documents (`seen` remembers).
pub fn systematic(text: &str, seen: &mut HashSet<String>) -> Result<Vec<Changed>> {
    let document = Document::parse(text)?;
    let mut edits: Vec<Edit> = Vec::new();
    for node in document.root_element().descendants().filter(Node::is_element).skip(1) {
        element(node, text, &mut edits);
        if node.text().is_some() && !node.children().any(|child| child.is_element()) {
            values(node, &mut edits);
        }
    }
    edits.retain(|edit| seen.insert(edit.what.clone()));
    Ok(edits.into_iter().map(|edit| applied(text, &edit)).collect())
}

/// Some changes at once, chosen by `chance` (a number below its argument).
pub fn mixed(text: &str, chance: &mut impl FnMut(usize) -> usize) -> Result<Changed> {
    let country = COUNTRIES[chance(COUNTRIES.len())];
    let mut changed =
        Changed { what: format!("countries {country}"), text: everywhere(text, "IdentificationCode", country) };
    if chance(3) == 0 {
        let category = CATEGORIES[chance(CATEGORIES.len())];
        changed.what = format!("{}, categories {category}", changed.what);
        changed.text = categories(&changed.text, category);
    }
    for _ in 0..=chance(3) {
        let document = Document::parse(&changed.text)?;
        let elements: Vec<Node<'_, '_>> =
            document.root_element().descendants().filter(Node::is_element).skip(1).collect();
        let node = elements[chance(elements.len())];
        let mut edits = Vec::new();
        element(node, &changed.text, &mut edits);
        if node.text().is_some() && !node.children().any(|child| child.is_element()) {
            values(node, &mut edits);
        }
        let edit = edits.swap_remove(chance(edits.len()));
        let next = applied(&changed.text, &edit);
        changed = Changed { what: format!("{}, {}", changed.what, next.what), text: next.text };
    }
    Ok(changed)
}

/// Every country and every category in place of all there are.
pub fn exchanged(text: &str) -> Vec<Changed> {
    let countries = COUNTRIES.iter().map(|country| Changed {
        what: format!("countries {country}"),
        text: everywhere(text, "IdentificationCode", country),
    });
    let kinds = CATEGORIES
        .iter()
        .map(|category| Changed { what: format!("categories {category}"), text: categories(text, category) });
    countries.chain(kinds).collect()
}

fn everywhere(text: &str, leaf: &str, value: &str) -> String {
    let (open, close) = (format!("<cbc:{leaf}>"), format!("</cbc:{leaf}>"));
    let mut pieces = text.split(&open);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.find(&close).map_or(piece, |at| &piece[at..]);
        out.extend([&open, value, rest]);
    }
    out
}

fn categories(text: &str, category: &str) -> String {
    let mut out = text.to_owned();
    for group in ["TaxCategory", "ClassifiedTaxCategory"] {
        let open = format!("<cac:{group}>");
        let pieces: Vec<String> = out.split(&open).map(str::to_owned).collect();
        out.clone_from(&pieces[0]);
        for piece in &pieces[1..] {
            let (from, to) = (piece.find("<cbc:ID>"), piece.find("</cbc:ID>"));
            // A category without an id stays as it is.
            let (head, rest) =
                from.zip(to).map_or((piece.as_str(), None), |(from, to)| (&piece[..from], Some(&piece[to..])));
            out.extend([open.as_str(), head]);
            if let Some(rest) = rest {
                out.extend(["<cbc:ID>", category, rest]);
            }
        }
    }
    out
}

/// Gone, twice, and its attributes.
fn element(node: Node<'_, '_>, text: &str, edits: &mut Vec<Edit>) {
    let (range, name) = (node.range(), path(node));
    edits.push(Edit { what: format!("without {name}"), range: range.clone(), with: String::new() });
    edits.push(Edit {
        what: format!("twice {name}"),
        range: range.end..range.end,
        with: text[range.clone()].to_owned(),
    });
    for attribute in node.attributes() {
        let at = attribute.range();
        edits.push(Edit { what: format!("without {name}/@{}", attribute.name()), range: at, with: String::new() });
        for value in ["", "x", "USD", "VAT", "0088"] {
            let what = format!("{name}/@{} = '{value}'", attribute.name());
            edits.push(Edit { what, range: attribute.range_value(), with: value.to_owned() });
        }
    }
}

/// Other values, by what the value and the name look like.
fn values(node: Node<'_, '_>, edits: &mut Vec<Edit>) {
    let Some(leaf) = node.first_child().filter(Node::is_text) else { return };
    let (name, local, old) = (path(node), node.tag_name().name(), node.text().unwrap_or_default());
    let mut others: Vec<&str> = TEXTS.to_vec();
    let numeric = ["Amount", "Quantity", "Percent", "Numeric"].iter().any(|end| local.ends_with(end));
    if numeric {
        others.extend(AMOUNTS);
    } else if local.ends_with("Date") {
        others.extend(DATES);
    } else if local.ends_with("Code") {
        others.extend(CODES);
        others.extend(COUNTRIES);
    } else if local == "ID" {
        others.extend(CATEGORIES);
    } else if local.ends_with("Indicator") {
        others.extend(["true", "false", "1", "0", " true"]);
    }
    let mut push = |with: String| edits.push(Edit { what: format!("{name} = '{with}'"), range: leaf.range(), with });
    for value in others {
        push(value.to_owned());
    }
    if numeric {
        push(format!("{old}1"));
        push(format!("1{old}"));
        push(format!("-{old}"));
    }
    if matches!(local, "EndpointID" | "ID" | "CompanyID") {
        push("NL123456782B01".to_owned());
        push("999999999MVA".to_owned());
        identifiers(node, &name, leaf.range(), edits);
    }
    // Two text nodes with the same value together: an error where a rule wants one.
    let middle = leaf.range().start + leaf.range().len() / 2;
    edits.push(Edit { what: format!("{name} cut by a comment"), range: middle..middle, with: "<!-- -->".to_owned() });
}

/// Every scheme with a good and a bad value, on the parties' identifiers.
fn identifiers(node: Node<'_, '_>, name: &str, value: Range<usize>, edits: &mut Vec<Edit>) {
    let parent = node.parent().map_or("", |parent| parent.tag_name().name());
    if !matches!(parent, "Party" | "PartyIdentification" | "PartyLegalEntity" | "PartyTaxScheme") {
        return;
    }
    let start = node.range().start;
    let tag = format!("cbc:{}", node.tag_name().name());
    for (scheme, id) in IDENTIFIERS {
        let range = start..value.end;
        edits.push(Edit {
            what: format!("{name} = {scheme}:{id}"),
            range,
            with: format!("<{tag} schemeID=\"{scheme}\">{id}"),
        });
    }
}

fn applied(text: &str, edit: &Edit) -> Changed {
    let mut text = text.to_owned();
    text.replace_range(edit.range.clone(), &edit.with);
    Changed { what: edit.what.clone(), text }
}

fn path(node: Node<'_, '_>) -> String {
    let mut names: Vec<&str> =
        node.ancestors().filter(Node::is_element).map(|element| element.tag_name().name()).collect();
    names.reverse();
    names.join("/")
}
