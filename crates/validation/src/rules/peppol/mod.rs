//! Peppol BIS Billing 3.0.21: the network's own rules and those of its countries.

pub mod parties;

use crate::rule::Pattern;

/// The patterns in official order.
pub const PATTERNS: &[Pattern] = &[];
