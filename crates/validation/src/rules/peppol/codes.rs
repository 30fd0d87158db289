//! PEPPOL-EN16931-CL, -F and -P: code lists, date format, codes that belong together. A pattern of its own.

use ubl::document::{Name, NodeId, attr, cac, cbc};

use super::r001_to_r020::is_billing_process;
use crate::codes::{CodeList, peppol as lists};
use crate::rule::{Context, Fault, Findings, Pattern, Rule, Term, View};
use crate::rules::en16931::br_cl::AMOUNTS;
use crate::rules::need::{Checked, that};
use crate::rules::{anywhere, fatal};
use crate::xpath::{Date, char_count, equals_trimmed, normalized, upper_equals};

/// The pattern, in official order.
pub const CODES: Pattern = &codes(INVOICE_TYPE_RULES, CREDIT_NOTE_TYPE_RULES);

const INVOICE_TYPE_RULES: &[&Rule] = &[&P0100, &P0112];
const CREDIT_NOTE_TYPE_RULES: &[&Rule] = &[&P0101];

const RULES_CL001: &[&Rule] = &[&CL001];
const RULES_CL002: &[&Rule] = &[&CL002];
const RULES_CL003: &[&Rule] = &[&CL003];
const RULES_CL006: &[&Rule] = &[&CL006];
const RULES_CL007: &[&Rule] = &[&CL007];
const RULES_F001: &[&Rule] = &[&F001];
const RULES_CL008: &[&Rule] = &[&CL008];
const RULES_P0104: &[&Rule] = &[&P0104];
const RULES_P0105: &[&Rule] = &[&P0105];
const RULES_P0106: &[&Rule] = &[&P0106];
const RULES_P0107: &[&Rule] = &[&P0107];
const RULES_P0108: &[&Rule] = &[&P0108];
const RULES_P0109: &[&Rule] = &[&P0109];
const RULES_P0110: &[&Rule] = &[&P0110];
const RULES_P0111: &[&Rule] = &[&P0111];

/// The pattern, which self-billing shares but for the rules on type codes.
pub const fn codes(
    invoice_type: &'static [&'static Rule],
    credit_note_type: &'static [&'static Rule],
) -> [Context; 17] {
    [
        Context {
            names: &[cbc::EmbeddedDocumentBinaryObject],
            matches: |view, at| Ok(view.attribute(at, attr::mimeCode).is_some()),
            rules: RULES_CL001,
        },
        Context {
            names: &[cbc::AllowanceChargeReasonCode],
            matches: |view, at| Ok(is_reason(view, at, "false")),
            rules: RULES_CL002,
        },
        Context {
            names: &[cbc::AllowanceChargeReasonCode],
            matches: |view, at| Ok(is_reason(view, at, "true")),
            rules: RULES_CL003,
        },
        Context {
            names: &[cbc::DescriptionCode],
            matches: |view, at| Ok(view.is_in(at, cac::InvoicePeriod)),
            rules: RULES_CL006,
        },
        Context { names: AMOUNTS, matches: anywhere, rules: RULES_CL007 },
        Context { names: &[cbc::InvoiceTypeCode], matches: anywhere, rules: invoice_type },
        Context { names: &[cbc::CreditNoteTypeCode], matches: anywhere, rules: credit_note_type },
        Context {
            names: &[
                cbc::IssueDate,
                cbc::DueDate,
                cbc::TaxPointDate,
                cbc::StartDate,
                cbc::EndDate,
                cbc::ActualDeliveryDate,
            ],
            matches: anywhere,
            rules: RULES_F001,
        },
        Context { names: &[cbc::EndpointID], matches: |view, at| Ok(view.scheme(at).is_some()), rules: RULES_CL008 },
        Context {
            names: &[cac::TaxCategory],
            matches: |view, at| is_exempt_for(view, at, "VATEX-EU-G"),
            rules: RULES_P0104,
        },
        Context {
            names: &[cac::TaxCategory],
            matches: |view, at| is_exempt_for(view, at, "VATEX-EU-O"),
            rules: RULES_P0105,
        },
        Context {
            names: &[cac::TaxCategory],
            matches: |view, at| is_exempt_for(view, at, "VATEX-EU-IC"),
            rules: RULES_P0106,
        },
        Context {
            names: &[cac::TaxCategory],
            matches: |view, at| is_exempt_for(view, at, "VATEX-EU-AE"),
            rules: RULES_P0107,
        },
        Context {
            names: &[cac::TaxCategory],
            matches: |view, at| is_exempt_for(view, at, "VATEX-EU-D"),
            rules: RULES_P0108,
        },
        Context {
            names: &[cac::TaxCategory],
            matches: |view, at| is_exempt_for(view, at, "VATEX-EU-F"),
            rules: RULES_P0109,
        },
        Context {
            names: &[cac::TaxCategory],
            matches: |view, at| is_exempt_for(view, at, "VATEX-EU-I"),
            rules: RULES_P0110,
        },
        Context {
            names: &[cac::TaxCategory],
            matches: |view, at| is_exempt_for(view, at, "VATEX-EU-J"),
            rules: RULES_P0111,
        },
    ]
}

