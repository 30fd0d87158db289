//! U-NAPTR records: which of them names an SMP, and what address it yields.
//!
//! RFC 4848 (U-NAPTR) as the SML uses it: flag `U`, service `Meta:SMP`, and a substitution that is normally a constant.

use hickory_resolver::proto::rr::rdata::NAPTR;

/// What the choice needs of a record.
#[derive(Debug, Clone)]
pub(super) struct Record {
    order: u16,
    preference: u16,
    flags: String,
    service: String,
    regexp: String,
}

impl Record {
    pub fn of(data: &NAPTR) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            order: data.order,
            preference: data.preference,
            flags: text(&data.flags),
            service: text(&data.services),
            regexp: text(&data.regexp),
        }
    }
}

/// The first usable https address by order and preference; else what there was instead.
pub(super) fn smp_url(records: &[Record], name: &str) -> Result<String, String> {
    let names_smp =
        |record: &&Record| record.flags.eq_ignore_ascii_case("U") && record.service.eq_ignore_ascii_case("Meta:SMP");
    let mut candidates: Vec<&Record> = records.iter().filter(names_smp).collect();
    if candidates.is_empty() {
        let services: Vec<&str> = records.iter().map(|record| record.service.as_str()).collect();
        return Err(format!("its NAPTR records are for {}", services.join(", ")));
    }
    candidates.sort_by_key(|record| (record.order, record.preference));
    let mut refused = Vec::new();
    for record in candidates {
        match substitute(&record.regexp, name).filter(|url| is_https_base(url)) {
            Some(url) => return Ok(url.trim_end_matches('/').to_owned()),
            None => refused.push(record.regexp.as_str()),
        }
    }
    Err(format!("its record `{}` yields no https address", refused.join("`, `")))
}

/// Only patterns that match the whole name are used; they yield the replacement, with `\1` for the name.
fn substitute(regexp: &str, name: &str) -> Option<String> {
    let delimiter = regexp.chars().next().filter(|c| !c.is_alphanumeric() && *c != '\\')?;
    let parts: Vec<&str> = regexp.split(delimiter).collect();
    let ["", pattern, replacement, flags] = parts[..] else {
        return None;
    };
    let bare = pattern.trim_start_matches('^').trim_end_matches('$');
    let group = match bare {
        ".*" => false,
        "(.*)" => true,
        _ => return None,
    };
    if !(flags.is_empty() || flags.eq_ignore_ascii_case("i")) {
        return None;
    }
    match replacement.matches('\\').count() {
        0 => Some(replacement.to_owned()),
        1 if group && replacement.contains("\\1") => Some(replacement.replace("\\1", name)),
        _ => None,
    }
}

fn is_https_base(url: &str) -> bool {
    reqwest::Url::parse(url)
        .is_ok_and(|url| url.scheme() == "https" && url.has_host() && url.query().is_none() && url.fragment().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(order: u16, preference: u16, service: &str, regexp: &str) -> Record {
        let text = str::to_owned;
        Record { order, preference, flags: text("U"), service: text(service), regexp: text(regexp) }
    }

    fn check(records: &[Record], expected: Result<&str, &str>) {
        let found = smp_url(records, "label.zone");
        match expected {
            Ok(url) => assert_eq!(found.as_deref(), Ok(url)),
            Err(words) => assert!(found.as_ref().is_err_and(|error| error.contains(words)), "{found:?}"),
        }
    }

    #[test]
    fn the_usual_record_yields_its_constant() {
        check(&[record(100, 10, "Meta:SMP", "!.*!https://smp.example.org/base!")], Ok("https://smp.example.org/base"));
        check(&[record(100, 10, "meta:smp", "!^.*$!https://smp.example.org/!i")], Ok("https://smp.example.org"));
    }

    #[test]
    fn order_comes_before_preference() {
        let records = [
            record(200, 1, "Meta:SMP", "!.*!https://late!"),
            record(100, 20, "Meta:SMP", "!.*!https://second!"),
            record(100, 10, "Meta:SMP", "!.*!https://first!"),
        ];
        check(&records, Ok("https://first"));
    }

    #[test]
    fn a_record_without_https_gives_way_to_the_next() {
        let records = [record(1, 1, "Meta:SMP", "!.*!http://plain!"), record(2, 1, "Meta:SMP", "!.*!https://good!")];
        check(&records, Ok("https://good"));
        check(&records[..1], Err("yields no https address"));
    }

    #[test]
    fn a_back_reference_is_the_name() {
        check(&[record(1, 1, "Meta:SMP", "!^(.*)$!https://smp/\\1!")], Ok("https://smp/label.zone"));
    }

    #[test]
    fn other_services_and_wild_patterns_are_refused() {
        check(&[record(1, 1, "Meta:OTHER", "!.*!https://x!")], Err("Meta:OTHER"));
        check(&[record(1, 1, "Meta:SMP", "!^[a-z]+!https://x!")], Err("no https"));
        check(&[record(1, 1, "Meta:SMP", "!.*!https://x/\\2!")], Err("no https"));
        check(&[record(1, 1, "Meta:SMP", "https://x")], Err("no https"));
        check(&[record(1, 1, "Meta:SMP", "")], Err("no https"));
    }
}
