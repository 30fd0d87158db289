//! DE-R-001 to DE-R-031 and DE-R-T02: where seller and buyer are both German by their addresses (as `XRechnung` has it).

use std::collections::HashSet;

use ubl::document::{Name, NodeId, attr, cac, cbc};

use super::de_r_payment::skonto_lines;
use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::need::{self, Checked};
use crate::rules::{fatal, warning};
use crate::xpath::{is_blank, normalized};

pub static DE_R_001: Rule = fatal(
    "DE-R-001",
    &[Term::Bg(16)],
    "There are payment instructions.",
    "German public buyers do not pay without them.",
    |view, at, findings| need::element(view, at, findings, &[cac::PaymentMeans], "BG-16 (payment instructions)"),
);

pub static DE_R_015: Rule = fatal(
    "DE-R-015",
    &[Term::Bt(10)],
    "There is a buyer reference.",
    "For public buyers it is the Leitweg-ID, by which the invoice is routed.",
    |view, at, findings| filled(view, at, findings, cbc::BuyerReference, "BT-10 (buyer reference)"),
);

/// Categories whose seller has to be known to a tax office; compared as written.
const TAXED: [&str; 8] = ["S", "Z", "E", "AE", "K", "G", "L", "M"];

pub static DE_R_016: Rule = fatal(
    "DE-R-016",
    &[Term::Bt(31), Term::Bt(32), Term::Bg(11)],
    "Where a VAT category other than O is used, the seller has a tax registration or a tax representative.",
    "German law wants tax number or VAT identifier on the invoice.",
    seller_is_registered,
);

fn seller_is_registered(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let is_taxed = |id: NodeId| TAXED.contains(&&*view.text(id));
    let on_item = || {
        let lines = view.children(at).filter(|line| matches!(view.name(*line), cac::InvoiceLine | cac::CreditNoteLine));
        lines.flat_map(|line| view.children_named(line, cac::Item)).any(|item| {
            let categories = view.children_named(item, cac::ClassifiedTaxCategory);
            categories.flat_map(|category| view.children_named(category, cbc::ID)).any(is_taxed)
        })
    };
    let on_allowance_or_charge = || {
        let items = view.children_named(at, cac::AllowanceCharge);
        let mut said = items.filter(|item| {
            view.any_text(*item, &[cbc::ChargeIndicator], "false")
                || view.any_text(*item, &[cbc::ChargeIndicator], "true")
        });
        said.any(|item| {
            let categories = view.children_named(item, cac::TaxCategory);
            categories.flat_map(|category| view.children_named(category, cbc::ID)).any(is_taxed)
        })
    };
    let seller = [cac::AccountingSupplierParty, cac::Party, cac::PartyTaxScheme, cbc::CompanyID];
    let registered = || view.select(at, &seller).any(|id| !is_blank(&view.text(id)));
    let fine = view.has(at, &[cac::TaxRepresentativeParty]) || registered() || !(on_allowance_or_charge() || on_item());
    need::that(fine, at, findings, || {
        "BT-31 (VAT identifier), BT-32 (tax number) or BG-11 (tax representative) is needed for the VAT categories used"
            .to_owned()
    })
}

/// UNCL 1001: types of invoices and credit notes that German buyers take.
const TYPES: [&str; 8] = ["326", "380", "384", "389", "381", "875", "876", "877"];

pub static DE_R_017: Rule = warning(
    "DE-R-017",
    &[Term::Bt(3)],
    "The document type is one that German buyers expect.",
    "Codes 326, 380, 381, 384, 389, 875, 876 and 877.",
    |view, at, findings| {
        let is_known = |name| Ok::<_, Fault>(TYPES.contains(&&*normalized(&view.only_text(at, &[name])?)));
        let fine = is_known(cbc::InvoiceTypeCode)? || is_known(cbc::CreditNoteTypeCode)?;
        need::that(fine, at, findings, || format!("BT-3 (type code) should be one of {}", TYPES.join(", ")))
    },
);

pub static DE_R_018: Rule = fatal(
    "DE-R-018",
    &[Term::Bt(20)],
    "Payment terms that begin a line with # state a discount for early payment in the agreed form, and a line \
     break follows.",
    "Programs read #SKONTO#TAGE=14#PROZENT=2.00# from it. Two payment terms are an error of the official test once \
     a line fits.",
    |view, at, findings| {
        let fine = skonto_lines(view, at)?;
        need::that(fine, at, findings, || {
            "BT-20 (payment terms) has a # line that is not #SKONTO#TAGE=n#PROZENT=n.nn# with a line break behind it"
                .to_owned()
        })
    },
);

