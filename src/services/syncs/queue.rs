//! The requests that a run has left: taken one by one, cut and dropped as the operator's answers teach.

use crate::{
    domain::{series::SeriesKind, time::LocalDay},
    providers::What,
};
use std::collections::HashSet;

/// One request: the local days `[first, end)` of one resource of one series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Consumption or production.
    pub series: SeriesKind,
    /// Curve or daily values.
    pub what: What,
    /// First local day.
    pub first: LocalDay,
    /// First local day not wanted.
    pub end: LocalDay,
}

impl Piece {
    /// Its local days, in order.
    pub fn days(self) -> impl Iterator<Item = LocalDay> {
        self.first.iter_days().take_while(move |day| *day < self.end)
    }

    fn same_resource(&self, other: &Self) -> bool {
        self.series == other.series && self.what == other.what
    }
}

/// A stack of pieces: the next one is the last.
#[derive(Debug)]
pub struct Queue(Vec<Piece>);

impl Queue {
    /// From pieces, the most urgent last.
    #[must_use]
    pub fn new(pieces: Vec<Piece>) -> Self {
        Self(pieces)
    }

    /// Takes the next piece.
    pub fn pop(&mut self) -> Option<Piece> {
        self.0.pop()
    }

    /// The local days that are still to be asked for, each once whatever the number of resources.
    #[must_use]
    pub fn days(&self) -> HashSet<LocalDay> {
        self.0.iter().flat_map(|piece| piece.days()).collect()
    }

    /// The history does not reach back to the start of `piece`: drops everything before it. Of a piece of several days
    /// the later half is tried next, then the earlier half, until the first day of the history is found. Returns the
    /// pieces that need not be asked for any more.
    pub fn before_history(&mut self, piece: Piece) -> Vec<Piece> {
        let (mut gone, kept): (Vec<Piece>, Vec<Piece>) =
            self.0.drain(..).partition(|other| other.same_resource(&piece) && other.end <= piece.first);
        self.0 = kept;
        let days = piece.end.signed_duration_since(piece.first).num_days();
        if days > 1 {
            let middle = piece.first + chrono::TimeDelta::days(days / 2);
            self.0.push(Piece { end: middle, ..piece });
            self.0.push(Piece { first: middle, ..piece });
        } else {
            gone.push(piece);
        }
        gone
    }

    /// The meter has no such direction: stops asking for the series.
    pub fn drop_series(&mut self, series: SeriesKind) {
        self.0.retain(|piece| piece.series != series);
    }

    /// The customer opposed the load curve of the series.
    pub fn drop_curve(&mut self, series: SeriesKind) {
        self.0.retain(|piece| piece.series != series || piece.what != What::Curve);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    const SERIES: SeriesKind = SeriesKind::ElectricityConsumption;

    fn day(n: i64) -> LocalDay {
        LocalDay::from_ymd_opt(2025, 1, 1).unwrap() + TimeDelta::days(n)
    }

    fn piece(first: i64, end: i64) -> Piece {
        Piece { series: SERIES, what: What::Curve, first: day(first), end: day(end) }
    }

    proptest! {
        /// Wherever the history begins, every day after it is asked for, every day is settled once, and finding the
        /// border takes few requests.
        #[test]
        fn the_border_is_found(border in 0_i64..70, width in 1_i64..9) {
            let pieces = (0..70).step_by(usize::try_from(width).unwrap()).map(|n| piece(n, (n + width).min(70))).collect();
            let mut queue = Queue::new(pieces);
            let (mut got, mut gone, mut refusals) = (HashSet::new(), HashSet::new(), 0);
            while let Some(next) = queue.pop() {
                if next.first < day(border) {
                    refusals += 1;
                    for dropped in queue.before_history(next) {
                        gone.extend(dropped.days());
                    }
                } else {
                    got.extend(next.days());
                }
            }
            prop_assert_eq!(got, (border..70).map(day).collect::<HashSet<_>>());
            prop_assert_eq!(gone, (0..border).map(day).collect::<HashSet<_>>());
            prop_assert!(refusals <= 5, "{refusals}");
        }
    }

    #[test]
    fn a_direction_or_a_curve_is_dropped_alone() {
        let other = Piece { series: SeriesKind::ElectricityProduction, ..piece(0, 7) };
        let daily = Piece { what: What::Daily, ..piece(0, 7) };
        let mut queue = Queue::new(vec![piece(0, 7), other, daily]);
        assert_eq!(queue.days().len(), 7);
        queue.drop_curve(SERIES);
        assert_eq!(queue.0, [other, daily]);
        queue.drop_series(SeriesKind::ElectricityProduction);
        assert_eq!(queue.0, [daily]);
    }
}
