//! Whose national rules apply: the countries of seller and buyer, found out in the several ways the rules do.
//!
//! A fault here is one of the published expression. In a context it means that the rule does not apply: a seller with
//! two VAT identifiers has no country, and the rules that go by it stay silent.

use ubl::document::{Name, NodeId, attr, cac, cbc};

use crate::rule::{Fault, View};
use crate::xpath::normalized_upper;

/// The countries that have rules of their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Country {
    Denmark,
    Germany,
    /// `GR`.
    Greece,
    /// `EL`, as Greek VAT identifiers begin.
    GreeceByTax,
    Iceland,
    Italy,
    Netherlands,
    Norway,
    Sweden,
    Other,
}

impl Country {
    fn of(code: &str) -> Self {
        match code {
            "DK" => Self::Denmark,
            "DE" => Self::Germany,
            "GR" => Self::Greece,
            "EL" => Self::GreeceByTax,
            "IS" => Self::Iceland,
            "IT" => Self::Italy,
            "NL" => Self::Netherlands,
            "NO" => Self::Norway,
            "SE" => Self::Sweden,
            _ => Self::Other,
        }
    }

    /// Under either of its two codes.
    pub fn is_greek(self) -> bool {
        matches!(self, Self::Greece | Self::GreeceByTax)
    }
}

/// See the module.
pub struct Parties {
    /// By VAT identifier, else the tax representative's, else the address.
    pub seller: Result<Country, Fault>,
    /// By VAT identifier, else the address.
    pub seller_itself: Result<Country, Fault>,
    /// By VAT identifier, else the address.
    pub buyer: Result<Country, Fault>,
    /// By address, trimmed and in upper case.
    pub seller_address: Result<Country, Fault>,
    pub buyer_address: Result<Country, Fault>,
    pub representative_address: Result<Country, Fault>,
    /// By address as written, in an invoice or credit note.
    pub seller_address_raw: Result<Country, Fault>,
    pub buyer_address_raw: Result<Country, Fault>,
    /// Whether the seller's address is in `GR` as written.
    pub is_seller_in_greece: bool,
    /// Whether any seller's address, at whatever depth, is Swedish as written; the same for buyers.
    pub has_swedish_seller: bool,
    pub has_swedish_buyer: bool,
    /// Whether such a seller also has a VAT identifier that begins with SE.
    pub has_swedish_vat_seller: Result<bool, Fault>,
}

const ADDRESS_COUNTRY: [Name; 3] = [cac::PostalAddress, cac::Country, cbc::IdentificationCode];

impl Parties {
    /// One look at the parties, and one walk for those at other depths.
    pub fn gather(view: &View<'_>) -> Self {
        let seller = [cac::AccountingSupplierParty, cac::Party];
        let buyer = [cac::AccountingCustomerParty, cac::Party];
        let seller_address = address(view, &seller);
        let seller_itself = || by_tax(view, &seller, || by_address(view, &seller));
        let swedish = swedish_parties(view);
        Parties {
            seller: by_tax(view, &seller, || {
                by_tax(view, &[cac::TaxRepresentativeParty], || by_address(view, &seller))
            }),
            seller_itself: seller_itself(),
            buyer: by_tax(view, &buyer, || by_address(view, &buyer)),
            seller_address: seller_address.map(|node| upper(view, node)),
            buyer_address: address(view, &buyer).map(|node| upper(view, node)),
            representative_address: address(view, &[cac::TaxRepresentativeParty]).map(|node| upper(view, node)),
            seller_address_raw: seller_address.map(|node| raw(view, node)),
            buyer_address_raw: address(view, &buyer).map(|node| raw(view, node)),
            is_seller_in_greece: select(view, &seller, &ADDRESS_COUNTRY).iter().any(|code| view.text(*code) == "GR"),
            has_swedish_seller: swedish.seller,
            has_swedish_buyer: swedish.buyer,
            has_swedish_vat_seller: swedish.vat_seller,
        }
    }

    /// Whether seller and buyer are both German by address, which is what the German rules go by.
    pub fn are_german(&self) -> Result<bool, Fault> {
        Ok(self.seller_address? == Country::Germany && self.buyer_address? == Country::Germany)
    }

    /// Whether seller and buyer are both Danish by address as written.
    pub fn are_danish(&self) -> Result<bool, Fault> {
        Ok(self.seller_address_raw? == Country::Denmark && self.buyer_address_raw? == Country::Denmark)
    }

