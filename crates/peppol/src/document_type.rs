//! Document type and process identifiers: what is sent, and under which agreement.
//!
//! Policy for use of Identifiers, sections 3 and 4. Both are case-sensitive. A document type value is
//! `<namespace>::<root element>##<customization>::<version>`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Document types that match exactly.
pub(crate) const QNS_SCHEME: &str = "busdox-docid-qns";
/// Document types whose published customization may end in `*`.
pub(crate) const WILDCARD_SCHEME: &str = "peppol-doctype-wildcard";
/// The scheme of nearly every process.
pub(crate) const PROCESS_SCHEME: &str = "cenbii-procid-ubl";
/// Longest document type value (Policy for use of Identifiers).
const DOCUMENT_TYPE_CHARS_MAX: usize = 500;
/// Longest process value.
const PROCESS_CHARS_MAX: usize = 200;

/// Why a text is no document type or process identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// The text is empty, too long, or holds blanks or control characters.
    #[error("`{text}` is no {kind} identifier: {why}")]
    Malformed {
        /// What it should have been.
        kind: &'static str,
        /// What it was.
        text: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

/// A kind of document: scheme and value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentTypeId {
    scheme: String,
    value: String,
}

/// A business process: scheme and value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProcessId {
    scheme: String,
    value: String,
}

fn judge(kind: &'static str, scheme: &str, value: &str, chars_max: usize) -> Result<(), IdentifierError> {
    let why = if scheme.is_empty() || value.is_empty() {
        "scheme and value are needed"
    } else if value.len() > chars_max {
        "it is too long"
    } else if !format!("{scheme}{value}").bytes().all(|b| b.is_ascii_graphic()) {
        "blanks, control characters and letters outside ASCII are not allowed"
    } else {
        return Ok(());
    };
    Err(IdentifierError::Malformed { kind, text: format!("{scheme}::{value}"), why })
}

impl DocumentTypeId {
    /// Scheme and value, as they stand apart in SBDH, SMP and AS4.
    pub fn new(scheme: &str, value: &str) -> Result<Self, IdentifierError> {
        judge("document type", scheme, value, DOCUMENT_TYPE_CHARS_MAX)?;
        let id = Self { scheme: scheme.to_owned(), value: value.to_owned() };
        if id.parts().is_none() {
            let why = "namespace::root##customization::version is expected";
            return Err(IdentifierError::Malformed { kind: "document type", text: id.to_string(), why });
        }
        Ok(id)
    }

    /// `busdox-docid-qns` or `peppol-doctype-wildcard`.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The value behind the scheme.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The part before `##`: `namespace::Root` for XML, free text for other syntaxes.
    pub fn syntax(&self) -> &str {
        self.parts().map_or("", |(syntax, _, _)| syntax)
    }

    /// The customization between `##` and the last `::`.
    pub fn customization(&self) -> &str {
        self.parts().map_or("", |(_, customization, _)| customization)
    }

    /// What follows the last `::`, the version of the syntax: `2.1`, `D16B`, `0`.
    pub fn version(&self) -> &str {
        self.parts().map_or("", |(_, _, version)| version)
    }

    /// The root element's name, where the syntax is XML.
    pub fn root_element(&self) -> Option<&str> {
        self.syntax().rsplit_once("::").map(|(_, root)| root)
    }

    /// The root element's namespace, where the syntax is XML.
    pub fn namespace(&self) -> Option<&str> {
        self.syntax().rsplit_once("::").map(|(namespace, _)| namespace)
    }

    /// The same document type with another customization, as the wildcard search needs it.
    pub(crate) fn with_customization(&self, customization: &str) -> Self {
        let value = format!("{}##{customization}::{}", self.syntax(), self.version());
        Self { scheme: self.scheme.clone(), value }
    }

    fn parts(&self) -> Option<(&str, &str, &str)> {
        let (syntax, rest) = self.value.split_once("##")?;
        let (customization, version) = rest.rsplit_once("::")?;
        let complete = !syntax.is_empty() && !customization.is_empty() && !version.is_empty();
        complete.then_some((syntax, customization, version))
    }
}

impl ProcessId {
    /// Scheme and value, as they stand apart in SBDH, SMP and AS4.
    pub fn new(scheme: &str, value: &str) -> Result<Self, IdentifierError> {
        judge("process", scheme, value, PROCESS_CHARS_MAX)?;
        Ok(Self { scheme: scheme.to_owned(), value: value.to_owned() })
    }

    /// `cenbii-procid-ubl`.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The value behind the scheme.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for DocumentTypeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.scheme, self.value)
    }
}

impl fmt::Display for ProcessId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.scheme, self.value)
    }
}

impl FromStr for DocumentTypeId {
    type Err = IdentifierError;

    /// Reads `scheme::value`, or a bare value, which belongs to `busdox-docid-qns`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        for scheme in [QNS_SCHEME, WILDCARD_SCHEME] {
            if let Some(value) = text.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("::")) {
                return Self::new(scheme, value);
            }
        }
        Self::new(QNS_SCHEME, text)
    }
}

impl FromStr for ProcessId {
    type Err = IdentifierError;

    /// Reads `scheme::value`, or a bare value, which belongs to `cenbii-procid-ubl`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once("::") {
            Some((scheme, value)) => Self::new(scheme, value),
            None => Self::new(PROCESS_SCHEME, text),
        }
    }
}

macro_rules! as_text {
    ($($id:ty),+) => {$(
        impl Serialize for $id {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $id {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

as_text!(DocumentTypeId, ProcessId);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_parts_of_a_document_type_are_told_apart() {
        let id: DocumentTypeId =
            "busdox-docid-qns::urn:x:Invoice-2::Invoice##urn:a#conformant#urn:b::2.2".parse().unwrap();
        assert_eq!(id.namespace(), Some("urn:x:Invoice-2"));
        assert_eq!(id.root_element(), Some("Invoice"));
        assert_eq!(id.customization(), "urn:a#conformant#urn:b");
        assert_eq!(id.version(), "2.2");
    }

    #[test]
    fn a_document_type_without_syntax_namespace_is_read() {
        let id: DocumentTypeId = "urn:peppol:doctype:bilateral##eb2b:bilateral::0".parse().unwrap();
        assert_eq!(id.root_element(), None);
        assert_eq!(id.version(), "0");
    }

    #[test]
    fn what_is_no_identifier_is_refused() {
        assert!("".parse::<DocumentTypeId>().is_err());
        assert!("urn:x::Invoice".parse::<DocumentTypeId>().is_err());
        assert!("cenbii-procid-ubl::".parse::<ProcessId>().is_err());
        assert!("a b".parse::<ProcessId>().is_err());
    }
}
