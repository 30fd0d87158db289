//! Running layers over a document: one walk, contexts found by element name.

use ubl::document::{Document, KNOWN_NAMES, NodeId};

use crate::rule::{Context, Fault, Findings, Fired, Layer, View};
use crate::table::{Tally, Trie};

/// Layers prepared for running: for every element name the contexts that can match it, in order.
pub(crate) struct Program {
    layers: &'static [&'static Layer],
    /// Per known name a range of `candidates`; the last range is for names without a fixed number.
    ranges: Vec<(u32, u32)>,
    candidates: Vec<Candidate>,
    trie: Trie,
}

#[derive(Clone, Copy)]
struct Candidate {
    layer: usize,
    /// Counted through all layers, so that a change of number is a change of pattern.
    pattern: usize,
    context: &'static Context,
}

/// What running a program leaves behind.
pub(crate) struct Run {
    pub(crate) fired: Vec<Fired>,
    /// Per layer the error that voids it, if any.
    pub(crate) faults: Vec<Option<Fault>>,
}

impl Program {
    pub(crate) fn new(layers: &'static [&'static Layer]) -> Self {
        let mut all = Vec::new();
        let mut pattern_count = 0;
        for (layer, patterns) in layers.iter().map(|layer| layer.patterns).enumerate() {
            for pattern in patterns {
                all.extend(pattern.iter().map(|context| Candidate { layer, pattern: pattern_count, context }));
                pattern_count += 1;
            }
        }
        let tables = layers.iter().enumerate().flat_map(|(layer, rules)| rules.tables.iter().map(move |table| (layer, *table)));
        let ranges = Vec::with_capacity(KNOWN_NAMES + 1);
        let mut program = Self { layers, ranges, candidates: Vec::new(), trie: Trie::new(tables) };
        for number in 0..=KNOWN_NAMES {
            let names = |context: &Context| context.names.is_empty() || context.names.iter().any(|name| name.index() == number);
            let start = program.candidates.len();
            program.candidates.extend(all.iter().filter(|candidate| names(candidate.context)));
            program.ranges.push((narrow(start), narrow(program.candidates.len())));
        }
        program
    }

    pub(crate) fn rule_count(&self) -> usize {
        let contexts = self.layers.iter().flat_map(|layer| layer.patterns).flat_map(|pattern| pattern.iter());
        contexts.map(|context| context.rules.len()).sum::<usize>() + self.trie.len()
    }

    /// One walk over all elements in document order.
    pub(crate) fn run(&self, document: &Document) -> Run {
        let view = View::new(document);
        let mut fired = Vec::new();
        let mut faults: Vec<Option<(usize, Fault)>> = vec![None; self.layers.len()];
        let mut tally = Tally::new(&self.trie, document);
        for node in (0..document.len()).filter_map(|index| document.node(index)) {
            tally.element(node);
            let (start, end) = self.ranges[document.name(node).index().min(KNOWN_NAMES)];
            let mut taken = usize::MAX;
            for candidate in &self.candidates[start as usize..end as usize] {
                if candidate.pattern == taken || !(candidate.context.matches)(&view, node).unwrap_or(false) {
                    continue;
                }
                taken = candidate.pattern;
                if let Err(fault) = run_rules(candidate, &view, node, &mut fired) {
                    keep_first(&mut faults[candidate.layer], candidate.pattern, fault);
                }
            }
        }
        tally.finish(&mut fired);
        let faults: Vec<_> = faults.into_iter().map(|fault| fault.map(|(_, fault)| fault)).collect();
        fired.retain(|finding: &Fired| faults[finding.layer].is_none());
        Run { fired, faults }
    }
}

fn run_rules(candidate: &Candidate, view: &View<'_>, node: NodeId, fired: &mut Vec<Fired>) -> Result<(), Fault> {
    for rule in candidate.context.rules {
        (rule.check)(view, node, &mut Findings { fired, rule, layer: candidate.layer })?;
    }
    Ok(())
}

/// A processor walks pattern by pattern, so the earliest pattern's first error is the one it stops at.
fn keep_first(slot: &mut Option<(usize, Fault)>, pattern: usize, fault: Fault) {
    if slot.is_none_or(|(earlier, _)| pattern < earlier) {
        *slot = Some((pattern, fault));
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
