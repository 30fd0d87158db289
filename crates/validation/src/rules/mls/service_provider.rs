//! Service provider identifiers: scheme 0242, Peppol policy for use of identifiers.

/// The scheme of service provider identifiers.
pub const SCHEME: &str = "0242";

/// What an identifier looks like, for messages.
pub const FORM: &str = "six digits, perhaps - and a use case, perhaps a point and a suffix";

/// Six digits; then perhaps a hyphen and a use case of 3 to 12 characters; then perhaps a point and a suffix of 3 to 24.
pub fn is_service_provider(text: &str) -> bool {
    let seat = text.bytes().take_while(u8::is_ascii_digit).count();
    if seat != 6 {
        return false;
    }
    let Some(rest) = text[seat..].strip_prefix('-') else {
        return text.len() == seat;
    };
    match rest.split_once('.') {
        None => is_use_case(rest),
        Some((use_case, suffix)) => {
            is_use_case(use_case) && is_of(suffix, 3, 24, |char| is_word(char) || matches!(char, '-' | '.' | '~'))
        }
    }
}

fn is_use_case(text: &str) -> bool {
    is_of(text, 3, 12, is_word)
}

fn is_of(text: &str, least: usize, most: usize, allowed: fn(char) -> bool) -> bool {
    (least..=most).contains(&text.chars().count()) && text.chars().all(allowed)
}

/// The official test ignores letter case, which there also makes the long s an S and the Kelvin sign a K.
fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '_' | '\u{17f}' | '\u{212a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_number_may_be_followed_by_use_case_and_suffix() {
        for good in ["000001", "000001-ABC", "000001-abc", "000001-A_9.~.-", "000001-ABCDEFGHIJKL", "000001-ABC.A.B"] {
            assert!(is_service_provider(good), "{good}");
        }
    }

    #[test]
    fn lengths_and_characters_are_limited() {
        for bad in [
            "",
            "00001",
            "0000001",
            "000001-",
            "000001-AB",
            "000001-ABCDEFGHIJKLM",
            "000001.ABC",
            "000001-ABC.AB",
            "000001-A-C",
            "00000A",
            "000001 ",
        ] {
            assert!(!is_service_provider(bad), "{bad}");
        }
        assert!(is_service_provider(&format!("000001-ABC.{}", "x".repeat(24))));
        assert!(!is_service_provider(&format!("000001-ABC.{}", "x".repeat(25))));
    }

    #[test]
    fn two_letters_beyond_ascii_count_as_their_ascii_kin() {
        assert!(is_service_provider("000001-\u{17f}\u{212a}A"));
        assert!(!is_service_provider("000001-\u{131}AA") && !is_service_provider("00000\u{661}"));
    }
}
