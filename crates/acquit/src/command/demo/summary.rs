//! The end of the play: what the database counts, held against what was promised.

use std::io::{Write, stdout};

use serde_json::Value;

use crate::api::Api;
use crate::terminal::{Paint, Tone};

/// What every run must reach; the same file the tests read.
const PROMISED: &str = include_str!("../../../../../fixtures/demo/expected.json");

/// The figures of the seller's database.
pub async fn count(api: &Api) -> anyhow::Result<Value> {
    api.get("/v1/summary").await
}

/// Every promised figure that was not reached, as a sentence.
pub fn missed(counted: &Value) -> Vec<String> {
    let promised: Value = serde_json::from_str(PROMISED).expect("the checked-in expectation is JSON");
    let mut missed = Vec::new();
    compare("", &promised, counted, &mut missed);
    missed
}

/// Objects are compared field by field in both directions, so that nothing unpromised passes either.
fn compare(path: &str, promised: &Value, counted: &Value, missed: &mut Vec<String>) {
    let (Value::Object(wanted), Value::Object(found)) = (promised, counted) else {
        if promised != counted {
            missed.push(format!("{}: promised {promised}, found {counted}", path.trim_start_matches('.')));
        }
        return;
    };
    let unpromised = found.keys().filter(|key| !wanted.contains_key(*key));
    for key in wanted.keys().chain(unpromised) {
        let of = |side: &serde_json::Map<String, Value>| side.get(key).cloned().unwrap_or(Value::Null);
        compare(&format!("{path}.{key}"), &of(wanted), &of(found), missed);
    }
}

/// Prints the summary; with JSON it is the last line of standard output.
pub fn print(counted: &Value, missed: &[String], as_json: bool) -> anyhow::Result<()> {
    if as_json {
        let mut line = serde_json::Map::new();
        line.insert("demo".into(), if missed.is_empty() { "ok" } else { "failed" }.into());
        line.extend(counted.as_object().cloned().unwrap_or_default());
        if !missed.is_empty() {
            line.insert("missed".into(), missed.into());
        }
        writeln!(stdout(), "{}", serde_json::to_string(&line)?)?;
        return Ok(());
    }
    let paint = Paint::for_stdout();
    writeln!(stdout(), "\n{}", paint.text(Tone::Name, "What the database counts"))?;
    for (key, value) in counted.as_object().into_iter().flatten() {
        writeln!(stdout(), "  {key:<16} {}", figures(value))?;
    }
    for sentence in missed {
        writeln!(stdout(), "{} {sentence}", paint.text(Tone::Bad, "missed"))?;
    }
    if missed.is_empty() {
        writeln!(stdout(), "{}", paint.text(Tone::Good, "Every promised state was reached."))?;
    }
    Ok(())
}

fn figures(value: &Value) -> String {
    let Value::Object(parts) = value else {
        return value.to_string();
    };
    parts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_figure_too_many_is_missed_like_a_figure_too_few() {
        let mut missed = Vec::new();
        compare(
            "",
            &json!({"sent": 2, "held": {"paid": 1}}),
            &json!({"sent": 1, "held": {"paid": 1, "odd": 3}}),
            &mut missed,
        );
        assert_eq!(missed, ["sent: promised 2, found 1", "held.odd: promised null, found 3"]);
    }
}
