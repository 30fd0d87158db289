//! A document as a tree of raw pieces, for tests that rewrite documents: names are resolved, values and texts stay as written.

#![allow(dead_code, reason = "each test uses its part")]

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

pub const CBC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What an element holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Element(Element),
    /// Text and references, as written.
    Text(String),
    /// A comment, processing instruction or CDATA section, as written.
    Other(String),
}

/// An expanded name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub namespace: String,
    pub local: String,
}

/// An element without its namespace declarations.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    pub name: Name,
    pub attributes: Vec<(Name, String)>,
    pub pieces: Vec<Piece>,
}

/// How names are written.
#[derive(Clone, Copy, Debug)]
pub enum Naming<'n> {
    /// A prefix for every namespace.
    Prefixes,
    /// No prefix for this namespace, prefixes for the others.
    Default(&'n str),
    /// No prefixes at all: each element says what its namespace is.
    Unprefixed,
}

type Scope = BTreeMap<String, String>;

impl Element {
    /// The root element; `None` for what is no UTF-8 XML with a document element and declared prefixes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
        let mut reader = Reader::from_str(text);
        let mut open: Vec<(Element, Scope)> = Vec::new();
        let mut root = None;
        loop {
            let from = usize::try_from(reader.buffer_position()).ok()?;
            let event = reader.read_event().ok()?;
            let raw = text.get(from..usize::try_from(reader.buffer_position()).ok()?)?.to_owned();
            let closed = match event {
                Event::Eof => return root.filter(|_| open.is_empty()),
                Event::Start(tag) => {
                    let opened = start(&tag, open.last().map(|(_, scope)| scope))?;
                    open.push(opened);
                    continue;
                }
                Event::Empty(tag) => Piece::Element(start(&tag, open.last().map(|(_, scope)| scope))?.0),
                Event::End(_) => Piece::Element(open.pop()?.0),
                Event::Text(_) | Event::GeneralRef(_) => Piece::Text(raw),
                Event::DocType(_) => return None,
                Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => Piece::Other(raw),
            };
            match (open.last_mut(), closed) {
                (Some((parent, _)), piece) => parent.pieces.push(piece),
                (None, Piece::Element(element)) if root.is_none() => root = Some(element),
                (None, Piece::Element(_)) => return None,
                (None, _) => {}
            }
        }
    }

    /// The document, its namespaces named this way.
    pub fn write(&self, naming: Naming<'_>) -> String {
        let mut prefixes = BTreeMap::from([(XML.to_owned(), "xml".to_owned())]);
        self.collect(&mut prefixes);
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.write_to(&mut out, naming, &prefixes, "", true);
        out
    }

    fn collect(&self, prefixes: &mut BTreeMap<String, String>) {
        let names = std::iter::once(&self.name).chain(self.attributes.iter().map(|(name, _)| name));
        for name in names.filter(|name| !name.namespace.is_empty()) {
            let next = format!("p{}", prefixes.len());
            prefixes.entry(name.namespace.clone()).or_insert(next);
        }
        self.children().for_each(|child| child.collect(prefixes));
    }

    fn write_to(
        &self,
        out: &mut String,
        naming: Naming<'_>,
        prefixes: &BTreeMap<String, String>,
        default: &str,
        is_root: bool,
    ) {
        let plain = match naming {
            Naming::Prefixes => self.name.namespace.is_empty(),
            Naming::Default(namespace) => self.name.namespace.is_empty() || self.name.namespace == namespace,
            Naming::Unprefixed => true,
        };
        let qualified = |name: &Name| match prefixes.get(&name.namespace) {
            Some(prefix) => format!("{prefix}:{}", name.local),
            None => name.local.clone(),
        };
        let tag = if plain { self.name.local.clone() } else { qualified(&self.name) };
        let _ = write!(out, "<{tag}");
        if is_root {
            let declared = prefixes.iter().filter(|(namespace, _)| *namespace != XML);
            for (namespace, prefix) in declared {
                let _ = write!(out, " xmlns:{prefix}=\"{namespace}\"");
            }
        }
        let default = if plain && self.name.namespace != default {
            let _ = write!(out, " xmlns=\"{}\"", self.name.namespace);
            &self.name.namespace
        } else {
            default
        };
        for (name, value) in &self.attributes {
            let quote = if value.contains('"') { '\'' } else { '"' };
            let _ = write!(out, " {}={quote}{value}{quote}", qualified(name));
        }
        out.push('>');
        for piece in &self.pieces {
            match piece {
                Piece::Element(child) => child.write_to(out, naming, prefixes, default, false),
                Piece::Text(raw) | Piece::Other(raw) => out.push_str(raw),
            }
        }
        let _ = write!(out, "</{tag}>");
    }

    /// The child elements.
    pub fn children(&self) -> impl Iterator<Item = &Element> {
        self.pieces.iter().filter_map(|piece| if let Piece::Element(child) = piece { Some(child) } else { None })
    }

    /// Applies a change to this element and everything in it, children first.
    pub fn each(&mut self, change: &mut impl FnMut(&mut Element)) {
        for piece in &mut self.pieces {
            if let Piece::Element(child) = piece {
                child.each(change);
            }
        }
        change(self);
    }

    /// Whether it holds elements, and between them white space at most.
    pub fn holds_only_elements(&self) -> bool {
        let element = |piece: &Piece| matches!(piece, Piece::Element(_));
        let blank =
            |piece: &Piece| matches!(piece, Piece::Text(text) if text.trim_matches([' ', '\t', '\r', '\n']).is_empty());
        self.pieces.iter().any(element) && self.pieces.iter().all(|piece| element(piece) || blank(piece))
    }
}

/// An opened element and what is declared inside it.
fn start(tag: &BytesStart<'_>, outer: Option<&Scope>) -> Option<(Element, Scope)> {
    let mut scope = outer.cloned().unwrap_or_else(|| BTreeMap::from([("xml".to_owned(), XML.to_owned())]));
    let mut written = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let key = attribute.key.into_inner().to_owned();
        let value = attribute.value.into_owned();
        match key.strip_prefix("xmlns") {
            Some("") => drop(scope.insert(String::new(), value)),
            Some(rest) if rest.starts_with(':') => drop(scope.insert(rest[1..].to_owned(), value)),
            _ => written.push((key, value)),
        }
    }
    let name = tag.name().into_inner().to_owned();
    let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
    let namespace = scope.get(prefix).cloned().or_else(|| prefix.is_empty().then(String::new))?;
    let mut attributes = Vec::new();
    for (key, value) in written {
        let (namespace, local) = match key.split_once(':') {
            Some((prefix, local)) => (scope.get(prefix)?.clone(), local.to_owned()),
            None => (String::new(), key),
        };
        attributes.push((Name { namespace, local }, value));
    }
    Some((Element { name: Name { namespace, local: local.to_owned() }, attributes, pieces: Vec::new() }, scope))
}
