//! Answers to a document: Invoice Response, Message Level Status, Message Level Response.
//!
//! Source: BIS Invoice Response 3 (transaction T111), Peppol MLS 1.0, BIS Message Level Response 3; all are UBL 2.1 `ApplicationResponse`.

mod read;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::party::EndpointRef;

pub use read::{ResponseError, read_application_response};

/// Status of an invoice at the buyer (UNCL4343 subset of T111), in the order of progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ResponseCode {
    /// Message received.
    AB,
    /// In process.
    IP,
    /// Under query, halted.
    UQ,
    /// Accepted under conditions.
    CA,
    /// Rejected.
    RE,
    /// Accepted.
    AP,
    /// Payment started; in part when a clarification says `PPD`.
    PD,
}

/// Verdict of a service provider on a message (MLS, MLR).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MlsCode {
    /// Delivered and confirmed.
    AP,
    /// Handed over without confirmation.
    AB,
    /// Refused.
    RE,
}

/// Why a line of an MLS or MLR is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IssueReason {
    /// Business rule violated, fatal.
    BV,
    /// Business rule violated, warning.
    BW,
    /// Syntax violated.
    SV,
    /// Delivery to the receiver failed for good (MLS only).
    FD,
}

/// A code outside its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code:?} is no {list}; the codes are {known}")]
pub struct UnknownCode {
    /// What was read.
    pub code: String,
    /// Which list it should be in.
    pub list: &'static str,
    /// The codes there are.
    pub known: &'static str,
}

/// A party as an Invoice Response names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRef {
    /// Electronic address.
    pub endpoint: EndpointRef,
    /// Registered name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// One clarification of an Invoice Response.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Clarification {
    /// Code of `list`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// `OPStatusReason` or `OPStatusAction`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Pairs of a business term (such as `BT-9`) and the value the buyer proposes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<(String, String)>,
}

/// What a buyer says about an invoice or credit note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceResponse {
    /// Identifier of the response.
    pub id: String,
    /// Date of the response.
    pub issue_date: NaiveDate,
    /// Time of the response, without zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_time: Option<NaiveTime>,
    /// The buyer, or who answers for him.
    pub sender: PartyRef,
    /// The seller.
    pub receiver: PartyRef,
    /// The status.
    pub code: ResponseCode,
    /// Date from which the status holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_date: Option<NaiveDate>,
    /// Reasons and requested actions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<Clarification>,
    /// Number of the invoice answered.
    pub invoice_number: String,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice_issue_date: Option<NaiveDate>,
    /// Its type code (380, 381 …); compulsory in the response, may be absent in what we read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice_type_code: Option<String>,
    /// Seller named where providers exchange the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer_name: Option<String>,
    /// Buyer named where providers exchange the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient_name: Option<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One issue of an MLS or MLR.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MlsIssue {
    /// Where: an `XPath`, or `NA`.
    pub line_id: String,
    /// What is wrong.
    pub description: String,
    /// How bad it is.
    pub reason: IssueReason,
}

/// What a receiving provider says about a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageLevelStatus {
    /// Identifier of the status message.
    pub id: String,
    /// Date and time with zone.
    pub issued: DateTime<FixedOffset>,
    /// SPIS value of the provider that speaks, without `0242:`.
    pub sender: String,
    /// SPIS value of the provider spoken to, without `0242:`.
    pub receiver: String,
    /// The verdict.
    pub code: MlsCode,
    /// Text; needed for RE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// SBDH `InstanceIdentifier` of the message judged.
    pub instance_id: String,
    /// Issues; at least one failing for RE.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<MlsIssue>,
}

/// What a receiver says about a message, in the older form we read and never send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageLevelResponse {
    /// Identifier of the response.
    pub id: String,
    /// Date.
    pub issue_date: NaiveDate,
    /// Time where given, without its zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_time: Option<NaiveTime>,
    /// Trading party that speaks.
    pub sender: EndpointRef,
    /// Trading party spoken to.
    pub receiver: EndpointRef,
    /// The verdict.
    pub code: MlsCode,
    /// Text; needed for RE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Envelope identifier of the message judged.
    pub instance_id: String,
    /// Issues.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<MlsIssue>,
}

