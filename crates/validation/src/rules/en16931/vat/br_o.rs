//! BR-O-01 to BR-O-14: VAT category O, not subject to VAT.

use super::breakdown::{reason_needed, taxable_is_exact, vat_is_zero};
use super::category::O;
use super::rate::no_rate;
use super::usage::{ALLOWANCE, CHARGE, LINE, broken_down_once, nobody_has_vat_id, nothing_beside_o};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

pub static BR_O_01: Rule = fatal(
    "BR-O-01",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(151), Term::Bt(95), Term::Bt(102)],
    "Category O (not subject to VAT) stands in exactly one breakdown row when it is used anywhere.",
    "Without a rate of its own there is nothing to split the category by.",
    broken_down_once::<O>,
);

pub static BR_O_02: Rule = fatal(
    "BR-O-02",
    &[Term::Bt(151), Term::Bt(31), Term::Bt(63), Term::Bt(48)],
    "Where a line has category O (not subject to VAT), neither seller, tax representative nor buyer gives a VAT \
     identifier.",
    "An identifier would contradict that the supply is outside the scope of VAT.",
    nobody_has_vat_id::<LINE>,
);

pub static BR_O_03: Rule = fatal(
    "BR-O-03",
    &[Term::Bt(95), Term::Bt(31), Term::Bt(63), Term::Bt(48)],
    "Where a document allowance has category O (not subject to VAT), neither seller, tax representative nor buyer \
     gives a VAT identifier.",
    "An identifier would contradict that the supply is outside the scope of VAT.",
    nobody_has_vat_id::<ALLOWANCE>,
);

pub static BR_O_04: Rule = fatal(
    "BR-O-04",
    &[Term::Bt(102), Term::Bt(31), Term::Bt(63), Term::Bt(48)],
    "Where a document charge has category O (not subject to VAT), neither seller, tax representative nor buyer \
     gives a VAT identifier.",
    "An identifier would contradict that the supply is outside the scope of VAT.",
    nobody_has_vat_id::<CHARGE>,
);

pub static BR_O_05: Rule = fatal(
    "BR-O-05",
    &[Term::Bt(152)],
    "A line with category O (not subject to VAT) has no rate.",
    "Outside the scope of VAT there is no rate, not even zero.",
    no_rate,
);

pub static BR_O_06: Rule = fatal(
    "BR-O-06",
    &[Term::Bt(96)],
    "A document allowance with category O (not subject to VAT) has no rate.",
    "Outside the scope of VAT there is no rate, not even zero.",
    no_rate,
);

pub static BR_O_07: Rule = fatal(
    "BR-O-07",
    &[Term::Bt(103)],
    "A document charge with category O (not subject to VAT) has no rate.",
    "Outside the scope of VAT there is no rate, not even zero.",
    no_rate,
);

pub static BR_O_08: Rule = fatal(
    "BR-O-08",
    &[Term::Bt(116), Term::Bt(131), Term::Bt(92), Term::Bt(99)],
    "The taxable amount of category O (not subject to VAT) is exactly what the lines, charges and allowances with \
     it sum to.",
    "The sum is not rounded and there is no tolerance.",
    taxable_is_exact::<O>,
);

pub static BR_O_09: Rule = fatal(
    "BR-O-09",
    &[Term::Bt(117)],
    "The VAT of category O (not subject to VAT) is zero.",
    "No VAT is charged. A missing amount fails.",
    vat_is_zero::<O>,
);

pub static BR_O_10: Rule = fatal(
    "BR-O-10",
    &[Term::Bt(120), Term::Bt(121)],
    "Category O (not subject to VAT) has an exemption reason, in words or as a code.",
    "The law wants the ground for charging no VAT on the invoice.",
    reason_needed::<O>,
);

pub static BR_O_11: Rule = fatal(
    "BR-O-11",
    &[Term::Bg(23), Term::Bt(118)],
    "Where the breakdown has category O (not subject to VAT), no other breakdown row has another category.",
    "A document is outside the scope of VAT as a whole or not at all.",
    |view, at, findings| nothing_beside_o(view, at, findings, |usage| usage.breakdown_vat, "breakdown rows"),
);

pub static BR_O_12: Rule = fatal(
    "BR-O-12",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(151)],
    "Where the breakdown has category O (not subject to VAT), no line has another category.",
    "A document is outside the scope of VAT as a whole or not at all.",
    |view, at, findings| nothing_beside_o(view, at, findings, |usage| usage.items_vat, "lines"),
);

pub static BR_O_13: Rule = fatal(
    "BR-O-13",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(95)],
    "Where the breakdown has category O (not subject to VAT), no allowance has another category.",
    "A document is outside the scope of VAT as a whole or not at all.",
    |view, at, findings| nothing_beside_o(view, at, findings, |usage| usage.allowances_vat, "allowances"),
);

pub static BR_O_14: Rule = fatal(
    "BR-O-14",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(102)],
    "Where the breakdown has category O (not subject to VAT), no charge has another category.",
    "A document is outside the scope of VAT as a whole or not at all.",
    |view, at, findings| nothing_beside_o(view, at, findings, |usage| usage.charges_vat, "charges"),
);
