//! Reading Invoice Responses and message level answers, good ones and broken ones.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{ResponseError, read_application_response};
use crate::document::{Document, Limits};
use crate::response::{ApplicationResponse, InvoiceResponse, IssueReason, MessageLevelStatus, MlsCode, ResponseCode};
use crate::write;

fn read(xml: &[u8]) -> Result<ApplicationResponse, ResponseError> {
    read_application_response(&Document::read(xml, &Limits::default()).unwrap())
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Our own recorded documents.
fn fixture(name: &str) -> String {
    fs::read_to_string(repository().join("fixtures/responses").join(name)).unwrap()
}

/// The folder of samples, or `None` with a word about it; `ACQUIT_REQUIRE_ALL=1` makes that a failure.
fn samples() -> Option<PathBuf> {
    let specs = std::env::var_os("ACQUIT_SPECS").map_or_else(|| repository().join("../shared/specs"), PathBuf::from);
    let samples = specs.join("samples");
    if samples.is_dir() {
        return Some(samples);
    }
    assert!(std::env::var_os("ACQUIT_REQUIRE_ALL").is_none(), "no specs at {}", samples.display());
    writeln!(std::io::stderr(), "skipped: no specs").expect("standard error takes a line");
    None
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect()
}

fn invoice_response(xml: &[u8]) -> InvoiceResponse {
    match read(xml) {
        Ok(ApplicationResponse::Invoice(response)) => response,
        other => panic!("{other:?}"),
    }
}

fn status(xml: &[u8]) -> MessageLevelStatus {
    match read(xml) {
        Ok(ApplicationResponse::Status(status)) => status,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_written_reads_back_the_same() {
    for name in ["ab", "ip", "uq", "ca", "re", "ap", "pd", "pd-part"] {
        let xml = fixture(&format!("response-{name}.xml"));
        assert_eq!(String::from_utf8(write::invoice_response(&invoice_response(xml.as_bytes()))).unwrap(), xml);
    }
    for name in ["ab", "ap", "re"] {
        let xml = fixture(&format!("mls-{name}.xml"));
        assert_eq!(String::from_utf8(write::message_level_status(&status(xml.as_bytes()))).unwrap(), xml);
    }
}

#[test]
fn a_proposed_date_counts_only_when_acceptance_is_conditional() {
    let xml = fixture("response-ca.xml");
    assert_eq!(invoice_response(xml.as_bytes()).proposed_payment_date(), NaiveDate::from_ymd_opt(2026, 12, 16));
    assert_eq!(invoice_response(xml.replace(">CA<", ">UQ<").as_bytes()).proposed_payment_date(), None);
    assert_eq!(invoice_response(xml.replace("2026-12-16", "soon").as_bytes()).proposed_payment_date(), None);
}

#[test]
fn paid_in_part_is_told_from_paid() {
    assert!(invoice_response(fixture("response-pd-part.xml").as_bytes()).is_partly_paid());
    assert!(!invoice_response(fixture("response-pd.xml").as_bytes()).is_partly_paid());
}

#[test]
fn what_does_not_read_is_named_with_its_place() {
    let xml = fixture("response-ab.xml");
    let error = |from: &str, to: &str| {
        assert!(xml.contains(from), "{from}");
        read(xml.replace(from, to).as_bytes()).unwrap_err().to_string()
    };
    assert!(
        error(">AB<", ">XX<").contains("cac:Response[1]/cbc:ResponseCode[1] is \"XX\", which is no invoice status")
    );
    assert!(error("<cbc:ID>2026-0042</cbc:ID>", "").contains("cac:DocumentReference[1]/cbc:ID is missing"));
    assert!(
        error("invoice_response:3</cbc:CustomizationID>", "other</cbc:CustomizationID>")
            .contains("neither Invoice Response")
    );
    assert!(
        error("invoice_response:3</cbc:CustomizationID>", "invoice_response:30</cbc:CustomizationID>")
            .contains("neither Invoice Response")
    );
    assert!(error(" schemeID=\"0190\"", "").contains("@schemeID is missing"));
    let mls = fixture("mls-ab.xml").replace("11:00:00Z", "11:00:00");
    assert!(read(mls.as_bytes()).unwrap_err().to_string().contains("time zone"));
    assert!(matches!(
        read(b"<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'/>"),
        Err(ResponseError::OtherRoot(_))
    ));
}

#[test]
fn the_official_invoice_response_cases_read_as_described() {
    let Some(samples) = samples() else {
        return;
    };
    let cases = files(&samples.join("invoice-response/use-cases"));
    assert_eq!(cases.len(), 13);
    let expected = [
        ("uc001", ResponseCode::IP, 0),
        ("uc002a", ResponseCode::IP, 1),
        ("uc002b", ResponseCode::IP, 1),
        ("uc003", ResponseCode::AP, 0),
        ("uc004a", ResponseCode::RE, 1),
        ("uc004b", ResponseCode::RE, 2),
        ("uc004c", ResponseCode::RE, 3),
        ("uc005", ResponseCode::CA, 1),
        ("uc006a", ResponseCode::UQ, 2),
        ("uc006b", ResponseCode::UQ, 2),
        ("uc006c", ResponseCode::UQ, 2),
        ("uc007", ResponseCode::PD, 0),
        ("uc008", ResponseCode::AP, 0),
    ];
    for ((name, xml), (case, code, clarifications)) in cases.iter().zip(expected) {
        let response = invoice_response(xml);
        assert!(name.contains(case), "{name}");
        assert_eq!(response.code, code, "{name}");
        assert_eq!(response.statuses.len(), clarifications, "{name}: {:?}", response.statuses);
        assert!(response.sender.name.is_some() && response.invoice_type_code.as_deref() == Some("380"), "{name}");
        // Writing it again loses nothing that is read.
        let again = invoice_response(&write::invoice_response(&response));
        assert_eq!(again, response, "{name}");
    }
    assert!(invoice_response(&cases[7].1).proposed_payment_date().is_some());
    let query = invoice_response(&cases[8].1);
    assert_eq!(query.statuses[0].conditions, [("BT-13".to_owned(), "PO0001".to_owned())]);
    assert_eq!(query.statuses[1].list.as_deref(), Some("OPStatusAction"));
    assert!(invoice_response(&cases[12].1).recipient_name.is_some());
}

#[test]
fn the_official_statuses_read_and_the_broken_ones_never_surprise() {
    let Some(samples) = samples() else {
        return;
    };
    for (name, xml) in files(&samples.join("status/mls-good")) {
        let status = status(&xml);
        let code = if name.contains("_RE") {
            MlsCode::RE
        } else if name.contains("_AP") {
            MlsCode::AP
        } else {
            MlsCode::AB
        };
        assert_eq!(status.code, code, "{name}");
        let fails = status.lines.iter().any(|line| line.reason.is_failure());
        assert_eq!(fails, code == MlsCode::RE, "{name}");
    }
    let bad = files(&samples.join("status/mls-bad"));
    assert!(bad.len() > 60);
    // The rules judge these; reading must not fall over, and what lacks a fact we need must say which.
    let refused: Vec<String> = bad
        .iter()
        .filter_map(|(name, xml)| {
            Some(format!(
                "{name}: {}",
                Document::read(xml, &Limits::default())
                    .ok()
                    .map(|document| read_application_response(&document))?
                    .err()?
            ))
        })
        .collect();
    assert!(
        refused.iter().any(|line| line.contains("is missing"))
            && refused.iter().any(|line| line.contains("which is no")),
        "{refused:#?}"
    );
}

#[test]
fn the_older_message_level_response_reads_too() {
    let Some(samples) = samples() else {
        return;
    };
    let xml = fs::read(samples.join("status/mlr/MessageLevelResponse_Example.xml")).unwrap();
    let Ok(ApplicationResponse::Mlr(response)) = read(&xml) else {
        panic!("no MLR");
    };
    assert_eq!(
        (response.code, response.instance_id.as_str(), response.sender.scheme.as_str()),
        (MlsCode::RE, "EnvelopeID-12456789", "0088")
    );
    assert_eq!(response.lines.iter().map(|line| line.reason).collect::<Vec<_>>(), [IssueReason::BV]);
}
