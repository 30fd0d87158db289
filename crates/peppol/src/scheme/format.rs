//! The little notation in which `schemas/participants.tsv` states the form of an identifier.
//!
//! Alternatives by ` | `, atoms by blanks: a class of characters or a quoted literal, repeated `{n}` or `{n,m}` times.

/// One atom: which characters, how often.
struct Atom<'a> {
    class: Class<'a>,
    least: usize,
    most: usize,
}

#[derive(Clone, Copy)]
enum Class<'a> {
    Literal(&'a str),
    Any(char),
}

/// Whether the text matches one of the alternatives, from its first to its last character.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    pattern.split(" | ").any(|alternative| {
        let atoms: Vec<Atom> = alternative.split_whitespace().map(read_atom).collect();
        matches(&atoms, text.as_bytes())
    })
}

/// The form in words, for messages.
pub(super) fn describe(pattern: &str) -> String {
    let alternative = |text: &str| {
        let atoms: Vec<String> = text.split_whitespace().map(|atom| in_words(&read_atom(atom))).collect();
        atoms.join(", ")
    };
    pattern.split(" | ").map(alternative).collect::<Vec<_>>().join(" or ")
}

fn read_atom(atom: &str) -> Atom<'_> {
    if let Some(literal) = atom.strip_prefix('\'') {
        return Atom { class: Class::Literal(literal.trim_end_matches('\'')), least: 1, most: 1 };
    }
    let class = Class::Any(atom.chars().next().unwrap_or('-'));
    let counts = atom.get(1..).unwrap_or_default().trim_matches(['{', '}']);
    let (least, most) = counts.split_once(',').unwrap_or((counts, counts));
    Atom { class, least: least.parse().unwrap_or(1), most: most.parse().unwrap_or(1) }
}

fn matches(atoms: &[Atom], text: &[u8]) -> bool {
    let Some((atom, rest)) = atoms.split_first() else {
        return text.is_empty();
    };
    match atom.class {
        Class::Literal(literal) => {
            let head = text.get(..literal.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(literal.as_bytes()))
                && matches(rest, &text[literal.len()..])
        }
        Class::Any(class) => {
            let run = text.iter().take(atom.most).take_while(|byte| belongs(class, **byte)).count();
            (atom.least..=run).rev().any(|length| matches(rest, &text[length..]))
        }
    }
}

/// Values compare without regard to case, so that capitals are not insisted on.
fn belongs(class: char, byte: u8) -> bool {
    match class {
        '9' => byte.is_ascii_digit(),
        'A' | 'a' => byte.is_ascii_alphabetic(),
        'X' | 'x' => byte.is_ascii_alphanumeric(),
        'w' => byte.is_ascii_alphanumeric() || byte == b'_',
        't' => byte.is_ascii_alphanumeric() || b"-._~".contains(&byte),
        _ => byte.is_ascii_graphic(),
    }
}

fn in_words(atom: &Atom) -> String {
    let kind = match atom.class {
        Class::Literal(literal) => return format!("\"{literal}\""),
        Class::Any('9') => "digits",
        Class::Any('A' | 'a') => "letters",
        Class::Any('X' | 'x') => "letters or digits",
        Class::Any(_) => "characters",
    };
    if atom.least == atom.most {
        format!("{} {kind}", atom.most)
    } else {
        format!("{} to {} {kind}", atom.least, atom.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_optional_run_gives_back_what_the_next_atom_needs() {
        assert!(fits("9{2,12} '-' X{0,30} '-' 9{2}", "991-33333TEST-33"));
        assert!(!fits("9{2,12} '-' X{0,30} '-' 9{2}", "991-33333TEST"));
        assert!(fits("9{1,3} 9{2}", "123"));
    }

    #[test]
    fn a_form_is_told_in_words() {
        assert_eq!(describe("'NL' 9{9} 'B' 9{2}"), "\"NL\", 9 digits, \"B\", 2 digits");
        assert_eq!(describe("9{8} | 9{17}"), "8 digits or 17 digits");
    }
}
