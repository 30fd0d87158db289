//! The sandbox's bank: writes camt.053.001.08 statements of the payments that buyers make to the seller's account.
//!
//! Element names and order follow ISO 20022 `BankToCustomerStatement` V8; a statement chains to the one before by its balances.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rust_decimal::Decimal;

/// What the payer wrote on the transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remittance {
    /// A structured creditor reference (ISO 11649 or national).
    Structured(String),
    /// Free text.
    Text(String),
}

/// One credit transfer to the seller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The amount, positive.
    pub amount: Decimal,
    /// The day it counts.
    pub value_date: NaiveDate,
    /// Name of the payer.
    pub payer: String,
    /// Account of the payer.
    pub payer_iban: String,
    /// The reference or text.
    pub remittance: Remittance,
}

/// The seller's account at the sandbox's bank.
#[derive(Clone, Debug)]
pub struct Account {
    iban: String,
    currency: String,
    balance: Decimal,
    statements: u32,
    entries: u32,
}

impl Account {
    /// A new account with nothing on it.
    pub fn new(iban: &str, currency: &str) -> Self {
        Self { iban: iban.to_owned(), currency: currency.to_owned(), balance: Decimal::ZERO, statements: 0, entries: 0 }
    }

    /// The end-of-day statement with these payments; an empty one says that the day had none.
    pub fn statement(&mut self, now: DateTime<Utc>, payments: &[Payment]) -> Vec<u8> {
        self.statements += 1;
        let opening = self.balance;
        self.balance += payments.iter().map(|payment| payment.amount).sum::<Decimal>();
        let day = now.date_naive();
        let id = format!("SANDBOX-{}-{:05}", day.format("%Y"), self.statements);
        let mut entries = String::new();
        for payment in payments {
            self.entries += 1;
            entries.push_str(&entry(payment, &self.currency, self.entries));
        }
        let created = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let balances =
            balance("OPBD", opening, &self.currency, day) + &balance("CLBD", self.balance, &self.currency, day);
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>\
             <GrpHdr><MsgId>{id}</MsgId><CreDtTm>{created}</CreDtTm></GrpHdr>\
             <Stmt><Id>{id}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><CreDtTm>{created}</CreDtTm>\
             <Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>{currency}</Ccy></Acct>{balances}{entries}</Stmt>\
             </BkToCstmrStmt></Document>\n",
            number = self.statements,
            iban = self.iban,
            currency = self.currency,
        )
        .into_bytes()
    }
}

fn balance(code: &str, amount: Decimal, currency: &str, day: NaiveDate) -> String {
    let sign = if amount.is_sign_negative() { "DBIT" } else { "CRDT" };
    let amount = amount.abs();
    format!(
        "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"{currency}\">{amount:.2}</Amt>\
         <CdtDbtInd>{sign}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )
}

fn entry(payment: &Payment, currency: &str, number: u32) -> String {
    let Payment { amount, value_date, payer, payer_iban, remittance } = payment;
    let mut text = String::new();
    match remittance {
        Remittance::Structured(reference) => {
            let kind = "<Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>ISO</Issr></Tp>";
            text = format!("<Strd><CdtrRefInf>{kind}<Ref>{}</Ref></CdtrRefInf></Strd>", escaped(reference));
        }
        // Max140Text per piece; readers join the pieces.
        Remittance::Text(free) => {
            for piece in free.chars().collect::<Vec<_>>().chunks(140) {
                let piece: String = piece.iter().collect();
                write!(text, "<Ustrd>{}</Ustrd>", escaped(&piece)).expect("writing to a string cannot fail");
            }
        }
    }
    format!(
        "<Ntry><NtryRef>{number}</NtryRef><Amt Ccy=\"{currency}\">{amount:.2}</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
         <Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{value_date}</Dt></BookgDt><ValDt><Dt>{value_date}</Dt></ValDt>\
         <AcctSvcrRef>SANDBOX{number:08}</AcctSvcrRef>\
         <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\
         <NtryDtls><TxDtls><Refs><AcctSvcrRef>SANDBOX{number:08}</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>\
         <Amt Ccy=\"{currency}\">{amount:.2}</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
         <RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>{payer_iban}</IBAN></Id></DbtrAcct></RltdPties>\
         <RmtInf>{text}</RmtInf></TxDtls></NtryDtls></Ntry>",
        name = escaped(payer),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payment(amount: i64, remittance: Remittance) -> Payment {
        let value_date = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
        let payer = "Smit & Zoon <bouw>".to_owned();
        Payment {
            amount: Decimal::new(amount, 2),
            value_date,
            payer,
            payer_iban: "NL14BNGH0285001234".into(),
            remittance,
        }
    }

    #[test]
    fn our_reader_finds_every_payment_and_the_balances_chain() {
        let mut account = Account::new("NL91ABNA0417164300", "EUR");
        let now = "2026-11-20T17:00:00Z".parse().expect("an instant");
        let first = [
            payment(18_150, Remittance::Structured("RF18539007547034".into())),
            payment(1, Remittance::Text("x".repeat(300))),
        ];
        let read = receivables::read_camt053(&account.statement(now, &first)).expect("our own statement reads");
        assert_eq!(read.len(), 1);
        let again = String::from_utf8(account.statement(now, &[])).expect("UTF-8");
        assert_eq!(
            again.matches("181.51").count(),
            2,
            "opening and closing balance of a day without payments: {again}"
        );
    }
}
