//! BR-Z-01 to BR-Z-10: VAT category Z, zero rate.

use super::breakdown::{no_reason, taxable_is_exact, vat_is_zero};
use super::category::Z;
use super::rate::rate_is_zero;
use super::usage::{ALLOWANCE, CHARGE, LINE, broken_down_once, seller_registered};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

pub static BR_Z_01: Rule = fatal(
    "BR-Z-01",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(151), Term::Bt(95), Term::Bt(102)],
    "Category Z (zero rate) stands in exactly one breakdown row when it is used anywhere.",
    "Without a rate of its own there is nothing to split the category by.",
    broken_down_once::<Z>,
);

pub static BR_Z_02: Rule = fatal(
    "BR-Z-02",
    &[Term::Bt(151), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a line has category Z (zero rate), the seller has a tax registration, or a tax representative with a \
     VAT identifier.",
    "A zero rate is VAT all the same, and who charges VAT must be registered.",
    seller_registered::<Z, LINE>,
);

pub static BR_Z_03: Rule = fatal(
    "BR-Z-03",
    &[Term::Bt(95), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a document allowance has category Z (zero rate), the seller has a tax registration, or a tax \
     representative with a VAT identifier.",
    "A zero rate is VAT all the same, and who charges VAT must be registered.",
    seller_registered::<Z, ALLOWANCE>,
);

pub static BR_Z_04: Rule = fatal(
    "BR-Z-04",
    &[Term::Bt(102), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a document charge has category Z (zero rate), the seller has a tax registration, or a tax \
     representative with a VAT identifier.",
    "A zero rate is VAT all the same, and who charges VAT must be registered.",
    seller_registered::<Z, CHARGE>,
);

pub static BR_Z_05: Rule = fatal(
    "BR-Z-05",
    &[Term::Bt(152)],
    "A line with category Z (zero rate) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<Z>,
);

pub static BR_Z_06: Rule = fatal(
    "BR-Z-06",
    &[Term::Bt(96)],
    "A document allowance with category Z (zero rate) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<Z>,
);

pub static BR_Z_07: Rule = fatal(
    "BR-Z-07",
    &[Term::Bt(103)],
    "A document charge with category Z (zero rate) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<Z>,
);

pub static BR_Z_08: Rule = fatal(
    "BR-Z-08",
    &[Term::Bt(116), Term::Bt(131), Term::Bt(92), Term::Bt(99)],
    "The taxable amount of category Z (zero rate) is exactly what the lines, charges and allowances with it sum to.",
    "The sum is not rounded and there is no tolerance.",
    taxable_is_exact::<Z>,
);

pub static BR_Z_09: Rule = fatal(
    "BR-Z-09",
    &[Term::Bt(117)],
    "The VAT of category Z (zero rate) is zero.",
    "No VAT is charged. A missing amount fails.",
    vat_is_zero::<Z>,
);

pub static BR_Z_10: Rule = fatal(
    "BR-Z-10",
    &[Term::Bt(120), Term::Bt(121)],
    "Category Z (zero rate) has no exemption reason.",
    "A zero rate is a rate, not an exemption.",
    no_reason::<Z>,
);
