//! What each fuzz target does with its bytes. `tests/fuzz_seeds.rs` compiles this file too and replays the seeds on stable Rust.
//!
//! A target panics where something that must hold does not; what it returns says whether the bytes were accepted.

use ubl::Document;
use ubl::document::Limits;

/// Largest input of the targets that read XML of a peer.
const BYTES_MAX: usize = 1_000_000;

/// The reader of documents, and what reads them.
pub fn ubl_reader(data: &[u8]) -> bool {
    let Ok(document) = Document::read(data, &Limits { bytes_max: BYTES_MAX, ..Limits::default() }) else {
        return false;
    };
    let _ = document.path(document.root());
    let _ = ubl::summary::summarize(&document);
    let _ = ubl::response::read_application_response(&document);
    true
}

/// The whole validator: there is a report, it can be written, and what is no XML is never valid.
pub fn validate(data: &[u8]) -> bool {
    let options = validation::Options { all_layers: true, ..validation::Options::default() };
    let report = validation::validate(data, &options);
    assert!(report.wellformed || report.outcome != validation::Outcome::Valid, "valid without being XML");
    assert!(serde_json::to_string(&report).is_ok(), "the report can be written");
    report.outcome == validation::Outcome::Valid
}

/// The JSON model, its sums, and the XML written of it, which is read again.
pub fn invoice_json(data: &[u8]) -> bool {
    let Ok(invoice) = ubl::model::Invoice::from_json(data) else { return false };
    let Ok(totals) = invoice.totals() else { return false };
    let written = ubl::write::invoice(&invoice, &totals);
    assert!(Document::read(&written, &Limits::default()).is_ok(), "what is written can be read");
    true
}

/// Bank files of each format.
pub fn bank_file(data: &[u8]) -> bool {
    let Ok(statements) = receivables::bank_match::read_bank_file(data) else { return false };
    for statement in &statements {
        let _ = statement.balance_check();
        let _ = statement.transactions().count();
    }
    true
}

/// A stored AS4 message taken apart, its parts decoded.
pub fn mime(data: &[u8]) -> bool {
    let (content_type, body) = as4::inspect::split_stored(data);
    let Ok(parts) = as4::mime::related_parts(&content_type, &body) else { return false };
    let decoded = parts.iter().filter(|part| part.content().is_ok()).count();
    decoded == parts.len()
}

/// A SOAP envelope or a whole stored message, read without keys.
pub fn envelope(data: &[u8]) -> bool {
    let (content_type, body) = as4::inspect::split_stored(data);
    as4::inspect::inspect(&content_type, &body, &[], &[]).is_ok()
}

/// Canonical XML: the canonical form of a canonical form is itself.
pub fn c14n(data: &[u8]) -> bool {
    let Ok(document) = xmlsec::dom::parse(data, BYTES_MAX) else { return false };
    for method in [xmlsec::c14n::Method::exclusive("#default a"), xmlsec::c14n::Method::Inclusive] {
        let once = xmlsec::c14n::document(&document, &method, None);
        let Ok(again) = xmlsec::dom::parse(&once, usize::MAX) else { continue };
        assert_eq!(xmlsec::c14n::document(&again, &method, None), once, "canonical twice");
    }
    true
}

/// The business document envelope: what was opened can be wrapped and opened again, with the same header.
pub fn sbdh(data: &[u8]) -> bool {
    let Ok((header, document)) = peppol::Sbdh::open(data) else { return false };
    if let Ok(wrapped) = header.wrap(&document) {
        let opened = peppol::Sbdh::open(&wrapped).map(|(again, _)| again.instance_id);
        assert_eq!(opened.ok(), Some(header.instance_id), "an envelope of ours can be opened");
    }
    true
}
