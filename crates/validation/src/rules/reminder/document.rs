//! ACQ-REM-01 to 10 and 22: what identifies a reminder, who is asked by whom, by when, and what it must not hold.

use ubl::document::{Name, NodeId, cac, cbc};

use crate::codes;
use crate::rule::{Findings, Rule, View};
use crate::rules::fatal;
use crate::rules::need::{self, Checked, that};
use crate::xpath::{Date, boolean, decimal, equals_trimmed, normalized};

const CUSTOMIZATION: &str = "urn:acquit:spec:reminder:1.0";
const PROFILE: &str = "urn:acquit:profile:reminder:1.0";

pub static R01: Rule = fatal(
    "ACQ-REM-01",
    &[],
    "The reminder names this profile in CustomizationID and ProfileID.",
    "Both sides agreed to this profile and to no other form of reminder.",
    |view, at, findings| {
        let is = |name, wanted| Ok(equals_trimmed(&view.only_text(at, &[name])?, wanted));
        let fine = is(cbc::CustomizationID, CUSTOMIZATION)? && is(cbc::ProfileID, PROFILE)?;
        that(fine, at, findings, || format!("CustomizationID has to be {CUSTOMIZATION} and ProfileID {PROFILE}"))
    },
);

pub static R02: Rule = fatal(
    "ACQ-REM-02",
    &[],
    "The reminder has a number.",
    "The debtor refers to it, and a second copy is recognised by it.",
    |view, at, findings| need::text(view, at, findings, &[cbc::ID], "the number of the reminder"),
);

pub static R03: Rule = fatal(
    "ACQ-REM-03",
    &[],
    "The type is Reminder.",
    "The profile has one type; a notice before the due date is no document.",
    |view, at, findings| {
        let code = view.only_text(at, &[cbc::ReminderTypeCode])?;
        that(equals_trimmed(&code, "Reminder"), at, findings, || format!("ReminderTypeCode is {code:?}, not Reminder"))
    },
);

pub static R04: Rule = fatal(
    "ACQ-REM-04",
    &[],
    "The reminder says which one in the series it is: a whole number from 1.",
    "The debtor sees by it whether an earlier reminder was missed.",
    |view, at, findings| {
        let written = view.only_text(at, &[cbc::ReminderSequenceNumeric])?;
        let whole = normalized(&written).parse::<u32>().is_ok_and(|sequence| sequence >= 1);
        that(whole, at, findings, || format!("ReminderSequenceNumeric is {written:?}, not a whole number from 1"))
    },
);

pub static R05: Rule = fatal(
    "ACQ-REM-05",
    &[],
    "The currency is stated, as a code of ISO 4217.",
    "Every amount of a reminder is in this one currency.",
    |view, at, findings| {
        let code = view.only_text(at, &[cbc::DocumentCurrencyCode])?;
        let listed = codes::peppol::CURRENCY.contains(&code);
        that(listed, at, findings, || format!("DocumentCurrencyCode {code:?} is no code of ISO 4217"))
    },
);

pub static R06: Rule = fatal(
    "ACQ-REM-06",
    &[],
    "There is one means of payment, with code 30 or 58, an account, a reference, and a date to pay by that is not before the reminder.",
    "A reminder asks for a payment: where, with which reference, and by when must be beyond doubt.",
    check_payment,
);

pub static R07: Rule = fatal(
    "ACQ-REM-07",
    &[],
    "A reminder shows no VAT, has no attachments and refers to no order.",
    "The VAT was shown on the invoice. Shown again it could be taken for a second claim.",
    |view, at, findings| {
        const FOREIGN: [Name; 3] = [cac::TaxTotal, cac::AdditionalDocumentReference, cac::TaxExchangeRate];
        let found = view.children(at).find(|child| FOREIGN.contains(&view.name(*child)));
        that(found.is_none(), at, findings, || {
            format!(
                "{} is not part of the profile",
                found.map_or_else(String::new, |node| view.written_name(view.name(node)))
            )
        })
    },
);

