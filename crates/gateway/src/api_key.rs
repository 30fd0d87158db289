//! Bearer keys of the API: shown once, kept as a hash.

use uuid::Uuid;

/// The SHA-256 of a key in lower-case hex: what the configuration holds.
pub fn api_key_hash(key: &str) -> String {
    use std::fmt::Write;
    xmlsec::sha256(key.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A new key of a sandbox or test network; show it once and store [`api_key_hash`] of it.
pub fn mint_test_key() -> String {
    // Two v4 UUIDs: 244 bits from the system's random source.
    format!("sk_test_{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        assert_eq!(api_key_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn two_keys_differ() {
        assert_ne!(mint_test_key(), mint_test_key());
    }
}
