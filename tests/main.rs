//! One test binary: the road of an invoice through the running program, and the tidiness of the tree.

#[path = "../crates/acquit/src/api.rs"]
mod api;
mod bank;
mod crash;
mod demo;
mod program;
mod refusals;
mod roads;
mod stage;
mod tidiness;
