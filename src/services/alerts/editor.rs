//! What is watched and where, and the editor of one rule.

use super::{preview, rules};
use crate::{
    domain::{
        access::{Action, Actor},
        building::{Building, UsagePoint},
        error::AppError,
        id::{BuildingId, UsagePointId},
        language::Language,
        rule::{Rule, RuleKind, Scope, StoredRule, in_force},
    },
    services::{App, buildings},
    storage,
    views::rules::{EditorView, KindView, Origin, RuleForm, RuleView, RulesView, ScopeGroup, ScopeName},
};

/// Every kind with what counts for the organisation, and what counts for some buildings and meters instead.
///
/// # Errors
/// [`AppError::Forbidden`] for who manages nothing.
pub async fn overview(app: &App, actor: &Actor) -> Result<RulesView, AppError> {
    let stored = rules::list(app, actor).await?;
    let places = Places::load(app, actor).await?;
    let kinds = RuleKind::ALL.map(|kind| {
        let of_kind = stored.iter().filter(|stored| stored.rule.kind == kind);
        let own = of_kind.clone().find(|stored| stored.scope == Scope::Organisation);
        let general = own.map_or_else(|| delivered(kind), |stored| view(stored, &places));
        let mut exceptions: Vec<(Scope, RuleView)> = of_kind
            .filter(|stored| stored.scope != Scope::Organisation && places.holds(stored.scope))
            .map(|stored| (stored.scope, view(stored, &places)))
            .collect();
        exceptions
            .sort_by_cached_key(|(scope, rule)| (matches!(scope, Scope::Meter { .. }), rule.place.to_lowercase()));
        KindView { general, own: own.is_some(), exceptions: exceptions.into_iter().map(|(_, rule)| rule).collect() }
    });
    Ok(RulesView { kinds: kinds.into() })
}

/// The editor of the rule of a kind and scope. With what was typed the form shows that again, and when it is in order
/// and `with_preview`, what it would have raised.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::NotFound`] for a scope that is not the actor's.
pub async fn editor(
    app: &App,
    actor: &Actor,
    (kind, name): (RuleKind, ScopeName),
    typed: Option<RuleForm>,
    with_preview: bool,
    language: Language,
) -> Result<EditorView, AppError> {
    let scope = scope_of(app, actor, name).await?;
    let stored = rules::list(app, actor).await?;
    let places = Places::load(app, actor).await?;
    let own = stored.iter().find(|stored| stored.rule.kind == kind && stored.scope == scope);
    let wider = wider(&stored, kind, scope);
    let inherited = wider.map_or_else(|| delivered(kind), |stored| view(stored, &places));
    let origin = match wider.map(|stored| stored.scope) {
        None => Origin::Delivered,
        Some(Scope::Organisation) => Origin::Organisation,
        Some(_) => Origin::Building,
    };
    let own = own.map(|stored| view(stored, &places));
    let counts = own.as_ref().unwrap_or(&inherited);
    let form = typed.clone().unwrap_or_else(|| RuleForm::of(&counts.rule, counts.enabled, language));
    let preview = match form.rule(kind) {
        Ok(rule) if with_preview => Some(preview::preview(app, actor, name, &rule).await?),
        _ => None,
    };
    let place = places.name(scope);
    Ok(EditorView { kind, scope: name, place, scopes: places.groups(), own, inherited, origin, form, preview })
}

/// The scope of a name, when the actor manages it.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::NotFound`].
pub async fn scope_of(app: &App, actor: &Actor, name: ScopeName) -> Result<Scope, AppError> {
    buildings::manager(actor)?;
    Ok(match name {
        ScopeName::Organisation => Scope::Organisation,
        ScopeName::Building(building) => {
            buildings::authorised(app, actor, Action::Manage, building).await?;
            Scope::Building { building }
        }
        ScopeName::Meter(meter) => {
            let (building, _) = buildings::usage_point(app, actor, Action::Manage, meter).await?;
            Scope::Meter { building: building.id, meter }
        }
    })
}

/// Takes the rule of a kind and scope away, so that the next wider one counts; none there is done, too.
///
/// # Errors
/// What [`scope_of`] says.
pub async fn reset(app: &App, actor: &Actor, kind: RuleKind, name: ScopeName) -> Result<(), AppError> {
    let scope = scope_of(app, actor, name).await?;
    let stored = rules::list(app, actor).await?;
    match stored.iter().find(|stored| stored.rule.kind == kind && stored.scope == scope) {
        Some(own) => rules::delete(app, actor, own.id).await,
        None => Ok(()),
    }
}

