//! The rules of an organisation.

use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::RuleId,
        rule::{Rule, RuleError, Scope, StoredRule},
    },
    services::{App, buildings},
    storage::rules as stored,
};

/// The organisation's rules by kind. What is not there counts as [`Rule::of`] says.
///
/// # Errors
/// [`AppError::Forbidden`] for who manages nothing.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<StoredRule>, AppError> {
    buildings::manager(actor)?;
    Ok(stored::of_organisation(&app.db, actor.organisation).await?)
}

/// Sets a rule up, in the place of that of the same kind and scope. It counts for values that change from now on.
///
/// # Errors
/// [`AppError::Forbidden`], [`AppError::NotFound`] for a scope that is not the actor's; [`AppError::InvalidField`] with
/// the place of the fault: `parameters.threshold`.
pub async fn put(app: &App, actor: &Actor, scope: Scope, enabled: bool, rule: Rule) -> Result<StoredRule, AppError> {
    buildings::manager(actor)?;
    match scope {
        Scope::Organisation => {}
        Scope::Building { building } => {
            buildings::authorised(app, actor, Action::Manage, building).await?;
        }
        Scope::Meter { building, meter } => {
            let (of, _) = buildings::usage_point(app, actor, Action::Manage, meter).await?;
            if of.id != building {
                return Err(AppError::NotFound);
            }
        }
    }
    rule.check().map_err(|RuleError { field, fault }| AppError::InvalidField { field, expected: fault.to_string() })?;
    let old = stored::of_organisation(&app.db, actor.organisation).await?;
    let old = old.into_iter().find(|old| old.scope == scope && old.rule.kind == rule.kind);
    let new = StoredRule { id: RuleId::new(), scope, enabled, rule, changed_at: app.clock.now() };
    let mut tx = app.db.begin().await?;
    if let Some(old) = old {
        stored::delete(&mut tx, actor.organisation, old.id).await?;
    }
    match stored::insert(&mut tx, actor.organisation, &new).await {
        Err(error) if error.is_conflict() => return Err(AppError::ChangedMeanwhile),
        other => other?,
    }
    tx.commit().await?;
    Ok(new)
}

/// Takes a rule away: the next wider one counts again.
///
/// # Errors
/// [`AppError::Forbidden`], [`AppError::NotFound`].
pub async fn delete(app: &App, actor: &Actor, id: RuleId) -> Result<(), AppError> {
    buildings::manager(actor)?;
    let mut tx = app.db.begin().await?;
    if !stored::delete(&mut tx, actor.organisation, id).await? {
        return Err(AppError::NotFound);
    }
    Ok(tx.commit().await?)
}
