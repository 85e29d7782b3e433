//! The columns by their names, which change with language and year, and the words of the cells.

use crate::{
    domain::series::{Quality, SeriesKind},
    formats::{
        FormatError,
        table::{Record, text::plain},
    },
};

/// The columns that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    FromDate,
    FromTime,
    ToDate,
    ToTime,
    Ean,
    Meter,
    Register,
    Volume,
    Unit,
    State,
}

/// Names after [`plain`]: Dutch of 2021 and 2025 and English as in real files; French, with what else the same words are
/// translated to, is not confirmed.
const NAMES: [(Column, &[&str]); 10] = [
    (Column::FromDate, &["van datum", "from date", "du date", "de date", "depuis date"]),
    (Column::FromTime, &["van tijdstip", "from time", "du heure", "de heure", "depuis heure"]),
    (Column::ToDate, &["tot datum", "until date", "au date", "a date", "jusqu au date", "jusque date"]),
    (Column::ToTime, &["tot tijdstip", "until time", "au heure", "a heure", "jusqu a heure", "jusqu au heure"]),
    (Column::Ean, &["ean", "ean code", "code ean"]),
    (Column::Meter, &["meter", "compteur", "numero de compteur"]),
    (Column::Register, &["register", "registre"]),
    (Column::Volume, &["volume"]),
    (Column::Unit, &["eenheid", "unit", "unite"]),
    (Column::State, &["validatiestatus", "validation status", "statut de validation", "etat de validation"]),
];

/// The column that only files of gas have.
const CALORIFIC: [&str; 4] =
    ["calorische bovenwaarde", "caloric upper value", "pouvoir calorifique superieur", "valeur calorifique superieure"];

/// Where each column stands and what the file calls it.
pub(super) struct Columns {
    places: [(usize, String); 10],
    /// Whether it is a file of gas.
    pub of_gas: bool,
}

impl Columns {
    /// Matches a header by name, in any order; `None` when one is missing. Other columns are ignored.
    pub fn find(header: &Record) -> Option<Self> {
        let names: Vec<String> = header.cells().map(plain).collect();
        let mut places: [(usize, String); 10] = Default::default();
        for (place, (_, known)) in places.iter_mut().zip(NAMES) {
            let index = names.iter().position(|name| known.contains(&name.as_str()))?;
            *place = (index, header.cell(index).to_owned());
        }
        let of_gas = names.iter().any(|name| CALORIFIC.contains(&name.as_str()));
        Some(Self { places, of_gas })
    }

    /// The trimmed cell; empty when the row is too short.
    pub fn cell<'a>(&self, record: &'a Record, column: Column) -> &'a str {
        record.cell(self.at(column).0)
    }

    /// The error for a cell.
    pub fn broken(&self, row: u32, column: Column, expected: &'static str) -> FormatError {
        FormatError::Row { row, column: self.at(column).1.clone(), expected }
    }

    fn at(&self, column: Column) -> &(usize, String) {
        // NAMES lists the columns in the order in which they are declared.
        &self.places[column as usize]
    }
}

/// What a register counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Register {
    /// Electricity of one tariff in one direction.
    Electricity(SeriesKind),
    /// What a meter with one register takes: gas.
    Plain,
}

/// Reads the name of a register.
pub(super) fn register(name: &str) -> Option<Register> {
    let name = plain(name);
    let (direction, tariff) = name.split_once(' ').unwrap_or((&name, ""));
    let kind = match direction {
        "afname" | "offtake" | "prelevement" => SeriesKind::ElectricityConsumption,
        "injectie" | "injection" => SeriesKind::ElectricityProduction,
        _ => return None,
    };
    match tariff {
        "dag" | "nacht" | "day" | "night" | "jour" | "nuit" => Some(Register::Electricity(kind)),
        "" if kind == SeriesKind::ElectricityConsumption => Some(Register::Plain),
        _ => None,
    }
}

/// How sure a state makes a value. "No consumption" beside a volume says nothing against it.
pub(super) fn quality(state: &str) -> Option<Quality> {
    match plain(state).as_str() {
        "uitgelezen" | "read" | "lu" | "releve" => Some(Quality::Raw),
        "geen verbruik" | "no consumption" | "pas de consommation" | "aucune consommation" => Some(Quality::Raw),
        "gevalideerd" | "validated" | "valide" => Some(Quality::Validated),
        "geschat" | "estimated" | "estime" => Some(Quality::Estimated),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_columns() {
        for (place, (column, _)) in NAMES.iter().enumerate() {
            assert_eq!(*column as usize, place);
        }
    }

    #[test]
    fn every_generation_of_headers() {
        for (header, of_gas) in [
            (
                "Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus",
                false,
            ),
            (
                "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN-code;Meter;Metertype;Register;Volume;Eenheid;\
                 Validatiestatus;Omschrijving",
                false,
            ),
            (
                "Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN-code;Meter;Metertype;Register;Volume;Eenheid;\
                 Validatiestatus;Calorische Bovenwaarde",
                true,
            ),
            (
                "From (date);From (time);Until (date);Until (time);EAN code;Meter;Meter type;Register;Volume;Unit;\
                 Validation status;Caloric upper value;Description",
                true,
            ),
            (
                "Du (date);Du (heure);Au (date);Au (heure);Code EAN;Compteur;Type de compteur;Registre;Volume;Unité;\
                 Statut de validation;Description",
                false,
            ),
        ] {
            let columns = Columns::find(&Record::of(header, ';')).unwrap();
            assert_eq!((columns.at(Column::Meter).0, columns.at(Column::State).0), (5, 10));
            assert_eq!(columns.of_gas, of_gas);
        }
        assert!(Columns::find(&Record::of("Van datum;Volume", ';')).is_none());
    }

    #[test]
    fn words_of_three_languages() {
        let taken = Some(Register::Electricity(SeriesKind::ElectricityConsumption));
        for name in ["Afname Dag", "Offtake Night", "Prélèvement Jour", "PRELEVEMENT NUIT"] {
            assert_eq!(register(name), taken, "{name}");
        }
        assert_eq!(register("Injection Nuit"), Some(Register::Electricity(SeriesKind::ElectricityProduction)));
        assert_eq!(register("Afname"), Some(Register::Plain));
        assert_eq!((register("Injectie"), register("Afname Piek"), register("")), (None, None, None));
        assert_eq!((quality("Estimé"), quality("Validé")), (Some(Quality::Estimated), Some(Quality::Validated)));
        assert_eq!((quality("Lu"), quality("Pas de consommation")), (Some(Quality::Raw), Some(Quality::Raw)));
    }
}
