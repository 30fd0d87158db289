//! BR-CO-26: the seller can be recognised by a program.

use ubl::document::{NodeId, attr, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};

pub static BR_CO_26: Rule = Rule {
    id: "BR-CO-26",
    severity: Severity::Fatal,
    terms: &[Term::Bt(29), Term::Bt(30), Term::Bt(31)],
    summary: "The seller has an identifier, a registration or a VAT identifier.",
    why: "A buyer's system finds the supplier by it; names are written in too many ways. The creditor identifier of a direct \
          debit, which UBL keeps in the same place under the scheme SEPA, does not count.",
    check,
};

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    for party in view.children_named(at, cac::Party) {
        if view.in_vat(party, cac::PartyTaxScheme, cbc::CompanyID)?.is_some() {
            return Ok(());
        }
    }
    let is_own = |id: NodeId| view.attribute(id, attr::schemeID) != Some("SEPA");
    let identified = view.select(at, &[cac::Party, cac::PartyIdentification, cbc::ID]).any(is_own);
    if !identified && !view.has(at, &[cac::Party, cac::PartyLegalEntity, cbc::CompanyID]) {
        findings
            .report(at, "one of BT-29 (seller identifier), BT-30 (registration) and BT-31 (VAT identifier) is needed");
    }
    Ok(())
}
