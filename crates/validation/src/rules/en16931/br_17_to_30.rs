//! BR-17 to BR-30: payee, tax representative, lines and periods.

use std::cmp::Ordering;

use ubl::document::{Name, NodeId, cac, cbc};

use crate::rule::{Findings, Rule, Term, View};
use crate::rules::{fatal, need};
use crate::xpath::Date;

pub static BR_17: Rule = fatal(
    "BR-17",
    &[Term::Bt(59), Term::Bt(60)],
    "A payee has a name, and neither its name nor its identifier is the seller's.",
    "A payee is only given where someone else than the seller is to be paid. Names and identifiers are compared as \
     written.",
    |view, at, findings| {
        let Some(name) = view.first(at, &[cac::PartyName, cbc::Name]) else {
            findings.report(at, "BT-59 (payee name) is missing");
            return Ok(());
        };
        let same_name = shares_with_seller(view, at, &[cac::PartyName, cbc::Name]);
        let same = same_name || shares_with_seller(view, at, &[cac::PartyIdentification, cbc::ID]);
        let what = if same_name { "name" } else { "identifier" };
        need::that(!same, at, findings, || format!("payee {:?} has the seller's {what}", view.shown(name)))
    },
);

/// Whether payee and seller have a text in common at the same place.
fn shares_with_seller(view: &View<'_>, payee: NodeId, path: &[Name]) -> bool {
    let Some(around) = view.parent(payee) else {
        return false;
    };
    let sellers = view.select(around, &[cac::AccountingSupplierParty, cac::Party]);
    let mut theirs = sellers.flat_map(|seller| view.select(seller, path));
    theirs.any(|seller| view.any_text(payee, path, &view.text(seller)))
}

pub static BR_18: Rule = fatal(
    "BR-18",
    &[Term::Bt(62)],
    "A tax representative has a name.",
    "It answers for the seller's VAT. Two names are an error of the official test.",
    |view, at, findings| {
        need::text(view, at, findings, &[cac::PartyName, cbc::Name], "BT-62 (tax representative name)")
    },
);

pub static BR_19: Rule = fatal(
    "BR-19",
    &[Term::Bg(12)],
    "A tax representative has a postal address.",
    "Tax law wants the address of whoever answers for the VAT.",
    |view, at, findings| need::element(view, at, findings, &[cac::PostalAddress], "BG-12 (tax representative address)"),
);

pub static BR_20: Rule = fatal(
    "BR-20",
    &[Term::Bt(69)],
    "The tax representative's address names a country.",
    "It is the country in which the VAT is due.",
    |view, at, findings| {
        need::text(view, at, findings, &[cac::Country, cbc::IdentificationCode], "BT-69 (tax representative country)")
    },
);

pub static BR_21: Rule = fatal(
    "BR-21",
    &[Term::Bt(126)],
    "Every line has an identifier.",
    "Queries and responses point at lines by it.",
    |view, at, findings| need::text(view, at, findings, &[cbc::ID], "BT-126 (line identifier)"),
);

pub static BR_22: Rule = fatal(
    "BR-22",
    &[Term::Bt(129)],
    "Every line has a quantity.",
    "The buyer compares it with what was ordered and received.",
    |view, at, findings| {
        need::either(view, at, findings, [cbc::InvoicedQuantity, cbc::CreditedQuantity], "BT-129 (quantity)")
    },
);

pub static BR_23: Rule = fatal(
    "BR-23",
    &[Term::Bt(130)],
    "The quantity of every line has a unit.",
    "Five boxes are not five pieces.",
    |view, at, findings| {
        let quantities = [cbc::InvoicedQuantity, cbc::CreditedQuantity];
        let there = quantities.iter().any(|name| {
            view.children_named(at, *name)
                .any(|quantity| view.attribute(quantity, ubl::document::attr::unitCode).is_some())
        });
        need::that(there, at, findings, || "BT-130 (unit of the quantity, attribute unitCode) is missing".to_owned())
    },
);

pub static BR_24: Rule = fatal(
    "BR-24",
    &[Term::Bt(131)],
    "Every line has a net amount.",
    "The totals are made from it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::LineExtensionAmount], "BT-131 (line net amount)"),
);

pub static BR_25: Rule = fatal(
    "BR-25",
    &[Term::Bt(153)],
    "Every line names its item.",
    "Nobody can approve a line without knowing what it is for.",
    |view, at, findings| need::text(view, at, findings, &[cac::Item, cbc::Name], "BT-153 (item name)"),
);

pub static BR_26: Rule = fatal(
    "BR-26",
    &[Term::Bt(146)],
    "Every line has a net price.",
    "The buyer compares it with the agreed price.",
    |view, at, findings| need::element(view, at, findings, &[cac::Price, cbc::PriceAmount], "BT-146 (item net price)"),
);

pub static BR_27: Rule = fatal(
    "BR-27",
    &[Term::Bt(146)],
    "The net price is not negative.",
    "What is taken back is expressed by the quantity or a credit note, not by the price. A missing price fails \
     here too, and so does a zero written -0.00.",
    |view, at, findings| {
        let path = [cac::Price, cbc::PriceAmount];
        let fine = view.any_compared(at, &path, Ordering::is_ge)?;
        need::that(fine, at, findings, || match view.first(at, &path) {
            Some(price) => format!("BT-146 (item net price) is {}, below zero", view.shown(price)),
            None => "BT-146 (item net price) is missing".to_owned(),
        })
    },
);

pub static BR_28: Rule = fatal(
    "BR-28",
    &[Term::Bt(148)],
    "The gross price is not negative.",
    "As for the net price, but it may be absent.",
    |view, at, findings| {
        let path = [cac::Price, cac::AllowanceCharge, cbc::BaseAmount];
        let Some(gross) = view.first(at, &path) else {
            return Ok(());
        };
        let fine = view.any_compared(at, &path, Ordering::is_ge)?;
        need::that(fine, at, findings, || format!("BT-148 (item gross price) is {}, below zero", view.shown(gross)))
    },
);

pub static BR_29: Rule = fatal(
    "BR-29",
    &[Term::Bt(73), Term::Bt(74)],
    "An invoicing period does not end before it starts.",
    "Otherwise it is no period. The rule meets every period that is not a line's.",
    |view, at, findings| period_in_order(view, at, findings, "BT-74", "BT-73"),
);

pub static BR_30: Rule = fatal(
    "BR-30",
    &[Term::Bt(134), Term::Bt(135)],
    "A line's period does not end before it starts.",
    "Otherwise it is no period.",
    |view, at, findings| period_in_order(view, at, findings, "BT-135", "BT-134"),
);

fn period_in_order(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
    end_term: &str,
    start_term: &str,
) -> need::Checked {
    if !(view.has(at, &[cbc::EndDate]) && view.has(at, &[cbc::StartDate])) {
        return Ok(());
    }
    let (end, start) = (view.only_text(at, &[cbc::EndDate])?, view.only_text(at, &[cbc::StartDate])?);
    if Date::read(&end)? < Date::read(&start)? {
        let message = format!("the period ends on {end} ({end_term}), before it starts on {start} ({start_term})");
        findings.report_values(at, message, end, start);
    }
    Ok(())
}
