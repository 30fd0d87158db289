//! BR-AF-01 to BR-AF-10: VAT category L, IGIC of the Canary Islands.

use super::breakdown::{no_reason, taxable_is_near, vat_is_near};
use super::category::L;
use super::rate::rate_is_positive;
use super::usage::{ALLOWANCE, CHARGE, LINE, broken_down, seller_registered};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

pub static BR_AF_01: Rule = fatal(
    "BR-AF-01",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(151), Term::Bt(95), Term::Bt(102)],
    "Category L (IGIC of the Canary Islands) stands in the breakdown if and only if a line, allowance or charge \
     has it.",
    "The breakdown is the summary of the lines, so it has neither more nor fewer categories. While the category is \
     in use, the row counts even under another tax scheme, but not with white space around the code.",
    broken_down::<L>,
);

pub static BR_AF_02: Rule = fatal(
    "BR-AF-02",
    &[Term::Bt(151), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a line has category L (IGIC of the Canary Islands), the seller has a tax registration, or a tax \
     representative with a VAT identifier.",
    "Who charges the tax must be registered for it.",
    seller_registered::<L, LINE>,
);

pub static BR_AF_03: Rule = fatal(
    "BR-AF-03",
    &[Term::Bt(95), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a document allowance has category L (IGIC of the Canary Islands), the seller has a tax registration, or \
     a tax representative with a VAT identifier.",
    "Who charges the tax must be registered for it.",
    seller_registered::<L, ALLOWANCE>,
);

pub static BR_AF_04: Rule = fatal(
    "BR-AF-04",
    &[Term::Bt(102), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a document charge has category L (IGIC of the Canary Islands), the seller has a tax registration, or a \
     tax representative with a VAT identifier.",
    "Who charges the tax must be registered for it. The official test only sees codes without white space around \
     them.",
    seller_registered::<L, CHARGE>,
);

pub static BR_AF_05: Rule = fatal(
    "BR-AF-05",
    &[Term::Bt(152)],
    "A line with category L (IGIC of the Canary Islands) has a rate zero or above.",
    "The category stands for a rate. A missing rate fails, and so does a zero written -0.00.",
    rate_is_positive::<L>,
);

pub static BR_AF_06: Rule = fatal(
    "BR-AF-06",
    &[Term::Bt(96)],
    "A document allowance with category L (IGIC of the Canary Islands) has a rate zero or above.",
    "The category stands for a rate. A missing rate fails, and so does a zero written -0.00.",
    rate_is_positive::<L>,
);

pub static BR_AF_07: Rule = fatal(
    "BR-AF-07",
    &[Term::Bt(103)],
    "A document charge with category L (IGIC of the Canary Islands) has a rate zero or above.",
    "The category stands for a rate. A missing rate fails, and so does a zero written -0.00.",
    rate_is_positive::<L>,
);

pub static BR_AF_08: Rule = fatal(
    "BR-AF-08",
    &[Term::Bt(116), Term::Bt(119), Term::Bt(131), Term::Bt(92), Term::Bt(99)],
    "The taxable amount of category L (IGIC of the Canary Islands) at a rate is what the lines, charges and \
     allowances with it sum to, give or take less than one.",
    "Some sellers round per line. The published test adds and subtracts one in binary floating point, so at a \
     difference of exactly 1.00 the amount decides; a row without a rate is not judged. Unlike for S, any line of \
     the document is enough to be judged by.",
    taxable_is_near::<L>,
);

pub static BR_AF_09: Rule = fatal(
    "BR-AF-09",
    &[Term::Bt(116), Term::Bt(117), Term::Bt(119)],
    "The VAT of category L (IGIC of the Canary Islands) is the taxable amount times the rate, give or take less \
     than one.",
    "The same comparison as BR-CO-17; here a missing amount or rate fails.",
    vat_is_near::<L>,
);

pub static BR_AF_10: Rule = fatal(
    "BR-AF-10",
    &[Term::Bt(120), Term::Bt(121)],
    "Category L (IGIC of the Canary Islands) has no exemption reason.",
    "Nothing is exempt.",
    no_reason::<L>,
);
