//! The layer `reminder-peppol`: national rules of about 2022. Germany has none yet; Greece has more document types.

use ubl::document::{Name, NodeId, attr, cac, cbc, root};

use super::peppol::only_own_text;
use crate::edition::Change::{self, Applies, Before, Behind, Judged, Warns, Without};
use crate::rule::{Context, Fault, Findings, Rule, Term, View};
use crate::rules::fatal;
use crate::rules::need::{self, Checked};
use crate::rules::peppol::dk_r::{has_code, is_card, payment_id};
use crate::rules::peppol::gr_r::{MARK, count_described, one_greek_vat, part};
use crate::rules::peppol::identifiers::is_danish_with_prefix;
use crate::rules::peppol::no_r::registrations;
use crate::xpath::{Exact, char_count, normalized, number};

/// What differs from Billing's layer.
pub const CHANGES: &[Change] = &[
    Warns("DK-R-003"),
    Judged("DK-R-003", classification_version),
    Judged("DK-R-004", tax_code),
    Judged("DK-R-008", giro_payment),
    Behind("DK-R-014", &DK_R_015),
    Without("DK-R-017"),
    Warns("SE-R-003"),
    Warns("SE-R-004"),
    Without("SE-R-013"),
    Judged("GR-R-001-5", greek_document_type),
    Behind("GR-R-002", &GR_R_007_1),
    Without("GR-S-011"),
    Before(
        "GR-R-003",
        Context {
            names: &[cac::TaxRepresentativeParty],
            matches: |view, _| is_seller_greek(view),
            rules: &[&GR_R_007_2, &GR_R_007_3],
        },
    ),
    Applies(
        "GR-R-004-1",
        Context {
            names: &[root::CreditNote, root::Invoice],
            matches: |view, at| Ok(at == view.root() && is_seller_greek(view)?),
            rules: &[],
        },
    ),
    Judged("GR-S-008-1", |view, at, findings| {
        let count = count_described(view, at, INVOICE_URL);
        need::that(count == 1, at, findings, || {
            format!("a supporting document {INVOICE_URL} should be there once, there are {count}")
        })
    }),
    Judged("GR-R-008-2", |view, at, findings| {
        let count = count_described(view, at, INVOICE_URL);
        need::that(count <= 1, at, findings, || {
            format!("a supporting document {INVOICE_URL} may be there once, there are {count}")
        })
    }),
    Applies(
        "GR-R-004-2",
        Context {
            names: &[cbc::ID],
            matches: |view, at| Ok(is_described(view, view.parent(at), MARK) && is_seller_greek(view)?),
            rules: &[],
        },
    ),
    Applies(
        "GR-R-008-3",
        Context {
            names: &[cac::AdditionalDocumentReference],
            matches: |view, at| Ok(is_described(view, Some(at), INVOICE_URL) && is_seller_greek(view)?),
            rules: &[],
        },
    ),
    Judged("NL-R-007", payment_instructions),
    Applies(
        "NL-R-008",
        Context { names: &[cac::PaymentMeans], matches: |view, _| view.parties().is_seller_dutch(), rules: &[] },
    ),
    Without("DE-R-*"),
];

/// Without the version of 2026.
fn classification_version(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let path = [cac::Item, cac::CommodityClassification, cbc::ItemClassificationCode];
    let has = |name: Name, values: &[&str]| {
        view.select(at, &path).any(|code| view.attribute(code, name).is_some_and(|value| values.contains(&value)))
    };
    let fine = !has(attr::listID, &["TST"]) || has(attr::listVersionID, &["19.05.01", "19.0501"]);
    need::that(fine, at, findings, || "BT-158-2 (version of list TST) has to be 19.05.01".to_owned())
}

/// Only four digits will do.
fn tax_code(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    if !view.any_text(at, &[cbc::AllowanceChargeReasonCode], "ZZZ") {
        return Ok(());
    }
    let trimmed = normalized(only_own_text(view, view.children_named(at, cbc::AllowanceChargeReason))?);
    let fine = char_count(&trimmed) == 4 && {
        let reason = view.only_text(at, &[cbc::AllowanceChargeReason])?;
        (0.0..=9999.0).contains(&number(&reason))
    };
    need::that(fine, at, findings, || format!("the reason code is ZZZ, but the reason {trimmed:?} is not four digits"))
}