/// Switches what counts for a scope on or off, and changes nothing else of it. A rule that then says what would count
/// without it is taken away.
///
/// # Errors
/// What [`rules::put`] says.
pub async fn switch(
    app: &App,
    actor: &Actor,
    (kind, name): (RuleKind, ScopeName),
    enabled: bool,
) -> Result<(), AppError> {
    let scope = scope_of(app, actor, name).await?;
    let stored = rules::list(app, actor).await?;
    let inherited = wider(&stored, kind, scope);
    let without = inherited.map_or((true, Rule::of(kind)), |wider| (wider.enabled, wider.rule.clone()));
    let own = stored.iter().find(|stored| stored.rule.kind == kind && stored.scope == scope);
    let rule = own.map_or_else(|| without.1.clone(), |own| own.rule.clone());
    if (enabled, &rule) == (without.0, &without.1) {
        return reset(app, actor, kind, name).await;
    }
    rules::put(app, actor, scope, enabled, rule).await.map(drop)
}

/// What would count for a scope if it had no rule of its own.
fn wider(stored: &[StoredRule], kind: RuleKind, scope: Scope) -> Option<&StoredRule> {
    let holds = |other: Scope| match (other, scope) {
        (Scope::Organisation, Scope::Building { .. } | Scope::Meter { .. }) => true,
        (Scope::Building { building }, Scope::Meter { building: of, .. }) => building == of,
        _ => false,
    };
    stored.iter().filter(|stored| stored.rule.kind == kind && holds(stored.scope)).max_by_key(|stored| stored.scope)
}

fn delivered(kind: RuleKind) -> RuleView {
    let rule = in_force(&[], kind).unwrap_or_else(|| Rule::of(kind));
    RuleView { scope: ScopeName::Organisation, place: String::new(), enabled: true, rule }
}

fn view(stored: &StoredRule, places: &Places) -> RuleView {
    let place = places.name(stored.scope);
    RuleView { scope: stored.scope.into(), place, enabled: stored.enabled, rule: stored.rule.clone() }
}

/// The organisation's buildings by name, with their live meters.
struct Places {
    buildings: Vec<Building>,
    points: Vec<UsagePoint>,
}

impl Places {
    async fn load(app: &App, actor: &Actor) -> Result<Self, AppError> {
        let buildings = buildings::visible(app, actor).await?;
        let ids: Vec<BuildingId> = buildings.iter().map(|building| building.id).collect();
        let mut points = storage::usage_points::of_buildings(&app.db, &ids).await?;
        points.retain(|point| point.disconnected_at.is_none());
        Ok(Self { buildings, points })
    }

    fn holds(&self, scope: Scope) -> bool {
        match scope {
            Scope::Organisation => true,
            Scope::Building { building } => self.buildings.iter().any(|of| of.id == building),
            Scope::Meter { meter, .. } => self.points.iter().any(|point| point.id == meter),
        }
    }

    /// `Résidence Verte`, `Résidence Verte – Parties communes`; empty for the organisation.
    fn name(&self, scope: Scope) -> String {
        let building = |id| self.buildings.iter().find(|of| of.id == id).map_or("", |of| of.name.as_str());
        match scope {
            Scope::Organisation => String::new(),
            Scope::Building { building: id } => building(id).to_owned(),
            Scope::Meter { building: id, meter } => {
                let point = self.points.iter().find(|point| point.id == meter);
                point.map_or_else(String::new, |point| format!("{} – {}", building(id), called(point)))
            }
        }
    }

    fn groups(&self) -> Vec<ScopeGroup> {
        let meters = |of: BuildingId| -> Vec<(UsagePointId, String)> {
            self.points.iter().filter(|point| point.building == of).map(|point| (point.id, called(point))).collect()
        };
        let group = |of: &Building| ScopeGroup { building: of.id, name: of.name.clone(), meters: meters(of.id) };
        self.buildings.iter().map(group).collect()
    }
}

/// The label with the number, or the number alone.
pub(super) fn called(point: &UsagePoint) -> String {
    if point.label.is_empty() { point.number.to_string() } else { format!("{} ({})", point.label, point.number) }
}
