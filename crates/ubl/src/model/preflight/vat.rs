//! VAT categories against rates, exemption reasons and the VAT numbers of the parties.
//!
//! Source: the BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-B families, BR-CO-09, PEPPOL-EN16931-P0104 to -P0111.

use rust_decimal::Decimal;

use super::super::{Invoice, ModelError, Vat};
use crate::vat::VatCategory;

/// No VAT rate reaches this.
const RATE_LIMIT: Decimal = Decimal::ONE_HUNDRED;

/// Exemption codes that belong to one category.
const CODE_CATEGORIES: [(&str, VatCategory); 8] = [
    ("VATEX-EU-AE", VatCategory::AE),
    ("VATEX-EU-IC", VatCategory::K),
    ("VATEX-EU-G", VatCategory::G),
    ("VATEX-EU-O", VatCategory::O),
    ("VATEX-EU-D", VatCategory::E),
    ("VATEX-EU-F", VatCategory::E),
    ("VATEX-EU-I", VatCategory::E),
    ("VATEX-EU-J", VatCategory::E),
];

pub fn check(invoice: &Invoice, errors: &mut Vec<ModelError>) {
    let uses = uses(invoice);
    for (pointer, vat) in &uses {
        check_rate(vat, pointer, errors);
        check_exemption(vat, pointer, errors);
    }
    check_exempt_has_reason(&uses, errors);
    let categories: Vec<VatCategory> = uses.iter().map(|(_, vat)| vat.category).collect();
    check_mixture(&uses, &categories, errors);
    check_parties(invoice, &categories, errors);
}

/// BR-CO-09: two capitals, then more; Greece is EL.
pub fn check_vat_id(vat_id: &str, pointer: &str, errors: &mut Vec<ModelError>) {
    let prefix: String = vat_id.chars().take(2).collect();
    if !super::is_capitals(&prefix, 2) || vat_id.len() < 4 {
        errors.push(ModelError::new(
            pointer,
            format!("is {vat_id:?}; a VAT number starts with its country in two capitals, for instance NL851306469B01"),
        ));
    } else if prefix == "GR" {
        errors.push(ModelError::new(pointer, format!("is {vat_id:?}; Greek VAT numbers start with EL")));
    }
}

/// Every place that states VAT.
fn uses(invoice: &Invoice) -> Vec<(String, &Vat)> {
    let lines = invoice.lines.iter().enumerate().map(|(index, line)| (format!("/lines/{index}/vat"), &line.vat));
    let allowances = invoice
        .allowances
        .iter()
        .enumerate()
        .filter_map(|(index, item)| Some((format!("/allowances/{index}/vat"), item.vat.as_ref()?)));
    let charges = invoice
        .charges
        .iter()
        .enumerate()
        .filter_map(|(index, item)| Some((format!("/charges/{index}/vat"), item.vat.as_ref()?)));
    lines.chain(allowances).chain(charges).collect()
}

fn check_rate(vat: &Vat, pointer: &str, errors: &mut Vec<ModelError>) {
    let category = vat.category;
    let zero = Decimal::ZERO;
    let fault = match (category, vat.rate) {
        (VatCategory::O, Some(rate)) => Some(format!("is {rate}; category O has no rate, leave it out")),
        (VatCategory::S | VatCategory::B, Some(rate)) if rate <= zero => {
            Some(format!("is {rate}; category {category} has a rate above zero"))
        }
        (VatCategory::L | VatCategory::M, Some(rate)) if rate < zero => {
            Some(format!("is {rate}; a rate is not negative"))
        }
        (_, Some(rate)) if rate >= RATE_LIMIT => Some(format!("is {rate}; a rate is below {RATE_LIMIT}")),
        (_, None) if category.is_taxed() => Some(format!("is missing; category {category} has a rate")),
        (_, Some(rate)) if !category.is_taxed() && rate != zero => {
            Some(format!("is {rate}; category {category} has rate 0"))
        }
        _ => None,
    };
    if let Some(fault) = fault {
        errors.push(ModelError::new(format!("{pointer}/rate"), fault));
    }
}

fn check_exemption(vat: &Vat, pointer: &str, errors: &mut Vec<ModelError>) {
    let said = vat.exemption_code.is_some() || vat.exemption_reason.is_some();
    if said && !vat.category.needs_exemption() {
        errors.push(ModelError::new(
            pointer,
            format!("gives an exemption reason, but category {} has none", vat.category),
        ));
    }
    let Some(code) = vat.exemption_code.as_deref() else {
        return;
    };
    let owner =
        CODE_CATEGORIES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, category)| *category);
    if owner.is_some_and(|owner| owner != vat.category) {
        let message = format!("is {code}, which does not go with category {}", vat.category);
        errors.push(ModelError::new(format!("{pointer}/exemption_code"), message));
    }
}

/// BR-E-10: only category E has no code of its own, so somebody must say why.
fn check_exempt_has_reason(uses: &[(String, &Vat)], errors: &mut Vec<ModelError>) {
    let mut exempt = uses.iter().filter(|(_, vat)| vat.category == VatCategory::E).peekable();
    let Some((pointer, _)) = exempt.peek().copied() else {
        return;
    };
    if !exempt.any(|(_, vat)| vat.exemption_code.is_some() || vat.exemption_reason.is_some()) {
        errors.push(ModelError::new(
            format!("{pointer}/exemption_reason"),
            "is missing; category E needs a reason or a VATEX code, once per document is enough",
        ));
    }
}

