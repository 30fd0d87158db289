//! Doubles: what an untyped value becomes when the rule compares it with a number.

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
    let looks_numeric = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    if looks_numeric { text.parse().map_err(|_| Fault::BadValue) } else { Err(Fault::BadValue) }
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
}
