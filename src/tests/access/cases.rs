//! One line for each route and server function: who may use it, and a request that is otherwise in order.

/// What a visitor needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Not even a login.
    Nothing,
    /// A login; it names nothing that belongs to anybody.
    Login,
    /// To see the building.
    Read,
    /// To be its syndic.
    Manage,
    /// To be a syndic; what is named belongs to the organisation.
    Organisation,
}

/// A request. `{building}`, `{id}` (of a building), `{device}` or `{meter}`, `{tariff}`, `{rule}` and
/// `{import}` are filled in.
pub struct Case {
    pub method: &'static str,
    pub path: &'static str,
    pub needs: Needs,
    pub query: &'static str,
    pub body: Option<&'static str>,
    /// What the syndic of the building gets.
    pub syndic: u16,
}

const fn get(path: &'static str, needs: Needs, query: &'static str) -> Case {
    Case { method: "GET", path, needs, query, body: None, syndic: 200 }
}

const fn with(method: &'static str, path: &'static str, needs: Needs, body: &'static str, syndic: u16) -> Case {
    Case { method, path, needs, query: "", body: Some(body), syndic }
}

/// A few days that lie in the past of the tests' clock.
const DAYS: &str = "?start_date=2026-11-01&end_date=2026-11-20";
const MONTHS: &str = "?start_date=2026-11-01&end_date=2026-11-20&period=month";

const EXPORT: &str = "?start_date=2026-11-01&end_date=2026-11-20&of=days&format=csv";
const TARIFF: &str = r#"{"name":"Base","revision":1,"versions":[{"valid_from":"2026-01-01","bands":[{"name":"base","price":200000}],
    "subscription":{"price":0,"per":"month"},"vat":{"energy":200,"subscription":55,"power":200,"injection":0}}]}"#;

const RULE: &str = r#"{"scope":{"of":"organisation"},"enabled":true,"rule":{"kind":"silent","parameters":{"threshold":3,"floor":0,
    "hours":null,"grades":{"major":7,"critical":14},"severity":null},"cooldown_days":7,"channels":["email"],"escalation":null}}"#;

/// Every case. Those of the API come last: they take away what the others look at.
pub fn cases() -> Vec<Case> {
    [open(), pages(), functions(), api()].into_iter().flatten().collect()
}

