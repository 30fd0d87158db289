//! Why a step of the road could not be taken.

use store::StoreError;

/// A step was not taken; what is stored is as before, and the same call may be made again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No tenant of that id is configured.
    #[error("no tenant {0} is configured")]
    UnknownTenant(String),
    /// The database refused or was not reachable.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bank file cannot be read.
    #[error(transparent)]
    BankFile(#[from] receivables::BankFileError),
    /// A document that was judged when it came in cannot be read now.
    #[error("stored document: {0}")]
    StoredDocument(String),
    /// A computation was cut off, as when the program ends.
    #[error("cut off: {0}")]
    CutOff(#[from] tokio::task::JoinError),
}

impl Error {
    /// Whether the same call may succeed a little later.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Store(error) => error.is_transient(),
            Self::UnknownTenant(_) | Self::BankFile(_) | Self::StoredDocument(_) | Self::CutOff(_) => false,
        }
    }
}
