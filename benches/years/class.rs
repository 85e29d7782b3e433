//! The kinds of meters, and how meters of a kind differ.

use super::{Chance, curve::NOISE};

/// What a meter is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Lamps, lifts, ventilation of a staircase or a car park.
    CommonParts,
    /// Collective heat pump or boiler, the building's temperature series known.
    HeatingKnown,
    /// The same without a temperature series.
    Heating,
    /// All of a building of 12 to 60 flats behind one meter.
    Building,
    /// Office or shop on the ground floor.
    Office,
    /// A flat that is lived in.
    Flat,
    /// A flat with electric heating.
    HeatedFlat,
    /// A flat that nobody lives in.
    EmptyFlat,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 8] = [
        Self::CommonParts,
        Self::HeatingKnown,
        Self::Heating,
        Self::Building,
        Self::Office,
        Self::Flat,
        Self::HeatedFlat,
        Self::EmptyFlat,
    ];

    /// For tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::CommonParts => "common parts",
            Self::HeatingKnown => "heating, temperature known",
            Self::Heating => "heating, temperature unknown",
            Self::Building => "whole building",
            Self::Office => "office or shop",
            Self::Flat => "flat",
            Self::HeatedFlat => "flat with electric heating",
            Self::EmptyFlat => "empty flat",
        }
    }

    /// Whether the syndic answers for it: everything but flats.
    pub fn is_shared(self) -> bool {
        !matches!(self, Self::Flat | Self::HeatedFlat | Self::EmptyFlat)
    }
}

/// One meter.
#[derive(Clone, Copy, Debug)]
pub struct Meter {
    /// Of which class.
    pub class: Class,
    /// Seed of everything about it.
    pub seed: u64,
    /// In Belgium, with quarter-hours; else in France, with half-hours.
    pub belgian: bool,
}

impl Meter {
    /// Throws about this meter.
    pub fn chance(&self, purpose: u64) -> Chance {
        Chance::of(self.seed, &[self.class as u64, purpose])
    }

    /// The share by which its days differ from what weather and calendar explain.
    pub fn deviation(&self) -> f64 {
        let between = |low, high| self.chance(1).between(low, high);
        match self.class {
            Class::CommonParts => between(0.03, 0.07),
            Class::HeatingKnown | Class::Heating => between(0.04, 0.07),
            Class::Building => {
                // Flats differ by 0.3 each, and all of them together by 0.03.
                let flats = between(12.0, 60.0);
                (0.09 / flats + 0.0009).sqrt()
            }
            Class::Office => between(0.04, 0.07),
            Class::Flat => between(0.22, 0.36),
            Class::HeatedFlat => between(0.15, 0.25),
            Class::EmptyFlat => between(0.05, 0.15),
        }
    }

    /// The same with the noise of its single intervals.
    pub fn whole_deviation(&self) -> f64 {
        let slots = if self.belgian { 96.0 } else { 48.0 };
        (self.deviation() * self.deviation() + NOISE * NOISE / slots).sqrt()
    }

    /// Its size: mean watts of an ordinary working day in spring.
    pub fn size(&self) -> f64 {
        let between = |low, high| self.chance(2).between(low, high);
        match self.class {
            Class::CommonParts => between(400.0, 3_000.0),
            Class::HeatingKnown | Class::Heating => between(3_000.0, 20_000.0),
            Class::Building => between(5_000.0, 25_000.0),
            Class::Office => between(800.0, 6_000.0),
            Class::Flat => between(200.0, 600.0),
            Class::HeatedFlat => between(300.0, 800.0),
            Class::EmptyFlat => between(15.0, 60.0),
        }
    }
}
