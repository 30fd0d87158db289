//! DK-R-002 to DK-R-017: Danish sellers, by the country of their address as written; most where the buyer is Danish too.

use std::borrow::Cow;

use ubl::document::{Name, NodeId, attr, cac, cbc};

use super::parties::Country;
use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::fatal;
use crate::rules::need::{self, Checked};
use crate::xpath::{char_count, is_blank, normalized, number};

/// Danish CVR number.
const CVR: &str = "0184";
const SELLER_ENTITY_ID: [Name; 4] = [cac::AccountingSupplierParty, cac::Party, cac::PartyLegalEntity, cbc::CompanyID];

pub static DK_R_002: Rule = fatal(
    "DK-R-002",
    &[Term::Bt(30)],
    "A Danish seller gives its legal registration.",
    "Danish law wants the CVR number on every invoice.",
    |view, at, findings| {
        let there = !is_blank(only_text_node(view, at, &SELLER_ENTITY_ID)?);
        need::that(there, at, findings, || "BT-30 (seller's legal registration) is missing or blank".to_owned())
    },
);

pub static DK_R_014: Rule = fatal(
    "DK-R-014",
    &[Term::BtPart(30, 1)],
    "A Danish seller's legal registration is under scheme 0184 (CVR).",
    "The number says nothing without its register.",
    |view, at, findings| {
        cvr_scheme(view, at, findings, &SELLER_ENTITY_ID, "BT-30-1 (scheme of the seller's legal registration)")
    },
);

pub static DK_R_017: Rule = fatal(
    "DK-R-017",
    &[Term::BtPart(47, 1)],
    "Between Danish parties the buyer's legal registration is under scheme 0184 (CVR).",
    "The number says nothing without its register.",
    |view, at, findings| {
        let path = [cac::PartyLegalEntity, cbc::CompanyID];
        cvr_scheme(view, at, findings, &path, "BT-47-1 (scheme of the buyer's legal registration)")
    },
);

fn cvr_scheme(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, path: &[Name], what: &str) -> Checked {
    if !view.has(at, path) {
        return Ok(());
    }
    let mut schemes = view.select(at, path).filter_map(|id| view.scheme(id));
    let scheme = schemes.next().unwrap_or("");
    if schemes.next().is_some() {
        return Err(Fault::ManyValues);
    }
    need::that(normalized(scheme) == CVR, at, findings, || format!("{what} is {scheme:?}, expected {CVR}"))
}

pub static DK_R_016: Rule = fatal(
    "DK-R-016",
    &[Term::Bt(115)],
    "Between Danish parties a credit note has no negative amount due.",
    "A negative credit note would be an invoice.",
    |view, at, findings| {
        if !(view.is_credit_note() && view.parties().buyer_address_raw? == Country::Denmark) {
            return Ok(());
        }
        let due = only_text_node(view, at, &[cac::LegalMonetaryTotal, cbc::PayableAmount])?;
        let negative = number(due) < 0.0;
        need::that(!negative, at, findings, || format!("BT-115 (amount due) is {due}, below zero on a credit note"))
    },
);

pub static DK_R_013: Rule = fatal(
    "DK-R-013",
    &[Term::BtPart(29, 1), Term::BtPart(46, 1)],
    "Between Danish parties an identifier of seller or buyer has a scheme.",
    "The number says nothing without its register.",
    |view, at, findings| {
        let Some(id) = view.child(at, cbc::ID) else {
            return Ok(());
        };
        let there = view.scheme(id).is_some_and(|scheme| !is_blank(scheme));
        need::that(there, at, findings, || format!("the scheme of the party identifier {} is missing", view.shown(id)))
    },
);

/// What Danish parties pay each other by.
const MEANS: [&str; 11] = ["1", "10", "31", "42", "48", "49", "50", "58", "59", "93", "97"];

