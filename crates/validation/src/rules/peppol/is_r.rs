//! IS-R-001 to IS-R-010: Icelandic sellers, by the country of their address as written.

use ubl::document::{Name, NodeId, attr, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::need::{self, Checked};
use crate::rules::{fatal, warning};
use crate::xpath::{Date, char_count, normalized};

/// Icelandic identity number, kennitala.
const KENNITALA: &str = "0196";
/// How an Icelandic final payment date is marked among the supporting documents.
const FINAL_DATE: &str = "EINDAGI";

pub static IS_R_001: Rule = warning(
    "IS-R-001",
    &[Term::Bt(3)],
    "An Icelandic seller sends invoices (380) and credit notes (381).",
    "Icelandic systems read no other types.",
    |view, at, findings| {
        let is_usual = |name| Ok::<_, Fault>(matches!(&*normalized(&view.only_text(at, &[name])?), "380" | "381"));
        let fine = is_usual(cbc::InvoiceTypeCode)? || is_usual(cbc::CreditNoteTypeCode)?;
        need::that(fine, at, findings, || "BT-3 (type code) of an Icelandic seller has to be 380 or 381".to_owned())
    },
);

pub static IS_R_002: Rule = fatal(
    "IS-R-002",
    &[Term::Bt(30), Term::BtPart(30, 1)],
    "An Icelandic seller gives its kennitala (scheme 0196).",
    "Icelandic law wants it on every invoice. Only the scheme is tested.",
    |view, at, findings| {
        kennitala(
            view,
            at,
            findings,
            &[cac::AccountingSupplierParty, cac::Party, cac::PartyLegalEntity, cbc::CompanyID],
            "BT-30 (seller)",
        )
    },
);

pub static IS_R_004: Rule = fatal(
    "IS-R-004",
    &[Term::Bt(47), Term::BtPart(47, 1)],
    "Between Icelandic parties the buyer's kennitala (scheme 0196) is given.",
    "Icelandic law wants it on every invoice. Only the scheme is tested.",
    |view, at, findings| {
        kennitala(view, at, findings, &[cac::Party, cac::PartyLegalEntity, cbc::CompanyID], "BT-47 (buyer)")
    },
);

fn kennitala(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, path: &[Name], what: &str) -> Checked {
    let there = view.select(at, path).any(|id| view.attribute(id, attr::schemeID) == Some(KENNITALA));
    need::that(there, at, findings, || {
        format!("the kennitala (legal registration under scheme 0196) is missing: {what}")
    })
}

pub static IS_R_003: Rule = fatal(
    "IS-R-003",
    &[Term::Bt(35), Term::Bt(38)],
    "An Icelandic seller's address has a street and a postal code.",
    "Icelandic law wants the address.",
    |view, at, findings| {
        address(
            view,
            at,
            findings,
            &[cac::AccountingSupplierParty, cac::Party, cac::PostalAddress],
            "BT-35 (street) and BT-38 (postal code)",
        )
    },
);

pub static IS_R_005: Rule = fatal(
    "IS-R-005",
    &[Term::Bt(50), Term::Bt(53)],
    "Between Icelandic parties the buyer's address has a street and a postal code.",
    "Icelandic law wants the address.",
    |view, at, findings| {
        address(view, at, findings, &[cac::Party, cac::PostalAddress], "BT-50 (street) and BT-53 (postal code)")
    },
);

fn address(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, path: &[Name], what: &str) -> Checked {
    let has = |name| view.select(at, path).any(|address| view.has(address, &[name]));
    need::that(has(cbc::StreetName) && has(cbc::PostalZone), at, findings, || format!("{what} are both needed"))
}

pub static IS_R_006: Rule = fatal(
    "IS-R-006",
    &[Term::Bt(81), Term::Bt(84)],
    "The account of an Icelandic payment slip (9) has twelve characters.",
    "Bank, ledger and account number. Two such accounts are an error of the official test.",
    |view, at, findings| account_of_twelve(view, at, findings, "9"),
);

pub static IS_R_007: Rule = fatal(
    "IS-R-007",
    &[Term::Bt(81), Term::Bt(84)],
    "The account of an Icelandic bank transfer (42) has twelve characters.",
    "Bank, ledger and account number. Two such accounts are an error of the official test.",
    |view, at, findings| account_of_twelve(view, at, findings, "42"),
);

fn account_of_twelve(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, code: &str) -> Checked {
    let means = || {
        view.children_named(at, cac::PaymentMeans).filter(|means| view.any_text(*means, &[cbc::PaymentMeansCode], code))
    };
    if means().next().is_none() {
        return Ok(());
    }
    let accounts: Vec<NodeId> = means()
        .flat_map(|means| view.select(means, &[cac::PayeeFinancialAccount, cbc::ID]).collect::<Vec<_>>())
        .collect();
    let length = match accounts.as_slice() {
        [] => 0,
        [account] => char_count(&normalized(&view.text(*account))),
        _ => return Err(Fault::ManyValues),
    };
    need::that(length == 12, at, findings, || {
        format!("BT-84 (account) for means {code} has {length} characters, expected 12")
    })
}

pub static IS_R_008: Rule = fatal(
    "IS-R-008",
    &[Term::Bt(122), Term::Bt(123)],
    "An Icelandic final payment date (EINDAGI) is a date of ten characters.",
    "Interest is counted from it. Two of them are an error of the official test.",
    |view, at, findings| {
        let marked = final_dates(view, at);
        if marked.is_empty() {
            return Ok(());
        }
        let ids: Vec<NodeId> = marked.iter().flat_map(|document| view.children_named(*document, cbc::ID)).collect();
        let date = match ids.as_slice() {
            [] => String::new(),
            [id] => view.text(*id).into_owned(),
            _ => return Err(Fault::ManyValues),
        };
        let fine = char_count(&date) == 10 && Date::read(&date).is_ok();
        need::that(fine, at, findings, || format!("{FINAL_DATE} is {date:?}, expected a date YYYY-MM-DD"))
    },
);

pub static IS_R_009: Rule = fatal(
    "IS-R-009",
    &[Term::Bt(9), Term::Bt(122)],
    "Beside an Icelandic final payment date (EINDAGI) there is a due date.",
    "The final date is the end of the grace after the due date.",
    |view, at, findings| {
        let fine = final_dates(view, at).is_empty() || view.has(at, &[cbc::DueDate]);
        need::that(fine, at, findings, || format!("{FINAL_DATE} is given, but BT-9 (due date) is missing"))
    },
);

pub static IS_R_010: Rule = fatal(
    "IS-R-010",
    &[Term::Bt(9), Term::Bt(122)],
    "The due date is not after the Icelandic final payment date (EINDAGI).",
    "The final date is the end of the grace after the due date. Both are compared as text.",
    |view, at, findings| {
        let marked = final_dates(view, at);
        let last: Vec<_> = marked
            .iter()
            .flat_map(|document| view.children_named(*document, cbc::ID))
            .map(|id| view.text(id))
            .collect();
        let mut due = view.children_named(at, cbc::DueDate).map(|due| view.text(due));
        let fine = marked.is_empty() || due.any(|due| last.iter().any(|last| due <= *last));
        need::that(fine, at, findings, || format!("BT-9 (due date) is missing or after {FINAL_DATE}"))
    },
);

fn final_dates(view: &View<'_>, at: NodeId) -> Vec<NodeId> {
    let documents = view.children_named(at, cac::AdditionalDocumentReference);
    documents.filter(|document| view.any_text(*document, &[cbc::DocumentDescription], FINAL_DATE)).collect()
}
