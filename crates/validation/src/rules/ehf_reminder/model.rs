//! The closed model of the reminder: which elements an invoice that is a reminder may hold, and what each demands.
//!
//! The rules are the rows of `schemas/rules/ehf-reminder.tsv`. An element that a row names is judged by its rows; any
//! other element in a listed place falls to the place's row that nothing else may stand there. Elements further down an
//! unknown one are not looked at.

use std::collections::HashMap;
use std::sync::LazyLock;

use ubl::document::{Name, NodeId};

use super::codes::{ehf as lists, en16931 as common_lists};
use crate::codes::{CodeList, en16931, peppol};
use crate::rule::{Context, Findings, Pattern, Rule, Severity, View};
use crate::rules::answers::common::has_schema_location;
use crate::rules::need::{Checked, that};
use crate::xpath::normalized;

const TABLE: &str = include_str!("../../../../../schemas/rules/ehf-reminder.tsv");

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(TABLE));

/// The pattern of the model. One context takes every element, and the first rule's check judges it by the rows of its
/// place, each under its own id; the others are listed in a context that takes none.
pub fn pattern() -> Pattern {
    let rules: Vec<&'static Rule> = MODEL.rules().collect();
    let (first, others) = rules.leak().split_at(1);
    let contexts = vec![
        Context { names: &[], matches: |view, _| Ok(view.is_invoice()), rules: first },
        Context { names: &[], matches: |_, _| Ok(false), rules: others },
    ];
    contexts.leak()
}

/// The places an element can have, as a trie.
struct Model {
    places: Vec<Place>,
    edges: HashMap<(usize, Name), usize>,
}

#[derive(Default)]
struct Place {
    /// Whether an element here is of the model; a place on the way to another may not be.
    is_listed: bool,
    rows: Vec<Row>,
    nothing_else: Option<&'static Rule>,
}

struct Row {
    rule: &'static Rule,
    demand: Demand,
}

