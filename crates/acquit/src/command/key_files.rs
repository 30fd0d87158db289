//! Keys and certificates from files: PEM, DER or PKCS#12, told apart by what is in them.

use std::path::{Path, PathBuf};

use anyhow::Context;
use xmlsec::{Certificate, Identity, PrivateKey, certificate_of_pkcs12};

use super::read_input;
use crate::exit::{Exit, Failure};

const PEM_CERTIFICATE: &[u8] = b"-----BEGIN CERTIFICATE-----";

/// The files with their passwords: the n-th password belongs to the n-th file, and one too many is a mistake.
pub fn with_passwords(files: &[PathBuf], passwords: &[String]) -> anyhow::Result<Vec<(PathBuf, String)>> {
    if passwords.len() > files.len() {
        let message = format!(
            "{} passwords for {} files: the n-th password belongs to the n-th file",
            passwords.len(),
            files.len()
        );
        return Err(Failure::new(Exit::Usage, message).into());
    }
    let passwords = passwords.iter().map(String::as_str).chain(std::iter::repeat(""));
    files.iter().zip(passwords).map(|(file, word)| Ok((file.clone(), password(word)?))).collect()
}

/// A password as given, or the first line of the file after `@`.
fn password(given: &str) -> anyhow::Result<String> {
    let Some(file) = given.strip_prefix('@') else { return Ok(given.to_owned()) };
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read the password in {file}"))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// A private key with its certificate. A bare PEM key finds the certificate beside it, or among those of the message.
pub fn identity(file: &Path, password: &str, in_message: &[Certificate]) -> anyhow::Result<Identity> {
    let bytes = read_input(file)?;
    let wrong = || format!("no key can be read from {}", file.display());
    if !contains(&bytes, b"-----BEGIN ") {
        return Identity::from_pkcs12(&bytes, password).with_context(wrong);
    }
    let key = PrivateKey::from_encrypted_pem(&bytes, password).with_context(wrong)?;
    let mut candidates =
        if contains(&bytes, PEM_CERTIFICATE) { Certificate::all_from_pem(&bytes)? } else { Vec::new() };
    candidates.extend_from_slice(in_message);
    candidates.extend(beside(file));
    let Some(certificate) = candidates.into_iter().find(|certificate| key.belongs_to(certificate)) else {
        let message = format!(
            "{} holds a key without its certificate: put the certificate into the same file or the same folder",
            file.display()
        );
        return Err(Failure::new(Exit::Error, message).into());
    };
    Ok(Identity::new(certificate, key)?)
}

/// The certificates of a file: of a PKCS#12 file its own one.
pub fn certificates(file: &Path, password: &str) -> anyhow::Result<Vec<Certificate>> {
    let bytes = read_input(file)?;
    if let Some(found) = plain(&bytes) {
        return Ok(found);
    }
    let certificate = certificate_of_pkcs12(&bytes, password);
    Ok(vec![certificate.with_context(|| format!("no certificate can be read from {}", file.display()))?])
}

/// Every certificate in the files of a folder; a folder without any is a mistake.
pub fn anchors(folder: &Path) -> anyhow::Result<Vec<Certificate>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read folder {}", folder.display()))?;
    let mut anchors = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if is_certificate_file(&path) {
            anchors.extend(plain(&std::fs::read(&path)?).unwrap_or_default());
        }
    }
    if anchors.is_empty() {
        return Err(Failure::new(Exit::Error, format!("there is no certificate in {}", folder.display())).into());
    }
    Ok(anchors)
}

/// The certificates in the folder of a key; what cannot be read there is not meant.
fn beside(file: &Path) -> Vec<Certificate> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    anchors(folder).unwrap_or_default()
}

/// Certificates without a password: PEM or DER.
fn plain(bytes: &[u8]) -> Option<Vec<Certificate>> {
    if contains(bytes, PEM_CERTIFICATE) {
        return Certificate::all_from_pem(bytes).ok();
    }
    Certificate::from_der(bytes).ok().map(|certificate| vec![certificate])
}

fn is_certificate_file(path: &Path) -> bool {
    let endings = ["pem", "crt", "cer", "der"];
    path.is_file()
        && path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
