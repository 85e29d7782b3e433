//! What other sites make a browser send is refused: everything that changes state, forms and server functions alike.

use crate::support::TestApp;
use reqwest::Method;
use rstest::rstest;
use syndiwatt::web;

#[rstest]
#[case(&[("sec-fetch-site", "cross-site")], true)]
#[case(&[("sec-fetch-site", "same-site")], true)]
#[case(&[("origin", "https://evil.example")], true)]
#[case(&[("origin", "null")], true)]
#[case(&[("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")], false)]
#[case(&[("sec-fetch-site", "none")], false)]
#[case(&[], false)]
#[tokio::test]
async fn every_way_to_change_something_asks_where_it_comes_from(
    #[case] headers: &[(&str, &str)],
    #[case] refused: bool,
) {
    let test = TestApp::new().await;
    for route in web::routes().into_iter().filter(|route| route.method != "GET") {
        let client = test.anonymous();
        let method = Method::from_bytes(route.method.as_bytes()).unwrap();
        let path = route.path.replace(['{', '}'], "");
        let mut request = client.request(method, &path).header("content-type", "text/plain").body("{}");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = client.send(request).await;
        assert_eq!(answer.status == 403, refused, "{route:?} {answer:?}");
    }
}

#[tokio::test]
async fn our_own_origin_is_welcome() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let request = client.request(Method::POST, "/logout").header("origin", &test.base);
    assert_eq!(client.send(request).await.status, 303);
}
