//! Whom a report is for: its figures, and the words and numbers of their language.

use crate::{
    domain::{
        time::{LocalDay, Period, PeriodKind},
        units::Joules,
    },
    i18n::{Locale, td_string},
    views::{
        format::{
            Language, date, days_range, fill, integer, kilograms_number, kwh_number, money, percent, period_label,
            signed_percent,
        },
        report::{EnergyReport, ReportMeter},
    },
};

/// A report and its language.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// What it says.
    pub report: &'a EnergyReport,
    /// The translation.
    pub locale: Locale,
    /// How numbers and dates are written.
    pub language: Language,
}

impl<'a> Reader<'a> {
    /// In the language of the report.
    pub fn of(report: &'a EnergyReport) -> Self {
        let locale = match report.language {
            Language::Fr => Locale::fr,
            Language::Nl => Locale::nl,
            Language::En => Locale::en,
        };
        Self { report, locale, language: report.language }
    }

    /// "Rapport énergétique – 2025 – Résidence Verte".
    pub fn title(&self) -> String {
        let kind = td_string!(self.locale, report.cover.kind);
        format!("{kind} – {} – {}", self.period(), self.report.building.name)
    }

    /// The period in words.
    pub fn period(&self) -> String {
        period_label(self.report.period, self.language)
    }

    /// "8 % de moins"; `None` when it rounds to nothing.
    pub fn change(&self, value: f64) -> Option<String> {
        let (amount, nothing) = (percent(value.abs(), 0, self.language), percent(0.0, 0, self.language));
        let words =
            if value > 0.0 { td_string!(self.locale, common.more) } else { td_string!(self.locale, common.less) };
        (amount != nothing).then(|| fill(words, &[("percent", &amount)]))
    }

    /// Signed per cent, or a dash.
    pub fn signed(&self, value: Option<f64>) -> String {
        value.map_or_else(dash, |value| signed_percent(value, 0, self.language))
    }

    /// How much more `value` is than `reference`, in per cent.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub fn against(&self, value: Option<Joules>, reference: Option<Joules>) -> Option<f64> {
        let (value, reference) = (value?, reference.filter(|reference| reference.0 != 0)?);
        Some((value.0 as f64 / reference.0 as f64 - 1.0) * 100.0)
    }

    /// kWh for a column, or a dash.
    pub fn kwh(&self, value: Option<Joules>) -> String {
        value.map_or_else(dash, |value| kwh_number(value, self.language))
    }

    /// Euros, or a dash.
    pub fn money(&self, cents: Option<i64>) -> String {
        cents.map_or_else(dash, |cents| money(cents, self.language))
    }

    /// Kilograms for a column, or a dash.
    pub fn kilograms(&self, grams: Option<i64>) -> String {
        grams.map_or_else(dash, |grams| kilograms_number(grams, self.language))
    }

    /// A whole number.
    pub fn count(&self, value: u32) -> String {
        integer(i64::from(value), self.language)
    }

    /// `whole` of `elapsed` days.
    pub fn days_of(&self, whole: u32, elapsed: u32) -> String {
        let text = td_string!(self.locale, report.totals.days_of);
        fill(text, &[("whole", &self.count(whole)), ("elapsed", &self.count(elapsed))])
    }

    /// A part of the whole in per cent, with one decimal.
    pub fn per_mille(&self, value: u32) -> String {
        percent(f64::from(value) / 10.0, 1, self.language)
    }

    /// A full hour: `18 h`, `18:00`.
    pub fn hour(&self, hour: usize) -> String {
        if self.language == Language::Fr { format!("{hour}\u{a0}h") } else { format!("{hour}:00") }
    }

    /// A day on one line, or the days of a stretch.
    pub fn stretch(&self, first: LocalDay, last: LocalDay) -> String {
        if first == last {
            date(first, self.language).replace(' ', "\u{a0}")
        } else {
            days_range(first, last, self.language)
        }
    }

    /// What people call a meter.
    pub fn name(meter: &ReportMeter) -> &str {
        if meter.label.trim().is_empty() { &meter.number } else { &meter.label }
    }

    /// Whether the months of the report are those of its period, so that they have a sum.
    pub fn months_are_the_period(&self) -> bool {
        let months = &self.report.months;
        let inside =
            |month: &Period| month.first >= self.report.period.first && month.end() <= self.report.period.end();
        self.report.period.kind == PeriodKind::Year && months.iter().all(|month| inside(&month.month))
    }
}

/// Stands where nothing is known.
pub fn dash() -> String {
    "–".to_owned()
}
