//! The document types and processes this product sends, receives or recognises.
//!
//! Peppol code lists 9.7 (July 2026). The bilateral reminder is our own agreement, see [`UBL_REMINDER_CUSTOMIZATION`].

use crate::document_type::{DocumentTypeId, PROCESS_SCHEME, ProcessId, QNS_SCHEME};

/// The only active transport profile of the network.
pub const TRANSPORT_AS4: &str = "peppol-transport-as4-v2_0";

const INVOICE_SYNTAX: &str = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice";
const CREDIT_NOTE_SYNTAX: &str = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2::CreditNote";
const RESPONSE_SYNTAX: &str = "urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2::ApplicationResponse";

/// `cbc:CustomizationID` of BIS Billing 3.
pub const BILLING_CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
/// `cbc:CustomizationID` of the Dutch national invoice.
pub const NLCIUS_CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0";
/// `cbc:CustomizationID` of BIS Self-Billing 3.
pub const SELF_BILLING_CUSTOMIZATION: &str =
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0";
/// `cbc:CustomizationID` of EHF Reminder 3.0.
pub const EHF_REMINDER_CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0";
/// `cbc:CustomizationID` of our bilateral UBL Reminder.
pub const UBL_REMINDER_CUSTOMIZATION: &str = "urn:acquit:spec:reminder:1.0";
/// `cbc:ProfileID` of our bilateral UBL Reminder.
pub const UBL_REMINDER_PROFILE: &str = "urn:acquit:profile:reminder:1.0";
/// `cbc:CustomizationID` of the Invoice Response.
pub const INVOICE_RESPONSE_CUSTOMIZATION: &str = "urn:fdc:peppol.eu:poacc:trns:invoice_response:3";
/// `cbc:CustomizationID` of the Message Level Response.
pub const MLR_CUSTOMIZATION: &str = "urn:fdc:peppol.eu:poacc:trns:mlr:3";
/// `cbc:CustomizationID` of the Message Level Status.
pub const MLS_CUSTOMIZATION: &str = "urn:peppol:edec:mls:1.0";

fn document_type(value: &str) -> DocumentTypeId {
    DocumentTypeId::new(QNS_SCHEME, value).expect("a constant of this file, read by its tests")
}

fn process(value: &str) -> ProcessId {
    ProcessId::new(PROCESS_SCHEME, value).expect("a constant of this file, read by its tests")
}

/// BIS Billing 3 invoice.
pub fn invoice() -> DocumentTypeId {
    document_type(&format!("{INVOICE_SYNTAX}##{BILLING_CUSTOMIZATION}::2.1"))
}

/// BIS Billing 3 credit note.
pub fn credit_note() -> DocumentTypeId {
    document_type(&format!("{CREDIT_NOTE_SYNTAX}##{BILLING_CUSTOMIZATION}::2.1"))
}

/// NLCIUS invoice.
pub fn nlcius_invoice() -> DocumentTypeId {
    document_type(&format!("{INVOICE_SYNTAX}##{NLCIUS_CUSTOMIZATION}::2.1"))
}

/// NLCIUS credit note.
pub fn nlcius_credit_note() -> DocumentTypeId {
    document_type(&format!("{CREDIT_NOTE_SYNTAX}##{NLCIUS_CUSTOMIZATION}::2.1"))
}

/// BIS Self-Billing 3 invoice.
pub fn self_billing_invoice() -> DocumentTypeId {
    document_type(&format!("{INVOICE_SYNTAX}##{SELF_BILLING_CUSTOMIZATION}::2.1"))
}

/// BIS Self-Billing 3 credit note.
pub fn self_billing_credit_note() -> DocumentTypeId {
    document_type(&format!("{CREDIT_NOTE_SYNTAX}##{SELF_BILLING_CUSTOMIZATION}::2.1"))
}

/// Invoice Response: buyer to seller.
pub fn invoice_response() -> DocumentTypeId {
    document_type(&format!("{RESPONSE_SYNTAX}##{INVOICE_RESPONSE_CUSTOMIZATION}::2.1"))
}

/// Message Level Response, the older answer of a receiver.
pub fn mlr() -> DocumentTypeId {
    document_type(&format!("{RESPONSE_SYNTAX}##{MLR_CUSTOMIZATION}::2.1"))
}

/// Message Level Status: provider to provider.
pub fn mls() -> DocumentTypeId {
    document_type(&format!("{RESPONSE_SYNTAX}##{MLS_CUSTOMIZATION}::2.1"))
}

