//! How complete the data are, and which days are not.

use crate::{
    domain::reading::Coverage,
    i18n::td_string,
    reports::{
        pdf::{
            flow::Flow,
            style::{CELL, NOTE, SUM},
            table::{Cell, Column, Row, Table},
        },
        reader::Reader,
    },
    views::{
        building::QualityDay,
        format::{capitalised, date, fill, fixed, kwh_exact},
    },
};

/// Days in the list; the others are online.
const MOST_DAYS: usize = 30;

/// Counts, then days.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let (locale, report) = (reader.locale, reader.report);
    flow.section(td_string!(locale, report.quality.heading), 110.0, |flow| {
        counts(reader).draw(flow);
        if report.quality_days.is_empty() {
            let counts = &report.quality;
            if counts.days > 0 && counts.complete == counts.days && counts.mismatched == 0 {
                flow.paragraph(NOTE, td_string!(locale, report.quality.all_good));
            }
            return;
        }
        flow.part(td_string!(locale, report.quality.list), 60.0);
        days(reader).draw(flow);
        match report.quality_days.len().saturating_sub(MOST_DAYS) {
            0 => {}
            1 => flow.paragraph(NOTE, td_string!(locale, report.quality.others_one)),
            more => flow.paragraph(NOTE, &fill(td_string!(locale, report.quality.others), &[("count", &more)])),
        }
    });
}

fn counts(reader: &Reader<'_>) -> Table {
    let (locale, of) = (reader.locale, &reader.report.quality);
    let part = |count: u32| (count * 1_000 + of.days / 2).checked_div(of.days).map(|part| reader.per_mille(part));
    let row = |name: &str, count: u32| {
        let cells = [capitalised(name), reader.count(count), part(count).unwrap_or_default()];
        Row { cells: cells.map(Cell::Text).into(), style: CELL, ruled: false }
    };
    let mut rows = vec![
        row(td_string!(locale, report.quality.complete), of.complete),
        row(td_string!(locale, report.quality.partial), of.partial),
        row(td_string!(locale, report.quality.empty), of.empty),
        row(td_string!(locale, report.quality.absent), of.absent),
        row(td_string!(locale, report.quality.official_only), of.official_only),
    ];
    rows.push(Row { style: SUM, ruled: true, ..row(td_string!(locale, report.quality.sum), of.days) });
    rows.extend([
        row(td_string!(locale, report.quality.estimated), of.estimated),
        row(td_string!(locale, report.quality.corrected), of.corrected),
        row(td_string!(locale, report.quality.mismatched), of.mismatched),
    ]);
    Table {
        summary: td_string!(locale, report.quality.heading).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.quality.state)),
            Column::numbers(td_string!(locale, report.quality.count)),
            Column::numbers(td_string!(locale, report.quality.part)),
        ],
        rows,
    }
}

fn days(reader: &Reader<'_>) -> Table {
    let locale = reader.locale;
    let rows = reader.report.quality_days.iter().take(MOST_DAYS).map(|day| {
        let cells = [date(day.day, reader.language), day.meter.clone(), remark(reader, day)];
        Row { cells: cells.map(Cell::Text).into(), style: CELL, ruled: false }
    });
    Table {
        summary: td_string!(locale, report.quality.list).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.quality.day)),
            Column::words(td_string!(locale, report.quality.meter)),
            Column::words(td_string!(locale, report.quality.remark)),
        ],
        rows: rows.collect(),
    }
}

fn remark(reader: &Reader<'_>, day: &QualityDay) -> String {
    let (locale, language) = (reader.locale, reader.language);
    if let Some((curve, official)) = day.mismatch {
        let text = td_string!(locale, report.quality.mismatch);
        return fill(text, &[("curve", &kwh_exact(curve, language)), ("official", &kwh_exact(official, language))]);
    }
    match day.coverage {
        Coverage::Absent => td_string!(locale, report.quality.nothing).to_owned(),
        Coverage::Empty => td_string!(locale, report.quality.no_value).to_owned(),
        Coverage::Complete | Coverage::Partial => {
            let hours = |seconds: i64| {
                let decimals = u32::from(seconds % 3_600 != 0);
                fixed(i128::from(seconds) * 10_i128.pow(decimals) / 3_600, decimals, language)
            };
            let text = td_string!(locale, report.quality.covered);
            fill(text, &[("hours", &hours(day.covered_seconds)), ("of", &hours(day.day_seconds))])
        }
    }
}
