//! BR-IC-01 to BR-IC-12: VAT category K, supply within the European Union.

use super::breakdown::{reason_needed, taxable_is_exact, vat_is_zero};
use super::category::K;
use super::rate::rate_is_zero;
use super::usage::{
    ALLOWANCE, CHARGE, LINE, both_have_vat_id, broken_down_once, supply_has_destination, supply_is_dated,
};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

pub static BR_IC_01: Rule = fatal(
    "BR-IC-01",
    &[Term::Bg(23), Term::Bt(118), Term::Bt(151), Term::Bt(95), Term::Bt(102)],
    "Category K (supply within the European Union) stands in exactly one breakdown row when it is used anywhere.",
    "Without a rate of its own there is nothing to split the category by.",
    broken_down_once::<K>,
);

pub static BR_IC_02: Rule = fatal(
    "BR-IC-02",
    &[Term::Bt(151), Term::Bt(31), Term::Bt(63), Term::Bt(48)],
    "Where a line has category K (supply within the European Union), the seller (or its tax representative) and \
     the buyer have VAT identifiers.",
    "The supply is listed in both countries under these identifiers.",
    both_have_vat_id::<K, LINE>,
);

pub static BR_IC_03: Rule = fatal(
    "BR-IC-03",
    &[Term::Bt(95), Term::Bt(31), Term::Bt(63), Term::Bt(48)],
    "Where a document allowance has category K (supply within the European Union), the seller (or its tax \
     representative) and the buyer have VAT identifiers.",
    "The supply is listed in both countries under these identifiers.",
    both_have_vat_id::<K, ALLOWANCE>,
);

pub static BR_IC_04: Rule = fatal(
    "BR-IC-04",
    &[Term::Bt(102), Term::Bt(31), Term::Bt(63), Term::Bt(48)],
    "Where a document charge has category K (supply within the European Union), the seller (or its tax \
     representative) and the buyer have VAT identifiers.",
    "The supply is listed in both countries under these identifiers.",
    both_have_vat_id::<K, CHARGE>,
);

pub static BR_IC_05: Rule = fatal(
    "BR-IC-05",
    &[Term::Bt(152)],
    "A line with category K (supply within the European Union) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<K>,
);

pub static BR_IC_06: Rule = fatal(
    "BR-IC-06",
    &[Term::Bt(96)],
    "A document allowance with category K (supply within the European Union) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<K>,
);

pub static BR_IC_07: Rule = fatal(
    "BR-IC-07",
    &[Term::Bt(103)],
    "A document charge with category K (supply within the European Union) has the rate zero.",
    "No VAT is charged, and the rate says so. A missing rate fails.",
    rate_is_zero::<K>,
);

pub static BR_IC_08: Rule = fatal(
    "BR-IC-08",
    &[Term::Bt(116), Term::Bt(131), Term::Bt(92), Term::Bt(99)],
    "The taxable amount of category K (supply within the European Union) is exactly what the lines, charges and \
     allowances with it sum to.",
    "The sum is not rounded and there is no tolerance.",
    taxable_is_exact::<K>,
);

pub static BR_IC_09: Rule = fatal(
    "BR-IC-09",
    &[Term::Bt(117)],
    "The VAT of category K (supply within the European Union) is zero.",
    "No VAT is charged. A missing amount fails.",
    vat_is_zero::<K>,
);

pub static BR_IC_10: Rule = fatal(
    "BR-IC-10",
    &[Term::Bt(120), Term::Bt(121)],
    "Category K (supply within the European Union) has an exemption reason, in words or as a code.",
    "The law wants the ground for charging no VAT on the invoice.",
    reason_needed::<K>,
);

pub static BR_IC_11: Rule = fatal(
    "BR-IC-11",
    &[Term::Bt(72), Term::Bg(14)],
    "A supply within the European Union (K) gives an actual delivery date or an invoicing period.",
    "The date decides in which period the supply is listed. Two delivery dates are an error of the official test.",
    supply_is_dated::<K>,
);

pub static BR_IC_12: Rule = fatal(
    "BR-IC-12",
    &[Term::Bt(80)],
    "A supply within the European Union (K) names the country it went to.",
    "Without a destination in another member state there is no exemption. Two countries are an error of the \
     official test.",
    supply_has_destination::<K>,
);
