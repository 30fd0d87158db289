//! BR-31 to BR-48: allowances and charges of document and line, and the VAT breakdown.

use ubl::document::{NodeId, cac, cbc};

use crate::rule::{Findings, Rule, Term, View};
use crate::rules::{fatal, need};
use crate::xpath::normalized;

pub static BR_31: Rule = fatal(
    "BR-31",
    &[Term::Bt(92)],
    "A document allowance has an amount.",
    "It lowers the total by it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::Amount], "BT-92 (document allowance amount)"),
);

pub static BR_32: Rule = fatal(
    "BR-32",
    &[Term::Bt(95)],
    "A document allowance has a VAT category.",
    "The VAT breakdown takes the allowance off the amount of its category.",
    |view, at, findings| vat_category_needed(view, at, findings, "BT-95 (document allowance VAT category)"),
);

pub static BR_33: Rule = fatal(
    "BR-33",
    &[Term::Bt(97), Term::Bt(98)],
    "A document allowance says why, in words or by a code.",
    "The buyer has to be able to check that it was agreed.",
    |view, at, findings| reason_needed(view, at, findings, "BT-97 or BT-98 (document allowance reason)"),
);

pub static BR_36: Rule = fatal(
    "BR-36",
    &[Term::Bt(99)],
    "A document charge has an amount.",
    "It raises the total by it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::Amount], "BT-99 (document charge amount)"),
);

pub static BR_37: Rule = fatal(
    "BR-37",
    &[Term::Bt(102)],
    "A document charge has a VAT category.",
    "The VAT breakdown adds the charge to the amount of its category.",
    |view, at, findings| vat_category_needed(view, at, findings, "BT-102 (document charge VAT category)"),
);

pub static BR_38: Rule = fatal(
    "BR-38",
    &[Term::Bt(104), Term::Bt(105)],
    "A document charge says why, in words or by a code.",
    "The buyer has to be able to check that it was agreed.",
    |view, at, findings| reason_needed(view, at, findings, "BT-104 or BT-105 (document charge reason)"),
);

pub static BR_41: Rule = fatal(
    "BR-41",
    &[Term::Bt(136)],
    "A line allowance has an amount.",
    "It lowers the line's net amount by it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::Amount], "BT-136 (line allowance amount)"),
);

pub static BR_42: Rule = fatal(
    "BR-42",
    &[Term::Bt(139), Term::Bt(140)],
    "A line allowance says why, in words or by a code.",
    "The buyer has to be able to check that it was agreed.",
    |view, at, findings| reason_needed(view, at, findings, "BT-139 or BT-140 (line allowance reason)"),
);

pub static BR_43: Rule = fatal(
    "BR-43",
    &[Term::Bt(141)],
    "A line charge has an amount.",
    "It raises the line's net amount by it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::Amount], "BT-141 (line charge amount)"),
);

pub static BR_44: Rule = fatal(
    "BR-44",
    &[Term::Bt(144), Term::Bt(145)],
    "A line charge says why, in words or by a code.",
    "The buyer has to be able to check that it was agreed.",
    |view, at, findings| reason_needed(view, at, findings, "BT-144 or BT-145 (line charge reason)"),
);

pub static BR_45: Rule = fatal(
    "BR-45",
    &[Term::Bt(116)],
    "Every VAT breakdown row has a taxable amount.",
    "VAT is computed on it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::TaxableAmount], "BT-116 (taxable amount)"),
);

pub static BR_46: Rule = fatal(
    "BR-46",
    &[Term::Bt(117)],
    "Every VAT breakdown row has a VAT amount.",
    "The buyer deducts it, the seller declares it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::TaxAmount], "BT-117 (VAT amount of the category)"),
);

pub static BR_47: Rule = fatal(
    "BR-47",
    &[Term::Bt(118)],
    "Every VAT breakdown row has a VAT category.",
    "The category says why the rate is what it is.",
    |view, at, findings| vat_category_needed(view, at, findings, "BT-118 (VAT category)"),
);

pub static BR_48: Rule = fatal(
    "BR-48",
    &[Term::Bt(119)],
    "Every VAT breakdown row has a rate, except for what is outside the scope of VAT.",
    "Without the rate nobody can recompute the VAT. Category O has none by its nature.",
    |view, at, findings| {
        let fine = view.in_vat(at, cac::TaxCategory, cbc::Percent)?.is_some() || is_out_of_scope(view, at)?;
        need::that(fine, at, findings, || "BT-119 (VAT rate) is missing".to_owned())
    },
);

fn is_out_of_scope(view: &View<'_>, at: NodeId) -> Result<bool, crate::rule::Fault> {
    for category in view.children_named(at, cac::TaxCategory) {
        if view.is_vat(category)? && normalized(&view.only_text(category, &[cbc::ID])?) == "O" {
            return Ok(true);
        }
    }
    Ok(false)
}

fn vat_category_needed(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, what: &str) -> need::Checked {
    let there = view.in_vat(at, cac::TaxCategory, cbc::ID)?.is_some();
    need::that(there, at, findings, || format!("{what} is missing, or its tax scheme is not VAT"))
}

/// The shape that BR-33, -38, -42, -44 share with BR-CO-21 to -24.
pub fn reason_needed(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, what: &str) -> need::Checked {
    need::either(view, at, findings, [cbc::AllowanceChargeReason, cbc::AllowanceChargeReasonCode], what)
}
