//! XML Encryption primitives of the network: AES-128-GCM for content, RSA-OAEP for its key (XML Encryption 1.1, 5.2.4 and 5.5.2).

use openssl::encrypt::{Decrypter, Encrypter};
use openssl::pkey::Id;
use openssl::rand::rand_bytes;
use openssl::rsa::Padding;
use openssl::symm::{Cipher, Crypter, Mode};

use crate::algorithm::Digest;
use crate::{Certificate, Error, PrivateKey};

/// Octets of an AES-128 key.
pub const KEY_BYTES: usize = 16;
const IV_BYTES: usize = 12;
const TAG_BYTES: usize = 16;

/// Parameters of RSA-OAEP; the label is always empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Oaep {
    /// Digest of the padding.
    pub digest: Digest,
    /// Digest of its mask function MGF1.
    pub mgf: Digest,
}

impl Oaep {
    /// What the Peppol AS4 profile prescribes.
    pub const PEPPOL: Self = Self { digest: Digest::Sha256, mgf: Digest::Sha256 };
}

/// A cipher text that does not open. There is one error for every reason, so that nobody learns from the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoesNotOpen;

/// A fresh content key.
pub fn new_key() -> Result<[u8; KEY_BYTES], Error> {
    let mut key = [0; KEY_BYTES];
    rand_bytes(&mut key)?;
    Ok(key)
}

/// Encrypts with a fresh initialization vector: the result is that vector, the cipher text and the tag.
pub fn encrypt(plain: &[u8], key: &[u8; KEY_BYTES]) -> Result<Vec<u8>, Error> {
    let mut out = vec![0; IV_BYTES + plain.len() + TAG_BYTES];
    let (iv, rest) = out.split_at_mut(IV_BYTES);
    rand_bytes(iv)?;
    let mut crypter = Crypter::new(Cipher::aes_128_gcm(), Mode::Encrypt, key, Some(iv))?;
    let (text, tag) = rest.split_at_mut(plain.len());
    let written = crypter.update(plain, text)?;
    crypter.finalize(&mut text[written..])?;
    crypter.get_tag(tag)?;
    Ok(out)
}

/// Opens what [`encrypt`] made. Nothing is handed out before the tag was checked.
pub fn decrypt(sealed: &[u8], key: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    if key.len() != KEY_BYTES || sealed.len() < IV_BYTES + TAG_BYTES {
        return Err(DoesNotOpen);
    }
    let (iv, rest) = sealed.split_at(IV_BYTES);
    let (text, tag) = rest.split_at(rest.len() - TAG_BYTES);
    let failed = |_| DoesNotOpen;
    let mut crypter = Crypter::new(Cipher::aes_128_gcm(), Mode::Decrypt, key, Some(iv)).map_err(failed)?;
    let mut plain = vec![0; text.len()];
    let written = crypter.update(text, &mut plain).map_err(failed)?;
    crypter.set_tag(tag).map_err(failed)?;
    crypter.finalize(&mut plain[written..]).map_err(failed)?;
    Ok(plain)
}

/// Encrypts a content key for the owner of the certificate.
pub fn wrap_key(key: &[u8], receiver: &Certificate, oaep: Oaep) -> Result<Vec<u8>, Error> {
    let public = receiver.x509.public_key()?;
    if public.id() != Id::RSA {
        return Err(Error::NotRsa);
    }
    let mut encrypter = Encrypter::new(&public)?;
    encrypter.set_rsa_padding(Padding::PKCS1_OAEP)?;
    encrypter.set_rsa_oaep_md(oaep.digest.message_digest())?;
    encrypter.set_rsa_mgf1_md(oaep.mgf.message_digest())?;
    let mut out = vec![0; encrypter.encrypt_len(key)?];
    let length = encrypter.encrypt(key, &mut out)?;
    out.truncate(length);
    Ok(out)
}

/// Opens a content key. A key that does not open becomes a random one: the content then fails to open in the same way and time.
pub fn unwrap_key(wrapped: &[u8], key: &PrivateKey, oaep: Oaep) -> Vec<u8> {
    let opened = open_key(wrapped, key, oaep).ok().filter(|opened| opened.len() == KEY_BYTES);
    opened.unwrap_or_else(|| new_key().map_or_else(|_| Vec::new(), Vec::from))
}

fn open_key(wrapped: &[u8], key: &PrivateKey, oaep: Oaep) -> Result<Vec<u8>, Error> {
    let mut decrypter = Decrypter::new(&key.pkey)?;
    decrypter.set_rsa_padding(Padding::PKCS1_OAEP)?;
    decrypter.set_rsa_oaep_md(oaep.digest.message_digest())?;
    decrypter.set_rsa_mgf1_md(oaep.mgf.message_digest())?;
    let mut out = vec![0; decrypter.decrypt_len(wrapped)?];
    let length = decrypter.decrypt(wrapped, &mut out)?;
    out.truncate(length);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encrypted_opens_with_its_key_only() {
        let (key, other) = (new_key().unwrap(), new_key().unwrap());
        let sealed = encrypt(b"invoice", &key).unwrap();
        assert_eq!(decrypt(&sealed, &key).as_deref(), Ok(&b"invoice"[..]));
        assert_eq!(decrypt(&sealed, &other), Err(DoesNotOpen));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let key = new_key().unwrap();
        let sealed = encrypt(b"invoice", &key).unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(decrypt(&changed, &key), Err(DoesNotOpen), "byte {at}");
            assert_eq!(decrypt(&sealed[..at], &key), Err(DoesNotOpen), "cut at {at}");
        }
    }

    #[test]
    fn two_encryptions_of_one_text_differ() {
        let key = new_key().unwrap();
        assert_ne!(encrypt(b"same", &key).unwrap(), encrypt(b"same", &key).unwrap());
    }
}