pub static R08: Rule = fatal(
    "ACQ-REM-08",
    &[],
    "Creditor and debtor have an electronic address whose scheme the network routes.",
    "Without it the reminder, or an answer to it, reaches nobody.",
    |view, at, findings| {
        let address = view.only(at, &[cbc::EndpointID])?;
        let routed = address.is_some_and(|node| {
            let listed = view.scheme(node).is_some_and(|scheme| codes::peppol::ADDRESS_SCHEME.contains(scheme));
            listed && !normalized(&view.text(node)).is_empty()
        });
        that(routed, at, findings, || "EndpointID with a scheme of the EAS list is needed".to_owned())
    },
);

pub static R09: Rule = fatal(
    "ACQ-REM-09",
    &[],
    "Creditor and debtor have a registered name and an address with a country.",
    "A claim has to say between whom it stands, and whose law it is under.",
    |view, at, findings| {
        need::text(view, at, findings, &[cac::PartyLegalEntity, cbc::RegistrationName], "the registered name")?;
        let country = [cac::PostalAddress, cac::Country, cbc::IdentificationCode];
        let code = view.only_text(at, &country)?;
        let listed = codes::en16931::COUNTRY.contains(&normalized(&code));
        that(listed, at, findings, || format!("the country of the address, {code:?}, is no code of ISO 3166-1"))
    },
);

pub static R10: Rule = fatal(
    "ACQ-REM-10",
    &[],
    "A fee is a charge above zero with reason code REM and a reason in words, in VAT category E at 0 %.",
    "The debtor must see what is asked on top of the invoices and on which ground. Allowances would change an invoice.",
    check_fee,
);

pub static R22: Rule = fatal(
    "ACQ-REM-22",
    &[],
    "No element is empty.",
    "An empty element says nothing and may hide that something is missing.",
    |view, at, findings| that(false, at, findings, || format!("{} is empty", view.written_name(view.name(at)))),
);

fn check_payment(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let Some(means) = view.child(at, cac::PaymentMeans) else {
        return that(false, at, findings, || "PaymentMeans is missing".to_owned());
    };
    let once = view.children_named(at, cac::PaymentMeans).count() == 1;
    let code = view.only_text(means, &[cbc::PaymentMeansCode])?;
    let known = equals_trimmed(&code, "30") || equals_trimmed(&code, "58");
    let complete = view.has(means, &[cbc::PaymentID]) && view.has(means, &[cac::PayeeFinancialAccount, cbc::ID]);
    that(once && known && complete, at, findings, || {
        "one PaymentMeans with code 30 or 58, PaymentID and PayeeFinancialAccount/ID is needed".to_owned()
    })?;
    let pay_by = view.only_text(means, &[cbc::PaymentDueDate])?;
    let issued = view.only_text(at, &[cbc::IssueDate])?;
    let in_time = matches!((Date::read(&pay_by), Date::read(&issued)), (Ok(pay_by), Ok(issued)) if pay_by >= issued);
    that(in_time, at, findings, || {
        format!("the date to pay by is {pay_by:?}; it cannot be before the reminder of {issued}")
    })
}

fn check_fee(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let charge = boolean(&view.only_text(at, &[cbc::ChargeIndicator])?).unwrap_or(false);
    let amount = decimal(&view.only_text(at, &[cbc::Amount])?);
    let above_zero = amount.is_ok_and(|amount| amount > crate::xpath::Exact::ZERO);
    let coded = view.any_text(at, &[cbc::AllowanceChargeReasonCode], "REM");
    let reason = !normalized(&view.only_text(at, &[cbc::AllowanceChargeReason])?).is_empty();
    that(charge && above_zero && coded && reason, at, findings, || {
        "a fee has ChargeIndicator true, code REM, a reason and an amount above zero".to_owned()
    })?;
    let category = view.any_text(at, &[cac::TaxCategory, cbc::ID], "E");
    let rate = decimal(&view.only_text(at, &[cac::TaxCategory, cbc::Percent])?);
    that(category && rate.is_ok_and(crate::xpath::Exact::is_zero), at, findings, || {
        "a fee is in VAT category E at 0 %".to_owned()
    })
}
