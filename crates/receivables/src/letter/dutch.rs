//! The Dutch text.

use std::fmt::Write as _;

use super::{Letter, LetterItem, Wording, money, paragraphs, subject};

pub(super) fn text(letter: &Letter) -> (String, String) {
    let body = paragraphs(vec![
        Some(format!("Geachte {},", letter.buyer)),
        Some(opening(letter)),
        Some(items(letter)),
        proofs(letter),
        Some(payment(letter)),
        Some(request(letter)),
        Some(closing(letter)),
    ]);
    (subject(title(letter.level), letter, "kenmerk"), body)
}

const fn title(level: u8) -> &'static str {
    match level {
        0 => "Binnenkort te betalen: factuur",
        1 => "Herinnering: factuur",
        2 => "Tweede herinnering: factuur",
        _ => "Laatste aanmaning: factuur",
    }
}

fn opening(letter: &Letter) -> String {
    let many = letter.items.len() > 1;
    let (these, are, will) = if many { ("deze facturen", "zijn", "moeten") } else { ("deze factuur", "is", "moet") };
    let by_level = match letter.level {
        0 => format!(
            "Een vriendelijk bericht vooraf: {these} {will} binnenkort betaald zijn. Is alles in goede orde ontvangen?"
        ),
        1 => format!(
            "Misschien is het aan uw aandacht ontsnapt: volgens onze administratie {are} {these} nog niet betaald. \
             Heeft uw betaling dit bericht gekruist, dan kunt u het als niet verzonden beschouwen."
        ),
        2 => format!(
            "Wij schreven u eerder over {these}. Volgens onze administratie {are} {these} nog steeds niet betaald."
        ),
        _ => format!(
            "Ondanks onze eerdere herinneringen {are} {these} nog niet betaald. Dit is onze laatste aanmaning. \
             Ontvangen wij voor de datum hieronder geen betaling en geen bericht van u, dan beslissen wij over de \
             volgende stap. Dat kan zijn dat wij de vordering ter incasso overdragen."
        ),
    };
    match letter.wording {
        Wording::Plain => by_level,
        Wording::Approved(day) => format!("{by_level}\nU keurde haar goed op {day}, waarvoor dank."),
        Wording::AskForPaymentDetails => format!(
            "U liet ons weten dat de betaling van {these} was gestart. Wij zien het bedrag nog niet op onze rekening. \
             Wilt u ons datum, bedrag en rekening van de betaling sturen, zodat wij haar kunnen zoeken?"
        ),
    }
}

fn items(letter: &Letter) -> String {
    let mut lines: Vec<_> = letter.items.iter().map(|item| line(item, &letter.currency)).collect();
    lines.extend(letter.fees.iter().map(|fee| format!("- {}: {}", fee.reason, money(fee.amount, &letter.currency))));
    lines.push(format!("Totaal te betalen: {}", money(letter.total(), &letter.currency)));
    lines.join("\n")
}

fn line(item: &LetterItem, currency: &str) -> String {
    let mut text = format!(
        "- Factuur {} van {}, vervallen op {}: {}",
        item.invoice_number,
        item.invoice_date,
        item.due_date,
        money(item.gross, currency)
    );
    // Writing to a `String` cannot fail.
    if !item.paid.is_zero() {
        let _ = write!(text, ", ontvangen {}", money(item.paid, currency));
    }
    if !item.credited.is_zero() {
        let _ = write!(text, ", gecrediteerd {}", money(item.credited, currency));
    }
    text + &format!(", open {}", money(item.open, currency))
}

fn proofs(letter: &Letter) -> Option<String> {
    let lines: Vec<_> = letter
        .items
        .iter()
        .filter_map(|item| item.proof.as_ref().map(|proof| (item, proof)))
        .map(|(item, proof)| {
            format!(
                "Factuur {} is door uw access point {} ontvangen op {} UTC (bericht {}).",
                item.invoice_number,
                proof.access_point,
                proof.received_at.format("%Y-%m-%d %H:%M:%S"),
                proof.message_id
            )
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn payment(letter: &Letter) -> String {
    let account = letter.iban.as_ref().map(|iban| format!(" op rekening {iban}")).unwrap_or_default();
    let reference =
        letter.payment_reference.as_ref().map(|text| format!(", onder vermelding van {text}")).unwrap_or_default();
    format!(
        "Wij verzoeken u {} uiterlijk {} te betalen{account}{reference}.",
        money(letter.total(), &letter.currency),
        letter.pay_by
    )
}

fn request(letter: &Letter) -> String {
    let contact = letter.contact.as_ref().map(|contact| format!(" ({contact})")).unwrap_or_default();
    format!(
        "Klopt er iets niet aan de factuur, of heeft u meer tijd nodig? Antwoord dan op dit bericht{contact}: betaald \
         op …, wordt betaald op …, of niet akkoord omdat …"
    )
}

fn closing(letter: &Letter) -> String {
    format!(
        "Met vriendelijke groet,\n{}\n\nHerinnering {} van {}. Dit is een herinnering en geen nieuwe factuur; boek \
         haar niet in.",
        letter.seller, letter.number, letter.issue_date
    )
}
