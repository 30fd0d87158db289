//! BR-GA-0 to BR-GA-7: an invoice paid in two parts, one of them to the seller's blocked account (G-rekening).

use ubl::document::{cac, cbc};

use crate::rule::{Rule, Term};
use crate::rules::{fatal, need};
use crate::xpath::Exact;

/// What the specification identifier holds.
const EXTENSION: &str = "#conformant#urn:fdc:nen.nl:gaccount:v1.0";
/// The identifier of the payment means of the blocked account.
const BLOCKED_ACCOUNT: &str = "GACCOUNT";

pub static BR_GA_0: Rule = fatal(
    "BR-GA-0",
    &[Term::Bt(24)],
    "The specification identifier names the G-account extension.",
    "Otherwise the receiver reads only one of the two payments.",
    |view, at, findings| {
        let id = view.text(at);
        need::that(id.contains(EXTENSION), at, findings, || format!("BT-24 is {id:?}, it has to hold {EXTENSION}"))
    },
);

pub static BR_GA_1: Rule = fatal(
    "BR-GA-1",
    &[Term::Named("NL-GA-01")],
    "There are exactly two payment terms.",
    "One for the blocked account, one for the rest.",
    |view, at, findings| {
        let count = view.children_named(at, cac::PaymentTerms).count();
        need::that(count == 2, at, findings, || format!("NL-GA-01 (payment terms) occurs {count} times, expected 2"))
    },
);

pub static BR_GA_2: Rule = fatal(
    "BR-GA-2",
    &[Term::Bg(16)],
    "There are exactly two payment instructions.",
    "One for the blocked account, one for the rest.",
    |view, at, findings| {
        let count = view.children_named(at, cac::PaymentMeans).count();
        need::that(count == 2, at, findings, || {
            format!("BG-16 (payment instructions) occurs {count} times, expected 2")
        })
    },
);

pub static BR_GA_3: Rule = fatal(
    "BR-GA-3",
    &[Term::Bt(115), Term::Named("NL-GA-03")],
    "The amounts of the payment terms add up to the amount due, exactly.",
    "The two payments are the whole debt.",
    |view, at, findings| {
        let due = view.amount(at, &[cac::LegalMonetaryTotal, cbc::PayableAmount])?;
        let mut sum = Exact::ZERO;
        for terms in view.children_named(at, cac::PaymentTerms) {
            if let Some(amount) = view.amount(terms, &[cbc::Amount])? {
                sum = sum.plus(amount)?;
            }
        }
        need::that(due == Some(sum), at, findings, || {
            let due = due.map_or("missing".to_owned(), |due| due.to_string());
            format!("BT-115 (amount due) is {due}, but the payment terms (NL-GA-03) sum to {sum}")
        })
    },
);

pub static BR_GA_4: Rule = fatal(
    "BR-GA-4",
    &[Term::Named("NL-GA-02")],
    "Each payment terms names one payment means.",
    "It says to which account its amount goes.",
    |view, at, findings| {
        let count = view.children_named(at, cbc::PaymentMeansID).count();
        need::that(count == 1, at, findings, || {
            format!("NL-GA-02 (payment means reference) occurs {count} times, expected 1")
        })
    },
);

pub static BR_GA_5: Rule = fatal(
    "BR-GA-5",
    &[Term::Named("NL-GA-04")],
    "Each payment instruction has an identifier.",
    "The payment terms refer to it.",
    |view, at, findings| {
        let count = view.children_named(at, cbc::ID).count();
        need::that(count == 1, at, findings, || {
            format!("NL-GA-04 (payment means identifier) occurs {count} times, expected 1")
        })
    },
);

pub static BR_GA_6: Rule = fatal(
    "BR-GA-6",
    &[Term::Named("NL-GA-02"), Term::Named("NL-GA-04")],
    "A payment means that is referred to exists.",
    "An amount without an account cannot be paid. Identifiers are compared as written.",
    |view, at, findings| {
        let wanted = view.text(at);
        let mut means = view.header_named(cac::PaymentMeans).flat_map(|means| view.children_named(means, cbc::ID));
        let there = means.any(|id| view.texts(id).any(|text| text == wanted));
        need::that(there, at, findings, || format!("NL-GA-02 is {wanted:?}, but no payment means has that identifier"))
    },
);

pub static BR_GA_7: Rule = fatal(
    "BR-GA-7",
    &[Term::Named("NL-GA-04")],
    "Exactly one payment instruction is that of the blocked account, by the identifier GACCOUNT.",
    "The buyer is only freed of liability for what it pays there. The identifier is compared as written.",
    |view, at, findings| {
        let ids = view.select(at, &[cac::PaymentMeans, cbc::ID]);
        let count = ids.filter(|id| view.texts(*id).any(|text| text == BLOCKED_ACCOUNT)).count();
        need::that(count == 1, at, findings, || {
            format!("{count} payment means have the identifier {BLOCKED_ACCOUNT} (NL-GA-04), expected 1")
        })
    },
);
