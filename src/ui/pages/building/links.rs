//! The dashboard's address: everything that it shows can be linked, shared and gone back to.

use crate::{
    domain::{
        id::{BuildingId, UsagePointId},
        series::SeriesKind,
        time::{LocalDay, Period, PeriodKind},
    },
    views::{amount::Measure, building::BuildingView, shared::ComparedWith},
};

/// Where the links of a dashboard lead; each keeps what it does not change.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Links {
    id: BuildingId,
    period: Period,
    meter: Option<UsagePointId>,
    production: bool,
    measure: Measure,
    compared: ComparedWith,
    today: LocalDay,
    latest: Option<LocalDay>,
}

impl Links {
    /// The links of what is shown.
    pub fn new(view: &BuildingView) -> Self {
        Self {
            id: view.header.id,
            period: view.period,
            meter: view.meter,
            production: view.series == SeriesKind::ElectricityProduction,
            measure: view.measure,
            compared: view.compared,
            today: view.today,
            latest: view.latest,
        }
    }

    fn address(&self) -> String {
        format!("/buildings/{}?{}", self.id, self.parameters())
    }

    fn parameters(&self) -> String {
        let mut address = format!("p={}&d={}", self.period.kind.as_str(), self.period);
        if let PeriodKind::Span(_) = self.period.kind {
            address.push_str(&format!("&e={}", self.period.last()));
        }
        if let Some(meter) = self.meter {
            address.push_str(&format!("&m={meter}"));
        }
        if self.production {
            address.push_str("&s=production");
        }
        if self.measure != Measure::default() {
            address.push_str(&format!("&unit={}", self.measure.as_str()));
        }
        if self.compared != ComparedWith::default() {
            address.push_str(&format!("&cmp={}", self.compared.as_str()));
        }
        address
    }

    /// Another period.
    pub fn period(self, period: Period) -> String {
        Self { period, ..self }.address()
    }

    /// Another kind of period: around the latest day of this one that is over or has data.
    pub fn kind(self, kind: PeriodKind) -> String {
        let last = self.period.last().min(self.today);
        let day = self.latest.filter(|latest| *latest >= self.period.first).map_or(last, |latest| latest.min(last));
        self.period(Period::containing(kind, day))
    }

    /// The page without parameters, for a form that says all of them.
    pub fn page(self) -> String {
        format!("/buildings/{}", self.id)
    }

    /// What a form for other days keeps, by name.
    pub fn kept(self) -> Vec<(&'static str, String)> {
        let parameters = self.parameters();
        let pairs = parameters.split('&').filter_map(|pair| pair.split_once('='));
        let kept = ["m", "s", "unit", "cmp"];
        pairs.filter_map(|(name, value)| Some((*kept.iter().find(|kept| **kept == name)?, value.to_owned()))).collect()
    }

    /// The same kind of period around today; a span that ends with it.
    pub fn today(self) -> String {
        self.period(Period::up_to(self.period.kind, self.today))
    }

    /// The same kind of period around the latest data.
    pub fn latest(self) -> Option<(Period, String)> {
        let period = Period::up_to(self.period.kind, self.latest?);
        (period != self.period).then(|| (period, self.period(period)))
    }

    /// Consumption or production.
    pub fn series(self, kind: SeriesKind) -> String {
        Self { production: kind == SeriesKind::ElectricityProduction, ..self }.address()
    }

    /// Another unit.
    pub fn measure(self, measure: Measure) -> String {
        Self { measure, ..self }.address()
    }

    /// Another line in the charts.
    pub fn compared(self, compared: ComparedWith) -> String {
        Self { compared, ..self }.address()
    }

    /// One meter, or the whole building.
    pub fn meter(self, meter: Option<UsagePointId>) -> String {
        Self { meter, ..self }.address()
    }

    /// The options of a chart of this view, without theme and language.
    pub fn chart(self, index: usize) -> String {
        format!("/buildings/{}/charts/{index}?{}", self.id, self.parameters())
    }

    /// Contracts, lots and area of the building.
    pub fn settings(self) -> String {
        format!("/buildings/{}/settings", self.id)
    }

    /// The report of the period; of a day or of free days that of the month in which they begin.
    pub fn report(self) -> String {
        let whole = matches!(self.period.kind, PeriodKind::Week | PeriodKind::Month | PeriodKind::Year);
        let kind = if whole { self.period.kind } else { PeriodKind::Month };
        let period = Period::containing(kind, self.period.first);
        format!("/buildings/{}/report?p={}&d={period}", self.id, kind.as_str())
    }

    /// Connecting a meter.
    pub fn connect(self) -> String {
        format!("/buildings/{}/connect", self.id)
    }

    /// Importing a file.
    pub fn import(self) -> String {
        format!("/buildings/{}/import", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::building::DashboardQuery;

    fn links(period: &str, latest: Option<&str>) -> Links {
        Links {
            id: BuildingId("0192f0c1-0000-7000-8000-000000000001".parse().unwrap()),
            period: period.parse().unwrap(),
            meter: None,
            production: true,
            measure: Measure::Cost,
            compared: ComparedWith::LastYear,
            today: "2026-11-21".parse().unwrap(),
            latest: latest.map(|day| day.parse().unwrap()),
        }
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let address = links("2026-W47", None).today();
        let (_, search) = address.split_once('?').unwrap();
        let pairs: Vec<_> = search.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let value = |name: &str| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.to_owned());
        let query = DashboardQuery::read(value);
        assert_eq!((query.kind, query.day), (PeriodKind::Week, "2026-11-16".parse().ok()));
        assert!(query.production && query.meter.is_none());
        assert_eq!((query.measure, query.compared), (Measure::Cost, ComparedWith::LastYear));
        assert_eq!(DashboardQuery::read(|_| None), DashboardQuery::default());
    }

    #[test]
    fn a_span_is_read_as_it_was_written() {
        let span = Period::between("2026-11-03".parse().unwrap(), "2026-11-20".parse().unwrap());
        let address = Links { period: span, ..links("2026-11", None) }.measure(Measure::Carbon);
        assert!(address.contains("?p=custom&d=2026-11-03&e=2026-11-20&"), "{address}");
        let pairs: Vec<_> = address.split(['?', '&']).filter_map(|pair| pair.split_once('=')).collect();
        let read = |pairs: &[(&str, &str)]| {
            let pairs = pairs.to_vec();
            DashboardQuery::read(move |name| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.to_owned()))
        };
        let query = read(&pairs);
        assert_eq!((query.kind, query.day), (PeriodKind::Span(18), Some(span.first)));
        assert_eq!(read(&[("p", "custom"), ("d", "2026-11-20"), ("e", "2026-11-03")]).kind, PeriodKind::Span(18));
        assert_eq!(read(&[("p", "custom"), ("d", "2026-11-20")]).kind, PeriodKind::Day, "half a span is a day");
        let today = Links { period: span, ..links("2026-11", None) }.today();
        assert!(today.contains("d=2026-11-04&e=2026-11-21"), "{today}");
        let kept = Links { period: span, ..links("2026-11", None) }.kept();
        assert_eq!(kept.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["s", "unit", "cmp"]);
    }

    #[test]
    fn a_shorter_period_lies_where_the_data_end() {
        assert!(links("2026-11", Some("2026-11-19")).kind(PeriodKind::Day).contains("d=2026-11-19"));
        assert!(links("2026-10", Some("2026-11-19")).kind(PeriodKind::Day).contains("d=2026-10-31"));
        assert!(links("2026-11", None).kind(PeriodKind::Day).contains("d=2026-11-21"));
    }
}