const WHY: &str = "Programs act on codes; one outside the list means nothing to the receiver.";

static CL001: Rule = fatal(
    "PEPPOL-EN16931-CL001",
    &[Term::BtPart(125, 1)],
    "An attachment has one of six media types.",
    WHY,
    |view, at, findings| attribute(view, at, findings, attr::mimeCode, &lists::MEDIA_TYPE, "BT-125-1 (media type)"),
);

static CL002: Rule = fatal(
    "PEPPOL-EN16931-CL002",
    &[Term::Bt(98), Term::Bt(140)],
    "The reason of an allowance is a code of UNTDID 5189.",
    WHY,
    |view, at, findings| value(view, at, findings, &lists::ALLOWANCE_REASON, "reason of the allowance"),
);

static CL003: Rule = fatal(
    "PEPPOL-EN16931-CL003",
    &[Term::Bt(105), Term::Bt(145)],
    "The reason of a charge is a code of UNTDID 7161.",
    WHY,
    |view, at, findings| value(view, at, findings, &lists::CHARGE_REASON, "reason of the charge"),
);

static CL006: Rule =
    fatal("PEPPOL-EN16931-CL006", &[Term::Bt(8)], "The VAT date code is 3, 35 or 432.", WHY, |view, at, findings| {
        value(view, at, findings, &lists::PERIOD, "BT-8 (VAT date code)")
    });

static CL007: Rule = fatal(
    "PEPPOL-EN16931-CL007",
    &[],
    "The currency of every amount is a code of ISO 4217.",
    "Programs act on codes. The value is compared as written: a blank before or after it fails.",
    |view, at, findings| attribute(view, at, findings, attr::currencyID, &lists::CURRENCY, "currency"),
);

static CL008: Rule = fatal(
    "PEPPOL-EN16931-CL008",
    &[Term::BtPart(34, 1), Term::BtPart(49, 1)],
    "The scheme of an electronic address is one that Peppol routes.",
    "The network finds a receiver by scheme and value; schemes that were withdrawn lead nowhere.",
    |view, at, findings| {
        attribute(view, at, findings, attr::schemeID, &lists::ADDRESS_SCHEME, "scheme of the electronic address")
    },
);

static P0100: Rule = fatal(
    "PEPPOL-EN16931-P0100",
    &[Term::Bt(3)],
    "An invoice of the billing processes has one of the document types Peppol uses for invoices.",
    WHY,
    |view, at, findings| document_type(view, at, findings, &lists::INVOICE_TYPE),
);

static P0101: Rule = fatal(
    "PEPPOL-EN16931-P0101",
    &[Term::Bt(3)],
    "A credit note of the billing processes has one of the document types Peppol uses for credit notes.",
    WHY,
    |view, at, findings| document_type(view, at, findings, &lists::CREDIT_NOTE_TYPE),
);

