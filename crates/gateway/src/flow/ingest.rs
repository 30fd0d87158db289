//! Step 1, ingest: what C1 hands over is judged, addressed, numbered and stored with its delivery, or refused.
//!
//! After it: `dispatch`. One transaction holds document, delivery, outbox row and receivable; identifiers that must
//! survive a repeat (SBDH `InstanceIdentifier`, AS4 message id) are minted here. A refusal stores nothing and says what
//! to mend. `remind` hands its reminders in here as C1 would.

use chrono::{DateTime, Utc};
use peppol::{DocumentTypeId, MlsType, ParticipantId, ProcessId};
use serde_json::{Value, json};
use store::{Channel, Created, DeliveryId, DocumentId, DocumentKind, NewDelivery, NewDocument, NewReceivable};
use ubl::model::{Invoice, ModelError};
use ubl::summary::{Kind, Summary};
use uuid::Uuid;
use validation::{Options, Outcome, Report};

use crate::facts::{Facts, facts};
use crate::fail_point::reach;
use crate::gateway::mint_message_id;
use crate::mail::Letter;
use crate::{Error, Gateway, Stage, Tenant};

/// A document a tenant wants sent.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Id of the tenant.
    pub tenant: String,
    /// The JSON model of an invoice, or an XML document.
    pub bytes: Vec<u8>,
    /// Who to whom, where the document itself does not say or says otherwise.
    pub address: Option<Address>,
}

/// Addressing on the network.
#[derive(Debug, Clone)]
pub struct Address {
    /// C1.
    pub sender: ParticipantId,
    /// C4.
    pub receiver: ParticipantId,
    /// The document type; derived from the document when absent.
    pub document_type: Option<DocumentTypeId>,
    /// The process; derived from the document when absent.
    pub process: Option<ProcessId>,
}

/// What became of a submission.
#[derive(Debug)]
pub enum Ingestion {
    /// Judged, numbered, stored and due for dispatch.
    Accepted(Ingested),
    /// A document of that kind and number of this sender is there already.
    AlreadyThere(AlreadyThere),
    /// Nothing was stored; says what to mend.
    Refused(Refusal),
}

/// A stored document.
#[derive(Debug)]
pub struct Ingested {
    /// Its id.
    pub document_id: DocumentId,
    /// Its delivery.
    pub delivery_id: DeliveryId,
    /// Its number.
    pub number: String,
    /// The verdict it passed.
    pub report: Report,
}

/// The proof of an earlier submission: `GET /v1/documents/{id}` shows its way and its receipt.
#[derive(Debug)]
pub struct AlreadyThere {
    /// The document of that number.
    pub document_id: DocumentId,
    /// Its number.
    pub number: String,
    /// Whether the same bytes were handed in.
    pub same_content: bool,
}

/// Why a submission is refused.
#[derive(Debug)]
pub enum Refusal {
    /// The JSON model does not hold together: each place with its pointer.
    Model(Vec<ModelError>),
    /// The document breaks its rules, or could not be judged.
    Document(Box<Report>),
    /// Outside stage sandbox a document judged by part of its rules is not sent.
    PartialRules {
        /// The rule set, whose name ends in `-partial`.
        rule_set: String,
    },
    /// A fact the road needs is missing or cannot be read.
    Unreadable(String),
    /// An invoice of ours always names the day it is due, or no reminder could follow.
    NoDueDate {
        /// Its number.
        number: String,
    },
    /// The address is missing, not the tenant's, or not one.
    Address(String),
}

/// A document that was judged, with the facts of it.
struct Judged {
    bytes: Vec<u8>,
    report: Report,
    facts: Facts,
}

/// Takes a document in: judge, address, store.
pub async fn ingest(gateway: &Gateway, submission: Submission) -> Result<Ingestion, Error> {
    let tenant = gateway.tenant(&submission.tenant)?;
    let now = gateway.now();
    let (bytes, stage) = (submission.bytes, gateway.config().stage);
    // Judging is computing: it goes where it does not hold up the network.
    let judged = tokio::task::spawn_blocking(move || judge(bytes, stage, now)).await?;
    let judged = match judged {
        Ok(judged) => judged,
        Err(refusal) => return Ok(Ingestion::Refused(refusal)),
    };
    let address = match addressed(gateway, tenant, &judged.facts, submission.address) {
        Ok(address) => address,
        Err(refusal) => return Ok(Ingestion::Refused(refusal)),
    };
    let new = new_document(tenant, &judged, address, now);
    reach("ingest.judged");
    let created = gateway.store().create_outgoing(&new, now).await?;
    reach("ingest.stored");
    gateway.work().notify_one();
    ingested(gateway, created, judged).await
}

