//! BR-S-01 to BR-S-10: VAT category S, standard rate.

use super::breakdown::{no_reason, taxable_is_near, vat_is_near};
use super::category::S;
use super::rate::rate_is_positive;
use super::usage::{ALLOWANCE, CHARGE, LINE, broken_down, seller_registered};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

pub static BR_S_01: Rule = fatal(
    "BR-S-01",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(151), Term::Bt(95), Term::Bt(102)],
    "Category S (standard rate) stands in the breakdown if and only if a line, allowance or charge has it.",
    "The breakdown is the summary of the lines, so it has neither more nor fewer categories. The tax scheme is not \
     looked at.",
    broken_down::<S>,
);

pub static BR_S_02: Rule = fatal(
    "BR-S-02",
    &[Term::Bt(151), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a line has category S (standard rate), the seller has a tax registration, or a tax representative with \
     a VAT identifier.",
    "Who charges VAT must be registered for it. The official test also fires where an item has S under a tax \
     scheme other than VAT.",
    seller_registered::<S, LINE>,
);

pub static BR_S_03: Rule = fatal(
    "BR-S-03",
    &[Term::Bt(95), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a document allowance has category S (standard rate), the seller has a tax registration, or a tax \
     representative with a VAT identifier.",
    "Who charges VAT must be registered for it.",
    seller_registered::<S, ALLOWANCE>,
);

pub static BR_S_04: Rule = fatal(
    "BR-S-04",
    &[Term::Bt(102), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a document charge has category S (standard rate), the seller has a tax registration, or a tax \
     representative with a VAT identifier.",
    "Who charges VAT must be registered for it.",
    seller_registered::<S, CHARGE>,
);

pub static BR_S_05: Rule = fatal(
    "BR-S-05",
    &[Term::Bt(152)],
    "A line with category S (standard rate) has a rate above zero.",
    "The category stands for a rate. A missing rate fails.",
    rate_is_positive::<S>,
);

pub static BR_S_06: Rule = fatal(
    "BR-S-06",
    &[Term::Bt(96)],
    "A document allowance with category S (standard rate) has a rate above zero.",
    "The category stands for a rate. A missing rate fails.",
    rate_is_positive::<S>,
);

pub static BR_S_07: Rule = fatal(
    "BR-S-07",
    &[Term::Bt(103)],
    "A document charge with category S (standard rate) has a rate above zero.",
    "The category stands for a rate. A missing rate fails.",
    rate_is_positive::<S>,
);

pub static BR_S_08: Rule = fatal(
    "BR-S-08",
    &[Term::Bt(116), Term::Bt(119), Term::Bt(131), Term::Bt(92), Term::Bt(99)],
    "The taxable amount of category S (standard rate) at a rate is what the lines, charges and allowances with it \
     sum to, give or take less than one.",
    "Some sellers round per line. The published test adds and subtracts one in binary floating point, so at a \
     difference of exactly 1.00 the amount decides; a row without a rate is not judged.",
    taxable_is_near::<S>,
);

pub static BR_S_09: Rule = fatal(
    "BR-S-09",
    &[Term::Bt(116), Term::Bt(117), Term::Bt(119)],
    "The VAT of category S (standard rate) is the taxable amount times the rate, give or take less than one.",
    "The same comparison as BR-CO-17; here a missing amount or rate fails.",
    vat_is_near::<S>,
);

pub static BR_S_10: Rule = fatal(
    "BR-S-10",
    &[Term::Bt(120), Term::Bt(121)],
    "Category S (standard rate) has no exemption reason.",
    "Nothing is exempt.",
    no_reason::<S>,
);
