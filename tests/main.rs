//! One test binary: the road of an invoice, the command line, and the tidiness of the tree.

#[allow(dead_code, reason = "the program calls more of it than the tests do")]
#[path = "../crates/acquit/src/api.rs"]
mod api;
mod as4_open;
mod bank;
mod crash;
mod demo;
mod fuzz_seeds;
mod output;
mod program;
mod refusals;
mod roads;
mod stage;
mod tidiness;
