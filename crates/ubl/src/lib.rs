//! UBL 2.1 documents: read tolerantly, compute totals, write exactly; the JSON model of an invoice.
//!
//! Two ways in: bytes that came from elsewhere become a tolerant [`document`], the caller's JSON becomes a strict [`model`].
//! Two ways out: [`totals`] and [`write`](mod@write) for what we send, [`summary`] and [`response`] for what we received.
//! Nothing here reads a clock, a file or the network: the same input gives the same bytes.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod amount;
pub mod document;
pub mod model;
pub mod party;
pub mod reminder;
pub mod response;
pub mod summary;
pub mod totals;
pub mod vat;
mod view;
pub mod write;

pub use amount::{round_half_away, round_xpath};
pub use document::Document;
pub use model::{Invoice, ModelError};
pub use totals::Totals;
pub use vat::{VatCategory, VatGroup};
pub use view::ViewError;
