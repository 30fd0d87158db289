//! PEPPOL-T111-B02801 to B05301: what the answer and the invoice it is about must have, and their codes.

use ubl::document::{attr, cbc};

use crate::rule::{Rule, Term};
use crate::rules::answers::codes::{ACTION, INVOICE_STATUS, LISTS, REASON};
use crate::rules::answers::shapes::{attribute, child, code, not_one_of, own_code};
use crate::rules::answers::{document, parties};
use crate::rules::fatal;

const CLARIFICATION: &[Term] = &[Term::Named("clarification code")];

pub static B02801: Rule = document::response("PEPPOL-T111-B02801");
pub static B02802: Rule = document::document_reference("PEPPOL-T111-B02802");
pub static B02901: Rule = document::response_code("PEPPOL-T111-B02901");
pub static B03001: Rule = document::response_code_known(
    "PEPPOL-T111-B03001",
    "The code of the answer is AB, AP, RE, IP, UQ, CA or PD.",
    |view, at, findings| code(view, at, findings, INVOICE_STATUS),
);

pub static B03301: Rule = fatal(
    "PEPPOL-T111-B03301",
    CLARIFICATION,
    "A clarification code is one of the reasons or one of the actions.",
    "Programs act on the code. Whether it is in the list that it names is tested apart, by R006 and R007. A comment inside the \
     value is an error of the official test.",
    |view, at, findings| {
        let code = own_code(view, at)?;
        let lists = [REASON, ACTION].concat();
        if !lists.contains(&code.as_str()) {
            not_one_of(at, findings, &code, &lists);
        }
        Ok(())
    },
);

pub static B03302: Rule = fatal(
    "PEPPOL-T111-B03302",
    CLARIFICATION,
    "A clarification code says from which list it is.",
    "OTH is a reason and an action, so the code alone does not tell.",
    |view, at, findings| attribute(view, at, findings, attr::listID),
);

pub static B03303: Rule = fatal(
    "PEPPOL-T111-B03303",
    CLARIFICATION,
    "The list of a clarification code is OPStatusReason or OPStatusAction.",
    "There are no others. The name is compared as written.",
    |view, at, findings| {
        if let Some(list) = view.attribute(at, attr::listID).filter(|list| !LISTS.contains(list)) {
            not_one_of(at, findings, list, LISTS);
        }
        Ok(())
    },
);

pub static B03601: Rule = fatal(
    "PEPPOL-T111-B03601",
    &[Term::Named("condition")],
    "A condition names the term it is about.",
    "A value is of no use without the term it is proposed for.",
    |view, at, findings| child(view, at, findings, cbc::AttributeID),
);

pub static B03901: Rule = document::reference_id("PEPPOL-T111-B03901");
pub static B03902: Rule = fatal(
    "PEPPOL-T111-B03902",
    &[Term::Named("document answered")],
    "The document answered is named by its type too.",
    "An invoice and a credit note may have the same number.",
    |view, at, findings| child(view, at, findings, cbc::DocumentTypeCode),
);
pub static B04201: Rule = document::reference_type_known("PEPPOL-T111-B04201");

pub static B04301: Rule =
    parties::party_name("PEPPOL-T111-B04301", "The issuer of the invoice, where given, has a name.");
pub static B04401: Rule =
    parties::identifier("PEPPOL-T111-B04401", "An identification of the invoice's issuer holds an identifier.");
pub static B04501: Rule = parties::identifier_scheme_known(
    "PEPPOL-T111-B04501",
    "The scheme of an identifier of the invoice's issuer, if any, is one of ISO 6523.",
);
pub static B04701: Rule = parties::name("PEPPOL-T111-B04701", "The name group of the invoice's issuer holds a name.");

pub static B04901: Rule =
    parties::party_name("PEPPOL-T111-B04901", "The recipient of the invoice, where given, has a name.");
pub static B05001: Rule =
    parties::identifier("PEPPOL-T111-B05001", "An identification of the invoice's recipient holds an identifier.");
pub static B05101: Rule = parties::identifier_scheme_known(
    "PEPPOL-T111-B05101",
    "The scheme of an identifier of the invoice's recipient, if any, is one of ISO 6523.",
);
pub static B05301: Rule =
    parties::name("PEPPOL-T111-B05301", "The name group of the invoice's recipient holds a name.");
