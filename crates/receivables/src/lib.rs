//! Bank statements read and matched, payment references, and the gate before a reminder.
//!
//! Everything here is a pure function over plain data: files come in as bytes, days and instants are passed in, and
//! decisions come out with the reason that is stored and shown. Nothing here sends, stores or asks the clock.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may fail loudly"))]

mod xml;

pub mod bank;
pub mod bank_match;
pub mod calendar;
pub mod camt;
pub mod channel;
pub mod coda;
pub mod gate;
pub mod letter;
pub mod matching;
pub mod mt940;
pub mod policy;
pub mod reference;

pub use bank::{BankFileError, Statement, Transaction};
pub use bank_match::{bank_match, read_bank_file};
pub use calendar::Calendar;
pub use camt::read_camt053;
pub use channel::{Capabilities, Channel, ChannelReason, choose};
pub use coda::read_coda;
pub use gate::{Facts, Gate, HoldReason, gate};
pub use matching::{Decision, DecisionKind, OpenItems, match_transaction};
pub use mt940::read_mt940;
pub use policy::Policy;

/// A stored name that no variant of an enum has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name:?} is not a {kind}")]
pub struct UnknownName {
    /// What was expected, such as `hold reason`.
    pub kind: &'static str,
    /// What stood there.
    pub name: String,
}

/// Ties a closed enum to its stored names, so that text, parsing and serde cannot disagree.
macro_rules! named {
    (
        $(#[$meta:meta])*
        pub enum $name:ident: $kind:literal {
            $( $(#[$variant_meta:meta])* $variant:ident = $text:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )+
        }

        impl $name {
            /// Every variant, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$( Self::$variant ),+];

            /// The name under which it is stored and shown to machines.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $text, )+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $( $text => Ok(Self::$variant), )+
                    other => Err($crate::UnknownName { kind: $kind, name: other.to_owned() }),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use named;
