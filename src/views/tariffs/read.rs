//! From the form of a version to the version, or to what is wrong with which field.

use super::draft::{BandDraft, TariffDraft, WindowDraft};
use crate::{
    domain::{
        tariff::{
            Band, BandName, Colour, Hours, LONGEST_NAME, MicroEuros, Power, Season, Subscription, Term, Vat, Version,
            Window,
        },
        time::LocalDay,
    },
    views::form::{Expected, FieldError, Reader},
};

/// Decimals of a price: millionths of a euro.
const PRICE: u32 = 6;
/// Decimals of VAT in per cent.
const PER_CENT: u32 = 1;

impl TariffDraft {
    /// The version that the form says.
    ///
    /// # Errors
    /// Every field that cannot be read; when all can, the first fault of the version.
    pub fn version(&self) -> Result<Version, Vec<FieldError>> {
        let mut reader = Reader::default();
        if !(1..=LONGEST_NAME).contains(&self.name.trim().chars().count()) {
            reader.refuse("name", Expected::Text(LONGEST_NAME));
        }
        let valid_from = reader.day("valid_from", &self.valid_from);
        let version = self.on(&mut reader, valid_from.unwrap_or_default());
        match version {
            Some(version) if reader.errors.is_empty() => match version.check() {
                Ok(()) => Ok(version),
                Err(error) => Err(vec![FieldError::of_version(&error)]),
            },
            _ => Err(reader.errors),
        }
    }

    /// The version for its picture, whatever its first day; `None` when it cannot be drawn yet.
    #[must_use]
    pub fn sketch(&self) -> Option<Version> {
        let bands = (0..).zip(&self.bands).map(|(at, band)| {
            let band = BandDraft { price: "0".to_owned(), ..band.clone() };
            band.read(&mut Reader::default(), at)
        });
        let version = Version {
            valid_from: LocalDay::default(),
            bands: bands.collect::<Option<_>>()?,
            subscription: Subscription { price: MicroEuros(0), per: Term::Year },
            power: None,
            injection: None,
            vat: Vat { energy: 0, subscription: 0, power: 0, injection: 0 },
        };
        version.check().is_ok().then_some(version)
    }

    fn on(&self, reader: &mut Reader, valid_from: LocalDay) -> Option<Version> {
        let bands: Vec<Option<Band>> = (0..).zip(&self.bands).map(|(at, band)| band.read(reader, at)).collect();
        let price = reader.number("subscription.price", &self.subscription, PRICE);
        let per = match self.per.as_str() {
            "month" => Some(Term::Month),
            "year" => Some(Term::Year),
            _ => None,
        };
        let per = reader.take("subscription.per", per, Expected::Choice);
        let power = self.power(reader);
        let injection = match self.injection.trim() {
            "" => Some(None),
            typed => reader.number("injection", typed, PRICE).map(|price| Some(MicroEuros(price))),
        };
        let vat = self.vat(reader);
        Some(Version {
            valid_from,
            bands: bands.into_iter().collect::<Option<_>>()?,
            subscription: Subscription { price: MicroEuros(price?), per: per? },
            power: power?,
            injection: injection?,
            vat: vat?,
        })
    }

    fn power(&self, reader: &mut Reader) -> Option<Option<Power>> {
        match self.power.as_str() {
            "none" => Some(None),
            "subscribed" => {
                let kva = reader.number("power.kva", &self.kva, 0).map(|kva| u32::try_from(kva).unwrap_or_default());
                let price = reader.number("power.per_kva_and_year", &self.per_kva, PRICE);
                Some(Some(Power::Subscribed { kva: kva?, per_kva_and_year: MicroEuros(price?) }))
            }
            "capacity" => {
                let price = reader.number("power.per_kw_and_year", &self.per_kw, PRICE)?;
                Some(Some(Power::Capacity { per_kw_and_year: MicroEuros(price) }))
            }
            _ => reader.take("power", None, Expected::Choice),
        }
    }

    /// What is not part of the contract needs no rate.
    fn vat(&self, reader: &mut Reader) -> Option<Vat> {
        let mut rate = |field: &str, typed: &str, needed: bool| {
            if typed.trim().is_empty() && !needed {
                return Some(0);
            }
            let rate = reader.number(field, typed, PER_CENT)?;
            // What does not fit is out of bounds as well, and refused by the version.
            Some(u16::try_from(rate).unwrap_or(u16::MAX))
        };
        let energy = rate("vat.energy", &self.vat_energy, true);
        let subscription = rate("vat.subscription", &self.vat_subscription, true);
        let power = rate("vat.power", &self.vat_power, self.power != "none");
        let injection = rate("vat.injection", &self.vat_injection, !self.injection.trim().is_empty());
        Some(Vat { energy: energy?, subscription: subscription?, power: power?, injection: injection? })
    }
}

impl BandDraft {
    fn read(&self, reader: &mut Reader, at: usize) -> Option<Band> {
        let field = |name: &str| format!("bands[{at}].{name}");
        let name = match self.name.as_str() {
            "own" => Some(BandName::Own(self.own.trim().to_owned())),
            key => BandName::from_key(key),
        };
        let name = reader.take(&field("name"), name, Expected::Choice);
        let price = reader.number(&field("price"), &self.price, PRICE);
        let windows: Vec<Option<Window>> = (0..)
            .zip(&self.windows)
            .map(|(number, window)| window.read(reader, &field(&format!("windows[{number}]"))))
            .collect();
        Some(Band { name: name?, price: MicroEuros(price?), windows: windows.into_iter().collect::<Option<_>>()? })
    }
}

