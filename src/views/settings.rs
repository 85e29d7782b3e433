//! The settings of a building: contracts of its meters, area and lots.

use super::form::{Expected, FieldError, Reader};
use crate::domain::{
    error::AppError,
    id::{BuildingId, TariffId, UsagePointId},
    lot::{AREA_MAX, LABEL_MAX, SHARE_MAX},
    time::LocalDay,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    /// The building.
    pub id: BuildingId,
    /// Its name.
    pub name: String,
    /// Live meters, then disconnected ones.
    pub meters: Vec<MeterContracts>,
    /// The organisation's tariffs by name.
    pub tariffs: Vec<(TariffId, String)>,
    /// Heated area in square metres; `None`: not known.
    pub area_m2: Option<i64>,
    /// Labels and shares, by label.
    pub lots: Vec<(String, i64)>,
}

/// A meter and what it is billed by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterContracts {
    /// The meter.
    pub id: UsagePointId,
    /// Its label, else its number.
    pub name: String,
    /// PRM or EAN.
    pub number: String,
    /// Whether it is connected.
    pub live: bool,
    /// From the oldest to the newest.
    pub contracts: Vec<ContractRow>,
}

/// A contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractRow {
    /// First local day.
    pub from: LocalDay,
    /// First local day of the next one.
    pub until: Option<LocalDay>,
    /// The tariff with its name; `None`: no contract.
    pub tariff: Option<(TariffId, String)>,
    /// Subscribed power in kVA on its last day, or today.
    pub kva: Option<u32>,
}

/// What a form of the page sent and why it was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsForm {
    /// A new contract, as typed.
    pub contract: Option<ContractDraft>,
    /// Area and lots, as typed.
    pub division: Option<DivisionDraft>,
    /// Fields that were refused.
    pub errors: Vec<FieldError>,
    /// What is no matter of a field.
    pub problem: Option<AppError>,
}

/// A new contract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContractDraft {
    /// Which meter.
    pub meter: String,
    /// A tariff, or `none`.
    pub tariff: String,
    /// First local day.
    pub valid_from: String,
}

/// Area and lots as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DivisionDraft {
    /// Square metres.
    pub area: String,
    /// Label and share.
    pub rows: Vec<(String, String)>,
    /// Further lots, one a line: `Lot 12;125`.
    pub paste: String,
    /// Whether the pasted ones stand alone.
    pub replace: bool,
}

/// Checked area and lots.
pub type Division = (Option<i64>, Vec<(String, i64)>);

impl DivisionDraft {
    /// From the pairs of a form.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Self {
        let mut draft = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "area" => draft.area.clone_from(value),
                "label" => draft.rows.push((value.clone(), String::new())),
                // Each share follows its label.
                "share" => {
                    if let Some((_, share)) = draft.rows.last_mut() {
                        share.clone_from(value);
                    }
                }
                "paste" => draft.paste.clone_from(value),
                "replace" => draft.replace = true,
                _ => {}
            }
        }
        draft
    }

    /// What is to be stored: rows without label and share are left out, a pasted lot replaces the row of its label.
    ///
    /// # Errors
    /// Every field that is not in order: `area`, `label[3]`, `share[3]`, `paste`.
    pub fn division(&self) -> Result<Division, Vec<FieldError>> {
        let mut reader = Reader::default();
        let area = match self.area.trim() {
            "" => None,
            typed => reader.number("area", typed, 0).filter(|area| {
                let fine = (1..=AREA_MAX).contains(area);
                if !fine {
                    reader.refuse("area", Expected::Between { least: 1, most: AREA_MAX, decimals: 0 });
                }
                fine
            }),
        };
        let (mut lots, mut labels) = (Vec::new(), BTreeSet::new());
        let rows = if self.replace && !self.paste.trim().is_empty() { &[][..] } else { &self.rows[..] };
        for (at, (label, share)) in
            rows.iter().enumerate().filter(|(_, (a, b))| !(a.trim().is_empty() && b.trim().is_empty()))
        {
            let label = label.trim().to_owned();
            if !is_label(&label) {
                reader.refuse(format!("label[{at}]"), Expected::Text(LABEL_MAX));
            } else if !labels.insert(label.clone()) {
                reader.refuse(format!("label[{at}]"), Expected::Unique);
            }
            let field = format!("share[{at}]");
            match reader.number(&field, share, 0) {
                Some(share) if (1..=SHARE_MAX).contains(&share) => lots.push((label, share)),
                Some(_) => reader.refuse(field, Expected::Between { least: 1, most: SHARE_MAX, decimals: 0 }),
                None => {}
            }
        }
        for (label, share) in self.pasted(&mut reader) {
            match lots.iter_mut().find(|(known, _)| *known == label) {
                Some((_, known)) => *known = share,
                None => lots.push((label, share)),
            }
        }
        if reader.errors.is_empty() { Ok((area, lots)) } else { Err(reader.errors) }
    }

    /// The pasted lots; a first line without a number is a heading.
    fn pasted(&self, reader: &mut Reader) -> Vec<(String, i64)> {
        let mut lots = Vec::new();
        for (number, line) in (1..).zip(self.paste.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let parts = line.rsplit_once([';', '\t']).or_else(|| line.rsplit_once(','));
            let lot = parts.and_then(|(label, share)| {
                let share = super::form::number(share, 0).filter(|share| (1..=SHARE_MAX).contains(share))?;
                let label = label.trim().trim_matches('"').trim();
                is_label(label).then(|| (label.to_owned(), share))
            });
            match lot {
                Some(lot) => lots.push(lot),
                None if number == 1 && !line.bytes().any(|b| b.is_ascii_digit()) => {}
                None => reader.refuse("paste", Expected::Line(number)),
            }
        }
        lots
    }
}

fn is_label(label: &str) -> bool {
    (1..=LABEL_MAX).contains(&label.chars().count()) && !label.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(rows: &[(&str, &str)], paste: &str) -> DivisionDraft {
        let rows = rows.iter().map(|(label, share)| ((*label).to_owned(), (*share).to_owned())).collect();
        DivisionDraft { area: "840".to_owned(), rows, paste: paste.to_owned(), replace: false }
    }

    #[test]
    fn rows_and_pasted_lines_are_one_list() {
        let typed =
            draft(&[("A", "333"), ("", ""), (" B ", "1 000")], "Lot;Quote-part\nB;334\n\n\"Lot 12, cave\";7\nC\t5\r\n");
        let lots =
            [("A", 333), ("B", 334), ("Lot 12, cave", 7), ("C", 5)].map(|(label, share)| (label.to_owned(), share));
        assert_eq!(typed.division(), Ok((Some(840), lots.to_vec())));
        let alone = DivisionDraft { replace: true, ..typed };
        assert_eq!(alone.division().map(|(_, lots)| lots.len()), Ok(3));
    }

    #[test]
    fn every_fault_is_named() {
        let typed = DivisionDraft {
            area: "0".to_owned(),
            ..draft(&[("A", "1"), ("A", "x"), ("", "3"), ("D", "0")], "E;1\nF;\n7")
        };
        let errors = typed.division().unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["area", "label[1]", "share[1]", "label[2]", "share[3]", "paste", "paste"]);
        assert_eq!(errors.last().map(|error| error.expected), Some(Expected::Line(3)));
    }

    #[test]
    fn each_share_follows_its_label() {
        let pairs = [("label", "A"), ("share", "1"), ("label", ""), ("share", ""), ("label", "B"), ("share", "2")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let rows = DivisionDraft::read(&pairs).rows;
        assert_eq!((rows.len(), rows[2].1.as_str()), (3, "2"));
    }
}
