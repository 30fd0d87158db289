//! The reader of camt.053, the end-of-day statement of ISO 20022, in every version.
//!
//! Source: receivables.md section 3.2 (ISO 20022 camt.053.001.02 to .08 and later). Elements are found by local name;
//! where versions differ (`Sts` or `Sts/Cd`, `Dbtr/Nm` or `Dbtr/Pty/Nm`, amount of a detail) both paths are read.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::{
    bank::{
        Balance, BankFileError, Border, Entry, FreeText, Nature, Statement, Status, StructuredReference, Transaction,
        amount, assign_import_keys, compact, date,
    },
    xml::{self, Node},
};

/// What an end-to-end id says when the payer gave none.
const NOT_PROVIDED: &str = "NOTPROVIDED";

/// Reads every statement of a camt.053 file.
pub fn read_camt053(bytes: &[u8]) -> Result<Vec<Statement>, BankFileError> {
    let root = xml::read(bytes)?;
    let report = root.child("BkToCstmrStmt").ok_or_else(|| {
        let inner = root.children.first().map_or("nothing", |child| child.name.as_str());
        BankFileError::NotAStatement { found: format!("{}/{inner}", root.name) }
    })?;
    let format = format_name(&root);
    report.children("Stmt").map(|node| statement(node, &format)).collect()
}

/// The last part of the namespace, which names message and version.
fn format_name(root: &Node) -> String {
    let declared = root.attributes.iter().map(|(_, value)| value.as_str()).find_map(|value| value.rsplit_once("xsd:"));
    declared.map_or("camt.053", |(_, name)| name).to_owned()
}

fn statement(node: &Node, format: &str) -> Result<Statement, BankFileError> {
    let id = node.text_at(&["Id"]).unwrap_or_default().to_owned();
    let place = format!("statement {id:?}");
    let account = node
        .text_at_any(&[&["Acct", "Id", "IBAN"], &["Acct", "Id", "Othr", "Id"]])
        .map(compact)
        .ok_or_else(|| missing(&place, "account", ""))?;
    let opening = balance(node, &["OPBD", "PRCD"], &place)?;
    let closing = balance(node, &["CLBD"], &place)?;
    let currency = node
        .text_at(&["Acct", "Ccy"])
        .or_else(|| node.at(&["Bal", "Amt"]).and_then(|amount| amount.attribute("Ccy")))
        .unwrap_or_default()
        .to_owned();
    let mut entries = Vec::new();
    for (index, entry_node) in node.children("Ntry").enumerate() {
        entries.push(entry(entry_node, &account, &format!("{place}, entry {}", index + 1))?);
    }
    assign_import_keys(&mut entries);
    Ok(Statement {
        format: format.to_owned(),
        account,
        id,
        number: node.text_at_any(&[&["ElctrncSeqNb"], &["LglSeqNb"]]).map(str::to_owned),
        date: closing.and_then(|closing| closing.date).or_else(|| node.text_at(&["CreDtTm"]).and_then(date)),
        currency,
        opening,
        closing,
        marked_duplicate: node.text_at(&["CpyDplctInd"]).is_some(),
        entries,
    })
}

fn missing(place: &str, what: &'static str, found: &str) -> BankFileError {
    BankFileError::Missing { place: place.to_owned(), what, found: found.to_owned() }
}

/// The first balance of one of the codes, in the order of the codes.
fn balance(node: &Node, codes: &[&str], place: &str) -> Result<Option<Balance>, BankFileError> {
    let found = codes.iter().find_map(|code| {
        node.children("Bal").find(|balance| balance.text_at(&["Tp", "CdOrPrtry", "Cd"]) == Some(code))
    });
    let Some(found) = found else { return Ok(None) };
    let amount = signed_amount(found, place)?;
    Ok(Some(Balance { amount, date: found.child("Dt").and_then(day) }))
}

/// `Dt` or `DtTm` inside a date element.
fn day(node: &Node) -> Option<NaiveDate> {
    node.text_at_any(&[&["Dt"], &["DtTm"]]).and_then(date)
}

/// `Amt` with the sign of `CdtDbtInd`.
fn signed_amount(node: &Node, place: &str) -> Result<Decimal, BankFileError> {
    let text = node.text_at(&["Amt"]).unwrap_or_default();
    let value = amount(text).ok_or_else(|| missing(place, "amount", text))?;
    match node.text_at(&["CdtDbtInd"]) {
        Some("CRDT") => Ok(value),
        Some("DBIT") => Ok(-value),
        other => Err(missing(place, "credit or debit mark", other.unwrap_or_default())),
    }
}

