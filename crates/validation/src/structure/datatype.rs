//! The data types of UBL: which text an element may hold and which attributes it may have.
//!
//! `schemas/structure/datatypes.tsv` has the same facts from the XSD; a test compares.

use ubl::document::{Name, attr, xsi};

use super::lexical;

/// A data type (UBL 2.1, unqualified data types).
#[derive(Debug)]
pub(super) struct DataType {
    pub(super) name: &'static str,
    text: Text,
    attributes: &'static [Attribute],
}

#[derive(Debug)]
struct Attribute {
    name: Name,
    text: Text,
    required: bool,
}

/// Built-in types of XSD that UBL uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    Any,
    Decimal,
    Boolean,
    Date,
    Time,
    DateTime,
    Base64,
    Language,
    Uri,
}

impl DataType {
    /// Whether the text is of this type; the XSD collapses white space first.
    pub(super) fn accepts(&self, text: &str) -> bool {
        self.text.accepts(text)
    }

    /// What the type is called in messages.
    pub(super) fn kind(&self) -> &'static str {
        self.text.kind()
    }

    /// Whether an attribute may stand here with this value.
    pub(super) fn attribute(&self, name: Name, value: &str) -> Result<(), &'static str> {
        if everywhere(name) {
            return Ok(());
        }
        let Some(known) = self.attributes.iter().find(|attribute| attribute.name == name) else {
            return Err("is not allowed here");
        };
        if known.text.accepts(value) { Ok(()) } else { Err("has no value of its type") }
    }

    /// The attributes that must be there.
    pub(super) fn required(&self) -> impl Iterator<Item = Name> {
        self.attributes.iter().filter(|attribute| attribute.required).map(|attribute| attribute.name)
    }
}

/// XML Schema part 1 §2.6: hints that any element may carry. `xsi:nil` and `xsi:type` change the meaning of an
/// element; UBL has nothing nillable and no derived type to name, so they count as not allowed.
pub(super) fn everywhere(name: Name) -> bool {
    name == xsi::schemaLocation || name == xsi::noNamespaceSchemaLocation
}

impl Text {
    fn accepts(self, text: &str) -> bool {
        if self == Self::Any {
            return true;
        }
        // XML has no form feed, so ASCII white space is XML's.
        let trimmed = text.trim_ascii();
        match self {
            Self::Any => true,
            Self::Decimal => lexical::decimal(trimmed),
            Self::Boolean => lexical::boolean(trimmed),
            Self::Date => lexical::date(trimmed),
            Self::Time => lexical::time(trimmed),
            Self::DateTime => lexical::date_time(trimmed),
            Self::Base64 => lexical::base64(trimmed),
            Self::Language => lexical::language(trimmed),
            Self::Uri => lexical::any_uri(trimmed),
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Any => "text",
            Self::Decimal => "decimal number",
            Self::Boolean => "true or false",
            Self::Date => "date (YYYY-MM-DD)",
            Self::Time => "time (hh:mm:ss)",
            Self::DateTime => "date and time",
            Self::Base64 => "base64",
            Self::Language => "language code",
            Self::Uri => "URI",
        }
    }
}

const fn may(name: Name) -> Attribute {
    Attribute { name, text: Text::Any, required: false }
}

const fn must(name: Name) -> Attribute {
    Attribute { name, text: Text::Any, required: true }
}

const fn uri(name: Name) -> Attribute {
    Attribute { name, text: Text::Uri, required: false }
}

const LANGUAGE: Attribute = Attribute { name: attr::languageID, text: Text::Language, required: false };

const OF_TEXT: &[Attribute] = &[LANGUAGE, may(attr::languageLocaleID)];
const OF_NUMERIC: &[Attribute] = &[may(attr::format)];
const OF_BINARY: &[Attribute] = &[
    must(attr::mimeCode),
    may(attr::filename),
    may(attr::format),
    may(attr::encodingCode),
    may(attr::characterSetCode),
    uri(attr::uri),
];

const fn data_type(name: &'static str, text: Text, attributes: &'static [Attribute]) -> DataType {
    DataType { name, text, attributes }
}

