//! Who, what and where on the Peppol network.
//!
//! Identifiers of participants, documents and processes; the business message envelope (SBDH); discovery through
//! the SML (DNS) and the SMP (https); and the trust both need. Nothing here knows AS4: `gateway` joins the two.

pub mod discovery;
mod document_type;
pub mod known;
mod participant;
#[cfg(test)]
mod samples;
mod sbdh;
mod scheme;

pub use discovery::client::{ClientError, Roots, http_client};
pub use discovery::{Discovery, DiscoveryConfig, DiscoveryError, Endpoint, EndpointState, ListedType, Lookup};
pub use document_type::{DocumentTypeId, IdentifierError, ProcessId};
pub use participant::{ParticipantError, ParticipantId, ParticipantWarning};
pub use sbdh::{MlsType, Sbdh, SbdhError, SbdhOptions};
pub use scheme::{Check, Scheme, SchemeState, scheme, schemes};
