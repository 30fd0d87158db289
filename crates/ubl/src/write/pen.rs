//! The pen of all writers: indented UTF-8 XML with the prefixes `cac` and `cbc`, the same bytes for the same calls.
//!
//! No byte order mark and no `schemaLocation`; a character XML cannot carry becomes U+FFFD.

use rust_decimal::Decimal;

use crate::amount::{format_amount, format_number};
use crate::party::Identifier;

/// Namespace of aggregates in UBL 2.
const CAC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
/// Namespace of basic elements in UBL 2.
const CBC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

/// A document being written.
pub struct Pen {
    out: String,
    depth: usize,
    currency: String,
}

impl Pen {
    /// Writes a whole document: root `name` in `namespace`, amounts in `currency` (empty where there are none).
    pub fn document(name: &str, namespace: &str, currency: &str, body: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut pen = Self { out: String::with_capacity(8 * 1024), depth: 1, currency: currency.to_owned() };
        pen.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        pen.out.extend([
            "<",
            name,
            " xmlns=\"",
            namespace,
            "\"\n  xmlns:cac=\"",
            CAC,
            "\"\n  xmlns:cbc=\"",
            CBC,
            "\">\n",
        ]);
        body(&mut pen);
        pen.out.extend(["</", name, ">\n"]);
        pen.out.into_bytes()
    }

    /// Writes an aggregate `cac:name` around what `body` writes; nothing where that is nothing, for no element may be empty.
    pub fn group(&mut self, name: &str, body: impl FnOnce(&mut Self)) {
        let start = self.out.len();
        self.indent();
        self.out.push_str("<cac:");
        self.out.push_str(name);
        self.out.push_str(">\n");
        let inside = self.out.len();
        self.depth += 1;
        body(self);
        self.depth -= 1;
        if self.out.len() == inside {
            self.out.truncate(start);
            return;
        }
        self.indent();
        self.out.push_str("</cac:");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// Writes `cbc:name` with a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.attributed(name, &[], value);
    }

    /// Writes `cbc:name` where there is a text.
    pub fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// Writes `cbc:name` where there is something that displays as its wire form, such as a date.
    pub fn shown(&mut self, name: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.text(name, &value.to_string());
        }
    }

    /// Writes `cbc:name` with attributes and a text; nothing for a text of blanks.
    pub fn attributed(&mut self, name: &str, attributes: &[(&str, &str)], value: &str) {
        if value.trim().is_empty() {
            return;
        }
        self.indent();
        self.out.push_str("<cbc:");
        self.out.push_str(name);
        for (attribute, value) in attributes {
            self.out.push(' ');
            self.out.push_str(attribute);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        escape(value, &mut self.out);
        self.out.push_str("</cbc:");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// Writes an amount with two decimals in the document's currency.
    pub fn amount(&mut self, name: &str, value: Decimal) {
        let currency = self.currency.clone();
        self.attributed(name, &[("currencyID", &currency)], &format_amount(value));
    }

    /// Writes an amount where there is one.
    pub fn optional_amount(&mut self, name: &str, value: Option<Decimal>) {
        if let Some(value) = value {
            self.amount(name, value);
        }
    }

    /// Writes a price: the document's currency, as many decimals as needed and at least two.
    pub fn price(&mut self, name: &str, value: Decimal) {
        let currency = self.currency.clone();
        let value = if value.normalize().scale() > 2 { format_number(value) } else { format_amount(value) };
        self.attributed(name, &[("currencyID", &currency)], &value);
    }

    /// Writes an identifier with its scheme where it has one.
    pub fn identifier(&mut self, name: &str, identifier: &Identifier) {
        match &identifier.scheme {
            Some(scheme) => self.attributed(name, &[("schemeID", scheme)], &identifier.value),
            None => self.text(name, &identifier.value),
        }
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(char),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            _ => out.push(char),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pen;

    fn body(write: impl FnOnce(&mut Pen)) -> String {
        let bytes = Pen::document("Root", "urn:x", "EUR", write);
        let text = String::from_utf8(bytes).expect("the pen writes UTF-8");
        text.split_inclusive('\n').skip(4).filter(|line| !line.starts_with('<')).collect()
    }

    #[test]
    fn texts_are_escaped_and_forbidden_characters_replaced() {
        assert_eq!(
            body(|pen| pen.text("Note", "a < b & \"c\"\u{1}")),
            "  <cbc:Note>a &lt; b &amp; &quot;c&quot;\u{FFFD}</cbc:Note>\n"
        );
    }

    #[test]
    fn an_empty_group_leaves_nothing_behind() {
        assert_eq!(body(|pen| pen.group("Contact", |pen| pen.optional("Name", None))), "");
        assert_eq!(body(|pen| pen.text("Note", "  ")), "");
    }

    #[test]
    fn amounts_have_two_decimals_and_prices_what_they_need() {
        assert_eq!(
            body(|pen| pen.amount("Amount", "7".parse().expect("decimal"))),
            "  <cbc:Amount currencyID=\"EUR\">7.00</cbc:Amount>\n"
        );
        assert_eq!(
            body(|pen| pen.price("PriceAmount", "0.12345".parse().expect("decimal"))),
            "  <cbc:PriceAmount currencyID=\"EUR\">0.12345</cbc:PriceAmount>\n"
        );
    }
}