async fn ingested(gateway: &Gateway, created: Created, judged: Judged) -> Result<Ingestion, Error> {
    let number = judged.facts.number;
    match created {
        Created::Created { document_id, delivery_id } => {
            tracing::info!(document.id = %document_id, delivery.id = %delivery_id, "document taken in");
            let report = judged.report;
            Ok(Ingestion::Accepted(Ingested { document_id, delivery_id, number, report }))
        }
        Created::AlreadyThere { document_id } => {
            let same_content = gateway.store().document_bytes(&document_id).await? == judged.bytes;
            Ok(Ingestion::AlreadyThere(AlreadyThere { document_id, number, same_content }))
        }
    }
}

/// A structured reminder as it will be stored: judged and numbered like any document, by the same rules.
pub(crate) fn prepare(
    tenant: &Tenant,
    stage: Stage,
    bytes: Vec<u8>,
    address: Address,
    now: DateTime<Utc>,
) -> Result<NewDocument, Refusal> {
    let judged = judge(bytes, stage, now)?;
    Ok(new_document(tenant, &judged, address, now))
}

/// A reminder that leaves by mail: a letter is no document of the network, so no rule set judges it.
pub(crate) fn prepare_letter(
    tenant: &Tenant,
    number: &str,
    letter: &Letter,
    address: &Address,
    now: DateTime<Utc>,
) -> NewDocument {
    NewDocument {
        tenant: tenant.id.clone(),
        kind: DocumentKind::Reminder,
        number: number.to_owned(),
        sender: address.sender.value().to_owned(),
        receiver: address.receiver.value().to_owned(),
        document_type: String::new(),
        process: String::new(),
        country_c1: tenant.country.clone(),
        bytes: letter.to_bytes(),
        issue_date: Some(now.date_naive()),
        due_date: None,
        currency: None,
        payable: None,
        sender_name: Some(tenant.name.clone()),
        receiver_name: None,
        summary: Value::Null,
        delivery: mail_delivery(letter, None, now),
        receivable: None,
    }
}

/// A delivery by mail; `bytes` where the letter is not the document itself.
pub(crate) fn mail_delivery(letter: &Letter, bytes: Option<Vec<u8>>, now: DateTime<Utc>) -> NewDelivery {
    NewDelivery {
        channel: Channel::Mail,
        address: Some(letter.to.clone()),
        bytes,
        mls_type: None,
        ..new_delivery(DocumentKind::Reminder, now)
    }
}

// ---- judging: pure -------------------------------------------------------------------------------------------------

fn judge(bytes: Vec<u8>, stage: Stage, now: DateTime<Utc>) -> Result<Judged, Refusal> {
    let bytes = if is_json(&bytes) { written(&bytes)? } else { bytes };
    let report = validation::validate(&bytes, &Options { on: Some(now.date_naive()), ..Options::default() });
    if report.outcome != Outcome::Valid {
        return Err(Refusal::Document(Box::new(report)));
    }
    if let Some(rule_set) = report.rule_set.as_ref().filter(|name| name.contains("-partial") && stage != Stage::Sandbox)
    {
        return Err(Refusal::PartialRules { rule_set: rule_set.clone() });
    }
    let facts = facts(&bytes).map_err(Refusal::Unreadable)?;
    if facts.kind == DocumentKind::Invoice && facts.summary.as_ref().is_none_or(|summary| summary.due_date.is_none()) {
        return Err(Refusal::NoDueDate { number: facts.number });
    }
    Ok(Judged { bytes, report, facts })
}

