//! What a slot says when it is pointed at, and what the chart is called: text that goes inside the options, because the
//! browser gets data only, no functions.

use crate::{
    domain::units::Joules,
    views::{
        amount::Measure,
        building::{ChartKind, ChartView, Slot, SlotState, Usual},
        format::{Language, clock, date_long, energy, mean_power, month_name},
        shared::ComparedWith,
    },
};
use chrono::Datelike;

/// The fixed words of one language.
pub(super) struct Words {
    measured: &'static str,
    estimated: &'static str,
    partial: &'static str,
    missing: &'static str,
    future: &'static str,
    worthless: [&'static str; 2],
    before: &'static str,
    year_before: &'static str,
    /// Name of what is forecast.
    pub forecast: &'static str,
    /// Name of the line of subscribed power.
    pub limit: &'static str,
    /// Name of the band of what is usual, and what it is called at a slot.
    pub usual: &'static str,
    /// Name of the series of the period shown.
    pub shown: &'static str,
    /// Name of the series that it is compared with.
    pub compared: &'static str,
    colon: &'static str,
}

const FR: Words = Words {
    measured: "mesuré",
    estimated: "estimé",
    partial: "incomplet",
    missing: "aucune donnée",
    future: "à venir",
    worthless: ["sans prix", "sans facteur"],
    before: "période précédente",
    year_before: "un an avant",
    forecast: "prévision",
    limit: "puissance souscrite",
    usual: "habituel",
    shown: "Période affichée",
    compared: "Période comparée",
    colon: "\u{a0}: ",
};

const NL: Words = Words {
    measured: "gemeten",
    estimated: "geschat",
    partial: "onvolledig",
    missing: "geen gegevens",
    future: "nog te komen",
    worthless: ["zonder prijs", "zonder factor"],
    before: "vorige periode",
    year_before: "een jaar eerder",
    forecast: "prognose",
    limit: "onderschreven vermogen",
    usual: "gewoonlijk",
    shown: "Getoonde periode",
    compared: "Vergeleken periode",
    colon: ": ",
};

const EN: Words = Words {
    measured: "measured",
    estimated: "estimated",
    partial: "incomplete",
    missing: "no data",
    future: "still to come",
    worthless: ["no price", "no factor"],
    before: "previous period",
    year_before: "a year before",
    forecast: "forecast",
    limit: "subscribed power",
    usual: "usual",
    shown: "Period shown",
    compared: "Compared period",
    colon: ": ",
};

impl Words {
    /// Of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Fr => &FR,
            Language::Nl => &NL,
            Language::En => &EN,
        }
    }

    /// `mardi 3 novembre 2026, 14:00–14:30 : 12,4 kW (mesuré) ; période précédente : 11,9 kW`.
    pub fn tooltip(&self, view: &ChartView, slot: &Slot, language: Language) -> String {
        let quantity = |value| quantity(view, slot, value, language);
        let state = match slot.state {
            SlotState::Measured => self.measured,
            SlotState::Estimated => self.estimated,
            SlotState::Partial => self.partial,
            SlotState::Worthless if view.measure == Measure::Carbon => self.worthless[1],
            SlotState::Worthless => self.worthless[0],
            SlotState::Missing => self.missing,
            SlotState::Future => self.future,
        };
        let value = match view.value(slot) {
            Some(value) => format!("{} ({state})", quantity(value)),
            None => state.to_owned(),
        };
        let mut text = format!("{}{}{value}", when(view.kind, slot, language), self.colon);
        if let Some(energy_of) = slot.value.filter(|_| view.measure != Measure::Energy) {
            text.push_str(&format!(" · {}", energy(energy_of, language)));
        }
        if let Some(forecast) = slot.forecast {
            text.push_str(&format!(" · {}{}{}", self.forecast, self.colon, energy(forecast, language)));
        }
        if let Some(compared) = view.compared(slot) {
            let name = if view.compared == ComparedWith::LastYear { self.year_before } else { self.before };
            text.push_str(&format!(" · {name}{}{}", self.colon, quantity(compared)));
        }
        if let Some(Usual { low, high }) = slot.usual {
            text.push_str(&format!(" · {}{}{} – {}", self.usual, self.colon, quantity(low.0), quantity(high.0)));
        }
        text
    }
}

/// Power of a curve, the measure of bars.
pub(super) fn quantity(view: &ChartView, slot: &Slot, value: i64, language: Language) -> String {
    match view.kind {
        ChartKind::LoadCurve => mean_power(Joules(value), slot.seconds, language),
        ChartKind::Days | ChartKind::Months => view.measure.write(value, language),
    }
}

fn when(kind: ChartKind, slot: &Slot, language: Language) -> String {
    let day = slot.start.day;
    match kind {
        ChartKind::Months => format!("{} {}", month_name(day.month(), language), day.year()),
        ChartKind::Days => date_long(day, language),
        ChartKind::LoadCurve => {
            format!("{}, {}–{}", date_long(day, language), clock(&slot.start), clock(&slot.end))
        }
    }
}

/// The label below a slot.
pub(super) fn label(view: &ChartView, slot: &Slot, language: Language) -> String {
    use crate::views::format::{day_month, month_short, weekday_short};
    let day = slot.start.day;
    let named = || format!("{} {}", weekday_short(day.weekday(), language), day.day());
    match view.kind {
        ChartKind::Months => month_short(day.month(), language).to_owned(),
        ChartKind::Days if view.slots.len() <= 7 => named(),
        ChartKind::Days if view.slots.len() > 45 => day_month(day, language),
        ChartKind::Days => day.day().to_string(),
        ChartKind::LoadCurve if view.slots.last().is_some_and(|last| last.start.day != day) || spans_days(view) => {
            named()
        }
        ChartKind::LoadCurve => clock(&slot.start),
    }
}

/// Whether a curve covers more than one day.
pub(super) fn spans_days(view: &ChartView) -> bool {
    view.slots.first().map(|slot| slot.start.day) != view.slots.last().map(|slot| slot.start.day)
}
