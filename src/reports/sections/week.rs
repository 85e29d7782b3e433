//! Hour by weekday: a heatmap that is a table at the same time, so that nobody has to guess a shade.

use crate::{
    charts::svg::levels,
    i18n::td_string,
    reports::{
        pdf::{
            flow::Flow,
            lines::measure,
            mark::{Align, Area, Mark},
            style::{BODY, Colour, EDGE, HEAD, INK, LABEL, LEFT, LEVELS, NOTE, PAPER, Style, WIDTH},
            tree::Role,
        },
        reader::Reader,
    },
    views::{
        format::{Unit, fill, fixed, power, power_unit, weekday_name, weekday_short},
        report::{Block, PageCell, PageColumn, PageRow, PageTable, WeekProfile},
        shared::Fingerprint,
    },
};
use chrono::Weekday;

const HOURS: usize = 24;
/// Height of a day.
const ROW: f32 = 20.0;
/// Room for the names of the days.
const NAMES: f32 = 34.0;
/// The numbers in the cells.
const NUMBER: Style = Style { size: 6.3, ..LABEL };
/// From this level on a cell is dark and its number light.
const DARK: u8 = 5;
/// Their numbers: 4.6 to 1 on the lightest of them.
const LIGHT: Colour = (255, 255, 255);

const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// A sentence and the table.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let locale = reader.locale;
    let week = reader.report.week.as_ref().filter(|week| week.watts.iter().any(Option::is_some));
    let room = if week.is_some() { 8.0 * ROW + 60.0 } else { 40.0 };
    flow.section(td_string!(locale, report.week.heading), room, |flow| match week {
        None => flow.paragraph(NOTE, td_string!(locale, report.week.none)),
        Some(week) => {
            let unit = power_unit(week.watts.iter().flatten().copied().max().unwrap_or_default().into());
            flow.paragraph(BODY, &sentence(reader, week, unit));
            table(reader, flow, week, unit);
            if week.watts.iter().any(Option::is_none) {
                flow.paragraph(NOTE, td_string!(locale, report.week.missing));
            }
        }
    });
}

/// The busiest and the quietest hour of the week.
fn sentence(reader: &Reader<'_>, week: &WeekProfile, unit: Unit) -> String {
    let known = || week.watts.iter().enumerate().filter_map(|(at, watts)| Some(((*watts)?, at)));
    let (high, high_at) = known().max_by_key(|(watts, at)| (*watts, HOURS * 7 - at)).unwrap_or_default();
    let (low, low_at) = known().min().unwrap_or_default();
    let day = |at: usize| DAYS.get(at / HOURS).map(|day| weekday_name(*day, reader.language)).unwrap_or_default();
    let hours = |at: usize| (reader.hour(at % HOURS), reader.hour(at % HOURS + 1));
    let ((from, to), (low_from, low_to)) = (hours(high_at), hours(low_at));
    fill(
        td_string!(reader.locale, report.week.text),
        &[
            ("unit", &unit.symbol),
            ("day", &day(high_at)),
            ("from", &from),
            ("to", &to),
            ("high", &power(high.into(), reader.language)),
            ("low_day", &day(low_at)),
            ("low_from", &low_from),
            ("low_to", &low_to),
            ("low", &power(low.into(), reader.language)),
        ],
    )
}

/// Left edges and widths are the same for every row.
fn cell_at(top: f32, hour: u16) -> Area {
    let width = (WIDTH - NAMES) / 24.0;
    Area { x: LEFT + NAMES + f32::from(hour) * width, y: top, width, height: ROW }
}

fn table(reader: &Reader<'_>, flow: &mut Flow<'_>, week: &WeekProfile, unit: Unit) {
    let text = td_string!(reader.locale, report.week.table);
    let summary = fill(text, &[("unit", &unit.symbol)]);
    // The hues of the fingerprint, by its rule.
    let first_day = reader.report.period.first;
    let hues = levels(&Fingerprint { first_day, per_day: 24, watts: week.watts.clone() });
    flow.say(Block::Table(page(reader, &summary, week, &hues, unit)));
    flow.room(8.0 * ROW);
    flow.inside(Role::Table(summary), |flow| {
        flow.inside(Role::Head, |flow| flow.inside(Role::Row, |flow| head(reader, flow)));
        flow.inside(Role::Body, |flow| {
            let rows = week.watts.chunks(HOURS).zip(hues.chunks(HOURS)).zip(DAYS);
            for ((watts, hues), day) in rows {
                flow.inside(Role::Row, |flow| row(reader, flow, day, watts, hues, unit));
            }
        });
    });
    flow.y += 8.0;
}

