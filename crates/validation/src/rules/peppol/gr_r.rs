//! GR-R-001 to GR-R-010, GR-S-008 and GR-S-011: Greek sellers, by VAT identifier, tax representative or address.

use ubl::document::{Name, NodeId, attr, cac, cbc};

use super::identifiers::{is_greek, is_whole_number};
use super::no_r::registrations;
use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::need::{self, Checked};
use crate::rules::{fatal, warning};
use crate::xpath::{char_count, decimal, is_blank, normalized, number};

const NUMBER: &[Term] = &[Term::Bt(1)];
const NUMBER_WHY: &str = "The Greek tax office (myDATA) recognises an invoice by the six parts of its number: tax \
 number, date, branch, type, series, serial number.";

/// The parts of a document number between vertical bars; an empty number has none.
fn parts(number: &str) -> Vec<&str> {
    if number.is_empty() { Vec::new() } else { number.split('|').collect() }
}

/// One of those parts.
pub fn part(view: &View<'_>, at: NodeId, index: usize) -> Option<String> {
    parts(&view.text(at)).get(index).map(|part| (*part).to_owned())
}

pub static GR_R_001_1: Rule =
    fatal("GR-R-001-1", NUMBER, "A Greek document number has six parts.", NUMBER_WHY, |view, at, findings| {
        let count = parts(&view.text(at)).len();
        need::that(count == 6, at, findings, || format!("BT-1 has {count} parts between vertical bars, expected 6"))
    });

pub static GR_R_001_2: Rule = fatal(
    "GR-R-001-2",
    NUMBER,
    "The first part of a Greek document number is the tax number of the seller or its tax representative.",
    NUMBER_WHY,
    |view, at, findings| {
        let tax_number = part(view, at, 0).unwrap_or_default();
        let fine = char_count(&normalized(&tax_number)) == 9
            && is_greek(&tax_number)
            && (has_tax_number(view, &[cac::AccountingSupplierParty, cac::Party], &tax_number)?
                || has_tax_number(view, &[cac::TaxRepresentativeParty], &tax_number)?);
        need::that(fine, at, findings, || {
            format!("the first part of BT-1 is {tax_number:?}, expected the seller's nine-digit tax number")
        })
    },
);

