//! What callers get wrong: each mistake has its own status, name and text in three languages.

use crate::support::TestApp;
use reqwest::Method;
use rstest::rstest;

const API: &str = "/api/v1/buildings/{building}/iot";

#[rstest]
#[case("GET", "readings?end_date=2026-11-20", "", 400, "invalid_field", "Champ « start_date » non valable")]
#[case(
    "GET",
    "readings?start_date=hier&end_date=2026-11-20",
    "",
    400,
    "invalid_field",
    "Champ « start_date » non valable"
)]
#[case(
    "GET",
    "readings?start_date=2026-11-20&end_date=2026-11-19",
    "",
    400,
    "end_before_start",
    "La fin précède le début"
)]
#[case(
    "GET",
    "readings?start_date=2026-11-20T10:00:00Z&end_date=2026-11-20T10:00:00Z",
    "",
    400,
    "end_before_start",
    "La fin précède le début"
)]
#[case("GET", "readings?start_date=2026-11-22&end_date=2026-11-23", "", 400, "future_date", "Date dans le futur")]
#[case(
    "GET",
    "readings?start_date=2026-11-01&end_date=2026-11-20&per_page=1001",
    "",
    400,
    "page_too_large",
    "Page trop grande"
)]
#[case(
    "GET",
    "readings?start_date=2026-11-01&end_date=2026-11-20&page=0",
    "",
    400,
    "invalid_field",
    "Champ « page » non valable"
)]
#[case(
    "GET",
    "readings?start_date=2026-11-01&end_date=2026-11-20&page=-1",
    "",
    400,
    "invalid_field",
    "Champ « page » non valable"
)]
#[case(
    "GET",
    "readings?start_date=2026-11-01&end_date=2026-11-20&cursor=zz",
    "",
    400,
    "invalid_field",
    "Champ « cursor » non valable"
)]
#[case(
    "GET",
    "readings?start_date=2026-11-01&end_date=2026-11-20&metric_type=Love",
    "",
    400,
    "invalid_field",
    "Champ « metric_type » non valable"
)]
#[case(
    "GET",
    "readings?start_date=2026-11-01&end_date=2026-11-20&device_type=Oven",
    "",
    400,
    "invalid_field",
    "Champ « device_type » non valable"
)]
#[case(
    "GET",
    "readings?start_date=2026-11-01&end_date=2026-11-20&device=7",
    "",
    400,
    "invalid_field",
    "Champ « device » non valable"
)]
#[case(
    "GET",
    "statistics?start_date=2026-11-01&end_date=2026-11-20&period=quarter",
    "",
    400,
    "unknown_period",
    "Période inconnue"
)]
#[case("GET", "statistics?start_date=2026-11-01&end_date=2026-11-20", "", 400, "unknown_period", "Période inconnue")]
#[case("GET", "anomalies?threshold_percent=100", "", 400, "invalid_field", "Champ « threshold_percent » non valable")]
#[case("GET", "anomalies?threshold_percent=NaN", "", 400, "invalid_field", "Champ « threshold_percent » non valable")]
#[case("GET", "anomalies?days=0", "", 400, "invalid_field", "Champ « days » non valable")]
#[case(
    "POST",
    "linky/configure",
    r#"{"provider":"Enedis","prm":"0977554260681","state":"x"}"#,
    400,
    "invalid_prm",
    "Numéro PRM ou PDL non valable"
)]
#[case(
    "POST",
    "linky/configure",
    r#"{"provider":"Enedis","prm":"0977554260681O","state":"x"}"#,
    400,
    "invalid_prm",
    "Numéro PRM ou PDL non valable"
)]
#[case(
    "POST",
    "linky/configure",
    r#"{"provider":"Ores","prm":"5414480300033123","state":"x"}"#,
    400,
    "invalid_ean",
    "Code EAN non valable"
)]
#[case(
    "POST",
    "linky/configure",
    r#"{"provider":"Ores","prm":"541448030003312345","state":"x"}"#,
    422,
    "ean_check_digit",
    "Chiffre de contrôle du code EAN inattendu"
)]
#[case(
    "POST",
    "linky/configure",
    r#"{"provider":"Ores","prm":"541448030003312345","accept_check_digit":true,"state":"x"}"#,
    400,
    "consent_state",
    "Demande d’accord expirée ou inconnue"
)]
#[case(
    "POST",
    "linky/configure",
    r#"{"provider":"Enedis","prm":"09775542606818"}"#,
    400,
    "invalid_field",
    "Champ « state » non valable"
)]
#[case("POST", "linky/configure", r#"{"provider":"Enedis""#, 400, "invalid_field", "Champ « body » non valable")]
#[case(
    "POST",
    "linky/auth-url",
    r#"{"provider":"EDF"}"#,
    400,
    "unknown_provider",
    "Gestionnaire de réseau indisponible"
)]
#[case("POST", "linky/auth-url", "[]", 400, "invalid_field", "Champ « body » non valable")]
#[case("POST", "linky/sync?end_date=tomorrow", "", 400, "invalid_field", "Champ « end_date » non valable")]
#[case("PUT", "devices/x", r#"{"label":"x"}"#, 404, "not_found", "Introuvable")]
#[case("PATCH", "devices", "", 405, "method_not_allowed", "Méthode non permise")]
#[tokio::test]
async fn is_answered_with_its_own_problem(
    #[case] method: &str,
    #[case] path: &str,
    #[case] body: &'static str,
    #[case] status: u16,
    #[case] name: &str,
    #[case] title: &str,
) {
    let test = TestApp::new().await;
    let syndic = test.syndic().await;
    let path = format!("{API}/{path}").replace("{building}", &test.building.id.to_string());
    let request = |language: &str| {
        let request = syndic.request(Method::from_bytes(method.as_bytes()).unwrap(), &path);
        request.body(body).header("content-type", "application/json").header("accept-language", language)
    };
    let answer = syndic.send(request("fr-BE")).await;
    assert_eq!((answer.status, answer.problem().as_str()), (status, name), "{answer:?}");
    let problem = answer.json();
    assert_eq!(problem["title"], title.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»"));
    assert_eq!(problem["type"], format!("urn:syndiwatt:problem:{name}"));
    assert_eq!(problem["status"], status);
    assert_eq!(problem["instance"], format!("urn:uuid:{}", answer.header("x-request-id")));
    for language in ["nl", "en"] {
        let other = syndic.send(request(language)).await.json();
        assert_ne!(other["title"], problem["title"]);
        assert!(!other["detail"].as_str().unwrap().contains(['{', '}']), "{other}");
    }
}
