//! SE-R-001 to SE-R-013: Swedish sellers, by the country of their address as written.

use ubl::document::{NodeId, cac, cbc};

use super::identifiers::is_swedish as is_organisation_number;
use super::parties::{has_swedish_vat, is_swedish};
use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::need::{self, Checked};
use crate::rules::{fatal, warning};
use crate::xpath::{char_count, normalized, normalized_upper, number};

pub static SE_R_001: Rule = fatal(
    "SE-R-001",
    &[Term::Bt(31)],
    "A Swedish VAT identifier has 14 characters.",
    "SE, the organisation number and 01. Two VAT identifiers are an error of the official test.",
    |view, at, findings| {
        let id = vat_id(view, at)?;
        let length = char_count(&normalized(&id));
        need::that(length == 14, at, findings, || {
            format!("BT-31 (VAT identifier) {id} has {length} characters, expected 14")
        })
    },
);

pub static SE_R_002: Rule = fatal(
    "SE-R-002",
    &[Term::Bt(31)],
    "Behind SE a Swedish VAT identifier is a number.",
    "The organisation number and 01.",
    |view, at, findings| {
        let id = vat_id(view, at)?;
        let rest: String = id.chars().skip(2).take(12).collect();
        need::that(!number(&rest).is_nan(), at, findings, || {
            format!("BT-31 (VAT identifier) is {id}, expected SE and twelve digits")
        })
    },
);

/// The only company identifier under the tax scheme VAT, as written.
fn vat_id(view: &View<'_>, party: NodeId) -> Result<String, Fault> {
    let registrations = view.children_named(party, cac::PartyTaxScheme);
    let registrations =
        registrations.filter(|registration| view.any_text(*registration, &[cac::TaxScheme, cbc::ID], "VAT"));
    let mut ids = registrations.flat_map(|registration| view.children_named(registration, cbc::CompanyID));
    let id = ids.next();
    if ids.next().is_some() {
        Err(Fault::ManyValues)
    } else {
        Ok(id.map(|id| view.text(id).into_owned()).unwrap_or_default())
    }
}

/// Where SE-R-001 and -002 apply: a Swedish seller with a Swedish VAT identifier.
pub fn is_swedish_vat_seller(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(view.is_in(at, cac::AccountingSupplierParty) && is_swedish(view, at) && has_swedish_vat(view, at)?)
}

pub static SE_R_003: Rule = fatal(
    "SE-R-003",
    &[Term::Bt(30)],
    "A Swedish legal registration is a number.",
    "It is the organisation number.",
    |view, at, findings| {
        let id = view.only_text(at, &[cbc::CompanyID])?;
        need::that(!number(&id).is_nan(), at, findings, || {
            format!("BT-30 (legal registration) is {id:?}, expected ten digits")
        })
    },
);

pub static SE_R_004: Rule = fatal(
    "SE-R-004",
    &[Term::Bt(30)],
    "A Swedish legal registration has ten characters.",
    "It is the organisation number.",
    |view, at, findings| {
        let id = view.only_text(at, &[cbc::CompanyID])?;
        let length = char_count(&normalized(&id));
        need::that(length == 10, at, findings, || {
            format!("BT-30 (legal registration) {id:?} has {length} characters, expected 10")
        })
    },
);

pub static SE_R_013: Rule = fatal(
    "SE-R-013",
    &[Term::Bt(30)],
    "A Swedish legal registration has its check digit.",
    "A mistyped number would be somebody else.",
    |view, at, findings| {
        let id = view.only_text(at, &[cbc::CompanyID])?;
        let fine = is_organisation_number(&normalized(&id));
        need::that(fine, at, findings, || {
            format!("the tenth digit of BT-30 (legal registration) {id:?} is not its check digit")
        })
    },
);

/// Where SE-R-003, -004 and -013 apply: the legal entity of a Swedish seller that has a registration.
pub fn is_registered_entity(view: &View<'_>, at: NodeId) -> bool {
    let party = view.parent(at).filter(|party| view.name(*party) == cac::Party);
    party.is_some_and(|party| {
        view.is_in(party, cac::AccountingSupplierParty) && is_swedish(view, party) && view.has(at, &[cbc::CompanyID])
    })
}

/// What a Swedish company writes to say that it pays its own taxes.
const F_TAX: &str = "GODKÄND FÖR F-SKATT";

pub static SE_R_005: Rule = fatal(
    "SE-R-005",
    &[Term::Bt(32)],
    "A Swedish seller's other tax registration is the words for approval for F-tax.",
    "A buyer who pays someone without it has to withhold tax.",
    |view, at, findings| {
        let fine = normalized_upper(&view.text(at)) == F_TAX;
        need::that(fine, at, findings, || format!("BT-32 (tax registration) is {:?}, expected {F_TAX}", view.shown(at)))
    },
);

