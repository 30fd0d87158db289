//! EHF Reminder 3.0, release of 2022-06-15: the Norwegian reminder, a UBL invoice with the reminder's identifiers.
//!
//! Its first two layers are cut-down copies of Billing's of about 2022. So they are written as editions of ours: only what
//! differs stands here, in the official files' order of layers.

mod codes;
mod ehf;
mod en16931;
mod model;
mod peppol;
mod peppol_national;

use crate::edition::edition;
use crate::rule::Layer;
use crate::rules;

/// The layers in official order, built when the set is first used.
pub fn layers() -> Vec<Layer> {
    let model = [rules::en16931::MODEL, rules::en16931::syntax::SYNTAX, rules::en16931::br_cl::CODES];
    let network = edition(edition(rules::peppol::PATTERNS, peppol::CHANGES), peppol_national::CHANGES);
    vec![
        Layer {
            name: "reminder-en16931",
            patterns: edition(&model, en16931::CHANGES),
            tables: vec![en16931::paths()].leak(),
        },
        Layer { name: "reminder-peppol", patterns: network, tables: &[] },
        Layer { name: "reminder-ehf", patterns: ehf::patterns(), tables: &[] },
    ]
}
