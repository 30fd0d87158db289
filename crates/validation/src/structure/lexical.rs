//! Lexical forms of XSD 1.0 part 2, as far as UBL uses them; white space is dealt with by the caller.

/// §3.2.3: digits with a sign and a point.
pub(super) fn decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(fraction) && !(whole.is_empty() && fraction.is_empty())
}

/// §3.2.2.
pub(super) fn boolean(text: &str) -> bool {
    matches!(text, "true" | "false" | "1" | "0")
}

/// §3.2.9: year, month, day, perhaps a zone.
pub(super) fn date(text: &str) -> bool {
    day(text).is_some_and(zone)
}

/// §3.2.8: hours, minutes, seconds with fractions, perhaps a zone.
pub(super) fn time(text: &str) -> bool {
    clock(text).is_some_and(zone)
}

/// §3.2.7: a day, `T`, a time.
pub(super) fn date_time(text: &str) -> bool {
    day(text).and_then(|rest| rest.strip_prefix('T')).and_then(clock).is_some_and(zone)
}

/// Takes a day off the front.
fn day(text: &str) -> Option<&str> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let year_length = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    let (year, rest) = unsigned.split_at(year_length);
    let year_fits =
        year_length >= 4 && (year_length == 4 || !year.starts_with('0')) && year.bytes().any(|digit| digit != b'0');
    let (month, rest) = two_digits(rest.strip_prefix('-')?)?;
    let (day, rest) = two_digits(rest.strip_prefix('-')?)?;
    let day_fits = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    (year_fits && day_fits).then_some(rest)
}

