//! Canonical XML 1.0 (inclusive) and Exclusive XML Canonicalization 1.0, both without comments.
//!
//! Works on the element in its document, never on a detached copy: namespaces and `xml:` attributes of ancestors matter.

use roxmltree::{Document, Node, NodeId, NodeType};

use crate::dom::{self, ns};

/// Which canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// All namespaces in scope, and the `xml:` attributes of ancestors.
    Inclusive,
    /// Only namespaces that are visibly used, and those of the prefix list.
    Exclusive {
        /// Prefixes treated as in the inclusive form; `#default` is the default namespace. Undeclared ones mean nothing.
        prefixes: Vec<String>,
    },
}

impl Method {
    /// The exclusive form with a prefix list as it is written in `ec:InclusiveNamespaces/@PrefixList`.
    pub fn exclusive(prefix_list: &str) -> Self {
        Self::Exclusive { prefixes: prefix_list.split_ascii_whitespace().map(str::to_owned).collect() }
    }
}

/// The canonical form of an element and everything in it.
pub fn element(apex: Node<'_, '_>, method: &Method) -> Vec<u8> {
    element_without(apex, method, None)
}

/// The canonical form of an element, leaving out the subtree `without` (the enveloped signature).
pub fn element_without(apex: Node<'_, '_>, method: &Method, without: Option<NodeId>) -> Vec<u8> {
    let mut writer = Writer::new(method, without, apex);
    writer.write_element(apex, true);
    writer.out
}

/// The canonical form of a whole document, with the processing instructions around its root.
pub fn document(document: &Document<'_>, method: &Method, without: Option<NodeId>) -> Vec<u8> {
    let root = document.root_element();
    let mut writer = Writer::new(method, without, root);
    let mut after_root = false;
    for node in document.root().children() {
        match node.node_type() {
            NodeType::Element => {
                writer.write_element(node, true);
                after_root = true;
            }
            NodeType::PI => {
                let (before, after) = if after_root { ("\n", "") } else { ("", "\n") };
                writer.push(before);
                writer.write_instruction(node);
                writer.push(after);
            }
            _ => {}
        }
    }
    writer.out
}

/// A namespace declaration: prefix (none for the default one) and URI (empty to undeclare the default one).
type Declaration<'a> = (Option<&'a str>, &'a str);

struct Writer<'a, 'm> {
    out: Vec<u8>,
    method: &'m Method,
    without: Option<NodeId>,
    /// Declarations written by the open elements of the output, innermost last.
    written: Vec<Declaration<'a>>,
}

impl<'a, 'm> Writer<'a, 'm> {
    fn new(method: &'m Method, without: Option<NodeId>, apex: Node<'_, '_>) -> Self {
        let out = Vec::with_capacity(apex.range().len() + 256);
        Self { out, method, without, written: Vec::new() }
    }

    fn write_element<'i: 'a>(&mut self, element: Node<'a, 'i>, is_apex: bool) {
        let name = dom::qualified_name(element);
        let outer = self.written.len();
        self.push("<");
        self.push(name);
        self.write_declarations(element, name);
        self.write_attributes(element, is_apex);
        self.push(">");
        let without = self.without;
        for child in element.children().filter(|child| Some(child.id()) != without) {
            match child.node_type() {
                NodeType::Element => self.write_element(child, false),
                NodeType::Text => escape_text(child.text().unwrap_or_default(), &mut self.out),
                NodeType::PI => self.write_instruction(child),
                NodeType::Comment | NodeType::Root => {}
            }
        }
        self.push("</");
        self.push(name);
        self.push(">");
        self.written.truncate(outer);
    }

    fn write_declarations<'i: 'a>(&mut self, element: Node<'a, 'i>, name: &'a str) {
        let mut wanted = match self.method {
            Method::Inclusive => in_scope(element),
            Method::Exclusive { prefixes } => used_or_listed(element, name, prefixes),
        };
        wanted.retain(|declaration| !self.is_written(*declaration));
        wanted.sort_unstable();
        wanted.dedup();
        for (prefix, uri) in wanted {
            match prefix {
                None => self.push(" xmlns=\""),
                Some(prefix) => {
                    self.push(" xmlns:");
                    self.push(prefix);
                    self.push("=\"");
                }
            }
            escape_attribute(uri, &mut self.out);
            self.push("\"");
            self.written.push((prefix, uri));
        }
    }

    /// Whether the output already says so at this place. Nothing said about the default namespace means that there is none.
    fn is_written(&self, (prefix, uri): Declaration<'_>) -> bool {
        match self.written.iter().rev().find(|(written, _)| *written == prefix) {
            Some((_, written)) => *written == uri,
            None => prefix.is_none() && uri.is_empty(),
        }
    }

