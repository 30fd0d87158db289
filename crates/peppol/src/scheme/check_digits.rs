//! Check digits of participant identifiers: which arithmetic a scheme uses, and whether an identifier passes.
//!
//! Peppol code list 9.7, column of validation rules; for 9944 also the Dutch sole-trader numbers of 2020.

/// The arithmetic of a scheme's check digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// None known.
    None,
    /// Luhn: every second digit doubled.
    Luhn,
    /// GS1: weights 1 and 3, a multiple of ten.
    Gln,
    /// Australian business number, a multiple of 89.
    Abn,
    /// Slovak organisation number.
    SkIco,
    /// Swiss enterprise number.
    ChUid,
    /// Danish company number.
    DkCvr,
    /// Japanese corporate number: the check digit stands first.
    JpCorporate,
    /// Estonian registry code, two passes.
    EeRegistry,
    /// Norwegian organisation number.
    NoOrg,
    /// Icelandic identity number.
    IsKennitala,
    /// ISO 7064 mod 97-10 over letters as 10…35.
    Iso7064,
    /// The same after moving the first four characters to the end.
    Iban,
    /// Belgian enterprise number, with or without `BE`.
    BeEnterprise,
    /// Dutch VAT number: the eleven-test, or mod 97-10 over the whole.
    NlVat,
}

impl Check {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "-" => Self::None,
            "luhn" => Self::Luhn,
            "gln" => Self::Gln,
            "abn" => Self::Abn,
            "sk-ico" => Self::SkIco,
            "ch-uid" => Self::ChUid,
            "dk-cvr" => Self::DkCvr,
            "jp-corporate" => Self::JpCorporate,
            "ee-registry" => Self::EeRegistry,
            "no-org" => Self::NoOrg,
            "is-kennitala" => Self::IsKennitala,
            "iso7064" => Self::Iso7064,
            "iban" => Self::Iban,
            "be-enterprise" => Self::BeEnterprise,
            "nl-vat" => Self::NlVat,
            _ => return None,
        })
    }

    /// Whether the identifier's check digits fit; its form has been judged before.
    pub fn holds(self, identifier: &str) -> bool {
        let digits: Vec<u32> = identifier.chars().filter_map(|c| c.to_digit(10)).collect();
        match self {
            Self::None => true,
            Self::Luhn => luhn(&digits),
            Self::Gln => {
                digits.iter().zip([1, 3].into_iter().cycle()).map(|(d, w)| d * w).sum::<u32>().is_multiple_of(10)
            }
            Self::Abn => abn(&digits),
            Self::SkIco => last_equals(&digits, &[8, 7, 6, 5, 4, 3, 2], |sum| Some((11 - sum % 11) % 10)),
            Self::ChUid => last_equals(&digits, &[5, 4, 3, 2, 7, 6, 5, 4], eleven_less),
            Self::DkCvr => weighted(&digits, &[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11),
            Self::JpCorporate => jp_corporate(&digits),
            Self::EeRegistry => ee_registry(&digits),
            Self::NoOrg => last_equals(&digits, &[3, 2, 7, 6, 5, 4, 3, 2], eleven_less),
            Self::IsKennitala => digits.get(8).copied() == eleven_less(weighted(&digits, &[3, 2, 7, 6, 5, 4, 3, 2])),
            Self::Iso7064 => mod_97(identifier) == 1,
            Self::Iban => identifier.get(..4).is_some_and(|head| mod_97(&format!("{}{head}", &identifier[4..])) == 1),
            Self::BeEnterprise => be_enterprise(&digits),
            Self::NlVat => nl_vat(identifier, &digits),
        }
    }
}

fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// 11 minus the rest; a rest of 0 stays 0, and 10 is never issued.
fn eleven_less(sum: u32) -> Option<u32> {
    Some((11 - sum % 11) % 11).filter(|digit| *digit < 10)
}

fn last_equals(digits: &[u32], weights: &[u32], digit: impl Fn(u32) -> Option<u32>) -> bool {
    digits.get(weights.len()).copied() == digit(weighted(digits, weights))
}

fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| if index % 2 == 1 { (digit * 2) / 10 + (digit * 2) % 10 } else { *digit })
        .sum();
    sum.is_multiple_of(10)
}

fn abn(digits: &[u32]) -> bool {
    let sum = weighted(digits, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    // One is taken from the first digit, whose weight is ten.
    sum.checked_sub(10).is_some_and(|sum| sum.is_multiple_of(89))
}

fn jp_corporate(digits: &[u32]) -> bool {
    let sum: u32 = digits.iter().skip(1).rev().zip([1, 2].into_iter().cycle()).map(|(d, w)| d * w).sum();
    digits.first() == Some(&(9 - sum % 9))
}

fn ee_registry(digits: &[u32]) -> bool {
    let first = weighted(digits, &[1, 2, 3, 4, 5, 6, 7]) % 11;
    let expected = if first < 10 { first } else { weighted(digits, &[3, 4, 5, 6, 7, 8, 9]) % 11 % 10 };
    digits.get(7) == Some(&expected)
}

fn be_enterprise(digits: &[u32]) -> bool {
    let number = |part: &[u32]| part.iter().fold(0_u32, |number, digit| number * 10 + digit);
    digits.len() == 10 && digits[0] <= 1 && number(&digits[8..]) == 97 - number(&digits[..8]) % 97
}

fn nl_vat(identifier: &str, digits: &[u32]) -> bool {
    let sum = weighted(digits, &[9, 8, 7, 6, 5, 4, 3, 2]);
    let eleven_test = digits.get(8).is_some_and(|last| sum % 11 == *last);
    eleven_test || mod_97(identifier) == 1
}

fn mod_97(text: &str) -> u32 {
    text.chars().filter_map(|c| c.to_digit(36)).fold(0, |rest, value| {
        let width = if value > 9 { 100 } else { 10 };
        (rest * width + value) % 97
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(check: Check, good: &str, bad: &str) {
        assert!(check.holds(good), "{check:?} {good}");
        assert!(!check.holds(bad), "{check:?} {bad}");
    }

    #[test]
    fn each_arithmetic_tells_a_good_number_from_a_neighbour() {
        check(Check::Luhn, "784301772", "784301773");
        check(Check::Gln, "5790002590993", "5790002590939");
        check(Check::Abn, "51824753556", "51824753557");
        check(Check::SkIco, "00603317", "00603318");
        check(Check::ChUid, "CHE100155212", "CHE100155213");
        check(Check::DkCvr, "13585628", "13585627");
        check(Check::JpCorporate, "7000012050002", "8000012050002");
        check(Check::EeRegistry, "12345678", "12345679");
        check(Check::NoOrg, "991825827", "991825828");
        check(Check::IsKennitala, "4504013150", "4504013140");
        check(Check::Iso7064, "529900T8BM49AURSDO55", "529900T8BM49AURSDO54");
        check(Check::Iban, "NL91ABNA0417164300", "NL91ABNA0417164301");
        check(Check::BeEnterprise, "0899965307", "0899965308");
        check(Check::NlVat, "NL851306469B01", "NL851306468B01");
    }
}
