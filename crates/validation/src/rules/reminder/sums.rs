//! ACQ-REM-16 to 21: the sums, exact, in one currency, in cents.

use ubl::document::{Name, NodeId, attr, cac, cbc};

use crate::rule::{Fault, Findings, Rule, View};
use crate::rules::fatal;
use crate::rules::need::{Checked, that};
use crate::xpath::{Exact, after_point, char_count};

const WHY: &str = "The debtor adds up what is asked; a sum that does not hold is a reason not to pay.";

pub static R16: Rule = fatal(
    "ACQ-REM-16",
    &[],
    "The sum of the lines is the debit lines less the credit lines.",
    WHY,
    |view, at, findings| {
        let debit = view.sum(at, &[cac::ReminderLine, cbc::DebitLineAmount])?;
        let credit = view.sum(at, &[cac::ReminderLine, cbc::CreditLineAmount])?;
        equals(view, at, findings, cbc::LineExtensionAmount, debit.minus(credit)?)
    },
);

pub static R17: Rule =
    fatal("ACQ-REM-17", &[], "The sum of charges is that of the fees.", WHY, |view, at, findings| {
        let fees = view.sum(at, &[cac::AllowanceCharge, cbc::Amount])?;
        equals(view, at, findings, cbc::ChargeTotalAmount, fees)
    });

pub static R18: Rule =
    fatal("ACQ-REM-18", &[], "The prepaid amount is the sum of the payments received.", WHY, |view, at, findings| {
        let paid = view.sum(at, &[cac::PrepaidPayment, cbc::PaidAmount])?;
        equals(view, at, findings, cbc::PrepaidAmount, paid)
    });

pub static R19: Rule = fatal(
    "ACQ-REM-19",
    &[],
    "What is asked is lines plus fees less payments, and above zero.",
    WHY,
    |view, at, findings| {
        let lines = total(view, at, cbc::LineExtensionAmount)?;
        let fees = total(view, at, cbc::ChargeTotalAmount)?;
        let paid = total(view, at, cbc::PrepaidAmount)?;
        let asked = lines.plus(fees)?.minus(paid)?;
        equals(view, at, findings, cbc::PayableAmount, asked)?;
        that(asked > Exact::ZERO, at, findings, || format!("the reminder asks for {asked}: nothing is owed"))
    },
);

pub static R20: Rule = fatal(
    "ACQ-REM-20",
    &[],
    "Every amount is in the currency of the reminder.",
    "One reminder is one sum in one currency.",
    |view, at, findings| {
        let currency = view.only_text(view.root(), &[cbc::DocumentCurrencyCode])?;
        let mine = view.attribute(at, attr::currencyID).unwrap_or_default();
        that(mine == currency, at, findings, || format!("the amount is in {mine:?}, the reminder in {currency:?}"))
    },
);

pub static R21: Rule = fatal(
    "ACQ-REM-21",
    &[],
    "Every amount has at most two decimals.",
    "Money has cents. The characters after the point as written are counted.",
    |view, at, findings| {
        let text = view.text(at);
        that(char_count(after_point(&text)) <= 2, at, findings, || format!("{text:?} has more than two decimals"))
    },
);

/// A total that is absent is zero.
fn total(view: &View<'_>, at: NodeId, name: Name) -> Result<Exact, Fault> {
    Ok(view.amount(at, &[cac::LegalMonetaryTotal, name])?.unwrap_or(Exact::ZERO))
}

fn equals(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, name: Name, expected: Exact) -> Checked {
    let found = total(view, at, name)?;
    if found != expected {
        let message = format!("{} is {found}, expected {expected}", view.written_name(name));
        findings.report_values(at, message, found.to_string(), expected.to_string());
    }
    Ok(())
}
