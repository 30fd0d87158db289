//! Each gate of `reminders.md` §5.2 and each event of §5.6 as it really happens: a claim that would be reminded, one
//! fact more, and the reason stands in the database. (The same facts one by one, without a database, are tested where
//! the gate is written.)

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use gateway::flow::ingest::{Ingestion, Submission, ingest};
use gateway::flow::remind::{preview, remind};
use gateway::flow::settle::settle;
use gateway::{Config, Debtor, Gateway};
use lifecycle::{AttemptOutcome, follow_up, mls, response};
use rust_decimal::Decimal;
use sandbox::bank::{Account, Payment, Remittance};
use sandbox::{Network, seller};
use serde_json::{Value, json};
use store::{
    AttemptRecord, Decision, NewAnswer, NewInvoiceResponse, NewMessageLevel, ReceiptRecord, ReceivableRow,
    ResponseKind, Store,
};

use crate::pair::open;
use crate::stage::{START, start};

/// What happens to one claim, and the reason it is then held for.
const ROWS: &[(&str, Flip)] = &[
    ("paid", Flip::Pay(Share::All)),
    ("credited", Flip::Credit { delivered: true }),
    ("credit_in_flight", Flip::Credit { delivered: false }),
    ("unmatched_payment", Flip::Pay(Share::Unexplained)),
    ("disputed", Flip::Answer(response::Event::Uq)),
    ("rejected", Flip::Answer(response::Event::Re)),
    ("condition_open", Flip::Answer(response::Event::Ca)),
    ("later_date_proposed", Flip::Propose),
    ("postponed", Flip::Answer(response::Event::Ip)),
    ("payment_announced", Flip::Answer(response::Event::Pd)),
    ("part_payment_announced", Flip::Answer(response::Event::Ppd)),
    ("mls_rejected", Flip::RejectedByProvider),
    ("disputed", Flip::Decide(follow_up::Event::DisputeOpened)),
    ("promised", Flip::Decide(follow_up::Event::Promised)),
    ("in_plan", Flip::Decide(follow_up::Event::PlanAgreed)),
    ("paused", Flip::Decide(follow_up::Event::Paused)),
    ("never_remind", Flip::Configure(|debtor| debtor.never_remind = true)),
    ("insolvent", Flip::Configure(|debtor| debtor.insolvent = true)),
];

/// Claims that are still reminded after their fact.
const REMINDED: &[Flip] = &[Flip::Nothing, Flip::Pay(Share::Half), Flip::Answer(response::Event::Ap)];

#[derive(Debug, Clone, Copy)]
enum Flip {
    Nothing,
    Pay(Share),
    Credit { delivered: bool },
    Answer(response::Event),
    Propose,
    RejectedByProvider,
    Decide(follow_up::Event),
    Configure(fn(&mut Debtor)),
}

#[derive(Debug, Clone, Copy)]
enum Share {
    All,
    Half,
    Unexplained,
}

/// The seller's gateway with one invoice per row, each to a debtor of its own.
struct Ledger {
    network: Network,
    config: Config,
    gateway: Arc<Gateway>,
    account: Account,
    _folder: tempfile::TempDir,
}

fn debtor(index: usize) -> String {
    format!("0190:{:020}", 12_345_678_900_000_u64 + index as u64)
}

fn number(index: usize) -> String {
    format!("G-{index:03}")
}

fn iban(index: usize) -> String {
    // Accounts of our own making: matching compares them as text.
    format!("NL00TEST{index:010}")
}

fn today() -> NaiveDate {
    START.parse::<DateTime<Utc>>().unwrap().date_naive() + Days::new(32)
}

