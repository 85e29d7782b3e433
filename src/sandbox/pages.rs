//! The pages of the simulated customer account: what a person sees at an operator before they come back. French, without
//! JavaScript, with a style of their own: this is another company's site.

use super::catalogue::{self, Customer, Operator};
use axum::response::Html;

const STYLE: &str = "
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;font:17px/1.5 system-ui,sans-serif;color:#1c2530;background:#eef2f6}
header{background:var(--brand);color:#fff;padding:1rem 1.5rem}header p{margin:0;font-weight:700;font-size:1.15rem}
main{max-width:34rem;margin:2rem auto;padding:1.5rem 2rem 2rem;background:#fff;border-radius:.5rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}label{display:block;margin:.9rem 0 .25rem;font-weight:600}
input[type=email],input[type=password]{width:100%;padding:.6rem;font:inherit;border:1px solid #5b6b7b;border-radius:.3rem}
fieldset{border:1px solid #9aa7b4;border-radius:.3rem;padding:.5rem 1rem}fieldset label{font-weight:400;margin:.6rem 0}
input[type=checkbox]{width:1.1rem;height:1.1rem;margin-right:.6rem;vertical-align:-.15rem}
button{font:inherit;font-weight:600;padding:.65rem 1.2rem;margin:1.2rem .6rem 0 0;border:2px solid var(--brand);
border-radius:.3rem;background:#fff;color:var(--brand);cursor:pointer}
button.main{background:var(--brand);color:#fff}:focus-visible{outline:3px solid #b54708;outline-offset:2px}
.error{background:#fdecea;border-left:4px solid #b42318;padding:.6rem 1rem}.hint{color:#44525f;font-size:.95rem}
footer{max-width:34rem;margin:0 auto 2rem;padding:0 2rem;color:#44525f;font-size:.9rem}";

/// Asks for the account. `wish` is what the application asked for, sealed.
pub fn login(operator: Operator, wish: &str, error: Option<&str>) -> Html<String> {
    let accounts: String = catalogue::customers()
        .iter()
        .filter(|customer| customer.operator == operator)
        .map(|customer| {
            format!("<li>{}, mot de passe <code>{}</code> ({})</li>", customer.login, customer.password, customer.name)
        })
        .collect();
    page(
        operator,
        "Connexion",
        &format!(
            r#"<h1>Connectez-vous à votre compte {name}</h1>{error}
<form method="post" action="/sandbox/{slug}/login"><input type="hidden" name="wish" value="{wish}">
<label for="login">Adresse e-mail</label>
<input id="login" name="login" type="email" autocomplete="username" required>
<label for="password">Mot de passe</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button class="main" type="submit">Se connecter</button></form>
<h2 class="hint">Comptes de démonstration</h2><ul class="hint">{accounts}</ul>"#,
            name = name(operator),
            slug = operator.slug(),
            error = alert(error),
            wish = escape(wish),
        ),
    )
}

/// Asks which usage points and whether. `ticket` proves the login.
pub fn choice(customer: &Customer, wish: &str, ticket: &str, error: Option<&str>) -> Html<String> {
    let kind = if customer.operator == Operator::Enedis { "PRM" } else { "EAN" };
    let points: String = customer
        .points
        .iter()
        .filter_map(|number| catalogue::point(number))
        .map(|point| {
            format!(
                r#"<label><input type="checkbox" name="point" value="{number}" checked>{label} ({kind} {number})</label>"#,
                number = point.number,
                label = escape(point.label),
            )
        })
        .collect();
    page(
        customer.operator,
        "Autorisation",
        &format!(
            r#"<h1>Autorisez-vous Syndiwatt à lire vos données ?</h1>{error}
<p>Bonjour {customer}. L'application <strong>Syndiwatt</strong> demande l'accès à votre courbe de charge et à vos
consommations et productions quotidiennes pendant <strong>3 ans</strong>. Vous pouvez retirer cet accord à tout moment.</p>
<form method="post" action="/sandbox/{slug}/decide"><input type="hidden" name="wish" value="{wish}">
<input type="hidden" name="ticket" value="{ticket}">
<fieldset><legend>Points de livraison</legend>{points}</fieldset>
<button class="main" type="submit" name="decision" value="agree">J'autorise</button>
<button type="submit" name="decision" value="refuse">Je refuse</button></form>"#,
            customer = escape(customer.name),
            slug = customer.operator.slug(),
            error = alert(error),
            wish = escape(wish),
            ticket = escape(ticket),
        ),
    )
}

/// A request of the application that the operator does not understand.
pub fn refused(operator: Operator, code: &str) -> Html<String> {
    let text = format!("<h1>Demande refusée</h1><p>Code d'erreur : <code>{}</code></p>", escape(code));
    page(operator, "Demande refusée", &text)
}

fn page(operator: Operator, title: &str, body: &str) -> Html<String> {
    let brand = if operator == Operator::Enedis { "#1a4f9c" } else { "#0b6455" };
    Html(format!(
        r#"<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title} – {name} (simulateur)</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>:root{{--brand:{brand}}}{STYLE}</style></head>
<body><header><p>{name} – espace client (simulateur)</p></header><main>{body}</main>
<footer>Simulateur pour les démonstrations et les tests : ce site n'est pas celui de l'opérateur.</footer></body></html>"#,
        name = name(operator),
    ))
}

fn alert(error: Option<&str>) -> String {
    error.map(|error| format!(r#"<p class="error" role="alert">{}</p>"#, escape(error))).unwrap_or_default()
}

fn name(operator: Operator) -> &'static str {
    match operator {
        Operator::Enedis => "Enedis",
        Operator::Ores => "ORES",
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_is_escaped() {
        let Html(page) = login(Operator::Enedis, r#""><script>"#, Some("<b>"));
        assert!(!page.contains("<script>") && !page.contains("<b>"), "{page}");
    }
}
