//! Messages of other systems, captured or made for these tests: what is known of each, we find (facts: `samples/as4/expected.json`).
#![allow(clippy::unwrap_used)]

mod fixture;

use std::path::{Path, PathBuf};

use as4::inspect::{Inspection, inspect};
use as4::{Answer, Expected, KeyRing, Profile, Received, ReferenceDigest, Rejection, Verdict, judge_answer, receive};
use fixture::{now, samples, signal, stored};
use serde_json::Value;
use xmlsec::{Certificate, Identity, TrustStore};

struct Example {
    folder: PathBuf,
    keys: KeyRing,
    trust: TrustStore,
}

/// The PKI that the constructed samples were made with; C3 is us.
fn example() -> Option<Example> {
    let folder = samples()?;
    let pki = folder.join("pki/example");
    let read = |name: &str| std::fs::read(pki.join(name)).unwrap();
    let c3 = Identity::from_pem(&read("c3-receiver.cert.pem"), &read("c3-receiver.key.pem")).unwrap();
    let anchors = ["root.cert.pem", "ap-ca.cert.pem", "smp-ca.cert.pem"];
    let anchors = anchors.map(|name| Certificate::from_pem(&read(name)).unwrap());
    let keys = KeyRing { current: c3, older: Vec::new() };
    Some(Example { folder, keys, trust: TrustStore::new(anchors.to_vec()) })
}

impl Example {
    fn receive(&self, name: &str, profile: Profile) -> Result<Received, Rejection> {
        let (content_type, body) = stored(&self.folder.join("as4").join(name));
        receive(&content_type, &body, &self.keys, &self.trust, now(), profile)
    }

    fn code(&self, name: &str) -> String {
        match self.receive(name, Profile::Peppol) {
            Ok(_) => "received".to_owned(),
            Err(rejection) => rejection.error.code.to_string(),
        }
    }

    fn judge(&self, name: &str, digests: &[ReferenceDigest], message_id: &str) -> Verdict {
        let (content_type, body) = stored(&self.folder.join("as4").join(name));
        let receiver = self.keys.current.certificate.clone();
        let expected = Expected { message_id: message_id.to_owned(), digests: digests.to_vec(), receiver };
        judge_answer(&Answer { status: 200, content_type, body }, &expected, &self.trust, now())
    }
}

#[test]
fn the_message_in_the_shape_of_the_2026_capture_is_received() {
    let Some(example) = example() else { return };
    let received = example.receive("constructed/p4shape-usermessage.mime", Profile::Peppol).unwrap();
    let envelope = std::fs::read(example.folder.join("as4/constructed/sbd-invoice.xml")).unwrap();
    assert_eq!(received.payload, envelope);
    assert_eq!(received.from_party, "PNL000001");
    assert_eq!(received.to_party, "PBE000002");
    assert_eq!(received.original_sender, "0106:54441587");
    assert_eq!(received.final_recipient_type.as_deref(), Some("iso6523-actorid-upis"));
    assert_eq!(received.signer.subject_cn().as_deref(), Some("PNL000001"));
    assert_eq!(received.digests.len(), 3);
    assert!(!received.is_test);
}

#[test]
fn its_receipt_is_accepted_and_the_one_with_a_wrong_digest_is_not() {
    let Some(example) = example() else { return };
    let received = example.receive("constructed/p4shape-usermessage.mime", Profile::Peppol).unwrap();
    let judge = |name| example.judge(name, &received.digests, &received.message_id);
    let verdict = judge("constructed/p4shape-receipt.xml");
    let Verdict::Receipt(evidence) = verdict else { panic!("{verdict:?}") };
    assert!(evidence.signer_is_addressee);
    assert_eq!(evidence.ref_to, received.message_id);
    let wrong = judge("constructed/neg-receipt-wrong-digest.xml");
    let Verdict::InvalidReceipt { reason } = wrong else { panic!("{wrong:?}") };
    assert!(reason.contains("another digest for cid:"), "{reason}");
}

#[test]
fn messages_of_the_python_library_are_received_and_its_receipt_accepted() {
    let Some(example) = example() else { return };
    let received = example.receive("constructed/pyas4-usermessage.mime", Profile::Peppol).unwrap();
    let verdict = example.judge("constructed/pyas4-receipt.http", &received.digests, &received.message_id);
    assert!(matches!(verdict, Verdict::Receipt(_)), "{verdict:?}");
}

#[test]
fn its_error_signal_is_read() {
    let Some(example) = example() else { return };
    let id = "44444444-4444-4444-8444-444444444444@example";
    let verdict = example.judge("constructed/pyas4-error-signal.http", &[], id);
    let Verdict::Errors(errors) = verdict else { panic!("{verdict:?}") };
    assert_eq!(errors[0].code.as_str(), "EBMS:0102");
    let other = example.judge("constructed/pyas4-error-signal.http", &[], "other@example");
    assert!(matches!(other, Verdict::Unusable { .. }), "{other:?}");
}

#[test]
fn bad_messages_give_their_codes() {
    let Some(example) = example() else { return };
    for (name, code) in [
        ("constructed/neg-tampered-header.mime", "EBMS:0101"),
        ("constructed/neg-tampered-ciphertext.mime", "EBMS:0102"),
        ("constructed/neg-wrong-recipient-key.mime", "EBMS:0102"),
        ("constructed/neg-not-gzip.mime", "EBMS:0303"),
        // Outside the profile, though the message is sound: the mask function of the key transport is SHA-1.
        ("constructed/p4shape-oaep-nomgf.mime", "EBMS:0103"),
    ] {
        assert_eq!(example.code(name), code, "{name}");
    }
}

