//! Server functions: what is watched, and the editor of one rule.

use crate::{
    domain::{error::AppError, language::Language, rule::RuleKind},
    views::rules::{EditorView, RuleForm, RulesView, ScopeName},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// Every kind of rule with what counts where.
///
/// # Errors
/// [`AppError::Forbidden`] for who manages nothing.
#[server(prefix = "/rpc", endpoint = "rules/view", input = Json)]
pub async fn view_rules() -> Result<RulesView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::alerts::overview(&app, &actor).await
}

/// The rule of a kind and scope, with what was typed and what that would have raised.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::NotFound`] for a scope that is not the person's.
#[server(prefix = "/rpc", endpoint = "rules/edit", input = Json)]
pub async fn edit_rule(
    /// The kind.
    kind: RuleKind,
    /// For which meters.
    scope: ScopeName,
    /// What was typed before.
    typed: Option<RuleForm>,
    /// Whether to say what it would have raised.
    with_preview: bool,
    /// How numbers are written.
    language: Language,
) -> Result<EditorView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::alerts::editor(&app, &actor, (kind, scope), typed, with_preview, language).await
}
