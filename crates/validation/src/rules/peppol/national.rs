//! Where the national rules apply: by whose country, and on which elements, in the official order.

use ubl::document::{Name, NodeId, cac, cbc, root};

use super::parties::{Country, Parties};
use super::{de_r, de_r_payment, dk_r, gr_r, is_r, it_r, nl_r, no_r, se_r};
use crate::rule::{Context, Fault, Pattern, View};
use crate::rules::within;

const SELLER: &[Name] = &[cac::AccountingSupplierParty, cac::Party];
const BUYER: &[Name] = &[cac::AccountingCustomerParty, cac::Party];
const SELLER_ENTITY: &[Name] = &[cac::AccountingSupplierParty, cac::Party, cac::PartyLegalEntity];
const BUYER_ENTITY: &[Name] = &[cac::AccountingCustomerParty, cac::Party, cac::PartyLegalEntity];
const DOCUMENTS: &[Name] = &[root::CreditNote, root::Invoice];

/// Whether the element stands in this place and the parties are as the rule wants them.
fn if_in(
    view: &View<'_>,
    at: NodeId,
    around: &[Name],
    wanted: impl Fn(&Parties) -> Result<bool, Fault>,
) -> Result<bool, Fault> {
    Ok(within(view, at, around) && wanted(view.parties())?)
}

/// The same where the place itself stands in an invoice or credit note, by the names of the elements around.
fn if_in_document(
    view: &View<'_>,
    at: NodeId,
    around: &[Name],
    wanted: impl Fn(&Parties) -> Result<bool, Fault>,
) -> Result<bool, Fault> {
    if !within(view, at, around) {
        return Ok(false);
    }
    let mut outer = Some(at);
    for _ in 0..=around.len() {
        outer = outer.and_then(|node| view.parent(node));
    }
    Ok(outer.is_some_and(|document| DOCUMENTS.contains(&view.name(document))) && wanted(view.parties())?)
}

/// The same where that invoice or credit note is the document itself.
fn if_at(
    view: &View<'_>,
    at: NodeId,
    around: &[Name],
    wanted: impl Fn(&Parties) -> Result<bool, Fault>,
) -> Result<bool, Fault> {
    let mut outer = Some(at);
    for _ in 0..=around.len() {
        outer = outer.and_then(|node| view.parent(node));
    }
    Ok(outer == Some(view.root()) && if_in_document(view, at, around, wanted)?)
}

/// Sellers that are Norwegian by VAT identifier, tax representative or address.
pub const NORWAY: Pattern = &[Context {
    names: &[cac::Party],
    matches: |view, at| {
        if_in(view, at, &[cac::AccountingSupplierParty], |parties| Ok(parties.seller? == Country::Norway))
    },
    rules: &[&no_r::NO_R_002, &no_r::NO_R_001],
}];

/// Sellers with a Danish address as written, most with buyers alike.
pub const DENMARK: Pattern = &[
    Context {
        names: DOCUMENTS,
        matches: |view, _| Ok(view.parties().seller_address_raw? == Country::Denmark),
        rules: &[&dk_r::DK_R_002, &dk_r::DK_R_014, &dk_r::DK_R_016],
    },
    Context {
        names: &[cac::PartyIdentification],
        matches: |view, at| {
            Ok(if_in_document(view, at, SELLER, Parties::are_danish)?
                || if_in_document(view, at, BUYER, Parties::are_danish)?)
        },
        rules: &[&dk_r::DK_R_013],
    },
    Context {
        names: &[cac::PaymentMeans],
        matches: |view, at| if_in(view, at, &[root::Invoice], Parties::are_danish),
        rules: &[
            &dk_r::DK_R_005,
            &dk_r::DK_R_006,
            &dk_r::DK_R_007,
            &dk_r::DK_R_008,
            &dk_r::DK_R_009,
            &dk_r::DK_R_010,
            &dk_r::DK_R_011,
        ],
    },
    Context {
        names: &[cac::Party],
        matches: |view, at| if_in_document(view, at, &[cac::AccountingCustomerParty], Parties::are_danish),
        rules: &[&dk_r::DK_R_017],
    },
    Context {
        names: &[cac::InvoiceLine, cac::CreditNoteLine],
        matches: |view, at| {
            let document = if view.name(at) == cac::InvoiceLine { root::Invoice } else { root::CreditNote };
            if_in(view, at, &[document], Parties::are_danish)
        },
        rules: &[&dk_r::DK_R_003],
    },
    Context {
        names: &[cac::AllowanceCharge],
        matches: |view, _| view.parties().are_danish(),
        rules: &[&dk_r::DK_R_004],
    },
];

