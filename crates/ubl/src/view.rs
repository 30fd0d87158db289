//! Reading values off a tolerant document: trimmed texts, dates, decimals, parties and VAT groups, by short paths.
//!
//! Shared by [`summary`](crate::summary) and [`response`](crate::response); a value that does not read is an error with its path.

use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::document::{Document, Name, NodeId, attr, cac, cbc};
use crate::party::{Address, Contact, EndpointRef, Identifier, Party};
use crate::vat::VatGroup;

/// Why a value cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    /// It is not there.
    #[error("{0} is missing")]
    Missing(String),
    /// It does not read.
    #[error("{path} is {value:?}, which is no {expected}")]
    Unreadable {
        /// Where.
        path: String,
        /// What was read.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
}

/// A node of a document, with the questions readers ask of it.
#[derive(Clone, Copy)]
pub struct View<'d> {
    document: &'d Document,
    node: NodeId,
}

impl<'d> View<'d> {
    /// The document element.
    pub fn root(document: &'d Document) -> Self {
        Self { document, node: document.root() }
    }

    /// The first element a path leads to.
    pub fn at(self, path: &[Name]) -> Option<Self> {
        self.document.first(self.node, path).map(|node| Self { node, ..self })
    }

    /// The same, which must be there.
    pub fn need(self, path: &[Name]) -> Result<Self, ViewError> {
        self.at(path).ok_or_else(|| self.missing(path))
    }

    /// Every element a path leads to.
    pub fn all(self, path: &[Name]) -> impl Iterator<Item = Self> {
        let nodes: Vec<NodeId> = self.document.select(self.node, path).collect();
        nodes.into_iter().map(move |node| Self { node, ..self })
    }

    /// The value of the node itself, without blanks around it.
    pub fn value(self) -> String {
        self.document.text(self.node).trim().to_owned()
    }

    /// A text; an empty element counts as absent.
    pub fn text(self, path: &[Name]) -> Option<String> {
        self.at(path).map(Self::value).filter(|text| !text.is_empty())
    }

    /// A text that must be there.
    pub fn required(self, path: &[Name]) -> Result<String, ViewError> {
        self.text(path).ok_or_else(|| self.missing(path))
    }