/// The last four digits of a year tell leap years apart: 10,000 is a multiple of 400.
fn days_in(year: &str, month: u32) -> u32 {
    let tail: u32 = year[year.len().saturating_sub(4)..].parse().unwrap_or(0);
    let leap = tail.is_multiple_of(4) && (!tail.is_multiple_of(100) || tail.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Takes a time off the front; 24:00:00 is midnight.
fn clock(text: &str) -> Option<&str> {
    let (hours, rest) = two_digits(text)?;
    let (minutes, rest) = two_digits(rest.strip_prefix(':')?)?;
    let (seconds, rest) = two_digits(rest.strip_prefix(':')?)?;
    let (fraction_is_zero, rest) = fraction(rest)?;
    let midnight = hours == 24 && minutes == 0 && seconds == 0 && fraction_is_zero;
    ((hours < 24 && minutes < 60 && seconds < 60) || midnight).then_some(rest)
}

fn fraction(text: &str) -> Option<(bool, &str)> {
    let Some(digits) = text.strip_prefix('.') else { return Some((true, text)) };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = digits.split_at(length);
    (length > 0).then(|| (digits.bytes().all(|digit| digit == b'0'), rest))
}

/// Whether nothing or a zone is left, up to fourteen hours from UTC.
fn zone(text: &str) -> bool {
    if text.is_empty() || text == "Z" {
        return true;
    }
    let offset = || {
        let (hours, rest) = two_digits(text.strip_prefix(['+', '-'])?)?;
        let (minutes, rest) = two_digits(rest.strip_prefix(':')?)?;
        Some(rest.is_empty() && minutes < 60 && hours * 60 + minutes <= 14 * 60)
    };
    offset().unwrap_or(false)
}

fn two_digits(text: &str) -> Option<(u32, &str)> {
    let digits = text.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some((digits.parse().ok()?, &text[2..]))
}

/// §3.2.16, with white space anywhere: groups of four, the last padded with bits that are zero.
pub(super) fn base64(text: &str) -> bool {
    let mut digits = text.bytes().filter(|byte| !byte.is_ascii_whitespace() || *byte == b'\x0c');
    let mut count = 0_usize;
    let mut last = 0;
    let mut padding = 0;
    for byte in &mut digits {
        match byte {
            b'=' => padding += 1,
            _ if padding > 0 => return false,
            _ => match base64_value(byte) {
                Some(value) => last = value,
                None => return false,
            },
        }
        count += 1;
    }
    let unused_bits_are_zero = match padding {
        0 => true,
        1 => last.trailing_zeros() >= 2,
        2 => last.trailing_zeros() >= 4,
        _ => false,
    };
    count.is_multiple_of(4) && unused_bits_are_zero && (padding == 0 || count > 0)
}

fn base64_value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

/// §3.3.3.
pub(super) fn language(text: &str) -> bool {
    let mut parts = text.split('-');
    let fits = |part: &str| (1..=8).contains(&part.len());
    let first = parts.next().is_some_and(|part| fits(part) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    first && parts.all(|part| fits(part) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// §3.2.17 and RFC 3986 §4.1: a reference, in which characters outside ASCII and the unwise ones count as escaped.
pub(super) fn any_uri(text: &str) -> bool {
    let (reference, fragment) = text.split_once('#').map_or((text, ""), |(reference, fragment)| (reference, fragment));
    let (before_query, query) = reference.split_once('?').unwrap_or((reference, ""));
    let colon_in_first_segment = before_query.split('/').next().is_some_and(|segment| segment.contains(':'));
    let after_scheme = match before_query.split_once(':') {
        Some((scheme, rest)) if colon_in_first_segment => {
            if !is_scheme(scheme) {
                return false;
            }
            rest
        }
        _ => before_query,
    };
    let path = match after_scheme.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !authority_fits(authority) {
                return false;
            }
            path
        }
        None => after_scheme,
    };
    [path, query, fragment].into_iter().all(uri_characters)
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

fn authority_fits(authority: &str) -> bool {
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match host_and_port.rfind(']') {
        Some(end) if host_and_port.starts_with('[') => (&host_and_port[1..end], &host_and_port[end + 1..]),
        _ => host_and_port.split_at(host_and_port.find(':').unwrap_or(host_and_port.len())),
    };
    let port = port.strip_prefix(':').unwrap_or(port);
    port.bytes().all(|byte| byte.is_ascii_digit()) && uri_characters(host)
}

fn uri_characters(part: &str) -> bool {
    let bytes = part.as_bytes();
    (0..bytes.len()).all(|at| match bytes[at] {
        b'%' => bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
        b'#' | b'[' | b']' => false,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: fn(&str) -> bool, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert!(form(text), "{text} is right");
        }
        for text in wrong {
            assert!(!form(text), "{text} is wrong");
        }
    }

    #[test]
    fn decimals_have_digits_and_no_exponent() {
        check(decimal, &["1", "+1.00", "-.5", "5."], &["", ".", "1e2", "1,0", "+-1", "NaN"]);
    }

    #[test]
    fn dates_exist_and_may_have_a_zone() {
        check(
            date,
            &["2026-02-28", "2024-02-29", "-0001-01-01", "12026-01-01Z", "2026-01-01+14:00"],
            &[
                "2026-02-29",
                "0000-01-01",
                "02026-01-01",
                "2026-1-1",
                "2026-01-01+14:01",
                "2026-01-01T00:00:00",
                "26-01-01",
            ],
        );
    }

    #[test]
    fn times_reach_midnight_and_no_further() {
        check(
            time,
            &["00:00:00", "24:00:00", "23:59:59.999Z"],
            &["24:00:01", "12:60:00", "12:00", "12:00:60", "12:00:00."],
        );
        check(date_time, &["2026-01-01T12:00:00Z"], &["2026-01-01", "2026-01-01 12:00:00"]);
    }

    #[test]
    fn base64_pads_with_zero_bits() {
        check(base64, &["", "QUJD", "QUI=", "QQ==", "QU\nJD"], &["QUJ", "QUJ=", "QR==", "Q===", "QU=D", "QUJD="]);
    }

    #[test]
    fn languages_and_uris() {
        check(language, &["nl", "en-GB", "x-a1"], &["", "n1", "toolongpart"]);
        check(
            any_uri,
            &["", "http://a.example/b?c#d", "urn:x:y", "a/b:c", "a b", "é", "http://[::1]:80/"],
            &["%zz", "1:2", "a#b#c", "http://h:x/"],
        );
    }
}
