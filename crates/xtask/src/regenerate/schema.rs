//! Reading the UBL 2.1 XSD as far as its facts go: elements, sequences, data types, attributes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use roxmltree::{Document, Node};

/// The document types this project reads and writes.
pub const ROOTS: [&str; 4] = ["Invoice", "CreditNote", "ApplicationResponse", "Reminder"];

const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// The facts, names written with the usual prefixes.
pub struct Schemas {
    /// Global elements by prefixed name, with their type.
    pub elements: BTreeMap<String, String>,
    /// Sequences by type, in order.
    pub sequences: BTreeMap<String, Vec<Child>>,
    /// Data types by name.
    pub data_types: BTreeMap<String, DataType>,
    /// Every attribute of every data type.
    pub attributes: BTreeSet<String>,
}

/// A member of a sequence.
pub struct Child {
    pub name: String,
    pub min: String,
    /// `*` where there is no bound.
    pub max: String,
}

/// What an element with text may hold.
#[derive(Clone)]
pub struct DataType {
    /// The unqualified data type of UBL it is or derives from.
    pub name: String,
    /// Built-in type of the text.
    pub base: String,
    /// Attribute, its built-in type, whether it is required.
    pub attributes: BTreeMap<String, (String, bool)>,
}

impl Schemas {
    /// Reads the folder with `common/` and `maindoc/`.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut schemas = Self {
            elements: BTreeMap::new(),
            sequences: BTreeMap::new(),
            data_types: BTreeMap::new(),
            attributes: BTreeSet::new(),
        };
        let common = folder.join("common");
        schemas.read_types(&common.join("CCTS_CCT_SchemaModule-2.1.xsd"), "cct")?;
        schemas.read_types(&common.join("UBL-UnqualifiedDataTypes-2.1.xsd"), "udt")?;
        schemas.read_types(&common.join("UBL-CommonBasicComponents-2.1.xsd"), "cbc")?;
        schemas.read_types(&common.join("UBL-CommonExtensionComponents-2.1.xsd"), "ext")?;
        schemas.read_types(&common.join("UBL-CommonAggregateComponents-2.1.xsd"), "cac")?;
        for root in ROOTS {
            schemas.read_types(&folder.join(format!("maindoc/UBL-{root}-2.1.xsd")), "")?;
        }
        Ok(schemas)
    }

    fn read_types(&mut self, path: &Path, prefix: &str) -> Result<()> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let document = Document::parse(&text)?;
        for item in document.root_element().children().filter(Node::is_element) {
            let name = item.attribute("name").unwrap_or_default();
            match item.tag_name().name() {
                "element" => {
                    let of_type = item.attribute("type").ok_or_else(|| anyhow!("element {name} without type"))?;
                    self.elements.insert(with_prefix(prefix, name), own_type(prefix, of_type));
                }
                "complexType" => self.read_type(prefix, name, item)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn read_type(&mut self, prefix: &str, name: &str, item: Node<'_, '_>) -> Result<()> {
        let key = own_type(prefix, name);
        if let Some(sequence) = child(item, "sequence") {
            let members = sequence.children().filter(|member| member.tag_name().name() == "element");
            self.sequences.insert(key, members.map(|member| read_child(prefix, member)).collect::<Result<_>>()?);
        } else if let Some(content) = child(item, "simpleContent") {
            let derived = content.first_element_child().ok_or_else(|| anyhow!("{name} derives from nothing"))?;
            let mut data_type = self.derive(derived)?;
            if prefix == "udt" {
                short_type(name).clone_into(&mut data_type.name);
            }
            self.attributes.extend(data_type.attributes.keys().cloned());
            self.data_types.insert(key, data_type);
        }
        Ok(())
    }

    /// A restriction or extension keeps the attributes of its base and may add or sharpen some.
    fn derive(&self, derived: Node<'_, '_>) -> Result<DataType> {
        let base = derived.attribute("base").ok_or_else(|| anyhow!("derivation without base"))?;
        let mut data_type = match base.strip_prefix("xsd:") {
            Some(builtin) => DataType { name: String::new(), base: builtin.to_owned(), attributes: BTreeMap::new() },
            None => self
                .data_types
                .get(&base.replace("ccts-cct:", "cct:"))
                .cloned()
                .ok_or_else(|| anyhow!("no type {base}"))?,
        };
        for attribute in derived.children().filter(|node| node.has_tag_name((XSD, "attribute"))) {
            let name = attribute.attribute("name").unwrap_or_default().to_owned();
            let of_type = attribute.attribute("type").unwrap_or_default().replace("xsd:", "");
            data_type.attributes.insert(name, (of_type, attribute.attribute("use") == Some("required")));
        }
        Ok(data_type)
    }
}

fn read_child(prefix: &str, member: Node<'_, '_>) -> Result<Child> {
    let name = member.attribute("ref").ok_or_else(|| anyhow!("a sequence member without ref"))?;
    let name = if name.contains(':') { name.to_owned() } else { with_prefix(prefix, name) };
    let bound = |attribute: &str| member.attribute(attribute).unwrap_or("1").replace("unbounded", "*");
    Ok(Child { name, min: bound("minOccurs"), max: bound("maxOccurs") })
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name((XSD, name)))
}

fn with_prefix(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}:{name}") }
}

/// Types get the prefix of their schema, so that `cbc:PartyType` and `cac:PartyType` stay apart.
fn own_type(prefix: &str, name: &str) -> String {
    if name.contains(':') { name.to_owned() } else { with_prefix(prefix, name) }
}

/// `cac:PartyType` becomes `Party`.
pub fn short_type(of_type: &str) -> &str {
    let local = of_type.rsplit(':').next().unwrap_or(of_type);
    local.strip_suffix("Type").unwrap_or(local)
}
