//! The sandbox's buyers: who they are, what they take, and how they behave.
//!
//! All are made up; their identifiers and account numbers have valid check digits and belong to nobody.

use gateway::{BankFeed, Debtor, Tenant};
use peppol::known::{self, Capability};
use peppol::{ParticipantError, ParticipantId};

use crate::script::Script;

/// A buyer of the sandbox.
#[derive(Debug, Clone, Copy)]
pub struct Buyer {
    /// Short stable name, also its tenant id at the buyers' access point.
    pub key: &'static str,
    /// Registered name.
    pub name: &'static str,
    /// Street, city and postal code, for the invoices to it.
    pub address: (&'static str, &'static str, &'static str),
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// Participant id, without its scheme.
    pub participant: &'static str,
    /// VAT number, where an invoice to it needs one.
    pub vat_id: Option<&'static str>,
    /// The account it pays from.
    pub iban: &'static str,
    /// Mail address of its accounts-payable desk, if the seller knows one.
    pub mail: Option<&'static str>,
    /// How it behaves.
    pub script: Script,
}

/// The one that is not on the network has the last row.
pub const CAST: &[Buyer] = &[
    Buyer {
        key: "pays-on-time",
        name: "Gemeente Voorstad",
        address: ("Markt 1", "Voorstad", "1234AB"),
        country: "NL",
        participant: "0190:00000001234567890000",
        vat_id: None,
        iban: "NL39ACQT0100000001",
        mail: None,
        script: Script::PaysOnTime,
    },
    Buyer {
        key: "queries-then-accepts",
        name: "Bouwbedrijf De Linde B.V.",
        address: ("Lindelaan 12", "Lindeveld", "2345BC"),
        country: "NL",
        participant: "0106:23456781",
        vat_id: None,
        iban: "NL12ACQT0100000002",
        mail: Some("crediteuren@de-linde.example"),
        script: Script::QueriesThenAccepts,
    },
    Buyer {
        key: "rejects",
        name: "Ateliers du Canal SA",
        address: ("Quai du Canal 4", "Canalville", "1999"),
        country: "BE",
        participant: "0208:0456789133",
        vat_id: Some("BE0456789133"),
        iban: "BE49999000000171",
        mail: Some("fournisseurs@ateliers-canal.example"),
        script: Script::Rejects,
    },
    Buyer {
        key: "pays-late",
        name: "Drukkerij Noord B.V.",
        address: ("Perspad 7", "Noordveen", "3456CD"),
        country: "NL",
        participant: "0106:34567812",
        vat_id: None,
        iban: "NL82ACQT0100000003",
        mail: Some("administratie@drukkerij-noord.example"),
        script: Script::NeverAnswersPaysLate,
    },
    Buyer {
        key: "norwegian",
        name: "Fjordbygg AS",
        address: ("Havnegata 3", "Fjordby", "9999"),
        country: "NO",
        participant: "0192:987654325",
        vat_id: Some("NO987654325MVA"),
        iban: "NO9799990000014",
        mail: Some("regnskap@fjordbygg.example"),
        script: Script::NorwegianEhf,
    },
    Buyer {
        key: "bilateral",
        name: "Transport Lambert NV",
        address: ("Havenweg 21", "Lambertskerke", "9998"),
        country: "BE",
        participant: "0208:0712345828",
        vat_id: Some("BE0712345828"),
        iban: "BE38999000000272",
        mail: Some("boekhouding@transport-lambert.example"),
        script: Script::BilateralReminder,
    },
    Buyer {
        key: "mail-only",
        name: "Garage Oosterpoort B.V.",
        address: ("Poortweg 9", "Oosterpoort", "4567DE"),
        country: "NL",
        participant: "0106:45678123",
        vat_id: None,
        iban: "NL55ACQT0100000004",
        mail: Some("facturen@garage-oosterpoort.example"),
        script: Script::MailOnly,
    },
    Buyer {
        key: "refused-by-provider",
        name: "Meubelhal Zuid B.V.",
        address: ("Zuiderring 30", "Zuidlaar", "5678EF"),
        country: "NL",
        participant: "0106:56781234",
        vat_id: None,
        iban: "NL28ACQT0100000005",
        mail: None,
        script: Script::RefusedByProvider,
    },
    Buyer {
        key: "not-on-network",
        name: "Bakkerij De Hoek V.O.F.",
        address: ("Dorpsstraat 2", "Hoekdorp", "6789FG"),
        country: "NL",
        participant: "0106:67812345",
        vat_id: None,
        iban: "NL98ACQT0100000006",
        mail: None,
        script: Script::NotOnTheNetwork,
    },
];

/// The buyer of that short name.
pub fn buyer(key: &str) -> Option<&'static Buyer> {
    CAST.iter().find(|buyer| buyer.key == key)
}

impl Buyer {
    /// Its participant id.
    pub fn id(&self) -> Result<ParticipantId, ParticipantError> {
        ParticipantId::parse(self.participant)
    }

    /// Whether the SML knows it.
    pub fn is_on_network(&self) -> bool {
        self.script != Script::NotOnTheNetwork
    }

    /// The document types its SMP lists.
    pub fn takes(&self) -> Vec<Capability> {
        let mut takes =
            vec![(known::invoice(), known::billing_process()), (known::credit_note(), known::billing_process())];
        match self.script {
            Script::NorwegianEhf => takes.push((known::ehf_reminder(), known::ehf_reminder_process())),
            Script::BilateralReminder => takes.push((known::bilateral(), known::bilateral_process())),
            _ => {}
        }
        takes
    }

    /// What the seller's configuration says about it.
    pub fn debtor(&self) -> Debtor {
        Debtor {
            participant: self.participant.to_owned(),
            receivables_mail: self.mail.map(str::to_owned),
            bilateral_reminder: self.script == Script::BilateralReminder,
            ibans: vec![self.iban.to_owned()],
            never_remind: false,
            insolvent: false,
        }
    }

    /// Its place at the buyers' access point.
    pub(crate) fn tenant(&self) -> Tenant {
        Tenant {
            id: self.key.to_owned(),
            name: self.name.to_owned(),
            participants: vec![self.participant.to_owned()],
            country: self.country.to_owned(),
            mail_from: None,
            debtors: Vec::new(),
            bank_feed: BankFeed::None,
            receives: self.takes().iter().map(|(document_type, _)| document_type.to_string()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_identifier_passes_its_check_and_belongs_to_one_buyer() {
        for (index, buyer) in CAST.iter().enumerate() {
            let id = buyer.id().expect("the cast's ids are ids");
            assert_eq!(id.check().expect("the cast's ids are good"), [], "{}", buyer.key);
            assert!(CAST[..index].iter().all(|other| other.participant != buyer.participant && other.key != buyer.key));
        }
    }

    #[test]
    fn every_account_number_passes_its_check() {
        let iban = peppol::scheme("9918").expect("the list has IBANs");
        for buyer in CAST {
            assert!(iban.check.holds(buyer.iban), "{}", buyer.iban);
        }
    }

    #[test]
    fn the_cast_has_every_script_once() {
        for script in Script::ALL {
            assert_eq!(CAST.iter().filter(|buyer| buyer.script == script).count(), 1, "{script:?}");
        }
    }
}
