//! BR-CO-05 to BR-CO-08: reason text and reason code mean the same. Stated, but never tested.

use crate::rule::{Rule, Term};
use crate::rules::fatal;

const WHY: &str =
    "No program can tell whether a sentence and a code agree; the published test always holds, and so does ours.";

pub static BR_CO_05: Rule = fatal(
    "BR-CO-05",
    &[Term::Bt(97), Term::Bt(98)],
    "Text and code of a document allowance's reason mean the same.",
    WHY,
    |_, _, _| Ok(()),
);

pub static BR_CO_06: Rule = fatal(
    "BR-CO-06",
    &[Term::Bt(104), Term::Bt(105)],
    "Text and code of a document charge's reason mean the same.",
    WHY,
    |_, _, _| Ok(()),
);

pub static BR_CO_07: Rule = fatal(
    "BR-CO-07",
    &[Term::Bt(139), Term::Bt(140)],
    "Text and code of a line allowance's reason mean the same.",
    WHY,
    |_, _, _| Ok(()),
);

pub static BR_CO_08: Rule = fatal(
    "BR-CO-08",
    &[Term::Bt(144), Term::Bt(145)],
    "Text and code of a line charge's reason mean the same.",
    WHY,
    |_, _, _| Ok(()),
);
