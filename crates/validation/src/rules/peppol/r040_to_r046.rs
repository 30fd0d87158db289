//! PEPPOL-EN16931-R040 to R046: how allowances and charges are computed.

use ubl::document::{NodeId, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::{fatal, need};
use crate::xpath::{Exact, normalized};

/// What sellers may be off by when they round, in the currency.
pub const SLACK: Exact = Exact::cents(2);

pub static R040: Rule = fatal(
    "PEPPOL-EN16931-R040",
    &[Term::Bt(92), Term::Bt(93), Term::Bt(94), Term::Bt(99), Term::Bt(100), Term::Bt(101)],
    "An allowance or charge given by percentage is its base amount times the percentage, within 0.02.",
    "The buyer recomputes it. An absent amount counts as zero.",
    percentage_agrees,
);

fn percentage_agrees(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    if !(view.has(at, &[cbc::MultiplierFactorNumeric]) && view.has(at, &[cbc::BaseAmount])) {
        return Ok(());
    }
    let amount = view.amount(at, &[cbc::Amount])?.unwrap_or(Exact::ZERO);
    let base = view.amount(at, &[cbc::BaseAmount])?.unwrap_or(Exact::ZERO);
    let percentage = view.amount(at, &[cbc::MultiplierFactorNumeric])?.unwrap_or(Exact::ZERO);
    let expected = base.times(percentage)?.percent();
    if !is_within_slack(amount, expected)? {
        let message = format!("the amount is {amount}, but base amount {base} x {percentage} % = {expected}");
        findings.report_values(at, message, amount.to_string(), expected.to_string());
    }
    Ok(())
}

/// Whether two amounts are no further apart than 0.02.
pub fn is_within_slack(amount: Exact, expected: Exact) -> Result<bool, Fault> {
    Ok(amount.plus(SLACK)? >= expected && amount.minus(SLACK)? <= expected)
}

pub static R041: Rule = fatal(
    "PEPPOL-EN16931-R041",
    &[Term::Bt(93), Term::Bt(94), Term::Bt(100), Term::Bt(101)],
    "An allowance or charge with a percentage has a base amount.",
    "A percentage of nothing cannot be recomputed.",
    |view, at, findings| {
        let percentage = view.child(at, cbc::MultiplierFactorNumeric).map(|node| view.shown(node)).unwrap_or_default();
        findings.report(at, format!("the percentage {percentage} is given, but not the base amount it is taken of"));
        Ok(())
    },
);

pub static R042: Rule = fatal(
    "PEPPOL-EN16931-R042",
    &[Term::Bt(93), Term::Bt(94), Term::Bt(100), Term::Bt(101)],
    "An allowance or charge with a base amount has a percentage.",
    "A base amount only means something with the percentage that is taken of it.",
    |view, at, findings| {
        let base = view.child(at, cbc::BaseAmount).map(|node| view.shown(node)).unwrap_or_default();
        findings.report(at, format!("the base amount {base} is given, but not the percentage taken of it"));
        Ok(())
    },
);

pub static R043: Rule = fatal(
    "PEPPOL-EN16931-R043",
    &[Term::Bg(20), Term::Bg(21), Term::Bg(27), Term::Bg(28)],
    "Whether it is a charge is said by the words true or false.",
    "XSD also allows 1 and 0, Peppol does not. A comment inside the value is an error of the official test.",
    |view, at, findings| {
        let mut texts = view.children_named(at, cbc::ChargeIndicator).flat_map(|indicator| view.texts(indicator));
        let text = texts.next().unwrap_or("");
        if texts.next().is_some() {
            return Err(Fault::ManyValues);
        }
        let indicator = normalized(text);
        need::that(matches!(&*indicator, "true" | "false"), at, findings, || {
            format!("the charge indicator is {indicator:?}, expected true or false")
        })
    },
);

pub static R044: Rule = fatal(
    "PEPPOL-EN16931-R044",
    &[Term::Bt(147)],
    "On a price there are discounts, not charges.",
    "The net price is the gross price less a discount; there is no term for a charge.",
    |view, at, findings| {
        let indicator = view.only_text(at, &[cbc::ChargeIndicator])?;
        let indicator = normalized(&indicator);
        need::that(indicator == "false", at, findings, || {
            format!("the charge indicator on the price is {indicator:?}, expected false")
        })
    },
);

pub static R046: Rule = fatal(
    "PEPPOL-EN16931-R046",
    &[Term::Bt(146), Term::Bt(147), Term::Bt(148)],
    "The net price is the gross price less the discount, exactly.",
    "There is no tolerance; an absent discount beside a gross price fails.",
    net_price_agrees,
);

fn net_price_agrees(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    if !view.has(at, &[cbc::BaseAmount]) {
        return Ok(());
    }
    let gross = view.amount(at, &[cbc::BaseAmount])?;
    let discount = view.amount(at, &[cbc::Amount])?;
    let net = match view.parent(at) {
        Some(price) => view.amount(price, &[cbc::PriceAmount])?,
        None => None,
    };
    let (Some(net), Some(gross), Some(discount)) = (net, gross, discount) else {
        findings.report(at, "BT-148 (gross price) needs BT-147 (discount) and BT-146 (net price) to be compared with");
        return Ok(());
    };
    let expected = gross.minus(discount)?;
    if net != expected {
        let message = format!("BT-146 is {net}, but BT-148 {gross} - BT-147 {discount} = {expected}");
        findings.report_values(at, message, net.to_string(), expected.to_string());
    }
    Ok(())
}

/// Where R040 to R043 apply: allowances and charges of the document and of its lines, by the names around them.
pub fn is_judged(view: &View<'_>, at: NodeId) -> bool {
    use ubl::document::root;
    let Some(parent) = view.parent(at) else {
        return false;
    };
    match view.name(parent) {
        root::Invoice | root::CreditNote => true,
        cac::InvoiceLine => view.is_in(parent, root::Invoice),
        cac::CreditNoteLine => view.is_in(parent, root::CreditNote),
        _ => false,
    }
}
