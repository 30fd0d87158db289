//! JSON to model, one function per object of the model.

use super::fields::{Faults, Fields};
use super::tree::Node;
use super::{
    Adjustment, Attachment, Classification, Delivery, DocumentType, GivenTotals, GivenVatGroup, Invoice, ItemAttribute,
    Line, ModelError, Payee, Period, PrecedingInvoice, Profile, TaxCurrency, TaxRepresentative, Vat,
};
use crate::party::{Address, Contact, Party, Payment, PaymentMeans};
use crate::vat::VatCategory;

const DOCUMENT_TYPES: [(&str, DocumentType); 2] =
    [("invoice", DocumentType::Invoice), ("credit_note", DocumentType::CreditNote)];
const PROFILES: [(&str, Profile); 2] =
    [("billing", Profile::Billing), ("billing_with_response", Profile::BillingWithResponse)];

/// Reads a whole model.
pub(super) fn invoice(bytes: &[u8]) -> Result<Invoice, Vec<ModelError>> {
    // A byte order mark is what some editors write in front of any text.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let node: Node =
        serde_json::from_slice(bytes).map_err(|error| vec![ModelError::new("", format!("is no JSON: {error}"))])?;
    let faults = Faults::default();
    let invoice = Fields::of(&node, String::new(), &faults).map(|fields| fields.read(read_invoice));
    let errors = faults.into_inner();
    match invoice {
        Some(invoice) if errors.is_empty() => Ok(invoice),
        _ => Err(errors),
    }
}

fn read_invoice(fields: &Fields<'_>) -> Invoice {
    for name in ["type", "seller", "buyer", "lines"] {
        fields.demand(name);
    }
    Invoice {
        document_type: fields.one_of("type", &DOCUMENT_TYPES).unwrap_or(DocumentType::Invoice),
        profile: fields.one_of("profile", &PROFILES).unwrap_or_default(),
        type_code: fields.code("type_code"),
        number: fields.required_code("number"),
        issue_date: fields.required_date("issue_date"),
        due_date: fields.required_date("due_date"),
        tax_point_date: fields.date("tax_point_date"),
        currency: fields.required_code("currency"),
        tax_currency: fields.object("tax_currency", read_tax_currency),
        buyer_reference: fields.text("buyer_reference"),
        order_reference: fields.text("order_reference"),
        sales_order_reference: fields.text("sales_order_reference"),
        contract_reference: fields.text("contract_reference"),
        project_reference: fields.text("project_reference"),
        receipt_reference: fields.text("receipt_reference"),
        despatch_reference: fields.text("despatch_reference"),
        tender_reference: fields.text("tender_reference"),
        invoiced_object: fields.parsed("invoiced_object"),
        accounting_cost: fields.text("accounting_cost"),
        note: fields.text("note"),
        period: fields.object("period", read_period),
        preceding_invoices: fields.list("preceding_invoices", read_preceding_invoice),
        seller: fields.object("seller", read_party).unwrap_or_default(),
        buyer: fields.object("buyer", read_party).unwrap_or_default(),
        payee: fields.object("payee", read_payee),
        tax_representative: fields.object("tax_representative", read_tax_representative),
        delivery: fields.object("delivery", read_delivery),
        payment: fields.object("payment", read_payment),
        allowances: fields.list("allowances", read_adjustment),
        charges: fields.list("charges", read_adjustment),
        prepaid: fields.decimal("prepaid"),
        payable_rounding: fields.decimal("payable_rounding"),
        attachments: fields.list("attachments", read_attachment),
        lines: fields.list("lines", read_line),
        totals: fields.object("totals", read_given_totals),
    }
}

fn read_tax_currency(fields: &Fields<'_>) -> TaxCurrency {
    TaxCurrency { currency: fields.required_code("currency"), tax_total: fields.required_decimal("tax_total") }
}

fn read_period(fields: &Fields<'_>) -> Period {
    Period { start: fields.date("start"), end: fields.date("end") }
}

fn read_preceding_invoice(fields: &Fields<'_>) -> PrecedingInvoice {
    PrecedingInvoice { number: fields.required_code("number"), issue_date: fields.date("issue_date") }
}

fn read_party(fields: &Fields<'_>) -> Party {
    fields.demand("endpoint");
    fields.demand("address");
    Party {
        name: fields.required_text("name"),
        trading_name: fields.text("trading_name"),
        endpoint: fields.parsed("endpoint"),
        legal_id: fields.parsed("legal_id"),
        identifiers: fields.parsed_list("identifiers"),
        vat_id: fields.code("vat_id"),
        tax_id: fields.text("tax_id"),
        legal_form: fields.text("legal_form"),
        address: fields.object("address", read_address).unwrap_or_default(),
        contact: fields.object("contact", read_contact),
    }
}

fn read_address(fields: &Fields<'_>) -> Address {
    Address {
        street: fields.text("street"),
        additional_street: fields.text("additional_street"),
        additional_line: fields.text("additional_line"),
        city: fields.text("city"),
        postal_code: fields.text("postal_code"),
        subdivision: fields.text("subdivision"),
        country: fields.required_code("country"),
    }
}

