//! Names of ways, kinds, severities and problems.

use crate::{
    domain::{
        anomaly::Severity,
        notice::{EndpointKind, NoticeState, Problem},
        rule::Channel,
    },
    i18n::{Locale, td_string},
};

pub(in crate::ui::pages) fn channel(channel: Channel, locale: Locale) -> &'static str {
    match channel {
        Channel::Email => td_string!(locale, notifications.channel_email),
        Channel::InApp => td_string!(locale, notifications.channel_in_app),
        Channel::Webhook => td_string!(locale, notifications.channel_webhook),
        Channel::Sms => td_string!(locale, notifications.channel_sms),
        Channel::Push => td_string!(locale, notifications.channel_push),
    }
}

pub(super) fn problem(problem: Problem, locale: Locale) -> &'static str {
    match problem {
        Problem::NotSetUp => td_string!(locale, notifications.problem_not_set_up),
        Problem::Unreachable => td_string!(locale, notifications.problem_unreachable),
        Problem::Refused => td_string!(locale, notifications.problem_refused),
        Problem::Forbidden => td_string!(locale, notifications.problem_forbidden),
    }
}

pub(super) fn kind(kind: EndpointKind, locale: Locale) -> &'static str {
    match kind {
        EndpointKind::Json => td_string!(locale, notifications.kind_json),
        EndpointKind::Slack => td_string!(locale, notifications.kind_slack),
        EndpointKind::Teams => td_string!(locale, notifications.kind_teams),
        EndpointKind::Ntfy => td_string!(locale, notifications.kind_ntfy),
        EndpointKind::Sms => td_string!(locale, notifications.kind_sms),
        EndpointKind::Push => td_string!(locale, notifications.kind_push),
    }
}

pub(super) fn state(state: NoticeState, locale: Locale) -> &'static str {
    match state {
        NoticeState::Queued => td_string!(locale, notifications.latest_queued),
        NoticeState::Sent => td_string!(locale, notifications.latest_sent),
        NoticeState::Failed => td_string!(locale, notifications.latest_failed),
        NoticeState::Suppressed => td_string!(locale, notifications.latest_suppressed),
    }
}

pub(in crate::ui::pages) fn severity(severity: Severity, locale: Locale) -> &'static str {
    match severity {
        Severity::Minor => td_string!(locale, common.severity_minor),
        Severity::Major => td_string!(locale, common.severity_major),
        Severity::Critical => td_string!(locale, common.severity_critical),
    }
}

/// Every severity, the lightest first.
pub(in crate::ui::pages) const SEVERITIES: [Severity; 3] = [Severity::Minor, Severity::Major, Severity::Critical];
