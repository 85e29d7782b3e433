//! The peak of each month, and how near the meters came to their subscribed power.

use crate::{
    i18n::td_string,
    reports::{
        pdf::{
            flow::Flow,
            style::{CELL, CRITICAL, NOTE},
            table::{Cell, Column, Row, Table},
        },
        reader::{Reader, dash},
    },
    views::{
        building::MaxView,
        format::{capitalised, day_time, fill, integer, period_label, power},
        report::PowerLimit,
    },
};

/// Two tables; without any peak a sentence.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let (locale, report) = (reader.locale, reader.report);
    let peaks = report.months.iter().any(|month| month.max.is_some());
    flow.section(td_string!(locale, report.peaks.heading), 100.0, |flow| {
        if peaks {
            flow.paragraph(NOTE, td_string!(locale, report.peaks.note));
            flow.part(td_string!(locale, report.peaks.months), 60.0);
            months(reader).draw(flow);
        } else {
            flow.paragraph(NOTE, td_string!(locale, report.peaks.none));
        }
        flow.part(td_string!(locale, report.peaks.limits), 60.0);
        if report.limits.is_empty() {
            flow.paragraph(NOTE, td_string!(locale, report.peaks.limits_none));
        } else {
            limits(reader).draw(flow);
        }
    });
}

/// Power, when, over how long.
fn peak(reader: &Reader<'_>, max: Option<&MaxView>) -> [String; 3] {
    let Some(max) = max else { return [dash(), dash(), dash()] };
    let minutes = fill(td_string!(reader.locale, report.peaks.minutes_of), &[("minutes", &max.minutes)]);
    [power(max.watts, reader.language), day_time(&max.at, reader.language), minutes]
}

fn months(reader: &Reader<'_>) -> Table {
    let locale = reader.locale;
    let rows = reader.report.months.iter().map(|month| {
        let name = capitalised(&period_label(month.month, reader.language));
        let cells = [name].into_iter().chain(peak(reader, month.max.as_ref()));
        Row { cells: cells.map(Cell::Text).collect(), style: CELL, ruled: false }
    });
    Table {
        summary: td_string!(locale, report.peaks.months).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.peaks.month)),
            Column::numbers(td_string!(locale, report.peaks.power)),
            Column::numbers(td_string!(locale, report.peaks.at)),
            Column::numbers(td_string!(locale, report.peaks.minutes)),
        ],
        rows: rows.collect(),
    }
}

fn limits(reader: &Reader<'_>) -> Table {
    let locale = reader.locale;
    Table {
        summary: td_string!(locale, report.peaks.limits).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.peaks.meter)),
            Column::numbers(td_string!(locale, report.peaks.subscribed)),
            Column::numbers(td_string!(locale, report.peaks.power)),
            Column::numbers(td_string!(locale, report.peaks.used)),
            Column::numbers(td_string!(locale, report.peaks.at)),
        ],
        rows: reader.report.limits.iter().map(|limit| limit_row(reader, limit)).collect(),
    }
}

fn limit_row(reader: &Reader<'_>, limit: &PowerLimit) -> Row {
    let [power, at, _] = peak(reader, limit.max.as_ref());
    let used = limit
        .max
        .as_ref()
        .filter(|_| limit.kva > 0)
        .and_then(|max| u32::try_from(max.watts / i64::from(limit.kva)).ok());
    let used = match used {
        // More than the whole of it: said by the colour and by the sign.
        Some(part) if part > 1_000 => Cell::Coloured(format!("! {}", reader.per_mille(part)), CRITICAL),
        Some(part) => Cell::Text(reader.per_mille(part)),
        None => Cell::Text(dash()),
    };
    let subscribed = format!("{}\u{a0}kVA", integer(i64::from(limit.kva), reader.language));
    let cells = vec![Cell::Text(limit.meter.clone()), Cell::Text(subscribed), Cell::Text(power), used, Cell::Text(at)];
    Row { cells, style: CELL, ruled: false }
}
