//! The VAT breakdown: one group per category and rate, VAT rounded per group and never per line.
//!
//! Source: BR-CO-17, BR-S-08, BR-S-09 and their kin of the other categories.

use rust_decimal::Decimal;

use crate::amount::{format_number, round_half_away};
use crate::model::{ModelError, Vat};
use crate::vat::VatGroup;

/// Groups in the order in which they first occur.
#[derive(Default)]
pub struct Breakdown {
    groups: Vec<VatGroup>,
}

impl Breakdown {
    /// Adds a signed, rounded amount to the group of its category and rate.
    pub fn add(&mut self, vat: &Vat, amount: Decimal, pointer: &str, errors: &mut Vec<ModelError>) {
        let rate = vat.applied_rate();
        let known = self.groups.iter().position(|group| group.category == vat.category && group.rate == rate);
        let index = known.unwrap_or_else(|| self.open(vat, rate));
        let group = &mut self.groups[index];
        group.taxable += amount;
        keep(
            &mut group.exemption_code,
            vat.exemption_code.as_deref(),
            &format!("{pointer}/vat/exemption_code"),
            errors,
        );
        keep(
            &mut group.exemption_reason,
            vat.exemption_reason.as_deref(),
            &format!("{pointer}/vat/exemption_reason"),
            errors,
        );
    }

    /// The groups with their VAT; categories with a fixed exemption code get it where the caller gave none.
    pub fn finish(mut self) -> Vec<VatGroup> {
        for group in &mut self.groups {
            let rate = group.rate.unwrap_or_default();
            group.amount = round_half_away(group.taxable * rate / Decimal::ONE_HUNDRED);
            if group.exemption_code.is_none() {
                group.exemption_code = group.category.default_exemption_code().map(str::to_owned);
            }
        }
        self.groups
    }

    fn open(&mut self, vat: &Vat, rate: Option<Decimal>) -> usize {
        self.groups.push(VatGroup {
            category: vat.category,
            rate,
            taxable: Decimal::ZERO,
            amount: Decimal::ZERO,
            exemption_code: None,
            exemption_reason: None,
        });
        self.groups.len() - 1
    }
}

impl Vat {
    /// The rate that counts and is written: none in category O, 0 in the untaxed ones, else as given.
    ///
    /// A rate that does not suit its category is kept as it is and reported by the checks before writing.
    pub fn applied_rate(&self) -> Option<Decimal> {
        let omitted = if self.category.as_str() == "O" { None } else { Some(Decimal::ZERO) };
        // An absurd rate would overflow the product; the checks report it.
        self.rate.filter(|rate| rate.abs() < Decimal::ONE_THOUSAND).or(omitted)
    }
}

/// A group has one exemption reason: the first one said, and nobody may contradict it.
fn keep(kept: &mut Option<String>, said: Option<&str>, pointer: &str, errors: &mut Vec<ModelError>) {
    match (kept.as_deref(), said) {
        (None, Some(said)) => *kept = Some(said.to_owned()),
        (Some(kept), Some(said)) if kept != said => {
            let message = format!(
                "is {said:?}, but the same VAT group already says {kept:?}; a group has one reason, so send two documents or one wording"
            );
            errors.push(ModelError::new(pointer, message));
        }
        _ => {}
    }
}

/// How a message names a group.
pub fn group_name(category: impl std::fmt::Display, rate: Option<Decimal>) -> String {
    match rate {
        Some(rate) => format!("{category} {} %", format_number(rate)),
        None => category.to_string(),
    }
}
