//! What it cost, by component, and what the sum does not hold.

use crate::{
    domain::{
        tariff::{BandName, Colour},
        units::Joules,
    },
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
        format::{energy, fill, money, price_per_kwh},
        report::{CostComponent, CostLine, ReportCost},
    },
};

/// The table and its remarks; without a tariff a sentence.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let locale = reader.locale;
    flow.section(td_string!(locale, report.cost.heading), 100.0, |flow| match &reader.report.cost {
        None => flow.paragraph(NOTE, td_string!(locale, report.cost.none)),
        Some(cost) => {
            if !cost.tariffs.is_empty() {
                let names = cost.tariffs.join(", ");
                flow.paragraph(BODY, &fill(td_string!(locale, report.cost.tariff), &[("names", &names)]));
            }
            table(reader, cost).draw(flow);
            remarks(reader, cost).iter().for_each(|remark| flow.paragraph(NOTE, remark));
        }
    });
}

fn table(reader: &Reader<'_>, cost: &ReportCost) -> Table {
    let locale = reader.locale;
    let mut rows: Vec<_> = cost.lines.iter().map(|line| row(reader, line)).collect();
    let sum = [
        td_string!(locale, report.cost.sum).to_owned(),
        String::new(),
        money(cost.net, reader.language),
        money(cost.tax, reader.language),
        money(cost.gross, reader.language),
    ];
    rows.push(Row { cells: sum.map(Cell::Text).into(), style: SUM, ruled: true });
    Table {
        summary: td_string!(locale, report.cost.heading).to_owned(),
        columns: vec![
            Column::words(td_string!(locale, report.cost.component)),
            Column::numbers(td_string!(locale, report.cost.energy)),
            Column::numbers(td_string!(locale, report.cost.net)),
            Column::numbers(td_string!(locale, report.cost.tax)),
            Column::numbers(td_string!(locale, report.cost.gross)),
        ],
        rows,
    }
}

fn row(reader: &Reader<'_>, line: &CostLine) -> Row {
    let locale = reader.locale;
    let name = match &line.component {
        CostComponent::Energy(band) => {
            fill(td_string!(locale, report.cost.band), &[("name", &band_name(reader, band))])
        }
        CostComponent::Subscription => td_string!(locale, report.cost.subscription).to_owned(),
        CostComponent::Power => td_string!(locale, report.cost.power).to_owned(),
        CostComponent::Injection => td_string!(locale, report.cost.injection).to_owned(),
    };
    let cells = [
        name,
        line.energy.map(|energy| reader.kwh(Some(energy))).unwrap_or_default(),
        money(line.net, reader.language),
        money(line.tax, reader.language),
        money(line.gross, reader.language),
    ];
    Row { cells: cells.map(Cell::Text).into(), style: CELL, ruled: false }
}

/// What a band is called on bills.
fn band_name(reader: &Reader<'_>, band: &BandName) -> String {
    let locale = reader.locale;
    match band {
        BandName::Base => td_string!(locale, report.cost.band_base).to_owned(),
        BandName::Peak => td_string!(locale, report.cost.band_peak).to_owned(),
        BandName::OffPeak => td_string!(locale, report.cost.band_off_peak).to_owned(),
        BandName::Day => td_string!(locale, report.cost.band_day).to_owned(),
        BandName::Night => td_string!(locale, report.cost.band_night).to_owned(),
        BandName::Tempo { colour, peak } => {
            let colour = match colour {
                Colour::Blue => td_string!(locale, report.cost.tempo_blue),
                Colour::White => td_string!(locale, report.cost.tempo_white),
                Colour::Red => td_string!(locale, report.cost.tempo_red),
            };
            let hours = if *peak { BandName::Peak } else { BandName::OffPeak };
            format!("{colour}, {}", band_name(reader, &hours))
        }
        BandName::Own(name) => name.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn remarks(reader: &Reader<'_>, cost: &ReportCost) -> Vec<String> {
    let (locale, language) = (reader.locale, reader.language);
    let mut remarks = Vec::new();
    if let Some(price) = cost.per_kwh {
        let price = price_per_kwh(price, language);
        remarks.push(fill(td_string!(locale, report.cost.per_kwh), &[("price", &price)]));
    }
    match cost.days_without {
        0 => {}
        1 => remarks.push(td_string!(locale, report.cost.days_without_one).to_owned()),
        days => remarks.push(fill(td_string!(locale, report.cost.days_without), &[("days", &reader.count(days))])),
    }
    if cost.unknown_hours > 0 {
        let hours = reader.count(cost.unknown_hours);
        remarks.push(fill(td_string!(locale, report.cost.unknown), &[("hours", &hours)]));
    }
    if cost.estimated > Joules::ZERO {
        let energy = energy(cost.estimated, language);
        remarks.push(fill(td_string!(locale, report.cost.estimated), &[("energy", &energy)]));
    }
    if cost.power_uncertain {
        remarks.push(td_string!(locale, report.cost.uncertain).to_owned());
    }
    remarks.push(td_string!(locale, report.cost.method).to_owned());
    remarks
}
