//! The columns by their names, which change from one generation of the flow to the next, and the words of the cells.

use crate::{
    domain::series::Quality,
    formats::table::{Record, text::plain},
};
use std::borrow::Cow;

/// The columns that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Meter,
    Quantity,
    Direction,
    Unit,
    Label,
    Value,
    // From here on a file may do without.
    Stage,
    Begin,
    Nature,
    Step,
    Hour,
}

/// How many columns there must be.
const NEEDED: usize = 6;

/// Names after [`plain`]. The long forms are those of R63; the last ones of each list, of the older export with date and
/// hour in two columns.
const NAMES: [(Column, &[&str]); 11] = [
    (Column::Meter, &["identifiant prm", "id prm", "prm", "identifiant pdl", "pdl"]),
    (Column::Quantity, &["grandeur physique"]),
    (Column::Direction, &["grandeur metier"]),
    (Column::Unit, &["unite"]),
    (Column::Label, &["horodate", "horodatage", "date de la mesure"]),
    (Column::Value, &["valeur"]),
    (Column::Stage, &["etape metier", "statut demande"]),
    (Column::Begin, &["date de debut"]),
    (Column::Nature, &["nature", "nature du point", "statut de la mesure"]),
    (Column::Step, &["pas", "pas en minutes"]),
    (Column::Hour, &["heure de la mesure"]),
];

/// Where each column stands and what the file calls it.
pub(super) struct Columns {
    places: [Option<(usize, String)>; 11],
    /// Whether the rows are states of the meter by tariff class.
    pub has_calendars: bool,
}

impl Columns {
    /// Matches a header by name, in any order; `None` when one of the needed columns is missing.
    pub fn find(row: &Record) -> Option<Self> {
        let names: Vec<String> = row.cells().map(plain).collect();
        let mut places: [Option<(usize, String)>; 11] = Default::default();
        for (index, (place, (_, known))) in places.iter_mut().zip(NAMES).enumerate() {
            let found = known.iter().find_map(|wanted| names.iter().position(|name| name == wanted));
            *place = found.map(|found| (found, row.cell(found).to_owned()));
            if place.is_none() && index < NEEDED {
                return None;
            }
        }
        let calendars = ["identifiant calendrier", "id calendrier", "cadran", "identifiant classe temporelle"];
        let has_calendars = names.iter().any(|name| calendars.contains(&name.as_str()));
        Some(Self { places, has_calendars })
    }

    /// The trimmed cell; empty when there is none.
    pub fn cell<'a>(&self, row: &'a Record, column: Column) -> &'a str {
        self.at(column).map_or("", |(index, _)| row.cell(*index))
    }

    /// What the file calls the column.
    pub fn name(&self, column: Column) -> &str {
        self.at(column).map_or("", |(_, name)| name)
    }

    /// The label, put together where it stands in two columns.
    pub fn label<'a>(&self, row: &'a Record) -> Cow<'a, str> {
        let date = self.cell(row, Column::Label);
        match self.cell(row, Column::Hour) {
            "" => Cow::Borrowed(date),
            hour => Cow::Owned(format!("{date} {hour}")),
        }
    }

    fn at(&self, column: Column) -> Option<&(usize, String)> {
        // NAMES lists the columns in the order in which they are declared.
        self.places.get(column as usize)?.as_ref()
    }
}

/// How sure nature and stage make a value. Estimated are also values that were rebuilt (H, P) or taken from another
/// curve (K); a value that the operator typed in (D) is a corrected one.
pub(super) fn quality(nature: &str, stage: &str) -> Quality {
    match (nature, stage) {
        ("E" | "H" | "P" | "K", _) => Quality::Estimated,
        ("C" | "D", _) | (_, "CORRIGE") => Quality::Corrected,
        (_, "BEST") => Quality::Validated,
        _ => Quality::Raw,
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
    fn variants_of_the_header() {
        let modern = "Identifiant PRM;Date de début;Date de fin;Grandeur physique;Grandeur métier;Etape métier;Unité;\
                      Horodate;Valeur;Nature;Pas;Indice de vraisemblance;Etat complémentaire";
        let columns = Columns::find(&Record::of(modern, ';')).unwrap();
        assert_eq!((columns.name(Column::Label), columns.name(Column::Step)), ("Horodate", "Pas"));
        assert!(!columns.has_calendars);
        let old = "Date de la mesure;Heure de la mesure;Valeur;Statut de la mesure;PRM;Type de données;Date de début;\
                   Date de fin;Grandeur métier;Grandeur physique;Statut demandé;Unité;Pas en minutes";
        let row = Record::of("29/10/2023;02:30;12;R;1;;;;;;;;30", ';');
        assert_eq!(Columns::find(&Record::of(old, ';')).unwrap().label(&row), "29/10/2023 02:30");
        let states = format!("{modern};Cadran");
        assert!(Columns::find(&Record::of(&states, ';')).unwrap().has_calendars);
        assert!(Columns::find(&Record::of("Identifiant PRM;Horodate;Valeur", ';')).is_none());
    }
}
