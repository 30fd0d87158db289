//! The business message envelope: who sends which document to whom, around the document itself.
//!
//! Peppol Business Message Envelope 2.0.2, on UN/CEFACT SBDH 1.3. The document's bytes go in and come out unchanged;
//! see [`Sbdh::wrap`] and [`Sbdh::open`].

mod envelope;
mod read;
mod write;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::document_type::IdentifierError;
use crate::{DocumentTypeId, ParticipantError, ParticipantId, ProcessId, known};

/// Namespace of the envelope.
const NAMESPACE: &str = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";
/// Namespace of content that is not XML (`BinaryContent`, `TextContent`).
const CONTENT_NAMESPACE: &str = "http://peppol.eu/xsd/ticc/envelope/1.0";
/// The country of a sender who did not say it (reporting guideline).
const COUNTRY_UNKNOWN: &str = "ZZ";

/// When the receiving provider shall send a Message Level Status (scope `MLS_TYPE`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MlsType {
    /// Only when something failed; also the meaning of its absence.
    FailureOnly,
    /// Always.
    AlwaysSend,
}

impl fmt::Display for MlsType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FailureOnly => "FAILURE_ONLY",
            Self::AlwaysSend => "ALWAYS_SEND",
        })
    }
}

impl FromStr for MlsType {
    type Err = SbdhError;

    fn from_str(text: &str) -> Result<Self, SbdhError> {
        match text {
            "FAILURE_ONLY" => Ok(Self::FailureOnly),
            "ALWAYS_SEND" => Ok(Self::AlwaysSend),
            _ => Err(SbdhError::MlsType { found: text.to_owned() }),
        }
    }
}

/// The envelope's header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sbdh {
    /// C1.
    pub sender: ParticipantId,
    /// C4.
    pub receiver: ParticipantId,
    /// Scope `DOCUMENTID`.
    pub document_type: DocumentTypeId,
    /// Scope `PROCESSID`.
    pub process: ProcessId,
    /// The envelope's own id: key for duplicates and for the Message Level Status; never the invoice number.
    pub instance_id: String,
    /// When the envelope was made.
    pub created: DateTime<Utc>,
    /// Country of the sending end user, ISO 3166-1 alpha-2; `ZZ` where an old sender leaves it out.
    pub country_c1: String,
    /// Namespace of the document's root.
    pub standard: String,
    /// Version at the end of the document type identifier.
    pub type_version: String,
    /// Local name of the document's root.
    pub type_name: String,
    /// Where the Message Level Status shall go.
    pub mls_to: Option<ParticipantId>,
    /// When a Message Level Status is wanted.
    pub mls_type: Option<MlsType>,
}

/// How strictly an envelope is read.
#[derive(Debug, Clone, Copy)]
pub struct SbdhOptions {
    /// Refuse an envelope without `COUNTRY_C1`, mandatory since 2024 and missing in old senders.
    pub country_required: bool,
}

impl Default for SbdhOptions {
    fn default() -> Self {
        Self { country_required: true }
    }
}

impl Sbdh {
    /// The header for a document, without any wish about the Message Level Status.
    pub fn for_document(
        sender: ParticipantId,
        receiver: ParticipantId,
        document_type: DocumentTypeId,
        process: ProcessId,
        instance_id: impl Into<String>,
        created: DateTime<Utc>,
        country_c1: impl Into<String>,
    ) -> Self {
        // A bilateral type names no XML root; it carries our Reminder (design: bilateral UBL Reminder).
        let bilateral = ("urn:oasis:names:specification:ubl:schema:xsd:Reminder-2", "Reminder");
        let (standard, type_name) = document_type.namespace().zip(document_type.root_element()).unwrap_or(bilateral);
        Self {
            standard: standard.to_owned(),
            type_version: document_type.version().to_owned(),
            type_name: type_name.to_owned(),
            sender,
            receiver,
            document_type,
            process,
            instance_id: instance_id.into(),
            created,
            country_c1: country_c1.into(),
            mls_to: None,
            mls_type: None,
        }
    }

    /// Writes the envelope around a document: its root element verbatim, without XML declaration.
    pub fn wrap(&self, document: &[u8]) -> Result<Vec<u8>, SbdhError> {
        write::wrap(self, document)
    }

    /// Reads an envelope and its document. The document's bytes are those of the envelope; declarations of namespaces
    /// that it used but left to the envelope are added to its root.
    pub fn open(envelope: &[u8]) -> Result<(Self, Vec<u8>), SbdhError> {
        Self::open_with(envelope, SbdhOptions::default())
    }

    /// As [`Self::open`], with a choice of strictness.
    pub fn open_with(envelope: &[u8], options: SbdhOptions) -> Result<(Self, Vec<u8>), SbdhError> {
        read::open(envelope, options)
    }

    /// Whether the document travels under a bilateral agreement, whose type names no XML root.
    pub fn is_bilateral(&self) -> bool {
        self.document_type == known::bilateral()
    }
}

