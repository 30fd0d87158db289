//! Formats and check digits of the identifiers that Peppol looks into.
//!
//! Sources: GS1 General Specifications (GLN), Brønnøysund (organisation number), KBO/BCE, Skatteverket, Agenzia delle
//! Entrate, ABR (ABN), AADE (ΑΦΜ). Where the published test is laxer than its source, so are we.

use crate::rule::Fault;
use crate::xpath::number;

/// Nothing but ASCII digits, and so many.
pub fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + '_ {
    text.bytes().map(|byte| u32::from(byte) - u32::from(b'0'))
}

/// A global location number: weights 3 and 1 alternate from the right. Of any length: a single zero passes.
pub fn is_gln(text: &str) -> bool {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (body, check) = text.split_at(text.len() - 1);
    let sum = digits(body)
        .rev()
        .enumerate()
        .fold(0, |sum, (place, digit)| (sum + digit * if place % 2 == 0 { 3 } else { 1 }) % 10);
    digits(check).next() == Some((10 - sum) % 10)
}

/// A Norwegian organisation number: weights 2 to 7 from the right, modulo 11; above zero.
pub fn is_norwegian(text: &str) -> bool {
    is_digits(text, 9) && has_modulo_11(text)
}

/// The check of [`is_norwegian`] on nine digits.
pub fn has_modulo_11(text: &str) -> bool {
    let (body, check) = text.split_at(text.len() - 1);
    let sum: u32 = digits(body).rev().zip((2..=7).cycle()).map(|(digit, weight)| digit * weight).sum();
    // A remainder that would need the digit ten never matches.
    digits(text).any(|digit| digit > 0) && digits(check).next() == Some((11 - sum % 11) % 11)
}

/// A Belgian enterprise number: the last two digits are 97 less the first eight modulo 97.
pub fn is_belgian(text: &str) -> bool {
    is_digits(text, 10) && {
        let value = |part: &str| part.parse::<u32>().unwrap_or(0);
        value(&text[8..]) == 97 - value(&text[..8]) % 97
    }
}

/// A Danish CVR number behind the letters DK.
pub fn is_danish_with_prefix(text: &str) -> bool {
    text.strip_prefix("DK").is_some_and(|digits| is_digits(digits, 8))
}

/// An Australian business number: ten weights from 10 and 1, the first digit less one, modulo 89.
pub fn is_australian(text: &str) -> bool {
    const WEIGHTS: [i64; 11] = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];
    is_digits(text, 11) && {
        let sum: i64 = digits(text).zip(WEIGHTS).map(|(digit, weight)| i64::from(digit) * weight).sum();
        (sum - WEIGHTS[0]) % 89 == 0
    }
}

/// A Swedish organisation number: the tenth digit is the Luhn digit of the first nine. Longer texts pass by their first ten.
pub fn is_swedish(text: &str) -> bool {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (body, check) = text.split_at(text.len().min(9));
    let doubled = |digit: u32| digit * 2 % 10 + digit * 2 / 10;
    let sum: u32 =
        digits(body).rev().enumerate().map(|(place, digit)| if place % 2 == 0 { doubled(digit) } else { digit }).sum();
    digits(check).next() == Some((10 - sum % 10) % 10)
}

/// An Italian office code of the IPA: six letters or digits.
pub fn is_italian_office(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// An Italian tax code: the shape of sixteen characters without its check letter, or eleven that read as a whole number.
pub fn is_italian_tax_code(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    match chars.len() {
        11 => is_whole_number(text),
        16 => {
            let letters = |range: std::ops::Range<usize>| chars[range].iter().all(char::is_ascii_alphabetic);
            let whole = |range: std::ops::Range<usize>| is_whole_number(&chars[range].iter().collect::<String>());
            letters(0..6) && whole(6..8) && letters(8..9) && whole(9..11) && whole(14..15) && letters(15..16)
        }
        _ => false,
    }
}

/// What the cast to a whole number takes: blanks around, a sign, digits.
pub fn is_whole_number(text: &str) -> bool {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A digit doubled, and the digits of that added.
const DOUBLED: [u32; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

/// An Italian VAT number, if it begins with IT or it; anything else passes. A sign or blank before the digits is a fault.
pub fn is_italian_vat(text: &str) -> Result<bool, Fault> {
    let Some(code) = text.strip_prefix("IT").or_else(|| text.strip_prefix("it")) else {
        return Ok(true);
    };
    if code.chars().count() != 11 || !is_whole_number(code) {
        return Ok(false);
    }
    if !code.starts_with(|first: char| first.is_ascii_digit()) {
        return Err(Fault::BadValue);
    }
    let sum: u32 = digits(code)
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit } else { DOUBLED[digit as usize] })
        .sum();
    Ok(sum.is_multiple_of(10))
}

/// A Dutch VAT number: NL, nine digits, B, two digits.
pub fn is_dutch_vat(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 14
        && text.is_ascii()
        && text.starts_with("NL")
        && is_digits(&text[2..11], 9)
        && bytes[11] == b'B'
        && is_digits(&text[12..], 2)
}

/// A Greek tax number: weights 256 down to 2, modulo 11, modulo 10, is the ninth character. What follows is not looked at.
pub fn is_greek(text: &str) -> bool {
    let mut values = text.chars().map(|char| number(char.encode_utf8(&mut [0; 4])));
    let mut sum = 0.0;
    for weight in [256.0, 128.0, 64.0, 32.0, 16.0, 8.0, 4.0, 2.0] {
        // Fewer than nine characters, or one that is no digit, make the sum not a number, which equals nothing.
        sum += values.next().unwrap_or(f64::NAN) * weight;
    }
    let check = values.next().unwrap_or(f64::NAN);
    #[expect(clippy::float_cmp, reason = "whole numbers below 10")]
    let matches = (sum % 11.0) % 10.0 == check;
    matches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_decide() {
        assert!(is_gln("7300010000001") && is_gln("0") && !is_gln("7300010000002") && !is_gln(""));
        assert!(is_norwegian("974760673") && !is_norwegian("974760674") && !is_norwegian("000000000"));
        assert!(is_belgian("0403019261") && !is_belgian("0403019262"));
        assert!(is_australian("51824753556") && !is_australian("51824753557"));
        assert!(is_swedish("5560160680") && !is_swedish("5560160681") && !is_swedish("556016068"));
        assert!(is_greek("090165560") && !is_greek("090165561") && !is_greek("09016556"));
    }

    #[test]
    fn shapes_decide() {
        assert!(is_danish_with_prefix("DK12345678") && !is_danish_with_prefix("12345678"));
        assert!(is_dutch_vat("NL851306469B01") && !is_dutch_vat("NL851306469B0"));
        assert!(is_italian_office("AB12cd") && !is_italian_office("AB12c"));
        assert!(
            is_italian_tax_code("RSSMRA80A01H501U")
                && is_italian_tax_code("+1234567890")
                && !is_italian_tax_code("RSSMRA80A01H5O1U1")
        );
    }

    #[test]
    fn italian_vat_numbers_count_only_behind_their_prefix() {
        assert_eq!(is_italian_vat("IT00743110157"), Ok(true));
        assert_eq!(is_italian_vat("IT00743110158"), Ok(false));
        assert_eq!(is_italian_vat("00743110158"), Ok(true));
        assert_eq!(is_italian_vat("IT+1234567890"), Err(Fault::BadValue));
    }
}
