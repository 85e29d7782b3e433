//! What one person wants to be told, how, and when.

use super::{Fault, NoticeError};
use crate::domain::{
    access::Role,
    anomaly::Severity,
    language::Language,
    rule::Channel,
    tariff::{Hours, Minute},
};
use serde::{Deserialize, Serialize};

/// How often e-mails are gathered into one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Digest {
    /// Each message by itself.
    #[default]
    None,
    /// One a day.
    Daily,
    /// One on Mondays.
    Weekly,
}

impl Digest {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::None, Self::Daily, Self::Weekly];

    /// The stored name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    /// From the stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|digest| digest.as_str() == name)
    }
}

/// A time of day on the building's wall clock, as a field for times sends it; `None` for anything else than `00:00` to
/// `23:59`.
#[must_use]
pub fn time_of_day(text: &str) -> Option<Minute> {
    Minute::try_from(text.to_owned()).ok().filter(|minute| *minute < Minute::END)
}

/// Which ways one person has switched on. Webhooks are the organisation's, not a person's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// E-mail, to the address of the login.
    pub email: bool,
    /// The page of notifications.
    pub in_app: bool,
    /// Texts to the phone.
    pub sms: bool,
    /// Push messages.
    pub push: bool,
}

impl Ways {
    /// Whether a way is on.
    #[must_use]
    pub fn has(self, channel: Channel) -> bool {
        match channel {
            Channel::Email => self.email,
            Channel::InApp => self.in_app,
            Channel::Sms => self.sms,
            Channel::Push => self.push,
            Channel::Webhook => false,
        }
    }
}

/// What one person wants in one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference {
    /// Which ways.
    pub ways: Ways,
    /// From which severity on.
    pub least: Severity,
    /// Whether e-mails are gathered.
    pub digest: Digest,
    /// When the gathered ones are sent.
    pub digest_at: Minute,
    /// When nothing is sent but kept until later. The page of notifications is never quiet.
    pub quiet: Option<Hours>,
    /// Whether critical alerts are sent at once, whatever the two above say.
    pub critical_passes: bool,
    /// The language of messages.
    pub language: Language,
    /// The phone's number with the country's code (E.164), or empty.
    pub phone: String,
    /// Whom the gateway for push messages knows this person as, or empty.
    pub push_target: String,
}

/// When gathered messages are sent to who has not said otherwise: at 07:30.
const MORNING: Minute = match Minute::new(7, 30) {
    Some(minute) => minute,
    None => Minute::END,
};

/// The longest name for a gateway, in characters.
const LONGEST_TARGET: usize = 200;

impl Preference {
    /// Of somebody who has chosen nothing yet. A syndic is told; an owner is told nothing before asking for it.
    #[must_use]
    pub fn of(role: Role) -> Self {
        let told = role == Role::Syndic;
        Self {
            ways: Ways { email: told, in_app: told, sms: false, push: false },
            least: Severity::Minor,
            digest: Digest::None,
            digest_at: MORNING,
            quiet: None,
            critical_passes: true,
            language: Language::Fr,
            phone: String::new(),
            push_target: String::new(),
        }
    }

    /// Refuses what cannot be kept.
    ///
    /// # Errors
    /// Names the field: a number that is none, a way without its address, quiet hours that are no hours.
    pub fn check(&self) -> Result<(), NoticeError> {
        if self.digest_at >= Minute::END {
            return Err(NoticeError::new("digest_at", Fault::NoTime));
        }
        if self.quiet.is_some_and(|quiet| !quiet.is_possible()) {
            return Err(NoticeError::new("quiet_until", Fault::NoHours));
        }
        let phone = !self.phone.is_empty() || self.ways.sms;
        if phone && !is_phone(&self.phone) {
            return Err(NoticeError::new("phone", Fault::NoPhone));
        }
        if self.ways.push && self.push_target.is_empty() {
            return Err(NoticeError::new("push_target", Fault::Missing));
        }
        if self.push_target.chars().count() > LONGEST_TARGET || self.push_target.contains(char::is_control) {
            return Err(NoticeError::new("push_target", Fault::TooLong(LONGEST_TARGET)));
        }
        Ok(())
    }

    /// Whether a message of this severity is wanted on this way.
    #[must_use]
    pub fn wants(&self, channel: Channel, severity: Severity) -> bool {
        self.ways.has(channel) && severity >= self.least
    }
}

/// E.164: a plus sign, then 8 to 15 digits that do not begin with 0.
fn is_phone(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else { return false };
    (8..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        assert_eq!(time_of_day("07:30"), Some(MORNING));
        for bad in ["", "7:30", "24:00", "12:60", "-1:00", "+1:00", "12:3 ", "12:345"] {
            assert_eq!(time_of_day(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn an_owner_is_told_nothing_unasked() {
        let owner = Preference::of(Role::Owner);
        assert!(Channel::ALL.into_iter().all(|channel| !owner.wants(channel, Severity::Critical)));
        let syndic = Preference { least: Severity::Major, ..Preference::of(Role::Syndic) };
        assert!(syndic.wants(Channel::Email, Severity::Major) && !syndic.wants(Channel::Email, Severity::Minor));
    }

    #[test]
    fn what_cannot_be_kept_names_its_field() {
        let refused = |change: fn(&mut Preference)| {
            let mut preference = Preference::of(Role::Syndic);
            change(&mut preference);
            preference.check().unwrap_err().field
        };
        assert_eq!(refused(|p| p.quiet = Some(Hours { from: MORNING, to: MORNING })), "quiet_until");
        assert_eq!(refused(|p| p.ways.sms = true), "phone");
        assert_eq!(refused(|p| p.phone = "0612345678".into()), "phone");
        assert_eq!(refused(|p| p.phone = "+33 6 12 34 56 78".into()), "phone");
        assert_eq!(refused(|p| p.ways.push = true), "push_target");
        assert_eq!(refused(|p| p.push_target = "x\u{7}".into()), "push_target");
        let phone = Preference { phone: "+33612345678".into(), ..Preference::of(Role::Syndic) };
        assert_eq!(phone.check(), Ok(()));
    }
}
