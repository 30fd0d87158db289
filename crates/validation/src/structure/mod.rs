//! The structure layer: what the UBL 2.1 XSD demands, from a native table (`schemas/structure`).
//!
//! UBL's content models are sequences of distinct elements, so a child is found by looking forward from the last one:
//! no automaton is needed. The verdict equals that of an XSD processor; the findings are ours and go on after the first.

mod datatype;
mod lexical;
mod table;

use ubl::document::{Document, Name, Namespace, NodeId};

use datatype::DataType;
use table::{Content, Member, Tables, tables};

/// A departure from the structure.
#[derive(Debug)]
pub(crate) struct Flaw {
    pub(crate) at: NodeId,
    pub(crate) message: String,
    pub(crate) found: Option<String>,
    pub(crate) expected: Option<String>,
}

/// Whether the root is a document element we have a structure for.
pub(crate) fn knows(root: Name) -> bool {
    use ubl::document::root::{ApplicationResponse, CreditNote, Invoice, Reminder};
    [Invoice, CreditNote, ApplicationResponse, Reminder].contains(&root)
}

/// Judges the whole document; no flaw means valid.
pub(crate) fn judge(document: &Document) -> Vec<Flaw> {
    let mut walk = Walk { document, tables: tables(), open: Vec::with_capacity(16), flaws: Vec::new() };
    if !knows(document.name(document.root())) {
        let name = expanded_name(document, document.root());
        walk.flaw(document.root(), format!("{name} is no document element with a structure here"));
        return walk.flaws;
    }
    for node in document.all() {
        walk.close_until(node.index());
        walk.element(node);
    }
    walk.close_until(document.len());
    walk.flaws
}

/// `{namespace}local`, or only the local name where there is no namespace.
pub(crate) fn expanded_name(document: &Document, node: NodeId) -> String {
    let name = document.name(node);
    let local = document.local_name(name);
    match document.namespace_uri(document.namespace(name)) {
        "" => local.to_owned(),
        uri => format!("{{{uri}}}{local}"),
    }
}

/// What governs the children of an open element.
#[derive(Clone, Copy)]
enum Inside {
    /// Members in order; `next` is the place of the last one met, `count` how often it came.
    Sequence { members: &'static [Member], next: usize, count: u32 },
    /// Text only.
    Data,
    /// Exactly one element of another namespace (`ext:ExtensionContent`).
    OneForeign { count: u32 },
    /// Anything; elements we have a declaration for are judged (XSD: lax).
    Lax,
}

struct Open {
    node: NodeId,
    end: usize,
    inside: Inside,
}

struct Walk<'d> {
    document: &'d Document,
    tables: &'static Tables,
    open: Vec<Open>,
    flaws: Vec<Flaw>,
}

