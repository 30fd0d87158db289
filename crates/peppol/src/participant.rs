//! Participant identifiers: who sends and who receives.
//!
//! Policy for use of Identifiers, section 2. A participant is `scheme::value`; the value is a four-digit code of the
//! scheme list, a colon and the identifier. Values compare without regard to case and keep the case they came in.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::scheme::{self, Scheme, SchemeState};

/// The only participant identifier scheme of Peppol.
const ACTOR_SCHEME: &str = "iso6523-actorid-upis";
/// The code of the service provider identifiers (SPIS 1.0).
const SERVICE_PROVIDER_ICD: &str = "0242";
/// The longest value since Policy for use of Identifiers 4.4.
const VALUE_CHARS_MAX: usize = 130;

/// A participant of the network: scheme and value, for example `iso6523-actorid-upis::0106:12345678`.
#[derive(Clone, Debug)]
pub struct ParticipantId {
    value: String,
}

/// Why a text is no participant identifier, or why this one must not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParticipantError {
    /// Another scheme than the network's.
    #[error("participant scheme `{found}` is not `iso6523-actorid-upis`")]
    Scheme {
        /// The scheme that was given.
        found: String,
    },
    /// The value is not `1234:identifier`.
    #[error(
        "`{value}` is no participant identifier: four digits, a colon and the identifier are expected, as in 0106:12345678"
    )]
    Syntax {
        /// The value that was given.
        value: String,
    },
    /// The value is longer than the network allows.
    #[error("a participant identifier of {chars} characters is longer than the {VALUE_CHARS_MAX} allowed")]
    TooLong {
        /// Length of what was given.
        chars: usize,
    },
    /// The four digits are in no list.
    #[error("participant scheme {icd} of {participant} is not in the Peppol list of schemes")]
    UnknownScheme {
        /// The four digits.
        icd: String,
        /// The whole value.
        participant: String,
    },
    /// The scheme has left the network.
    #[error("participant scheme {icd} ({name}) of {participant} was removed from Peppol{}", advice(*.since, .instead.as_deref()))]
    RemovedScheme {
        /// The four digits.
        icd: String,
        /// The list's short name of the scheme.
        name: String,
        /// The whole value.
        participant: String,
        /// The day it was removed, where the list has one.
        since: Option<NaiveDate>,
        /// The scheme to use in its place.
        instead: Option<String>,
    },
    /// The identifier does not look as its scheme prescribes.
    #[error("{participant} does not have the form of a {name} identifier: {expected} is expected")]
    Format {
        /// The whole value.
        participant: String,
        /// The list's short name of the scheme.
        name: String,
        /// The form the scheme prescribes.
        expected: String,
    },
    /// The check digits do not fit the rest.
    #[error("the check digits of {participant} ({name}) are wrong: probably a typing error")]
    CheckDigits {
        /// The whole value.
        participant: String,
        /// The list's short name of the scheme.
        name: String,
    },
}

fn advice(since: Option<NaiveDate>, instead: Option<&str>) -> String {
    let since = since.map(|day| format!(" on {day}")).unwrap_or_default();
    let instead = instead.map(|icd| format!("; use {icd}")).unwrap_or_default();
    since + &instead
}

/// Something odd about an identifier that is no reason to refuse it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParticipantWarning {
    /// The scheme is about to leave the network.
    DeprecatedScheme {
        /// The four digits.
        icd: &'static str,
        /// The scheme to use in its place.
        instead: Option<&'static str>,
    },
    /// The identifier does not look as its scheme prescribes, but the list does not insist.
    UnusualFormat {
        /// The form the scheme prescribes.
        expected: &'static str,
    },
    /// The check digits do not fit, but the list does not insist.
    CheckDigits {
        /// The list's short name of the scheme.
        scheme: &'static str,
    },
}

impl fmt::Display for ParticipantWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DeprecatedScheme { icd, instead } => {
                write!(f, "participant scheme {icd} is deprecated{}", advice(None, *instead))
            }
            Self::UnusualFormat { expected } => write!(f, "unusual form: {expected} is expected"),
            Self::CheckDigits { scheme } => {
                write!(f, "the check digits of this {scheme} identifier do not fit")
            }
        }
    }
}