/// Sellers that are Italian by VAT identifier, tax representative or address.
pub const ITALY: Pattern = &[
    Context {
        names: &[cac::PartyTaxScheme],
        matches: |view, at| {
            if_in(view, at, SELLER, |parties| Ok(parties.seller? == Country::Italy))
                .and_then(|is| Ok(is && is_no_vat(view, at)?))
        },
        rules: &[&it_r::IT_R_001],
    },
    Context {
        names: &[cac::Party],
        matches: |view, at| {
            if_in(view, at, &[cac::AccountingSupplierParty], |parties| Ok(parties.seller? == Country::Italy))
        },
        rules: &[&it_r::IT_R_002, &it_r::IT_R_003, &it_r::IT_R_004],
    },
];

/// Sellers with a Swedish address as written.
pub const SWEDEN: Pattern = &[
    Context { names: &[cac::Party], matches: se_r::is_swedish_vat_seller, rules: &[&se_r::SE_R_001, &se_r::SE_R_002] },
    Context {
        names: &[cac::PartyLegalEntity],
        matches: |view, at| Ok(se_r::is_registered_entity(view, at)),
        rules: &[&se_r::SE_R_003, &se_r::SE_R_004, &se_r::SE_R_013],
    },
    Context { names: &[cbc::CompanyID], matches: se_r::is_other_registration, rules: &[&se_r::SE_R_005] },
    Context {
        names: &[cac::TaxCategory, cac::ClassifiedTaxCategory],
        matches: se_r::is_swedish_standard_rate,
        rules: &[&se_r::SE_R_006],
    },
    Context {
        names: &[cbc::ID],
        matches: |view, at| se_r::is_giro(view, at, "SE:PLUSGIRO"),
        rules: &[&se_r::SE_R_007, &se_r::SE_R_010],
    },
    Context {
        names: &[cbc::ID],
        matches: |view, at| se_r::is_giro(view, at, "SE:BANKGIRO"),
        rules: &[&se_r::SE_R_008, &se_r::SE_R_009],
    },
    Context {
        names: &[cac::PaymentMeans],
        matches: |view, at| Ok(se_r::pays_swede_by(view, at, &["50", "56"])),
        rules: &[&se_r::SE_R_011],
    },
    Context {
        names: &[cac::PaymentMeans],
        matches: |view, at| Ok(view.parties().has_swedish_buyer && se_r::pays_swede_by(view, at, &["31"])),
        rules: &[&se_r::SE_R_012],
    },
];

