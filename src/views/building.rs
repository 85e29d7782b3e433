//! The building: what happened, since when.

use super::{
    alerts::AlertView,
    amount::{Amount, Measure},
    cost::{CarbonView, CostView},
    forecast::ForecastView,
    shared::{ComparedWith, Comparison, Fingerprint, Freshness, QualityCounts, WallTime},
};
use crate::domain::{
    anomaly::Severity,
    consent::ConsentState,
    id::{BuildingId, UsagePointId},
    provider::ProviderId,
    reading::Coverage,
    series::SeriesKind,
    sync::{SyncProblem, SyncState},
    time::{LocalDay, Period, PeriodKind},
    units::Joules,
};
use serde::{Deserialize, Serialize};

/// What the URL of a dashboard says: `?p=month&d=2026-11&m=<meter>&s=production&unit=eur&cmp=year`, or
/// `?p=custom&d=2026-11-03&e=2026-11-20`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardQuery {
    /// Kind of period; month when absent.
    pub kind: PeriodKind,
    /// Any day inside the period, of a span the first one; the latest day with data when absent.
    pub day: Option<LocalDay>,
    /// One meter; the whole building when absent.
    pub meter: Option<UsagePointId>,
    /// Production instead of consumption.
    pub production: bool,
    /// Energy, money or CO2; only energy of production.
    #[serde(default)]
    pub measure: Measure,
    /// What the charts are compared with.
    #[serde(default)]
    pub compared: ComparedWith,
}

/// The word of addresses for days from `d` to `e`.
pub const CUSTOM: &str = "custom";

impl DashboardQuery {
    /// Reads the parameters of an address; what cannot be read falls back to the default view.
    #[must_use]
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let day = parameter("d").and_then(|text| text.parse::<Period>().ok());
        let kind = parameter("p").and_then(|text| text.parse::<PeriodKind>().ok());
        let end = parameter("e").filter(|_| parameter("p").is_some_and(|kind| kind == CUSTOM));
        let span = day.zip(end.and_then(|text| text.parse::<Period>().ok()));
        let span = span.map(|(first, last)| Period::between(first.first, last.first));
        let (kind, day) = match span {
            Some(span) => (Some(span.kind), Some(span)),
            None => (kind.or(day.map(|period| period.kind)), day),
        };
        Self {
            kind: kind.unwrap_or_default(),
            day: day.map(|period| period.first),
            meter: parameter("m").and_then(|text| text.parse().ok()),
            production: parameter("s").is_some_and(|text| text == "production"),
            measure: parameter("unit").and_then(|text| Measure::from_name(&text)).unwrap_or_default(),
            compared: parameter("cmp").and_then(|text| ComparedWith::from_name(&text)).unwrap_or_default(),
        }
    }
}

/// Name and place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildingHeader {
    /// Identifier.
    pub id: BuildingId,
    /// Name.
    pub name: String,
    /// Street.
    pub address: String,
    /// Postal code and town.
    pub town: String,
    /// IANA name of its zone.
    pub zone: String,
    /// Whether the actor may connect, import, synchronise.
    pub can_manage: bool,
}

