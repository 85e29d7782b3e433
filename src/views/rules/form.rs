//! The form of a rule: texts as typed, read into a rule or refused field by field. The page shows the same texts again,
//! whatever became of them.

use super::scale::Scale;
use crate::{
    domain::{
        access::Role,
        anomaly::Severity,
        rule::{Channel, Escalation, Grades, Rule, RuleError, RuleFault, RuleKind, RuleParameters},
        tariff::{Hours, Minute},
        units::Joules,
    },
    views::format::Language,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A field that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// From where on there is a finding.
    Threshold,
    /// The least energy above usual.
    Floor,
    /// When the hours begin.
    From,
    /// When they end.
    To,
    /// From where on Major.
    Major,
    /// From where on Critical.
    Critical,
    /// Always this severity.
    Severity,
    /// Days of silence.
    Cooldown,
    /// The ways.
    Channels,
    /// Hours until others are told.
    AfterHours,
    /// Which others.
    Role,
}

impl Field {
    /// Its name in the form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Threshold => "threshold",
            Self::Floor => "floor",
            Self::From => "from",
            Self::To => "to",
            Self::Major => "major",
            Self::Critical => "critical",
            Self::Severity => "severity",
            Self::Cooldown => "cooldown",
            Self::Channels => "channels",
            Self::AfterHours => "after_hours",
            Self::Role => "role",
        }
    }

    /// How its number is shown; `None` for fields without numbers.
    #[must_use]
    pub fn scale(self, kind: RuleKind) -> Option<Scale> {
        match self {
            Self::Threshold => Some(Scale::of_threshold(kind)),
            Self::Major | Self::Critical => Some(Scale::of_grades(kind)),
            Self::Floor => Some(Scale::KilowattHours),
            Self::Cooldown | Self::AfterHours => Some(Scale::Whole),
            Self::From | Self::To | Self::Severity | Self::Channels | Self::Role => None,
        }
    }

    /// The field of a rule's member, as `domain::rule` names it.
    fn of_member(member: &str) -> Self {
        match member {
            "parameters.floor" => Self::Floor,
            "parameters.grades.major" => Self::Major,
            "parameters.grades.critical" => Self::Critical,
            "parameters.hours" => Self::To,
            "cooldown_days" => Self::Cooldown,
            "channels" => Self::Channels,
            "escalation.after_hours" => Self::AfterHours,
            _ => Self::Threshold,
        }
    }
}

/// What a field must hold instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A number; no more is known about it.
    Number,
    /// A number from the first to the second, in the rule's own unit.
    Within(i64, i64),
    /// A time of the day.
    Time,
    /// A part of the day, not the whole of it.
    PartOfDay,
    /// The threshold, then Major, then Critical.
    Order,
    /// Something at all.
    Something,
}

/// A field and what it must hold instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Which field.
    pub field: Field,
    /// What was expected.
    pub expected: Expected,
}

