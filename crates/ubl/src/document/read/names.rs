//! Names while reading: prefixes resolved, names numbered.

use std::collections::HashMap;
use std::ops::Range;

use super::fault::{Fault, FaultKind, malformed};
use super::wellformed::{is_ncname, split_name};
use crate::document::name::NAMESPACE_URIS;
use crate::document::{KNOWN_NAMES, Name, Namespace};

/// A namespace declaration in force.
struct Binding<'s> {
    prefix: &'s str,
    /// The prefix as a number, see [`packed`].
    packed: u64,
    namespace: Namespace,
    /// Depth of the element that declares it; the root has 1.
    depth: usize,
}

impl<'s> Binding<'s> {
    fn new(prefix: &'s str, namespace: Namespace, depth: usize) -> Self {
        Self { prefix, packed: packed(prefix), namespace, depth }
    }

    fn is(&self, prefix: &str, packed: u64) -> bool {
        self.packed == packed && (packed != LONG || self.prefix == prefix)
    }
}

/// Up to seven bytes and their number in one word: prefixes are short, and asked for with every element.
fn packed(prefix: &str) -> u64 {
    if prefix.len() > 7 {
        return LONG;
    }
    prefix.bytes().fold(prefix.len() as u64, |word, byte| word << 8 | u64::from(byte))
}

/// No number of a short prefix: those begin with their length.
const LONG: u64 = u64::MAX;

/// Declarations in force, numbers given so far.
pub(super) struct Names<'s> {
    source: &'s str,
    bindings: Vec<Binding<'s>>,
    numbers: HashMap<(Namespace, Box<str>), Name>,
    /// Names without a fixed number, in order of appearance.
    pub(super) numbered: Vec<(Namespace, Box<str>)>,
    /// Namespaces without a fixed number, in order of appearance.
    pub(super) namespaces: Vec<Box<str>>,
}

impl<'s> Names<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            bindings: vec![Binding::new("xml", Namespace::Xml, 0)],
            numbers: HashMap::new(),
            numbered: Vec::new(),
            namespaces: Vec::new(),
        }
    }

    /// The name of the element whose tag has it at this place.
    pub(super) fn of_element(&mut self, range: Range<usize>) -> Result<Name, Fault> {
        let offset = range.start;
        let written = &self.source[range];
        let colon = written.bytes().position(|byte| byte == b':');
        let (prefix, local) = colon.map_or(("", written), |colon| (&written[..colon], &written[colon + 1..]));
        // What is found in the table under a prefix that is declared needs no look at its letters.
        if colon != Some(0)
            && let Some(namespace) = self.namespace_of(prefix)
            && let Some(known) = Name::find(namespace, local)
        {
            return Ok(known);
        }
        let (prefix, local) = split_name(written, offset)?;
        let namespace = self.namespace_of(prefix).ok_or_else(|| undeclared(prefix, offset))?;
        self.number(namespace, local, offset)
    }

    /// The name of an attribute; without a prefix it has no namespace.
    pub(super) fn of_attribute(&mut self, written: &'s str, offset: usize) -> Result<Name, Fault> {
        if let Some(known) = Name::find(Namespace::None, written) {
            return Ok(known);
        }
        let (prefix, local) = split_name(written, offset)?;
        let namespace = match prefix {
            "" => Namespace::None,
            _ => self.namespace_of(prefix).ok_or_else(|| undeclared(prefix, offset))?,
        };
        self.number(namespace, local, offset)
    }

    /// Brings a declaration into force for the element at this depth.
    pub(super) fn declare(&mut self, prefix: &'s str, uri: &str, depth: usize, offset: usize) -> Result<(), Fault> {
        let reserved = (!prefix.is_empty() && !is_ncname(prefix))
            || prefix == "xmlns"
            || (prefix == "xml") != (Namespace::find(uri) == Some(Namespace::Xml));
        if reserved || (uri.is_empty() && !prefix.is_empty()) {
            return Err(malformed(offset, format!("prefix {prefix} cannot be declared as \"{uri}\"")));
        }
        if self.bindings.iter().any(|binding| binding.depth == depth && binding.prefix == prefix) {
            return Err(malformed(offset, format!("prefix {prefix} is declared twice in one tag")));
        }
        let namespace = self.namespace_number(uri, offset)?;
        self.bindings.push(Binding::new(prefix, namespace, depth));
        Ok(())
    }

    /// Takes declarations of the element at this depth out of force.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.bindings.last().is_some_and(|binding| binding.depth >= depth) {
            self.bindings.pop();
        }
    }

    fn namespace_of(&self, prefix: &str) -> Option<Namespace> {
        let packed = packed(prefix);
        let binding = self.bindings.iter().rev().find(|binding| binding.is(prefix, packed));
        binding.map(|binding| binding.namespace).or_else(|| prefix.is_empty().then_some(Namespace::None))
    }

    fn number(&mut self, namespace: Namespace, local: &str, offset: usize) -> Result<Name, Fault> {
        if let Some(known) = Name::find(namespace, local) {
            return Ok(known);
        }
        if let Some(seen) = self.numbers.get(&(namespace, Box::from(local))) {
            return Ok(*seen);
        }
        let number = u16::try_from(KNOWN_NAMES + self.numbered.len()).ok().filter(|number| *number < u16::MAX);
        let Some(number) = number else {
            return Err(Fault { offset, kind: FaultKind::TooManyNames });
        };
        self.numbered.push((namespace, local.into()));
        self.numbers.insert((namespace, local.into()), Name(number));
        Ok(Name(number))
    }

    fn namespace_number(&mut self, uri: &str, offset: usize) -> Result<Namespace, Fault> {
        /// More is an attack, not an invoice, and would make the search below long.
        const NAMESPACES_MAX: usize = 1000;
        if let Some(known) = Namespace::find(uri) {
            return Ok(known);
        }
        let seen = self.namespaces.iter().position(|known| **known == *uri);
        let index = NAMESPACE_URIS.len() + seen.unwrap_or(self.namespaces.len());
        let Some(number) = u16::try_from(index).ok().filter(|_| index < NAMESPACES_MAX) else {
            return Err(Fault { offset, kind: FaultKind::TooManyNames });
        };
        if seen.is_none() {
            self.namespaces.push(uri.into());
        }
        Ok(Namespace(number))
    }
}

fn undeclared(prefix: &str, offset: usize) -> Fault {
    malformed(offset, format!("prefix {prefix} is not declared"))
}
