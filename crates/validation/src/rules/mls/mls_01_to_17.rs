//! SCH-MLS-01 to SCH-MLS-17: identifiers, time, and the two service providers.

use ubl::document::{Name, NodeId, cac, cbc};

use super::service_provider::{FORM, SCHEME, is_service_provider};
use crate::rule::{Findings, Rule, Term, View};
use crate::rules::fatal;
use crate::rules::need::{self, Checked};
use crate::xpath::{char_count, normalized};

const SPECIFICATION: &str = "urn:peppol:edec:mls:1.0";
const PROCESS: &str = "urn:peppol:edec:mls";

const SENDER: &[Term] = &[Term::Named("sender")];
const RECEIVER: &[Term] = &[Term::Named("receiver")];
const SENDER_ADDRESS: [Name; 2] = [cac::SenderParty, cbc::EndpointID];
const RECEIVER_ADDRESS: [Name; 2] = [cac::ReceiverParty, cbc::EndpointID];

const WHY_ADDRESS: &str =
    "A status goes from one service provider to another, so each is known by its provider number.";
const WHY_FORM: &str = "Providers are looked up by this number. Letter case is ignored, which for the official test also admits the long s and the Kelvin sign.";
const WHY_SCHEME: &str =
    "Numbers of service providers are those of scheme 0242; under another scheme somebody else is meant.";

pub static MLS_01: Rule = fatal(
    "SCH-MLS-01",
    &[Term::Named("specification identifier")],
    "The specification identifier is that of the Message Level Status, version 1.0.",
    "The receiver chooses its rules by it.",
    |view, at, findings| equals(view, at, findings, cbc::CustomizationID, SPECIFICATION),
);

pub static MLS_02: Rule = fatal(
    "SCH-MLS-02",
    &[Term::Named("process identifier")],
    "The process is that of the Message Level Status.",
    "It is sent in no other.",
    |view, at, findings| equals(view, at, findings, cbc::ProfileID, PROCESS),
);

pub static MLS_03: Rule = fatal(
    "SCH-MLS-03",
    &[Term::Named("status number")],
    "The status has a number.",
    "A repeat is recognised by it.",
    |view, at, findings| need::text(view, at, findings, &[cbc::ID], "the number of the status (cbc:ID)"),
);

pub static MLS_04: Rule = fatal(
    "SCH-MLS-04",
    &[Term::Named("issue date")],
    "The issue date has no time zone: it is ten characters long.",
    "The zone stands at the time, which has to have one.",
    |view, at, findings| {
        let text = view.only_text(at, &[cbc::IssueDate])?;
        let date = normalized(&text);
        if char_count(&date) != 10 {
            findings.report_values(at, format!("issue date {date:?} is not ten characters long"), &*date, "YYYY-MM-DD");
        }
        Ok(())
    },
);

pub static MLS_05: Rule = fatal(
    "SCH-MLS-05",
    &[Term::Named("issue time")],
    "There is an issue time.",
    "Providers measure how long the answer took.",
    |view, at, findings| need::element(view, at, findings, &[cbc::IssueTime], "the issue time (cbc:IssueTime)"),
);

pub static MLS_06: Rule = fatal(
    "SCH-MLS-06",
    &[Term::Named("issue time")],
    "The issue time ends in Z or in an offset such as +02:00.",
    "Without a zone nobody knows when that was.",
    |view, at, findings| {
        let text = view.only_text(at, &[cbc::IssueTime])?;
        let time = normalized(&text);
        if !has_zone(&time) {
            findings.report_values(
                at,
                format!("issue time {time:?} does not end in Z or an offset"),
                &*time,
                "hh:mm:ssZ or hh:mm:ss+hh:mm",
            );
        }
        Ok(())
    },
);

pub static MLS_07: Rule =
    fatal("SCH-MLS-07", SENDER, "The sender has an address.", WHY_ADDRESS, |view, at, findings| {
        need::element(view, at, findings, &SENDER_ADDRESS, "the sender's cbc:EndpointID")
    });

pub static MLS_08: Rule =
    fatal("SCH-MLS-08", SENDER, "The sender's address is not blank.", WHY_ADDRESS, |view, at, findings| {
        need::text(view, at, findings, &SENDER_ADDRESS, "the sender's cbc:EndpointID")
    });

pub static MLS_09: Rule = fatal(
    "SCH-MLS-09",
    SENDER,
    "The sender's address is the number of a service provider.",
    WHY_FORM,
    |view, at, findings| provider(view, at, findings, &SENDER_ADDRESS),
);

