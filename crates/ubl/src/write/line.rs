//! Lines of an invoice or credit note (BG-25 to BG-32).

use rust_decimal::Decimal;

use super::pen::Pen;
use super::tax;
use crate::amount::format_number;
use crate::model::{DocumentType, Line, Period};
use crate::party::Identifier;

/// Document type code of the reference to an invoiced object (UNCL1001).
pub const INVOICED_OBJECT: &str = "130";

/// Writes one line with its computed amount.
pub fn line(pen: &mut Pen, document_type: DocumentType, index: usize, line: &Line, amount: Decimal) {
    let (element, quantity) = match document_type {
        DocumentType::Invoice => ("InvoiceLine", "InvoicedQuantity"),
        DocumentType::CreditNote => ("CreditNoteLine", "CreditedQuantity"),
    };
    pen.group(element, |pen| {
        pen.text("ID", &line.written_id(index));
        pen.optional("Note", line.note.as_deref());
        pen.attributed(quantity, &[("unitCode", &line.unit)], &format_number(line.quantity));
        pen.amount("LineExtensionAmount", amount);
        pen.optional("AccountingCost", line.accounting_cost.as_deref());
        period(pen, line.period.as_ref());
        pen.group("OrderLineReference", |pen| pen.optional("LineID", line.order_line.as_deref()));
        if let Some(object) = &line.invoiced_object {
            invoiced_object(pen, "DocumentReference", object);
        }
        for allowance in &line.allowances {
            tax::adjustment(pen, allowance, false);
        }
        for charge in &line.charges {
            tax::adjustment(pen, charge, true);
        }
        item(pen, line);
        price(pen, line);
    });
}

/// Writes `cac:InvoicePeriod` of a document or line.
pub fn period(pen: &mut Pen, period: Option<&Period>) {
    pen.group("InvoicePeriod", |pen| {
        pen.shown("StartDate", period.and_then(|period| period.start));
        pen.shown("EndDate", period.and_then(|period| period.end));
    });
}

/// Writes the reference to what is invoiced, such as a meter or a subscription (BT-18, BT-128).
pub fn invoiced_object(pen: &mut Pen, element: &str, object: &Identifier) {
    pen.group(element, |pen| {
        pen.identifier("ID", object);
        pen.text("DocumentTypeCode", INVOICED_OBJECT);
    });
}

fn item(pen: &mut Pen, line: &Line) {
    pen.group("Item", |pen| {
        pen.optional("Description", line.description.as_deref());
        pen.text("Name", &line.name);
        pen.group("BuyersItemIdentification", |pen| pen.optional("ID", line.buyer_item_id.as_deref()));
        pen.group("SellersItemIdentification", |pen| pen.optional("ID", line.seller_item_id.as_deref()));
        if let Some(identifier) = &line.standard_item_id {
            pen.group("StandardItemIdentification", |pen| pen.identifier("ID", identifier));
        }
        pen.group("OriginCountry", |pen| pen.optional("IdentificationCode", line.origin_country.as_deref()));
        for class in &line.classifications {
            let version = class.version.as_deref().map(|version| ("listVersionID", version));
            let attributes: Vec<(&str, &str)> = [("listID", class.list.as_str())].into_iter().chain(version).collect();
            pen.group("CommodityClassification", |pen| {
                pen.attributed("ItemClassificationCode", &attributes, &class.code);
            });
        }
        tax::category(pen, "ClassifiedTaxCategory", line.vat.category, line.vat.applied_rate());
        for attribute in &line.attributes {
            pen.group("AdditionalItemProperty", |pen| {
                pen.text("Name", &attribute.name);
                pen.text("Value", &attribute.value);
            });
        }
    });
}

fn price(pen: &mut Pen, line: &Line) {
    pen.group("Price", |pen| {
        pen.price("PriceAmount", line.price);
        if let Some(base) = line.base_quantity {
            pen.attributed("BaseQuantity", &[("unitCode", &line.unit)], &format_number(base));
        }
        if let Some(gross) = line.gross_price {
            pen.group("AllowanceCharge", |pen| {
                pen.text("ChargeIndicator", "false");
                pen.price("Amount", line.price_discount.unwrap_or_default());
                pen.price("BaseAmount", gross);
            });
        }
    });
}