pub static DE_R_022: Rule = fatal(
    "DE-R-022",
    &[Term::BtPart(125, 2)],
    "Attached files have different names.",
    "Files of the same name overwrite each other when they are stored.",
    |view, at, findings| {
        let path = [cac::Attachment, cbc::EmbeddedDocumentBinaryObject];
        let mut seen = HashSet::new();
        for document in view.children_named(at, cac::AdditionalDocumentReference) {
            let names: Vec<&str> =
                view.select(document, &path).filter_map(|object| view.attribute(object, attr::filename)).collect();
            if let Some(twice) = names.iter().find(|name| seen.contains(*name)) {
                findings.report(at, format!("two attachments have the file name {twice:?} (BT-125-2)"));
                break;
            }
            seen.extend(names);
        }
        Ok(())
    },
);

pub static DE_R_026: Rule = warning(
    "DE-R-026",
    &[Term::Bt(3), Term::Bt(25)],
    "A correction (384) names the invoice it corrects.",
    "Otherwise the buyer cannot apply it.",
    |view, at, findings| {
        let is_correction = |name| Ok::<_, Fault>(normalized(&view.only_text(at, &[name])?) == "384");
        let corrects = is_correction(cbc::InvoiceTypeCode)? || is_correction(cbc::CreditNoteTypeCode)?;
        let fine = !corrects || view.has(at, &[cac::BillingReference, cac::InvoiceDocumentReference]);
        need::that(fine, at, findings, || {
            "BT-3 is 384 (correction), but BT-25 (preceding invoice) is missing".to_owned()
        })
    },
);

pub static DE_R_030: Rule = fatal(
    "DE-R-030",
    &[Term::Bt(90)],
    "A direct debit names the creditor's bank identifier.",
    "SEPA wants the creditor identifier; in UBL it is a party identifier under the scheme SEPA, of seller or payee.",
    |view, at, findings| {
        let is_sepa = |id: NodeId| view.attribute(id, attr::schemeID) == Some("SEPA");
        let seller = [cac::AccountingSupplierParty, cac::Party, cac::PartyIdentification, cbc::ID];
        let payee = [cac::PayeeParty, cac::PartyIdentification, cbc::ID];
        let fine = !view.has(at, &[cac::PaymentMeans, cac::PaymentMandate])
            || view.select(at, &seller).any(is_sepa)
            || view.select(at, &payee).any(is_sepa);
        need::that(fine, at, findings, || "BT-90 (creditor identifier) is missing for the direct debit".to_owned())
    },
);

pub static DE_R_031: Rule = fatal(
    "DE-R-031",
    &[Term::Bt(91)],
    "A direct debit names the account to be debited.",
    "The buyer checks it against the mandate.",
    |view, at, findings| {
        let account = [cac::PaymentMeans, cac::PaymentMandate, cac::PayerFinancialAccount, cbc::ID];
        let fine = !view.has(at, &[cac::PaymentMeans, cac::PaymentMandate]) || view.has(at, &account);
        need::that(fine, at, findings, || "BT-91 (debited account) is missing for the direct debit".to_owned())
    },
);

pub static DE_R_T02: Rule = warning(
    "DE-R-T02",
    &[Term::Bt(124)],
    "The location of an external document is an address with a scheme, such as https.",
    "A path on the seller's disk helps nobody.",
    |view, at, findings| {
        let uri = view.only_text(at, &[cbc::URI])?;
        need::that(has_uri_scheme(&uri), at, findings, || {
            format!("BT-124 (external location) is {uri:?}, expected for example https://…")
        })
    },
);

/// A letter and at least one more letter, digit, plus, point or hyphen, then a colon.
fn has_uri_scheme(uri: &str) -> bool {
    uri.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() >= 2
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
    })
}

pub static DE_R_002: Rule = fatal(
    "DE-R-002",
    &[Term::Bg(6)],
    "The seller names a contact.",
    "The buyer needs somebody to ask.",
    |view, at, findings| need::element(view, at, findings, &[cac::Party, cac::Contact], "BG-6 (seller contact)"),
);

pub static DE_R_003: Rule = fatal(
    "DE-R-003",
    &[Term::Bt(37)],
    "The seller's address has a city.",
    "German law wants the full address.",
    |view, at, findings| filled(view, at, findings, cbc::CityName, "BT-37 (seller city)"),
);

pub static DE_R_004: Rule = fatal(
    "DE-R-004",
    &[Term::Bt(38)],
    "The seller's address has a postal code.",
    "German law wants the full address.",
    |view, at, findings| filled(view, at, findings, cbc::PostalZone, "BT-38 (seller postal code)"),
);

