//! Text as the published rules see it: four white space characters, counted in characters, not bytes.

use std::borrow::Cow;

use super::Fault;

/// Space, tab, line feed, carriage return; a no-break space is text.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

pub(super) fn trim(text: &str) -> &str {
    // Also takes form feeds, which no XML document holds; the general search for four characters is much slower.
    text.trim_ascii()
}

/// Whether nothing but white space is there.
pub fn is_blank(text: &str) -> bool {
    text.bytes().all(is_space)
}

/// `normalize-space`: trimmed, inner runs of white space made one space. Allocates only where something changes inside.
pub fn normalized(text: &str) -> Cow<'_, str> {
    let trimmed = trim(text);
    if is_collapsed(trimmed) {
        return Cow::Borrowed(trimmed);
    }
    let words: Vec<&str> = trimmed.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    Cow::Owned(words.join(" "))
}

fn is_collapsed(trimmed: &str) -> bool {
    let mut before_is_space = false;
    trimmed.bytes().all(|byte| {
        let space = is_space(byte);
        let fine = !space || (byte == b' ' && !before_is_space);
        before_is_space = space;
        fine
    })
}

/// `upper-case(normalize-space(…))`, in whichever order.
pub fn normalized_upper(text: &str) -> Cow<'_, str> {
    let text = normalized(text);
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_lowercase()) {
        return text;
    }
    Cow::Owned(text.to_uppercase())
}

/// Whether the text without surrounding white space is `code` (which holds no blank).
pub fn equals_trimmed(text: &str, code: &str) -> bool {
    trim(text) == code
}

/// Whether the text in upper case, untrimmed, is `code`.
pub fn upper_equals(text: &str, code: &str) -> bool {
    if text.is_ascii() { text.eq_ignore_ascii_case(code) } else { text.to_uppercase() == code }
}

/// Length in characters.
pub fn char_count(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// What follows the first point, untrimmed: `1.00` and a line feed make three characters.
pub fn after_point(text: &str) -> &str {
    text.split_once('.').map_or("", |(_, after)| after)
}

/// The cast to `xs:boolean`: `true`, `false`, `1`, `0`, white space around them allowed.
pub fn boolean(text: &str) -> Result<bool, Fault> {
    match trim(text) {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(Fault::BadValue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizing_collapses_only_xml_white_space() {
        assert_eq!(normalized(" a \t\n b\u{a0} "), "a b\u{a0}");
        assert_eq!(normalized("a\tb"), "a b");
        assert!(matches!(normalized("  plain text "), Cow::Borrowed("plain text")));
    }

    #[test]
    fn a_boolean_has_four_forms() {
        assert_eq!(boolean(" 1 "), Ok(true));
        assert_eq!(boolean("false"), Ok(false));
        assert_eq!(boolean("TRUE"), Err(Fault::BadValue));
        assert_eq!(boolean(""), Err(Fault::BadValue));
    }

    #[test]
    fn characters_after_the_point_are_counted_untrimmed() {
        assert_eq!(char_count(after_point("1.00\n")), 3);
        assert_eq!(after_point("7"), "");
        assert_eq!(after_point("1.2.3"), "2.3");
    }
}
