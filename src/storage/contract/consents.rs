//! Consents, their sealed secrets, and requests that nobody came back for.

use super::{contracts, samples::*};
use crate::{
    domain::{id::ConsentId, provider::ProviderId},
    storage::{
        Db,
        consents::{self, OauthRequest},
        vault::Sealed,
    },
};

contracts![
    a_secret_is_replaced_and_goes_with_its_consent,
    stale_requests_are_swept;
    licensed:
];

async fn a_secret_is_replaced_and_goes_with_its_consent(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let (consent, other) = (office.consent(&db).await, office.consent(&db).await);
    let sealed = |byte| Sealed::from_storage(vec![1, byte, 255, 0]);
    for (byte, expires) in [(1, None), (2, Some(NOW.plus(60)))] {
        write(&db, async |tx| consents::put_secret(tx, consent, "access_token", &sealed(byte), expires).await).await;
    }
    let found = consents::find_secret(&db, consent, "access_token").await.unwrap().unwrap();
    assert_eq!((found.sealed.as_bytes(), found.expires_at), (&[1, 2, 255, 0][..], Some(NOW.plus(60))));
    assert!(consents::find_secret(&db, consent, "refresh_token").await.unwrap().is_none());
    assert!(consents::find_secret(&db, other, "access_token").await.unwrap().is_none());
    assert_eq!(write(&db, async |tx| consents::delete_secrets(tx, consent).await).await, 1);
    assert!(consents::find_secret(&db, consent, "access_token").await.unwrap().is_none());
    assert_eq!(consents::find(&db, consent).await.unwrap().unwrap().expires_at, NOW.plus(1_000));
    assert!(consents::find(&db, ConsentId::new()).await.unwrap().is_none());
    assert_eq!(consents::of_ids(&db, &[consent, other]).await.unwrap().len(), 2);
    assert!(consents::of_ids(&db, &[]).await.unwrap().is_empty());
}

async fn stale_requests_are_swept(db: Db) {
    let office = Office::new(&db, "Duval").await;
    for (state, expires) in [(1, NOW.plus(10)), (2, NOW.plus(600))] {
        let request = OauthRequest {
            session: [1; 32],
            organisation: office.organisation,
            building: office.building,
            user: office.user,
            provider: ProviderId::Ores,
            text_version: "2026-11".into(),
            pkce: Some(Sealed::from_storage(vec![7])),
            expires_at: expires,
        };
        write(&db, async |tx| consents::insert_request(tx, [state; 32], &request, NOW).await).await;
    }
    assert_eq!(write(&db, async |tx| consents::delete_stale_requests(tx, NOW.plus(10)).await).await, 1);
    assert!(write(&db, async |tx| consents::take_request(tx, [1; 32]).await).await.is_none());
    assert!(write(&db, async |tx| consents::take_request(tx, [2; 32]).await).await.is_some());
}
