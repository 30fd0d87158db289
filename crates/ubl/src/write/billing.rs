//! Invoice and credit note as Peppol BIS Billing 3.0.

use super::pen::Pen;
use super::{line, party, payment, tax};
use crate::model::{Attachment, DocumentType, Invoice, Profile};
use crate::totals::Totals;

/// BT-24 of BIS Billing 3.0.
const CUSTOMIZATION_ID: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
/// BT-23, billing.
const BILLING_PROFILE_ID: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
/// BT-23, billing with a duty to answer.
const BILLING_WITH_RESPONSE_PROFILE_ID: &str = "urn:peppol:bis:billing_with_response";
/// Document type code by which a credit note refers to a project, for which it has no element of its own.
const PROJECT: &str = "50";

/// Writes an invoice or credit note as BIS Billing 3.0.
pub fn invoice(invoice: &Invoice, totals: &Totals) -> Vec<u8> {
    let (root, namespace) = match invoice.document_type {
        DocumentType::Invoice => ("Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"),
        DocumentType::CreditNote => ("CreditNote", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"),
    };
    Pen::document(root, namespace, &invoice.currency, |pen| {
        header(pen, invoice);
        references(pen, invoice);
        parties(pen, invoice);
        instructions(pen, invoice);
        for allowance in &invoice.allowances {
            tax::adjustment(pen, allowance, false);
        }
        for charge in &invoice.charges {
            tax::adjustment(pen, charge, true);
        }
        vat(pen, invoice, totals);
        monetary_total(pen, totals);
        for (index, (line, amount)) in invoice.lines.iter().zip(&totals.line_amounts).enumerate() {
            line::line(pen, invoice.document_type, index, line, *amount);
        }
    })
}

/// The two documents order these elements differently, and the credit note has no due date here.
fn header(pen: &mut Pen, invoice: &Invoice) {
    pen.text("CustomizationID", CUSTOMIZATION_ID);
    pen.text(
        "ProfileID",
        match invoice.profile {
            Profile::Billing => BILLING_PROFILE_ID,
            Profile::BillingWithResponse => BILLING_WITH_RESPONSE_PROFILE_ID,
        },
    );
    pen.text("ID", &invoice.number);
    pen.shown("IssueDate", Some(invoice.issue_date));
    match invoice.document_type {
        DocumentType::Invoice => {
            pen.shown("DueDate", Some(invoice.due_date));
            pen.text("InvoiceTypeCode", invoice.type_code());
            pen.optional("Note", invoice.note.as_deref());
            pen.shown("TaxPointDate", invoice.tax_point_date);
        }
        DocumentType::CreditNote => {
            pen.shown("TaxPointDate", invoice.tax_point_date);
            pen.text("CreditNoteTypeCode", invoice.type_code());
            pen.optional("Note", invoice.note.as_deref());
        }
    }
    pen.text("DocumentCurrencyCode", &invoice.currency);
    pen.optional("TaxCurrencyCode", invoice.tax_currency.as_ref().map(|tax| tax.currency.as_str()));
    pen.optional("AccountingCost", invoice.accounting_cost.as_deref());
    pen.optional("BuyerReference", invoice.buyer_reference.as_deref());
}

fn references(pen: &mut Pen, invoice: &Invoice) {
    let is_credit_note = invoice.document_type == DocumentType::CreditNote;
    line::period(pen, invoice.period.as_ref());
    pen.group("OrderReference", |pen| {
        pen.optional("ID", invoice.order_reference.as_deref());
        pen.optional("SalesOrderID", invoice.sales_order_reference.as_deref());
    });
    for preceding in &invoice.preceding_invoices {
        pen.group("BillingReference", |pen| {
            pen.group("InvoiceDocumentReference", |pen| {
                pen.text("ID", &preceding.number);
                pen.shown("IssueDate", preceding.issue_date);
            });
        });
    }
    reference(pen, "DespatchDocumentReference", invoice.despatch_reference.as_deref());
    reference(pen, "ReceiptDocumentReference", invoice.receipt_reference.as_deref());
    if !is_credit_note {
        reference(pen, "OriginatorDocumentReference", invoice.tender_reference.as_deref());
    }
    reference(pen, "ContractDocumentReference", invoice.contract_reference.as_deref());
    additional_references(pen, invoice, is_credit_note);
    if is_credit_note {
        reference(pen, "OriginatorDocumentReference", invoice.tender_reference.as_deref());
    } else {
        reference(pen, "ProjectReference", invoice.project_reference.as_deref());
    }
}

fn additional_references(pen: &mut Pen, invoice: &Invoice, is_credit_note: bool) {
    if let Some(object) = &invoice.invoiced_object {
        line::invoiced_object(pen, "AdditionalDocumentReference", object);
    }
    if let Some(project) = invoice.project_reference.as_deref().filter(|_| is_credit_note) {
        pen.group("AdditionalDocumentReference", |pen| {
            pen.text("ID", project);
            pen.text("DocumentTypeCode", PROJECT);
        });
    }
    for attachment in &invoice.attachments {
        write_attachment(pen, attachment);
    }
}

fn write_attachment(pen: &mut Pen, attachment: &Attachment) {
    pen.group("AdditionalDocumentReference", |pen| {
        pen.text("ID", &attachment.id);
        pen.optional("DocumentDescription", attachment.description.as_deref());
        pen.group("Attachment", |pen| {
            if let Some(content) = &attachment.content {
                let mime = attachment.mime.as_deref().unwrap_or_default();
                let filename = attachment.filename.as_deref().unwrap_or_default();
                pen.attributed("EmbeddedDocumentBinaryObject", &[("mimeCode", mime), ("filename", filename)], content);
            }
            pen.group("ExternalReference", |pen| pen.optional("URI", attachment.url.as_deref()));
        });
    });
}

fn parties(pen: &mut Pen, invoice: &Invoice) {
    let creditor_id = invoice.payment.as_ref().and_then(|payment| payment.creditor_id.as_deref());
    // The creditor identifier belongs to whoever collects.
    let (of_seller, of_payee) = if invoice.payee.is_some() { (None, creditor_id) } else { (creditor_id, None) };
    pen.group("AccountingSupplierParty", |pen| party::party(pen, &invoice.seller, of_seller));
    pen.group("AccountingCustomerParty", |pen| party::party(pen, &invoice.buyer, None));
    if let Some(payee) = &invoice.payee {
        party::payee(pen, payee, of_payee);
    }
    if let Some(representative) = &invoice.tax_representative {
        party::tax_representative(pen, representative);
    }
    if let Some(delivery) = &invoice.delivery {
        party::delivery(pen, delivery);
    }
}

fn instructions(pen: &mut Pen, invoice: &Invoice) {
    let Some(payment) = &invoice.payment else {
        return;
    };
    let due_date = (invoice.document_type == DocumentType::CreditNote).then_some(invoice.due_date);
    payment::means(pen, payment, due_date);
    payment::terms(pen, payment.terms.as_deref());
}

fn vat(pen: &mut Pen, invoice: &Invoice, totals: &Totals) {
    tax::total(pen, totals.tax_total, &totals.tax);
    if let Some(tax) = &invoice.tax_currency {
        let amount = crate::amount::format_amount(tax.tax_total);
        pen.group("TaxTotal", |pen| pen.attributed("TaxAmount", &[("currencyID", &tax.currency)], &amount));
    }
}

fn monetary_total(pen: &mut Pen, totals: &Totals) {
    pen.group("LegalMonetaryTotal", |pen| {
        pen.amount("LineExtensionAmount", totals.line_extension);
        pen.amount("TaxExclusiveAmount", totals.tax_exclusive);
        pen.amount("TaxInclusiveAmount", totals.tax_inclusive);
        pen.optional_amount("AllowanceTotalAmount", totals.allowance_total);
        pen.optional_amount("ChargeTotalAmount", totals.charge_total);
        pen.optional_amount("PrepaidAmount", totals.prepaid);
        pen.optional_amount("PayableRoundingAmount", totals.rounding);
        pen.amount("PayableAmount", totals.payable);
    });
}

fn reference(pen: &mut Pen, element: &str, id: Option<&str>) {
    pen.group(element, |pen| pen.optional("ID", id));
}
