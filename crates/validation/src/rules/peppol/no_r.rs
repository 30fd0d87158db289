//! NO-R-001 and NO-R-002: Norwegian sellers, by VAT identifier, tax representative or address.

use ubl::document::{NodeId, cac, cbc};

use super::identifiers::{has_modulo_11, is_digits};
use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::need::{self, Checked};
use crate::rules::{fatal, warning};
use crate::xpath::{equals_trimmed, normalized};

/// What Norwegian limited companies write to say that they are in the register.
const REGISTER: &str = "Foretaksregisteret";

pub static NO_R_002: Rule = warning(
    "NO-R-002",
    &[Term::Bt(32)],
    "A Norwegian seller says that it is in the register of business enterprises, by the tax registration \
     Foretaksregisteret.",
    "Norwegian law wants most companies to print the word on their invoices. Two tax registrations are an error of \
     the official test.",
    |view, at, findings| {
        let ids = registrations(view, at, "TAX")?;
        let [first, rest @ ..] = ids.as_slice() else {
            findings.report(at, format!("BT-32 (tax registration) {REGISTER} is missing for a Norwegian seller"));
            return Ok(());
        };
        if !rest.is_empty() {
            return Err(Fault::ManyValues);
        }
        let fine = equals_trimmed(&view.text(*first), REGISTER);
        need::that(fine, at, findings, || {
            format!("BT-32 (tax registration) is {:?}, expected {REGISTER}", view.shown(*first))
        })
    },
);

pub static NO_R_001: Rule = fatal(
    "NO-R-001",
    &[Term::Bt(31)],
    "A Norwegian VAT identifier is NO, an organisation number with its check digit, and MVA.",
    "The organisation number alone does not say that the seller is registered for VAT.",
    vat_number,
);

fn vat_number(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Checked {
    let ids = registrations(view, at, "VAT")?;
    if !ids.iter().any(|id| view.text(*id).starts_with("NO")) {
        return Ok(());
    }
    let [id] = ids.as_slice() else {
        return Err(Fault::ManyValues);
    };
    let text = view.text(*id);
    let fine = text[2..].strip_suffix("MVA").is_some_and(|number| is_digits(number, 9) && has_modulo_11(number));
    need::that(fine, at, findings, || {
        format!("BT-31 (VAT identifier) is {text:?}, expected NO, nine digits with check digit, MVA")
    })
}

/// The company identifiers under this tax scheme, white space around the scheme forgiven.
pub fn registrations(view: &View<'_>, party: NodeId, scheme: &str) -> Result<Vec<NodeId>, Fault> {
    let mut ids = Vec::new();
    for registration in view.children_named(party, cac::PartyTaxScheme) {
        if normalized(&view.only_text(registration, &[cac::TaxScheme, cbc::ID])?) == scheme {
            ids.extend(view.children_named(registration, cbc::CompanyID));
        }
    }
    Ok(ids)
}
