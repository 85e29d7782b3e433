//! Hour by hour: 24 columns, a row for each day or month, one hue. Missing hours are hatched, never pale.

use super::{
    escape,
    fingerprint::{TOP, cells, hatched, hours, levels_of},
};
use crate::views::{
    format::{Language, day_month, month_short, weekday_short},
    profile::{HOURS, HeatRows, Heatmap},
};
use chrono::{Datelike, Days, Weekday};
use std::fmt::Write;

/// Draws it; `title` says in words what it shows and becomes its text alternative.
#[must_use]
pub fn heatmap(map: &Heatmap, title: &str, language: Language) -> String {
    let rows = map.watts.len().div_ceil(HOURS);
    let levels = levels_of(&map.watts);
    let row = height(map);
    let mut svg = format!(
        r#"<svg class="fingerprint large" role="img" aria-label="{}" width="100%" height="{}"><svg y="{TOP}" width="100%" height="{}" viewBox="0 0 {HOURS} {rows}" preserveAspectRatio="none">{}</svg>"#,
        escape(title),
        rows * row + TOP,
        rows * row,
        cells(&levels, HOURS)
    );
    hatched(&mut svg, &levels, HOURS, row);
    hours(&mut svg, language);
    for (number, text) in (0..rows).filter_map(|number| Some((number, label(map, number, language)?))) {
        let y = TOP + number * row + row / 2 + 4;
        let _ = write!(svg, r#"<text class="tick y" x="-8" y="{y}">{text}</text>"#);
    }
    svg.push_str("</svg>");
    svg
}

/// Height of a row in pixels: few rows are higher.
fn height(map: &Heatmap) -> usize {
    if map.watts.len() <= 12 * HOURS { 20 } else { 12 }
}

/// The name of a row: of every day of a week, of Mondays and the first of more, of every month.
fn label(map: &Heatmap, number: usize, language: Language) -> Option<String> {
    match &map.rows {
        HeatRows::Days(first) => {
            let day = first.checked_add_days(Days::new(number as u64))?;
            let named = || format!("{}\u{a0}{}", weekday_short(day.weekday(), language), day.day());
            if map.watts.len() <= 12 * HOURS {
                return Some(named());
            }
            let stands = day.weekday() == Weekday::Mon || number == 0 && day.weekday().num_days_from_monday() < 5;
            stands.then(|| day_month(day, language))
        }
        HeatRows::Months(first) => {
            let month = (first.first.month0() + u32::try_from(number).ok()?) % 12 + 1;
            Some(month_short(month, language).to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::LocalDay;

    fn days(count: usize) -> Heatmap {
        let first = LocalDay::from_ymd_opt(2026, 11, 1).unwrap();
        Heatmap { rows: HeatRows::Days(first), watts: vec![Some(400); count * HOURS] }
    }

    #[test]
    fn a_month_names_its_mondays() {
        let mut map = days(20);
        map.watts[HOURS + 3] = None;
        let svg = heatmap(&map, "Novembre \"2026\"", Language::Fr);
        assert!(svg.contains(r#"aria-label="Novembre &quot;2026&quot;""#), "{svg}");
        assert!(svg.contains(r#"viewBox="0 0 24 20""#) && svg.contains(r#"height="260""#), "{svg}");
        assert_eq!(svg.matches("nov.</text>").count(), 3, "2, 9 and 16 November; the 1st is a Sunday");
        assert!(svg.contains(r##"<rect fill="url(#hatch)" x="12.5%" y="32" width="4.17%" height="12"/>"##), "{svg}");
        assert!(svg.contains(">18\u{a0}h<"), "{svg}");
    }

    #[test]
    fn a_week_names_its_days_and_a_year_its_months() {
        let week = heatmap(&days(7), "", Language::En);
        assert!(week.contains(">Sun\u{a0}1<") && week.contains(">Sat\u{a0}7<"), "{week}");
        let rows = HeatRows::Months("2026-01".parse().unwrap());
        let year = heatmap(&Heatmap { rows, watts: vec![None; 11 * HOURS] }, "", Language::Fr);
        assert!(year.contains(">janv.<") && year.contains(">nov.<") && !year.contains(">déc.<"), "{year}");
    }
}
