//! Editions: the rules of another release, told by how they differ from those that are here.
//!
//! Published sets copy each other and drift. Where a set is a copy of Billing's layers of another year, only the changes
//! are written down, each under the id of the rule it concerns; what they make is built once, when it is first needed.

use std::mem;

use crate::rule::{Check, Context, Pattern, Rule, Severity};

/// One difference. Rules are named by their id in the pattern the edition is made from.
pub enum Change {
    /// The rule is not there; so are those whose ids begin with a text that ends in `*`. A context left empty goes too.
    Without(&'static str),
    /// The rule is there under another id.
    Named(&'static str, &'static str),
    /// A failure is only a warning.
    Warns(&'static str),
    /// The rule is judged in another way.
    Judged(&'static str, Check),
    /// Behind the rule, in the same context, stands another.
    Behind(&'static str, &'static Rule),
    /// The context of the rule is another one, with the same rules.
    Applies(&'static str, Context),
    /// Before the context of the rule stands another.
    Before(&'static str, Context),
}

/// The patterns with the changes made; patterns left empty are gone.
pub fn edition(patterns: &[Pattern], changes: &[Change]) -> &'static [Pattern] {
    let edited = patterns.iter().map(|pattern| changed(pattern, changes)).filter(|contexts| !contexts.is_empty());
    // Rules live as long as the program, as those written in code do.
    edited.map(|contexts| -> Pattern { contexts.leak() }).collect::<Vec<_>>().leak()
}

fn changed(pattern: Pattern, changes: &[Change]) -> Vec<Context> {
    let mut made = Vec::new();
    for context in pattern {
        let has = |id: &str| context.rules.iter().any(|rule| rule.id == id);
        let mut here = copy(context);
        for change in changes {
            match change {
                Change::Before(id, new) if has(id) => made.push(copy(new)),
                Change::Applies(id, new) if has(id) => here = Context { rules: context.rules, ..copy(new) },
                _ => {}
            }
        }
        let rules: Vec<&'static Rule> = here.rules.iter().flat_map(|rule| edited(rule, changes)).collect();
        if !rules.is_empty() || context.rules.is_empty() {
            made.push(Context { rules: rules.leak(), ..here });
        }
    }
    made
}

/// What stands in the place of a rule.
fn edited(rule: &'static Rule, changes: &[Change]) -> Vec<&'static Rule> {
    let mut first = Some(rule);
    let mut behind = Vec::new();
    for change in changes {
        match change {
            Change::Without(id) if is_meant(id, rule.id) => first = None,
            Change::Named(id, name) if *id == rule.id => with(&mut first, |rule| rule.id = name),
            Change::Warns(id) if *id == rule.id => with(&mut first, |rule| rule.severity = Severity::Warning),
            Change::Judged(id, check) if *id == rule.id => with(&mut first, |rule| rule.check = *check),
            Change::Behind(id, other) if *id == rule.id => behind.push(*other),
            _ => {}
        }
    }
    first.into_iter().chain(behind).collect()
}

fn is_meant(written: &str, id: &str) -> bool {
    written.strip_suffix('*').map_or(written == id, |beginning| id.starts_with(beginning))
}

fn with(place: &mut Option<&'static Rule>, edit: impl FnOnce(&mut Rule)) {
    if let Some(rule) = mem::take(place) {
        let Rule { id, severity, terms, summary, why, check } = *rule;
        let mut copy = Box::new(Rule { id, severity, terms, summary, why, check });
        edit(&mut copy);
        *place = Some(Box::leak(copy));
    }
}

fn copy(context: &Context) -> Context {
    Context { names: context.names, matches: context.matches, rules: context.rules }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::en16931;

    fn ids(patterns: &[Pattern]) -> Vec<&'static str> {
        let contexts = patterns.iter().flat_map(|pattern| pattern.iter());
        contexts.flat_map(|context| context.rules).map(|rule| rule.id).collect()
    }

    #[test]
    fn an_edition_without_changes_has_the_same_rules() {
        let base = [en16931::MODEL];
        assert_eq!(ids(edition(&base, &[])), ids(&base));
    }

    #[test]
    fn rules_go_and_come_in_their_places() {
        let base = ids(&[en16931::MODEL]);
        let edited = ids(edition(
            &[en16931::MODEL],
            &[Change::Without("BR-02"), Change::Named("BR-03", "BR-X"), Change::Without("BR-AF-*")],
        ));
        let expected = base.iter().filter(|id| **id != "BR-02" && !id.starts_with("BR-AF-"));
        let expected: Vec<_> = expected.map(|id| if *id == "BR-03" { "BR-X" } else { id }).collect();
        assert_eq!(edited, expected);
    }
}
