//! The error codes of ebMS 3 and what they mean for a retry.
//!
//! Source: as4.md section 9 (OASIS ebMS 3 core and AS4 profile; EBMS:4001 is one implementation's own code).

/// What a negative answer means for the next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The other side is in trouble; the same bytes may succeed later.
    RetryLater,
    /// The other side could not decrypt: it may have a new certificate, so look it up afresh, once.
    RetryOnceAfterLookup,
    /// The other side does not serve this receiver, document type or process: forget what the SMP said, then fail.
    NotServiced,
    /// Repeating cannot help; somebody has to look.
    Final,
    /// The message id was handled before: probably delivered, without evidence.
    DuplicateReported,
}

/// One row of the table of codes.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// The code as it travels.
    pub code: &'static str,
    /// Its short description.
    pub name: &'static str,
    /// What it means for the next attempt.
    pub refusal: Refusal,
}

const fn row(code: &'static str, name: &'static str, refusal: Refusal) -> Code {
    Code { code, name, refusal }
}

/// The codes this program knows.
pub const CODES: &[Code] = &[
    row("EBMS:0001", "ValueNotRecognized", Refusal::Final),
    row("EBMS:0002", "FeatureNotSupported", Refusal::Final),
    row("EBMS:0003", "ValueInconsistent", Refusal::Final),
    row("EBMS:0004", "Other", Refusal::RetryLater),
    row("EBMS:0005", "ConnectionFailure", Refusal::RetryLater),
    row("EBMS:0007", "MimeInconsistency", Refusal::Final),
    row("EBMS:0008", "FeatureNotSupported", Refusal::Final),
    row("EBMS:0009", "InvalidHeader", Refusal::Final),
    row("EBMS:0010", "ProcessingModeMismatch", Refusal::Final),
    row("EBMS:0011", "ExternalPayloadError", Refusal::Final),
    row("EBMS:0101", "FailedAuthentication", Refusal::Final),
    row("EBMS:0102", "FailedDecryption", Refusal::RetryOnceAfterLookup),
    row("EBMS:0103", "PolicyNoncompliance", Refusal::Final),
    row("EBMS:0201", "DysfunctionalReliability", Refusal::RetryLater),
    row("EBMS:0202", "DeliveryFailure", Refusal::RetryLater),
    row("EBMS:0301", "MissingReceipt", Refusal::RetryLater),
    row("EBMS:0302", "InvalidReceipt", Refusal::RetryLater),
    row("EBMS:0303", "DecompressionFailure", Refusal::Final),
    row("EBMS:4001", "DuplicateDetected", Refusal::DuplicateReported),
];

/// The detail by which a receiver says that an address is not among those it serves.
pub const NOT_SERVICED: &str = "PEPPOL:NOT_SERVICED";

/// The code in the spelling of the table: codes are compared without regard to case.
pub fn normalize(code: &str) -> String {
    code.trim().to_ascii_uppercase()
}

/// What an error signal means for the next attempt. An unknown code is final: repeating blindly helps nobody.
pub fn judge(code: &str, detail: &str) -> Refusal {
    let code = normalize(code);
    if code == "EBMS:0004" && detail.contains(NOT_SERVICED) {
        return Refusal::NotServiced;
    }
    CODES.iter().find(|row| row.code == code).map_or(Refusal::Final, |row| row.refusal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_compared_without_regard_to_case() {
        assert_eq!(judge("ebms:0202", ""), Refusal::RetryLater);
    }

    #[test]
    fn not_serviced_is_told_apart_from_other_by_its_detail() {
        assert_eq!(judge("EBMS:0004", "PEPPOL:NOT_SERVICED"), Refusal::NotServiced);
        assert_eq!(judge("EBMS:0004", "database down"), Refusal::RetryLater);
    }

    #[test]
    fn an_unknown_code_is_final() {
        assert_eq!(judge("EBMS:9999", ""), Refusal::Final);
    }
}
