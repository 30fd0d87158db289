//! BR-AE-01 to BR-AE-10: VAT category AE, reverse charge.

use super::breakdown::{reason_needed, taxable_is_exact, vat_is_zero};
use super::category::AE;
use super::rate::rate_is_zero;
use super::usage::{ALLOWANCE, CHARGE, LINE, both_registered, broken_down_once};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

pub static BR_AE_01: Rule = fatal(
    "BR-AE-01",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(151), Term::Bt(95), Term::Bt(102)],
    "Category AE (reverse charge) stands in exactly one breakdown row when it is used anywhere.",
    "Without a rate of its own there is nothing to split the category by.",
    broken_down_once::<AE>,
);

pub static BR_AE_02: Rule = fatal(
    "BR-AE-02",
    &[Term::Bt(151), Term::Bt(31), Term::Bt(32), Term::Bt(63), Term::Bt(47), Term::Bt(48)],
    "Where a line has category AE (reverse charge), the seller is registered or represented, and the buyer has a \
     VAT identifier or a registration.",
    "The buyer accounts for the VAT, so both sides must be known to their tax offices.",
    both_registered::<AE, LINE>,
);

pub static BR_AE_03: Rule = fatal(
    "BR-AE-03",
    &[Term::Bt(95), Term::Bt(31), Term::Bt(32), Term::Bt(63), Term::Bt(47), Term::Bt(48)],
    "Where a document allowance has category AE (reverse charge), the seller is registered or represented, and the \
     buyer has a VAT identifier or a registration.",
    "The buyer accounts for the VAT, so both sides must be known to their tax offices.",
    both_registered::<AE, ALLOWANCE>,
);

pub static BR_AE_04: Rule = fatal(
    "BR-AE-04",
    &[Term::Bt(102), Term::Bt(31), Term::Bt(32), Term::Bt(63), Term::Bt(47), Term::Bt(48)],
    "Where a document charge has category AE (reverse charge), the seller is registered or represented, and the \
     buyer has a VAT identifier or a registration.",
    "The buyer accounts for the VAT, so both sides must be known to their tax offices.",
    both_registered::<AE, CHARGE>,
);

pub static BR_AE_05: Rule = fatal(
    "BR-AE-05",
    &[Term::Bt(152)],
    "A line with category AE (reverse charge) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<AE>,
);

pub static BR_AE_06: Rule = fatal(
    "BR-AE-06",
    &[Term::Bt(96)],
    "A document allowance with category AE (reverse charge) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<AE>,
);

pub static BR_AE_07: Rule = fatal(
    "BR-AE-07",
    &[Term::Bt(103)],
    "A document charge with category AE (reverse charge) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<AE>,
);

pub static BR_AE_08: Rule = fatal(
    "BR-AE-08",
    &[Term::Bt(116), Term::Bt(131), Term::Bt(92), Term::Bt(99)],
    "The taxable amount of category AE (reverse charge) is exactly what the lines, charges and allowances with it \
     sum to.",
    "The sum is not rounded and there is no tolerance.",
    taxable_is_exact::<AE>,
);

pub static BR_AE_09: Rule = fatal(
    "BR-AE-09",
    &[Term::Bt(117)],
    "The VAT of category AE (reverse charge) is zero.",
    "No VAT is charged. A missing amount fails.",
    vat_is_zero::<AE>,
);

pub static BR_AE_10: Rule = fatal(
    "BR-AE-10",
    &[Term::Bt(120), Term::Bt(121)],
    "Category AE (reverse charge) has an exemption reason, in words or as a code.",
    "The law wants the ground for charging no VAT on the invoice.",
    reason_needed::<AE>,
);