impl Ledger {
    async fn open(claims: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let network = start(folder.path()).await;
        let known = |index| Debtor {
            participant: debtor(index),
            receivables_mail: Some("payables@buyer.example".to_owned()),
            ibans: vec![iban(index)],
            ..Debtor::default()
        };
        let tenant = gateway::Tenant { debtors: (0..claims).map(known).collect(), ..seller::tenant() };
        let setup = network.gateway_config("PNL000081", vec![tenant], &folder.path().join("c2"), None).unwrap();
        let gateway = open(&network, &setup).await;
        let account = Account::new(seller::IBAN, "EUR");
        let ledger = Self { network, config: setup.config, gateway, account, _folder: folder };
        for index in 0..claims {
            ledger.ingest(model(index)).await;
        }
        ledger.deliver_all().await;
        ledger.network.clock().set(today().and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap()).and_utc()).unwrap();
        ledger
    }

    fn store(&self) -> &Store {
        self.gateway.store()
    }

    fn now(&self) -> DateTime<Utc> {
        self.gateway.now()
    }

    async fn ingest(&self, model: Value) {
        let submission =
            Submission { tenant: "vandijk".to_owned(), bytes: model.to_string().into_bytes(), address: None };
        let taken = ingest(&self.gateway, submission).await.unwrap();
        assert!(matches!(taken, Ingestion::Accepted(_)), "{taken:?}");
    }

    /// Every queued document arrives: a receipt is written down for it, as dispatch would.
    async fn deliver_all(&self) {
        while let Some(claim) = self.store().claim_due(self.now(), 60, "test").await.unwrap() {
            let receipt =
                ReceiptRecord { message_id: "r@c3".into(), at: self.now(), signer: "PBE000002".into(), raw: vec![1] };
            let record = AttemptRecord {
                started: self.now(),
                ended: self.now(),
                endpoint: None,
                outcome: AttemptOutcome::Receipted,
                failure: None,
                receipt: Some(receipt),
            };
            let next = lifecycle::after_attempt(&claim.progress, &record.outcome, self.now(), 0.5);
            self.store().record_attempt(&claim, &record, &next, self.now()).await.unwrap();
        }
    }

    async fn receivable(&self, index: usize) -> ReceivableRow {
        let found = self.store().find_document("vandijk", &number(index)).await.unwrap().unwrap();
        self.store().receivable_of(&found.id).await.unwrap().unwrap()
    }

    async fn bank(&mut self, payments: &[Payment]) {
        let file = self.account.statement(self.now(), payments);
        settle(&self.gateway, "vandijk", &file).await.unwrap();
    }

    /// Lets the fact happen.
    async fn flip(&mut self, index: usize, flip: Flip) {
        match flip {
            Flip::Nothing => {}
            Flip::Pay(share) => self.pay(index, share).await,
            Flip::Credit { delivered } => self.credit(index, delivered).await,
            Flip::Answer(code) => self.answer(index, code, None).await,
            Flip::Propose => self.answer(index, response::Event::Ca, Some(today() + Days::new(10))).await,
            Flip::RejectedByProvider => self.reject(index).await,
            Flip::Decide(event) => self.decide(index, event).await,
            Flip::Configure(change) => self.configure(index, change).await,
        }
    }

    async fn pay(&mut self, index: usize, share: Share) {
        let open = self.receivable(index).await.open;
        let (amount, text) = match share {
            Share::All => (open, number(index)),
            Share::Half => (open / Decimal::TWO, number(index)),
            Share::Unexplained => (Decimal::ONE, "thank you".to_owned()),
        };
        let payment = Payment {
            amount,
            value_date: today(),
            payer: "Buyer".to_owned(),
            payer_iban: iban(index),
            remittance: Remittance::Text(text),
        };
        self.bank(&[payment]).await;
    }

    async fn credit(&self, index: usize, delivered: bool) {
        let mut note = model(index);
        note["type"] = json!("credit_note");
        note["number"] = json!(format!("CN-{index}"));
        note["preceding_invoices"] = json!([{"number": number(index)}]);
        self.ingest(note).await;
        if delivered {
            self.deliver_all().await;
        }
    }

    async fn answer(&self, index: usize, code: response::Event, proposed_date: Option<NaiveDate>) {
        let answer = NewAnswer {
            tenant: "vandijk".to_owned(),
            sender: debtor(index),
            response_id: format!("IR-{index}"),
            payload: format!("IR-{index}").into_bytes(),
            inbound_id: None,
            issued_at: Some(self.now()),
            details: Value::Null,
        };
        let new = NewInvoiceResponse {
            answer,
            seller: seller::PARTICIPANT.to_owned(),
            code,
            invoice_number: number(index),
            invoice_issue_date: None,
            invoice_kind: None,
            on_behalf_of: None,
            effective_date: (code == response::Event::Ip).then(|| today() + Days::new(5)),
            proposed_date,
        };
        self.store().apply_response(&new, self.now()).await.unwrap();
    }

    async fn reject(&self, index: usize) {
        let receivable = self.receivable(index).await;
        let delivery = self.store().deliveries(&receivable.document_id).await.unwrap().pop().unwrap();
        let answer = NewAnswer {
            tenant: String::new(),
            sender: "0242:000002".to_owned(),
            response_id: "MLS-1".to_owned(),
            payload: b"MLS-1".to_vec(),
            inbound_id: None,
            issued_at: Some(self.now()),
            details: Value::Null,
        };
        let new = NewMessageLevel {
            answer,
            kind: ResponseKind::MessageLevelStatus,
            code: mls::Event::Re,
            instance_id: delivery.instance_id,
            from_our_receiver: true,
            description: None,
        };
        self.store().apply_mls(&new, self.now()).await.unwrap();
    }

    async fn decide(&self, index: usize, event: follow_up::Event) {
        let decision = Decision {
            event,
            reason: "as agreed on the telephone".to_owned(),
            until: Some(today() + Days::new(14)),
            author: "M. de Wit".to_owned(),
        };
        let id = self.receivable(index).await.id;
        assert!(self.store().decide_follow_up(&id, &decision, self.now()).await.unwrap());
    }

    /// What only the configuration knows changes with the configuration: the gateway opens again.
    async fn configure(&mut self, index: usize, change: fn(&mut Debtor)) {
        change(&mut self.config.tenants[0].debtors[index]);
        let clock = Arc::new(self.network.clock().clone());
        self.gateway = Arc::new(Gateway::open(self.config.clone(), clock).await.unwrap());
    }

    /// The stored reasons per claim.
    async fn stored(&self) -> BTreeMap<String, Vec<String>> {
        let mut stored: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for hold in self.store().holds("vandijk").await.unwrap() {
            stored.entry(hold.number).or_default().push(hold.reason.as_str().to_owned());
        }
        stored
    }
}

