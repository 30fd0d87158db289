//! PEPPOL-EN16931-R051 to R061: currencies, VAT totals and the mandate of a direct debit.

use std::cmp::Ordering;

use ubl::document::{Name, NodeId, attr, cac, cbc};

use super::parties::is_in_document_currency;
use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::{fatal, need};
use crate::xpath::{compare_with_zero, normalized};

/// The amounts that R051 looks at; of the VAT amounts only those with or in a breakdown.
pub const AMOUNTS: &[Name] = &[
    cbc::Amount,
    cbc::BaseAmount,
    cbc::PriceAmount,
    cbc::TaxAmount,
    cbc::TaxableAmount,
    cbc::LineExtensionAmount,
    cbc::TaxExclusiveAmount,
    cbc::TaxInclusiveAmount,
    cbc::AllowanceTotalAmount,
    cbc::ChargeTotalAmount,
    cbc::PrepaidAmount,
    cbc::PayableRoundingAmount,
    cbc::PayableAmount,
];

/// Whether R051 looks at this amount.
pub fn is_in_invoice_currency(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(view.name(at) != cbc::TaxAmount || view.is_in(at, cac::TaxSubtotal) || is_total_with_breakdown(view, at))
}

/// Whether R051 of self-billing looks at this amount: there the VAT amounts in the breakdown are left out.
pub fn is_in_self_billing_currency(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(view.name(at) != cbc::TaxAmount || is_total_with_breakdown(view, at))
}

fn is_total_with_breakdown(view: &View<'_>, at: NodeId) -> bool {
    let total = view.parent(at).filter(|total| view.name(*total) == cac::TaxTotal);
    total.is_some_and(|total| view.has(total, &[cac::TaxSubtotal]))
}

pub static R051: Rule = fatal(
    "PEPPOL-EN16931-R051",
    &[Term::Bt(5)],
    "Every amount is in the invoice currency, except for the VAT total in the accounting currency.",
    "Sums over several currencies mean nothing. Only the VAT total without a breakdown is left out; codes are \
     compared as written.",
    |view, at, findings| {
        if !is_in_document_currency(view, at) {
            let found = view.attribute(at, attr::currencyID).unwrap_or("missing");
            let expected = view
                .header_named(cbc::DocumentCurrencyCode)
                .next()
                .map_or("missing".to_owned(), |code| view.shown(code));
            findings.report_values(
                at,
                format!("the currency of the amount is {found}, BT-5 (invoice currency) is {expected}"),
                found,
                expected,
            );
        }
        Ok(())
    },
);

pub static R053: Rule = fatal(
    "PEPPOL-EN16931-R053",
    &[Term::Bt(110), Term::Bg(23)],
    "There is exactly one VAT total with a breakdown.",
    "The breakdown is in the invoice currency, and there is one of it.",
    |view, at, findings| {
        let count = vat_totals(view, at, true);
        need::that(count == 1, at, findings, || format!("one VAT total with a breakdown is needed, there are {count}"))
    },
);

pub static R054: Rule = fatal(
    "PEPPOL-EN16931-R054",
    &[Term::Bt(6), Term::Bt(111)],
    "There is one VAT total without a breakdown where an accounting currency is named, and none otherwise.",
    "That total is the VAT in the accounting currency.",
    |view, at, findings| {
        let count = vat_totals(view, at, false);
        let expected = usize::from(view.has(at, &[cbc::TaxCurrencyCode]));
        need::that(count == expected, at, findings, || {
            format!(
                "there are {count} VAT totals without a breakdown, expected {expected} (BT-111, one where BT-6 is given)"
            )
        })
    },
);

fn vat_totals(view: &View<'_>, at: NodeId, with_breakdown: bool) -> usize {
    let totals = view.children_named(at, cac::TaxTotal);
    totals.filter(|total| view.has(*total, &[cac::TaxSubtotal]) == with_breakdown).count()
}

pub static R055: Rule = fatal(
    "PEPPOL-EN16931-R055",
    &[Term::Bt(110), Term::Bt(111)],
    "The VAT totals in invoice and accounting currency have the same sign.",
    "They are the same VAT. Zero goes with both (but -0.00 counts as negative); a missing total fails.",
    signs_agree,
);

fn signs_agree(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    if !view.has(at, &[cbc::TaxCurrencyCode]) {
        return Ok(());
    }
    let accounting = vat_in(view, at, cbc::TaxCurrencyCode)?;
    let document = vat_in(view, at, cbc::DocumentCurrencyCode)?;
    let both =
        |test: fn(Ordering) -> bool| accounting.iter().any(|vat| test(*vat)) && document.iter().any(|vat| test(*vat));
    let fine = both(Ordering::is_le) || both(Ordering::is_ge);
    need::that(fine, at, findings, || {
        "BT-110 and BT-111 (VAT in invoice and accounting currency) need the same sign".to_owned()
    })
}

/// How the VAT totals in the currency that a code of the document names compare with zero.
fn vat_in(view: &View<'_>, at: NodeId, code: Name) -> Result<Vec<Ordering>, Fault> {
    let currency = view.only_text(at, &[code])?;
    let currency = normalized(&currency);
    let amounts = view.select(at, &[cac::TaxTotal, cbc::TaxAmount]);
    let amounts = amounts.filter(|amount| view.attribute(*amount, attr::currencyID) == Some(&*currency));
    amounts.map(|amount| compare_with_zero(&view.text(amount))).collect()
}

pub static R061: Rule = fatal(
    "PEPPOL-EN16931-R061",
    &[Term::Bt(89)],
    "A direct debit names its mandate.",
    "Without the mandate the buyer cannot tell whether the debit was allowed.",
    |view, at, findings| {
        need::element(view, at, findings, &[cac::PaymentMandate, cbc::ID], "BT-89 (mandate reference)")
    },
);

/// Where R061 applies: payment means that are direct debits.
pub fn is_direct_debit(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    let code = view.only_text(at, &[cbc::PaymentMeansCode])?;
    Ok(matches!(&*normalized(&code), "49" | "59"))
}
