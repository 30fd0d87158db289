//! The transition tables of all tracks as Markdown with Mermaid pictures: `docs/tracks.md` is this text.

use std::fmt::Write as _;

use crate::{IllegalTransition, delivery, document, follow_up, mls, response, settlement};

/// One track, flattened to names.
struct Track {
    name: &'static str,
    about: &'static str,
    states: Vec<&'static str>,
    events: Vec<&'static str>,
    /// For each state and event the state it leads to.
    cells: Vec<Vec<Option<&'static str>>>,
}

fn track<S: Copy, E: Copy>(
    (name, about): (&'static str, &'static str),
    (states, state_name): (&[S], fn(S) -> &'static str),
    (events, event_name): (&[E], fn(E) -> &'static str),
    apply: fn(S, E) -> Result<S, IllegalTransition>,
) -> Track {
    let row = |state: &S| events.iter().map(|event| apply(*state, *event).ok().map(state_name)).collect();
    Track {
        name,
        about,
        states: states.iter().copied().map(state_name).collect(),
        events: events.iter().copied().map(event_name).collect(),
        cells: states.iter().map(row).collect(),
    }
}

/// Every table walks all states and all events of its track.
macro_rules! tracks {
    ($( $module:ident, $name:literal, $about:literal; )+) => {
        vec![$( track(
            ($name, $about),
            ($module::State::ALL, $module::State::as_str),
            ($module::Event::ALL, $module::Event::as_str),
            $module::State::apply,
        ) ),+]
    };
}

fn all() -> Vec<Track> {
    tracks! {
        document, "Document", "From draft to an immutable, numbered document.";
        delivery, "Delivery", "One document on its way to the receiver's access point or mail server.";
        mls, "Message-level status", "What the receiver's provider said; stands beside the delivery.";
        response, "Business response", "What the buyer said in Invoice Responses. `PPD` is `PD` with reason `PPD`.";
        settlement, "Settlement", "Our own books; only bank data, a credit or a named user moves it.";
        follow_up, "Follow-up", "What we do about the claim. `level_n` carries the number of the level beside it.";
    }
}

/// The text of `docs/tracks.md`.
pub fn tracks_markdown() -> String {
    let mut text = String::from(
        "# The tracks of an invoice\n\nGenerated from the crate `lifecycle`; a test compares it \
         (`UPDATE=1 cargo test -p lifecycle` rewrites it).\nEach row is a state, each column an event; a dash \
         means that the event does not apply there: it is reported and nothing changes.\n",
    );
    for track in all() {
        write_track(&mut text, &track);
    }
    text
}

fn write_track(text: &mut String, track: &Track) {
    let Track { name, about, states, events, cells } = track;
    // Writing to a `String` cannot fail.
    let _ = write!(text, "\n## {name}\n\n{about}\n\n```mermaid\nstateDiagram-v2\n");
    for (state, row) in states.iter().zip(cells) {
        for target in states {
            let labels: Vec<_> =
                events.iter().zip(row).filter(|(_, cell)| **cell == Some(target)).map(|(event, _)| *event).collect();
            if !labels.is_empty() {
                let _ = writeln!(text, "    {state} --> {target}: {}", labels.join(", "));
            }
        }
    }
    let _ = writeln!(text, "```\n\n| | {} |\n|---|{}", events.join(" | "), "---|".repeat(events.len()));
    for (state, row) in states.iter().zip(cells) {
        let row: Vec<_> = row.iter().map(|cell| cell.unwrap_or("–")).collect();
        let _ = writeln!(text, "| **{state}** | {} |", row.join(" | "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_states_and_events_lead_where_the_checked_in_table_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/tracks.md");
        let text = tracks_markdown();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, &text).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(kept, text, "docs/tracks.md differs; UPDATE=1 rewrites it, then read the diff");
    }

    #[test]
    fn every_name_parses_back() {
        for state in delivery::State::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
        }
        let unknown = "sent".parse::<delivery::State>().unwrap_err();
        assert_eq!(unknown.to_string(), "\"sent\" is not a delivery state");
    }
}
