//! DE-R-018 to DE-R-025: how German parties pay, and the discount for early payment.

use ubl::document::{Name, NodeId, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::need::{self, Checked};
use crate::rules::{fatal, warning};
use crate::xpath::{is_blank, normalized};

pub static DE_R_019: Rule = warning(
    "DE-R-019",
    &[Term::Bt(81), Term::Bt(84)],
    "The account of a SEPA credit transfer (58) is an IBAN with its check digits.",
    "A mistyped account is somebody else's. Blanks in it are forgiven.",
    |view, at, findings| {
        let code = view.only_text(at, &[cbc::PaymentMeansCode])?;
        if normalized(&code) != "58" {
            return Ok(());
        }
        iban(view, at, findings, &[cac::PayeeFinancialAccount, cbc::ID], "BT-84 (payment account)")
    },
);

pub static DE_R_020: Rule = warning(
    "DE-R-020",
    &[Term::Bt(81), Term::Bt(91)],
    "The debited account of a SEPA direct debit (59) is an IBAN with its check digits.",
    "A mistyped account is somebody else's. Blanks in it are forgiven.",
    |view, at, findings| {
        let path = [cac::PaymentMandate, cac::PayerFinancialAccount, cbc::ID];
        iban(view, at, findings, &path, "BT-91 (debited account)")
    },
);

fn iban(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, path: &[Name], what: &str) -> Checked {
    let account = view.only_text(at, path)?;
    need::that(is_iban(&account), at, findings, || {
        format!("{what} is {account:?}, expected an IBAN with its check digits")
    })
}

/// ISO 13616: four characters moved to the end, letters as numbers from 10, modulo 97 is 1. Length by country is not tested.
fn is_iban(account: &str) -> bool {
    let account: Vec<u8> = account.bytes().filter(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).collect();
    let has_shape = (4..=34).contains(&account.len())
        && account[..2].iter().all(u8::is_ascii_uppercase)
        && account[2..4].iter().all(u8::is_ascii_digit)
        && account[4..].iter().all(u8::is_ascii_alphanumeric);
    if !has_shape {
        return false;
    }
    // Small letters count from 42, as the published test takes their code points.
    let rest = account[4..].iter().chain(&account[..4]).fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - 55)) % 97,
    });
    rest == 1
}

pub static DE_R_023_1: Rule = fatal(
    "DE-R-023-1",
    &[Term::Bg(17), Term::Bt(81)],
    "A credit transfer (30, 58) names an account.",
    "The buyer's bank needs it.",
    |view, at, findings| {
        need::element(view, at, findings, &[cac::PayeeFinancialAccount], "BG-17 (credit transfer account)")
    },
);

pub static DE_R_023_2: Rule = fatal(
    "DE-R-023-2",
    &[Term::Bg(18), Term::Bg(19), Term::Bt(81)],
    "A credit transfer (30, 58) has neither card nor mandate.",
    "One way of payment at a time.",
    |view, at, findings| nothing_else(view, at, findings, [cac::CardAccount, cac::PaymentMandate]),
);

pub static DE_R_024_1: Rule = fatal(
    "DE-R-024-1",
    &[Term::Bg(18), Term::Bt(81)],
    "A card payment (48, 54, 55) names the card.",
    "The buyer's books need it.",
    |view, at, findings| need::element(view, at, findings, &[cac::CardAccount], "BG-18 (payment card)"),
);

pub static DE_R_024_2: Rule = fatal(
    "DE-R-024-2",
    &[Term::Bg(17), Term::Bg(19), Term::Bt(81)],
    "A card payment (48, 54, 55) has neither account nor mandate.",
    "One way of payment at a time.",
    |view, at, findings| nothing_else(view, at, findings, [cac::PayeeFinancialAccount, cac::PaymentMandate]),
);

pub static DE_R_025_1: Rule = fatal(
    "DE-R-025-1",
    &[Term::Bg(19), Term::Bt(81)],
    "A SEPA direct debit (59) has a mandate.",
    "Without it the debit is not allowed.",
    |view, at, findings| need::element(view, at, findings, &[cac::PaymentMandate], "BG-19 (direct debit)"),
);

pub static DE_R_025_2: Rule = fatal(
    "DE-R-025-2",
    &[Term::Bg(17), Term::Bg(18), Term::Bt(81)],
    "A SEPA direct debit (59) has neither account nor card.",
    "One way of payment at a time.",
    |view, at, findings| nothing_else(view, at, findings, [cac::PayeeFinancialAccount, cac::CardAccount]),
);

