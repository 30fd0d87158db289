//! Rule sets: which layers judge which kind of document, in which release.
//!
//! A document names its set by `CustomizationID`; the process it names does not matter for the choice, rules judge that.

use std::sync::{LazyLock, OnceLock};

use chrono::NaiveDate;
use ubl::Document;
use ubl::document::{Name, cbc};

use crate::engine::Program;
use crate::rule::Layer;
use crate::rules::{ehf_reminder, en16931, invoice_response, mlr, mls, nlcius, peppol, reminder, selfbilling};

/// One release of the rules for one kind of document.
pub struct RuleSet {
    /// As on the command line: `billing`, `mls`.
    pub name: &'static str,
    /// The publisher's release.
    pub release: &'static str,
    /// The first day it is in force, where that is known.
    pub since: Option<&'static str>,
    /// Whether every published rule is here. Until then the label says `-partial`.
    pub complete: bool,
    /// The `CustomizationID` that chooses this set.
    pub customization_id: &'static str,
    /// Local names of the document elements it is for.
    pub document_types: &'static [&'static str],
    layers: Layers,
    program: OnceLock<Program>,
}

impl RuleSet {
    /// `billing-partial@3.0.21`.
    pub fn label(&self) -> String {
        let partial = if self.complete { "" } else { "-partial" };
        format!("{}{partial}@{}", self.name, self.release)
    }

    /// The names of the rule layers, in the order they run.
    pub fn layers(&self) -> impl Iterator<Item = &'static str> {
        self.layer_list().iter().map(|layer| layer.name)
    }

    /// Whether it is in force on that day; without a day, or where its first day is not known, it is.
    pub(crate) fn is_in_force(&self, on: Option<NaiveDate>) -> bool {
        // Both are written year first, so their texts compare as their days do.
        on.zip(self.since).is_none_or(|(on, since)| on.to_string().as_str() >= since)
    }

    /// How many rules it has.
    pub fn rule_count(&self) -> usize {
        self.program().rule_count()
    }

    pub(crate) fn layer_list(&self) -> &'static [&'static Layer] {
        match self.layers {
            Layers::Written(layers) => layers,
            Layers::Derived(layers) => layers,
        }
    }

    pub(crate) fn program(&self) -> &Program {
        self.program.get_or_init(|| Program::new(self.layer_list()))
    }

    const fn in_force(mut self, since: &'static str) -> Self {
        self.since = Some(since);
        self
    }

    const fn of(mut self, layers: &'static [&'static Layer]) -> Self {
        self.layers = Layers::Written(layers);
        self
    }

    const fn derived(mut self, layers: &'static LazyLock<Vec<&'static Layer>>) -> Self {
        self.layers = Layers::Derived(layers);
        self
    }

    const fn complete(mut self) -> Self {
        self.complete = true;
        self
    }

    fn is_for(&self, root: Name) -> bool {
        self.document_types.iter().any(|wanted| Name::parse(wanted) == Some(root))
    }
}

/// Layers as they are written, or made from those of another set when they are first needed.
enum Layers {
    Written(&'static [&'static Layer]),
    Derived(&'static LazyLock<Vec<&'static Layer>>),
}

/// All sets, in the order in which customization ids are compared.
pub fn rule_sets() -> &'static [RuleSet] {
    &SETS
}

/// The set a document asks for; `None` where we have none for its ids and root.
pub(crate) fn choose(document: &Document) -> Option<&'static RuleSet> {
    let element = document.root();
    let customization = document.text(document.child(element, cbc::CustomizationID)?);
    let customization = customization.trim_matches([' ', '\t', '\n', '\r']);
    SETS.iter().find(|set| set.customization_id == customization && set.is_for(document.name(element)))
}

/// The set with this name, optionally `@RELEASE`; `-partial` may be written or left out.
pub(crate) fn named(name: &str) -> Option<&'static RuleSet> {
    let (name, release) = name.split_once('@').map_or((name, None), |(name, release)| (name, Some(release)));
    let name = name.strip_suffix("-partial").unwrap_or(name);
    SETS.iter().find(|set| set.name == name && release.is_none_or(|release| release == set.release))
}

const INVOICE: &str = "Invoice";
const CREDIT_NOTE: &str = "CreditNote";
const APPLICATION_RESPONSE: &str = "ApplicationResponse";

