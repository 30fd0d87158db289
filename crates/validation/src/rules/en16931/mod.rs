//! EN 16931 for UBL, release 1.3.16: the business rules of the semantic model.
//!
//! Here stands only where each rule applies, in the official order; what it demands stands in the file named after it.
//! The families UBL-CR, UBL-SR, UBL-DT, BR-DEC and BR-CL are tables.

mod br_01_to_16;
mod br_17_to_30;
mod br_31_to_48;
mod br_49_to_65;
pub mod br_cl;
mod br_co_03;
mod br_co_04;
mod br_co_05_to_08;
mod br_co_09;
mod br_co_10;
mod br_co_11;
mod br_co_12;
mod br_co_13;
mod br_co_14;
mod br_co_15;
mod br_co_16;
pub mod br_co_17;
mod br_co_18;
mod br_co_19;
mod br_co_20;
mod br_co_21_to_24;
mod br_co_26;
mod br_dec;
pub mod syntax;
mod syntax_document;
pub mod vat;

use ubl::document::{Name, NodeId, cac, cbc, root};

use self::vat::category::{AE, E, G, K, L, M, O, S, Z};
use self::vat::{br_ae, br_af, br_ag, br_b, br_e, br_g, br_ic, br_o, br_s, br_z};
use crate::rule::{Context, Pattern, Rule, View};
use crate::rules::{anywhere, within};

/// Rules on the document as a whole, in official order.
const ROOT: &[&Rule] = &[
    &br_01_to_16::BR_01,
    &br_01_to_16::BR_02,
    &br_01_to_16::BR_03,
    &br_01_to_16::BR_04,
    &br_01_to_16::BR_05,
    &br_01_to_16::BR_06,
    &br_01_to_16::BR_07,
    &br_01_to_16::BR_08,
    &br_01_to_16::BR_10,
    &br_01_to_16::BR_16,
    &br_49_to_65::BR_53,
    &br_ae::BR_AE_01,
    &br_ae::BR_AE_02,
    &br_ae::BR_AE_03,
    &br_ae::BR_AE_04,
    &br_co_03::BR_CO_03,
    &br_co_15::BR_CO_15,
    &br_co_18::BR_CO_18,
    &br_e::BR_E_01,
    &br_e::BR_E_02,
    &br_e::BR_E_03,
    &br_e::BR_E_04,
    &br_g::BR_G_01,
    &br_g::BR_G_02,
    &br_g::BR_G_03,
    &br_g::BR_G_04,
    &br_ic::BR_IC_01,
    &br_ic::BR_IC_02,
    &br_ic::BR_IC_03,
    &br_ic::BR_IC_04,
    &br_ic::BR_IC_11,
    &br_ic::BR_IC_12,
    &br_af::BR_AF_01,
    &br_af::BR_AF_02,
    &br_af::BR_AF_03,
    &br_af::BR_AF_04,
    &br_ag::BR_AG_01,
    &br_ag::BR_AG_02,
    &br_ag::BR_AG_03,
    &br_ag::BR_AG_04,
    &br_o::BR_O_01,
    &br_o::BR_O_02,
    &br_o::BR_O_03,
    &br_o::BR_O_04,
    &br_o::BR_O_11,
    &br_o::BR_O_12,
    &br_o::BR_O_13,
    &br_o::BR_O_14,
    &br_s::BR_S_01,
    &br_s::BR_S_02,
    &br_s::BR_S_03,
    &br_s::BR_S_04,
    &br_z::BR_Z_01,
    &br_z::BR_Z_02,
    &br_z::BR_Z_03,
    &br_z::BR_Z_04,
    &br_b::BR_B_01,
    &br_b::BR_B_02,
    &br_dec::BR_DEC_13,
    &br_dec::BR_DEC_15,
];

