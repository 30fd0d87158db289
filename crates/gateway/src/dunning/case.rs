//! A receivable that is to be reminded, with what its reminder has to say.

use receivables::gate::Wording;
use receivables::letter::DeliveryProof;
use rust_decimal::Decimal;
use store::{DocumentRow, Judgeable, ReceivableRow, StoreError};
use ubl::document::{Document, Limits};
use ubl::reminder::{CreditedDocument, OpenItem};
use ubl::summary::{Summary, summarize};

use crate::{Error, Gateway};

/// One claim and its document.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) receivable: ReceivableRow,
    pub(crate) document: DocumentRow,
    pub(crate) summary: Summary,
    pub(crate) proof: Option<DeliveryProof>,
    pub(crate) credits: Vec<CreditedDocument>,
    pub(crate) paid: Decimal,
    pub(crate) credited: Decimal,
    /// Reminders that reached the debtor before, plus one.
    pub(crate) sequence: u32,
    pub(crate) wording: Wording,
}

/// Loads what a reminder of this level says about a receivable.
pub(crate) async fn load(gateway: &Gateway, judgeable: &Judgeable, wording: Wording) -> Result<Case, Error> {
    let store = gateway.store();
    let id = &judgeable.receivable.document_id;
    let missing = || StoreError::Missing { what: "document", id: id.to_string() };
    let document = store.document(id).await?.ok_or_else(missing)?;
    let summary = read(&store.document_bytes(id).await?)?;
    Ok(Case {
        proof: proof(gateway, id).await?,
        credits: credits(gateway, &judgeable.receivable).await?,
        receivable: judgeable.receivable.clone(),
        document,
        summary,
        paid: judgeable.facts.paid,
        credited: judgeable.facts.credited,
        sequence: sequence(judgeable),
        wording,
    })
}

fn read(bytes: &[u8]) -> Result<Summary, Error> {
    let unreadable = |error: String| Error::StoredDocument(error);
    let document = Document::read(bytes, &Limits::default()).map_err(|error| unreadable(error.to_string()))?;
    summarize(&document).map_err(|error| unreadable(error.to_string()))
}

fn sequence(judgeable: &Judgeable) -> u32 {
    let reached = judgeable
        .facts
        .reminders
        .iter()
        .filter(|reminder| matches!(reminder.fate, receivables::gate::Fate::Reached(_)));
    u32::try_from(reached.count()).unwrap_or(u32::MAX).saturating_add(1)
}

/// The receipt that proves the invoice's arrival.
async fn proof(gateway: &Gateway, document: &store::DocumentId) -> Result<Option<DeliveryProof>, Error> {
    let deliveries = gateway.store().deliveries(document).await?;
    Ok(deliveries.into_iter().find_map(|delivery| {
        Some(DeliveryProof {
            received_at: delivery.receipt_at?,
            access_point: delivery.receipt_signer?,
            message_id: delivery.message_id,
        })
    }))
}

/// The credit notes set against a receivable, as far as they were.
async fn credits(gateway: &Gateway, receivable: &ReceivableRow) -> Result<Vec<CreditedDocument>, Error> {
    if receivable.credited.is_zero() {
        return Ok(Vec::new());
    }
    let mut credits = Vec::new();
    for (document, amount) in gateway.store().credits_of(&receivable.id).await? {
        let summary = read(&gateway.store().document_bytes(&document).await?)?;
        // A note that credits several invoices is not split by VAT here: the structured forms refuse it, a letter does not.
        let whole = summary.payable == amount;
        credits.push(CreditedDocument {
            number: summary.number,
            issue_date: Some(summary.issue_date),
            gross: amount,
            vat_groups: if whole { summary.vat_groups } else { Vec::new() },
        });
    }
    Ok(credits)
}

impl Case {
    /// The claim as the structured forms state it.
    pub(crate) fn open_item(&self) -> OpenItem {
        OpenItem {
            invoice_number: self.summary.number.clone(),
            invoice_date: self.summary.issue_date,
            due_date: self.receivable.due_date,
            gross: self.summary.payable + self.summary.prepaid,
            credited: self.credited,
            paid: self.summary.prepaid + self.paid,
            open: self.receivable.open,
            vat_groups: self.summary.vat_groups.clone(),
            credits: self.credits.clone(),
            payment_reference: self.summary.payment_reference.clone(),
        }
    }
}
