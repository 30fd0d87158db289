//! What Peppol wants of a user message's header, with the code that a violation is answered with (Peppol AS4 profile 2.0.3).

use xmlsec::Certificate;

use crate::KeyRing;
use crate::envelope::{AGREEMENT, INITIATOR, PARTICIPANT_TYPE, PARTY_TYPE, RESPONDER};
use crate::error::{Code, EbmsError};
use crate::header::{Party, UserHeader};
use crate::prepare::check_message_id;

/// Checks everything that the header alone, the signer and our own keys can tell; without keys nobody knows whose seat we are.
pub(crate) fn user_header(header: &UserHeader, signer: &Certificate, keys: Option<&KeyRing>) -> Result<(), EbmsError> {
    check_message_id(&header.message_id).map_err(|error| refused(Code::InvalidHeader, error.to_string()))?;
    let from = only_party(&header.from, "From", INITIATOR)?;
    let to = only_party(&header.to, "To", RESPONDER)?;
    if signer.subject_cn().as_deref() != Some(&from.id) {
        let text = format!("From is {}, but the message is signed by {}", from.id, signer.subject());
        return Err(refused(Code::FailedAuthentication, text));
    }
    let is_ours = |keys: &KeyRing| keys.all().any(|ours| ours.certificate.subject_cn().as_deref() == Some(&to.id));
    if keys.is_some_and(|keys| !is_ours(keys)) {
        return Err(refused(Code::ValueInconsistent, format!("To is {}, which is not this access point", to.id)));
    }
    if header.agreement.as_deref() != Some(AGREEMENT) {
        return Err(refused(Code::ProcessingModeMismatch, format!("AgreementRef is not {AGREEMENT}")));
    }
    if header.service.is_empty() || header.action.is_empty() {
        return Err(refused(Code::InvalidHeader, "Service or Action is empty".into()));
    }
    // A test may come without payload, and never with more than others: only one is decrypted and held against the signature.
    let parts = header.parts.len();
    if parts > 1 || (parts == 0 && !header.is_test()) {
        return Err(refused(Code::Other, format!("exactly one payload is allowed, not {parts}")));
    }
    if header.is_test() {
        return Ok(());
    }
    participant(header, "originalSender")?;
    participant(header, "finalRecipient")
}

fn only_party<'h>(parties: &'h [Party], side: &str, role: &str) -> Result<&'h Party, EbmsError> {
    let [party] = parties else {
        return Err(refused(Code::Other, format!("{side} has {} party ids instead of one", parties.len())));
    };
    if party.id_type.as_deref() != Some(PARTY_TYPE) {
        return Err(refused(Code::Other, format!("the type of the {side} party id is not {PARTY_TYPE}")));
    }
    if !is_seat_id(&party.id) {
        return Err(refused(Code::Other, format!("{side} {:?} is no seat id", party.id)));
    }
    if party.role.as_deref() != Some(role) {
        return Err(refused(Code::ProcessingModeMismatch, format!("the role of {side} is not {role}")));
    }
    Ok(party)
}

/// `P`, two capital letters, six digits.
fn is_seat_id(id: &str) -> bool {
    let bytes = id.as_bytes();
    bytes.len() == 9
        && bytes[0] == b'P'
        && bytes[1..3].iter().all(u8::is_ascii_uppercase)
        && bytes[3..].iter().all(u8::is_ascii_digit)
}

fn participant(header: &UserHeader, name: &str) -> Result<(), EbmsError> {
    let property = header.property(name).filter(|property| !property.value.is_empty());
    let property = property.ok_or_else(|| refused(Code::Other, format!("no message property {name}")))?;
    if property.scheme.as_deref() != Some(PARTICIPANT_TYPE) {
        return Err(refused(Code::Other, format!("the type of {name} is not {PARTICIPANT_TYPE}")));
    }
    Ok(())
}

fn refused(code: Code, description: String) -> EbmsError {
    EbmsError::new(code, description)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seat_ids_have_their_form() {
        assert!(is_seat_id("PNL000123"));
        for id in ["", "PNL00012", "PNL0001234", "pnl000123", "XNL000123", "PN1000123", "PNL00012X"] {
            assert!(!is_seat_id(id), "{id:?}");
        }
    }
}
