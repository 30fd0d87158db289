//! BR-DEC: amounts have at most two decimals. One shape, a row per amount; the contexts that hold them stand in `mod.rs`.

use ubl::document::{Name, NodeId, cbc};

use crate::rule::{Findings, Rule, Term, View};
use crate::rules::fatal;
use crate::rules::need::{Checked, that};
use crate::xpath::{after_point, char_count};

const SUMMARY: &str = "The amount has at most two decimals.";
const WHY: &str = "Money has cents. The characters after the point of the text as written are counted, so 1.000 fails, \
                   and so does 1.00 followed by a line feed.";

macro_rules! row {
    ($rule:ident, $id:literal, $term:literal, $name:ident) => {
        pub static $rule: Rule = fatal($id, &[Term::Bt($term)], SUMMARY, WHY, |view, at, findings| {
            two_decimals(view, at, findings, cbc::$name, concat!("BT-", $term))
        });
    };
}

row!(BR_DEC_01, "BR-DEC-01", 92, Amount);
row!(BR_DEC_02, "BR-DEC-02", 93, BaseAmount);
row!(BR_DEC_05, "BR-DEC-05", 99, Amount);
row!(BR_DEC_06, "BR-DEC-06", 100, BaseAmount);
row!(BR_DEC_09, "BR-DEC-09", 106, LineExtensionAmount);
row!(BR_DEC_10, "BR-DEC-10", 107, AllowanceTotalAmount);
row!(BR_DEC_11, "BR-DEC-11", 108, ChargeTotalAmount);
row!(BR_DEC_12, "BR-DEC-12", 109, TaxExclusiveAmount);
row!(BR_DEC_14, "BR-DEC-14", 112, TaxInclusiveAmount);
row!(BR_DEC_16, "BR-DEC-16", 113, PrepaidAmount);
row!(BR_DEC_17, "BR-DEC-17", 114, PayableRoundingAmount);
row!(BR_DEC_18, "BR-DEC-18", 115, PayableAmount);
row!(BR_DEC_19, "BR-DEC-19", 116, TaxableAmount);
row!(BR_DEC_20, "BR-DEC-20", 117, TaxAmount);
row!(BR_DEC_23, "BR-DEC-23", 131, LineExtensionAmount);
row!(BR_DEC_24, "BR-DEC-24", 136, Amount);
row!(BR_DEC_25, "BR-DEC-25", 137, BaseAmount);
row!(BR_DEC_27, "BR-DEC-27", 141, Amount);
row!(BR_DEC_28, "BR-DEC-28", 142, BaseAmount);

const CANNOT_FIRE: &str = "Money has cents. The published test compares the currency with a child of the amount, which an amount \
                           does not have, so it selects nothing and never fails; UBL-DT-01 covers these amounts.";

pub static BR_DEC_13: Rule = fatal("BR-DEC-13", &[Term::Bt(110)], SUMMARY, CANNOT_FIRE, |_, _, _| Ok(()));
pub static BR_DEC_15: Rule = fatal("BR-DEC-15", &[Term::Bt(111)], SUMMARY, CANNOT_FIRE, |_, _, _| Ok(()));

fn two_decimals(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, name: Name, what: &str) -> Checked {
    let amount = view.only_text(at, &[name])?;
    that(char_count(after_point(&amount)) <= 2, at, findings, || {
        format!("{what} is {amount:?}, with more than two decimals")
    })
}
