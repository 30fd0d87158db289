//! PEPPOL-EN16931-R001 to R020: the document as a whole, and the electronic addresses of its parties.

use ubl::document::{NodeId, cac, cbc};

use crate::rule::{Fault, Findings, Rule, Term, View};
use crate::rules::fatal;
use crate::rules::need::{self, Checked};
use crate::xpath::normalized;

/// The process of Billing alone.
const PROCESS: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
/// Two French processes, which count as the same profile.
pub const FRENCH_PROCESSES: [&str; 2] =
    ["urn:peppol:france:billing:regulated", "urn:peppol:france:billing:non-regulated"];
/// Billing with an Invoice Response.
pub const RESPONSE_PROCESS: &str = "urn:peppol:bis:billing_with_response";
/// What the specification identifier begins with.
const CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

pub static R001: Rule = fatal(
    "PEPPOL-EN16931-R001",
    &[Term::Bt(23)],
    "The document names its business process.",
    "The receiver has registered the processes it takes part in.",
    |view, at, findings| need::element(view, at, findings, &[cbc::ProfileID], "BT-23 (business process)"),
);

pub static R002: Rule = fatal(
    "PEPPOL-EN16931-R002",
    &[Term::Bt(22)],
    "There is at most one note, unless seller and buyer are both German.",
    "A note is for people; several of them would become a hidden structure.",
    |view, at, findings| {
        let count = view.children_named(at, cbc::Note).count();
        let fine = count <= 1 || view.parties().are_german()?;
        need::that(fine, at, findings, || format!("BT-22 (note) occurs {count} times, once is allowed"))
    },
);

pub static R003: Rule = fatal(
    "PEPPOL-EN16931-R003",
    &[Term::Bt(10), Term::Bt(13)],
    "The document carries a buyer reference or an order reference.",
    "The buyer routes the document by it to whoever can approve it.",
    |view, at, findings| {
        let there = view.has(at, &[cbc::BuyerReference]) || view.has(at, &[cac::OrderReference, cbc::ID]);
        need::that(there, at, findings, || "BT-10 (buyer reference) or BT-13 (order reference) is needed".to_owned())
    },
);

pub static R004: Rule = fatal(
    "PEPPOL-EN16931-R004",
    &[Term::Bt(24)],
    "The specification identifier begins with that of Peppol BIS Billing 3 and holds no double colon.",
    "Extensions may add to the identifier but not replace it; the double colon separates parts of a document type. A comment \
     inside the value is an error of the official test.",
    |view, at, findings| begins_with(view, at, findings, CUSTOMIZATION),
);

/// The specification identifier of this set, perhaps with more behind it.
pub fn begins_with(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, customization: &str) -> Checked {
    let mut texts = view.children_named(at, cbc::CustomizationID).flat_map(|id| view.texts(id));
    let text = texts.next().unwrap_or("");
    if texts.next().is_some() {
        return Err(Fault::ManyValues);
    }
    let id = normalized(text);
    if !id.starts_with(customization) || id.contains("::") {
        findings.report_values(
            at,
            format!("BT-24 is {id:?}, it has to begin with {customization} and hold no double colon"),
            &*id,
            customization,
        );
    }
    Ok(())
}

pub static R005: Rule = fatal(
    "PEPPOL-EN16931-R005",
    &[Term::Bt(5), Term::Bt(6)],
    "The accounting currency is another one than the invoice currency.",
    "It is only given where the VAT has to be declared in another currency. A comment inside either value is an error of the \
     official test.",
    |view, at, findings| {
        let own = normalized(view.only_text_node(at)?);
        let codes =
            view.parent(at).into_iter().flat_map(|parent| view.children_named(parent, cbc::DocumentCurrencyCode));
        let mut texts = codes.flat_map(|code| view.texts(code));
        let text = texts.next().unwrap_or("");
        if texts.next().is_some() {
            return Err(Fault::ManyValues);
        }
        let differs = own != normalized(text);
        need::that(differs, at, findings, || {
            format!("BT-6 (accounting currency) and BT-5 (invoice currency) are both {own}")
        })
    },
);

pub static R007: Rule = fatal(
    "PEPPOL-EN16931-R007",
    &[Term::Bt(23)],
    "The business process is one of the four of Peppol Billing.",
    "Another process means other rules and another agreement with the receiver. Two processes are an error of the \
     official test.",
    |view, at, findings| {
        let process = view.only_text(view.root(), &[cbc::ProfileID])?;
        let process = normalized(&process);
        need::that(is_known(&process), at, findings, || format!("BT-23 is {process:?}, expected for example {PROCESS}"))
    },
);

pub static R008: Rule = fatal(
    "PEPPOL-EN16931-R008",
    &[],
    "No element is empty.",
    "An empty element says nothing, and programs disagree whether it is there. Blanks, comments and processing instructions \
     are no content; elements of extensions count too.",
    |view, at, findings| {
        findings.report(at, format!("{} is empty: fill it or leave it out", view.written_name(view.name(at))));
        Ok(())
    },
);

pub static R010: Rule = fatal(
    "PEPPOL-EN16931-R010",
    &[Term::Bt(49)],
    "The buyer has an electronic address.",
    "The network delivers to it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::EndpointID], "BT-49 (buyer electronic address)"),
);

pub static R020: Rule = fatal(
    "PEPPOL-EN16931-R020",
    &[Term::Bt(34)],
    "The seller has an electronic address.",
    "Responses are sent to it.",
    |view, at, findings| need::element(view, at, findings, &[cbc::EndpointID], "BT-34 (seller electronic address)"),
);

/// Whether the document names one of the billing processes.
pub fn is_billing_process(view: &View<'_>) -> Result<bool, Fault> {
    let process = view.only_text(view.root(), &[cbc::ProfileID])?;
    Ok(is_known(&normalized(&process)))
}

fn is_known(process: &str) -> bool {
    process == PROCESS || process == RESPONSE_PROCESS || FRENCH_PROCESSES.contains(&process)
}
