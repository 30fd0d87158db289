//! Check digits of what a payer types: IBAN and payment references.
//!
//! Source: ISO 13616 (IBAN), ISO 11649 (RF creditor reference), the Belgian structured communication.

/// What is wrong with an IBAN, if anything.
pub fn iban_fault(iban: &str) -> Option<String> {
    let bytes = iban.as_bytes();
    let shape_holds = (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !shape_holds {
        return Some(format!(
            "is {iban:?}, which has not the form of an IBAN: country, two digits, up to 30 capitals and digits, no blanks"
        ));
    }
    (mod_97(iban) != 1).then(|| format!("is {iban}, whose check digits do not fit; a digit is mistyped"))
}

/// What is wrong with a payment reference, if it is of a kind that has check digits.
pub fn reference_fault(reference: &str) -> Option<String> {
    if is_creditor_reference(reference) {
        let fits = reference.len() <= 25 && mod_97(reference) == 1;
        return (!fits).then(|| format!("is {reference}, whose check digits do not fit for an RF creditor reference"));
    }
    let digits = belgian_digits(reference)?;
    let (number, check) = (digits / 100, digits % 100);
    let expected = match number % 97 {
        0 => 97,
        rest => rest,
    };
    (check != expected).then(|| {
        format!(
            "is {reference}, but its last two digits should be {expected:02} for a Belgian structured communication"
        )
    })
}

fn is_creditor_reference(reference: &str) -> bool {
    let bytes = reference.as_bytes();
    bytes.len() > 4
        && bytes.starts_with(b"RF")
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes.iter().all(u8::is_ascii_alphanumeric)
}

/// The twelve digits of `+++ddd/dddd/ddddd+++`.
fn belgian_digits(reference: &str) -> Option<u64> {
    let inner = reference.strip_prefix("+++")?.strip_suffix("+++")?;
    let parts: Vec<&str> = inner.split('/').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if lengths != [3, 4, 5] || !parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    parts.concat().parse().ok()
}

/// ISO 7064 MOD 97-10 over the text with its first four characters moved to the end and letters as two digits.
fn mod_97(text: &str) -> u32 {
    let rotated = text.bytes().skip(4).chain(text.bytes().take(4));
    rotated.fold(0, |rest, byte| match byte.to_ascii_uppercase() {
        digit @ b'0'..=b'9' => (rest * 10 + u32::from(digit - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter.saturating_sub(b'A')) + 10) % 97,
    })
}

#[cfg(test)]
mod tests {
    use super::{iban_fault, reference_fault};

    #[test]
    fn good_ibans_pass_and_a_changed_digit_does_not() {
        assert_eq!(iban_fault("NL91ABNA0417164300"), None);
        assert_eq!(iban_fault("BE68539007547034"), None);
        assert_eq!(iban_fault("NO9386011117947"), None);
        assert!(iban_fault("NL91ABNA0417164301").is_some_and(|fault| fault.contains("check digits")));
        assert!(iban_fault("NL91 ABNA 0417 1643 00").is_some_and(|fault| fault.contains("form")));
        assert!(iban_fault("é91ABNA04171643").is_some());
    }

    #[test]
    fn references_with_check_digits_are_checked_and_others_left_alone() {
        assert_eq!(reference_fault("RF18539007547034"), None);
        assert_eq!(reference_fault("RF3420260917"), None);
        assert!(reference_fault("RF19539007547034").is_some());
        assert_eq!(reference_fault("+++202/6091/70130+++"), None);
        assert!(reference_fault("+++202/6091/70131+++").is_some_and(|fault| fault.contains("30")));
        assert_eq!(reference_fault("2026-0042"), None);
        assert_eq!(reference_fault("RFQ-7"), None);
    }
}
