//! What the import page shows without scripts.

use super::*;

async fn html(client: &Client, path: &str) -> String {
    let answer = client.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    answer.body
}

#[tokio::test]
async fn each_step_is_there_without_scripts() {
    let server = TestApp::new().await;
    let client = server.syndic().await;
    let page = format!("/buildings/{}/import", server.building.id);
    let choose = html(&client, &page).await;
    assert!(choose.contains("enctype=\"multipart/form-data\"") && choose.contains("for=\"file\""), "{choose}");

    let id = preview_id(&server, &client, &fluvius("541448960000000125")).await;
    let preview = html(&client, &format!("{page}?preview={id}")).await;
    for expected in
        [&format!("action=\"{page}/{id}\""), "541448960000000125", "1,200", "name=\"accept_numbers\"", "100"]
    {
        assert!(preview.contains(expected), "{expected}: {preview}");
    }

    let error = html(&client, &format!("{page}?error=broken_row&row=120&column=Volume&expected=kWh")).await;
    assert!(error.contains("role=\"alert\"") && error.contains("120") && error.contains("Volume"), "{error}");

    let done = client.form(&format!("{page}/{id}"), &[("accept_numbers", "yes")]).await;
    let outcome = html(&client, done.header("location")).await;
    let dashboard = format!("/buildings/{}?p=month&amp;d=2021-10-31", server.building.id);
    assert!(outcome.contains(&dashboard) && outcome.contains("export.csv"), "{outcome}");
}