/// The whole dashboard of one building over one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BuildingView {
    /// Name and place.
    pub header: BuildingHeader,
    /// Today in the building's zone.
    pub today: LocalDay,
    /// What is shown.
    pub period: Period,
    /// Consumption or production.
    pub series: SeriesKind,
    /// Which series have any data, for the switch.
    pub series_available: Vec<SeriesKind>,
    /// The meter that is shown; `None`: the whole building.
    pub meter: Option<UsagePointId>,
    /// The period before, if it can hold data.
    pub previous: Option<Period>,
    /// The period after, if it has begun.
    pub next: Option<Period>,
    /// First local day with data.
    pub earliest: Option<LocalDay>,
    /// Latest local day with data.
    pub latest: Option<LocalDay>,
    /// The unit of bars, comparisons and the two figures below.
    pub measure: Measure,
    /// What the charts are compared with.
    pub compared: ComparedWith,
    /// Of the period; `None`: nothing is known.
    pub total: Option<Amount>,
    /// Mean of the days that are wholly known.
    pub mean_per_day: Option<Amount>,
    /// Where [`Self::measure`] is money.
    pub cost: Option<CostView>,
    /// Where it is CO2.
    pub carbon: Option<CarbonView>,
    /// Totals in energy.
    pub summary: Summary,
    /// One or two charts: bars, and the load curve for a day or a week.
    pub charts: Vec<ChartView>,
    /// Previous period and last year.
    pub comparisons: Vec<Comparison<Amount>>,
    /// Of the running month or year.
    pub forecast: Option<ForecastView>,
    /// Anomalies of the period, latest first.
    pub anomalies: Vec<AlertView>,
    /// The twelve months that end with the period's last one, latest first.
    pub months: Vec<MonthRow>,
    /// The last 30 days up to `latest`.
    pub fingerprint: Option<Fingerprint>,
    /// Of the period's elapsed days.
    pub quality: QualityCounts,
    /// Days of the period that are not complete or do not match, latest first and at most 100, for the list below the
    /// counts.
    pub quality_days: Vec<QualityDay>,
    /// How far the data reach.
    pub freshness: Freshness,
    /// Every live meter.
    pub meters: Vec<MeterCard>,
}

/// Totals of the period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Sum of the known days; `None` when nothing is known.
    pub total: Option<Joules>,
    /// Elapsed days: from the period's first to its last day or the latest day with data.
    pub days_elapsed: u32,
    /// Of these, days that are wholly known.
    pub days_whole: u32,
    /// Sum of the whole days / their number.
    pub mean_per_day: Option<Joules>,
    /// Highest mean power of an interval.
    pub max: Option<MaxView>,
}

/// The highest interval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaxView {
    /// Mean power over the interval in watts, rounded.
    pub watts: i64,
    /// Its length in minutes.
    pub minutes: i64,
    /// When it began.
    pub at: WallTime,
}

/// What a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Mean power per interval, a step line in kW.
    LoadCurve,
    /// A bar for each day.
    Days,
    /// A bar for each month.
    Months,
}

/// One chart: slots side by side that tile the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartView {
    /// Curve or bars.
    pub kind: ChartKind,
    /// The unit of bars. A curve is always power.
    pub measure: Measure,
    /// What the lighter line is.
    pub compared: ComparedWith,
    /// The slots in order.
    pub slots: Vec<Slot>,
    /// Seconds without a value in the elapsed part.
    pub missing_seconds: i64,
    /// The values of intervals before this day are no longer kept; only in a load curve that begins before.
    pub kept_from: Option<LocalDay>,
    /// Subscribed power in kVA; only in the curve of one meter.
    pub subscribed_kva: Option<u32>,
}

impl ChartView {
    /// Energy or power, compared with the period before.
    #[must_use]
    pub fn new(kind: ChartKind, slots: Vec<Slot>) -> Self {
        let (measure, compared) = (Measure::Energy, ComparedWith::Previous);
        Self { kind, measure, compared, slots, missing_seconds: 0, kept_from: None, subscribed_kva: None }
    }

    /// The value of a slot in joules, cents or grams.
    #[must_use]
    pub fn value(&self, slot: &Slot) -> Option<i64> {
        match self.measure {
            Measure::Energy => slot.value.map(|energy| energy.0),
            Measure::Cost | Measure::Carbon => slot.worth.value,
        }
    }

    /// The same of the compared period.
    #[must_use]
    pub fn compared(&self, slot: &Slot) -> Option<i64> {
        match self.measure {
            Measure::Energy => slot.compared.map(|energy| energy.0),
            Measure::Cost | Measure::Carbon => slot.worth.compared,
        }
    }
}

