//! The report of a building over HTTP: its text holds the figures that the API gives for the same period.

use super::{plain, words};
use crate::support::{Client, Meter, TestApp};
use serde_json::{Value, json};
use syndiwatt::{
    domain::{time::Instant, units::Joules},
    views::format::{Language, energy, kilograms, kwh_number, money, power, signed_percent},
};

/// 2025-09-01, 00:00 in Paris.
const SEPTEMBER: Instant = Instant(1_756_677_600);
const HALF_HOURS_A_DAY: usize = 48;

/// Wh of half-hours: a day with a peak in the evening, a little more every day.
fn wh(days: usize, base: i64) -> Vec<i64> {
    let half_hour = |at: usize| {
        let (day, place) = (i64::try_from(at / HALF_HOURS_A_DAY).unwrap(), at % HALF_HOURS_A_DAY);
        base + day * 3 + if (36..42).contains(&place) { 900 } else { 0 }
    };
    (0..days * HALF_HOURS_A_DAY).map(half_hour).collect()
}

/// Two meters since September 2025, one with a contract; a third one without any data.
async fn building(test: &TestApp) -> Client {
    let common = Meter::default().half_hours(SEPTEMBER, &wh(445, 200)).insert(&test.app, &test.building).await;
    let heat = Meter::default().number("09775542606819").half_hours(SEPTEMBER, &wh(445, 90));
    heat.try_insert(&test.app, &test.building).await.unwrap();
    let client = test.syndic().await;
    let windows = json!([{ "hours": { "from": "06:00", "to": "22:00" } }]);
    let tariff = json!({ "name": "Bleu", "versions": [{
        "valid_from": "2025-01-01",
        "bands": [{ "name": "peak", "price": 213_700, "windows": windows }, { "name": "off_peak", "price": 160_100 }],
        "subscription": { "price": 15_470_000, "per": "month" },
        "vat": { "energy": 200, "subscription": 55, "power": 200, "injection": 0 },
    }] });
    let tariff = client.post("/api/v1/tariffs", &tariff).await.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/buildings/{}/iot/devices/{}/contracts", test.building.id, common.id);
    let contracts = json!({ "contracts": [{ "valid_from": "2025-10-05", "tariff": tariff }] });
    assert_eq!(client.put(&path, &contracts).await.status, 204);
    client
}

fn joules(kwh: &Value) -> Joules {
    #[expect(clippy::cast_possible_truncation, reason = "some MWh")]
    Joules((kwh.as_f64().unwrap() * 3_600_000.0).round() as i64)
}

#[expect(clippy::cast_possible_truncation, reason = "some kW")]
fn watts(kw: &Value) -> i64 {
    (kw.as_f64().unwrap() * 1_000.0).round() as i64
}

/// What the text must hold, from the answers of the API for the same days.
async fn wanted(client: &Client, test: &TestApp, days: &str, language: Language) -> Vec<String> {
    let base = format!("/api/v1/buildings/{}/iot", test.building.id);
    let get = async |path: String| client.get(&path).await.json();
    let statistics = get(format!("{base}/statistics?{days}&period=month")).await;
    let costs = get(format!("{base}/costs?{days}&period=month")).await;
    let profile = get(format!("{base}/profile?{days}")).await;
    let totals = &statistics["statistics"];
    let cents = |value: &Value| money(value.as_i64().unwrap(), language);
    let mut wanted = vec![
        energy(joules(&totals["total_kwh"]), language),
        energy(joules(&totals["mean_kwh_per_day"]), language),
        power(watts(&totals["max_kw"]), language),
        power(watts(&profile["base_load_kw"]), language),
        cents(&costs["total"]["net_cents"]),
        cents(&costs["total"]["tax_cents"]),
        cents(&costs["total"]["gross_cents"]),
        kilograms((costs["emissions"]["kg_co2e"].as_f64().unwrap() * 1_000.0).round() as i64, language),
    ];
    wanted.extend(costs["components"].as_array().unwrap().iter().map(|line| cents(&line["gross_cents"])));
    wanted.extend(costs["data_points"].as_array().unwrap().iter().map(|point| cents(&point["gross_cents"])));
    let months = statistics["data_points"].as_array().unwrap().iter();
    wanted.extend(months.map(|month| kwh_number(joules(&month["total_kwh"]), language)));
    wanted
}

#[tokio::test]
async fn the_text_holds_the_figures_of_the_api() {
    let test = TestApp::new().await;
    let client = building(&test).await;
    let periods = [
        ("2026-10", "start_date=2026-10-01&end_date=2026-10-31", Language::Fr),
        ("2026", "start_date=2026-01-01&end_date=2026-12-31", Language::Nl),
        ("2026-W43", "start_date=2026-10-19&end_date=2026-10-25", Language::En),
    ];
    for (period, days, language) in periods {
        let path = format!("/buildings/{}/report.pdf?period={period}&language={}", test.building.id, language.as_str());
        let answer = client.get(&path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/pdf"));
        let name = format!("attachment; filename=\"residence-verte-{}.pdf\"", period.to_lowercase());
        assert_eq!(answer.header("content-disposition"), name);
        let text = words(&answer.bytes);
        for figure in wanted(&client, &test, days, language).await {
            assert!(text.contains(&plain(&figure)), "{period}: {figure} is not in {text}");
        }
    }
}

#[tokio::test]
async fn the_page_says_what_the_file_says() {
    let test = TestApp::new().await;
    let client = building(&test).await;
    let base = format!("/buildings/{}/report", test.building.id);
    let file = words(&client.get(&format!("{base}.pdf?period=2026-10&language=nl")).await.bytes);
    let page = client.get(&format!("{base}?p=month&d=2026-10&lang=nl")).await;
    assert_eq!(page.status, 200);
    for words in ["Energierapport – oktober 2026", "Residence Verte", "Résidence Verte", "Uren en dagen van de week"]
    {
        assert_eq!(file.contains(words), page.body.contains(words), "{words}");
    }
    let days = "start_date=2026-10-01&end_date=2026-10-31&period=month";
    let path = format!("/api/v1/buildings/{}/iot/statistics?{days}", test.building.id);
    let compared = client.get(&path).await.json();
    let compared = compared["comparison"]["vs_same_period_last_year_percent"].as_f64().unwrap();
    let compared = plain(&signed_percent(compared, 0, Language::Nl));
    assert!(file.contains(&compared) && plain(&page.body).contains(&compared), "{compared}");
}

#[tokio::test]
async fn what_cannot_be_reported_is_refused() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let base = format!("/buildings/{}/report.pdf", test.building.id);
    for bad in ["", "?period=2026-10-01", "?period=soon", "?period=2027", "?period=2026-10&language=de"] {
        assert_eq!(client.get(&format!("{base}{bad}")).await.status, 400, "{bad}");
    }
    let bare = client.get(&format!("{base}?period=2026-10")).await;
    assert_eq!(bare.status, 200, "nothing is known, and the report says so");
    assert!(words(&bare.bytes).contains("Aucune consommation n’est connue"));
    let page = client.get(&format!("/buildings/{}/report", test.building.id)).await;
    assert!(page.body.contains("Rien à rapporter"), "{}", page.body);
}
