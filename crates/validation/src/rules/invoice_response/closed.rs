//! PEPPOL-T111-B00109 and the other rules that close a group of the model: anything else in it fires once per element.

use crate::rule::Rule;
use crate::rules::answers::shapes::closed;

pub static B00109: Rule = closed(
    "PEPPOL-T111-B00109",
    "The document holds the two identifiers of its kind, number, date, time, note, sender, receiver and one answer, and nothing else.",
);

pub static B00803: Rule = closed(
    "PEPPOL-T111-B00803",
    "The sender has an electronic address, identifiers, a legal entity and a contact, and nothing else.",
);

pub static B01402: Rule =
    closed("PEPPOL-T111-B01402", "The sender's legal entity has a registered name and nothing else.");

pub static B01601: Rule =
    closed("PEPPOL-T111-B01601", "The sender's contact has name, telephone and mail address, and nothing else.");

pub static B02003: Rule = closed(
    "PEPPOL-T111-B02003",
    "The receiver has an electronic address, identifiers and a legal entity, and nothing else.",
);

pub static B02602: Rule =
    closed("PEPPOL-T111-B02602", "The receiver's legal entity has a registered name and nothing else.");

pub static B02803: Rule = closed(
    "PEPPOL-T111-B02803",
    "The answer has a response, the invoice answered, its issuer and its recipient, and nothing else.",
);

pub static B02902: Rule =
    closed("PEPPOL-T111-B02902", "The response has a code, its date and clarifications, and nothing else.");

pub static B03201: Rule =
    closed("PEPPOL-T111-B03201", "A clarification has a code, a text and conditions, and nothing else.");

pub static B03602: Rule = closed("PEPPOL-T111-B03602", "A condition names a term and a value, and nothing else.");

pub static B03903: Rule =
    closed("PEPPOL-T111-B03903", "The invoice answered has number, date and type, and nothing else.");

pub static B04302: Rule =
    closed("PEPPOL-T111-B04302", "The issuer of the invoice has identifiers and a name, and nothing else.");

pub static B04902: Rule =
    closed("PEPPOL-T111-B04902", "The recipient of the invoice has identifiers and a name, and nothing else.");
