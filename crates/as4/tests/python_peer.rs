//! Against a program that is not ours: the Python package `as4` (version in `tests/interop/python/requirements.txt`).
//!
//! Our message is decrypted and verified there, its receipt proves delivery here, and the other way round.
#![allow(clippy::unwrap_used)]

mod fixture;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use as4::{Verdict, judge_answer};
use fixture::{everything_is_required, message, network, now, signal};
use serde_json::Value;
use tempfile::TempDir;

/// The peer and a folder through which we talk; its side of the PKI lies there too.
struct Peer {
    python: String,
    script: PathBuf,
    folder: TempDir,
}

impl Peer {
    /// None where the package is not installed.
    fn start() -> Option<Self> {
        let python = std::env::var("ACQUIT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/interop/python/peer.py");
        let probe = Command::new(&python).arg(&script).arg("probe").output();
        if !probe.is_ok_and(|output| output.status.success()) {
            assert!(!everything_is_required(), "no Python package as4 for {python}");
            writeln!(std::io::stderr(), "skipped: no Python package as4").expect("standard error takes a line");
            return None;
        }
        let peer = Self { python, script, folder: TempDir::new().unwrap() };
        let network = network();
        for (name, identity) in [("c2", &network.c2), ("c3", &network.c3)] {
            peer.write(&format!("{name}.cert.pem"), identity.certificate.to_pem());
            peer.write(&format!("{name}.key.pem"), identity.key.to_pem());
        }
        peer.write("root.pem", network.root.certificate().to_pem());
        peer.write("intermediate.pem", network.access_points.certificate().to_pem());
        Some(peer)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// Runs one mode as the owner of `us`; the other arguments name files of the folder.
    fn run(&self, mode: &str, us: &str, files: &[(&str, &str)]) -> Value {
        let mut command = Command::new(&self.python);
        command.arg(&self.script).arg(mode).arg("--folder").arg(self.folder.path());
        command.arg("--certificate").arg(self.path(&format!("{us}.cert.pem")));
        command.arg("--key").arg(self.path(&format!("{us}.key.pem")));
        for (option, file) in files {
            command.arg(format!("--{option}")).arg(self.path(file));
        }
        let output = command.output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        let complaint = String::from_utf8_lossy(&output.stderr);
        serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}{complaint}"))
    }

    fn receive(&self) -> Value {
        self.run("receive", "c3", &[("anchor", "root.pem"), ("intermediate", "intermediate.pem")])
    }
}

/// An envelope with everything the package wants of an SBDH.
fn envelope() -> Vec<u8> {
    let scope = |kind: &str, value: &str, scheme: &str| {
        let identifier = if scheme.is_empty() { String::new() } else { format!("<Identifier>{scheme}</Identifier>") };
        format!("<Scope><Type>{kind}</Type><InstanceIdentifier>{value}</InstanceIdentifier>{identifier}</Scope>")
    };
    let document_type = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1";
    let scopes = [
        scope("DOCUMENTID", document_type, "busdox-docid-qns"),
        scope("PROCESSID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", "cenbii-procid-ubl"),
        scope("COUNTRY_C1", "NL", ""),
    ];
    let party = |tag: &str, id: &str| {
        format!("<{tag}><Identifier Authority=\"iso6523-actorid-upis\">{id}</Identifier></{tag}>")
    };
    format!(
        "<StandardBusinessDocument xmlns=\"http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader\">\
         <StandardBusinessDocumentHeader><HeaderVersion>1.0</HeaderVersion>{}{}<DocumentIdentification>\
         <Standard>urn:oasis:names:specification:ubl:schema:xsd:Invoice-2</Standard><TypeVersion>2.1</TypeVersion>\
         <InstanceIdentifier>2f6c0e4e-7c0d-4a53-9d3a-5b1d7d1b2c01</InstanceIdentifier><Type>Invoice</Type>\
         <CreationDateAndTime>2026-11-22T12:00:00Z</CreationDateAndTime></DocumentIdentification>\
         <BusinessScope>{}</BusinessScope></StandardBusinessDocumentHeader>\
         <Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><!-- the content is not looked at -->\
         </Invoice></StandardBusinessDocument>",
        party("Sender", "0106:54441587"),
        party("Receiver", "0208:0899965307"),
        scopes.concat()
    )
    .into_bytes()
}

