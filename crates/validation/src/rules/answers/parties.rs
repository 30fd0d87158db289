//! The rules on parties, under the id of either set: electronic address, identifier, name.

use ubl::document::{attr, cac, cbc};

use super::shapes::{attribute, child, scheme_in};
use crate::codes::{en16931, peppol};
use crate::rule::{Rule, Term};
use crate::rules::fatal;

const ADDRESS: &[Term] = &[Term::Named("electronic address")];
const IDENTIFIER: &[Term] = &[Term::Named("party identifier")];
const NAME: &[Term] = &[Term::Named("party name")];

/// Sender or receiver has an electronic address.
pub const fn endpoint(id: &'static str, summary: &'static str) -> Rule {
    fatal(id, ADDRESS, summary, "The network delivers to it, and answers are matched by it.", |view, at, findings| {
        child(view, at, findings, cbc::EndpointID)
    })
}

/// The electronic address has a scheme.
pub const fn endpoint_scheme(id: &'static str, summary: &'static str) -> Rule {
    fatal(id, ADDRESS, summary, "A number without its scheme may be anybody's.", |view, at, findings| {
        attribute(view, at, findings, attr::schemeID)
    })
}

/// The scheme of the electronic address is one that Peppol routes.
pub const fn endpoint_scheme_known(id: &'static str, summary: &'static str) -> Rule {
    fatal(
        id,
        ADDRESS,
        summary,
        "The network finds a receiver by scheme and value; schemes that were withdrawn lead nowhere.",
        |view, at, findings| {
            scheme_in(view, at, findings, &peppol::ADDRESS_SCHEME, "an electronic address scheme of Peppol")
        },
    )
}

/// A party identification has an identifier in it.
pub const fn identifier(id: &'static str, summary: &'static str) -> Rule {
    fatal(
        id,
        IDENTIFIER,
        summary,
        "The group exists for the identifier alone. Without it the group is empty, which PEPPOL-COMMON-R001 reports too.",
        |view, at, findings| child(view, at, findings, cbc::ID),
    )
}

/// The scheme of a party identifier, if any, is one of ISO 6523.
pub const fn identifier_scheme_known(id: &'static str, summary: &'static str) -> Rule {
    fatal(
        id,
        IDENTIFIER,
        summary,
        "An identifier may do without a scheme, but one that nobody registered says nothing.",
        |view, at, findings| {
            scheme_in(view, at, findings, &en16931::IDENTIFIER_SCHEME, "an identification scheme of ISO 6523")
        },
    )
}

/// A party has a legal entity.
pub const fn legal_entity(id: &'static str, summary: &'static str) -> Rule {
    fatal(id, NAME, summary, "The registered name stands in it, and people read names.", |view, at, findings| {
        child(view, at, findings, cac::PartyLegalEntity)
    })
}

/// A legal entity has its registered name.
pub const fn registration_name(id: &'static str, summary: &'static str) -> Rule {
    fatal(id, NAME, summary, "People read names, not numbers.", |view, at, findings| {
        child(view, at, findings, cbc::RegistrationName)
    })
}

/// A party of the answered document has a name group.
pub const fn party_name(id: &'static str, summary: &'static str) -> Rule {
    fatal(
        id,
        NAME,
        summary,
        "The party is named because a service provider exchanges the message for it; then it should be recognisable.",
        |view, at, findings| child(view, at, findings, cac::PartyName),
    )
}

/// A name group has a name in it.
pub const fn name(id: &'static str, summary: &'static str) -> Rule {
    fatal(
        id,
        NAME,
        summary,
        "The group exists for the name alone. Without it the group is empty, which PEPPOL-COMMON-R001 reports too.",
        |view, at, findings| child(view, at, findings, cbc::Name),
    )
}
