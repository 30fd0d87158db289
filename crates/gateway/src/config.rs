//! The configuration file: TOML, unknown keys refused, secrets only as references to files.
//!
//! Paths are relative to the folder of the file. `deploy/acquit.toml` shows every key but `clock`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Which network the gateway is on. Loopback addresses, partial rule sets, a movable clock and fail points exist in `Sandbox` only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// A network on this machine, with throw-away keys.
    Sandbox,
    /// The Peppol test network.
    Test,
    /// The Peppol production network.
    Production,
}

/// Everything a gateway needs to know before it starts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The network.
    pub stage: Stage,
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// Where the HTTP listener binds.
    pub listen: SocketAddr,
    /// The address other access points reach this one at, without `/as4`.
    pub public_url: String,
    /// Subject CN of the access point certificate, e.g. `PNL000123`.
    pub seat_id: String,
    /// PEM file of the access point certificate.
    pub certificate: PathBuf,
    /// PEM file of its private key.
    pub key: PathBuf,
    /// Certificates of before a renewal: they still decrypt, they no longer sign.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub older_keys: Vec<KeyPair>,
    /// Folder with the PEM trust anchors (roots and intermediates) of the network.
    pub trust: PathBuf,
    /// PEM file with the only roots accepted for https going out; the machine's roots when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls_roots: Option<PathBuf>,
    /// Certificate chain (PEM) of the https listener; plain http when absent, behind a proxy that ends TLS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_certificate: Option<PathBuf>,
    /// Private key (PEM) of the https listener.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_key: Option<PathBuf>,
    /// DNS zone of the SML.
    pub sml_zone: String,
    /// DNS server to ask; the machine's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolver: Option<SocketAddr>,
    /// The mail server for reminders; without it a reminder by mail becomes a task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smtp: Option<Smtp>,
    /// File of the movable clock; refused outside stage `sandbox`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<PathBuf>,
    /// Keys of the API, as hashes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub api_keys: Vec<ApiKey>,
    /// Bank data older than this many business days holds reminders (`design.md` §9).
    #[serde(default = "default_bank_data_days")]
    pub bank_data_days_max: u16,
    /// The companies this gateway works for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tenants: Vec<Tenant>,
}

/// A certificate with its key, both PEM files.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyPair {
    /// PEM file of the certificate.
    pub certificate: PathBuf,
    /// PEM file of the key.
    pub key: PathBuf,
}

/// How mail leaves.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// User name, when the server wants one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// File that holds the password and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_file: Option<PathBuf>,
}

/// A caller of the API: the SHA-256 of its bearer key in hex, never the key.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApiKey {
    /// What the caller is called in logs.
    pub name: String,
    /// SHA-256 of the key, 64 hex digits.
    pub sha256: String,
    /// The tenant the key belongs to: it sees and does nothing of another's.
    pub tenant: String,
}

/// One company: its addresses on the network, and how it deals with its debtors.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenant {
    /// Short stable name, e.g. `vandijk`.
    pub id: String,
    /// Registered name.
    pub name: String,
    /// Participant ids, e.g. `0106:12345678`.
    pub participants: Vec<String>,
    /// ISO 3166-1 alpha-2, travels as `COUNTRY_C1`.
    pub country: String,
    /// Sender of reminder mails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_from: Option<String>,
    /// What is agreed with, and known of, single debtors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub debtors: Vec<Debtor>,
    /// Where payments become known.
    #[serde(default)]
    pub bank_feed: BankFeed,
    /// Document type ids it receives (`scheme::value`); empty: all this program knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub receives: Vec<String>,
}

/// Whether the tenant's payments reach this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BankFeed {
    /// camt.053 files are handed in; reminders wait for fresh ones.
    #[default]
    Camt053,
    /// The tenant states that there is no bank feed; reminders go by what is known.
    None,
}

/// What is known of one debtor beyond its invoices.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Debtor {
    /// Its participant id.
    pub participant: String,
    /// Mail address of its accounts-payable desk, for reminders; never an invoice intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receivables_mail: Option<String>,
    /// A signed agreement to exchange the UBL 2.1 Reminder.
    #[serde(default)]
    pub bilateral_reminder: bool,
    /// Never reminded: a person keeps the relation.
    #[serde(default)]
    pub never_remind: bool,
    /// Insolvency, estate or court case: stopped for good.
    #[serde(default)]
    pub insolvent: bool,
    /// Account numbers it pays from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ibans: Vec<String>,
}

