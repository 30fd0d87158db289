//! Settle: money that is on the account speaks for its payer, whatever ends the program and however it is named.

use chrono::NaiveDate;
use gateway::flow::ingest::{Ingestion, Submission, ingest};
use gateway::flow::settle::{SettleReport, settle, settle_waiting};
use receivables::gate::BankData;
use receivables::{Calendar, Facts};
use serde_json::json;
use store::{DocumentId, GateContext};

use crate::house::House;

const IBAN: &str = "NL91ABNA0417164300";
const DEBTOR: &str = "0190:00000001234567890000";

async fn seller() -> House {
    House::open_for("0106:12345678", "NL", "").await
}

async fn invoiced(house: &House, number: &str) -> DocumentId {
    let model = json!({
        "type": "invoice", "number": number, "issue_date": "2026-11-02", "due_date": "2026-12-02", "currency": "EUR",
        "buyer_reference": "PO-77812", "payment": {"means": "credit_transfer", "iban": IBAN},
        "seller": {
            "name": "Van Dijk Installatie B.V.", "endpoint": "0106:12345678", "legal_id": "0106:12345678",
            "vat_id": "NL851306469B01",
            "address": {"street": "Kade 1", "city": "Utrecht", "postal_code": "3511AB", "country": "NL"}
        },
        "buyer": {
            "name": "Gemeente Voorstad", "endpoint": DEBTOR, "legal_id": DEBTOR,
            "address": {"street": "Plein 1", "city": "Voorstad", "postal_code": "1234AB", "country": "NL"}
        },
        "lines": [{
            "name": "Onderhoud ketel", "quantity": "2", "unit": "HUR", "price": "75.00",
            "vat": {"category": "S", "rate": "21"}
        }]
    });
    let submission = Submission { tenant: "house".to_owned(), bytes: model.to_string().into_bytes(), address: None };
    match ingest(&house.gateway, submission).await.unwrap() {
        Ingestion::Accepted(ingested) => ingested.document_id,
        other => panic!("{other:?}"),
    }
}

async fn facts(house: &House, document: &DocumentId) -> Facts {
    let context = GateContext {
        bank_feed: true,
        fee_rule: receivables::gate::FeeRule::NoFee,
        calendar: Calendar::Netherlands,
        never_remind: false,
        insolvent: false,
    };
    let store = house.gateway.store();
    let receivable = store.receivable_of(document).await.unwrap().unwrap();
    store.facts_for_gate(&receivable.id, context).await.unwrap().unwrap().facts
}

/// The statement of the clock's day with one payment from an account nobody knows.
fn statement(house: &House, amount: &str, text: &str) -> Vec<u8> {
    let day = house.gateway.now().date_naive();
    let balance = |code: &str, amount: &str| {
        format!(
            "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{amount}</Amt>\
             <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
        )
    };
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>\
         <GrpHdr><MsgId>S1</MsgId><CreDtTm>{day}T08:00:00Z</CreDtTm></GrpHdr><Stmt><Id>S1</Id>\
         <ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>{day}T08:00:00Z</CreDtTm>\
         <Acct><Id><IBAN>{IBAN}</IBAN></Id><Ccy>EUR</Ccy></Acct>{opening}{closing}\
         <Ntry><NtryRef>1</NtryRef><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
         <BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>B1</AcctSvcrRef>\
         <NtryDtls><TxDtls><Refs><AcctSvcrRef>B1</AcctSvcrRef></Refs><Amt Ccy=\"EUR\">{amount}</Amt>\
         <CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Somebody</Nm></Pty></Dbtr>\
         <DbtrAcct><Id><IBAN>NL02ABNA0123456789</IBAN></Id></DbtrAcct></RltdPties>\
         <RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>",
        opening = balance("OPBD", "0.00"),
        closing = balance("CLBD", amount),
    )
    .into_bytes()
}

async fn settled(house: &House, file: &[u8]) -> SettleReport {
    settle(&house.gateway, "house", file).await.unwrap()
}

/// Such a payment is not booked without a person, and until one has looked its likely payer is not chased.
async fn check_proposed_payment_holds(amount: &str, text: &str, reason: &str) {
    let house = seller().await;
    let invoice = invoiced(&house, "2026-0042").await;
    let report = settled(&house, &statement(&house, amount, text)).await;
    assert_eq!((report.lines[0].decision.as_str(), report.lines[0].reason.as_str()), ("propose", reason));
    let today: NaiveDate = house.gateway.now().date_naive();
    assert_eq!(facts(&house, &invoice).await.unmatched_credit_since, Some(today), "{text}");
}

#[tokio::test]
async fn money_that_names_an_invoice_holds_its_debtor_although_the_account_is_unknown() {
    let exact = "invoice-number-and-amount-fit-but-payer-iban-unknown";
    check_proposed_payment_holds("181.50", "betaling 2026-0042", exact).await;
    let other = "invoice-number-fits-but-amount-and-payer-iban-do-not";
    check_proposed_payment_holds("100.00", "betaling 2026-0042", other).await;
}

#[tokio::test]
async fn a_statement_that_nobody_has_matched_yet_says_nothing_about_who_has_not_paid() {
    let house = seller().await;
    let invoice = invoiced(&house, "2026-0042").await;
    let file = statement(&house, "181.50", "betaling 2026-0042");
    let statements = receivables::read_camt053(&file).unwrap();
    let store = house.gateway.store();
    // Where the program ends between the two commits of a settlement.
    store.import_statements("house", &file, &statements, house.gateway.now()).await.unwrap();
    assert_eq!(facts(&house, &invoice).await.bank_data, BankData::Missing);
    settle_waiting(&house.gateway).await.unwrap();
    assert_eq!(facts(&house, &invoice).await.bank_data, BankData::Through(house.gateway.now().date_naive()));
}
