//! What `flow::remind` and the look before a reminder leaves have in common: facts, gate, channel, document.
//!
//! The decisions are those of `receivables` (gate, channel) and pure; here they get their facts and become documents.

pub(crate) mod case;
pub(crate) mod channel;
pub(crate) mod gate;
pub(crate) mod render;
