//! What is paid whatever is consumed, what is paid for power, and the taxes.

use super::{MicroEuros, TariffError};
use serde::{Deserialize, Serialize};

/// A million euros.
const MOST_SUBSCRIPTION: i64 = 1_000_000_000_000;
/// A thousand euros.
const MOST_PER_KILO: i64 = 1_000_000_000;

/// Over which time a price counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Calendar month: a day is a 28th to a 31st of it.
    Month,
    /// Calendar year: a day is a 365th or a 366th of it.
    Year,
}

/// The standing charge, by local days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Subscription {
    /// Of a whole term, excluding VAT.
    pub price: MicroEuros,
    /// The term.
    pub per: Term,
}

/// What is paid for power, by local days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Power {
    /// France: the power agreed on. Its price is 0 where the subscription includes it.
    Subscribed {
        /// In kVA.
        kva: u32,
        /// Per kVA and calendar year, excluding VAT.
        per_kva_and_year: MicroEuros,
    },
    /// Flanders: the mean of the quarter-hour peaks of the last twelve months.
    Capacity {
        /// Per kW and calendar year, excluding VAT.
        per_kw_and_year: MicroEuros,
    },
}

/// VAT in thousandths: 210 is 21 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Vat {
    /// On energy.
    pub energy: u16,
    /// On the subscription.
    pub subscription: u16,
    /// On power.
    pub power: u16,
    /// On what is paid for injection.
    pub injection: u16,
}

impl Subscription {
    pub(super) fn check(self) -> Result<(), TariffError> {
        TariffError::unless_within("price", self.price.0, 0, MOST_SUBSCRIPTION)
    }
}

impl Power {
    pub(super) fn check(self) -> Result<(), TariffError> {
        match self {
            Self::Subscribed { kva, per_kva_and_year } => {
                TariffError::unless_within("kva", i64::from(kva), 1, 100_000)?;
                TariffError::unless_within("per_kva_and_year", per_kva_and_year.0, 0, MOST_PER_KILO)
            }
            Self::Capacity { per_kw_and_year } => {
                TariffError::unless_within("per_kw_and_year", per_kw_and_year.0, 0, MOST_PER_KILO)
            }
        }
    }
}

impl Vat {
    pub(super) fn check(self) -> Result<(), TariffError> {
        let rates = [
            ("energy", self.energy),
            ("subscription", self.subscription),
            ("power", self.power),
            ("injection", self.injection),
        ];
        rates.into_iter().try_for_each(|(name, rate)| TariffError::unless_within(name, i64::from(rate), 0, 500))
    }
}
