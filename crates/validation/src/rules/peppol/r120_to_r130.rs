//! PEPPOL-EN16931-R120 to R130: a line's net amount is its quantity times its price.

use ubl::document::{NodeId, attr, cac, cbc};

use super::r040_to_r046::is_within_slack;
use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::{fatal, need};
use crate::xpath::{Exact, normalized};

pub static R120: Rule = fatal(
    "PEPPOL-EN16931-R120",
    &[Term::Bt(129), Term::Bt(131), Term::Bt(136), Term::Bt(141), Term::Bt(146), Term::Bt(149)],
    "A line's net amount is quantity times price per base quantity, plus charges, less allowances, within 0.02.",
    "The buyer recomputes every line. An absent quantity counts as one, an absent price as zero, an absent or zero \
     base quantity as one.",
    net_amount_agrees,
);

fn net_amount_agrees(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    let net = view.amount(at, &[cbc::LineExtensionAmount])?.unwrap_or(Exact::ZERO);
    let quantity = if view.is_invoice() { cbc::InvoicedQuantity } else { cbc::CreditedQuantity };
    let quantity = view.amount(at, &[quantity])?.unwrap_or(Exact::ONE);
    let price = view.amount(at, &[cac::Price, cbc::PriceAmount])?.unwrap_or(Exact::ZERO);
    let base = view.amount(at, &[cac::Price, cbc::BaseQuantity])?.filter(|base| !base.is_zero()).unwrap_or(Exact::ONE);
    let charges = sum_of(view, at, "true")?;
    let allowances = sum_of(view, at, "false")?;
    let expected = quantity.times(price.divided_by(base)?)?.plus(charges)?.minus(allowances)?;
    if !is_within_slack(net, expected)? {
        let expected = expected.round_xpath();
        let message = format!(
            "BT-131 is {net}, but quantity {quantity} x price {price} per {base} + charges {charges} - allowances {allowances} = {expected}"
        );
        findings.report_values(at, message, net.to_string(), expected.to_string());
    }
    Ok(())
}

/// The line's charges or allowances, rounded.
fn sum_of(view: &View<'_>, line: NodeId, indicator: &str) -> Result<Exact, Fault> {
    let mut sum = Exact::ZERO;
    for item in view.children_named(line, cac::AllowanceCharge) {
        if normalized(&view.only_text(item, &[cbc::ChargeIndicator])?) == indicator {
            sum = sum.plus(view.sum(item, &[cbc::Amount])?)?;
        }
    }
    Ok(sum.round_xpath())
}

pub static R121: Rule = fatal(
    "PEPPOL-EN16931-R121",
    &[Term::Bt(149)],
    "The base quantity of a price is above zero.",
    "A price per nothing cannot be multiplied.",
    |view, at, findings| {
        let base = view.amount(at, &[cac::Price, cbc::BaseQuantity])?;
        let fine = base.is_none_or(|base| base > Exact::ZERO);
        need::that(fine, at, findings, || {
            let base = base.map(|base| base.to_string()).unwrap_or_default();
            format!("BT-149 (base quantity of the price) is {base}, it has to be above zero")
        })
    },
);

pub static R130: Rule = fatal(
    "PEPPOL-EN16931-R130",
    &[Term::Bt(130), Term::Bt(150)],
    "The unit of the base quantity is the unit of the line's quantity.",
    "A price per hour cannot be multiplied by days.",
    same_unit,
);

fn same_unit(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    let Some(line) = view.parent(at).and_then(|price| view.parent(price)) else {
        return Ok(());
    };
    if !view.has(line, &[cbc::InvoicedQuantity]) && !view.has(line, &[cbc::CreditedQuantity]) {
        return Ok(());
    }
    let quantity = if view.is_invoice() { cbc::InvoicedQuantity } else { cbc::CreditedQuantity };
    let unit = view.attribute(at, attr::unitCode).unwrap_or("");
    let mut quantities = view.children_named(line, quantity);
    let same = quantities.any(|quantity| view.attribute(quantity, attr::unitCode) == Some(unit));
    need::that(same, at, findings, || {
        format!("BT-150 (unit of the base quantity) is {unit}, the line's quantity has another unit")
    })
}
