//! What the demo shows: one office, its buildings, two logins.

use super::{
    prices::{self, Fresh},
    visit,
};
use crate::{
    analytics::zone::Zone,
    cli::Failure,
    domain::{
        access::{Actor, DemoLogin, Role},
        building::Building,
        error::AppError,
        id::{BuildingId, OrganisationId, UsagePointId},
        provider::ProviderId,
    },
    sandbox::catalogue,
    services::{
        App,
        accounts::{self, NewUser, SessionHash},
        connections, syncs, tariffs,
    },
    storage::{buildings, sync_runs, usage_points},
};
use chrono::Days;
use secrecy::SecretString;
use std::net::SocketAddr;

const OFFICE: &str = "Cabinet Lumière";
const SYNDIC: (&str, &str) = ("syndic@demo.syndiwatt.test", "demo-syndic");
const OWNER: (&str, &str) = ("proprietaire@demo.syndiwatt.test", "demo-proprietaire");

/// What the login page says.
pub fn logins() -> Vec<DemoLogin> {
    let login = |role, (email, password): (&str, &str)| DemoLogin {
        role,
        email: email.to_owned(),
        password: password.to_owned(),
    };
    vec![login(Role::Syndic, SYNDIC), login(Role::Owner, OWNER)]
}

/// Days that are there before the first page is shown; the worker fetches the years before.
const DAYS_AT_ONCE: u64 = 62;

/// A building and the meters that it has from the start.
struct Place {
    name: &'static str,
    address: &'static str,
    town: &'static str,
    zone: &'static str,
    provider: ProviderId,
    meters: &'static [&'static str],
}

const FRENCH: Place =
    Place { name: "", address: "", town: "", zone: "Europe/Paris", provider: ProviderId::Enedis, meters: &[] };

/// The one that the owner co-owns.
const OWNED: &str = "Le Clos des Tilleuls";

static PLACES: [Place; 6] = [
    // Without a meter: connecting it is the newcomer's part.
    Place { name: "Résidence Verte", address: "14 rue des Jardins", town: "69003 Lyon", ..FRENCH },
    Place {
        name: OWNED,
        address: "8 avenue des Tilleuls",
        town: "69006 Lyon",
        meters: &[catalogue::PRM_OTHER, catalogue::PRM_YOUNG],
        ..FRENCH
    },
    Place {
        name: "Résidence Bellevue",
        address: "27 quai de Bellevue",
        town: "59000 Lille",
        meters: &[catalogue::PRM_HOLES],
        ..FRENCH
    },
    Place {
        name: "Villa Marceau",
        address: "3 rue Marceau",
        town: "75008 Paris",
        meters: &[catalogue::PRM_SILENT],
        ..FRENCH
    },
    Place {
        name: "Le Belvédère",
        address: "51 boulevard du Midi",
        town: "13008 Marseille",
        meters: &[catalogue::PRM_REVOKED],
        ..FRENCH
    },
    Place {
        name: "Les Jardins de Meuse",
        address: "12 boulevard de la Meuse",
        town: "5100 Namur",
        zone: "Europe/Brussels",
        provider: ProviderId::Ores,
        meters: &[catalogue::EAN_COMMON, catalogue::EAN_HEAT_PUMP],
    },
];

/// Fills an empty database, takes up a filled one, and refuses any other.
pub async fn fill(app: &App) -> Result<(), Failure> {
    let users = accounts::users(app).await?;
    if users.is_empty() {
        tracing::info!("filling the demo's database");
        let organisation = accounts::organisation(app, OFFICE).await?;
        let places = build(app, organisation).await?;
        people(app, organisation, &places).await?;
    } else if !users.iter().any(|user| user.email == SYNDIC.0) {
        return Err(Failure::Settings("this database is not the demo's: DATABASE_URL must name another".to_owned()));
    }
    let (token, actor) = accounts::login(app, SYNDIC.0, &SecretString::from(SYNDIC.1)).await?;
    let session = token.hash();
    let synchronised = synchronise(app, &actor, &session).await;
    accounts::logout(app, session).await?;
    synchronised
}

