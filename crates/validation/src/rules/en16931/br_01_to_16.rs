//! BR-01 to BR-16: what the document, its parties and its totals must carry.

use ubl::document::{cac, cbc};

use crate::rule::{Rule, Term};
use crate::rules::{fatal, need};
use crate::xpath::is_blank;

pub static BR_01: Rule = fatal(
    "BR-01",
    &[Term::Bt(24)],
    "The document names the specification it follows.",
    "The receiver chooses its rules by this identifier; without it nobody knows what the document promises.",
    |view, at, findings| need::text(view, at, findings, &[cbc::CustomizationID], "BT-24 (specification identifier)"),
);

pub static BR_02: Rule = fatal(
    "BR-02",
    &[Term::Bt(1)],
    "The document has a number.",
    "Tax law wants a unique number, and payment and dispute refer to it.",
    |view, at, findings| need::text(view, at, findings, &[cbc::ID], "BT-1 (invoice number)"),
);

pub static BR_03: Rule = fatal(
    "BR-03",
    &[Term::Bt(2)],
    "The document has an issue date.",
    "Payment periods and tax periods are counted from it.",
    |view, at, findings| need::text(view, at, findings, &[cbc::IssueDate], "BT-2 (issue date)"),
);

pub static BR_04: Rule = fatal(
    "BR-04",
    &[Term::Bt(3)],
    "The document says by a type code what kind of invoice it is.",
    "A correction, a prepayment and a commercial invoice are booked differently.",
    |view, at, findings| {
        let invoice = view.only_text(at, &[cbc::InvoiceTypeCode])?;
        let there = !is_blank(&invoice) || !is_blank(&view.only_text(at, &[cbc::CreditNoteTypeCode])?);
        need::that(there, at, findings, || "BT-3 (type code) is missing or blank".to_owned())
    },
);

pub static BR_05: Rule = fatal(
    "BR-05",
    &[Term::Bt(5)],
    "The document names its currency.",
    "Amounts mean nothing without one.",
    |view, at, findings| need::text(view, at, findings, &[cbc::DocumentCurrencyCode], "BT-5 (invoice currency)"),
);

pub static BR_06: Rule = fatal(
    "BR-06",
    &[Term::Bt(27)],
    "The seller's registered name is given.",
    "It tells who has the claim. Two legal entities of the seller with a name are an error of the official test.",
    |view, at, findings| {
        let path = [cac::AccountingSupplierParty, cac::Party, cac::PartyLegalEntity, cbc::RegistrationName];
        need::text(view, at, findings, &path, "BT-27 (seller name)")
    },
);

pub static BR_07: Rule = fatal(
    "BR-07",
    &[Term::Bt(44)],
    "The buyer's registered name is given.",
    "It tells who owes. Two legal entities of the buyer with a name are an error of the official test.",
    |view, at, findings| {
        let path = [cac::AccountingCustomerParty, cac::Party, cac::PartyLegalEntity, cbc::RegistrationName];
        need::text(view, at, findings, &path, "BT-44 (buyer name)")
    },
);

pub static BR_08: Rule = fatal(
    "BR-08",
    &[Term::Bg(5)],
    "The seller has a postal address.",
    "Tax law wants it on every invoice.",
    |view, at, findings| {
        let path = [cac::AccountingSupplierParty, cac::Party, cac::PostalAddress];
        need::element(view, at, findings, &path, "BG-5 (seller postal address)")
    },
);

pub static BR_09: Rule = fatal(
    "BR-09",
    &[Term::Bt(40)],
    "The seller's address names a country.",
    "The country decides which national rules apply.",
    |view, at, findings| {
        need::text(view, at, findings, &[cac::Country, cbc::IdentificationCode], "BT-40 (seller country)")
    },
);

pub static BR_10: Rule = fatal(
    "BR-10",
    &[Term::Bg(8)],
    "The buyer has a postal address.",
    "Tax law wants it on every invoice.",
    |view, at, findings| {
        let path = [cac::AccountingCustomerParty, cac::Party, cac::PostalAddress];
        need::element(view, at, findings, &path, "BG-8 (buyer postal address)")
    },
);

pub static BR_11: Rule = fatal(
    "BR-11",
    &[Term::Bt(55)],
    "The buyer's address names a country.",
    "Whether a supply crosses a border decides its VAT treatment.",
    |view, at, findings| {
        need::text(view, at, findings, &[cac::Country, cbc::IdentificationCode], "BT-55 (buyer country)")
    },
);

pub static BR_12: Rule = fatal(
    "BR-12",
    &[Term::Bt(106)],
    "The totals carry the sum of the line amounts.",
    "It is the first step from the lines to the amount due, and the receiver checks each step.",
    |view, at, findings| need::element(view, at, findings, &[cbc::LineExtensionAmount], "BT-106 (sum of line amounts)"),
);

pub static BR_13: Rule = fatal(
    "BR-13",
    &[Term::Bt(109)],
    "The totals carry the amount without VAT.",
    "Costs are booked by it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::TaxExclusiveAmount], "BT-109 (total without VAT)"),
);

pub static BR_14: Rule = fatal(
    "BR-14",
    &[Term::Bt(112)],
    "The totals carry the amount with VAT.",
    "The claim is booked by it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::TaxInclusiveAmount], "BT-112 (total with VAT)"),
);

pub static BR_15: Rule = fatal(
    "BR-15",
    &[Term::Bt(115)],
    "The totals carry the amount due.",
    "It is what the buyer pays.",
    |view, at, findings| need::element(view, at, findings, &[cbc::PayableAmount], "BT-115 (amount due)"),
);

pub static BR_16: Rule = fatal(
    "BR-16",
    &[Term::Bg(25)],
    "There is at least one line.",
    "A document without lines says nothing about what was supplied.",
    |view, at, findings| need::either(view, at, findings, [cac::InvoiceLine, cac::CreditNoteLine], "BG-25 (line)"),
);
