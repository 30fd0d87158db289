//! What we demand of a model beyond the published rules, and what those rules would only notice after writing.
//!
//! Source: EN 16931-1 business rules and Peppol BIS Billing 3.0 as far as they concern the model, and our own: a due date that is not
//! before the issue date, check digits of accounts and references, one payment reference, no type code that looks like a reminder.

mod payment;
mod vat;

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rust_decimal::Decimal;

use super::{Adjustment, Attachment, DocumentType, Invoice, Line, ModelError, Period};
use crate::amount::format_number;
use crate::party::Party;

/// Invoice type codes of BIS Billing 3.0.21, without those we refuse (71, 84 and 383 read as a second claim for the same money).
const INVOICE_TYPE_CODES: [&str; 23] = [
    "80", "82", "102", "218", "219", "326", "331", "380", "382", "384", "386", "388", "393", "395", "553", "575",
    "623", "780", "817", "870", "875", "876", "877",
];
/// Credit note type codes of BIS Billing 3.0.21.
const CREDIT_NOTE_TYPE_CODES: [&str; 5] = ["381", "396", "81", "83", "532"];
/// Media types an attachment may have (PEPPOL-EN16931-CL001).
pub const MEDIA_TYPES: [&str; 6] = [
    "application/pdf",
    "image/png",
    "image/jpeg",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.spreadsheet",
];

/// All assertions over one model.
pub(super) fn check(invoice: &Invoice) -> Vec<ModelError> {
    let mut errors = Vec::new();
    check_header(invoice, &mut errors);
    check_type_code(invoice, &mut errors);
    check_party(&invoice.seller, "/seller", &mut errors);
    check_party(&invoice.buyer, "/buyer", &mut errors);
    check_seller_identifier(&invoice.seller, &mut errors);
    payment::check(invoice, &mut errors);
    check_period(invoice.period.as_ref(), "/period", &mut errors);
    for (index, attachment) in invoice.attachments.iter().enumerate() {
        check_attachment(attachment, &format!("/attachments/{index}"), &mut errors);
    }
    check_adjustments(&invoice.allowances, "/allowances", &mut errors);
    check_adjustments(&invoice.charges, "/charges", &mut errors);
    check_lines(&invoice.lines, &mut errors);
    vat::check(invoice, &mut errors);
    errors
}

fn check_header(invoice: &Invoice, errors: &mut Vec<ModelError>) {
    if invoice.due_date < invoice.issue_date {
        errors.push(ModelError::new(
            "/due_date",
            format!("is {}, before the issue date {}", invoice.due_date, invoice.issue_date),
        ));
    }
    if !is_capitals(&invoice.currency, 3) {
        errors.push(ModelError::new(
            "/currency",
            format!("is {:?}; an ISO 4217 code such as EUR is needed", invoice.currency),
        ));
    }
    if invoice.buyer_reference.is_none() && invoice.order_reference.is_none() {
        errors.push(ModelError::new(
            "/buyer_reference",
            "is missing and so is order_reference; ask the buyer which one he needs and give it",
        ));
    }
    if invoice.sales_order_reference.is_some() && invoice.order_reference.is_none() {
        errors.push(ModelError::new(
            "/order_reference",
            "is missing; a sales order reference can only be written beside it",
        ));
    }
    if let Some(tax) = &invoice.tax_currency {
        if tax.currency == invoice.currency {
            errors.push(ModelError::new(
                "/tax_currency/currency",
                format!("is {}, the document's own; leave tax_currency out", tax.currency),
            ));
        }
        if tax.tax_total.normalize().scale() > 2 {
            errors.push(ModelError::new(
                "/tax_currency/tax_total",
                format!("is {}; an amount has at most two decimals", tax.tax_total),
            ));
        }
    }
}

fn check_type_code(invoice: &Invoice, errors: &mut Vec<ModelError>) {
    let code = invoice.type_code();
    let allowed: &[&str] = match invoice.document_type {
        DocumentType::Invoice => &INVOICE_TYPE_CODES,
        DocumentType::CreditNote => &CREDIT_NOTE_TYPE_CODES,
    };
    let both_german = invoice.seller.address.country == "DE" && invoice.buyer.address.country == "DE";
    let fault = match code {
        "71" | "84" | "383" => Some("receivers book it as a second invoice for the same money, so it is not sent"),
        "326" | "384" if !both_german => Some("it is for two German parties only (PEPPOL-EN16931-P0112)"),
        _ if !allowed.contains(&code) => Some("it is no type code of this kind of document"),
        _ => None,
    };
    if let Some(fault) = fault {
        errors.push(ModelError::new("/type_code", format!("is {code}; {fault}")));
    }
}

fn check_party(party: &Party, pointer: &str, errors: &mut Vec<ModelError>) {
    if party.name.trim().is_empty() {
        errors.push(ModelError::new(format!("{pointer}/name"), "is missing"));
    }
    if party.endpoint.is_none() {
        errors.push(ModelError::new(
            format!("{pointer}/endpoint"),
            "is missing; the network delivers to an electronic address, for instance 0106:12345678",
        ));
    }
    if !is_capitals(&party.address.country, 2) {
        let message =
            format!("is {:?}; an ISO 3166-1 code of two capitals such as NL is needed", party.address.country);
        errors.push(ModelError::new(format!("{pointer}/address/country"), message));
    }
    if let Some(vat_id) = &party.vat_id {
        vat::check_vat_id(vat_id, &format!("{pointer}/vat_id"), errors);
    }
}

