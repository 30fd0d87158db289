//! BR-CO-09: a VAT identifier begins with the country that gave it.

use ubl::document::{NodeId, cbc};

use crate::rule::{Fault, Findings, Rule, Severity, Term, View};

pub static BR_CO_09: Rule = Rule {
    id: "BR-CO-09",
    severity: Severity::Fatal,
    terms: &[Term::Bt(31), Term::Bt(48), Term::Bt(63)],
    summary: "A VAT identifier begins with the two letters of the country that gave it.",
    why: "Greece may use EL. The published test only asks whether the first two characters occur anywhere in a line of \
          codes with blanks between them, so an empty identifier and a letter next to a blank pass as well.",
    check,
};

/// ISO 3166-1 with 1A (Kosovo), EL (Greece) and XI (Northern Ireland), as one line: the test is a search in this text.
const PREFIXES: &str = " 1A AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH EL ER ES ET FI FJ FK FM FO FR \
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP \
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ \
    NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW \
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ \
    UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XI YE YT ZA ZM ZW ";

fn check(view: &View<'_>, at: NodeId, findings: &mut Findings<'_>) -> Result<(), Fault> {
    let id = view.only_text(at, &[cbc::CompanyID])?;
    let end = id.char_indices().nth(2).map_or(id.len(), |(end, _)| end);
    if !is_prefix(&id[..end]) {
        findings.report_values(
            at,
            format!("VAT identifier {id} does not begin with a country code"),
            &*id,
            "a country code first",
        );
    }
    Ok(())
}

fn is_prefix(start: &str) -> bool {
    // Two capitals are the usual case, and the codes stand in threes: no need to search for those.
    if let [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] = *start.as_bytes() {
        return PREFIXES.as_bytes()[1..].chunks_exact(3).any(|code| code[0] == first && code[1] == second);
    }
    PREFIXES.contains(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_pass_and_so_do_pairs_across_a_blank() {
        for fine in ["NL", "EL", "XI", "1A", "", "D", "A ", " B"] {
            assert!(is_prefix(fine), "{fine:?}");
        }
        for wrong in ["XX", "nl", "12", "UK", "Ö"] {
            assert!(!is_prefix(wrong), "{wrong:?}");
        }
    }
}
