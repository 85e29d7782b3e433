//! Month by month: the chart, and below it the table with the same figures.

use crate::{
    i18n::td_string,
    reports::{
        pdf::{
            flow::Flow,
            style::{CELL, NOTE, SUM},
            table::{Cell, Column, Row, Table},
        },
        pictures::{Keys, days_of, months},
        reader::Reader,
    },
    views::{
        format::{capitalised, energy, fill, period_label},
        report::{Block, Picture, ReportMonth},
    },
};

/// Height of the chart.
const HEIGHT: f32 = 190.0;

/// Chart and table.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let (locale, all) = (reader.locale, &reader.report.months);
    let known = all.iter().any(|month| month.energy.is_some());
    let room = if known { HEIGHT + 90.0 } else { 40.0 };
    flow.section(td_string!(locale, report.months.heading), room, |flow| {
        if !known {
            return flow.paragraph(NOTE, td_string!(locale, report.months.none));
        }
        let keys = Keys {
            current: td_string!(locale, report.months.current),
            before: td_string!(locale, report.months.before),
        };
        flow.say(Block::Picture(Picture::Months(all.clone()), alternative(reader)));
        flow.figure(HEIGHT, alternative(reader), |faces, area| months(faces, all, area, &keys, reader.language));
        flow.y += 10.0;
        table(reader).draw(flow);
        if all.iter().any(incomplete) {
            flow.paragraph(NOTE, td_string!(locale, report.months.incomplete));
        }
    });
}

fn incomplete(month: &ReportMonth) -> bool {
    month.days_whole < days_of(month)
}

fn alternative(reader: &Reader<'_>) -> String {
    let (all, language) = (&reader.report.months, reader.language);
    let label =
        |month: Option<&ReportMonth>| month.map(|month| period_label(month.month, language)).unwrap_or_default();
    let highest = all.iter().filter_map(|month| Some((month.energy?, month))).max_by_key(|(value, _)| *value);
    let text = td_string!(reader.locale, report.months.alt);
    fill(
        text,
        &[
            ("first", &label(all.first())),
            ("last", &label(all.last())),
            ("high_month", &label(highest.map(|(_, month)| month))),
            ("high", &highest.map(|(value, _)| energy(value, language)).unwrap_or_default()),
        ],
    )
}

fn table(reader: &Reader<'_>) -> Table {
    let locale = reader.locale;
    let mut rows: Vec<_> = reader.report.months.iter().map(|month| row(reader, month)).collect();
    if reader.months_are_the_period() && rows.len() > 1 {
        rows.push(sum(reader));
    }
    Table {
        summary: td_string!(locale, report.months.heading).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.months.month)),
            Column::numbers(td_string!(locale, report.months.energy)),
            Column::numbers(td_string!(locale, report.months.last_year)),
            Column::numbers(td_string!(locale, report.months.change)),
            Column::numbers(td_string!(locale, report.months.cost)),
            Column::numbers(td_string!(locale, report.months.carbon)),
            Column::numbers(td_string!(locale, report.months.days)),
        ],
        rows,
    }
}

fn row(reader: &Reader<'_>, month: &ReportMonth) -> Row {
    // A sum with holes is not compared.
    let known = month.days_whole == month.days_elapsed;
    let star = if incomplete(month) { "\u{a0}*" } else { "" };
    let cells = [
        format!("{}{star}", capitalised(&period_label(month.month, reader.language))),
        reader.kwh(month.energy),
        reader.kwh(month.last_year),
        reader.signed(reader.against(month.energy.filter(|_| known), month.last_year)),
        reader.money(month.cents),
        reader.kilograms(month.grams),
        reader.days_of(month.days_whole, month.days_elapsed),
    ];
    Row { cells: cells.map(Cell::Text).into(), style: CELL, ruled: false }
}

/// The sums are those of the other sections, not sums of what was rounded for the rows.
fn sum(reader: &Reader<'_>) -> Row {
    let report = reader.report;
    let known = report.totals.days_whole == report.totals.days_elapsed;
    let before = report.months.iter().map(|month| month.last_year).sum::<Option<_>>();
    let cells = [
        td_string!(reader.locale, report.months.sum).to_owned(),
        reader.kwh(report.totals.consumption),
        reader.kwh(before),
        reader.signed(reader.against(report.totals.consumption.filter(|_| known), before)),
        reader.money(report.cost.as_ref().map(|cost| cost.gross)),
        reader.kilograms(report.carbon.as_ref().map(|carbon| carbon.grams)),
        reader.days_of(report.totals.days_whole, report.totals.days_elapsed),
    ];
    Row { cells: cells.map(Cell::Text).into(), style: SUM, ruled: true }
}
