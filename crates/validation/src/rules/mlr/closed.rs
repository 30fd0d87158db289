//! PEPPOL-T71-B00109 and the other rules that close a group of the model: anything else in it fires once per element.

use crate::rule::Rule;
use crate::rules::answers::shapes::closed;

pub static B00109: Rule = closed(
    "PEPPOL-T71-B00109",
    "The document holds the two identifiers of its kind, number, date, time, sender, receiver and one answer, and nothing else.",
);

pub static B00702: Rule = closed("PEPPOL-T71-B00702", "The sender has an electronic address and nothing else.");

pub static B01002: Rule = closed("PEPPOL-T71-B01002", "The receiver has an electronic address and nothing else.");

pub static B01303: Rule =
    closed("PEPPOL-T71-B01303", "The answer has a response, the message answered and lines, and nothing else.");

pub static B01402: Rule = closed("PEPPOL-T71-B01402", "The response has a code and a text, and nothing else.");

pub static B01702: Rule =
    closed("PEPPOL-T71-B01702", "The message answered has number, type and version, and nothing else.");

pub static B02202: Rule =
    closed("PEPPOL-T71-B02202", "The reference of a line has the place of the issue and nothing else.");

pub static B02403: Rule =
    closed("PEPPOL-T71-B02403", "The response of a line has a code, a text and a status, and nothing else.");

pub static B02702: Rule = closed("PEPPOL-T71-B02702", "The status of a line has a reason code and nothing else.");