/// One interval, day or month of a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// When it begins.
    pub start: WallTime,
    /// When it ends.
    pub end: WallTime,
    /// Its length.
    pub seconds: i64,
    /// Its energy; `None` when nothing is known.
    pub value: Option<Joules>,
    /// The same slot of the compared period.
    pub compared: Option<Joules>,
    /// Both in the chart's unit, where that is not energy.
    pub worth: Worth,
    /// What is expected of it in the end, where that is not known yet.
    pub forecast: Option<Joules>,
    /// What is usual at this time of a day; only in the curve of one day.
    pub usual: Option<Usual>,
    /// The gravest anomaly of the day; only in bars of days.
    pub alert: Option<Severity>,
    /// How sure.
    pub state: SlotState,
    /// Night (22 to 6 h) for a curve, Saturday or Sunday for days: the faint band.
    pub quiet: bool,
    /// What a click opens: the month of a year, the day of a month.
    pub opens: Option<Period>,
}

/// What a slot is worth in cents or grams.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worth {
    /// `None`: nothing is known, or it has no price or factor.
    pub value: Option<i64>,
    /// The same slot of the compared period.
    pub compared: Option<i64>,
}

/// From the 10th to the 90th percentile of the same time on the days of the same kind (working day or weekend) in the
/// six weeks before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usual {
    /// One day in ten is below.
    pub low: Joules,
    /// One day in ten is above.
    pub high: Joules,
}

/// How sure a slot's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotState {
    /// Whole and measured.
    Measured,
    /// Holds estimated values.
    Estimated,
    /// Some of it is missing.
    Partial,
    /// Known, but without a price or a factor.
    Worthless,
    /// Nothing known although the time is over.
    Missing,
    /// Not yet.
    Future,
}

/// A month of the monthly table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthRow {
    /// The month.
    pub month: Period,
    /// Sum of its known days.
    pub total: Option<Joules>,
    /// Mean of its whole days.
    pub mean_per_day: Option<Joules>,
    /// Days that are wholly known.
    pub days_whole: u32,
    /// Elapsed days, by the same rule as [`Summary::days_elapsed`].
    pub days_elapsed: u32,
    /// Highest interval.
    pub max: Option<MaxView>,
}

/// A day with something to say about its data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualityDay {
    /// The local day.
    pub day: LocalDay,
    /// Number of the meter.
    pub meter: String,
    /// How much was received.
    pub coverage: Coverage,
    /// Seconds with a value and seconds of the day.
    pub covered_seconds: i64,
    /// Seconds of the local day.
    pub day_seconds: i64,
    /// Curve sum and official value, when the curve is complete but the official value differs.
    pub mismatch: Option<(Joules, Joules)>,
}

/// A meter of the building.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeterCard {
    /// Identifier.
    pub id: UsagePointId,
    /// PRM or EAN.
    pub number: String,
    /// "Parties communes"; may be empty.
    pub label: String,
    /// The operator.
    pub provider: ProviderId,
    /// Whether it is read online; `false`: it lives from files.
    pub online: bool,
    /// State of its consent, when online.
    pub consent: Option<ConsentState>,
    /// When the consent ends.
    pub consent_until: Option<LocalDay>,
    /// Latest run that reached the operator.
    pub last_sync: Option<WallTime>,
    /// How far its data reach.
    pub freshness: Freshness,
    /// The last 30 days.
    pub fingerprint: Option<Fingerprint>,
    /// The latest run.
    pub run: Option<RunView>,
}

/// The progress of a synchronisation, counted in days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunView {
    /// Of which meter.
    pub usage_point: UsagePointId,
    /// PRM or EAN.
    pub number: String,
    /// Where it stands.
    pub state: SyncState,
    /// Days asked for so far.
    pub days_done: u32,
    /// Days planned.
    pub days_total: u32,
    /// Values that were new or changed.
    pub values_written: i64,
    /// Why it stopped or what is missing.
    pub problem: Option<SyncProblem>,
}
