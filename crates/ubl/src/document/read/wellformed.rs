//! What quick-xml does not check: characters, names, references (XML 1.0 fifth edition, Namespaces in XML 1.0).

use super::fault::{Fault, malformed};

/// What one look over the whole source tells, so that pieces need not be looked at again.
#[derive(Clone, Copy)]
pub(super) struct Traits {
    /// Line ends need normalising.
    pub(super) has_carriage_return: bool,
    /// There may be a `]]>` in a text.
    pub(super) has_bracket: bool,
}

impl Traits {
    /// Looks, and refuses characters that XML does not allow (§2.2).
    pub(super) fn of(source: &str) -> Result<Self, Fault> {
        // Sums of bytes instead of early exits: the compiler makes vector code of it.
        let (mut suspicious, mut carriage_returns, mut brackets) = (0_u8, 0_u8, 0_u8);
        for byte in source.bytes() {
            let control = byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r';
            // U+FFFE and U+FFFF begin with 0xEF in UTF-8.
            suspicious |= u8::from(control) | u8::from(byte == 0xEF);
            carriage_returns |= u8::from(byte == b'\r');
            brackets |= u8::from(byte == b']');
        }
        if suspicious != 0
            && let Some((offset, c)) = source.char_indices().find(|(_, c)| !is_xml_character(*c))
        {
            return Err(malformed(offset, format!("character U+{:04X} is not allowed in XML", u32::from(c))));
        }
        Ok(Self { has_carriage_return: carriage_returns != 0, has_bracket: brackets != 0 })
    }
}

/// §2.3 `S`.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Prefix and local part of a name (Namespaces in XML §4).
pub(super) fn split_name(name: &str, offset: usize) -> Result<(&str, &str), Fault> {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let prefix_right = prefix.is_empty() != name.contains(':') && (prefix.is_empty() || is_ncname(prefix));
    if prefix_right && is_ncname(local) {
        Ok((prefix, local))
    } else {
        Err(malformed(offset, format!("{name} is not a name")))
    }
}

pub(super) fn is_ncname(name: &str) -> bool {
    let mut characters = name.chars();
    let first = characters.next();
    first.is_some_and(is_name_start) && characters.all(|c| is_name_start(c) || is_name_rest(c))
}

/// §2.3 `NameStartChar` without the colon.
fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic()
        || c == '_'
        || (!c.is_ascii()
            && matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
                | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
                | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}'))
}

/// §2.3 `NameChar` beyond those.
fn is_name_rest(c: char) -> bool {
    matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// The character a reference stands for; without a DTD there are only the five named ones (§4.1, §4.6).
pub(super) fn character(reference: &str, offset: usize) -> Result<char, Fault> {
    let resolved = match reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => numbered(reference),
    };
    resolved.ok_or_else(|| malformed(offset, format!("&{reference}; stands for no character")))
}

fn numbered(reference: &str) -> Option<char> {
    let digits = reference.strip_prefix('#')?;
    let (digits, radix) = digits.strip_prefix('x').map_or((digits, 10), |hexadecimal| (hexadecimal, 16));
    let only_digits = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    let number = only_digits.then(|| u32::from_str_radix(digits, radix).ok())??;
    char::from_u32(number).filter(|c| is_xml_character(*c))
}

/// §2.2 `Char`.
fn is_xml_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
