//! BR-49 to BR-65: payment, references, addresses and the schemes of identifiers.

use ubl::document::{attr, cac, cbc};

use crate::rule::{Rule, Term};
use crate::rules::{fatal, need, warning};
use crate::xpath::{char_count, normalized};

/// Payment means that are credit transfers and so need an account, UNCL 4461.
const CREDIT_TRANSFERS: [&str; 2] = ["30", "58"];

pub static BR_49: Rule = fatal(
    "BR-49",
    &[Term::Bt(81)],
    "Payment instructions say by a code how to pay.",
    "The rest of the instructions is read by that code.",
    |view, at, findings| need::element(view, at, findings, &[cbc::PaymentMeansCode], "BT-81 (payment means code)"),
);

pub static BR_50: Rule = fatal(
    "BR-50",
    &[Term::Bt(84)],
    "The account of a credit transfer has an identifier.",
    "An account without a number cannot be paid to.",
    |view, at, findings| need::text(view, at, findings, &[cbc::ID], "BT-84 (payment account)"),
);

pub static BR_51: Rule = warning(
    "BR-51",
    &[Term::Bt(87)],
    "A card number shows no more than ten characters.",
    "Card schemes allow the first six and last four digits; more must not travel. The published text speaks of \
     fewer than the test allows, and the test only warns.",
    |view, at, findings| {
        let length = char_count(&normalized(&view.text(at)));
        need::that(length <= 10, at, findings, || {
            format!("BT-87 (card number) has {length} characters, at most 10 may be shown")
        })
    },
);

pub static BR_52: Rule = fatal(
    "BR-52",
    &[Term::Bg(24), Term::Bt(122)],
    "Every supporting document has a reference.",
    "The buyer cites the document by its reference when asking about it.",
    |view, at, findings| need::text(view, at, findings, &[cbc::ID], "BT-122 (supporting document reference)"),
);

pub static BR_53: Rule = fatal(
    "BR-53",
    &[Term::Bt(6), Term::Bt(111)],
    "Where an accounting currency is named, the VAT total is also given in it.",
    "VAT is declared in the currency of the country, whatever the invoice is in. Currencies are compared as written.",
    |view, at, findings| {
        for code in view.children_named(at, cbc::TaxCurrencyCode) {
            let currency = view.text(code);
            let totals = view.named(cac::TaxTotal);
            let mut amounts = totals.flat_map(|total| view.children_named(total, cbc::TaxAmount));
            if !amounts.any(|amount| view.attribute(amount, attr::currencyID) == Some(&*currency)) {
                findings.report(at, format!("BT-6 is {currency}, but no VAT total (BT-111) is in {currency}"));
                break;
            }
        }
        Ok(())
    },
);

pub static BR_54: Rule = fatal(
    "BR-54",
    &[Term::Bt(160), Term::Bt(161)],
    "An item attribute has a name and a value.",
    "One says nothing without the other.",
    |view, at, findings| {
        let there = view.has(at, &[cbc::Name]) && view.has(at, &[cbc::Value]);
        need::that(there, at, findings, || "an item attribute needs BT-160 (name) and BT-161 (value)".to_owned())
    },
);

pub static BR_55: Rule = fatal(
    "BR-55",
    &[Term::Bt(25)],
    "A reference to a preceding invoice has its number.",
    "The receiver looks the invoice up by it.",
    |view, at, findings| {
        need::element(view, at, findings, &[cac::InvoiceDocumentReference, cbc::ID], "BT-25 (preceding invoice)")
    },
);

pub static BR_56: Rule = fatal(
    "BR-56",
    &[Term::Bt(63)],
    "A tax representative has a VAT identifier.",
    "The VAT is declared under it.",
    |view, at, findings| {
        let there = view.in_vat(at, cac::PartyTaxScheme, cbc::CompanyID)?.is_some();
        need::that(there, at, findings, || "BT-63 (tax representative VAT identifier) is missing".to_owned())
    },
);

pub static BR_57: Rule = fatal(
    "BR-57",
    &[Term::Bt(80)],
    "A delivery address names a country.",
    "Where goods arrive decides their VAT treatment.",
    |view, at, findings| {
        need::element(view, at, findings, &[cac::Country, cbc::IdentificationCode], "BT-80 (deliver-to country)")
    },
);

pub static BR_61: Rule = fatal(
    "BR-61",
    &[Term::Bt(81), Term::Bt(84)],
    "A credit transfer names the account to pay to.",
    "The buyer's bank needs it.",
    |view, at, findings| {
        let code = view.only_text(at, &[cbc::PaymentMeansCode])?;
        let code = normalized(&code);
        let fine = !CREDIT_TRANSFERS.contains(&&*code) || view.has(at, &[cac::PayeeFinancialAccount, cbc::ID]);
        need::that(fine, at, findings, || {
            format!("BT-81 is {code} (credit transfer), but BT-84 (payment account) is missing")
        })
    },
);

pub static BR_62: Rule = fatal(
    "BR-62",
    &[Term::BtPart(34, 1)],
    "The seller's electronic address has a scheme.",
    "The same digits are another party under another scheme.",
    |view, at, findings| {
        need::attribute(view, at, findings, attr::schemeID, "BT-34-1 (scheme of the seller's electronic address)")
    },
);

pub static BR_63: Rule = fatal(
    "BR-63",
    &[Term::BtPart(49, 1)],
    "The buyer's electronic address has a scheme.",
    "The same digits are another party under another scheme.",
    |view, at, findings| {
        need::attribute(view, at, findings, attr::schemeID, "BT-49-1 (scheme of the buyer's electronic address)")
    },
);

pub static BR_64: Rule = fatal(
    "BR-64",
    &[Term::BtPart(157, 1)],
    "A standard item identifier has a scheme.",
    "A number is only standard within a standard.",
    |view, at, findings| {
        need::attribute(view, at, findings, attr::schemeID, "BT-157-1 (scheme of the item standard identifier)")
    },
);

pub static BR_65: Rule = fatal(
    "BR-65",
    &[Term::BtPart(158, 1)],
    "An item classification names its list.",
    "A class code only means something in its list.",
    |view, at, findings| {
        need::attribute(view, at, findings, attr::listID, "BT-158-1 (list of the item classification)")
    },
);
