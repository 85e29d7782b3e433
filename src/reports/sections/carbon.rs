//! What the consumption emitted, with each factor, its kind and its source.

use crate::{
    domain::{emission::FactorKind, units::Joules},
    i18n::td_string,
    reports::{
        pdf::{
            flow::Flow,
            style::{BODY, CELL, NOTE, SUM},
            table::{Cell, Column, Row, Table},
        },
        reader::Reader,
    },
    views::{
        format::{energy, fill, fixed, kilograms, kilograms_number},
        report::{CarbonLine, ReportCarbon},
    },
};

/// The table and its remarks; without a factor a sentence.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let locale = reader.locale;
    flow.section(td_string!(locale, report.carbon.heading), 100.0, |flow| match &reader.report.carbon {
        None => flow.paragraph(NOTE, td_string!(locale, report.carbon.none)),
        Some(carbon) => {
            let mass = kilograms(carbon.grams, reader.language);
            flow.paragraph(BODY, &fill(td_string!(locale, report.carbon.total), &[("mass", &mass)]));
            table(reader, carbon).draw(flow);
            if carbon.without_factor > Joules::ZERO {
                let energy = energy(carbon.without_factor, reader.language);
                flow.paragraph(NOTE, &fill(td_string!(locale, report.carbon.without), &[("energy", &energy)]));
            }
            flow.paragraph(NOTE, td_string!(locale, report.carbon.method));
        }
    });
}

fn table(reader: &Reader<'_>, carbon: &ReportCarbon) -> Table {
    let locale = reader.locale;
    let mut rows: Vec<_> = carbon.lines.iter().map(|line| row(reader, line)).collect();
    if rows.len() > 1 {
        let mut cells: Vec<_> = (0..6).map(|_| Cell::Text(String::new())).collect();
        if let [first, .., last] = cells.as_mut_slice() {
            *first = Cell::Text(td_string!(locale, report.cost.sum).to_owned());
            *last = Cell::Text(kilograms_number(carbon.grams, reader.language));
        }
        rows.push(Row { cells, style: SUM, ruled: true });
    }
    Table {
        summary: td_string!(locale, report.carbon.heading).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.carbon.days)),
            Column::numbers(td_string!(locale, report.carbon.energy)),
            Column::numbers(td_string!(locale, report.carbon.factor)),
            Column::words(td_string!(locale, report.carbon.kind)),
            Column::words(td_string!(locale, report.carbon.source)),
            Column::numbers(td_string!(locale, report.carbon.mass)),
        ],
        rows,
    }
}

fn row(reader: &Reader<'_>, line: &CarbonLine) -> Row {
    let locale = reader.locale;
    let kind = match line.kind {
        FactorKind::AnnualMean => td_string!(locale, report.carbon.kind_annual_mean),
        FactorKind::Direct => td_string!(locale, report.carbon.kind_direct),
        FactorKind::LifeCycle => td_string!(locale, report.carbon.kind_life_cycle),
        FactorKind::Supplier => td_string!(locale, report.carbon.kind_supplier),
    };
    let factor = (i128::from(line.milligrams_per_kwh) + 50) / 100;
    let cells = [
        reader.stretch(line.first, line.last),
        reader.kwh(Some(line.energy)),
        fixed(factor, 1, reader.language),
        kind.to_owned(),
        line.source.split_whitespace().collect::<Vec<_>>().join(" "),
        kilograms_number(line.grams, reader.language),
    ];
    Row { cells: cells.map(Cell::Text).into(), style: CELL, ruled: false }
}
