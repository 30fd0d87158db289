//! BR-E-01 to BR-E-10: VAT category E, exempt from VAT.

use super::breakdown::{reason_needed, taxable_is_exact, vat_is_zero};
use super::category::E;
use super::rate::rate_is_zero;
use super::usage::{ALLOWANCE, CHARGE, LINE, broken_down_once, seller_registered};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

pub static BR_E_01: Rule = fatal(
    "BR-E-01",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(151), Term::Bt(95), Term::Bt(102)],
    "Category E (exempt from VAT) stands in exactly one breakdown row when it is used anywhere.",
    "Without a rate of its own there is nothing to split the category by.",
    broken_down_once::<E>,
);

pub static BR_E_02: Rule = fatal(
    "BR-E-02",
    &[Term::Bt(151), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a line has category E (exempt from VAT), the seller has a tax registration, or a tax representative \
     with a VAT identifier.",
    "An exemption is claimed by someone who is registered.",
    seller_registered::<E, LINE>,
);

pub static BR_E_03: Rule = fatal(
    "BR-E-03",
    &[Term::Bt(95), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a document allowance has category E (exempt from VAT), the seller has a tax registration, or a tax \
     representative with a VAT identifier.",
    "An exemption is claimed by someone who is registered.",
    seller_registered::<E, ALLOWANCE>,
);

pub static BR_E_04: Rule = fatal(
    "BR-E-04",
    &[Term::Bt(102), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a document charge has category E (exempt from VAT), the seller has a tax registration, or a tax \
     representative with a VAT identifier.",
    "An exemption is claimed by someone who is registered.",
    seller_registered::<E, CHARGE>,
);

pub static BR_E_05: Rule = fatal(
    "BR-E-05",
    &[Term::Bt(152)],
    "A line with category E (exempt from VAT) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<E>,
);

pub static BR_E_06: Rule = fatal(
    "BR-E-06",
    &[Term::Bt(96)],
    "A document allowance with category E (exempt from VAT) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<E>,
);

pub static BR_E_07: Rule = fatal(
    "BR-E-07",
    &[Term::Bt(103)],
    "A document charge with category E (exempt from VAT) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<E>,
);

pub static BR_E_08: Rule = fatal(
    "BR-E-08",
    &[Term::Bt(116), Term::Bt(131), Term::Bt(92), Term::Bt(99)],
    "The taxable amount of category E (exempt from VAT) is exactly what the lines, charges and allowances with it \
     sum to.",
    "The sum is not rounded and there is no tolerance.",
    taxable_is_exact::<E>,
);

pub static BR_E_09: Rule = fatal(
    "BR-E-09",
    &[Term::Bt(117)],
    "The VAT of category E (exempt from VAT) is zero.",
    "No VAT is charged. A missing amount fails.",
    vat_is_zero::<E>,
);

pub static BR_E_10: Rule = fatal(
    "BR-E-10",
    &[Term::Bt(120), Term::Bt(121)],
    "Category E (exempt from VAT) has an exemption reason, in words or as a code.",
    "The law wants the ground for charging no VAT on the invoice.",
    reason_needed::<E>,
);
