//! Reminders: the claim adds up in every form, and what a form cannot say is refused with a reason.

use crate::written::reminders::{reminder, summary};
use rust_decimal::Decimal;
use ubl::document::{Document, Limits};
use ubl::reminder::{Reminder, ReminderError};
use ubl::summary::{Summary, summarize};
use ubl::vat::VatCategory;
use ubl::write::{ehf_reminder, ubl_reminder};

fn good() -> Reminder {
    reminder(&[&summary("nl-several-rates").unwrap()])
}

fn read(xml: &[u8]) -> Summary {
    summarize(&Document::read(xml, &Limits::default()).unwrap()).unwrap()
}

/// Both forms refuse it for the same reason.
fn both_refuse(reminder: &Reminder, expected: impl Fn(&ReminderError) -> bool) {
    for error in [ehf_reminder(reminder).unwrap_err(), ubl_reminder(reminder).unwrap_err()] {
        assert!(expected(&error), "{error}");
    }
}

#[test]
fn both_forms_ask_for_the_same_amount() {
    let reminder = good();
    let claim = reminder.total_claim();
    assert_eq!(claim, reminder.items[0].gross + Decimal::new(4417, 2));
    assert_eq!(read(&ehf_reminder(&reminder).unwrap()).payable, claim);
    assert_eq!(read(&ubl_reminder(&reminder).unwrap()).payable, claim);
}

#[test]
fn the_ehf_breakdown_is_the_invoice_s_and_one_exempt_group_for_the_fees() {
    let reminder = good();
    let groups = read(&ehf_reminder(&reminder).unwrap()).vat_groups;
    let (fees, invoice) = groups.split_last().unwrap();
    assert_eq!(invoice, reminder.items[0].vat_groups);
    assert_eq!((fees.category, fees.taxable, fees.amount), (VatCategory::E, Decimal::new(4417, 2), Decimal::ZERO));
}

#[test]
fn fees_on_an_invoice_outside_the_scope_are_outside_it_too() {
    let reminder = reminder(&[&summary("nl-outside-scope").unwrap()]);
    let groups = read(&ehf_reminder(&reminder).unwrap()).vat_groups;
    assert_eq!(groups.iter().map(|group| (group.category, group.rate)).collect::<Vec<_>>(), [(VatCategory::O, None)]);
}

#[test]
fn the_rounding_of_the_invoice_is_carried_over() {
    let xml = ehf_reminder(&reminder(&[&summary("nl-prepaid-and-rounding").unwrap()])).unwrap();
    assert!(
        String::from_utf8(xml)
            .unwrap()
            .contains("<cbc:PayableRoundingAmount currencyID=\"EUR\">-0.01</cbc:PayableRoundingAmount>")
    );
}

#[test]
fn each_form_has_its_levels() {
    for level in 0..=4 {
        let reminder = Reminder { level, ..good() };
        assert_eq!(ehf_reminder(&reminder).is_ok(), (1..=2).contains(&level), "EHF {level}");
        assert_eq!(ubl_reminder(&reminder).is_ok(), (1..=3).contains(&level), "UBL {level}");
    }
}

#[test]
fn ehf_holds_one_invoice_and_no_intra_community_supply() {
    let two = reminder(&[&summary("be-services").unwrap(), &summary("be-early-payment-discount").unwrap()]);
    assert_eq!(ehf_reminder(&two), Err(ReminderError::ItemCount(2)));
    assert_eq!(ehf_reminder(&reminder(&[&summary("nl-intra-community").unwrap()])), Err(ReminderError::CategoryK));
    assert!(ubl_reminder(&reminder(&[&summary("nl-intra-community").unwrap()])).is_ok());
}

#[test]
fn amounts_that_do_not_add_up_are_refused() {
    let mut wrong = good();
    wrong.items[0].open += Decimal::ONE;
    both_refuse(&wrong, |error| matches!(error, ReminderError::Amounts { what: "open", .. }));
    let mut wrong = good();
    wrong.items[0].credited = Decimal::TEN;
    wrong.items[0].open -= Decimal::TEN;
    both_refuse(&wrong, |error| matches!(error, ReminderError::Amounts { what: "credited", .. }));
    let mut wrong = good();
    wrong.items[0].vat_groups.pop();
    wrong.items[0].vat_groups.pop();
    assert!(matches!(ehf_reminder(&wrong), Err(ReminderError::Amounts { what: "gross", .. })));
}

#[test]
fn a_reminder_of_nothing_is_refused() {
    let mut paid = good();
    paid.items[0].paid = paid.items[0].gross;
    paid.items[0].open = Decimal::ZERO;
    paid.fees.clear();
    both_refuse(&paid, |error| *error == ReminderError::NothingOwed(Decimal::ZERO));
    both_refuse(&Reminder { items: Vec::new(), ..good() }, |error| *error == ReminderError::NoItems);
}

#[test]
fn fees_dates_and_addresses_are_sound() {
    let mut fee = good();
    fee.fees[0].amount = Decimal::ZERO;
    both_refuse(&fee, |error| matches!(error, ReminderError::Fee { .. }));
    let mut early = good();
    early.pay_by = early.issue_date.pred_opt().unwrap();
    both_refuse(&early, |error| matches!(error, ReminderError::PayBy { .. }));
    let mut nowhere = good();
    nowhere.buyer.endpoint = None;
    both_refuse(&nowhere, |error| *error == ReminderError::NoEndpoint("buyer"));
}
