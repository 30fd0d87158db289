//! gzip (RFC 1952) of the payload, with limits on what comes out: a small message must not fill the memory.

use std::cell::RefCell;
use std::io::Read as _;

use flate2::bufread::GzDecoder;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// Level at which invoices shrink nearly as far as they can, in a fraction of the time of a signature.
pub const LEVEL: u32 = 3;
/// Up to this size any ratio is believed: short texts of one repeated letter exist.
const RATIO_FREE_BYTES: usize = 1_000_000;
const CHUNK_BYTES: usize = 64 * 1024;

/// Why compressed bytes are not expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GzipError {
    /// Not gzip, damaged, or something after its end, be it another member.
    #[error("the payload is not gzip")]
    NotGzip,
    /// More than the size limit.
    #[error("the payload has more than {0} bytes")]
    TooLarge(usize),
    /// Expands more than any document does.
    #[error("the payload expands more than {0} fold")]
    Ratio(usize),
}

/// Header of a gzip member (RFC 1952 2.3): deflate, no flags, no time, unknown system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

thread_local! {
    /// The tables of the compressor take longer to allocate than a short invoice takes to compress.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

/// Compresses; the same bytes for the same input, as no time is written.
pub fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 + 128);
    out.extend_from_slice(&HEADER);
    COMPRESSOR.with_borrow_mut(|compressor| deflate(compressor, bytes, &mut out));
    let mut check = Crc::new();
    check.update(bytes);
    out.extend_from_slice(&check.sum().to_le_bytes());
    out.extend_from_slice(&check.amount().to_le_bytes());
    out
}

fn deflate(compressor: &mut Compress, bytes: &[u8], out: &mut Vec<u8>) {
    compressor.reset();
    let mut rest = bytes;
    loop {
        let before = compressor.total_in();
        let status = compressor.compress_vec(rest, out, FlushCompress::Finish).expect("memory can be compressed");
        if status == Status::StreamEnd {
            return;
        }
        let taken = usize::try_from(compressor.total_in() - before).unwrap_or(rest.len());
        rest = &rest[taken..];
        out.reserve(rest.len() / 4 + 1024);
    }
}

/// Expands the one member that a payload is (readers differ in what they make of several), up to `size_bytes_max` bytes and `ratio_max` fold, and stops as soon as a limit is passed.
pub fn expand(bytes: &[u8], size_bytes_max: usize, ratio_max: usize) -> Result<Vec<u8>, GzipError> {
    let mut decoder = GzDecoder::new(bytes);
    let mut out = Vec::with_capacity((bytes.len() * 8).min(size_bytes_max));
    let by_ratio = bytes.len().saturating_mul(ratio_max).max(RATIO_FREE_BYTES);
    let mut chunk = vec![0; CHUNK_BYTES.min(bytes.len() * 8 + 64)];
    loop {
        let read = decoder.read(&mut chunk).map_err(|_| GzipError::NotGzip)?;
        if read == 0 {
            return if decoder.get_ref().is_empty() { Ok(out) } else { Err(GzipError::NotGzip) };
        }
        if out.len() + read > size_bytes_max {
            return Err(GzipError::TooLarge(size_bytes_max));
        }
        if out.len() + read > by_ratio {
            return Err(GzipError::Ratio(ratio_max));
        }
        out.extend_from_slice(&chunk[..read]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_expands_again() {
        // Regular, empty, and a text that hardly shrinks; the compressor is used again each time.
        let noise: Vec<u8> = (0..300_000u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
        for text in [b"<Invoice/>".repeat(1000), Vec::new(), noise, b"<Invoice/>".repeat(1000)] {
            assert_eq!(expand(&compress(&text), text.len(), 1000), Ok(text));
        }
    }

    #[test]
    fn the_size_limit_holds_to_the_byte() {
        let packed = compress(&[7; 5000]);
        assert_eq!(expand(&packed, 4999, 10_000), Err(GzipError::TooLarge(4999)));
        assert!(expand(&packed, 5000, 10_000).is_ok());
    }

    #[test]
    fn a_bomb_is_stopped_by_its_ratio() {
        let packed = compress(&vec![0; 3_000_000]);
        assert_eq!(expand(&packed, usize::MAX, 100), Err(GzipError::Ratio(100)));
    }

    #[test]
    fn what_is_no_gzip_is_refused() {
        assert_eq!(expand(b"<Invoice/>", 100, 100), Err(GzipError::NotGzip));
        let packed = compress(b"<Invoice/>");
        assert_eq!(expand(&packed[..packed.len() - 1], 100, 100), Err(GzipError::NotGzip));
        assert_eq!(expand(&[&packed[..], b"junk"].concat(), 100, 100), Err(GzipError::NotGzip));
        assert_eq!(expand(&[&packed[..], &packed[..]].concat(), 100, 100), Err(GzipError::NotGzip));
        assert_eq!(expand(b"", 100, 100), Err(GzipError::NotGzip));
    }
}
