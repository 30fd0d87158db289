//! PEPPOL-COMMON-R040 to R057: identifiers under the schemes whose form is known.
//!
//! One context holds all of them, because an identifier has one scheme; each rule looks at its own. They apply to
//! electronic addresses, party identifiers and company identifiers (legal and tax). R008 of Billing is COMMON-R001 elsewhere.

use ubl::document::{NodeId, cac, cbc};

use super::identifiers::{
    is_australian, is_belgian, is_danish_with_prefix, is_digits, is_dutch_vat, is_gln, is_italian_office,
    is_italian_tax_code, is_italian_vat, is_norwegian, is_swedish,
};
use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::need::Checked;
use crate::rules::{fatal, warning};
use crate::xpath::{equals_trimmed, normalized};

/// Where such identifiers stand.
const TERMS: &[Term] =
    &[Term::Bt(29), Term::Bt(30), Term::Bt(34), Term::Bt(46), Term::Bt(47), Term::Bt(49), Term::Bt(60), Term::Bt(61)];

/// The schemes of the first context; 0217 comes after the Dutch VAT numbers.
const SCHEMES: [&str; 15] = [
    "0007", "0088", "0096", "0106", "0151", "0184", "0190", "0192", "0198", "0201", "0208", "0210", "0211", "9907",
    "9944",
];

/// Whether the identifier is under one of the schemes with a rule; 9907 only counts on electronic addresses.
pub fn has_judged_scheme(view: &View<'_>, at: NodeId) -> bool {
    let scheme = scheme(view, at);
    SCHEMES.contains(&scheme) && (scheme != "9907" || view.name(at) == cbc::EndpointID)
}

/// Whether the identifier is under scheme 0217.
pub fn is_chamber_with_branch(view: &View<'_>, at: NodeId) -> bool {
    scheme(view, at) == "0217"
}

fn scheme<'v>(view: &'v View<'_>, at: NodeId) -> &'v str {
    let is_identifier = view.name(at) != cbc::ID || view.is_in(at, cac::PartyIdentification);
    if is_identifier { view.scheme(at).unwrap_or("") } else { "" }
}

/// Whether this is a VAT number that says it is Dutch.
pub fn is_dutch_vat_number(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    let Some(registration) = view.parent(at).filter(|parent| view.name(*parent) == cac::PartyTaxScheme) else {
        return Ok(false);
    };
    let scheme = view.only_text(registration, &[cac::TaxScheme, cbc::ID])?;
    Ok(equals_trimmed(&scheme, "VAT") && normalized(&view.text(at)).starts_with("NL"))
}

/// The text of the identifier, trimmed, if it is under this scheme.
fn judge(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
    scheme: &str,
    holds: fn(&str) -> bool,
    form: &str,
) -> Checked {
    if view.scheme(at) == Some(scheme) {
        let text = view.text(at);
        let text = normalized(&text);
        report_unless(holds(&text), at, findings, &text, scheme, form);
    }
    Ok(())
}

/// The same with the text as written, as the Danish tests take it.
fn judge_raw(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
    scheme: &str,
    holds: fn(&str) -> bool,
    form: &str,
) -> Checked {
    if view.scheme(at) == Some(scheme) {
        let text = view.text(at);
        report_unless(holds(&text), at, findings, &text, scheme, form);
    }
    Ok(())
}

fn report_unless(holds: bool, at: NodeId, findings: &mut Findings<'_>, text: &str, scheme: &str, form: &str) {
    if !holds {
        findings.report_values(
            at,
            format!("{text:?} is no identifier of scheme {scheme}: expected {form}"),
            text,
            form,
        );
    }
}

pub static R040: Rule = fatal(
    "PEPPOL-COMMON-R040",
    TERMS,
    "An identifier of scheme 0088 is a global location number with its check digit.",
    "A mistyped number would reach somebody else. The length is not tested.",
    |view, at, findings| judge(view, at, findings, "0088", is_gln, "digits of which the last is the check digit"),
);

pub static R041: Rule = fatal(
    "PEPPOL-COMMON-R041",
    TERMS,
    "An identifier of scheme 0192 is a Norwegian organisation number with its check digit.",
    "A mistyped number would reach somebody else.",
    |view, at, findings| {
        judge(view, at, findings, "0192", is_norwegian, "nine digits of which the last is the check digit")
    },
);

pub static R042: Rule = fatal(
    "PEPPOL-COMMON-R042",
    TERMS,
    "An identifier of scheme 0184 is a Danish CVR number of eight digits, with or without DK.",
    "Blanks around it are not forgiven.",
    |view, at, findings| {
        judge_raw(
            view,
            at,
            findings,
            "0184",
            |text| is_danish_with_prefix(text) || is_digits(text, 8),
            "eight digits, perhaps behind DK",
        )
    },
);

pub static R043: Rule = fatal(
    "PEPPOL-COMMON-R043",
    TERMS,
    "An identifier of scheme 0208 is a Belgian enterprise number with its check digits.",
    "A mistyped number would reach somebody else.",
    |view, at, findings| {
        judge(view, at, findings, "0208", is_belgian, "ten digits of which the last two are the check digits")
    },
);

