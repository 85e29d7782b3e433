//! The annex: every meter with its fingerprint, its figures and its months.

use crate::{
    i18n::td_string,
    reports::{
        pdf::{
            flow::Flow,
            style::{CELL, NOTE, SMALL, TOP},
            table::{Cell, Column, Row, Table},
        },
        pictures::fingerprint,
        reader::{Reader, dash},
    },
    views::{
        format::{fill, month_short, power},
        report::{Picture, ReportMeter},
    },
};
use chrono::Datelike;

/// Width and height of a fingerprint.
const PICTURE: (f32, f32) = (64.0, 26.0);

/// Two tables on pages of their own.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let (locale, meters) = (reader.locale, &reader.report.meters);
    let known = meters.iter().any(|meter| meter.months.iter().any(Option::is_some));
    if !meters.is_empty() && flow.y > TOP {
        flow.turn();
    }
    flow.section(td_string!(locale, report.meters.heading), 60.0, |flow| {
        if meters.is_empty() {
            return flow.paragraph(NOTE, td_string!(locale, report.meters.none));
        }
        figures(reader).draw(flow);
        flow.paragraph(NOTE, td_string!(locale, report.meters.note));
        if known {
            flow.part(td_string!(locale, report.meters.months), 70.0);
            months(reader).draw(flow);
        }
    });
}

fn figures(reader: &Reader<'_>) -> Table {
    let locale = reader.locale;
    Table {
        summary: td_string!(locale, report.meters.heading).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.meters.meter)),
            Column::words(td_string!(locale, report.meters.fingerprint)),
            Column::numbers(td_string!(locale, report.meters.energy)),
            Column::numbers(td_string!(locale, report.meters.share)),
            Column::numbers(td_string!(locale, report.meters.last_year)),
            Column::numbers(td_string!(locale, report.meters.change)),
            Column::numbers(td_string!(locale, report.meters.max)),
            Column::numbers(td_string!(locale, report.meters.days)),
        ],
        rows: reader.report.meters.iter().map(|meter| row(reader, meter)).collect(),
    }
}

fn row(reader: &Reader<'_>, meter: &ReportMeter) -> Row {
    let number = format!("{}\u{a0}{}", meter.provider.label(), meter.number);
    let name = if meter.label.trim().is_empty() { number } else { format!("{}\n{number}", meter.label) };
    let picture = match meter.fingerprint.clone().filter(|of| of.days() > 0) {
        None => Cell::Text(dash()),
        Some(of) => {
            let text = td_string!(reader.locale, report.meters.fingerprint_alt);
            let text = fill(text, &[("meter", &Reader::name(meter)), ("days", &of.days())]);
            Cell::Picture(PICTURE, text, Picture::Fingerprint(of.clone()), Box::new(move |area| fingerprint(&of, area)))
        }
    };
    let last_year = meter.last_year.as_ref().filter(|comparison| comparison.days > 0);
    let cells = vec![
        Cell::Text(name),
        picture,
        Cell::Text(reader.kwh(meter.energy)),
        Cell::Text(meter.share.map_or_else(dash, |part| reader.per_mille(part))),
        Cell::Text(reader.kwh(last_year.map(|comparison| comparison.reference))),
        Cell::Text(reader.signed(last_year.and_then(|comparison| comparison.percent))),
        Cell::Text(meter.max.as_ref().map_or_else(dash, |max| power(max.watts, reader.language))),
        Cell::Text(reader.days_of(meter.days_whole, meter.days_elapsed)),
    ];
    Row { cells, style: CELL, ruled: false }
}

/// Meters down, months across.
fn months(reader: &Reader<'_>) -> Table {
    let locale = reader.locale;
    let names = reader.report.months.iter().map(|month| {
        let (first, one_year) = (month.month.first, reader.months_are_the_period());
        let name = month_short(first.month(), reader.language);
        if one_year { Column::numbers(name) } else { Column::numbers(&format!("{name} {:02}", first.year() % 100)) }
    });
    let count = reader.report.months.len();
    let rows = reader.report.meters.iter().map(|meter| {
        let values = (0..count).map(|at| reader.kwh(meter.months.get(at).copied().flatten()));
        let cells = [Reader::name(meter).to_owned()].into_iter().chain(values).map(Cell::Text).collect();
        Row { cells, style: SMALL, ruled: false }
    });
    Table {
        summary: td_string!(locale, report.meters.months).to_owned(),
        columns: [Column::words(td_string!(locale, report.meters.meter))].into_iter().chain(names).collect(),
        rows: rows.collect(),
    }
}
