//! Receive: a real gateway with a real database takes messages that another access point really signed and sealed.
//! What is answered is judged as the sender would judge it.

use crate::house::{House, NOW, stranger};
use as4::{Answer, Expected, Prepared, UserMessage, Verdict};
use gateway::flow::receive::{As4Answer, receive};
use peppol::{DocumentTypeId, ParticipantId, ProcessId, Sbdh, known};

const SELLER: &str = "0106:12345678";
const BUYER: &str = "0208:0899965307";

/// An invoice on its way to the house, as another access point would send it.
struct Letter {
    message_id: &'static str,
    instance_id: &'static str,
    receiver: &'static str,
    document_type: DocumentTypeId,
    process: ProcessId,
    /// What the AS4 header says in place of the envelope's sender.
    header_sender: Option<&'static str>,
    note: &'static str,
}

impl Default for Letter {
    fn default() -> Self {
        Self {
            message_id: "m1@c2",
            instance_id: "instance-1",
            receiver: BUYER,
            document_type: known::invoice(),
            process: known::billing_process(),
            header_sender: None,
            note: "",
        }
    }
}

impl Letter {
    fn seal(&self, house: &House) -> Prepared {
        let root = self.document_type.root_element().unwrap_or("Reminder");
        let namespace =
            self.document_type.namespace().unwrap_or("urn:oasis:names:specification:ubl:schema:xsd:Reminder-2");
        let document = format!("<{root} xmlns=\"{namespace}\"><!-- {} --></{root}>", self.note);
        let sbdh = Sbdh::for_document(
            ParticipantId::parse(SELLER).unwrap(),
            ParticipantId::parse(self.receiver).unwrap(),
            self.document_type.clone(),
            self.process.clone(),
            self.instance_id,
            NOW.parse().unwrap(),
            "NL",
        );
        let message = UserMessage {
            message_id: self.message_id.to_owned(),
            conversation_id: "c1".to_owned(),
            timestamp: NOW.parse().unwrap(),
            from_party: house.peer.certificate.subject_cn().unwrap(),
            to_party: house.gateway.config().seat_id.clone(),
            service: sbdh.process.value().to_owned(),
            service_type: sbdh.process.scheme().to_owned(),
            action: sbdh.document_type.to_string(),
            original_sender: self.header_sender.unwrap_or(SELLER).to_owned(),
            final_recipient: self.receiver.to_owned(),
            payload: sbdh.wrap(document.as_bytes()).unwrap(),
        };
        as4::prepare(&message, &house.peer, &house.own).unwrap()
    }
}

async fn post(house: &House, message: &Prepared) -> As4Answer {
    receive(&house.gateway, &message.content_type, &message.body).await
}

/// The answer as C2 judges it.
fn judged(house: &House, message: &Prepared, answer: &As4Answer) -> Verdict {
    let answer = Answer { status: answer.status, content_type: answer.content_type.clone(), body: answer.body.clone() };
    let expected = Expected {
        message_id: message.message_id.clone(),
        digests: message.digests.clone(),
        receiver: house.own.clone(),
    };
    as4::judge_answer(&answer, &expected, &house.trust, NOW.parse().unwrap())
}

/// Refused with this code, and this text somewhere in it.
fn check_refused(house: &House, message: &Prepared, answer: &As4Answer, code: &str, words: &str) {
    let Verdict::Errors(errors) = judged(house, message, answer) else {
        panic!("not an error signal: {answer:?}");
    };
    let text = format!("{errors:?}");
    assert!(errors[0].code.as_str() == code && text.contains(words), "{text}");
}

async fn held(house: &House) -> Vec<(String, String)> {
    house.gateway.store().inbound_instances().await.unwrap()
}

#[tokio::test]
async fn a_message_is_stored_before_its_receipt_and_a_repeat_gets_the_same_receipt() {
    let house = House::open().await;
    let message = Letter::default().seal(&house);
    let first = post(&house, &message).await;
    assert!(matches!(judged(&house, &message, &first), Verdict::Receipt(_)), "{first:?}");
    assert_eq!(held(&house).await, [(SELLER.to_owned(), "instance-1".to_owned())]);
    let again = post(&house, &message).await;
    assert_eq!(again, first, "byte for byte the receipt of the first time");
    assert_eq!(held(&house).await.len(), 1);
}

#[tokio::test]
async fn a_known_instance_under_a_new_message_id_is_receipted_and_stored_once() {
    let house = House::open().await;
    post(&house, &Letter::default().seal(&house)).await;
    let second = Letter { message_id: "m2@c2", ..Letter::default() }.seal(&house);
    let answer = post(&house, &second).await;
    assert!(matches!(judged(&house, &second, &answer), Verdict::Receipt(_)), "{answer:?}");
    let inbox = house.gateway.store().inbox(BUYER, None, 10).await.unwrap();
    assert_eq!(inbox.iter().map(|row| row.messages).collect::<Vec<_>>(), [2], "one document, flagged as come twice");
}

#[tokio::test]
async fn the_same_message_id_with_other_content_is_refused() {
    let house = House::open().await;
    post(&house, &Letter::default().seal(&house)).await;
    let other = Letter { note: "another amount", ..Letter::default() }.seal(&house);
    let answer = post(&house, &other).await;
    check_refused(&house, &other, &answer, "EBMS:0004", "other content");
    assert_eq!(held(&house).await.len(), 1);
}

#[tokio::test]
async fn what_is_not_ours_is_not_serviced() {
    let house = House::open().await;
    let stranger = Letter { receiver: "0208:0202239951", ..Letter::default() };
    let type_not_taken =
        Letter { document_type: known::ehf_reminder(), process: known::ehf_reminder_process(), ..Letter::default() };
    let other_process = Letter { process: known::mls_process(), ..Letter::default() };
    for letter in [stranger, type_not_taken, other_process] {
        let message = letter.seal(&house);
        let answer = post(&house, &message).await;
        check_refused(&house, &message, &answer, "EBMS:0004", "PEPPOL:NOT_SERVICED");
    }
    assert!(held(&house).await.is_empty());
}

#[tokio::test]
async fn header_and_envelope_must_agree() {
    let house = House::open().await;
    let message = Letter { header_sender: Some("0106:87654321"), ..Letter::default() }.seal(&house);
    let answer = post(&house, &message).await;
    check_refused(&house, &message, &answer, "EBMS:0004", "originalSender");
    assert!(held(&house).await.is_empty());
}

#[tokio::test]
async fn a_signer_of_another_network_is_refused_and_nothing_is_stored() {
    let mut house = House::open().await;
    house.peer = stranger();
    let message = Letter::default().seal(&house);
    let answer = post(&house, &message).await;
    check_refused(&house, &message, &answer, "EBMS:0101", "");
    assert!(held(&house).await.is_empty());
}

#[tokio::test]
async fn when_the_database_is_gone_there_is_no_signal_so_that_the_sender_tries_again() {
    let house = House::open().await;
    let message = Letter::default().seal(&house);
    house.gateway.store().close().await;
    let answer = post(&house, &message).await;
    assert_eq!((answer.status, answer.body.len()), (503, 0));
}

#[tokio::test]
async fn garbage_is_answered_with_an_error_signal() {
    let house = House::open().await;
    let answer = receive(&house.gateway, "multipart/related; boundary=\"x\"", b"--x\r\n\r\nnothing\r\n--x--").await;
    assert_eq!(answer.status, 200);
    assert!(String::from_utf8_lossy(&answer.body).contains("EBMS:0"), "{answer:?}");
}
