//! Writers: exact UBL 2.1 bytes, the same for the same input.
//!
//! One file per document: [`invoice`] (invoice and credit note), [`invoice_response`], [`message_level_status`], [`ehf_reminder`]
//! and [`ubl_reminder`]. Element order is that of the UBL 2.1 schemas.

mod billing;
mod ehf;
mod line;
mod party;
mod payment;
mod pen;
mod reminder;
mod response;
mod tax;

pub use billing::invoice;
pub use ehf::{EHF_CUSTOMIZATION_ID, EHF_PROFILE_ID, ehf_reminder};
pub use reminder::{REMINDER_CUSTOMIZATION_ID, REMINDER_PROFILE_ID, ubl_reminder};
pub use response::{
    INVOICE_RESPONSE_CUSTOMIZATION_ID, INVOICE_RESPONSE_PROFILE_ID, MLR_CUSTOMIZATION_ID, MLS_CUSTOMIZATION_ID,
    MLS_PROFILE_ID, SPIS_SCHEME, invoice_response, message_level_status,
};