/// Why an envelope is refused, or a document cannot be put into one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SbdhError {
    /// The bytes are no XML.
    #[error("the envelope is no well-formed XML in UTF-8: {message}")]
    NotXml {
        /// What the parser says.
        message: String,
    },
    /// A document type declaration; never allowed.
    #[error("a document type declaration (DTD) is not allowed in a business message")]
    Dtd,
    /// Elements nested beyond the limit.
    #[error("the message is nested deeper than {depth_max} elements")]
    TooDeep {
        /// The limit.
        depth_max: usize,
    },
    /// Another root element.
    #[error("root {found} is not the StandardBusinessDocument of the envelope")]
    NotAnEnvelope {
        /// The root that was found.
        found: String,
    },
    /// The first child is not the header.
    #[error("the envelope has no StandardBusinessDocumentHeader as first element")]
    NoHeader,
    /// The header is absurdly large.
    #[error("the envelope's header is larger than {bytes_max} bytes")]
    HeaderTooLarge {
        /// The limit.
        bytes_max: usize,
    },
    /// More namespaces on the root than any envelope needs.
    #[error("the envelope's root declares more than {most} namespaces")]
    RootNamespaces {
        /// The limit.
        most: usize,
    },
    /// Another version of the header.
    #[error("HeaderVersion is `{found}`, expected 1.0")]
    HeaderVersion {
        /// The version that was found.
        found: String,
    },
    /// Not exactly one sender or receiver.
    #[error("the envelope has {count} {party} elements, expected exactly 1")]
    PartyCount {
        /// `Sender` or `Receiver`.
        party: &'static str,
        /// How many there are.
        count: usize,
    },
    /// The party's identifier is of another scheme.
    #[error("{party}/Identifier/@Authority is `{found}`, expected iso6523-actorid-upis")]
    PartyAuthority {
        /// `Sender` or `Receiver`.
        party: &'static str,
        /// The authority that was found.
        found: String,
    },
    /// The party's identifier cannot be read.
    #[error("{party}/Identifier: {source}")]
    PartyIdentifier {
        /// `Sender` or `Receiver`.
        party: &'static str,
        /// Why not.
        source: ParticipantError,
    },
    /// There are no scopes.
    #[error("the envelope has no BusinessScope, which must name DOCUMENTID, PROCESSID and COUNTRY_C1")]
    NoBusinessScope,
    /// Too few scopes.
    #[error("BusinessScope has {count} scopes, at least {least} are needed")]
    TooFewScopes {
        /// How many there are.
        count: usize,
        /// How many there must be.
        least: usize,
    },
    /// A mandatory scope is missing.
    #[error("BusinessScope has no Scope of Type {kind}")]
    MissingScope {
        /// The type that is missing.
        kind: &'static str,
    },
    /// A scope that must be unique is not.
    #[error("BusinessScope has {count} scopes of Type {kind}, expected 1")]
    RepeatedScope {
        /// The type that is repeated.
        kind: &'static str,
        /// How often.
        count: usize,
    },
    /// The document type identifier cannot be read.
    #[error("scope DOCUMENTID: {0}")]
    DocumentType(IdentifierError),
    /// The process identifier cannot be read.
    #[error("scope PROCESSID: {0}")]
    Process(IdentifierError),
    /// The country is no country code.
    #[error("scope COUNTRY_C1 is `{found}`, expected two capital letters")]
    Country {
        /// What was found.
        found: String,
    },
    /// `Standard` disagrees with the document type or with the document.
    #[error("Standard is `{found}`, expected `{expected}`")]
    Standard {
        /// What was found.
        found: String,
        /// What the document type or the document says.
        expected: String,
    },
    /// `TypeVersion` disagrees with the document type.
    #[error("TypeVersion is `{found}`, but the document type ends in `{expected}`")]
    TypeVersion {
        /// What was found.
        found: String,
        /// What the document type says.
        expected: String,
    },
    /// `Type` disagrees with the document.
    #[error("Type is `{found}`, but the document's root is `{expected}`")]
    TypeName {
        /// What was found.
        found: String,
        /// The document's root.
        expected: String,
    },
    /// The envelope has no id.
    #[error("DocumentIdentification/InstanceIdentifier is empty")]
    InstanceIdentifier,
    /// The envelope's id is absurdly long.
    #[error("DocumentIdentification/InstanceIdentifier has {chars} characters, at most {most} are allowed")]
    InstanceIdentifierTooLong {
        /// How long it is.
        chars: usize,
        /// The limit.
        most: usize,
    },
    /// The creation time cannot be read.
    #[error("CreationDateAndTime is `{found}`, expected a date and time")]
    CreationTime {
        /// What was found.
        found: String,
    },
    /// Scope `MLS_TO` has neither value nor scheme.
    #[error("scope MLS_TO is empty")]
    MlsToEmpty,
    /// Scope `MLS_TO` has no participant.
    #[error("scope MLS_TO has no InstanceIdentifier")]
    MlsToValueMissing,
    /// Scope `MLS_TO` has no scheme.
    #[error("scope MLS_TO has no Identifier, expected iso6523-actorid-upis")]
    MlsToSchemeMissing,
    /// Scope `MLS_TO` cannot be read.
    #[error("scope MLS_TO: {0}")]
    MlsTo(ParticipantError),
    /// Scope `MLS_TYPE` is empty.
    #[error("scope MLS_TYPE is empty")]
    MlsTypeEmpty,
    /// Scope `MLS_TYPE` has another value.
    #[error("scope MLS_TYPE is `{found}`, expected FAILURE_ONLY or ALWAYS_SEND")]
    MlsType {
        /// What was found.
        found: String,
    },
    /// Nothing follows the header.
    #[error("the envelope holds no document after its header")]
    NoPayload,
    /// Text instead of, or beside, the document.
    #[error("the envelope holds text that belongs to no document")]
    StrayText,
    /// More than one document.
    #[error("the envelope holds {count} documents, expected exactly 1")]
    PayloadCount {
        /// How many there are.
        count: usize,
    },
    /// The document's root has no namespace.
    #[error("the document's root `{root}` has no namespace, so it cannot be sent")]
    NoNamespace {
        /// The root element.
        root: String,
    },
}
