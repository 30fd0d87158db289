//! The verdict on a document, as JSON the same as what `acquit validate --json` prints (`design.md` §6).

use serde::Serialize;

use crate::rule::Severity;

/// What is known of a document after judging it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Local name of the root element, or the expanded name where it is none we know; absent if the XML is broken.
    pub document_type: Option<String>,
    /// Name and release of the rule set, such as `billing-partial@3.0.21`; absent if none is known.
    pub rule_set: Option<String>,
    /// The verdict.
    pub outcome: Outcome,
    /// Whether the bytes are XML.
    pub wellformed: bool,
    /// Whether the structure is that of the document type.
    pub xsd_valid: bool,
    /// Layers without a result.
    pub layer_errors: Vec<LayerError>,
    /// One per firing, layer by layer, in document order.
    pub findings: Vec<Finding>,
    /// How many rules were evaluated.
    pub rules_run: usize,
}

/// The verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// At most warnings.
    Valid,
    /// Broken, a fatal finding, or a layer without a result.
    Invalid,
    /// No rule set for this document.
    NotChecked,
}

/// A layer in which an expression raised an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LayerError {
    /// The layer's name.
    pub layer: &'static str,
    /// The XPath error code.
    pub code: &'static str,
}

/// One firing of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's id; `XSD` for structure, `XML` for broken XML.
    pub rule: &'static str,
    /// `xml`, `xsd`, `en16931`, `peppol`, …
    pub layer: &'static str,
    /// Whether it makes the document invalid.
    pub severity: Severity,
    /// Where, as a path with our prefixes.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// Business terms, `BT-112`.
    pub terms: Vec<String>,
    /// What was found and what was expected.
    pub message: String,
    /// The value found, where it is one value.
    pub found: Option<String>,
    /// The value expected, where it is one value.
    pub expected: Option<String>,
}
