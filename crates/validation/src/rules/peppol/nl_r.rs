//! NL-R-001 to NL-R-009: Dutch sellers, by the country of their address. Most apply only where the buyer is Dutch too.

use ubl::document::{NodeId, attr, cac, cbc};

use crate::rule::{Findings, Rule, Term, View};
use crate::rules::fatal;
use crate::rules::need::{self, Checked};
use crate::xpath::{Exact, is_blank, normalized};

pub static NL_R_001: Rule = fatal(
    "NL-R-001",
    &[Term::Bt(3), Term::Bt(25)],
    "A credit note of a Dutch seller names the invoice it corrects.",
    "Dutch practice: a correction refers to what it corrects.",
    |view, at, findings| {
        let there = view
            .header_named(cac::BillingReference)
            .any(|reference| view.has(reference, &[cac::InvoiceDocumentReference, cbc::ID]));
        need::that(there, at, findings, || {
            "BT-25 (preceding invoice) is missing on a credit note of a Dutch seller".to_owned()
        })
    },
);

pub static NL_R_002: Rule = fatal(
    "NL-R-002",
    &[Term::Bt(35), Term::Bt(37), Term::Bt(38)],
    "A Dutch seller's address has street, city and postal code.",
    "Dutch tax law wants the full address.",
    |view, at, findings| {
        full_address(view, at, findings, "BT-35 (street), BT-37 (city) and BT-38 (postal code) of the seller")
    },
);

pub static NL_R_003: Rule = fatal(
    "NL-R-003",
    &[Term::Bt(30), Term::BtPart(30, 1)],
    "A Dutch seller's legal registration is a chamber of commerce number (0106) or a government organisation \
     number (0190).",
    "Dutch receivers recognise their suppliers by these two. The scheme may hold other words beside the code.",
    |view, at, findings| dutch_registration(view, at, findings, "BT-30 (seller's legal registration)"),
);

pub static NL_R_004: Rule = fatal(
    "NL-R-004",
    &[Term::Bt(50), Term::Bt(52), Term::Bt(53)],
    "Between Dutch parties the buyer's address has street, city and postal code.",
    "Dutch tax law wants the full address.",
    |view, at, findings| {
        full_address(view, at, findings, "BT-50 (street), BT-52 (city) and BT-53 (postal code) of the buyer")
    },
);

pub static NL_R_005: Rule = fatal(
    "NL-R-005",
    &[Term::Bt(47), Term::BtPart(47, 1)],
    "Between Dutch parties the buyer's legal registration is a chamber of commerce number (0106) or a government \
     organisation number (0190).",
    "Dutch parties recognise each other by these two. The scheme may hold other words beside the code.",
    |view, at, findings| dutch_registration(view, at, findings, "BT-47 (buyer's legal registration)"),
);

pub static NL_R_006: Rule = fatal(
    "NL-R-006",
    &[Term::Bt(64), Term::Bt(66), Term::Bt(67)],
    "A Dutch tax representative's address has street, city and postal code.",
    "Dutch tax law wants the full address.",
    |view, at, findings| {
        full_address(
            view,
            at,
            findings,
            "BT-64 (street), BT-66 (city) and BT-67 (postal code) of the tax representative",
        )
    },
);

pub static NL_R_007: Rule = fatal(
    "NL-R-007",
    &[Term::Bg(16), Term::Bt(115)],
    "A Dutch seller says how to pay, if there is anything to pay to it.",
    "Nobody pays without an account. An amount due of zero or less on an invoice, or zero or more on a credit \
     note, needs none.",
    |view, at, findings| {
        let due = view.amount(at, &[cbc::PayableAmount])?;
        let nothing_due = due.is_some_and(|due| {
            (view.is_invoice() && due <= Exact::ZERO) || (view.is_credit_note() && due >= Exact::ZERO)
        });
        let fine = nothing_due || view.named(cac::PaymentMeans).next().is_some();
        need::that(fine, at, findings, || {
            let due = due.map_or("missing".to_owned(), |due| due.to_string());
            format!("BT-115 (amount due) is {due}, but BG-16 (payment instructions) is missing")
        })
    },
);

/// UNCL 4461: what Dutch parties pay each other by.
const DUTCH_MEANS: [&str; 6] = ["30", "48", "49", "57", "58", "59"];

pub static NL_R_008: Rule = fatal(
    "NL-R-008",
    &[Term::Bt(81)],
    "Between Dutch parties payment is by credit transfer, card, direct debit or standing agreement.",
    "Codes 30, 48, 49, 57, 58 and 59; white space around the code is forgiven.",
    |view, at, findings| {
        let code = view.only_text(at, &[cbc::PaymentMeansCode])?;
        let code = normalized(&code);
        need::that(DUTCH_MEANS.contains(&&*code), at, findings, || {
            format!("BT-81 (payment means code) is {code:?}, expected one of {}", DUTCH_MEANS.join(", "))
        })
    },
);

pub static NL_R_009: Rule = fatal(
    "NL-R-009",
    &[Term::Bt(13), Term::Bt(132)],
    "Where a line of a Dutch seller names an order line, the document names the order.",
    "A line of an unknown order cannot be found.",
    |view, at, findings| {
        let there = view.header_named(cac::OrderReference).any(|order| view.has(order, &[cbc::ID]));
        need::that(there, at, findings, || {
            "BT-132 (order line) is given, but BT-13 (order reference) is missing".to_owned()
        })
    },
);

fn full_address(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, what: &str) -> Checked {
    let there = [cbc::StreetName, cbc::CityName, cbc::PostalZone].iter().all(|name| view.child(at, *name).is_some());
    need::that(there, at, findings, || format!("{what} are all needed"))
}

fn dutch_registration(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, what: &str) -> Checked {
    let scheme = view.attribute(at, attr::schemeID).unwrap_or("");
    let known = scheme.split(' ').any(|word| matches!(word, "0106" | "0190"));
    let fine = known && !is_blank(&view.text(at));
    need::that(fine, at, findings, || {
        format!("{what} is {:?} under scheme {scheme:?}, expected scheme 0106 or 0190", view.shown(at))
    })
}
