//! BR-B-01 and BR-B-02: VAT category B, Italy's split payment.

use super::usage::{italy_only, no_standard_rate_beside_b};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

pub static BR_B_01: Rule = fatal(
    "BR-B-01",
    &[Term::Bt(118), Term::Bt(151), Term::Bt(40), Term::Bt(55)],
    "Category B (split payment) is only used where every country in the document is Italy.",
    "Only Italian public buyers pay the VAT to the state themselves. Codes are compared as written, and every \
     country code counts, an item's country of origin too.",
    italy_only,
);

pub static BR_B_02: Rule = fatal(
    "BR-B-02",
    &[Term::Bt(118), Term::Bt(151), Term::Bt(95), Term::Bt(102)],
    "Category B (split payment) does not stand beside category S (standard rate).",
    "The buyer pays the VAT of a document to the state as a whole or not at all. Codes are compared as written.",
    no_standard_rate_beside_b,
);
