//! Money arithmetic: decimals, two kinds of rounding that are never mixed, and how amounts are written.
//!
//! Source: the rulings on rounding (half away from zero where we compute; the `XPath` rule where a published assertion is judged).

use rust_decimal::{Decimal, RoundingStrategy};

/// Decimals of every document-level and line amount (BR-DEC rules).
pub const AMOUNT_DECIMALS: u32 = 2;

/// Rounds an amount we compute: two decimals, a half goes away from zero.
pub fn round_half_away(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(AMOUNT_DECIMALS, RoundingStrategy::MidpointAwayFromZero)
}

/// Rounds as the `round` of `XPath` does on hundredths: two decimals, a half goes towards plus infinity, also below zero.
///
/// For judging published assertions only.
pub fn round_xpath(value: Decimal) -> Decimal {
    let strategy = if value.is_sign_negative() {
        RoundingStrategy::MidpointTowardZero
    } else {
        RoundingStrategy::MidpointAwayFromZero
    };
    value.round_dp_with_strategy(AMOUNT_DECIMALS, strategy)
}

/// Writes an amount with exactly two decimals and never as minus zero.
pub fn format_amount(value: Decimal) -> String {
    if value.is_zero() {
        return "0.00".to_owned();
    }
    format!("{value:.2}")
}

/// Writes a quantity, price or percentage with the decimals it needs and no more.
pub fn format_number(value: Decimal) -> String {
    let value = value.normalize();
    if value.is_zero() { "0".to_owned() } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{format_amount, format_number, round_half_away, round_xpath};

    fn check(round: fn(Decimal) -> Decimal, value: &str, expected: &str) {
        let rounded = round(value.parse().unwrap());
        assert_eq!(format_amount(rounded), expected, "of {value}");
    }

    #[test]
    fn computed_halves_go_away_from_zero() {
        check(round_half_away, "0.005", "0.01");
        check(round_half_away, "-0.005", "-0.01");
        check(round_half_away, "2.665", "2.67");
        check(round_half_away, "2.6649999", "2.66");
    }

    #[test]
    fn judged_halves_go_up() {
        check(round_xpath, "0.005", "0.01");
        check(round_xpath, "-0.005", "0.00");
        check(round_xpath, "-2.665", "-2.66");
        check(round_xpath, "-2.6651", "-2.67");
    }

    #[test]
    fn minus_zero_is_written_as_zero() {
        assert_eq!(format_amount("-0.00".parse().unwrap()), "0.00");
        assert_eq!(format_number("-0.0".parse().unwrap()), "0");
        assert_eq!(format_number("21.50".parse().unwrap()), "21.5");
        assert_eq!(format_number("100".parse().unwrap()), "100");
    }
}