pub static DK_R_005: Rule = fatal(
    "DK-R-005",
    &[Term::Bt(81)],
    "Between Danish parties payment is by one of the means used in Denmark.",
    "Codes 1, 10, 31, 42, 48, 49, 50, 58, 59, 93 and 97, compared as written. Two such codes with one blank between them, in the \
     order of the list, pass the official test.",
    |view, at, findings| {
        let code = view.only_text(at, &[cbc::PaymentMeansCode])?;
        let known = MEANS.contains(&&*code) || is_run_of_means(&code);
        need::that(known, at, findings, || {
            format!("BT-81 (payment means code) is {code:?}, expected one of {}", MEANS.join(", "))
        })
    },
);

/// The published test searches in the list written as one line.
fn is_run_of_means(code: &str) -> bool {
    code.contains(' ') && format!(" {} ", MEANS.join(" ")).contains(&format!(" {code} "))
}

pub static DK_R_006: Rule = fatal(
    "DK-R-006",
    &[Term::Bt(81), Term::Bt(84), Term::Bt(86)],
    "A Danish bank transfer (31, 42) names account and registration number.",
    "A Danish account is found by both. A comment inside either is an error of the official test.",
    |view, at, findings| {
        if !has_code(view, at, &["31", "42"]) {
            return Ok(());
        }
        let account = only_text_node(view, at, &[cac::PayeeFinancialAccount, cbc::ID])?;
        let branch = [cac::PayeeFinancialAccount, cac::FinancialInstitutionBranch, cbc::ID];
        let there = !is_blank(account) && !is_blank(only_text_node(view, at, &branch)?);
        need::that(there, at, findings, || "BT-84 (account) and BT-86 (registration number) are both needed".to_owned())
    },
);

pub static DK_R_007: Rule = fatal(
    "DK-R-007",
    &[Term::Bt(81), Term::Bt(89), Term::Bt(91)],
    "A Danish direct debit (49) names mandate and debited account.",
    "The collection service wants both.",
    |view, at, findings| {
        if !has_code(view, at, &["49"]) {
            return Ok(());
        }
        let mandate = only_text_node(view, at, &[cac::PaymentMandate, cbc::ID])?;
        let account = [cac::PaymentMandate, cac::PayerFinancialAccount, cbc::ID];
        let there = !is_blank(mandate) && !is_blank(only_text_node(view, at, &account)?);
        need::that(there, at, findings, || "BT-89 (mandate) and BT-91 (debited account) are both needed".to_owned())
    },
);

pub static DK_R_008: Rule = fatal(
    "DK-R-008",
    &[Term::Bt(81), Term::Bt(83), Term::Bt(84)],
    "A Danish giro payment (50) has a reference of card type 01, 04 or 15 and a giro account of seven or eight \
     digits.",
    "The payment slip is built from them.",
    |view, at, findings| {
        if !has_code(view, at, &["50"]) {
            return Ok(());
        }
        let fine = is_card(&payment_id(view, at)?, &["01#", "04#", "15#"]) && {
            let account = view.only_text(at, &[cac::PayeeFinancialAccount, cbc::ID])?;
            (7..=8).contains(&account.len()) && account.bytes().all(|byte| byte.is_ascii_digit())
        };
        need::that(fine, at, findings, || {
            "BT-83 has to begin with 01#, 04# or 15#, and BT-84 to have 7 or 8 digits".to_owned()
        })
    },
);

pub static DK_R_009: Rule = fatal(
    "DK-R-009",
    &[Term::Bt(81), Term::Bt(83)],
    "The reference of a Danish giro payment (50) of card type 04 or 15 has 19 characters.",
    "The card type and sixteen digits.",
    |view, at, findings| reference_length(view, at, findings, "50", &["04#", "15#"], &[19]),
);

pub static DK_R_010: Rule = fatal(
    "DK-R-010",
    &[Term::Bt(81), Term::Bt(83), Term::Bt(84)],
    "A Danish FIK payment (93) has a reference of card type 71, 73 or 75 and a creditor number of eight characters.",
    "The payment slip is built from them. A comment inside the number is an error of the official test.",
    |view, at, findings| {
        if !has_code(view, at, &["93"]) {
            return Ok(());
        }
        let fine = is_card(&payment_id(view, at)?, &["71#", "73#", "75#"])
            && char_count(only_text_node(view, at, &[cac::PayeeFinancialAccount, cbc::ID])?) == 8;
        need::that(fine, at, findings, || {
            "BT-83 has to begin with 71#, 73# or 75#, and BT-84 to have 8 characters".to_owned()
        })
    },
);

