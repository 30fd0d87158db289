//! BR-NL-19 to BR-NL-35 and SI-UBL-2: what Dutch sellers had better leave out. Warnings only.

use ubl::document::{NodeId, attr, cac, cbc};

use crate::rule::{Findings, Rule, Term, View};
use crate::rules::need::{self, Checked};
use crate::rules::warning;

/// The element is not recommended, so it fires wherever it stands.
fn advised_against(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, what: &str) -> Checked {
    findings.report(at, format!("{what} is {:?}; Dutch sellers had better leave it out", view.shown(at)));
    Ok(())
}

pub static BR_NL_19: Rule = warning(
    "BR-NL-19",
    &[Term::Bt(6)],
    "A Dutch seller does not give an accounting currency.",
    "Dutch VAT is declared in euro.",
    |view, at, findings| advised_against(view, at, findings, "BT-6 (accounting currency)"),
);

pub static BR_NL_20: Rule = warning(
    "BR-NL-20",
    &[Term::Bt(7)],
    "A Dutch seller does not give a tax point date.",
    "Its value is ignored in the Netherlands.",
    |view, at, findings| advised_against(view, at, findings, "BT-7 (tax point date)"),
);

pub static BR_NL_21: Rule = warning(
    "BR-NL-21",
    &[Term::Bt(8)],
    "A Dutch seller does not give a tax point code.",
    "Its value is ignored in the Netherlands.",
    |view, at, findings| advised_against(view, at, findings, "BT-8 (tax point code)"),
);

pub static BR_NL_24: Rule = warning(
    "BR-NL-24",
    &[Term::Bt(26)],
    "A Dutch seller does not give the date of a preceding invoice.",
    "Its number is enough to find it.",
    |view, at, findings| advised_against(view, at, findings, "BT-26 (date of the preceding invoice)"),
);

pub static BR_NL_25: Rule = warning(
    "BR-NL-25",
    &[Term::Bt(32)],
    "A Dutch seller gives no other tax registration than its VAT identifier.",
    "There is no other in the Netherlands. The tax scheme is compared as written.",
    |view, at, findings| {
        let fine = !view.has(at, &[cbc::CompanyID]) || view.any_text(at, &[cac::TaxScheme, cbc::ID], "VAT");
        need::that(fine, at, findings, || "BT-32 (tax registration) is given; Dutch sellers only have BT-31".to_owned())
    },
);

pub static BR_NL_26: Rule = warning(
    "BR-NL-26",
    &[Term::Bt(33)],
    "A Dutch seller does not give additional legal information.",
    "There is none that Dutch sellers would have to give.",
    |view, at, findings| advised_against(view, at, findings, "BT-33 (additional legal information)"),
);

pub static BR_NL_27_1: Rule = warning(
    "BR-NL-27-1",
    &[Term::Bt(162)],
    "A Dutch seller does not give a third line in the seller's address.",
    "Dutch addresses need no third line.",
    |view, at, findings| advised_against(view, at, findings, "BT-162 (third address line of the seller)"),
);

pub static BR_NL_27_2: Rule = warning(
    "BR-NL-27-2",
    &[Term::Bt(163)],
    "A Dutch seller does not give a third line in the buyer's address.",
    "Dutch addresses need no third line.",
    |view, at, findings| advised_against(view, at, findings, "BT-163 (third address line of the buyer)"),
);

pub static BR_NL_27_3: Rule = warning(
    "BR-NL-27-3",
    &[Term::Bt(164)],
    "A Dutch seller does not give a third line in the tax representative's address.",
    "Dutch addresses need no third line.",
    |view, at, findings| advised_against(view, at, findings, "BT-164 (third address line of the tax representative)"),
);

pub static BR_NL_27_4: Rule = warning(
    "BR-NL-27-4",
    &[Term::Bt(165)],
    "A Dutch seller does not give a third line in the delivery address.",
    "Dutch addresses need no third line.",
    |view, at, findings| advised_against(view, at, findings, "BT-165 (third line of the delivery address)"),
);

pub static BR_NL_28_1: Rule = warning(
    "BR-NL-28-1",
    &[Term::Bt(39)],
    "A Dutch seller does not give a province in the seller's address.",
    "Dutch addresses name no province.",
    |view, at, findings| advised_against(view, at, findings, "BT-39 (province of the seller)"),
);