#[test]
fn failed_decryptions_are_answered_alike() {
    let Some(example) = example() else { return };
    let told = |name| example.receive(name, Profile::Peppol).unwrap_err().error.description;
    let (tampered, other_key) =
        (told("constructed/neg-tampered-ciphertext.mime"), told("constructed/neg-wrong-recipient-key.mime"));
    assert_eq!(tampered, other_key);
}

#[test]
fn the_sha1_mask_function_is_read_when_diagnosing() {
    let Some(example) = example() else { return };
    assert!(example.receive("constructed/p4shape-oaep-nomgf.mime", Profile::Diagnose).is_ok());
}

#[test]
fn a_capture_of_another_stage_is_not_trusted() {
    let Some(example) = example() else { return };
    let refused = example.receive("captured/phase4/usermessage-2026-g3-test.as4out", Profile::Peppol).unwrap_err();
    assert_eq!(refused.error.code.as_str(), "EBMS:0101");
    assert!(refused.reason.contains("no chain"), "{}", refused.reason);
}

#[test]
fn its_signer_chains_to_the_test_stage_of_the_network() {
    let Some(example) = example() else { return };
    let folder = example.folder.join("pki/peppol");
    let anchors = ["PEPPOL_Root_TEST_CA-G3.pem", "PEPPOL_ACCESS_POINT_TEST_CA-G3.pem"]
        .map(|name| Certificate::from_pem(&std::fs::read(folder.join(name)).unwrap()).unwrap());
    let test_stage = Example { trust: TrustStore::new(anchors.to_vec()), ..example };
    let refused = test_stage.receive("captured/phase4/usermessage-2026-g3-test.as4out", Profile::Peppol).unwrap_err();
    assert_eq!(refused.error.code.as_str(), "EBMS:0003", "it is for another access point: {refused}");
}

#[test]
fn every_sample_is_read_as_expected() {
    let Some(example) = example() else { return };
    let folder = example.folder.join("as4");
    let table: Value = serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let wrong: Vec<String> =
        table["samples"].as_array().unwrap().iter().flat_map(|row| differences(&example, &folder, row)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What of a row we find otherwise.
fn differences(example: &Example, folder: &Path, row: &Value) -> Vec<String> {
    let name = row["file"].as_str().unwrap();
    let (content_type, body) = stored(&folder.join(name));
    let keys: Vec<Identity> = identity(folder, &row["key"]).into_iter().collect();
    let known: Vec<Certificate> =
        identity(folder, &row["verify-with"]).into_iter().map(|identity| identity.certificate).collect();
    let inspection = match inspect(&content_type, &body, &keys, &known) {
        Ok(inspection) => inspection,
        Err(error) => return vec![format!("{name}: cannot be read: {error}")],
    };
    let mut wrong = Vec::new();
    let mut compare = |field: &str, found: String| {
        let expected =
            row[field].as_str().map(str::to_owned).or_else(|| row[field].as_bool().map(|value| value.to_string()));
        if expected.is_some_and(|expected| expected != found) {
            wrong.push(format!("{name}: {field} is {found}, not {} ({inspection:?})", row[field]));
        }
    };
    compare("kind", inspection.kind.as_str().to_owned());
    compare("signed", inspection.is_signed.to_string());
    compare("verify", inspection.verify.as_str().to_owned());
    compare("decrypt", inspection.decrypt.as_str().to_owned());
    compare("nri", nri(&inspection));
    compare("peppol-strict", example.code(name));
    compare("error", example.code(name));
    if let Some(payload) = row["payload"].as_str() {
        let expected = std::fs::read(folder.join(payload)).unwrap();
        if inspection.payloads.first().and_then(|payload| payload.content.as_ref()) != Some(&expected) {
            wrong.push(format!("{name}: the payload is not {payload}"));
        }
    }
    wrong
}

fn nri(inspection: &Inspection) -> String {
    if inspection.acknowledged.is_empty() { "invalid".into() } else { "ok".into() }
}

/// The key a row names: PKCS#12 with a password, or a PEM key whose certificate stands beside it.
fn identity(folder: &Path, key: &Value) -> Option<Identity> {
    if let Some(file) = key["p12"].as_str() {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        return Some(Identity::from_pkcs12(&bytes, key["password"].as_str().unwrap()).unwrap());
    }
    let file = folder.join(key["pem"].as_str()?);
    let certificate = file.to_string_lossy().replace(".key.pem", ".cert.pem");
    Some(Identity::from_pem(&std::fs::read(certificate).unwrap(), &std::fs::read(file).unwrap()).unwrap())
}

#[test]
fn a_receipt_changed_on_its_way_is_no_proof() {
    let Some(example) = example() else { return };
    // Signed by an unknown access point: what counts here is that the changed header is noticed before that.
    let (_, body) = stored(&example.folder.join("as4/captured/holodeck/receipt-dataport-INVALID-header-changed.as4in"));
    let inspection = inspect(as4::SIGNAL_CONTENT_TYPE, &body, &[], &[]).unwrap();
    let digests = inspection.acknowledged.clone();
    let expected = Expected {
        message_id: inspection.ref_to.clone().unwrap(),
        digests,
        receiver: example.keys.current.certificate.clone(),
    };
    let verdict = judge_answer(&signal(body), &expected, &example.trust, now());
    let Verdict::InvalidReceipt { reason } = verdict else { panic!("{verdict:?}") };
    assert!(reason.contains("was changed after signing"), "{reason}");
}
