//! Shapes on the whole document: a category that is used must be broken down, and its parties must be registered.

use ubl::document::{NodeId, cac, cbc};

use super::category::{B, L, O, S, Set, code};
use super::facts::{TaxParties, Usage};
use crate::rule::{Findings, View};
use crate::rules::need::{self, Checked};
use crate::xpath::char_count;

/// Where a category is used: the three shapes -02, -03 and -04 differ in nothing else.
#[derive(Clone, Copy)]
pub enum Place {
    Line,
    Allowance,
    Charge,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Place::Line => "a line (BT-151)",
            Place::Allowance => "a document allowance (BT-95)",
            Place::Charge => "a document charge (BT-102)",
        }
    }

    fn set(self, usage: &Usage) -> Set {
        match self {
            Place::Line => usage.items_vat,
            Place::Allowance => usage.allowances_vat,
            Place::Charge => usage.charges_vat,
        }
    }
}

pub const LINE: u8 = 0;
pub const ALLOWANCE: u8 = 1;
pub const CHARGE: u8 = 2;

const fn place(number: u8) -> Place {
    match number {
        LINE => Place::Line,
        ALLOWANCE => Place::Allowance,
        _ => Place::Charge,
    }
}

/// -01 of the categories that have no rate of their own: used anywhere, then exactly one breakdown row.
pub fn broken_down_once<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let usage = view.vat().usage()?;
    if !usage.used_vat.has(C) || (usage.breakdown_vat_once.has(C) && !usage.breakdown_vat_twice.has(C)) {
        return Ok(());
    }
    let count = if usage.breakdown_vat_twice.has(C) { "more than one row has" } else { "no row has" };
    findings.report(
        at,
        format!("VAT category {} is used, so the breakdown (BG-23) needs exactly one row with it; {count}", code(C)),
    );
    Ok(())
}

/// -01 of the categories with rates: on lines, allowances or charges if and only if in the breakdown.
pub fn broken_down<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let usage = view.vat().usage()?;
    let (used, unused_row, used_row) = if C == S {
        let in_breakdown = usage.breakdown.has(S);
        (usage.items.has(S) || usage.allowances_or_charges.has(S), in_breakdown, in_breakdown)
    } else {
        let used = usage.items_vat.has(C) || usage.allowances_or_charges_vat.has(C);
        let used_row = if C == L { usage.breakdown_raw.has(C) } else { usage.breakdown_raw_vat.has(C) };
        (used, usage.breakdown_vat.has(C), used_row)
    };
    let fine = if used { used_row } else { !unused_row };
    need::that(fine, at, findings, || {
        let code = code(C);
        if used {
            format!(
                "VAT category {code} is used on a line, allowance or charge, but the breakdown (BG-23) has no row with it"
            )
        } else {
            format!("the breakdown (BG-23) has a row with VAT category {code}, which no line, allowance or charge uses")
        }
    })
}

/// -02 to -04 of S, Z, E, L, M: the seller is registered for tax, or has a tax representative.
pub fn seller_registered<const C: u8, const P: u8>(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
) -> Checked {
    let usage = view.vat().usage()?;
    let parties = view.vat().parties()?;
    let registered = parties.seller_registration || parties.representative_vat;
    let used = place(P).set(usage).has(C);
    let fails = match (C, place(P)) {
        // The official test of S on lines forgives only where no item has S under any tax scheme.
        (S, Place::Line) => usage.items.has(S) && !(used && registered),
        // That of L on charges forgives where no charge has the code without white space around it.
        (L, Place::Charge) => usage.charges_raw_vat.has(L) && !(used && registered),
        _ => used && !registered,
    };
    let missing = "BT-31, BT-32 (seller's tax registration) or BT-63 (tax representative's VAT identifier) is needed";
    need::that(!fails, at, findings, || {
        format!("VAT category {} is used on {}, so {missing}", code(C), place(P).name())
    })
}

/// -02 to -04 of G: the seller or its tax representative has a VAT identifier.
pub fn seller_has_vat_id<const C: u8, const P: u8>(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
) -> Checked {
    let parties = view.vat().parties()?;
    let missing = if parties.seller_vat || parties.representative_vat { None } else { Some(SELLER_VAT) };
    needs(view, at, findings, (C, P), missing)
}

/// -02 to -04 of K: seller or tax representative, and buyer, have VAT identifiers.
pub fn both_have_vat_id<const C: u8, const P: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let parties = view.vat().parties()?;
    let missing = if !(parties.seller_vat || parties.representative_vat) {
        Some(SELLER_VAT)
    } else if !parties.buyer_vat {
        Some("BT-48 (buyer's VAT identifier)")
    } else {
        None
    };
    needs(view, at, findings, (C, P), missing)
}

