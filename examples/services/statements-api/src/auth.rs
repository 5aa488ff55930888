use crate::settings::Auth;
use jsonwebtoken::{Algorithm, Validation};

/// What a partner's token must say before a statement is shown.
pub fn validation(auth: &Auth) -> Validation {
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_issuer(&[&auth.issuer]);
    validation.set_audience(&[&auth.audience]);
    validation.set_required_spec_claims(&["exp", "iss", "aud"]);
    validation.leeway = auth.leeway_seconds;
    validation
}