/// Why a configuration is refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Not TOML, an unknown key, or a value of another kind.
    #[error("{message}")]
    Malformed {
        /// Line, column and what to change, as the TOML reader says it.
        message: String,
    },
    /// Two settings, or a setting and the stage, contradict each other.
    #[error("{key}: {problem}")]
    Contradiction {
        /// The key to change.
        key: String,
        /// What is wrong with it.
        problem: String,
    },
}

const fn default_bank_data_days() -> u16 {
    2
}

impl Config {
    /// Reads a configuration file; relative paths count from its folder.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        let mut config = Self::parse(&text)?;
        config.resolve_paths(path.parent().unwrap_or(Path::new(".")));
        Ok(config)
    }

    /// Reads a configuration from its text; relative paths stay as they are.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self =
            toml::from_str(text).map_err(|error| ConfigError::Malformed { message: error.to_string() })?;
        config.check()?;
        Ok(config)
    }

    /// The text of this configuration, as the sandbox writes it.
    pub fn to_toml(&self) -> Result<String, ConfigError> {
        toml::to_string(self).map_err(|error| ConfigError::Malformed { message: error.to_string() })
    }

    /// The tenant of that id.
    pub fn tenant(&self, id: &str) -> Option<&Tenant> {
        self.tenants.iter().find(|tenant| tenant.id == id)
    }

    fn check(&self) -> Result<(), ConfigError> {
        if self.stage != Stage::Sandbox && self.clock.is_some() {
            return contradiction("clock", "a movable clock is for stage sandbox only");
        }
        if self.stage != Stage::Sandbox && !self.public_url.starts_with("https://") {
            return contradiction("public_url", "must begin with https:// outside stage sandbox");
        }
        if self.server_certificate.is_some() != self.server_key.is_some() {
            return contradiction("server_key", "server_certificate and server_key belong together");
        }
        if let Some(key) = self.api_keys.iter().find(|key| !is_sha256_hex(&key.sha256)) {
            return contradiction("api_keys", format!("sha256 of {} is not 64 hex digits", key.name));
        }
        if let Some(key) = self.api_keys.iter().find(|key| self.tenant(&key.tenant).is_none()) {
            return contradiction(
                "api_keys",
                format!("{} belongs to tenant {}, which is not configured", key.name, key.tenant),
            );
        }
        if self.smtp.as_ref().is_some_and(|smtp| smtp.user.is_some() && !smtp.is_local()) {
            let problem = "mail leaves without TLS, so a password goes only to a relay on this machine (127.0.0.1)";
            return contradiction("smtp.user", problem);
        }
        self.check_tenants()
    }

    fn check_tenants(&self) -> Result<(), ConfigError> {
        let mut participants: Vec<String> = Vec::new();
        for (index, tenant) in self.tenants.iter().enumerate() {
            if self.tenants[..index].iter().any(|other| other.id == tenant.id) {
                return contradiction("tenants", format!("two tenants are called {}", tenant.id));
            }
            for participant in &tenant.participants {
                let folded = participant.to_ascii_lowercase();
                if participants.contains(&folded) {
                    return contradiction("tenants.participants", format!("{participant} belongs to two tenants"));
                }
                participants.push(folded);
            }
        }
        Ok(())
    }

    fn resolve_paths(&mut self, folder: &Path) {
        let required = [&mut self.certificate, &mut self.key, &mut self.trust];
        let optional = [&mut self.tls_roots, &mut self.server_certificate, &mut self.server_key, &mut self.clock];
        let older = self.older_keys.iter_mut().flat_map(|pair| [&mut pair.certificate, &mut pair.key]);
        let password = self.smtp.iter_mut().filter_map(|smtp| smtp.password_file.as_mut());
        for path in required.into_iter().chain(optional.into_iter().flatten()).chain(older).chain(password) {
            *path = folder.join(&*path);
        }
    }
}

impl Smtp {
    /// Whether the mail server is on this machine.
    fn is_local(&self) -> bool {
        let loopback = |host: &str| host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
        self.host.eq_ignore_ascii_case("localhost") || loopback(&self.host)
    }
}