impl ParticipantId {
    /// Reads `0106:12345678` or the whole `iso6523-actorid-upis::0106:12345678`; judges the syntax only, see [`Self::check`].
    pub fn parse(text: &str) -> Result<Self, ParticipantError> {
        match text.split_once("::") {
            Some((scheme, value)) => Self::new(scheme, value),
            None => Self::new(ACTOR_SCHEME, text),
        }
    }

    /// Scheme and value, as they stand apart in SBDH and AS4.
    pub fn new(scheme: &str, value: &str) -> Result<Self, ParticipantError> {
        if !scheme.eq_ignore_ascii_case(ACTOR_SCHEME) {
            return Err(ParticipantError::Scheme { found: scheme.to_owned() });
        }
        if value.len() > VALUE_CHARS_MAX {
            return Err(ParticipantError::TooLong { chars: value.len() });
        }
        let well_formed = value.is_ascii()
            && value.split_once(':').is_some_and(|(icd, rest)| {
                icd.len() == 4 && icd.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty()
            })
            && value.bytes().all(|b| b.is_ascii_graphic());
        if !well_formed {
            return Err(ParticipantError::Syntax { value: value.to_owned() });
        }
        Ok(Self { value: value.to_owned() })
    }

    /// The service provider that holds a seat: `PNL000001` gives `0242:000001` (SPIS 1.0, main identifier).
    pub fn of_seat(seat_id: &str) -> Result<Self, ParticipantError> {
        let syntax = || ParticipantError::Syntax { value: seat_id.to_owned() };
        let digits = seat_id.strip_prefix('P').and_then(|rest| rest.get(2..)).ok_or_else(syntax)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(syntax());
        }
        Self::new(ACTOR_SCHEME, &format!("{SERVICE_PROVIDER_ICD}:{digits}"))
    }

    /// `iso6523-actorid-upis`.
    #[allow(clippy::unused_self)] // reads as the pair it is: `id.scheme()`, `id.value()`
    pub fn scheme(&self) -> &'static str {
        ACTOR_SCHEME
    }

    /// `0106:12345678`, in the case it was given in.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The four digits: `EndpointID/@schemeID` of a document.
    pub fn icd(&self) -> &str {
        &self.value[..4]
    }

    /// What follows the colon: the text of `EndpointID` of a document.
    pub fn identifier(&self) -> &str {
        &self.value[5..]
    }

    /// The value as it is hashed and compared.
    pub fn lower_value(&self) -> String {
        self.value.to_ascii_lowercase()
    }

    /// The six digits of a service provider identifier, without any use case behind them.
    pub fn service_provider(&self) -> Option<&str> {
        (self.icd() == SERVICE_PROVIDER_ICD).then(|| self.identifier().split('-').next().unwrap_or_default())
    }

    /// Judges the identifier by the scheme list: removed and unknown schemes and wrong check digits are refused
    /// where the list is definite, and reported otherwise.
    pub fn check(&self) -> Result<Vec<ParticipantWarning>, ParticipantError> {
        let entry = scheme::scheme(self.icd()).ok_or_else(|| ParticipantError::UnknownScheme {
            icd: self.icd().to_owned(),
            participant: self.value.clone(),
        })?;
        let mut warnings = self.judge_state(entry)?;
        warnings.extend(self.judge_form(entry)?);
        Ok(warnings)
    }

    fn judge_state(&self, entry: &'static Scheme) -> Result<Vec<ParticipantWarning>, ParticipantError> {
        match entry.state {
            SchemeState::Active => Ok(Vec::new()),
            SchemeState::Deprecated => {
                Ok(vec![ParticipantWarning::DeprecatedScheme { icd: entry.icd, instead: entry.instead }])
            }
            SchemeState::Removed => Err(ParticipantError::RemovedScheme {
                icd: entry.icd.to_owned(),
                name: entry.name.to_owned(),
                participant: self.value.clone(),
                since: entry.removed,
                instead: entry.instead.map(str::to_owned),
            }),
        }
    }

    fn judge_form(&self, entry: &'static Scheme) -> Result<Option<ParticipantWarning>, ParticipantError> {
        if !entry.fits(self.identifier()) {
            let expected = entry.format;
            return if entry.insists {
                Err(ParticipantError::Format {
                    participant: self.value.clone(),
                    name: entry.name.to_owned(),
                    expected: expected.to_owned(),
                })
            } else {
                Ok(Some(ParticipantWarning::UnusualFormat { expected }))
            };
        }
        if entry.check.holds(self.identifier()) {
            return Ok(None);
        }
        if entry.insists {
            return Err(ParticipantError::CheckDigits { participant: self.value.clone(), name: entry.name.to_owned() });
        }
        Ok(Some(ParticipantWarning::CheckDigits { scheme: entry.name }))
    }

    /// Other identifiers the same organisation may be registered under (design: reported by a look-up, never used silently).
    pub fn variants(&self) -> Vec<Self> {
        let id = self.identifier();
        let other = match self.icd() {
            "0208" => Some(format!("9925:BE{id}")),
            "9925" => id.get(..2).filter(|c| c.eq_ignore_ascii_case("BE")).map(|_| format!("0208:{}", &id[2..])),
            _ => None,
        };
        other.and_then(|value| Self::new(ACTOR_SCHEME, &value).ok()).into_iter().collect()
    }
}

