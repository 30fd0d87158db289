//! Invoice Responses of every status and Message Level Statuses of every code.

use chrono::{DateTime, NaiveDate, NaiveTime};
use ubl::response::{
    Clarification, InvoiceResponse, IssueReason, MessageLevelStatus, MlsCode, MlsIssue, PartyRef, ResponseCode,
};
use ubl::write;

use super::Written;

/// All of them.
pub fn all() -> Vec<Written> {
    let mut documents = Vec::new();
    for code in ResponseCode::ALL {
        documents.push((
            format!("response-{}", code.as_str().to_lowercase()),
            write::invoice_response(&response(code, clarifications(code))),
        ));
    }
    let part = vec![Clarification::reason("PPD", Some("First half"))];
    documents.push(("response-pd-part".to_owned(), write::invoice_response(&response(ResponseCode::PD, part))));
    for (name, status) in statuses() {
        documents.push((name.to_owned(), write::message_level_status(&status)));
    }
    documents
}

/// A response with every optional element.
pub fn response(code: ResponseCode, statuses: Vec<Clarification>) -> InvoiceResponse {
    InvoiceResponse {
        id: format!("IR-{code}"),
        issue_date: date(2026, 11, 3),
        issue_time: NaiveTime::from_hms_opt(9, 30, 0),
        sender: party("0190", "00000001234567890000", Some("Gemeente Voorstad")),
        receiver: party("0106", "12345678", Some("Van Dijk Installatie B.V.")),
        code,
        effective_date: Some(date(2026, 11, 3)),
        statuses,
        invoice_number: "2026-0042".to_owned(),
        invoice_issue_date: Some(date(2026, 11, 2)),
        invoice_type_code: Some("380".to_owned()),
        issuer_name: Some("Van Dijk Installatie B.V.".to_owned()),
        recipient_name: Some("Gemeente Voorstad".to_owned()),
        note: None,
    }
}

fn clarifications(code: ResponseCode) -> Vec<Clarification> {
    match code {
        ResponseCode::AB | ResponseCode::IP | ResponseCode::AP | ResponseCode::PD => Vec::new(),
        ResponseCode::UQ => vec![
            Clarification::reason("REF", Some("Order number unknown")).with_condition("BT-13", "PO-77812"),
            Clarification::action("PIN", None),
        ],
        ResponseCode::CA => vec![Clarification::reason("PAY", None).with_condition("BT-9", "2026-12-16")],
        ResponseCode::RE => vec![
            Clarification::reason("ITM", Some("Not ordered")),
            Clarification::action("CNF", None),
            Clarification::action("NIN", None),
        ],
    }
}

/// A status per code, one with issues.
pub fn statuses() -> [(&'static str, MessageLevelStatus); 3] {
    let issues = vec![
        issue(
            "/Invoice/cac:LegalMonetaryTotal[1]/cbc:PayableAmount[1]",
            "BT-115 is 181.50, 180.00 follows",
            IssueReason::BV,
        ),
        issue("NA", "A warning beside it", IssueReason::BW),
    ];
    let refused = status(MlsCode::RE, Some("1 fatal finding"), issues);
    [
        ("mls-ab", status(MlsCode::AB, None, Vec::new())),
        (
            "mls-ap",
            MessageLevelStatus {
                issued: instant("2026-11-02T12:00:00.123+01:00"),
                ..status(MlsCode::AP, None, Vec::new())
            },
        ),
        ("mls-re", refused),
    ]
}

fn status(code: MlsCode, description: Option<&str>, lines: Vec<MlsIssue>) -> MessageLevelStatus {
    MessageLevelStatus {
        id: format!("MLS-{code}"),
        issued: instant("2026-11-02T11:00:00Z"),
        sender: "987654".to_owned(),
        receiver: "123456".to_owned(),
        code,
        description: description.map(str::to_owned),
        instance_id: "b7e0f0c4-5b1c-4a0e-9d3f-0a4d2b1c7e55".to_owned(),
        lines,
    }
}

fn issue(line_id: &str, description: &str, reason: IssueReason) -> MlsIssue {
    MlsIssue { line_id: line_id.to_owned(), description: description.to_owned(), reason }
}

fn party(scheme: &str, value: &str, name: Option<&str>) -> PartyRef {
    PartyRef {
        endpoint: ubl::party::EndpointRef { scheme: scheme.to_owned(), value: value.to_owned() },
        name: name.map(str::to_owned),
    }
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn instant(text: &str) -> DateTime<chrono::FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap_or_default()
}
