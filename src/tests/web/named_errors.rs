//! A plain form's failure comes back in the address; the page that it comes back to says it in words.

use crate::support::TestApp;
use syndiwatt::{
    domain::error::AppError,
    i18n::Locale,
    ui::error_text::{error_text, error_title},
};

/// What the way to an operator and back can end with.
const OF_OPERATORS: [AppError; 9] = [
    AppError::UnknownProvider,
    AppError::AlreadyConnected,
    AppError::ConsentState,
    AppError::ConsentRefused,
    AppError::ConsentFailed,
    AppError::ProviderUnavailable,
    AppError::Unauthenticated,
    AppError::Unavailable,
    AppError::Internal,
];

const OF_LOGINS: [AppError; 5] = [
    AppError::BadCredentials,
    AppError::TooManyAttempts,
    AppError::Unauthenticated,
    AppError::Unavailable,
    AppError::Internal,
];

#[tokio::test]
async fn every_way_back_from_an_operator_says_why() {
    let test = TestApp::new().await;
    let syndic = test.syndic().await;
    let connect = format!("/buildings/{}/connect", test.building.id);
    for (page, error) in ["/", &connect].into_iter().flat_map(|page| OF_OPERATORS.map(|error| (page, error))) {
        let answer = syndic.get(&format!("{page}?error={}", error.name())).await;
        assert_eq!(answer.status, 200, "{page} {error}");
        for text in [error_title(Locale::fr, &error), error_text(Locale::fr, &error)] {
            assert!(answer.body.contains(&text), "{page}: {text}");
        }
    }
}

#[tokio::test]
async fn a_return_that_nobody_asked_for_leads_to_a_page_that_says_so() {
    let test = TestApp::new().await;
    let syndic = test.syndic().await;
    let back = syndic.get("/auth/linky/callback/enedis?state=made-up&code=x").await;
    assert_eq!((back.status, back.header("location")), (303, "/?error=consent_state"));
    let page = syndic.get(back.header("location")).await;
    assert!(page.body.contains(&error_title(Locale::fr, &AppError::ConsentState)), "{}", page.body);
}

#[tokio::test]
async fn a_refused_login_says_why() {
    let test = TestApp::new().await;
    for error in OF_LOGINS {
        let page = test.anonymous().get(&format!("/login?error={}", error.name())).await;
        assert_eq!(page.status, 200, "{error}");
        assert!(page.body.contains(&error_title(Locale::fr, &error)), "{error}");
    }
}

#[tokio::test]
async fn only_the_demo_tells_its_logins() {
    let test = TestApp::new().await;
    let page = test.anonymous().get("/login").await;
    assert!(!page.body.contains("Entrer comme"), "{}", page.body);
}