pub static DE_R_005: Rule = fatal(
    "DE-R-005",
    &[Term::Bt(41)],
    "The seller's contact has a name.",
    "The buyer needs somebody to ask.",
    |view, at, findings| filled(view, at, findings, cbc::Name, "BT-41 (contact name)"),
);

pub static DE_R_006: Rule = fatal(
    "DE-R-006",
    &[Term::Bt(42)],
    "The seller's contact has a telephone number.",
    "The buyer needs somebody to ask.",
    |view, at, findings| filled(view, at, findings, cbc::Telephone, "BT-42 (contact telephone)"),
);

pub static DE_R_007: Rule = fatal(
    "DE-R-007",
    &[Term::Bt(43)],
    "The seller's contact has a mail address.",
    "The buyer needs somebody to ask.",
    |view, at, findings| filled(view, at, findings, cbc::ElectronicMail, "BT-43 (contact mail)"),
);

pub static DE_R_027: Rule = warning(
    "DE-R-027",
    &[Term::Bt(42)],
    "The seller's telephone number has at least three digits.",
    "Fewer are no number.",
    |view, at, findings| {
        let telephone = view.only_text(at, &[cbc::Telephone])?;
        let fine = telephone.bytes().filter(u8::is_ascii_digit).count() >= 3;
        need::that(fine, at, findings, || {
            format!("BT-42 (contact telephone) is {telephone:?}, expected at least three digits")
        })
    },
);

pub static DE_R_028: Rule = warning(
    "DE-R-028",
    &[Term::Bt(43)],
    "The seller's mail address has one @ and a domain with a point.",
    "Others cannot be written to.",
    |view, at, findings| {
        let mail = view.only_text(at, &[cbc::ElectronicMail])?;
        let fine = is_mail_address(&normalized(&mail));
        need::that(fine, at, findings, || format!("BT-43 (contact mail) is {mail:?}, expected name@domain.example"))
    },
);

fn is_mail_address(mail: &str) -> bool {
    let Some((name, domain)) = mail.split_once('@') else {
        return false;
    };
    let labels: Vec<&str> = domain.split('.').collect();
    !name.is_empty()
        && !mail.contains(' ')
        && !domain.contains('@')
        && labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty())
}

pub static DE_R_008: Rule = fatal(
    "DE-R-008",
    &[Term::Bt(52)],
    "The buyer's address has a city.",
    "German law wants the full address.",
    |view, at, findings| filled(view, at, findings, cbc::CityName, "BT-52 (buyer city)"),
);

pub static DE_R_009: Rule = fatal(
    "DE-R-009",
    &[Term::Bt(53)],
    "The buyer's address has a postal code.",
    "German law wants the full address.",
    |view, at, findings| filled(view, at, findings, cbc::PostalZone, "BT-53 (buyer postal code)"),
);

pub static DE_R_010: Rule = fatal(
    "DE-R-010",
    &[Term::Bt(77)],
    "A delivery address has a city.",
    "Half an address is not found.",
    |view, at, findings| filled(view, at, findings, cbc::CityName, "BT-77 (deliver-to city)"),
);

pub static DE_R_011: Rule = fatal(
    "DE-R-011",
    &[Term::Bt(78)],
    "A delivery address has a postal code.",
    "Half an address is not found.",
    |view, at, findings| filled(view, at, findings, cbc::PostalZone, "BT-78 (deliver-to postal code)"),
);

pub static DE_R_014: Rule = fatal(
    "DE-R-014",
    &[Term::Bt(119)],
    "Every VAT breakdown row has a rate.",
    "German law wants the rate on the invoice, also where it is zero.",
    |view, at, findings| {
        let rates = view.select(at, &[cac::TaxCategory, cbc::Percent]);
        let there = rates.map(|rate| view.text(rate)).any(|rate| !is_blank(&rate));
        need::that(there, at, findings, || "BT-119 (VAT rate) is missing".to_owned())
    },
);

/// A child of this name that holds more than white space.
fn filled(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, name: Name, what: &str) -> Checked {
    let there = view.children_named(at, name).any(|node| !is_blank(&view.text(node)));
    need::that(there, at, findings, || format!("{what} is missing or blank"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_need_a_scheme_and_a_domain() {
        assert!(
            has_uri_scheme("https://example.org")
                && has_uri_scheme("urn:x")
                && !has_uri_scheme("c:/x")
                && !has_uri_scheme("/x")
        );
        assert!(
            is_mail_address("a@b.example")
                && !is_mail_address("a@b")
                && !is_mail_address("a@b@c.d")
                && !is_mail_address("a@b..c")
        );
    }
}