fn is_json(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

/// From the JSON model to the XML that is judged and sent.
fn written(json: &[u8]) -> Result<Vec<u8>, Refusal> {
    let invoice = Invoice::from_json(json).map_err(Refusal::Model)?;
    let totals = invoice.totals().map_err(Refusal::Model)?;
    Ok(ubl::write::invoice(&invoice, &totals))
}

// ---- addressing: pure ----------------------------------------------------------------------------------------------

fn addressed(gateway: &Gateway, tenant: &Tenant, facts: &Facts, given: Option<Address>) -> Result<Address, Refusal> {
    let address = match given {
        Some(address) => address,
        None => own_address(facts)?,
    };
    let of_tenant = gateway.tenant_of(&address.sender).is_some_and(|(owner, _)| owner.id == tenant.id);
    // A message-level status is the provider's own word, whoever the tenant is.
    let own_word = facts.kind == DocumentKind::MessageLevelStatus && address.sender == *gateway.service_provider();
    if !of_tenant && !own_word {
        return Err(Refusal::Address(format!("{} is no participant of tenant {}", address.sender.value(), tenant.id)));
    }
    address.receiver.check().map_err(|error| Refusal::Address(error.to_string()))?;
    Ok(address)
}

fn own_address(facts: &Facts) -> Result<Address, Refusal> {
    let missing =
        |who: &str| Refusal::Address(format!("document {} has no usable endpoint of the {who}", facts.number));
    Ok(Address {
        sender: facts.sender.clone().ok_or_else(|| missing("sender"))?,
        receiver: facts.receiver.clone().ok_or_else(|| missing("receiver"))?,
        document_type: None,
        process: None,
    })
}

// ---- what is stored: pure ------------------------------------------------------------------------------------------

fn new_document(tenant: &Tenant, judged: &Judged, address: Address, now: DateTime<Utc>) -> NewDocument {
    let facts = &judged.facts;
    let summary = facts.summary.as_ref();
    NewDocument {
        tenant: tenant.id.clone(),
        kind: facts.kind,
        number: facts.number.clone(),
        sender: address.sender.value().to_owned(),
        receiver: address.receiver.value().to_owned(),
        document_type: address.document_type.unwrap_or_else(|| facts.document_type.clone()).to_string(),
        process: address.process.unwrap_or_else(|| facts.process.clone()).to_string(),
        country_c1: tenant.country.clone(),
        bytes: judged.bytes.clone(),
        issue_date: summary.map(|summary| summary.issue_date),
        due_date: summary.and_then(|summary| summary.due_date),
        currency: summary.map(|summary| summary.currency.clone()),
        payable: summary.map(|summary| summary.payable),
        sender_name: summary.map(|summary| summary.seller.name.clone()),
        receiver_name: summary.map(|summary| summary.buyer.name.clone()),
        summary: summary.map_or(Value::Null, |summary| json!(summary)),
        delivery: new_delivery(facts.kind, now),
        receivable: summary.and_then(|summary| receivable(summary, &address.receiver)),
    }
}

/// The ids that every repeat keeps, minted before the first byte leaves.
fn new_delivery(kind: DocumentKind, now: DateTime<Utc>) -> NewDelivery {
    // No status is sent about a status (`status.md` §2); of everything else we want to hear in any case.
    let asks_for_status = kind != DocumentKind::MessageLevelStatus;
    NewDelivery {
        channel: Channel::As4,
        address: None,
        bytes: None,
        instance_id: Uuid::new_v4().to_string(),
        message_id: mint_message_id(),
        conversation_id: Uuid::new_v4().to_string(),
        mls_type: asks_for_status.then(|| MlsType::AlwaysSend.to_string()),
        due: now,
    }
}

/// What an invoice claims, or a credit note gives back.
fn receivable(summary: &Summary, receiver: &ParticipantId) -> Option<NewReceivable> {
    if summary.kind == Kind::Reminder {
        return None;
    }
    Some(NewReceivable {
        debtor: receiver.value().to_owned(),
        debtor_name: Some(summary.buyer.name.clone()),
        currency: summary.currency.clone(),
        issue_date: summary.issue_date,
        // A credit note asks for nothing; it counts from its own day.
        due_date: summary.due_date.unwrap_or(summary.issue_date),
        payable: summary.payable,
        references: summary.payment_reference.iter().cloned().collect(),
        preceding: summary.preceding.clone(),
    })
}
