//! The VAT categories: where each is used, what that demands, and what the breakdown must say.
//!
//! Ninety-six published rules are about a dozen shapes over nine categories (and two rules on Italy's split payment).
//! A shape is one function here, with the category as its parameter; the rows with their ids stand one file per category.

pub mod br_ae;
pub mod br_af;
pub mod br_ag;
pub mod br_b;
pub mod br_e;
pub mod br_g;
pub mod br_ic;
pub mod br_o;
pub mod br_s;
pub mod br_z;
mod breakdown;
pub mod category;
mod facts;
mod rate;
mod usage;

pub use facts::VatFacts;

use ubl::document::{NodeId, cac};

use crate::rule::{Fault, View};

/// The category of a breakdown row.
pub fn in_breakdown<const C: u8>(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(view.category(at) == Some(C) && is_in_breakdown(view, at))
}

/// The category of an allowance, at whatever depth.
pub fn in_allowance<const C: u8>(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    is_in_allowance_charge::<C>(view, at, false)
}

/// The category of a charge, at whatever depth.
pub fn in_charge<const C: u8>(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    is_in_allowance_charge::<C>(view, at, true)
}

fn is_in_allowance_charge<const C: u8>(view: &View<'_>, at: NodeId, charge: bool) -> Result<bool, Fault> {
    match view.parent(at) {
        Some(parent) if view.name(parent) == cac::AllowanceCharge => {
            Ok(view.category(at) == Some(C) && view.indicates(parent, charge)?)
        }
        _ => Ok(false),
    }
}

/// The category of a line's item.
pub fn in_line<const C: u8>(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(view.category(at) == Some(C) && is_in_line(view, at))
}

/// Whether the category belongs to a line's item.
fn is_in_line(view: &View<'_>, at: NodeId) -> bool {
    let item = view.parent(at).filter(|item| view.name(*item) == cac::Item);
    item.is_some_and(|item| view.is_in(item, cac::InvoiceLine) || view.is_in(item, cac::CreditNoteLine))
}

/// Whether the category stands in a breakdown row of the document's VAT totals, whatever the root is called.
fn is_in_breakdown(view: &View<'_>, at: NodeId) -> bool {
    let row = view.parent(at).filter(|row| view.name(*row) == cac::TaxSubtotal);
    let total = row.and_then(|row| view.parent(row)).filter(|total| view.name(*total) == cac::TaxTotal);
    total.is_some_and(|total| view.parent(total) == Some(view.root()))
}
