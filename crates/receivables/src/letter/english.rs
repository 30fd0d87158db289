//! The English text.

use std::fmt::Write as _;

use super::{Letter, LetterItem, Wording, money, paragraphs, subject};

pub(super) fn text(letter: &Letter) -> (String, String) {
    let body = paragraphs(vec![
        Some(format!("Dear {},", letter.buyer)),
        Some(opening(letter)),
        Some(items(letter)),
        proofs(letter),
        Some(payment(letter)),
        Some(request(letter)),
        Some(closing(letter)),
    ]);
    (subject(title(letter.level), letter, "reference"), body)
}

const fn title(level: u8) -> &'static str {
    match level {
        0 => "Your invoice is due soon:",
        1 => "Reminder: invoice",
        2 => "Second reminder: invoice",
        _ => "Final demand: invoice",
    }
}

fn opening(letter: &Letter) -> String {
    let many = letter.items.len() > 1;
    let (these, are) = if many { ("these invoices", "are") } else { ("this invoice", "is") };
    let by_level = match letter.level {
        0 => format!("This is a friendly note that {these} will be due shortly. Did everything arrive in good order?"),
        1 => format!(
            "Perhaps it escaped your attention: our books show that {these} {are} not paid yet. If your payment \
             crossed this message, please disregard it."
        ),
        2 => format!("We wrote to you before about {these}. According to our books {these} {are} still open."),
        _ => format!(
            "In spite of our earlier reminders {these} {are} still open. This is our final demand. If we receive \
             neither payment nor an answer by the date below, we will decide on the next step, which may be to hand \
             the claim over for collection."
        ),
    };
    match letter.wording {
        Wording::Plain => by_level,
        Wording::Approved(day) => format!("{by_level}\nYou approved it on {day}, for which we thank you."),
        Wording::AskForPaymentDetails => format!(
            "You let us know that payment of {these} had been started. We have not seen the money on our account. \
             Could you send us the date, the amount and the account of the payment, so that we can look for it?"
        ),
    }
}

fn items(letter: &Letter) -> String {
    let mut lines: Vec<_> = letter.items.iter().map(|item| line(item, &letter.currency)).collect();
    lines.extend(letter.fees.iter().map(|fee| format!("- {}: {}", fee.reason, money(fee.amount, &letter.currency))));
    lines.push(format!("Total to pay: {}", money(letter.total(), &letter.currency)));
    lines.join("\n")
}

fn line(item: &LetterItem, currency: &str) -> String {
    let mut text = format!(
        "- Invoice {} of {}, due {}: {}",
        item.invoice_number,
        item.invoice_date,
        item.due_date,
        money(item.gross, currency)
    );
    // Writing to a `String` cannot fail.
    if !item.paid.is_zero() {
        let _ = write!(text, ", received {}", money(item.paid, currency));
    }
    if !item.credited.is_zero() {
        let _ = write!(text, ", credited {}", money(item.credited, currency));
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
                "Invoice {} was received by your access point {} on {} UTC (message {}).",
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
    let account = letter.iban.as_ref().map(|iban| format!(" to account {iban}")).unwrap_or_default();
    let reference = letter.payment_reference.as_ref().map(|text| format!(", quoting {text}")).unwrap_or_default();
    format!("Please pay {} by {}{account}{reference}.", money(letter.total(), &letter.currency), letter.pay_by)
}

fn request(letter: &Letter) -> String {
    let contact = letter.contact.as_ref().map(|contact| format!(" ({contact})")).unwrap_or_default();
    format!(
        "Is something wrong with the invoice, or do you need more time? Please answer this message{contact} and tell \
         us: paid on …, will pay on …, or disputed because …"
    )
}

fn closing(letter: &Letter) -> String {
    format!(
        "Kind regards,\n{}\n\nReminder {} of {}. This is a reminder, not a new invoice; please do not book it.",
        letter.seller, letter.number, letter.issue_date
    )
}
