//! Goes through the simulator's consent pages in the place of a person.

use crate::{
    cli::Failure,
    sandbox::catalogue::{Customer, customers},
    services::connections::Callback,
};
use std::collections::HashMap;
use url::Url;

/// Consents at the operator as the customer who owns `numbers`. Returns `state` and what else came back.
pub async fn consent(authorize: &Url, numbers: &[&str]) -> Result<(String, Callback), Failure> {
    let unknown = || Failure::Work("the simulator has no such customer".to_owned());
    let owns = |customer: &&Customer| numbers.iter().all(|number| customer.points.contains(number));
    let customer = customers().iter().find(owns).ok_or_else(unknown)?;
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let step = |name: &str| authorize.join(&format!("/sandbox/{}/{name}", customer.operator.slug()));
    let page = client.get(authorize.clone()).send().await?.text().await?;
    let wish = hidden(&page, "wish")?;
    let login = [("wish", wish), ("login", customer.login), ("password", customer.password)];
    let page = client.post(step("login")?).form(&login).send().await?.text().await?;
    let mut fields = vec![("wish", wish), ("ticket", hidden(&page, "ticket")?), ("decision", "agree")];
    fields.extend(numbers.iter().map(|number| ("point", *number)));
    let answer = client.post(step("decide")?).form(&fields).send().await?;
    let location = answer.headers().get("location").and_then(|value| value.to_str().ok());
    let back = Url::parse(location.ok_or_else(|| Failure::Work("the simulator refused".to_owned()))?)?;
    let mut query: HashMap<String, String> = back.query_pairs().into_owned().collect();
    let mut take = |name: &str| query.remove(name);
    let state = take("state").unwrap_or_default();
    let (code, usage_point_id, autorisation_id) = (take("code"), take("usage_point_id"), take("autorisation_id"));
    Ok((state, Callback { code, usage_point_id, autorisation_id, error: take("error") }))
}

/// The value of a hidden field of a form.
fn hidden<'a>(page: &'a str, name: &str) -> Result<&'a str, Failure> {
    let marker = format!(r#"name="{name}" value=""#);
    let value = page.split_once(&marker).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value);
    value.ok_or_else(|| Failure::Work(format!("the simulator's page has no {name}")))
}
