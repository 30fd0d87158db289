//! What a message must survive, and what must stop it: change, removal, wrapping and swapping at every place.
#![allow(clippy::unwrap_used)]

mod fixture;

use std::io::Write as _;

use as4::{
    Answer, EbmsError, KeyRing, Limits, Prepared, Profile, UserMessage, Verdict, judge_answer, receive, receive_within,
};
use chrono::TimeDelta;
use fixture::{expected, message, network, now, signal};
use xmlsec::pki::TEST_ACCESS_POINT;
use xmlsec::wss::{self, Attachment};
use xmlsec::{Identity, TrustStore};

const PAYLOAD: &[u8] = b"<StandardBusinessDocument>an invoice</StandardBusinessDocument>";

/// A message taken apart, to be put together otherwise.
#[derive(Clone)]
struct Parts {
    envelope: String,
    content_id: String,
    sealed: Vec<u8>,
}

impl Parts {
    fn of(prepared: &Prepared) -> Self {
        let parts = as4::mime::related_parts(&prepared.content_type, &prepared.body).unwrap();
        Self {
            envelope: String::from_utf8(parts[0].body.to_vec()).unwrap(),
            content_id: parts[1].content_id().unwrap().to_owned(),
            sealed: parts[1].body.to_vec(),
        }
    }

    fn new() -> Self {
        Self::of(&network().prepare(&message(PAYLOAD)))
    }

    /// With the envelope changed; the change must find what it looks for.
    fn with(mut self, from: &str, to: &str) -> Self {
        assert!(self.envelope.contains(from), "{from} is in the envelope");
        self.envelope = self.envelope.replacen(from, to, 1);
        self
    }

    /// The envelope before it was secured.
    fn plain(&self) -> String {
        let start = self.envelope.find("<wsse:Security").unwrap();
        let end = self.envelope.find("</wsse:Security>").unwrap() + "</wsse:Security>".len();
        [&self.envelope[..start], &self.envelope[end..]].concat()
    }

    /// Signed and encrypted anew, with another attachment.
    fn secured_again(&self, envelope: &str, bytes: &[u8]) -> Self {
        let network = network();
        let attachment = Attachment { content_id: &self.content_id, mime_type: "application/gzip", bytes };
        let secured = wss::sign_and_encrypt(envelope, attachment, &network.c2, &network.c3.certificate).unwrap();
        Self { envelope: secured.envelope, content_id: self.content_id.clone(), sealed: secured.attachment.unwrap() }
    }

    fn body(&self) -> Vec<u8> {
        self.body_with(&[(&self.content_id, &self.sealed)])
    }

    fn body_with(&self, attachments: &[(&str, &[u8])]) -> Vec<u8> {
        let mut body = format!("--b\r\nContent-Type: application/soap+xml\r\n\r\n{}", self.envelope).into_bytes();
        for (content_id, bytes) in attachments {
            write!(body, "\r\n--b\r\nContent-ID: <{content_id}>\r\n\r\n").unwrap();
            body.extend_from_slice(bytes);
        }
        body.extend_from_slice(b"\r\n--b--\r\n");
        body
    }

    fn element(&self, start: &str, end: &str) -> String {
        let from = self.envelope.find(start).unwrap();
        let to = from + self.envelope[from..].find(end).unwrap() + end.len();
        self.envelope[from..to].to_owned()
    }
}

const MULTIPART: &str = "multipart/related; boundary=b";

fn outcome(body: &[u8]) -> String {
    match network().receive(MULTIPART, body) {
        Ok(_) => "received".to_owned(),
        Err(rejection) => rejection.error.code.to_string(),
    }
}

fn check(parts: &Parts, code: &str) {
    let answer = network().receive(MULTIPART, &parts.body());
    let found = answer.as_ref().map_or_else(|rejection| rejection.error.code.to_string(), |_| "received".to_owned());
    assert_eq!(found, code, "{answer:?}\n{}", parts.envelope);
}