/// BR-O-11 to -14 and BR-B-02.
fn check_mixture(uses: &[(String, &Vat)], categories: &[VatCategory], errors: &mut Vec<ModelError>) {
    let pairs = [(VatCategory::O, None), (VatCategory::B, Some(VatCategory::S))];
    for (alone, enemy) in pairs.into_iter().filter(|(alone, _)| categories.contains(alone)) {
        let clash = uses.iter().find(|(_, vat)| enemy.map_or(vat.category != alone, |enemy| vat.category == enemy));
        if let Some((pointer, vat)) = clash {
            let message =
                format!("is {}, but category {alone} cannot stand beside it in one document; send two", vat.category);
            errors.push(ModelError::new(format!("{pointer}/category"), message));
        }
    }
}

fn check_parties(invoice: &Invoice, categories: &[VatCategory], errors: &mut Vec<ModelError>) {
    let has = |category| categories.contains(&category);
    if has(VatCategory::O) {
        check_outside_scope(invoice, errors);
        return;
    }
    check_seller(invoice, categories, errors);
    if has(VatCategory::AE) {
        check_reverse_charge(invoice, errors);
    }
    if has(VatCategory::K) {
        check_intra_community(invoice, errors);
    }
}

/// BR-O-02 to -04.
fn check_outside_scope(invoice: &Invoice, errors: &mut Vec<ModelError>) {
    let numbers = [
        ("/seller/vat_id", invoice.seller.vat_id.is_some()),
        ("/buyer/vat_id", invoice.buyer.vat_id.is_some()),
        ("/tax_representative", invoice.tax_representative.is_some()),
    ];
    for (pointer, _) in numbers.into_iter().filter(|(_, given)| *given) {
        errors.push(ModelError::new(pointer, "must be left out in category O, outside the scope of VAT"));
    }
}

/// BR-S-02 and its kin: the seller is known to a tax office, for K and G by a VAT number.
fn check_seller(invoice: &Invoice, categories: &[VatCategory], errors: &mut Vec<ModelError>) {
    let vat_number = invoice.seller.vat_id.is_some() || invoice.tax_representative.is_some();
    let known = vat_number || invoice.seller.tax_id.is_some();
    let wants_vat_number = categories.iter().find(|category| matches!(category, VatCategory::K | VatCategory::G));
    match (wants_vat_number, categories.first()) {
        (Some(category), _) if !vat_number => {
            errors.push(ModelError::new(
                "/seller/vat_id",
                format!("is missing; category {category} needs it, or a tax representative"),
            ));
        }
        (_, Some(category)) if !known => {
            let message = format!("is missing; category {category} needs it, or tax_id, or a tax representative");
            errors.push(ModelError::new("/seller/vat_id", message));
        }
        _ => {}
    }
}

/// BR-AE-02 to -04; inside one country the domestic rule has to be named.
fn check_reverse_charge(invoice: &Invoice, errors: &mut Vec<ModelError>) {
    if invoice.buyer.vat_id.is_none() && invoice.buyer.legal_id.is_none() {
        errors.push(ModelError::new("/buyer/vat_id", "is missing; reverse charge needs it, or legal_id"));
    }
    let domestic = invoice.seller.address.country == "NL" && invoice.buyer.address.country == "NL";
    let reverse = uses(invoice).into_iter().filter(|(_, vat)| vat.category == VatCategory::AE).collect::<Vec<_>>();
    let explained = reverse.iter().any(|(_, vat)| vat.exemption_reason.is_some());
    if let Some((pointer, _)) = reverse.first().filter(|_| domestic && !explained) {
        let message = "is missing; between two Dutch parties say which domestic reverse charge applies, for instance \"Btw verlegd\"";
        errors.push(ModelError::new(format!("{pointer}/exemption_reason"), message));
    }
}

/// BR-IC-02 to -04, -11, -12; goods go from one member state to another.
fn check_intra_community(invoice: &Invoice, errors: &mut Vec<ModelError>) {
    let prefix = |number: Option<&String>| number.map(|number| number.chars().take(2).collect::<String>());
    match (&invoice.buyer.vat_id, prefix(invoice.seller.vat_id.as_ref())) {
        (None, _) => errors.push(ModelError::new("/buyer/vat_id", "is missing; an intra-Community supply needs it")),
        (Some(buyer), Some(seller)) if buyer.starts_with(&seller) => {
            errors.push(ModelError::new(
                "/buyer/vat_id",
                format!("is {buyer}, of the seller's own country {seller}; category K is for two member states"),
            ));
        }
        _ => {}
    }
    let delivery = invoice.delivery.as_ref();
    if delivery.and_then(|delivery| delivery.date).is_none() && invoice.period.is_none() {
        errors
            .push(ModelError::new("/delivery/date", "is missing; an intra-Community supply states it, or the period"));
    }
    if delivery.and_then(|delivery| delivery.address.as_ref()).is_none() {
        errors.push(ModelError::new(
            "/delivery/address",
            "is missing; an intra-Community supply states the country the goods went to",
        ));
    }
}
