//! The order of attempts: duplicate, reversal, structured reference, reference in text, invoice numbers, amount alone.
//!
//! Source: receivables.md section 3.6. Each attempt returns a decision or leaves the transaction to the next.

use rust_decimal::Decimal;

use super::{
    Candidate, Decision, DecisionKind, OpenItem, OpenItems,
    ledger::ItemKind,
    numbers::{Bounds, Hit},
    undo,
};
use crate::{
    bank::{Border, FreeText, Nature, StructuredReference, Transaction},
    reference::{self, Kind, Reference, ReferenceError},
};

/// Decides about one transaction; nothing is changed.
pub fn match_transaction(transaction: &Transaction, items: &OpenItems) -> Decision {
    use DecisionKind::{Duplicate, Ignore, TotalOnly};
    if let Some(label) = items.imported_from(transaction) {
        let basis =
            if transaction.key_basis.is_empty() { "same account and fingerprint" } else { &transaction.key_basis };
        return Decision::new(Duplicate, format!("{basis} already imported from {label}"));
    }
    if !transaction.booked {
        return Decision::new(Ignore, "status-pending-not-booked");
    }
    match transaction.nature {
        Nature::Total => Decision::new(TotalOnly, "globalisation total: never matched when its details follow"),
        Nature::TotalWithoutDetails => Decision::propose("batch-total-without-details", Vec::new()),
        Nature::Unexplained => Decision::propose("details-do-not-add-up-to-entry", Vec::new()),
        Nature::BankCharge => Decision::new(Ignore, "bank-charge-not-a-receipt"),
        Nature::Payment | Nature::BatchDetail | Nature::GlobalisationDetail => {
            if transaction.reversal || transaction.return_reason.is_some() {
                undo::reversal(transaction, items)
            } else if transaction.amount <= Decimal::ZERO {
                Decision::new(Ignore, "debit-not-a-receipt")
            } else {
                Receipt::read(transaction, items).decide()
            }
        }
    }
}

/// A booked credit with what its texts hold.
struct Receipt<'a> {
    transaction: &'a Transaction,
    items: &'a OpenItems,
    /// Customers the payer's account is known for.
    payers: &'a [String],
    /// References of the text.
    in_text: reference::Found,
    /// References whose check digits are wrong, from both places.
    broken: Vec<String>,
    /// Invoice numbers in the text and the payer's id.
    hits: Vec<Hit>,
}

impl<'a> Receipt<'a> {
    fn read(transaction: &'a Transaction, items: &'a OpenItems) -> Self {
        let in_text = reference::find_in_text(&transaction.text.joined());
        let wrong = |field: &&StructuredReference| matches!(parse_field(field), Err(ReferenceError::CheckDigits(_)));
        let structured = transaction.references.iter().filter(wrong);
        let mut broken: Vec<_> = structured.map(|field| field.value.clone()).collect();
        broken.extend(in_text.broken.iter().cloned());
        let mut hits = items.numbers.find(&transaction.text);
        let further = transaction.document_numbers.iter().chain(&transaction.end_to_end_id);
        for text in further {
            let text = FreeText { pieces: vec![text.clone()], border: Border::Separate };
            let new: Vec<_> = items.numbers.find(&text).into_iter().filter(|hit| hit.bounds == Bounds::Exact).collect();
            hits.retain(|known| !new.iter().any(|hit| hit.item == known.item && known.bounds == Bounds::Longer));
            hits.extend(
                new.into_iter().filter(|hit| !hits.iter().any(|known| known.item == hit.item)).collect::<Vec<_>>(),
            );
        }
        // The digits of a broken reference are not an invoice number: that would repair it behind a person's back.
        let part_of_broken = |hit: &Hit| {
            let number = crate::bank::compact(&items.item(hit.item).number);
            broken.iter().any(|text| crate::bank::compact(text).contains(&number))
        };
        hits.retain(|hit| !part_of_broken(hit));
        let payers = items.customers_of(transaction.counterparty_iban.as_deref());
        Self { transaction, items, payers, in_text, broken, hits }
    }

