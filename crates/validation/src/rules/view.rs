//! A document with the facts that many rules need, each computed at most once.

use std::ops::Deref;

use ubl::Document;

/// What a rule sees.
pub struct View<'d> {
    document: &'d Document,
}

impl<'d> View<'d> {
    /// A view without any fact yet.
    pub fn new(document: &'d Document) -> Self {
        Self { document }
    }
}

impl Deref for View<'_> {
    type Target = Document;

    fn deref(&self) -> &Document {
        self.document
    }
}
