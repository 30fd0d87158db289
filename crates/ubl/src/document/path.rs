//! Where an element stands: a path a person can follow, and line and column.

use std::fmt::Write;

use super::{Document, Name, Namespace, NodeId};

impl Document {
    /// `/Invoice/cac:TaxTotal[1]/cbc:TaxAmount[1]`: prefixes cac, cbc, ext, an index on every step but the root.
    pub fn path(&self, node: NodeId) -> String {
        let mut chain = vec![node];
        while let Some(parent) = chain.last().and_then(|last| self.parent(*last)) {
            chain.push(parent);
        }
        let mut path = String::new();
        for step in chain.into_iter().rev() {
            path.push('/');
            self.push_step(step, &mut path);
        }
        path
    }

    fn push_step(&self, node: NodeId, path: &mut String) {
        let name = self.name(node);
        path.push_str(&self.written_name(name));
        if let Some(parent) = self.parent(node) {
            let index = self.children_named(parent, name).take_while(|sibling| *sibling <= node).count();
            let _ = write!(path, "[{index}]"); // writing to a string cannot fail
        }
    }

    /// The name with our prefixes, whatever the document uses; names of other namespaces have none.
    pub fn written_name(&self, name: Name) -> String {
        let prefix = match self.namespace(name) {
            Namespace::Cac => "cac:",
            Namespace::Cbc => "cbc:",
            Namespace::Ext => "ext:",
            _ => "",
        };
        format!("{prefix}{}", self.local_name(name))
    }

    /// Line and column of the element's start tag, both from 1; columns count characters.
    pub fn position(&self, node: NodeId) -> (usize, usize) {
        let offset = self.elements[node.index()].offset as usize;
        let lines = self.lines.get_or_init(|| line_starts(&self.source));
        let line = lines.partition_point(|start| *start as usize <= offset);
        let start = lines[line - 1] as usize;
        (line, self.source[start..offset].chars().count() + 1)
    }
}

/// Line and column of an offset, for errors while reading.
pub(super) fn position_in(source: &str, offset: usize) -> (usize, usize) {
    let before = &source.as_bytes()[..offset.min(source.len())];
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    #[expect(clippy::naive_bytecount, reason = "only done once, for an error")]
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
}

fn line_starts(source: &str) -> Vec<u32> {
    let breaks = source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0).chain(breaks.filter_map(|(at, _)| u32::try_from(at + 1).ok())).collect()
}
