//! Pages the program writes about itself.

use super::Generated;

/// `docs/rules.md` and `docs/tracks.md`.
pub fn generate() -> Vec<Generated> {
    Vec::new()
}
