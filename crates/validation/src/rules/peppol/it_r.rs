//! IT-R-001 to IT-R-004: Italian sellers, by VAT identifier, tax representative or address.

use ubl::document::{cac, cbc};

use crate::rule::{Rule, Term};
use crate::rules::{fatal, need};
use crate::xpath::normalized;

pub static IT_R_001: Rule = fatal(
    "IT-R-001",
    &[Term::Bt(32)],
    "An Italian seller's tax registration that is no VAT identifier has 11 to 16 capitals and digits.",
    "It is the codice fiscale, which the Italian exchange reads.",
    |view, at, findings| {
        let id = view.only_text(at, &[cbc::CompanyID])?;
        let id = normalized(&id);
        let fine =
            (11..=16).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        need::that(fine, at, findings, || {
            format!("BT-32 (tax registration) is {id:?}, expected 11 to 16 capitals and digits")
        })
    },
);

pub static IT_R_002: Rule = fatal(
    "IT-R-002",
    &[Term::Bt(35)],
    "An Italian seller's address has a street.",
    "The Italian exchange wants it.",
    |view, at, findings| {
        need::element(view, at, findings, &[cac::PostalAddress, cbc::StreetName], "BT-35 (seller street)")
    },
);

pub static IT_R_003: Rule = fatal(
    "IT-R-003",
    &[Term::Bt(37)],
    "An Italian seller's address has a city.",
    "The Italian exchange wants it.",
    |view, at, findings| need::element(view, at, findings, &[cac::PostalAddress, cbc::CityName], "BT-37 (seller city)"),
);

pub static IT_R_004: Rule = fatal(
    "IT-R-004",
    &[Term::Bt(38)],
    "An Italian seller's address has a postal code.",
    "The Italian exchange wants it.",
    |view, at, findings| {
        need::element(view, at, findings, &[cac::PostalAddress, cbc::PostalZone], "BT-38 (seller postal code)")
    },
);