/// BR-CO-26.
fn check_seller_identifier(seller: &Party, errors: &mut Vec<ModelError>) {
    if seller.legal_id.is_none() && seller.vat_id.is_none() && seller.identifiers.is_empty() {
        errors.push(ModelError::new(
            "/seller/legal_id",
            "is missing; a seller has a registration number, a VAT number or another identifier",
        ));
    }
}

/// BR-CO-19, BR-CO-20, BR-29, BR-30.
fn check_period(period: Option<&Period>, pointer: &str, errors: &mut Vec<ModelError>) {
    match period {
        Some(Period { start: None, end: None }) => errors.push(ModelError::new(pointer, "has neither start nor end")),
        Some(Period { start: Some(start), end: Some(end) }) if end < start => {
            errors.push(ModelError::new(format!("{pointer}/end"), format!("is {end}, before the start {start}")));
        }
        _ => {}
    }
}

fn check_attachment(attachment: &Attachment, pointer: &str, errors: &mut Vec<ModelError>) {
    let Some(content) = &attachment.content else {
        if attachment.url.is_none() {
            errors.push(ModelError::new(pointer, "has neither content nor url"));
        }
        return;
    };
    if STANDARD.decode(content).is_err() {
        errors.push(ModelError::new(format!("{pointer}/content"), "is no base64"));
    }
    if attachment.filename.is_none() {
        errors.push(ModelError::new(format!("{pointer}/filename"), "is missing; embedded content has a file name"));
    }
    match attachment.mime.as_deref() {
        None => {
            errors.push(ModelError::new(format!("{pointer}/mime"), "is missing; embedded content has a media type"));
        }
        Some(mime) if !MEDIA_TYPES.contains(&mime) => {
            errors.push(ModelError::new(
                format!("{pointer}/mime"),
                format!("is {mime}; the network takes {}", MEDIA_TYPES.join(", ")),
            ));
        }
        Some(_) => {}
    }
}

/// BR-33, BR-38, BR-42, BR-44.
fn check_adjustments(adjustments: &[Adjustment], pointer: &str, errors: &mut Vec<ModelError>) {
    for (index, adjustment) in adjustments.iter().enumerate() {
        if adjustment.reason.is_none() && adjustment.reason_code.is_none() {
            errors.push(ModelError::new(
                format!("{pointer}/{index}/reason"),
                "is missing; give a reason or a reason_code",
            ));
        }
    }
}

fn check_lines(lines: &[Line], errors: &mut Vec<ModelError>) {
    if lines.is_empty() {
        errors.push(ModelError::new("/lines", "is empty; a document has at least one line"));
    }
    let mut seen = HashSet::new();
    for (index, line) in lines.iter().enumerate() {
        let pointer = format!("/lines/{index}");
        let id = line.written_id(index);
        if !seen.insert(id.clone()) {
            errors.push(ModelError::new(
                format!("{pointer}/id"),
                format!("is {id:?}, which another line has; a missing id counts as the line's position"),
            ));
        }
        check_line(line, &pointer, errors);
    }
}

fn check_line(line: &Line, pointer: &str, errors: &mut Vec<ModelError>) {
    check_price(line, pointer, errors);
    check_period(line.period.as_ref(), &format!("{pointer}/period"), errors);
    for (adjustments, field) in [(&line.allowances, "allowances"), (&line.charges, "charges")] {
        check_adjustments(adjustments, &format!("{pointer}/{field}"), errors);
        for index in
            adjustments.iter().enumerate().filter_map(|(index, adjustment)| adjustment.vat.as_ref().map(|_| index))
        {
            errors.push(ModelError::new(
                format!("{pointer}/{field}/{index}/vat"),
                "is not for a line: the allowance or charge has the line's VAT",
            ));
        }
    }
}

/// BR-27, BR-28, PEPPOL-EN16931-R046 and -R121.
fn check_price(line: &Line, pointer: &str, errors: &mut Vec<ModelError>) {
    let negative = |value: Decimal| value.is_sign_negative() && !value.is_zero();
    if negative(line.price) {
        errors.push(ModelError::new(
            format!("{pointer}/price"),
            format!("is {}; a price is not negative, make the quantity negative instead", line.price),
        ));
    }
    if let Some(base) = line.base_quantity.filter(|base| *base <= Decimal::ZERO) {
        errors
            .push(ModelError::new(format!("{pointer}/base_quantity"), format!("is {base}; more than zero is needed")));
    }
    match (line.gross_price, line.price_discount) {
        (None, Some(_)) => errors.push(ModelError::new(
            format!("{pointer}/gross_price"),
            "is missing; a price discount is taken off a gross price",
        )),
        (Some(gross), discount) if negative(gross) || gross - discount.unwrap_or_default() != line.price => {
            let discount = discount.unwrap_or_default();
            let message = format!(
                "is {}, but gross price {} - discount {} = {}",
                format_number(line.price),
                format_number(gross),
                format_number(discount),
                format_number(gross - discount)
            );
            errors.push(ModelError::new(format!("{pointer}/price"), message));
        }
        _ => {}
    }
}

fn is_capitals(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl Line {
    /// The line identifier that is written: as given, or the position from 1.
    pub fn written_id(&self, index: usize) -> String {
        self.id.clone().unwrap_or_else(|| (index + 1).to_string())
    }
}

#[cfg(test)]
mod tests;
