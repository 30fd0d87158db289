//! `acquit-reminder` 1.0: our profile of the bilateral UBL 2.1 Reminder, as `docs/reminder-profile.md` describes it.
//!
//! The structure layer has judged order and data types before; these rules demand what the profile adds.

mod document;
mod lines;
mod sums;

use ubl::document::{NodeId, attr, cac, root};

use crate::rule::{Context, Fault, Pattern, View};
use crate::rules::anywhere;

/// The rules of the profile. A reminder is judged as a whole, line by line, party by party, amount by amount.
pub const PATTERNS: &[Pattern] = &[REMINDER, PARTS, AMOUNTS, EMPTY];

const REMINDER: Pattern = &[Context {
    names: &[root::Reminder],
    matches: is_root,
    rules: &[
        &document::R01,
        &document::R02,
        &document::R03,
        &document::R04,
        &document::R05,
        &document::R06,
        &document::R07,
        &lines::R13,
        &sums::R16,
        &sums::R17,
        &sums::R18,
        &sums::R19,
    ],
}];

const PARTS: Pattern = &[
    Context {
        names: &[cac::Party],
        matches: |view, at| Ok(is_party(view, at)),
        rules: &[&document::R08, &document::R09],
    },
    Context { names: &[cac::AllowanceCharge], matches: anywhere, rules: &[&document::R10] },
    Context { names: &[cac::ReminderLine], matches: anywhere, rules: &[&lines::R11, &lines::R12, &lines::R14] },
    Context { names: &[cac::PrepaidPayment], matches: anywhere, rules: &[&lines::R15] },
];

const AMOUNTS: Pattern = &[Context {
    names: &[],
    matches: |view, at| Ok(view.attribute(at, attr::currencyID).is_some()),
    rules: &[&sums::R20, &sums::R21],
}];

const EMPTY: Pattern = &[Context {
    names: &[],
    matches: |view, at| Ok(!view.has_children(at) && !view.has_words(at)),
    rules: &[&document::R22],
}];

fn is_root(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(at == view.root())
}

fn is_party(view: &View<'_>, at: NodeId) -> bool {
    view.is_in(at, cac::AccountingSupplierParty) || view.is_in(at, cac::AccountingCustomerParty)
}