#[test]
fn the_package_opens_our_message_and_its_receipt_proves_delivery() {
    let Some(peer) = Peer::start() else { return };
    let network = network();
    let prepared = network.prepare(&message(&envelope()));
    peer.write("content-type", &prepared.content_type);
    peer.write("body", &prepared.body);
    let outcome = peer.receive();
    assert_eq!(outcome["ok"], true, "{outcome}");
    assert_eq!(outcome["message_id"], prepared.message_id);
    assert_eq!(outcome["sender"], "0106:54441587");
    assert_eq!(peer.read("payload"), envelope());

    let verdict = judge_answer(&signal(peer.read("signal")), &network.expected(&prepared), &network.trust, now());
    let Verdict::Receipt(evidence) = verdict else { panic!("{verdict:?}") };
    assert!(evidence.signer_is_addressee);

    let mut other = network.expected(&prepared);
    other.digests[2].value_base64 = "AAAA".into();
    let verdict = judge_answer(&signal(peer.read("signal")), &other, &network.trust, now());
    assert!(matches!(verdict, Verdict::InvalidReceipt { .. }), "{verdict:?}");
}

#[test]
fn the_package_refuses_our_message_when_it_was_changed_and_we_read_its_error() {
    let Some(peer) = Peer::start() else { return };
    let network = network();
    let mut prepared = network.prepare(&message(&envelope()));
    let at = memchr::memmem::find(&prepared.body, b"0106:54441587").unwrap();
    prepared.body[at] = b'9';
    peer.write("content-type", &prepared.content_type);
    peer.write("body", &prepared.body);
    let outcome = peer.receive();
    assert_eq!(outcome["ok"], false, "{outcome}");
    let verdict = judge_answer(&signal(peer.read("signal")), &network.expected(&prepared), &network.trust, now());
    let Verdict::Errors(errors) = verdict else { panic!("{verdict:?}") };
    assert_eq!(errors[0].code.as_str(), "EBMS:0101", "{errors:?}");
}

#[test]
fn we_open_the_packages_message_and_it_believes_our_receipt() {
    let Some(peer) = Peer::start() else { return };
    let network = network();
    peer.write("invoice.xml", "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>");
    let built = peer.run("build", "c2", &[("receiver", "c3.cert.pem"), ("payload", "invoice.xml")]);
    assert_eq!(built["ok"], true, "{built}");

    let content_type = String::from_utf8(peer.read("content-type")).unwrap();
    let received = network.receive(&content_type, &peer.read("body")).unwrap();
    assert_eq!(built["message_id"], received.message_id);
    assert_eq!(received.final_recipient, "0208:0899965307");
    assert!(String::from_utf8_lossy(&received.payload).contains("5f0a4c86-2b61-4c0e-8a53-0d1c7c9e1a01"));

    peer.write("answer", as4::receipt(&received, &network.c3, "receipt-1@acquit", now()).unwrap());
    let judged = peer.run("judge", "c2", &[]);
    assert_eq!(judged["ok"], true, "{judged}");

    let mut other = received;
    other.references_xml[2] = other.references_xml[2].replace("DigestValue>", "DigestValue>AAAA");
    peer.write("answer", as4::receipt(&other, &network.c3, "receipt-2@acquit", now()).unwrap());
    let judged = peer.run("judge", "c2", &[]);
    assert_eq!(judged["ok"], false, "a receipt for something else proves nothing: {judged}");
}

#[test]
fn the_package_reads_our_error_signal() {
    let Some(peer) = Peer::start() else { return };
    let network = network();
    peer.write("invoice.xml", "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>");
    let built = peer.run("build", "c2", &[("receiver", "c3.cert.pem"), ("payload", "invoice.xml")]);
    let errors = [as4::EbmsError::not_serviced("0208:0899965307 is not served here")];
    let id = built["message_id"].as_str();
    peer.write("answer", as4::error_signal(&errors, id, Some(&network.c3), "error-1@acquit", now()));
    let judged = peer.run("judge", "c2", &[]);
    assert_eq!(judged["ok"], false, "{judged}");
    assert!(judged["error"].as_str().unwrap().contains("EBMS:0004"), "{judged}");
}