/// Where SE-R-005 applies: a registration under another tax scheme than VAT, of a Swedish seller with a legal registration.
pub fn is_other_registration(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    let Some(registration) = view.parent(at).filter(|parent| view.name(*parent) == cac::PartyTaxScheme) else {
        return Ok(false);
    };
    let Some(party) = view.parent(registration).filter(|party| view.name(*party) == cac::Party) else {
        return Ok(false);
    };
    let is_seller = view.is_in(party, cac::AccountingSupplierParty) && is_swedish(view, party);
    let scheme = view.only_text(registration, &[cac::TaxScheme, cbc::ID])?;
    Ok(is_seller && view.has(party, &[cac::PartyLegalEntity, cbc::CompanyID]) && normalized_upper(&scheme) != "VAT")
}

pub static SE_R_006: Rule = fatal(
    "SE-R-006",
    &[Term::Bt(96), Term::Bt(103), Term::Bt(119), Term::Bt(152)],
    "Swedish standard-rated VAT has the rate 25, 12 or 6.",
    "There are no others. Wherever a category S stands, it counts.",
    |view, at, findings| {
        let rate = view.only_text(at, &[cbc::Percent])?;
        let value = number(&rate);
        let fine = [25.0, 12.0, 6.0].iter().any(|known: &f64| known.total_cmp(&value).is_eq());
        need::that(fine, at, findings, || format!("the rate is {rate:?}, Swedish VAT has 25, 12 or 6"))
    },
);

/// Where SE-R-006 applies.
pub fn is_swedish_standard_rate(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(view.parties().has_swedish_vat_seller? && view.any_text(at, &[cbc::ID], "S"))
}

pub static SE_R_007: Rule = warning(
    "SE-R-007",
    &[Term::Bt(84)],
    "A Plusgiro account is a number.",
    "Other characters are not part of it.",
    |view, at, findings| giro_is_number(view, at, findings, "Plusgiro"),
);

pub static SE_R_010: Rule = warning(
    "SE-R-010",
    &[Term::Bt(84)],
    "A Plusgiro account has two to eight digits.",
    "Shorter and longer ones do not exist.",
    |view, at, findings| {
        let length = char_count(&normalized(&view.text(at)));
        need::that((2..=8).contains(&length), at, findings, || {
            format!("BT-84 (Plusgiro) has {length} characters, expected 2 to 8")
        })
    },
);

pub static SE_R_008: Rule = warning(
    "SE-R-008",
    &[Term::Bt(84)],
    "A Bankgiro account is a number.",
    "Other characters are not part of it.",
    |view, at, findings| giro_is_number(view, at, findings, "Bankgiro"),
);

pub static SE_R_009: Rule = warning(
    "SE-R-009",
    &[Term::Bt(84)],
    "A Bankgiro account has seven or eight digits.",
    "Shorter and longer ones do not exist.",
    |view, at, findings| {
        let length = char_count(&normalized(&view.text(at)));
        need::that(matches!(length, 7 | 8), at, findings, || {
            format!("BT-84 (Bankgiro) has {length} characters, expected 7 or 8")
        })
    },
);

fn giro_is_number(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, giro: &str) -> Checked {
    let fine = !number(&view.text(at)).is_nan();
    need::that(fine, at, findings, || format!("BT-84 ({giro}) is {:?}, expected digits only", view.shown(at)))
}

/// Where the giro rules apply: the account of a Swedish seller's credit transfer (30) with this branch.
pub fn is_giro(view: &View<'_>, at: NodeId, branch: &str) -> Result<bool, Fault> {
    let Some(account) = view.parent(at).filter(|parent| view.name(*parent) == cac::PayeeFinancialAccount) else {
        return Ok(false);
    };
    let Some(means) = view.parent(account).filter(|means| view.name(*means) == cac::PaymentMeans) else {
        return Ok(false);
    };
    if !view.parties().has_swedish_seller || normalized(&view.only_text(means, &[cbc::PaymentMeansCode])?) != "30" {
        return Ok(false);
    }
    let path = [cac::PayeeFinancialAccount, cac::FinancialInstitutionBranch, cbc::ID];
    Ok(normalized(&view.only_text(means, &path)?) == branch)
}

pub static SE_R_011: Rule = warning(
    "SE-R-011",
    &[Term::Bt(81)],
    "Swedish giro payments use code 30, not 50 or 56.",
    "The branch SE:PLUSGIRO or SE:BANKGIRO says which giro it is.",
    |view, at, findings| {
        let code = view.child(at, cbc::PaymentMeansCode).map(|code| view.shown(code)).unwrap_or_default();
        findings.report_values(
            at,
            format!("BT-81 is {code}; for Plusgiro and Bankgiro use 30 with SE:PLUSGIRO or SE:BANKGIRO"),
            code,
            "30",
        );
        Ok(())
    },
);

pub static SE_R_012: Rule = warning(
    "SE-R-012",
    &[Term::Bt(81)],
    "Between Swedish parties a credit transfer has the code 30, not 31.",
    "31 is for transfers abroad.",
    |_, at, findings| {
        findings.report_values(at, "BT-81 is 31 between Swedish parties, expected 30", "31", "30");
        Ok(())
    },
);

/// Whether the payment means code, as written, is one of these and the seller is Swedish.
pub fn pays_swede_by(view: &View<'_>, at: NodeId, codes: &[&str]) -> bool {
    view.parties().has_swedish_seller && codes.iter().any(|code| view.any_text(at, &[cbc::PaymentMeansCode], code))
}
