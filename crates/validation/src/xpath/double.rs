//! Doubles: what an untyped value becomes when the rule compares it with a number.

use std::cmp::Ordering;

use super::{Fault, text::trim};

/// The cast to `xs:double`; anything that is no number is an error.
pub fn double(text: &str) -> Result<f64, Fault> {
    let text = trim(text);
    match text {
        "INF" | "+INF" => return Ok(f64::INFINITY),
        "-INF" => return Ok(f64::NEG_INFINITY),
        "NaN" => return Ok(f64::NAN),
        _ => {}
    }
    // Rust also reads `inf`, `nan` and `infinity`; XSD has digits, a sign, a point and an exponent.
    let looks_numeric =
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    if looks_numeric { text.parse().map_err(|_| Fault::BadValue) } else { Err(Fault::BadValue) }
}

/// A general comparison of an untyped value with the number zero, as the reference engine makes it.
///
/// A plain whole number is compared as such; anything else as a double in total order: `-0.00` lies below zero, although
/// it equals zero in `XPath`, and what is not a number lies above everything. Both engines behind the golden verdicts do so.
pub fn compare_with_zero(text: &str) -> Result<Ordering, Fault> {
    let trimmed = trim(text);
    let digits = trimmed.strip_prefix('-').unwrap_or(trimmed);
    if !digits.is_empty() && digits.len() <= WHOLE_DIGITS_MAX && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let is_zero = digits.bytes().all(|byte| byte == b'0');
        return Ok(if is_zero { Ordering::Equal } else { sign_of(trimmed.len() > digits.len()) });
    }
    Ok(double(trimmed)?.total_cmp(&0.0))
}

/// Whole numbers of up to so many digits are not made doubles before they are compared.
const WHOLE_DIGITS_MAX: usize = 15;

fn sign_of(negative: bool) -> Ordering {
    if negative { Ordering::Less } else { Ordering::Greater }
}

/// The function `number()`: not a number where the cast fails, and never an error.
pub fn number(text: &str) -> f64 {
    double(text).unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xsd_forms_are_read_and_rust_forms_refused() {
        assert_eq!(double(" +1.50 "), Ok(1.5));
        assert_eq!(double(".5"), Ok(0.5));
        assert_eq!(double("5."), Ok(5.0));
        assert_eq!(double("1e2"), Ok(100.0));
        assert_eq!(double("-INF"), Ok(f64::NEG_INFINITY));
        for bad in ["", "inf", "nan", "1,00", "+-1", "1e", "."] {
            assert_eq!(double(bad), Err(Fault::BadValue), "{bad}");
        }
        assert!(number("x").is_nan());
    }

    #[test]
    fn a_negative_zero_with_decimals_lies_below_zero() {
        assert_eq!(compare_with_zero("-0.00"), Ok(Ordering::Less));
        assert_eq!(compare_with_zero(" -0 "), Ok(Ordering::Equal));
        assert_eq!(compare_with_zero("0.00"), Ok(Ordering::Equal));
        assert_eq!(compare_with_zero("-12"), Ok(Ordering::Less));
        assert_eq!(compare_with_zero("+0.01"), Ok(Ordering::Greater));
        assert_eq!(compare_with_zero("1,00"), Err(Fault::BadValue));
    }
}
