//! `Mandate`: what a customer allowed, for which usage point, from when until when.

use crate::{
    domain::time::Instant,
    formats::{
        FormatError,
        json::{list, text, word},
    },
};
use serde_json::Value;

/// How far a mandate is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MandateState {
    /// The customer has not answered.
    Requested,
    /// In force.
    Approved,
    /// The customer said no.
    Rejected,
    /// Over, or withdrawn.
    Finished,
    /// Another word.
    Other(String),
}

/// Whether it is about to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// It ends soon.
    ToBeRenewed,
    /// The customer has been asked.
    Requested,
    /// It has ended.
    Expired,
    /// Another word.
    Other(String),
}

/// What it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataService {
    /// `VH_kwartier_uur`: quarter-hours of electricity, hours of gas.
    QuarterHours,
    /// `VH_half_uur`.
    HalfHours,
    /// `VH_dag`: days.
    Days,
    /// `VH_onbepaald`, `IG` (installation) or another word.
    Other(String),
}

/// One mandate: one usage point, one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    /// Our reference.
    pub reference: Option<String>,
    /// How far it is.
    pub state: MandateState,
    /// EAN as written; none before the customer chose it.
    pub ean: Option<String>,
    /// Whether it is about gas; `None`: not told.
    pub gas: Option<bool>,
    /// First instant of the data.
    pub from: Option<Instant>,
    /// End of the data.
    pub to: Option<Instant>,
    /// What it gives.
    pub service: Option<DataService>,
    /// When it ends.
    pub expires: Option<Instant>,
    /// Whether it is about to.
    pub renewal: Option<Renewal>,
}

impl Mandate {
    /// For people, in one line. Times in UTC.
    #[must_use]
    pub fn fact(&self) -> (&'static str, String) {
        let time = |at: Option<Instant>| at.map(Instant::to_rfc3339).unwrap_or_default();
        let ean = self.ean.as_deref().unwrap_or("-");
        (
            "mandate",
            format!("{ean} {:?} {}..{} until {}", self.state, time(self.from), time(self.to), time(self.expires)),
        )
    }
}

/// Reads the answer; an empty list is an answer.
///
/// # Errors
/// When it is no list of mandates, or one has no state.
pub fn read(body: &Value) -> Result<Vec<Mandate>, FormatError> {
    let data = body.get("data").filter(|data| data.get("mandates").is_some());
    let data = data.ok_or(FormatError::Field { field: "mandates", expected: "a list of mandates" })?;
    list(data, "mandates").iter().enumerate().map(|(index, of)| mandate(index, of)).collect()
}

fn mandate(index: usize, of: &Value) -> Result<Mandate, FormatError> {
    let state = text(of, "status").ok_or_else(|| FormatError::point(index, "status", "the state of the mandate"))?;
    let time = |key| {
        let at = text(of, key).and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok());
        at.map(|at| Instant(at.timestamp()))
    };
    Ok(Mandate {
        reference: word(of, "referenceNumber"),
        state: match state {
            "Requested" => MandateState::Requested,
            "Approved" => MandateState::Approved,
            "Rejected" => MandateState::Rejected,
            "Finished" => MandateState::Finished,
            other => MandateState::Other(other.to_owned()),
        },
        ean: word(of, "eanNumber"),
        gas: text(of, "energyType").map(|kind| kind == "G"),
        from: time("dataPeriodFrom"),
        to: time("dataPeriodTo"),
        service: text(of, "dataServiceType").map(|service| match service {
            "VH_kwartier_uur" => DataService::QuarterHours,
            "VH_half_uur" => DataService::HalfHours,
            "VH_dag" => DataService::Days,
            other => DataService::Other(other.to_owned()),
        }),
        expires: time("mandateExpirationDate"),
        renewal: text(of, "renewalStatus").map(|renewal| match renewal {
            "ToBeRenewed" => Renewal::ToBeRenewed,
            "RenewalRequested" => Renewal::Requested,
            "Expired" => Renewal::Expired,
            other => Renewal::Other(other.to_owned()),
        }),
    })
}