    fn decide(&self) -> Decision {
        self.by_structured_reference()
            .or_else(|| self.by_reference_in_text())
            .or_else(|| self.by_numbers())
            .or_else(|| self.broken_reference())
            .or_else(|| self.uncertain_number())
            .or_else(|| self.by_amount())
            .unwrap_or_else(|| Decision::propose("no-reference-no-number-no-open-item-fits", Vec::new()))
    }

    fn by_structured_reference(&self) -> Option<Decision> {
        let known = self.transaction.references.iter().filter_map(|field| {
            let parsed = parse_field(field).ok()?;
            let found = self.items.with_reference(&parsed);
            (!found.is_empty()).then(|| (structured_name(self.transaction, field.issuer.as_deref(), &parsed), found))
        });
        let known: Vec<_> = known.collect();
        self.by_references(&known)
    }

    fn by_reference_in_text(&self) -> Option<Decision> {
        let known = self.in_text.valid.iter().filter_map(|parsed| {
            let found = self.items.with_reference(parsed);
            (!found.is_empty()).then(|| (format!("reference-in-text-{}", kind_name(parsed)), found))
        });
        let known: Vec<_> = known.collect();
        self.by_references(&known)
    }

    fn by_references(&self, known: &[(String, &[usize])]) -> Option<Decision> {
        let (name, found) = known.first()?;
        let mut all: Vec<usize> = known.iter().flat_map(|(_, found)| found.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        Some(match all.as_slice() {
            [only] => self.allocate(*only, &Names::of_reference(name)),
            several if found.len() == 1 && self.sum(several) == self.transaction.amount => {
                self.allocate_all(several, "several-references-sum-equals-amount")
            }
            several => self.propose("reference-belongs-to-several-open-items", several, 70),
        })
    }

    /// Numbers that are bounded on both sides; automatic only from an account known for the customer.
    fn by_numbers(&self) -> Option<Decision> {
        let exact: Vec<&Hit> = self.hits.iter().filter(|hit| hit.bounds == Bounds::Exact).collect();
        if exact.is_empty() || !exact.iter().all(|hit| self.payer_known(hit.item)) {
            return None;
        }
        let indexes: Vec<usize> = exact.iter().map(|hit| hit.item).collect();
        if let [hit] = exact.as_slice() {
            let item = self.items.item(hit.item);
            if item.kind == ItemKind::CreditNote {
                return Some(self.propose("names-only-a-credit-note", &indexes, 40));
            }
            return Some(self.allocate(hit.item, &Names::of_number(self.transaction, hit, item)));
        }
        if self.sum(&indexes) != self.transaction.amount {
            return Some(self.propose("several-invoice-numbers-sum-differs-from-amount", &indexes, 60));
        }
        let credit = indexes.iter().any(|index| self.items.item(*index).kind == ItemKind::CreditNote);
        let reason =
            if credit { "invoice-minus-credit-note" } else { "several-invoice-numbers-sum-equals-amount-iban-known" };
        Some(self.allocate_all(&indexes, reason))
    }

    fn broken_reference(&self) -> Option<Decision> {
        let broken = self.broken.first()?;
        let fitting = self.fitting_amount();
        if !fitting.is_empty() {
            return Some(self.propose("reference-fails-check-digits-amount-and-iban-fit", &fitting, 80));
        }
        let meant = self.items.with_reference_body(&crate::bank::compact(broken));
        Some(self.propose("reference-fails-check-digits", &meant, 40))
    }

    fn uncertain_number(&self) -> Option<Decision> {
        let of = |bounds| -> Vec<usize> {
            self.hits.iter().filter(|hit| hit.bounds == bounds).map(|hit| hit.item).collect()
        };
        let exact = of(Bounds::Exact);
        if !exact.is_empty() {
            return Some(if self.sum(&exact) == self.transaction.amount {
                self.propose("invoice-number-and-amount-fit-but-payer-iban-unknown", &exact, 75)
            } else {
                self.propose("invoice-number-fits-but-amount-and-payer-iban-do-not", &exact, 35)
            });
        }
        let longer = of(Bounds::Longer);
        let fitting: Vec<usize> = self.fitting_amount().into_iter().filter(|index| longer.contains(index)).collect();
        if fitting.is_empty() {
            return None;
        }
        let reason = "number-in-text-is-longer-than-the-invoice-number-amount-and-iban-fit";
        Some(self.propose(reason, &fitting, 60))
    }

    /// No number: the payer's account and the amount are all there is.
    fn by_amount(&self) -> Option<Decision> {
        let fitting = self.fitting_amount();
        match fitting.as_slice() {
            [only] if self.opted_in(*only) => {
                return Some(self.allocate(*only, &Names::of_reference("amount-and-iban-fit-customer-opted-in")));
            }
            [_] => return Some(self.propose("amount-and-iban-fit-one-open-invoice", &fitting, 65)),
            [_, _] => return Some(self.propose("two-open-invoices-same-amount", &fitting, 50)),
            [] => {}
            _ => return Some(self.propose("several-open-invoices-same-amount", &fitting, 40)),
        }
        let open = self.items.open_of(self.payers, &self.transaction.currency);
        if open.len() > 1 && self.sum(&open) == self.transaction.amount {
            return Some(self.propose("sum-of-all-open-items-equals-amount", &open, 55));
        }
        let day = self.transaction.booking_date;
        let is_due =
            |index: &usize| self.items.item(*index).due_date.is_some_and(|due| day.is_some_and(|day| due <= day));
        let due: Vec<usize> = open.iter().copied().filter(is_due).collect();
        if due.len() > 1 && self.sum(&due) == self.transaction.amount {
            return Some(self.propose("sum-of-all-due-items-equals-amount", &due, 50));
        }
        (!open.is_empty()).then(|| self.propose("payer-known-amount-fits-no-open-item", &open, 20))
    }

    /// Open invoices of the payer with exactly this amount.
    fn fitting_amount(&self) -> Vec<usize> {
        let open = self.items.open_of(self.payers, &self.transaction.currency);
        open.into_iter().filter(|index| self.items.item(*index).open == self.transaction.amount).collect()
    }

    fn payer_known(&self, item: usize) -> bool {
        self.payers.contains(&self.items.item(item).customer)
    }

    fn opted_in(&self, item: usize) -> bool {
        self.items.customer(&self.items.item(item).customer).is_some_and(|customer| customer.automatic_by_amount)
    }

    fn sum(&self, indexes: &[usize]) -> Decimal {
        indexes.iter().map(|index| self.items.item(*index).open).sum()
    }

    fn propose(&self, reason: &str, indexes: &[usize], score: u8) -> Decision {
        let candidate = |index: &usize| Candidate {
            number: self.items.item(*index).number.clone(),
            score,
            reason: reason.to_owned(),
        };
        Decision {
            unallocated: self.transaction.amount,
            ..Decision::propose(reason, indexes.iter().map(candidate).collect())
        }
    }

    fn allocate_all(&self, indexes: &[usize], reason: &str) -> Decision {
        if indexes.iter().any(|index| self.items.item(*index).currency != self.transaction.currency) {
            return self.propose("currency-differs", indexes, 30);
        }
        let allocation = |index: &usize| (self.items.item(*index).number.clone(), self.items.item(*index).open);
        Decision { allocations: indexes.iter().map(allocation).collect(), ..Decision::new(DecisionKind::Auto, reason) }
    }

    /// Allocates to one invoice: closed, in part, with the rest as the customer's credit, or closed by bank charges.
    fn allocate(&self, index: usize, names: &Names) -> Decision {
        let item = self.items.item(index);
        let amount = self.transaction.amount;
        if item.currency != self.transaction.currency {
            return self.propose("currency-differs", &[index], 30);
        }
        if item.open <= Decimal::ZERO {
            let credit_to = Some(item.customer.clone());
            return Decision {
                credit_to,
                ..self.propose("invoice-already-paid-possible-double-payment", &[index], 30)
            };
        }
        let auto = |allocated, reason: &str| Decision {
            allocations: vec![(item.number.clone(), allocated)],
            ..Decision::new(DecisionKind::Auto, reason)
        };
        if amount == item.open {
            return auto(amount, &names.equal);
        }
        if amount > item.open {
            let rest = amount - item.open;
            let credit_to = Some(item.customer.clone());
            return Decision { unallocated: rest, credit_to, ..auto(item.open, &names.more) };
        }
        if self.charges_explain(item) {
            let reason = "instructed-amount-equals-open-charge-explains-difference";
            return Decision { charge_writeoff: item.open - amount, ..auto(amount, reason) };
        }
        auto(amount, &names.less)
    }

    fn charges_explain(&self, item: &OpenItem) -> bool {
        self.transaction.instructed_amount == Some(item.open)
            && self.transaction.charges == item.open - self.transaction.amount
    }
}

/// The words for the three ways in which an amount can compare with what is open.
struct Names {
    equal: String,
    less: String,
    more: String,
}

impl Names {
    /// A remark after the first blank stays at the end.
    fn of_reference(name: &str) -> Self {
        let (rule, remark) =
            name.split_once(' ').map_or((name, String::new()), |(rule, rest)| (rule, format!(" {rest}")));
        Self {
            equal: name.to_owned(),
            less: format!("{rule}-partial{remark}"),
            more: format!("{rule}-overpaid{remark}"),
        }
    }

