//! How numbers, energies and dates are written in French, Dutch and English: one formatter for server and browser.
//!
//! Never the browser's own `Intl`: it differs between browsers and from the server, and hydration needs equal texts.

mod date;
mod fill;
mod money;
mod number;
mod period;
mod quantity;
mod typed;

pub use date::{
    clock, date, date_long, day_month, day_time, month_name, month_short, time, weekday_name, weekday_short,
};
pub use fill::{capitalised, fill};
pub use money::{kilograms, kilograms_number, kwh_number, money, price, price_per_kwh};
pub use number::{decimal, fixed, integer, percent, signed_percent};
pub use period::{days_range, period_label, period_label_short};
pub use quantity::{Unit, energy, energy_unit, kwh_exact, mean_power, power, power_unit};
pub use typed::{field, typed};

pub use crate::domain::language::Language;

/// Between a number and its unit.
pub(crate) const NO_BREAK_SPACE: char = '\u{a0}';