    /// A trimmed attribute of the node.
    pub fn attribute(self, name: Name) -> Option<String> {
        let value = self.document.attribute(self.node, name)?.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// A value with a parser, `expected` naming it in the error.
    pub fn parsed<T: FromStr>(self, path: &[Name], expected: &'static str) -> Result<Option<T>, ViewError> {
        let Some(node) = self.at(path) else {
            return Ok(None);
        };
        let value = node.value();
        if value.is_empty() {
            return Ok(None);
        }
        value.parse().map(Some).map_err(|_| node.unreadable(value, expected))
    }

    /// The same, which must be there.
    pub fn required_parsed<T: FromStr>(self, path: &[Name], expected: &'static str) -> Result<T, ViewError> {
        self.parsed(path, expected)?.ok_or_else(|| self.missing(path))
    }

    /// A date; a time zone after it is tolerated, as XSD does.
    pub fn date(self, path: &[Name]) -> Result<Option<NaiveDate>, ViewError> {
        let Some(node) = self.at(path) else {
            return Ok(None);
        };
        let value = node.value();
        let day: Option<NaiveDate> = value.get(..10).and_then(|day| day.parse().ok());
        day.map(Some).ok_or_else(|| node.unreadable(value, "date"))
    }

    /// A date that must be there.
    pub fn required_date(self, path: &[Name]) -> Result<NaiveDate, ViewError> {
        self.date(path)?.ok_or_else(|| self.missing(path))
    }

    /// An amount; `None` where absent.
    pub fn amount(self, path: &[Name]) -> Result<Option<Decimal>, ViewError> {
        self.parsed(path, "amount")
    }

    /// An electronic address with its scheme.
    pub fn endpoint(self) -> Result<EndpointRef, ViewError> {
        let node = self.need(&[cbc::EndpointID])?;
        let value = self.required(&[cbc::EndpointID])?;
        let scheme = node
            .attribute(attr::schemeID)
            .ok_or_else(|| ViewError::Missing(format!("{}/@schemeID", self.document.path(node.node))))?;
        Ok(EndpointRef { scheme, value })
    }

    /// A party of an invoice, credit note or reminder.
    pub fn party(self) -> Party {
        Party {
            name: self
                .text(&[cac::PartyLegalEntity, cbc::RegistrationName])
                .or_else(|| self.text(&[cac::PartyName, cbc::Name]))
                .unwrap_or_default(),
            trading_name: self.text(&[cac::PartyName, cbc::Name]),
            endpoint: self.endpoint().ok(),
            legal_id: self.identifier(&[cac::PartyLegalEntity, cbc::CompanyID]),
            identifiers: self.all(&[cac::PartyIdentification, cbc::ID]).filter_map(Self::own_identifier).collect(),
            vat_id: self.tax_number("VAT"),
            tax_id: self.tax_number("TAX"),
            legal_form: self.text(&[cac::PartyLegalEntity, cbc::CompanyLegalForm]),
            address: self.at(&[cac::PostalAddress]).map(Self::address).unwrap_or_default(),
            contact: self.at(&[cac::Contact]).map(Self::contact),
        }
    }

    /// The VAT breakdown; subtotals of another currency's total are none of ours.
    pub fn vat_groups(self) -> Result<Vec<VatGroup>, ViewError> {
        self.all(&[cac::TaxTotal, cac::TaxSubtotal]).map(Self::vat_group).collect()
    }

    fn vat_group(self) -> Result<VatGroup, ViewError> {
        Ok(VatGroup {
            category: self.required_parsed(&[cac::TaxCategory, cbc::ID], "VAT category")?,
            rate: self.parsed(&[cac::TaxCategory, cbc::Percent], "percentage")?,
            taxable: self.amount(&[cbc::TaxableAmount])?.unwrap_or_default(),
            amount: self.amount(&[cbc::TaxAmount])?.unwrap_or_default(),
            exemption_code: self.text(&[cac::TaxCategory, cbc::TaxExemptionReasonCode]),
            exemption_reason: self.text(&[cac::TaxCategory, cbc::TaxExemptionReason]),
        })
    }

    fn identifier(self, path: &[Name]) -> Option<Identifier> {
        self.at(path)?.own_identifier()
    }

    fn own_identifier(self) -> Option<Identifier> {
        let value = self.value();
        (!value.is_empty()).then(|| Identifier { scheme: self.attribute(attr::schemeID), value })
    }

    fn tax_number(self, scheme: &str) -> Option<String> {
        let mut registrations = self.all(&[cac::PartyTaxScheme]);
        registrations
            .find(|tax| tax.text(&[cac::TaxScheme, cbc::ID]).as_deref() == Some(scheme))?
            .text(&[cbc::CompanyID])
    }

    fn address(self) -> Address {
        Address {
            street: self.text(&[cbc::StreetName]),
            additional_street: self.text(&[cbc::AdditionalStreetName]),
            additional_line: self.text(&[cac::AddressLine, cbc::Line]),
            city: self.text(&[cbc::CityName]),
            postal_code: self.text(&[cbc::PostalZone]),
            subdivision: self.text(&[cbc::CountrySubentity]),
            country: self.text(&[cac::Country, cbc::IdentificationCode]).unwrap_or_default(),
        }
    }

    fn contact(self) -> Contact {
        Contact {
            name: self.text(&[cbc::Name]),
            phone: self.text(&[cbc::Telephone]),
            email: self.text(&[cbc::ElectronicMail]),
        }
    }

    fn missing(self, path: &[Name]) -> ViewError {
        let names: Vec<String> = path.iter().map(|name| self.document.written_name(*name)).collect();
        ViewError::Missing(format!("{}/{}", self.document.path(self.node), names.join("/")))
    }

    fn unreadable(self, value: String, expected: &'static str) -> ViewError {
        ViewError::Unreadable { path: self.document.path(self.node), value, expected }
    }
}
