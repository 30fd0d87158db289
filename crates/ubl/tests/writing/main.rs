//! What the writers write of our own fixtures, and what they refuse.

// A test says what it needs by unwrapping.
#![allow(clippy::unwrap_used)]

mod goldens;
mod reminders;
mod schema;
mod written;
