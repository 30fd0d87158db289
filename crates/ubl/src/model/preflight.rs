//! stub
use super::{Invoice, ModelError};
pub(super) fn check(invoice: &Invoice) -> Vec<ModelError> {
    let _ = invoice;
    todo!()
}
