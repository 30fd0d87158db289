//! Structure, EN 16931, Peppol and national rules over a document: findings, report, explanations.
//!
//! Bytes become an arena ([`ubl::Document`]); the structure table judges it as the XSD would; the layers of the rule set
//! that the document names run over it; the findings become a [`Report`]. No file, no clock, no network.
//!
//! ```
//! use validation::{Options, Outcome, validate};
//!
//! let invoice = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/invoices/nl-services.xml"));
//! assert_eq!(validate(invoice.as_bytes(), &Options::default()).outcome, Outcome::Valid);
//!
//! let report = validate(invoice.replace("380", "999").as_bytes(), &Options::default());
//! assert_eq!(report.outcome, Outcome::Invalid);
//! assert!(report.findings.iter().any(|finding| finding.rule == "BR-CL-01"));
//! ```

pub mod codes;
mod edition;
mod engine;
mod explain;
mod report;
pub mod rule;
mod rule_set;
mod rules;
mod structure;
pub mod table;
mod validate;
pub mod xpath;

pub use explain::{Explanation, explain, explanations};
pub use report::{Finding, LayerError, Outcome, Report};
pub use rule::{Rule, Severity, Term};
pub use rule_set::{RuleSet, rule_sets};
pub use validate::{Options, judge, validate};
