//! A small tree of local names for bank files, read under limits; a document type definition is refused.
//!
//! Banks send every version of camt under its own namespace and differ in prefixes, so only local names count here.
//! Source of the limits: design.md section 8.

use quick_xml::{Reader, events::Event};

use crate::bank::{BankFileError, FILE_BYTES_MAX};

/// Deepest nesting.
pub(crate) const DEPTH_MAX: usize = 64;
/// Most elements.
pub(crate) const ELEMENTS_MAX: usize = 5_000_000;
/// Longest text of one element.
pub(crate) const TEXT_BYTES_MAX: usize = 64 * 1024;
/// Most attributes of one element.
pub(crate) const ATTRIBUTES_MAX: usize = 64;

/// One element: local name, namespace declarations and attributes as written, text, children.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub children: Vec<Node>,
}

impl Node {
    /// The first child of that name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of that name.
    pub fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The element at a path of first children.
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The trimmed text at a path, if it is not empty.
    pub fn text_at(&self, path: &[&str]) -> Option<&str> {
        self.at(path).map(|node| node.text.trim()).filter(|text| !text.is_empty())
    }

    /// The text at the first of several paths that has one.
    pub fn text_at_any(&self, paths: &[&[&str]]) -> Option<&str> {
        paths.iter().find_map(|path| self.text_at(path))
    }

    /// An attribute by local name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Reads the root element.
pub(crate) fn read(bytes: &[u8]) -> Result<Node, BankFileError> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(BankFileError::TooLarge { size_bytes: bytes.len(), size_bytes_max: FILE_BYTES_MAX });
    }
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = true;
    let mut tree = Tree { stack: vec![Node::default()], elements: 0 };
    loop {
        let event = reader
            .read_event()
            .map_err(|error| BankFileError::Malformed { at: reader.error_position(), message: error.to_string() })?;
        let done = matches!(event, Event::Eof);
        tree.take(&event).map_err(|refusal| refusal.at(reader.buffer_position()))?;
        if done {
            return tree.root(reader.buffer_position());
        }
    }
}

/// A refusal before its position is known.
enum Refusal {
    Known(BankFileError),
    Malformed(String),
}

impl Refusal {
    fn at(self, at: u64) -> BankFileError {
        match self {
            Self::Known(error) => error,
            Self::Malformed(message) => BankFileError::Malformed { at, message },
        }
    }
}

struct Tree {
    /// The document node first, then the open elements.
    stack: Vec<Node>,
    elements: usize,
}

impl Tree {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(start) => self.open(start),
            Event::Empty(start) => {
                self.open(start)?;
                self.close();
                Ok(())
            }
            Event::End(_) => {
                self.close();
                Ok(())
            }
            Event::Text(text) => self.append(&text.xml10_content()),
            Event::CData(text) => self.append(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let text = resolve(reference).ok_or_else(|| Refusal::Malformed("unknown entity".to_owned()))?;
                self.append(&text)
            }
            Event::DocType(_) => Err(Refusal::Known(BankFileError::Dtd)),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn open(&mut self, start: &quick_xml::events::BytesStart<'_>) -> Result<(), Refusal> {
        self.elements += 1;
        limit(self.elements, ELEMENTS_MAX, "elements")?;
        limit(self.stack.len(), DEPTH_MAX, "levels of nesting")?;
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| Refusal::Malformed(error.to_string()))?;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_err(|error| Refusal::Malformed(error.to_string()))?;
            attributes.push((local(attribute.key.local_name().into_inner()), value.into_owned()));
            limit(attributes.len(), ATTRIBUTES_MAX, "attributes")?;
        }
        let name = local(start.local_name().into_inner());
        self.stack.push(Node { name, attributes, ..Node::default() });
        Ok(())
    }

    fn close(&mut self) {
        // The reader checks that end tags match, so the document node is never popped.
        if self.stack.len() > 1
            && let Some(node) = self.stack.pop()
            && let Some(parent) = self.stack.last_mut()
        {
            parent.children.push(node);
        }
    }

    fn append(&mut self, text: &str) -> Result<(), Refusal> {
        let Some(node) = self.stack.last_mut() else { return Ok(()) };
        limit(node.text.len() + text.len(), TEXT_BYTES_MAX, "bytes of text in one element")?;
        node.text.push_str(text);
        Ok(())
    }

    fn root(mut self, at: u64) -> Result<Node, BankFileError> {
        let unfinished = self.stack.len() > 1;
        let document = self.stack.swap_remove(0);
        match (unfinished, document.children.into_iter().next()) {
            (false, Some(root)) => Ok(root),
            (true, _) | (_, None) => {
                Err(BankFileError::Malformed { at, message: "the file ends before its last element does".to_owned() })
            }
        }
    }
}

fn local<T: AsRef<str>>(name: T) -> String {
    name.as_ref().to_owned()
}

fn limit(value: usize, limit: usize, what: &'static str) -> Result<(), Refusal> {
    if value > limit { Err(Refusal::Known(BankFileError::Limit { limit, what })) } else { Ok(()) }
}

/// Character references and the five predefined entities; no other can exist without a document type definition.
fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Option<String> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten().map(String::from);
    }
    let text = match reference.xml10_content().as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    };
    Some(text.to_owned())
}