/// By name, as the elements' table refers to them.
pub(super) static DATA_TYPES: [DataType; 20] = [
    data_type("Amount", Text::Decimal, &[must(attr::currencyID), may(attr::currencyCodeListVersionID)]),
    data_type("BinaryObject", Text::Base64, OF_BINARY),
    data_type(
        "Code",
        Text::Any,
        &[
            may(attr::listID),
            may(attr::listAgencyID),
            may(attr::listAgencyName),
            may(attr::listName),
            may(attr::listVersionID),
            may(attr::name),
            LANGUAGE,
            uri(attr::listURI),
            uri(attr::listSchemeURI),
        ],
    ),
    data_type("DateTime", Text::DateTime, &[]),
    data_type("Date", Text::Date, &[]),
    data_type("Graphic", Text::Base64, OF_BINARY),
    data_type(
        "Identifier",
        Text::Any,
        &[
            may(attr::schemeID),
            may(attr::schemeName),
            may(attr::schemeAgencyID),
            may(attr::schemeAgencyName),
            may(attr::schemeVersionID),
            uri(attr::schemeDataURI),
            uri(attr::schemeURI),
        ],
    ),
    data_type("Indicator", Text::Boolean, &[]),
    data_type("Measure", Text::Decimal, &[must(attr::unitCode), may(attr::unitCodeListVersionID)]),
    data_type("Name", Text::Any, OF_TEXT),
    data_type("Numeric", Text::Decimal, OF_NUMERIC),
    data_type("Percent", Text::Decimal, OF_NUMERIC),
    data_type("Picture", Text::Base64, OF_BINARY),
    data_type(
        "Quantity",
        Text::Decimal,
        &[
            may(attr::unitCode),
            may(attr::unitCodeListID),
            may(attr::unitCodeListAgencyID),
            may(attr::unitCodeListAgencyName),
        ],
    ),
    data_type("Rate", Text::Decimal, OF_NUMERIC),
    data_type("Sound", Text::Base64, OF_BINARY),
    data_type("Text", Text::Any, OF_TEXT),
    data_type("Time", Text::Time, &[]),
    data_type("Value", Text::Decimal, OF_NUMERIC),
    data_type("Video", Text::Base64, OF_BINARY),
];

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = include_str!("../../../../schemas/structure/datatypes.tsv");

    fn named(builtin: &str) -> Text {
        match builtin {
            "string" | "normalizedString" => Text::Any,
            "decimal" => Text::Decimal,
            "boolean" => Text::Boolean,
            "date" => Text::Date,
            "time" => Text::Time,
            "dateTime" => Text::DateTime,
            "base64Binary" => Text::Base64,
            "language" => Text::Language,
            "anyURI" => Text::Uri,
            other => panic!("no text kind for {other}"),
        }
    }

    #[test]
    fn data_types_are_those_of_the_table() {
        let rows: Vec<Vec<&str>> =
            TABLE.lines().filter(|row| !row.starts_with('#')).map(|row| row.split('\t').collect()).collect();
        assert_eq!(rows.len(), DATA_TYPES.len());
        for (row, data_type) in rows.iter().zip(&DATA_TYPES) {
            assert_eq!((row[0], named(row[1])), (data_type.name, data_type.text));
            let listed: Vec<&str> = row[2].split(' ').filter(|attribute| !attribute.is_empty()).collect();
            assert_eq!(listed.len(), data_type.attributes.len(), "attributes of {}", row[0]);
            for attribute in listed {
                let (name, text) = attribute.split_once(':').unwrap();
                let (name, required) = name.strip_suffix('!').map_or((name, false), |name| (name, true));
                let wanted = Name::parse(&format!("@{name}")).unwrap();
                let known = data_type.attributes.iter().find(|known| known.name == wanted);
                let known = known.unwrap_or_else(|| panic!("{} lacks {name}", row[0]));
                assert_eq!((known.required, known.text), (required, named(text)), "{} {name}", row[0]);
            }
        }
    }
}