pub static DK_R_011: Rule = fatal(
    "DK-R-011",
    &[Term::Bt(81), Term::Bt(83)],
    "The reference of a Danish FIK payment (93) of card type 71 or 75 has 18 or 19 characters.",
    "The card type and fifteen or sixteen digits.",
    |view, at, findings| reference_length(view, at, findings, "93", &["71#", "75#"], &[18, 19]),
);

fn reference_length(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
    code: &str,
    cards: &[&str],
    lengths: &[usize],
) -> Checked {
    if !has_code(view, at, &[code]) {
        return Ok(());
    }
    let reference = payment_id(view, at)?;
    let length = char_count(&reference);
    let fine = !is_card(&reference, cards) || lengths.contains(&length);
    need::that(fine, at, findings, || {
        format!("BT-83 (payment reference) {reference} has {length} characters, expected {lengths:?}")
    })
}

/// Whether the payment means code, as written, is one of these.
pub fn has_code(view: &View<'_>, at: NodeId, codes: &[&str]) -> bool {
    view.children_named(at, cbc::PaymentMeansCode).any(|code| codes.contains(&&*view.text(code)))
}

/// The payment reference; two of them are an error of the official test.
pub fn payment_id<'v>(view: &'v View<'_>, at: NodeId) -> Result<Cow<'v, str>, Fault> {
    view.only_text(at, &[cbc::PaymentID])
}

/// Whether the payment reference begins with one of these card types.
pub fn is_card(reference: &str, cards: &[&str]) -> bool {
    cards.iter().any(|card| reference.starts_with(card))
}

pub static DK_R_003: Rule = fatal(
    "DK-R-003",
    &[Term::Bt(158), Term::BtPart(158, 2)],
    "Between Danish parties a UNSPSC classification (list TST) names one of the versions in use.",
    "Versions 19.05.01 and 26.08.01, each also with one dot less.",
    |view, at, findings| {
        let path = [cac::Item, cac::CommodityClassification, cbc::ItemClassificationCode];
        let has = |name: Name, values: &[&str]| {
            view.select(at, &path).any(|code| view.attribute(code, name).is_some_and(|value| values.contains(&value)))
        };
        let versions = ["19.05.01", "19.0501", "26.08.01", "26.0801"];
        let fine = !has(attr::listID, &["TST"]) || has(attr::listVersionID, &versions);
        need::that(fine, at, findings, || {
            format!("BT-158-2 (version of list TST) has to be one of {}", versions.join(", "))
        })
    },
);

pub static DK_R_004: Rule = fatal(
    "DK-R-004",
    &[Term::Bt(97), Term::Bt(98), Term::Bt(104), Term::Bt(105)],
    "Between Danish parties the reason code ZZZ comes with a Danish tax code: four digits, or text with a # inside.",
    "ZZZ alone says nothing. Two reasons are an error of the official test.",
    |view, at, findings| {
        if !view.any_text(at, &[cbc::AllowanceChargeReasonCode], "ZZZ") {
            return Ok(());
        }
        let trimmed = normalized(only_text_node(view, at, &[cbc::AllowanceChargeReason])?);
        let reason = view.only_text(at, &[cbc::AllowanceChargeReason])?;
        let is_tax_code = char_count(&trimmed) == 4 && (0.0..=9999.0).contains(&number(&reason));
        let has_hash = reason.contains('#') && !reason.starts_with('#') && !reason.ends_with('#');
        need::that(is_tax_code || has_hash, at, findings, || {
            format!("the reason code is ZZZ, but the reason {reason:?} is neither four digits nor text with a # inside")
        })
    },
);

/// The only text node at the end of a path; empty where there is none.
fn only_text_node<'v>(view: &'v View<'_>, at: NodeId, path: &[Name]) -> Result<&'v str, Fault> {
    let mut texts = view.select(at, path).flat_map(|node| view.texts(node));
    let first = texts.next();
    if texts.next().is_some() { Err(Fault::ManyValues) } else { Ok(first.unwrap_or("")) }
}