/// Whether nine characters of one of the party's VAT identifiers, from the third, are this number.
fn has_tax_number(view: &View<'_>, party: &[Name], number: &str) -> Result<bool, Fault> {
    for party in view.select(view.root(), party) {
        for registration in view.children_named(party, cac::PartyTaxScheme) {
            if view.any_text(registration, &[cac::TaxScheme, cbc::ID], "VAT") {
                let id = view.only_text(registration, &[cbc::CompanyID])?;
                if id.chars().skip(2).take(9).eq(number.chars()) {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

pub static GR_R_001_3: Rule = fatal(
    "GR-R-001-3",
    &[Term::Bt(1), Term::Bt(2)],
    "The second part of a Greek document number is the issue date, as day/month/year.",
    NUMBER_WHY,
    |view, at, findings| {
        let date = part(view, at, 1).unwrap_or_default();
        let issued = view.only_text(view.root(), &[cbc::IssueDate])?;
        let (stated, issued): (Vec<&str>, Vec<&str>) = (date.split('/').collect(), issued.split('-').collect());
        let same = matches!(
            (stated.as_slice(), issued.as_slice()),
            ([day, month, year, ..], [issue_year, issue_month, issue_day, ..])
                if day == issue_day && month == issue_month && year == issue_year
        );
        let fine = !is_blank(&date) && begins_with_date(&date) && same;
        need::that(fine, at, findings, || {
            format!("the second part of BT-1 is {date:?}, expected the issue date (BT-2) as day/month/year")
        })
    },
);

/// Day, month and year with an optional separator between them (`-`, `/`, `\` or a blank), at the beginning.
fn begins_with_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    day_ends(bytes).into_iter().any(|day| {
        separator_ends(bytes, day).into_iter().any(|month| {
            month_ends(bytes, month)
                .into_iter()
                .any(|end| separator_ends(bytes, end).into_iter().any(|year| is_year(&bytes[year..])))
        })
    })
}

fn digit(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| byte - b'0')
}

/// One digit from 1, or a zero and such a digit, or two digits up to the bound.
fn number_ends(bytes: &[u8], at: usize, max: u8) -> Vec<usize> {
    let mut ends = Vec::new();
    match (digit(bytes, at), digit(bytes, at + 1)) {
        (Some(tens), Some(ones)) if (1..=max).contains(&(tens * 10 + ones)) => ends.push(at + 2),
        _ => {}
    }
    if digit(bytes, at).is_some_and(|ones| ones > 0) {
        ends.push(at + 1);
    }
    ends
}

fn day_ends(bytes: &[u8]) -> Vec<usize> {
    number_ends(bytes, 0, 31)
}

fn month_ends(bytes: &[u8], at: usize) -> Vec<usize> {
    number_ends(bytes, at, 12)
}

fn separator_ends(bytes: &[u8], at: usize) -> Vec<usize> {
    match bytes.get(at) {
        Some(b'-' | b'/' | b'\\' | b' ') => vec![at + 1, at],
        _ => vec![at],
    }
}

fn is_year(bytes: &[u8]) -> bool {
    matches!(bytes, [b'1', b'9', a, b, ..] | [b'2', b'0', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit())
}

pub static GR_R_001_4: Rule = fatal(
    "GR-R-001-4",
    NUMBER,
    "The third part of a Greek document number is a whole number, zero or above.",
    "It is the branch. A number that is not whole is an error of the official test.",
    |view, at, findings| {
        let branch = part(view, at, 2).unwrap_or_default();
        let fine = !is_blank(&branch) && !number(&branch).is_nan() && {
            if !is_whole_number(&branch) {
                return Err(Fault::BadValue);
            }
            decimal(&branch)? >= crate::xpath::Exact::ZERO
        };
        need::that(fine, at, findings, || format!("the third part of BT-1 is {branch:?}, expected a branch number"))
    },
);

/// Document types of myDATA that may be sent.
const TYPES: [&str; 6] = ["1.1", "1.6", "2.1", "2.4", "5.1", "5.2"];

pub static GR_R_001_5: Rule = fatal(
    "GR-R-001-5",
    NUMBER,
    "The fourth part of a Greek document number is a document type of the tax office.",
    NUMBER_WHY,
    |view, at, findings| {
        let kind = part(view, at, 3).unwrap_or_default();
        need::that(TYPES.contains(&&*kind), at, findings, || {
            format!("the fourth part of BT-1 is {kind:?}, expected one of {}", TYPES.join(", "))
        })
    },
);

pub static GR_R_001_6: Rule = fatal(
    "GR-R-001-6",
    NUMBER,
    "The fifth part of a Greek document number is not empty.",
    NUMBER_WHY,
    |view, at, findings| {
        let there = part(view, at, 4).is_some_and(|series| !series.is_empty());
        need::that(there, at, findings, || "the fifth part of BT-1 (series) is missing".to_owned())
    },
);

pub static GR_R_001_7: Rule = fatal(
    "GR-R-001-7",
    NUMBER,
    "The sixth part of a Greek document number is not empty.",
    NUMBER_WHY,
    |view, at, findings| {
        let there = part(view, at, 5).is_some_and(|serial| !serial.is_empty());
        need::that(there, at, findings, || "the sixth part of BT-1 (serial number) is missing".to_owned())
    },
);

pub static GR_R_002: Rule = fatal(
    "GR-R-002",
    &[Term::Bt(28)],
    "A Greek seller has a trading name.",
    "The Greek exchange wants it. Two names are an error of the official test.",
    |view, at, findings| party_name(view, at, findings, "BT-28 (seller trading name)"),
);

pub static GR_R_005: Rule = fatal(
    "GR-R-005",
    &[Term::Bt(45)],
    "A Greek seller names its buyer by a trading name.",
    "The Greek exchange wants it. Two names are an error of the official test.",
    |view, at, findings| party_name(view, at, findings, "BT-45 (buyer trading name)"),
);

fn party_name(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, what: &str) -> Checked {
    let name = view.only_text(at, &[cac::PartyName, cbc::Name])?;
    need::that(!name.is_empty(), at, findings, || format!("{what} is missing"))
}

pub static GR_S_011: Rule = warning(
    "GR-S-011",
    &[Term::Bt(31)],
    "A Greek seller has exactly one VAT identifier: EL and a tax number with its check digit.",
    "The Greek exchange recognises the seller by it.",
    |view, at, findings| one_greek_vat(view, at, findings, "BT-31 (seller VAT identifier)"),
);

pub static GR_R_006: Rule = fatal(
    "GR-R-006",
    &[Term::Bt(48)],
    "Between Greek parties the buyer has exactly one VAT identifier: EL and a tax number with its check digit.",
    "The Greek exchange recognises the buyer by it.",
    |view, at, findings| one_greek_vat(view, at, findings, "BT-48 (buyer VAT identifier)"),
);

/// The party has one VAT identifier, and it is Greek.
pub fn one_greek_vat(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, what: &str) -> Checked {
    let ids = registrations(view, at, "VAT")?;
    let fine = matches!(ids.as_slice(), [id] if is_greek_vat(&view.text(*id)));
    need::that(fine, at, findings, || {
        format!("{what}: one of the form EL and nine digits with check digit is needed, there are {}", ids.len())
    })
}

fn is_greek_vat(id: &str) -> bool {
    id.strip_prefix("EL").is_some_and(is_greek)
}

pub static GR_R_003: Rule = fatal(
    "GR-R-003",
    &[Term::Bt(31)],
    "A Greek seller's VAT identifier is EL and a tax number with its check digit.",
    "A mistyped number would be somebody else. Characters behind the ninth digit are not looked at.",
    |view, at, findings| {
        let fine = is_greek_vat(&view.text(at));
        need::that(fine, at, findings, || {
            format!("BT-31 (VAT identifier) is {:?}, expected EL and nine digits with check digit", view.shown(at))
        })
    },
);

/// Whether this is the company identifier of a VAT registration of this party role.
pub fn is_vat_id_of_seller(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    let Some(registration) = view.parent(at).filter(|_| {
        view.parent(at).is_some_and(|parent| {
            view.ends_with(parent, &[cac::AccountingSupplierParty, cac::Party, cac::PartyTaxScheme])
        })
    }) else {
        return Ok(false);
    };
    Ok(normalized(&view.only_text(registration, &[cac::TaxScheme, cbc::ID])?) == "VAT"
        && view.parties().seller?.is_greek())
}

/// How the number that the tax office gave is marked among the supporting documents.
pub const MARK: &str = "##M.AR.K##";
/// How the address at which the tax office shows the invoice is marked.
const INVOICE_URL: &str = "##INVOICE|URL##";

pub static GR_R_004_1: Rule = fatal(
    "GR-R-004-1",
    &[Term::Bt(122), Term::Bt(123)],
    "A seller in Greece gives the number of the tax office (M.AR.K) exactly once.",
    "The Greek tax office gives each invoice a number before it is sent.",
    |view, at, findings| {
        let count = count_described(view, at, MARK);
        need::that(count == 1, at, findings, || {
            format!("a supporting document {MARK} is needed once, there are {count}")
        })
    },
);

pub static GR_S_008_1: Rule = warning(
    "GR-S-008-1",
    &[Term::Bt(122), Term::Bt(123)],
    "A seller in Greece gives the address at which the tax office shows the invoice.",
    "The buyer can check the invoice there.",
    |view, at, findings| {
        let count = count_described(view, at, INVOICE_URL);
        need::that(count == 1, at, findings, || {
            format!("a supporting document {INVOICE_URL} should be there once, there are {count}")
        })
    },
);

pub static GR_R_008_2: Rule = fatal(
    "GR-R-008-2",
    &[Term::Bt(122), Term::Bt(123)],
    "A seller in Greece gives the address at which the tax office shows the invoice at most once.",
    "Two addresses would be two invoices.",
    |view, at, findings| {
        let count = count_described(view, at, INVOICE_URL);
        need::that(count <= 1, at, findings, || {
            format!("a supporting document {INVOICE_URL} may be there once, there are {count}")
        })
    },
);

/// How many supporting documents have this description.
pub fn count_described(view: &View<'_>, at: NodeId, description: &str) -> usize {
    let documents = view.children_named(at, cac::AdditionalDocumentReference);
    documents.filter(|document| view.any_text(*document, &[cbc::DocumentDescription], description)).count()
}

/// Where the rules on supporting documents apply: the seller is Greek and its address, as written, is in GR.
pub fn is_in_greece(view: &View<'_>) -> Result<bool, Fault> {
    let parties = view.parties();
    Ok(parties.seller?.is_greek() && parties.is_seller_in_greece)
}

pub static GR_R_004_2: Rule = fatal(
    "GR-R-004-2",
    &[Term::Bt(122)],
    "The number of the tax office (M.AR.K) begins with a digit other than zero.",
    "It is a positive number; only its first character is tested.",
    |view, at, findings| {
        let fine = view.text(at).starts_with(|first: char| first.is_ascii_digit() && first != '0');
        need::that(fine, at, findings, || {
            format!("BT-122 of {MARK} is {:?}, expected a positive number", view.shown(at))
        })
    },
);

/// Where GR-R-004-2 applies.
pub fn is_mark(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    let document = view.parent(at).filter(|parent| view.name(*parent) == cac::AdditionalDocumentReference);
    Ok(document.is_some_and(|document| view.any_text(document, &[cbc::DocumentDescription], MARK))
        && is_in_greece(view)?)
}

pub static GR_R_008_3: Rule = fatal(
    "GR-R-008-3",
    &[Term::Bt(124)],
    "Where the address at which the tax office shows the invoice is announced, it is given.",
    "An announcement without an address is of no use.",
    |view, at, findings| {
        let uri = view.only_text(at, &[cac::Attachment, cac::ExternalReference, cbc::URI])?;
        need::that(!is_blank(&uri), at, findings, || format!("BT-124 (external location) of {INVOICE_URL} is missing"))
    },
);

/// Where GR-R-008-3 applies.
pub fn is_invoice_url(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(view.any_text(at, &[cbc::DocumentDescription], INVOICE_URL) && view.parties().seller?.is_greek())
}

pub static GR_R_009: Rule = fatal(
    "GR-R-009",
    &[Term::Bt(34), Term::BtPart(34, 1)],
    "A Greek seller's electronic address is its tax number under scheme 9933.",
    "The Greek network registers parties under it.",
    |view, at, findings| greek_address(view, at, findings, "BT-34 (seller electronic address)"),
);

pub static GR_R_010: Rule = fatal(
    "GR-R-010",
    &[Term::Bt(49), Term::BtPart(49, 1)],
    "Between Greek parties the buyer's electronic address is its tax number under scheme 9933.",
    "The Greek network registers parties under it.",
    |view, at, findings| greek_address(view, at, findings, "BT-49 (buyer electronic address)"),
);

fn greek_address(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, what: &str) -> Checked {
    let fine = view.attribute(at, attr::schemeID) == Some("9933") && is_greek(&view.text(at));
    need::that(fine, at, findings, || {
        format!("{what} is {:?}, expected a tax number under scheme 9933", view.shown(at))
    })
}

#[cfg(test)]
mod tests {
    use super::begins_with_date;

    #[test]
    fn dates_begin_with_day_month_and_year() {
        for fine in ["05/01/2026", "5-1-2026", "31 12 1999", "01012026", "1/1/2026 and more", "3112026"] {
            assert!(begins_with_date(fine), "{fine}");
        }
        for wrong in ["32/01/2026", "05/13/2026", "0/1/2026", "05/01/1826", "2026-01-05", ""] {
            assert!(!begins_with_date(wrong), "{wrong}");
        }
    }
}
