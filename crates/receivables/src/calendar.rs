//! Business days: the interbank calendar (TARGET) and national holidays, Easter computed.
//!
//! Source: receivables.md section 4.2. Banks and debtors keep different days: the age of bank data and of a payment
//! notice counts in TARGET days, a reminder goes out on a working day of the debtor's country.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// Whose working days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// Closing days of the euro interbank system.
    #[default]
    Target,
    /// The Netherlands.
    Netherlands,
    /// Belgium.
    Belgium,
    /// Germany, the federal holidays.
    Germany,
    /// Norway.
    Norway,
}

/// A holiday as data.
#[derive(Debug, Clone, Copy)]
enum Holiday {
    /// Month and day.
    Fixed(u32, u32),
    /// Days after Easter Sunday.
    Easter(i64),
    /// The Dutch King's Day: 27 April, a day earlier if that is a Sunday.
    KingsDay,
}

use Holiday::{Easter, Fixed, KingsDay};

const GOOD_FRIDAY: Holiday = Easter(-2);
const EASTER_SUNDAY: Holiday = Easter(0);
const EASTER_MONDAY: Holiday = Easter(1);
const ASCENSION: Holiday = Easter(39);
const WHIT_SUNDAY: Holiday = Easter(49);
const WHIT_MONDAY: Holiday = Easter(50);

const TARGET: &[Holiday] = &[Fixed(1, 1), GOOD_FRIDAY, EASTER_MONDAY, Fixed(5, 1), Fixed(12, 25), Fixed(12, 26)];
const NETHERLANDS: &[Holiday] = &[
    Fixed(1, 1),
    EASTER_SUNDAY,
    EASTER_MONDAY,
    KingsDay,
    ASCENSION,
    WHIT_SUNDAY,
    WHIT_MONDAY,
    Fixed(12, 25),
    Fixed(12, 26),
];
const BELGIUM: &[Holiday] = &[
    Fixed(1, 1),
    EASTER_SUNDAY,
    EASTER_MONDAY,
    Fixed(5, 1),
    ASCENSION,
    WHIT_SUNDAY,
    WHIT_MONDAY,
    Fixed(7, 21),
    Fixed(8, 15),
    Fixed(11, 1),
    Fixed(11, 11),
    Fixed(12, 25),
];
const GERMANY: &[Holiday] = &[
    Fixed(1, 1),
    GOOD_FRIDAY,
    EASTER_MONDAY,
    Fixed(5, 1),
    ASCENSION,
    WHIT_MONDAY,
    Fixed(10, 3),
    Fixed(12, 25),
    Fixed(12, 26),
];
const NORWAY: &[Holiday] = &[
    Fixed(1, 1),
    Easter(-3),
    GOOD_FRIDAY,
    EASTER_SUNDAY,
    EASTER_MONDAY,
    Fixed(5, 1),
    Fixed(5, 17),
    ASCENSION,
    WHIT_SUNDAY,
    WHIT_MONDAY,
    Fixed(12, 25),
    Fixed(12, 26),
];

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876.
#[expect(clippy::many_single_char_names, reason = "the algorithm is published with these names")]
pub fn easter(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let month = (h + l - 7 * m + 114).div_euclid(31);
    let day = (h + l - 7 * m + 114).rem_euclid(31) + 1;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

impl Holiday {
    fn falls_on(self, date: NaiveDate) -> bool {
        match self {
            Fixed(month, day) => (date.month(), date.day()) == (month, day),
            Easter(offset) => {
                easter(date.year()).is_some_and(|sunday| date.signed_duration_since(sunday).num_days() == offset)
            }
            KingsDay => {
                let sunday = NaiveDate::from_ymd_opt(date.year(), 4, 27).map(|day| day.weekday()) == Some(Weekday::Sun);
                (date.month(), date.day()) == (4, if sunday { 26 } else { 27 })
            }
        }
    }
}

impl Calendar {
    /// The calendar of a debtor's country (ISO 3166-1); TARGET where no national one is kept.
    pub fn of_country(code: &str) -> Self {
        match code {
            "NL" => Self::Netherlands,
            "BE" => Self::Belgium,
            "DE" => Self::Germany,
            "NO" => Self::Norway,
            _ => Self::Target,
        }
    }

    const fn holidays(self) -> &'static [Holiday] {
        match self {
            Self::Target => TARGET,
            Self::Netherlands => NETHERLANDS,
            Self::Belgium => BELGIUM,
            Self::Germany => GERMANY,
            Self::Norway => NORWAY,
        }
    }

    /// Whether people work on this day.
    pub fn is_business_day(self, date: NaiveDate) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        !weekend && !self.holidays().iter().any(|holiday| holiday.falls_on(date))
    }

    /// The first business day on or after the date.
    pub fn on_or_after(self, date: NaiveDate) -> NaiveDate {
        let mut day = date;
        while !self.is_business_day(day) {
            day = next(day);
        }
        day
    }

    /// The day that lies `count` business days after the date; the date itself need not be one.
    pub fn add_business_days(self, date: NaiveDate, count: u16) -> NaiveDate {
        let mut day = date;
        for _ in 0..count {
            day = self.on_or_after(next(day));
        }
        day
    }

    /// How many business days lie after `from`, up to and with `to`; 0 if `to` is not later.
    pub fn business_days_between(self, from: NaiveDate, to: NaiveDate) -> u32 {
        let mut count = 0;
        let mut day = from;
        while day < to {
            day = next(day);
            count += u32::from(self.is_business_day(day));
        }
        count
    }
}