pub static BR_NL_28_2: Rule = warning(
    "BR-NL-28-2",
    &[Term::Bt(54)],
    "A Dutch seller does not give a province in the buyer's address.",
    "Dutch addresses name no province.",
    |view, at, findings| advised_against(view, at, findings, "BT-54 (province of the buyer)"),
);

pub static BR_NL_28_3: Rule = warning(
    "BR-NL-28-3",
    &[Term::Bt(68)],
    "A Dutch seller does not give a province in the tax representative's address.",
    "Dutch addresses name no province.",
    |view, at, findings| advised_against(view, at, findings, "BT-68 (province of the tax representative)"),
);

pub static BR_NL_28_4: Rule = warning(
    "BR-NL-28-4",
    &[Term::Bt(79)],
    "A Dutch seller does not give a province in the delivery address.",
    "Dutch addresses name no province.",
    |view, at, findings| advised_against(view, at, findings, "BT-79 (province of the delivery)"),
);

pub static BR_NL_29: Rule = warning(
    "BR-NL-29",
    &[Term::Bt(82)],
    "A Dutch seller does not describe the payment means in words.",
    "The code says it.",
    |view, at, findings| {
        let name = view.attribute(at, attr::name);
        need::that(name.is_none(), at, findings, || {
            format!(
                "BT-82 (payment means text) is {:?}; Dutch sellers had better leave it out",
                name.unwrap_or_default()
            )
        })
    },
);

pub static BR_NL_30: Rule = warning(
    "BR-NL-30",
    &[Term::Bt(85)],
    "A Dutch seller does not give the name of the account.",
    "The IBAN is enough to pay.",
    |view, at, findings| advised_against(view, at, findings, "BT-85 (account name)"),
);

pub static BR_NL_32_1: Rule = warning(
    "BR-NL-32-1",
    &[Term::Bt(98), Term::Bt(105)],
    "A Dutch seller does not give a reason code for an allowance or charge.",
    "The reason in words is what people read. The published text has one id for allowances and another for charges, but one test takes them all.",
    |view, at, findings| advised_against(view, at, findings, "the reason code of an allowance or charge"),
);

pub static BR_NL_32_2: Rule = warning(
    "BR-NL-32-2",
    &[Term::Bt(140), Term::Bt(145)],
    "A Dutch seller does not give a reason code on an invoice line.",
    "Never reached: the rule before it takes its elements.",
    |view, at, findings| advised_against(view, at, findings, "the reason code of an allowance or charge of a line"),
);

pub static BR_NL_32_3: Rule = warning(
    "BR-NL-32-3",
    &[Term::Bt(140), Term::Bt(145)],
    "A Dutch seller does not give a reason code on a credit note line.",
    "Never reached: a rule before it takes its elements.",
    |view, at, findings| advised_against(view, at, findings, "the reason code of an allowance or charge of a line"),
);

pub static BR_NL_33: Rule = warning(
    "BR-NL-33",
    &[Term::Bt(111)],
    "A Dutch seller gives the VAT total in the invoice currency only.",
    "Dutch VAT is declared in euro.",
    |view, at, findings| {
        let currency = view.attribute(at, attr::currencyID);
        let mut codes = view.named(cbc::DocumentCurrencyCode);
        let fine = currency.is_some_and(|currency| codes.any(|code| view.text(code) == currency));
        need::that(fine, at, findings, || {
            format!("a VAT total is in {}, which is not BT-5 (invoice currency)", currency.unwrap_or("no currency"))
        })
    },
);

pub static BR_NL_35: Rule = warning(
    "BR-NL-35",
    &[Term::Bt(121)],
    "A Dutch seller does not give an exemption reason code.",
    "The reason in words is what Dutch tax law wants.",
    |view, at, findings| advised_against(view, at, findings, "BT-121 (exemption reason code)"),
);

pub static SI_UBL_2: Rule = warning(
    "SI-UBL-2",
    &[],
    "No element is empty.",
    "An empty element says nothing, and programs disagree whether it is there. An element that another Dutch rule takes is \
     not looked at.",
    |view, at, findings| {
        findings.report(at, format!("{} is empty: fill it or leave it out", view.written_name(view.name(at))));
        Ok(())
    },
);