/// An `ApplicationResponse` by what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ApplicationResponse {
    /// Business answer of the buyer.
    Invoice(InvoiceResponse),
    /// Answer of the receiving provider.
    Status(MessageLevelStatus),
    /// The same, older form.
    Mlr(MessageLevelResponse),
}

impl ResponseCode {
    /// Every code, in the order of progress.
    pub const ALL: [Self; 7] = [Self::AB, Self::IP, Self::UQ, Self::CA, Self::RE, Self::AP, Self::PD];

    /// The code on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AB => "AB",
            Self::IP => "IP",
            Self::UQ => "UQ",
            Self::CA => "CA",
            Self::RE => "RE",
            Self::AP => "AP",
            Self::PD => "PD",
        }
    }
}

impl MlsCode {
    /// Every code.
    pub const ALL: [Self; 3] = [Self::AP, Self::AB, Self::RE];

    /// The code on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AP => "AP",
            Self::AB => "AB",
            Self::RE => "RE",
        }
    }
}

impl IssueReason {
    /// Every code.
    pub const ALL: [Self; 4] = [Self::BV, Self::BW, Self::SV, Self::FD];

    /// The code on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BV => "BV",
            Self::BW => "BW",
            Self::SV => "SV",
            Self::FD => "FD",
        }
    }

    /// Whether an issue of this kind refuses the message.
    pub fn is_failure(self) -> bool {
        self != Self::BW
    }
}

impl FromStr for ResponseCode {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown =
            || UnknownCode { code: text.to_owned(), list: "invoice status", known: "AB, IP, UQ, CA, RE, AP and PD" };
        Self::ALL.into_iter().find(|code| code.as_str() == text).ok_or_else(unknown)
    }
}

impl FromStr for MlsCode {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownCode { code: text.to_owned(), list: "message status", known: "AP, AB and RE" };
        Self::ALL.into_iter().find(|code| code.as_str() == text).ok_or_else(unknown)
    }
}

impl FromStr for IssueReason {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownCode { code: text.to_owned(), list: "issue reason", known: "BV, BW, SV and FD" };
        Self::ALL.into_iter().find(|code| code.as_str() == text).ok_or_else(unknown)
    }
}

impl fmt::Display for ResponseCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Display for MlsCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Display for IssueReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Clarification {
    /// A reason of list `OPStatusReason`.
    pub fn reason(code: &str, text: Option<&str>) -> Self {
        Self {
            reason: Some(code.to_owned()),
            list: Some("OPStatusReason".to_owned()),
            text: text.map(str::to_owned),
            conditions: Vec::new(),
        }
    }

    /// A requested action of list `OPStatusAction`.
    pub fn action(code: &str, text: Option<&str>) -> Self {
        Self {
            reason: Some(code.to_owned()),
            list: Some("OPStatusAction".to_owned()),
            text: text.map(str::to_owned),
            conditions: Vec::new(),
        }
    }

    /// The same with a proposed value for a business term.
    #[must_use]
    pub fn with_condition(mut self, term: &str, value: &str) -> Self {
        self.conditions.push((term.to_owned(), value.to_owned()));
        self
    }
}

impl InvoiceResponse {
    /// Whether the status is "paid in part" (PD with reason PPD).
    pub fn is_partly_paid(&self) -> bool {
        self.code == ResponseCode::PD && self.statuses.iter().any(|status| status.reason.as_deref() == Some("PPD"))
    }

    /// The date on which the buyer proposes to pay: CA with a condition on BT-9.
    pub fn proposed_payment_date(&self) -> Option<NaiveDate> {
        if self.code != ResponseCode::CA {
            return None;
        }
        let mut conditions = self.statuses.iter().flat_map(|status| &status.conditions);
        conditions.find(|(term, _)| term.trim() == "BT-9").and_then(|(_, value)| value.trim().parse().ok())
    }
}
