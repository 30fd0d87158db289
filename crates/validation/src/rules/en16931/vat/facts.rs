//! What the VAT rules ask about the whole document, gathered in one walk.

use std::collections::BTreeMap;

use ubl::document::{Name, NodeId, cac, cbc};

use super::category::{Set, Stated, stated};
use super::is_in_breakdown;
use crate::rule::{Fault, View};
use crate::xpath::Exact;

/// See the module.
pub struct VatFacts {
    line_count: usize,
    lines_sum: Result<Exact, Fault>,
    usage: Result<Usage, Fault>,
    parties: Result<TaxParties, Fault>,
    /// What lines, charges and allowances of the document sum to, per category and, separately, per category and rate.
    bases: BTreeMap<Base, Sums>,
    /// Room for the categories of one item, kept between items.
    stated: Vec<(u8, Option<Exact>)>,
    /// Whether any line of this kind exists, at whatever depth.
    pub has_invoice_line: bool,
    /// Whether any line of this kind exists, at whatever depth.
    pub has_credit_note_line: bool,
    /// Whether any country code in the document is not `IT`.
    pub has_country_but_italy: bool,
}

/// Where which category is used. "vat": only where the tax scheme is VAT; "raw": compared as written, not trimmed.
#[derive(Default, Clone, Copy)]
pub struct Usage {
    /// With a code, anywhere.
    pub used_vat: Set,
    /// Anywhere, raw.
    pub used_raw: Set,
    /// In the breakdown, at least once and at least twice, with a code.
    pub breakdown_vat_once: Set,
    pub breakdown_vat_twice: Set,
    /// In the breakdown, with or without a code.
    pub breakdown_vat: Set,
    pub breakdown: Set,
    pub breakdown_raw: Set,
    pub breakdown_raw_vat: Set,
    /// On items.
    pub items: Set,
    pub items_vat: Set,
    pub items_raw: Set,
    /// On allowances and charges at any depth.
    pub allowances_vat: Set,
    pub charges_vat: Set,
    pub charges_raw_vat: Set,
    pub allowances_or_charges: Set,
    pub allowances_or_charges_vat: Set,
    /// On allowances and charges of the document.
    pub document_allowances_vat: Set,
    pub document_charges_vat: Set,
    pub document_allowances_or_charges_raw: Set,
}

/// Who is registered for tax, and how.
#[derive(Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "five separate facts")]
pub struct TaxParties {
    /// BT-31 or BT-32: the seller has any tax registration.
    pub seller_registration: bool,
    /// BT-31.
    pub seller_vat: bool,
    /// BT-63.
    pub representative_vat: bool,
    /// BT-48.
    pub buyer_vat: bool,
    /// BT-47.
    pub buyer_legal: bool,
}

/// The elements that say something about VAT.
const JUDGED: [Name; 8] = [
    cac::InvoiceLine,
    cac::CreditNoteLine,
    cac::AllowanceCharge,
    cac::TaxCategory,
    cac::ClassifiedTaxCategory,
    cac::PartyTaxScheme,
    cac::PartyLegalEntity,
    cbc::IdentificationCode,
];

/// A category, and a rate of it or all of them.
type Base = (u8, Option<Exact>);

/// The parts of a taxable amount.
#[derive(Clone, Copy)]
pub struct Sums {
    pub invoice_lines: Result<Exact, Fault>,
    pub credit_note_lines: Result<Exact, Fault>,
    pub charges: Result<Exact, Fault>,
    pub allowances: Result<Exact, Fault>,
    /// Whether a line of the kind has this category and rate, at whatever depth.
    pub on_invoice_line: bool,
    pub on_credit_note_line: bool,
    /// Whether an allowance or charge has, at whatever depth.
    pub on_allowance_or_charge: bool,
}

impl Sums {
    const NONE: Sums = Sums {
        invoice_lines: Ok(Exact::ZERO),
        credit_note_lines: Ok(Exact::ZERO),
        charges: Ok(Exact::ZERO),
        allowances: Ok(Exact::ZERO),
        on_invoice_line: false,
        on_credit_note_line: false,
        on_allowance_or_charge: false,
    };

    /// Lines of one kind plus charges less allowances.
    pub fn base(&self, lines: Result<Exact, Fault>) -> Result<Exact, Fault> {
        lines?.plus(self.charges?)?.minus(self.allowances?)
    }
}

/// Which part of the sums an amount goes into.
#[derive(Clone, Copy)]
enum Part {
    InvoiceLine,
    CreditNoteLine,
    AllowanceOrCharge,
}

