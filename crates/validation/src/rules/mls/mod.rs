//! Peppol Message Level Status, rules 1.0.1: what the receiving service provider says about a delivery.
//!
//! Here stands only where each rule applies, in the official order; what it demands stands in the file named after it.
//! The model is open: elements beside it are not looked at.

mod mls_01_to_17;
mod mls_18_to_25;
mod mls_26_to_31;
mod service_provider;

use ubl::document::{cac, root};

use self::mls_01_to_17::{
    MLS_01, MLS_02, MLS_03, MLS_04, MLS_05, MLS_06, MLS_07, MLS_08, MLS_09, MLS_10, MLS_11, MLS_12, MLS_13, MLS_14,
    MLS_15, MLS_16, MLS_17,
};
use self::mls_18_to_25::{MLS_18, MLS_19, MLS_20, MLS_21, MLS_22, MLS_23, MLS_24, MLS_25};
use self::mls_26_to_31::{MLS_26, MLS_27, MLS_28, MLS_29, MLS_30, MLS_31};
use super::answers::{is_document, is_in};
use crate::rule::{Context, Pattern};

/// All of it: no element is in two contexts.
pub const STATUS: Pattern = &[
    Context {
        names: &[root::ApplicationResponse],
        matches: is_document,
        rules: &[
            &MLS_01, &MLS_02, &MLS_03, &MLS_04, &MLS_05, &MLS_06, &MLS_07, &MLS_08, &MLS_09, &MLS_10, &MLS_11, &MLS_12,
            &MLS_13, &MLS_14, &MLS_15, &MLS_16, &MLS_17,
        ],
    },
    Context {
        names: &[cac::DocumentResponse],
        matches: |view, at| is_in(view, at, &[]),
        rules: &[&MLS_18, &MLS_19, &MLS_20, &MLS_21, &MLS_22, &MLS_23, &MLS_24, &MLS_25],
    },
    Context {
        names: &[cac::DocumentReference],
        matches: |view, at| is_in(view, at, &[cac::DocumentResponse]),
        rules: &[&MLS_26],
    },
    Context {
        names: &[cac::LineResponse],
        matches: |view, at| is_in(view, at, &[cac::DocumentResponse]),
        rules: &[&MLS_27],
    },
    Context {
        names: &[cac::Response],
        matches: |view, at| is_in(view, at, &[cac::DocumentResponse, cac::LineResponse]),
        rules: &[&MLS_28, &MLS_29, &MLS_30],
    },
    Context {
        names: &[cac::Status],
        matches: |view, at| is_in(view, at, &[cac::DocumentResponse, cac::LineResponse, cac::Response]),
        rules: &[&MLS_31],
    },
];
