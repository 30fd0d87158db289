//! UBL-SR, UBL-DT, UBL-CR: how the model is written in UBL. The pattern of its own that EN 16931 gives them.
//!
//! Rules that only limit how often a path occurs in the document are rows of `schemas/rules/en16931-paths.tsv`
//! ([`PATHS`]); here are the others, in official order.

use std::collections::HashSet;

use ubl::document::{KNOWN_NAMES, Name, NodeId, attr, cac, cbc, root};

use super::syntax_document::DOCUMENT;
use crate::rule::{Context, Findings, Pattern, Rule, View};
use crate::rules::need::{Checked, that};
use crate::rules::{anywhere, fatal};
use crate::table::Table;
use crate::xpath::{after_point, char_count};

/// How often paths may occur in an invoice or credit note.
pub static PATHS: Table = paths();

/// The table of [`PATHS`], for rule sets that leave some of it out.
pub const fn paths() -> Table {
    Table::new(
        &[root::Invoice, root::CreditNote],
        include_str!("../../../../../schemas/rules/en16931-paths.tsv"),
        "The semantic model has no term for it, or only one: a receiver that follows the model would not see it.",
    )
}

/// The pattern.
pub const SYNTAX: Pattern = &[
    Context { names: &[cac::PostalAddress, cac::Address], matches: anywhere, rules: &[&UBL_SR_51] },
    Context {
        names: &[cac::Party],
        matches: |view, at| Ok(view.is_in(at, cac::AccountingSupplierParty)),
        rules: &[&UBL_SR_42],
    },
    Context { names: &[cac::AdditionalDocumentReference], matches: anywhere, rules: &[&UBL_SR_33, &UBL_SR_43] },
    Context { names: &AMOUNTS, matches: |view, at| Ok(is_amount(view, at)), rules: &[&UBL_DT_01] },
    Context {
        names: &BINARY_OBJECTS,
        matches: |view, at| Ok(ends(view, at, Ending::BinaryObject)),
        rules: &[&UBL_DT_06, &UBL_DT_07],
    },
    Context { names: &[cac::Delivery], matches: anywhere, rules: &[&UBL_SR_25] },
    Context { names: &[cac::AllowanceCharge], matches: |view, at| view.indicates(at, false), rules: &[&UBL_SR_30] },
    Context { names: &[cac::AllowanceCharge], matches: |view, at| view.indicates(at, true), rules: &[&UBL_SR_31] },
    Context { names: &[cac::PartyTaxScheme], matches: anywhere, rules: &[&UBL_SR_53] },
    Context { names: &[root::Invoice, root::CreditNote], matches: |view, at| Ok(at == view.root()), rules: DOCUMENT },
    Context {
        names: &[cac::InvoiceLine, cac::CreditNoteLine],
        matches: anywhere,
        rules: &[&UBL_SR_34, &UBL_SR_35, &UBL_SR_36, &UBL_SR_37, &UBL_SR_48, &UBL_SR_50, &UBL_SR_52],
    },
    Context { names: &[cac::PayeeParty], matches: anywhere, rules: &[&UBL_SR_19, &UBL_SR_20, &UBL_SR_21] },
    Context { names: &[cac::PaymentMeans], matches: anywhere, rules: &[&UBL_SR_26, &UBL_SR_27, &UBL_SR_28] },
    Context { names: &[cac::BillingReference], matches: anywhere, rules: &[&UBL_SR_06, &UBL_SR_07] },
    Context { names: &[cac::TaxRepresentativeParty], matches: anywhere, rules: &[&UBL_SR_22, &UBL_SR_23] },
    Context { names: &[cac::TaxSubtotal], matches: anywhere, rules: &[&UBL_SR_32] },
];

const ONCE: &str = "The model has one such term; a second would have no place in it.";

macro_rules! once {
    ($rule:ident, $id:literal, $path:expr, $what:literal) => {
        static $rule: Rule =
            fatal($id, &[], concat!("There is at most one ", $what, "."), ONCE, |view, at, findings| {
                at_most_one(view, at, findings, $path, $what)
            });
    };
}

