//! The line of a document that a finding points at, made fit for a terminal or a page.
//!
//! Documents come from strangers: control and direction characters are replaced, so that none reaches a terminal, and a line of
//! a megabyte is cut around the column.

/// The widest excerpt, in columns of a terminal.
const WIDTH_MAX: usize = 100;
/// How much of a cut line stands before the column.
const BEFORE: usize = 40;
/// A tab is shown as this many blanks.
const TAB: usize = 4;

/// A piece of a source line and where the finding's column is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, at most `WIDTH_MAX` columns, with an ellipsis where it was cut.
    pub text: String,
    /// Terminal columns before the caret.
    pub caret: usize,
}

/// Where the lines of a document begin.
pub struct Lines<'b> {
    lines: Vec<&'b [u8]>,
}

impl<'b> Lines<'b> {
    /// Splits once, for all findings of a document.
    pub fn of(bytes: &'b [u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        Self { lines: bytes.split(|byte| *byte == b'\n').collect() }
    }

    /// The excerpt at a line and column, both from 1; none where the document has no such line.
    pub fn excerpt(&self, line: usize, column: usize) -> Option<Excerpt> {
        let bytes = self.lines.get(line.checked_sub(1)?)?;
        let text = String::from_utf8_lossy(bytes);
        Some(cut(text.trim_end_matches('\r'), column.saturating_sub(1)))
    }
}

/// Text of a stranger on one line of a terminal.
pub fn harmless(text: &str) -> String {
    text.chars().map(|c| if is_harmless(c) { c } else { '\u{fffd}' }).collect()
}

/// Neither controls the terminal nor turns the direction of writing.
fn is_harmless(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The line, or what of it lies around the `at`-th character.
fn cut(line: &str, at: usize) -> Excerpt {
    // Only what could be shown is looked at, however long the line is.
    let skipped = at.saturating_sub(WIDTH_MAX);
    let seen: Vec<char> = line.chars().skip(skipped).take(2 * WIDTH_MAX + 1).collect();
    let at = (at - skipped).min(seen.len());
    let whole: usize = seen.iter().map(|c| width(*c)).sum();
    let mut start = 0;
    if skipped > 0 || whole > WIDTH_MAX {
        // As many characters before the caret as fit; a line whose caret is near its beginning keeps the beginning.
        let room = if skipped == 0 && total(&seen[..at]) < WIDTH_MAX - BEFORE { WIDTH_MAX } else { BEFORE };
        while total(&seen[start..at]) > room {
            start += 1;
        }
    }
    let is_cut = skipped + start > 0;
    let mut excerpt = Excerpt { text: String::new(), caret: 0 };
    let mut used = 0;
    if is_cut {
        excerpt.text.push('…');
        used = 1;
    }
    for (index, c) in seen.iter().enumerate().skip(start) {
        if index == at {
            excerpt.caret = used;
        }
        if used + width(*c) >= WIDTH_MAX && (used + width(*c) > WIDTH_MAX || index + 1 < seen.len()) {
            excerpt.text.push('…');
            return excerpt;
        }
        used += width(*c);
        push(&mut excerpt.text, *c);
    }
    if at == seen.len() {
        excerpt.caret = used;
    }
    excerpt
}

fn push(text: &mut String, c: char) {
    match c {
        '\t' => text.extend(std::iter::repeat_n(' ', TAB)),
        c if is_harmless(c) => text.push(c),
        _ => text.push('\u{fffd}'),
    }
}

fn total(characters: &[char]) -> usize {
    characters.iter().map(|c| width(*c)).sum()
}

/// Columns that a terminal gives a character: none to marks set over others, two to the scripts of East Asia and to pictures.
fn width(c: char) -> usize {
    match c {
        '\t' => TAB,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(document: &str, line: usize, column: usize, text: &str, caret: usize) {
        let found = Lines::of(document.as_bytes()).excerpt(line, column).unwrap();
        assert_eq!(found, Excerpt { text: text.to_owned(), caret });
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        check("<a>\r\n  <b/>\r\n</a>", 2, 3, "  <b/>", 2);
        check("\u{feff}<a/>", 1, 1, "<a/>", 0);
    }

    #[test]
    fn a_tab_takes_four_columns_and_a_wide_character_two() {
        check("\t<b/>", 1, 2, "    <b/>", 4);
        check("<n>東京</n>", 1, 6, "<n>東京</n>", 7);
    }

    #[test]
    fn nothing_that_controls_a_terminal_comes_through() {
        check("a\u{1b}[31mb\u{202e}c", 1, 1, "a\u{fffd}[31mb\u{fffd}c", 0);
        assert_eq!(harmless("a\u{7}\nb"), "a\u{fffd}\u{fffd}b");
    }

    #[test]
    fn a_long_line_is_cut_around_the_column() {
        let line = format!("{}X{}", "a".repeat(5000), "b".repeat(5000));
        let found = Lines::of(line.as_bytes()).excerpt(1, 5001).unwrap();
        assert_eq!(found.text.chars().nth(found.caret), Some('X'), "{found:?}");
        assert!(found.text.starts_with('…') && found.text.ends_with('…'), "{found:?}");
        assert!(found.text.chars().count() <= WIDTH_MAX + 1, "{found:?}");
        let begin = Lines::of(line.as_bytes()).excerpt(1, 3).unwrap();
        assert!(begin.text.starts_with("aaa") && begin.text.ends_with('…') && begin.caret == 2, "{begin:?}");
    }

    #[test]
    fn any_place_of_any_bytes_is_shown_or_not_there() {
        let bytes = "ä\t€\u{301}\u{1f600}\r\n\n".repeat(30).into_bytes();
        for end in 0..bytes.len() {
            let lines = Lines::of(&bytes[..end]);
            for (line, column) in [(0, 0), (1, 0), (1, 7), (2, 1), (3, 999), (usize::MAX, usize::MAX)] {
                if let Some(found) = lines.excerpt(line, column) {
                    assert!(found.caret <= WIDTH_MAX + 1);
                }
            }
        }
        assert_eq!(Lines::of(b"<a/>").excerpt(9, 1), None);
    }
}