/// What is printed at the end.
pub fn welcome(app: &App, operator: SocketAddr) -> String {
    format!(
        "\nSyndiwatt (demo): {}\n  syndic       {}  {}\n  owner        {}  {}\n  operator     http://{operator} (simulator)\n",
        app.config.public_url, SYNDIC.0, SYNDIC.1, OWNER.0, OWNER.1
    )
}

async fn build(app: &App, organisation: OrganisationId) -> Result<Vec<Building>, Failure> {
    let mut built = Vec::new();
    let mut tx = app.db.begin().await?;
    for place in &PLACES {
        let building = Building {
            id: BuildingId::new(),
            organisation,
            name: place.name.to_owned(),
            address: place.address.to_owned(),
            town: place.town.to_owned(),
            zone: place.zone.to_owned(),
        };
        buildings::insert(&mut tx, &building, app.clock.now()).await?;
        built.push(building);
    }
    tx.commit().await?;
    Ok(built)
}

async fn people(app: &App, organisation: OrganisationId, built: &[Building]) -> Result<(), Failure> {
    let owned = built.iter().filter(|building| building.name == OWNED).map(|building| building.id).collect();
    let person = |(email, password): (&str, &str), name: &str, role, buildings| NewUser {
        organisation,
        email: email.to_owned(),
        name: name.to_owned(),
        password: password.into(),
        role,
        buildings,
    };
    accounts::create_user(app, person(OWNER, "Paul Martin", Role::Owner, owned)).await?;
    // Last: its presence says that the database is the demo's and whole.
    accounts::create_user(app, person(SYNDIC, "Camille Lumière", Role::Syndic, Vec::new())).await?;
    Ok(())
}

/// Connects what is not connected yet, reads its latest days at once and leaves the rest to the worker.
async fn synchronise(app: &App, actor: &Actor, session: &SessionHash) -> Result<(), Failure> {
    let (mut fresh, mut known, mut unpriced) = (Vec::new(), Vec::new(), Vec::new());
    for building in buildings::of_organisation(&app.db, actor.organisation).await? {
        let here = usage_points::of_building(&app.db, building.id).await?;
        let place = PLACES.iter().find(|place| place.name == building.name);
        if let Some(place) = place.filter(|place| here.is_empty() && !place.meters.is_empty()) {
            let meters = connect(app, actor, session, &building, place).await?;
            fresh.extend(meters.iter().copied());
            unpriced.push(Fresh { id: building.id, name: building.name, zone: building.zone, meters });
        } else {
            known.extend(here.iter().filter(|meter| meter.consent.is_some()).map(|meter| meter.id));
        }
    }
    if !unpriced.is_empty() && tariffs::list(app, actor).await?.is_empty() {
        prices::give(app, actor, &unpriced).await?;
    }
    if !fresh.is_empty() {
        let ran = syncs::run_queued(app).await?;
        tracing::info!(done = ran.done, failed = ran.failed, "the latest days are there");
    }
    for meter in fresh.into_iter().chain(known) {
        match syncs::want(app, actor, meter, None).await {
            // One meter's consent is withdrawn, which is what it shows.
            Ok(_) | Err(AppError::ConsentFailed) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

async fn connect(
    app: &App,
    actor: &Actor,
    session: &SessionHash,
    building: &Building,
    place: &Place,
) -> Result<Vec<UsagePointId>, Failure> {
    let url = connections::start(app, actor, session, building.id, place.provider).await?;
    let (state, callback) = visit::consent(&url, place.meters).await?;
    let meters = connections::arrive(app, actor, session, place.provider, &state, callback).await.meters?;
    let today = Zone::parse(&building.zone).map(|zone| zone.day(app.clock.now()));
    let latest = today.and_then(|today| Some((today.checked_sub_days(Days::new(DAYS_AT_ONCE))?, today)));
    let mut tx = app.db.begin().await?;
    for meter in &meters {
        let stored = usage_points::find(&app.db, actor.organisation, *meter).await?;
        let point = stored.and_then(|meter| catalogue::point(meter.number.as_str()));
        if let Some(point) = point {
            usage_points::rename(&mut tx, *meter, point.label).await?;
        }
        if let Some(days) = latest {
            sync_runs::narrow(&mut tx, *meter, days).await?;
        }
    }
    tx.commit().await?;
    Ok(meters)
}