fn entry(node: &Node, account: &str, place: &str) -> Result<Entry, BankFileError> {
    let total = signed_amount(node, place)?;
    let status = match node.text_at_any(&[&["Sts", "Cd"], &["Sts"]]) {
        Some("BOOK") => Status::Booked,
        Some("PDNG") => Status::Pending,
        _ => Status::Information,
    };
    let whole = whole_entry(node, account, total, status);
    let details: Vec<_> = node.children("NtryDtls").flat_map(|group| group.children("TxDtls")).collect();
    let batch = node.children("NtryDtls").any(|group| group.child("Btch").is_some()) || details.len() > 1;

    let transactions = match details.as_slice() {
        [] if batch => vec![Transaction { nature: Nature::TotalWithoutDetails, ..whole }],
        [] => vec![whole],
        [only] => {
            let nature = if batch { Nature::BatchDetail } else { whole.nature };
            let read = detail(only, &whole, total, place)?;
            vec![Transaction { nature, ..read }]
        }
        several => batch_details(several, &whole, place)?,
    };
    let sum: Decimal = transactions.iter().map(|transaction| transaction.amount).sum();
    if sum != total {
        // The details explain something else than what was booked: the entry goes to a person as it is.
        let whole = whole_entry(node, account, total, status);
        return Ok(Entry {
            amount: total,
            status,
            transactions: vec![Transaction { nature: Nature::Unexplained, ..whole }],
        });
    }
    Ok(Entry { amount: total, status, transactions })
}

/// What the entry says without its details.
fn whole_entry(node: &Node, account: &str, total: Decimal, status: Status) -> Transaction {
    let bank_reference = node.text_at(&["AcctSvcrRef"]);
    let code = |path: &[&str]| node.at(&["BkTxCd", "Domn"]).and_then(|domain| domain.text_at(path)).unwrap_or("");
    let sub_family = code(&["Fmly", "SubFmlyCd"]);
    let charge = sub_family == "CHRG" || sub_family == "COMM" || code(&["Fmly", "Cd"]) == "CHRG";
    let pieces = node.text_at(&["AddtlNtryInf"]).map(str::to_owned).into_iter().collect();
    Transaction {
        key: bank_reference.unwrap_or_default().to_owned(),
        key_basis: bank_reference.map(|_| "same account and AcctSvcrRef".to_owned()).unwrap_or_default(),
        account: account.to_owned(),
        amount: total,
        currency: node.child("Amt").and_then(|amount| amount.attribute("Ccy")).unwrap_or_default().to_owned(),
        booking_date: node.child("BookgDt").and_then(day),
        value_date: node.child("ValDt").and_then(day),
        booked: status == Status::Booked,
        reversal: node.text_at(&["RvslInd"]).is_some_and(|text| text == "true" || text == "1"),
        nature: if charge { Nature::BankCharge } else { Nature::Payment },
        instant: sub_family == "RRCT",
        text: FreeText { pieces, border: Border::Separate },
        ..Transaction::default()
    }
}

fn batch_details(details: &[&Node], whole: &Transaction, place: &str) -> Result<Vec<Transaction>, BankFileError> {
    let mut transactions = Vec::with_capacity(details.len());
    for (index, node) in details.iter().enumerate() {
        let own = node.text_at_any(&[&["Refs", "AcctSvcrRef"], &["Refs", "TxId"]]);
        let suffix = own.map_or_else(|| (index + 1).to_string(), str::to_owned);
        let key = if whole.key.is_empty() { String::new() } else { format!("{}/{suffix}", whole.key) };
        // A detail without an amount cannot be told from the others.
        let read = detail(node, whole, Decimal::ZERO, place)?;
        transactions.push(Transaction { key, nature: Nature::BatchDetail, ..read });
    }
    Ok(transactions)
}