impl WindowDraft {
    fn read(&self, reader: &mut Reader, place: &str) -> Option<Window> {
        let both = |first: &str, second: &str| !(first.trim().is_empty() && second.trim().is_empty());
        let mut fine = true;
        let mut hours = None;
        if both(&self.from, &self.to) {
            let from = reader.time(&format!("{place}.from"), &self.from);
            let to = reader.time(&format!("{place}.to"), &self.to);
            hours = from.zip(to).map(|(from, to)| Hours { from, to });
            fine &= hours.is_some();
        }
        let mut season = None;
        if both(&self.season_from, &self.season_to) {
            let from = reader.day_of_year(&format!("{place}.season_from"), &self.season_from);
            let to = reader.day_of_year(&format!("{place}.season_to"), &self.season_to);
            season = from.zip(to).map(|(from, to)| Season { from, to });
            fine &= season.is_some();
        }
        let weekdays: Option<Vec<_>> = self.weekdays.iter().map(|day| day.parse().ok()).collect();
        let weekdays = reader.take(&format!("{place}.weekdays"), weekdays, Expected::Choice);
        let colour = match self.colour.as_str() {
            "" => Some(None),
            name => reader.take(&format!("{place}.colour"), Colour::from_name(name), Expected::Choice).map(Some),
        };
        fine.then_some(Window { hours, weekdays: weekdays?, season, colour: colour? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::tariff::Tariff, views::format::Language};

    fn tariff(text: &str) -> Tariff {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn what_is_shown_is_what_is_read_in_every_language() {
        for text in [
            include_str!("../../tests/cost/tariffs/odd_minutes.json"),
            include_str!("../../tests/cost/tariffs/tempo.json"),
            include_str!("../../tests/cost/tariffs/flanders.json"),
            include_str!("../../tests/cost/tariffs/wallonia.json"),
            include_str!("../../tests/cost/tariffs/seasons.json"),
        ] {
            for version in tariff(text).versions() {
                for language in Language::ALL {
                    let draft = TariffDraft::of("x", version, language);
                    assert_eq!(draft.version().as_ref(), Ok(version));
                    assert!(draft.sketch().is_some());
                }
            }
        }
    }

    fn refused(change: impl FnOnce(&mut TariffDraft)) -> Vec<(String, Expected)> {
        let stored = tariff(include_str!("../../tests/cost/tariffs/tempo.json"));
        let mut draft = TariffDraft::of("x", &stored.versions()[0], Language::Fr);
        change(&mut draft);
        draft.version().unwrap_err().into_iter().map(|error| (error.field, error.expected)).collect()
    }

    #[test]
    fn every_field_that_cannot_be_read_is_named_at_once() {
        let errors = refused(|draft| {
            draft.name = " ".into();
            draft.valid_from = "demain".into();
            draft.bands[1].price = "cher".into();
            draft.bands[0].windows[0].to = String::new();
            draft.vat_power = String::new();
        });
        let expected = [
            ("name", Expected::Text(80)),
            ("valid_from", Expected::Day),
            ("bands[0].windows[0].to", Expected::Time),
            ("bands[1].price", Expected::Decimal(6)),
            ("vat.power", Expected::Decimal(1)),
        ];
        assert_eq!(errors, expected.map(|(field, expected)| (field.to_owned(), expected)));
    }

    #[test]
    fn faults_of_the_whole_are_told_at_their_field() {
        let one = |change: fn(&mut TariffDraft), field: &str, expected| {
            assert_eq!(refused(change), [(field.to_owned(), expected)]);
        };
        let between = |least, most, decimals| Expected::Between { least, most, decimals };
        one(|draft| draft.bands[0].price = "11".into(), "bands[0].price", between(-10_000_000, 10_000_000, 6));
        one(|draft| draft.vat_energy = "70".into(), "vat.energy", between(0, 500, 1));
        one(|draft| draft.kva = "0".into(), "power.kva", between(1, 100_000, 0));
        one(|draft| draft.bands[5].name = "base2".into(), "bands[5].name", Expected::Choice);
        one(|draft| draft.bands[5].name = "own".into(), "bands[5].own", Expected::Text(60));
        one(|draft| drop(draft.bands.pop()), "bands", Expected::Rest);
        one(|draft| draft.bands[0].windows.clear(), "bands[5].windows", Expected::OneRest);
        one(|draft| draft.bands[0].windows[0].to = "6:00".into(), "bands[0].windows[0].from", Expected::PartOfDay);
        one(
            |draft| draft.bands[0].windows[0] = WindowDraft::default(),
            "bands[0].windows[0].from",
            Expected::Condition,
        );
    }

    #[test]
    fn what_is_not_part_of_the_contract_needs_no_rate() {
        let stored = tariff(include_str!("../../tests/cost/tariffs/tempo.json"));
        let mut draft = TariffDraft::of("x", &stored.versions()[0], Language::Nl);
        (draft.power, draft.vat_power, draft.vat_injection) = ("none".into(), String::new(), String::new());
        let version = draft.version().unwrap();
        assert_eq!((version.power, version.injection, version.vat.power, version.vat.injection), (None, None, 0, 0));
    }
}
