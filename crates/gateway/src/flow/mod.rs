//! The steps of the road, one file each, in the order an invoice meets them. They do not call each other; only
//! [`remind`] hands a document to [`ingest`], as C1 would.

pub mod dispatch;
pub mod ingest;
pub mod receive;
pub mod remind;
pub mod respond;
pub mod settle;