    fn write_attributes<'i: 'a>(&mut self, element: Node<'a, 'i>, is_apex: bool) {
        let own = element.attributes().map(|attribute| {
            let qualified = dom::qualified_attribute(element, &attribute);
            ((attribute.namespace().unwrap_or_default(), attribute.name()), qualified, attribute.value())
        });
        let mut attributes: Vec<_> = own.collect();
        if is_apex && *self.method == Method::Inclusive {
            for ancestor in element.ancestors().skip(1).filter(Node::is_element) {
                for attribute in ancestor.attributes().filter(|a| a.namespace() == Some(ns::XML)) {
                    let key = (ns::XML, attribute.name());
                    if !attributes.iter().any(|(known, _, _)| *known == key) {
                        attributes.push((key, dom::qualified_attribute(ancestor, &attribute), attribute.value()));
                    }
                }
            }
        }
        attributes.sort_unstable_by_key(|(key, _, _)| *key);
        for (_, qualified, value) in attributes {
            self.push(" ");
            self.push(qualified);
            self.push("=\"");
            escape_attribute(value, &mut self.out);
            self.push("\"");
        }
    }

    fn write_instruction(&mut self, node: Node<'_, '_>) {
        let Some(instruction) = node.pi() else { return };
        self.push("<?");
        self.push(instruction.target);
        if let Some(value) = instruction.value.filter(|value| !value.is_empty()) {
            self.push(" ");
            escape(value, &mut self.out, |byte| (byte == b'\r').then_some("&#xD;"));
        }
        self.push("?>");
    }

    fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}

/// Every namespace in scope, with the undeclared default one said explicitly.
fn in_scope<'a, 'i: 'a>(element: Node<'a, 'i>) -> Vec<Declaration<'a>> {
    let mut all: Vec<Declaration<'a>> = declarations(element).collect();
    if !all.iter().any(|(prefix, _)| prefix.is_none()) {
        all.push((None, ""));
    }
    all
}

/// The namespaces that the element's own names use, and the declared ones of the prefix list.
fn used_or_listed<'a, 'i: 'a>(element: Node<'a, 'i>, name: &'a str, listed: &[String]) -> Vec<Declaration<'a>> {
    let mut wanted = Vec::with_capacity(4);
    wanted.push((dom::prefix(name), element.tag_name().namespace().unwrap_or_default()));
    for attribute in element.attributes() {
        if let Some(uri) = attribute.namespace().filter(|uri| *uri != ns::XML) {
            wanted.push((dom::prefix(dom::qualified_attribute(element, &attribute)), uri));
        }
    }
    if !listed.is_empty() {
        let is_listed = |prefix: Option<&str>| listed.iter().any(|item| item == prefix.unwrap_or("#default"));
        wanted.extend(in_scope(element).into_iter().filter(|(prefix, _)| is_listed(*prefix)));
    }
    wanted.retain(|(prefix, _)| *prefix != Some("xml"));
    wanted
}

fn declarations<'a, 'i: 'a>(element: Node<'a, 'i>) -> impl Iterator<Item = Declaration<'a>> {
    element.namespaces().map(|namespace| (namespace.name(), namespace.uri()))
}

fn escape_text(text: &str, out: &mut Vec<u8>) {
    escape(text, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    });
}

