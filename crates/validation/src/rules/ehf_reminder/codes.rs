//! Code lists as they were in 2022: with currencies and address schemes that are gone by now, without those that came.

use crate::codes::CodeList;

/// Lists of the layer `reminder-en16931`; those not here are Billing's.
pub mod en16931 {
    use super::CodeList;

    macro_rules! list {
        ($name:literal) => {
            CodeList::new(include_str!(concat!("../../../../../schemas/codes/reminder-en16931/", $name, ".tsv")))
        };
    }

    pub static ADDRESS_SCHEME: CodeList = list!("address-scheme");
    pub static CREDIT_NOTE_TYPE: CodeList = list!("credit-note-type");
    pub static CURRENCY: CodeList = list!("currency");
    pub static EXEMPTION_REASON: CodeList = list!("exemption-reason");
    pub static IDENTIFIER_SCHEME: CodeList = list!("identifier-scheme");
    pub static INVOICE_TYPE: CodeList = list!("invoice-type");
    pub static ITEM_CLASSIFICATION: CodeList = list!("item-classification");
    pub static PAYMENT_MEANS: CodeList = list!("payment-means");
    pub static REFERENCE_QUALIFIER: CodeList = list!("reference-qualifier");
}

/// Lists of the layer `reminder-peppol`; those not here are Billing's.
pub mod peppol {
    use super::CodeList;

    macro_rules! list {
        ($name:literal) => {
            CodeList::new(include_str!(concat!("../../../../../schemas/codes/reminder-peppol/", $name, ".tsv")))
        };
    }

    pub static ADDRESS_SCHEME: CodeList = list!("address-scheme");
    pub static CURRENCY: CodeList = list!("currency");
    pub static INVOICE_TYPE: CodeList = list!("invoice-type");
}

/// Lists of the layer `reminder-ehf`; those not here are the other layers'.
pub mod ehf {
    use super::CodeList;

    macro_rules! list {
        ($name:literal) => {
            CodeList::new(include_str!(concat!("../../../../../schemas/codes/reminder-ehf/", $name, ".tsv")))
        };
    }

    pub static ADDRESS_SCHEME: CodeList = list!("address-scheme");
    pub static CHARGE_REASON: CodeList = list!("charge-reason");
    pub static CURRENCY: CodeList = list!("currency");
    /// Kinds of package (UN/ECE recommendation 21).
    pub static PACKAGING: CodeList = list!("packaging");
    pub static PAYMENT_MEANS: CodeList = list!("payment-means");
    pub static UNIT: CodeList = list!("unit");
    pub static VAT_CATEGORY: CodeList = list!("vat-category");
    /// The fee of a reminder.
    pub static REMINDER: CodeList = CodeList::new("REM");
    /// The scheme of a creditor identifier.
    pub static SEPA: CodeList = CodeList::new("SEPA");
}
