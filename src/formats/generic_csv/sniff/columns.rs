//! What each column of a table seems to be.

use super::{ColumnGuess, Role};
use crate::{
    domain::series::SeriesKind,
    formats::{
        curve::amount::{Unit, billionths},
        generic_csv::{
            DateFormat, DecimalSign, Labels, Separator,
            times::{self, read_date, read_hour},
        },
        table::{
            Record,
            text::{number, plain},
        },
    },
};

/// What the columns seem to be, and what they have in common.
pub(super) struct Guessed {
    pub columns: Vec<ColumnGuess>,
    pub date_format: Option<DateFormat>,
    pub decimal: DecimalSign,
}

/// The formats in which a cell is a date, with or without a time.
pub(super) fn date_formats(cell: &str) -> impl Iterator<Item = DateFormat> {
    let reads = move |format: &DateFormat| {
        times::read(*format, cell, None).is_some()
            || cell.split([' ', 'T']).next().is_some_and(|date| read_date(*format, date).is_some())
    };
    let dated = cell.len() >= 6 && cell.starts_with(|c: char| c.is_ascii_digit());
    DateFormat::ALL.into_iter().filter(move |format| dated && reads(format))
}

/// Looks at each column of the rows.
pub(super) fn guess(header: Option<&Record>, data: &[&Record], separator: Separator) -> Guessed {
    let width = data.iter().map(|row| row.len()).max().unwrap_or(0).min(usize::from(u16::MAX));
    let decimal = decimal(data, width, separator);
    let common = (0..width).find_map(|column| unit_of_all(data, column));
    let (mut columns, mut date_format) = (Vec::with_capacity(width), None);
    let (mut hour, mut numbered) = (false, false);
    for index in 0..width {
        let filled: Vec<&str> = data.iter().map(|row| row.cell(index)).filter(|cell| !cell.is_empty()).collect();
        let name = header.map_or("", |header| header.cell(index)).to_owned();
        let dates = if filled.is_empty() { None } else { format_of_all(&filled) };
        let role = if let Some(format) = dates.filter(|_| date_format.is_none()) {
            date_format = Some(format);
            Role::Time
        } else if !hour && date_format.is_some() && dates.is_none() && are_hours(&filled) {
            hour = true;
            Role::Hour
        } else if !numbered && is_meter(&filled) {
            numbered = true;
            Role::Number
        } else if dates.is_none() && are_numbers(&filled, decimal) {
            Role::Value
        } else {
            Role::Other
        };
        let (mut unit, mut kind) = (None, None);
        if role == Role::Value {
            unit = unit_in(&name).or(common).map(|unit| as_index(unit, &name, &filled, decimal));
            kind = Some(kind_in(&name, unit));
        }
        let samples = filled.iter().take(3).map(|cell| (*cell).chars().take(60).collect()).collect();
        let column = u16::try_from(index).unwrap_or(u16::MAX);
        columns.push(ColumnGuess { column, name, samples, role, unit, kind });
    }
    Guessed { columns, date_format, decimal }
}

/// Which end of the interval a column's name says.
pub(super) fn side(name: &str) -> Option<Labels> {
    plain(name).split(' ').find_map(|word| match word {
        "debut" | "start" | "van" | "from" | "du" | "begin" | "de" => Some(Labels::Start),
        "fin" | "end" | "tot" | "until" | "to" | "au" | "einde" | "horodate" => Some(Labels::End),
        _ => None,
    })
}

fn format_of_all(cells: &[&str]) -> Option<DateFormat> {
    let fits = |format: &DateFormat| cells.iter().all(|cell| date_formats(cell).any(|other| other == *format));
    DateFormat::ALL.into_iter().find(fits)
}

fn are_hours(cells: &[&str]) -> bool {
    let hour = |cell: &&str| cell.contains([':', 'h', 'H']) && read_hour(cell).is_some();
    !cells.is_empty() && cells.iter().all(hour)
}

/// The same 14 or 18 digits in every row.
fn is_meter(cells: &[&str]) -> bool {
    let Some(first) = cells.first() else { return false };
    let digits = number(first);
    matches!(digits.len(), 14 | 18)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && cells.iter().all(|c| c == first)
}

fn are_numbers(cells: &[&str], decimal: DecimalSign) -> bool {
    let mut any = false;
    let numeric = |cell: &&str| match decimal.plain(cell) {
        None => true,
        Some(text) => {
            any = true;
            billionths(&text).is_some()
        }
    };
    cells.iter().all(numeric) && any
}

/// The sign that cells with one sign and digits around it have more often; without any, a comma between semicolons.
fn decimal(data: &[&Record], width: usize, separator: Separator) -> DecimalSign {
    let count = |sign: char| {
        let cells = data.iter().flat_map(|row| (0..width).map(|index| row.cell(index)));
        let one = |cell: &&str| {
            let parts: Vec<&str> = cell.split(sign).collect();
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            matches!(parts[..], [whole, fraction] if digits(whole.trim_start_matches('-')) && digits(fraction) && !fraction.is_empty())
        };
        cells.filter(one).count()
    };
    match (count(','), count('.')) {
        (0, 0) if separator == Separator::Comma => DecimalSign::Point,
        (0, 0) => DecimalSign::Comma,
        (commas, points) if points > commas => DecimalSign::Point,
        _ => DecimalSign::Comma,
    }
}

/// A column that names the unit of the table: the same unit in each row.
fn unit_of_all(data: &[&Record], column: usize) -> Option<Unit> {
    let first = Unit::parse(data.first()?.cell(column))?;
    data.iter().all(|row| Unit::parse(row.cell(column)) == Some(first)).then_some(first)
}

/// The last word of a name that is a unit: `Consommation (kWh)`, `volume_m3`.
fn unit_in(name: &str) -> Option<Unit> {
    plain(name).split(' ').rev().find_map(|word| match word {
        "watt" | "watts" => Some(Unit::W),
        "litre" | "litres" | "liter" => Some(Unit::L),
        word => Unit::parse(word),
    })
}

/// A state of the meter by its name, or as it only rises, slowly, and far above zero.
fn as_index(unit: Unit, name: &str, cells: &[&str], decimal: DecimalSign) -> Unit {
    let named =
        plain(name).split(' ').any(|word| matches!(word, "index" | "stand" | "meterstand" | "cumul" | "releve"));
    let states: Vec<i64> = cells.iter().filter_map(|cell| billionths(&decimal.plain(cell)?)).collect();
    let rises = states.windows(2).all(|pair| matches!(pair, [one, next] if one <= next));
    let far = states.first().zip(states.last()).is_some_and(|(first, last)| last > first && *first / 10 > last - first);
    match unit {
        Unit::KWh if named || (states.len() >= 5 && rises && far) => Unit::IndexKWh,
        Unit::M3 if named || (states.len() >= 5 && rises && far) => Unit::IndexM3,
        other => other,
    }
}

fn kind_in(name: &str, unit: Option<Unit>) -> SeriesKind {
    let name = plain(name);
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    match unit {
        Some(Unit::M3 | Unit::IndexM3 | Unit::L) if has(&["eau", "water"]) => SeriesKind::WaterConsumption,
        Some(Unit::M3 | Unit::IndexM3) => SeriesKind::GasConsumption,
        Some(Unit::L) => SeriesKind::WaterConsumption,
        _ if has(&["injecti", "producti", "teruglever", "export"]) => SeriesKind::ElectricityProduction,
        _ => SeriesKind::ElectricityConsumption,
    }
}
