//! Identifiers of stored things: a prefix that says what it is and a UUID v7, so that they sort by birth.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that does not begin with the prefix of the wanted identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not an identifier that begins with {prefix}")]
pub struct NotAnId {
    /// What was given.
    pub text: String,
    /// What it should begin with.
    pub prefix: &'static str,
}

/// Twelve identifiers of one shape: written once here rather than twelve times.
macro_rules! id {
    ($name:ident, $prefix:literal, $what:literal) => {
        #[doc = concat!("Identifier of ", $what, ": `", $prefix, "` and 32 hexadecimal digits.")]
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// A new identifier, later in order than all earlier ones.
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self(format!(concat!($prefix, "{}"), Uuid::now_v7().simple()))
            }

            /// The wire form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Self::try_from(text.to_owned())
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;

            fn try_from(text: String) -> Result<Self, NotAnId> {
                let known = text.strip_prefix($prefix).is_some_and(|rest| !rest.is_empty());
                if known { Ok(Self(text)) } else { Err(NotAnId { text, prefix: $prefix }) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    };
}

id!(DocumentId, "doc_", "an outgoing document");
id!(DeliveryId, "dlv_", "the delivery of one document over one channel");
id!(AttemptId, "att_", "one try to deliver");
id!(InboundId, "msg_", "a received document");
id!(ResponseId, "rsp_", "a received answer");
id!(ReceivableId, "rcv_", "money owed on one invoice");
id!(ReminderId, "rem_", "a reminder");
id!(EventId, "evt_", "one entry of the history");
id!(FileId, "bnk_", "an imported bank file");
id!(StatementId, "stm_", "a bank statement");
id!(TransactionId, "tx_", "a bank transaction");
id!(AllocationId, "alc_", "one allocation of money to a receivable");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_sort_by_birth_and_refuse_a_foreign_prefix() {
        let (first, second) = (DocumentId::new(), DocumentId::new());
        assert!(first < second);
        assert_eq!(first.as_str().parse(), Ok(first.clone()));
        assert!(first.as_str().parse::<DeliveryId>().is_err());
        assert!("doc_".parse::<DocumentId>().is_err());
    }
}