/// Sellers that are Greek by VAT identifier, tax representative or address; some rules look at the address too.
pub const GREECE: Pattern = &[
    Context {
        names: &[cbc::ID],
        matches: |view, at| if_at(view, at, &[], |parties| Ok(parties.seller?.is_greek())),
        rules: &[
            &gr_r::GR_R_001_1,
            &gr_r::GR_R_001_2,
            &gr_r::GR_R_001_3,
            &gr_r::GR_R_001_4,
            &gr_r::GR_R_001_5,
            &gr_r::GR_R_001_6,
            &gr_r::GR_R_001_7,
        ],
    },
    Context {
        names: &[cac::Party],
        matches: |view, at| if_in(view, at, &[cac::AccountingSupplierParty], |parties| Ok(parties.seller?.is_greek())),
        rules: &[&gr_r::GR_R_002, &gr_r::GR_S_011],
    },
    Context { names: &[cbc::CompanyID], matches: gr_r::is_vat_id_of_seller, rules: &[&gr_r::GR_R_003] },
    Context {
        names: DOCUMENTS,
        matches: |view, at| Ok(at == view.root() && gr_r::is_in_greece(view)?),
        rules: &[&gr_r::GR_R_004_1, &gr_r::GR_S_008_1, &gr_r::GR_R_008_2],
    },
    Context { names: &[cbc::ID], matches: gr_r::is_mark, rules: &[&gr_r::GR_R_004_2] },
    Context { names: &[cac::AdditionalDocumentReference], matches: gr_r::is_invoice_url, rules: &[&gr_r::GR_R_008_3] },
    Context {
        names: &[cac::Party],
        matches: |view, at| if_in(view, at, &[cac::AccountingCustomerParty], |parties| Ok(parties.seller?.is_greek())),
        rules: &[&gr_r::GR_R_005],
    },
    Context {
        names: &[cbc::EndpointID],
        matches: |view, at| if_in(view, at, SELLER, |parties| Ok(parties.seller_itself?.is_greek())),
        rules: &[&gr_r::GR_R_009],
    },
];

/// Seller and buyer are Greek.
pub const GREECE_BOTH: Pattern = &[
    Context {
        names: &[cac::Party],
        matches: |view, at| {
            if_in(view, at, &[cac::AccountingCustomerParty], |parties| {
                Ok(parties.seller?.is_greek() && parties.buyer?.is_greek())
            })
        },
        rules: &[&gr_r::GR_R_006],
    },
    Context {
        names: &[cbc::EndpointID],
        matches: |view, at| {
            if_in(view, at, BUYER, |parties| Ok(parties.seller?.is_greek() && parties.buyer?.is_greek()))
        },
        rules: &[&gr_r::GR_R_010],
    },
];

/// Sellers with an Icelandic address as written, some with buyers alike.
pub const ICELAND: Pattern = &[
    Context {
        names: DOCUMENTS,
        matches: |view, _| Ok(view.parties().seller_address_raw? == Country::Iceland),
        rules: &[
            &is_r::IS_R_001,
            &is_r::IS_R_002,
            &is_r::IS_R_003,
            &is_r::IS_R_006,
            &is_r::IS_R_007,
            &is_r::IS_R_008,
            &is_r::IS_R_009,
            &is_r::IS_R_010,
        ],
    },
    Context {
        names: &[cac::AccountingCustomerParty],
        matches: |view, at| {
            if_in_document(view, at, &[], |parties| {
                Ok(parties.seller_address_raw? == Country::Iceland && parties.buyer_address_raw? == Country::Iceland)
            })
        },
        rules: &[&is_r::IS_R_004, &is_r::IS_R_005],
    },
];

/// Sellers with a Dutch address, most with buyers alike.
pub const NETHERLANDS: Pattern = &[
    Context {
        names: &[cbc::CreditNoteTypeCode],
        matches: |view, _| view.parties().is_seller_dutch(),
        rules: &[&nl_r::NL_R_001],
    },
    Context {
        names: &[cac::PostalAddress],
        matches: |view, at| if_in(view, at, SELLER, Parties::is_seller_dutch),
        rules: &[&nl_r::NL_R_002],
    },
    Context {
        names: &[cbc::CompanyID],
        matches: |view, at| if_in(view, at, SELLER_ENTITY, Parties::is_seller_dutch),
        rules: &[&nl_r::NL_R_003],
    },
    Context {
        names: &[cac::PostalAddress],
        matches: |view, at| if_in(view, at, BUYER, Parties::are_dutch),
        rules: &[&nl_r::NL_R_004],
    },
    Context {
        names: &[cbc::CompanyID],
        matches: |view, at| if_in(view, at, BUYER_ENTITY, Parties::are_dutch),
        rules: &[&nl_r::NL_R_005],
    },
    Context {
        names: &[cac::PostalAddress],
        matches: |view, at| {
            let is_dutch = |parties: &Parties| {
                Ok(parties.is_seller_dutch()? && parties.representative_address? == Country::Netherlands)
            };
            if_in(view, at, &[cac::TaxRepresentativeParty], is_dutch)
        },
        rules: &[&nl_r::NL_R_006],
    },
    Context {
        names: &[cac::LegalMonetaryTotal],
        matches: |view, _| view.parties().is_seller_dutch(),
        rules: &[&nl_r::NL_R_007],
    },
    Context { names: &[cac::PaymentMeans], matches: |view, _| view.parties().are_dutch(), rules: &[&nl_r::NL_R_008] },
    Context {
        names: &[cbc::LineID],
        matches: |view, at| if_in(view, at, &[cac::OrderLineReference], Parties::is_seller_dutch),
        rules: &[&nl_r::NL_R_009],
    },
];

