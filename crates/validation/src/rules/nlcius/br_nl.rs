//! BR-NL-1 to BR-NL-13 and BR-NL-31: what Dutch sellers must do, by the country of their address.

use ubl::document::{Name, NodeId, cac, cbc};

use crate::rule::{Findings, Rule, Term, View};
use crate::rules::need::{self, Checked};
use crate::rules::{fatal, warning};
use crate::xpath::{Exact, is_blank, normalized};

/// Chamber of commerce and government organisation numbers.
const DUTCH_SCHEMES: [&str; 2] = ["0106", "0190"];

pub static BR_NL_1: Rule = fatal(
    "BR-NL-1",
    &[Term::Bt(30), Term::BtPart(30, 1)],
    "A Dutch seller gives its legal registration: a chamber of commerce number (0106) or a government organisation number (0190).",
    "Dutch receivers recognise their suppliers by these two. The scheme may hold other words beside the code.",
    |view, at, findings| {
        let path = [cac::PartyLegalEntity, cbc::CompanyID];
        let filled = view.select(at, &path).any(|id| !is_blank(&view.text(id)));
        let fine = filled && view.select(at, &path).any(|id| is_dutch_scheme(view, id));
        need::that(fine, at, findings, || {
            "BT-30 (seller's legal registration) under scheme 0106 or 0190 is needed".to_owned()
        })
    },
);

fn is_dutch_scheme(view: &View<'_>, id: NodeId) -> bool {
    view.scheme(id).is_some_and(|scheme| scheme.split(' ').any(|word| DUTCH_SCHEMES.contains(&word)))
}

pub static BR_NL_2: Rule = fatal(
    "BR-NL-2",
    &[Term::Bt(10), Term::Bt(13)],
    "A Dutch seller's document carries a buyer reference or an order reference.",
    "The buyer routes the document by it to whoever can approve it.",
    |view, at, findings| {
        let there = view.has(at, &[cbc::BuyerReference]) || view.has(at, &[cac::OrderReference, cbc::ID]);
        need::that(there, at, findings, || "BT-10 (buyer reference) or BT-13 (order reference) is needed".to_owned())
    },
);

pub static BR_NL_3: Rule = fatal(
    "BR-NL-3",
    &[Term::Bt(35), Term::Bt(37), Term::Bt(38)],
    "A Dutch seller's address has street, city and postal code.",
    "Dutch tax law wants the full address.",
    |view, at, findings| {
        let what = "BT-35 (street), BT-37 (city) and BT-38 (postal code) of the seller";
        need::that(is_full(view, at), at, findings, || format!("{what} are all needed"))
    },
);

pub static BR_NL_4: Rule = fatal(
    "BR-NL-4",
    &[Term::Bt(50), Term::Bt(52), Term::Bt(53)],
    "A Dutch buyer's address has street, city and postal code.",
    "Dutch tax law wants the full address. The country is compared as written, and an absent one counts as Dutch.",
    |view, at, findings| {
        full_if_dutch(view, at, findings, "BT-50 (street), BT-52 (city) and BT-53 (postal code) of the buyer")
    },
);

pub static BR_NL_5: Rule = fatal(
    "BR-NL-5",
    &[Term::Bt(64), Term::Bt(66), Term::Bt(67)],
    "A Dutch tax representative's address has street, city and postal code.",
    "Dutch tax law wants the full address. The country is compared as written, and an absent one counts as Dutch.",
    |view, at, findings| {
        full_if_dutch(
            view,
            at,
            findings,
            "BT-64 (street), BT-66 (city) and BT-67 (postal code) of the tax representative",
        )
    },
);

fn full_if_dutch(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, what: &str) -> Checked {
    let is_foreign = view.select(at, &[cac::Country, cbc::IdentificationCode]).any(|code| view.text(code) != "NL");
    need::that(is_foreign || is_full(view, at), at, findings, || format!("{what} are all needed"))
}

fn is_full(view: &View<'_>, address: NodeId) -> bool {
    [cbc::StreetName, cbc::CityName, cbc::PostalZone].iter().all(|name| view.child(address, *name).is_some())
}

pub static BR_NL_7: Rule = fatal(
    "BR-NL-7",
    &[Term::Bt(3)],
    "The document type of a Dutch seller is 380, 381, 384 or 389.",
    "Dutch receivers know invoices, credit notes, corrections and self-billed invoices. The code is compared as written.",
    |view, at, findings| {
        let code = view.text(at);
        need::that(matches!(&*code, "380" | "381" | "384" | "389"), at, findings, || {
            format!("BT-3 (type code) is {code:?}, expected 380, 381, 384 or 389")
        })
    },
);

const DOCUMENT_WHY: &str = "Type and document element would contradict each other. The code is compared as written.";

pub static BR_NL_8_INVOICE: Rule =
    fatal("BR-NL-8", &[Term::Bt(3)], "Type 381 stands in a UBL credit note.", DOCUMENT_WHY, |view, at, findings| {
        let fine = view.text(at) != "381" || view.is_credit_note();
        need::that(fine, at, findings, || "BT-3 (type code) is 381, so the document has to be a CreditNote".to_owned())
    });

