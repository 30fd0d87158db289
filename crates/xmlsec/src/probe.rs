//! The bare cryptographic operations, for benchmarks that say how near a whole message comes to them.

use crate::{PrivateKey, encryption, signature};

/// One RSA private operation with SHA-256 over a few bytes.
pub fn sign(key: &PrivateKey) -> String {
    signature::sign(b"probe", key).expect("an RSA key signs")
}

/// One AES-128-GCM encryption with a fresh key.
pub fn encrypt(bytes: &[u8]) -> Vec<u8> {
    let key = encryption::new_key().expect("there is randomness");
    encryption::encrypt(bytes, &key).expect("memory can be encrypted")
}
