//! VAT categories and the groups of a VAT breakdown.
//!
//! Source: UNCL5305 as EN 16931 restricts it; BG-23.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// VAT category code (BT-95, BT-102, BT-118, BT-151).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum VatCategory {
    /// Standard rate, any positive one.
    S,
    /// Zero rated.
    Z,
    /// Exempt.
    E,
    /// Reverse charge.
    AE,
    /// Intra-Community supply of goods.
    K,
    /// Export outside the Union.
    G,
    /// Outside the scope of VAT.
    O,
    /// Canary Islands.
    L,
    /// Ceuta and Melilla.
    M,
    /// Italian split payment.
    B,
}

/// A code outside the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no VAT category; the codes are S, Z, E, AE, K, G, O, L, M and B")]
pub struct UnknownVatCategory(pub String);

/// One group of the VAT breakdown (BG-23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VatGroup {
    /// BT-118.
    pub category: VatCategory,
    /// BT-119; absent in category O.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Decimal>,
    /// BT-116.
    pub taxable: Decimal,
    /// BT-117.
    pub amount: Decimal,
    /// BT-121.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption_code: Option<String>,
    /// BT-120.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption_reason: Option<String>,
}

impl VatCategory {
    /// Every category.
    pub const ALL: [Self; 10] =
        [Self::S, Self::Z, Self::E, Self::AE, Self::K, Self::G, Self::O, Self::L, Self::M, Self::B];

    /// The code on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::Z => "Z",
            Self::E => "E",
            Self::AE => "AE",
            Self::K => "K",
            Self::G => "G",
            Self::O => "O",
            Self::L => "L",
            Self::M => "M",
            Self::B => "B",
        }
    }

    /// Whether the breakdown must say why no VAT is charged.
    pub fn needs_exemption(self) -> bool {
        matches!(self, Self::E | Self::AE | Self::K | Self::G | Self::O)
    }

    /// The VATEX code that belongs to the category whatever the reason; category E has none.
    pub fn default_exemption_code(self) -> Option<&'static str> {
        match self {
            Self::AE => Some("VATEX-EU-AE"),
            Self::K => Some("VATEX-EU-IC"),
            Self::G => Some("VATEX-EU-G"),
            Self::O => Some("VATEX-EU-O"),
            Self::S | Self::Z | Self::E | Self::L | Self::M | Self::B => None,
        }
    }

    /// Whether the rate is a real percentage (others are 0, or absent in category O).
    pub fn is_taxed(self) -> bool {
        matches!(self, Self::S | Self::L | Self::M | Self::B)
    }
}

impl FromStr for VatCategory {
    type Err = UnknownVatCategory;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|category| category.as_str() == text)
            .ok_or_else(|| UnknownVatCategory(text.to_owned()))
    }
}

impl fmt::Display for VatCategory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