fn nothing_else(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, others: [Name; 2]) -> Checked {
    let other = others.into_iter().find(|name| view.has(at, &[*name]));
    need::that(other.is_none(), at, findings, || {
        let other = other.map(|name| view.written_name(name)).unwrap_or_default();
        let code = view.child(at, cbc::PaymentMeansCode).map(|code| view.shown(code)).unwrap_or_default();
        format!("BT-81 is {code}, so {other} must not be there")
    })
}

/// Where the rules on one way of payment apply: payment means of the document with one of these codes.
pub fn is_paid_by(view: &View<'_>, at: NodeId, codes: &[&str]) -> Result<bool, Fault> {
    if !view.is_at_document_level(at) {
        return Ok(false);
    }
    Ok(codes.contains(&&*normalized(&view.only_text(at, &[cbc::PaymentMeansCode])?)) && view.parties().are_german()?)
}

/// Whether every line of the payment terms that begins with # states a discount, with a line break behind the last.
pub fn skonto_lines(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    let notes: Vec<_> = view
        .children_named(at, cac::PaymentTerms)
        .filter_map(|terms| view.child(terms, cbc::Note))
        .map(|note| view.text(note))
        .collect();
    // An empty note has no pieces at all.
    let last_pieces: Vec<&str> =
        notes.iter().filter(|note| !note.is_empty()).map(|note| behind_last_hash_run(note)).collect();
    for line in notes.iter().flat_map(|note| note.split('\n')) {
        let line = normalized(line);
        if !line.starts_with('#') {
            continue;
        }
        if !is_skonto(&line) {
            return Ok(false);
        }
        match last_pieces.as_slice() {
            [piece] if begins_with_line_break(piece) => {}
            [_] | [] => return Ok(false),
            _ => return Err(Fault::ManyValues),
        }
    }
    Ok(true)
}

/// `#SKONTO#TAGE=14#PROZENT=2.00#`, perhaps with `BASISBETRAG=1000.00#` behind.
fn is_skonto(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("#SKONTO#TAGE=").and_then(|rest| rest.strip_suffix('#')) else {
        return false;
    };
    let Some((days, rest)) = rest.split_once("#PROZENT=") else {
        return false;
    };
    let (percent, base) =
        rest.split_once("#BASISBETRAG=").map_or((rest, None), |(percent, base)| (percent, Some(base)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let money = |text: &str| {
        text.split_once('.').is_some_and(|(whole, cents)| digits(whole) && digits(cents) && cents.len() == 2)
    };
    digits(days) && money(percent) && base.is_none_or(|base| money(base.strip_prefix('-').unwrap_or(base)))
}

/// What follows the last run from a # to another on the same line with something between them; everything, if there is none.
fn behind_last_hash_run(note: &str) -> &str {
    let mut behind = note;
    let mut from = 0;
    for line in note.split_inclusive('\n') {
        let text = line.trim_end_matches('\n');
        if let (Some(first), Some(last)) = (text.find('#'), text.rfind('#'))
            && last > first + 1
        {
            behind = &note[from + last + 1..];
        }
        from += line.len();
    }
    behind
}

fn begins_with_line_break(text: &str) -> bool {
    let blanks = &text[..text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len()];
    is_blank(blanks) && blanks.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iban_has_check_digits() {
        assert!(
            is_iban("DE75 5121 0800 1245 1261 99")
                && !is_iban("DE75512108001245126198")
                && !is_iban("de75512108001245126199")
        );
    }

    #[test]
    fn a_discount_has_one_form() {
        assert!(
            is_skonto("#SKONTO#TAGE=14#PROZENT=2.00#") && is_skonto("#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=-1.00#")
        );
        for wrong in
            ["#SKONTO#TAGE=14#PROZENT=2.0#", "#SKONTO#TAGE=14#PROZENT=2.00", "#SKONTO#TAGE=x#PROZENT=2.00#", "#VERZUG#"]
        {
            assert!(!is_skonto(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_last_piece_lies_behind_the_last_run_of_hashes() {
        assert_eq!(behind_last_hash_run("#a#\nrest"), "\nrest");
        assert_eq!(behind_last_hash_run("#a#\n#b# \n"), " \n");
        assert_eq!(behind_last_hash_run("no"), "no");
        assert_eq!(behind_last_hash_run("##"), "##");
        assert!(begins_with_line_break(" \n x") && !begins_with_line_break("x\n"));
    }
}
