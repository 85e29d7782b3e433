//! The form of one version of a tariff: every field as it was typed, so that nothing is lost when one is refused.

use serde::{Deserialize, Serialize};

/// More bands or windows than this are no form of ours.
const MOST: usize = 60;

/// The whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TariffDraft {
    /// Of the tariff.
    pub name: String,
    /// The state of the tariff that it was made from; empty for a new tariff.
    pub revision: String,
    /// First day of the version that is changed; empty for a new one.
    pub replaces: String,
    /// First day.
    pub valid_from: String,
    /// In their order: the first one whose conditions are met counts.
    pub bands: Vec<BandDraft>,
    /// Of a term.
    pub subscription: String,
    /// `month` or `year`.
    pub per: String,
    /// `none`, `subscribed` or `capacity`.
    pub power: String,
    /// Subscribed power in kVA.
    pub kva: String,
    /// Of a kVA and year.
    pub per_kva: String,
    /// Of a kW of the monthly peaks and year.
    pub per_kw: String,
    /// Of a kWh injected; empty: not part of the contract.
    pub injection: String,
    /// Per cent on energy.
    pub vat_energy: String,
    /// Per cent on the subscription.
    pub vat_subscription: String,
    /// Per cent on power.
    pub vat_power: String,
    /// Per cent on injection.
    pub vat_injection: String,
}

/// A band.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandDraft {
    /// The key of a known name, or `own`.
    pub name: String,
    /// The name of one's own.
    pub own: String,
    /// Of a kWh.
    pub price: String,
    /// When it counts; none: the rest of the time.
    pub windows: Vec<WindowDraft>,
}

/// When a band counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowDraft {
    /// First minute; empty with `to`: all day.
    pub from: String,
    /// First minute after.
    pub to: String,
    /// `Mon` to `Sun`; none: every day.
    pub weekdays: Vec<String>,
    /// First day of the year; empty with `season_to`: all year.
    pub season_from: String,
    /// Last day of the year.
    pub season_to: String,
    /// `blue`, `white`, `red`, or empty.
    pub colour: String,
}

/// What a button of the form does besides saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Shows the form again, with its picture.
    Look,
    /// Another band, before the one that takes the rest.
    AddBand,
    /// Takes a band away.
    RemoveBand(usize),
    /// Moves a band up.
    RaiseBand(usize),
    /// Another window of a band.
    AddWindow(usize),
    /// Takes a window of a band away.
    RemoveWindow(usize, usize),
}

impl Edit {
    /// From the value of the button: `add_window.1`.
    #[must_use]
    pub fn read(value: &str) -> Option<Self> {
        let mut parts = value.split('.');
        let what = parts.next()?;
        let mut place = || parts.next()?.parse::<usize>().ok();
        Some(match what {
            "look" => Self::Look,
            "add_band" => Self::AddBand,
            "remove_band" => Self::RemoveBand(place()?),
            "raise_band" => Self::RaiseBand(place()?),
            "add_window" => Self::AddWindow(place()?),
            "remove_window" => Self::RemoveWindow(place()?, place()?),
            _ => return None,
        })
    }
}

impl TariffDraft {
    /// From the pairs of a form. Fields that are none of ours are left out.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Self {
        let mut draft = Self::default();
        for (name, value) in pairs {
            if let Some(rest) = name.strip_prefix("bands[") {
                draft.read_band(rest, value);
            } else if let Some(field) = draft.field(name) {
                field.clone_from(value);
            }
        }
        draft
    }

    fn field(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "name" => &mut self.name,
            "revision" => &mut self.revision,
            "replaces" => &mut self.replaces,
            "valid_from" => &mut self.valid_from,
            "subscription.price" => &mut self.subscription,
            "subscription.per" => &mut self.per,
            "power" => &mut self.power,
            "power.kva" => &mut self.kva,
            "power.per_kva_and_year" => &mut self.per_kva,
            "power.per_kw_and_year" => &mut self.per_kw,
            "injection" => &mut self.injection,
            "vat.energy" => &mut self.vat_energy,
            "vat.subscription" => &mut self.vat_subscription,
            "vat.power" => &mut self.vat_power,
            "vat.injection" => &mut self.vat_injection,
            _ => return None,
        })
    }

    fn read_band(&mut self, rest: &str, value: &str) {
        let Some((band, rest)) = place(rest).and_then(|(at, rest)| Some((grown(&mut self.bands, at)?, rest))) else {
            return;
        };
        match rest {
            ".name" => value.clone_into(&mut band.name),
            ".own" => value.clone_into(&mut band.own),
            ".price" => value.clone_into(&mut band.price),
            _ => {
                let inside = rest.strip_prefix(".windows[").and_then(place);
                let window = inside.and_then(|(at, rest)| Some((grown(&mut band.windows, at)?, rest)));
                if let Some((window, field)) = window {
                    window.set(field, value);
                }
            }
        }
    }

    /// Does what a button of the form says.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Look => {}
            Edit::AddBand => {
                let before_rest = self.bands.len().saturating_sub(1);
                let rest = self.bands.last().is_some_and(|band| band.windows.is_empty());
                let band = BandDraft { windows: vec![WindowDraft::default()], ..BandDraft::default() };
                self.bands.insert(if rest { before_rest } else { self.bands.len() }, band);
            }
            Edit::RemoveBand(at) if at < self.bands.len() => drop(self.bands.remove(at)),
            Edit::RaiseBand(at) if at > 0 && at < self.bands.len() => self.bands.swap(at - 1, at),
            Edit::AddWindow(at) => {
                if let Some(band) = self.bands.get_mut(at) {
                    band.windows.push(WindowDraft::default());
                }
            }
            Edit::RemoveWindow(at, window) => {
                if let Some(band) = self.bands.get_mut(at).filter(|band| window < band.windows.len()) {
                    band.windows.remove(window);
                }
            }
            Edit::RemoveBand(_) | Edit::RaiseBand(_) => {}
        }
    }
}

