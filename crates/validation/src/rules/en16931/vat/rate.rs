//! Shapes on a category of a line, allowance or charge: its rate.

use std::cmp::Ordering;

use ubl::document::{NodeId, cbc};

use super::category::{S, code};
use crate::rule::{Findings, View};
use crate::rules::need::{self, Checked};
use crate::xpath::Exact;

/// -05 to -07 of AE, E, G, K, Z: the rate is there and zero, exactly.
pub fn rate_is_zero<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let rate = view.amount(at, &[cbc::Percent])?;
    need::that(rate.is_some_and(Exact::is_zero), at, findings, || {
        let rate = rate.map_or("missing".to_owned(), |rate| rate.to_string());
        format!("the rate is {rate}, but VAT category {} has the rate 0", code(C))
    })
}

/// -05 to -07 of S, L, M: the rate is there, above zero for S, not below for the others.
pub fn rate_is_positive<const C: u8>(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let fine = view.any_compared(at, &[cbc::Percent], if C == S { Ordering::is_gt } else { Ordering::is_ge })?;
    need::that(fine, at, findings, || {
        let rate = view.child(at, cbc::Percent).map_or("missing".to_owned(), |rate| view.shown(rate));
        let bound = if C == S { "above 0" } else { "0 or above" };
        format!("the rate is {rate}, but VAT category {} needs a rate {bound}", code(C))
    })
}

/// -05 to -07 of O: what is outside the scope of VAT has no rate.
pub fn no_rate(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let rate = view.child(at, cbc::Percent);
    need::that(rate.is_none(), at, findings, || {
        let rate = rate.map(|rate| view.shown(rate)).unwrap_or_default();
        format!("the rate is {rate}, but VAT category O (not subject to VAT) has none")
    })
}