/// The following day; the calendar ends after some 260,000 years, and there time stands still.
fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

/// The date that lies a number of calendar days later.
pub fn add_days(date: NaiveDate, days: u16) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(date)
}

/// The wall clock in central Europe, where every country with a calendar here lies: UTC + 1, in summer + 2.
///
/// Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October.
pub fn central_european_time(now: DateTime<Utc>) -> NaiveDateTime {
    let utc = now.naive_utc();
    let change = |month| last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    let summer = matches!((change(3), change(10)), (Some(from), Some(until)) if utc >= from && utc < until);
    utc + TimeDelta::hours(if summer { 2 } else { 1 })
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn check_holidays(calendar: Calendar, year: i32, expected: &[(u32, u32)]) {
        let first = day(year, 1, 1);
        let found: Vec<_> = first
            .iter_days()
            .take_while(|date| date.year() == year)
            .filter(|date| calendar.holidays().iter().any(|holiday| holiday.falls_on(*date)))
            .map(|date| (date.month(), date.day()))
            .collect();
        assert_eq!(found, expected, "{calendar:?} {year}");
    }

    #[test]
    fn easter_falls_where_it_fell() {
        for (year, month, date) in
            [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2028, 4, 16), (2038, 4, 25)]
        {
            assert_eq!(easter(year), Some(day(year, month, date)));
        }
    }

    #[test]
    fn target_closes_on_six_days_a_year() {
        check_holidays(Calendar::Target, 2026, &[(1, 1), (4, 3), (4, 6), (5, 1), (12, 25), (12, 26)]);
        check_holidays(Calendar::Target, 2027, &[(1, 1), (3, 26), (3, 29), (5, 1), (12, 25), (12, 26)]);
        check_holidays(Calendar::Target, 2028, &[(1, 1), (4, 14), (4, 17), (5, 1), (12, 25), (12, 26)]);
    }

    #[test]
    fn national_holidays_of_2026_are_those_published() {
        check_holidays(
            Calendar::Netherlands,
            2026,
            &[(1, 1), (4, 5), (4, 6), (4, 27), (5, 14), (5, 24), (5, 25), (12, 25), (12, 26)],
        );
        check_holidays(
            Calendar::Belgium,
            2026,
            &[(1, 1), (4, 5), (4, 6), (5, 1), (5, 14), (5, 24), (5, 25), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)],
        );
    }

    #[test]
    fn kings_day_moves_off_a_sunday() {
        assert!(!Calendar::Netherlands.is_business_day(day(2026, 4, 27)));
        assert!(KingsDay.falls_on(day(2031, 4, 26)) && !KingsDay.falls_on(day(2031, 4, 27)));
    }

    #[test]
    fn two_business_days_after_a_friday_is_a_tuesday() {
        assert_eq!(Calendar::Netherlands.add_business_days(day(2026, 10, 16), 2), day(2026, 10, 20));
        assert_eq!(Calendar::Target.add_business_days(day(2026, 4, 2), 1), day(2026, 4, 7));
    }

    #[test]
    fn business_days_between_leave_the_first_day_out() {
        assert_eq!(Calendar::Target.business_days_between(day(2026, 10, 16), day(2026, 10, 19)), 1);
        assert_eq!(Calendar::Target.business_days_between(day(2026, 10, 19), day(2026, 10, 16)), 0);
    }

    #[test]
    fn summer_time_changes_on_the_last_sundays() {
        let at = |text: &str| central_european_time(text.parse().unwrap()).format("%d %H:%M").to_string();
        assert_eq!(at("2026-03-29T00:59:00Z"), "29 01:59");
        assert_eq!(at("2026-03-29T01:00:00Z"), "29 03:00");
        assert_eq!(at("2026-10-25T00:59:00Z"), "25 02:59");
        assert_eq!(at("2026-10-25T01:00:00Z"), "25 02:00");
    }
}