enum Demand {
    Has(Name),
    HasAttribute(Name),
    AttributeIn(Name, Vec<&'static CodeList>),
    In(Vec<&'static CodeList>),
    Is(&'static str),
    NoSchemaLocation,
}

/// The place of the document element.
const INVOICE: usize = 0;

impl Model {
    fn read(table: &'static str) -> Self {
        let mut model = Self { places: vec![Place::default()], edges: HashMap::new() };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            // Lines are checked by a test; one that is not understood is no rule.
            let _ = model.add(line);
        }
        model
    }

    fn add(&mut self, line: &'static str) -> Option<()> {
        let mut fields = line.split('\t');
        let (path, id, kind) = (fields.next()?, fields.next()?, fields.next()?);
        let argument = fields.next().unwrap_or("");
        let name = if path == "." { "the invoice" } else { path };
        let place = self.place_of(path)?;
        let place = &mut self.places[place];
        match kind {
            "listed" => place.is_listed = true,
            "nothing-else" => place.nothing_else = Some(rule(id, format!("Nothing else stands in {name}."))),
            _ => {
                let (demand, summary) = demand(kind, argument, name)?;
                place.is_listed = true;
                place.rows.push(Row { rule: rule(id, summary), demand });
            }
        }
        Some(())
    }

    fn place_of(&mut self, path: &str) -> Option<usize> {
        let mut place = INVOICE;
        for name in path.split('/').filter(|name| *name != ".") {
            let next = self.places.len();
            place = *self.edges.entry((place, Name::parse(name)?)).or_insert(next);
            if place == next {
                self.places.push(Place::default());
            }
        }
        Some(place)
    }

    fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        let of_place = |place: &Place| {
            let rows: Vec<_> = place.rows.iter().map(|row| row.rule).chain(place.nothing_else).collect();
            rows
        };
        self.places.iter().flat_map(of_place)
    }

    /// The place of an element; `None` where the model has none.
    fn locate(&self, view: &View<'_>, at: NodeId) -> Option<usize> {
        match view.parent(at) {
            None => Some(INVOICE),
            Some(parent) => self.edges.get(&(self.locate(view, parent)?, view.name(at))).copied(),
        }
    }
}

/// Rules live as long as the program, as those written in code do.
fn rule(id: &'static str, summary: String) -> &'static Rule {
    let why =
        "The reminder is a closed model: what it does not name would be read by nobody, and what it demands is needed.";
    Box::leak(Box::new(Rule { id, severity: Severity::Fatal, terms: &[], summary: summary.leak(), why, check: judge }))
}

fn demand(kind: &str, argument: &'static str, path: &str) -> Option<(Demand, String)> {
    let codes = |names: &str| names.split(' ').map(list).collect::<Option<Vec<_>>>();
    Some(match kind {
        "has" if argument.starts_with('@') => {
            (Demand::HasAttribute(Name::parse(argument)?), format!("In {path} stands {argument}."))
        }
        "has" => (Demand::Has(Name::parse(argument)?), format!("In {path} stands {argument}.")),
        "attribute-in" => {
            let (attribute, names) = argument.split_once(' ')?;
            let summary = format!("In {path} the value of {attribute} is a code of the list ({names}).");
            (Demand::AttributeIn(Name::parse(attribute)?, codes(names)?), summary)
        }
        "in" => (Demand::In(codes(argument)?), format!("The value of {path} is a code of the list ({argument}).")),
        "is" => (Demand::Is(argument), format!("The value of {path} is {argument}.")),
        "no-schema-location" => {
            (Demand::NoSchemaLocation, "The document does not say where its schema lies.".to_owned())
        }
        _ => return None,
    })
}

fn list(name: &str) -> Option<&'static CodeList> {
    Some(match name {
        "REM" => &lists::REMINDER,
        "SEPA" => &lists::SEPA,
        "address-scheme" => &lists::ADDRESS_SCHEME,
        "allowance-reason" => &peppol::ALLOWANCE_REASON,
        "charge-reason" => &lists::CHARGE_REASON,
        "country" => &en16931::COUNTRY,
        "currency" => &lists::CURRENCY,
        "identifier-scheme" => &common_lists::IDENTIFIER_SCHEME,
        "packaging" => &lists::PACKAGING,
        "payment-means" => &lists::PAYMENT_MEANS,
        "unit" => &lists::UNIT,
        "vat-category" => &lists::VAT_CATEGORY,
        _ => return None,
    })
}

/// Judges an element by the rows of its place.
fn judge(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let model = &*MODEL;
    if let Some(place) = model.locate(view, at).map(|place| &model.places[place]).filter(|place| place.is_listed) {
        for row in &place.rows {
            holds(view, at, &row.demand, &mut under(findings, row.rule))?;
        }
        return Ok(());
    }
    let around = view.parent(at).and_then(|parent| model.locate(view, parent));
    if let Some(rule) = around.and_then(|around| model.places[around].nothing_else) {
        let name = view.written_name(view.name(at));
        under(findings, rule).report(at, format!("{name} is no element of a reminder here"));
    }
    Ok(())
}

/// The same findings, under another rule.
fn under<'f>(findings: &'f mut Findings<'_>, rule: &'static Rule) -> Findings<'f> {
    Findings { fired: findings.fired, rule, layer: findings.layer }
}

fn holds(view: &View<'_>, at: NodeId, demand: &Demand, findings: &mut Findings<'_>) -> Checked {
    let name = || view.written_name(view.name(at));
    match demand {
        Demand::Has(wanted) => that(view.child(at, *wanted).is_some(), at, findings, || {
            format!("{} lacks {}", name(), view.written_name(*wanted))
        }),
        Demand::HasAttribute(wanted) => that(view.attribute(at, *wanted).is_some(), at, findings, || {
            format!("{} lacks the attribute {}", name(), view.local_name(*wanted))
        }),
        Demand::AttributeIn(attribute, lists) => {
            let code = view.attribute(at, *attribute);
            let fine = code.is_none_or(|code| lists.iter().any(|list| list.contains(code)));
            that(fine, at, findings, || not_listed(&name(), code.unwrap_or_default()))
        }
        Demand::In(lists) => {
            let code = normalized(view.only_text_node(at)?);
            that(lists.iter().any(|list| list.contains(&code)), at, findings, || not_listed(&name(), &code))
        }
        Demand::Is(wanted) => {
            let value = normalized(view.only_text_node(at)?);
            that(value == *wanted, at, findings, || format!("{} is {value:?}, expected {wanted}", name()))
        }
        Demand::NoSchemaLocation => that(!has_schema_location(view, at), at, findings, || {
            "the document element has a schemaLocation".to_owned()
        }),
    }
}

fn not_listed(name: &str, code: &str) -> String {
    format!("{name}: {code:?} is not a code of the list")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#') && line.split('\t').nth(1) != Some("-"));
        assert_eq!(MODEL.rules().count(), rows.count());
    }
}
