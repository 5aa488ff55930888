mod auth;
mod settings;

use settings::Settings;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let settings = Settings::load()?;
    let validation = auth::validation(&settings.auth);

    println!(
        "statements-api on {}:{}, up to {} connections",
        settings.server.host, settings.server.port, settings.database.max_connections
    );
    println!("tokens by {:?}, keys from {}", validation.iss, settings.auth.jwks_url);
    Ok(())
}
