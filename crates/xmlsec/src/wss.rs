//! WS-Security for SOAP messages with attachments.

/// How strictly a message is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// What the Peppol AS4 profile names, nothing else.
    #[default]
    Peppol,
    /// Also what other systems were seen to send: for looking at stored messages only.
    Diagnose,
}