#[test]
fn a_message_arrives_as_it_was_sent_and_its_receipt_proves_it() {
    let network = network();
    let sent = message(PAYLOAD);
    let prepared = network.prepare(&sent);
    let received = network.receive(&prepared.content_type, &prepared.body).unwrap();
    assert_eq!(received.payload, PAYLOAD);
    assert_eq!(received.message_id, sent.message_id);
    assert_eq!(received.timestamp, sent.timestamp);
    assert_eq!((received.service, received.action), (sent.service, sent.action));
    assert_eq!(received.service_type.as_deref(), Some("cenbii-procid-ubl"));
    assert_eq!((received.original_sender, received.final_recipient), (sent.original_sender, sent.final_recipient));
    assert_eq!(received.digests, prepared.digests);
    assert_eq!(received.signer, network.c2.certificate);
    assert!(!received.is_test);
}

#[test]
fn a_retry_sends_the_same_bytes() {
    let prepared = network().prepare(&message(PAYLOAD));
    let stored = serde_json::to_vec(&prepared).unwrap();
    assert_eq!(serde_json::from_slice::<Prepared>(&stored).unwrap(), prepared);
}

#[test]
fn values_with_markup_in_them_arrive_unharmed() {
    let network = network();
    let odd = UserMessage { original_sender: "0106:<&\">'".into(), ..message(PAYLOAD) };
    let prepared = network.prepare(&odd);
    let received = network.receive(&prepared.content_type, &prepared.body).unwrap();
    assert_eq!(received.original_sender, odd.original_sender);
}

#[test]
fn untouched_parts_put_together_again_are_received() {
    check(&Parts::new(), "received");
    let again = Parts::new().secured_again(&Parts::new().plain(), b"x");
    check(&again, "EBMS:0007");
}

#[test]
fn a_changed_header_fails_authentication() {
    for (from, to) in [
        ("0106:54441587", "0106:54441588"),
        ("Invoice-2::Invoice##", "CreditNote-2::CreditNote##"),
        ("S12:mustUnderstand=\"true\" wsu:Id=\"msg-", "S12:mustUnderstand=\"1\" wsu:Id=\"msg-"),
        ("<eb:MessageInfo>", "<eb:MessageInfo> "),
        ("0198f2c0-", "1198f2c0-"),
    ] {
        check(&Parts::new().with(from, to), "EBMS:0101");
    }
}

#[test]
fn a_changed_signature_fails_authentication() {
    let parts = Parts::new();
    let value = parts.element("<ds:SignatureValue>", "</ds:SignatureValue>");
    let other = Parts::new().element("<ds:SignatureValue>", "</ds:SignatureValue>");
    check(&parts.clone().with(&value, &other), "EBMS:0101");
    let digest = parts.element("<ds:DigestValue>", "</ds:DigestValue>");
    check(&parts.with(&digest, "<ds:DigestValue>AAAA</ds:DigestValue>"), "EBMS:0101");
}

#[test]
fn a_filled_body_is_refused() {
    let parts = Parts::new();
    let body = parts.element("<S12:Body", "/>");
    let filled = body.replace("/>", "><x/></S12:Body>");
    check(&parts.clone().with(&body, &filled), "EBMS:0101");
    // Signed as it is, it is still against the profile.
    let payload = gzip(PAYLOAD);
    check(&parts.secured_again(&parts.plain().replace(&body, &filled), &payload), "EBMS:0003");
}

#[test]
fn every_changed_byte_of_the_attachment_fails_decryption() {
    let parts = Parts::new();
    for at in (0..parts.sealed.len()).step_by(7).chain([parts.sealed.len() - 1]) {
        let mut changed = parts.clone();
        changed.sealed[at] ^= 0x40;
        check(&changed, "EBMS:0102");
    }
    let mut shorter = parts.clone();
    shorter.sealed.truncate(20);
    check(&shorter, "EBMS:0102");
}