/// What the form holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleForm {
    /// Whether the rule counts.
    pub enabled: bool,
    /// As typed; so are the others.
    pub threshold: String,
    /// In kWh.
    pub floor: String,
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`.
    pub to: String,
    /// In the scale of the grades.
    pub major: String,
    /// In the scale of the grades.
    pub critical: String,
    /// A severity's name, or empty.
    pub severity: String,
    /// In days.
    pub cooldown: String,
    /// The boxes that are ticked.
    pub channels: BTreeSet<Channel>,
    /// In hours; empty: nobody else is told.
    pub after_hours: String,
    /// A role's name.
    pub role: String,
}

impl RuleForm {
    /// The form of a rule that is there.
    #[must_use]
    pub fn of(rule: &Rule, enabled: bool, language: Language) -> Self {
        let (of, kind) = (&rule.parameters, rule.kind);
        let show = |field: Field, value: i64| field.scale(kind).map(|scale| scale.show(value, language));
        let number = |field, value| show(field, value).unwrap_or_default();
        let clock = |minute: Option<Minute>| minute.map(String::from).unwrap_or_default();
        Self {
            enabled,
            threshold: number(Field::Threshold, of.threshold),
            floor: number(Field::Floor, of.floor.0),
            from: clock(of.hours.map(|hours| hours.from)),
            to: clock(of.hours.map(|hours| hours.to)),
            major: number(Field::Major, of.grades.major),
            critical: number(Field::Critical, of.grades.critical),
            severity: of.severity.map_or("", Severity::as_str).to_owned(),
            cooldown: rule.cooldown_days.to_string(),
            channels: rule.channels.clone(),
            after_hours: rule.escalation.map(|escalation| escalation.after_hours.to_string()).unwrap_or_default(),
            role: rule.escalation.map_or(Role::Syndic, |escalation| escalation.role).as_str().to_owned(),
        }
    }

    /// From the pairs of a form or an address, which `get` finds; `None` when nothing was typed.
    #[must_use]
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let text = |field: Field| get(field.name()).unwrap_or_default();
        get(Field::Threshold.name())?;
        Some(Self {
            enabled: get("enabled").is_some(),
            threshold: text(Field::Threshold),
            floor: text(Field::Floor),
            from: text(Field::From),
            to: text(Field::To),
            major: text(Field::Major),
            critical: text(Field::Critical),
            severity: text(Field::Severity),
            cooldown: text(Field::Cooldown),
            channels: Channel::ALL.into_iter().filter(|channel| get(channel.as_str()).is_some()).collect(),
            after_hours: text(Field::AfterHours),
            role: text(Field::Role),
        })
    }

    /// The pairs that [`RuleForm::read`] reads.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let texts = [
            (Field::Threshold, &self.threshold),
            (Field::Floor, &self.floor),
            (Field::From, &self.from),
            (Field::To, &self.to),
            (Field::Major, &self.major),
            (Field::Critical, &self.critical),
            (Field::Severity, &self.severity),
            (Field::Cooldown, &self.cooldown),
            (Field::AfterHours, &self.after_hours),
            (Field::Role, &self.role),
        ];
        let ticked = self.enabled.then_some("enabled").into_iter().chain(self.channels.iter().map(|of| of.as_str()));
        let texts = texts.into_iter().map(|(field, text)| (field.name(), text.clone()));
        texts.chain(ticked.map(|name| (name, "on".to_owned()))).collect()
    }

    /// The rule that was typed.
    ///
    /// # Errors
    /// Every field that cannot be read; when all can be, the first that a rule of this kind does not allow.
    pub fn rule(&self, kind: RuleKind) -> Result<Rule, Vec<Wrong>> {
        let mut reader = Reader { kind, wrong: Vec::new() };
        let parameters = RuleParameters {
            threshold: reader.number(Field::Threshold, &self.threshold),
            floor: if kind.has_floor() {
                Joules(reader.number(Field::Floor, &self.floor))
            } else {
                kind.defaults().floor
            },
            hours: if kind.has_hours() { reader.hours(&self.from, &self.to) } else { None },
            grades: Grades {
                major: reader.number(Field::Major, &self.major),
                critical: reader.number(Field::Critical, &self.critical),
            },
            severity: reader.severity(&self.severity),
        };
        let rule = Rule {
            kind,
            parameters,
            cooldown_days: reader.short(Field::Cooldown, &self.cooldown),
            channels: self.channels.clone(),
            escalation: reader.escalation(&self.after_hours, &self.role),
        };
        if !reader.wrong.is_empty() {
            return Err(reader.wrong);
        }
        rule.check().map_err(|error| vec![wrong(&error)])?;
        Ok(rule)
    }
}

/// A rule's own refusal as that of a field.
fn wrong(error: &RuleError) -> Wrong {
    let expected = match error.fault {
        RuleFault::OutOfRange { least, most } => Expected::Within(least, most),
        RuleFault::Order => Expected::Order,
        RuleFault::NoHours => Expected::PartOfDay,
        RuleFault::Missing | RuleFault::NotHere => Expected::Something,
    };
    Wrong { field: Field::of_member(&error.field), expected }
}

/// Reads fields and notes which cannot be read.
struct Reader {
    kind: RuleKind,
    wrong: Vec<Wrong>,
}

impl Reader {
    fn refuse<T: Default>(&mut self, field: Field, expected: Expected) -> T {
        self.wrong.push(Wrong { field, expected });
        T::default()
    }

    fn number(&mut self, field: Field, text: &str) -> i64 {
        let value = field.scale(self.kind).and_then(|scale| scale.read(text));
        value.unwrap_or_else(|| self.refuse(field, Expected::Number))
    }

    fn short(&mut self, field: Field, text: &str) -> u16 {
        let value = self.number(field, text);
        // Beyond what the type holds is beyond what a rule allows: its own check says how much that is.
        u16::try_from(value).unwrap_or(u16::MAX)
    }

    fn hours(&mut self, from: &str, to: &str) -> Option<Hours> {
        let mut minute = |field, text: &str| {
            let minute = Minute::try_from(text.trim().to_owned()).ok();
            minute.or_else(|| self.refuse(field, Expected::Time))
        };
        let (from, to) = (minute(Field::From, from), minute(Field::To, to));
        Some(Hours { from: from?, to: to? })
    }

    fn severity(&mut self, name: &str) -> Option<Severity> {
        if name.is_empty() {
            return None;
        }
        Severity::from_name(name).or_else(|| self.refuse(Field::Severity, Expected::Something))
    }

    fn escalation(&mut self, after_hours: &str, role: &str) -> Option<Escalation> {
        if after_hours.trim().is_empty() {
            return None;
        }
        let after_hours = self.short(Field::AfterHours, after_hours);
        let role = Role::from_name(role).or_else(|| self.refuse(Field::Role, Expected::Something))?;
        Some(Escalation { after_hours, role })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_survives_its_form() {
        for kind in RuleKind::ALL {
            let escalation = Some(Escalation { after_hours: 24, role: Role::Owner });
            let rule = Rule { escalation, ..Rule::of(kind) };
            for language in Language::ALL {
                let form = RuleForm::of(&rule, true, language);
                let pairs = form.pairs();
                let get = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
                assert_eq!(RuleForm::read(get).as_ref(), Some(&form));
                assert_eq!(form.rule(kind), Ok(rule.clone()), "{kind:?}");
            }
        }
        assert_eq!(RuleForm::read(|_| None), None);
    }

    #[test]
    fn each_field_that_is_wrong_is_named_with_what_was_expected() {
        let form = RuleForm::of(&Rule::of(RuleKind::Night), true, Language::Fr);
        let wrong = |form: RuleForm| form.rule(RuleKind::Night).unwrap_err();
        let two = RuleForm { threshold: "beaucoup".into(), from: "25:00".into(), ..form.clone() };
        let number = Wrong { field: Field::Threshold, expected: Expected::Number };
        assert_eq!(wrong(two), [number, Wrong { field: Field::From, expected: Expected::Time }]);
        let below = RuleForm { threshold: "0,5".into(), ..form.clone() };
        assert_eq!(wrong(below), [Wrong { field: Field::Threshold, expected: Expected::Within(1_000, 20_000) }]);
        let order = RuleForm { critical: "10".into(), ..form.clone() };
        assert_eq!(wrong(order), [Wrong { field: Field::Critical, expected: Expected::Order }]);
        let same = RuleForm { to: "23:00".into(), ..form.clone() };
        assert_eq!(wrong(same), [Wrong { field: Field::To, expected: Expected::PartOfDay }]);
        let unheard = RuleForm { channels: BTreeSet::new(), after_hours: "24".into(), ..form.clone() };
        assert_eq!(wrong(unheard), [Wrong { field: Field::Channels, expected: Expected::Something }]);
        let late = RuleForm { cooldown: "99999".into(), ..form };
        assert_eq!(wrong(late), [Wrong { field: Field::Cooldown, expected: Expected::Within(0, 365) }]);
    }
}