    /// Whether the seller is Dutch by address.
    pub fn is_seller_dutch(&self) -> Result<bool, Fault> {
        Ok(self.seller_address? == Country::Netherlands)
    }

    /// Whether seller and buyer are both Dutch by address.
    pub fn are_dutch(&self) -> Result<bool, Fault> {
        Ok(self.is_seller_dutch()? && self.buyer_address? == Country::Netherlands)
    }
}

fn select(view: &View<'_>, party: &[Name], path: &[Name]) -> Vec<NodeId> {
    let full: Vec<Name> = party.iter().chain(path).copied().collect();
    view.select(view.root(), &full).collect()
}

/// The only country code of the party's address.
fn address(view: &View<'_>, party: &[Name]) -> Result<Option<NodeId>, Fault> {
    let codes = select(view, party, &ADDRESS_COUNTRY);
    if codes.len() > 1 { Err(Fault::ManyValues) } else { Ok(codes.first().copied()) }
}

fn by_address(view: &View<'_>, party: &[Name]) -> Result<Country, Fault> {
    address(view, party).map(|node| upper(view, node))
}

fn upper(view: &View<'_>, code: Option<NodeId>) -> Country {
    code.map_or(Country::Other, |code| Country::of(&normalized_upper(&view.text(code))))
}

/// As written; only an invoice or credit note has a country here.
fn raw(view: &View<'_>, code: Option<NodeId>) -> Country {
    let known = view.is_invoice() || view.is_credit_note();
    code.filter(|_| known).map_or(Country::Other, |code| Country::of(&view.text(code)))
}

/// The first two characters of the party's only VAT identifier; where they are empty, something else is asked.
fn by_tax(
    view: &View<'_>,
    party: &[Name],
    otherwise: impl FnOnce() -> Result<Country, Fault>,
) -> Result<Country, Fault> {
    let mut prefix = None;
    for scheme in select(view, party, &[cac::PartyTaxScheme]) {
        if view.any_text(scheme, &[cac::TaxScheme, cbc::ID], "VAT") {
            let id = view.only_text(scheme, &[cbc::CompanyID])?;
            let found: String = id.chars().take(2).collect();
            if prefix.replace(found).is_some() {
                return Err(Fault::NoTruth);
            }
        }
    }
    match prefix {
        Some(prefix) if !prefix.is_empty() => Ok(Country::of(&normalized_upper(&prefix))),
        _ => otherwise(),
    }
}

struct Swedish {
    seller: bool,
    buyer: bool,
    vat_seller: Result<bool, Fault>,
}

fn swedish_parties(view: &View<'_>) -> Swedish {
    let of_role = |role| {
        view.named(role).flat_map(|role| view.children_named(role, cac::Party)).filter(|party| is_swedish(view, *party))
    };
    let mut swedish = Swedish { seller: false, buyer: false, vat_seller: Ok(false) };
    for party in of_role(cac::AccountingSupplierParty) {
        swedish.seller = true;
        if swedish.vat_seller != Ok(true) {
            swedish.vat_seller = has_swedish_vat(view, party);
        }
    }
    swedish.buyer = of_role(cac::AccountingCustomerParty).next().is_some();
    swedish
}

/// Whether the party's address is Swedish, as written.
pub fn is_swedish(view: &View<'_>, party: NodeId) -> bool {
    view.any_text(party, &ADDRESS_COUNTRY, "SE")
}

/// Whether one of the party's VAT identifiers begins with SE; the tax scheme is compared as written.
pub fn has_swedish_vat(view: &View<'_>, party: NodeId) -> Result<bool, Fault> {
    for scheme in view.children_named(party, cac::PartyTaxScheme) {
        if view.any_text(scheme, &[cac::TaxScheme, cbc::ID], "VAT")
            && view.only_text(scheme, &[cbc::CompanyID])?.starts_with("SE")
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the amount is in one of the document's currencies (there should be one), compared as written.
pub fn is_in_document_currency(view: &View<'_>, amount: NodeId) -> bool {
    let Some(currency) = view.attribute(amount, attr::currencyID) else {
        return false;
    };
    view.header_named(cbc::DocumentCurrencyCode).any(|code| view.text(code) == currency)
}
