//! Who may be told about a building, and how it is called where they read it.

use super::super::{
    Db, StorageError, Tx,
    db::{all, optional},
};
use super::preferences::PreferenceRow;
use crate::domain::{
    access::Role,
    id::{BuildingId, OrganisationId, UserId},
    notice::Preference,
};

/// A person with what they want.
pub struct Reader {
    /// Who.
    pub user: UserId,
    /// The address of their login.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// As what they are a member.
    pub role: Role,
    /// What they have chosen, else what their role begins with.
    pub preference: Preference,
}

#[derive(sqlx::FromRow)]
struct Row {
    user_id: UserId,
    user_email: String,
    user_name: String,
    role: String,
    #[sqlx(flatten)]
    preference: PreferenceRow,
}

impl TryFrom<Row> for Reader {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        // The column's CHECK allows nothing else; the lesser role is the safe reading.
        let role = Role::from_name(&row.role).unwrap_or(Role::Owner);
        let preference = row.preference.chosen()?.unwrap_or_else(|| Preference::of(role));
        Ok(Self { user: row.user_id, email: row.user_email, name: row.user_name, role, preference })
    }
}

const READERS: &str = "SELECT m.user_id, u.email AS user_email, u.name AS user_name, m.role, p.email, p.in_app, p.sms, \
     p.push, p.least, p.digest, p.digest_at, p.quiet_from, p.quiet_until, p.critical_passes, p.language, p.phone, \
     p.push_target FROM memberships m JOIN users u ON u.id = m.user_id \
     LEFT JOIN notice_preferences p ON p.user_id = m.user_id AND p.organisation_id = m.organisation_id \
     WHERE m.organisation_id = $1 AND u.disabled_at IS NULL AND (m.role = 'syndic' OR EXISTS \
     (SELECT 1 FROM building_owners o WHERE o.building_id = $2 AND o.user_id = m.user_id)) ORDER BY m.user_id";

/// Everybody who may see a building: the organisation's syndics, and the building's own owners.
///
/// # Errors
/// When the database fails.
pub async fn readers(
    tx: &mut Tx,
    organisation: OrganisationId,
    building: BuildingId,
) -> Result<Vec<Reader>, StorageError> {
    all!(tx, Row, READERS, organisation, building)?.into_iter().map(Reader::try_from).collect()
}

const READER: &str = "SELECT m.user_id, u.email AS user_email, u.name AS user_name, m.role, p.email, p.in_app, p.sms, \
     p.push, p.least, p.digest, p.digest_at, p.quiet_from, p.quiet_until, p.critical_passes, p.language, p.phone, \
     p.push_target FROM memberships m JOIN users u ON u.id = m.user_id \
     LEFT JOIN notice_preferences p ON p.user_id = m.user_id AND p.organisation_id = m.organisation_id \
     WHERE m.user_id = $1 AND m.organisation_id = $2 AND u.disabled_at IS NULL";

/// A member of an organisation; `None` when they are none any more, or disabled.
///
/// # Errors
/// When the database fails.
pub async fn reader(db: &Db, user: UserId, organisation: OrganisationId) -> Result<Option<Reader>, StorageError> {
    optional!(db, Row, READER, user, organisation)?.map(Reader::try_from).transpose()
}

const ZONE: &str = "SELECT zone FROM buildings WHERE id = $1 AND organisation_id = $2 AND deleted_at IS NULL";

/// The name of a building's time zone; `None` when the organisation has no such building.
///
/// # Errors
/// When the database fails.
pub async fn zone(
    tx: &mut Tx,
    organisation: OrganisationId,
    building: BuildingId,
) -> Result<Option<String>, StorageError> {
    Ok(optional!(tx, (String,), ZONE, building, organisation)?.map(|(zone,)| zone))
}
