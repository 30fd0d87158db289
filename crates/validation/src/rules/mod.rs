//! The rules, by who publishes them. A file is named after its rule or family.

pub mod en16931;
pub mod peppol;
pub mod view;
