//! PEPPOL-T111-B00101 to B02602: what document, sender and receiver must have, and the codes of their schemes.

use crate::rule::Rule;
use crate::rules::answers::{document, parties};

pub static B00101: Rule = document::customization_id("PEPPOL-T111-B00101");
pub static B00102: Rule = document::profile_id("PEPPOL-T111-B00102");
pub static B00103: Rule = document::number("PEPPOL-T111-B00103");
pub static B00104: Rule = document::issue_date("PEPPOL-T111-B00104");
pub static B00105: Rule = document::sender("PEPPOL-T111-B00105");
pub static B00106: Rule = document::receiver("PEPPOL-T111-B00106");
pub static B00107: Rule = document::document_response("PEPPOL-T111-B00107");
pub static B00108: Rule = document::no_schema_location("PEPPOL-T111-B00108");

pub static B00801: Rule = parties::endpoint("PEPPOL-T111-B00801", "The sender has an electronic address.");
pub static B00802: Rule = parties::legal_entity("PEPPOL-T111-B00802", "The sender has a legal entity.");
pub static B00901: Rule =
    parties::endpoint_scheme("PEPPOL-T111-B00901", "The sender's electronic address has a scheme.");
pub static B00902: Rule = parties::endpoint_scheme_known(
    "PEPPOL-T111-B00902",
    "The scheme of the sender's electronic address is one that Peppol routes.",
);
pub static B01101: Rule =
    parties::identifier("PEPPOL-T111-B01101", "An identification of the sender holds an identifier.");
pub static B01201: Rule = parties::identifier_scheme_known(
    "PEPPOL-T111-B01201",
    "The scheme of the sender's identifier, if any, is one of ISO 6523.",
);
pub static B01401: Rule =
    parties::registration_name("PEPPOL-T111-B01401", "The sender's legal entity has its registered name.");

pub static B02001: Rule = parties::endpoint("PEPPOL-T111-B02001", "The receiver has an electronic address.");
pub static B02002: Rule = parties::legal_entity("PEPPOL-T111-B02002", "The receiver has a legal entity.");
pub static B02101: Rule =
    parties::endpoint_scheme("PEPPOL-T111-B02101", "The receiver's electronic address has a scheme.");
pub static B02102: Rule = parties::endpoint_scheme_known(
    "PEPPOL-T111-B02102",
    "The scheme of the receiver's electronic address is one that Peppol routes.",
);
pub static B02301: Rule =
    parties::identifier("PEPPOL-T111-B02301", "An identification of the receiver holds an identifier.");
pub static B02401: Rule = parties::identifier_scheme_known(
    "PEPPOL-T111-B02401",
    "The scheme of the receiver's identifier, if any, is one of ISO 6523.",
);
pub static B02601: Rule =
    parties::registration_name("PEPPOL-T111-B02601", "The receiver's legal entity has its registered name.");
