//! Parties, addresses, identifiers and payment instructions, shared by invoice, reminder and summary.
//!
//! Source: EN 16931-1 groups BG-4 to BG-17 as BIS Billing 3.0 uses them; written identifiers are `scheme:value` with an ISO 6523 scheme.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that is no identifier, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// An electronic address needs its scheme.
    #[error("{0:?} has no scheme; write it as scheme:value, for instance 0106:12345678")]
    NoScheme(String),
    /// The part after the colon is missing.
    #[error("{0:?} has no value after the scheme")]
    NoValue(String),
}

/// Electronic address of a party (BT-34, BT-49): an ISO 6523 scheme and a value, written `0106:12345678`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EndpointRef {
    /// Code of the electronic address scheme list, for instance `0106`.
    pub scheme: String,
    /// The address within the scheme.
    pub value: String,
}

/// An identifier with an optional ISO 6523 scheme (BT-29, BT-30, BT-46, BT-47, BT-60, BT-71, BT-157).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier {
    /// Code of the identifier scheme list, where there is one.
    pub scheme: Option<String>,
    /// The identifier itself.
    pub value: String,
}

/// Someone who sells, buys, is paid or represents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Registered name (BT-27, BT-44).
    pub name: String,
    /// Name in use, if it differs (BT-28, BT-45).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trading_name: Option<String>,
    /// Electronic address (BT-34, BT-49); absent only in what we read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<EndpointRef>,
    /// Registration number (BT-30, BT-47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_id: Option<Identifier>,
    /// Other identifiers (BT-29, BT-46).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// VAT number with its country prefix (BT-31, BT-48).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat_id: Option<String>,
    /// Local tax registration of a seller, scheme `TAX` (BT-32).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_id: Option<String>,
    /// Legal form or capital, a free text on the seller (BT-33).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_form: Option<String>,
    /// Postal address (BG-5, BG-8).
    pub address: Address,
    /// Whom to ask (BG-6, BG-9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
}

/// A postal address; only the country is always there (BG-5, BG-8, BG-12, BG-15).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street with house number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Second line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub additional_street: Option<String>,
    /// Third line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub additional_line: Option<String>,
    /// City or town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Post code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Province, region or state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subdivision: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
}

/// A person or department (BG-6, BG-9).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name of the contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// How the money is to come (BT-81), with its UNCL4461 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMeans {
    /// Code 30.
    #[default]
    CreditTransfer,
    /// Code 58.
    SepaCreditTransfer,
    /// Code 49.
    DirectDebit,
    /// Code 59.
    SepaDirectDebit,
    /// Code 48.
    Card,
    /// Code 57: arranged elsewhere.
    StandingAgreement,
    /// Code 1.
    NotDefined,
}

/// Payment instructions (BG-16 to BG-19) and terms (BT-20).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// How the money is to come.
    pub means: PaymentMeans,
    /// Account to pay to, as IBAN (BT-84).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iban: Option<String>,
    /// Account to pay to where it is no IBAN (BT-84).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Name of the account (BT-85).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// Bank of the account (BT-86).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bic: Option<String>,
    /// What the payer is to quote (BT-83).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Terms as free text (BT-20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
    /// Mandate reference of a direct debit (BT-89).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<String>,
    /// Creditor identifier of a SEPA direct debit (BT-90).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creditor_id: Option<String>,
    /// Account to be debited (BT-91).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debtor_account: Option<String>,
    /// Last four to six digits of a card (BT-87).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_number: Option<String>,
    /// Card network, which the schema wants beside the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_network: Option<String>,
    /// Holder of the card (BT-88).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_holder: Option<String>,
}

impl PaymentMeans {
    /// Every means, in the order of the model's documentation.
    pub const ALL: [Self; 7] = [
        Self::CreditTransfer,
        Self::SepaCreditTransfer,
        Self::DirectDebit,
        Self::SepaDirectDebit,
        Self::Card,
        Self::StandingAgreement,
        Self::NotDefined,
    ];

    /// The word of the JSON model.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CreditTransfer => "credit_transfer",
            Self::SepaCreditTransfer => "sepa_credit_transfer",
            Self::DirectDebit => "direct_debit",
            Self::SepaDirectDebit => "sepa_direct_debit",
            Self::Card => "card",
            Self::StandingAgreement => "standing_agreement",
            Self::NotDefined => "not_defined",
        }
    }

    /// The UNCL4461 code on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::CreditTransfer => "30",
            Self::SepaCreditTransfer => "58",
            Self::DirectDebit => "49",
            Self::SepaDirectDebit => "59",
            Self::Card => "48",
            Self::StandingAgreement => "57",
            Self::NotDefined => "1",
        }
    }
}

impl Payment {
    /// The account to pay to, IBAN or not.
    pub fn account_id(&self) -> Option<&str> {
        self.iban.as_deref().or(self.account.as_deref())
    }
}

impl FromStr for EndpointRef {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let identifier: Identifier = text.parse()?;
        let scheme = identifier.scheme.ok_or_else(|| IdentifierError::NoScheme(text.to_owned()))?;
        Ok(Self { scheme, value: identifier.value })
    }
}

impl fmt::Display for EndpointRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.scheme, self.value)
    }
}

impl FromStr for Identifier {
    type Err = IdentifierError;

    /// A prefix counts as scheme when it looks like one: four digits (ISO 6523), three capitals (UNCL1153), `EM` and its kin, `SEPA`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scheme, value) = match text.split_once(':') {
            Some((scheme, value)) if looks_like_scheme(scheme) => (Some(scheme.to_owned()), value),
            _ => (None, text),
        };
        if value.trim().is_empty() {
            return Err(IdentifierError::NoValue(text.to_owned()));
        }
        Ok(Self { scheme, value: value.to_owned() })
    }
}

fn looks_like_scheme(text: &str) -> bool {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let capitals = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    digits || capitals || matches!(text, "AN" | "AQ" | "AS" | "AU" | "EM" | "SEPA")
}

impl fmt::Display for Identifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.scheme {
            Some(scheme) => write!(formatter, "{scheme}:{}", self.value),
            None => formatter.write_str(&self.value),
        }
    }
}

impl From<EndpointRef> for Identifier {
    fn from(endpoint: EndpointRef) -> Self {
        Self { scheme: Some(endpoint.scheme), value: endpoint.value }
    }
}

impl Serialize for EndpointRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EndpointRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Identifier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Identifier {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