/// Seller and buyer have German addresses. These contexts start at the root.
pub const GERMANY: Pattern = &[
    Context {
        names: DOCUMENTS,
        matches: |view, at| Ok(at == view.root() && view.parties().are_german()?),
        rules: &[
            &de_r::DE_R_001,
            &de_r::DE_R_015,
            &de_r::DE_R_016,
            &de_r::DE_R_017,
            &de_r::DE_R_018,
            &de_r::DE_R_022,
            &de_r::DE_R_026,
            &de_r::DE_R_030,
            &de_r::DE_R_031,
        ],
    },
    Context {
        names: &[cac::ExternalReference],
        matches: |view, at| if_at(view, at, &[cac::AdditionalDocumentReference, cac::Attachment], Parties::are_german),
        rules: &[&de_r::DE_R_T02],
    },
    Context {
        names: &[cac::AccountingSupplierParty],
        matches: |view, at| if_at(view, at, &[], Parties::are_german),
        rules: &[&de_r::DE_R_002],
    },
    Context {
        names: &[cac::PostalAddress],
        matches: |view, at| if_at(view, at, SELLER, Parties::are_german),
        rules: &[&de_r::DE_R_003, &de_r::DE_R_004],
    },
    Context {
        names: &[cac::Contact],
        matches: |view, at| if_at(view, at, SELLER, Parties::are_german),
        rules: &[&de_r::DE_R_005, &de_r::DE_R_006, &de_r::DE_R_007, &de_r::DE_R_027, &de_r::DE_R_028],
    },
    Context {
        names: &[cac::PostalAddress],
        matches: |view, at| if_at(view, at, BUYER, Parties::are_german),
        rules: &[&de_r::DE_R_008, &de_r::DE_R_009],
    },
    Context {
        names: &[cac::Address],
        matches: |view, at| if_at(view, at, &[cac::Delivery, cac::DeliveryLocation], Parties::are_german),
        rules: &[&de_r::DE_R_010, &de_r::DE_R_011],
    },
    Context {
        names: &[cac::PaymentMeans],
        matches: |view, at| de_r_payment::is_paid_by(view, at, &["30", "58"]),
        rules: &[&de_r_payment::DE_R_019, &de_r_payment::DE_R_023_1, &de_r_payment::DE_R_023_2],
    },
    Context {
        names: &[cac::PaymentMeans],
        matches: |view, at| de_r_payment::is_paid_by(view, at, &["48", "54", "55"]),
        rules: &[&de_r_payment::DE_R_024_1, &de_r_payment::DE_R_024_2],
    },
    Context {
        names: &[cac::PaymentMeans],
        matches: |view, at| de_r_payment::is_paid_by(view, at, &["59"]),
        rules: &[&de_r_payment::DE_R_020, &de_r_payment::DE_R_025_1, &de_r_payment::DE_R_025_2],
    },
    Context {
        names: &[cac::TaxSubtotal],
        matches: |view, at| if_at(view, at, &[cac::TaxTotal], Parties::are_german),
        rules: &[&de_r::DE_R_014],
    },
];

/// Whether a registration is under another tax scheme than VAT, white space forgiven.
fn is_no_vat(view: &View<'_>, at: NodeId) -> Result<bool, Fault> {
    Ok(crate::xpath::normalized(&view.only_text(at, &[cac::TaxScheme, cbc::ID])?) != "VAT")
}
