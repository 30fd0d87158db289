//! The steps of the road, each with a real gateway, real keys and a real database in a folder of its own.

#![allow(clippy::unwrap_used)]

mod house;
mod ingest;
mod receive;
mod settle;
