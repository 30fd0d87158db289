//! Names while reading: prefixes resolved, names numbered, and a small cache, since a document uses few names often.

use std::collections::HashMap;
use std::ops::Range;

use super::fault::{Fault, FaultKind, malformed};
use super::wellformed::split_name;
use crate::document::name::{NAMESPACE_URIS, hash};
use crate::document::{KNOWN_NAMES, Name, Namespace};

/// A namespace declaration in force.
struct Binding<'s> {
    prefix: &'s str,
    namespace: Namespace,
    /// Depth of the element that declares it; the root has 1.
    depth: usize,
}

/// A name as written, resolved before under the same declarations.
#[derive(Clone, Copy)]
struct Cached<'s> {
    written: &'s str,
    name: Name,
    /// Which declarations it was resolved under.
    scope: u32,
}

const CACHE_SIZE: usize = 256;

/// Declarations in force, numbers given so far.
pub(super) struct Names<'s> {
    source: &'s str,
    bindings: Vec<Binding<'s>>,
    /// Changes with every declaration that comes into or goes out of force.
    scope: u32,
    elements: [Option<Cached<'s>>; CACHE_SIZE],
    attributes: [Option<Cached<'s>>; CACHE_SIZE],
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
            bindings: vec![Binding { prefix: "xml", namespace: Namespace::Xml, depth: 0 }],
            scope: 0,
            elements: [None; CACHE_SIZE],
            attributes: [None; CACHE_SIZE],
            numbers: HashMap::new(),
            numbered: Vec::new(),
            namespaces: Vec::new(),
        }
    }

    /// The name of the element whose tag has it at this place.
    pub(super) fn of_element(&mut self, range: Range<usize>) -> Result<Name, Fault> {
        let offset = range.start;
        let written = &self.source[range];
        let slot = slot_of(written);
        if let Some(cached) = self.elements[slot].filter(|cached| cached.scope == self.scope)
            && cached.written == written
        {
            return Ok(cached.name);
        }
        let (prefix, local) = split_name(written, offset)?;
        let namespace = self.namespace_of(prefix, offset)?;
        let name = self.number(namespace, local, offset)?;
        self.elements[slot] = Some(Cached { written, name, scope: self.scope });
        Ok(name)
    }

    /// The name of an attribute; without a prefix it has no namespace.
    pub(super) fn of_attribute(&mut self, written: &'s str, offset: usize) -> Result<Name, Fault> {
        let slot = slot_of(written);
        if let Some(cached) = self.attributes[slot].filter(|cached| cached.scope == self.scope)
            && cached.written == written
        {
            return Ok(cached.name);
        }
        let (prefix, local) = split_name(written, offset)?;
        let namespace = if prefix.is_empty() { Namespace::None } else { self.namespace_of(prefix, offset)? };
        let name = self.number(namespace, local, offset)?;
        self.attributes[slot] = Some(Cached { written, name, scope: self.scope });
        Ok(name)
    }

    /// Brings a declaration into force for the element at this depth.
    pub(super) fn declare(&mut self, prefix: &'s str, uri: &str, depth: usize, offset: usize) -> Result<(), Fault> {
        let reserved = prefix == "xmlns" || (prefix == "xml") != (Namespace::find(uri) == Some(Namespace::Xml));
        if reserved || (uri.is_empty() && !prefix.is_empty()) {
            return Err(malformed(offset, format!("prefix {prefix} cannot be declared as \"{uri}\"")));
        }
        if self.bindings.iter().any(|binding| binding.depth == depth && binding.prefix == prefix) {
            return Err(malformed(offset, format!("prefix {prefix} is declared twice in one tag")));
        }
        let namespace = self.namespace_number(uri, offset)?;
        self.bindings.push(Binding { prefix, namespace, depth });
        self.scope += 1;
        Ok(())
    }

    /// Takes declarations of the element at this depth out of force.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.bindings.last().is_some_and(|binding| binding.depth >= depth) {
            self.bindings.pop();
            self.scope += 1;
        }
    }

    fn namespace_of(&self, prefix: &str, offset: usize) -> Result<Namespace, Fault> {
        match self.bindings.iter().rev().find(|binding| binding.prefix == prefix) {
            Some(binding) => Ok(binding.namespace),
            None if prefix.is_empty() => Ok(Namespace::None),
            None => Err(malformed(offset, format!("prefix {prefix} is not declared"))),
        }
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

fn slot_of(written: &str) -> usize {
    hash(0, written.as_bytes()) % CACHE_SIZE
}