fn escape_attribute(text: &str, out: &mut Vec<u8>) {
    escape(text, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#x9;"),
        b'\n' => Some("&#xA;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    });
}

fn escape(text: &str, out: &mut Vec<u8>, replacement: impl Fn(u8) -> Option<&'static str>) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if let Some(entity) = replacement(*byte) {
            out.extend_from_slice(&bytes[copied..at]);
            out.extend_from_slice(entity.as_bytes());
            copied = at + 1;
        }
    }
    out.extend_from_slice(&bytes[copied..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str, pick: &str, method: &Method, expected: &str) {
        let document = dom::parse(xml.as_bytes(), 10_000).unwrap();
        let apex = document.descendants().find(|node| node.tag_name().name() == pick).unwrap();
        assert_eq!(String::from_utf8(element(apex, method)).unwrap(), expected);
    }

    #[test]
    fn exclusive_writes_only_what_is_used() {
        let xml = "<a:r xmlns:a='A' xmlns:b='B' xmlns='D'><b:x c='1'><a:y/><b:z/></b:x></a:r>";
        let expected = r#"<b:x xmlns:b="B" c="1"><a:y xmlns:a="A"></a:y><b:z></b:z></b:x>"#;
        check(xml, "x", &Method::exclusive(""), expected);
    }

    #[test]
    fn a_listed_prefix_is_written_at_the_apex_though_unused() {
        let xml = "<r xmlns:a='A' xmlns:b='B'><b:x/></r>";
        let expected = r#"<b:x xmlns:a="A" xmlns:b="B"></b:x>"#;
        check(xml, "x", &Method::exclusive("a nowhere"), expected);
    }

    #[test]
    fn a_listed_default_namespace_is_written() {
        let xml = "<r xmlns='D' xmlns:b='B'><b:x><y xmlns=''/></b:x></r>";
        let expected = r#"<b:x xmlns="D" xmlns:b="B"><y xmlns=""></y></b:x>"#;
        check(xml, "x", &Method::exclusive("#default"), expected);
        let bare = r#"<b:x xmlns:b="B"><y></y></b:x>"#;
        check(xml, "x", &Method::exclusive(""), bare);
    }

    #[test]
    fn a_prefix_bound_anew_is_written_anew() {
        let xml = "<p:r xmlns:p='1'><p:x><p:y xmlns:p='2'><p:z/></p:y><p:w/></p:x></p:r>";
        let expected = r#"<p:x xmlns:p="1"><p:y xmlns:p="2"><p:z></p:z></p:y><p:w></p:w></p:x>"#;
        check(xml, "x", &Method::exclusive(""), expected);
    }

    #[test]
    fn two_prefixes_of_one_namespace_stay_as_written() {
        let xml = "<s:r xmlns:s='S' xmlns:t='S'><t:x s:m='1' t:n='2'/></s:r>";
        let expected = r#"<t:x xmlns:s="S" xmlns:t="S" s:m="1" t:n="2"></t:x>"#;
        check(xml, "x", &Method::exclusive(""), expected);
    }

    #[test]
    fn inclusive_brings_ancestors_namespaces_and_xml_attributes() {
        let xml = "<r xmlns='D' xmlns:a='A' xml:lang='en' xml:space='preserve'><x xml:lang='nl' a:k='v'/></r>";
        let expected = r#"<x xmlns="D" xmlns:a="A" a:k="v" xml:lang="nl" xml:space="preserve"></x>"#;
        check(xml, "x", &Method::Inclusive, expected);
    }

    #[test]
    fn exclusive_leaves_ancestors_xml_attributes() {
        check("<r xml:lang='en'><x/></r>", "x", &Method::exclusive(""), "<x></x>");
    }

    #[test]
    fn characters_are_written_as_the_specification_says() {
        let xml = "<x a='&quot;&#9;&#10;&#13;&lt;&gt;&amp;'>&lt;&gt;&amp;\"&#13;\r\n<![CDATA[<c>]]><!-- gone --><?p  q ?></x>";
        let expected = "<x a=\"&quot;&#x9;&#xA;&#xD;&lt;>&amp;\">&lt;&gt;&amp;\"&#xD;\n&lt;c&gt;<?p q ?></x>";
        check(xml, "x", &Method::Inclusive, expected);
    }

    #[test]
    fn attributes_are_ordered_by_namespace_uri_then_name() {
        let xml = "<x xmlns:b='http://a' xmlns:a='http://b' a:z='1' b:y='2' b:x='3' m='4' k='5'/>";
        let expected = r#"<x xmlns:a="http://b" xmlns:b="http://a" k="5" m="4" b:x="3" b:y="2" a:z="1"></x>"#;
        check(xml, "x", &Method::exclusive(""), expected);
    }

    #[test]
    fn instructions_around_the_root_keep_a_line_each() {
        let parsed = dom::parse(b"<?xml version='1.0'?>\n<?a b?>\n<!-- c --><r/>\n<?d?>", 100).unwrap();
        assert_eq!(document(&parsed, &Method::Inclusive, None), b"<?a b?>\n<r></r>\n<?d?>");
    }

    #[test]
    fn the_name_of_an_attribute_may_be_of_any_length() {
        // More bytes than 16 bits count, with a character across that border.
        let name = "é".repeat(40_000);
        for (before, after) in [("", " = '1'"), ("p:", "='1'")] {
            let xml = format!("<x xmlns:p='P' {before}{name}{after}/>");
            let document = dom::parse(xml.as_bytes(), 1_000_000).unwrap();
            let canonical = String::from_utf8(element(document.root_element(), &Method::Inclusive)).unwrap();
            assert!(canonical == format!("<x xmlns:p=\"P\" {before}{name}=\"1\"></x>"));
        }
    }
}
