//! Totals of an invoice in the prescribed order, and the check of totals a caller stated.
//!
//! Source: EN 16931-1 arithmetic (BR-CO-10 to BR-CO-17, BR-S-08 and kin) and PEPPOL-EN16931-R040, R046, R120, but exact where those tolerate.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::{Invoice, ModelError};
use crate::vat::VatGroup;

/// Everything that is computed of an invoice (BG-22, BG-23 and the line amounts).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// BT-131 of each line.
    pub line_amounts: Vec<Decimal>,
    /// BT-106.
    pub line_extension: Decimal,
    /// BT-107, absent without allowances.
    pub allowance_total: Option<Decimal>,
    /// BT-108, absent without charges.
    pub charge_total: Option<Decimal>,
    /// BT-109.
    pub tax_exclusive: Decimal,
    /// BG-23.
    pub tax: Vec<VatGroup>,
    /// BT-110.
    pub tax_total: Decimal,
    /// BT-112.
    pub tax_inclusive: Decimal,
    /// BT-113.
    pub prepaid: Option<Decimal>,
    /// BT-114.
    pub rounding: Option<Decimal>,
    /// BT-115.
    pub payable: Decimal,
}

pub(crate) fn compute(invoice: &Invoice) -> Result<Totals, Vec<ModelError>> {
    let _ = invoice;
    todo!()
}
