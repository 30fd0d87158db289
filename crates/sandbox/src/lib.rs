//! A Peppol network on loopback: test PKI, SML, SMP, buyers behind a second access point, mail catcher, a clock one can move.

pub mod bank;
pub mod mail;
pub mod sml;
