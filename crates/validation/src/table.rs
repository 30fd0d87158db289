//! Families of rules in table form: one row per rule, one evaluator per shape.

/// Rows of one family.
pub struct Table {}
