//! Tells an operator's trouble from that of one meter, by what others heard.

use crate::{
    domain::{id::UsagePointId, sync::SyncProblem, time::Instant},
    storage::journal::{Heard, Line},
};
use std::collections::HashSet;

/// How far back an outage is looked for.
pub const OUTAGE_SECONDS: i64 = 15 * 60;
/// How far back refused consents are counted.
pub const CONSENTS_SECONDS: i64 = 4 * 24 * 3_600;

const DAY: i64 = 24 * 3_600;
/// So many failures in a row, of several meters, are an outage.
const IN_A_ROW: usize = 5;
/// So many meters at least, and at least half of those that were asked about: the operator has lost their consents.
const MANY: usize = 3;
/// On so many days one meter alone must be told that its consent is not registered.
const DAYS: usize = 3;

/// What a refused consent means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The customer ended it, or moved out.
    Ended,
    /// Perhaps only not registered at the operator at the moment: ask again tomorrow.
    InDoubt,
    /// Many are refused at once: the operator's trouble.
    Incident,
}

/// Whether the latest requests to an operator, newest first, failed all, and not those of one meter only.
#[must_use]
pub fn is_outage(latest: &[Line]) -> bool {
    let row: Vec<&Line> = latest.iter().take(IN_A_ROW).collect();
    let meters: HashSet<UsagePointId> = row.iter().map(|line| line.meter).collect();
    let failed = |line: &&Line| line.heard == Heard::Problem(SyncProblem::OperatorFault);
    row.len() == IN_A_ROW && meters.len() > 1 && row.iter().all(failed)
}

/// What it means that the consent of a meter was refused with `code`, given what was heard of the operator in the last
/// days, this refusal included, newest first.
#[must_use]
pub fn refusal(latest: &[Line], meter: UsagePointId, code: &str, now: Instant) -> Refusal {
    let refused = |line: &&Line| line.heard == Heard::Problem(SyncProblem::ConsentNeeded);
    let today = || latest.iter().filter(|line| line.at > now.plus(-DAY));
    let meters = |lines: &mut dyn Iterator<Item = &Line>| lines.map(|line| line.meter).collect::<HashSet<_>>().len();
    let (lost, all) = (meters(&mut today().filter(refused)), meters(&mut today()));
    if lost >= MANY && 2 * lost >= all {
        return Refusal::Incident;
    }
    if !is_unregistered(code) {
        return Refusal::Ended;
    }
    let own = latest.iter().filter(|line| line.meter == meter).take_while(refused);
    let days: HashSet<i64> = own.map(|line| (now.0 - line.at.0) / DAY).collect();
    if days.len() >= DAYS { Refusal::Ended } else { Refusal::InDoubt }
}

/// "The customer is not the holder": said of people who moved out, and of everybody when Enedis has lost the consents.
fn is_unregistered(code: &str) -> bool {
    code.replace('_', "-") == "ADAM-DC-0007"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::day_requests::DayOutcome;

    const NOW: Instant = Instant(1_795_251_600);
    const UNREGISTERED: &str = "ADAM-DC-0007";

    fn line(meter: UsagePointId, ago: i64, heard: Heard) -> Line {
        Line { meter, at: NOW.plus(-ago), heard, code: String::new() }
    }

    const REFUSED: Heard = Heard::Problem(SyncProblem::ConsentNeeded);
    const DOWN: Heard = Heard::Problem(SyncProblem::OperatorFault);
    const FINE: Heard = Heard::Days(DayOutcome::Data);

    #[test]
    fn an_outage_is_of_several_meters_and_without_a_break() {
        let meters = [UsagePointId::new(), UsagePointId::new()];
        let heard = |all: [Heard; 5]| (0..5).map(|n| line(meters[n % 2], n as i64, all[n])).collect::<Vec<_>>();
        assert!(is_outage(&heard([DOWN; 5])));
        assert!(!is_outage(&heard([DOWN, DOWN, FINE, DOWN, DOWN])));
        assert!(!is_outage(&heard([DOWN; 5])[..4]));
        let alone: Vec<Line> = (0..5).map(|n| line(meters[0], n, DOWN)).collect();
        assert!(!is_outage(&alone), "it may be that meter's");
    }

    #[test]
    fn a_withdrawn_consent_ends_and_an_unregistered_one_is_asked_for_on_three_days() {
        let (meter, other) = (UsagePointId::new(), UsagePointId::new());
        let mut latest = vec![line(meter, 0, REFUSED), line(other, 60, FINE)];
        assert_eq!(refusal(&latest, meter, "ADAM-DC-0008", NOW), Refusal::Ended);
        assert_eq!(refusal(&latest, meter, UNREGISTERED, NOW), Refusal::InDoubt);
        latest.extend([line(meter, 3_600, REFUSED), line(meter, DAY, REFUSED)]);
        assert_eq!(refusal(&latest, meter, UNREGISTERED, NOW), Refusal::InDoubt, "two days");
        latest.push(line(meter, 2 * DAY, REFUSED));
        assert_eq!(refusal(&latest, meter, "ADAM_DC_0007", NOW), Refusal::Ended);
        latest.insert(2, line(meter, 30, FINE));
        assert_eq!(refusal(&latest, meter, UNREGISTERED, NOW), Refusal::InDoubt, "it has worked since");
    }

    #[test]
    fn many_at_once_are_the_operator_s_trouble() {
        let meters: Vec<UsagePointId> = (0..6).map(|_| UsagePointId::new()).collect();
        let heard = |lost: usize| -> Vec<Line> {
            meters.iter().enumerate().map(|(n, meter)| line(*meter, 9, if n < lost { REFUSED } else { FINE })).collect()
        };
        for code in [UNREGISTERED, "ADAM-DC-0008"] {
            assert_eq!(refusal(&heard(3), meters[0], code, NOW), Refusal::Incident, "half of them");
            assert_ne!(refusal(&heard(2), meters[0], code, NOW), Refusal::Incident);
        }
        let old: Vec<Line> = meters.iter().map(|meter| line(*meter, 2 * DAY, REFUSED)).collect();
        assert_eq!(refusal(&old, meters[0], UNREGISTERED, NOW), Refusal::InDoubt, "that was the day before yesterday");
    }
}