pub static BR_NL_8_CREDIT_NOTE: Rule = fatal(
    "BR-NL-8",
    &[Term::Bt(3)],
    "Every type but 381 stands in a UBL invoice.",
    DOCUMENT_WHY,
    |view, at, findings| {
        let code = view.text(at);
        let fine = code == "381" || view.is_invoice();
        need::that(fine, at, findings, || format!("BT-3 (type code) is {code}, so the document has to be an Invoice"))
    },
);

pub static BR_NL_9: Rule = fatal(
    "BR-NL-9",
    &[Term::Bt(3), Term::Bt(25)],
    "A correction (384) of a Dutch seller names the invoice it corrects.",
    "Otherwise the buyer cannot apply it.",
    |view, at, findings| {
        let references = || view.header_named(cac::BillingReference);
        let fine = view.text(at) != "384"
            || references().any(|reference| view.has(reference, &[cac::InvoiceDocumentReference, cbc::ID]));
        need::that(fine, at, findings, || {
            "BT-3 is 384 (correction), but BT-25 (preceding invoice) is missing".to_owned()
        })
    },
);

pub static BR_NL_10: Rule = fatal(
    "BR-NL-10",
    &[Term::Bt(47), Term::BtPart(47, 1)],
    "A Dutch buyer's legal registration is a chamber of commerce number (0106) or a government organisation number (0190).",
    "Dutch parties recognise each other by these two. A registration that is given is not blank, wherever the buyer is.",
    |view, at, findings| {
        let buyers = || view.named(cac::AccountingCustomerParty);
        let anywhere =
            |path: &[Name], holds: &dyn Fn(NodeId) -> bool| buyers().any(|buyer| view.select(buyer, path).any(holds));
        let country = [cac::Party, cac::PostalAddress, cac::Country, cbc::IdentificationCode];
        let entity = [cac::Party, cac::PartyLegalEntity, cbc::CompanyID];
        let registered =
            !anywhere(&country, &|code| view.text(code) == "NL") || anywhere(&entity, &|id| is_dutch_scheme(view, id));
        let mut own = view.children_named(at, cbc::CompanyID);
        let filled = !view.has(at, &[cbc::CompanyID]) || own.any(|id| !is_blank(&view.text(id)));
        need::that(registered && filled, at, findings, || {
            "BT-47 (buyer's legal registration) under scheme 0106 or 0190 is needed, and not blank".to_owned()
        })
    },
);

pub static BR_NL_11: Rule = fatal(
    "BR-NL-11",
    &[Term::Bg(16), Term::Bt(115)],
    "A Dutch seller says how to pay, if there is anything to pay to it.",
    "Nobody pays without an account.",
    |view, at, findings| {
        let due = view.amount(at, &[cbc::PayableAmount])?;
        let nothing_due = due.is_some_and(|due| due <= Exact::ZERO);
        let fine = nothing_due || view.named(cac::PaymentMeans).next().is_some();
        need::that(fine, at, findings, || {
            let due = due.map_or("missing".to_owned(), |due| due.to_string());
            format!("BT-115 (amount due) is {due}, but BG-16 (payment instructions) is missing")
        })
    },
);

/// UNCL 4461: what Dutch sellers are paid by.
const DUTCH_MEANS: [&str; 6] = ["30", "48", "49", "57", "58", "59"];

pub static BR_NL_12: Rule = fatal(
    "BR-NL-12",
    &[Term::Bt(81)],
    "A Dutch seller is paid by credit transfer, card, direct debit or standing agreement.",
    "Codes 30, 48, 49, 57, 58 and 59; white space around the code is forgiven.",
    |view, at, findings| {
        let code = view.only_text(at, &[cbc::PaymentMeansCode])?;
        let code = normalized(&code);
        need::that(DUTCH_MEANS.contains(&&*code), at, findings, || {
            format!("BT-81 (payment means code) is {code:?}, expected one of {}", DUTCH_MEANS.join(", "))
        })
    },
);

pub static BR_NL_31: Rule = warning(
    "BR-NL-31",
    &[Term::Bt(81), Term::Bt(86)],
    "SEPA payments (58, 59) of a Dutch seller need no bank identifier.",
    "The IBAN says which bank it is.",
    |view, at, findings| {
        let code = view.only_text(at, &[cbc::PaymentMeansCode])?;
        let is_sepa = matches!(&*normalized(&code), "58" | "59");
        let branch = [cac::PayeeFinancialAccount, cac::FinancialInstitutionBranch, cbc::ID];
        need::that(!is_sepa || !view.has(at, &branch), at, findings, || {
            format!("BT-86 (bank identifier) is given for a SEPA payment ({code}), where the IBAN is enough")
        })
    },
);

pub static BR_NL_13: Rule = fatal(
    "BR-NL-13",
    &[Term::Bt(13), Term::Bt(132)],
    "Where a line names an order line, the document names the order.",
    "A line of an unknown order cannot be found. This holds for sellers of all countries.",
    |view, at, findings| {
        let there = view.header_named(cac::OrderReference).any(|order| view.has(order, &[cbc::ID]));
        need::that(there, at, findings, || {
            "BT-132 (order line) is given, but BT-13 (order reference) is missing".to_owned()
        })
    },
);
