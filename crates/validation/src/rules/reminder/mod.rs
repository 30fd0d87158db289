//! `acquit-reminder` 1.0: our profile of the bilateral UBL 2.1 Reminder.

use crate::rule::Pattern;

/// The rules of the profile.
pub const PROFILE: Pattern = &[];
