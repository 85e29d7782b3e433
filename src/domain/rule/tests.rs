//! Rules as they are delivered are in order, read back as written, and what is out of order is refused by name.

use super::*;
use crate::domain::{access::Role, units::Joules};
use rstest::rstest;

#[test]
fn delivered_rules_are_in_order_and_read_back() {
    for kind in RuleKind::ALL {
        let rule = Rule::of(kind);
        assert_eq!(rule.check(), Ok(()), "{kind:?}");
        let text = serde_json::to_string(&rule).unwrap();
        assert_eq!(serde_json::from_str::<Rule>(&text).unwrap(), rule);
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    for channel in Channel::ALL {
        assert_eq!(serde_json::to_value(channel).unwrap(), channel.as_str());
        assert_eq!(channel.as_str().parse(), Ok(channel));
    }
}

/// What is wrong with a rule after a change to it.
fn fault(kind: RuleKind, change: impl Fn(&mut Rule)) -> String {
    let mut rule = Rule::of(kind);
    change(&mut rule);
    rule.check().unwrap_err().field
}

#[test]
fn what_is_out_of_order_is_named() {
    use RuleKind::{ConsentEnding, Night, OverConsumption, Peak, Silent, Unusual};
    let hours = |from: &str, to: &str| serde_json::from_str(&format!(r#"{{"from":"{from}","to":"{to}"}}"#)).unwrap();
    assert_eq!(fault(OverConsumption, |rule| rule.parameters.threshold = 1_000), "parameters.threshold");
    assert_eq!(fault(Peak, |rule| rule.parameters.floor = Joules(-1)), "parameters.floor");
    assert_eq!(fault(Silent, |rule| rule.parameters.grades.major = 2), "parameters.grades.major");
    assert_eq!(fault(Unusual, |rule| rule.parameters.grades.critical = 1_499), "parameters.grades.critical");
    assert_eq!(fault(ConsentEnding, |rule| rule.parameters.grades.critical = 15), "parameters.grades.critical");
    assert_eq!(fault(Night, |rule| rule.parameters.hours = None), "parameters.hours");
    assert_eq!(fault(Silent, |rule| rule.parameters.hours = Some(hours("01:00", "02:00"))), "parameters.hours");
    assert_eq!(fault(Night, |rule| rule.parameters.hours = Some(hours("00:00", "24:00"))), "parameters.hours");
    assert_eq!(fault(Silent, |rule| rule.cooldown_days = 366), "cooldown_days");
    let escalation = Some(Escalation { after_hours: 0, role: Role::Syndic });
    assert_eq!(fault(Silent, |rule| rule.escalation = escalation), "escalation.after_hours");
    let unheard = |rule: &mut Rule| {
        rule.escalation = Some(Escalation { after_hours: 24, role: Role::Syndic });
        rule.channels.clear();
    };
    assert_eq!(fault(Silent, unheard), "channels");
}

#[rstest]
#[case(RuleKind::Unusual, 1_499, Severity::Minor)]
#[case(RuleKind::Unusual, 1_500, Severity::Major)]
#[case(RuleKind::Unusual, 2_000, Severity::Major)]
#[case(RuleKind::Unusual, 2_001, Severity::Critical)]
#[case(RuleKind::Silent, 6, Severity::Minor)]
#[case(RuleKind::Silent, 7, Severity::Major)]
#[case(RuleKind::Silent, 14, Severity::Critical)]
#[case(RuleKind::ConsentEnding, 30, Severity::Minor)]
#[case(RuleKind::ConsentEnding, 14, Severity::Major)]
#[case(RuleKind::ConsentEnding, 3, Severity::Critical)]
fn borders_of_the_grades(#[case] kind: RuleKind, #[case] size: i64, #[case] expected: Severity) {
    let mut parameters = kind.defaults();
    assert_eq!(parameters.severity_of(kind, size), expected);
    parameters.severity = Some(Severity::Critical);
    assert_eq!(parameters.severity_of(kind, size), Severity::Critical);
}
