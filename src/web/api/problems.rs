//! What endpoints refuse with, for their descriptions.

use crate::web::edge::Problem;
use utoipa::IntoResponses;

/// Of endpoints that read.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only described")]
pub enum Reading {
    /// A parameter is malformed.
    #[response(status = 400, content_type = "application/problem+json", example = json!({
        "type": "urn:syndiwatt:problem:end_before_start", "name": "end_before_start",
        "title": "La fin précède le début", "status": 400,
        "detail": "La date de fin doit venir après la date de début.",
        "instance": "urn:uuid:01a1fc51-80b7-71f0-89d6-2c377dc55271"
    }))]
    BadRequest(Problem),
    /// Nobody is logged in.
    #[response(status = 401, content_type = "application/problem+json", example = json!({
        "type": "urn:syndiwatt:problem:unauthenticated", "name": "unauthenticated",
        "title": "Connexion nécessaire", "status": 401,
        "detail": "Votre session est terminée ou vous n’êtes pas connecté. Connectez-vous, puis recommencez.",
        "instance": "urn:uuid:01a1fc51-80b7-71f0-89d6-2c377dc55271"
    }))]
    Unauthenticated(Problem),
    /// There is no such building or meter, or you may not see it.
    #[response(status = 404, content_type = "application/problem+json", example = json!({
        "type": "urn:syndiwatt:problem:not_found", "name": "not_found",
        "title": "Introuvable", "status": 404,
        "detail": "Cet élément n’existe pas, ou vous n’y avez pas accès.",
        "instance": "urn:uuid:01a1fc51-80b7-71f0-89d6-2c377dc55271"
    }))]
    NotFound(Problem),
    /// The database is away, or the service is busy: ask again after the seconds of `Retry-After`.
    #[response(status = 503, content_type = "application/problem+json", example = json!({
        "type": "urn:syndiwatt:problem:unavailable", "name": "unavailable",
        "title": "Service momentanément indisponible", "status": 503,
        "detail": "Le service est occupé ou la connexion à ses données est coupée. Rien n’est perdu : réessayez dans quelques secondes, au besoin en rechargeant la page.",
        "instance": "urn:uuid:01a1fc51-80b7-71f0-89d6-2c377dc55271"
    }))]
    Unavailable(Problem),
}

/// Of endpoints that change something: these and those of [`Reading`].
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only described")]
pub enum Managing {
    /// You may see the building, but only the syndic may do this; or another site sent the request.
    #[response(status = 403, content_type = "application/problem+json", example = json!({
        "type": "urn:syndiwatt:problem:forbidden", "name": "forbidden",
        "title": "Action non autorisée", "status": 403,
        "detail": "Vous pouvez consulter cet élément, mais pas effectuer cette action. Adressez-vous au syndic.",
        "instance": "urn:uuid:01a1fc51-80b7-71f0-89d6-2c377dc55271"
    }))]
    Forbidden(Problem),
}

/// Of endpoints that change what others change too.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only described")]
pub enum Changing {
    /// Somebody else changed it since, or something still refers to it.
    #[response(status = 409, content_type = "application/problem+json", example = json!({
        "type": "urn:syndiwatt:problem:changed_meanwhile", "name": "changed_meanwhile",
        "title": "Modifié entre-temps", "status": 409,
        "detail": "Quelqu’un d’autre a modifié cet élément depuis que vous l’avez ouvert. Rien n’a été enregistré : rechargez la page, puis refaites votre changement.",
        "instance": "urn:uuid:01a1fc51-80b7-71f0-89d6-2c377dc55271"
    }))]
    Conflict(Problem),
}
