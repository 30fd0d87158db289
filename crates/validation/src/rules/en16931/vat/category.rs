//! The VAT category codes (UNCL 5305), as small numbers that can be parameters of a function and bits of a set.

use ubl::document::{NodeId, cac, cbc};

use crate::rule::{Fault, View};
use crate::xpath::{normalized, normalized_upper};

pub const S: u8 = 0;
pub const Z: u8 = 1;
pub const E: u8 = 2;
pub const AE: u8 = 3;
pub const K: u8 = 4;
pub const G: u8 = 5;
pub const O: u8 = 6;
pub const L: u8 = 7;
pub const M: u8 = 8;
pub const B: u8 = 9;
/// Any other text, an absent code included.
pub const OTHER: u8 = 10;

/// The codes at their numbers.
const CODES: [&str; 10] = ["S", "Z", "E", "AE", "K", "G", "O", "L", "M", "B"];

/// The code of a category, for messages.
pub fn code(category: u8) -> &'static str {
    CODES.get(usize::from(category)).copied().unwrap_or("another category")
}

/// The category with this code as written.
pub fn of_text(text: &str) -> u8 {
    let position = CODES.iter().position(|code| *code == text);
    position.and_then(|position| u8::try_from(position).ok()).unwrap_or(OTHER)
}

/// A set of categories.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Set(u16);

impl Set {
    pub fn insert(&mut self, category: u8) {
        self.0 |= 1 << category;
    }

    pub fn has(self, category: u8) -> bool {
        self.0 & (1 << category) != 0
    }

    /// Whether anything but this category is in the set.
    pub fn has_other_than(self, category: u8) -> bool {
        self.0 & !(1 << category) != 0
    }

    /// The codes but one, for messages.
    pub fn others(self, category: u8) -> String {
        let others = (0..=OTHER).filter(|other| *other != category && self.has(*other));
        others.map(code).collect::<Vec<_>>().join(", ")
    }
}

/// What a `TaxCategory` or `ClassifiedTaxCategory` says about itself.
#[derive(Clone, Copy)]
pub struct Stated {
    /// The code, white space around it dropped.
    pub category: u8,
    /// The code as written.
    pub raw: u8,
    /// Whether there is a code at all.
    pub has_id: bool,
    /// Whether the tax scheme is VAT.
    pub is_vat: bool,
}

/// Reads a category; two codes or a tax scheme with two ids are a fault.
pub fn stated(view: &View<'_>, at: NodeId) -> Result<Stated, Fault> {
    let (mut id, mut is_vat) = (None, false);
    for child in view.children(at) {
        match view.name(child) {
            cbc::ID if id.replace(child).is_some() => return Err(Fault::ManyValues),
            cac::TaxScheme => is_vat |= normalized_upper(&view.only_text(child, &[cbc::ID])?) == "VAT",
            _ => {}
        }
    }
    let Some(id) = id else {
        return Ok(Stated { category: OTHER, raw: OTHER, has_id: false, is_vat });
    };
    let text = view.text(id);
    Ok(Stated { category: of_text(&normalized(&text)), raw: of_text(&text), has_id: true, is_vat })
}