impl Walk<'_> {
    fn element(&mut self, node: NodeId) {
        let content = self.place(node);
        let document = self.document;
        let inside = match content {
            Some(Content::Sequence(members)) => {
                self.no_attributes(node);
                self.no_text(node);
                Inside::Sequence { members, next: 0, count: 0 }
            }
            Some(Content::Data(data_type)) => {
                self.data(node, data_type);
                Inside::Data
            }
            Some(Content::Foreign) => {
                self.no_attributes(node);
                self.no_text(node);
                Inside::OneForeign { count: 0 }
            }
            None => Inside::Lax,
        };
        if document.has_children(node) {
            self.open.push(Open { node, end: document.end_index(node), inside });
        } else {
            self.complete(node, inside);
        }
    }

    /// Finds an element's place in its parent and what it may hold; `None` where nothing is declared for it.
    fn place(&mut self, node: NodeId) -> Option<Content> {
        let name = self.document.name(node);
        let declared = self.tables.content(name);
        let Some(parent) = self.open.last_mut() else { return declared };
        match &mut parent.inside {
            Inside::Sequence { members, next, count } => match advance(members, next, count, name) {
                Step::Fits => return declared,
                Step::Misses(flaw) => self.misplaced(node, &flaw),
            },
            Inside::Data => self.flaw(node, format!("{} stands where only text is allowed", self.written(node))),
            Inside::OneForeign { count } => {
                *count += 1;
                let once = *count == 1;
                self.foreign(node, once);
            }
            Inside::Lax => {}
        }
        declared
    }

    fn misplaced(&mut self, node: NodeId, miss: &Miss) {
        let what = self.written(node);
        let expected =
            miss.expected.iter().map(|name| self.document.written_name(*name)).collect::<Vec<_>>().join(", ");
        let message = match miss.kind {
            MissKind::Missing => format!("{expected} is missing before {what}"),
            MissKind::TooMany => format!("{what} may stand here only once"),
            MissKind::TooLate => {
                format!("{what} stands too late: the order of elements is fixed, it belongs further up")
            }
            MissKind::Unknown => format!("{what} is not allowed here"),
        };
        self.flaws.push(Flaw {
            at: node,
            message,
            found: Some(what),
            expected: (!expected.is_empty()).then_some(expected),
        });
    }

    fn foreign(&mut self, node: NodeId, once: bool) {
        let namespace = self.document.namespace(self.document.name(node));
        if namespace == Namespace::Ext || namespace == Namespace::None {
            self.flaw(
                node,
                format!(
                    "{} is not allowed here: an extension's content has a namespace of its own",
                    self.written(node)
                ),
            );
        } else if !once {
            self.flaw(node, "an extension's content is one element, this is one more".to_owned());
        }
    }

    fn data(&mut self, node: NodeId, data_type: &'static DataType) {
        let document = self.document;
        for (name, value) in document.attributes(node) {
            if let Err(problem) = data_type.attribute(name, value) {
                self.attribute_flaw(node, name, value, problem);
            }
        }
        let missing = data_type.required().find(|name| document.attribute(node, *name).is_none());
        if let Some(name) = missing {
            self.flaw(node, format!("attribute {} is missing", document.local_name(name)));
        }
        if document.has_children(node) {
            return; // reported at the child
        }
        let text = document.text(node);
        if !data_type.accepts(&text) {
            let message = format!("\"{}\" is no {}", shorten(&text), data_type.kind());
            self.flaws.push(Flaw {
                at: node,
                message,
                found: Some(text.into_owned()),
                expected: Some(data_type.kind().to_owned()),
            });
        }
    }

    fn no_attributes(&mut self, node: NodeId) {
        let document = self.document;
        for (name, value) in document.attributes(node) {
            if !datatype::everywhere(name) {
                self.attribute_flaw(node, name, value, "is not allowed here");
            }
        }
    }

    fn no_text(&mut self, node: NodeId) {
        if !self.document.has_words(node) {
            return;
        }
        let stray: String = self.document.texts(node).collect();
        let message = format!("text \"{}\" stands where only elements are allowed", shorten(stray.trim()));
        self.flaw(node, message);
    }

    fn close_until(&mut self, index: usize) {
        while let Some(open) = self.open.pop_if(|open| open.end <= index) {
            self.complete(open.node, open.inside);
        }
    }

    /// What should still have come before the end tag.
    fn complete(&mut self, node: NodeId, inside: Inside) {
        match inside {
            Inside::Sequence { members, next, count } => {
                let rest = members[next..].iter().skip(usize::from(count > 0));
                for member in rest.filter(|member| member.required) {
                    let expected = self.document.written_name(member.name);
                    let message = format!("{expected} is missing in {}", self.written(node));
                    self.flaws.push(Flaw { at: node, message, found: None, expected: Some(expected) });
                }
            }
            Inside::OneForeign { count: 0 } => self.flaw(node, format!("{} is empty", self.written(node))),
            Inside::OneForeign { .. } | Inside::Data | Inside::Lax => {}
        }
    }

    fn attribute_flaw(&mut self, node: NodeId, name: Name, value: &str, problem: &str) {
        let message = format!("attribute {}=\"{}\" {problem}", self.document.local_name(name), shorten(value));
        self.flaws.push(Flaw { at: node, message, found: Some(value.to_owned()), expected: None });
    }

    fn flaw(&mut self, at: NodeId, message: String) {
        self.flaws.push(Flaw { at, message, found: None, expected: None });
    }

    fn written(&self, node: NodeId) -> String {
        self.document.written_name(self.document.name(node))
    }
}

enum Step {
    Fits,
    Misses(Miss),
}

struct Miss {
    kind: MissKind,
    expected: Vec<Name>,
}

#[derive(Clone, Copy)]
enum MissKind {
    Missing,
    TooMany,
    TooLate,
    Unknown,
}

/// Looks for a child from the last one's place on; on success the place moves there.
fn advance(members: &[Member], next: &mut usize, count: &mut u32, name: Name) -> Step {
    let here = members.get(*next).filter(|member| member.name == name);
    if let Some(member) = here {
        *count += 1;
        return if *count > 1 && member.once {
            Step::Misses(Miss { kind: MissKind::TooMany, expected: Vec::new() })
        } else {
            Step::Fits
        };
    }
    let Some(ahead) = members[*next..].iter().position(|member| member.name == name) else {
        let known = members.iter().any(|member| member.name == name);
        let kind = if known { MissKind::TooLate } else { MissKind::Unknown };
        return Step::Misses(Miss { kind, expected: Vec::new() });
    };
    let skipped = members[*next..*next + ahead].iter().skip(usize::from(*count > 0));
    let missing: Vec<Name> = skipped.filter(|member| member.required).map(|member| member.name).collect();
    *next += ahead;
    *count = 1;
    if missing.is_empty() { Step::Fits } else { Step::Misses(Miss { kind: MissKind::Missing, expected: missing }) }
}

/// Values in messages are cut: a finding is for reading.
fn shorten(text: &str) -> String {
    const CHARACTERS_MAX: usize = 60;
    match text.char_indices().nth(CHARACTERS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
