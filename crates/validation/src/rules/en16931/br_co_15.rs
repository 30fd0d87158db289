//! BR-CO-15: the total with VAT is the total without VAT plus the VAT.

use ubl::document::{NodeId, attr, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};
use crate::xpath::Exact;

pub static BR_CO_15: Rule = Rule {
    id: "BR-CO-15",
    severity: Severity::Fatal,
    terms: &[Term::Bt(109), Term::Bt(110), Term::Bt(112)],
    summary: "The total with VAT equals the total without VAT plus the VAT in the invoice currency.",
    why: "A buyer's system adds the two itself and refuses an invoice that disagrees. There must be exactly one VAT total in \
          the invoice currency; a missing amount fails.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    // Without BT-5 there is no currency to sum in, and BR-05 reports that.
    for code in view.children_named(at, cbc::DocumentCurrencyCode) {
        let currency = view.text(code);
        if !holds_in(view, at, findings, &currency)? {
            break;
        }
    }
    Ok(())
}

fn holds_in(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, currency: &str) -> Result<bool, Fault> {
    let (count, vat) = vat_totals_in(view, at, currency)?;
    if count != 1 {
        findings.report(at, format!("one VAT total (BT-110) in {currency} is needed, there are {count}"));
        return Ok(false);
    }
    let net = one_per_totals(view, at, cbc::TaxExclusiveAmount)?;
    let gross = one_per_totals(view, at, cbc::TaxInclusiveAmount)?;
    let (Some(net), Some(gross)) = (net, gross) else {
        findings.report(at, "BT-109 (total without VAT) and BT-112 (total with VAT) are both needed to compare them");
        return Ok(false);
    };
    let expected = net.plus(vat)?.round_xpath();
    if gross != expected {
        let message = format!("BT-112 is {gross}, but BT-109 {net} + BT-110 {vat} = {expected}");
        findings.report_values(at, message, gross.to_string(), expected.to_string());
    }
    Ok(gross == expected)
}

/// How many VAT totals are in the currency, and the last of them. Two in one group are a fault.
fn vat_totals_in(view: &View<'_>, at: NodeId, currency: &str) -> Result<(usize, Exact), Fault> {
    let (mut count, mut last) = (0, Exact::ZERO);
    for total in view.children_named(at, cac::TaxTotal) {
        let in_currency = |amount: &NodeId| view.attribute(*amount, attr::currencyID) == Some(currency);
        let mut amounts = view.children_named(total, cbc::TaxAmount).filter(in_currency);
        if let Some(amount) = amounts.next() {
            if amounts.next().is_some() {
                return Err(Fault::ManyValues);
            }
            count += 1;
            last = view.decimal(amount)?;
        }
    }
    Ok((count, last))
}

/// The amount in the totals; a second group of totals with that amount is a fault.
fn one_per_totals(view: &View<'_>, at: NodeId, name: ubl::document::Name) -> Result<Option<Exact>, Fault> {
    view.amount(at, &[cac::LegalMonetaryTotal, name])
}
