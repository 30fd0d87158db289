//! Returns and reversals: the original is found and its allocation undone.
//!
//! Source: receivables.md section 3.6 step 2. Found by end-to-end id, or by equal amount and account within 13 months;
//! not found, or found twice, is a person's matter.

use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;

use super::{Booked, Decision, DecisionKind, OpenItems};
use crate::bank::{Border, FreeText, Transaction};

/// How far back an original is looked for.
const MONTHS_MAX: u32 = 13;

pub(super) fn reversal(transaction: &Transaction, items: &OpenItems) -> Decision {
    if transaction.amount >= Decimal::ZERO {
        // Money of our own that came back: no receivable was settled by it.
        return Decision::propose("return-of-own-payment", Vec::new());
    }
    let possible: Vec<&Booked> = items.booked.iter().filter(|booked| may_be_original(booked, transaction)).collect();
    let by_id = possible
        .iter()
        .filter(|booked| booked.end_to_end_id.is_some() && booked.end_to_end_id == transaction.end_to_end_id);
    let by_account = possible.iter().filter(|booked| {
        booked.counterparty_iban.is_some() && booked.counterparty_iban == transaction.counterparty_iban
    });
    let (by_id, by_account): (Vec<_>, Vec<_>) = (by_id.collect(), by_account.collect());
    match (by_id.as_slice(), by_account.as_slice()) {
        ([original], _) | ([], [original]) => undone(transaction, original),
        ([], []) => before_our_time(transaction, items),
        _ => Decision::propose("reversal-of-several-possible", Vec::new()),
    }
}

fn may_be_original(booked: &Booked, transaction: &Transaction) -> bool {
    booked.amount == -transaction.amount
        && !booked.undone
        && booked.account == transaction.account
        && within_months(booked.booking_date, transaction.booking_date)
}

fn within_months(earlier: Option<NaiveDate>, later: Option<NaiveDate>) -> bool {
    match (earlier, later) {
        (Some(earlier), Some(later)) => {
            earlier.checked_add_months(Months::new(MONTHS_MAX)).is_none_or(|limit| later <= limit)
        }
        _ => true,
    }
}

fn undone(transaction: &Transaction, original: &Booked) -> Decision {
    let allocations = original.allocations.iter().map(|(number, amount)| (number.clone(), -*amount)).collect();
    Decision {
        allocations,
        reverses: Some(original.key.clone()),
        reverses_import_key: Some(original.import_key.clone()),
        ..Decision::new(DecisionKind::Reverse, reason(transaction))
    }
}

fn reason(transaction: &Transaction) -> String {
    match (&transaction.reversal_mark, &transaction.return_reason) {
        (Some(mark), _) => format!("reversal-of ({mark})"),
        (None, Some(code)) if !transaction.reversal => format!("direct-debit-return {code} found by EndToEndId"),
        (None, _) => "reversal-of".to_owned(),
    }
}

/// The original lies before the first import: our own id of the collection, or the text, may name the invoice.
fn before_our_time(transaction: &Transaction, items: &OpenItems) -> Decision {
    let find = |text: &str| {
        let text = FreeText { pieces: vec![text.to_owned()], border: Border::Separate };
        let hits = items.numbers.find(&text).into_iter().map(|hit| hit.item);
        // Only what was settled before can come back.
        let settled = |index: &usize| items.item(*index).amount - items.item(*index).open >= -transaction.amount;
        hits.filter(settled).collect::<Vec<_>>()
    };
    let id = transaction.end_to_end_id.as_deref().unwrap_or_default();
    let code = transaction.return_reason.as_deref().unwrap_or("without reason");
    match find(id).as_slice() {
        [only] => Decision {
            allocations: vec![(items.item(*only).number.clone(), transaction.amount)],
            reverses: Some(format!("earlier collection {id}")),
            ..Decision::new(DecisionKind::Reverse, format!("direct-debit-return {code} found by EndToEndId"))
        },
        _ => Decision::propose("original-of-reversal-not-found", Vec::new()),
    }
}
