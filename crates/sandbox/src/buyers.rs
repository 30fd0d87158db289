//! The buyers behind a second access point: a gateway of their own, an inbox each, and a script each follows.
//!
//! Nothing here is a short cut: what buyers say travels as documents through their gateway, their lookups, their AS4;
//! what they pay stands in a bank statement. Only their will is scripted ([`crate::script`]).

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use gateway::flow::ingest::{Ingestion, Submission, ingest};
use gateway::{Clock, Gateway};
use peppol::{Sbdh, known};
use rust_decimal::Decimal;
use serde::Serialize;
use store::{InboundId, InboundRow};
use ubl::Document;
use ubl::document::Limits;
use ubl::response::ResponseCode;
use ubl::summary::{Kind, Summary, summarize};

use crate::SandboxError;
use crate::answers::{invoice_response, message_level_status};
use crate::bank::{Account, Payment, Remittance};
use crate::cast::{Buyer, CAST};
use crate::https::Https;
use crate::network::Network;
use crate::script::{Facts, Reference, Script, Step};
use crate::setup::Setup;
use crate::tamper::Tamper;

/// Seat id of the buyers' access point.
pub const SEAT: &str = "POP000002";
/// Documents read from an inbox at a time.
const INBOX_PAGE: u32 = 100;

/// What a buyer did, in the order it did it.
#[derive(Debug, Clone, Serialize)]
pub struct Act {
    /// When, on the network's clock.
    pub at: DateTime<Utc>,
    /// Short name of the buyer.
    pub buyer: &'static str,
    /// What.
    #[serde(flatten)]
    pub what: What,
}

/// What a buyer, or its provider, did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "did", rename_all = "snake_case")]
pub enum What {
    /// Found a document in its inbox.
    Received {
        /// `invoice`, `credit_note` or `reminder`.
        kind: Kind,
        /// Its number.
        number: String,
    },
    /// Found a reminder in its mail.
    ReceivedMail {
        /// The subject, as it stands in the message.
        subject: String,
    },
    /// The provider sent a Message Level Status.
    SentStatus {
        /// Its code.
        code: &'static str,
        /// Number of the document it is about.
        number: String,
    },
    /// Sent an Invoice Response.
    SentResponse {
        /// Its code.
        code: &'static str,
        /// Number of the invoice it is about.
        number: String,
    },
    /// Paid.
    Paid {
        /// Number of the invoice.
        number: String,
        /// How much.
        amount: Decimal,
        /// In which currency.
        currency: String,
        /// The day it counts.
        value_date: NaiveDate,
    },
}

/// An invoice in a buyer's books.
struct Case {
    invoice: Summary,
    received: NaiveDate,
    reminded: Option<NaiveDate>,
    credited: Decimal,
    done: HashSet<Step>,
}

/// A buyer's desk: what it has read so far and what it has in its books.
struct Desk {
    buyer: &'static Buyer,
    cursor: Option<InboundId>,
    mails_read: usize,
    cases: Vec<Case>,
}

/// Payments on their way into the next statement, by currency.
#[derive(Default)]
struct Bank {
    accounts: BTreeMap<String, Account>,
    pending: Vec<(String, Payment)>,
}

/// The running buyers. [`Buyers::stop`] ends them.
pub struct Buyers {
    setup: Setup,
    gateway: Arc<Gateway>,
    server: Https,
    tamper: Tamper,
    desks: tokio::sync::Mutex<Vec<Desk>>,
    bank: Mutex<Bank>,
}

impl Buyers {
    /// Opens the buyers' access point in `folder`, serves it, and registers every buyer that is on the network.
    pub async fn start(network: &Network, folder: &Path) -> Result<Self, SandboxError> {
        let present = || CAST.iter().filter(|buyer| buyer.is_on_network());
        let tenants = present().map(Buyer::tenant).collect();
        let setup = network.gateway_config(SEAT, tenants, folder, None)?;
        let gateway = Arc::new(Gateway::open(setup.config.clone(), Arc::new(network.clock().clone())).await?);
        let tamper = Tamper::default();
        let routes = web::router(Arc::clone(&gateway))
            .layer(axum::middleware::from_fn_with_state(tamper.clone(), crate::tamper::pass));
        let server = Https::start(routes, network.listener(setup.config.listen)?, &setup.config).await?;
        network.register_provider(&setup)?;
        for buyer in present() {
            network.register(&buyer.id()?, &buyer.takes(), &setup.endpoint(), &setup.certificate);
        }
        let desk = |buyer| Desk { buyer, cursor: None, mails_read: 0, cases: Vec::new() };
        let desks = tokio::sync::Mutex::new(present().map(desk).collect());
        Ok(Self { setup, gateway, server, tamper, desks, bank: Mutex::default() })
    }