/// Contexts in official order: the first that matches a node takes it.
pub const MODEL: Pattern = &[
    Context { names: &[cac::AdditionalDocumentReference], matches: anywhere, rules: &[&br_49_to_65::BR_52] },
    Context {
        names: &[cbc::EndpointID],
        matches: |view, at| Ok(within(view, at, &[cac::AccountingCustomerParty, cac::Party])),
        rules: &[&br_49_to_65::BR_63],
    },
    Context {
        names: &[cac::PostalAddress],
        matches: |view, at| Ok(within(view, at, &[cac::AccountingCustomerParty, cac::Party])),
        rules: &[&br_01_to_16::BR_11],
    },
    Context {
        names: &[cbc::PrimaryAccountNumberID],
        matches: |view, at| Ok(within(view, at, &[cac::PaymentMeans, cac::CardAccount])),
        rules: &[&br_49_to_65::BR_51],
    },
    Context {
        names: &[cac::Address],
        matches: |view, at| Ok(within(view, at, &[cac::Delivery, cac::DeliveryLocation])),
        rules: &[&br_49_to_65::BR_57],
    },
    Context {
        names: &[cac::AllowanceCharge],
        matches: |view, at| Ok(view.is_at_document_level(at) && view.indicates(at, false)?),
        rules: &[
            &br_31_to_48::BR_31,
            &br_31_to_48::BR_32,
            &br_31_to_48::BR_33,
            &br_co_05_to_08::BR_CO_05,
            &br_co_21_to_24::BR_CO_21,
            &br_dec::BR_DEC_01,
            &br_dec::BR_DEC_02,
        ],
    },
    Context {
        names: &[cac::AllowanceCharge],
        matches: |view, at| Ok(view.is_at_document_level(at) && view.indicates(at, true)?),
        rules: &[
            &br_31_to_48::BR_36,
            &br_31_to_48::BR_37,
            &br_31_to_48::BR_38,
            &br_co_05_to_08::BR_CO_06,
            &br_co_21_to_24::BR_CO_22,
            &br_dec::BR_DEC_05,
            &br_dec::BR_DEC_06,
        ],
    },
    Context {
        names: &[cac::LegalMonetaryTotal],
        matches: anywhere,
        rules: &[
            &br_01_to_16::BR_12,
            &br_01_to_16::BR_13,
            &br_01_to_16::BR_14,
            &br_01_to_16::BR_15,
            &br_co_10::BR_CO_10,
            &br_co_11::BR_CO_11,
            &br_co_12::BR_CO_12,
            &br_co_13::BR_CO_13,
            &br_co_16::BR_CO_16,
            &br_dec::BR_DEC_09,
            &br_dec::BR_DEC_10,
            &br_dec::BR_DEC_11,
            &br_dec::BR_DEC_12,
            &br_dec::BR_DEC_14,
            &br_dec::BR_DEC_16,
            &br_dec::BR_DEC_17,
            &br_dec::BR_DEC_18,
        ],
    },
    Context { names: &[root::Invoice, root::CreditNote], matches: |view, at| Ok(at == view.root()), rules: ROOT },
    Context {
        names: &[cac::InvoiceLine, cac::CreditNoteLine],
        matches: anywhere,
        rules: &[
            &br_17_to_30::BR_21,
            &br_17_to_30::BR_22,
            &br_17_to_30::BR_23,
            &br_17_to_30::BR_24,
            &br_17_to_30::BR_25,
            &br_17_to_30::BR_26,
            &br_17_to_30::BR_27,
            &br_17_to_30::BR_28,
            &br_co_04::BR_CO_04,
            &br_dec::BR_DEC_23,
        ],
    },
    Context {
        names: &[cac::AllowanceCharge],
        matches: |view, at| Ok(is_in_line(view, at) && view.indicates(at, false)?),
        rules: &[
            &br_31_to_48::BR_41,
            &br_31_to_48::BR_42,
            &br_co_05_to_08::BR_CO_07,
            &br_co_21_to_24::BR_CO_23,
            &br_dec::BR_DEC_24,
            &br_dec::BR_DEC_25,
        ],
    },
    Context {
        names: &[cac::AllowanceCharge],
        matches: |view, at| Ok(is_in_line(view, at) && view.indicates(at, true)?),
        rules: &[
            &br_31_to_48::BR_43,
            &br_31_to_48::BR_44,
            &br_co_05_to_08::BR_CO_08,
            &br_co_21_to_24::BR_CO_24,
            &br_dec::BR_DEC_27,
            &br_dec::BR_DEC_28,
        ],
    },
    Context {
        names: &[cac::InvoicePeriod],
        matches: |view, at| Ok(is_in_line(view, at)),
        rules: &[&br_17_to_30::BR_30, &br_co_20::BR_CO_20],
    },
    Context { names: &[cac::InvoicePeriod], matches: anywhere, rules: &[&br_17_to_30::BR_29, &br_co_19::BR_CO_19] },
    Context { names: &[cbc::Note], matches: |view, at| Ok(view.is_at_document_level(at)), rules: &[&br_cl::BR_CL_08] },
    Context { names: &[cac::AdditionalItemProperty], matches: anywhere, rules: &[&br_49_to_65::BR_54] },
    Context {
        names: &[cbc::ItemClassificationCode],
        matches: |view, at| Ok(is_in_item(view, at, cac::CommodityClassification)),
        rules: &[&br_49_to_65::BR_65],
    },
    Context {
        names: &[cbc::ID],
        matches: |view, at| Ok(is_in_item(view, at, cac::StandardItemIdentification)),
        rules: &[&br_49_to_65::BR_64],
    },
    Context { names: &[cac::PayeeParty], matches: anywhere, rules: &[&br_17_to_30::BR_17] },
    Context {
        names: &[cac::PayeeFinancialAccount],
        matches: |view, at| Ok(is_credit_transfer(view, at)),
        rules: &[&br_49_to_65::BR_50],
    },
    Context { names: &[cac::PaymentMeans], matches: anywhere, rules: &[&br_49_to_65::BR_49, &br_49_to_65::BR_61] },
    Context { names: &[cac::BillingReference], matches: anywhere, rules: &[&br_49_to_65::BR_55] },
    Context { names: &[cac::AccountingSupplierParty], matches: anywhere, rules: &[&br_co_26::BR_CO_26] },
    Context {
        names: &[cbc::EndpointID],
        matches: |view, at| Ok(within(view, at, &[cac::AccountingSupplierParty, cac::Party])),
        rules: &[&br_49_to_65::BR_62],
    },
    Context {
        names: &[cac::PostalAddress],
        matches: |view, at| Ok(within(view, at, &[cac::AccountingSupplierParty, cac::Party])),
        rules: &[&br_01_to_16::BR_09],
    },
    Context {
        names: &[cac::TaxRepresentativeParty],
        matches: anywhere,
        rules: &[&br_17_to_30::BR_18, &br_17_to_30::BR_19, &br_49_to_65::BR_56],
    },
    Context {
        names: &[cac::PostalAddress],
        matches: |view, at| Ok(view.is_in(at, cac::TaxRepresentativeParty)),
        rules: &[&br_17_to_30::BR_20],
    },
    Context {
        names: &[cac::TaxTotal],
        matches: |view, at| Ok(view.is_at_document_level(at)),
        rules: &[&br_co_14::BR_CO_14],
    },
    Context {
        names: &[cac::TaxSubtotal],
        matches: |view, at| Ok(view.is_in(at, cac::TaxTotal)),
        rules: &[
            &br_31_to_48::BR_45,
            &br_31_to_48::BR_46,
            &br_31_to_48::BR_47,
            &br_31_to_48::BR_48,
            &br_co_17::BR_CO_17,
            &br_dec::BR_DEC_19,
            &br_dec::BR_DEC_20,
        ],
    },
    Context { names: &[cac::PartyTaxScheme], matches: |view, at| view.is_vat(at), rules: &[&br_co_09::BR_CO_09] },
    Context {
        names: &[cac::TaxCategory],
        matches: vat::in_breakdown::<AE>,
        rules: &[&br_ae::BR_AE_08, &br_ae::BR_AE_09, &br_ae::BR_AE_10],
    },
    Context { names: &[cac::TaxCategory], matches: vat::in_allowance::<AE>, rules: &[&br_ae::BR_AE_06] },
    Context { names: &[cac::TaxCategory], matches: vat::in_charge::<AE>, rules: &[&br_ae::BR_AE_07] },
    Context { names: &[cac::ClassifiedTaxCategory], matches: vat::in_line::<AE>, rules: &[&br_ae::BR_AE_05] },
    Context {
        names: &[cac::TaxCategory],
        matches: vat::in_breakdown::<E>,
        rules: &[&br_e::BR_E_08, &br_e::BR_E_09, &br_e::BR_E_10],
    },
    Context { names: &[cac::TaxCategory], matches: vat::in_allowance::<E>, rules: &[&br_e::BR_E_06] },
    Context { names: &[cac::TaxCategory], matches: vat::in_charge::<E>, rules: &[&br_e::BR_E_07] },
    Context { names: &[cac::ClassifiedTaxCategory], matches: vat::in_line::<E>, rules: &[&br_e::BR_E_05] },
    Context {
        names: &[cac::TaxCategory],
        matches: vat::in_breakdown::<G>,
        rules: &[&br_g::BR_G_08, &br_g::BR_G_09, &br_g::BR_G_10],
    },
    Context { names: &[cac::TaxCategory], matches: vat::in_allowance::<G>, rules: &[&br_g::BR_G_06] },
    Context { names: &[cac::TaxCategory], matches: vat::in_charge::<G>, rules: &[&br_g::BR_G_07] },
    Context { names: &[cac::ClassifiedTaxCategory], matches: vat::in_line::<G>, rules: &[&br_g::BR_G_05] },
    Context {
        names: &[cac::TaxCategory],
        matches: vat::in_breakdown::<K>,
        rules: &[&br_ic::BR_IC_08, &br_ic::BR_IC_09, &br_ic::BR_IC_10],
    },
    Context { names: &[cac::TaxCategory], matches: vat::in_allowance::<K>, rules: &[&br_ic::BR_IC_06] },
    Context { names: &[cac::TaxCategory], matches: vat::in_charge::<K>, rules: &[&br_ic::BR_IC_07] },
    Context { names: &[cac::ClassifiedTaxCategory], matches: vat::in_line::<K>, rules: &[&br_ic::BR_IC_05] },
    Context {
        names: &[cac::TaxCategory],
        matches: vat::in_breakdown::<L>,
        rules: &[&br_af::BR_AF_08, &br_af::BR_AF_09, &br_af::BR_AF_10],
    },
    Context { names: &[cac::TaxCategory], matches: vat::in_allowance::<L>, rules: &[&br_af::BR_AF_06] },
    Context { names: &[cac::TaxCategory], matches: vat::in_charge::<L>, rules: &[&br_af::BR_AF_07] },
    Context { names: &[cac::ClassifiedTaxCategory], matches: vat::in_line::<L>, rules: &[&br_af::BR_AF_05] },
    Context {
        names: &[cac::TaxCategory],
        matches: vat::in_breakdown::<M>,
        rules: &[&br_ag::BR_AG_08, &br_ag::BR_AG_09, &br_ag::BR_AG_10],
    },
    Context { names: &[cac::TaxCategory], matches: vat::in_allowance::<M>, rules: &[&br_ag::BR_AG_06] },
    Context { names: &[cac::TaxCategory], matches: vat::in_charge::<M>, rules: &[&br_ag::BR_AG_07] },
    Context { names: &[cac::ClassifiedTaxCategory], matches: vat::in_line::<M>, rules: &[&br_ag::BR_AG_05] },
    Context {
        names: &[cac::TaxCategory],
        matches: vat::in_breakdown::<O>,
        rules: &[&br_o::BR_O_08, &br_o::BR_O_09, &br_o::BR_O_10],
    },
    Context { names: &[cac::TaxCategory], matches: vat::in_allowance::<O>, rules: &[&br_o::BR_O_06] },
    Context { names: &[cac::TaxCategory], matches: vat::in_charge::<O>, rules: &[&br_o::BR_O_07] },
    Context { names: &[cac::ClassifiedTaxCategory], matches: vat::in_line::<O>, rules: &[&br_o::BR_O_05] },
    Context {
        names: &[cac::TaxCategory],
        matches: vat::in_breakdown::<S>,
        rules: &[&br_s::BR_S_08, &br_s::BR_S_09, &br_s::BR_S_10],
    },
    Context { names: &[cac::TaxCategory], matches: vat::in_allowance::<S>, rules: &[&br_s::BR_S_06] },
    Context { names: &[cac::TaxCategory], matches: vat::in_charge::<S>, rules: &[&br_s::BR_S_07] },
    Context { names: &[cac::ClassifiedTaxCategory], matches: vat::in_line::<S>, rules: &[&br_s::BR_S_05] },
    Context {
        names: &[cac::TaxCategory],
        matches: vat::in_breakdown::<Z>,
        rules: &[&br_z::BR_Z_08, &br_z::BR_Z_09, &br_z::BR_Z_10],
    },
    Context { names: &[cac::TaxCategory], matches: vat::in_allowance::<Z>, rules: &[&br_z::BR_Z_06] },
    Context { names: &[cac::TaxCategory], matches: vat::in_charge::<Z>, rules: &[&br_z::BR_Z_07] },
    Context { names: &[cac::ClassifiedTaxCategory], matches: vat::in_line::<Z>, rules: &[&br_z::BR_Z_05] },
];

fn is_in_line(view: &View<'_>, at: NodeId) -> bool {
    view.is_in(at, cac::InvoiceLine) || view.is_in(at, cac::CreditNoteLine)
}

/// Whether the element stands in this group of a line's item.
fn is_in_item(view: &View<'_>, at: NodeId, group: Name) -> bool {
    let group = view.parent(at).filter(|parent| view.name(*parent) == group);
    let item = group.and_then(|group| view.parent(group)).filter(|item| view.name(*item) == cac::Item);
    item.is_some_and(|item| is_in_line(view, item))
}

/// The account of payment means with a credit transfer code, compared as written.
fn is_credit_transfer(view: &View<'_>, account: NodeId) -> bool {
    let means = view.parent(account).filter(|means| view.name(*means) == cac::PaymentMeans);
    means.is_some_and(|means| {
        view.children_named(means, cbc::PaymentMeansCode).any(|code| matches!(&*view.text(code), "30" | "58"))
    })
}
