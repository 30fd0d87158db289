//! Redirects between SMPs: the answer at the target must come from the SMP that the redirect named.
//!
//! Peppol SMP 1.4.0, `Redirect/CertificateUID`: the subject of the target's certificate, or its subject key identifier.

use xmlsec::Certificate;

use super::DiscoveryError;
use super::metadata::Redirect;

pub(super) fn judge_signer(redirect: &Redirect, signer: &Certificate) -> Result<(), DiscoveryError> {
    let named = redirect.certificate_uid.trim();
    if same_name(named, &signer.subject()) || signer.subject_key_id().is_some_and(|id| is_hex_of(named, &id)) {
        return Ok(());
    }
    Err(DiscoveryError::RedirectSigner { named: named.to_owned(), found: signer.subject() })
}

/// Distinguished names are written in either order and with or without blanks.
fn same_name(one: &str, other: &str) -> bool {
    let parts = |name: &str| {
        let mut parts: Vec<String> = name.split(',').map(|part| part.trim().to_owned()).collect();
        parts.sort_unstable();
        parts
    };
    !one.is_empty() && parts(one) == parts(other)
}

fn is_hex_of(text: &str, bytes: &[u8]) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|digit| digit.to_digit(16)).collect();
    let expected = bytes.iter().flat_map(|byte| [u32::from(byte >> 4), u32::from(byte & 15)]);
    digits.into_iter().eq(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_in_either_order() {
        assert!(same_name("CN=PBE000003,OU=PEPPOL TEST SMP,O=X,C=BE", "C=BE, O=X, OU=PEPPOL TEST SMP, CN=PBE000003"));
        assert!(!same_name("CN=PBE000003,C=BE", "CN=PBE000004,C=BE"));
        assert!(!same_name("", ""));
    }

    #[test]
    fn a_key_identifier_may_be_written_with_colons() {
        assert!(is_hex_of("D0:57:EB", &[0xd0, 0x57, 0xeb]));
        assert!(!is_hex_of("D0:57", &[0xd0, 0x57, 0xeb]));
    }
}