/// One payment; `otherwise` is the amount when the detail states none.
fn detail(node: &Node, whole: &Transaction, otherwise: Decimal, place: &str) -> Result<Transaction, BankFileError> {
    let credit = whole.amount >= Decimal::ZERO;
    let (payer, payer_account) = if credit { ("Dbtr", "DbtrAcct") } else { ("Cdtr", "CdtrAcct") };
    let reversed = if credit { ("Cdtr", "CdtrAcct") } else { ("Dbtr", "DbtrAcct") };
    let parties = node.child("RltdPties");
    // The debit that undoes a credit names the payer of the original as debtor still.
    let (party, party_account) = match parties {
        Some(parties) if parties.child(payer).is_none() && parties.child(payer_account).is_none() => reversed,
        Some(_) | None => (payer, payer_account),
    };
    let name = |party: &str| {
        parties.and_then(|node| node.text_at_any(&[&[party, "Nm"], &[party, "Pty", "Nm"]])).map(str::to_owned)
    };
    let account = parties
        .and_then(|node| node.text_at_any(&[&[party_account, "Id", "IBAN"], &[party_account, "Id", "Othr", "Id"]]));
    let text = free_text(node);
    Ok(Transaction {
        amount: detail_amount(node, whole.amount, place)?.unwrap_or(otherwise),
        return_reason: node.text_at_any(&[&["RtrInf", "Rsn", "Cd"], &["RtrInf", "Rsn", "Prtry"]]).map(str::to_owned),
        end_to_end_id: node.text_at(&["Refs", "EndToEndId"]).filter(|id| *id != NOT_PROVIDED).map(str::to_owned),
        references: structured_references(node),
        document_numbers: document_numbers(node),
        text: if text.is_empty() { whole.text.clone() } else { FreeText { pieces: text, border: Border::Separate } },
        counterparty: name(party),
        counterparty_iban: account.map(compact),
        ultimate_debtor: name("UltmtDbtr"),
        instructed_amount: node.text_at(&["AmtDtls", "InstdAmt", "Amt"]).and_then(amount),
        charges: charges(node),
        ..whole.clone()
    })
}

/// The booked amount of a detail: `Amt` (from .08 on) or `AmtDtls/TxAmt/Amt`, with its own sign or the entry's.
fn detail_amount(node: &Node, entry: Decimal, place: &str) -> Result<Option<Decimal>, BankFileError> {
    let Some(text) = node.text_at_any(&[&["Amt"], &["AmtDtls", "TxAmt", "Amt"]]) else { return Ok(None) };
    let value = amount(text).ok_or_else(|| missing(place, "amount of a detail", text))?;
    let debit = match node.text_at(&["CdtDbtInd"]) {
        Some(mark) => mark == "DBIT",
        None => entry < Decimal::ZERO,
    };
    Ok(Some(if debit { -value } else { value }))
}

fn structured_references(node: &Node) -> Vec<StructuredReference> {
    let structured = node.children("RmtInf").flat_map(|info| info.children("Strd"));
    structured
        .filter_map(|part| {
            let value = part.text_at(&["CdtrRefInf", "Ref"])?.to_owned();
            let issuer = part.text_at(&["CdtrRefInf", "Tp", "Issr"]).map(str::to_owned);
            Some(StructuredReference { value, issuer })
        })
        .collect()
}

/// Document numbers of extended remittance; additional remittance text counts as free text.
fn document_numbers(node: &Node) -> Vec<String> {
    let structured = node.children("RmtInf").flat_map(|info| info.children("Strd"));
    structured
        .flat_map(|part| part.children("RfrdDocInf"))
        .filter_map(|document| document.text_at(&["Nb"]).map(str::to_owned))
        .collect()
}

fn free_text(node: &Node) -> Vec<String> {
    let unstructured = node.children("RmtInf").flat_map(|info| {
        let additional = info.children("Strd").flat_map(|part| part.children("AddtlRmtInf"));
        info.children("Ustrd").chain(additional)
    });
    let further = node.children("AddtlTxInf");
    unstructured.chain(further).map(|text| text.text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// The charges of a detail: records, or one total, or the older plain amounts.
fn charges(node: &Node) -> Decimal {
    let one = |charge: &Node| -> Decimal {
        let total = charge.text_at_any(&[&["TtlChrgsAndTaxAmt"], &["Amt"]]).and_then(amount);
        let records = charge.children("Rcrd").filter_map(|record| record.text_at(&["Amt"]).and_then(amount)).sum();
        total.unwrap_or(records)
    };
    node.children("Chrgs").map(one).sum()
}

#[cfg(test)]
mod tests;