impl WindowDraft {
    fn set(&mut self, field: &str, value: &str) {
        match field {
            ".from" => value.clone_into(&mut self.from),
            ".to" => value.clone_into(&mut self.to),
            ".weekdays" => self.weekdays.push(value.to_owned()),
            ".season_from" => value.clone_into(&mut self.season_from),
            ".season_to" => value.clone_into(&mut self.season_to),
            ".colour" => value.clone_into(&mut self.colour),
            _ => {}
        }
    }
}

/// `3].price` is 3 and `.price`.
fn place(rest: &str) -> Option<(usize, &str)> {
    let (at, rest) = rest.split_once(']')?;
    Some((at.parse().ok().filter(|at| *at < MOST)?, rest))
}

/// The entry at a place, after as many empty ones as needed.
fn grown<T: Default + Clone>(list: &mut Vec<T>, at: usize) -> Option<&mut T> {
    if list.len() <= at {
        list.resize(at + 1, T::default());
    }
    list.get_mut(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> TariffDraft {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        TariffDraft::read(&pairs)
    }

    #[test]
    fn every_field_is_kept_as_typed() {
        let draft = read(&[
            ("name", " Bleu "),
            ("bands[1].price", "0,1"),
            ("bands[0].windows[1].from", "22h5"),
            ("bands[0].windows[1].weekdays", "Sat"),
            ("bands[0].windows[1].weekdays", "Sun"),
            ("vat.energy", "abc"),
            ("bands[99].price", "1"),
            ("bands[x].price", "1"),
            ("bands[0].other", "1"),
            ("other", "1"),
        ]);
        assert_eq!((draft.name.as_str(), draft.vat_energy.as_str(), draft.bands.len()), (" Bleu ", "abc", 2));
        assert_eq!(draft.bands[1].price, "0,1");
        let window = &draft.bands[0].windows[1];
        assert_eq!((window.from.as_str(), window.weekdays.len()), ("22h5", 2));
    }

    #[test]
    fn buttons_change_the_form_and_nothing_else() {
        let mut draft = read(&[("bands[0].price", "1"), ("bands[0].windows[0].from", "6"), ("bands[1].price", "2")]);
        let prices = |draft: &TariffDraft| draft.bands.iter().map(|band| band.price.clone()).collect::<Vec<_>>();
        draft.edit(Edit::AddBand);
        assert_eq!(prices(&draft), ["1", "", "2"], "before the rest");
        draft.edit(Edit::RaiseBand(2));
        assert_eq!(prices(&draft), ["1", "2", ""]);
        draft.edit(Edit::RemoveBand(2));
        draft.edit(Edit::AddWindow(0));
        draft.edit(Edit::RemoveWindow(0, 0));
        assert_eq!((prices(&draft), draft.bands[0].windows.len()), (vec!["1".to_owned(), "2".to_owned()], 1));
        let before = draft.clone();
        for edit in [Edit::Look, Edit::RemoveBand(9), Edit::RaiseBand(0), Edit::AddWindow(9), Edit::RemoveWindow(0, 9)]
        {
            draft.edit(edit);
        }
        assert_eq!(draft, before);
    }

    #[test]
    fn buttons_are_read_from_their_value() {
        assert_eq!(Edit::read("remove_window.2.3"), Some(Edit::RemoveWindow(2, 3)));
        assert_eq!(Edit::read("add_window.1"), Some(Edit::AddWindow(1)));
        assert_eq!(["save", "", "remove_band", "remove_band.x"].map(Edit::read), [None; 4]);
    }
}