once!(UBL_SR_06, "UBL-SR-06", &[cac::InvoiceDocumentReference], "invoice in a reference to a preceding invoice");
once!(UBL_SR_22, "UBL-SR-22", &[cac::PartyName, cbc::Name], "name of the tax representative");
once!(UBL_SR_23, "UBL-SR-23", &[cac::PartyTaxScheme, cbc::CompanyID], "VAT identifier of the tax representative");
once!(UBL_SR_25, "UBL-SR-25", &[cac::DeliveryParty, cac::PartyName, cbc::Name], "name of the deliver-to party");
once!(UBL_SR_26, "UBL-SR-26", &[cbc::PaymentID], "payment reference per means of payment");
once!(UBL_SR_27, "UBL-SR-27", &[cbc::PaymentMeansCode], "code per means of payment");
once!(UBL_SR_28, "UBL-SR-28", &[cac::PaymentMandate, cbc::ID], "mandate per means of payment");
once!(UBL_SR_30, "UBL-SR-30", &[cbc::AllowanceChargeReason], "reason text of an allowance");
once!(UBL_SR_31, "UBL-SR-31", &[cbc::AllowanceChargeReason], "reason text of a charge");
once!(UBL_SR_32, "UBL-SR-32", &[cac::TaxCategory, cbc::TaxExemptionReason], "exemption reason per VAT category");
once!(UBL_SR_33, "UBL-SR-33", &[cbc::DocumentDescription], "description of a supporting document");
once!(UBL_SR_34, "UBL-SR-34", &[cbc::Note], "note on a line");
once!(UBL_SR_35, "UBL-SR-35", &[cac::OrderLineReference, cbc::LineID], "order line reference on a line");
once!(UBL_SR_36, "UBL-SR-36", &[cac::InvoicePeriod], "period of a line");
once!(UBL_SR_37, "UBL-SR-37", &[cac::Price, cac::AllowanceCharge, cbc::Amount], "price discount on a line");
once!(UBL_SR_50, "UBL-SR-50", &[cac::Item, cbc::Description], "description of an item");
once!(UBL_SR_52, "UBL-SR-52", &[cac::DocumentReference], "invoiced object on a line");

static UBL_SR_07: Rule = fatal(
    "UBL-SR-07",
    &[],
    "A reference to a preceding invoice has its number.",
    "Without a number nothing is referred to.",
    |view, at, findings| {
        let there = view.has(at, &[cac::InvoiceDocumentReference, cbc::ID]);
        that(there, at, findings, || "BT-25 (number of the preceding invoice) is missing".to_owned())
    },
);

const PAYEE: &str = "A payee is named only where it is not the seller. Without either name the official test fails as well, \
                     and the name is tested again with the identifier and with the registration.";

static UBL_SR_19: Rule = fatal(
    "UBL-SR-19",
    &[],
    "The payee has one name, and it differs from the seller's.",
    PAYEE,
    |view, at, findings| payee(view, at, findings, count(view, at, &[cac::PartyName, cbc::Name]), "names"),
);

static UBL_SR_20: Rule = fatal(
    "UBL-SR-20",
    &[],
    "The payee has at most one identifier besides the SEPA one, and another name than the seller.",
    PAYEE,
    |view, at, findings| {
        let others = view
            .select(at, &[cac::PartyIdentification, cbc::ID])
            .filter(|id| view.scheme(*id).unwrap_or_default().to_uppercase() != "SEPA");
        payee(view, at, findings, others.count(), "identifiers")
    },
);

static UBL_SR_21: Rule = fatal(
    "UBL-SR-21",
    &[],
    "The payee has at most one legal registration, and another name than the seller.",
    PAYEE,
    |view, at, findings| {
        payee(view, at, findings, count(view, at, &[cac::PartyLegalEntity, cbc::CompanyID]), "legal registrations")
    },
);

static UBL_SR_42: Rule = fatal(
    "UBL-SR-42",
    &[],
    "The seller has at most two tax registrations.",
    "One is for VAT, one for another tax; the model has no third.",
    |view, at, findings| {
        let count = count(view, at, &[cac::PartyTaxScheme]);
        that(count <= 2, at, findings, || format!("the seller has {count} tax registrations"))
    },
);

static UBL_SR_43: Rule = fatal(
    "UBL-SR-43",
    &[],
    "Only an invoiced object (document type 130) has a scheme and a document type; a credit note may refer to a project with 50.",
    "The model tells supporting documents and the invoiced object apart by this code.",
    |view, at, findings| {
        let is = |code| view.any_text(at, &[cbc::DocumentTypeCode], code);
        let bare = || {
            let scheme = view.children_named(at, cbc::ID).any(|id| view.scheme(id).is_some());
            !scheme && !view.has(at, &[cbc::DocumentTypeCode])
        };
        // The published test takes the root by its local name alone.
        let in_credit_note = || view.local_name(view.name(view.root())) == "CreditNote";
        let fine = is("130") || (in_credit_note() && is("50")) || bare();
        that(fine, at, findings, || "a supporting document has a scheme or a document type other than 130".to_owned())
    },
);

static UBL_SR_48: Rule = fatal(
    "UBL-SR-48",
    &[],
    "Every line has exactly one VAT category.",
    "The VAT breakdown adds lines up by category.",
    |view, at, findings| {
        let count = count(view, at, &[cac::Item, cac::ClassifiedTaxCategory]);
        that(count == 1, at, findings, || format!("the line has {count} VAT categories, not one"))
    },
);

static UBL_SR_51: Rule =
    fatal("UBL-SR-51", &[], "An address has at most one additional line.", ONCE, |view, at, findings| {
        at_most_one(view, at, findings, &[cac::AddressLine], "additional line in an address")
    });