fn open() -> Vec<Case> {
    vec![
        get("/health", Needs::Nothing, ""),
        get("/health/live", Needs::Nothing, ""),
        get("/health/ready", Needs::Nothing, ""),
        get("/login", Needs::Nothing, ""),
        get("/api/docs", Needs::Nothing, ""),
        get("/api/openapi.json", Needs::Nothing, ""),
        with("POST", "/login", Needs::Login, "email=nobody@example.org&password=wrong", 303),
        with("POST", "/logout", Needs::Login, "", 303),
        with("POST", "/preferences", Needs::Nothing, "", 303),
        with("POST", "/rpc/login/demo", Needs::Nothing, "{}", 200),
        // Without a token of ours there is nothing to end.
        Case { syndic: 404, ..get("/unsubscribe", Needs::Nothing, "?token=x") },
        with("POST", "/unsubscribe", Needs::Nothing, "List-Unsubscribe=One-Click", 404),
        with("POST", "/rpc/notices/subscribed", Needs::Nothing, r#"{"token":"x"}"#, 404),
    ]
}

fn pages() -> Vec<Case> {
    vec![
        get("/", Needs::Login, ""),
        // Nothing but a web socket is served there.
        Case { syndic: 426, ..get("/live", Needs::Login, "") },
        get("/ranking", Needs::Login, ""),
        get("/alerts", Needs::Login, ""),
        // There is no such alert.
        with("POST", "/alerts", Needs::Manage, "meter={device}&kind=night&day=2026-11-01&state=resolved", 404),
        Case { syndic: 404, ..get("/alerts/{meter}/{kind}/{day}", Needs::Read, "") },
        get("/rules", Needs::Organisation, ""),
        get("/rules/{kind}", Needs::Organisation, "?scope=building:{building}"),
        with("POST", "/rules/{kind}", Needs::Organisation, "scope=meter:{device}&threshold=x", 303),
        with("POST", "/rules/{kind}/reset", Needs::Organisation, "scope=building:{building}", 303),
        with("POST", "/rules/{kind}/switch", Needs::Organisation, "scope=meter:{device}", 303),
        get("/reports", Needs::Login, ""),
        with("POST", "/reports", Needs::Login, "p=month&d=2026-10-01&lang=fr", 303),
        // Nothing was asked for.
        Case { syndic: 404, ..get("/reports/{batch}/reports.zip", Needs::Login, "") },
        with("POST", "/reports/subscriptions", Needs::Login, "all=on", 303),
        get("/buildings/{id}/report", Needs::Read, ""),
        get("/buildings/{id}/report.pdf", Needs::Read, "?period=2026-10"),
        get("/notifications", Needs::Login, ""),
        with("POST", "/notifications", Needs::Login, "email=on&least=Minor&digest=none&digest_at=07:30", 303),
        with("POST", "/notifications/read", Needs::Login, "", 303),
        with(
            "POST",
            "/notifications/services",
            Needs::Login,
            "kind=slack&label=a&url=https://example.org&least=Minor",
            303,
        ),
        with("POST", "/notifications/services/{endpoint}/test", Needs::Login, "", 404),
        with("POST", "/notifications/services/{endpoint}/remove", Needs::Login, "", 404),
        get("/emission-factors", Needs::Login, ""),
        with("POST", "/emission-factors", Needs::Organisation, "", 303),
        get("/tariffs", Needs::Organisation, ""),
        get("/tariffs/colours", Needs::Organisation, ""),
        with("POST", "/tariffs/colours", Needs::Organisation, "days=", 303),
        get("/tariffs/new", Needs::Organisation, ""),
        get("/tariffs/{tariff}", Needs::Organisation, ""),
        get("/tariffs/{tariff}/edit", Needs::Organisation, ""),
        // Nothing was filled in: the form again.
        with("POST", "/tariffs/new", Needs::Organisation, "name=Base", 422),
        with("POST", "/tariffs/{tariff}/edit", Needs::Organisation, "name=Base", 422),
        // Its only version stays.
        with("POST", "/tariffs/{tariff}/remove", Needs::Organisation, "version=2026-01-01&revision=1", 303),
        get("/buildings/{id}", Needs::Read, ""),
        get("/buildings/{id}/charts/{index}", Needs::Read, ""),
        get("/buildings/{id}/connect", Needs::Manage, ""),
        get("/buildings/{id}/import", Needs::Manage, ""),
        with("POST", "/buildings/{id}/connect", Needs::Manage, "provider=Enedis", 303),
        // Without a file: back to the page with what is missing.
        with("POST", "/buildings/{id}/import", Needs::Manage, "", 303),
        with("POST", "/buildings/{id}/import/{import}", Needs::Manage, "accept_numbers=yes", 303),
        get("/buildings/{id}/settings", Needs::Manage, ""),
        // Without a tariff: the form again.
        with("POST", "/buildings/{id}/settings/contracts", Needs::Manage, "meter={device}", 422),
        // There is no such contract.
        with(
            "POST",
            "/buildings/{id}/settings/contracts/remove",
            Needs::Manage,
            "meter={device}&valid_from=2026-01-01",
            404,
        ),
        with("POST", "/buildings/{id}/settings/lots", Needs::Manage, "area=840", 303),
        get("/auth/linky/callback/{provider}", Needs::Login, "?state=x"),
    ]
}

fn api() -> Vec<Case> {
    vec![
        // No operator is set up in these tests.
        with("POST", "/api/v1/buildings/{building}/iot/linky/auth-url", Needs::Manage, r#"{"provider":"Enedis"}"#, 400),
        with(
            "POST",
            "/api/v1/buildings/{building}/iot/linky/configure",
            Needs::Manage,
            r#"{"provider":"Enedis","prm":"09775542606818","state":"x"}"#,
            400,
        ),
        // The meter of these tests lives from files: there is nobody to ask.
        with("POST", "/api/v1/buildings/{building}/iot/linky/sync", Needs::Manage, "", 404),
        get("/api/v1/buildings/{building}/iot/readings", Needs::Read, DAYS),
        get("/api/v1/buildings/{building}/iot/readings/latest", Needs::Read, ""),
        get("/api/v1/buildings/{building}/iot/statistics", Needs::Read, MONTHS),
        get("/api/v1/buildings/{building}/iot/profile", Needs::Read, DAYS),
        get("/api/v1/buildings/{building}/iot/forecast", Needs::Read, "?period=month"),
        get("/api/v1/buildings/{building}/iot/export", Needs::Read, EXPORT),
        get("/api/v1/buildings/{building}/iot/anomalies", Needs::Read, ""),
        get("/api/v1/notifications", Needs::Login, ""),
        with("POST", "/api/v1/notifications/{notification}/read", Needs::Login, "", 404),
        get("/api/v1/buildings/{building}/iot/devices", Needs::Read, ""),
        with("PUT", "/api/v1/buildings/{building}/iot/devices/{device}", Needs::Manage, r#"{"label":"Hall"}"#, 200),
        with("DELETE", "/api/v1/buildings/{building}/iot/devices/{device}", Needs::Manage, "", 204),
        get("/api/v1/buildings/{building}/iot/costs", Needs::Read, MONTHS),
        get("/api/v1/buildings/{building}/iot/costs/lots", Needs::Read, DAYS),
        get("/api/v1/buildings/{building}/lots", Needs::Read, ""),
        with("PUT", "/api/v1/buildings/{building}/lots", Needs::Manage, r#"{"lots":[]}"#, 200),
        get("/api/v1/buildings/{building}/iot/devices/{device}/contracts", Needs::Manage, ""),
        with(
            "PUT",
            "/api/v1/buildings/{building}/iot/devices/{device}/contracts",
            Needs::Manage,
            r#"{"contracts":[]}"#,
            204,
        ),
        get("/api/v1/tariffs", Needs::Organisation, ""),
        with("POST", "/api/v1/tariffs", Needs::Organisation, TARIFF, 201),
        with("PUT", "/api/v1/tariffs/{tariff}", Needs::Organisation, TARIFF, 200),
        with("DELETE", "/api/v1/tariffs/{tariff}", Needs::Organisation, "", 204),
        get("/api/v1/ranking", Needs::Login, ""),
        get("/api/v1/alerts", Needs::Login, ""),
        // There is no such alert.
        with(
            "PUT",
            "/api/v1/buildings/{building}/iot/devices/{device}/alerts/{kind}/{day}",
            Needs::Manage,
            r#"{"state":"resolved"}"#,
            404,
        ),
        get("/api/v1/rules", Needs::Organisation, ""),
        with("PUT", "/api/v1/rules", Needs::Organisation, RULE, 200),
        with("DELETE", "/api/v1/rules/{rule}", Needs::Organisation, "", 204),
        get("/api/v1/buildings/{building}/reports", Needs::Read, ""),
        with("POST", "/api/v1/buildings/{building}/reports", Needs::Read, r#"{"period":"2026-10"}"#, 202),
        // There is no such report.
        Case { syndic: 404, ..get("/api/v1/buildings/{building}/reports/{report}", Needs::Read, "") },
        Case { syndic: 404, ..get("/api/v1/buildings/{building}/reports/{report}/file", Needs::Read, "") },
        get("/api/v1/emission-factors", Needs::Login, ""),
        with("PUT", "/api/v1/emission-factors", Needs::Organisation, r#"{"factors":[]}"#, 200),
    ]
}

fn functions() -> Vec<Case> {
    let function = |path, needs, body, syndic| with("POST", path, needs, body, syndic);
    vec![
        function(
            "/rpc/building/view",
            Needs::Read,
            r#"{"id":"{building}","query":{"kind":"month","day":null,"meter":null,"production":false}}"#,
            200,
        ),
        function(
            "/rpc/building/profile",
            Needs::Read,
            r#"{"id":"{building}","query":{"kind":"month","day":null,"meter":null,"production":false}}"#,
            200,
        ),
        function(
            "/rpc/reports/preview",
            Needs::Read,
            r#"{"id":"{building}","asked":{"kind":"month","day":null,"language":"Fr"}}"#,
            200,
        ),
        function("/rpc/reports/view", Needs::Login, "{}", 200),
        function("/rpc/alerts/view", Needs::Login, "{}", 200),
        // There is no such alert.
        function(
            "/rpc/alerts/one",
            Needs::Read,
            r#"{"language":"Fr","meter":"{device}","kind":"night","day":"2026-11-01"}"#,
            404,
        ),
        function("/rpc/rules/view", Needs::Organisation, "{}", 200),
        function(
            "/rpc/rules/edit",
            Needs::Organisation,
            r#"{"kind":"night","scope":{"Meter":"{device}"},"typed":null,"with_preview":false,"language":"Fr"}"#,
            200,
        ),
        function("/rpc/colours/view", Needs::Organisation, "{}", 200),
        function("/rpc/factors/view", Needs::Login, "{}", 200),
        function("/rpc/settings/view", Needs::Manage, r#"{"building":"{building}"}"#, 200),
        function("/rpc/tariffs/list", Needs::Organisation, "{}", 200),
        function("/rpc/tariffs/view", Needs::Organisation, r#"{"id":"{tariff}","tried":null}"#, 200),
        function("/rpc/portfolio/view", Needs::Login, "{}", 200),
        function("/rpc/ranking/view", Needs::Login, "{}", 200),
        function("/rpc/notices/view", Needs::Login, r#"{"language":"Fr","before":null}"#, 200),
        function("/rpc/connect/view", Needs::Manage, r#"{"building":"{building}"}"#, 200),
        function("/rpc/sync/progress", Needs::Read, r#"{"building":"{building}"}"#, 200),
        // No operator is set up.
        function("/rpc/sync/want", Needs::Manage, "meter={device}", 400),
        function("/rpc/meter/rename", Needs::Manage, r#"{"meter":"{device}","label":"Hall"}"#, 200),
        function("/rpc/meter/disconnect", Needs::Manage, "meter={device}", 200),
        function("/rpc/imports/preview", Needs::Manage, r#"{"building":"{building}","import":"{import}"}"#, 200),
    ]
}
