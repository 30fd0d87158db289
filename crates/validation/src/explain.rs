//! What a rule demands and why: the page behind `acquit explain` and `docs/rules.md`.

use serde::Serialize;

use crate::rule::{Rule, Severity};
use crate::rule_set::{RuleSet, rule_sets};

/// A rule with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The published id.
    pub id: &'static str,
    /// Whether a failure makes a document invalid.
    pub severity: Severity,
    /// The layer it belongs to.
    pub layer: &'static str,
    /// Label of the rule set.
    pub rule_set: String,
    /// Business terms.
    pub terms: Vec<String>,
    /// What is demanded.
    pub summary: &'static str,
    /// Why.
    pub why: &'static str,
}

/// The rule with this id, in Billing where that has it, else in the first set that does; letter case does not matter.
pub fn explain(rule: &str) -> Option<Explanation> {
    let is_it = |explanation: &Explanation| explanation.id.eq_ignore_ascii_case(rule);
    let billing = rule_sets().iter().filter(|set| set.name == "billing").flat_map(of_set).find(is_it);
    billing.or_else(|| explanations().find(is_it))
}

/// Every rule of every set, set by set in official order.
pub fn explanations() -> impl Iterator<Item = Explanation> {
    rule_sets().iter().flat_map(of_set)
}

fn of_set(set: &'static RuleSet) -> impl Iterator<Item = Explanation> {
    set.layer_list().iter().flat_map(move |layer| layer.rules().map(move |rule| page(set, layer.name, rule)))
}

fn page(set: &RuleSet, layer: &'static str, rule: &Rule) -> Explanation {
    Explanation {
        id: rule.id,
        severity: rule.severity,
        layer,
        rule_set: set.label(),
        terms: rule.terms.iter().map(ToString::to_string).collect(),
        summary: rule.summary,
        why: rule.why,
    }
}
