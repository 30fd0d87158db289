//! Running layers over a document: one walk, contexts found by element name.

use ubl::document::{Document, KNOWN_NAMES, Name, NodeId};

use crate::rule::{Context, Fault, Findings, Fired, Layer, Rule, View};
use crate::table::{Tally, Trie};

/// Layers prepared for running: for every element name the contexts that can match it, in order.
pub(crate) struct Program {
    layers: &'static [&'static Layer],
    /// Per known name a range of `candidates`; the last range is for names without a fixed number.
    ranges: Vec<(u32, u32)>,
    candidates: Vec<Candidate>,
    trie: Trie,
    rule_count: usize,
}

#[derive(Clone, Copy)]
struct Candidate {
    matches: fn(&View<'_>, NodeId) -> Result<bool, Fault>,
    rules: &'static [&'static Rule],
    layer: u32,
    /// Counted through all layers, so that a change of number is a change of pattern.
    pattern: u32,
}

/// What running a program leaves behind.
pub(crate) struct Run {
    pub(crate) fired: Vec<Fired>,
    /// Per layer the error that voids it, if any.
    pub(crate) faults: Vec<Option<Fault>>,
}

impl Program {
    pub(crate) fn new(layers: &'static [&'static Layer]) -> Self {
        let contexts = contexts(layers);
        let tables =
            layers.iter().zip(0..).flat_map(|(rules, layer)| rules.tables.iter().map(move |table| (layer, *table)));
        let trie = Trie::new(tables);
        let rule_count = contexts.iter().map(|(context, _)| context.rules.len()).sum::<usize>() + trie.len();
        let ranges = Vec::with_capacity(KNOWN_NAMES + 1);
        let mut program = Self { layers, ranges, candidates: Vec::new(), trie, rule_count };
        for number in 0..=KNOWN_NAMES {
            let name = Name::from_index(number).unwrap_or(Name::OTHER);
            let start = narrow(program.candidates.len());
            let wanted =
                contexts.iter().filter(|(context, _)| context.names.is_empty() || context.names.contains(&name));
            program.candidates.extend(wanted.map(|(_, candidate)| *candidate));
            program.ranges.push((start, narrow(program.candidates.len())));
        }
        program
    }

    pub(crate) fn rule_count(&self) -> usize {
        self.rule_count
    }

    /// One walk over all elements in document order.
    pub(crate) fn run(&self, document: &Document) -> Run {
        let view = View::new(document);
        let mut run = Running { fired: Vec::new(), faults: vec![None; self.layers.len()] };
        let mut tally = Tally::new(&self.trie, document);
        for node in document.all() {
            let name = document.name(node);
            tally.element(node, name);
            let (start, end) = self.ranges[name.index().min(KNOWN_NAMES)];
            run.element(&self.candidates[start as usize..end as usize], &view, node);
        }
        tally.finish(&mut run.fired);
        run.finish()
    }
}

/// All contexts in order, each with what the walk needs of it.
fn contexts(layers: &'static [&'static Layer]) -> Vec<(&'static Context, Candidate)> {
    let patterns =
        layers.iter().zip(0..).flat_map(|(rules, layer)| rules.patterns.iter().map(move |pattern| (layer, *pattern)));
    let numbered = patterns.zip(0..);
    let contexts = numbered.flat_map(|((layer, contexts), pattern)| {
        contexts.iter().map(move |context| {
            let Context { matches, rules, .. } = *context;
            (context, Candidate { matches, rules, layer, pattern })
        })
    });
    contexts.collect()
}

/// What a walk has found so far.
struct Running {
    fired: Vec<Fired>,
    /// Per layer its first error, with the number of the pattern it happened in.
    faults: Vec<Option<(u32, Fault)>>,
}

impl Running {
    /// Judges one element: in every pattern the first context that matches takes it.
    fn element(&mut self, candidates: &[Candidate], view: &View<'_>, node: NodeId) {
        let mut taken = u32::MAX;
        for candidate in candidates {
            if candidate.pattern == taken || !(candidate.matches)(view, node).unwrap_or(false) {
                continue;
            }
            taken = candidate.pattern;
            if let Err(fault) = self.rules(candidate, view, node) {
                self.keep_first(candidate, fault);
            }
        }
    }

    fn rules(&mut self, candidate: &Candidate, view: &View<'_>, node: NodeId) -> Result<(), Fault> {
        for rule in candidate.rules {
            (rule.check)(view, node, &mut Findings { fired: &mut self.fired, rule, layer: candidate.layer as usize })?;
        }
        Ok(())
    }

    /// A processor walks pattern by pattern, so the earliest pattern's first error is the one it stops at.
    fn keep_first(&mut self, candidate: &Candidate, fault: Fault) {
        let slot = &mut self.faults[candidate.layer as usize];
        if slot.is_none_or(|(earlier, _)| candidate.pattern < earlier) {
            *slot = Some((candidate.pattern, fault));
        }
    }

    /// A layer with an error has no findings.
    fn finish(self) -> Run {
        let Self { mut fired, faults } = self;
        fired.retain(|finding| faults[finding.layer].is_none());
        Run { fired, faults: faults.into_iter().map(|fault| fault.map(|(_, fault)| fault)).collect() }
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
