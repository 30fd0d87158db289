//! Names as small integers: rules and tables compare numbers, never strings.
//!
//! The names of UBL 2.1 have fixed numbers (`names.rs`); any other name gets a number of its own per document.

use super::names::KNOWN;

/// An expanded name: known ones are constants such as `cbc::ID`, others are numbered per document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Name(pub(super) u16);

/// How many names have a fixed number.
pub const KNOWN_NAMES: usize = KNOWN.len();

impl Name {
    pub(super) const fn known(number: u16) -> Self {
        Self(number)
    }

    /// Stands for every name without a fixed number where tables are indexed by name.
    pub const OTHER: Self = Self(u16::MAX);

    /// The name with this fixed number.
    pub const fn from_index(number: usize) -> Option<Self> {
        #[allow(clippy::cast_possible_truncation)] // the table is far below 65,535 names
        if number < KNOWN_NAMES { Some(Self(number as u16)) } else { None }
    }

    /// The number, for use as an index; below [`KNOWN_NAMES`] it is the same in every document.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether this is a name of the fixed table.
    pub const fn is_known(self) -> bool {
        self.index() < KNOWN_NAMES
    }

    /// The known name with this namespace and local part.
    pub fn find(namespace: Namespace, local: &str) -> Option<Self> {
        let bytes = local.as_bytes();
        let mut slot = hash(namespace.0, bytes) & SLOT_MASK;
        loop {
            let number = SLOTS[slot];
            if number == EMPTY {
                return None;
            }
            let (known_namespace, known) = KNOWN[number as usize];
            if known_namespace.0 == namespace.0 && known == local {
                return Some(Self(number));
            }
            slot = (slot + 1) & SLOT_MASK;
        }
    }

    /// The known name written with our prefixes, such as `cac:Party`, `Invoice` or `@schemeID`.
    pub fn parse(written: &str) -> Option<Self> {
        if let Some(local) = written.strip_prefix('@') {
            return Self::find(Namespace::None, local);
        }
        let (namespace, local) = match written.split_once(':') {
            Some(("cbc", local)) => (Namespace::Cbc, local),
            Some(("cac", local)) => (Namespace::Cac, local),
            Some(("ext", local)) => (Namespace::Ext, local),
            Some(_) => return None,
            None => (Namespace::of_root(written)?, written),
        };
        Self::find(namespace, local)
    }

    /// Local part of the known name with this number, for tables that the compiler fills.
    pub const fn known_local(number: usize) -> &'static str {
        KNOWN[number].1
    }

    /// Namespace and local part of a known name.
    pub fn known_parts(self) -> Option<(Namespace, &'static str)> {
        KNOWN.get(self.index()).copied()
    }
}

/// A namespace as a small integer: the ones UBL uses are constants, others are numbered per document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Namespace(pub(super) u16);

#[allow(non_upper_case_globals, missing_docs)]
impl Namespace {
    pub const None: Self = Self(0);
    pub const Invoice: Self = Self(1);
    pub const CreditNote: Self = Self(2);
    pub const ApplicationResponse: Self = Self(3);
    pub const Reminder: Self = Self(4);
    pub const Cac: Self = Self(5);
    pub const Cbc: Self = Self(6);
    pub const Ext: Self = Self(7);
    pub const Xsi: Self = Self(8);
    pub const Xml: Self = Self(9);

    /// The namespace with this URI, if it has a fixed number.
    pub fn find(uri: &str) -> Option<Self> {
        let number = NAMESPACE_URIS.iter().position(|known| *known == uri)?;
        u16::try_from(number).ok().map(Self)
    }

    /// The URI of a namespace with a fixed number.
    pub fn known_uri(self) -> Option<&'static str> {
        NAMESPACE_URIS.get(self.0 as usize).copied()
    }

    fn of_root(local: &str) -> Option<Self> {
        match local {
            "Invoice" => Some(Self::Invoice),
            "CreditNote" => Some(Self::CreditNote),
            "ApplicationResponse" => Some(Self::ApplicationResponse),
            "Reminder" => Some(Self::Reminder),
            _ => None,
        }
    }
}

/// UBL 2.1 §2 (namespace of each schema), XML Schema part 1 §2.6, Namespaces in XML §3; the position is the number.
pub(super) const NAMESPACE_URIS: [&str; 10] = [
    "",
    "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    "urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2",
    "urn:oasis:names:specification:ubl:schema:xsd:Reminder-2",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
    "http://www.w3.org/2001/XMLSchema-instance",
    "http://www.w3.org/XML/1998/namespace",
];

const SLOT_COUNT: usize = 8192;
const SLOT_MASK: usize = SLOT_COUNT - 1;
const EMPTY: u16 = u16::MAX;

/// Open addressing, filled by the compiler.
static SLOTS: [u16; SLOT_COUNT] = fill_slots();

const fn fill_slots() -> [u16; SLOT_COUNT] {
    let mut slots = [EMPTY; SLOT_COUNT];
    let mut number = 0;
    while number < KNOWN.len() {
        let (namespace, local) = KNOWN[number];
        let mut slot = hash(namespace.0, local.as_bytes()) & SLOT_MASK;
        while slots[slot] != EMPTY {
            slot = (slot + 1) & SLOT_MASK;
        }
        #[allow(clippy::cast_possible_truncation)] // the table is far below 65,535 names
        {
            slots[slot] = number as u16;
        }
        number += 1;
    }
    slots
}

/// Length, first eight and last eight bytes tell nearly all names of UBL apart; comparing settles the rest.
const fn hash(namespace: u16, bytes: &[u8]) -> usize {
    let length = bytes.len();
    let (first, last) = if length >= 8 { (eight(bytes, 0), eight(bytes, length - 8)) } else { (short(bytes), 0) };
    let mixed = (first ^ ((length as u64) << 56) ^ ((namespace as u64) << 48))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(29)
        ^ last.wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    #[allow(clippy::cast_possible_truncation)] // only the low bits are used
    {
        (mixed ^ (mixed >> 31)) as usize
    }
}

const fn eight(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes([
        bytes[at],
        bytes[at + 1],
        bytes[at + 2],
        bytes[at + 3],
        bytes[at + 4],
        bytes[at + 5],
        bytes[at + 6],
        bytes[at + 7],
    ])
}

const fn short(bytes: &[u8]) -> u64 {
    let mut value = 0;
    let mut at = 0;
    while at < bytes.len() {
        value = (value << 8) | bytes[at] as u64;
        at += 1;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{attr, cac, cbc, root};

    #[test]
    fn every_known_name_is_found_by_its_parts() {
        for (number, (namespace, local)) in KNOWN.iter().enumerate() {
            assert_eq!(Name::find(*namespace, local).map(Name::index), Some(number), "{local}");
        }
    }

    #[test]
    fn written_names_parse() {
        assert_eq!(Name::parse("cbc:ID"), Some(cbc::ID));
        assert_eq!(Name::parse("cac:Party"), Some(cac::Party));
        assert_eq!(Name::parse("Invoice"), Some(root::Invoice));
        assert_eq!(Name::parse("@currencyID"), Some(attr::currencyID));
        assert_eq!(Name::parse("cbc:Nonsense"), None);
    }
}