static P0112: Rule = fatal(
    "PEPPOL-EN16931-P0112",
    &[Term::Bt(3)],
    "Document types 326 (partial invoice) and 384 (corrected invoice) are for seller and buyer in Germany.",
    "Elsewhere a partial or corrected invoice is an ordinary one, with a credit note before it.",
    |view, at, findings| {
        let text = view.text(at);
        let german_type = equals_trimmed(&text, "326") || equals_trimmed(&text, "384");
        let fine = !german_type || view.parties().are_german()?;
        that(fine, at, findings, || format!("BT-3 is {text}, but seller and buyer are not both in Germany"))
    },
);

static F001: Rule = fatal(
    "PEPPOL-EN16931-F001",
    &[Term::Bt(2), Term::Bt(7), Term::Bt(9), Term::Bt(72), Term::Bt(73), Term::Bt(74)],
    "A date is written YYYY-MM-DD, without a time zone.",
    "A date with a zone may be another day for the receiver. Ten characters are demanded as written, so a blank around the date fails.",
    |view, at, findings| {
        let written = view.only_text_node(at)?;
        let fine = char_count(written) == 10 && Date::read(&view.text(at)).is_ok();
        that(fine, at, findings, || format!("date {written:?} is not written YYYY-MM-DD"))
    },
);

macro_rules! category_for {
    ($rule:ident, $id:literal, $reason:literal, $category:literal) => {
        static $rule: Rule = fatal(
            $id,
            &[Term::Bt(118), Term::Bt(121)],
            concat!("The exemption reason ", $reason, " goes with VAT category ", $category, "."),
            "Reason and category say the same thing twice; where they disagree, the receiver cannot book the VAT.",
            |view, at, findings| {
                let category = view.only_text(at, &[cbc::ID])?;
                that(equals_trimmed(&category, $category), at, findings, || {
                    format!(concat!("BT-121 is ", $reason, ", so BT-118 must be ", $category, ", not {:?}"), category)
                })
            },
        );
    };
}

category_for!(P0104, "PEPPOL-EN16931-P0104", "VATEX-EU-G", "G");
category_for!(P0105, "PEPPOL-EN16931-P0105", "VATEX-EU-O", "O");
category_for!(P0106, "PEPPOL-EN16931-P0106", "VATEX-EU-IC", "K");
category_for!(P0107, "PEPPOL-EN16931-P0107", "VATEX-EU-AE", "AE");
category_for!(P0108, "PEPPOL-EN16931-P0108", "VATEX-EU-D", "E");
category_for!(P0109, "PEPPOL-EN16931-P0109", "VATEX-EU-F", "E");
category_for!(P0110, "PEPPOL-EN16931-P0110", "VATEX-EU-I", "E");
category_for!(P0111, "PEPPOL-EN16931-P0111", "VATEX-EU-J", "E");

/// The element's only text node, trimmed, is a code of the list.
pub fn value(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, list: &CodeList, what: &str) -> Checked {
    let text = view.only_text_node(at)?;
    that(list.contains(&normalized(text)), at, findings, || not_listed(what, text))
}

/// The attribute, as written, is a code of the list.
fn attribute(
    view: &View<'_>,
    at: NodeId,
    findings: &mut Findings<'_>,
    name: Name,
    list: &CodeList,
    what: &str,
) -> Checked {
    let code = view.attribute(at, name);
    that(code.is_some_and(|code| list.contains(code)), at, findings, || not_listed(what, code.unwrap_or_default()))
}

fn document_type(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, list: &CodeList) -> Checked {
    if is_billing_process(view)? { value(view, at, findings, list, "BT-3 (type code)") } else { Ok(()) }
}

fn not_listed(what: &str, code: &str) -> String {
    format!("{what} {code:?} is not a code of the list")
}

/// The indicator is compared as a word here, so that `0` and `1` match neither.
fn is_reason(view: &View<'_>, at: NodeId, indicator: &str) -> bool {
    let parent = view.parent(at).filter(|parent| view.name(*parent) == cac::AllowanceCharge);
    parent.is_some_and(|parent| view.any_text(parent, &[cbc::ChargeIndicator], indicator))
}

fn is_exempt_for(view: &View<'_>, at: NodeId, reason: &str) -> Result<bool, Fault> {
    Ok(upper_equals(&view.only_text(at, &[cbc::TaxExemptionReasonCode])?, reason))
}
