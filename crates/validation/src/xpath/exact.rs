//! Exact decimals: `xs:decimal` as the sums of the published rules use it.
//!
//! A coefficient of up to 38 digits and a scale. Nothing is ever rounded silently: an operation that does not fit
//! is a fault, so that a document nobody could judge exactly is refused and not waved through.

use std::cmp::Ordering;
use std::fmt;

use super::{Fault, text::trim};

/// A decimal number: `coefficient / 10^scale`.
#[derive(Clone, Copy, Debug)]
pub struct Exact {
    coefficient: i128,
    scale: u32,
}

/// The cast to `xs:decimal`: a sign, digits and a point (`+1.00`, `.5`, `5.`), white space around them; no exponent.
pub fn decimal(text: &str) -> Result<Exact, Fault> {
    let text = trim(text);
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return Err(Fault::BadValue);
    }
    let fraction = if fraction.len() > 2 { fraction.trim_end_matches('0') } else { fraction };
    let coefficient = gather(gather(0, whole)?, fraction)?;
    let scale = u32::try_from(fraction.len()).map_err(|_| Fault::TooLarge)?;
    Ok(Exact { coefficient: if negative { -coefficient } else { coefficient }, scale })
}

/// Appends digits to a coefficient. Up to 18 of them fit a machine word, which is the usual case.
fn gather(before: i128, digits: &str) -> Result<i128, Fault> {
    if before < 1_000_000_000 && digits.len() <= 9 {
        let mut small = i64::try_from(before).map_err(|_| Fault::TooLarge)?;
        for digit in digits.bytes() {
            small = small * 10 + i64::from(digit - b'0');
        }
        return Ok(i128::from(small));
    }
    digits.bytes().try_fold(before, |sum, digit| {
        sum.checked_mul(10).and_then(|sum| sum.checked_add(i128::from(digit - b'0'))).ok_or(Fault::TooLarge)
    })
}

/// Digits after the point that a division keeps at least.
const DIVISION_SCALE: u32 = 18;

impl Exact {
    /// Nothing, the sum of no amounts.
    pub const ZERO: Exact = Exact::integer(0);
    /// One.
    pub const ONE: Exact = Exact::integer(1);

    /// A whole number.
    pub const fn integer(value: i64) -> Exact {
        Exact { coefficient: value as i128, scale: 0 }
    }

    /// So many hundredths.
    pub const fn cents(value: i64) -> Exact {
        Exact { coefficient: value as i128, scale: 2 }
    }

    /// Whether this is zero, of either sign.
    pub fn is_zero(self) -> bool {
        self.coefficient == 0
    }

    /// The absolute value.
    #[must_use]
    pub fn abs(self) -> Exact {
        Exact { coefficient: self.coefficient.abs(), ..self }
    }

    /// The sum, exact.
    pub fn plus(self, other: Exact) -> Result<Exact, Fault> {
        let scale = self.scale.max(other.scale);
        let sum = self.coefficient_at(scale)?.checked_add(other.coefficient_at(scale)?);
        sum.map(|coefficient| Exact { coefficient, scale }).ok_or(Fault::TooLarge)
    }

    /// The difference, exact.
    pub fn minus(self, other: Exact) -> Result<Exact, Fault> {
        self.plus(Exact { coefficient: -other.coefficient, ..other })
    }

    /// The product, exact.
    pub fn times(self, other: Exact) -> Result<Exact, Fault> {
        let product = self.coefficient.checked_mul(other.coefficient);
        product.map(|coefficient| Exact { coefficient, scale: self.scale + other.scale }).ok_or(Fault::TooLarge)
    }

    /// A hundredth of it, exact.
    #[must_use]
    pub fn percent(self) -> Exact {
        Exact { scale: self.scale + 2, ..self }
    }

