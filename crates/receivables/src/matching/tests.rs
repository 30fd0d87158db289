//! The rules of matching one by one, on small ledgers of our own.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::*;
use crate::bank::{FreeText, Nature, StructuredReference, Transaction};

const BAKER: &str = "NL39RABO0300065264";
const TOWN: &str = "NL14BNGH0285001234";

fn euros(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

fn item(number: &str, customer: &str, cents: i64) -> OpenItem {
    OpenItem {
        number: number.to_owned(),
        customer: customer.to_owned(),
        kind: if cents < 0 { ItemKind::CreditNote } else { ItemKind::Invoice },
        amount: euros(cents),
        open: euros(cents),
        currency: "EUR".to_owned(),
        references: Vec::new(),
        due_date: None,
    }
}

/// A baker and a town with an account each; the first invoice of the town has an RF reference.
fn ledger(items: Vec<OpenItem>) -> OpenItems {
    let customer =
        |name: &str, iban: &str| Customer { name: name.to_owned(), iban: Some(iban.to_owned()), ..Customer::default() };
    let customers =
        BTreeMap::from([("C1".to_owned(), customer("Town", TOWN)), ("C2".to_owned(), customer("Baker", BAKER))]);
    OpenItems::new(customers, items)
}

fn with_reference(number: &str, customer: &str, cents: i64, reference: &str) -> OpenItem {
    OpenItem { references: vec![reference.to_owned()], ..item(number, customer, cents) }
}

fn payment(cents: i64, iban: &str, text: &str) -> Transaction {
    Transaction {
        key: format!("{cents}/{text}"),
        import_key: format!("{cents}/{iban}/{text}"),
        key_basis: "same account and AcctSvcrRef".to_owned(),
        account: "NL20INGB0001234567".to_owned(),
        amount: euros(cents),
        currency: "EUR".to_owned(),
        booking_date: NaiveDate::from_ymd_opt(2026, 10, 5),
        booked: true,
        counterparty_iban: Some(iban.to_owned()),
        text: FreeText { pieces: vec![text.to_owned()], ..FreeText::default() },
        ..Transaction::default()
    }
}

fn referenced(cents: i64, reference: &str) -> Transaction {
    let references = vec![StructuredReference { value: reference.to_owned(), issuer: None }];
    Transaction { references, ..payment(cents, "DE89370400440532013000", "") }
}

fn check(transaction: &Transaction, items: &OpenItems, kind: DecisionKind, reason: &str) -> Decision {
    let decision = match_transaction(transaction, items);
    assert_eq!((decision.kind, decision.reason.as_str()), (kind, reason), "{transaction:?}");
    let allocated: Decimal = decision.allocations.iter().map(|(_, amount)| *amount).sum();
    if kind == DecisionKind::Auto {
        assert_eq!(allocated + decision.unallocated, transaction.amount, "every cent is accounted for");
    } else if kind != DecisionKind::Reverse {
        assert!(decision.allocations.is_empty(), "only automatic decisions allocate");
    }
    decision
}

fn candidates(decision: &Decision) -> Vec<&str> {
    decision.candidates.iter().map(|candidate| candidate.number.as_str()).collect()
}

#[test]
fn a_structured_reference_closes_pays_in_part_and_overpays() {
    use DecisionKind::Auto;
    let items = ledger(vec![with_reference("2026-0101", "C1", 1000, "RF47 2026 0101")]);
    check(&referenced(1000, "RF4720260101"), &items, Auto, "structured-reference-rf");
    check(&referenced(400, "RF4720260101"), &items, Auto, "structured-reference-rf-partial");
    let more = check(&referenced(1200, "RF4720260101"), &items, Auto, "structured-reference-rf-overpaid");
    assert_eq!((more.unallocated, more.credit_to.as_deref()), (euros(200), Some("C1")));
}

#[test]
fn a_reference_of_a_paid_invoice_is_a_double_payment_for_a_person() {
    let mut items = ledger(vec![with_reference("2026-0101", "C1", 1000, "RF4720260101")]);
    let first = referenced(1000, "RF4720260101");
    let decision = match_transaction(&first, &items);
    items.apply(&first, &decision, "a");
    let second = Transaction { import_key: "second".to_owned(), ..first };
    let reason = "invoice-already-paid-possible-double-payment";
    let double = check(&second, &items, DecisionKind::Propose, reason);
    assert_eq!((double.unallocated, double.credit_to.as_deref()), (euros(1000), Some("C1")));
}

#[test]
fn a_reference_on_two_items_is_never_decided_by_age() {
    let items = ledger(vec![
        with_reference("2026-0001", "C1", 1000, "RF4720260101"),
        with_reference("2026-0002", "C1", 1000, "RF4720260101"),
    ]);
    let reason = "reference-belongs-to-several-open-items";
    let decision = check(&referenced(1000, "RF4720260101"), &items, DecisionKind::Propose, reason);
    assert_eq!(candidates(&decision), ["2026-0001", "2026-0002"]);
}

#[test]
fn a_reference_in_free_text_counts_only_if_it_was_issued() {
    let items = ledger(vec![with_reference("2026-0101", "C1", 1000, "RF4720260101")]);
    let known = payment(1000, "DE89370400440532013000", "betreft RF47 2026 0101, dank");
    check(&known, &items, DecisionKind::Auto, "reference-in-text-rf");
    let foreign = payment(1000, "DE89370400440532013000", "RF18 5390 0754 7034");
    check(&foreign, &items, DecisionKind::Propose, "no-reference-no-number-no-open-item-fits");
}

#[test]
fn a_reference_with_wrong_check_digits_is_never_repaired() {
    let items = ledger(vec![with_reference("2026-0101", "C1", 1000, "RF4720260101")]);
    let fits = payment(1000, TOWN, "RF00 2026 0101");
    check(&fits, &items, DecisionKind::Propose, "reference-fails-check-digits-amount-and-iban-fit");
    let meant = check(&referenced(900, "RF0020260101"), &items, DecisionKind::Propose, "reference-fails-check-digits");
    assert_eq!(candidates(&meant), ["2026-0101"]);
}

#[test]
fn an_invoice_number_is_automatic_only_from_a_known_account() {
    use DecisionKind::{Auto, Propose};
    let items = ledger(vec![item("2026-0101", "C1", 1000)]);
    check(&payment(1000, TOWN, "2026-0101"), &items, Auto, "invoice-number-amount-iban");
    check(&payment(300, TOWN, "2026-0101"), &items, Auto, "invoice-number-iban-known-partial");
    check(&payment(1300, TOWN, "2026-0101"), &items, Auto, "invoice-number-iban-overpaid");
    let unknown = "invoice-number-and-amount-fit-but-payer-iban-unknown";
    check(&payment(1000, "DE89370400440532013000", "2026-0101"), &items, Propose, unknown);
    let neither = "invoice-number-fits-but-amount-and-payer-iban-do-not";
    check(&payment(300, "DE89370400440532013000", "2026-0101"), &items, Propose, neither);
}

#[test]
fn a_number_of_another_customer_is_not_automatic() {
    let items = ledger(vec![item("2026-0101", "C1", 1000)]);
    let reason = "invoice-number-and-amount-fit-but-payer-iban-unknown";
    check(&payment(1000, BAKER, "2026-0101"), &items, DecisionKind::Propose, reason);
}

#[test]
fn several_numbers_need_the_exact_sum() {
    use DecisionKind::{Auto, Propose};
    let items = ledger(vec![item("2026-0101", "C1", 1000), item("2026-0102", "C1", 500), item("CN-1", "C1", -200)]);
    let both = "several-invoice-numbers-sum-equals-amount-iban-known";
    check(&payment(1500, TOWN, "2026-0101 en 2026-0102"), &items, Auto, both);
    check(&payment(800, TOWN, "2026-0101 minus CN-1"), &items, Auto, "invoice-minus-credit-note");
    let differs = "several-invoice-numbers-sum-differs-from-amount";
    check(&payment(1400, TOWN, "2026-0101 en 2026-0102"), &items, Propose, differs);
}

#[test]
fn amount_and_account_alone_are_proposed_unless_the_customer_opted_in() {
    use DecisionKind::{Auto, Propose};
    let items = ledger(vec![item("2026-0101", "C1", 1000), item("2026-0102", "C1", 500)]);
    check(&payment(500, TOWN, "dank"), &items, Propose, "amount-and-iban-fit-one-open-invoice");
    check(&payment(1500, TOWN, "dank"), &items, Propose, "sum-of-all-open-items-equals-amount");
    check(&payment(77, TOWN, "dank"), &items, Propose, "payer-known-amount-fits-no-open-item");
    let twins = ledger(vec![item("2026-0101", "C1", 1000), item("2026-0102", "C1", 1000)]);
    let decision = check(&payment(1000, TOWN, "dank"), &twins, Propose, "two-open-invoices-same-amount");
    assert_eq!(candidates(&decision), ["2026-0101", "2026-0102"]);

    let opted_in = Customer { iban: Some(TOWN.to_owned()), automatic_by_amount: true, ..Customer::default() };
    let items = OpenItems::new(BTreeMap::from([("C1".to_owned(), opted_in)]), vec![item("2026-0101", "C1", 1000)]);
    check(&payment(1000, TOWN, "dank"), &items, Auto, "amount-and-iban-fit-customer-opted-in");
}

#[test]
fn charges_close_the_rest_only_if_the_message_shows_them() {
    let items = ledger(vec![item("2026-0101", "C1", 1815)]);
    let shown =
        Transaction { instructed_amount: Some(euros(1815)), charges: euros(12), ..payment(1803, TOWN, "2026-0101") };
    let reason = "instructed-amount-equals-open-charge-explains-difference";
    let decision = match_transaction(&shown, &items);
    assert_eq!((decision.reason.as_str(), decision.charge_writeoff), (reason, euros(12)));
    let suspected = payment(1803, TOWN, "2026-0101");
    check(&suspected, &items, DecisionKind::Auto, "invoice-number-iban-known-partial");
}

#[test]
fn another_currency_goes_to_a_person() {
    let items = ledger(vec![item("2026-0101", "C1", 1000)]);
    let dollars = Transaction { currency: "USD".to_owned(), ..payment(1000, TOWN, "2026-0101") };
    check(&dollars, &items, DecisionKind::Propose, "currency-differs");
}

#[test]
fn what_is_not_a_receipt_is_left_alone() {
    use DecisionKind::{Ignore, Propose, TotalOnly};
    let items = ledger(vec![item("2026-0101", "C1", 1000)]);
    let of = |nature| Transaction { nature, ..payment(1000, TOWN, "2026-0101") };
    let pending = Transaction { booked: false, ..payment(1000, TOWN, "2026-0101") };
    check(&pending, &items, Ignore, "status-pending-not-booked");
    check(&payment(-500, TOWN, "2026-0101"), &items, Ignore, "debit-not-a-receipt");
    check(&of(Nature::BankCharge), &items, Ignore, "bank-charge-not-a-receipt");
    check(&of(Nature::TotalWithoutDetails), &items, Propose, "batch-total-without-details");
    check(&of(Nature::Unexplained), &items, Propose, "details-do-not-add-up-to-entry");
    check(&of(Nature::Total), &items, TotalOnly, "globalisation total: never matched when its details follow");
}

/// The payment, its reversal, and the ledger after each.
fn reversed(original: &Transaction, reversal: &Transaction) -> (OpenItems, Decision) {
    let mut items = ledger(vec![item("2026-0101", "C1", 1000)]);
    let decision = match_transaction(original, &items);
    items.apply(original, &decision, "a");
    let undone = match_transaction(reversal, &items);
    items.apply(reversal, &undone, "a");
    (items, undone)
}

#[test]
fn a_reversal_reopens_the_invoice_and_takes_the_credit_back() {
    let original = payment(1200, TOWN, "2026-0101");
    let reversal = Transaction { reversal: true, import_key: "r".to_owned(), ..payment(-1200, TOWN, "2026-0101") };
    let (items, undone) = reversed(&original, &reversal);
    assert_eq!((undone.kind, undone.reason.as_str()), (DecisionKind::Reverse, "reversal-of"));
    assert_eq!(undone.allocations, [("2026-0101".to_owned(), euros(-1000))]);
    assert_eq!(items.items()[0].open, euros(1000));
    assert_eq!(items.credit_on_account(), BTreeMap::new());
}

#[test]
fn a_reversal_without_an_original_or_with_two_goes_to_a_person() {
    let reversal = Transaction { reversal: true, ..payment(-1000, TOWN, "x") };
    let items = ledger(vec![item("2026-0101", "C1", 1000)]);
    check(&reversal, &items, DecisionKind::Propose, "original-of-reversal-not-found");
    let booked = |key: &str| Booked {
        key: key.to_owned(),
        import_key: key.to_owned(),
        account: reversal.account.clone(),
        amount: euros(1000),
        end_to_end_id: None,
        counterparty_iban: Some(TOWN.to_owned()),
        booking_date: None,
        allocations: Vec::new(),
        charge_writeoff: Decimal::ZERO,
        credit: None,
        undone: false,
    };
    let items = items.with_history(vec![booked("a"), booked("b")]);
    check(&reversal, &items, DecisionKind::Propose, "reversal-of-several-possible");
}

#[test]
fn an_entry_that_was_pending_is_new_when_it_is_booked() {
    let mut items = ledger(vec![item("2026-0101", "C1", 1000)]);
    let booked = payment(1000, TOWN, "2026-0101");
    let pending = Transaction { booked: false, ..booked.clone() };
    let decision = match_transaction(&pending, &items);
    items.apply(&pending, &decision, "a");
    let again = "same account and AcctSvcrRef already imported from a";
    check(&pending, &items, DecisionKind::Duplicate, again);
    check(&booked, &items, DecisionKind::Auto, "invoice-number-amount-iban");
    let decision = match_transaction(&booked, &items);
    items.apply(&booked, &decision, "b");
    let again = "same account and AcctSvcrRef already imported from b";
    check(&booked, &items, DecisionKind::Duplicate, again);
    check(&pending, &items, DecisionKind::Duplicate, again);
}

#[test]
fn many_payments_of_one_invoice_never_allocate_more_than_its_total() {
    let mut items = ledger(vec![item("2026-0101", "C1", 1000)]);
    let mut allocated = Decimal::ZERO;
    for round in 0..6 {
        let part = Transaction { import_key: round.to_string(), ..payment(300, TOWN, "deel 2026-0101") };
        let decision = match_transaction(&part, &items);
        items.apply(&part, &decision, "a");
        allocated += decision.allocations.iter().map(|(_, amount)| *amount).sum::<Decimal>();
    }
    assert_eq!((allocated, items.items()[0].open), (euros(1000), euros(0)));
}
