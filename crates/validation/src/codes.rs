//! Code lists: `schemas/codes/<layer>/<list>.tsv`, one code per line.

use std::sync::OnceLock;

/// A list, made ready for look-ups when it is first asked.
pub struct CodeList {
    source: &'static str,
    slots: OnceLock<Vec<Option<&'static str>>>,
}

impl CodeList {
    /// A list from the text of its table.
    pub const fn new(source: &'static str) -> Self {
        Self { source, slots: OnceLock::new() }
    }

    /// Whether the code is in the list, letter for letter.
    pub fn contains(&self, code: &str) -> bool {
        let slots = self.slots.get_or_init(|| self.fill());
        let mut slot = slot_of(code, slots.len());
        while let Some(known) = slots[slot] {
            if known == code {
                return true;
            }
            slot = (slot + 1) & (slots.len() - 1);
        }
        false
    }

    /// The codes in the order of the source.
    pub fn in_order(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.source.lines()
    }

    /// Open addressing in a table at most half full.
    fn fill(&self) -> Vec<Option<&'static str>> {
        let mut slots = vec![None; (self.in_order().count() * 2).next_power_of_two().max(2)];
        for code in self.in_order() {
            let mut slot = slot_of(code, slots.len());
            while slots[slot].is_some_and(|known| known != code) {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = Some(code);
        }
        slots
    }
}

/// Codes are short, so every byte counts (FNV-1a).
fn slot_of(code: &str, size: usize) -> usize {
    let hash = code.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) as usize & (size - 1)
}

/// The lists of EN 16931 for UBL 1.3.16.
pub mod en16931 {
    use super::CodeList;

    macro_rules! list {
        ($name:literal) => {
            CodeList::new(include_str!(concat!("../../../schemas/codes/en16931/", $name, ".tsv")))
        };
    }

    /// Electronic address schemes (EAS).
    pub static ADDRESS_SCHEME: CodeList = list!("address-scheme");
    /// Reasons for allowances (UNTDID 5189).
    pub static ALLOWANCE_REASON: CodeList = list!("allowance-reason");
    /// Reasons for charges (UNTDID 7161).
    pub static CHARGE_REASON: CodeList = list!("charge-reason");
    /// Countries (ISO 3166-1 and two that are not in it).
    pub static COUNTRY: CodeList = list!("country");
    /// Document types of credit notes (UNTDID 1001).
    pub static CREDIT_NOTE_TYPE: CodeList = list!("credit-note-type");
    /// Currencies (ISO 4217).
    pub static CURRENCY: CodeList = list!("currency");
    /// VAT exemption reasons (VATEX).
    pub static EXEMPTION_REASON: CodeList = list!("exemption-reason");
    /// Identification schemes (ISO 6523 ICD).
    pub static IDENTIFIER_SCHEME: CodeList = list!("identifier-scheme");
    /// Document types of invoices (UNTDID 1001).
    pub static INVOICE_TYPE: CodeList = list!("invoice-type");
    /// Item classification schemes (UNTDID 7143).
    pub static ITEM_CLASSIFICATION: CodeList = list!("item-classification");
    /// Subjects of notes (UNTDID 4451).
    pub static NOTE_SUBJECT: CodeList = list!("note-subject");
    /// Means of payment (UNTDID 4461).
    pub static PAYMENT_MEANS: CodeList = list!("payment-means");
    /// Dates on which VAT falls due (UNTDID 2005).
    pub static PERIOD: CodeList = list!("period");
    /// Reference qualifiers (UNTDID 1153).
    pub static REFERENCE_QUALIFIER: CodeList = list!("reference-qualifier");
    /// Units (UN/ECE recommendations 20 and 21).
    pub static UNIT: CodeList = list!("unit");
    /// VAT categories (UNTDID 5305).
    pub static VAT_CATEGORY: CodeList = list!("vat-category");
}

/// The lists of Peppol BIS Billing 3.0.21, where it has its own.
pub mod peppol {
    use super::CodeList;

    macro_rules! list {
        ($name:literal) => {
            CodeList::new(include_str!(concat!("../../../schemas/codes/peppol/", $name, ".tsv")))
        };
    }

    /// Electronic address schemes (EAS) that are active.
    pub static ADDRESS_SCHEME: CodeList = list!("address-scheme");
    /// Reasons for allowances (UNTDID 5189).
    pub static ALLOWANCE_REASON: CodeList = list!("allowance-reason");
    /// Reasons for charges (UNTDID 7161).
    pub static CHARGE_REASON: CodeList = list!("charge-reason");
    /// Document types of credit notes.
    pub static CREDIT_NOTE_TYPE: CodeList = list!("credit-note-type");
    /// Currencies (ISO 4217).
    pub static CURRENCY: CodeList = list!("currency");
    /// Document types of invoices.
    pub static INVOICE_TYPE: CodeList = list!("invoice-type");
    /// Media types of attachments.
    pub static MEDIA_TYPE: CodeList = list!("media-type");
    /// Dates on which VAT falls due (UNTDID 2005).
    pub static PERIOD: CodeList = list!("period");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_codes_and_nothing_around_them() {
        for list in [&en16931::UNIT, &en16931::CURRENCY, &peppol::MEDIA_TYPE, &peppol::ADDRESS_SCHEME] {
            assert!(list.in_order().all(|code| !code.is_empty() && code.trim() == code && !code.contains(' ')));
        }
    }

    #[test]
    fn layers_disagree_about_some_codes() {
        assert!(en16931::ADDRESS_SCHEME.contains("0037") && !peppol::ADDRESS_SCHEME.contains("0037"));
        assert!(en16931::CURRENCY.contains("EUR") && !en16931::CURRENCY.contains("eur"));
    }
}
