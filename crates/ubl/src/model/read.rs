//! stub
use super::{Invoice, ModelError};
pub(super) fn invoice(bytes: &[u8]) -> Result<Invoice, Vec<ModelError>> {
    let _ = bytes;
    todo!()
}
