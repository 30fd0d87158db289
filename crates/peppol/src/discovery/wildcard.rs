//! Wildcard document types: a receiver may publish a customization ending in `*`.
//!
//! Policy for use of Identifiers 4.3, scheme `peppol-doctype-wildcard`: the exact customization first, then the same
//! with `*`, then shorter and shorter ones, part by part at the `@`.

use crate::DocumentTypeId;

/// The listed type that covers a document's own type.
pub(super) fn published_for(wanted: &DocumentTypeId, listed: &[DocumentTypeId]) -> Option<DocumentTypeId> {
    let customization = wanted.customization();
    let base = customization.strip_suffix('*').unwrap_or(customization);
    if base.contains('*') {
        return None;
    }
    let is_listed = |customization: &str| {
        let candidate = wanted.with_customization(customization);
        listed.contains(&candidate).then_some(candidate)
    };
    if let Some(exact) = is_listed(base) {
        return Some(exact);
    }
    let mut prefix = base;
    loop {
        if let Some(found) = is_listed(&format!("{prefix}*")) {
            return Some(found);
        }
        prefix = prefix.rsplit_once('@')?.0;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn pint(customization: &str) -> DocumentTypeId {
        let value = format!("urn:x:Invoice-2::Invoice##{customization}::2.1");
        DocumentTypeId::new("peppol-doctype-wildcard", &value).unwrap()
    }

    fn check(listed: &[&str], expected: Option<&str>) {
        let listed: Vec<DocumentTypeId> = listed.iter().map(|text| pint(text)).collect();
        let found = published_for(&pint("urn:peppol:pint:billing-1@jp-1@x"), &listed);
        assert_eq!(found, expected.map(pint));
    }

    #[test]
    fn the_most_exact_listing_wins() {
        let all = ["urn:peppol:pint:billing-1*", "urn:peppol:pint:billing-1@jp-1*", "urn:peppol:pint:billing-1@jp-1@x"];
        check(&all, Some("urn:peppol:pint:billing-1@jp-1@x"));
        check(&all[..2], Some("urn:peppol:pint:billing-1@jp-1*"));
        check(&all[..1], Some("urn:peppol:pint:billing-1*"));
        check(&["urn:peppol:pint:billing-1@sg-1*"], None);
        check(&[], None);
    }
}
