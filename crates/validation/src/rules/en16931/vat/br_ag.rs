//! BR-AG-01 to BR-AG-10: VAT category M, IPSI of Ceuta and Melilla.

use super::breakdown::{no_reason, taxable_is_near, vat_is_near};
use super::category::M;
use super::rate::rate_is_positive;
use super::usage::{ALLOWANCE, CHARGE, LINE, broken_down, seller_registered};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

pub static BR_AG_01: Rule = fatal(
    "BR-AG-01",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(151), Term::Bt(95), Term::Bt(102)],
    "Category M (IPSI of Ceuta and Melilla) stands in the breakdown if and only if a line, allowance or charge has \
     it.",
    "The breakdown is the summary of the lines, so it has neither more nor fewer categories. While the category is \
     in use, white space around the code of the row is not forgiven.",
    broken_down::<M>,
);

pub static BR_AG_02: Rule = fatal(
    "BR-AG-02",
    &[Term::Bt(151), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a line has category M (IPSI of Ceuta and Melilla), the seller has a tax registration, or a tax \
     representative with a VAT identifier.",
    "Who charges the tax must be registered for it.",
    seller_registered::<M, LINE>,
);

pub static BR_AG_03: Rule = fatal(
    "BR-AG-03",
    &[Term::Bt(95), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a document allowance has category M (IPSI of Ceuta and Melilla), the seller has a tax registration, or \
     a tax representative with a VAT identifier.",
    "Who charges the tax must be registered for it.",
    seller_registered::<M, ALLOWANCE>,
);

pub static BR_AG_04: Rule = fatal(
    "BR-AG-04",
    &[Term::Bt(102), Term::Bt(31), Term::Bt(32), Term::Bt(63)],
    "Where a document charge has category M (IPSI of Ceuta and Melilla), the seller has a tax registration, or a \
     tax representative with a VAT identifier.",
    "Who charges the tax must be registered for it.",
    seller_registered::<M, CHARGE>,
);

pub static BR_AG_05: Rule = fatal(
    "BR-AG-05",
    &[Term::Bt(152)],
    "A line with category M (IPSI of Ceuta and Melilla) has a rate zero or above.",
    "The category stands for a rate. A missing rate fails, and so does a zero written -0.00.",
    rate_is_positive::<M>,
);

pub static BR_AG_06: Rule = fatal(
    "BR-AG-06",
    &[Term::Bt(96)],
    "A document allowance with category M (IPSI of Ceuta and Melilla) has a rate zero or above.",
    "The category stands for a rate. A missing rate fails, and so does a zero written -0.00.",
    rate_is_positive::<M>,
);

pub static BR_AG_07: Rule = fatal(
    "BR-AG-07",
    &[Term::Bt(103)],
    "A document charge with category M (IPSI of Ceuta and Melilla) has a rate zero or above.",
    "The category stands for a rate. A missing rate fails, and so does a zero written -0.00.",
    rate_is_positive::<M>,
);

pub static BR_AG_08: Rule = fatal(
    "BR-AG-08",
    &[Term::Bt(116), Term::Bt(119), Term::Bt(131), Term::Bt(92), Term::Bt(99)],
    "The taxable amount of category M (IPSI of Ceuta and Melilla) at a rate is what the lines, charges and \
     allowances with it sum to, give or take less than one.",
    "Some sellers round per line. The published test adds and subtracts one in binary floating point, so at a \
     difference of exactly 1.00 the amount decides; a row without a rate is not judged. Unlike for S, any line of \
     the document is enough to be judged by.",
    taxable_is_near::<M>,
);

pub static BR_AG_09: Rule = fatal(
    "BR-AG-09",
    &[Term::Bt(116), Term::Bt(117), Term::Bt(119)],
    "The VAT of category M (IPSI of Ceuta and Melilla) is the taxable amount times the rate, give or take less \
     than one.",
    "The same comparison as BR-CO-17; here a missing amount or rate fails.",
    vat_is_near::<M>,
);

pub static BR_AG_10: Rule = fatal(
    "BR-AG-10",
    &[Term::Bt(120), Term::Bt(121)],
    "Category M (IPSI of Ceuta and Melilla) has no exemption reason.",
    "Nothing is exempt.",
    no_reason::<M>,
);
