//! The road over real DNS, SMP, AS4, https and SMTP on loopback: as a user's program sees it, and with every kind of
//! trouble on the way.

#![allow(clippy::unwrap_used)]

mod gates;
mod pair;
mod stage;
mod story;
mod trouble;
