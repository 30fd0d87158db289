//! The text of a payment in `:86:`: code words between slashes, `?nn` sub-fields, or plain words.
//!
//! Source: receivables.md section 3.3 (dialects). A word counts only as `/WORD/` and only if it is known, because payers'
//! text contains slashes too.

use crate::{
    bank::{Border, FreeText, StructuredReference, Transaction, compact},
    reference::is_iban,
};

/// Code words of Dutch banks.
const WORDS: &[&str] = &[
    "RTRN", "BENM", "ORDP", "CSID", "BUSP", "MARF", "EREF", "PREF", "REMI", "ID", "PURP", "ULTB", "ULTD", "ISDT",
    "CREF", "IREF", "NAME", "ADDR", "ULTC", "EXCH", "CHGS", "TRTP", "IBAN", "BIC", "CNTP", "TRCD", "OCMT", "INIT",
    "SVCL",
];
/// Code words inside the purpose of German banks.
const PURPOSE_WORDS: &[&str] = &["EREF+", "KREF+", "MREF+", "CRED+", "DEBT+", "SVWZ+", "ABWA+", "ABWE+"];

/// The lines of a `:86:` with the places where they were cut.
pub(super) struct Narrative {
    letters: Vec<char>,
    /// For each line but the first the index of its first letter.
    cuts: Vec<usize>,
}

impl Narrative {
    pub fn read(lines: &[String]) -> Self {
        let mut letters = Vec::new();
        let mut cuts = Vec::new();
        for line in lines {
            if !letters.is_empty() {
                cuts.push(letters.len());
            }
            letters.extend(line.chars());
        }
        Self { letters, cuts }
    }

    /// Writes what it says into the transaction.
    pub fn fill(&self, transaction: &mut Transaction) {
        let sub_fields = self.sub_fields();
        if !sub_fields.is_empty() {
            return self.fill_german(&sub_fields, transaction);
        }
        let words = self.words();
        if words.is_empty() {
            return self.fill_plain(transaction);
        }
        for (word, from, until) in words {
            let (from, until) = self.trim(from, until, '/');
            let value = self.text(from, until);
            match word {
                "EREF" => transaction.end_to_end_id = provided(&value),
                "RTRN" => transaction.return_reason = Some(value).filter(|value| !value.is_empty()),
                "IBAN" => transaction.counterparty_iban = Some(compact(&value)),
                "NAME" => transaction.counterparty = Some(value),
                "CNTP" => counterparty(&value, transaction),
                "REMI" => self.remittance(from, until, transaction),
                _ => {}
            }
        }
    }