static UBL_SR_53: Rule = fatal(
    "UBL-SR-53",
    &[],
    "A tax registration has a scheme and a number.",
    "Neither means anything without the other.",
    |view, at, findings| {
        let fine = view.has(at, &[cac::TaxScheme, cbc::ID]) && view.has(at, &[cbc::CompanyID]);
        that(fine, at, findings, || "a tax registration lacks its scheme or its number".to_owned())
    },
);

static UBL_DT_01: Rule = fatal(
    "UBL-DT-01",
    &[],
    "Every amount has at most two decimals, except prices.",
    "Money has cents. The characters after the point of the text as written are counted.",
    |view, at, findings| {
        let text = view.text(at);
        that(char_count(after_point(&text)) <= 2, at, findings, || {
            format!("amount {:?} has more than two decimals", view.shown(at))
        })
    },
);

static UBL_DT_06: Rule = fatal(
    "UBL-DT-06",
    &[],
    "An attachment states its media type.",
    "Without it the receiver cannot open the attachment safely.",
    |view, at, findings| {
        that(view.attribute(at, attr::mimeCode).is_some(), at, findings, || {
            "BT-125-1 (media type) is missing".to_owned()
        })
    },
);

static UBL_DT_07: Rule = fatal(
    "UBL-DT-07",
    &[],
    "An attachment states its file name.",
    "The receiver stores and shows it by that name.",
    |view, at, findings| {
        that(view.attribute(at, attr::filename).is_some(), at, findings, || {
            "BT-125-2 (file name) is missing".to_owned()
        })
    },
);

fn at_most_one(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, path: &[Name], what: &str) -> Checked {
    let count = count(view, at, path);
    that(count <= 1, at, findings, || format!("there are {count} of: {what}"))
}

fn count(view: &View<'_>, at: NodeId, path: &[Name]) -> usize {
    view.select(at, path).count()
}

/// The published tests repeat the comparison of names in all three rules.
fn payee(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, count: usize, what: &str) -> Checked {
    let names: HashSet<_> = view.select(at, &[cac::PartyName, cbc::Name]).map(|node| view.text(node)).collect();
    let seller = [cac::AccountingSupplierParty, cac::Party, cac::PartyLegalEntity, cbc::RegistrationName];
    let differs = view.parent(at).is_some_and(|parent| {
        let mut sellers = view.select(parent, &seller).map(|node| view.text(node));
        sellers.any(|seller| names.iter().any(|name| *name != seller))
    });
    that(count <= 1 && differs, at, findings, || {
        if differs {
            format!("the payee has {count} {what}")
        } else {
            "the payee's name (BT-59) does not differ from the seller's (BT-27)".to_owned()
        }
    })
}

/// Elements of any namespace whose name ends in Amount, but not prices and nothing in a price that has a discount.
fn is_amount(view: &View<'_>, at: NodeId) -> bool {
    ends(view, at, Ending::Amount) && !within_discounted_price(view, at)
}

fn within_discounted_price(view: &View<'_>, at: NodeId) -> bool {
    let mut around = std::iter::successors(view.parent(at), |node| view.parent(*node));
    around.any(|node| view.name(node) == cac::Price && view.has(node, &[cac::AllowanceCharge]))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Amount,
    BinaryObject,
    Other,
}

impl Ending {
    const fn of(name: &str) -> Self {
        let name = name.as_bytes();
        if ends_with(name, b"Amount") && !ends_with(name, b"PriceAmount") {
            Self::Amount
        } else if ends_with(name, b"BinaryObject") {
            Self::BinaryObject
        } else {
            Self::Other
        }
    }
}

const fn ends_with(name: &[u8], ending: &[u8]) -> bool {
    if name.len() < ending.len() {
        return false;
    }
    let mut at = 0;
    while at < ending.len() {
        if name[name.len() - ending.len() + at] != ending[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Names with an ending are listed for the engine; others are looked at by their letters.
fn ends(view: &View<'_>, at: NodeId, wanted: Ending) -> bool {
    let name = view.name(at);
    name.is_known() || Ending::of(view.local_name(name)) == wanted
}

static AMOUNTS: [Name; count_of(Ending::Amount) + 1] = names_of(Ending::Amount);
static BINARY_OBJECTS: [Name; count_of(Ending::BinaryObject) + 1] = names_of(Ending::BinaryObject);

const fn count_of(ending: Ending) -> usize {
    let mut count = 0;
    let mut number = 0;
    while number < KNOWN_NAMES {
        if Ending::of(Name::known_local(number)) as u8 == ending as u8 {
            count += 1;
        }
        number += 1;
    }
    count
}

/// The known names with an ending, and last the mark for all others.
const fn names_of<const N: usize>(ending: Ending) -> [Name; N] {
    let mut names = [Name::OTHER; N];
    let mut found = 0;
    let mut number = 0;
    while number < KNOWN_NAMES {
        if Ending::of(Name::known_local(number)) as u8 == ending as u8
            && let Some(name) = Name::from_index(number)
        {
            names[found] = name;
            found += 1;
        }
        number += 1;
    }
    names
}