    /// Their place on the network.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Their gateway, for tests that look into its store.
    pub fn gateway(&self) -> &Arc<Gateway> {
        &self.gateway
    }

    /// Hidden: the switch for tampered receipts.
    pub fn tamper(&self) -> &Tamper {
        &self.tamper
    }

    /// One round at the clock's instant: read what came, answer and pay what is due, and send the answers off.
    pub async fn act(&self, network: &Network) -> Result<Vec<Act>, SandboxError> {
        self.gateway.work_until_idle().await?;
        let now = network.clock().now();
        let mut acts = Vec::new();
        let mut desks = self.desks.lock().await;
        for desk in desks.iter_mut() {
            self.read_inbox(desk, now, &mut acts).await?;
            read_mail(desk, network, now, &mut acts);
            self.follow_script(desk, now, &mut acts).await?;
        }
        drop(desks);
        self.gateway.work_until_idle().await?;
        Ok(acts)
    }

    /// The first day after `day` on which a buyer does something, as far as it is known now.
    pub async fn next_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        let desks = self.desks.lock().await;
        let days = desks.iter().flat_map(|desk| desk.cases.iter().flat_map(|case| case.open_steps(desk.buyer.script)));
        days.map(|(on, _)| on).filter(|on| *on > day).min()
    }

    /// The seller's statements since the last call, one per currency; one without entries says that the day had none.
    pub fn statements(&self, seller_iban: &str, now: DateTime<Utc>) -> Vec<Vec<u8>> {
        let mut bank = self.bank.lock().expect("no holder of this lock panics");
        let Bank { accounts, pending } = &mut *bank;
        accounts.entry("EUR".to_owned()).or_insert_with(|| Account::new(seller_iban, "EUR"));
        for (currency, _) in pending.iter() {
            accounts.entry(currency.clone()).or_insert_with(|| Account::new(seller_iban, currency));
        }
        let payments = std::mem::take(pending);
        let of =
            |currency: &str| payments.iter().filter(|(of, _)| of == currency).map(|(_, paid)| paid.clone()).collect();
        accounts
            .iter_mut()
            .map(|(currency, account)| {
                let payments: Vec<Payment> = of(currency);
                account.statement(now, &payments)
            })
            .collect()
    }

    /// Closes the port, waits for running requests and closes the database.
    pub async fn stop(self) {
        self.server.stop().await;
        self.gateway.store().close().await;
    }

    async fn read_inbox(&self, desk: &mut Desk, now: DateTime<Utc>, acts: &mut Vec<Act>) -> Result<(), SandboxError> {
        loop {
            let page = self.gateway.store().inbox(desk.buyer.participant, desk.cursor.as_ref(), INBOX_PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            let cursor = last.id.clone();
            for inbound in &page {
                self.take_up(desk, inbound, now, acts).await?;
            }
            desk.cursor = Some(cursor);
        }
    }

    async fn take_up(
        &self,
        desk: &mut Desk,
        inbound: &InboundRow,
        now: DateTime<Utc>,
        acts: &mut Vec<Act>,
    ) -> Result<(), SandboxError> {
        let envelope = self.gateway.store().inbound_payload(&inbound.id).await?;
        let (sbdh, payload) = Sbdh::open(&envelope)?;
        let document = Document::read(&payload, &Limits::default()).map_err(|error| unreadable(&error))?;
        let summary = summarize(&document).map_err(|error| unreadable(&error))?;
        let number = summary.number.clone();
        let buyer = desk.buyer;
        acts.push(Act {
            at: now,
            buyer: buyer.key,
            what: What::Received { kind: summary.kind, number: number.clone() },
        });

        let (code, provider) = (buyer.script.verdict(), self.gateway.service_provider());
        if let Some(status) = message_level_status(&sbdh, &inbound.from_party, provider, code, now) {
            self.send(buyer, status).await?;
            acts.push(Act { at: now, buyer: buyer.key, what: What::SentStatus { code: code.as_str(), number } });
        }
        desk.book(summary, now.date_naive(), sbdh.document_type == known::ehf_reminder());
        Ok(())
    }

    async fn follow_script(
        &self,
        desk: &mut Desk,
        now: DateTime<Utc>,
        acts: &mut Vec<Act>,
    ) -> Result<(), SandboxError> {
        let buyer = desk.buyer;
        for case in &mut desk.cases {
            for (on, step) in case.open_steps(buyer.script) {
                if on > now.date_naive() {
                    break;
                }
                let what = match step {
                    Step::Answer(code) => self.answer(buyer, case, code, on, now).await?,
                    Step::Pay(reference) => self.pay(buyer, case, reference, on),
                };
                case.done.insert(step);
                acts.extend(what.map(|what| Act { at: now, buyer: buyer.key, what }));
            }
        }
        Ok(())
    }

    async fn answer(
        &self,
        buyer: &Buyer,
        case: &Case,
        code: ResponseCode,
        on: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Option<What>, SandboxError> {
        let Some(response) = invoice_response(buyer, &case.invoice, code, on, now) else {
            return Ok(None);
        };
        self.send(buyer, response).await?;
        Ok(Some(What::SentResponse { code: code.as_str(), number: case.invoice.number.clone() }))
    }

    /// A transfer of what is owed; nothing if nothing is.
    fn pay(&self, buyer: &Buyer, case: &Case, reference: Reference, on: NaiveDate) -> Option<What> {
        let (invoice, amount) = (&case.invoice, case.invoice.payable - case.credited);
        if amount <= Decimal::ZERO {
            return None;
        }
        let by_number = || Remittance::Text(format!("betaling factuur {}", invoice.number));
        let remittance = match (reference, &invoice.payment_reference) {
            (Reference::Structured, Some(reference)) => Remittance::Structured(reference.clone()),
            _ => by_number(),
        };
        let (payer, payer_iban) = (buyer.name.to_owned(), buyer.iban.to_owned());
        let payment = Payment { amount, value_date: on, payer, payer_iban, remittance };
        let currency = invoice.currency.clone();
        self.bank.lock().expect("no holder of this lock panics").pending.push((currency.clone(), payment));
        Some(What::Paid { number: invoice.number.clone(), amount, currency, value_date: on })
    }

    /// Hands a document of a buyer, or of its provider, to their gateway.
    async fn send(&self, buyer: &Buyer, bytes: Vec<u8>) -> Result<(), SandboxError> {
        let submission = Submission { tenant: buyer.key.to_owned(), bytes, address: None };
        match ingest(&self.gateway, submission).await? {
            Ingestion::Accepted(_) | Ingestion::AlreadyThere(_) => Ok(()),
            Ingestion::Refused(refusal) => {
                Err(SandboxError::Buyer { buyer: buyer.key, problem: format!("{refusal:?}") })
            }
        }
    }
}

impl Desk {
    /// Puts a document into the books.
    fn book(&mut self, summary: Summary, today: NaiveDate, is_ehf: bool) {
        match summary.kind {
            Kind::Invoice => self.cases.push(Case {
                invoice: summary,
                received: today,
                reminded: None,
                credited: Decimal::ZERO,
                done: HashSet::new(),
            }),
            Kind::CreditNote => {
                for case in self.cases.iter_mut().filter(|case| summary.preceding.contains(&case.invoice.number)) {
                    case.credited += summary.payable;
                }
            }
            Kind::Reminder => {
                debug_assert!(!is_ehf || summary.preceding.len() == 1, "an EHF reminder is about one invoice");
                for case in self.cases.iter_mut().filter(|case| summary.preceding.contains(&case.invoice.number)) {
                    case.reminded.get_or_insert(today);
                }
            }
        }
    }
}

impl Case {
    /// What is still to be done, in the order of its days.
    fn open_steps(&self, script: Script) -> Vec<(NaiveDate, Step)> {
        let due = self.invoice.due_date.unwrap_or(self.received);
        let mut steps = script.plan(&Facts { received: self.received, due, reminded: self.reminded });
        steps.retain(|(_, step)| !self.done.contains(step));
        steps
    }
}

/// A reminder by mail is about everything that is overdue.
fn read_mail(desk: &mut Desk, network: &Network, now: DateTime<Utc>, acts: &mut Vec<Act>) {
    let Some(address) = desk.buyer.mail else { return };
    let today = now.date_naive();
    let mails = network.mails();
    for mail in mails[desk.mails_read.min(mails.len())..].iter().filter(|mail| mail.to.iter().any(|to| to == address)) {
        let subject = mail.header("subject").unwrap_or_default();
        acts.push(Act { at: now, buyer: desk.buyer.key, what: What::ReceivedMail { subject } });
        for case in desk.cases.iter_mut().filter(|case| case.invoice.due_date.is_some_and(|due| due < today)) {
            case.reminded.get_or_insert(today);
        }
    }
    desk.mails_read = mails.len();
}

fn unreadable(error: &impl ToString) -> SandboxError {
    SandboxError::Unreadable(error.to_string())
}