    /// The quotient to 18 digits after the point, or as many as the operands have; an exact half goes towards zero.
    pub fn divided_by(self, divisor: Exact) -> Result<Exact, Fault> {
        let (dividend, divisor) = (self.stripped(), divisor.stripped());
        if divisor.is_zero() {
            return Err(Fault::TooLarge);
        }
        if divisor.coefficient == 1 && divisor.scale == 0 {
            return Ok(dividend);
        }
        let scale = DIVISION_SCALE.max(dividend.scale).max(divisor.scale);
        let shift = power_of_ten(scale + divisor.scale - dividend.scale)?;
        let numerator = dividend.coefficient.checked_mul(shift).ok_or(Fault::TooLarge)?;
        let (quotient, rest) = (numerator / divisor.coefficient, numerator % divisor.coefficient);
        let over_half = rest.unsigned_abs() > divisor.coefficient.unsigned_abs() - rest.unsigned_abs();
        let away = if (numerator < 0) == (divisor.coefficient < 0) { 1 } else { -1 };
        Ok(Exact { coefficient: if over_half { quotient + away } else { quotient }, scale })
    }

    /// `XPath` `round` to a whole number: halves towards positive infinity, also below zero.
    #[must_use]
    pub fn round_whole(self) -> Exact {
        self.round_to(0)
    }

    /// `XPath` `round` to hundredths (`round(x * 100) / 100`): halves towards positive infinity, also below zero.
    #[must_use]
    pub fn round_xpath(self) -> Exact {
        self.round_to(2)
    }

    fn round_to(self, places: u32) -> Exact {
        if self.scale <= places {
            return self;
        }
        // More digits are cut away than a coefficient can have: only the sign decides, and any of it rounds to zero.
        let Ok(unit) = power_of_ten(self.scale - places) else {
            return Exact { coefficient: 0, scale: places };
        };
        let floor = self.coefficient.div_euclid(unit);
        let rest = self.coefficient.rem_euclid(unit);
        Exact { coefficient: if rest >= unit / 2 { floor + 1 } else { floor }, scale: places }
    }

    /// Compares with a double exactly, as if its binary expansion were written out in full.
    pub fn compare_with_double(self, double: f64) -> Result<Ordering, Fault> {
        if !double.is_finite() {
            return Err(Fault::NoDecimal);
        }
        match (self.coefficient < 0, double < 0.0) {
            (true, true) => self.abs().compare_size(-double).map(Ordering::reverse),
            (true, false) => Ok(Ordering::Less),
            (false, true) => Ok(Ordering::Greater),
            (false, false) => self.compare_size(double),
        }
    }

    fn compare_size(self, double: f64) -> Result<Ordering, Fault> {
        let mine = self.stripped();
        let unit = power_of_ten(mine.scale)?;
        let whole = double.trunc();
        if whole >= 1e38 {
            return Err(Fault::TooLarge);
        }
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 1e38 fits")]
        let order = (mine.coefficient / unit).cmp(&(whole as i128));
        Ok(order.then_with(|| compare_fractions(mine.coefficient % unit, mine.scale, double.fract())))
    }

    fn coefficient_at(self, scale: u32) -> Result<i128, Fault> {
        if scale == self.scale {
            return Ok(self.coefficient);
        }
        self.coefficient.checked_mul(power_of_ten(scale - self.scale)?).ok_or(Fault::TooLarge)
    }

    fn stripped(self) -> Exact {
        let mut stripped = self;
        while stripped.scale > 0 && stripped.coefficient % 10 == 0 {
            stripped.coefficient /= 10;
            stripped.scale -= 1;
        }
        stripped
    }
}

/// Digit by digit: `rest / 10^scale` against a double in [0, 1), whose decimal expansion always ends.
fn compare_fractions(mut rest: i128, scale: u32, mut fraction: f64) -> Ordering {
    // The fraction as an integer over 2^shift: 120 bits after the point are far more than a sum with one leaves.
    let mut shift = 0_u32;
    while fraction.fract() != 0.0 && shift < 120 {
        fraction *= 2.0;
        shift += 1;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a non-negative whole number of at most 53 significant bits"
    )]
    let mut bits = fraction as u128;
    let mut unit = power_of_ten(scale).unwrap_or(i128::MAX);
    for _ in 0..scale {
        unit /= 10;
        let mine = rest / unit;
        rest %= unit;
        bits *= 10;
        let theirs = bits >> shift;
        bits &= (1_u128 << shift) - 1;
        match mine.unsigned_abs().cmp(&theirs) {
            Ordering::Equal => {}
            unequal => return unequal,
        }
    }
    0.cmp(&bits)
}

