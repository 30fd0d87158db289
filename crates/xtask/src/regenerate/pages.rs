//! Pages the program writes about itself: `docs/rules.md` from the registry of rules, `docs/tracks.md` from the machines.

use std::fmt::Write;

use super::Generated;
use validation::{Explanation, RuleSet, explanations, rule_sets};

/// `docs/rules.md` and `docs/tracks.md`.
pub fn generate() -> Vec<Generated> {
    vec![Generated::new("docs/rules.md", rules()), Generated::new("docs/tracks.md", lifecycle::tracks_markdown())]
}

fn rules() -> String {
    let mut page = String::from(
        "# Rules\n\nWritten by `cargo xtask regenerate` from the rules themselves; `acquit explain RULE` shows the same. \
         A set whose name ends in `-partial` does not have all published rules yet.\n\n\
         | set | layers | rules | for | chosen by |\n| --- | --- | --- | --- | --- |\n",
    );
    for set in rule_sets() {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{}", set_row(set));
    }
    let mut section = String::new();
    for rule in explanations() {
        let title = format!("## {}: {}", rule.rule_set, rule.layer);
        if section != title {
            let _ = write!(
                page,
                "\n{title}\n\n| rule | severity | terms | demand | why |\n| --- | --- | --- | --- | --- |\n"
            );
            section = title;
        }
        let _ = writeln!(page, "{}", rule_row(&rule));
    }
    page
}

fn set_row(set: &RuleSet) -> String {
    let layers: Vec<&str> = ["xsd"].into_iter().chain(set.layers()).collect();
    format!(
        "| {} | {} | {} | {} | `{}` |",
        set.label(),
        layers.join(", "),
        set.rule_count(),
        set.document_types.join(", "),
        set.customization_id
    )
}

fn rule_row(rule: &Explanation) -> String {
    let severity = format!("{:?}", rule.severity).to_lowercase();
    let cell = |text: &str| text.replace('|', "\\|");
    format!("| {} | {severity} | {} | {} | {} |", rule.id, rule.terms.join(", "), cell(rule.summary), cell(rule.why))
}
