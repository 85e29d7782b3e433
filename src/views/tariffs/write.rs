//! Forms that are not empty: of a stored version, and of the structures that most contracts have.

use super::draft::{BandDraft, TariffDraft, WindowDraft};
use crate::{
    domain::tariff::{Band, BandName, Colour, Hours, Power, Season, Term, Version, Window},
    views::format::{Language, decimal},
};
use serde::{Deserialize, Serialize};

/// A structure to begin with. It brings bands and no prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Template {
    /// One price.
    Base,
    /// France: peak and off-peak hours.
    PeakOffPeak,
    /// France: three colours of days.
    Tempo,
    /// Belgium: day and night, and the capacity tariff of Flanders.
    DayNight,
}

impl Template {
    /// Every one, the simplest first.
    pub const ALL: [Self; 4] = [Self::Base, Self::PeakOffPeak, Self::Tempo, Self::DayNight];

    /// Its name in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::PeakOffPeak => "peak-off-peak",
            Self::Tempo => "tempo",
            Self::DayNight => "day-night",
        }
    }

    /// From that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.as_str() == name)
    }

    /// The form: what every such contract has. What stands in the contract itself is left open.
    #[must_use]
    pub fn draft(self) -> TariffDraft {
        let band = |name: BandName, windows: Vec<WindowDraft>| BandDraft {
            name: name.key().to_owned(),
            windows,
            ..BandDraft::default()
        };
        let (per, power) = match self {
            Self::DayNight => ("year", "capacity"),
            Self::Base | Self::PeakOffPeak | Self::Tempo => ("month", "subscribed"),
        };
        let working_days = ["Mon", "Tue", "Wed", "Thu", "Fri"].map(str::to_owned).to_vec();
        let bands = match self {
            Self::Base => vec![band(BandName::Base, Vec::new())],
            Self::PeakOffPeak => {
                vec![band(BandName::OffPeak, vec![WindowDraft::default()]), band(BandName::Peak, Vec::new())]
            }
            Self::Tempo => tempo(),
            Self::DayNight => {
                let window = WindowDraft { weekdays: working_days, ..WindowDraft::default() };
                vec![band(BandName::Day, vec![window]), band(BandName::Night, Vec::new())]
            }
        };
        TariffDraft { bands, per: per.to_owned(), power: power.to_owned(), ..TariffDraft::default() }
    }
}

/// Peak hours of Tempo are the same everywhere; nights keep the colour of the evening. Blue nights take the rest.
fn tempo() -> Vec<BandDraft> {
    let of = |colour: Colour, peak: bool| {
        let (from, to) = if peak { ("06:00", "22:00") } else { ("22:00", "06:00") };
        let window = WindowDraft {
            from: from.to_owned(),
            to: to.to_owned(),
            colour: colour.as_str().to_owned(),
            ..WindowDraft::default()
        };
        let rest = colour == Colour::Blue && !peak;
        BandDraft {
            name: BandName::Tempo { colour, peak }.key().to_owned(),
            windows: if rest { Vec::new() } else { vec![window] },
            ..BandDraft::default()
        }
    };
    Colour::ALL.into_iter().rev().flat_map(|colour| [of(colour, true), of(colour, false)]).collect()
}

impl TariffDraft {
    /// The form of a stored version, as the language writes numbers.
    #[must_use]
    pub fn of(name: &str, version: &Version, language: Language) -> Self {
        let price = |micros: i64| decimal(micros, 6, 2, language);
        let per_cent = |per_mille: u16| decimal(i64::from(per_mille), 1, 0, language);
        let mut draft = Self {
            name: name.to_owned(),
            valid_from: version.valid_from.to_string(),
            bands: version.bands.iter().map(|band| BandDraft::of(band, language)).collect(),
            subscription: price(version.subscription.price.0),
            per: match version.subscription.per {
                Term::Month => "month",
                Term::Year => "year",
            }
            .to_owned(),
            power: "none".to_owned(),
            injection: version.injection.map(|micros| price(micros.0)).unwrap_or_default(),
            vat_energy: per_cent(version.vat.energy),
            vat_subscription: per_cent(version.vat.subscription),
            vat_power: per_cent(version.vat.power),
            vat_injection: per_cent(version.vat.injection),
            ..Self::default()
        };
        match version.power {
            None => {}
            Some(Power::Subscribed { kva, per_kva_and_year }) => {
                draft.power = "subscribed".to_owned();
                (draft.kva, draft.per_kva) = (kva.to_string(), price(per_kva_and_year.0));
            }
            Some(Power::Capacity { per_kw_and_year }) => {
                draft.power = "capacity".to_owned();
                draft.per_kw = price(per_kw_and_year.0);
            }
        }
        draft
    }
}

impl BandDraft {
    fn of(band: &Band, language: Language) -> Self {
        let (name, own) = match &band.name {
            BandName::Own(label) => ("own", label.clone()),
            known => (known.key(), String::new()),
        };
        Self {
            name: name.to_owned(),
            own,
            price: decimal(band.price.0, 6, 2, language),
            windows: band.windows.iter().map(WindowDraft::of).collect(),
        }
    }
}

impl WindowDraft {
    fn of(window: &Window) -> Self {
        let (from, to) = match window.hours {
            Some(Hours { from, to }) => (from.into(), to.into()),
            None => (String::new(), String::new()),
        };
        // Stored as month and day, typed as day and month.
        let turned =
            |text: String| text.split_once('-').map(|(month, day)| format!("{day}/{month}")).unwrap_or_default();
        let (season_from, season_to) = match window.season {
            Some(Season { from, to }) => (turned(from.into()), turned(to.into())),
            None => (String::new(), String::new()),
        };
        Self {
            from,
            to,
            weekdays: window.weekdays.iter().map(ToString::to_string).collect(),
            season_from,
            season_to,
            colour: window.colour.map(|colour| colour.as_str().to_owned()).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With everything typed that a template leaves open.
    fn filled(template: Template) -> TariffDraft {
        let mut draft = TariffDraft { name: "x".to_owned(), ..template.draft() };
        for band in &mut draft.bands {
            band.price = "0,2".to_owned();
            for window in band.windows.iter_mut().filter(|window| window.from.is_empty()) {
                (window.from, window.to) = ("7h30".to_owned(), "22h".to_owned());
            }
        }
        let zero = || "0".to_owned();
        (draft.valid_from, draft.subscription, draft.kva) = ("2026-01-01".to_owned(), zero(), "36".to_owned());
        (draft.per_kva, draft.per_kw) = (zero(), zero());
        (draft.vat_energy, draft.vat_subscription, draft.vat_power) = ("20".to_owned(), "5,5".to_owned(), zero());
        draft
    }

    #[test]
    fn templates_bring_no_prices_and_are_fine_with_some() {
        for template in Template::ALL {
            let draft = template.draft();
            assert!(draft.bands.iter().all(|band| band.price.is_empty()) && draft.subscription.is_empty());
            assert!(draft.version().is_err());
            let version = filled(template).version().unwrap();
            assert_eq!(version.vat.subscription, 55);
            assert_eq!(Template::from_name(template.as_str()), Some(template));
        }
        assert_eq!(filled(Template::Tempo).version().unwrap().weeks().len(), 3);
    }
}
