//! PEPPOL-COMMON-R001 to R057 as the answers have them: the first two patterns of T111 and T71.
//!
//! The formats of identifiers are those of Billing and are judged by the same functions; only the business terms differ.
//! R001 is Billing's R008. The date rule differs from Billing's F001: a comment inside a date is no error here.

use ubl::document::{NodeId, cbc};

use crate::rule::{Context, Pattern, Rule, View};
use crate::rules::peppol::common_r040_to_r057 as billing;
use crate::rules::peppol::r001_to_r020;
use crate::rules::{anywhere, fatal, need, warning};
use crate::xpath::{Date, char_count, is_blank};

/// No element is empty.
pub const EMPTY_ELEMENTS: Pattern = &[Context {
    names: &[],
    matches: |view, at| Ok(!view.has_children(at) && view.texts(at).all(is_blank)),
    rules: &[&R001],
}];

/// Formats, wherever in the document they apply.
pub const FORMATS: Pattern = &[
    Context { names: &[], matches: |view, at| Ok(at == view.root()), rules: &[&R003] },
    Context {
        names: &[
            cbc::IssueDate,
            cbc::DueDate,
            cbc::TaxPointDate,
            cbc::StartDate,
            cbc::EndDate,
            cbc::ActualDeliveryDate,
        ],
        matches: anywhere,
        rules: &[&R030],
    },
    Context {
        names: &[cbc::EndpointID, cbc::ID, cbc::CompanyID],
        matches: |view, at| Ok(billing::has_judged_scheme(view, at)),
        rules: &[
            &R040, &R041, &R042, &R052, &R053, &R043, &R044, &R045, &R046, &R047, &R049, &R050, &R054, &R055, &R056_1,
        ],
    },
    Context { names: &[cbc::CompanyID], matches: billing::is_dutch_vat_number, rules: &[&R056_2] },
    Context {
        names: &[cbc::EndpointID, cbc::ID, cbc::CompanyID],
        matches: |view, at| Ok(billing::is_chamber_with_branch(view, at)),
        rules: &[&R057],
    },
];

/// Whether the document element says where its schema lies, in whichever namespace the attribute stands.
pub fn has_schema_location(view: &View<'_>, at: NodeId) -> bool {
    view.attributes(at).any(|(name, _)| view.local_name(name) == "schemaLocation")
}

/// A rule of Billing on a document that has no business terms.
const fn elsewhere(rule: &'static Rule, id: &'static str) -> Rule {
    Rule { id, severity: rule.severity, terms: &[], summary: rule.summary, why: rule.why, check: rule.check }
}

static R001: Rule = elsewhere(&r001_to_r020::R008, "PEPPOL-COMMON-R001");

static R003: Rule = warning(
    "PEPPOL-COMMON-R003",
    &[],
    "The document does not say where its schema lies.",
    "The receiver takes the schema from its own shelf; an address in the document is of no use or a danger.",
    |view, at, findings| {
        need::that(!has_schema_location(view, at), at, findings, || {
            "the document element has a schemaLocation: leave it out".to_owned()
        })
    },
);

static R030: Rule = fatal(
    "PEPPOL-COMMON-R030",
    &[],
    "A date is written YYYY-MM-DD, without a time zone.",
    "A date with a zone may be another day for the receiver. Ten characters are demanded as written, so a blank around the date \
     fails. The date of a status is not among the dates looked at.",
    |view, at, findings| {
        let written = view.text(at);
        let fine = char_count(&written) == 10 && Date::read(&written).is_ok();
        if !fine {
            findings.report_values(at, format!("date {written:?} is not written YYYY-MM-DD"), &*written, "YYYY-MM-DD");
        }
        Ok(())
    },
);

static R040: Rule = elsewhere(&billing::R040, billing::R040.id);
static R041: Rule = elsewhere(&billing::R041, billing::R041.id);
static R042: Rule = elsewhere(&billing::R042, billing::R042.id);
static R043: Rule = elsewhere(&billing::R043, billing::R043.id);
static R044: Rule = elsewhere(&billing::R044, billing::R044.id);
static R045: Rule = elsewhere(&billing::R045, billing::R045.id);
static R046: Rule = elsewhere(&billing::R046, billing::R046.id);
static R047: Rule = elsewhere(&billing::R047, billing::R047.id);
static R049: Rule = elsewhere(&billing::R049, billing::R049.id);
static R050: Rule = elsewhere(&billing::R050, billing::R050.id);
static R052: Rule = elsewhere(&billing::R052, billing::R052.id);
static R053: Rule = elsewhere(&billing::R053, billing::R053.id);
static R054: Rule = elsewhere(&billing::R054, billing::R054.id);
static R055: Rule = elsewhere(&billing::R055, billing::R055.id);
static R056_1: Rule = elsewhere(&billing::R056_1, billing::R056_1.id);
static R056_2: Rule = elsewhere(&billing::R056_2, billing::R056_2.id);
static R057: Rule = elsewhere(&billing::R057, billing::R057.id);