impl VatFacts {
    /// One walk over the document.
    pub fn gather(view: &View<'_>) -> Self {
        let mut facts = VatFacts {
            line_count: 0,
            lines_sum: Ok(Exact::ZERO),
            usage: Ok(Usage::default()),
            parties: Ok(TaxParties::default()),
            bases: BTreeMap::new(),
            stated: Vec::new(),
            has_invoice_line: false,
            has_credit_note_line: false,
            has_country_but_italy: false,
        };
        for name in JUDGED {
            view.named(name).for_each(|node| facts.take(view, node));
        }
        facts
    }

    fn take(&mut self, view: &View<'_>, node: NodeId) {
        match view.name(node) {
            cac::InvoiceLine => {
                self.has_invoice_line = true;
                self.take_line(view, node, Part::InvoiceLine);
            }
            cac::CreditNoteLine => {
                self.has_credit_note_line = true;
                self.take_line(view, node, Part::CreditNoteLine);
            }
            cac::AllowanceCharge => {
                // Every allowance or charge is asked which of the two it is, whatever its category.
                if let Err(fault) = view.indicates(node, false).and_then(|_| view.indicates(node, true)) {
                    self.usage = Err(fault);
                }
                self.take_base(view, node, Part::AllowanceOrCharge);
            }
            cac::TaxCategory | cac::ClassifiedTaxCategory => {
                if let Ok(usage) = &mut self.usage
                    && let Err(fault) = usage.take(view, node)
                {
                    self.usage = Err(fault);
                }
            }
            cac::PartyTaxScheme | cac::PartyLegalEntity => {
                if let Ok(parties) = &mut self.parties
                    && let Err(fault) = parties.take(view, node)
                {
                    self.parties = Err(fault);
                }
            }
            cbc::IdentificationCode => self.has_country_but_italy |= view.text(node) != "IT",
            _ => {}
        }
    }

    fn take_line(&mut self, view: &View<'_>, line: NodeId, part: Part) {
        self.line_count += 1;
        let amount = view.amount(line, &[cbc::LineExtensionAmount]).map(|amount| amount.unwrap_or(Exact::ZERO));
        self.lines_sum = add(self.lines_sum, amount);
        self.take_base(view, line, part);
    }

    /// Adds a line, allowance or charge under each of its categories, and under each pair of category and rate.
    fn take_base(&mut self, view: &View<'_>, node: NodeId, part: Part) {
        let categories: &[_] = match part {
            Part::AllowanceOrCharge => &[cac::TaxCategory],
            _ => &[cac::Item, cac::ClassifiedTaxCategory],
        };
        let amount = match part {
            Part::AllowanceOrCharge => cbc::Amount,
            _ => cbc::LineExtensionAmount,
        };
        let mut found = std::mem::take(&mut self.stated);
        found.clear();
        let mut fault = None;
        for category in view.select(node, categories) {
            match stated(view, category).and_then(|stated| Ok((stated, view.amount(category, &[cbc::Percent])?))) {
                Ok((stated, rate)) => found.push((stated.category, rate)),
                Err(error) => fault = Some(error),
            }
        }
        let is_summed = view.parent(node) == Some(view.root());
        let amount = if is_summed {
            view.amount(node, &[amount]).map(|amount| amount.unwrap_or(Exact::ZERO))
        } else {
            Ok(Exact::ZERO)
        };
        let amount = fault.map_or(amount, Err);
        // Several categories on one item are not allowed (UBL-SR-48), but the tests cope: any category with any rate counts.
        for (index, (category, _)) in found.iter().enumerate() {
            if found[..index].iter().any(|(earlier, _)| earlier == category) {
                continue;
            }
            self.add_to_base(view, node, part, *category, None, amount);
            for (index, (_, rate)) in found.iter().enumerate() {
                if rate.is_some() && !found[..index].iter().any(|(_, earlier)| earlier == rate) {
                    self.add_to_base(view, node, part, *category, *rate, amount);
                }
            }
        }
        self.stated = found;
    }

    fn add_to_base(
        &mut self,
        view: &View<'_>,
        node: NodeId,
        part: Part,
        category: u8,
        rate: Option<Exact>,
        amount: Result<Exact, Fault>,
    ) {
        let sums = self.bases.entry((category, rate)).or_insert(Sums::NONE);
        match part {
            Part::InvoiceLine => {
                sums.on_invoice_line = true;
                sums.invoice_lines = add(sums.invoice_lines, amount);
            }
            Part::CreditNoteLine => {
                sums.on_credit_note_line = true;
                sums.credit_note_lines = add(sums.credit_note_lines, amount);
            }
            Part::AllowanceOrCharge => {
                sums.on_allowance_or_charge = true;
                let add_if = |sum, charge| match view.indicates(node, charge) {
                    Ok(true) => add(sum, amount),
                    Ok(false) => sum,
                    Err(fault) => add(sum, Err(fault)),
                };
                if view.parent(node) == Some(view.root()) {
                    sums.charges = add_if(sums.charges, true);
                    sums.allowances = add_if(sums.allowances, false);
                }
            }
        }
    }

