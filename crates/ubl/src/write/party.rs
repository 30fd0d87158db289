//! Parties and addresses, in the element order of the UBL 2.1 common library.

use super::pen::Pen;
use crate::model::{Delivery, Payee, TaxRepresentative};
use crate::party::{Address, Contact, Identifier, Party};

/// Writes `cac:Party` of a seller or buyer; `creditor_id` is the seller's SEPA creditor identifier (BT-90).
pub fn party(pen: &mut Pen, party: &Party, creditor_id: Option<&str>) {
    pen.group("Party", |pen| {
        if let Some(endpoint) = &party.endpoint {
            pen.attributed("EndpointID", &[("schemeID", &endpoint.scheme)], &endpoint.value);
        }
        for identifier in &party.identifiers {
            identification(pen, identifier);
        }
        creditor_identification(pen, creditor_id);
        name(pen, party.trading_name.as_deref());
        address(pen, "PostalAddress", &party.address);
        tax_scheme(pen, party.vat_id.as_deref(), "VAT");
        tax_scheme(pen, party.tax_id.as_deref(), "TAX");
        pen.group("PartyLegalEntity", |pen| {
            pen.text("RegistrationName", &party.name);
            if let Some(legal_id) = &party.legal_id {
                pen.identifier("CompanyID", legal_id);
            }
            pen.optional("CompanyLegalForm", party.legal_form.as_deref());
        });
        if let Some(contact) = &party.contact {
            write_contact(pen, contact);
        }
    });
}

/// Writes `cac:PayeeParty` (BG-10).
pub fn payee(pen: &mut Pen, payee: &Payee, creditor_id: Option<&str>) {
    pen.group("PayeeParty", |pen| {
        if let Some(identifier) = &payee.identifier {
            identification(pen, identifier);
        }
        creditor_identification(pen, creditor_id);
        name(pen, Some(&payee.name));
        if let Some(legal_id) = &payee.legal_id {
            pen.group("PartyLegalEntity", |pen| pen.identifier("CompanyID", legal_id));
        }
    });
}

/// Writes `cac:TaxRepresentativeParty` (BG-11).
pub fn tax_representative(pen: &mut Pen, representative: &TaxRepresentative) {
    pen.group("TaxRepresentativeParty", |pen| {
        name(pen, Some(&representative.name));
        address(pen, "PostalAddress", &representative.address);
        tax_scheme(pen, Some(&representative.vat_id), "VAT");
    });
}

/// Writes `cac:Delivery` (BG-13).
pub fn delivery(pen: &mut Pen, delivery: &Delivery) {
    pen.group("Delivery", |pen| {
        pen.shown("ActualDeliveryDate", delivery.date);
        pen.group("DeliveryLocation", |pen| {
            if let Some(location) = &delivery.location {
                pen.identifier("ID", location);
            }
            if let Some(place) = &delivery.address {
                address(pen, "Address", place);
            }
        });
        pen.group("DeliveryParty", |pen| name(pen, delivery.name.as_deref()));
    });
}

fn name(pen: &mut Pen, name: Option<&str>) {
    pen.group("PartyName", |pen| pen.optional("Name", name));
}

fn identification(pen: &mut Pen, identifier: &Identifier) {
    pen.group("PartyIdentification", |pen| pen.identifier("ID", identifier));
}

fn creditor_identification(pen: &mut Pen, creditor_id: Option<&str>) {
    if let Some(creditor_id) = creditor_id {
        pen.group("PartyIdentification", |pen| pen.attributed("ID", &[("schemeID", "SEPA")], creditor_id));
    }
}

fn tax_scheme(pen: &mut Pen, number: Option<&str>, scheme: &str) {
    if let Some(number) = number {
        pen.group("PartyTaxScheme", |pen| {
            pen.text("CompanyID", number);
            pen.group("TaxScheme", |pen| pen.text("ID", scheme));
        });
    }
}

fn address(pen: &mut Pen, name: &str, address: &Address) {
    pen.group(name, |pen| {
        pen.optional("StreetName", address.street.as_deref());
        pen.optional("AdditionalStreetName", address.additional_street.as_deref());
        pen.optional("CityName", address.city.as_deref());
        pen.optional("PostalZone", address.postal_code.as_deref());
        pen.optional("CountrySubentity", address.subdivision.as_deref());
        pen.group("AddressLine", |pen| pen.optional("Line", address.additional_line.as_deref()));
        pen.group("Country", |pen| pen.text("IdentificationCode", &address.country));
    });
}

fn write_contact(pen: &mut Pen, contact: &Contact) {
    pen.group("Contact", |pen| {
        pen.optional("Name", contact.name.as_deref());
        pen.optional("Telephone", contact.phone.as_deref());
        pen.optional("ElectronicMail", contact.email.as_deref());
    });
}