pub static R044: Rule = warning(
    "PEPPOL-COMMON-R044",
    TERMS,
    "An identifier of scheme 0201 is an Italian office code.",
    "The Italian exchange routes by it.",
    |view, at, findings| judge(view, at, findings, "0201", is_italian_office, "six letters or digits"),
);

pub static R045: Rule = warning(
    "PEPPOL-COMMON-R045",
    TERMS,
    "An identifier of scheme 0210 is an Italian tax code.",
    "The check letter is not tested, and eleven characters only have to read as a whole number.",
    |view, at, findings| {
        judge(view, at, findings, "0210", is_italian_tax_code, "sixteen characters of a tax code, or eleven digits")
    },
);

pub static R046: Rule = warning(
    "PEPPOL-COMMON-R046",
    &[Term::Bt(34), Term::Bt(49)],
    "An electronic address of scheme 9907 is an Italian tax code.",
    "The same test as for 0210; company identifiers under this scheme are not looked at.",
    |view, at, findings| {
        judge(view, at, findings, "9907", is_italian_tax_code, "sixteen characters of a tax code, or eleven digits")
    },
);

pub static R047: Rule = warning(
    "PEPPOL-COMMON-R047",
    TERMS,
    "An identifier of scheme 0211 that begins with IT is an Italian VAT number with its check digit.",
    "Without the prefix nothing is tested. A sign or blank before the digits is an error of the official test.",
    |view, at, findings| {
        if view.scheme(at) == Some("0211") {
            let text = view.text(at);
            let text = normalized(&text);
            report_unless(
                is_italian_vat(&text)?,
                at,
                findings,
                &text,
                "0211",
                "IT and eleven digits of which the last is the check digit",
            );
        }
        Ok(())
    },
);

pub static R049: Rule = fatal(
    "PEPPOL-COMMON-R049",
    TERMS,
    "An identifier of scheme 0007 is a Swedish organisation number with its check digit.",
    "A mistyped number would reach somebody else.",
    |view, at, findings| {
        judge(
            view,
            at,
            findings,
            "0007",
            |text| is_digits(text, 10) && is_swedish(text),
            "ten digits of which the last is the check digit",
        )
    },
);

pub static R050: Rule = fatal(
    "PEPPOL-COMMON-R050",
    TERMS,
    "An identifier of scheme 0151 is an Australian business number with its check digits.",
    "A mistyped number would reach somebody else.",
    |view, at, findings| judge(view, at, findings, "0151", is_australian, "eleven digits that agree with each other"),
);

pub static R052: Rule = fatal(
    "PEPPOL-COMMON-R052",
    TERMS,
    "An identifier of scheme 0096 is a Danish production unit number of ten digits.",
    "Blanks around it are not forgiven.",
    |view, at, findings| judge_raw(view, at, findings, "0096", |text| is_digits(text, 10), "ten digits"),
);

pub static R053: Rule = fatal(
    "PEPPOL-COMMON-R053",
    TERMS,
    "An identifier of scheme 0198 is a Danish SE number: DK and eight digits.",
    "Blanks around it are not forgiven.",
    |view, at, findings| judge_raw(view, at, findings, "0198", is_danish_with_prefix, "DK and eight digits"),
);

pub static R054: Rule = warning(
    "PEPPOL-COMMON-R054",
    TERMS,
    "An identifier of scheme 0106 is a Dutch chamber of commerce number of eight digits.",
    "Only its shape is tested.",
    |view, at, findings| judge(view, at, findings, "0106", |text| is_digits(text, 8), "eight digits"),
);

pub static R055: Rule = warning(
    "PEPPOL-COMMON-R055",
    TERMS,
    "An identifier of scheme 0190 is a Dutch government organisation number of twenty digits.",
    "Only its shape is tested.",
    |view, at, findings| judge(view, at, findings, "0190", |text| is_digits(text, 20), "twenty digits"),
);

pub static R056_1: Rule = warning(
    "PEPPOL-COMMON-R056-1",
    TERMS,
    "An identifier of scheme 9944 is a Dutch VAT number.",
    "Only its shape is tested.",
    |view, at, findings| judge(view, at, findings, "9944", is_dutch_vat, "NL, nine digits, B and two digits"),
);

pub static R056_2: Rule = warning(
    "PEPPOL-COMMON-R056-2",
    &[Term::Bt(31), Term::Bt(48), Term::Bt(63)],
    "A VAT identifier that begins with NL has the shape of a Dutch VAT number.",
    "Only its shape is tested. A VAT identifier that also has a scheme with a rule is judged by that rule instead.",
    |view, at, findings| {
        let text = view.text(at);
        let text = normalized(&text);
        if !is_dutch_vat(&text) {
            let form = "NL, nine digits, B and two digits";
            findings.report_values(at, format!("{text:?} is no Dutch VAT number: expected {form}"), &*text, form);
        }
        Ok(())
    },
);

pub static R057: Rule = warning(
    "PEPPOL-COMMON-R057",
    TERMS,
    "An identifier of scheme 0217 is a Dutch chamber of commerce number with a branch: twelve digits.",
    "Only its shape is tested; the scheme is no longer allowed for electronic addresses.",
    |view, at, findings| judge(view, at, findings, "0217", |text| is_digits(text, 12), "twelve digits"),
);
