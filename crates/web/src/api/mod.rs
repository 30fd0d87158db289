//! The routes under `/v1` (`product.md` §6). Everything a caller sees belongs to its tenant.

pub(crate) mod documents;
pub(crate) mod events;
pub(crate) mod money;

use axum::body::{Body, Bytes};

use crate::problem::{Code, Problem};

/// Largest document taken in over the API (`design.md` §8).
const DOCUMENT_BYTES_MAX: usize = 20_000_000;
/// Largest bank file.
const BANK_FILE_BYTES_MAX: usize = 100_000_000;

async fn read_body(body: Body, bytes_max: usize) -> Result<Bytes, Problem> {
    let too_large =
        |_| Problem::new(Code::TooLarge, format!("the body is larger than {bytes_max} bytes, or was cut off"));
    axum::body::to_bytes(body, bytes_max).await.map_err(too_large)
}
