//! The value semantics in which the published rules are written.
//!
//! The official artefacts are `XPath` 2.0, and their verdicts depend on its habits: exact decimals, doubles
//! where an untyped value meets a number, errors that void a whole layer, rounding halves upwards. The rules
//! here are native, so those habits live in this module, each under its own name, and nowhere else.
//! Source: W3C `XQuery` and `XPath` Functions and Operators (casts, `round`, `normalize-space`), XSD part 2 (lexical forms).

mod date;
mod double;
mod exact;
mod text;

pub use date::Date;
pub use double::{compare_with_zero, double, number};
pub use exact::{Exact, decimal};
pub use text::{
    after_point, boolean, char_count, equals_trimmed, is_blank, normalized, normalized_upper, upper_equals,
};

/// A dynamic error of the published expression: the layer it happens in has no result at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Two values where the expression takes one.
    ManyValues,
    /// A text that is no number, date or boolean where one is needed.
    BadValue,
    /// A number that has no decimal form (not a number, infinite).
    NoDecimal,
    /// More digits than this program calculates with; a processor may stop here too.
    TooLarge,
    /// A sequence that has no truth value.
    NoTruth,
}

impl Fault {
    /// The `XPath` error code, as the golden verdicts name it.
    pub fn code(self) -> &'static str {
        match self {
            Fault::ManyValues => "XPTY0004",
            Fault::BadValue => "FORG0001",
            Fault::NoDecimal => "FOCA0002",
            Fault::TooLarge => "FOAR0002",
            Fault::NoTruth => "FORG0006",
        }
    }
}