impl fmt::Display for ParticipantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{ACTOR_SCHEME}::{}", self.value)
    }
}

impl FromStr for ParticipantId {
    type Err = ParticipantError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl PartialEq for ParticipantId {
    fn eq(&self, other: &Self) -> bool {
        self.value.eq_ignore_ascii_case(&other.value)
    }
}

impl Eq for ParticipantId {}

impl Hash for ParticipantId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lower_value().hash(state);
    }
}

impl PartialOrd for ParticipantId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ParticipantId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.lower_value().cmp(&other.lower_value())
    }
}

impl Serialize for ParticipantId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ParticipantId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = match ParticipantId::parse(text).and_then(|id| id.check()) {
            Ok(warnings) => {
                let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
                if warnings.is_empty() { "ok".to_owned() } else { warnings.join("; ") }
            }
            Err(error) => error.to_string(),
        };
        assert!(found.contains(expected), "{text}: expected `{expected}`, found `{found}`");
    }

    #[test]
    fn identifiers_with_good_check_digits_pass() {
        for good in [
            "0106:12345678",
            "0190:00000001234567890000",
            "0208:0899965307",
            "9925:BE0899965307",
            "9944:NL851306469B01",
            "9944:NL000099998B57",
            "0088:5790002590993",
            "0192:991825827",
            "0002:784301772",
            "0007:5567321707",
            "0242:987654",
            "0242:987654-MLS",
            "iso6523-actorid-upis::0199:529900T8BM49AURSDO55",
        ] {
            check(good, "ok");
        }
    }

    #[test]
    fn a_wrong_check_digit_is_refused_where_the_list_gives_a_check() {
        check("0208:0899965308", "check digits of 0208:0899965308 (BE:EN) are wrong");
        check("0192:991825828", "check digits");
        check("0088:5790002590994", "check digits");
        check("0007:5567321708", "check digits");
    }

    #[test]
    fn a_wrong_check_digit_of_a_foreign_scheme_is_only_reported() {
        check("0002:784301773", "the check digits of this FR:SIRENE identifier do not fit");
        check("9944:NL851306468B01", "the check digits of this NL:VAT identifier do not fit");
    }

    #[test]
    fn a_removed_scheme_says_since_when_and_what_to_use() {
        check("9956:0899965307", "removed from Peppol on 2023-12-31; use 0208");
        check("9954:00000001234567890000", "use 0190");
    }

    #[test]
    fn a_deprecated_scheme_is_reported() {
        check("9909:NO991825827MVA", "scheme 9909 is deprecated");
    }

    #[test]
    fn wrong_forms_say_which_form_is_expected() {
        check("0106:1234567", "8 digits");
        check("12345678", "four digits, a colon");
        check("0106:", "four digits, a colon");
        check("0106:12 45678", "four digits, a colon");
        check("gln::0088:5790002590993", "participant scheme `gln`");
        check("7777:1", "not in the Peppol list");
    }

    #[test]
    fn case_is_kept_and_ignored() {
        let lower = ParticipantId::parse("9944:nl851306469b01").unwrap();
        let upper = ParticipantId::parse("iso6523-actorid-upis::9944:NL851306469B01").unwrap();
        assert_eq!(lower, upper);
        assert_eq!(lower.to_string(), "iso6523-actorid-upis::9944:nl851306469b01");
    }

    #[test]
    fn a_seat_has_a_service_provider_identifier() {
        let spis = ParticipantId::of_seat("PNL000001").unwrap();
        assert_eq!(spis.value(), "0242:000001");
        assert_eq!(spis.service_provider(), Some("000001"));
        assert!(ParticipantId::of_seat("NL000001").is_err());
    }
}
