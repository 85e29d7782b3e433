//! Sums and means, and what they are compared with.

use crate::{
    i18n::td_string,
    reports::{
        pdf::{
            flow::Flow,
            style::{BODY, CELL, NOTE},
            table::{Cell, Column, Row, Table},
        },
        reader::{Reader, dash},
    },
    views::{
        format::{capitalised, day_time, energy, fill, fixed, period_label, power},
        shared::{ComparedWith, Comparison},
    },
};

/// Two tables.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let locale = reader.locale;
    flow.section(td_string!(locale, report.totals.heading), 120.0, |flow| {
        flow.part(td_string!(locale, report.totals.figures), 60.0);
        figures(reader).draw(flow);
        flow.part(td_string!(locale, report.totals.comparison), 60.0);
        if reader.report.comparisons.iter().any(|comparison| comparison.days > 0) {
            compared(reader).draw(flow);
            let weather = reader.report.comparisons.iter().filter_map(|comparison| weather(reader, comparison));
            weather.for_each(|text| flow.paragraph(BODY, &text));
            flow.paragraph(NOTE, td_string!(locale, report.totals.note));
        } else {
            flow.paragraph(NOTE, td_string!(locale, report.totals.not_comparable));
        }
    });
}

fn row(cells: impl IntoIterator<Item = String>) -> Row {
    Row { cells: cells.into_iter().map(Cell::Text).collect(), style: CELL, ruled: false }
}

fn figures(reader: &Reader<'_>) -> Table {
    let (locale, language, totals) = (reader.locale, reader.language, &reader.report.totals);
    let nothing = String::new;
    let unknown = || td_string!(locale, report.cover.unknown).to_owned();
    let of_energy = |value: Option<_>| value.map_or_else(unknown, |value| energy(value, language));
    let mut rows =
        vec![row([td_string!(locale, report.totals.consumption).to_owned(), of_energy(totals.consumption), nothing()])];
    if let Some(value) = totals.production {
        let name = td_string!(locale, report.totals.production).to_owned();
        rows.push(row([name, energy(value, language), nothing()]));
    }
    let max = totals.max.as_ref();
    rows.extend([
        row([td_string!(locale, report.totals.mean).to_owned(), of_energy(totals.mean_per_day), nothing()]),
        row([
            td_string!(locale, report.totals.max).to_owned(),
            max.map_or_else(unknown, |max| power(max.watts, language)),
            max.map_or_else(nothing, |max| {
                let text = td_string!(locale, report.totals.max_at);
                fill(text, &[("at", &day_time(&max.at, language)), ("minutes", &max.minutes)])
            }),
        ]),
        row([
            td_string!(locale, report.totals.base).to_owned(),
            totals.base_watts.map_or_else(unknown, |watts| power(watts, language)),
            td_string!(locale, report.totals.base_remark).to_owned(),
        ]),
        row([
            td_string!(locale, report.totals.load).to_owned(),
            totals.load_factor.map_or_else(unknown, |part| reader.per_mille(part)),
            td_string!(locale, report.totals.load_remark).to_owned(),
        ]),
        row([
            td_string!(locale, report.totals.days).to_owned(),
            reader.days_of(totals.days_whole, totals.days_elapsed),
            nothing(),
        ]),
    ]);
    Table {
        summary: td_string!(locale, report.totals.figures).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.totals.name)),
            Column::numbers(td_string!(locale, report.totals.value)),
            Column::words(td_string!(locale, report.totals.remark)),
        ],
        rows,
    }
}

fn compared(reader: &Reader<'_>) -> Table {
    let locale = reader.locale;
    Table {
        summary: td_string!(locale, report.totals.comparison).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.totals.with)),
            Column::numbers(td_string!(locale, report.totals.current)),
            Column::numbers(td_string!(locale, report.totals.reference)),
            Column::numbers(td_string!(locale, report.totals.change)),
            Column::numbers(td_string!(locale, report.totals.days_compared)),
        ],
        rows: reader.report.comparisons.iter().map(|comparison| comparison_row(reader, comparison)).collect(),
    }
}

fn comparison_row(reader: &Reader<'_>, comparison: &Comparison) -> Row {
    let (locale, language) = (reader.locale, reader.language);
    let words = match comparison.with {
        ComparedWith::Previous => td_string!(locale, report.totals.previous),
        ComparedWith::LastYear => td_string!(locale, report.totals.last_year),
    };
    let name = capitalised(&fill(words, &[("period", &period_label(comparison.other, language))]));
    let sum = |value| if comparison.days > 0 { energy(value, language) } else { dash() };
    row([
        name,
        sum(comparison.current),
        sum(comparison.reference),
        reader.signed(comparison.percent),
        reader.days_of(comparison.days, comparison.days_elapsed),
    ])
}

/// The same in equal weather; `None` where no temperature is known or the building does not answer to it.
fn weather(reader: &Reader<'_>, comparison: &Comparison) -> Option<String> {
    let weather = comparison.weather.filter(|weather| weather.percent.is_some())?;
    let days = |thousandths: i64| fixed(i128::from(thousandths) / 1_000, 0, reader.language);
    Some(fill(
        td_string!(reader.locale, report.totals.weather),
        &[
            ("period", &period_label(comparison.other, reader.language)),
            ("change", &reader.signed(weather.percent)),
            ("here", &days(weather.degree_days)),
            ("there", &days(weather.reference_degree_days)),
        ],
    ))
}
