//! The play as it is read: who, what, when on the moved clock, and the proof. Every line is an event of the seller's history.

use std::io::{Write, stdout};

use serde_json::Value;

use crate::api::Api;
use crate::terminal::{Paint, Tone};

/// Events asked for at a time.
const PAGE: usize = 200;

/// Prints events as they come, each once.
pub struct Timeline {
    as_json: bool,
    paint: Paint,
    after: Option<String>,
    day: String,
}

/// One event as a sentence.
struct Line {
    tone: Tone,
    what: String,
    proof: String,
}

impl Timeline {
    /// Nothing printed yet.
    pub fn new(as_json: bool) -> Self {
        Self { as_json, paint: Paint::for_stdout(), after: None, day: String::new() }
    }

    /// Prints what has happened since the last call.
    pub async fn catch_up(&mut self, api: &Api) -> anyhow::Result<()> {
        loop {
            let after = self.after.as_ref().map_or_else(String::new, |after| format!("&after={after}"));
            let page = api.get(&format!("/v1/events?limit={PAGE}{after}")).await?;
            let events = page["data"].as_array().map(Vec::as_slice).unwrap_or_default();
            for event in events {
                self.after = event["id"].as_str().map(str::to_owned);
                self.print(event)?;
            }
            if events.len() < PAGE {
                return Ok(());
            }
        }
    }

    fn print(&mut self, event: &Value) -> anyhow::Result<()> {
        if self.as_json {
            writeln!(stdout(), "{}", serde_json::to_string(event)?)?;
            return Ok(());
        }
        let Some(line) = sentence(event) else { return Ok(()) };
        let at = text(event, "at");
        let (day, time) = at.split_at(at.len().min(10));
        if day != self.day {
            day.clone_into(&mut self.day);
            writeln!(stdout(), "\n{}", self.paint.text(Tone::Name, day))?;
        }
        let time = time.get(1..6).unwrap_or_default();
        let who = format!("{:<26}", counterparty(event));
        writeln!(stdout(), "  {time}  {} {}", self.paint.text(Tone::Name, who), self.paint.text(line.tone, line.what))?;
        if !line.proof.is_empty() {
            writeln!(stdout(), "         {:<26} {}", "", self.paint.text(Tone::Quiet, line.proof))?;
        }
        Ok(())
    }
}

/// The other party's name; its id where a document names nobody, as a mail does.
fn counterparty(event: &Value) -> &str {
    event["counterparty_name"].as_str().unwrap_or_else(|| text(event, "counterparty"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// What a person reads of an event; `None` for the steps in between, which only the JSON shows.
fn sentence(event: &Value) -> Option<Line> {
    let detail = &event["detail"];
    let number = text(event, "number");
    let thing = text(event, "kind").replace('_', " ");
    let line = |tone, what: String, proof: String| Some(Line { tone, what, proof });
    match (text(event, "track"), text(event, "event")) {
        ("document", "issued") => line(Tone::Quiet, format!("{thing} {number} accepted for sending"), String::new()),
        ("delivery", "receipted") => line(Tone::Good, format!("{thing} {number} delivered"), receipt(detail)),
        ("delivery", "failed") => line(Tone::Bad, format!("{thing} {number} not delivered"), reason(detail)),
        ("delivery", "deferred") => line(Tone::Wait, format!("{thing} {number} will be tried again"), reason(detail)),
        ("delivery", "lost_track") => line(Tone::Bad, format!("{thing} {number}: outcome unknown"), reason(detail)),
        ("delivery", "cancelled") => {
            line(Tone::Wait, format!("{thing} {number} cancelled before it left"), text(detail, "cause").to_owned())
        }
        ("message_level", code) => {
            line(verdict(code), format!("provider says {code} about {number}"), from_whom(detail))
        }
        ("response", code) => {
            line(verdict(code), format!("{} ({code}) about {number}", answer(code)), from_whom(detail))
        }
        ("settlement", "opened") => None,
        ("settlement", _) => line(Tone::Good, format!("{number} is {}", text(event, "to_state")), money(detail)),
        ("reminder", "held") => line(Tone::Wait, format!("no reminder about {number}"), reasons(detail)),
        ("reminder", "queued") => {
            line(Tone::Name, reminder(detail, number), text(detail, "channel_reason").replace('-', " "))
        }
        _ => None,
    }
}

fn reminder(detail: &Value, invoice: &str) -> String {
    format!(
        "reminder {} (level {}) about {invoice} by {}",
        text(detail, "number"),
        detail["level"],
        text(detail, "channel")
    )
}

fn receipt(detail: &Value) -> String {
    let (receipt, message) = (&detail["receipt"], text(detail, "message_id"));
    let (id, at, by) = (text(receipt, "message_id"), text(receipt, "at"), text(receipt, "signer"));
    if text(detail, "endpoint").starts_with("smtp:") {
        return format!("message {message} taken by mail server {by} at {at}");
    }
    format!("message {message}, receipt {id} at {at}, signed by {by}")
}

fn reason(detail: &Value) -> String {
    let told = [&detail["attempt"]["reason"], &detail["note"], &detail["cause"], &detail["failure"]];
    told.into_iter().find_map(Value::as_str).unwrap_or_default().to_owned()
}

fn reasons(detail: &Value) -> String {
    let words = detail["reasons"].as_array().into_iter().flatten().filter_map(Value::as_str);
    format!("because: {}", words.collect::<Vec<_>>().join(", ").replace('_', " "))
}

fn from_whom(detail: &Value) -> String {
    format!("document {} of {}", text(detail, "response_id"), text(detail, "sender"))
}

fn money(detail: &Value) -> String {
    format!("{} {} booked, {} open", text(detail, "currency"), text(detail, "amount"), text(detail, "open"))
}

fn verdict(code: &str) -> Tone {
    match code {
        "RE" => Tone::Bad,
        "UQ" | "CA" => Tone::Wait,
        _ => Tone::Good,
    }
}

/// The seven codes of the Invoice Response in a person's words.
fn answer(code: &str) -> &'static str {
    match code {
        "AB" => "acknowledges",
        "IP" => "is working on it",
        "UQ" => "has a question",
        "CA" => "accepts on a condition",
        "RE" => "rejects",
        "AP" => "accepts",
        "PD" => "says it has paid",
        _ => "answers",
    }
}