    fn of_number(transaction: &Transaction, hit: &Hit, item: &OpenItem) -> Self {
        let batch = if transaction.nature == Nature::BatchDetail { "batch-detail-" } else { "" };
        let remark = match transaction.text.border {
            Border::Fold if hit.crosses_border => " (text is folded over several lines)",
            Border::Record if hit.crosses_border => " (number crosses the border between records 21 and 22)",
            Border::Separate | Border::Fold | Border::Record => "",
        };
        let equal =
            if item.open == item.amount { "invoice-number-amount-iban" } else { "invoice-number-amount-equals-rest" };
        Self {
            equal: format!("{batch}{equal}{remark}"),
            less: format!("{batch}invoice-number-iban-known-partial{remark}"),
            more: format!("{batch}invoice-number-iban-overpaid{remark}"),
        }
    }
}

/// Reads a structured reference as what its field says it is.
fn parse_field(field: &StructuredReference) -> Result<Reference, ReferenceError> {
    match field.issuer.as_deref() {
        Some("101" | "102" | "BBA") => Reference::parse_as(Kind::Ogm, &field.value),
        Some("100" | "ISO") => Reference::parse_as(Kind::Rf, &field.value),
        Some("CUR") => Reference::parse_as(Kind::Betalingskenmerk, &field.value),
        Some(_) | None => Reference::parse(&field.value),
    }
}

/// The rule name of a structured reference: by the CODA type, or by the standard it follows.
fn structured_name(transaction: &Transaction, issuer: Option<&str>, reference: &Reference) -> String {
    let Some(coda @ ("100" | "101" | "102")) = issuer else {
        return format!("structured-reference-{}", kind_name(reference));
    };
    let remark = match (transaction.nature, transaction.instant) {
        (Nature::GlobalisationDetail, _) => " detail type 6",
        (_, true) => " instant transfer",
        (_, false) => "",
    };
    format!("structured-{coda}{remark}")
}

/// The standard, and the length where it is not the usual one.
fn kind_name(reference: &Reference) -> String {
    match (reference.kind(), reference.compact().len()) {
        (Kind::Betalingskenmerk, length) if length != 16 => format!("betalingskenmerk-{length}-digits"),
        (kind, _) => kind.as_str().to_owned(),
    }
}
