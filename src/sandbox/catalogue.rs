//! Who lives in the simulator: customers with their logins and usage points, and what is peculiar about each.

use crate::{analytics::zone::Zone, domain::time::LocalDay};

/// The application that the simulator knows.
pub const CLIENT_ID: &str = "syndiwatt-demo";
/// Its secret. Nothing behind it is worth protecting.
pub const CLIENT_SECRET: &str = "syndiwatt-demo-secret";

/// Whose service is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// Data Connect 2026.
    Enedis,
    /// The specification's contract.
    Ores,
}

impl Operator {
    /// For addresses and page titles.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Enedis => "enedis",
            Self::Ores => "ores",
        }
    }

    /// From an address.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        [Self::Enedis, Self::Ores].into_iter().find(|operator| operator.slug() == slug)
    }

    /// Where its usage points are.
    #[must_use]
    pub fn zone(self) -> Zone {
        match self {
            Self::Enedis => Zone::PARIS,
            Self::Ores => Zone::BRUSSELS,
        }
    }

    /// Native step of its load curves, in seconds.
    #[must_use]
    pub fn step(self) -> i64 {
        match self {
            Self::Enedis => 1_800,
            Self::Ores => 900,
        }
    }
}

/// What hangs behind a meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// Lifts, stair lighting, ventilation.
    CommonParts,
    /// A heat pump for the whole building.
    HeatPump,
    /// The little that a roof or a bicycle room needs.
    Small,
}

/// One usage point.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// PRM or EAN.
    pub number: &'static str,
    /// Whose.
    pub operator: Operator,
    /// Shown on the consent page.
    pub label: &'static str,
    /// What it consumes; `None` for a pure producer.
    pub load: Option<Load>,
    /// Peak power of its solar panels in W, 0 without any.
    pub solar: i64,
    /// Size against the usual, in per cent.
    pub size: i64,
    /// Whether the customer had the load curve collected.
    pub curve: bool,
    /// First local day with data.
    pub activated: Option<LocalDay>,
    /// First local day of a silence that lasts.
    pub silent_from: Option<LocalDay>,
    /// Whether it never has data on Tuesdays and Wednesdays.
    pub holes: bool,
    /// Whether it has missing days, late days, null stretches and corrections, see `book`.
    pub irregular: bool,
    /// Whether its official value of 16 September differs from its curve, every year.
    pub mismatch: bool,
    /// Whether its customer withdraws at once.
    pub revoked: bool,
}

const PLAIN: Point = Point {
    number: "",
    operator: Operator::Enedis,
    label: "",
    load: Some(Load::CommonParts),
    solar: 0,
    size: 100,
    curve: true,
    activated: None,
    silent_from: None,
    holes: false,
    irregular: false,
    mismatch: false,
    revoked: false,
};
const PUMP: Point = Point { load: Some(Load::HeatPump), ..PLAIN };
const SMALL: Point = Point { load: Some(Load::Small), ..PLAIN };
const BELGIAN: Point = Point { operator: Operator::Ores, ..PLAIN };

/// Complete, but for the documented mismatch day.
pub const PRM_COMMON: &str = "22516914714270";
/// A heat pump with irregular days.
pub const PRM_HEAT_PUMP: &str = "09775542606818";
/// Consumes and produces.
pub const PRM_SOLAR: &str = "12655648759651";
/// Common parts of a second building.
pub const PRM_OTHER: &str = "64975835695673";
/// Without load curve.
pub const PRM_NO_CURVE: &str = "32320647321714";
/// Activated on 2 March 2026.
pub const PRM_YOUNG: &str = "11453290002823";
/// Without data on Tuesdays and Wednesdays.
pub const PRM_HOLES: &str = "42900589957123";
/// Produces only.
pub const PRM_PRODUCER: &str = "24880057139941";
/// Its consent is withdrawn at once.
pub const PRM_REVOKED: &str = "26584978546985";
/// Silent since 3 November 2026.
pub const PRM_SILENT: &str = "63695879465986";
/// Common parts in Belgium, complete.
pub const EAN_COMMON: &str = "541448960000000124";
/// A heat pump in Belgium with irregular days.
pub const EAN_HEAT_PUMP: &str = "541445500000000040";

static POINTS: [Point; 12] = [
    Point { number: PRM_COMMON, label: "Parties communes", mismatch: true, ..PLAIN },
    Point { number: PRM_HEAT_PUMP, label: "Pompe à chaleur", irregular: true, ..PUMP },
    Point { number: PRM_SOLAR, label: "Toiture solaire", solar: 9_000, ..SMALL },
    Point { number: PRM_OTHER, label: "Parties communes", size: 165, irregular: true, ..PLAIN },
    Point { number: PRM_NO_CURVE, label: "Local à vélos", curve: false, ..SMALL },
    Point { number: PRM_YOUNG, label: "Bornes de recharge", activated: LocalDay::from_ymd_opt(2026, 3, 2), ..SMALL },
    Point { number: PRM_HOLES, label: "Parties communes", size: 60, holes: true, ..PLAIN },
    Point { number: PRM_PRODUCER, label: "Panneaux solaires", load: None, solar: 24_000, ..PLAIN },
    Point { number: PRM_REVOKED, label: "Ancien local", revoked: true, ..SMALL },
    Point { number: PRM_SILENT, label: "Garage", size: 40, silent_from: LocalDay::from_ymd_opt(2026, 11, 3), ..PLAIN },
    Point { number: EAN_COMMON, label: "Parties communes", size: 120, ..BELGIAN },
    Point { number: EAN_HEAT_PUMP, label: "Pompe à chaleur", load: Some(Load::HeatPump), irregular: true, ..BELGIAN },
];

/// Somebody with an account at an operator.
#[derive(Clone, Copy, Debug)]
pub struct Customer {
    /// At which operator.
    pub operator: Operator,
    /// E-mail address.
    pub login: &'static str,
    /// Password; not a secret.
    pub password: &'static str,
    /// Shown on the consent page.
    pub name: &'static str,
    /// PRMs or EANs.
    pub points: &'static [&'static str],
}

static CUSTOMERS: [Customer; 4] = [
    Customer {
        operator: Operator::Enedis,
        login: "residence.verte@exemple.fr",
        password: "verte",
        name: "Résidence Verte",
        points: &[PRM_COMMON, PRM_HEAT_PUMP, PRM_SOLAR],
    },
    Customer {
        operator: Operator::Enedis,
        login: "les.tilleuls@exemple.fr",
        password: "tilleuls",
        name: "Les Tilleuls",
        points: &[PRM_OTHER, PRM_NO_CURVE, PRM_YOUNG],
    },
    Customer {
        operator: Operator::Enedis,
        login: "cas.particuliers@exemple.fr",
        password: "particuliers",
        name: "Cas particuliers",
        points: &[PRM_HOLES, PRM_PRODUCER, PRM_REVOKED, PRM_SILENT],
    },
    Customer {
        operator: Operator::Ores,
        login: "quai.de.meuse@exemple.be",
        password: "meuse",
        name: "Quai de Meuse",
        points: &[EAN_COMMON, EAN_HEAT_PUMP],
    },
];

/// Every customer.
#[must_use]
pub fn customers() -> &'static [Customer] {
    &CUSTOMERS
}

/// Every usage point.
#[must_use]
pub fn points() -> &'static [Point] {
    &POINTS
}

/// The usage point with this number.
#[must_use]
pub fn point(number: &str) -> Option<&'static Point> {
    POINTS.iter().find(|point| point.number == number)
}