fn model(index: usize) -> Value {
    json!({
        "type": "invoice", "number": number(index), "issue_date": "2026-11-02", "due_date": "2026-12-02",
        "currency": "EUR", "buyer_reference": "PO-1",
        "payment": {"means": "credit_transfer", "iban": seller::IBAN},
        "seller": {
            "name": seller::NAME, "endpoint": seller::PARTICIPANT, "legal_id": seller::PARTICIPANT,
            "vat_id": "NL851306469B01",
            "address": {"street": "Kade 1", "city": "Utrecht", "postal_code": "3511AB", "country": "NL"}
        },
        "buyer": {
            "name": format!("Buyer {index}"), "endpoint": debtor(index), "legal_id": debtor(index),
            "address": {"street": "Plein 1", "city": "Voorstad", "postal_code": "1234AB", "country": "NL"}
        },
        "lines": [{
            "name": "Onderhoud", "quantity": (index + 2).to_string(), "unit": "HUR", "price": "40.00",
            "vat": {"category": "S", "rate": "21"}
        }]
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn one_fact_more_turns_a_reminder_into_a_hold_and_its_reason_is_stored() {
    let flips: Vec<Flip> = ROWS.iter().map(|(_, flip)| *flip).chain(REMINDED.iter().copied()).collect();
    let mut ledger = Ledger::open(flips.len()).await;

    let stale = remind(&ledger.gateway, today()).await.unwrap();
    assert_eq!((stale.sent.len(), stale.held.len()), (0, flips.len()), "no bank data yet: {stale:?}");
    let reasons: Vec<_> = ledger.stored().await.into_values().flatten().collect();
    assert!(reasons.iter().all(|reason| reason == "bank_data_stale"), "{reasons:?}");

    ledger.bank(&[]).await;
    let all = preview(&ledger.gateway, today()).await.unwrap();
    assert_eq!((all.sent.len(), all.held.len()), (flips.len(), 0), "every claim would be reminded: {:?}", all.held);

    for (index, flip) in flips.iter().enumerate() {
        ledger.flip(index, *flip).await;
    }
    let run = remind(&ledger.gateway, today()).await.unwrap();
    let sent: Vec<&str> = run.sent.iter().flat_map(|reminded| &reminded.invoices).map(String::as_str).collect();
    let expected: Vec<String> = (ROWS.len()..flips.len()).map(number).collect();
    assert_eq!(sent, expected);
    let stored = ledger.stored().await;
    for (index, (reason, flip)) in ROWS.iter().enumerate() {
        // A proposed date also moves the day from which the ladder counts.
        let of_claim = stored[&number(index)].iter().map(String::as_str).filter(|reason| *reason != "not_due");
        let of_claim: BTreeSet<&str> = of_claim.collect();
        assert_eq!(of_claim, BTreeSet::from([*reason, "bank_data_stale"]), "{flip:?}");
    }

    ledger.deliver_all().await;
    let again = remind(&ledger.gateway, today()).await.unwrap();
    assert!(again.sent.is_empty(), "no level goes out twice: {again:?}");
    for claim in expected {
        assert!(ledger.stored().await[&claim].contains(&"already_reminded".to_owned()), "{claim}");
    }
    ledger.network.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_proof_of_delivery_there_is_no_reminder() {
    let mut ledger = Ledger::open(0).await;
    ledger.ingest(model(0)).await;
    ledger.bank(&[]).await;
    let run = remind(&ledger.gateway, today()).await.unwrap();
    assert_eq!(run.held[0].reasons[0].as_str(), "not_delivered");
    ledger.deliver_all().await;
    let preview = preview(&ledger.gateway, today()).await.unwrap();
    assert!(preview.held.is_empty(), "{preview:?}");
    ledger.network.stop().await;
}