#[test]
fn every_wrong_content_key_is_answered_in_the_same_way() {
    let parts = Parts::new();
    let value = parts.element("<xenc:CipherValue>", "</xenc:CipherValue>");
    let answers = ["<xenc:CipherValue>!</xenc:CipherValue>", "<xenc:CipherValue>AAAA</xenc:CipherValue>", "<x/>", ""];
    let answers = answers.map(|other| {
        let rejection = network().receive(MULTIPART, &parts.clone().with(&value, other).body()).unwrap_err();
        (rejection.error.to_string(), rejection.reason)
    });
    assert!(answers[0].0.contains("EBMS:0102"), "{answers:?}");
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[test]
fn a_swapped_attachment_fails() {
    let (parts, other) = (Parts::new(), Parts::new());
    let swapped = Parts { sealed: other.sealed.clone(), ..parts.clone() };
    check(&swapped, "EBMS:0102");
    // With the other message's key it opens, but it is not what was signed.
    let plain = parts.plain();
    let first = parts.secured_again(&plain, &gzip(b"one"));
    let second = parts.secured_again(&plain, &gzip(b"two"));
    let tokens = |parts: &Parts| parts.element("<wsse:BinarySecurityToken", "</xenc:EncryptedData>");
    let mixed = first.clone().with(&tokens(&first), &tokens(&second));
    check(&Parts { sealed: second.sealed, ..mixed }, "EBMS:0101");
}

#[test]
fn a_wrapped_header_is_not_believed() {
    let parts = Parts::new();
    let signed = parts.element("<eb:Messaging", "</eb:Messaging>");
    let id = signed.split("wsu:Id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let forged = signed.replace("0106:54441587", "0106:99999999").replace(&id, "msg-forged");
    // The signed header hides where nobody looks; the forged one stands in its place.
    let hidden = parts.clone().with(&signed, &format!("{forged}<hidden xmlns=\"urn:x\">{signed}</hidden>"));
    check(&hidden, "EBMS:0103");
    let in_security = parts.clone().with("<wsse:BinarySecurityToken", &format!("{signed}<wsse:BinarySecurityToken"));
    check(&in_security.with(&format!("</wsse:Security>{signed}"), &format!("</wsse:Security>{forged}")), "EBMS:0103");
    // Side by side there are two headers.
    check(&parts.clone().with(&signed, &[forged.as_str(), &signed].concat()), "EBMS:0009");
    // With the same Id twice it is open which one was meant.
    let twin = forged.replace("msg-forged", &id);
    let twins = format!("{twin}<hidden xmlns=\"urn:x\">{signed}</hidden>");
    check(&parts.with(&signed, &twins), "EBMS:0101");
}

#[test]
fn a_moved_body_is_not_believed() {
    let parts = Parts::new();
    let body = parts.element("<S12:Body", "/>");
    let moved = parts
        .with(&body, "<S12:Body/>")
        .with("</S12:Header>", &format!("<hidden xmlns=\"urn:x\">{body}</hidden></S12:Header>"));
    check(&moved, "EBMS:0103");
}

#[test]
fn what_the_signature_leaves_out_is_refused() {
    let parts = Parts::new();
    let payload = gzip(PAYLOAD);
    let plain = parts.plain();
    let body = parts.element("<S12:Body", "/>");
    check(&parts.secured_again(&plain.replace(&body, "<S12:Body/>"), &payload), "EBMS:0103");
    let header_id = plain.split(" wsu:Id=\"msg-").nth(1).unwrap().split('"').next().unwrap();
    let unsigned_header = plain.replace(&format!(" wsu:Id=\"msg-{header_id}\""), "");
    check(&parts.secured_again(&unsigned_header, &payload), "EBMS:0103");
    // A reference that is taken out breaks the signature value.
    let reference = parts.element("<ds:Reference URI=\"cid:", "</ds:Reference>");
    check(&parts.with(&reference, ""), "EBMS:0101");
}

#[test]
fn references_are_few_and_each_to_something_else() {
    let refused = |parts: Parts| network().receive(MULTIPART, &parts.body()).unwrap_err();
    let parts = Parts::new();
    for reference in ["<ds:Reference URI=\"#msg-", "<ds:Reference URI=\"cid:"] {
        let reference = parts.element(reference, "</ds:Reference>");
        let many = refused(parts.clone().with(&reference, &reference.repeat(7)));
        assert_eq!(many.error.code.as_str(), "EBMS:0101");
        assert!(many.reason.contains("1 to 8 references"), "{}", many.reason);
    }
    let reference = parts.element("<ds:Reference URI=\"#msg-", "</ds:Reference>");
    let twice = refused(parts.with(&reference, &reference.repeat(2)));
    assert_eq!(twice.error.code.as_str(), "EBMS:0101");
    assert!(twice.reason.contains("referenced twice"), "{}", twice.reason);
}

#[test]
fn an_attachment_outside_the_signature_is_refused() {
    let parts = Parts::new();
    let network = network();
    let plain = parts.plain();
    let signed = wss::sign(&plain, &network.c2).unwrap().envelope;
    let full = parts.secured_again(&plain, &gzip(PAYLOAD));
    let tokens = full.element("<wsse:BinarySecurityToken", "</xenc:EncryptedData>");
    let envelope = signed.replacen("<wsse:BinarySecurityToken", &format!("{tokens}<wsse:BinarySecurityToken"), 1);
    check(&Parts { envelope, ..full }, "EBMS:0103");
}

#[test]
fn unsigned_and_unencrypted_messages_are_against_the_policy() {
    let parts = Parts::new();
    let bare = Parts { envelope: parts.plain(), ..parts.clone() };
    check(&bare, "EBMS:0103");
    let signature = parts.element("<ds:Signature ", "</ds:Signature>");
    check(&parts.clone().with(&signature, ""), "EBMS:0103");
    let network = network();
    let attachment = Attachment { content_id: &parts.content_id, mime_type: "application/gzip", bytes: &gzip(PAYLOAD) };
    let secured = wss::sign_and_encrypt(&parts.plain(), attachment, &network.c2, &network.c3.certificate).unwrap();
    let unencrypted = Parts { envelope: secured.envelope, sealed: gzip(PAYLOAD), ..parts };
    let data = unencrypted.element("<xenc:EncryptedData", "</xenc:EncryptedData>");
    check(&unencrypted.with(&data, ""), "EBMS:0103");
}

#[test]
fn other_algorithms_are_against_the_policy() {
    for (from, to) in [
        ("xmldsig-more#rsa-sha256", "xmldsig-more#rsa-sha512"),
        ("xmldsig-more#rsa-sha256", "xmldsig#rsa-sha1"),
        (
            "SwAProfile-1.1#Attachment-Content-Signature-Transform",
            "SwAProfile-1.1#Attachment-Complete-Signature-Transform",
        ),
        ("xmlenc11#aes128-gcm", "xmlenc11#aes256-gcm"),
        ("xmlenc11#rsa-oaep", "xmlenc#rsa-oaep-mgf1p"),
        ("xmlenc11#mgf1sha256", "xmlenc11#mgf1sha1"),
        ("x509-token-profile-1.0#X509v3", "x509-token-profile-1.0#X509PKIPathv1"),
    ] {
        assert_eq!(outcome(&Parts::new().with(from, to).body()), "EBMS:0103", "{to}");
    }
}

#[test]
fn a_message_for_another_key_is_answered_like_a_damaged_one() {
    let network = network();
    let prepared = network.prepare(&message(PAYLOAD));
    let other = network.access_points.access_point("PBE000002", TEST_ACCESS_POINT).unwrap();
    let with = |current: &Identity, older: Vec<Identity>| {
        let keys = KeyRing { current: current.clone(), older };
        receive(&prepared.content_type, &prepared.body, &keys, &network.trust, now(), Profile::Peppol)
    };
    let refused = with(&other, Vec::new()).unwrap_err();
    assert_eq!(refused.error.code.as_str(), "EBMS:0102");
    let mut damaged = Parts::of(&prepared);
    damaged.sealed[30] ^= 1;
    let damaged = network.receive(MULTIPART, &damaged.body()).unwrap_err();
    assert_eq!(EbmsError { ref_to: None, ..*refused.error }, EbmsError { ref_to: None, ..*damaged.error });
    assert!(with(&other, vec![network.c3.clone()]).is_ok(), "an older key of ours still opens it");
}

#[test]
fn the_signer_must_be_a_trusted_access_point_at_that_time() {
    let network = network();
    let sent = message(PAYLOAD);
    let code = |signer: &Identity, trust: &TrustStore| {
        let prepared = as4::prepare(&sent, signer, &network.c3.certificate).unwrap();
        let received = receive(&prepared.content_type, &prepared.body, &network.keys(), trust, now(), Profile::Peppol);
        received.map_or_else(|rejection| rejection.error.code.to_string(), |_| "received".to_owned())
    };
    assert_eq!(code(&network.c2, &network.trust), "received");
    assert_eq!(code(&network.c2, &TrustStore::new(Vec::new())), "EBMS:0101");
    let publishers = network.root.intermediate("Acquit SERVICE METADATA PUBLISHER TEST CA").unwrap();
    let anchors = [network.root.certificate(), network.access_points.certificate(), publishers.certificate()];
    let both = TrustStore::new(anchors.map(Clone::clone).to_vec());
    let publisher = publishers.service_metadata_publisher("PNL000001").unwrap();
    assert_eq!(code(&publisher, &both), "EBMS:0101");
    let ended = network.access_points.issuing_between(now() - TimeDelta::days(9), now() - TimeDelta::days(1));
    assert_eq!(code(&ended.access_point("PNL000001", TEST_ACCESS_POINT).unwrap(), &network.trust), "EBMS:0101");
    let future = network.access_points.issuing_between(now() + TimeDelta::days(1), now() + TimeDelta::days(9));
    assert_eq!(code(&future.access_point("PNL000001", TEST_ACCESS_POINT).unwrap(), &network.trust), "EBMS:0101");
}

#[test]
fn header_values_that_peppol_does_not_have_are_refused_though_signed() {
    let payload = gzip(PAYLOAD);
    for (from, to, code) in [
        ("<eb:PartyId type=\"urn:fdc:peppol.eu:2017:identifiers:ap\">PNL", "<eb:PartyId>PNL", "EBMS:0004"),
        (">PNL000001<", ">PNL000009<", "EBMS:0101"),
        (">PNL000001<", ">somebody<", "EBMS:0004"),
        (">PBE000002<", ">PBE000009<", "EBMS:0003"),
        ("/initiator<", "/responder<", "EBMS:0010"),
        ("tia:ap_provider", "tia:other", "EBMS:0010"),
        ("name=\"originalSender\" type=\"iso6523-actorid-upis\"", "name=\"originalSender\"", "EBMS:0004"),
        ("name=\"finalRecipient\"", "name=\"FinalRecipient\"", "EBMS:0004"),
        ("@acquit", "", "EBMS:0009"),
        ("2026-11-22T12:00:00.000Z", "yesterday", "EBMS:0009"),
        ("<eb:Action>", "<eb:Action/><eb:Action>", "EBMS:0009"),
        ("href=\"cid:", "href=\"https:", "EBMS:0011"),
        ("<eb:PayloadInfo>", "<eb:PayloadInfo><eb:PartInfo href=\"cid:another\"/>", "EBMS:0004"),
        ("\">application/gzip", "\">application/zip", "EBMS:0303"),
    ] {
        let parts = Parts::new();
        let changed = parts.plain().replacen(from, to, 1);
        assert_ne!(changed, parts.plain(), "{from}");
        check(&parts.secured_again(&changed, &payload), code);
    }
}

#[test]
fn a_message_id_longer_than_any_is_refused() {
    let parts = Parts::new();
    let changed = parts.plain().replacen("@acquit", &format!("@{}", "a".repeat(255)), 1);
    check(&parts.secured_again(&changed, &gzip(PAYLOAD)), "EBMS:0009");
}

#[test]
fn unknown_properties_and_offsets_in_time_are_accepted() {
    let parts = Parts::new();
    let changed = parts
        .plain()
        .replace(
            "<eb:MessageProperties>",
            "<eb:MessageProperties><eb:Property name=\"trackingIdentifier\">7</eb:Property>",
        )
        .replace("2026-11-22T12:00:00.000Z", "2026-11-22T13:00:00+01:00");
    let again = parts.secured_again(&changed, &gzip(PAYLOAD));
    let received = network().receive(MULTIPART, &again.body()).unwrap();
    assert_eq!(received.timestamp, now());
}

#[test]
fn a_payload_that_is_not_compressed_is_taken_as_it_is() {
    let parts = Parts::new();
    let property = "<eb:Property name=\"CompressionType\">application/gzip</eb:Property>";
    let again = parts.secured_again(&parts.plain().replace(property, ""), PAYLOAD);
    assert_eq!(network().receive(MULTIPART, &again.body()).unwrap().payload, PAYLOAD);
}

#[test]
fn a_payload_that_only_says_it_is_gzip_fails_decompression() {
    let parts = Parts::new();
    check(&parts.secured_again(&parts.plain(), PAYLOAD), "EBMS:0303");
}

#[test]
fn a_payload_of_two_gzip_members_fails_decompression() {
    let parts = Parts::new();
    let (head, tail) = PAYLOAD.split_at(PAYLOAD.len() / 2);
    check(&parts.secured_again(&parts.plain(), &[gzip(head), gzip(tail)].concat()), "EBMS:0303");
    check(&parts.secured_again(&parts.plain(), &[gzip(PAYLOAD), gzip(b"")].concat()), "EBMS:0303");
}

#[test]
fn a_bomb_is_defused_and_an_oversized_payload_refused() {
    let network = network();
    let prepared = network.prepare(&message(&vec![b'x'; 3_000_000]));
    let bomb = network.receive(&prepared.content_type, &prepared.body).unwrap_err();
    assert_eq!(bomb.error.code.as_str(), "EBMS:0303");
    let prepared = network.prepare(&message(PAYLOAD));
    let limits = |payload_bytes_max| Limits { payload_bytes_max, ..Limits::default() };
    let within = |limits| {
        receive_within(
            limits,
            &prepared.content_type,
            &prepared.body,
            &network.keys(),
            &network.trust,
            now(),
            Profile::Peppol,
        )
    };
    assert!(within(limits(PAYLOAD.len())).is_ok());
    assert_eq!(within(limits(PAYLOAD.len() - 1)).unwrap_err().error.code.as_str(), "EBMS:0004");
    let envelope = Limits { envelope_bytes_max: 100, ..Limits::default() };
    assert_eq!(within(envelope).unwrap_err().error.code.as_str(), "EBMS:0009");
}

#[test]
fn parts_must_be_those_of_the_header() {
    let parts = Parts::new();
    let (id, sealed) = (parts.content_id.as_str(), parts.sealed.as_slice());
    assert_eq!(outcome(&parts.body_with(&[])), "EBMS:0007");
    assert_eq!(outcome(&parts.body_with(&[("other@cid", sealed)])), "EBMS:0007");
    assert_eq!(outcome(&parts.body_with(&[(id, sealed), ("other@cid", b"x")])), "EBMS:0007");
    assert_eq!(outcome(&parts.body_with(&[(id, sealed), (id, sealed)])), "EBMS:0007");
    assert_eq!(outcome(&parts.body_with(&[(&id.replace('@', "%40"), sealed)])), "received");
}

#[test]
fn what_is_no_message_at_all_is_refused_without_a_reference() {
    let network = network();
    for (content_type, body, code) in [
        ("text/plain", &b"hello"[..], "EBMS:0007"),
        ("", b"", "EBMS:0007"),
        (MULTIPART, b"--b\r\n\r\n<a/>\r\n--b", "EBMS:0007"),
        (MULTIPART, b"--b\r\n\r\n<a/>\r\n--b--", "EBMS:0009"),
        (MULTIPART, b"--b\r\n\r\n<!DOCTYPE a><a/>\r\n--b--", "EBMS:0009"),
        ("application/soap+xml", b"not xml", "EBMS:0009"),
    ] {
        let rejection = network.receive(content_type, body).unwrap_err();
        assert_eq!((rejection.error.code.as_str(), rejection.ref_to), (code, None), "{content_type}");
    }
}

#[test]
fn a_refusal_names_the_message_it_is_about() {
    let parts = Parts::new().with("0106:54441587", "0106:1");
    let rejection = network().receive(MULTIPART, &parts.body()).unwrap_err();
    assert_eq!(rejection.ref_to, Some(message(PAYLOAD).message_id));
    assert_eq!(rejection.error.ref_to, rejection.ref_to);
}

#[test]
fn a_connectivity_test_is_recognized() {
    let namespace = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/";
    let test =
        UserMessage { service: format!("{namespace}service"), action: format!("{namespace}test"), ..message(b"") };
    let prepared = network().prepare(&test);
    let received = network().receive(&prepared.content_type, &prepared.body).unwrap();
    assert!(received.is_test);
}

#[test]
fn a_connectivity_test_has_no_second_payload_either() {
    let namespace = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/";
    let test =
        UserMessage { service: format!("{namespace}service"), action: format!("{namespace}test"), ..message(PAYLOAD) };
    let parts = Parts::of(&network().prepare(&test));
    let second = "<eb:PayloadInfo><eb:PartInfo href=\"cid:another\"/>";
    let changed = parts.plain().replacen("<eb:PayloadInfo>", second, 1);
    assert_ne!(changed, parts.plain());
    check(&parts.secured_again(&changed, &gzip(PAYLOAD)), "EBMS:0004");
}

#[test]
fn only_a_signed_receipt_of_the_addressee_for_this_message_is_proof() {
    let network = network();
    let prepared = network.prepare(&message(PAYLOAD));
    let received = network.receive(&prepared.content_type, &prepared.body).unwrap();
    let ours = network.expected(&prepared);
    let judge = |answer: &Answer| judge_answer(answer, &ours, &network.trust, now());
    let good = as4::receipt(&received, &network.c3, "r@acquit", now()).unwrap();
    assert!(matches!(judge(&signal(good.clone())), Verdict::Receipt(_)));
    let error_status = Answer { status: 500, content_type: String::new(), body: good.clone() };
    assert!(matches!(judge(&error_status), Verdict::Receipt(_)), "the status does not matter");

    let text = String::from_utf8(good.clone()).unwrap();
    let invalid = |text: &str, expected_reason: &str| match judge(&signal(text.as_bytes().to_vec())) {
        Verdict::InvalidReceipt { reason } => assert!(reason.contains(expected_reason), "{reason}"),
        other => panic!("{other:?}"),
    };
    invalid(&text.replace("2026-11-22T12:00:00.000Z", "2026-11-22T12:00:01.000Z"), "changed after signing");
    invalid(&text.replace(&prepared.message_id, "other@acquit"), "is for other@acquit");
    let security = text.find("<wsse:Security").unwrap()..text.find("<eb:Messaging").unwrap();
    invalid(&text.replace(&text[security], ""), "not signed");
    let reference = Parts { envelope: text.clone(), content_id: String::new(), sealed: Vec::new() }
        .element("<ebbp:MessagePartNRInformation>", "</ebbp:MessagePartNRInformation>");
    invalid(&text.replace(&reference, ""), "does not mention #msg-");

    let signed_by = |identity: &Identity| judge(&signal(as4::receipt(&received, identity, "r@acquit", now()).unwrap()));
    let renewed = network.access_points.access_point("PBE000002", TEST_ACCESS_POINT).unwrap();
    let Verdict::Receipt(evidence) = signed_by(&renewed) else { panic!("a renewed certificate") };
    assert!(!evidence.signer_is_addressee);
    assert!(matches!(signed_by(&network.c2), Verdict::InvalidReceipt { .. }), "another access point");
    let stranger = xmlsec::pki::Authority::root("Other ACCESS POINT CA", now(), now() + TimeDelta::days(1)).unwrap();
    let stranger = stranger.access_point("PBE000002", TEST_ACCESS_POINT).unwrap();
    assert!(matches!(signed_by(&stranger), Verdict::InvalidReceipt { .. }), "an unknown issuer");
}

#[test]
fn errors_are_read_signed_or_not_and_other_answers_are_unusable() {
    let network = network();
    let prepared = network.prepare(&message(PAYLOAD));
    let ours = expected(&prepared, &network.c3.certificate);
    let judge = |status: u16, body: Vec<u8>| {
        judge_answer(&Answer { status, content_type: "text/html".into(), body }, &ours, &network.trust, now())
    };
    let error = [EbmsError::not_serviced("<nobody>")];
    for identity in [None, Some(&network.c3)] {
        let body = as4::error_signal(&error, Some(&prepared.message_id), identity, "e@acquit", now());
        let Verdict::Errors(errors) = judge(500, body) else { panic!("an error signal") };
        assert!(errors[0].is_not_serviced());
        assert_eq!(errors[0].description.as_deref(), Some("<nobody>"));
        assert_eq!(errors[0].ref_to.as_ref(), Some(&prepared.message_id));
    }
    for (status, body) in [(204, &b""[..]), (200, b"<html/>"), (502, b"Bad Gateway"), (200, prepared.body.as_slice())] {
        let verdict = judge(status, body.to_vec());
        assert!(matches!(verdict, Verdict::Unusable { .. }), "{status}: {verdict:?}");
    }
}

#[test]
fn what_could_not_be_delivered_is_not_prepared() {
    let network = network();
    for message in [
        UserMessage { message_id: "no-at-sign".into(), ..message(PAYLOAD) },
        UserMessage { message_id: format!("{}@acquit", "1".repeat(249)), ..message(PAYLOAD) },
        UserMessage { from_party: "PNL000009".into(), ..message(PAYLOAD) },
        UserMessage { to_party: "PBE000009".into(), ..message(PAYLOAD) },
    ] {
        assert!(as4::prepare(&message, &network.c2, &network.c3.certificate).is_err());
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