static EN16931: Layer = Layer {
    name: "en16931",
    patterns: &[en16931::MODEL, en16931::syntax::SYNTAX, en16931::br_cl::CODES],
    tables: &[&en16931::syntax::PATHS],
};
static PEPPOL: Layer = Layer { name: "peppol", patterns: peppol::PATTERNS, tables: &[] };
static SELF_BILLING: Layer = Layer { name: "peppol-sb", patterns: selfbilling::PATTERNS, tables: &[] };
static NLCIUS: Layer = Layer { name: "nlcius", patterns: nlcius::PATTERNS, tables: &[&en16931::syntax::PATHS] };
static NLCIUS_G_ACCOUNT: Layer =
    Layer { name: "nlcius-gaccount", patterns: nlcius::G_ACCOUNT_PATTERNS, tables: &[&nlcius::G_ACCOUNT_PATHS] };
static INVOICE_RESPONSE: Layer = Layer { name: "peppol-t111", patterns: invoice_response::PATTERNS, tables: &[] };
static MLR: Layer = Layer { name: "peppol-t71", patterns: mlr::PATTERNS, tables: &[] };
static MLS: Layer = Layer { name: "peppol-mls", patterns: &[mls::STATUS], tables: &[] };
static EHF_REMINDER: LazyLock<Vec<&'static Layer>> =
    LazyLock::new(|| ehf_reminder::layers().into_iter().map(|layer| &*Box::leak(Box::new(layer))).collect());
static ACQUIT_REMINDER: Layer = Layer { name: "acquit", patterns: reminder::PATTERNS, tables: &[] };

/// Customization ids: `Peppol Code Lists - Document types v9.7`, and `design.md` §9 for our own.
static SETS: [RuleSet; 9] = [
    set(
        "ehf-reminder",
        "3.0",
        "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0",
        &[INVOICE],
    )
    .in_force("2022-06-15")
    .derived(&EHF_REMINDER)
    .complete(),
    set(
        "selfbilling",
        "3.0.2",
        "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0",
        &[INVOICE, CREDIT_NOTE],
    )
    .in_force("2026-08-17")
    .of(&[&EN16931, &SELF_BILLING])
    .complete(),
    set(
        "billing",
        "3.0.21",
        "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
        &[INVOICE, CREDIT_NOTE],
    )
    .in_force("2026-08-17")
    .of(&[&EN16931, &PEPPOL])
    .complete(),
    set(
        "nlcius-gaccount",
        "1.0.13",
        "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0#conformant#urn:fdc:nen.nl:gaccount:v1.0",
        &[INVOICE],
    )
    .of(&[&NLCIUS_G_ACCOUNT])
    .complete(),
    set("nlcius", "2.0.3.13", "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0", &[INVOICE, CREDIT_NOTE])
        .of(&[&NLCIUS])
        .complete(),
    set("invoice-response", "3.0.17", "urn:fdc:peppol.eu:poacc:trns:invoice_response:3", &[APPLICATION_RESPONSE])
        .of(&[&INVOICE_RESPONSE])
        .complete(),
    set("mlr", "3.0.17", "urn:fdc:peppol.eu:poacc:trns:mlr:3", &[APPLICATION_RESPONSE]).of(&[&MLR]).complete(),
    set("mls", "1.0.1", "urn:peppol:edec:mls:1.0", &[APPLICATION_RESPONSE]).of(&[&MLS]).complete(),
    set("acquit-reminder", "1.0", "urn:acquit:spec:reminder:1.0", &["Reminder"]).of(&[&ACQUIT_REMINDER]).complete(),
];

/// A set of which nothing is here yet but its name.
const fn set(
    name: &'static str,
    release: &'static str,
    customization_id: &'static str,
    document_types: &'static [&'static str],
) -> RuleSet {
    RuleSet {
        name,
        release,
        since: None,
        complete: false,
        customization_id,
        document_types,
        layers: Layers::Written(&[]),
        program: OnceLock::new(),
    }
}

#[cfg(test)]
mod tests {
    use ubl::document::root;

    use super::*;

    #[test]
    fn sets_are_found_by_name_release_and_with_their_mark() {
        for name in ["billing", "billing@3.0.21", "billing-partial@3.0.21", "mls"] {
            assert!(named(name).is_some(), "{name}");
        }
        assert!(named("billing@2.0").is_none());
        assert!(named("unknown").is_none());
    }

    #[test]
    fn document_types_are_names_we_know() {
        let known = [root::Invoice, root::CreditNote, root::ApplicationResponse, root::Reminder];
        for set in rule_sets() {
            assert!(set.document_types.iter().all(|written| known.contains(&Name::parse(written).unwrap())));
        }
    }
}