fn power_of_ten(exponent: u32) -> Result<i128, Fault> {
    10_i128.checked_pow(exponent).ok_or(Fault::TooLarge)
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.coefficient.cmp(&other.coefficient);
        }
        let scale = self.scale.max(other.scale);
        match (self.coefficient_at(scale), other.coefficient_at(scale)) {
            (Ok(mine), Ok(theirs)) => mine.cmp(&theirs),
            // The one that no longer fits at the common scale is the larger in size.
            (Err(_), _) => self.coefficient.cmp(&0),
            (_, Err(_)) => 0.cmp(&other.coefficient),
        }
    }
}

impl fmt::Display for Exact {
    /// Plain digits, at least two after the point unless `{:.0}` asks for none.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = formatter.precision().unwrap_or(2);
        let mut digits = self.coefficient.unsigned_abs().to_string();
        let mut scale = self.scale as usize;
        while scale > places && digits.ends_with('0') && digits.len() > 1 {
            digits.pop();
            scale -= 1;
        }
        while scale < places {
            digits.push('0');
            scale += 1;
        }
        while digits.len() <= scale {
            digits.insert(0, '0');
        }
        let sign = if self.coefficient < 0 { "-" } else { "" };
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let point = if fraction.is_empty() { "" } else { "." };
        write!(formatter, "{sign}{whole}{point}{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Exact {
        decimal(text).expect("a decimal")
    }

    #[test]
    fn every_xsd_form_is_read() {
        assert_eq!(read(" +1.00\n"), read("1"));
        assert_eq!(read(".5"), read("0.50"));
        assert_eq!(read("5."), read("5"));
        assert_eq!(read("-0"), Exact::ZERO);
        for bad in ["", " ", "1e2", "1,00", "NaN", "+-1", ".", "--1"] {
            assert_eq!(decimal(bad), Err(Fault::BadValue), "{bad}");
        }
    }

    #[test]
    fn halves_go_up_also_below_zero() {
        assert_eq!(read("2.5").round_whole(), read("3"));
        assert_eq!(read("-2.5").round_whole(), read("-2"));
        assert_eq!(read("-0.005").round_xpath(), Exact::ZERO);
        assert_eq!(read("1.005").round_xpath(), read("1.01"));
        assert_eq!(read("-1.0051").round_xpath(), read("-1.01"));
    }

    #[test]
    fn many_digits_stay_exact() {
        let almost = read("1801.7899999999999999999999");
        assert!(almost < read("1801.79"));
        assert_eq!(almost.plus(read("0.0000000000000000000001")), decimal("1801.79"));
        assert!(decimal(&"9".repeat(60)).is_err());
        assert_eq!(read(&format!("1.{}", "0".repeat(60))), Exact::ONE);
    }

    #[test]
    fn division_keeps_eighteen_digits() {
        assert_eq!(read("1").divided_by(read("3")), decimal("0.333333333333333333"));
        assert_eq!(read("-2").divided_by(read("3")), decimal("-0.666666666666666667"));
        assert_eq!(read("10").divided_by(read("4")), decimal("2.5"));
        assert!(read("1").divided_by(Exact::ZERO).is_err());
    }

    #[test]
    fn a_double_is_compared_digit_by_digit() {
        // 101.10 - 1 in double is a little below 100.1, 1001.10 - 1 a little above 1000.1.
        assert_eq!(read("100.1").compare_with_double(101.10 - 1.0), Ok(Ordering::Greater));
        assert_eq!(read("1000.1").compare_with_double(1001.10 - 1.0), Ok(Ordering::Less));
        assert_eq!(read("-0.5").compare_with_double(-0.5), Ok(Ordering::Equal));
        assert_eq!(read("-0.25").compare_with_double(-0.5), Ok(Ordering::Greater));
        assert_eq!(read("7").compare_with_double(7.0), Ok(Ordering::Equal));
        assert_eq!(read("7").compare_with_double(f64::NAN), Err(Fault::NoDecimal));
    }

    #[test]
    fn numbers_print_with_two_places() {
        assert_eq!(read("5").to_string(), "5.00");
        assert_eq!(read("-0.5").to_string(), "-0.50");
        assert_eq!(read("1.2345").to_string(), "1.2345");
        assert_eq!(format!("{:.0}", read("25.00")), "25");
    }
}