    /// Known words as `/WORD/`, with the range of what follows each.
    fn words(&self) -> Vec<(&'static str, usize, usize)> {
        let mut starts: Vec<(&'static str, usize, usize)> = Vec::new();
        let mut place = 0;
        while place < self.letters.len() {
            match WORDS.iter().find(|word| self.has_word(place, word)) {
                Some(word) => {
                    starts.push((word, place, place + word.len() + 2));
                    // The closing slash may open the next word.
                    place += word.len() + 1;
                }
                None => place += 1,
            }
        }
        let ends = starts.iter().skip(1).map(|(_, start, _)| *start).chain([self.letters.len()]);
        starts.iter().zip(ends).map(|((word, _, from), end)| (*word, (*from).min(end), end)).collect()
    }

    fn has_word(&self, place: usize, word: &str) -> bool {
        let expected = std::iter::once('/').chain(word.chars()).chain(['/']);
        let found = self.letters[place..].iter().copied();
        expected.clone().count() <= self.letters.len() - place && expected.zip(found).all(|(a, b)| a == b)
    }

    /// `USTD//text/`, `STRD/CUR/reference/`, or text as it is.
    fn remittance(&self, from: usize, until: usize, transaction: &mut Transaction) {
        let value = self.text(from, until);
        if let Some(structured) = value.strip_prefix("STRD/") {
            let (issuer, reference) = structured.split_once('/').unwrap_or(("", structured));
            let issuer = Some(issuer.to_owned()).filter(|issuer| !issuer.is_empty());
            transaction.references.push(StructuredReference { value: reference.trim_matches('/').to_owned(), issuer });
            return;
        }
        let from = if value.starts_with("USTD/") { from + 5 } else { from };
        let (from, until) = self.trim(from, until, '/');
        transaction.text = self.pieces(from, until);
    }

    /// `?20`-like sub-fields: number and range.
    fn sub_fields(&self) -> Vec<(u32, usize, usize)> {
        let starts: Vec<(u32, usize)> = (0..self.letters.len())
            .filter_map(|place| {
                let digit = |offset: usize| self.letters.get(place + offset)?.to_digit(10);
                let number = (self.letters[place] == '?').then(|| Some(digit(1)? * 10 + digit(2)?)).flatten()?;
                Some((number, place))
            })
            .collect();
        let coded = self.letters.len() > 3 && self.letters[..3].iter().all(char::is_ascii_digit);
        if !coded || starts.is_empty() {
            return Vec::new();
        }
        let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([self.letters.len()]);
        starts.iter().zip(ends).map(|((number, start), end)| (*number, (start + 3).min(end), end)).collect()
    }

    fn fill_german(&self, sub_fields: &[(u32, usize, usize)], transaction: &mut Transaction) {
        let of = |wanted: &[u32]| -> Vec<String> {
            let wanted = sub_fields.iter().filter(|(number, _, _)| wanted.contains(number));
            wanted.map(|(_, from, until)| self.text(*from, *until)).collect()
        };
        let purpose: Vec<u32> = (20..=29).chain(60..=63).collect();
        let joined = of(&purpose).concat();
        let (end_to_end_id, text) = purpose_parts(&joined);
        transaction.end_to_end_id = end_to_end_id.as_deref().and_then(provided);
        transaction.text = FreeText { pieces: vec![text], border: Border::Separate };
        transaction.counterparty = Some(of(&[32, 33]).concat()).filter(|name| !name.is_empty());
        transaction.counterparty_iban = of(&[31]).first().map(|text| compact(text)).filter(|text| is_iban(text));
    }

    /// Plain words; some banks write `REK: iban/NAAM: name` or begin with the account.
    fn fill_plain(&self, transaction: &mut Transaction) {
        transaction.text = self.pieces(0, self.letters.len());
        let whole = self.text(0, self.letters.len());
        let mut words = whole.split(|letter: char| letter.is_whitespace() || letter == '/');
        if transaction.counterparty_iban.is_none() {
            transaction.counterparty_iban = words.find(|word| is_iban(word)).map(compact);
        }
        if let Some((_, name)) = whole.split_once("NAAM:") {
            transaction.counterparty = Some(name.trim().to_owned());
        }
    }

    fn text(&self, from: usize, until: usize) -> String {
        self.letters[from..until].iter().collect()
    }

    fn trim(&self, mut from: usize, mut until: usize, sign: char) -> (usize, usize) {
        while from < until && self.letters[from] == sign {
            from += 1;
        }
        while until > from && self.letters[until - 1] == sign {
            until -= 1;
        }
        (from, until)
    }

    /// A range as text in the pieces in which the file had it.
    fn pieces(&self, from: usize, until: usize) -> FreeText {
        let inner = self.cuts.iter().copied().filter(|cut| from < *cut && *cut < until);
        let borders: Vec<usize> = std::iter::once(from).chain(inner).chain([until]).collect();
        let pieces = borders.windows(2).map(|pair| self.text(pair[0], pair[1])).collect();
        FreeText { pieces, border: Border::Fold }
    }
}

fn provided(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text != "NOTPROVIDED").then(|| text.to_owned())
}

/// `iban/bic/name/city`.
fn counterparty(value: &str, transaction: &mut Transaction) {
    let mut parts = value.split('/');
    transaction.counterparty_iban = parts.next().map(compact).filter(|account| !account.is_empty());
    transaction.counterparty = parts.nth(1).map(str::to_owned).filter(|name| !name.is_empty());
}

/// The end-to-end id and the text of a German purpose.
fn purpose_parts(joined: &str) -> (Option<String>, String) {
    let part = |word: &str| {
        let (_, rest) = joined.split_once(word)?;
        let end = PURPOSE_WORDS.iter().filter_map(|next| rest.find(next)).min().unwrap_or(rest.len());
        Some(rest[..end].trim().to_owned())
    };
    (part("EREF+"), part("SVWZ+").unwrap_or_else(|| joined.to_owned()))
}
