//! `xs:date`: ten characters at least, perhaps a time zone, compared as the instant at which the day begins.

use super::{Fault, text::trim};

/// A day with an optional time zone. Without one it counts as UTC.
#[derive(Clone, Copy, Debug)]
pub struct Date {
    /// Minutes from 1970-01-01T00:00Z to the beginning of the day.
    begins: i64,
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.begins == other.begins
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.begins.partial_cmp(&other.begins)
    }
}

impl Date {
    /// Reads the lexical form of XSD part 2, section 3.2.9; white space around it is allowed.
    pub fn read(text: &str) -> Result<Date, Fault> {
        parse(trim(text)).ok_or(Fault::BadValue)
    }
}

fn parse(text: &str) -> Option<Date> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let year_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(4..=9).contains(&year_digits) || (year_digits > 4 && rest.starts_with('0')) {
        return None;
    }
    let (year, rest) = rest.split_at(year_digits);
    let year: i64 = year.parse().ok()?;
    let year = if negative { -year } else { year };
    let rest = rest.as_bytes();
    if rest.len() < 6 || rest[0] != b'-' || rest[3] != b'-' {
        return None;
    }
    let (month, day) = (two_digits(&rest[1..3])?, two_digits(&rest[4..6])?);
    if !(1..=12).contains(&month) || day < 1 || day > days_in(year, month) {
        return None;
    }
    let zone = zone_minutes(&rest[6..])?;
    Some(Date { begins: days_from_epoch(year, month, day) * 1440 - zone })
}

fn two_digits(bytes: &[u8]) -> Option<i64> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    Some(digit(*bytes.first()?)? * 10 + digit(*bytes.get(1)?)?)
}

/// Nothing, `Z`, or an offset up to fourteen hours.
fn zone_minutes(zone: &[u8]) -> Option<i64> {
    match zone {
        b"" | b"Z" => Some(0),
        [sign @ (b'+' | b'-'), hours @ .., b':', _, _] if hours.len() == 2 => {
            let minutes = two_digits(hours)? * 60 + two_digits(&zone[4..])?;
            let in_range = two_digits(&zone[4..])? < 60 && minutes <= 14 * 60;
            in_range.then_some(if *sign == b'-' { -minutes } else { minutes })
        }
        _ => None,
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March.
fn days_from_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_each_other_across_months_and_zones() {
        assert!(Date::read("2026-03-01") > Date::read("2026-02-28"));
        assert_eq!(Date::read(" 1970-01-01Z "), Date::read("1970-01-01"));
        assert!(Date::read("2026-01-01+02:00") < Date::read("2026-01-01"));
        assert!(Date::read("2026-01-01-14:00") > Date::read("2026-01-01"));
        assert_eq!(Date::read("2000-03-01").map(|date| date.begins / 1440), Ok(11_017));
    }

    #[test]
    fn what_is_no_date_is_an_error() {
        for bad in [
            "",
            "2026-1-5",
            "20260105",
            "2026-02-29",
            "2026-13-01",
            "2026-01-05T00:00:00",
            "2026-01-01+15:00",
            "12026-01",
            "02026-01-01",
        ] {
            assert_eq!(Date::read(bad), Err(Fault::BadValue), "{bad}");
        }
    }
}