/// The same without sheets.
fn page(reader: &Reader<'_>, summary: &str, week: &WeekProfile, hues: &[Option<u8>], unit: Unit) -> PageTable {
    let name = |name: String, number| PageColumn { name, number };
    let hours = (0..24).map(|hour: u32| name(hour.to_string(), true));
    let rows = week.watts.chunks(HOURS).zip(hues.chunks(HOURS)).zip(DAYS);
    let rows = rows.map(|((watts, hues), day)| {
        let text = |watts: &Option<u32>| watts.map(|watts| number(watts, unit, reader)).unwrap_or_default();
        let cells = watts.iter().zip(hues).map(|(watts, hue)| PageCell::Shade(text(watts), *hue));
        let day = PageCell::Text(weekday_short(day, reader.language).to_owned());
        PageRow { cells: std::iter::once(day).chain(cells).collect(), sum: false }
    });
    PageTable {
        summary: summary.to_owned(),
        columns: std::iter::once(name(td_string!(reader.locale, report.week.day).to_owned(), false))
            .chain(hours)
            .collect(),
        rows: rows.collect(),
    }
}

fn head(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let y = flow.y + HEAD.baseline();
    let name = Mark::text(flow.faces, HEAD, td_string!(reader.locale, report.week.day), Align::Left, (LEFT, y));
    flow.inside(Role::ColumnName, |flow| flow.draw(vec![name]));
    for hour in 0..24 {
        let area = cell_at(flow.y, hour);
        let mark = Mark::text(flow.faces, LABEL, &hour.to_string(), Align::Middle, (area.x + area.width / 2.0, y));
        flow.inside(Role::ColumnName, |flow| flow.draw(vec![mark]));
    }
    flow.y += HEAD.leading + 3.0;
}

fn row(reader: &Reader<'_>, flow: &mut Flow<'_>, day: Weekday, watts: &[Option<u32>], hues: &[Option<u8>], unit: Unit) {
    let middle = flow.y + ROW / 2.0 + 2.5;
    let name = weekday_short(day, reader.language);
    let name = Mark::text(flow.faces, HEAD, name, Align::Left, (LEFT, middle));
    flow.inside(Role::RowName, |flow| flow.draw(vec![name]));
    for ((watts, hue), hour) in watts.iter().zip(hues).zip(0..24) {
        let area = cell_at(flow.y, hour);
        let level = hue.unwrap_or_default();
        let ground = match hue {
            Some(_) => Mark::area(area, LEVELS.get(usize::from(level)).copied().unwrap_or(PAPER)),
            None => Mark::hatch(&[area], EDGE),
        };
        flow.ornament(vec![ground]);
        let colour = if level >= DARK { LIGHT } else { INK };
        let number = watts.map(|watts| {
            let text = number(watts, unit, reader);
            let wide = measure(flow.faces, NUMBER, &text) / (area.width - 1.0);
            let style = Style { size: NUMBER.size / wide.max(1.0), colour, ..NUMBER };
            Mark::text(flow.faces, style, &text, Align::Middle, (area.x + area.width / 2.0, middle))
        });
        flow.inside(Role::Cell, |flow| flow.draw(number.into_iter().collect()));
    }
    flow.y += ROW;
}

/// In the unit of the table: one decimal in kW and MW, none in watts.
fn number(watts: u32, unit: Unit, reader: &Reader<'_>) -> String {
    let decimals = u32::from(unit.size > 1);
    let scaled = (i128::from(watts) * 10_i128.pow(decimals) + i128::from(unit.size) / 2) / i128::from(unit.size);
    fixed(scaled, decimals, reader.language)
}