fn read_contact(fields: &Fields<'_>) -> Contact {
    Contact { name: fields.text("name"), phone: fields.text("phone"), email: fields.text("email") }
}

fn read_payee(fields: &Fields<'_>) -> Payee {
    Payee {
        name: fields.required_text("name"),
        identifier: fields.parsed("identifier"),
        legal_id: fields.parsed("legal_id"),
    }
}

fn read_tax_representative(fields: &Fields<'_>) -> TaxRepresentative {
    fields.demand("address");
    TaxRepresentative {
        name: fields.required_text("name"),
        vat_id: fields.required_code("vat_id"),
        address: fields.object("address", read_address).unwrap_or_default(),
    }
}

fn read_delivery(fields: &Fields<'_>) -> Delivery {
    Delivery {
        name: fields.text("name"),
        location: fields.parsed("location"),
        date: fields.date("date"),
        address: fields.object("address", read_address),
    }
}

fn read_payment(fields: &Fields<'_>) -> Payment {
    let means = PaymentMeans::ALL.map(|means| (means.as_str(), means));
    fields.demand("means");
    Payment {
        means: fields.one_of("means", &means).unwrap_or_default(),
        iban: fields.code("iban"),
        account: fields.code("account"),
        account_name: fields.text("account_name"),
        bic: fields.code("bic"),
        reference: fields.code("reference"),
        terms: fields.text("terms"),
        mandate: fields.code("mandate"),
        creditor_id: fields.code("creditor_id"),
        debtor_account: fields.code("debtor_account"),
        card_number: fields.code("card_number"),
        card_network: fields.code("card_network"),
        card_holder: fields.text("card_holder"),
    }
}

fn read_adjustment(fields: &Fields<'_>) -> Adjustment {
    Adjustment {
        amount: fields.decimal("amount"),
        percent: fields.decimal("percent"),
        base: fields.decimal("base"),
        reason: fields.text("reason"),
        reason_code: fields.code("reason_code"),
        vat: fields.object("vat", read_vat),
    }
}

fn read_vat(fields: &Fields<'_>) -> Vat {
    fields.demand("category");
    Vat {
        category: fields.parsed("category").unwrap_or(VatCategory::S),
        rate: fields.decimal("rate"),
        exemption_code: fields.code("exemption_code"),
        exemption_reason: fields.text("exemption_reason"),
    }
}

fn read_attachment(fields: &Fields<'_>) -> Attachment {
    Attachment {
        id: fields.required_code("id"),
        description: fields.text("description"),
        filename: fields.code("filename"),
        mime: fields.code("mime"),
        content: fields.code("content"),
        url: fields.code("url"),
    }
}

fn read_line(fields: &Fields<'_>) -> Line {
    fields.demand("vat");
    Line {
        id: fields.code("id"),
        name: fields.required_text("name"),
        description: fields.text("description"),
        note: fields.text("note"),
        quantity: fields.required_decimal("quantity"),
        unit: fields.required_code("unit"),
        price: fields.required_decimal("price"),
        gross_price: fields.decimal("gross_price"),
        price_discount: fields.decimal("price_discount"),
        base_quantity: fields.decimal("base_quantity"),
        vat: fields.object("vat", read_vat).unwrap_or(Vat {
            category: VatCategory::S,
            rate: None,
            exemption_code: None,
            exemption_reason: None,
        }),
        allowances: fields.list("allowances", read_adjustment),
        charges: fields.list("charges", read_adjustment),
        period: fields.object("period", read_period),
        order_line: fields.text("order_line"),
        accounting_cost: fields.text("accounting_cost"),
        invoiced_object: fields.parsed("invoiced_object"),
        seller_item_id: fields.text("seller_item_id"),
        buyer_item_id: fields.text("buyer_item_id"),
        standard_item_id: fields.parsed("standard_item_id"),
        classifications: fields.list("classifications", read_classification),
        origin_country: fields.code("origin_country"),
        attributes: fields.list("attributes", read_item_attribute),
        amount: fields.decimal("amount"),
    }
}

fn read_classification(fields: &Fields<'_>) -> Classification {
    Classification {
        code: fields.required_code("code"),
        list: fields.required_code("list"),
        version: fields.code("version"),
    }
}

fn read_item_attribute(fields: &Fields<'_>) -> ItemAttribute {
    ItemAttribute { name: fields.required_text("name"), value: fields.required_text("value") }
}

fn read_given_totals(fields: &Fields<'_>) -> GivenTotals {
    GivenTotals {
        line_extension: fields.decimal("line_extension"),
        allowance_total: fields.decimal("allowance_total"),
        charge_total: fields.decimal("charge_total"),
        tax_exclusive: fields.decimal("tax_exclusive"),
        tax_total: fields.decimal("tax_total"),
        tax_inclusive: fields.decimal("tax_inclusive"),
        payable: fields.decimal("payable"),
        tax: fields.list("tax", read_given_group),
    }
}

fn read_given_group(fields: &Fields<'_>) -> GivenVatGroup {
    fields.demand("category");
    GivenVatGroup {
        category: fields.parsed("category").unwrap_or(VatCategory::S),
        rate: fields.decimal("rate"),
        taxable: fields.decimal("taxable"),
        amount: fields.decimal("amount"),
    }
}
