//! EN 16931 for UBL, release 1.3.16: the rules of the semantic model.

mod br_52;

use ubl::document::cac;

use crate::rule::{Context, Pattern};

/// The business rules, in official order.
pub const MODEL: Pattern = &[Context {
    names: &[cac::AdditionalDocumentReference],
    matches: |_, _| Ok(true),
    rules: &[&br_52::BR_52],
}];
