//! `syndiwatt user add|list|password`.

use super::{Failure, start};
use crate::{
    config::Config,
    domain::{access::Role, error::AppError, id::BuildingId},
    services::{
        App,
        accounts::{self, NewUser},
    },
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use clap::{Args, Subcommand};
use secrecy::{ExposeSecret, SecretString};
use std::io::Read;

/// Users and their passwords.
#[derive(Args)]
pub struct User {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Add a user.
    Add {
        /// Their login.
        #[arg(long)]
        email: String,
        /// Shown in the header.
        #[arg(long)]
        name: String,
        /// The syndic's office; created when it is new.
        #[arg(long)]
        organisation: String,
        /// syndic or owner.
        #[arg(long, value_parser = role)]
        role: Role,
        /// A building that an owner may see; may be repeated.
        #[arg(long = "building")]
        buildings: Vec<BuildingId>,
        /// Read the password from standard input instead of making one up.
        #[arg(long)]
        password_stdin: bool,
        #[command(flatten)]
        config: Box<Config>,
    },
    /// List users: e-mail, name, role, organisation.
    List {
        #[command(flatten)]
        config: Box<Config>,
    },
    /// Give a user a new password and end their sessions.
    Password {
        /// Their login.
        #[arg(long)]
        email: String,
        /// Read the password from standard input instead of making one up.
        #[arg(long)]
        password_stdin: bool,
        #[command(flatten)]
        config: Box<Config>,
    },
}

impl User {
    /// Does what was asked.
    ///
    /// # Errors
    /// When a value is refused or the database fails.
    pub async fn run(self) -> Result<(), Failure> {
        match self.command {
            Command::Add { email, name, organisation, role, buildings, password_stdin, config } => {
                let app = start::app(*config).await?;
                let password = password(password_stdin)?;
                let organisation = accounts::organisation(&app, &organisation).await?;
                let shown = email.clone();
                let new = NewUser { organisation, email, name, password: password.clone(), role, buildings };
                accounts::create_user(&app, new).await.map_err(refused)?;
                tell(&shown, &password, password_stdin);
            }
            Command::List { config } => list(&start::app(*config).await?).await?,
            Command::Password { email, password_stdin, config } => {
                let app = start::app(*config).await?;
                let password = password(password_stdin)?;
                if !accounts::set_password(&app, &email, &password).await.map_err(refused)? {
                    return Err(Failure::Work(format!("there is no user {email}")));
                }
                tell(&email, &password, password_stdin);
            }
        }
        Ok(())
    }
}

async fn list(app: &App) -> Result<(), Failure> {
    for user in accounts::users(app).await? {
        println!("{}\t{}\t{}\t{}", user.email, user.name, user.role.as_str(), user.organisation_name);
    }
    Ok(())
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_name(text).ok_or_else(|| "syndic or owner".to_owned())
}

fn password(from_stdin: bool) -> Result<SecretString, Failure> {
    if from_stdin {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text.trim_end_matches(['\r', '\n']).into());
    }
    let bytes: [u8; 12] = rand::random();
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes).into())
}

/// A password that was made up is shown this once.
fn tell(email: &str, password: &SecretString, from_stdin: bool) {
    if from_stdin {
        println!("{email}: password set");
    } else {
        println!("{email}: {}", password.expose_secret());
    }
}

fn refused(error: AppError) -> Failure {
    Failure::Work(match error {
        AppError::InvalidField { field, expected } => format!("{field}: expected {expected}"),
        other => other.to_string(),
    })
}
