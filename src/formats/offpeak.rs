//! Off-peak hours as Enedis writes them, in contracts of v5 and in the metering answer of 2026 alike.

use crate::domain::tariff::{Hours, Minute};

/// Reads `HC (22H50-6H50)` or `HC (1H30-8H00;12H30-14H00)`: by the local clock, to the minute, in the order written.
/// The word `HC`, parentheses and case do not matter. `None` when any part is no stretch of the day.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Hours>> {
    let upper = text.to_uppercase();
    let inside = upper.split_once('(').map_or(upper.as_str(), |(_, after)| after.split(')').next().unwrap_or(after));
    let inside = inside.trim().trim_start_matches("HC").trim();
    let parts = inside.split([';', ',']).map(str::trim).filter(|part| !part.is_empty());
    let hours: Vec<Hours> = parts.map(stretch).collect::<Option<_>>()?;
    if hours.is_empty() { None } else { Some(hours) }
}

fn stretch(text: &str) -> Option<Hours> {
    let (from, to) = text.split_once('-')?;
    let hours = Hours { from: minute(from)?, to: minute(to)? };
    hours.is_possible().then_some(hours)
}

/// `22H50`, `6H`, `22:50`.
fn minute(text: &str) -> Option<Minute> {
    let (hour, minute) = text.trim().split_once(['H', ':'])?;
    let number = |digits: &str| {
        let good = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        good.then(|| digits.parse::<u16>().ok()).flatten()
    };
    Minute::new(number(hour)?, if minute.is_empty() { 0 } else { number(minute)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(text: &str) -> Option<Vec<(u32, u32)>> {
        read(text).map(|hours| hours.iter().map(|of| (of.from.of_day(), of.to.of_day())).collect())
    }

    #[test]
    fn as_contracts_have_them() {
        let night = Some(vec![(22 * 60 + 50, 6 * 60 + 50)]);
        for text in ["HC (22H50-6H50)", "22H50-6H50", "hc(22h50-06h50)", " HC ( 22:50 - 6:50 ) ", "HC 22H50-6H50"] {
            assert_eq!(seen(text), night, "{text}");
        }
        assert_eq!(seen("HC (1H30-8H00;12H30-14H00)"), Some(vec![(90, 480), (750, 840)]));
        assert_eq!(seen("HC (1h34-7h34)"), Some(vec![(94, 454)]), "minutes are what they are");
        assert_eq!(seen("HC (22H-24H00;0H00-6H)"), Some(vec![(1_320, 1_440), (0, 360)]));
    }

    #[test]
    fn what_is_no_stretch_of_the_day() {
        for text in
            ["", "HC ()", "HC", "22H50", "25H00-6H00", "1H60-2H00", "6H00-6H00", "0H00-24H00", "1H00-2H00;x", "-"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "(HC )?\\(?[0-9Hh:;é-]{0,20}\\)?") {
            let _ = read(&text);
        }
    }
}
