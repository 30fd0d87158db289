//! BR-G-01 to BR-G-10: VAT category G, export outside the European Union.

use super::breakdown::{reason_needed, taxable_is_exact, vat_is_zero};
use super::category::G;
use super::rate::rate_is_zero;
use super::usage::{ALLOWANCE, CHARGE, LINE, broken_down_once, seller_has_vat_id};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

pub static BR_G_01: Rule = fatal(
    "BR-G-01",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(151), Term::Bt(95), Term::Bt(102)],
    "Category G (export outside the European Union) stands in exactly one breakdown row when it is used anywhere.",
    "Without a rate of its own there is nothing to split the category by.",
    broken_down_once::<G>,
);

pub static BR_G_02: Rule = fatal(
    "BR-G-02",
    &[Term::Bt(151), Term::Bt(31), Term::Bt(63)],
    "Where a line has category G (export outside the European Union), the seller or its tax representative has a \
     VAT identifier.",
    "The export is declared under it.",
    seller_has_vat_id::<G, LINE>,
);

pub static BR_G_03: Rule = fatal(
    "BR-G-03",
    &[Term::Bt(95), Term::Bt(31), Term::Bt(63)],
    "Where a document allowance has category G (export outside the European Union), the seller or its tax \
     representative has a VAT identifier.",
    "The export is declared under it.",
    seller_has_vat_id::<G, ALLOWANCE>,
);

pub static BR_G_04: Rule = fatal(
    "BR-G-04",
    &[Term::Bt(102), Term::Bt(31), Term::Bt(63)],
    "Where a document charge has category G (export outside the European Union), the seller or its tax \
     representative has a VAT identifier.",
    "The export is declared under it.",
    seller_has_vat_id::<G, CHARGE>,
);

pub static BR_G_05: Rule = fatal(
    "BR-G-05",
    &[Term::Bt(152)],
    "A line with category G (export outside the European Union) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<G>,
);

pub static BR_G_06: Rule = fatal(
    "BR-G-06",
    &[Term::Bt(96)],
    "A document allowance with category G (export outside the European Union) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<G>,
);

pub static BR_G_07: Rule = fatal(
    "BR-G-07",
    &[Term::Bt(103)],
    "A document charge with category G (export outside the European Union) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<G>,
);

pub static BR_G_08: Rule = fatal(
    "BR-G-08",
    &[Term::Bt(116), Term::Bt(131), Term::Bt(92), Term::Bt(99)],
    "The taxable amount of category G (export outside the European Union) is exactly what the lines, charges and \
     allowances with it sum to.",
    "The sum is not rounded and there is no tolerance.",
    taxable_is_exact::<G>,
);

pub static BR_G_09: Rule = fatal(
    "BR-G-09",
    &[Term::Bt(117)],
    "The VAT of category G (export outside the European Union) is zero.",
    "No VAT is charged. A missing amount fails.",
    vat_is_zero::<G>,
);

pub static BR_G_10: Rule = fatal(
    "BR-G-10",
    &[Term::Bt(120), Term::Bt(121)],
    "Category G (export outside the European Union) has an exemption reason, in words or as a code.",
    "The law wants the ground for charging no VAT on the invoice.",
    reason_needed::<G>,
);
