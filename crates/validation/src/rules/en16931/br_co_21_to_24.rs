//! BR-CO-21 to BR-CO-24: allowances and charges give a reason. The same demands as BR-33, BR-38, BR-42 and BR-44 once more.

use super::br_31_to_48::reason_needed;
use crate::rule::{Rule, Term};
use crate::rules::fatal;

const WHY: &str =
    "The standard states this both as a rule of existence and as a condition, so one omission is reported twice.";

pub static BR_CO_21: Rule = fatal(
    "BR-CO-21",
    &[Term::Bg(20), Term::Bt(97), Term::Bt(98)],
    "A document allowance has a reason in words, a reason code, or both.",
    WHY,
    |view, at, findings| reason_needed(view, at, findings, "BT-97 or BT-98 (document allowance reason)"),
);

pub static BR_CO_22: Rule = fatal(
    "BR-CO-22",
    &[Term::Bg(21), Term::Bt(104), Term::Bt(105)],
    "A document charge has a reason in words, a reason code, or both.",
    WHY,
    |view, at, findings| reason_needed(view, at, findings, "BT-104 or BT-105 (document charge reason)"),
);

pub static BR_CO_23: Rule = fatal(
    "BR-CO-23",
    &[Term::Bg(27), Term::Bt(139), Term::Bt(140)],
    "A line allowance has a reason in words, a reason code, or both.",
    WHY,
    |view, at, findings| reason_needed(view, at, findings, "BT-139 or BT-140 (line allowance reason)"),
);

pub static BR_CO_24: Rule = fatal(
    "BR-CO-24",
    &[Term::Bg(28), Term::Bt(144), Term::Bt(145)],
    "A line charge has a reason in words, a reason code, or both.",
    WHY,
    |view, at, findings| reason_needed(view, at, findings, "BT-144 or BT-145 (line charge reason)"),
);
