//! What a rule is, and how rules are put together to a layer.
//!
//! The published rules come in *patterns*: ordered lists of *contexts*, each with assertions. In a pattern a node is
//! taken by the first context that matches it; patterns do not know each other (ISO/IEC 19757-3 §6.5). Counts only come
//! out right when this is kept, so it is the shape of the registry here:
//!
//! ```text
//! RuleSet ─► Layer ("en16931", "peppol", …) ─► Pattern ─► Context ─► Rule
//! ```
//!
//! Writing a rule:
//!
//! - A rule is a constant [`Rule`] whose `check` judges one context node. It calls [`Findings::report`] once per failure
//!   and reports at the context node `at`, which is where the golden verdicts locate it.
//! - The document is a [`View`]: it dereferences to [`ubl::Document`] (`view.child(at, cbc::ID)`,
//!   `view.select(at, &[cac::TaxTotal, cbc::TaxAmount])`, `view.text(node)`, `view.texts(node)`,
//!   `view.attribute(node, attr::schemeID)`, `view.ends_with(node, &[cac::Party, cbc::ID])`) and keeps facts that many
//!   rules need, computed once.
//! - What is a dynamic error in the published expression is `Err(Fault)`: it voids the whole layer of this document. In
//!   [`Context::matches`] an error only means "does not match".
//! - A [`Context`] names the elements it can match (`&[]` is any element) so that the engine asks only where it may apply.
//! - Rows of a family (UBL-CR, UBL-SR, UBL-DT, BR-DEC, BR-CL) are no functions but tables, see `crate::table`.

use std::fmt;

use ubl::document::{Name, NodeId};

pub use crate::rules::view::View;
use crate::table::Table;
pub use crate::xpath::Fault;

/// One assertion of a rule set.
#[derive(Debug)]
pub struct Rule {
    /// The published id, such as `BR-CO-15`.
    pub id: &'static str,
    /// Whether a failure makes the document invalid.
    pub severity: Severity,
    /// The business terms the rule is about.
    pub terms: &'static [Term],
    /// What is demanded, in one sentence of ours.
    pub summary: &'static str,
    /// Why it is demanded, and where the official rule is odd, how.
    pub why: &'static str,
    /// Judges one context node.
    pub check: Check,
}

/// Judges one context node; `Err` voids the layer.
pub type Check = fn(&View<'_>, NodeId, &mut Findings<'_>) -> Result<(), Fault>;

/// Whether a finding makes the document invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The document is invalid.
    Fatal,
    /// The document stays valid; the sender should know.
    Warning,
}

/// A term of the semantic model, EN 16931-1 §6.3, or of another document type's model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Term {
    /// A business term, `BT-112`.
    Bt(u16),
    /// A part of a business term, `BT-34-1` (its scheme identifier).
    BtPart(u16, u16),
    /// A group of business terms, `BG-23`.
    Bg(u16),
    /// A term of another model, by its own name.
    Named(&'static str),
}

impl fmt::Display for Term {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bt(number) => write!(formatter, "BT-{number}"),
            Self::BtPart(number, part) => write!(formatter, "BT-{number}-{part}"),
            Self::Bg(number) => write!(formatter, "BG-{number}"),
            Self::Named(name) => formatter.write_str(name),
        }
    }
}

/// A node set that a pattern's rules judge.
pub struct Context {
    /// The names a matching element can have; empty for any element, [`Name::OTHER`] for any name UBL does not have.
    pub names: &'static [Name],
    /// Whether an element with one of the names is in this context; an error is a no.
    pub matches: fn(&View<'_>, NodeId) -> Result<bool, Fault>,
    /// The rules, in the official order.
    pub rules: &'static [&'static Rule],
}

/// Contexts in official order: the first that matches a node takes it.
pub type Pattern = &'static [Context];

/// Rules that stand or fall together: one error in one of them leaves the layer without a result.
pub struct Layer {
    /// As in the golden verdicts and in reports: `en16931`, `peppol`.
    pub name: &'static str,
    /// In official order, which decides which of two errors is reported.
    pub patterns: &'static [Pattern],
    /// Families in table form, each evaluated in the same walk.
    pub tables: &'static [&'static Table],
}

impl Layer {
    /// All rules, pattern by pattern, then table by table.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        let contexts = self.patterns.iter().flat_map(|pattern| pattern.iter());
        let in_patterns = contexts.flat_map(|context| context.rules).copied();
        in_patterns.chain(self.tables.iter().flat_map(|table| table.rows()).map(|row| row.rule))
    }
}

/// Where a check reports what it found. The engine knows which rule is running.
pub struct Findings<'r> {
    pub(crate) fired: &'r mut Vec<Fired>,
    pub(crate) rule: &'static Rule,
    pub(crate) layer: usize,
}

/// A finding before it is given a path and a position.
#[derive(Debug)]
pub(crate) struct Fired {
    pub(crate) layer: usize,
    pub(crate) rule: &'static str,
    pub(crate) severity: Severity,
    pub(crate) terms: &'static [Term],
    pub(crate) at: NodeId,
    pub(crate) message: String,
    pub(crate) found: Option<String>,
    pub(crate) expected: Option<String>,
}

impl Findings<'_> {
    /// One failure at a node; the message says what was found and what was expected, with the terms' numbers.
    pub fn report(&mut self, at: NodeId, message: impl Into<String>) {
        self.push(at, message.into(), None, None);
    }

    /// A failure whose two values a program may want apart from the message.
    pub fn report_values(
        &mut self,
        at: NodeId,
        message: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.push(at, message.into(), Some(found.into()), Some(expected.into()));
    }

    fn push(&mut self, at: NodeId, message: String, found: Option<String>, expected: Option<String>) {
        let Rule { id, severity, terms, .. } = *self.rule;
        self.fired.push(Fired { layer: self.layer, rule: id, severity, terms, at, message, found, expected });
    }
}