/// The giro account has seven characters.
fn giro_payment(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    if !has_code(view, at, &["50"]) {
        return Ok(());
    }
    let fine = is_card(&payment_id(view, at)?, &["01#", "04#", "15#"])
        && char_count(only_own_text(view, view.select(at, &[cac::PayeeFinancialAccount, cbc::ID]))?) == 7;
    need::that(fine, at, findings, || {
        "BT-83 has to begin with 01#, 04# or 15#, and BT-84 to have 7 characters".to_owned()
    })
}

static DK_R_015: Rule = fatal(
    "DK-R-015",
    &[Term::Bt(31)],
    "A Danish seller's VAT identifier is DK and eight digits.",
    "Only the first two tax registrations are looked at. Billing no longer has this rule.",
    |view, at, findings| {
        for place in 0..2 {
            if is_vat_without_form(view, at, place)? {
                findings.report(at, "BT-31 (seller VAT identifier) is not DK and eight digits");
                break;
            }
        }
        Ok(())
    },
);

fn is_vat_without_form(view: &View<'_>, at: NodeId, place: usize) -> Result<bool, Fault> {
    let parties = view.select(at, &[cac::AccountingSupplierParty, cac::Party]);
    let registrations: Vec<NodeId> =
        parties.filter_map(|party| view.children_named(party, cac::PartyTaxScheme).nth(place)).collect();
    let below = |path: &'static [Name]| registrations.iter().flat_map(move |node| view.select(*node, path));
    let scheme = normalized(only_own_text(view, below(&[cac::TaxScheme, cbc::ID]))?);
    Ok(scheme == "VAT" && !is_danish_with_prefix(only_own_text(view, below(&[cbc::CompanyID]))?))
}

/// Document types of the Greek tax office, as of 2022.
const GREEK_TYPES: [&str; 25] = [
    "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "4", "5.1", "5.2", "6.1",
    "6.2", "7.1", "8.1", "8.2", "11.1", "11.2", "11.3", "11.4", "11.5",
];

/// The address at which the tax office shows the invoice was marked in another way.
const INVOICE_URL: &str = "##INVOICE-URL##";

fn greek_document_type(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let kind = part(view, at, 3).unwrap_or_default();
    need::that(GREEK_TYPES.contains(&&*kind), at, findings, || {
        format!("the fourth part of BT-1 is {kind:?}, which is no Greek document type")
    })
}

fn is_seller_greek(view: &View<'_>) -> Result<bool, Fault> {
    Ok(view.parties().seller?.is_greek())
}

fn is_described(view: &View<'_>, document: Option<NodeId>, description: &str) -> bool {
    let document = document.filter(|document| view.name(*document) == cac::AdditionalDocumentReference);
    document.is_some_and(|document| view.any_text(document, &[cbc::DocumentDescription], description))
}

static GR_R_007_1: Rule = fatal(
    "GR-R-007-1",
    &[Term::Bt(31), Term::Bt(62)],
    "A Greek seller has a VAT identifier, or the invoice has a tax representative.",
    "The Greek exchange recognises the seller by one of them. Billing has GR-S-011 instead.",
    |view, at, findings| {
        let ids = registrations(view, at, "VAT")?.len();
        let represented =
            || view.is_invoice() && view.children_named(view.root(), cac::TaxRepresentativeParty).count() == 1;
        need::that(ids == 1 || represented(), at, findings, || {
            format!("BT-31 (seller VAT identifier) occurs {ids} times, once is needed")
        })
    },
);

static GR_R_007_2: Rule = fatal(
    "GR-R-007-2",
    &[Term::Bt(62)],
    "The tax representative of a Greek seller has a name.",
    "The Greek exchange wants it. Two names are an error of the official test.",
    |view, at, findings| {
        need::text(view, at, findings, &[cac::PartyName, cbc::Name], "BT-62 (tax representative name)")
    },
);

static GR_R_007_3: Rule = fatal(
    "GR-R-007-3",
    &[Term::Bt(63)],
    "The tax representative of a Greek seller has one VAT identifier: EL and a tax number with its check digit.",
    "The Greek exchange recognises it by this number.",
    |view, at, findings| one_greek_vat(view, at, findings, "BT-63 (tax representative VAT identifier)"),
);

/// An amount due below zero needs no instructions here, on a credit note too.
fn payment_instructions(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let due = view.amount(at, &[cbc::PayableAmount])?;
    let fine = due.as_ref().is_some_and(|due| *due <= Exact::ZERO) || view.named(cac::PaymentMeans).next().is_some();
    need::that(fine, at, findings, || {
        let due = due.map_or("missing".to_owned(), |due| due.to_string());
        format!("BT-115 (amount due) is {due}, but BG-16 (payment instructions) is missing")
    })
}