/// -02 to -04 of AE: the seller is registered or represented, and the buyer has a VAT identifier or a registration.
pub fn both_registered<const C: u8, const P: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let parties = view.vat().parties()?;
    let missing = if !(parties.seller_registration || parties.representative_vat) {
        Some("BT-31, BT-32 (seller's tax registration) or BT-63 (tax representative's VAT identifier)")
    } else if !(parties.buyer_vat || parties.buyer_legal) {
        Some("BT-48 (buyer's VAT identifier) or BT-47 (buyer's registration)")
    } else {
        None
    };
    needs(view, at, findings, (C, P), missing)
}

const SELLER_VAT: &str = "BT-31 (seller's VAT identifier) or BT-63 (tax representative's VAT identifier)";

fn needs(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
    (category, number): (u8, u8),
    missing: Option<&str>,
) -> Checked {
    let place = place(number);
    match missing {
        Some(missing) if place.set(view.vat().usage()?).has(category) => {
            let message =
                format!("VAT category {} is used on {}, so {missing} is needed", code(category), place.name());
            findings.report(at, message);
        }
        _ => {}
    }
    Ok(())
}

/// -02 to -04 of O: nobody may have a VAT identifier. Only allowances and charges of the document count.
pub fn nobody_has_vat_id<const P: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let usage = view.vat().usage()?;
    let used = match place(P) {
        Place::Line => usage.items_vat,
        Place::Allowance => usage.document_allowances_vat,
        Place::Charge => usage.document_charges_vat,
    };
    let TaxParties { seller_vat, representative_vat, buyer_vat, .. } = view.vat().parties()?;
    let present = [
        (seller_vat, "BT-31 (seller)"),
        (representative_vat, "BT-63 (tax representative)"),
        (buyer_vat, "BT-48 (buyer)"),
    ];
    let present: Vec<&str> = present.iter().filter(|(there, _)| *there).map(|(_, name)| *name).collect();
    need::that(!used.has(O) || present.is_empty(), at, findings, || {
        let place = place(P).name();
        format!(
            "VAT category O (not subject to VAT) is used on {place}, but VAT identifiers are given: {}",
            present.join(", ")
        )
    })
}

/// BR-O-11 to -14: beside O there is no other category, in the breakdown, on lines, allowances or charges.
pub fn nothing_beside_o(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
    set: fn(&Usage) -> Set,
    what: &str,
) -> Checked {
    let usage = view.vat().usage()?;
    let others = set(usage);
    let fails = usage.breakdown_vat_once.has(O) && others.has_other_than(O);
    need::that(!fails, at, findings, || {
        format!("the breakdown has VAT category O (not subject to VAT), but {what} have {}", others.others(O))
    })
}

/// BR-IC-11: a supply within the Union says when it took place.
pub fn supply_is_dated<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    if !view.vat().usage()?.breakdown_vat_once.has(C) {
        return Ok(());
    }
    let date = view.only_text(at, &[cac::Delivery, cbc::ActualDeliveryDate])?;
    let dated =
        char_count(&date) > 1 || view.children_named(at, cac::InvoicePeriod).any(|period| view.has_children(period));
    need::that(dated, at, findings, || {
        format!("VAT category {} needs BT-72 (actual delivery date) or BG-14 (invoicing period)", code(C))
    })
}

/// BR-IC-12: a supply within the Union says to which country.
pub fn supply_has_destination<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    if !view.vat().usage()?.breakdown_vat_once.has(C) {
        return Ok(());
    }
    let path = [cac::Delivery, cac::DeliveryLocation, cac::Address, cac::Country, cbc::IdentificationCode];
    let country = view.only_text(at, &path)?;
    need::that(char_count(&country) > 1, at, findings, || {
        format!("VAT category {} needs BT-80 (deliver-to country)", code(C))
    })
}

/// BR-B-01: split payment is Italian.
pub fn italy_only(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let fails = view.vat().usage()?.used_raw.has(B) && view.vat().has_country_but_italy;
    need::that(!fails, at, findings, || {
        "VAT category B (split payment) is used, but a country other than IT is named".to_owned()
    })
}

/// BR-B-02: split payment and the standard rate exclude each other.
pub fn no_standard_rate_beside_b(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let usage = view.vat().usage()?;
    let sets = [usage.breakdown_raw, usage.document_allowances_or_charges_raw, usage.items_raw];
    let used = |category| sets.iter().any(|set| set.has(category));
    need::that(!(used(B) && used(S)), at, findings, || {
        "VAT categories B (split payment) and S (standard rate) are both used".to_owned()
    })
}