pub static MLS_10: Rule =
    fatal("SCH-MLS-10", SENDER, "The sender's address has a scheme.", WHY_SCHEME, |view, at, findings| {
        scheme_there(view, at, findings, &SENDER_ADDRESS)
    });

pub static MLS_11: Rule =
    fatal("SCH-MLS-11", SENDER, "The scheme of the sender's address is 0242.", WHY_SCHEME, |view, at, findings| {
        scheme(view, at, findings, &SENDER_ADDRESS)
    });

pub static MLS_12: Rule =
    fatal("SCH-MLS-12", RECEIVER, "The receiver has an address.", WHY_ADDRESS, |view, at, findings| {
        need::element(view, at, findings, &RECEIVER_ADDRESS, "the receiver's cbc:EndpointID")
    });

pub static MLS_13: Rule =
    fatal("SCH-MLS-13", RECEIVER, "The receiver's address is not blank.", WHY_ADDRESS, |view, at, findings| {
        need::text(view, at, findings, &RECEIVER_ADDRESS, "the receiver's cbc:EndpointID")
    });

pub static MLS_14: Rule = fatal(
    "SCH-MLS-14",
    RECEIVER,
    "The receiver's address is the number of a service provider.",
    WHY_FORM,
    |view, at, findings| provider(view, at, findings, &RECEIVER_ADDRESS),
);

pub static MLS_15: Rule =
    fatal("SCH-MLS-15", RECEIVER, "The receiver's address has a scheme.", WHY_SCHEME, |view, at, findings| {
        scheme_there(view, at, findings, &RECEIVER_ADDRESS)
    });

pub static MLS_16: Rule =
    fatal("SCH-MLS-16", RECEIVER, "The scheme of the receiver's address is 0242.", WHY_SCHEME, |view, at, findings| {
        scheme(view, at, findings, &RECEIVER_ADDRESS)
    });

pub static MLS_17: Rule = fatal(
    "SCH-MLS-17",
    &[Term::Named("response")],
    "There is exactly one answer.",
    "One status is about one delivery.",
    |view, at, findings| {
        let count = view.children_named(at, cac::DocumentResponse).count();
        need::that(count == 1, at, findings, || {
            format!("cac:DocumentResponse occurs {count} times, exactly once is needed")
        })
    },
);

fn equals(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, name: Name, wanted: &str) -> Checked {
    let text = view.only_text(at, &[name])?;
    let text = normalized(&text);
    if text != wanted {
        findings.report_values(
            at,
            format!("{} is {text:?}, expected {wanted}", view.written_name(name)),
            &*text,
            wanted,
        );
    }
    Ok(())
}

fn provider(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, address: &[Name]) -> Checked {
    let text = view.only_text(at, address)?;
    let number = normalized(&text);
    if !is_service_provider(&number) {
        findings.report_values(
            at,
            format!("{number:?} is no service provider number: expected {FORM}"),
            &*number,
            FORM,
        );
    }
    Ok(())
}

fn scheme_there(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, address: &[Name]) -> Checked {
    let there = view.select(at, address).any(|address| view.scheme(address).is_some());
    need::that(there, at, findings, || format!("the address has no schemeID, expected {SCHEME}"))
}

fn scheme(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>, address: &[Name]) -> Checked {
    if !view.select(at, address).any(|address| view.scheme(address) == Some(SCHEME)) {
        let found = view.first(at, address).and_then(|address| view.scheme(address)).unwrap_or_default();
        findings.report_values(at, format!("scheme of the address is {found:?}, expected {SCHEME}"), found, SCHEME);
    }
    Ok(())
}

/// Whether the text ends in `Z` or in sign, two digits, colon, two digits.
fn has_zone(time: &str) -> bool {
    let is_offset = |end: &[u8]| matches!(end, [b'+' | b'-', a, b, b':', c, d] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()));
    time.ends_with('Z') || time.as_bytes().last_chunk::<6>().is_some_and(|end| is_offset(end))
}

#[cfg(test)]
mod tests {
    use super::has_zone;

    #[test]
    fn a_zone_is_a_z_or_an_offset_at_the_end() {
        assert!(has_zone("12:00:00Z") && has_zone("12:00:00+02:00") && has_zone("12:00:00.5-01:30"));
        assert!(!has_zone("12:00:00") && !has_zone("12:00:00+2:00") && !has_zone("Z12:00:00") && !has_zone(""));
    }
}