impl Tenant {
    /// What is known of a debtor.
    pub fn debtor(&self, participant: &str) -> Option<&Debtor> {
        self.debtors.iter().find(|debtor| debtor.participant.eq_ignore_ascii_case(participant))
    }
}

fn contradiction(key: &str, problem: impl Into<String>) -> Result<(), ConfigError> {
    Err(ConfigError::Contradiction { key: key.to_owned(), problem: problem.into() })
}

fn is_sha256_hex(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const SMALLEST: &str = r#"
        stage = "sandbox"
        database = "sqlite:acquit.db"
        listen = "127.0.0.1:0"
        public_url = "http://127.0.0.1"
        seat_id = "PNL000001"
        certificate = "keys/ap.pem"
        key = "keys/ap.key"
        trust = "trust"
        sml_zone = "sml.example"
    "#;

    fn tenant(id: &str, participant: &str) -> String {
        format!("\n[[tenants]]\nid = \"{id}\"\nname = \"{id}\"\ncountry = \"NL\"\nparticipants = [\"{participant}\"]\n")
    }

    fn check(text: &str, expected: Option<&str>) {
        match (Config::parse(text), expected) {
            (Ok(_), None) => {}
            (Err(error), Some(words)) => assert!(error.to_string().contains(words), "{error}"),
            (found, expected) => panic!("expected {expected:?}, found {found:?}"),
        }
    }

    #[test]
    fn the_smallest_configuration_is_read_and_survives_being_written() {
        let config = Config::parse(&(SMALLEST.to_owned() + &tenant("a", "0106:12345678"))).unwrap();
        assert_eq!(config.bank_data_days_max, 2);
        let again = Config::parse(&config.to_toml().unwrap()).unwrap();
        assert_eq!(again.tenants[0].participants, ["0106:12345678"]);
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        check(&format!("{SMALLEST}\nlisten_port = 1"), Some("listen_port"));
        check(&format!("{SMALLEST}{}colour = \"red\"", tenant("a", "0106:12345678")), Some("colour"));
    }

    #[test]
    fn a_movable_clock_and_plain_http_stay_in_the_sandbox() {
        check(&format!("{SMALLEST}\nclock = \"clock\""), None);
        let live = SMALLEST.replace("\"sandbox\"", "\"production\"");
        check(&format!("{live}\nclock = \"clock\""), Some("clock"));
        check(&live, Some("public_url"));
        check(&live.replace("http://127.0.0.1", "https://ap.example"), None);
    }

    #[test]
    fn a_mail_password_does_not_leave_the_machine_in_the_clear() {
        let smtp = |host: &str| {
            format!("{SMALLEST}\n[smtp]\nhost = \"{host}\"\nport = 25\nuser = \"u\"\npassword_file = \"p\"\n")
        };
        check(&smtp("127.0.0.1"), None);
        check(&smtp("mail.example.com"), Some("smtp.user"));
        check(&smtp("mail.example.com").replace("user = \"u\"\npassword_file = \"p\"\n", ""), None);
    }

    #[test]
    fn a_participant_belongs_to_one_tenant() {
        let twice = format!("{SMALLEST}{}{}", tenant("a", "9944:NL1"), tenant("b", "9944:nl1"));
        check(&twice, Some("two tenants"));
        check(&format!("{SMALLEST}{}{}", tenant("a", "0106:1"), tenant("a", "0106:2")), Some("called a"));
    }

    #[test]
    fn a_key_is_a_hash_of_a_known_tenant() {
        let key = |sha256: &str, tenant: &str| {
            format!("\n[[api_keys]]\nname = \"k\"\nsha256 = \"{sha256}\"\ntenant = \"{tenant}\"\n")
        };
        let hash = crate::api_key_hash("sk_test_1");
        let base = format!("{SMALLEST}{}", tenant("a", "0106:12345678"));
        check(&format!("{base}{}", key(&hash, "a")), None);
        check(&format!("{base}{}", key("sk_test_1", "a")), Some("64 hex digits"));
        check(&format!("{base}{}", key(&hash, "b")), Some("tenant b"));
    }

    #[test]
    fn paths_count_from_the_folder_of_the_file() {
        let folder = std::env::temp_dir().join(format!("acquit-config-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("acquit.toml"), SMALLEST).unwrap();
        let config = Config::read(&folder.join("acquit.toml")).unwrap();
        assert_eq!(config.key, folder.join("keys/ap.key"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
