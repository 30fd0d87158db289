//! Reading Schematron for its facts: which rule tests what. No expression is kept; tables and code lists are taken out.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use roxmltree::{Document, Node};

/// Assertions and variables of one file.
pub struct Schematron {
    contexts: Vec<String>,
    assertions: Vec<Assertion>,
    variables: Vec<(String, String)>,
}

/// One assertion.
pub struct Assertion {
    pub id: String,
    pub flag: String,
    pub context: String,
    pub test: String,
}

impl Schematron {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let document = Document::parse(&text)?;
        let named = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
        let variables = named("let").map(|node| (attribute(node, "name"), attribute(node, "value"))).collect();
        let assertions = named("assert").map(assertion).collect();
        let contexts = named("rule").map(|node| attribute(node, "context")).collect();
        Ok(Self { contexts, assertions, variables })
    }

    /// The contexts of all rules in order, of those without assertions too.
    pub fn contexts(&self) -> &[String] {
        &self.contexts
    }

    /// All assertions in order.
    pub fn assertions(&self) -> &[Assertion] {
        &self.assertions
    }

    /// The expression a rule tests.
    pub fn test(&self, id: &str) -> Result<&str> {
        let found = self.assertions.iter().find(|assertion| assertion.id == id);
        found.map(|assertion| assertion.test.as_str()).ok_or_else(|| anyhow!("no rule {id}"))
    }

    /// The expression of a variable.
    pub fn variable(&self, name: &str) -> Result<&str> {
        let found = self.variables.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).ok_or_else(|| anyhow!("no variable {name}"))
    }
}

fn assertion(node: Node<'_, '_>) -> Assertion {
    let context = node.parent().map(|rule| attribute(rule, "context")).unwrap_or_default();
    Assertion { id: attribute(node, "id"), flag: attribute(node, "flag"), context, test: attribute(node, "test") }
}

fn attribute(node: Node<'_, '_>, name: &str) -> String {
    node.attribute(name).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