    /// What a category sums to, at one rate or over all.
    pub fn sums(&self, category: u8, rate: Option<Exact>) -> Sums {
        self.bases.get(&(category, rate)).copied().unwrap_or(Sums::NONE)
    }

    /// The sum of the net amounts of all lines, at whatever depth.
    pub fn lines_sum(&self) -> Result<Exact, Fault> {
        self.lines_sum
    }

    /// How many lines there are, at whatever depth.
    pub fn line_count(&self) -> usize {
        self.line_count
    }

    /// Where which category is used.
    pub fn usage(&self) -> Result<&Usage, Fault> {
        self.usage.as_ref().map_err(|fault| *fault)
    }

    /// Who is registered for tax.
    pub fn parties(&self) -> Result<TaxParties, Fault> {
        self.parties
    }
}

fn add(sum: Result<Exact, Fault>, amount: Result<Exact, Fault>) -> Result<Exact, Fault> {
    sum?.plus(amount?)
}

impl Usage {
    fn take(&mut self, view: &View<'_>, node: NodeId) -> Result<(), Fault> {
        let stated = stated(view, node)?;
        if stated.has_id {
            self.used_raw.insert(stated.raw);
            if stated.is_vat {
                self.used_vat.insert(stated.category);
            }
        }
        if view.name(node) == cac::ClassifiedTaxCategory {
            self.take_item(stated);
        } else if let Some(parent) = view.parent(node).filter(|parent| view.name(*parent) == cac::AllowanceCharge) {
            self.take_allowance_or_charge(view, parent, stated)?;
        } else if is_in_breakdown(view, node) {
            self.take_breakdown(stated);
        }
        Ok(())
    }

    fn take_item(&mut self, stated: Stated) {
        self.items.insert(stated.category);
        self.items_raw.insert(stated.raw);
        if stated.is_vat {
            self.items_vat.insert(stated.category);
        }
    }

    fn take_allowance_or_charge(&mut self, view: &View<'_>, parent: NodeId, stated: Stated) -> Result<(), Fault> {
        let is_of_document = view.parent(parent) == Some(view.root());
        self.allowances_or_charges.insert(stated.category);
        if is_of_document {
            self.document_allowances_or_charges_raw.insert(stated.raw);
        }
        if !stated.is_vat {
            return Ok(());
        }
        self.allowances_or_charges_vat.insert(stated.category);
        if view.indicates(parent, false)? {
            self.allowances_vat.insert(stated.category);
            if is_of_document {
                self.document_allowances_vat.insert(stated.category);
            }
        }
        if view.indicates(parent, true)? {
            self.charges_vat.insert(stated.category);
            self.charges_raw_vat.insert(stated.raw);
            if is_of_document {
                self.document_charges_vat.insert(stated.category);
            }
        }
        Ok(())
    }

    fn take_breakdown(&mut self, stated: Stated) {
        self.breakdown.insert(stated.category);
        self.breakdown_raw.insert(stated.raw);
        if !stated.is_vat {
            return;
        }
        self.breakdown_vat.insert(stated.category);
        self.breakdown_raw_vat.insert(stated.raw);
        if stated.has_id {
            if self.breakdown_vat_once.has(stated.category) {
                self.breakdown_vat_twice.insert(stated.category);
            }
            self.breakdown_vat_once.insert(stated.category);
        }
    }
}

impl TaxParties {
    fn take(&mut self, view: &View<'_>, node: NodeId) -> Result<(), Fault> {
        let Some(parent) = view.parent(node).filter(|_| view.has(node, &[cbc::CompanyID])) else {
            return Ok(());
        };
        if view.name(parent) == cac::TaxRepresentativeParty && view.name(node) == cac::PartyTaxScheme {
            self.representative_vat |= view.is_vat(node)?;
        }
        let role = view.parent(parent).filter(|_| view.name(parent) == cac::Party).map(|role| view.name(role));
        match (role, view.name(node)) {
            (Some(cac::AccountingSupplierParty), cac::PartyTaxScheme) => {
                self.seller_registration = true;
                self.seller_vat |= view.is_vat(node)?;
            }
            (Some(cac::AccountingCustomerParty), cac::PartyTaxScheme) => self.buyer_vat |= view.is_vat(node)?,
            (Some(cac::AccountingCustomerParty), cac::PartyLegalEntity) => self.buyer_legal = true,
            _ => {}
        }
        Ok(())
    }
}
