//! Users, their memberships and sessions.

use super::{contracts, samples::*};
use crate::{
    domain::{access::Role, id::UserId},
    storage::{Db, accounts, buildings, sessions},
};

contracts![
    an_address_belongs_to_one_user,
    a_session_lives_until_it_is_deleted_or_over;
    licensed: a_session_lives_until_it_is_deleted_or_over
];

async fn an_address_belongs_to_one_user(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let mut tx = db.begin().await.unwrap();
    let again = accounts::insert_user(&mut tx, UserId::new(), "duval@example.org", "Other", "hash", NOW).await;
    assert!(again.unwrap_err().is_conflict());
    drop(tx);
    write(&db, async |tx| {
        accounts::insert_membership(tx, office.user, office.organisation, Role::Owner).await?;
        buildings::add_owner(tx, office.building, office.user).await?;
        buildings::add_owner(tx, office.building, office.user).await?;
        accounts::set_password(tx, office.user, "$argon2id$new").await
    })
    .await;
    assert!(accounts::credentials(&db, "duval@example.org").await.unwrap().is_some());
    assert!(accounts::credentials(&db, "DUVAL@example.org").await.unwrap().is_none(), "texts compare letter by letter");
    assert_eq!(accounts::memberships(&db, office.user).await.unwrap().len(), 1);
    assert_eq!(accounts::members(&db).await.unwrap().len(), 1);
    assert_eq!(accounts::organisation_named(&db, "Duval").await.unwrap(), Some(office.organisation));
    let owned = accounts::owned_buildings(&db, office.user, office.organisation).await.unwrap();
    assert_eq!(owned, [office.building]);
    let of_owner = buildings::of_owner(&db, office.organisation, office.user).await.unwrap();
    assert_eq!(of_owner.iter().map(|building| building.id).collect::<Vec<_>>(), [office.building]);
}

async fn a_session_lives_until_it_is_deleted_or_over(db: Db) {
    let office = Office::new(&db, "Duval").await;
    write(&db, async |tx| accounts::insert_membership(tx, office.user, office.organisation, Role::Syndic).await).await;
    let add = async |hash: &[u8; 32], expires| {
        let (user, organisation) = (office.user, office.organisation);
        write(&db, async |tx| sessions::insert(tx, hash, user, organisation, NOW, expires).await).await;
    };
    let lives = async |hash: &[u8; 32]| sessions::find(&db, hash).await.unwrap().is_some();
    let (one, two, three, four) = ([1; 32], [2; 32], [3; 32], [4; 32]);
    add(&one, NOW.plus(100)).await;
    add(&two, NOW.plus(10)).await;
    add(&three, NOW.plus(100)).await;
    write(&db, async |tx| sessions::touch(tx, &one, NOW.plus(50)).await).await;
    assert!(lives(&one).await && !lives(&[9; 32]).await);
    write(&db, async |tx| sessions::delete_over(tx, NOW.plus(20), NOW.plus(20)).await).await;
    assert!(lives(&one).await && !lives(&two).await && !lives(&three).await, "expired, and idle");
    write(&db, async |tx| sessions::delete(tx, &one).await).await;
    assert!(!lives(&one).await);
    add(&four, NOW.plus(100)).await;
    write(&db, async |tx| sessions::delete_of_user(tx, office.user).await).await;
    assert!(!lives(&four).await);
}
