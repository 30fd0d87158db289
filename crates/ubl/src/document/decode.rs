//! Bytes to UTF-8: XML 1.0 §4.3.3 wants UTF-8 and UTF-16; Latin-1 and ASCII still occur among invoices.

use super::ReadError;

/// The document as a string, without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => match declared(bytes).to_ascii_lowercase().as_str() {
            "" | "utf-8" | "utf8" => utf8(bytes),
            "us-ascii" | "ascii" if bytes.is_ascii() => utf8(bytes),
            "iso-8859-1" | "latin1" => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
            other => Err(ReadError::Encoding { encoding: format!("in an encoding that is accepted ({other})") }),
        },
    }
}

fn utf8(bytes: &[u8]) -> Result<String, ReadError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(ReadError::Encoding { encoding: "valid UTF-8".to_owned() }),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ReadError> {
    let wrong = || ReadError::Encoding { encoding: "valid UTF-16".to_owned() };
    if !bytes.len().is_multiple_of(2) {
        return Err(wrong());
    }
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| wrong())
}

/// The encoding the XML declaration names; empty where there is none.
fn declared(bytes: &[u8]) -> &str {
    let Some(rest) = bytes.strip_prefix(b"<?xml") else {
        return "";
    };
    let Some(end) = rest.iter().position(|byte| *byte == b'>') else {
        return "";
    };
    let Ok(declaration) = std::str::from_utf8(&rest[..end]) else {
        return "";
    };
    let Some((_, after)) = declaration.split_once("encoding") else {
        return "";
    };
    let after = after.trim_start().strip_prefix('=').unwrap_or_default().trim_start();
    let Some(quote @ ('"' | '\'')) = after.chars().next() else {
        return "";
    };
    after[1..].split(quote).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_1_and_utf_16_become_utf_8() {
        assert_eq!(
            decode(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>").unwrap().chars().nth_back(4),
            Some('é')
        );
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("<é/>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&utf16).unwrap(), "<é/>");
    }

    #[test]
    fn other_encodings_are_refused_by_name() {
        let error = decode(b"<?xml version='1.0' encoding='KOI8-R'?><a/>").unwrap_err();
        assert!(error.to_string().contains("koi8-r"), "{error}");
        assert!(decode(b"<a>\xFF</a>").is_err());
    }
}
