//! Codes of the answers: short lists as the rules name them, and the one long list that Billing does not have.

use crate::codes::CodeList;

/// What an Invoice Response may say (subset of UNTDID 4343).
pub const INVOICE_STATUS: &[&str] = &["AB", "AP", "RE", "IP", "UQ", "CA", "PD"];
/// What a Message Level Response may say (subset of UNTDID 4343).
pub const MESSAGE_STATUS: &[&str] = &["AB", "AP", "RE"];
/// What a Message Level Response may find on a line: business rule violated, warning, syntax violated.
pub const MESSAGE_REASON: &[&str] = &["BV", "BW", "SV"];
/// Why the buyer answers as it does.
pub const REASON: &[&str] =
    &["NON", "REF", "LEG", "REC", "QUA", "DEL", "PRI", "QTY", "ITM", "PAY", "PPD", "UNR", "FIN", "OTH"];
/// What the buyer wants done.
pub const ACTION: &[&str] = &["NOA", "PIN", "NIN", "CNF", "CNP", "CNA", "OTH"];
/// Names of the two lists above, as `listID` gives them.
pub const LISTS: &[&str] = &[ACTION_LIST, REASON_LIST];
/// The name of [`ACTION`].
pub const ACTION_LIST: &str = "OPStatusAction";
/// The name of [`REASON`].
pub const REASON_LIST: &str = "OPStatusReason";

/// Kinds of documents (UNTDID 1001 in full; Billing has a part of it).
pub static DOCUMENT_TYPE: CodeList =
    CodeList::new(include_str!("../../../../../schemas/codes/peppol-answers/document-type.tsv"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_full_list_of_document_types_goes_beyond_invoices() {
        assert!(["380", "381", "1", "998"].iter().all(|code| DOCUMENT_TYPE.contains(code)));
        assert!(["", "0", "3800", "381 "].iter().all(|code| !DOCUMENT_TYPE.contains(code)));
    }
}