/// EHF Reminder 3.0. Its identifier ends in 2.2 although its schema is UBL 2.1.
pub fn ehf_reminder() -> DocumentTypeId {
    document_type(&format!("{INVOICE_SYNTAX}##{EHF_REMINDER_CUSTOMIZATION}::2.2"))
}

/// Any document both sides agreed on; carries our UBL 2.1 Reminder.
pub fn bilateral() -> DocumentTypeId {
    document_type("urn:peppol:doctype:bilateral##eb2b:bilateral::0")
}

/// Process of BIS Billing and of the national invoices.
pub fn billing_process() -> ProcessId {
    process("urn:fdc:peppol.eu:2017:poacc:billing:01:1.0")
}

/// Process under which the buyer promises to send Invoice Responses.
pub fn billing_with_response_process() -> ProcessId {
    process("urn:peppol:bis:billing_with_response")
}

/// Process of BIS Self-Billing.
pub fn self_billing_process() -> ProcessId {
    process("urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0")
}

/// Process of the Invoice Response.
pub fn invoice_response_process() -> ProcessId {
    process("urn:fdc:peppol.eu:poacc:bis:invoice_response:3")
}

/// Process of the Message Level Response.
pub fn mlr_process() -> ProcessId {
    process("urn:fdc:peppol.eu:poacc:bis:mlr:3")
}

/// Process of the Message Level Status.
pub fn mls_process() -> ProcessId {
    process("urn:peppol:edec:mls")
}

/// Process of EHF Reminder 3.0.
pub fn ehf_reminder_process() -> ProcessId {
    process("urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:06:1.0")
}

/// Process of bilaterally agreed documents.
pub fn bilateral_process() -> ProcessId {
    process("urn:peppol:eb2b:oneway")
}

/// The short name of a document type, if it is one of this file.
pub fn name(document_type: &DocumentTypeId) -> Option<&'static str> {
    let named = [
        (invoice(), "BIS Billing invoice"),
        (credit_note(), "BIS Billing credit note"),
        (nlcius_invoice(), "NLCIUS invoice"),
        (nlcius_credit_note(), "NLCIUS credit note"),
        (self_billing_invoice(), "self-billing invoice"),
        (self_billing_credit_note(), "self-billing credit note"),
        (invoice_response(), "Invoice Response"),
        (mlr(), "Message Level Response"),
        (mls(), "Message Level Status"),
        (ehf_reminder(), "EHF Reminder 3.0"),
        (bilateral(), "bilateral document"),
    ];
    named.into_iter().find(|(known, _)| known == document_type).map(|(_, name)| name)
}

/// A document type with the process it travels under.
pub type Capability = (DocumentTypeId, ProcessId);

/// Everything of this file, for look-ups by value.
pub fn all() -> Vec<Capability> {
    vec![
        (invoice(), billing_process()),
        (credit_note(), billing_process()),
        (nlcius_invoice(), billing_process()),
        (nlcius_credit_note(), billing_process()),
        (self_billing_invoice(), self_billing_process()),
        (self_billing_credit_note(), self_billing_process()),
        (invoice_response(), invoice_response_process()),
        (mlr(), mlr_process()),
        (mls(), mls_process()),
        (ehf_reminder(), ehf_reminder_process()),
        (bilateral(), bilateral_process()),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_constant_is_an_identifier_of_its_own() {
        let all = all();
        for (index, (document, _)) in all.iter().enumerate() {
            assert!(all[..index].iter().all(|(other, _)| other != document), "{document}");
            assert!(name(document).is_some(), "{document}");
        }
    }

    #[test]
    fn every_constant_is_active_in_the_published_list_with_its_process() {
        let file = "artefacts/peppol-codelists-9.7/Peppol Code Lists - Document types v9.7.json";
        let Some(path) = crate::samples::conformance(file) else { return };
        let list: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        for (document, process) in all() {
            let is_it =
                |entry: &&serde_json::Value| entry["value"] == document.value() && entry["scheme"] == document.scheme();
            let entry = list["values"].as_array().unwrap().iter().find(is_it).unwrap_or_else(|| panic!("{document}"));
            assert_eq!(entry["state"], "active", "{document}");
            let listed = entry["process-ids"].as_array().unwrap();
            assert!(listed.iter().any(|listed| listed["value"] == process.value()), "{document}: {process}");
        }
    }
}
