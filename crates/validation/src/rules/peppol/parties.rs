//! Countries.
use crate::rule::View;
pub struct Parties;
impl Parties {
    pub fn gather(_: &View<'_>) -> Self { Parties }
}
